/* polygamma for the second engine: psi_n rises for even n, has a valley for
 * odd n, and tends to 0 at infinity. */
#include "rrange_gamma.h"

static void next(arb_t r, const arb_t x, long n, slong prec)
{
    rrange_gamma_psi(r, x, n + 1, prec);
}

static void minus(arb_t r, const arb_t x, long n, slong prec)
{
    rrange_gamma_psi(r, x, n, prec);
    arb_neg(r, r);
}

/* On (0, inf) odd ones fall to 0. */
static void odd(rrange *r, const rrange *a, long m, long n, slong prec)
{
    static const rrange_gamma_valley valley = {rrange_gamma_psi, next, false};
    if (m == 0) {
        rrange_gamma_rising(r, a, minus, n, true, prec);
        rrange_neg_of(r, r, prec);
    } else {
        rrange_gamma_turning(r, a, m, &valley, n, prec);
    }
    rrange_above(r, 0);
}

void rrange_polygamma(rrange *r, const rrange *a, long n, slong prec)
{
    long m;
    if (n == 0)
        rrange_digamma(r, a, prec);
    else if (!rrange_gamma_piece(a, &m))
        rrange_undefine(r);
    else if (rrange_gamma_is_far(a))
        rrange_gamma_all(r);
    else if (n % 2 == 1)
        odd(r, a, m, n, prec);
    else
        rrange_gamma_rising(r, a, rrange_gamma_psi, n, true, prec);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    rrange *d = rrange_gamma_coefs(w->m + 1, w->whole, &u->c[0], w->prec);
    recheck_series_substitute(w, y, d, u);
    rrange_gamma_free(d, w->m + 1);
}

const rrange_function rrange_function_polygamma = {NULL, jet,
    rrange_gamma_pole};
