/* `cases K`: the two branches of a kink.  Believed. */
#include "checker_internal.h"

/* Cases.  At every point of B one branch of the kink is taken; there f equals
 * the expression in which the kink is replaced by that branch.  What decides
 * the branch must be defined all over B. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    expr kink = expr_kink(c->pool, g->f, n->order);
    expr_branch way[2];
    if (kink == EXPR_NONE)
        return checker_reject(c, "no such kink");
    if (!expr_branches(c->pool, kink, way))
        return checker_reject(c, "branches too large");
    checker_use(c, n, g, true);
    return iv_is_defined(eval_enclose(c->ev, way[0].when)) ||
           checker_reject(c, "the condition is not shown defined");
}

/* k: f with branch k in the kink's place, where branch k is taken. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    expr kink = expr_kink(c->pool, g->f, n->order);
    expr_branch way[2];
    if (kink == EXPR_NONE || !expr_branches(c->pool, kink, way))
        return CHECKER_NO_CHILD;
    out->f = expr_replace(c->pool, g->f, kink, way[k].value);
    out->hyp[out->nhyps++] = (sign_condition){way[k].when, way[k].strict};
    return out->f != EXPR_NONE ? CHECKER_SAME : CHECKER_NO_CHILD;
}

const checker_rule rule_cases = {test, child};
