/* Witnesses as values: a box, and which hypotheses are its equations.  What a
 * witness shows is decided elsewhere (witness_check.c, recheck_witness.c). */
#include "witness.h"

#include "../base/memory.h"

#include <stdlib.h>

void witness_init(witness *w, int nvars)
{
    *w = (witness){.nvars = nvars};
    w->box = xcalloc((size_t)nvars + 1, sizeof *w->box);
    for (int i = 0; i < nvars; i++)
        range_init(&w->box[i]);
}

void witness_clear(witness *w)
{
    for (int i = 0; i < w->nvars; i++)
        range_clear(&w->box[i]);
    free(w->box);
    *w = (witness){.nvars = 0};
}

witness *witness_copy(const witness *w)
{
    witness *c = xmalloc(sizeof *c);
    witness_init(c, w->nvars);
    for (int i = 0; i < w->nvars; i++)
        range_set(&c->box[i], &w->box[i]);
    c->neq = w->neq;
    for (int k = 0; k < w->neq; k++)
        c->eq[k] = w->eq[k];
    return c;
}

void witness_free(witness *w)
{
    if (w != NULL)
        witness_clear(w);
    free(w);
}

void witness_fix(witness *w, int i, mpq_srcptr q)
{
    witness_range(w, i, q, q);
}

void witness_range(witness *w, int i, mpq_srcptr lo, mpq_srcptr hi)
{
    mpq_set(w->box[i].lo, lo);
    mpq_set(w->box[i].hi, hi);
}

bool witness_equal(const witness *a, const witness *b)
{
    bool same = a->nvars == b->nvars && a->neq == b->neq;
    for (int i = 0; i < a->nvars && same; i++)
        same = mpq_equal(a->box[i].lo, b->box[i].lo) &&
               mpq_equal(a->box[i].hi, b->box[i].hi);
    for (int k = 0; k < a->neq && same; k++)
        same = a->eq[k] == b->eq[k];
    return same;
}
