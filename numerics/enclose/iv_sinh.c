/* sinh: its range, and its Taylor coefficients with those of cosh.  Believed. */
#include "iv_function.h"

void iv_sinh(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_increasing(r, a, mpfr_sinh);
    else
        iv_set_undefined(r);
}

/* sinh u and cosh u together: s' = u' c, c' = u' s. */
static void taylor(taylor_work *w, taylor_series *s, const taylor_series *u)
{
    taylor_series *c = &w->tmp[0];
    iv_cosh(&c->c[0], taylor_coef(w, u, 0));
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, c, k, 1, k, TAYLOR_J);
        iv_div_si(&s->c[k], &w->sum, k);
        taylor_convolve(w, u, s, k, 1, k, TAYLOR_J);
        iv_div_si(&c->c[k], &w->sum, k);
    }
}

const iv_function iv_function_sinh = {iv_sinh, taylor, NULL};
