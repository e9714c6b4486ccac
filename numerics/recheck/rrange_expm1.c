/* expm1 for the second engine: D y = (y + 1) D u. */
#include "rrange_function.h"

void rrange_expm1(rrange *r, const rrange *a, slong prec)
{
    if (!(a->ok)) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_expm1, prec);
    rrange_above(r, -1);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *e = &w->tmp[0];
    rrange_exp(&e->c[0], &u->c[0], w->prec);
    recheck_series_exponential(w, e, u);
    for (int k = 1; k <= w->m; k++)
        rrange_set(&y->c[k], &e->c[k]);
}

const rrange_function rrange_function_expm1 = {rrange_expm1, jet, NULL};
