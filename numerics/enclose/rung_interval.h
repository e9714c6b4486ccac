/* numerics/enclose/rung_interval.h: intervals of two doubles, rounded outward
 * without a change of rounding mode.  Believed.
 *
 * An interval here is closed, its ends are finite, lo <= hi.  What cannot be
 * said so is RUNG_NOTHING, whose ends are NaN; each operation's result is
 * asked for rung_is_there before it is used, and an overflow (an infinite end,
 * or a NaN that came of one) is not there.
 *
 * Rounding.  The processor rounds to nearest, subnormals are kept (rung_usable
 * looks); u = 2^-53, eta = 2^-1074 the least double.  Let v be a real number
 * and c = RN(v), finite.
 *
 * Lemma.  Let t = RN(2u|c|) and e = RN(t + eta).  Then RN(c - e) <= v, and
 * v <= RN(c + e).
 *   c normal: |v - c| <= ulp(c)/2 and 2u|c| >= ulp(c), which is a double, so
 *   t >= ulp(c) and e >= ulp(c).  c - ulp(c) is a double (or overflows to
 *   -inf): RN(c - e) <= c - ulp(c) < v.
 *   c subnormal or 0: |v - c| <= eta/2, and e >= eta: RN(c - e) <= c - eta < v.
 *   The other side by symmetry.
 * Where c = 0 or c subnormal imply c = v, t alone will do (the first case did
 * not use eta).  That holds of sums, whose subnormal results are exact
 * (Hauser 1996), and of square roots, which are 0 or normal.
 *
 * The result of an operation holds all values on its operands, and each end
 * of it lies outside, or on, what the exact operation gives on the operands'
 * ends.  So it also holds what MPFR's outward rounding to 53 bits or more makes
 * of narrower operands: that is the nearest number on the outer side, of a set
 * that contains the doubles. */
#ifndef ASSAY_RUNG_INTERVAL_H
#define ASSAY_RUNG_INTERVAL_H

#include <float.h>
#include <math.h>
#include <stdbool.h>

typedef struct {
    double lo, hi;
} rung_interval;

#define RUNG_NOTHING ((rung_interval){NAN, NAN})

/* false on NaN, too */
static inline bool rung_is_there(rung_interval a)
{
    return a.lo >= -DBL_MAX && a.hi <= DBL_MAX;
}

static inline rung_interval rung_point(double x)
{
    return (rung_interval){x, x};
}

/* The lemma with t alone, for sums and roots; and with e. */
static inline double rung_down_sum(double c)
{
    return c - fabs(c) * 0x1p-52;
}

static inline double rung_up_sum(double c)
{
    return c + fabs(c) * 0x1p-52;
}

static inline double rung_down(double c)
{
    return c - (fabs(c) * 0x1p-52 + 0x1p-1074);
}

static inline double rung_up(double c)
{
    return c + (fabs(c) * 0x1p-52 + 0x1p-1074);
}

static inline double rung_least(double x, double y)
{
    return x < y ? x : y;
}

static inline double rung_most(double x, double y)
{
    return x > y ? x : y;
}

static inline rung_interval rung_neg(rung_interval a)
{
    return (rung_interval){-a.hi, -a.lo}; /* exact */
}

static inline rung_interval rung_add(rung_interval a, rung_interval b)
{
    return (rung_interval){rung_down_sum(a.lo + b.lo),
                           rung_up_sum(a.hi + b.hi)};
}

static inline rung_interval rung_sub(rung_interval a, rung_interval b)
{
    return (rung_interval){rung_down_sum(a.lo - b.hi),
                           rung_up_sum(a.hi - b.lo)};
}

/* Ends of equal signs: the product's sign is sure, whatever the pad did. */
static inline rung_interval rung_with_sign(rung_interval r, int sign)
{
    if (sign > 0 && r.lo < 0)
        r.lo = 0;
    if (sign < 0 && r.hi > 0)
        r.hi = 0;
    return r;
}

