/* Values of functions at arguments that were seen before. */
#include "code.h"

#include <stdlib.h>
#include <string.h>

static size_t memo_hash(uint32_t fn, const expr *args, size_t n)
{
    uint64_t h = (fn + 1) * UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < n; i++) {
        h ^= args[i];
        h *= UINT64_C(0xff51afd7ed558ccd);
        h ^= h >> 32;
    }
    return (size_t)h;
}

static void grow_slots(memo *m)
{
    m->nslots = m->nslots ? 2 * m->nslots : 1024;
    free(m->slot);
    m->slot = xcalloc(m->nslots, sizeof *m->slot);
    for (size_t k = 0; k < m->n; k++) {
        const memo_entry *t = &m->entry[k];
        size_t i = memo_hash(t->fn, m->key + t->args, t->nargs);
        while (m->slot[i & (m->nslots - 1)])
            i++;
        m->slot[i & (m->nslots - 1)] = (uint32_t)k + 1;
    }
}

static uint32_t add_entry(memo *m, uint32_t fn, const expr *args, size_t n)
{
    if (m->n == m->cap) {
        m->cap = 2 * m->cap + 256;
        m->entry = xrealloc(m->entry, m->cap * sizeof *m->entry);
    }
    if (m->capkey - m->nkey < n) {
        m->capkey = 2 * m->capkey + n + 1024;
        m->key = xrealloc(m->key, m->capkey * sizeof *m->key);
    }
    if (n)
        memcpy(m->key + m->nkey, args, n * sizeof *args);
    m->entry[m->n] = (memo_entry){.fn = fn,
                                  .nargs = (uint32_t)n,
                                  .args = m->nkey,
                                  .value = EXPR_NONE,
                                  .state = MEMO_NEW};
    m->nkey += n;
    return (uint32_t)m->n++;
}

uint32_t memo_find(memo *m, uint32_t fn, const expr *args, size_t n)
{
    if (2 * (m->n + 1) > m->nslots)
        grow_slots(m);
    size_t i = memo_hash(fn, args, n);
    for (;; i++) {
        uint32_t *s = &m->slot[i & (m->nslots - 1)];
        if (!*s) {
            uint32_t k = add_entry(m, fn, args, n);
            *s = k + 1;
            return k;
        }
        const memo_entry *t = &m->entry[*s - 1];
        if (t->fn == fn &&
            (!n || !memcmp(m->key + t->args, args, n * sizeof *args)))
            return *s - 1;
    }
}

void memo_clear(memo *m)
{
    free(m->entry);
    free(m->key);
    free(m->slot);
    *m = (memo){0};
}
