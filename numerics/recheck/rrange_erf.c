/* erf for the second engine: (sqrt pi/2) D y = exp(-u^2) D u. */
#include "rrange_function.h"

#include <arb_hypgeom.h>

static void erf_at(arb_t r, const arb_t x, slong prec)
{
    arb_hypgeom_erf(r, x, prec);
}

void rrange_erf(rrange *r, const rrange *a, slong prec)
{
    arf_t lo, hi;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    arf_init(lo);
    arf_init(hi);
    arf_set_si(lo, -1);
    arf_set_si(hi, 1);
    rrange_increasing(r, a, erf_at, lo, hi, prec);
    rrange_above(r, -1);
    rrange_below(r, 1);
    arf_clear(lo);
    arf_clear(hi);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    rrange c;
    rrange_init(&c);
    rrange_pi(&c, w->prec);
    rrange_sqrt(&c, &c, w->prec);
    recheck_series_over(w, &c, 2);
    recheck_series_gaussian(w, y, u, 1, &c);
    rrange_clear(&c);
}

const rrange_function rrange_function_erf = {rrange_erf, jet, NULL};
