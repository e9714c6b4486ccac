/* erfcx(u) = exp(u^2) erfc(u): positive and falling; its Taylor coefficients
 * from r' = (2 u r - 2/sqrt pi) u'.  Believed.
 *
 * At a number it is the product, in as many more bits as u^2 loses; far out,
 * the asymptotic series (iv_erf_far.c). */
#include "iv_erf.h"

enum {
    FAR = 28 /* on the negative side exp(u^2) is no number for MPFR then */
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
    bool far = mpfr_sgn(x) > 0 && iv_erf_is_far(x, mpfr_get_prec(e) + 32);
    mpfr_prec_t prec = mpfr_get_prec(e) + 32 + (far || k < 0 ? 0 : 2 * k);
    iv_t v, p;
    iv_init(v, prec);
    iv_init(p, mpfr_get_prec(x));
    iv_erf_point(p, x);
    if (far)
        iv_erf_far(v, p);
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
