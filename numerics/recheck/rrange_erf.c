/* erf for the second engine: D y = (2/sqrt pi) exp(-u^2) D u. */
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
    rrange_set_si(&w->s, 2);
    rrange_div(&c, &w->s, &c, w->prec);
    for (int k = 0; k <= w->m; k++)
        rrange_mul(&g->c[k], &g->c[k], &c, w->prec);
    for (int k = 1; k <= w->m; k++)
        recheck_series_integrate_step(w, y, g, u, k);
    rrange_clear(&c);
}

const rrange_function rrange_function_erf = {rrange_erf, jet, NULL};
