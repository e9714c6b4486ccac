/* Goals as values: what has to be proved of a part of the domain.  Believed:
 * a hypothesis that stays where it should have been dropped is a hole. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void copy_hyps(checker_goal *out, const checker_goal *g)
{
    out->hyp = xmalloc((g->nhyps + 1) * sizeof *out->hyp);
    if (g->nhyps > 0)
        memcpy(out->hyp, g->hyp, g->nhyps * sizeof *out->hyp);
}

void checker_goal_copy(checker_goal *out, const checker_goal *g, int nvars)
{
    *out = *g;
    out->box = xmalloc((size_t)nvars * sizeof *out->box + 1);
    for (int i = 0; i < nvars; i++) {
        range_init(&out->box[i]);
        range_set(&out->box[i], &g->box[i]);
    }
    copy_hyps(out, g);
}

/* The next loan, with room for n ranges and so many hypotheses. */
static checker_loan *next_loan(checker *c, size_t n, size_t nhyps)
{
    if (c->lent == c->nloans) {
        c->loan = xrealloc(c->loan, (c->nloans + 1) * sizeof *c->loan);
        c->loan[c->nloans] = (checker_loan){.nbox = 0};
        range_init(&c->loan[c->nloans++].own);
    }
    checker_loan *t = &c->loan[c->lent++];
    if (t->nbox < n)
        t->box = xrealloc(t->box, (t->nbox = n) * sizeof *t->box);
    if (t->nhyp < nhyps)
        t->hyp = xrealloc(t->hyp, (t->nhyp = nhyps) * sizeof *t->hyp);
    return t;
}

void checker_goal_lend(checker *c, checker_goal *out, const checker_goal *g,
                       int var)
{
    size_t n = (size_t)c->nvars;
    checker_loan *t = next_loan(c, n, g->nhyps);
    *out = *g;
    out->box = t->box;
    memcpy(out->box, g->box, n * sizeof *out->box); /* the numbers stay g's */
    out->box[var] = t->own;
    range_set(&out->box[var], &g->box[var]);
    out->hyp = t->hyp;
    if (g->nhyps > 0)
        memcpy(out->hyp, g->hyp, g->nhyps * sizeof *out->hyp);
}

void checker_goal_return(checker *c, const checker_goal *g, int var)
{
    checker_loan *t = &c->loan[--c->lent];
    assert(g->box == t->box);
    t->own = g->box[var];
}

void checker_goal_lend_no_more(checker *c)
{
    for (size_t k = 0; k < c->nloans; k++) {
        range_clear(&c->loan[k].own);
        free(c->loan[k].box);
        free(c->loan[k].hyp);
    }
    free(c->loan);
}

void checker_goal_clear(checker_goal *g, int nvars)
{
    for (int i = 0; i < nvars; i++)
        range_clear(&g->box[i]);
    free(g->box);
    free(g->hyp);
}

void checker_goal_drop_hyps(checker_goal *g, const expr_pool *pool, int var)
{
    size_t keep = 0;
    for (size_t j = 0; j < g->nhyps; j++)
        if ((expr_vars(pool, g->hyp[j].e) >> var & 1) == 0)
            g->hyp[keep++] = g->hyp[j];
    g->nhyps = keep;
}
