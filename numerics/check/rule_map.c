/* `map J (E G L)...`: other variables.  Believed. */
#include "checker_internal.h"

#include "../base/memory.h"
#include "../exact/exact.h"

#include <stdlib.h>

/* expr[3 i] is e_i, expr[3 i + 1] is g_i, expr[3 i + 2] is l_i. */
static const char *malformed(const checker *c, const cert_node *n)
{
    if (n->nexpr != 3 * (size_t)c->nvars)
        return "malformed map";
    if (2 * c->nvars > EXPR_MAX_VARS)
        return "too many variables";
    return NULL;
}

/* f with all variables replaced at once, x_i by expr[3 i + which]. */
static expr replace_all(checker *c, expr f, const cert_node *n, size_t which)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        f = expr_subst(c->pool, f, i, expr_var(c->pool, c->nvars + i));
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        f = expr_subst(c->pool, f, c->nvars + i, n->expr[3 * (size_t)i + which]);
    return f;
}

/* e_i(g(x)) - x_i + l_i h = 0 where H holds on B. */
static bool returns(checker *c, const checker_goal *g, const cert_node *n,
                    int i)
{
    expr l = n->expr[3 * i + 2];
    expr back = replace_all(c, n->expr[3 * i], n, 1);
    if (back == EXPR_NONE || !iv_is_defined(eval_enclose(c->ev, back)) ||
        !iv_is_defined(eval_enclose(c->ev, n->expr[3 * i + 1])) ||
        !iv_is_defined(eval_enclose(c->ev, l)))
        return checker_reject(c, "the way back is not shown defined");
    expr zero = expr_sub(c->pool, back, expr_var(c->pool, i));
    if (!expr_is_si(c->pool, l, 0)) {
        if (!rule_modulo_is_equation(c, g, n->order))
            return checker_reject(c, "a cofactor without an equation");
        expr lh = expr_mul(c->pool, l, g->hyp[n->order].e);
        zero = expr_add(c->pool, zero, lh);
    }
    zero = checker_pinned(c, g, zero);
    exact *x = eval_exact(c->pool, c->ev);
    bool same = zero != EXPR_NONE && exact_is_zero(x, zero);
    exact_free(x);
    return same || checker_reject(c, "a variable does not come back");
}

/* Map.  Let e_i and g_i be functions such that, at every point x of B at which H
 * holds, g(x) and e(g(x)) are defined and e(g(x)) = x; for the latter
 * multiples l_i h of a hypothesis h may be added that is an equation.  Let B'
 * have the ranges (0, inf), [0, inf) or all numbers, with g_i(x) in B'_i for
 * all such x.  If at each z of B' at which H(e(z)) is defined and holds f(e(z))
 * is defined and has the sign, then f has it at x: take z = g(x). */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, n);
    if (why != NULL)
        return checker_reject(c, why);
    checker_use(c, n, g, true);
    for (int i = 0; i < c->nvars; i++)
        if (!returns(c, g, n, i))
            return false;
    return true;
}

/* f(e(z)), under H(e(z)), where z_i has the sign that g_i is seen to have. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)k;
    if (malformed(c, n) != NULL)
        return CHECKER_NO_CHILD;
    checker_use(c, n, g, true);
    for (int i = 0; i < c->nvars; i++) {
        iv_srcptr v = eval_enclose(c->ev, n->expr[3 * i + 1]);
        range *r = &out->box[i];
        r->lo_inf = !iv_certainly_nonneg(v);
        r->lo_open = r->lo_inf || iv_certainly_pos(v);
        r->hi_inf = r->hi_open = true;
        mpq_set_ui(r->lo, 0, 1);
        mpq_set_ui(r->hi, 0, 1);
    }
    out->f = replace_all(c, g->f, n, 0);
    bool ok = out->f != EXPR_NONE;
    for (size_t j = 0; j < g->nhyps && ok; j++) {
        out->hyp[j].e = replace_all(c, g->hyp[j].e, n, 0);
        ok = out->hyp[j].e != EXPR_NONE;
    }
    return ok ? CHECKER_SAME : CHECKER_NO_CHILD;
}

const checker_rule rule_map = {test, child};
