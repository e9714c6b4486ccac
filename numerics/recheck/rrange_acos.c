/* acos for the second engine: sqrt((1 - u)(1 + u)) D y = -D u. */
#include "rrange_function.h"

static void minus_acos(arb_t r, const arb_t x, slong prec)
{
    arb_acos(r, x, prec);
    arb_neg(r, r);
}

void rrange_acos(rrange *r, const rrange *a, slong prec)
{
    if (!(a->ok && arf_cmp_si(&a->lo, -1) >= 0 && arf_cmp_si(&a->hi, 1) <= 0)) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, minus_acos, prec);
    rrange_neg_of(r, r, prec);
    if (r->ok && arf_sgn(&r->lo) < 0) {
        arf_zero(&r->lo);
        r->lo_open = false;
    }
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    recheck_series_factors(w, v, u, 1, -1);
    recheck_series_solve_root(w, y, v, u);
    for (int k = 1; k <= w->m && y->ok; k++)
        rrange_neg_of(&y->c[k], &y->c[k], w->prec);
}

static bool outside(const rrange *a)
{
    return a->ok && (arf_cmp_si(&a->hi, -1) < 0 || arf_cmp_si(&a->lo, 1) > 0);
}

const rrange_function rrange_function_acos = {rrange_acos, jet, outside};
