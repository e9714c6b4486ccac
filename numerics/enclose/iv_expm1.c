/* expm1: its range, and its Taylor coefficients, those of exp.  Believed. */
#include "iv_function.h"

void iv_expm1(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_increasing(r, a, mpfr_expm1);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *e = &w->tmp[0];
    taylor_exponential(w, e, u);
    for (int k = 1; k <= w->order; k++)
        iv_set(&r->c[k], &e->c[k]);
}

const iv_function iv_function_expm1 = {iv_expm1, taylor, NULL};
