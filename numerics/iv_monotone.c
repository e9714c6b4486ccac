/* Intervals: functions that rise or fall all over their argument.  Believed.
 *
 * MPFR's functions are correctly rounded, so where a function is monotone
 * its values at the ends, rounded outward, are the best ends there are.
 */
#include "iv_internal.h"

/* At a point one evaluation is enough: f is correctly rounded, so the upper
 * end is the lower one, or when that was inexact its successor. */
void iv_increasing(iv_ptr r, iv_srcptr a, iv_mpfr_fn *f)
{
    mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
    bool lo_open = a->lo_open, hi_open = a->hi_open;
    bool point = mpfr_equal_p(iv_lower(a), iv_upper(a)) != 0;
    int tl = f(lo, iv_lower(a), MPFR_RNDD), th = tl;
    if (point) {
        mpfr_set(hi, lo, MPFR_RNDU); /* exact: same precision */
        if (tl != 0)
            mpfr_nextabove(hi);
    } else {
        th = f(hi, iv_upper(a), MPFR_RNDU);
    }
    iv_finish(r, lo_open || tl != 0, hi_open || th != 0);
}

void iv_falling(iv_ptr r, iv_srcptr a, iv_mpfr_fn *f)
{
    int tl = f(iv_lower_end(r), iv_upper(a), MPFR_RNDD);
    int th = f(iv_upper_end(r), iv_lower(a), MPFR_RNDU);
    iv_finish(r, a->hi_open || tl != 0, a->lo_open || th != 0);
}
