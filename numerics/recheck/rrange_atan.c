/* atan for the second engine: (1 + u^2) D y = D u. */
#include "rrange_function.h"

void rrange_atan(rrange *r, const rrange *a, slong prec)
{
    rrange half;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    rrange_init(&half);
    rrange_pi(&half, prec);
    arf_mul_2exp_si(&half.hi, &half.hi, -1); /* exact */
    arf_neg(&half.lo, &half.hi);
    rrange_increasing(r, a, arb_atan, &half.lo, &half.hi, prec);
    rrange_clear(&half);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    recheck_series_one_plus_square(w, v, u, 0);
    recheck_series_solve(w, y, v, u);
}

const rrange_function rrange_function_atan = {rrange_atan, jet, NULL};
