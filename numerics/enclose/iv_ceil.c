/* ceil: its range, by ceil x = -floor(-x); smooth where that is one number.
 * Believed. */
#include "iv_function.h"

void iv_ceil(iv_ptr r, iv_srcptr a)
{
    iv_neg(r, a);
    iv_floor(r, r);
    iv_neg(r, r);
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

const iv_function iv_function_ceil = {iv_ceil, taylor, NULL};
