/* cosh: its range, and its Taylor coefficients with those of sinh.  Believed. */
#include "iv_function.h"

/* cosh u = cosh |u|, which rises with |u|. */
void iv_cosh(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(a)));
    iv_abs(t, a);
    iv_increasing(r, t, mpfr_cosh);
    iv_clear(t);
}

/* sinh u and cosh u together: s' = u' c, c' = u' s. */
static void taylor(taylor_work *w, taylor_series *c, const taylor_series *u)
{
    taylor_series *s = &w->tmp[0];
    iv_sinh(&s->c[0], taylor_coef(w, u, 0));
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, c, k, 1, k, TAYLOR_J);
        iv_div_si(&s->c[k], &w->sum, k);
        taylor_convolve(w, u, s, k, 1, k, TAYLOR_J);
        iv_div_si(&c->c[k], &w->sum, k);
    }
}

const iv_function iv_function_cosh = {iv_cosh, taylor, NULL};
