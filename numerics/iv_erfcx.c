/* erfcx(u) = exp(u^2) erfc(u): positive and falling; its Taylor coefficients
 * from r' = (2 u r - 2/sqrt pi) u'.  Believed.
 *
 * At a number it is the product, in as many more bits as u^2 loses.  Far out,
 * where exp(u^2) is no number for MPFR, the first two terms of the alternating
 * asymptotic series bound it (Abramowitz and Stegun 7.1.23):
 *   (1 - 1/(2 u^2)) / (u sqrt pi) < erfcx(u) < 1 / (u sqrt pi),  u > 0. */
#include "iv_erf.h"

enum {
    FAR = 28 /* from 2^28 on */
};

static void product(iv_ptr v, iv_srcptr x)
{
    iv_t e;
    iv_init(e, mpfr_get_prec(iv_lower(v)));
    iv_pow_ui(e, x, 2);
    iv_exp(e, e);
    iv_erfc(v, x);
    iv_mul(v, v, e);
    iv_clear(e);
}

static void asymptotic(iv_ptr v, iv_srcptr x)
{
    iv_t t, u;
    iv_init(t, mpfr_get_prec(iv_lower(v)));
    iv_init(u, mpfr_get_prec(iv_lower(v)));
    iv_erf_scale(v, t); /* 2/sqrt(pi) */
    iv_set_si(t, 2);
    iv_mul(t, t, x);
    iv_div(v, v, t); /* 1/(x sqrt pi) */
    iv_mul(t, t, x); /* 2 x^2 */
    iv_set_si(u, 1);
    iv_div(t, u, t);
    iv_sub(t, u, t);
    iv_mul(t, v, t);
    iv_hull(v, v, t);
    v->lo_open = v->hi_open = true;
    iv_clear(t);
    iv_clear(u);
}

static bool end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    if (mpfr_inf_p(x)) {
        if (mpfr_sgn(x) > 0)
            mpfr_set_zero(e, 1);
        else
            mpfr_set_inf(e, 1);
        return true;
    }
    mpfr_exp_t k = mpfr_zero_p(x) ? 0 : mpfr_get_exp(x);
    if (k > FAR && mpfr_sgn(x) < 0) { /* beyond all that is needed */
        if (rnd == MPFR_RNDU)
            mpfr_set_inf(e, 1);
        else
            mpfr_set_si_2exp(e, 1, 1L << FAR, MPFR_RNDD);
        return true;
    }
    mpfr_prec_t prec = mpfr_get_prec(e) + 32 + 2 * (k > 0 && k <= FAR ? k : 0);
    iv_t v, p;
    iv_init(v, prec);
    iv_init(p, mpfr_get_prec(x));
    mpfr_set(iv_lower_end(p), x, MPFR_RNDN); /* exact */
    mpfr_set(iv_upper_end(p), x, MPFR_RNDN); /* exact */
    iv_finish(p, false, false);
    if (k > FAR)
        asymptotic(v, p);
    else
        product(v, p);
    bool strict = iv_take_end(e, v, rnd);
    iv_clear(v);
    iv_clear(p);
    return strict;
}

void iv_erfcx(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_by_ends(r, a, end, false);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0]; /* 2 u r - 2/sqrt pi, built along */
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, r, k - 1, 0, k - 1, TAYLOR_ONE);
        iv_set_si(&w->s, 2);
        iv_mul(&v->c[k - 1], &w->sum, &w->s);
        if (k == 1) {
            iv_erf_scale(&w->t, &w->s);
            iv_sub(&v->c[0], &v->c[0], &w->t);
        }
        taylor_convolve(w, u, v, k, 1, k, TAYLOR_J);
        taylor_divide(w, &r->c[k], &w->sum, k);
    }
}

const iv_function iv_function_erfcx = {iv_erfcx, taylor, NULL};
