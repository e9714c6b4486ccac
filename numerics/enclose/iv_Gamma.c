/* Gamma: on each branch of one sign, and |Gamma| convex, for log |Gamma| is:
 * its derivative psi rises.  Believed. */
#include "iv_gamma.h"

enum {
    HUGE_EXP = 40 /* Gamma(x) > 2^x beyond: more than anyone needs */
};

/* |Gamma(x)|. */
static bool end(mpfr_ptr e, mpfr_srcptr x, long n, mpfr_rnd_t rnd)
{
    (void)n;
    if (mpfr_inf_p(x) || (mpfr_sgn(x) <= 0 && mpfr_integer_p(x))) {
        mpfr_set_inf(e, 1);
        return true;
    }
    if (mpfr_sgn(x) > 0 && mpfr_get_exp(x) > HUGE_EXP) {
        if (rnd == MPFR_RNDD)
            mpfr_set_si_2exp(e, 1, 1L << (HUGE_EXP - 1), MPFR_RNDD);
        else
            mpfr_set_inf(e, 1);
        return true;
    }
    bool minus = mpfr_sgn(x) < 0 && mpfr_get_si(x, MPFR_RNDD) % 2 != 0;
    if (minus)
        rnd = rnd == MPFR_RNDD ? MPFR_RNDU : MPFR_RNDD;
    bool strict = mpfr_gamma(e, x, rnd) != 0;
    if (minus)
        mpfr_neg(e, e, MPFR_RNDN); /* exact */
    return strict;
}

/* log |Gamma| lies above its tangent: |Gamma(x + t)| >= |Gamma(x)| e^(psi t),
 * and e^(psi t) >= 1 + psi w for 0 <= t <= w, psi < 0. */
static void under(mpfr_ptr e, mpfr_srcptr x, mpfr_srcptr w, long n)
{
    mpfr_t d;
    mpfr_init2(d, mpfr_get_prec(e) + 32);
    mpfr_digamma(d, x, MPFR_RNDD);
    mpfr_mul(d, d, w, MPFR_RNDD);
    mpfr_add_ui(d, d, 1, MPFR_RNDD);
    end(e, x, n, MPFR_RNDD);
    if (mpfr_sgn(d) > 0)
        mpfr_mul(e, e, d, MPFR_RNDD);
    else
        mpfr_set_zero(e, 1);
    mpfr_clear(d);
}

void iv_Gamma(iv_ptr r, iv_srcptr a)
{
    static const iv_gamma_valley valley = {iv_gamma_psi_sign, end, under};
    long m;
    if (!iv_gamma_branch(a, &m)) {
        iv_set_undefined(r);
    } else if (iv_gamma_is_far(a)) {
        iv_set_ends(r, NULL, true, NULL, true);
    } else {
        iv_gamma_convex(r, a, m, &valley, 0);
        if (m % 2 != 0)
            iv_neg(r, r);
    }
}

/* Gamma' = Gamma psi: (k + 1) c_{k+1} = sum of c_j psi_{k-j}/(k-j)!. */
static void coefs(iv_struct *c, int len, iv_srcptr u, mpfr_prec_t prec)
{
    iv_struct *d = iv_gamma_new(len, prec);
    iv_t t, q;
    iv_init(t, prec);
    iv_init(q, prec);
    iv_gamma_coefs(d, len, 0, u);
    iv_Gamma(&c[0], u);
    for (int k = 0; k + 1 < len; k++) {
        iv_set_si(&c[k + 1], 0);
        for (int j = 0; j <= k; j++) {
            iv_mul(t, &c[j], &d[k - j]);
            iv_add(&c[k + 1], &c[k + 1], t);
        }
        iv_set_si(q, k + 1);
        iv_div(&c[k + 1], &c[k + 1], q);
    }
    iv_clear(t);
    iv_clear(q);
    iv_gamma_free(d, len);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    mpfr_prec_t prec = eval_prec(w->e);
    iv_struct *c = iv_gamma_new(w->order + 1, prec);
    coefs(c, w->order + 1, taylor_coef(w, u, 0), prec);
    taylor_compose(w, r, u, c);
    iv_gamma_free(c, w->order + 1);
}

const iv_function iv_function_Gamma = {iv_Gamma, taylor, iv_gamma_outside};
