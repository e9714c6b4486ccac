/* `tail VAR DIR Q EXPR`: f falls towards an infinite end, and is not negative
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
        n->order < -2 || n->nexpr != 1 || !n->has_q || mpq_sgn(n->q) <= 0)
        return "malformed tail";
    if ((expr_vars(c->pool, n->expr[0]) >> n->var & 1) != 0)
        return "the bound depends on its own variable";
    const range *r = &g->box[n->var];
    if (up(n) ? !r->hi_inf : !r->lo_inf)
        return "no infinite end on that side";
    return g->strict && !strong(n) ? "a strict claim wants a strict slope"
                                   : NULL;
}

/* Tail, for DIR +: B_i goes to +infinity.  Let f be continuous on B and
 * -f_i >= 0 at every point with x_i inside B_i (at kinks: see the mean value
 * form): f does not increase in x_i.  Let q > 0 and M, free of x_i, be such
 * that x_i^q f + M >= 0 wherever x_i >= 1.  Then, the other variables fixed,
 *   f(x) >= f(y) >= -M y^-q  for every y >= max(x_i, 1),
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

static expr scaled(checker *c, expr f, const cert_node *n)
{
    expr x = expr_var(c->pool, n->var);
    mpz_srcptr p = mpq_numref(n->q), q = mpq_denref(n->q);
    if (!mpz_fits_slong_p(p) || !mpz_fits_ulong_p(q))
        return EXPR_NONE;
    if (!up(n))
        x = expr_neg(c->pool, x);
    x = expr_pow_ratio(c->pool, x, mpz_get_si(p), mpz_get_ui(q));
    return expr_add(c->pool, expr_mul(c->pool, x, f), n->expr[0]);
}

/* 0: -+f_i, with x_i inside B_i.  1: |x_i|^q f + M, with |x_i| >= 1. */
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
        out->f = scaled(c, g->f, n);
        out->strict = false;
    }
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_tail = {test, child};
