/* log Gamma on (0, inf): convex, its derivative is digamma.  Believed. */
#include "iv_gamma.h"

/* x log x - x - (log x)/2 < log Gamma(x) < x log x - x for x >= 8 (DLMF 5.11.1:
 * what is left out, log(2 pi)/2 + 1/(12 x) at most, is positive, and less than
 * (log x)/2). */
static bool far_out(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    mpfr_t h;
    mpfr_init2(h, mpfr_get_prec(e) + 32);
    mpfr_log(h, x, rnd);
    mpfr_sub_ui(h, h, 1, rnd);
    mpfr_mul(h, h, x, rnd);
    mpfr_set(e, h, rnd);
    if (rnd == MPFR_RNDD) {
        mpfr_log(h, x, MPFR_RNDU);
        mpfr_div_2ui(h, h, 1, MPFR_RNDU);
        mpfr_sub(e, e, h, MPFR_RNDD);
    }
    mpfr_clear(h);
    return true;
}

static bool end(mpfr_ptr e, mpfr_srcptr x, long n, mpfr_rnd_t rnd)
{
    (void)n;
    if (mpfr_inf_p(x) || mpfr_zero_p(x)) {
        mpfr_set_inf(e, 1);
        return true;
    }
    if (mpfr_get_exp(x) > mpfr_get_prec(e) + 64)
        return far_out(e, x, rnd);
    return mpfr_lngamma(e, x, rnd) != 0;
}

static void under(mpfr_ptr e, mpfr_srcptr x, mpfr_srcptr w, long n)
{
    mpfr_t d;
    mpfr_init2(d, mpfr_get_prec(e));
    mpfr_digamma(d, x, MPFR_RNDD); /* negative */
    mpfr_mul(d, d, w, MPFR_RNDD);
    end(e, x, n, MPFR_RNDD);
    mpfr_add(e, e, d, MPFR_RNDD);
    mpfr_clear(d);
}

void iv_lgamma(iv_ptr r, iv_srcptr a)
{
    static const iv_gamma_valley valley = {iv_gamma_psi_sign, end, under};
    long m;
    if (iv_gamma_branch(a, &m) && m == 0)
        iv_gamma_convex(r, a, 0, &valley, 0);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    iv_struct *d = iv_gamma_new(w->order + 1, eval_prec(w->e));
    iv_gamma_coefs(d + 1, w->order, 0, taylor_coef(w, u, 0));
    for (int k = 1; k <= w->order; k++) /* psi_{k-1}/(k-1)!/k */
        iv_div_si(&d[k], &d[k], k);
    taylor_compose(w, r, u, d);
    iv_gamma_free(d, w->order + 1);
}

static bool outside(iv_srcptr a)
{
    return iv_certainly_nonpos(a);
}

const iv_function iv_function_lgamma = {iv_lgamma, taylor, outside};
