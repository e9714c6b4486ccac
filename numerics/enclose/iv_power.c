/* Intervals: square roots, whole powers, and fractional powers.  See iv.h.
 * Believed. */
#include "iv_internal.h"

void iv_sqrt(iv_ptr r, iv_srcptr a)
{
    if (iv_certainly_nonneg(a))
        iv_increasing(r, a, mpfr_sqrt);
    else
        iv_set_undefined(r);
}

static int power(mpfr_ptr e, mpfr_srcptr x, unsigned long n, mpfr_rnd_t rnd)
{
    return n == 2 ? mpfr_sqr(e, x, rnd) : mpfr_pow_ui(e, x, n, rnd);
}

/* Even n on a <= 0: decreasing. */
static void even_power_nonpos(iv_ptr r, iv_srcptr a, unsigned long n)
{
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    int tl = power(iv_lower_end(t), iv_upper(a), n, MPFR_RNDD);
    int th = power(iv_upper_end(t), iv_lower(a), n, MPFR_RNDU);
    iv_finish(t, a->hi_open || tl != 0, a->lo_open || th != 0);
    iv_swap(t, r);
    iv_clear(t);
}

/* Even n on lo < 0 < hi: 0 is attained; the larger end decides above. */
static void even_power_straddling(iv_ptr r, iv_srcptr a, unsigned long n)
{
    int c = mpfr_cmpabs(iv_lower(a), iv_upper(a));
    bool open = c > 0   ? a->lo_open
                : c < 0 ? a->hi_open
                        : a->lo_open && a->hi_open;
    int t =
        power(iv_upper_end(r), c > 0 ? iv_lower(a) : iv_upper(a), n, MPFR_RNDU);
    mpfr_set_zero(iv_lower_end(r), 1);
    iv_finish(r, false, open || t != 0);
}

void iv_pow_ui(iv_ptr r, iv_srcptr a, unsigned long n)
{
    if (!a->defined) {
        iv_set_undefined(r);
    } else if (n == 0) {
        iv_set_si(r, 1);
    } else if (n == 1) {
        iv_set(r, a);
    } else if (n % 2 == 1 || mpfr_sgn(iv_lower(a)) >= 0) {
        bool lo_open = a->lo_open, hi_open = a->hi_open;
        int tl = power(iv_lower_end(r), iv_lower(a), n, MPFR_RNDD);
        int th = power(iv_upper_end(r), iv_upper(a), n, MPFR_RNDU);
        iv_finish(r, lo_open || tl != 0, hi_open || th != 0);
    } else if (mpfr_sgn(iv_upper(a)) <= 0) {
        even_power_nonpos(r, a, n);
    } else {
        even_power_straddling(r, a, n);
    }
}

/* e = x^(p/q) for x >= 0, rounded down or up: root and power both increase,
 * so two roundings in one direction keep it.  Returns whether e is strict. */
static bool root_end(mpfr_ptr e, mpfr_srcptr x, unsigned long p,
                     unsigned long q, mpfr_rnd_t rnd)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(e) + 64); /* the power multiplies errors */
    int inexact = q == 2 ? mpfr_sqrt(t, x, rnd) : mpfr_rootn_ui(t, x, q, rnd);
    int inexact2 = mpfr_pow_ui(e, t, p, rnd);
    mpfr_clear(t);
    return inexact != 0 || inexact2 != 0;
}

void iv_root(iv_ptr r, iv_srcptr a, unsigned long p, unsigned long q)
{
    if (!iv_certainly_nonneg(a) || p == 0 || q == 0) {
        iv_set_undefined(r);
        return;
    }
    bool lo_open = a->lo_open, hi_open = a->hi_open;
    lo_open |= root_end(iv_lower_end(r), iv_lower(a), p, q, MPFR_RNDD);
    hi_open |= root_end(iv_upper_end(r), iv_upper(a), p, q, MPFR_RNDU);
    iv_finish(r, lo_open, hi_open);
}
