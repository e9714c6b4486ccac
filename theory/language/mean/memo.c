/* Values of functions at arguments that were seen before. */
#include "code.h"

#include <stdlib.h>
#include <string.h>

/* A slot holds 32 bits of its entry's hash before the entry's number, from 1 on. */
static uint64_t memo_hash(uint32_t fn, const expr *args, size_t n)
{
    uint64_t h = (fn + 1) * UINT64_C(0x9e3779b97f4a7c15);
    for (size_t i = 0; i < n; i++) {
        h ^= args[i];
        h *= UINT64_C(0xff51afd7ed558ccd);
        h ^= h >> 32;
    }
    return h << 32;
}

static uint64_t *slot_at(const memo *m, uint64_t hash, size_t step)
{
    return &m->slot[((hash >> 32) + step) & (m->nslots - 1)];
}

static void grow_slots(memo *m)
{
    uint64_t *old = m->slot;
    size_t n = m->nslots;
    m->nslots = n ? 2 * n : 1024;
    m->slot = xcalloc(m->nslots, sizeof *m->slot);
    for (size_t k = 0; k < n; k++) {
        size_t i = 0;
        while (old[k] != 0 && *slot_at(m, old[k], i) != 0)
            i++;
        if (old[k] != 0)
            *slot_at(m, old[k], i) = old[k];
    }
    free(old);
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
    uint64_t h = memo_hash(fn, args, n);
    for (size_t i = 0;; i++) {
        uint64_t *s = slot_at(m, h, i);
        uint32_t k = (uint32_t)*s;
        if (k == 0) {
            k = add_entry(m, fn, args, n);
            *s = h | (k + 1);
            return k;
        }
        const memo_entry *t = &m->entry[k - 1];
        if (*s >> 32 == h >> 32 && t->fn == fn && t->nargs == n &&
            (!n || !memcmp(m->key + t->args, args, n * sizeof *args)))
            return k - 1;
    }
}

void memo_clear(memo *m)
{
    free(m->entry);
    free(m->key);
    free(m->slot);
    *m = (memo){0};
}
