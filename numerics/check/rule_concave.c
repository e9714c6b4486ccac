/* `concave VAR DIR`: f is concave along one variable, and the ends of its range
 * decide.  Believed. */
#include "checker_internal.h"

static bool strong(const cert_node *n)
{
    return n->order == 2;
}

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (!checker_has_var(c, n) || (n->order != 1 && n->order != 2))
        return "malformed concavity rule";
    const range *r = &g->box[n->var];
    return r->lo_inf || r->hi_inf || range_is_point(r)
               ? "the range has not two finite ends"
               : NULL;
}

/* Concave.  Let B_i have the finite ends a < b.  Let f be continuous on B with
 * both ends closed, no kink on it, and -f_ii >= 0 at every point with x_i inside
 * B_i.  Then f is concave in x_i on [a, b], the other variables fixed, so
 *   f(x) >= (1 - t) f(x_i = a) + t f(x_i = b),  x_i = (1 - t) a + t b,
 * and the sign on both faces is enough.  Doubled sign (++): where -f_ii > 0, this
 * is strict for x_i inside, so that a face that B does not have needs f >= 0 only,
 * even for f > 0.  Hypotheses that involve x_i are dropped: the segment between the
 * faces may leave them. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    if (why != NULL)
        return checker_reject(c, why);
    checker_goal closed;
    checker_goal_copy(&closed, g, c->nvars);
    checker_goal_drop_hyps(&closed, c->pool, n->var);
    closed.box[n->var].lo_open = closed.box[n->var].hi_open = false;
    checker_use(c, n, &closed, true);
    bool ok = checker_continuous(c, g->f, true) ||
              checker_reject(c, "not shown continuous, without kinks, up to "
                                "both faces");
    checker_goal_clear(&closed, c->nvars);
    return ok;
}

/* 0: -f_ii, with x_i inside B_i.  1: f with x_i = a.  2: f with x_i = b. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    range *r = &out->box[n->var];
    checker_goal_drop_hyps(out, c->pool, n->var);
    if (k == 0) {
        expr d = checker_hessian(c, g->f, n->var, n->var);
        out->f = d != EXPR_NONE ? expr_neg(c->pool, d) : EXPR_NONE;
        out->strict = strong(n);
        r->lo_open = r->hi_open = true;
        return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
    }
    bool outside = k == 1 ? r->lo_open : r->hi_open;
    out->strict = g->strict && !(strong(n) && outside);
    mpq_set(k == 1 ? r->hi : r->lo, k == 1 ? r->lo : r->hi);
    r->lo_open = r->hi_open = false;
    return CHECKER_SAME;
}

const checker_rule rule_concave = {test, child};
