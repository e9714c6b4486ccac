/* exp: its range, and its Taylor coefficients from r' = u' r.  Believed. */
#include "iv_function.h"

/* exp > 0 even where its lower end is 0: exp(-inf) has an open argument end,
 * and underflow to 0 is inexact, so that the end is strict either way. */
void iv_exp(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_increasing(r, a, mpfr_exp);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_integral(w, r, u, r);
}

const iv_function iv_function_exp = {iv_exp, taylor, NULL};
