/* `increment VAR DIR RANGE EXPR`, by the second engine: a second opinion on
 * ../check/rule_increment.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* Is r within J, end by end? */
static bool part_of(const range *r, const range *J)
{
    bool below = J->lo_inf, above = J->hi_inf;
    if (!below && !r->lo_inf) {
        int far = mpq_cmp(J->lo, r->lo);
        below = far < 0 || (far == 0 && !(J->lo_open && !r->lo_open));
    }
    if (!above && !r->hi_inf) {
        int far = mpq_cmp(J->hi, r->hi);
        above = far > 0 || (far == 0 && !(J->hi_open && !r->hi_open));
    }
    return below && above;
}

/* Are x_i and a in J? */
static bool both_inside(recheck *c, const recheck_goal *s, const cert_node *n)
{
    expr a = n->expr[0];
    const expr_node x = *expr_get(c->pool, a);
    if (!part_of(&s->box[n->var], n->range))
        return false;
    if (x.op == EXPR_VAR)
        return part_of(&s->box[x.p], n->range);
    return recheck_within(recheck_evaluator(c, n, s, true), a, n->range);
}

/* Does w (grows: rise, else fall) for x_i in J?  Weakly, where that is enough. */
static bool is_monotone(recheck *c, const recheck_goal *s, const cert_node *n,
                        expr w, bool grows)
{
    recheck_goal t = recheck_copy(c, s);
    recheck_release_var(c, &t, n->var);
    range_set(&t.box[n->var], n->range);
    reval *e = recheck_evaluator(c, n, &t, true);
    bool ok = (reval_continuous(e, w) && reval_decided(e, w)) ||
              recheck_reject(c, s, n, NULL, "not shown smooth on the range");
    t.box[n->var].lo_open = t.box[n->var].hi_open = true;
    t.f = recheck_slope(c, w, n->var);
    if (!grows && t.f != EXPR_NONE)
        t.f = expr_neg(c->pool, t.f);
    ok = ok && t.f != EXPR_NONE && recheck_child(c, &t, n, 0);
    recheck_drop(c, &t);
    return ok;
}

/* f = w(x_i) - w(a) is not negative if the larger of the two places is that of the
 * minuend and w rises, or the smaller one and w falls. */
bool recheck_rule_increment(recheck *c, const recheck_goal *s,
                            const cert_node *n)
{
    const expr_node x = *expr_get(c->pool, s->f);
    if (!recheck_has_var(c, n) || n->nexpr != 1 || n->range == NULL ||
        range_is_empty(n->range) || x.op != EXPR_SUB ||
        !(n->order == 1 || n->order == -1))
        return recheck_reject(c, s, n, NULL, "malformed increment");
    expr a = n->expr[0], v = expr_var(c->pool, n->var);
    if (expr_subst(c->pool, x.arg[0], n->var, a) != x.arg[1])
        return recheck_reject(c, s, n, NULL, "two functions");
    if (!both_inside(c, s, n))
        return recheck_reject(c, s, n, NULL, "a place may leave the range");
    bool a_below = n->order > 0;
    if (!is_monotone(c, s, n, x.arg[0], a_below))
        return false;
    recheck_goal t = recheck_copy(c, s);
    t.f = a_below ? expr_sub(c->pool, v, a)
                  : expr_neg(c->pool, expr_sub(c->pool, v, a));
    bool ok = t.f != EXPR_NONE
                  ? recheck_child(c, &t, n, 1)
                  : recheck_reject(c, s, n, NULL, "comparison too large");
    recheck_drop(c, &t);
    return ok;
}
