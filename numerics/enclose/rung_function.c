/* Functions of doubles by interval arithmetic in doubles: no libm, and the
 * proof is each line's own.  Believed.  See rung.h.
 *
 * At a number x a function is reduced to a small argument, where a few terms
 * of its series and a bound of the others enclose it; all that is computed
 * by the operations of rung_interval.h, so that roundings are in the result.
 * What is only guessed, the number of a part or a quotient to round, is used in
 * identities that hold for any guess; how small the argument came out is
 * looked at.  Values at the parts' centres are MPFR's, rounded outward.
 *
 * The functions are monotone, or are where it is said, so their values at an
 * interval's two ends bound them inside.  For x an end, MPFR's correctly
 * rounded value with 53 bits or more lies in the enclosure found here, since
 * f(x) does and the enclosure's ends are doubles: so rung.h's promise is kept,
 * here and where MPFR is asked itself (KNOWN). */
#include "rung_function.h"

#include "../base/rational.h"
#include "iv_function.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Functions whose enclosure in iv_NAME.c is MPFR's value at either end. */
static const uint64_t KNOWN =
    UINT64_C(1) << EXPR_EXP | UINT64_C(1) << EXPR_LOG |
    UINT64_C(1) << EXPR_SIN | UINT64_C(1) << EXPR_COS |
    UINT64_C(1) << EXPR_TAN | UINT64_C(1) << EXPR_ATAN |
    UINT64_C(1) << EXPR_SINH | UINT64_C(1) << EXPR_COSH |
    UINT64_C(1) << EXPR_TANH | UINT64_C(1) << EXPR_ASINH |
    UINT64_C(1) << EXPR_EXPM1 | UINT64_C(1) << EXPR_ASIN |
    UINT64_C(1) << EXPR_ATANH;

bool rung_function_knows(expr_op op)
{
    return (KNOWN >> op & 1) != 0;
}

/* ---- tables -------------------------------------------------------------- */

static rung_interval from_iv(iv_srcptr a)
{
    if (!iv_is_defined(a))
        return RUNG_NOTHING;
    return (rung_interval){rational_lower_fr(iv_lower(a)),
                           rational_upper_fr(iv_upper(a))};
}

static void to_iv(iv_ptr r, rung_interval a)
{
    rational_to_fr(iv_lower_end(r), a.lo);
    rational_to_fr(iv_upper_end(r), a.hi);
    iv_finish(r, false, false);
}

/* pi/2 and log(2)/32 in pieces of 32 and 26 bits, so that their products with
 * whole numbers below 2^20 are exact; whatever they are, the low parts make up
 * for it. */
static const double PI_1 = 0x1.921fb544p0, PI_2 = 0x1.0b4611a6p-34;
static const double LOG2_1 = 0x1.62e42f8p-6;

/* *r = c/2^k - a - b, to 200 bits, unless it is there already. */
static void low_part(rung_interval *r, int (*c)(mpfr_ptr, mpfr_rnd_t),
                     unsigned long k, double a, double b)
{
    mpfr_t v, x;
    if (rung_is_there(*r))
        return;
    mpfr_init2(v, 200);
    mpfr_init2(x, 53);
    for (int up = 0; up < 2; up++) {
        mpfr_rnd_t rnd = up != 0 ? MPFR_RNDU : MPFR_RNDD;
        c(v, rnd);
        mpfr_div_2ui(v, v, k, rnd);
        rational_to_fr(x, a);
        mpfr_sub(v, v, x, rnd);
        rational_to_fr(x, b);
        mpfr_sub(v, v, x, rnd);
        *(up != 0 ? &r->hi : &r->lo) =
            up != 0 ? rational_upper_fr(v) : rational_lower_fr(v);
    }
    mpfr_clear(v);
    mpfr_clear(x);
}

static int pi_of(mpfr_ptr r, mpfr_rnd_t rnd)
{
    return mpfr_const_pi(r, rnd);
}

static int log2_of(mpfr_ptr r, mpfr_rnd_t rnd)
{
    mpfr_set_ui(r, 2, rnd); /* exact */
    return mpfr_log(r, r, rnd);
}

