/* sin for the second engine: D s = c D u, D c = -s D u. */
#include "rrange_function.h"

void rrange_sin(rrange *r, const rrange *a, slong prec)
{
    if (a->ok)
        rrange_wave(r, a, arb_sin, 1, prec);
    else
        rrange_undefine(r);
}

static void jet(recheck_worker *w, recheck_series *s, const recheck_series *u)
{
    recheck_series *c = &w->tmp[0];
    rrange_cos(&c->c[0], &u->c[0], w->prec);
    for (int k = 1; k <= w->m; k++) {
        recheck_series_integrate_step(w, s, c, u, k);
        recheck_series_integrate_step(w, c, s, u, k);
        rrange_neg_of(&c->c[k], &c->c[k], w->prec);
    }
}

const rrange_function rrange_function_sin = {rrange_sin, jet, NULL};
