/* Intervals: setting, order, arithmetic.  See iv.h and iv_internal.h.
 *
 * Ends are MPFR numbers computed one by one with the rounding direction
 * written in each call; MPFI supplies the container.  Which operand ends give
 * a result's ends is decided by signs alone (Moore, Kearfott and Cloud,
 * Introduction to Interval Analysis, ch. 2).
 */
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

/* r = op(a, b) where r is a or b: through a temporary. */
static void by_copy(void (*op)(iv_ptr, iv_srcptr, iv_srcptr), iv_ptr r,
                    iv_srcptr a, iv_srcptr b)
{
    iv_t t;
    iv_init(t, mpfr_get_prec(iv_lower(r)));
    op(t, a, b);
    iv_swap(t, r);
    iv_clear(t);
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

bool iv_is_bounded(iv_srcptr a)
{
    return a->defined && mpfr_number_p(iv_lower(a)) &&
           mpfr_number_p(iv_upper(a));
}

/* ---- addition ----------------------------------------------------------- */

void iv_neg(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    bool lo_open = a->hi_open, hi_open = a->lo_open;
    if (r == a) {
        mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
        mpfr_swap(lo, hi);
        mpfr_neg(lo, lo, MPFR_RNDD); /* exact: same precision */
        mpfr_neg(hi, hi, MPFR_RNDU); /* exact */
    } else {
        lo_open |= mpfr_neg(iv_lower_end(r), iv_upper(a), MPFR_RNDD) != 0;
        hi_open |= mpfr_neg(iv_upper_end(r), iv_lower(a), MPFR_RNDU) != 0;
    }
    iv_finish(r, lo_open, hi_open);
}

/* x + y = lo(a) + lo(b) only if x = lo(a) and y = lo(b): either open end
 * makes the sum's end strict.  -inf + inf cannot occur: lo < +inf. */
void iv_add(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    bool lo_open = a->lo_open || b->lo_open;
    bool hi_open = a->hi_open || b->hi_open;
    int tl = mpfr_add(iv_lower_end(r), iv_lower(a), iv_lower(b), MPFR_RNDD);
    int th = mpfr_add(iv_upper_end(r), iv_upper(a), iv_upper(b), MPFR_RNDU);
    iv_finish(r, lo_open || tl != 0, hi_open || th != 0);
}

void iv_sub(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    if (r == b) { /* the lower end would overwrite an input of the upper */
        by_copy(iv_sub, r, a, b);
        return;
    }
    bool lo_open = a->lo_open || b->hi_open;
    bool hi_open = a->hi_open || b->lo_open;
    int tl = mpfr_sub(iv_lower_end(r), iv_lower(a), iv_upper(b), MPFR_RNDD);
    int th = mpfr_sub(iv_upper_end(r), iv_upper(a), iv_lower(b), MPFR_RNDU);
    iv_finish(r, lo_open || tl != 0, hi_open || th != 0);
}

/* ---- multiplication and division ---------------------------------------- */

/* +1: all values >= 0.  -1: all values <= 0.  0: lo < 0 < hi. */
static int side(iv_srcptr a)
{
    if (mpfr_sgn(iv_lower(a)) >= 0)
        return 1;
    return mpfr_sgn(iv_upper(a)) <= 0 ? -1 : 0;
}

/* One end of an operand. */
typedef struct {
    mpfr_srcptr x;
    bool open;
} end;

static end end_of(iv_srcptr a, bool upper)
{
    return upper ? (end){iv_upper(a), a->hi_open}
                 : (end){iv_lower(a), a->lo_open};
}

/* e = x*y, rounded by rnd; true when the end is strict.  A product of two
 * non-zero extreme ends is attained only at both, so either being open makes
 * it strict.  A zero end (0 * inf included: both stand for real values) is
 * attained unless neither factor can vanish. */
static bool mul_ends(mpfr_ptr e, end x, end y, bool nonzero, mpfr_rnd_t rnd)
{
    if (mpfr_zero_p(x.x) || mpfr_zero_p(y.x)) {
        mpfr_set_zero(e, 1);
        return nonzero;
    }
    int t = mpfr_mul(e, x.x, y.x, rnd);
    return t != 0 || x.open || y.open;
}

/* Both factors straddle 0: each end is the better of two products.  Values
 * near one corner cannot reach the other corner's product, so the chosen end
 * is strict if its own corner is; on a tie both must be. */
static void mul_straddling(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(iv_lower(r)));
    mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
    end al = end_of(a, false), ah = end_of(a, true);
    end bl = end_of(b, false), bh = end_of(b, true);

    bool lo_open = mul_ends(lo, al, bh, false, MPFR_RNDD);
    bool t_open = mul_ends(t, ah, bl, false, MPFR_RNDD);
    int c = mpfr_cmp(t, lo);
    lo_open = c < 0 ? t_open : lo_open && (c > 0 || t_open);
    if (c < 0)
        mpfr_swap(lo, t);

    bool hi_open = mul_ends(hi, al, bl, false, MPFR_RNDU);
    t_open = mul_ends(t, ah, bh, false, MPFR_RNDU);
    c = mpfr_cmp(t, hi);
    hi_open = c > 0 ? t_open : hi_open && (c < 0 || t_open);
    if (c > 0)
        mpfr_swap(hi, t);
    mpfr_clear(t);
    iv_finish(r, lo_open, hi_open);
}

