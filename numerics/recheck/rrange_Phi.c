/* Phi for the second engine: sqrt(2 pi) D y = exp(-u^2/2) D u. */
#include "rrange_function.h"

#include <arb_hypgeom.h>

/* Half of erfc(-x/sqrt 2), in the bits that x^2 takes. */
static void at(arb_t r, const arb_t x, slong prec)
{
    enum {
        FAR = 40
    };
    arb_t t;
    slong k = arf_abs_bound_lt_2exp_si(arb_midref(x));
    k = arb_is_zero(x) || k < 0 ? 0 : k > FAR ? FAR : k;
    prec += 2 * k + RRANGE_GUARD;
    arb_init(t);
    arb_sqrt_ui(t, 2, prec);
    arb_div(t, x, t, prec);
    arb_neg(t, t);
    arb_hypgeom_erfc(t, t, prec);
    arb_mul_2exp_si(r, t, -1);
    arb_clear(t);
}

void rrange_Phi(rrange *r, const rrange *a, slong prec)
{
    arf_t lo, hi;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    arf_init(lo);
    arf_init(hi);
    arf_set_si(hi, 1);
    rrange_increasing(r, a, at, lo, hi, prec);
    rrange_above(r, 0);
    rrange_below(r, 1);
    arf_clear(lo);
    arf_clear(hi);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    rrange c;
    rrange_init(&c);
    rrange_pi(&c, w->prec);
    rrange_set_si(&w->s, 2);
    rrange_mul(&c, &c, &w->s, w->prec);
    rrange_sqrt(&c, &c, w->prec);
    recheck_series_gaussian(w, y, u, 2, &c);
    rrange_clear(&c);
}

const rrange_function rrange_function_Phi = {rrange_Phi, jet, NULL};
