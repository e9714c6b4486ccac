/* Intervals: setting, certain predicates, order.  See iv.h, iv_internal.h. */
#include "iv_internal.h"

/* ---- life, and ways to set --------------------------------------------- */

void iv_init(iv_ptr x, mpfr_prec_t prec)
{
    mpfi_init2(x->v, prec);
    iv_set_undefined(x);
}

void iv_clear(iv_ptr x)
{
    mpfi_clear(x->v);
}

void iv_set_prec(iv_ptr x, mpfr_prec_t prec)
{
    mpfr_set_prec(iv_lower_end(x), prec);
    mpfr_set_prec(iv_upper_end(x), prec);
    iv_set_undefined(x);
}

void iv_set_undefined(iv_ptr r)
{
    r->defined = r->lo_open = r->hi_open = false;
}

static void positive_zero(mpfr_ptr x)
{
    if (mpfr_zero_p(x) && mpfr_signbit(x))
        mpfr_set_zero(x, 1);
}

void iv_finish(iv_ptr r, bool lo_open, bool hi_open)
{
    mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
    if (mpfr_regular_p(lo) && mpfr_regular_p(hi) && mpfr_cmp(lo, hi) <= 0) {
        r->defined = true; /* the common case: not 0, infinite, or NaN */
        r->lo_open = lo_open;
        r->hi_open = hi_open;
        return;
    }
    bool lo_inf = mpfr_inf_p(lo) != 0, hi_inf = mpfr_inf_p(hi) != 0;
    /* false on NaN too */
    bool ordered = mpfr_lessequal_p(lo, hi) != 0;
    if (!ordered || (lo_inf && mpfr_sgn(lo) > 0) ||
        (hi_inf && mpfr_sgn(hi) < 0)) {
        iv_set_undefined(r);
        return;
    }
    positive_zero(lo);
    positive_zero(hi);
    r->defined = true;
    r->lo_open = lo_open || lo_inf;
    r->hi_open = hi_open || hi_inf;
}

void iv_swap(iv_ptr a, iv_ptr b)
{
    iv_struct t = *a;
    *a = *b;
    *b = t;
}

void iv_set(iv_ptr r, iv_srcptr a)
{
    if (r == a)
        return;
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    int tl = mpfr_set(iv_lower_end(r), iv_lower(a), MPFR_RNDD);
    int th = mpfr_set(iv_upper_end(r), iv_upper(a), MPFR_RNDU);
    iv_finish(r, a->lo_open || tl != 0, a->hi_open || th != 0);
}

void iv_set_si(iv_ptr r, long n)
{
    int tl = mpfr_set_si(iv_lower_end(r), n, MPFR_RNDD);
    int th = mpfr_set_si(iv_upper_end(r), n, MPFR_RNDU);
    iv_finish(r, tl != 0, th != 0);
}

void iv_set_q(iv_ptr r, mpq_srcptr q)
{
    iv_set_ends(r, q, false, q, false);
}

void iv_set_ends(iv_ptr r, mpq_srcptr lo, bool lo_open, mpq_srcptr hi,
                 bool hi_open)
{
    int tl = 0, th = 0;
    if (lo != NULL && hi != NULL && mpq_cmp(lo, hi) > 0) {
        iv_set_undefined(r);
        return;
    }
    if (lo == NULL)
        mpfr_set_inf(iv_lower_end(r), -1);
    else
        tl = mpfr_set_q(iv_lower_end(r), lo, MPFR_RNDD);
    if (hi == NULL)
        mpfr_set_inf(iv_upper_end(r), 1);
    else
        th = mpfr_set_q(iv_upper_end(r), hi, MPFR_RNDU);
    iv_finish(r, lo_open || tl != 0, hi_open || th != 0);
}

void iv_pi(iv_ptr r)
{
    mpfr_const_pi(iv_lower_end(r), MPFR_RNDD);
    mpfr_const_pi(iv_upper_end(r), MPFR_RNDU);
    iv_finish(r, true, true); /* pi is irrational */
}

/* ---- predicates --------------------------------------------------------- */

mpfr_srcptr iv_lower(iv_srcptr a)
{
    return &a->v->left;
}

mpfr_srcptr iv_upper(iv_srcptr a)
{
    return &a->v->right;
}

bool iv_is_defined(iv_srcptr a)
{
    return a->defined;
}

bool iv_is_empty(iv_srcptr a)
{
    return a->defined && (a->lo_open || a->hi_open) &&
           mpfr_equal_p(iv_lower(a), iv_upper(a));
}

