/* asin for the second engine: sqrt((1 - u)(1 + u)) D y = D u. */
#include "rrange_function.h"

void rrange_asin(rrange *r, const rrange *a, slong prec)
{
    if (!(a->ok && arf_cmp_si(&a->lo, -1) >= 0 && arf_cmp_si(&a->hi, 1) <= 0)) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_asin, prec);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    recheck_series_factors(w, v, u, 1, -1);
    recheck_series_solve_root(w, y, v, u);
}

static bool outside(const rrange *a)
{
    return a->ok && (arf_cmp_si(&a->hi, -1) < 0 || arf_cmp_si(&a->lo, 1) > 0);
}

const rrange_function rrange_function_asin = {rrange_asin, jet, outside};
