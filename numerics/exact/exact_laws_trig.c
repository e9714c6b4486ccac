/* Laws of sin, cos, tan and atan (exact_trig.c has them), and their series.
 * Believed. */
#include "exact_laws.h"

static bool circular(exact *x, exact_ring_ptr r, expr_op op,
                     exact_ring_srcptr a)
{
    exact_ring_t s, c;
    exact_ring_init(x, s);
    exact_ring_init(x, c);
    bool ok = exact_trig_sincos(x, s, c, a);
    if (op == EXPR_TAN) /* defined where cos != 0 */
        ok = ok && exact_ring_div(x, s, s, c);
    exact_ring_set(x, r, op == EXPR_COS ? c : s);
    exact_ring_clear(x, s);
    exact_ring_clear(x, c);
    return ok;
}

static bool normal(exact *x, exact_ring_ptr r, const expr_node *n,
                   exact_ring_srcptr a)
{
    return n->op == EXPR_ATAN ? exact_trig_atan(x, r, a)
                              : circular(x, r, (expr_op)n->op, a);
}

static bool circular_series(exact *x, int m, exact_ring_struct *f, expr_op op,
                            const exact_jet *u)
{
    exact_ring_struct *sn = exact_series_new(x, m);
    exact_ring_struct *cs = exact_series_new(x, m);
    bool ok =
        exact_jet_constant(x, &sn[0], expr_unary(x->pool, EXPR_SIN, u->at)) &&
        exact_jet_constant(x, &cs[0], expr_unary(x->pool, EXPR_COS, u->at)) &&
        exact_series_sincos(x, m, sn, cs, u->c);
    if (ok && op == EXPR_TAN)
        ok = exact_series_div(x, m, f, sn, cs);
    else
        exact_series_set(x, m, f, op == EXPR_SIN ? sn : cs);
    exact_series_free(x, m, sn);
    exact_series_free(x, m, cs);
    return ok;
}

/* (1 + u^2) f' = u' */
static bool arctangent(exact *x, int m, exact_ring_struct *f,
                       const exact_ring_struct *u)
{
    exact_ring_struct *v = exact_series_new(x, m);
    exact_ring_t one;
    exact_ring_init(x, one);
    exact_ring_set_si(x, one, 1);
    bool ok = exact_series_mul(x, m, v, u, u) &&
              exact_ring_add(x, &v[0], &v[0], one) &&
              exact_series_quotient_integral(x, m, f, u, v);
    exact_ring_clear(x, one);
    exact_series_free(x, m, v);
    return ok;
}

static bool series(exact *x, int m, exact_jet *r, const expr_node *n,
                   const exact_jet *u)
{
    if (n->op != EXPR_ATAN)
        return circular_series(x, m, r->c, (expr_op)n->op, u);
    return exact_jet_constant(x, &r->c[0], r->at) &&
           arctangent(x, m, r->c, u->c);
}

const exact_laws exact_laws_trig = {normal, series};
