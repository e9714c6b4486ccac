/* cos for the second engine: D c = -s D u, D s = c D u. */
#include "rrange_function.h"

void rrange_cos(rrange *r, const rrange *a, slong prec)
{
    if (a->ok)
        rrange_wave(r, a, arb_cos, 0, prec);
    else
        rrange_undefine(r);
}

static void jet(recheck_worker *w, recheck_series *c, const recheck_series *u)
{
    recheck_series *s = &w->tmp[0];
    rrange_sin(&s->c[0], &u->c[0], w->prec);
    for (int k = 1; k <= w->m; k++) {
        recheck_series_integrate_step(w, s, c, u, k);
        recheck_series_integrate_step(w, c, s, u, k);
        rrange_neg_of(&c->c[k], &c->c[k], w->prec);
    }
}

const rrange_function rrange_function_cos = {rrange_cos, jet, NULL};
