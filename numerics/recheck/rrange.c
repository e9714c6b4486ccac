/* Ranges of the second engine: setting, asking, arithmetic.
 *
 * Extremes of + and - lie at corners; those of * and / as well, because both
 * are monotone in each argument while the other is fixed.  So every operation
 * here tries all corners and takes the outermost, where iv_arithmetic.c reads
 * them off the operands' signs.  An end is open when no point of the box can
 * attain it: its corner's ends are open, or rounding has moved it outward. */
#include "rrange.h"

/* A candidate for an end. */
typedef struct {
    arf_t x;
    bool open;
} corner;

typedef struct {
    arf_srcptr x;
    bool open;
} side;

/* ---- life and setting --------------------------------------------------- */

void rrange_init(rrange *r)
{
    arf_init(&r->lo);
    arf_init(&r->hi);
    rrange_undefine(r);
}

void rrange_clear(rrange *r)
{
    arf_clear(&r->lo);
    arf_clear(&r->hi);
}

void rrange_undefine(rrange *r)
{
    r->ok = r->lo_open = r->hi_open = false;
}

void rrange_set(rrange *r, const rrange *a)
{
    if (r == a)
        return;
    arf_set(&r->lo, &a->lo);
    arf_set(&r->hi, &a->hi);
    r->ok = a->ok;
    r->lo_open = a->lo_open;
    r->hi_open = a->hi_open;
}

void rrange_swap(rrange *a, rrange *b)
{
    rrange t = *a;
    *a = *b;
    *b = t;
}

/* The one gate: whatever is no interval of reals becomes undefined. */
static void recheck_settle(rrange *r, bool lo_open, bool hi_open)
{
    r->ok = !arf_is_nan(&r->lo) && !arf_is_nan(&r->hi) &&
            arf_cmp(&r->lo, &r->hi) <= 0 && !arf_is_pos_inf(&r->lo) &&
            !arf_is_neg_inf(&r->hi);
    r->lo_open = r->ok && (lo_open || arf_is_neg_inf(&r->lo));
    r->hi_open = r->ok && (hi_open || arf_is_pos_inf(&r->hi));
}

void rrange_set_si(rrange *r, long n)
{
    arf_set_si(&r->lo, n);
    arf_set_si(&r->hi, n);
    recheck_settle(r, false, false);
}

/* Answers whether rounding moved it. */
static bool set_end(arf_t e, mpq_srcptr q, bool upper, slong prec)
{
    if (q == NULL) {
        if (upper)
            arf_pos_inf(e);
        else
            arf_neg_inf(e);
        return true;
    }
    fmpq_t f;
    fmpq_init(f);
    fmpq_set_mpq(f, q);
    int moved = arf_set_fmpq(e, f, prec, upper ? ARF_RND_CEIL : ARF_RND_FLOOR);
    fmpq_clear(f);
    return moved != 0;
}

void rrange_set_q(rrange *r, mpq_srcptr lo, bool lo_open, mpq_srcptr hi,
                  bool hi_open, slong prec)
{
    bool order = lo == NULL || hi == NULL || mpq_cmp(lo, hi) <= 0;
    bool l = set_end(&r->lo, lo, false, prec);
    bool h = set_end(&r->hi, hi, true, prec);
    recheck_settle(r, lo_open || l, hi_open || h);
    if (!order)
        rrange_undefine(r);
}

void rrange_set_arb(rrange *r, const arb_t x, slong prec)
{
    if (!arb_is_finite(x)) {
        rrange_undefine(r);
        return;
    }
    arb_get_lbound_arf(&r->lo, x, prec);
    arb_get_ubound_arf(&r->hi, x, prec);
    recheck_settle(r, false, false);
}

void rrange_get_arb(arb_t x, const rrange *a, slong prec)
{
    if (rrange_is_bounded(a))
        arb_set_interval_arf(x, &a->lo, &a->hi, prec);
    else
        arb_indeterminate(x);
}

/* ---- asking ------------------------------------------------------------- */

bool rrange_pos(const rrange *a)
{
    int s = a->ok ? arf_sgn(&a->lo) : -1;
    return s > 0 || (s == 0 && a->lo_open);
}

bool rrange_neg(const rrange *a)
{
    int s = a->ok ? arf_sgn(&a->hi) : 1;
    return s < 0 || (s == 0 && a->hi_open);
}

