/* xlogx(u) = u log u, and 0 at 0, on [0, inf): its range, and its Taylor
 * coefficients where u > 0.  It falls to -1/e at 1/e, and rises from there on.
 * Believed. */
#include "iv_function.h"

/* The sign of the slope log x + 1 at a number x > 0; never 0, as 1/e is no
 * number that x can be. */
static int slope(mpfr_srcptr x)
{
    MPFR_DECL_INIT(d, 64);
    if (mpfr_zero_p(x))
        return -1;
    int t = mpfr_log(d, x, MPFR_RNDN);
    int c = mpfr_cmp_si(d, -1);
    return c != 0 ? c : -t; /* rounded up to -1: the logarithm is below */
}

static bool end(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd)
{
    if (mpfr_zero_p(x) || mpfr_inf_p(x)) {
        mpfr_set(e, x, rnd); /* exact */
        return mpfr_inf_p(x) != 0;
    }
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(e) + 8);
    /* x > 0: rounding the logarithm one way rounds the product that way */
    bool strict = mpfr_log(t, x, rnd) != 0;
    strict = mpfr_mul(e, t, x, rnd) != 0 || strict;
    mpfr_clear(t);
    return strict;
}

/* Between the ends the least value is -1/e; the greatest is at an end. */
static void valley(iv_ptr r, iv_srcptr a)
{
    iv_t t, u;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    iv_init(u, mpfr_get_prec(iv_lower(r)));
    mpfr_set_si(iv_lower_end(t), -1, MPFR_RNDN); /* exact */
    mpfr_exp(iv_upper_end(t), iv_lower(t), MPFR_RNDU);
    mpfr_neg(iv_lower_end(t), iv_upper(t), MPFR_RNDN); /* exact */
    bool lo = end(iv_upper_end(t), iv_lower(a), MPFR_RNDU) || a->lo_open;
    bool hi = end(iv_upper_end(u), iv_upper(a), MPFR_RNDU) || a->hi_open;
    int c = mpfr_cmp(iv_upper(u), iv_upper(t));
    if (c > 0)
        mpfr_swap(iv_upper_end(t), iv_upper_end(u));
    iv_finish(t, true, c > 0 ? hi : c < 0 ? lo : lo && hi);
    iv_swap(t, r);
    iv_clear(t);
    iv_clear(u);
}

void iv_xlogx(iv_ptr r, iv_srcptr a)
{
    if (!iv_certainly_nonneg(a) || mpfr_sgn(iv_upper(a)) < 0)
        iv_set_undefined(r);
    else if (mpfr_inf_p(iv_lower(a)) || slope(iv_lower(a)) > 0)
        iv_by_ends(r, a, end, true);
    else if (!mpfr_inf_p(iv_upper(a)) && slope(iv_upper(a)) < 0)
        iv_by_ends(r, a, end, false);
    else
        valley(r, a);
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    taylor_series *l = &w->tmp[0];
    if (!iv_certainly_pos(taylor_coef(w, u, 0))) { /* no slope at 0 */
        taylor_set_undefined(r);
        return;
    }
    iv_log(&l->c[0], taylor_coef(w, u, 0));
    taylor_quotient_integral(w, l, u, u);
    iv_set_si(&w->t, 1);
    iv_add(&l->c[0], &l->c[0], &w->t); /* r' = (log u + 1) u' */
    taylor_integral(w, r, u, l);
}

static bool outside(iv_srcptr a)
{
    return iv_certainly_neg(a);
}

const iv_function iv_function_xlogx = {iv_xlogx, taylor, outside};
