/* sin: its range, and its Taylor coefficients with those of cos.  Believed. */
#include "iv_function.h"
#include "iv_wave.h"

void iv_sin(iv_ptr r, iv_srcptr a)
{
    iv_wave_apply(r, a, true);
}

/* sin u and cos u together: s' = u' c, c' = -u' s. */
static void taylor(taylor_work *w, taylor_series *s, const taylor_series *u)
{
    taylor_series *c = &w->tmp[0];
    iv_cos(&c->c[0], taylor_coef(w, u, 0));
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, c, k, 1, k, TAYLOR_J);
        iv_div_si(&s->c[k], &w->sum, k);
        taylor_convolve(w, u, s, k, 1, k, TAYLOR_J);
        iv_div_si(&c->c[k], &w->sum, -k);
    }
}

const iv_function iv_function_sin = {iv_sin, taylor, NULL};
