/* Ranges of the second engine: powers, roots, elementary functions.
 *
 * Where a function is monotone, its range's ends are its values at the ends:
 * each is the outer bound of the ball that Arb computes there, in a few bits
 * more than asked.  An end is strict where the ball is exact and the argument
 * open, or where a bound is known that is never attained. */
#include "recheck_range.h"

#include <arb_hypgeom.h>

enum {
    GUARD = 12,
    MAX_TRIG_EXP = 4096 /* larger arguments: -1 .. 1, unreduced */
};

typedef void arb_fn(arb_t r, const arb_t x, slong prec);

/* e = f(x), rounded outward; answers whether no value of f attains it, given
 * that x itself is attained or not. */
static bool end_of(arf_t e, arb_fn *f, const arf_t x, bool open, bool upper,
                   slong prec)
{
    arb_t b;
    arb_init(b);
    arb_set_arf(b, x);
    f(b, b, prec + GUARD);
    if (!arb_is_finite(b)) {
        if (upper)
            arf_pos_inf(e);
        else
            arf_neg_inf(e);
        open = true;
    } else if (upper) {
        arb_get_ubound_arf(e, b, prec);
    } else {
        arb_get_lbound_arf(e, b, prec);
    }
    if (!arb_is_exact(b))
        open = false; /* the bound itself may be the value */
    else if (arb_is_finite(b) && !arf_equal(e, arb_midref(b)))
        open = true;
    arb_clear(b);
    return open;
}

static void settle(rrange *r, bool lo_open, bool hi_open)
{
    r->ok = !arf_is_nan(&r->lo) && !arf_is_nan(&r->hi) &&
            arf_cmp(&r->lo, &r->hi) <= 0 && !arf_is_pos_inf(&r->lo) &&
            !arf_is_neg_inf(&r->hi);
    r->lo_open = r->ok && (lo_open || arf_is_neg_inf(&r->lo));
    r->hi_open = r->ok && (hi_open || arf_is_pos_inf(&r->hi));
}

/* f increasing; at infinite ends r's are set to what f tends to: at_lo for
 * -inf (NULL: f's domain does not go there), at_hi for +inf. */
static void increasing(rrange *r, const rrange *a, arb_fn *f, arf_srcptr at_lo,
                       arf_srcptr at_hi, slong prec)
{
    rrange t;
    bool lo = true, hi = true;
    rrange_init(&t);
    if (arf_is_neg_inf(&a->lo))
        arf_set(&t.lo, at_lo);
    else
        lo = end_of(&t.lo, f, &a->lo, a->lo_open, false, prec);
    if (arf_is_pos_inf(&a->hi))
        arf_set(&t.hi, at_hi);
    else
        hi = end_of(&t.hi, f, &a->hi, a->hi_open, true, prec);
    settle(&t, lo, hi);
    rrange_swap(r, &t);
    rrange_clear(&t);
}

/* ---- functions with infinite limits ------------------------------------- */

static void to_infinity(rrange *r, const rrange *a, arb_fn *f, slong prec)
{
    arf_t lo, hi;
    arf_init(lo);
    arf_init(hi);
    arf_neg_inf(lo);
    arf_pos_inf(hi);
    increasing(r, a, f, lo, hi, prec);
    arf_clear(lo);
    arf_clear(hi);
}

/* No value is at or below the bound. */
static void above(rrange *r, long bound)
{
    if (r->ok && arf_cmp_si(&r->lo, bound) <= 0) {
        arf_set_si(&r->lo, bound);
        r->lo_open = true;
        r->ok = arf_cmp(&r->lo, &r->hi) <= 0;
    }
}

static void below(rrange *r, long bound)
{
    if (r->ok && arf_cmp_si(&r->hi, bound) >= 0) {
        arf_set_si(&r->hi, bound);
        r->hi_open = true;
        r->ok = arf_cmp(&r->lo, &r->hi) <= 0;
    }
}

void rrange_exp(rrange *r, const rrange *a, slong prec)
{
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    to_infinity(r, a, arb_exp, prec);
    above(r, 0);
}

/* At an open end 0 the ball is not finite: -inf. */
void rrange_log(rrange *r, const rrange *a, slong prec)
{
    if (!rrange_pos(a) || arf_sgn(&a->hi) <= 0)
        rrange_undefine(r);
    else
        to_infinity(r, a, arb_log, prec);
}

void rrange_sqrt(rrange *r, const rrange *a, slong prec)
{
    if (!rrange_nonneg(a)) {
        rrange_undefine(r);
        return;
    }
    to_infinity(r, a, arb_sqrt, prec);
    if (r->ok && arf_sgn(&r->lo) < 0) {
        arf_zero(&r->lo);
        r->lo_open = false;
    }
}

