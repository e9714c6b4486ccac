/* acos: its range, and its Taylor coefficients from r' sqrt(1 - u^2) = -u'.  Believed. */
#include "iv_function.h"

void iv_acos(iv_ptr r, iv_srcptr a)
{
    if (!a->defined || mpfr_cmp_si(iv_lower(a), -1) < 0 ||
        mpfr_cmp_si(iv_upper(a), 1) > 0) {
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
    taylor_series *v = &w->tmp[0], *q = &w->tmp[1];
    taylor_one_minus_square(w, v, u);
    taylor_sqrt(w, q, v);
    if (!taylor_is_defined(q)) { /* not smooth at an end of the domain */
        taylor_set_undefined(r);
        return;
    }
    taylor_quotient_integral(w, r, u, q);
    for (int k = 1; k <= w->order; k++)
        iv_neg(&r->c[k], &r->c[k]);
}

static bool outside(iv_srcptr a)
{
    int lo = mpfr_cmp_si(iv_lower(a), 1), hi = mpfr_cmp_si(iv_upper(a), -1);
    return lo > 0 || hi < 0 || (lo == 0 && a->lo_open) ||
           (hi == 0 && a->hi_open);
}

const iv_function iv_function_acos = {iv_acos, taylor, outside};
