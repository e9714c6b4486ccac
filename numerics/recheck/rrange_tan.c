/* tan for the second engine: D y = (1 + y^2) D u. */
#include "rrange_function.h"

/* The poles are sin's turning points: none between the ends. */
void rrange_tan(rrange *r, const rrange *a, slong prec)
{
    fmpz_t from, to;
    fmpz_init(from);
    fmpz_init(to);
    if (a->ok && rrange_turning(from, &a->lo, 1, true, prec) &&
        rrange_turning(to, &a->hi, 1, false, prec) && fmpz_cmp(to, from) < 0)
        rrange_to_infinity(r, a, arb_tan, prec);
    else
        rrange_undefine(r);
    fmpz_clear(from);
    fmpz_clear(to);
}

static void jet(recheck_worker *w, recheck_series *y, const recheck_series *u)
{
    recheck_series *v = &w->tmp[0];
    int m = w->m;
    for (int k = 1; k <= m; k++) {
        w->m = k - 1; /* v up to what y has */
        recheck_series_one_plus_square(w, v, y, k == 1 ? 0 : k - 1);
        w->m = m;
        recheck_series_integrate_step(w, y, v, u, k);
    }
}

const rrange_function rrange_function_tan = {rrange_tan, jet, NULL};
