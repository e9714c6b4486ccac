/* Phi, the standard normal distribution: erfc(-u/sqrt 2)/2, rising; its Taylor
 * coefficients from r' = exp(-u^2/2)/sqrt(2 pi) u'.  Believed. */
#include "iv_erf.h"

/* erfc loses the bits that u^2 has before the point. */
static bool end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    enum {
        FAR = 40
    };
    if (mpfr_inf_p(x)) {
        mpfr_set_si(e, mpfr_sgn(x) > 0, rnd); /* exact */
        return true;
    }
    mpfr_exp_t k = mpfr_zero_p(x) ? 0 : mpfr_get_exp(x);
    k = k < 0 ? 0 : k > FAR ? FAR : k;
    mpfr_prec_t prec = mpfr_get_prec(e) + 32 + 2 * k;
    iv_t v, t;
    iv_init(v, prec + mpfr_get_prec(x));
    iv_init(t, prec);
    iv_set_si(t, 2);
    iv_sqrt(t, t);
    iv_erf_point(v, x);
    iv_div(v, v, t);
    iv_neg(v, v);
    bool strict = iv_erf_avoid(v, v, prec);
    mpfr_ptr q = iv_lower_end(t); /* erfc falls */
    if (strict) {
        strict =
            iv_erfc_end(q, rnd == MPFR_RNDD ? iv_upper(v) : iv_lower(v), rnd);
        mpfr_div_2ui(q, q, 1, rnd);
    } else {
        mpfr_set_nan(q);
    }
    strict = mpfr_set(e, q, rnd) != 0 || strict;
    iv_clear(v);
    iv_clear(t);
    return strict;
}

void iv_Phi(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_by_ends(r, a, end, true);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0], *g = &w->tmp[1];
    taylor_square(w, v, u);
    for (int k = 0; k <= w->order; k++)
        iv_div_si(&v->c[k], &v->c[k], -2);
    taylor_exponential(w, g, v);
    iv_pi(&w->t);
    iv_set_si(&w->s, 2);
    iv_mul(&w->t, &w->t, &w->s);
    iv_sqrt(&w->t, &w->t);
    for (int k = 0; k <= w->order; k++)
        iv_div(&g->c[k], &g->c[k], &w->t);
    taylor_integral(w, r, u, g);
}

const iv_function iv_function_Phi = {iv_Phi, taylor, NULL};
