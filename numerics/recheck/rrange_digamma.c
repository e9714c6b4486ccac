/* digamma for the second engine. */
#include "rrange_gamma.h"

void rrange_digamma(rrange *r, const rrange *a, slong prec)
{
    long m;
    if (!rrange_gamma_piece(a, &m))
        rrange_undefine(r);
    else if (rrange_gamma_is_far(a))
        rrange_gamma_all(r);
    else
        rrange_gamma_rising(r, a, rrange_gamma_psi, 0, false, prec);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    rrange *d = rrange_gamma_coefs(w->m + 1, 0, &u->c[0], w->prec);
    recheck_series_substitute(w, y, d, u);
    rrange_gamma_free(d, w->m + 1);
}

const rrange_function rrange_function_digamma = {rrange_digamma, jet,
    rrange_gamma_pole};