bool rrange_nonneg(const rrange *a)
{
    return a->ok && arf_sgn(&a->lo) >= 0;
}

bool rrange_nonpos(const rrange *a)
{
    return a->ok && arf_sgn(&a->hi) <= 0;
}

bool rrange_nonzero(const rrange *a)
{
    return rrange_pos(a) || rrange_neg(a);
}

bool rrange_is_zero(const rrange *a)
{
    return rrange_nonneg(a) && rrange_nonpos(a);
}

bool rrange_is_point(const rrange *a)
{
    return a->ok && arf_equal(&a->lo, &a->hi) != 0;
}

bool rrange_is_bounded(const rrange *a)
{
    return a->ok && arf_is_finite(&a->lo) && arf_is_finite(&a->hi);
}

bool rrange_meets(const rrange *a, const rrange *b)
{
    return a->ok && b->ok && arf_cmp(&a->lo, &b->hi) <= 0 &&
           arf_cmp(&b->lo, &a->hi) <= 0;
}

bool rrange_le(const rrange *a, const rrange *b)
{
    return a->ok && b->ok && arf_cmp(&a->hi, &b->lo) <= 0;
}

/* ---- corners ------------------------------------------------------------ */

static side side_of(const rrange *a, int upper)
{
    return upper ? (side){&a->hi, a->hi_open} : (side){&a->lo, a->lo_open};
}

/* best := the outer one of best and c; a tie is open only if both are. */
static void take(corner *best, corner *c, bool upper)
{
    int order = arf_cmp(c->x, best->x);
    if (order == 0) {
        best->open = best->open && c->open;
    } else if ((order > 0) == upper) {
        arf_swap(best->x, c->x);
        best->open = c->open;
    }
}

typedef void corner_fn(corner *c, side x, side y, bool upper, bool negative,
                       slong prec);

/* x y.  Where an end is 0 the product is 0 for every value of the other
 * factor, so it is attained when that end is, however the other one lies. */
static void product_corner(corner *c, side x, side y, bool upper, bool negative,
                           slong prec)
{
    (void)negative;
    bool zx = arf_is_zero(x.x), zy = arf_is_zero(y.x);
    if (zx || zy) {
        arf_zero(c->x);
        c->open = (!zx || x.open) && (!zy || y.open);
        return;
    }
    arf_rnd_t rnd = upper ? ARF_RND_CEIL : ARF_RND_FLOOR;
    int moved = arf_mul(c->x, x.x, y.x, prec, rnd);
    c->open = x.open || y.open || moved != 0;
}

/* x / y for y of one sign; y = 0 is then an open end, and so is y = inf. */
static void quotient_corner(corner *c, side x, side y, bool upper,
                            bool negative, slong prec)
{
    if (arf_is_zero(x.x) || arf_is_inf(y.x)) {
        c->open = !arf_is_zero(x.x) || x.open;
        arf_zero(c->x);
    } else if (arf_is_zero(y.x)) {
        if ((arf_sgn(x.x) > 0) != negative)
            arf_pos_inf(c->x);
        else
            arf_neg_inf(c->x);
        c->open = true;
    } else {
        int moved =
            arf_div(c->x, x.x, y.x, prec, upper ? ARF_RND_CEIL : ARF_RND_FLOOR);
        c->open = x.open || y.open || moved != 0;
    }
}

static void at_corners(rrange *r, const rrange *a, const rrange *b,
                       corner_fn *f, slong prec)
{
    bool negative = arf_sgn(&b->hi) <= 0;
    corner best[2], c;
    arf_init(c.x);
    for (int upper = 0; upper < 2; upper++) {
        arf_init(best[upper].x);
        for (int k = 0; k < 4; k++) {
            f(&c, side_of(a, k & 1), side_of(b, k >> 1), upper != 0, negative,
              prec);
            if (k == 0) {
                arf_swap(best[upper].x, c.x);
                best[upper].open = c.open;
            } else {
                take(&best[upper], &c, upper != 0);
            }
        }
    }
    arf_swap(&r->lo, best[0].x);
    arf_swap(&r->hi, best[1].x);
    recheck_settle(r, best[0].open, best[1].open);
    arf_clear(best[0].x);
    arf_clear(best[1].x);
    arf_clear(c.x);
}

