/* Intervals: powers, roots and elementary functions.  See iv.h.
 *
 * MPFR's functions are correctly rounded, so where a function is monotone
 * its values at the ends, rounded outward, are the best ends there are.
 */
#include "iv_internal.h"

/* Trigonometric arguments above 2^MAX_TRIG_EXP are not reduced modulo pi:
 * that takes as many bits of pi, hence unbounded time. */
enum {
    MAX_TRIG_EXP = 4096
};

typedef int (*mpfr_fn)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

/* ---- monotone functions ------------------------------------------------- */

/* r = f(a) for f strictly increasing on a, a inside f's domain.  At a point
 * one evaluation is enough: f is correctly rounded, so the upper end is the
 * lower one, or when that was inexact its successor. */
static void increasing(iv_ptr r, iv_srcptr a, mpfr_fn f)
{
    mpfr_ptr lo = iv_lower_end(r), hi = iv_upper_end(r);
    bool lo_open = a->lo_open, hi_open = a->hi_open;
    bool point = mpfr_equal_p(iv_lower(a), iv_upper(a)) != 0;
    int tl = f(lo, iv_lower(a), MPFR_RNDD), th = tl;
    if (point) {
        mpfr_set(hi, lo, MPFR_RNDU); /* exact: same precision */
        if (tl != 0)
            mpfr_nextabove(hi);
    } else {
        th = f(hi, iv_upper(a), MPFR_RNDU);
    }
    iv_finish(r, lo_open || tl != 0, hi_open || th != 0);
}

void iv_sqrt(iv_ptr r, iv_srcptr a)
{
    if (iv_certainly_nonneg(a))
        increasing(r, a, mpfr_sqrt);
    else
        iv_set_undefined(r);
}

/* exp > 0 even where its lower end is 0: exp(-inf) has an open argument end,
 * and underflow to 0 is inexact, so that the end is strict either way. */
void iv_exp(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        increasing(r, a, mpfr_exp);
    else
        iv_set_undefined(r);
}

void iv_log(iv_ptr r, iv_srcptr a)
{
    /* The second condition fails only for the empty interval at 0. */
    if (iv_certainly_pos(a) && mpfr_sgn(iv_upper(a)) > 0)
        increasing(r, a, mpfr_log);
    else
        iv_set_undefined(r);
}

void iv_atan(iv_ptr r, iv_srcptr a)
{
    if (a->defined)
        increasing(r, a, mpfr_atan);
    else
        iv_set_undefined(r);
}

/* The first two terms of erf's series cancel where x^2 = 3.  There MPFR 4.2.0
 * divides by a sum that came out as 0 or overflows a double, and ends the
 * program, when x^2 - 3 is below the result's last bit or below 2^-1000. */
static long erf_margin(iv_srcptr r)
{
    enum {
        CLOSEST = 900
    };
    mpfr_prec_t prec = mpfr_get_prec(iv_lower(r));
    return prec < CLOSEST ? (long)prec : CLOSEST;
}

static bool cancels_in_erf(mpfr_srcptr x, long bits)
{
    if (!mpfr_number_p(x) || mpfr_zero_p(x) || mpfr_get_exp(x) != 1)
        return false;
    mpfr_t d, three;
    mpfr_init2(d, 2 * mpfr_get_prec(x) + 2);
    mpfr_init2(three, 2);
    mpfr_sqr(d, x, MPFR_RNDN); /* exact */
    mpfr_set_si(three, 3, MPFR_RNDN);
    mpfr_sub(d, d, three, MPFR_RNDN); /* exact: no lower bits, and smaller */
    bool near = mpfr_zero_p(d) || mpfr_get_exp(d) < -bits;
    mpfr_clear(d);
    mpfr_clear(three);
    return near;
}

static bool ends_cancel(iv_srcptr a, long bits)
{
    return cancels_in_erf(iv_lower(a), bits) ||
           cancels_in_erf(iv_upper(a), bits);
}

/* b = a with both ends 2^-k farther out. */
static void widen(iv_ptr b, iv_srcptr a, unsigned long k)
{
    iv_t step;
    mpq_t up, down;
    mpq_init(up);
    mpq_init(down);
    mpq_set_ui(up, 1, 1);
    mpq_div_2exp(up, up, k);
    mpq_neg(down, up);
    iv_init(step, 64);
    iv_set_ends(step, down, false, up, false); /* exact */
    iv_add(b, a, step);
    iv_clear(step);
    mpq_clear(up);
    mpq_clear(down);
}

/* Ends where terms would cancel are moved out, in larger and larger steps,
 * until none is: each end can come near two numbers only. */
void iv_erf(iv_ptr r, iv_srcptr a)
{
    long bits = erf_margin(r);
    if (!a->defined) {
        iv_set_undefined(r);
    } else if (!ends_cancel(a, bits)) {
        increasing(r, a, mpfr_erf);
    } else {
        iv_t b;
        iv_init(b, mpfr_get_prec(iv_lower(a)));
        long k = bits - 4;
        for (widen(b, a, (unsigned long)k); k > 4 && ends_cancel(b, bits);)
            widen(b, a, (unsigned long)(k -= 4));
        if (ends_cancel(b, bits))
            iv_set_undefined(r);
        else
            increasing(r, b, mpfr_erf);
        iv_clear(b);
    }
}

/* ---- powers and roots --------------------------------------------------- */

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

/* ---- trigonometric functions -------------------------------------------- */

/* How a function whose derivative changes sign only at simple zeros pi apart
 * behaves between two points. */
typedef enum {
    RISING,
    FALLING,
    PEAK,
    VALLEY,
    ANY
} shape;

