/* `tail VAR DIR EXPR`: f falls towards an infinite end, and is not negative
 * in the limit.  Believed. */
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
        n->order < -2 || n->nexpr != 1)
        return "malformed tail";
    const range *r = &g->box[n->var];
    if (up(n) ? !r->hi_inf : !r->lo_inf)
        return "no infinite end on that side";
    return g->strict && !strong(n) ? "a strict claim wants a strict slope"
                                   : NULL;
}

/* Tail, for DIR +: B_i goes to +infinity.  Let f be continuous on B and
 * -f_i >= 0 at every point with x_i inside B_i (at kinks: see the mean value
 * form): f does not increase in x_i.  Let h be such that f + h >= 0 wherever
 * x_i >= 1, and that h has no limit point above 0 as x_i goes to infinity, the
 * other variables fixed.  Then
 *   f(x) >= f(y) >= -h(y)  for every y >= max(x_i, 1),
 * and with y to infinity f(x) >= 0.  Doubled sign (++): where -f_i > 0,
 * f(x) > f(x_i + 1) >= 0.  For DIR - the same of -x_i.  Hypotheses that
 * involve x_i are dropped: the path may leave them. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    if (why != NULL)
        return checker_reject(c, why);
    checker_goal t;
    checker_goal_copy(&t, g, c->nvars);
    checker_goal_drop_hyps(&t, c->pool, n->var);
    checker_use(c, n, &t, true);
    bool ok = checker_continuous(c, g->f, false) ||
              checker_reject(c, "not shown continuous up to infinity");
    if (ok) {
        eval_limit(c->ev, n->expr[0], n->var, n->order, c->t);
        ok = iv_certainly_nonpos(c->t) ||
             checker_reject(c, "the limit is not shown");
    }
    checker_goal_clear(&t, c->nvars);
    return ok;
}

/* r where x >= 1 (up), or x <= -1. */
static void beyond_one(range *r, bool up)
{
    if (up && (r->lo_inf || mpq_cmp_si(r->lo, 1, 1) < 0)) {
        mpq_set_si(r->lo, 1, 1);
        r->lo_inf = r->lo_open = false;
    }
    if (!up && (r->hi_inf || mpq_cmp_si(r->hi, -1, 1) > 0)) {
        mpq_set_si(r->hi, -1, 1);
        r->hi_inf = r->hi_open = false;
    }
}

/* 0: -+f_i, with x_i inside B_i.  1: f + h, with |x_i| >= 1. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    range *r = &out->box[n->var];
    checker_goal_drop_hyps(out, c->pool, n->var);
    if (k == 0) {
        expr d = checker_gradient(c, g->f, n->var);
        out->f = up(n) ? expr_neg(c->pool, d) : d;
        out->strict = strong(n);
        r->lo_open = r->hi_open = true;
    } else {
        beyond_one(r, up(n));
        out->f = expr_add(c->pool, g->f, n->expr[0]);
        out->strict = false;
    }
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_tail = {test, child};
