/* atanh for the second engine: (1 - u)(1 + u) D y = D u. */
#include "rrange_function.h"

/* -1 < a < 1; an end at -1 or 1 must be open. */
static bool inside(const rrange *a)
{
    int lo = arf_cmp_si(&a->lo, -1), hi = arf_cmp_si(&a->hi, 1);
    return a->ok && (lo > 0 || (lo == 0 && a->lo_open)) &&
           (hi < 0 || (hi == 0 && a->hi_open)) && arf_cmp_si(&a->lo, 1) < 0 &&
           arf_cmp_si(&a->hi, -1) > 0;
}

void rrange_atanh(rrange *r, const rrange *a, slong prec)
{
    if (!(inside(a))) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_atanh, prec);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    recheck_series_factors(w, v, u, 1, -1);
    recheck_series_solve(w, y, v, u);
}

static bool outside(const rrange *a)
{
    return a->ok &&
           (arf_cmp_si(&a->hi, -1) <= 0 || arf_cmp_si(&a->lo, 1) >= 0);
}

const rrange_function rrange_function_atanh = {rrange_atanh, jet, outside};
