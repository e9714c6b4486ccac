/* exp for the second engine: D y = y D u. */
#include "rrange_function.h"

void rrange_exp(rrange *r, const rrange *a, slong prec)
{
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_exp, prec);
    rrange_above(r, 0);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series_exponential(w, y, u);
}

const rrange_function rrange_function_exp = {rrange_exp, jet, NULL};
