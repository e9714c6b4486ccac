/* erfcx for the second engine: D y = (2 u y - 2/sqrt pi) D u. */
#include "rrange_function.h"

#include <arb_hypgeom.h>

/* -erfcx rises: for x > 1 by Tricomi's function, U(1/2, 1/2, x^2)/sqrt pi (DLMF
 * 7.11.5), below by the product. */
static void at(arb_t r, const arb_t x, slong prec)
{
    arb_t t, s;
    arb_init(t);
    arb_init(s);
    if (arf_cmp_si(arb_midref(x), 1) > 0) {
        arb_sqr(t, x, 2 * prec);
        arb_set_d(s, 0x1p-1);
        arb_hypgeom_u(t, s, s, t, prec + RRANGE_GUARD);
        arb_const_pi(s, prec + RRANGE_GUARD);
        arb_sqrt(s, s, prec + RRANGE_GUARD);
        arb_div(t, t, s, prec);
    } else if (arf_cmpabs_2exp_si(arb_midref(x), 28) > 0) {
        arb_indeterminate(t); /* beyond all that is needed */
    } else {
        slong k = arf_abs_bound_lt_2exp_si(arb_midref(x));
        slong wp = prec + RRANGE_GUARD + (k > 0 ? 2 * k : 0);
        arb_sqr(t, x, 2 * wp);
        arb_exp(t, t, wp);
        arb_hypgeom_erfc(s, x, wp);
        arb_mul(t, t, s, prec);
    }
    arb_neg(r, t);
    arb_clear(t);
    arb_clear(s);
}

void rrange_erfcx(rrange *r, const rrange *a, slong prec)
{
    arf_t lo, hi;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    arf_init(lo);
    arf_init(hi);
    arf_neg_inf(lo);
    rrange_increasing(r, a, at, lo, hi, prec);
    rrange_below(r, 0);
    rrange_neg_of(r, r, prec);
    arf_clear(lo);
    arf_clear(hi);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0]; /* 2 u y - 2/sqrt pi, built along */
    rrange c;
    int m = w->m;
    rrange_init(&c);
    for (int k = 1; k <= m; k++) {
        w->m = k - 1;
        recheck_series_product(w, v, u, y, k - 1);
        w->m = m;
        rrange_set_si(&c, 2);
        rrange_mul(&v->c[k - 1], &v->c[k - 1], &c, w->prec);
        if (k == 1) {
            rrange_pi(&c, w->prec);
            rrange_sqrt(&c, &c, w->prec);
            rrange_set_si(&w->s, 2);
            rrange_div(&c, &w->s, &c, w->prec);
            rrange_sub(&v->c[0], &v->c[0], &c, w->prec);
        }
        recheck_series_integrate_step(w, y, v, u, k);
    }
    rrange_clear(&c);
}

const rrange_function rrange_function_erfcx = {rrange_erfcx, jet, NULL};
