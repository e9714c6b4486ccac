/* log for the second engine: u D y = D u. */
#include "rrange_function.h"

/* At an open end 0 the ball is not finite: -inf. */
void rrange_log(rrange *r, const rrange *a, slong prec)
{
    if (!rrange_pos(a) || arf_sgn(&a->hi) <= 0)
        rrange_undefine(r);
    else
        rrange_to_infinity(r, a, arb_log, prec);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series_solve(w, y, u, u);
}

static bool outside(const rrange *a)
{
    return rrange_nonpos(a);
}

const rrange_function rrange_function_log = {rrange_log, jet, outside};
