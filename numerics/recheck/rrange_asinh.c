/* asinh for the second engine: sqrt(1 + u^2) D y = D u. */
#include "rrange_function.h"

void rrange_asinh(rrange *r, const rrange *a, slong prec)
{
    if (!(a->ok)) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_asinh, prec);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    recheck_series_one_plus_square(w, v, u, 0);
    recheck_series_solve_root(w, y, v, u);
}

const rrange_function rrange_function_asinh = {rrange_asinh, jet, NULL};
