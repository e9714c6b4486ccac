/* Intervals: convex functions between the poles of Gamma.  Believed.
 *
 * f is convex on a branch when f' rises there, so f's minimum over an
 * interval is at an end or where f' vanishes, and f' tells by its sign at the
 * ends.  In the second case the place is halved into [l, h], f' < 0 at l and
 * f' > 0 at h: f >= f(l) on the left of l, f >= f(h) on the right of h, and
 * between them f lies above its tangent at l, so above f(l) + f'(l)(h - l). */
#include "iv_gamma.h"

bool iv_gamma_at(mpfr_srcptr x, long m)
{
    return mpfr_number_p(x) && mpfr_cmp_si(x, m) == 0;
}

bool iv_gamma_branch(iv_srcptr a, long *m)
{
    *m = 0;
    if (!a->defined)
        return false;
    mpfr_srcptr lo = iv_lower(a), hi = iv_upper(a);
    if (iv_certainly_pos(a))
        return mpfr_sgn(hi) > 0;
    if (!mpfr_number_p(lo) || mpfr_sgn(hi) > 0 || mpfr_sgn(lo) >= 0 ||
        mpfr_get_exp(lo) > 61)
        return false;
    *m = mpfr_get_si(lo, MPFR_RNDD);
    bool at_lo = iv_gamma_at(lo, *m), at_hi = iv_gamma_at(hi, *m + 1);
    return (!at_lo || (a->lo_open && mpfr_cmp(lo, hi) < 0)) &&
           (!at_hi || a->hi_open) && mpfr_cmp_si(hi, *m + 1) <= 0;
}

bool iv_gamma_outside(iv_srcptr a)
{
    return a->defined && mpfr_equal_p(iv_lower(a), iv_upper(a)) &&
           mpfr_sgn(iv_lower(a)) <= 0 && mpfr_integer_p(iv_lower(a));
}

bool iv_gamma_is_far(iv_srcptr a)
{
    return mpfr_cmp_si_2exp(iv_lower(a), -1, IV_GAMMA_FAR) < 0;
}

typedef struct {
    mpfr_t l, h, mid, w;
    long n;
    const iv_gamma_valley *f;
} bracket;

/* One half; false when there is no number between. */
static bool halve(bracket *b, bool *l_known, bool *h_known)
{
    mpfr_add(b->mid, b->l, b->h, MPFR_RNDN);
    mpfr_div_2ui(b->mid, b->mid, 1, MPFR_RNDN);
    if (mpfr_cmp(b->mid, b->l) <= 0 || mpfr_cmp(b->mid, b->h) >= 0)
        return false;
    int s = b->f->slope(b->mid, b->n);
    if (s < 0) {
        mpfr_swap(b->l, b->mid);
        *l_known = true;
    } else if (s > 0) {
        mpfr_swap(b->h, b->mid);
        *h_known = true;
    }
    return s != 0;
}

/* e is below f all over a, where f' changes its sign.  On (0, inf) that is
 * psi, negative at 1 and positive at 2. */
static void bottom(mpfr_ptr e, iv_srcptr a, long m, const iv_gamma_valley *f,
                   long n)
{
    bracket b = {.n = n, .f = f};
    mpfr_prec_t prec = mpfr_get_prec(iv_lower(a)), goal = mpfr_get_prec(e);
    mpfr_prec_t other = mpfr_get_prec(iv_upper(a));
    prec = (other > prec ? other : prec) + goal + 64;
    mpfr_inits2(prec, b.l, b.h, b.mid, b.w, (mpfr_ptr)0);
    mpfr_set(b.l, iv_lower(a), MPFR_RNDD); /* exact */
    mpfr_set(b.h, iv_upper(a), MPFR_RNDU); /* exact, or infinite */
    if (m == 0 && mpfr_cmp_ui(b.l, 1) < 0)
        mpfr_set_ui(b.l, 1, MPFR_RNDD);
    if (m == 0 && mpfr_cmp_ui(b.h, 2) > 0)
        mpfr_set_ui(b.h, 2, MPFR_RNDU);
    bool l_known = m == 0 || !iv_gamma_at(b.l, m);
    bool h_known = m == 0 || !iv_gamma_at(b.h, m + 1);
    long narrow = -(long)(goal < 128 ? goal : 128) / 2 - 4;
    for (int left = 200; left > 0; left--) {
        mpfr_sub(b.w, b.h, b.l, MPFR_RNDU);
        bool fine = mpfr_cmp_ui_2exp(b.w, 1, narrow) < 0;
        if ((fine && l_known && h_known) || !halve(&b, &l_known, &h_known))
            break;
    }
    mpfr_sub(b.w, b.h, b.l, MPFR_RNDU);
    if (l_known)
        f->under(e, b.l, b.w, n);
    else
        mpfr_set_inf(e, -1);
    mpfr_clears(b.l, b.h, b.mid, b.w, (mpfr_ptr)0);
}

/* e = the greater of f's bounds from above at the two ends. */
static bool top(mpfr_ptr e, iv_srcptr a, const iv_gamma_valley *f, long n)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(e));
    bool open = f->end(e, iv_lower(a), n, MPFR_RNDU) || a->lo_open;
    bool t_open = f->end(t, iv_upper(a), n, MPFR_RNDU) || a->hi_open;
    int c = mpfr_cmp(t, e);
    if (c == 0)
        open = open && t_open;
    else if (c > 0) {
        mpfr_swap(t, e);
        open = t_open;
    }
    mpfr_clear(t);
    return open;
}

void iv_gamma_convex(iv_ptr r, iv_srcptr a, long m, const iv_gamma_valley *f,
                     long n)
{
    iv_t t;
    mpfr_srcptr lo = iv_lower(a), hi = iv_upper(a);
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    int at_lo = iv_gamma_at(lo, m) ? -1 : f->slope(lo, n);
    int at_hi = m < 0 && iv_gamma_at(hi, m + 1) ? 1 : f->slope(hi, n);
    bool lo_open = false, hi_open;
    if (at_lo > 0 || mpfr_equal_p(lo, hi)) {
        lo_open = f->end(iv_lower_end(t), lo, n, MPFR_RNDD) || a->lo_open;
        hi_open = f->end(iv_upper_end(t), hi, n, MPFR_RNDU) || a->hi_open;
    } else if (at_hi < 0) {
        lo_open = f->end(iv_lower_end(t), hi, n, MPFR_RNDD) || a->hi_open;
        hi_open = f->end(iv_upper_end(t), lo, n, MPFR_RNDU) || a->lo_open;
    } else {
        bottom(iv_lower_end(t), a, m, f, n);
        hi_open = top(iv_upper_end(t), a, f, n);
    }
    iv_finish(t, lo_open, hi_open);
    iv_swap(t, r);
    iv_clear(t);
}
