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

void iv_by_ends(iv_ptr r, iv_srcptr a, iv_end_fn *f, bool rising)
{
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    mpfr_srcptr from = rising ? iv_lower(a) : iv_upper(a);
    mpfr_srcptr to = rising ? iv_upper(a) : iv_lower(a);
    bool lo_open = rising ? a->lo_open : a->hi_open;
    bool hi_open = rising ? a->hi_open : a->lo_open;
    lo_open |= f(iv_lower_end(t), from, MPFR_RNDD);
    hi_open |= f(iv_upper_end(t), to, MPFR_RNDU);
    iv_finish(t, lo_open, hi_open);
    iv_swap(t, r);
    iv_clear(t);
}

/* An undefined v has no end: NaN, which iv_finish refuses. */
bool iv_take_end(mpfr_ptr e, iv_srcptr v, mpfr_rnd_t rnd)
{
    if (!iv_is_defined(v)) {
        mpfr_set_nan(e);
        return false;
    }
    bool upper = rnd == MPFR_RNDU;
    int t = mpfr_set(e, upper ? iv_upper(v) : iv_lower(v), rnd);
    return t != 0 || (upper ? v->hi_open : v->lo_open);
}

bool iv_lies_between(iv_srcptr a, long lo, long hi)
{
    return mpfr_cmp_si(iv_lower(a), lo) >= 0 &&
           mpfr_cmp_si(iv_upper(a), hi) <= 0;
}

bool iv_avoids(iv_srcptr a, long lo, long hi)
{
    int above = mpfr_cmp_si(iv_lower(a), hi);
    int below = mpfr_cmp_si(iv_upper(a), lo);
    return above > 0 || below < 0 || (above == 0 && a->lo_open) ||
           (below == 0 && a->hi_open);
}
