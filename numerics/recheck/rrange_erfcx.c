/* erfcx for the second engine; its coefficients by complete monotonicity, far
 * out by D y = (2 u y - 2/sqrt pi) D u. */
#include "rrange_function.h"

#include "../base/memory.h"

#include <arb_hypgeom.h>
#include <stdlib.h>

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

/* Where u is unbounded, or far out. */
static void by_equation(recheck_worker *w, recheck_series *y,
                        const recheck_series *u)
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

/* d_0 .. d_m in balls at x: with f' = 2 x f - c, (k + 1) d_(k+1) is 2 x d_k +
 * 2 d_(k-1), less c for k = 0. */
static void coefs(arb_ptr d, const arf_t x, int m, slong prec)
{
    slong k = arf_abs_bound_lt_2exp_si(x);
    slong wp = prec + 40 + m * (k > 0 ? 2 * k + 2 : 2);
    arb_t p, c;
    arb_init(p);
    arb_init(c);
    arb_set_arf(p, x);
    at(d, p, wp);
    arb_neg(d, d);
    arb_const_sqrt_pi(c, wp);
    arb_ui_div(c, 2, c, wp);
    for (int j = 0; j < m; j++) {
        arb_mul(d + j + 1, p, d + j, wp);
        if (j > 0)
            arb_add(d + j + 1, d + j + 1, d + j - 1, wp);
        arb_mul_2exp_si(d + j + 1, d + j + 1, 1);
        if (j == 0)
            arb_sub(d + 1, d + 1, c, wp);
        arb_div_ui(d + j + 1, d + j + 1, (ulong)j + 1, wp);
    }
    arb_clear(p);
    arb_clear(c);
}

static bool is_near(const rrange *u)
{
    return rrange_is_bounded(u) && arf_cmpabs_2exp_si(&u->lo, 10) < 0 &&
           arf_cmpabs_2exp_si(&u->hi, 10) < 0;
}

/* (-1)^k f^(k)(x) is the integral over t > 0 of a positive multiple of
 * t^k exp(-t^2 - 2 x t): it falls, so its values lie between those at the
 * ends. */
static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    int m = w->m;
    if (!is_near(&u->c[0])) {
        by_equation(w, y, u);
        return;
    }
    arb_ptr a = _arb_vec_init(m + 1), b = _arb_vec_init(m + 1);
    rrange *d = xcalloc((size_t)m + 1, sizeof *d);
    coefs(a, &u->c[0].lo, m, w->prec);
    coefs(b, &u->c[0].hi, m, w->prec);
    for (int k = 0; k <= m; k++) {
        rrange_init(&d[k]);
        rrange_set_arb(&d[k], a + k, w->prec);
        rrange_set_arb(&w->s, b + k, w->prec);
        rrange_hull(&d[k], &d[k], &w->s, w->prec);
    }
    recheck_series_substitute(w, y, d, u);
    for (int k = 0; k <= m; k++)
        rrange_clear(&d[k]);
    free(d);
    _arb_vec_clear(a, m + 1);
    _arb_vec_clear(b, m + 1);
}

const rrange_function rrange_function_erfcx = {rrange_erfcx, jet, NULL};
