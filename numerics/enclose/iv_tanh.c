/* tanh: its range, and its Taylor coefficients from r' = (1 - r^2) u'.  Believed. */
#include "iv_function.h"

void iv_tanh(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_increasing(r, a, mpfr_tanh);
    else
        iv_set_undefined(r);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0]; /* 1 - r^2 = 1/cosh^2, built along */
    iv_cosh(&w->t, taylor_coef(w, u, 0));
    iv_pow_ui(&w->u, &w->t, 2);
    iv_set_si(&w->s, 1);
    iv_div(&v->c[0], &w->s, &w->u);
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, v, k, 1, k, TAYLOR_J);
        iv_div_si(&r->c[k], &w->sum, k);
        taylor_convolve(w, r, r, k, 0, k, TAYLOR_ONE);
        iv_neg(&v->c[k], &w->sum);
    }
}

const iv_function iv_function_tanh = {iv_tanh, taylor, NULL};
