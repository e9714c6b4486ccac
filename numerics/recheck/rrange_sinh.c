/* sinh for the second engine: D s = c D u, D c = s D u. */
#include "rrange_function.h"

void rrange_sinh(rrange *r, const rrange *a, slong prec)
{
    if (!(a->ok)) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_sinh, prec);
}

static void jet(recheck_worker *w, recheck_series *s, const recheck_series *u)
{
    recheck_series *c = &w->tmp[0];
    rrange_cosh(&c->c[0], &u->c[0], w->prec);
    for (int k = 1; k <= w->m; k++) {
        recheck_series_integrate_step(w, s, c, u, k);
        recheck_series_integrate_step(w, c, s, u, k);
    }
}

const rrange_function rrange_function_sinh = {rrange_sinh, jet, NULL};
