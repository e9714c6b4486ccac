/* erfc for the second engine: D y = -(2/sqrt pi) exp(-u^2) D u. */
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
    recheck_series *v = &w->tmp[0], *g = &w->tmp[1];
    rrange c;
    rrange_init(&c);
    recheck_series_square(w, v, u, 0);
    for (int k = 0; k <= w->m; k++)
        rrange_neg_of(&v->c[k], &v->c[k], w->prec);
    rrange_exp(&g->c[0], &v->c[0], w->prec);
    recheck_series_exponential(w, g, v);
    rrange_pi(&c, w->prec);
    rrange_sqrt(&c, &c, w->prec);
    rrange_set_si(&w->s, -2);
    rrange_div(&c, &c, &w->s, w->prec);
    for (int k = 0; k <= w->m; k++)
        rrange_div(&g->c[k], &g->c[k], &c, w->prec);
    for (int k = 1; k <= w->m; k++)
        recheck_series_integrate_step(w, y, g, u, k);
    rrange_clear(&c);
}

const rrange_function rrange_function_erfc = {rrange_erfc, jet, NULL};