/* ---- functions with finite limits --------------------------------------- */

void rrange_atan(rrange *r, const rrange *a, slong prec)
{
    rrange half;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    rrange_init(&half);
    rrange_pi(&half, prec);
    arf_mul_2exp_si(&half.hi, &half.hi, -1); /* exact */
    arf_neg(&half.lo, &half.hi);
    increasing(r, a, arb_atan, &half.lo, &half.hi, prec);
    rrange_clear(&half);
}

static void erf_at(arb_t r, const arb_t x, slong prec)
{
    arb_hypgeom_erf(r, x, prec);
}

void rrange_erf(rrange *r, const rrange *a, slong prec)
{
    arf_t lo, hi;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    arf_init(lo);
    arf_init(hi);
    arf_set_si(lo, -1);
    arf_set_si(hi, 1);
    increasing(r, a, erf_at, lo, hi, prec);
    above(r, -1);
    below(r, 1);
    arf_clear(lo);
    arf_clear(hi);
}

void rrange_pi(rrange *r, slong prec)
{
    arb_t b;
    arb_init(b);
    arb_const_pi(b, prec + GUARD);
    rrange_set_arb(r, b, prec);
    arb_clear(b);
}

/* ---- powers ------------------------------------------------------------- */

/* r = x^(1/q) where that is a short number: balls hide that it is one. */
static bool exact_root(arb_t r, const arf_t x, ulong q)
{
    enum { SHORT = 64 };
    arb_t c;
    bool found = false;
    if (q > SHORT)
        return false;
    arb_init(c);
    arb_set_arf(c, x);
    arb_root_ui(c, c, q, SHORT + GUARD);
    mag_zero(arb_radref(c));
    arf_set_round(arb_midref(c), arb_midref(c), SHORT / 2, ARF_RND_NEAR);
    arb_t power;
    arb_init(power);
    arb_pow_ui(power, c, q, ARF_PREC_EXACT);
    found = arb_is_exact(power) && arf_equal(arb_midref(power), x);
    if (found)
        arb_set(r, c);
    arb_clear(power);
    arb_clear(c);
    return found;
}

/* e = x^(p/q) (q >= 2: x >= 0), rounded outward, as end_of. */
static bool power_end(arf_t e, const arf_t x, bool open, bool upper, ulong p,
                      ulong q, slong prec)
{
    if (arf_is_inf(x)) { /* odd power, or of +inf */
        arf_set(e, x);
        return true;
    }
    arb_t b;
    arb_init(b);
    arb_set_arf(b, x);
    slong wp = prec + GUARD + 2 * (slong)FLINT_BIT_COUNT(p);
    if (q > 1 && !arb_is_zero(b) && !exact_root(b, x, q))
        arb_root_ui(b, b, q, wp);
    arb_pow_ui(b, b, p, wp);
    bool exact = arb_is_exact(b);
    if (upper)
        arb_get_ubound_arf(e, b, prec);
    else
        arb_get_lbound_arf(e, b, prec);
    if (!exact)
        open = false;
    else if (!arf_equal(e, arb_midref(b)))
        open = true;
    arb_clear(b);
    return open;
}

static void rising_power(rrange *r, const rrange *a, ulong p, ulong q,
                         slong prec)
{
    rrange t;
    rrange_init(&t);
    bool lo = power_end(&t.lo, &a->lo, a->lo_open, false, p, q, prec);
    bool hi = power_end(&t.hi, &a->hi, a->hi_open, true, p, q, prec);
    settle(&t, lo, hi);
    rrange_swap(r, &t);
    rrange_clear(&t);
}

/* An even power is that of |x|. */
void rrange_pow(rrange *r, const rrange *a, ulong n, slong prec)
{
    rrange t;
    if (!a->ok) {
        rrange_undefine(r);
        return;
    }
    if (n == 0) {
        rrange_set_si(r, 1);
        return;
    }
    rrange_init(&t);
    if (n % 2 == 0)
        rrange_abs(&t, a, prec);
    else
        rrange_set(&t, a);
    rising_power(r, &t, n, 1, prec);
    rrange_clear(&t);
}

void rrange_root(rrange *r, const rrange *a, ulong p, ulong q, slong prec)
{
    if (!rrange_nonneg(a) || p == 0 || q == 0) {
        rrange_undefine(r);
        return;
    }
    rising_power(r, a, p, q, prec);
    if (r->ok && arf_sgn(&r->lo) < 0) {
        arf_zero(&r->lo);
        r->lo_open = false;
    }
}

/* ---- sine, cosine, tangent ---------------------------------------------- */

