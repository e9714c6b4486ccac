/* log: its range, and its Taylor coefficients from r' u = u'.  Believed. */
#include "iv_function.h"

void iv_log(iv_ptr r, iv_srcptr a)
{
    /* The second condition fails only for the empty interval at 0. */
    if (iv_certainly_pos(a) && mpfr_sgn(iv_upper(a)) > 0)
        iv_increasing(r, a, mpfr_log);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_quotient_integral(w, r, u, u);
}

/* Nothing at or below 0 has a logarithm. */
static bool outside(iv_srcptr a)
{
    return iv_certainly_nonpos(a);
}

const iv_function iv_function_log = {iv_log, taylor, outside};
