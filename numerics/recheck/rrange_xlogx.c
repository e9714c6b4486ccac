/* xlogx for the second engine: D y = (log u + 1) D u, u > 0; it turns at 1/e. */
#include "rrange_function.h"

static void at(arb_t r, const arb_t x, slong prec)
{
    arb_t t;
    if (arb_is_zero(x)) {
        arb_zero(r);
        return;
    }
    arb_init(t);
    arb_log(t, x, prec);
    arb_mul(r, t, x, prec);
    arb_clear(t);
}

static void minus_at(arb_t r, const arb_t x, slong prec)
{
    at(r, x, prec);
    arb_neg(r, r);
}

/* e x - 1 is positive, negative; 0: not known. */
static int side(const arf_t x, slong prec)
{
    arb_t t, e;
    if (arf_is_inf(x) || arf_is_zero(x))
        return arf_is_inf(x) ? 1 : -1;
    arb_init(t);
    arb_init(e);
    arb_const_e(e, prec + RRANGE_GUARD);
    arb_mul_arf(t, e, x, prec + RRANGE_GUARD);
    arb_sub_si(t, t, 1, prec + RRANGE_GUARD);
    int s = arb_is_positive(t) ? 1 : arb_is_negative(t) ? -1 : 0;
    arb_clear(t);
    arb_clear(e);
    return s;
}

/* Both ends' values, and -1/e. */
static void all_between(rrange *r, const rrange *a, slong prec)
{
    rrange p, q, least;
    arb_t t;
    arb_init(t);
    rrange_init(&p);
    rrange_init(&q);
    rrange_init(&least);
    bool lo = rrange_end(&p.hi, at, &a->lo, a->lo_open, true, prec);
    bool hi = true;
    if (arf_is_pos_inf(&a->hi))
        arf_pos_inf(&q.hi);
    else
        hi = rrange_end(&q.hi, at, &a->hi, a->hi_open, true, prec);
    arb_set_si(t, -1);
    arb_exp(t, t, prec + RRANGE_GUARD);
    arb_neg(t, t);
    arb_get_lbound_arf(&least.lo, t, prec);
    int c = arf_cmp(&q.hi, &p.hi);
    arf_set(&least.hi, c > 0 ? &q.hi : &p.hi);
    rrange_settle(&least, false, c > 0 ? hi : c < 0 ? lo : lo && hi);
    rrange_swap(r, &least);
    rrange_clear(&p);
    rrange_clear(&q);
    rrange_clear(&least);
    arb_clear(t);
}

void rrange_xlogx(rrange *r, const rrange *a, slong prec)
{
    if (!rrange_nonneg(a)) {
        rrange_undefine(r);
        return;
    }
    int lo = side(&a->lo, prec), hi = side(&a->hi, prec);
    if (lo > 0) {
        rrange_to_infinity(r, a, at, prec);
    } else if (hi < 0) {
        rrange_to_infinity(r, a, minus_at, prec);
        rrange_neg_of(r, r, prec);
    } else {
        all_between(r, a, prec);
    }
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    if (!rrange_pos(&u->c[0])) {
        y->ok = false;
        return;
    }
    rrange_log(&v->c[0], &u->c[0], w->prec);
    recheck_series_solve(w, v, u, u);
    rrange_set_si(&w->s, 1);
    rrange_add(&v->c[0], &v->c[0], &w->s, w->prec);
    for (int k = 1; k <= w->m; k++)
        recheck_series_integrate_step(w, y, v, u, k);
}

static bool outside(const rrange *a)
{
    return rrange_neg(a);
}

const rrange_function rrange_function_xlogx = {rrange_xlogx, jet, outside};
