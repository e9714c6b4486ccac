/* The second reading's memory of calls.  Nobody believes it. */
#include "read.h"

#include "../../numerics/base/memory.h"

#include <stdlib.h>

void call_init(call *k, const item *let)
{
    k->let = let;
    k->n = let->nparams;
    k->arg = xcalloc(k->n + 1, sizeof *k->arg);
    for (size_t i = 0; i < k->n; i++)
        quantity_init(&k->arg[i]);
}

void call_clear(call *k)
{
    for (size_t i = 0; i < k->n; i++)
        quantity_clear(&k->arg[i]);
    free(k->arg);
}

void call_copy(call *to, const call *from)
{
    call_init(to, from->let);
    for (size_t i = 0; i < to->n; i++)
        quantity_set(&to->arg[i], &from->arg[i]);
}

static bool same_call(const call *a, const call *b)
{
    if (a->let != b->let)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!quantity_same(&a->arg[i], &b->arg[i]))
            return false;
    return true;
}

static size_t hash(const call *k)
{
    size_t h = k->let->index;
    for (size_t i = 0; i < k->n; i++)
        h = h * 1000003u ^ quantity_hash(&k->arg[i]);
    return h ^ h >> 31;
}

static calls_entry **place(const calls *m, const call *k)
{
    size_t i = hash(k) & (m->size - 1);
    while (m->slot[i] != NULL && !same_call(&m->slot[i]->key, k))
        i = (i + 1) & (m->size - 1);
    return &m->slot[i];
}

static void free_entry(calls_entry *e)
{
    call_clear(&e->key);
    quantity_clear(&e->value);
    free(e);
}

void call_forget(calls *m)
{
    for (size_t i = 0; i < m->size; i++)
        if (m->slot[i] != NULL)
            free_entry(m->slot[i]);
    free(m->slot);
    *m = (calls){0};
}

const quantity *call_find(const calls *m, const call *k, slong prec)
{
    if (m->size == 0)
        return NULL;
    const calls_entry *e = *place(m, k);
    if (e == NULL || (e->value.kind == QUANTITY_BALL && e->prec != prec))
        return NULL;
    return &e->value;
}

static void grow(calls *m)
{
    calls old = *m;
    m->size = old.size > 0 ? 2 * old.size : 256;
    m->slot = xcalloc(m->size, sizeof *m->slot);
    for (size_t i = 0; i < old.size; i++)
        if (old.slot[i] != NULL)
            *place(m, &old.slot[i]->key) = old.slot[i];
    free(old.slot);
}

void call_put(calls *m, const call *k, const quantity *v, slong prec)
{
    if (2 * (m->n + 1) > m->size)
        grow(m);
    calls_entry **at = place(m, k);
    if (*at == NULL) {
        *at = xcalloc(1, sizeof **at);
        call_copy(&(*at)->key, k);
        quantity_init(&(*at)->value);
        m->n++;
    }
    quantity_set(&(*at)->value, v);
    (*at)->prec = prec;
}
