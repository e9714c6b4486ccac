/* Total variation of normal laws for the second engine, by the quadrature that
 * both share, at another precision. */
#include "rrange.h"

#include "../exact/tv_arb.h"

void rrange_tv(rrange *r, const rrange *a, const rrange *b, long p, long q,
               slong prec)
{
    arb_t x, y;
    rrange_undefine(r);
    if (!rrange_pos(a) || !rrange_pos(b) || !rrange_is_bounded(a) ||
        !rrange_is_bounded(b))
        return;
    arb_init(x);
    arb_init(y);
    rrange_get_arb(x, a, prec + 52); /* another precision than tv.c's own */
    rrange_get_arb(y, b, prec + 52);
    if (tv_arb(x, x, y, p, q, 0, prec + 52)) {
        rrange unit; /* a total variation lies in [0, 1] */
        rrange_init(&unit);
        rrange_set_arb(r, x, prec);
        rrange_set_si(&unit, 0);
        rrange_max(r, r, &unit, prec);
        rrange_set_si(&unit, 1);
        rrange_min(r, r, &unit, prec);
        rrange_clear(&unit);
    }
    arb_clear(x);
    arb_clear(y);
}