static bool reducible(mpfr_srcptr x)
{
    return mpfr_zero_p(x) ||
           (mpfr_number_p(x) && mpfr_get_exp(x) <= MAX_TRIG_EXP);
}

/* The sign of the derivative (cos for sin; -sin for cos) just inside the box
 * from x, which is its lower end or else its upper one.  0: unknown. */
static int slope_sign(mpfr_srcptr x, bool of_sin, bool lower)
{
    MPFR_DECL_INIT(d, 32); /* correctly rounded: the sign is right */
    if (of_sin) {
        mpfr_cos(d, x, MPFR_RNDN);
        return mpfr_sgn(d);
    }
    if (mpfr_zero_p(x)) /* the only number where sin vanishes */
        return lower ? -1 : 1;
    mpfr_sin(d, x, MPFR_RNDN);
    return -mpfr_sgn(d);
}

/* Let Z be the number of zeros of the derivative strictly between the ends.
 * Its parity shows in the signs.  Closer than 3 < pi: Z <= 1, so equal signs
 * mean Z = 0.  Closer than 6 < 2 pi: Z <= 2, so unequal signs mean Z = 1. */
static shape shape_between(iv_srcptr a, bool of_sin)
{
    if (!reducible(iv_lower(a)) || !reducible(iv_upper(a)))
        return ANY;
    MPFR_DECL_INIT(width, 32);
    mpfr_sub(width, iv_upper(a), iv_lower(a), MPFR_RNDU);
    if (mpfr_cmp_ui(width, 6) > 0)
        return ANY;
    int s0 = slope_sign(iv_lower(a), of_sin, true);
    int s1 = slope_sign(iv_upper(a), of_sin, false);
    if (s0 == 0 || s1 == 0)
        return ANY;
    if (s0 != s1)
        return s0 > 0 ? PEAK : VALLEY;
    if (mpfr_cmp_ui(width, 3) > 0)
        return ANY;
    return s0 > 0 ? RISING : FALLING;
}

/* The outer of f's values at a's two ends (the lesser when rounding down),
 * for f with one turning point between; true when it is strict.  Each side
 * of the turning point is bounded by its own end's value, so the outer one
 * alone decides unless they tie. */
static bool outer_end(mpfr_ptr e, iv_srcptr a, mpfr_fn f, mpfr_rnd_t rnd)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(e));
    bool open = f(e, iv_lower(a), rnd) != 0 || a->lo_open;
    bool t_open = f(t, iv_upper(a), rnd) != 0 || a->hi_open;
    int c = mpfr_cmp(t, e);
    if (c == 0)
        open = open && t_open;
    else if ((c < 0) == (rnd == MPFR_RNDD)) {
        mpfr_swap(t, e);
        open = t_open;
    }
    mpfr_clear(t);
    return open;
}

static void falling(iv_ptr r, iv_srcptr a, mpfr_fn f)
{
    int tl = f(iv_lower_end(r), iv_upper(a), MPFR_RNDD);
    int th = f(iv_upper_end(r), iv_lower(a), MPFR_RNDU);
    iv_finish(r, a->hi_open || tl != 0, a->lo_open || th != 0);
}

/* sin or cos of a into r, which is not a. */
static void sine_like(iv_ptr r, iv_srcptr a, bool of_sin)
{
    mpfr_fn f = of_sin ? mpfr_sin : mpfr_cos;
    bool lo_open = false, hi_open = false;
    if (reducible(iv_lower(a)) && mpfr_equal_p(iv_lower(a), iv_upper(a))) {
        increasing(r, a, f); /* at a point it is as good as increasing */
        return;
    }
    shape s = shape_between(a, of_sin);
    switch (s) {
    case RISING:
        increasing(r, a, f);
        return;
    case FALLING:
        falling(r, a, f);
        return;
    case PEAK:
        lo_open = outer_end(iv_lower_end(r), a, f, MPFR_RNDD);
        mpfr_set_si(iv_upper_end(r), 1, MPFR_RNDU); /* exact */
        break;
    case VALLEY:
        mpfr_set_si(iv_lower_end(r), -1, MPFR_RNDD); /* exact */
        hi_open = outer_end(iv_upper_end(r), a, f, MPFR_RNDU);
        break;
    case ANY:
        mpfr_set_si(iv_lower_end(r), -1, MPFR_RNDD); /* exact */
        mpfr_set_si(iv_upper_end(r), 1, MPFR_RNDU);  /* exact */
        break;
    }
    iv_finish(r, lo_open, hi_open);
}

static void sine_like_aliased(iv_ptr r, iv_srcptr a, bool of_sin)
{
    if (!a->defined) {
        iv_set_undefined(r);
    } else if (r != a) {
        sine_like(r, a, of_sin);
    } else {
        iv_t t;
        iv_init(t, mpfr_get_prec(iv_lower(r)));
        sine_like(t, a, of_sin);
        iv_swap(t, r);
        iv_clear(t);
    }
}

void iv_sin(iv_ptr r, iv_srcptr a)
{
    sine_like_aliased(r, a, true);
}

void iv_cos(iv_ptr r, iv_srcptr a)
{
    sine_like_aliased(r, a, false);
}

/* Poles are the zeros of cos, the derivative of sin: none lies between the
 * ends when sin is monotone there, nor at them (pi is irrational); tan then
 * increases. */
void iv_tan(iv_ptr r, iv_srcptr a)
{
    shape s = a->defined ? shape_between(a, true) : ANY;
    if (s == RISING || s == FALLING)
        increasing(r, a, mpfr_tan);
    else
        iv_set_undefined(r);
}