void rung_tables_init(rung_tables *t)
{
    iv_init(t->a, 53);
    iv_init(t->r, 53);
    for (int k = 0; k <= RUNG_ATAN_PARTS; k++)
        t->atan[k] = RUNG_NOTHING;
    for (int k = 0; k < RUNG_EXP_PARTS; k++)
        t->exp[k] = RUNG_NOTHING;
    for (int k = 0; k < 2 * RUNG_LOG_PARTS; k++)
        t->log[k] = RUNG_NOTHING;
    t->pi_half = t->pi_low = t->log2_low = RUNG_NOTHING;
}

rung_interval rung_tables_pi_half(rung_tables *t)
{
    low_part(&t->pi_half, pi_of, 1, 0, 0);
    return t->pi_half;
}

void rung_tables_clear(rung_tables *t)
{
    iv_clear(t->a);
    iv_clear(t->r);
}

/* f at a double, from MPFR. */
static rung_interval at(rung_tables *t, expr_op op, rung_interval x)
{
    to_iv(t->a, x);
    iv_function_range(t->r, op, 0, t->a);
    return from_iv(t->r);
}

/* ---- series --------------------------------------------------------------- */

static rung_interval inverse(double k)
{
    return (rung_interval){rung_down(1 / k), rung_up(1 / k)};
}

static bool lies_within(rung_interval a, double most)
{
    return a.lo >= -most && a.hi <= most; /* false on NaN */
}

/* 1 - s w: one step of an alternating sum, for s, w >= 0. */
static rung_interval less(rung_interval s, rung_interval w)
{
    return rung_sub(rung_point(1), rung_mul(s, w));
}

/* x in [-2^20, 2^20] less the whole number n of pi/2. */
static rung_interval reduce(rung_tables *t, double x, double n)
{
    low_part(&t->pi_low, pi_of, 1, PI_1, PI_2);
    rung_interval r = rung_sub(rung_point(x), rung_point(n * PI_1));
    r = rung_sub(r, rung_point(n * PI_2));
    return rung_sub(r, rung_mul(rung_point(n), t->pi_low));
}

/* sum of (-s)^j / ((first+1) ... (first+2j)), j = 0 .. 8, and of what is left
 * by Leibniz no more than the next term, of its sign: in nested form, where
 * the innermost factor is 1 - theta s/(..), 0 <= theta <= 1. */
static rung_interval nested(rung_interval s, int first)
{
    rung_interval w = {0, 1};
    for (int k = first + 16; k >= first; k -= 2)
        w = less(rung_mul(s, inverse((double)((k + 1) * (k + 2)))), w);
    return w;
}

typedef struct {
    rung_interval sin, cos;
} circle;

static rung_interval clamp(rung_interval a)
{
    return (rung_interval){rung_most(a.lo, -1), rung_least(a.hi, 1)};
}

/* sin x = r (1 - r^2/(2 3) (1 - r^2/(4 5) ...)) and the like, |r| <= 0.8. */
static bool on_circle(rung_tables *t, double x, circle *out)
{
    if (!(fabs(x) <= 0x1p20))
        return false;
    long n = (long)(x * 0x1.45f306dc9c883p-1 + (x < 0 ? -0.5 : 0.5));
    rung_interval r = reduce(t, x, (double)n);
    if (!lies_within(r, 0.8))
        return false;
    rung_interval s = rung_sqr(r);
    circle c = {clamp(rung_mul(r, nested(s, 1))), clamp(nested(s, 0))};
    if ((n & 1) != 0) /* a quarter turn */
        c = (circle){c.cos, rung_neg(c.sin)};
    if ((n & 2) != 0)
        c = (circle){rung_neg(c.sin), rung_neg(c.cos)};
    *out = c;
    return true;
}

/* atan x = A + atan((y - c)/(1 + y c)) for y = x or, where x > 1,
 * pi/2 - that for y = 1/x; A = atan c, c = k/16; atan t / t alternates. */
