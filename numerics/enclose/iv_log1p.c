/* log1p: its range, and its Taylor coefficients from r' (1 + u) = u'.  Believed. */
#include "iv_function.h"

/* a > -1: an end at -1 must be open. */
static bool inside(iv_srcptr a)
{
    int lo = mpfr_cmp_si(iv_lower(a), -1);
    return lo > 0 ||
           (lo == 0 && a->lo_open && mpfr_cmp_si(iv_upper(a), -1) > 0);
}

void iv_log1p(iv_ptr r, iv_srcptr a)
{
    if (a->defined && inside(a))
        iv_increasing(r, a, mpfr_log1p);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    for (int k = 0; k <= w->order; k++)
        iv_set(&v->c[k], taylor_coef(w, u, k));
    taylor_add_one(w, v);
    taylor_quotient_integral(w, r, u, v);
}

static bool outside(iv_srcptr a)
{
    return mpfr_cmp_si(iv_upper(a), -1) <= 0;
}

const iv_function iv_function_log1p = {iv_log1p, taylor, outside};
