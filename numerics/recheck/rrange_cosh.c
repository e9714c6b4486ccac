/* cosh for the second engine: D c = s D u, D s = c D u. */
#include "rrange_function.h"

void rrange_cosh(rrange *r, const rrange *a, slong prec)
{
    rrange t;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    rrange_init(&t);
    rrange_abs(&t, a, prec);
    rrange_to_infinity(r, &t, arb_cosh, prec);
    rrange_clear(&t);
}

static void jet(recheck_worker *w, recheck_series *c, const recheck_series *u)
{
    recheck_series *s = &w->tmp[0];
    rrange_sinh(&s->c[0], &u->c[0], w->prec);
    for (int k = 1; k <= w->m; k++) {
        recheck_series_integrate_step(w, s, c, u, k);
        recheck_series_integrate_step(w, c, s, u, k);
    }
}

const rrange_function rrange_function_cosh = {rrange_cosh, jet, NULL};
