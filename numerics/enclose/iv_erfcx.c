/* erfcx(u) = exp(u^2) erfc(u): positive and falling, as all its derivatives
 * come nearer to 0; its Taylor coefficients from their values at the ends.
 * Believed.
 *
 * At a number it is the product, in as many more bits as u^2 loses; far out,
 * the asymptotic series (iv_erf_far.c). */
#include "iv_erf.h"

#include <stdlib.h>

enum {
    FAR = 28 /* on the negative side exp(u^2) is no number for MPFR then */
};

static void product(iv_ptr v, iv_srcptr x)
{
    iv_t e;
    iv_init(e, mpfr_get_prec(iv_lower(v)));
    iv_pow_ui(e, x, 2);
    iv_exp(e, e);
    iv_erfc(v, x);
    iv_mul(v, v, e);
    iv_clear(e);
}

static bool end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    if (mpfr_inf_p(x)) {
        if (mpfr_sgn(x) > 0)
            mpfr_set_zero(e, 1);
        else
            mpfr_set_inf(e, 1);
        return true;
    }
    mpfr_exp_t k = mpfr_zero_p(x) ? 0 : mpfr_get_exp(x);
    if (k > FAR && mpfr_sgn(x) < 0) { /* beyond all that is needed */
        if (rnd == MPFR_RNDU)
            mpfr_set_inf(e, 1);
        else
            mpfr_set_si_2exp(e, 1, 1L << FAR, MPFR_RNDD);
        return true;
    }
    bool far = mpfr_sgn(x) > 0 && iv_erf_is_far(x, mpfr_get_prec(e) + 32);
    mpfr_prec_t prec = mpfr_get_prec(e) + 32 + (far || k < 0 ? 0 : 2 * k);
    iv_t v, p;
    iv_init(v, prec);
    iv_init(p, mpfr_get_prec(x));
    iv_erf_point(p, x);
    if (far)
        iv_erf_far(v, p);
    else
        product(v, p);
    bool strict = iv_take_end(e, v, rnd);
    iv_clear(v);
    iv_clear(p);
    return strict;
}

void iv_erfcx(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        iv_by_ends(r, a, end, false);
    else
        iv_set_undefined(r);
}

/* Extra bits that the recurrence below loses at x, m times. */
static mpfr_prec_t lost(mpfr_srcptr x, int m)
{
    mpfr_exp_t k = mpfr_zero_p(x) ? 0 : mpfr_get_exp(x);
    return 32 + (k > 0 ? m * (2 * (mpfr_prec_t)k + 1) : 2 * m);
}

/* d_0 .. d_m = f^(k)(x)/k! of f = erfcx at a number x, by f' = 2 x f - c,
 * c = 2/sqrt pi, differentiated:
 *   d_1 = 2 x d_0 - c,  k d_k = 2 (x d_(k-1) + d_(k-2)) from k = 2 on. */
static void coefs_at(iv_struct *d, mpfr_srcptr x, int m)
{
    mpfr_prec_t prec = mpfr_get_prec(iv_lower(&d[0])) + lost(x, m);
    iv_t a[3], p, t; /* the last two coefficients, and the next */
    for (int k = 0; k < 3; k++)
        iv_init(a[k], prec);
    iv_init(p, mpfr_get_prec(x));
    iv_init(t, prec);
    iv_erf_point(p, x);
    iv_erfcx(a[1], p);
    iv_set(&d[0], a[1]);
    for (int k = 1; k <= m; k++) {
        iv_mul(a[2], p, a[1]);
        if (k > 1)
            iv_add(a[2], a[2], a[0]);
        iv_set_si(t, 2);
        iv_mul(a[2], a[2], t);
        if (k == 1) {
            iv_erf_scale(a[0], t);
            iv_sub(a[2], a[2], a[0]);
        }
        iv_set_si(t, k);
        iv_div(a[2], a[2], t);
        iv_set(&d[k], a[2]);
        iv_swap(a[0], a[1]);
        iv_swap(a[1], a[2]);
    }
    for (int k = 0; k < 3; k++)
        iv_clear(a[k]);
    iv_clear(p);
    iv_clear(t);
}

/* erfcx is completely monotone: erfcx(x) = 2/sqrt pi times the integral of
 * exp(-t^2 - 2 x t) over t > 0 (DLMF 7.7.1), so that each derivative has one
 * sign and comes nearer to 0 as x grows.  Hence its values between two numbers
 * lie between those at them. */
static void coefs(iv_struct *d, iv_srcptr u, int m)
{
    iv_struct *at = xmalloc(2 * (size_t)(m + 1) * sizeof *at);
    for (int k = 0; k < 2 * (m + 1); k++)
        iv_init(&at[k], mpfr_get_prec(iv_lower(&d[0])));
    coefs_at(at, iv_lower(u), m);
    coefs_at(at + m + 1, iv_upper(u), m);
    for (int k = 0; k <= m; k++)
        iv_hull(&d[k], &at[k], &at[m + 1 + k]);
    for (int k = 0; k < 2 * (m + 1); k++)
        iv_clear(&at[k]);
    free(at);
}

/* Where u is unbounded, or the numbers are too large: r' = (2 u r - c) u'. */
static void by_equation(taylor_work *w, taylor_series *r,
                        const taylor_series *u)
{
    taylor_series *v = &w->tmp[0]; /* 2 u r - c, built along */
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, r, k - 1, 0, k - 1, TAYLOR_ONE);
        iv_set_si(&w->s, 2);
        iv_mul(&v->c[k - 1], &w->sum, &w->s);
        if (k == 1) {
            iv_erf_scale(&w->t, &w->s);
            iv_sub(&v->c[0], &v->c[0], &w->t);
        }
        taylor_convolve(w, u, v, k, 1, k, TAYLOR_J);
        iv_div_si(&r->c[k], &w->sum, k);
    }
}

/* |x| < 2^10 */
static bool is_near(mpfr_srcptr x)
{
    return mpfr_zero_p(x) || (mpfr_regular_p(x) && mpfr_get_exp(x) <= 10);
}

static bool is_moderate(iv_srcptr u)
{
    return iv_is_defined(u) && is_near(iv_lower(u)) && is_near(iv_upper(u));
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    if (!is_moderate(taylor_coef(w, u, 0))) {
        by_equation(w, r, u);
        return;
    }
    iv_struct *d = xmalloc((size_t)(w->order + 1) * sizeof *d);
    for (int k = 0; k <= w->order; k++)
        iv_init(&d[k], mpfr_get_prec(iv_lower(&r->c[0])));
    coefs(d, taylor_coef(w, u, 0), w->order);
    taylor_compose(w, r, u, d);
    for (int k = 0; k <= w->order; k++)
        iv_clear(&d[k]);
    free(d);
}

const iv_function iv_function_erfcx = {iv_erfcx, taylor, NULL};
