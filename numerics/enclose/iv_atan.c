/* atan: its range, and its Taylor coefficients from r' (1 + u^2) = u'.  Believed. */
#include "iv_function.h"

void iv_atan(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_increasing(r, a, mpfr_atan);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    taylor_square(w, v, u);
    taylor_add_one(w, v);
    taylor_quotient_integral(w, r, u, v);
}

const iv_function iv_function_atan = {iv_atan, taylor, NULL};
