/* `symmetry K...`: variables that may change places, in order.  Believed. */
#include "checker_internal.h"

#include "../base/memory.h"
#include "../exact/exact.h"

#include <stdlib.h>

/* The variable of rank k, from 1; -1: none; -2: several. */
static int of_rank(const checker *c, const cert_node *n, long k)
{
    int found = -1;
    for (int i = 0; i < c->nvars; i++)
        if (expr_is_si(c->pool, n->expr[i], k))
            found = found == -1 ? i : -2;
    return found;
}

static const char *malformed(const checker *c, const cert_node *n)
{
    long ranked = 0;
    if (n->nexpr != (size_t)c->nvars || 2 * c->nvars > EXPR_MAX_VARS)
        return "malformed symmetry";
    for (int i = 0; i < c->nvars; i++)
        ranked += !expr_is_si(c->pool, n->expr[i], 0);
    for (long k = 1; k <= ranked; k++)
        if (of_rank(c, n, k) < 0)
            return "the ranks are not 1, 2, ...";
    return ranked >= 2 ? NULL : "nothing to exchange";
}

static bool same_range(const range *a, const range *b)
{
    return a->lo_inf == b->lo_inf && a->hi_inf == b->hi_inf &&
           a->lo_open == b->lo_open && a->hi_open == b->hi_open &&
           (a->lo_inf || mpq_equal(a->lo, b->lo) != 0) &&
           (a->hi_inf || mpq_equal(a->hi, b->hi) != 0);
}

/* f with x_i and x_j exchanged. */
static expr exchanged(checker *c, expr f, int i, int j)
{
    f = expr_subst(c->pool, f, i, expr_var(c->pool, c->nvars));
    if (f != EXPR_NONE)
        f = expr_subst(c->pool, f, j, expr_var(c->pool, i));
    if (f != EXPR_NONE)
        f = expr_subst(c->pool, f, c->nvars, expr_var(c->pool, j));
    return f;
}

static bool same(checker *c, expr a, expr b)
{
    if (a == EXPR_NONE || b == EXPR_NONE)
        return false;
    exact *x = eval_exact(c->pool, c->ev);
    bool zero = a == b || exact_is_zero(x, expr_sub(c->pool, a, b));
    exact_free(x);
    return zero;
}

/* Each hypothesis becomes one of them, word for word or as a polynomial: where
 * it is defined the other one is, too. */
static bool same_hyps(checker *c, const checker_goal *g, int i, int j)
{
    for (size_t k = 0; k < g->nhyps; k++) {
        expr e = exchanged(c, g->hyp[k].e, i, j);
        bool found = false;
        for (size_t m = 0; m < g->nhyps && !found; m++) {
            expr h = g->hyp[m].e;
            bool total = e != EXPR_NONE && expr_get(c->pool, e)->total &&
                         expr_get(c->pool, h)->total;
            found = g->hyp[m].strict == g->hyp[k].strict &&
                    (e == h || (total && same(c, e, h)));
        }
        if (!found)
            return false;
    }
    return true;
}

/* Symmetry.  Let f be defined wherever H holds on B, and let the exchange of
 * two variables that follow one another in rank leave B as it is, take each
 * hypothesis to one of H and not change f's values.  Such exchanges, one after
 * the other, put the variables that have a rank in descending order.  So a point
 * of B at which H holds goes to one at which, besides, x of rank k is at least x of
 * rank k + 1, for all k: if f has the sign at those, it has it at all. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, n);
    if (why != NULL)
        return checker_reject(c, why);
    checker_use(c, n, g, true);
    if (!iv_is_defined(eval_enclose(c->ev, g->f)))
        return checker_reject(c, "not shown defined on the box");
    int i = of_rank(c, n, 1), j;
    for (long k = 2; (j = of_rank(c, n, k)) >= 0; k++, i = j) {
        if (!same_range(&g->box[i], &g->box[j]))
            return checker_reject(c, "the ranges differ");
        if (!same_hyps(c, g, i, j))
            return checker_reject(c, "the hypotheses change");
        if (!same(c, g->f, exchanged(c, g->f, i, j)))
            return checker_reject(c, "the function changes");
    }
    return true;
}

/* f, where the order holds. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int number, checker_goal *out)
{
    (void)number;
    if (malformed(c, n) != NULL)
        return CHECKER_NO_CHILD;
    size_t room = g->nhyps + (size_t)c->nvars + 1;
    out->hyp = xrealloc(out->hyp, room * sizeof *out->hyp);
    int i = of_rank(c, n, 1), j;
    for (long k = 2; (j = of_rank(c, n, k)) >= 0; k++, i = j) {
        expr e = expr_sub(c->pool, expr_var(c->pool, i), expr_var(c->pool, j));
        out->hyp[out->nhyps++] = (sign_condition){e, false};
    }
    return CHECKER_SAME;
}

const checker_rule rule_symmetry = {test, child};
