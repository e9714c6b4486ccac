/* erf: its range, and its Taylor coefficients from r' = (2/sqrt pi) exp(-u^2) u'.  Believed. */
#include "iv_erf.h"

/* The first two terms of erf's series cancel where x^2 = 3.  There MPFR 4.2.0
 * divides by a sum that came out as 0 or overflows a double, and ends the
 * program, when x^2 - 3 is below the result's last bit or below 2^-1000. */
static long erf_margin(mpfr_prec_t prec)
{
    enum {
        CLOSEST = 900
    };
    return prec < CLOSEST ? (long)prec : CLOSEST;
}

static bool cancels_in_erf(mpfr_srcptr x, long bits)
{
    if (!mpfr_number_p(x) || mpfr_zero_p(x) || mpfr_get_exp(x) != 1)
        return false;
    mpfr_t d, three;
    mpfr_init2(d, 2 * mpfr_get_prec(x) + 2);
    mpfr_init2(three, 2);
    mpfr_sqr(d, x, MPFR_RNDN); /* exact */
    mpfr_set_si(three, 3, MPFR_RNDN);
    mpfr_sub(d, d, three, MPFR_RNDN); /* exact: no lower bits, and smaller */
    bool near = mpfr_zero_p(d) || mpfr_get_exp(d) < -bits;
    mpfr_clear(d);
    mpfr_clear(three);
    return near;
}

static bool ends_cancel(iv_srcptr a, long bits)
{
    return cancels_in_erf(iv_lower(a), bits) ||
           cancels_in_erf(iv_upper(a), bits);
}

/* b = a with both ends 2^-k farther out. */
static void widen(iv_ptr b, iv_srcptr a, unsigned long k)
{
    iv_t step;
    mpq_t up, down;
    mpq_init(up);
    mpq_init(down);
    mpq_set_ui(up, 1, 1);
    mpq_div_2exp(up, up, k);
    mpq_neg(down, up);
    iv_init(step, 64);
    iv_set_ends(step, down, false, up, false); /* exact */
    iv_add(b, a, step);
    iv_clear(step);
    mpq_clear(up);
    mpq_clear(down);
}

/* Ends where terms would cancel are moved out, in larger and larger steps,
 * until none is: each end can come near two numbers only. */
bool iv_erf_avoid(iv_ptr b, iv_srcptr a, mpfr_prec_t prec)
{
    long bits = erf_margin(prec);
    iv_set(b, a);
    if (!ends_cancel(a, bits))
        return true;
    long k = bits - 4;
    for (widen(b, a, (unsigned long)k); k > 4 && ends_cancel(b, bits);)
        widen(b, a, (unsigned long)(k -= 4));
    return !ends_cancel(b, bits);
}

void iv_erf(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    iv_t b;
    iv_init(b, mpfr_get_prec(iv_lower(a)));
    if (iv_erf_avoid(b, a, mpfr_get_prec(iv_lower(r))))
        iv_increasing(r, b, mpfr_erf);
    else
        iv_set_undefined(r);
    iv_clear(b);
}

void iv_erf_scale(iv_ptr r, iv_ptr t)
{
    iv_pi(t);
    iv_sqrt(r, t);
    iv_set_si(t, 2);
    iv_div(r, t, r);
}

/* sign * (2/sqrt pi) exp(-u^2), and its integral. */
void iv_erf_taylor(taylor_work *w, taylor_series *r, const taylor_series *u,
                   long sign)
{
    taylor_series *v = &w->tmp[0], *g = &w->tmp[1];
    taylor_square(w, v, u);
    for (int k = 0; k <= w->order; k++)
        iv_neg(&v->c[k], &v->c[k]);
    taylor_exponential(w, g, v);
    iv_erf_scale(&w->t, &w->s);
    if (sign < 0)
        iv_neg(&w->t, &w->t);
    for (int k = 0; k <= w->order; k++)
        iv_mul(&g->c[k], &g->c[k], &w->t);
    taylor_integral(w, r, u, g);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    iv_erf_taylor(w, r, u, 1);
}

const iv_function iv_function_erf = {iv_erf, taylor, NULL};