/* ---- arithmetic --------------------------------------------------------- */

void rrange_neg_of(rrange *r, const rrange *a, slong prec)
{
    (void)prec; /* exact */
    rrange_set(r, a);
    arf_swap(&r->lo, &r->hi);
    arf_neg(&r->lo, &r->lo);
    arf_neg(&r->hi, &r->hi);
    bool t = r->lo_open;
    r->lo_open = r->hi_open;
    r->hi_open = t;
}

void rrange_add(rrange *r, const rrange *a, const rrange *b, slong prec)
{
    if (!a->ok || !b->ok) {
        rrange_undefine(r);
        return;
    }
    bool lo = a->lo_open || b->lo_open, hi = a->hi_open || b->hi_open;
    lo = arf_add(&r->lo, &a->lo, &b->lo, prec, ARF_RND_FLOOR) != 0 || lo;
    hi = arf_add(&r->hi, &a->hi, &b->hi, prec, ARF_RND_CEIL) != 0 || hi;
    recheck_settle(r, lo, hi);
}

void rrange_sub(rrange *r, const rrange *a, const rrange *b, slong prec)
{
    rrange t;
    rrange_init(&t);
    rrange_neg_of(&t, b, prec);
    rrange_add(r, a, &t, prec);
    rrange_clear(&t);
}

void rrange_mul(rrange *r, const rrange *a, const rrange *b, slong prec)
{
    if (a->ok && b->ok)
        at_corners(r, a, b, product_corner, prec);
    else
        rrange_undefine(r);
}

void rrange_div(rrange *r, const rrange *a, const rrange *b, slong prec)
{
    if (a->ok && rrange_nonzero(b))
        at_corners(r, a, b, quotient_corner, prec);
    else
        rrange_undefine(r);
}

/* ---- order -------------------------------------------------------------- */

/* Which way each end is chosen, and what a tie means there: max(x, y) < h
 * needs both strict, min(x, y) < h needs one. */
static void choose(rrange *r, const rrange *a, const rrange *b, bool lo_upper,
                   bool hi_upper)
{
    bool open[2];
    rrange t;
    if (!a->ok || !b->ok) {
        rrange_undefine(r);
        return;
    }
    rrange_init(&t);
    for (int end = 0; end < 2; end++) {
        side x = side_of(a, end), y = side_of(b, end);
        bool up = end == 0 ? lo_upper : hi_upper;
        int c = arf_cmp(x.x, y.x);
        bool first = c == 0 || (c > 0) == up;
        arf_set(end == 0 ? &t.lo : &t.hi, first ? x.x : y.x);
        bool outward = up == (end == 1); /* the union's end */
        open[end] = c != 0    ? (first ? x.open : y.open)
                    : outward ? x.open && y.open
                              : x.open || y.open;
    }
    recheck_settle(&t, open[0], open[1]);
    rrange_swap(r, &t);
    rrange_clear(&t);
}

void rrange_min(rrange *r, const rrange *a, const rrange *b, slong prec)
{
    (void)prec; /* exact, like the next three */
    choose(r, a, b, false, false);
}

void rrange_max(rrange *r, const rrange *a, const rrange *b, slong prec)
{
    (void)prec;
    choose(r, a, b, true, true);
}

void rrange_hull(rrange *r, const rrange *a, const rrange *b, slong prec)
{
    (void)prec;
    choose(r, a, b, false, true);
}

/* |x| = max(x, -x), and never below 0. */
void rrange_abs(rrange *r, const rrange *a, slong prec)
{
    rrange t;
    rrange_init(&t);
    rrange_neg_of(&t, a, prec);
    rrange_max(r, a, &t, prec);
    if (r->ok && arf_sgn(&r->lo) < 0) {
        arf_zero(&r->lo);
        r->lo_open = false;
    }
    rrange_clear(&t);
}

void rrange_keep_nonneg(rrange *r, const rrange *a, bool strict)
{
    rrange_set(r, a);
    int s = r->ok ? arf_sgn(&r->hi) : -1;
    if (s < 0 || (s == 0 && (strict || r->hi_open)))
        return;
    s = arf_sgn(&r->lo);
    if (s < 0)
        arf_zero(&r->lo);
    if (s < 0)
        r->lo_open = strict;
    else if (s == 0)
        r->lo_open = r->lo_open || strict;
}
