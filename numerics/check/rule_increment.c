/* `increment VAR DIR RANGE EXPR`: what a function grows by, from its slope.
 * Believed. */
#include "checker_internal.h"

/* f = u(x_i) - u(a), as it is written; a is n's expression. */
static bool fits(const checker *c, const checker_goal *g, const cert_node *n)
{
    const expr_node x = *expr_get(c->pool, g->f);
    return checker_has_var(c, n) && n->nexpr == 1 && n->range != NULL &&
           (n->order == 1 || n->order == -1) && x.op == EXPR_SUB &&
           expr_subst(c->pool, x.arg[0], n->var, n->expr[0]) == x.arg[1];
}

/* Finite increments.  Let f = u(x_i) - u(a), where u may hold other variables,
 * too, and let the interval J hold B_i and all values of a.  Let u be continuous
 * for x_i in J, without a kink there, and have a derivative inside J (where
 * child 0 holds it has).  The other variables fixed, there is a z strictly
 * between x_i and a, hence inside J, with
 *
 *     f = u'(z) (x_i - a) = (d u'(z)) (d (x_i - a)),  d DIR's sign
 *
 * (Lagrange; where x_i = a, f = 0).  Both factors are >= 0, or > 0, so f is;
 * d (x_i - a) > 0 excludes x_i = a.  J is *one* interval: -1/x on both sides of
 * 0 has a slope without having that increment.  z is not the variable:
 * hypotheses on x_i are dropped where u' is asked about, and kept where x_i - a
 * is. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (!fits(c, g, n))
        return checker_reject(c, "this is no increment of one function");
    const expr_node *a = expr_get(c->pool, n->expr[0]);
    checker_use(c, n, g, true);
    if (!range_contains(n->range, &g->box[n->var]) ||
        !(a->op == EXPR_VAR /* its range is known exactly */
              ? range_contains(n->range, &g->box[a->p])
              : checker_lies_in(eval_enclose(c->ev, n->expr[0]), n->range)))
        return checker_reject(c, "a place is not shown to lie in the range");
    return rule_increasing_smooth(c, g, n, expr_get(c->pool, g->f)->arg[0]);
}

/* 0: d u' inside J.  1: d (x_i - a). */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (!fits(c, g, n))
        return CHECKER_NO_CHILD;
    if (k == 0)
        rule_increasing_slope(c, out, n, expr_get(c->pool, g->f)->arg[0]);
    else
        out->f = expr_sub(c->pool, expr_var(c->pool, n->var), n->expr[0]);
    out->f = n->order < 0 ? expr_neg(c->pool, out->f) : out->f;
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_increment = {test, child};
