/* `modulo J EXPR`: f modulo an equation.  Believed. */
#include "checker_internal.h"

#include "../exact/exact.h"

/* Is some hypothesis the negative of number j?  Then both say that it is 0. */
bool rule_modulo_is_equation(checker *c, const checker_goal *g, int j)
{
    if (j < 0 || (size_t)j >= g->nhyps)
        return false;
    exact *x = eval_exact(c->pool, c->ev);
    bool found = false;
    for (size_t k = 0; k < g->nhyps && !found; k++) {
        expr sum = expr_add(c->pool, g->hyp[j].e, g->hyp[k].e);
        found = sum != EXPR_NONE && exact_is_zero(x, sum);
    }
    exact_free(x);
    return found;
}

/* Modulo.  If h >= 0 and k >= 0 are hypotheses and h + k = 0 wherever both are
 * defined, then h = 0 at every point in question; so f has the values of
 * f + l h wherever that is defined.  If f + l h >= 0 (> 0) is shown, f is
 * defined, being a part of it, and has the sign. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (n->nexpr != 1 || n->order < 0 || (size_t)n->order >= g->nhyps)
        return checker_reject(c, "no such hypothesis");
    checker_use(c, n, g, false);
    return rule_modulo_is_equation(c, g, n->order) ||
           checker_reject(c, "the hypothesis is not shown to be an equation");
}

/* f + l h. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)k;
    if (n->nexpr != 1 || n->order < 0 || (size_t)n->order >= g->nhyps)
        return CHECKER_NO_CHILD;
    expr lh = expr_mul(c->pool, n->expr[0], g->hyp[n->order].e);
    out->f = expr_add(c->pool, g->f, lh);
    return out->f != EXPR_NONE ? CHECKER_SAME : CHECKER_NO_CHILD;
}

const checker_rule rule_modulo = {test, child};
