/* Leaves that enclosures in hardware doubles decide, and which MPFR need not see.
 * Believed.
 *
 * The theorems are those of the rules that ask (rule_natural.c,
 * rule_meanvalue.c, rule_monotone.c); an enclosure is an enclosure, whoever
 * found it (rung.h).  Hypotheses are left aside: what is shown on the whole box
 * holds where they do.  What is accepted here MPFR at RUNG_PREC bits or more
 * would accept, too, since its enclosures lie inside these; so nothing that is
 * told of a certificate depends on it.  To the same end a leaf whose bound lies
 * below the margin so far is left to MPFR, which has more of its digits. */
#include "checker_internal.h"

#include "../base/memory.h"
#include "../base/rational.h"

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
    free(c->at);
    c->at = NULL;
}

/* f's entry, once it was asked for often enough; NULL: leave it to MPFR. */
static checker_rung *entry(checker *c, expr f, const cert_node *n)
{
    mpfr_prec_t prec = n->prec != 0 ? (mpfr_prec_t)n->prec : c->prec;
    if (!c->doubles || !c->doubles_fit || prec < RUNG_PREC || f == EXPR_NONE)
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
    if (c->at == NULL)
        c->at = xcalloc(3 * (size_t)c->nvars + 2, sizeof *c->at);
    return ++e->asked > ASKED ? e : NULL;
}

static rung *value_of(checker *c, checker_rung *e)
{
    if (!e->tried_value)
        e->value = rung_new(c->pool, &e->f, 1);
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
    e->slopes = rung_new(c->pool, root, n + 1);
    e->tried_slopes = true;
    free(root);
    return e->slopes;
}

/* f >= lower (a double) all over the box: is it a leaf, and is no more to be
 * known of its margin? */
static bool leaf(checker *c, const checker_goal *g, double lower)
{
    checker_report *r = c->report;
    if (!(g->strict ? lower > 0 : lower >= 0) ||
        (c->margin && lower < rational_upper_fr(r->margin_lower)))
        return false;
    r->leaves++;
    return true;
}

bool checker_rung_natural(checker *c, const checker_goal *g,
                          const cert_node *n)
{
    checker_rung *e = entry(c, g->f, n);
    rung_interval v;
    return e != NULL && value_of(c, e) != NULL &&
           rung_set_box(c->at, g->box, c->nvars) &&
           rung_enclose(e->value, c->at, c->nvars, &v) && leaf(c, g, v.lo);
}

bool checker_rung_continuous(checker *c, const checker_goal *g,
                             const cert_node *n)
{
    checker_rung *e = entry(c, g->f, n);
    rung_interval v;
    return e != NULL && value_of(c, e) != NULL &&
           rung_set_box(c->at, g->box, c->nvars) &&
           rung_enclose(e->value, c->at, c->nvars, &v);
}

/* sum of d_i [-w_i, w_i], 2 w_i the box's width, and f(m), as the rule has it. */
bool checker_rung_meanvalue(checker *c, const checker_goal *g,
                            const cert_node *n)
{
    checker_rung *e = entry(c, g->f, n);
    if (e == NULL || slopes_of(c, e) == NULL || value_of(c, e) == NULL)
        return false;
    int nvars = c->nvars;
    rung_interval *x = c->at, *m = x + nvars, *d = m + nvars, v;
    if (!rung_set_box(x, g->box, nvars) ||
        !rung_enclose(e->slopes, x, nvars, d) ||
        !rung_set_middle(m, g->box, nvars) ||
        !rung_enclose(e->value, m, nvars, &v))
        return false;
    rung_interval sum = rung_point(0);
    for (int i = 0; i < nvars; i++) {
        double w = rung_up(rung_up_sum(x[i].hi - x[i].lo) / 2);
        sum = rung_add(sum,
                       rung_mul(d[i + 1], (rung_interval){-w, w}));
    }
    sum = rung_add(sum, v);
    return rung_is_there(sum) && leaf(c, g, sum.lo);
}
