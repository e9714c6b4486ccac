/* polygamma(n, x) = psi_n(x), the n-th derivative of digamma: on a branch
 * rising for even n, convex and positive for odd n (its derivative psi_{n+1}
 * rises); its Taylor coefficients are psi_{n+k}/k!.  Believed. */
#include "iv_gamma.h"

/* On (0, inf) psi_n has the sign of (-1)^(n+1). */
static int sign(mpfr_srcptr x, long n)
{
    iv_t v;
    if (mpfr_sgn(x) > 0)
        return n % 2 == 0 ? -1 : 1;
    iv_init(v, 64);
    iv_gamma_psi(v, x, n);
    int s = iv_certainly_pos(v) ? 1 : iv_certainly_neg(v) ? -1 : 0;
    iv_clear(v);
    return s;
}

static int slope(mpfr_srcptr x, long n)
{
    return sign(x, n + 1);
}

/* At poles even ones tend to -inf from the right and inf from the left, odd
 * ones to inf; both tend to 0 at inf. */
static bool end(mpfr_ptr e, mpfr_srcptr x, long n, mpfr_rnd_t rnd)
{
    iv_t v;
    if (mpfr_inf_p(x)) {
        mpfr_set_zero(e, 1);
        return true;
    }
    if (mpfr_sgn(x) <= 0 && mpfr_integer_p(x)) {
        mpfr_set_inf(e, n % 2 == 1 || rnd == MPFR_RNDU ? 1 : -1);
        return true;
    }
    iv_init(v, mpfr_get_prec(e) + 8);
    iv_gamma_psi(v, x, n);
    bool strict = iv_take_end(e, v, rnd);
    iv_clear(v);
    return strict;
}

/* psi_n(x) + psi_{n+1}(x) w, both rounded down (w >= 0 rounded up, psi_{n+1}(x)
 * < 0). */
static void under(mpfr_ptr e, mpfr_srcptr x, mpfr_srcptr w, long n)
{
    mpfr_t d;
    mpfr_init2(d, mpfr_get_prec(e));
    end(d, x, n + 1, MPFR_RNDD);
    mpfr_mul(d, d, w, MPFR_RNDD);
    end(e, x, n, MPFR_RNDD);
    mpfr_add(e, e, d, MPFR_RNDD);
    if (mpfr_sgn(e) < 0)
        mpfr_set_zero(e, 1);
    mpfr_clear(d);
}

static void rising(iv_ptr r, iv_srcptr a, long n)
{
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    bool lo = end(iv_lower_end(t), iv_lower(a), n, MPFR_RNDD) || a->lo_open;
    bool hi = end(iv_upper_end(t), iv_upper(a), n, MPFR_RNDU) || a->hi_open;
    iv_finish(t, lo, hi);
    iv_swap(t, r);
    iv_clear(t);
}

void iv_polygamma(iv_ptr r, iv_srcptr a, long n)
{
    static const iv_gamma_valley valley = {slope, end, under};
    long m;
    if (n == 0) {
        iv_digamma(r, a);
    } else if (!iv_gamma_branch(a, &m)) {
        iv_set_undefined(r);
    } else if (iv_gamma_is_far(a)) {
        iv_set_ends(r, NULL, true, NULL, true);
    } else if (n % 2 == 0) {
        rising(r, a, n);
    } else {
        iv_gamma_convex(r, a, m, &valley, n);
    }
}

static void taylor(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    iv_struct *d = iv_gamma_new(w->order + 1, eval_prec(w->e));
    iv_gamma_coefs(d, w->order + 1, w->whole, taylor_coef(w, u, 0));
    taylor_compose(w, r, u, d);
    iv_gamma_free(d, w->order + 1);
}

const iv_function iv_function_polygamma = {NULL, taylor, iv_gamma_outside};
