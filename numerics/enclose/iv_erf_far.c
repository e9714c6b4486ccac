/* The tail of the error function.  Believed.
 *
 * For x > 0 and every N (Abramowitz and Stegun 7.1.23; the remainder has the
 * sign of the first term left out and is less than it in absolute value)
 *   erfcx(x) = 1/(x sqrt pi) sum_{n<N} (-1)^n 1 3 5 ... (2n-1) / (2 x^2)^n + R_N,
 * so that erfcx(x) lies between any two sums that follow one another.  The
 * terms fall as long as 2n - 1 < 2 x^2. */
#include "iv_erf.h"

enum {
    HUGE_EXP = 40 /* beyond 2^40 one term is enough for all precisions */
};

/* The least term is about exp(-x^2): x^2 >= prec + 8 leaves room, as
 * exp(-x^2) < 2^(-1.44 x^2). */
bool iv_erf_is_far(mpfr_srcptr x, mpfr_prec_t prec)
{
    if (mpfr_zero_p(x) || mpfr_get_exp(x) < 2)
        return false;
    if (mpfr_get_exp(x) > HUGE_EXP)
        return true;
    MPFR_DECL_INIT(t, 64);
    mpfr_sqr(t, x, MPFR_RNDD);
    return mpfr_cmp_ui(t, (unsigned long)prec + 8) >= 0;
}

void iv_erf_point(iv_ptr p, mpfr_srcptr x)
{
    mpfr_set(iv_lower_end(p), x, MPFR_RNDD);
    mpfr_set(iv_upper_end(p), x, MPFR_RNDU);
    iv_finish(p, false, false);
}

/* |a| < 2^-bits, for certain. */
static bool is_below(iv_srcptr a, long bits)
{
    mpfr_srcptr hi = iv_upper(a);
    return mpfr_zero_p(hi) || (mpfr_regular_p(hi) && mpfr_get_exp(hi) <= -bits);
}

void iv_erf_far(iv_ptr v, iv_srcptr x)
{
    mpfr_prec_t prec = mpfr_get_prec(iv_lower(v));
    iv_t term, sum, last, q, t;
    iv_struct *all[] = {term, sum, last, q, t};
    for (int k = 0; k < 5; k++)
        iv_init(all[k], prec + 16);
    iv_pow_ui(q, x, 2);
    iv_set_si(t, 2);
    iv_mul(q, q, t); /* 2 x^2 */
    iv_set_si(term, 1);
    iv_set_si(sum, 0);
    for (long n = 0;; n++) {
        iv_set(last, sum);
        if (n % 2 == 0)
            iv_add(sum, sum, term);
        else
            iv_sub(sum, sum, term);
        if (n >= 1 && (is_below(term, prec + 4) || n > prec))
            break;
        iv_set_si(t, 2 * n + 1);
        iv_mul(term, term, t);
        iv_div(term, term, q);
    }
    iv_hull(sum, sum, last);
    iv_erf_scale(q, t); /* 2/sqrt(pi) */
    iv_set_si(t, 2);
    iv_mul(t, t, x);
    iv_div(q, q, t); /* 1/(x sqrt pi) */
    iv_mul(v, sum, q);
    v->lo_open = v->hi_open = true;
    for (int k = 0; k < 5; k++)
        iv_clear(all[k]);
}