/* +1: all of a is >= 0; -1: <= 0; 0: neither is sure. */
static inline int rung_side(rung_interval a)
{
    return a.lo >= 0 ? 1 : a.hi <= 0 ? -1 : 0;
}

/* The least and the largest of the four products of ends, as of any product on
 * two ranges; RN is monotone, so they are the least and largest rounded. */
static inline rung_interval rung_mul(rung_interval a, rung_interval b)
{
    double p = a.lo * b.lo, q = a.lo * b.hi, r = a.hi * b.lo, s = a.hi * b.hi;
    rung_interval v = {
        rung_down(rung_least(rung_least(p, q), rung_least(r, s))),
        rung_up(rung_most(rung_most(p, q), rung_most(r, s)))};
    return rung_with_sign(v, rung_side(a) * rung_side(b));
}

/* Both >= 0. */
static inline rung_interval rung_mul_pos(rung_interval a, rung_interval b)
{
    return rung_with_sign(
        (rung_interval){rung_down(a.lo * b.lo), rung_up(a.hi * b.hi)}, 1);
}

/* Nothing unless b keeps away from 0.  For b > 0 the quotient falls in b
 * where it is positive, and rises where it is negative. */
static inline rung_interval rung_div(rung_interval a, rung_interval b)
{
    if (!(b.lo > 0)) {
        if (!(b.hi < 0))
            return RUNG_NOTHING;
        a = rung_neg(a); /* a/b = (-a)/(-b) */
        b = rung_neg(b);
    }
    double lo = a.lo / (a.lo >= 0 ? b.hi : b.lo);
    double hi = a.hi / (a.hi >= 0 ? b.lo : b.hi);
    return rung_with_sign((rung_interval){rung_down(lo), rung_up(hi)},
                          rung_side(a));
}

static inline rung_interval rung_sqrt(rung_interval a)
{
    if (!(a.lo >= 0))
        return RUNG_NOTHING;
    return (rung_interval){rung_down_sum(sqrt(a.lo)), rung_up_sum(sqrt(a.hi))};
}

static inline rung_interval rung_abs(rung_interval a)
{
    int s = rung_side(a);
    if (s != 0)
        return s > 0 ? a : rung_neg(a);
    return (rung_interval){0, rung_most(-a.lo, a.hi)};
}

static inline rung_interval rung_sqr(rung_interval a)
{
    a = rung_abs(a);
    return rung_mul_pos(a, a);
}

/* For a >= 0 and n >= 1. */
static inline rung_interval rung_pow_pos(rung_interval a, unsigned long n)
{
    rung_interval r = rung_point(1);
    for (bool first = true; n > 0 && rung_is_there(a); n >>= 1) {
        if ((n & 1) != 0) {
            r = first ? a : rung_mul_pos(r, a);
            first = false;
        }
        if (n > 1)
            a = rung_mul_pos(a, a);
    }
    return rung_is_there(a) ? r : RUNG_NOTHING;
}

static inline rung_interval rung_pow(rung_interval a, unsigned long n)
{
    if (n % 2 == 0)
        return n == 0 ? rung_point(1) : rung_pow_pos(rung_abs(a), n);
    if (a.hi <= 0)
        return rung_neg(rung_pow_pos(rung_neg(a), n));
    if (a.lo >= 0)
        return rung_pow_pos(a, n);
    /* odd and rising: from -(-lo)^n to hi^n */
    rung_interval low = rung_pow_pos(rung_point(-a.lo), n);
    rung_interval high = rung_pow_pos(rung_point(a.hi), n);
    return (rung_interval){-low.hi, high.hi};
}

static inline rung_interval rung_min(rung_interval a, rung_interval b)
{
    return (rung_interval){rung_least(a.lo, b.lo), rung_least(a.hi, b.hi)};
}

static inline rung_interval rung_max(rung_interval a, rung_interval b)
{
    return (rung_interval){rung_most(a.lo, b.lo), rung_most(a.hi, b.hi)};
}

#endif
