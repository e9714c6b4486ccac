/* Leaves that enclosures in hardware doubles decide, and which MPFR need not see.
 * Believed.
 *
 * The theorems are those of the rules that ask (rule_natural.c,
 * rule_meanvalue.c, rule_taylor.c, rule_monotone.c); an enclosure is an
 * enclosure, whoever found it (rung.h).  Hypotheses are left aside: what is
 * shown on the whole box holds where they do.  What is accepted here MPFR at
 * RUNG_PREC bits or more would accept, too, since its enclosures lie inside
 * these; so nothing that is told of a certificate depends on it.  To the same
 * end a leaf whose bound lies below the margin so far is left to MPFR, which
 * has more of its digits. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    ASKED = 6 /* compiling pays from about so many boxes on */
};

static void clear(checker_rung *e)
{
    rung_free(e->value);
    rung_free(e->slopes);
    *e = (checker_rung){.f = EXPR_NONE};
}

void checker_rung_forget(checker *c)
{
    for (size_t i = 0; i < CHECKER_CACHED; i++)
        clear(&c->rung[i]);
}

/* f's entry, once it was asked for often enough; NULL: leave it to MPFR. */
static checker_rung *entry(checker *c, expr f, const cert_node *n)
{
    mpfr_prec_t prec = n->prec != 0 ? (mpfr_prec_t)n->prec : c->prec;
    if (!c->ask_rungs || !c->rungs_fit || prec < RUNG_PREC || f == EXPR_NONE)
        return NULL;
    checker_rung *e = NULL;
    for (size_t i = 0; i < CHECKER_CACHED && e == NULL; i++)
        if (c->rung[i].f == f)
            e = &c->rung[i];
    if (e == NULL) {
        e = &c->rung[c->next_rung++ % CHECKER_CACHED];
        clear(e);
        e->f = f;
    }
    return ++e->asked > ASKED || c->rungs_pay ? e : NULL;
}

static rung *value_of(checker *c, checker_rung *e)
{
    if (!e->tried_value)
        e->value = rung_new(c->pool, &e->f, 1, false);
    e->tried_value = true;
    return e->value;
}

static rung *slopes_of(checker *c, checker_rung *e)
{
    if (e->tried_slopes)
        return e->slopes;
    size_t n = (size_t)c->nvars;
    expr *root = xmalloc((n + 1) * sizeof *root);
    root[0] = e->f;
    for (size_t i = 0; i < n; i++)
        root[i + 1] = checker_gradient(c, e->f, (int)i);
    e->slopes = rung_new(c->pool, root, n + 1, true);
    e->tried_slopes = true;
    free(root);
    return e->slopes;
}

/* f >= c->lower all over the box: is it a leaf, and is no more to be known of
 * its margin? */
static bool leaf(checker *c, const checker_goal *g)
{
    checker_report *r = c->report;
    int sign = mpfr_sgn(c->lower);
    if (!(g->strict ? sign > 0 : sign >= 0) ||
        (c->margin && mpfr_less_p(c->lower, r->margin_lower)))
        return false;
    r->leaves++;
    return true;
}

bool checker_rung_continuous(checker *c, const checker_goal *g,
                             const cert_node *n)
{
    checker_rung *e = entry(c, g->f, n);
    return e != NULL && value_of(c, e) != NULL &&
           rung_lower(e->value, g->box, c->nvars, c->lower);
}

bool checker_rung_natural(checker *c, const checker_goal *g, const cert_node *n)
{
    return checker_rung_continuous(c, g, n) && leaf(c, g);
}

bool checker_rung_meanvalue(checker *c, const checker_goal *g,
                            const cert_node *n)
{
    checker_rung *e = entry(c, g->f, n);
    return e != NULL && slopes_of(c, e) != NULL && value_of(c, e) != NULL &&
           rung_mean_value(e->slopes, e->value, g->box, c->nvars, c->lower) &&
           leaf(c, g);
}

bool checker_rung_taylor(checker *c, const checker_goal *g, const cert_node *n)
{
    checker_rung *e = entry(c, g->f, n);
    rung_about t = {n->var, n->q, n->order};
    return e != NULL && value_of(c, e) != NULL &&
           rung_taylor(e->value, g->box, c->nvars, &t, c->lower) && leaf(c, g);
}
