/* asin: its range, and its Taylor coefficients from r' sqrt(1 - u^2) = u'.  Believed. */
#include "iv_function.h"

void iv_asin(iv_ptr r, iv_srcptr a)
{
    if (a->defined && iv_lies_between(a, -1, 1))
        iv_increasing(r, a, mpfr_asin);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    taylor_one_minus_square(w, v, u);
    taylor_root_integral(w, r, u, v);
}

static bool outside(iv_srcptr a)
{
    return iv_avoids(a, -1, 1);
}

const iv_function iv_function_asin = {iv_asin, taylor, outside};
