/* asin: its range, and its Taylor coefficients from r' sqrt(1 - u^2) = u'.  Believed. */
#include "iv_function.h"

void iv_asin(iv_ptr r, iv_srcptr a)
{
    if (a->defined && mpfr_cmp_si(iv_lower(a), -1) >= 0 &&
        mpfr_cmp_si(iv_upper(a), 1) <= 0)
        iv_increasing(r, a, mpfr_asin);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0], *q = &w->tmp[1];
    taylor_one_minus_square(w, v, u);
    taylor_sqrt(w, q, v);
    if (!taylor_is_defined(q)) { /* not smooth at an end of the domain */
        taylor_set_undefined(r);
        return;
    }
    taylor_quotient_integral(w, r, u, q);
}

static bool outside(iv_srcptr a)
{
    int lo = mpfr_cmp_si(iv_lower(a), 1), hi = mpfr_cmp_si(iv_upper(a), -1);
    return lo > 0 || hi < 0 || (lo == 0 && a->lo_open) ||
           (hi == 0 && a->hi_open);
}

const iv_function iv_function_asin = {iv_asin, taylor, outside};