void iv_mul(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    if (r == a || r == b) {
        by_copy(iv_mul, r, a, b);
        return;
    }
    int sa = side(a), sb = side(b);
    if (sa == 0 && sb == 0) {
        mul_straddling(r, a, b);
        return;
    }
    bool nonzero = iv_certainly_nonzero(a) && iv_certainly_nonzero(b);
    /* Which ends: from the nine sign cases, read off column by column. */
    bool la = sb == 0 ? sa > 0 : sb < 0, lb = sa == 0 ? sb > 0 : sa < 0;
    bool ua = sb == 0 ? sa > 0 : sb > 0, ub = sa == 0 ? sb > 0 : sa > 0;
    bool lo_open = mul_ends(iv_lower_end(r), end_of(a, la), end_of(b, lb),
                            nonzero, MPFR_RNDD);
    bool hi_open = mul_ends(iv_upper_end(r), end_of(a, ua), end_of(b, ub),
                            nonzero, MPFR_RNDU);
    iv_finish(r, lo_open, hi_open);
}

/* e = x/y, an outer end of a quotient whose divisor never vanishes.  y = 0
 * is then an open end: the quotient is unbounded, outward.  y infinite: the
 * quotient tends to 0.  A zero end is attained unless the numerator cannot
 * vanish. */
static bool div_ends(mpfr_ptr e, end x, end y, bool nonzero, mpfr_rnd_t rnd)
{
    if (mpfr_zero_p(x.x) || mpfr_inf_p(y.x)) {
        mpfr_set_zero(e, 1);
        return nonzero;
    }
    if (mpfr_zero_p(y.x)) {
        mpfr_set_inf(e, rnd == MPFR_RNDU ? 1 : -1);
        return true;
    }
    int t = mpfr_div(e, x.x, y.x, rnd);
    return t != 0 || x.open || y.open;
}

void iv_div(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !iv_certainly_nonzero(b)) {
        iv_set_undefined(r);
        return;
    }
    if (r == a || r == b) {
        by_copy(iv_div, r, a, b);
        return;
    }
    int sa = side(a);
    bool pos = iv_certainly_pos(b), nonzero = iv_certainly_nonzero(a);
    end al = end_of(a, !pos), ah = end_of(a, pos);
    /* Positive divisor: lo = lo(a) over its far end if lo(a) >= 0 and over
     * its near end if not; negative divisor: the mirror image. */
    end lo_by = end_of(b, pos ? sa > 0 : sa >= 0);
    end hi_by = end_of(b, pos ? sa < 0 : sa <= 0);
    bool lo_open = div_ends(iv_lower_end(r), al, lo_by, nonzero, MPFR_RNDD);
    bool hi_open = div_ends(iv_upper_end(r), ah, hi_by, nonzero, MPFR_RNDU);
    iv_finish(r, lo_open, hi_open);
}

/* ---- absolute value, least, greatest, hull ------------------------------ */

void iv_abs(iv_ptr r, iv_srcptr a)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    int s = side(a);
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
static end choose(end x, end y, bool smaller, bool tie_needs_both)
{
    int c = mpfr_cmp(x.x, y.x);
    if (c == 0)
        return (end){x.x, tie_needs_both ? x.open && y.open : x.open || y.open};
    return (c < 0) == smaller ? x : y;
}

static void set_from_ends(iv_ptr r, end lo, end hi)
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
    end lo = choose(end_of(a, false), end_of(b, false), true, true);
    end hi = choose(end_of(a, true), end_of(b, true), true, false);
    set_from_ends(r, lo, hi);
}

void iv_max(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    end lo = choose(end_of(a, false), end_of(b, false), false, false);
    end hi = choose(end_of(a, true), end_of(b, true), false, true);
    set_from_ends(r, lo, hi);
}

void iv_hull(iv_ptr r, iv_srcptr a, iv_srcptr b)
{
    if (!a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    end lo = choose(end_of(a, false), end_of(b, false), true, true);
    end hi = choose(end_of(a, true), end_of(b, true), false, true);
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