static bool reducible(const arf_t x)
{
    return arf_is_finite(x) && arf_cmpabs_2exp_si(x, MAX_TRIG_EXP) < 0;
}

/* The least integer k > x/pi - shift/2 (up), or the greatest < (not up).
 * The turning points of cos are k pi, those of sin (k + 1/2) pi; none but 0
 * is a number that x can be.  Where the ball cannot tell, the choice lets one
 * integer more be between the ends: sound, as that only adds -1 or 1 to the
 * range.  False: x too large. */
static bool turning(fmpz_t k, const arf_t x, int shift, bool up, slong prec)
{
    arb_t b, pi;
    if (!reducible(x))
        return false;
    if (arf_is_zero(x) && shift == 0) {
        fmpz_set_si(k, up ? 1 : -1);
        return true;
    }
    slong e = arf_abs_bound_lt_2exp_si(x); /* at most MAX_TRIG_EXP */
    prec += 2 * GUARD + (e > 0 ? e : 0);
    arb_init(b);
    arb_init(pi);
    arb_set_arf(b, x);
    arb_const_pi(pi, prec);
    arb_div(b, b, pi, prec);
    arb_set_si(pi, shift);
    arb_mul_2exp_si(pi, pi, -1);
    arb_sub(b, b, pi, prec);
    arf_t end;
    arf_init(end);
    if (up) {
        arb_get_lbound_arf(end, b, prec);
        arf_get_fmpz(k, end, ARF_RND_CEIL);
    } else {
        arb_get_ubound_arf(end, b, prec);
        arf_get_fmpz(k, end, ARF_RND_FLOOR);
    }
    arf_clear(end);
    arb_clear(b);
    arb_clear(pi);
    return true;
}

/* f at both ends, and -1 or 1 at the turning points between: an even k gives
 * 1, an odd one -1. */
static void wave(rrange *r, const rrange *a, arb_fn *f, int shift, slong prec)
{
    rrange at[2];
    fmpz_t from, to, n;
    fmpz_init(from);
    fmpz_init(to);
    fmpz_init(n);
    for (int k = 0; k < 2; k++)
        rrange_init(&at[k]);
    bool known = turning(from, &a->lo, shift, true, prec) &&
                 turning(to, &a->hi, shift, false, prec);
    if (known) {
        for (int k = 0; k < 2; k++) {
            arf_srcptr x = k == 0 ? &a->lo : &a->hi;
            bool open = k == 0 ? a->lo_open : a->hi_open;
            bool l = end_of(&at[k].lo, f, x, open, false, prec);
            bool h = end_of(&at[k].hi, f, x, open, true, prec);
            settle(&at[k], l, h);
        }
        rrange_hull(&at[0], &at[0], &at[1], prec);
        fmpz_sub(n, to, from);
    }
    if (!known || fmpz_cmp_ui(n, 1) >= 0) {
        rrange_set_si(&at[0], 1);
        arf_set_si(&at[0].lo, -1);
    } else if (fmpz_sgn(n) == 0) {
        rrange_set_si(&at[1], fmpz_is_even(from) ? 1 : -1);
        rrange_hull(&at[0], &at[0], &at[1], prec);
    }
    if (at[0].ok && arf_cmp_si(&at[0].lo, -1) < 0) {
        arf_set_si(&at[0].lo, -1);
        at[0].lo_open = false;
    }
    if (at[0].ok && arf_cmp_si(&at[0].hi, 1) > 0) {
        arf_set_si(&at[0].hi, 1);
        at[0].hi_open = false;
    }
    rrange_swap(r, &at[0]);
    for (int k = 0; k < 2; k++)
        rrange_clear(&at[k]);
    fmpz_clear(from);
    fmpz_clear(to);
    fmpz_clear(n);
}

void rrange_sin(rrange *r, const rrange *a, slong prec)
{
    if (a->ok)
        wave(r, a, arb_sin, 1, prec);
    else
        rrange_undefine(r);
}

void rrange_cos(rrange *r, const rrange *a, slong prec)
{
    if (a->ok)
        wave(r, a, arb_cos, 0, prec);
    else
        rrange_undefine(r);
}

/* The poles are sin's turning points: none between the ends. */
void rrange_tan(rrange *r, const rrange *a, slong prec)
{
    fmpz_t from, to;
    fmpz_init(from);
    fmpz_init(to);
    if (a->ok && turning(from, &a->lo, 1, true, prec) &&
        turning(to, &a->hi, 1, false, prec) && fmpz_cmp(to, from) < 0)
        to_infinity(r, a, arb_tan, prec);
    else
        rrange_undefine(r);
    fmpz_clear(from);
    fmpz_clear(to);
}
