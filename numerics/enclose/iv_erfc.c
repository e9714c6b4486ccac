/* erfc: its range, accurate relative to its size in the tail; its Taylor
 * coefficients are those of -erf.  Believed.
 *
 * MPFR computes erfc in the tail from 1 - erf, in x^2 bits more; there it is
 * exp(-x^2) erfcx(x) here. */
#include "iv_erf.h"

/* exp(-x^2) erfcx(x), x far. */
static bool far_end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    mpfr_exp_t k = mpfr_get_exp(x);
    mpfr_prec_t prec = mpfr_get_prec(e) + 16;
    iv_t p, v, g;
    iv_init(p, mpfr_get_prec(x));
    iv_init(v, prec);
    iv_init(g, prec + (k < 64 ? 2 * k : 128));
    iv_erf_point(p, x);
    iv_erf_far(v, p);
    iv_pow_ui(g, p, 2);
    iv_neg(g, g);
    iv_exp(g, g);
    iv_mul(v, v, g);
    bool strict = iv_take_end(e, v, rnd);
    iv_clear(p);
    iv_clear(v);
    iv_clear(g);
    return strict;
}

/* 2 - erfc(-x), where erfc(-x) < 2^-prec. */
static bool near_two(mpfr_ptr e, mpfr_rnd_t rnd)
{
    mpfr_set_si(e, 2, MPFR_RNDN); /* exact */
    if (rnd == MPFR_RNDD)
        mpfr_nextbelow(e);
    return true;
}

bool iv_erfc_end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    mpfr_prec_t prec = mpfr_get_prec(e);
    if (mpfr_number_p(x) && iv_erf_is_far(x, prec + 16))
        return mpfr_sgn(x) > 0 ? far_end(e, x, rnd) : near_two(e, rnd);
    return mpfr_erfc(e, x, rnd) != 0;
}

void iv_erfc(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    iv_t b;
    iv_init(b, mpfr_get_prec(iv_lower(a)));
    if (iv_erf_avoid(b, a, mpfr_get_prec(iv_lower(r))))
        iv_by_ends(r, b, iv_erfc_end, false);
    else
        iv_set_undefined(r);
    iv_clear(b);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    iv_erf_taylor(w, r, u, -1);
}

const iv_function iv_function_erfc = {iv_erfc, taylor, NULL};
