/* digamma = psi: rising on each branch; its Taylor coefficients are psi_k/k!.
 * Believed. */
#include "iv_gamma.h"

/* psi(1) < 0 < psi(2), and psi rises; elsewhere MPFR rounds correctly, so that
 * the sign is right. */
int iv_gamma_psi_sign(mpfr_srcptr x, long n)
{
    (void)n;
    if (mpfr_cmp_ui(x, 2) >= 0)
        return 1;
    if (mpfr_sgn(x) > 0 && mpfr_cmp_ui(x, 1) <= 0)
        return -1;
    MPFR_DECL_INIT(d, 32);
    mpfr_digamma(d, x, MPFR_RNDN);
    return mpfr_nan_p(d) ? 0 : mpfr_sgn(d);
}

/* log x - 1/x < psi(x) < log x for x > 0 (DLMF 5.11.2 with its remainder):
 * far out 1/x is less than a unit in the last place of log x >= 1. */
static bool far_out(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    mpfr_log(e, x, rnd);
    if (rnd == MPFR_RNDD)
        mpfr_nextbelow(e);
    return true;
}

bool iv_gamma_psi_end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    mpfr_exp_t far = 2 * mpfr_get_prec(e) + 64;
    if (mpfr_inf_p(x) || (mpfr_sgn(x) <= 0 && mpfr_integer_p(x))) {
        mpfr_set_inf(e, rnd == MPFR_RNDU ? 1 : -1); /* an open end there */
        return true;
    }
    if (mpfr_sgn(x) > 0 && mpfr_get_exp(x) > far)
        return far_out(e, x, rnd);
    return mpfr_digamma(e, x, rnd) != 0;
}

void iv_digamma(iv_ptr r, iv_srcptr a)
{
    long m;
    if (!iv_gamma_branch(a, &m))
        iv_set_undefined(r);
    else if (iv_gamma_is_far(a))
        iv_set_ends(r, NULL, true, NULL, true);
    else
        iv_by_ends(r, a, iv_gamma_psi_end, true);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    iv_struct *d = iv_gamma_new(w->order + 1, eval_prec(w->e));
    iv_gamma_coefs(d, w->order + 1, 0, taylor_coef(w, u, 0));
    taylor_compose(w, r, u, d);
    iv_gamma_free(d, w->order + 1);
}

const iv_function iv_function_digamma = {iv_digamma, taylor, iv_gamma_outside};
