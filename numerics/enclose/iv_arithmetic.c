/* Intervals: addition, multiplication, division.  See iv.h, iv_internal.h.
 *
 * Ends are MPFR numbers computed one by one with the rounding direction
 * written in each call; MPFI supplies the container.  Which operand ends give
 * a result's ends is decided by signs alone (Moore, Kearfott and Cloud,
 * Introduction to Interval Analysis, ch. 2).
 */
#include "iv_internal.h"

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

/* e = x*y, rounded by rnd; true when the end is strict.  A product of two
 * non-zero extreme ends is attained only at both, so either being open makes
 * it strict.  A zero end (0 * inf included: both stand for real values) is
 * attained unless neither factor can vanish. */
static bool mul_ends(mpfr_ptr e, iv_end x, iv_end y, bool nonzero,
                     mpfr_rnd_t rnd)
{
    if (mpfr_zero_p(x.x) || mpfr_zero_p(y.x)) {
        mpfr_set_zero(e, 1);
        return nonzero;
    }
    int t = mpfr_mul(e, x.x, y.x, rnd);
    return t != 0 || x.open || y.open;
}

/* A product's ends, and which of them are strict: not finished. */
typedef struct {
    mpfr_ptr lo, hi;
    bool lo_open, hi_open;
} product;

/* Both factors straddle 0: each end is the better of two products.  Values
 * near one corner cannot reach the other corner's product, so the chosen end
 * is strict if its own corner is; on a tie both must be. */
static void mul_straddling(product *r, iv_srcptr a, iv_srcptr b)
{
    mpfr_ptr lo = r->lo, hi = r->hi;
    MPFR_DECL_INIT(t, mpfr_get_prec(lo));
    iv_end al = iv_end_of(a, false), ah = iv_end_of(a, true);
    iv_end bl = iv_end_of(b, false), bh = iv_end_of(b, true);

    bool open = mul_ends(lo, al, bh, false, MPFR_RNDD);
    bool t_open = mul_ends(t, ah, bl, false, MPFR_RNDD);
    int c = mpfr_cmp(t, lo);
    r->lo_open = c < 0 ? t_open : open && (c > 0 || t_open);
    if (c < 0)
        mpfr_set(lo, t, MPFR_RNDD); /* exact: same precision */

    open = mul_ends(hi, al, bl, false, MPFR_RNDU);
    t_open = mul_ends(t, ah, bh, false, MPFR_RNDU);
    c = mpfr_cmp(t, hi);
    r->hi_open = c > 0 ? t_open : open && (c < 0 || t_open);
    if (c > 0)
        mpfr_set(hi, t, MPFR_RNDU); /* exact */
}

/* r = a b, both defined, whose ends are not r's. */
static void multiply(product *r, iv_srcptr a, iv_srcptr b)
{
    int sa = iv_side(a), sb = iv_side(b);
    if (sa == 0 && sb == 0) {
        mul_straddling(r, a, b);
        return;
    }
    bool nonzero = iv_certainly_nonzero(a) && iv_certainly_nonzero(b);
    /* Which ends: from the nine sign cases, read off column by column. */
    bool la = sb == 0 ? sa > 0 : sb < 0, lb = sa == 0 ? sb > 0 : sa < 0;
    bool ua = sb == 0 ? sa > 0 : sb > 0, ub = sa == 0 ? sb > 0 : sa > 0;
    r->lo_open = mul_ends(r->lo, iv_end_of(a, la), iv_end_of(b, lb), nonzero,
                          MPFR_RNDD);
    r->hi_open = mul_ends(r->hi, iv_end_of(a, ua), iv_end_of(b, ub), nonzero,
                          MPFR_RNDU);
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
    product p = {iv_lower_end(r), iv_upper_end(r), false, false};
    multiply(&p, a, b);
    iv_finish(r, p.lo_open, p.hi_open);
}

void iv_add_mul(iv_ptr r, iv_srcptr a, iv_srcptr b, iv_ptr t)
{
    if (!r->defined || !a->defined || !b->defined) {
        iv_set_undefined(r);
        return;
    }
    product p = {iv_lower_end(t), iv_upper_end(t), false, false};
    mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
    multiply(&p, a, b);
    bool lo_open = r->lo_open || p.lo_open, hi_open = r->hi_open || p.hi_open;
    int tl = mpfr_add(lo, lo, p.lo, MPFR_RNDD);
    int th = mpfr_add(hi, hi, p.hi, MPFR_RNDU);
    iv_set_undefined(t);
    iv_finish(r, lo_open || tl != 0, hi_open || th != 0);
}

/* e = x/y, an outer end of a quotient whose divisor never vanishes.  y = 0
 * is then an open end: the quotient is unbounded, outward.  y infinite: the
 * quotient tends to 0.  A zero end is attained unless the numerator cannot
 * vanish. */
static bool div_ends(mpfr_ptr e, iv_end x, iv_end y, bool nonzero,
                     mpfr_rnd_t rnd)
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
    int sa = iv_side(a);
    bool pos = iv_certainly_pos(b), nonzero = iv_certainly_nonzero(a);
    iv_end al = iv_end_of(a, !pos), ah = iv_end_of(a, pos);
    /* Positive divisor: lo = lo(a) over its far end if lo(a) >= 0 and over
     * its near end if not; negative divisor: the mirror image. */
    iv_end lo_by = iv_end_of(b, pos ? sa > 0 : sa >= 0);
    iv_end hi_by = iv_end_of(b, pos ? sa < 0 : sa <= 0);
    bool lo_open = div_ends(iv_lower_end(r), al, lo_by, nonzero, MPFR_RNDD);
    bool hi_open = div_ends(iv_upper_end(r), ah, hi_by, nonzero, MPFR_RNDU);
    iv_finish(r, lo_open, hi_open);
}

/* ---- by a whole number --------------------------------------------------- */

typedef int whole_fn(mpfr_ptr, mpfr_srcptr, long, mpfr_rnd_t);

/* r = f(a, n), n not 0, f increasing in a for n > 0 and falling for n < 0, with
 * f(0, n) = 0 and infinite ends kept: an end is strict as a's is. */
static void by_whole(iv_ptr r, iv_srcptr a, long n, whole_fn *f)
{
    if (!a->defined) {
        iv_set_undefined(r);
        return;
    }
    mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
    iv_end below = iv_end_of(a, n < 0), above = iv_end_of(a, n > 0);
    if (r == a && n < 0) { /* now in the place where they are wanted */
        mpfr_swap(lo, hi);
        below.x = lo;
        above.x = hi;
    }
    int tl = f(lo, below.x, n, MPFR_RNDD);
    int th = f(hi, above.x, n, MPFR_RNDU);
    iv_finish(r, below.open || tl != 0, above.open || th != 0);
}

void iv_mul_si(iv_ptr r, iv_srcptr a, long n)
{
    if (n != 0)
        by_whole(r, a, n, mpfr_mul_si);
    else if (a->defined)
        iv_set_si(r, 0);
    else
        iv_set_undefined(r);
}

void iv_div_si(iv_ptr r, iv_srcptr a, long n)
{
    if (n != 0)
        by_whole(r, a, n, mpfr_div_si);
    else
        iv_set_undefined(r);
}