static rung_interval atan_pos(rung_tables *t, double x)
{
    bool far = x > 1;
    double guess = far ? 1 / x : x;
    int k = (int)(guess * RUNG_ATAN_PARTS + 0.5); /* 0 .. 16 */
    double c = (double)k / RUNG_ATAN_PARTS;       /* exact */
    rung_interval p = rung_point(x), one = rung_point(1), w = rung_point(c), z;
    if (k == 0)
        z = far ? rung_div(one, p) : p;
    else if (far) /* (1/x - c)/(1 + c/x) */
        z = rung_div(rung_sub(one, rung_mul(w, p)), rung_add(p, w));
    else
        z = rung_div(rung_sub(p, w), rung_add(one, rung_mul(p, w)));
    if (!lies_within(z, 0x1p-4))
        return RUNG_NOTHING;
    if (!rung_is_there(t->atan[k]))
        t->atan[k] = at(t, EXPR_ATAN, w);
    rung_interval s = rung_sqr(z), q = {0, inverse(13).hi};
    for (int j = 11; j >= 1; j -= 2)
        q = rung_sub(inverse(j), rung_mul(s, q));
    q = rung_mul(z, q);
    if (k != 0)
        q = rung_add(t->atan[k], q);
    return far ? rung_sub(rung_tables_pi_half(t), q) : q;
}

static rung_interval atan_at(rung_tables *t, double x)
{
    return x < 0 ? rung_neg(atan_pos(t, -x)) : atan_pos(t, x);
}

