/* A small open-addressing map from expressions to pointers. */
#include "exact_internal.h"
#include "../base/memory.h"

#include <stdlib.h>

static size_t slot(const exact_table *t, expr key)
{
    size_t i = (key * 2654435761u) & (t->cap - 1);
    while (t->key[i] != EXPR_NONE && t->key[i] != key)
        i = (i + 1) & (t->cap - 1);
    return i;
}

void exact_table_clear(exact_table *t)
{
    free(t->key);
    free(t->value);
    *t = (exact_table){0};
}

void **exact_table_find(exact_table *t, expr key)
{
    if (t->cap == 0)
        return NULL;
    size_t i = slot(t, key);
    return t->key[i] == key ? &t->value[i] : NULL;
}

static void grow(exact_table *t)
{
    exact_table old = *t;
    t->cap = old.cap != 0 ? 2 * old.cap : 64;
    t->key = xcalloc(t->cap, sizeof *t->key);
    t->value = xcalloc(t->cap, sizeof *t->value);
    for (size_t i = 0; i < old.cap; i++)
        if (old.key[i] != EXPR_NONE) {
            size_t k = slot(t, old.key[i]);
            t->key[k] = old.key[i];
            t->value[k] = old.value[i];
        }
    free(old.key);
    free(old.value);
}

void exact_table_put(exact_table *t, expr key, void *value)
{
    if (2 * (t->n + 1) > t->cap)
        grow(t);
    size_t i = slot(t, key);
    if (t->key[i] == EXPR_NONE)
        t->n++;
    t->key[i] = key;
    t->value[i] = value;
}
