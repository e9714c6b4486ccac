/* `monotone VAR DIR`: f grows along one variable away from a face.
 * Believed. */
#include "checker_internal.h"

static bool up(const cert_node *n)
{
    return n->order > 0;
}

static bool strong(const cert_node *n)
{
    return n->order == 2 || n->order == -2;
}

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (!checker_has_var(c, n) || n->order == 0 || n->order > 2 ||
        n->order < -2)
        return "malformed monotonicity rule";
    const range *r = &g->box[n->var];
    if (up(n) ? r->lo_inf : r->hi_inf)
        return "no finite face on that side";
    if (range_is_point(r))
        return "the range is a point already";
    if (strong(n) && !(up(n) ? r->lo_open : r->hi_open))
        return "the face belongs to the box";
    return NULL;
}

/* Monotone.  Let e be the finite end of B_i on the side from which f grows,
 * f continuous on B with that end closed, and +-f_i >= 0 at every point with
 * x_i inside B_i (at kinks: see the mean value form).  Then
 * f(x) >= f(x with x_i = e), so the sign on the face {x_i = e} is enough.
 * Doubled sign (++, --): if e itself is not in B_i and +-f_i > 0 inside, then
 * f(x) > f(x with x_i = e), and >= 0 on the face suffices for f > 0.
 * Hypotheses that involve x_i are dropped: the path may leave them. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    if (why != NULL)
        return checker_reject(c, why);
    checker_goal closed;
    checker_goal_lend(c, &closed, g, n->var);
    checker_goal_drop_hyps(&closed, c->pool, n->var);
    range *r = &closed.box[n->var];
    *(up(n) ? &r->lo_open : &r->hi_open) = false;
    bool ok = checker_rung_continuous(c, &closed, n);
    if (!ok) {
        checker_use(c, n, &closed, true);
        ok = checker_continuous(c, g->f, false) ||
             checker_reject(c, "not shown continuous up to the face");
    }
    checker_goal_return(c, &closed, n->var);
    return ok;
}

/* 0: +-f_i, with x_i inside B_i.  1: f with x_i = e. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    range *r = &out->box[n->var];
    checker_goal_drop_hyps(out, c->pool, n->var);
    if (k == 0) {
        expr d = checker_gradient(c, g->f, n->var);
        out->f = up(n) ? d : expr_neg(c->pool, d);
        out->strict = strong(n);
        r->lo_open = r->hi_open = true;
        return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
    }
    mpq_set(up(n) ? r->hi : r->lo, up(n) ? r->lo : r->hi);
    r->lo_open = r->hi_open = r->lo_inf = r->hi_inf = false;
    out->strict = g->strict && !strong(n);
    return CHECKER_SAME;
}

const checker_rule rule_monotone = {test, child};
