/* erfc for the second engine: -(sqrt pi/2) D y = exp(-u^2) D u. */
#include "rrange_function.h"

#include <arb_hypgeom.h>

/* -erfc rises, from -2 to 0. */
static void minus_erfc(arb_t r, const arb_t x, slong prec)
{
    arb_hypgeom_erfc(r, x, prec);
    arb_neg(r, r);
}

void rrange_erfc(rrange *r, const rrange *a, slong prec)
{
    arf_t lo, hi;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    arf_init(lo);
    arf_init(hi);
    arf_set_si(lo, -2);
    rrange_increasing(r, a, minus_erfc, lo, hi, prec);
    rrange_above(r, -2);
    rrange_below(r, 0);
    rrange_neg_of(r, r, prec);
    arf_clear(lo);
    arf_clear(hi);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    rrange c;
    rrange_init(&c);
    rrange_pi(&c, w->prec);
    rrange_sqrt(&c, &c, w->prec);
    recheck_series_over(w, &c, -2);
    recheck_series_gaussian(w, y, u, 1, &c);
    rrange_clear(&c);
}

const rrange_function rrange_function_erfc = {rrange_erfc, jet, NULL};
