/* acos: its range, and its Taylor coefficients from r' sqrt(1 - u^2) = -u'.  Believed. */
#include "iv_function.h"

void iv_acos(iv_ptr r, iv_srcptr a)
{
    if (!a->defined || !iv_lies_between(a, -1, 1)) {
        iv_set_undefined(r);
        return;
    }
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    iv_falling(t, a, mpfr_acos);
    iv_swap(t, r);
    iv_clear(t);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    taylor_one_minus_square(w, v, u);
    taylor_root_integral(w, r, u, v);
    for (int k = 1; k <= w->order && taylor_is_defined(r); k++)
        iv_neg(&r->c[k], &r->c[k]);
}

static bool outside(iv_srcptr a)
{
    return iv_avoids(a, -1, 1);
}

const iv_function iv_function_acos = {iv_acos, taylor, outside};
