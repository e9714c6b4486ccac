/* Total variation of two normal laws as an interval.  Believed; the formula and
 * its quadrature are tv_arb.c's, which both engines share. */
#include "iv_tv.h"

#include "../exact/tv_arb.h"

void iv_tv_normal(iv_ptr r, iv_srcptr a, iv_srcptr b, long k, long m)
{
    if (!iv_certainly_pos(a) || !iv_certainly_pos(b) || !iv_is_bounded(a) ||
        !iv_is_bounded(b) || k < 0 || m < 0 || k > TV_MAX_DIM ||
        m > TV_MAX_DIM) {
        iv_set_undefined(r);
        return;
    }
    slong prec = (slong)mpfr_get_prec(iv_lower(r)) + 20;
    arb_t x, y, v;
    mpfr_t lo, hi;
    mpq_t ql, qh;
    arb_init(x);
    arb_init(y);
    arb_init(v);
    mpfr_init2(lo, mpfr_get_prec(iv_lower(r)));
    mpfr_init2(hi, mpfr_get_prec(iv_lower(r)));
    mpq_init(ql);
    mpq_init(qh);
    arb_set_interval_mpfr(x, iv_lower(a), iv_upper(a), prec);
    arb_set_interval_mpfr(y, iv_lower(b), iv_upper(b), prec);
    if (tv_arb(v, x, y, k, m, 1, prec)) {
        arb_get_interval_mpfr(lo, hi, v);
        if (mpfr_sgn(lo) < 0)
            mpfr_set_zero(lo, 1);
        if (mpfr_cmp_ui(hi, 1) > 0)
            mpfr_set_ui(hi, 1, MPFR_RNDU);
        mpfr_get_q(ql, lo); /* exact */
        mpfr_get_q(qh, hi); /* exact */
        iv_set_ends(r, ql, false, qh, false);
    } else {
        iv_set_undefined(r);
    }
    arb_clear(x);
    arb_clear(y);
    arb_clear(v);
    mpfr_clear(lo);
    mpfr_clear(hi);
    mpq_clear(ql);
    mpq_clear(qh);
}
