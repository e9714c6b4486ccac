/* log1p for the second engine: (1 + u) D y = D u. */
#include "rrange_function.h"

/* a > -1; an end at -1 must be open. */
static bool inside(const rrange *a)
{
    int lo = arf_cmp_si(&a->lo, -1);
    return a->ok && (lo > 0 || (lo == 0 && a->lo_open)) &&
           arf_cmp_si(&a->hi, -1) > 0;
}

void rrange_log1p(rrange *r, const rrange *a, slong prec)
{
    if (!(inside(a))) {
        rrange_undefine(r);
        return;
    }
    rrange_to_infinity(r, a, arb_log1p, prec);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    for (int k = 0; k <= w->m; k++)
        rrange_set(&v->c[k], &u->c[k]);
    rrange_set_si(&w->s, 1);
    rrange_add(&v->c[0], &v->c[0], &w->s, w->prec);
    recheck_series_solve(w, y, v, u);
}

static bool outside(const rrange *a)
{
    return a->ok && arf_cmp_si(&a->hi, -1) <= 0;
}

const rrange_function rrange_function_log1p = {rrange_log1p, jet, outside};
