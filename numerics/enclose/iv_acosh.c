/* acosh: its range, and its Taylor coefficients from r' sqrt(u^2 - 1) = u'.  Believed. */
#include "iv_function.h"

void iv_acosh(iv_ptr r, iv_srcptr a)
{
    if (a->defined && mpfr_cmp_si(iv_lower(a), 1) >= 0)
        iv_increasing(r, a, mpfr_acosh);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    taylor_square_minus_one(w, v, u);
    taylor_root_integral(w, r, u, v);
}

static bool outside(iv_srcptr a)
{
    int c = mpfr_cmp_si(iv_upper(a), 1);
    return c < 0 || (c == 0 && a->hi_open);
}

const iv_function iv_function_acosh = {iv_acosh, taylor, outside};
