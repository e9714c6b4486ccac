/* floor: its range; smooth where that is one number.  Believed. */
#include "iv_function.h"

/* Where no value is the whole number above, the one below that is the most. */
void iv_floor(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
    bool missed = a->hi_open && mpfr_integer_p(iv_upper(a)) != 0;
    mpfr_rint_floor(lo, iv_lower(a), MPFR_RNDD);
    mpfr_rint_floor(hi, iv_upper(a), MPFR_RNDU);
    if (missed)
        mpfr_sub_ui(hi, hi, 1, MPFR_RNDU);
    iv_finish(r, false, false);
}

/* Where its range is one number it is constant. */
static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    (void)u;
    if (!iv_is_point(&r->c[0])) {
        taylor_set_undefined(r);
        return;
    }
    for (int k = 1; k <= w->order; k++)
        iv_set_si(&r->c[k], 0);
}

const iv_function iv_function_floor = {iv_floor, taylor, NULL};
