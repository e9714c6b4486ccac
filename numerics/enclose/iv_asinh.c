/* asinh: its range, and its Taylor coefficients from r' sqrt(u^2 + 1) = u'.  Believed. */
#include "iv_function.h"

void iv_asinh(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_increasing(r, a, mpfr_asinh);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    taylor_square(w, v, u);
    taylor_add_one(w, v);
    taylor_root_integral(w, r, u, v);
}

const iv_function iv_function_asinh = {iv_asinh, taylor, NULL};
