/* log Gamma on (0, inf) for the second engine: a valley, with slope digamma. */
#include "rrange_gamma.h"

static void value(arb_t r, const arb_t x, long n, slong prec)
{
    (void)n;
    arb_lgamma(r, x, prec);
}

static void slope(arb_t r, const arb_t x, long n, slong prec)
{
    (void)n;
    arb_digamma(r, x, prec);
}

void rrange_lgamma(rrange *r, const rrange *a, slong prec)
{
    static const rrange_gamma_valley valley = {value, slope, false};
    long m;
    if (rrange_gamma_piece(a, &m) && m == 0)
        rrange_gamma_turning(r, a, 0, &valley, 0, prec);
    else
        rrange_undefine(r);
}

/* y' = digamma(u) u' */
static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    rrange *d = rrange_gamma_coefs(w->m + 1, 0, &u->c[0], w->prec);
    for (int k = w->m; k >= 1; k--) {
        rrange_swap(&d[k], &d[k - 1]);
        recheck_series_over(w, &d[k], k);
    }
    recheck_series_substitute(w, y, d, u);
    rrange_gamma_free(d, w->m + 1);
}

static bool outside(const rrange *a)
{
    return rrange_nonpos(a);
}

const rrange_function rrange_function_lgamma = {rrange_lgamma, jet, outside};
