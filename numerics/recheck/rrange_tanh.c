/* tanh for the second engine: D y = (1/cosh u)^2 D u. */
#include "rrange_function.h"

void rrange_tanh(rrange *r, const rrange *a, slong prec)
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
    rrange_increasing(r, a, arb_tanh, lo, hi, prec);
    rrange_above(r, -1);
    rrange_below(r, 1);
    arf_clear(lo);
    arf_clear(hi);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    /* g = 1/cosh u from D g = -y g D u, y along with it */
    recheck_series *g = &w->tmp[0], *p = &w->tmp[1];
    rrange one;
    int m = w->m;
    rrange_init(&one);
    rrange_set_si(&one, 1);
    rrange_cosh(&g->c[0], &u->c[0], w->prec);
    rrange_div(&g->c[0], &one, &g->c[0], w->prec);
    for (int k = 1; k <= m; k++) {
        w->m = k - 1;
        recheck_series_square(w, p, g, k - 1);
        w->m = m;
        recheck_series_integrate_step(w, y, p, u, k);
        w->m = k - 1;
        recheck_series_product(w, p, y, g, 0);
        w->m = m;
        recheck_series_integrate_step(w, g, p, u, k);
        rrange_neg_of(&g->c[k], &g->c[k], w->prec);
        w->m = k - 1; /* p is g^2 again, up to what is known */
        recheck_series_square(w, p, g, 0);
        w->m = m;
    }
    rrange_clear(&one);
}

const rrange_function rrange_function_tanh = {rrange_tanh, jet, NULL};
