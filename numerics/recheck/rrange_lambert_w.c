/* lambert_w for the second engine, by Arb's: D y = exp(-y)/(1 + y) D u. */
#include "rrange_function.h"

static void at(arb_t r, const arb_t x, slong prec)
{
    arb_lambertw(r, x, 0, prec);
}

/* x >= -1/e, for certain. */
static bool inside(const arf_t x, slong prec)
{
    arb_t t;
    if (arf_sgn(x) >= 0)
        return !arf_is_nan(x);
    if (arf_is_inf(x))
        return false;
    arb_init(t);
    arb_const_e(t, prec + RRANGE_GUARD);
    arb_mul_arf(t, t, x, prec + RRANGE_GUARD);
    arb_add_si(t, t, 1, prec + RRANGE_GUARD);
    bool ok = arb_is_nonnegative(t);
    arb_clear(t);
    return ok;
}

void rrange_lambert_w(rrange *r, const rrange *a, slong prec)
{
    if (!a->ok || !inside(&a->lo, prec)) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, at, prec);
    if (r->ok && arf_cmp_si(&r->lo, -1) < 0) {
        arf_set_si(&r->lo, -1);
        r->lo_open = false;
    }
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *e = &w->tmp[0], *g = &w->tmp[1];
    rrange one, sum;
    int m = w->m;
    rrange_init(&one);
    rrange_init(&sum);
    rrange_set_si(&one, 1);
    rrange_add(&one, &one, &y->c[0], w->prec);
    rrange_neg_of(&sum, &y->c[0], w->prec);
    rrange_exp(&e->c[0], &sum, w->prec);
    rrange_div(&g->c[0], &e->c[0], &one, w->prec);
    for (int k = 1; k <= m; k++) {
        recheck_series_integrate_step(w, y, g, u, k);
        recheck_series_integrate_step(w, e, e, y, k);
        rrange_neg_of(&e->c[k], &e->c[k], w->prec);
        /* (1 + y) g = e */
        rrange_set(&sum, &e->c[k]);
        for (int j = 1; j <= k; j++) {
            rrange t;
            rrange_init(&t);
            rrange_mul(&t, &y->c[j], &g->c[k - j], w->prec);
            rrange_sub(&sum, &sum, &t, w->prec);
            rrange_clear(&t);
        }
        rrange_div(&g->c[k], &sum, &one, w->prec);
    }
    rrange_clear(&one);
    rrange_clear(&sum);
}

const rrange_function rrange_function_lambert_w = {rrange_lambert_w, jet, NULL};