/* 2^k, a normal number: -1022 <= k <= 1023. */
static double power_of_two(long k)
{
    uint64_t bits = (uint64_t)(k + 1023) << 52;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* [2^(j/32)], 0 <= j < 32 */
static rung_interval part_of_exp(long j)
{
    rung_interval r;
    mpfr_t v;
    mpfr_init2(v, 64);
    for (int up = 0; up < 2; up++) {
        mpfr_rnd_t rnd = up != 0 ? MPFR_RNDU : MPFR_RNDD;
        mpfr_set_ui(v, 1, rnd);
        mpfr_mul_2ui(v, v, (unsigned long)j, rnd); /* exact */
        mpfr_rootn_ui(v, v, RUNG_EXP_PARTS, rnd);
        *(up != 0 ? &r.hi : &r.lo) =
            up != 0 ? rational_upper_fr(v) : rational_lower_fr(v);
    }
    mpfr_clear(v);
    return r;
}

/* exp x = 2^(n/32) exp(x - n (log 2)/32), n = 32 k + j.  For |r| <= 1/64 the
 * terms from r^8/8! on come to at most |r|^8/8! (1 + |r| + ...) < |r|^8/20000. */
static rung_interval exp_at(rung_tables *t, double x)
{
    if (!(fabs(x) <= 700))
        return RUNG_NOTHING;
    low_part(&t->log2_low, log2_of, 5, LOG2_1, 0);
    long n = (long)(x * 0x1.71547652b82fep5 + (x < 0 ? -0.5 : 0.5));
    rung_interval r = rung_sub(rung_point(x), rung_point((double)n * LOG2_1));
    r = rung_sub(r, rung_mul(rung_point((double)n), t->log2_low));
    if (!lies_within(r, 0x1p-6))
        return RUNG_NOTHING;
    long j = ((n % RUNG_EXP_PARTS) + RUNG_EXP_PARTS) % RUNG_EXP_PARTS;
    if (!rung_is_there(t->exp[j]))
        t->exp[j] = part_of_exp(j);
    double m = rung_most(-r.lo, r.hi);
    rung_interval rest = rung_mul_pos(rung_pow_pos(rung_point(m), 8),
                                      (rung_interval){0, inverse(20000).hi});
    rung_interval w = rung_point(1);
    for (int i = 7; i >= 1; i--)
        w = rung_add(rung_point(1), rung_mul(rung_mul(r, inverse(i)), w));
    w = rung_add(w, (rung_interval){-rest.hi, rest.hi});
    w = rung_mul(w, t->exp[j]);
    /* exact: normal numbers, as |n - j| / 32 <= 1011 */
    double scale = power_of_two((n - j) / RUNG_EXP_PARTS);
    return (rung_interval){w.lo * scale, w.hi * scale};
}

/* log x = e log 2 + log c + 2 artanh z, z = (m - c)/(m + c), x = 2^e m, c = k/64.
 * artanh z / z = sum of s^j/(2j + 1), s = z^2 <= 2^-12; from s^4 on the terms
 * are at most s^4/9 (1 + s + ...) <= s^4/8. */
static rung_interval log_at(rung_tables *t, double x)
{
    if (!(x >= DBL_MIN))
        return RUNG_NOTHING;
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    int e = (int)(bits >> 52) - 1023;
    double m = x * power_of_two(-(e < 1022 ? e : 1022)); /* exact */
    m = e > 1022 ? m / 2 : m;                            /* in [1, 2) */
    if (m > 1.5) {
        m /= 2; /* exact */
        e++;
    }
    int k = (int)(m * RUNG_LOG_PARTS + 0.5); /* 48 .. 96 */
    rung_interval c = rung_point((double)k / RUNG_LOG_PARTS), p = rung_point(m);
    rung_interval z = rung_div(rung_sub(p, c), rung_add(p, c));
    if (k < 48 || k > 96 || !lies_within(z, 0x1p-6))
        return RUNG_NOTHING;
    if (!rung_is_there(t->log[k]))
        t->log[k] = at(t, EXPR_LOG, c);
    rung_interval s = rung_sqr(z), w = {0, 0.125};
    for (int j = 7; j >= 1; j -= 2)
        w = rung_add(inverse(j), rung_mul_pos(s, w));
    w = rung_mul(rung_mul(rung_point(2), z), w);
    if (k != RUNG_LOG_PARTS) /* log 1 = 0 */
        w = rung_add(t->log[k], w);
    if (e == 0)
        return w;
    low_part(&t->log2_low, log2_of, 5, LOG2_1, 0);
    double n = 32.0 * (double)e; /* log 2 = 32 (LOG2_1 + low) */
    w = rung_add(w, rung_mul(rung_point(n), t->log2_low));
    return rung_add(rung_point(n * LOG2_1),
                    w); /* exact product: 26 + 16 bits */
}

/* ---- ranges ---------------------------------------------------------------- */

/* For f rising on a. */
static rung_interval rising(rung_tables *t, rung_interval a,
                            rung_interval (*f)(rung_tables *t, double x))
{
    rung_interval lo = f(t, a.lo);
    if (a.lo == a.hi)
        return lo;
    return (rung_interval){lo.lo, f(t, a.hi).hi};
}

/* sin of a, or cos, whose slopes at its ends are `low` and `high` and values
 * there u and v.  Closer than 3 < pi there is at most one zero of the slope in
 * between: none where it has one sign at both ends, else one. */
static rung_interval wave(rung_interval u, rung_interval v, rung_interval low,
                          rung_interval high)
{
    int s0 = low.lo > 0 ? 1 : low.hi < 0 ? -1 : 0;
    int s1 = high.lo > 0 ? 1 : high.hi < 0 ? -1 : 0;
    if (s0 == 0 || s1 == 0)
        return RUNG_NOTHING;
    rung_interval h = {rung_least(u.lo, v.lo), rung_most(u.hi, v.hi)};
    if (s0 > s1)
        h.hi = 1;
    if (s0 < s1)
        h.lo = -1;
    return h;
}

/* sin, cos, tan. */
static rung_interval turning(rung_tables *t, expr_op op, rung_interval a)
{
    circle u, v;
    if (!(a.hi - a.lo < 2.9) || !on_circle(t, a.lo, &u) ||
        !on_circle(t, a.hi, &v))
        return RUNG_NOTHING;
    if (op == EXPR_SIN)
        return a.lo == a.hi ? u.sin : wave(u.sin, v.sin, u.cos, v.cos);
    if (op == EXPR_COS)
        return a.lo == a.hi
                   ? u.cos
                   : wave(u.cos, v.cos, rung_neg(u.sin), rung_neg(v.sin));
    /* tan rises where cos does not vanish: by the same count, where it has one
     * sign at both ends */
    if (!((u.cos.lo > 0 && v.cos.lo > 0) || (u.cos.hi < 0 && v.cos.hi < 0)))
        return RUNG_NOTHING;
    return (rung_interval){rung_div(u.sin, u.cos).lo,
                           rung_div(v.sin, v.cos).hi};
}

rung_interval rung_function_range(rung_tables *t, expr_op op, rung_interval a)
{
    if (!rung_is_there(a))
        return RUNG_NOTHING;
    switch (op) {
    case EXPR_EXP:
        return rising(t, a, exp_at);
    case EXPR_LOG:
        return rising(t, a, log_at);
    case EXPR_ATAN:
        return rising(t, a, atan_at);
    case EXPR_SIN:
    case EXPR_COS:
    case EXPR_TAN:
        return turning(t, op, a);
    default:
        return rung_function_knows(op) ? at(t, op, a) : RUNG_NOTHING;
    }
}
