/* `increasing VAR RANGE EXPR`, by the second engine: a second opinion on
 * ../check/rule_increasing.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* u' > 0 inside J, where u is continuous: one goal in x_i, without what is
 * assumed of the variable of that name. */
static bool grows(recheck *c, const recheck_goal *s, const cert_node *n)
{
    recheck_goal t = recheck_copy(c, s);
    recheck_release_var(c, &t, n->var);
    range *r = &t.box[n->var];
    range_set(r, n->range);
    reval *e = recheck_evaluator(c, n, &t, true);
    bool ok = reval_continuous(e, n->expr[0]) && reval_decided(e, n->expr[0]);
    if (!ok)
        recheck_reject(c, s, n, NULL, "not shown smooth on the range");
    r->lo_open = r->hi_open = true;
    t.f = recheck_slope(c, n->expr[0], n->var);
    t.strict = true;
    ok = ok && t.f != EXPR_NONE && recheck_child(c, &t, n, 0);
    recheck_drop(c, &t);
    return ok;
}

/* For b - a, a and b in J: were b < a (where > is claimed: b <= a), a u that
 * increases on J would have u(b) < u(a) (u(b) <= u(a)). */
bool recheck_rule_increasing(recheck *c, const recheck_goal *s,
                             const cert_node *n)
{
    const expr_node x = *expr_get(c->pool, s->f);
    if (!recheck_has_var(c, n) || n->nexpr != 1 || n->range == NULL ||
        range_is_empty(n->range) || x.op != EXPR_SUB)
        return recheck_reject(c, s, n, NULL, "malformed comparison");
    reval *e = recheck_evaluator(c, n, s, true);
    if (!recheck_within(e, x.arg[0], n->range) ||
        !recheck_within(e, x.arg[1], n->range))
        return recheck_reject(c, s, n, NULL, "a side may leave the range");
    if (!grows(c, s, n))
        return false;
    recheck_goal t = recheck_copy(c, s);
    expr above = expr_subst(c->pool, n->expr[0], n->var, x.arg[0]);
    expr below = expr_subst(c->pool, n->expr[0], n->var, x.arg[1]);
    t.f = expr_sub(c->pool, above, below);
    bool ok = t.f != EXPR_NONE
                  ? recheck_child(c, &t, n, 1)
                  : recheck_reject(c, s, n, NULL, "comparison too large");
    recheck_drop(c, &t);
    return ok;
}
