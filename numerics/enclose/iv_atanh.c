/* atanh: its range, and its Taylor coefficients from r' (1 - u^2) = u'.  Believed. */
#include "iv_function.h"

/* -1 < a < 1: an end at -1 or 1 must be open. */
static bool inside(iv_srcptr a)
{
    int lo = mpfr_cmp_si(iv_lower(a), -1), hi = mpfr_cmp_si(iv_upper(a), 1);
    bool point = mpfr_equal_p(iv_lower(a), iv_upper(a)) != 0;
    return (lo > 0 || (lo == 0 && a->lo_open && !point)) &&
           (hi < 0 || (hi == 0 && a->hi_open && !point));
}

void iv_atanh(iv_ptr r, iv_srcptr a)
{
    if (a->defined && inside(a))
        iv_increasing(r, a, mpfr_atanh);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    taylor_one_minus_square(w, v, u);
    taylor_quotient_integral(w, r, u, v);
}

static bool outside(iv_srcptr a)
{
    return mpfr_cmp_si(iv_lower(a), 1) >= 0 ||
           mpfr_cmp_si(iv_upper(a), -1) <= 0;
}

const iv_function iv_function_atanh = {iv_atanh, taylor, outside};
