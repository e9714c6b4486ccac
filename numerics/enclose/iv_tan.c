/* tan: its range, and its Taylor coefficients from r' = (1 + r^2) u'.  Believed. */
#include "iv_function.h"
#include "iv_wave.h"

/* Poles are the zeros of cos, the derivative of sin: none lies between the
 * ends when sin is monotone there, nor at them (pi is irrational); tan then
 * increases. */
void iv_tan(iv_ptr r, iv_srcptr a)
{
    iv_wave_shape s = a->defined ? iv_wave_between(a, true) : IV_WAVE_ANY;
    if (s == IV_WAVE_RISING || s == IV_WAVE_FALLING)
        iv_increasing(r, a, mpfr_tan);
    else
        iv_set_undefined(r);
}

/* v = 1 + r^2 is built along, v_k needing r_0 .. r_k and r_{k+1} needing
 * v_0 .. v_k. */
static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *v = &w->tmp[0];
    iv_pow_ui(&v->c[0], &r->c[0], 2);
    taylor_add_one(w, v);
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, v, k, 1, k, TAYLOR_J);
        iv_div_si(&r->c[k], &w->sum, k);
        taylor_convolve(w, r, r, k, 0, k, TAYLOR_ONE);
        iv_set(&v->c[k], &w->sum);
    }
}

const iv_function iv_function_tan = {iv_tan, taylor, NULL};
