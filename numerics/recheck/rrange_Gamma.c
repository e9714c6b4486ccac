/* Gamma for the second engine: |Gamma| has one valley between poles, with
 * relative slope digamma; D y = y digamma(u) D u. */
#include "rrange_gamma.h"

static void value(arb_t r, const arb_t x, long n, slong prec)
{
    (void)n;
    if (arf_cmpabs_2exp_si(arb_midref(x), 40) > 0)
        arb_indeterminate(r); /* beyond all that is needed */
    else
        arb_gamma(r, x, prec);
    if (arb_is_negative(r))
        arb_neg(r, r);
}

static void slope(arb_t r, const arb_t x, long n, slong prec)
{
    (void)n;
    arb_digamma(r, x, prec);
}

void rrange_Gamma(rrange *r, const rrange *a, slong prec)
{
    static const rrange_gamma_valley valley = {value, slope, true};
    long m;
    if (!rrange_gamma_piece(a, &m)) {
        rrange_undefine(r);
    } else if (rrange_gamma_is_far(a)) {
        rrange_gamma_all(r);
    } else {
        rrange_gamma_turning(r, a, m, &valley, 0, prec);
        rrange_above(r, 0);
        if (m % 2 != 0)
            rrange_neg_of(r, r, prec);
    }
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    int m = w->m;
    rrange *d = rrange_gamma_coefs(m + 1, 0, &u->c[0], w->prec);
    rrange t, *c = rrange_gamma_new(m + 1);
    rrange_init(&t);
    rrange_set(&c[0], &y->c[0]);
    for (int k = 1; k <= m; k++) { /* k c_k = sum of c_j d_{k-1-j} */
        rrange_set_si(&c[k], 0);
        for (int j = 0; j < k; j++) {
            rrange_mul(&t, &c[j], &d[k - 1 - j], w->prec);
            rrange_add(&c[k], &c[k], &t, w->prec);
        }
        recheck_series_over(w, &c[k], k);
    }
    recheck_series_substitute(w, y, c, u);
    rrange_clear(&t);
    rrange_gamma_free(c, m + 1);
    rrange_gamma_free(d, m + 1);
}

const rrange_function rrange_function_Gamma = {rrange_Gamma, jet,
    rrange_gamma_pole};