bool iv_certainly_pos(iv_srcptr a)
{
    if (!a->defined)
        return false;
    int s = mpfr_sgn(iv_lower(a));
    return s > 0 || (s == 0 && a->lo_open);
}

bool iv_certainly_nonneg(iv_srcptr a)
{
    return a->defined && mpfr_sgn(iv_lower(a)) >= 0;
}

bool iv_certainly_neg(iv_srcptr a)
{
    if (!a->defined)
        return false;
    int s = mpfr_sgn(iv_upper(a));
    return s < 0 || (s == 0 && a->hi_open);
}

bool iv_certainly_nonpos(iv_srcptr a)
{
    return a->defined && mpfr_sgn(iv_upper(a)) <= 0;
}

bool iv_certainly_nonzero(iv_srcptr a)
{
    return iv_certainly_pos(a) || iv_certainly_neg(a);
}

bool iv_is_point(iv_srcptr a)
{
    return a->defined && mpfr_equal_p(iv_lower(a), iv_upper(a)) != 0;
}

bool iv_is_bounded(iv_srcptr a)
{
    return a->defined && mpfr_number_p(iv_lower(a)) &&
           mpfr_number_p(iv_upper(a));
}

/* ---- absolute value, least, greatest, hull ------------------------------ */

void iv_abs(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    int s = iv_side(a);
    if (s > 0) {
        iv_set(r, a);
        return;
    }
    if (s < 0) {
        iv_neg(r, a);
        return;
    }
    int c = mpfr_cmpabs(iv_lower(a), iv_upper(a));
    bool open = c > 0   ? a->lo_open
                : c < 0 ? a->hi_open
                        : a->lo_open && a->hi_open;
    int t =
        mpfr_abs(iv_upper_end(r), c > 0 ? iv_lower(a) : iv_upper(a), MPFR_RNDU);
    mpfr_set_zero(iv_lower_end(r), 1);
    iv_finish(r, false, open || t != 0);
}

/* The smaller (greater) of two ends; on a tie both, or either, must be
 * strict, as the caller knows. */
static iv_end choose(iv_end x, iv_end y, bool smaller, bool tie_needs_both)
{
    int c = mpfr_cmp(x.x, y.x);
    if (c == 0)
        return (iv_end){x.x,
                        tie_needs_both ? x.open && y.open : x.open || y.open};
    return (c < 0) == smaller ? x : y;
}

static void set_from_ends(iv_ptr r, iv_end lo, iv_end hi)
{
    /* lo.x or hi.x may be r's own end: each is either already in place or
     * belongs to the other operand, so nothing is overwritten early. */
    int tl = mpfr_set(iv_lower_end(r), lo.x, MPFR_RNDD);
    int th = mpfr_set(iv_upper_end(r), hi.x, MPFR_RNDU);
    iv_finish(r, lo.open || tl != 0, hi.open || th != 0);
}

void iv_min(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    /* min(x, y) > l needs both > l; min(x, y) < h needs one. */
    iv_end lo = choose(iv_end_of(a, false), iv_end_of(b, false), true, true);
    iv_end hi = choose(iv_end_of(a, true), iv_end_of(b, true), true, false);
    set_from_ends(r, lo, hi);
}

void iv_max(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    iv_end lo = choose(iv_end_of(a, false), iv_end_of(b, false), false, false);
    iv_end hi = choose(iv_end_of(a, true), iv_end_of(b, true), false, true);
    set_from_ends(r, lo, hi);
}

void iv_hull(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    iv_end lo = choose(iv_end_of(a, false), iv_end_of(b, false), true, true);
    iv_end hi = choose(iv_end_of(a, true), iv_end_of(b, true), false, true);
    set_from_ends(r, lo, hi);
}

void iv_meet_nonneg(iv_ptr r, iv_srcptr a, bool strict)
{
    iv_set(r, a);
    if (!r->defined)
        return;
    int s = mpfr_sgn(iv_upper(a));
    if (s < 0 || (s == 0 && (strict || a->hi_open))) {
        mpfr_set_zero(iv_lower_end(r), 1);
        mpfr_set_zero(iv_upper_end(r), 1);
        iv_finish(r, true, true);
        return;
    }
    s = mpfr_sgn(iv_lower(r));
    if (s < 0) {
        mpfr_set_zero(iv_lower_end(r), 1);
        r->lo_open = strict;
    } else if (s == 0) {
        r->lo_open = r->lo_open || strict;
    }
}
