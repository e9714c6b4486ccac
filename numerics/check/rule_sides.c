/* `sides VAR EXPR`: above a graph, and below it.  Believed. */
#include "checker_internal.h"

static bool well_formed(const checker *c, const cert_node *n)
{
    return checker_has_var(c, n) && n->nexpr == 1;
}

/* Sides.  Let p be defined at every point of B at which H holds.  If f has the
 * sign wherever H and x_i - p >= 0 hold, and wherever H and p - x_i >= 0 hold,
 * then wherever H does: there x_i - p is a number, or minus one. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (!well_formed(c, n))
        return checker_reject(c, "malformed sides");
    checker_use(c, n, g, true);
    return iv_is_defined(eval_enclose(c->ev, n->expr[0])) ||
           checker_reject(c, "the graph is not shown defined");
}

/* 0: f where x_i - p >= 0; 1: f where p - x_i >= 0. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)g;
    if (!well_formed(c, n))
        return CHECKER_NO_CHILD;
    expr x = expr_var(c->pool, n->var), p = n->expr[0];
    expr h = k == 0 ? expr_sub(c->pool, x, p) : expr_sub(c->pool, p, x);
    if (h == EXPR_NONE)
        return CHECKER_NO_CHILD;
    out->hyp[out->nhyps++] = (sign_condition){h, false};
    return CHECKER_SAME;
}

const checker_rule rule_sides = {test, child};
