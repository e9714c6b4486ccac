/* erfc: its range, with the relative accuracy that MPFR gives in its tail; its
 * Taylor coefficients are those of -erf.  Believed. */
#include "iv_erf.h"

void iv_erfc(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    iv_t b, t;
    iv_init(b, mpfr_get_prec(iv_lower(a)));
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    if (iv_erf_avoid(b, a, mpfr_get_prec(iv_lower(r))))
        iv_falling(t, b, mpfr_erfc);
    iv_swap(t, r);
    iv_clear(b);
    iv_clear(t);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    iv_erf_taylor(w, r, u, -1);
}

const iv_function iv_function_erfc = {iv_erfc, taylor, NULL};
