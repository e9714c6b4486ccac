/* numerics/search/dmath.h: elementary functions in plain IEEE operations, some
 * lanes at a time.  Untrusted, like all that uses hardware doubles.
 *
 * No libm: its last bits differ between processors.  Everything here assumes
 * rounding upward (lanes_round_up) and gives the same bits everywhere.
 *
 * Errors.  dm_f(x) differs from f(x) by at most DM_F_ERROR |f(x)|, where the
 * result is normal; reduced arguments add DM_TRIG_REDUCTION absolutely.  The
 * bounds are over twice what was seen in 10^7 random arguments against MPFR
 * (tests/numerics/test_dmath.c repeats a part of that).  Where f(x) is exact
 * and simple it is hit exactly: log 1 = 0, exp 0 = 1, f(0) = 0, cos 0 = 1.
 *
 * Polynomials are minimax fits with double coefficients (Sollya's
 * fpminimax), relative error of the whole function below 2^-54; reductions
 * are those of Cody and Waite, Software Manual for the Elementary Functions,
 * and of FreeBSD's msun.
 */
#ifndef ASSAY_DMATH_H
#define ASSAY_DMATH_H

#include "lanes.h"

#define DM_EXP_ERROR 0x1p-50
#define DM_LOG_ERROR 0x1p-50
#define DM_TRIG_ERROR 0x1p-50
#define DM_TAN_ERROR 0x1p-49
#define DM_TRIG_REDUCTION 0x1p-96 /* for |x| <= DM_TRIG_MAX */
#define DM_TRIG_MAX 0x1p20
#define DM_ATAN_ERROR 0x1.8p-50
#define DM_ERF_ERROR 0x1p-50
#define DM_HYPERBOLIC_ERROR 0x1p-46
#define DM_ROOT_ERROR 0x1p-49
#define DM_ROOT_ERROR_FAR 0x1p-40 /* x outside [2^-900, 2^900] */

/* c[0] + c[1] x + ... + c[n-1] x^(n-1), n <= 17, in pairs, pairs of pairs
 * and so on (Estrin): Horner's chain would be mostly waiting. */
LANES_INLINE vd dm_poly(vd x, const double *c, int n)
{
    vd t[9];
    LANES_UNROLL
    for (int i = 0; i < n / 2; i++)
        t[i] = v_opaque(c[2 * i + 1] * x) + c[2 * i];
    if (n % 2 != 0)
        t[n / 2] = v_set(c[n - 1]);
    LANES_UNROLL
    for (int m = (n + 1) / 2; m > 1; m = (m + 1) / 2) {
        x = x * x;
        LANES_UNROLL
        for (int i = 0; i < m / 2; i++)
            t[i] = t[2 * i + 1] * x + t[2 * i];
        if (m % 2 != 0)
            t[m / 2] = t[m - 1];
    }
    return t[0];
}

/* 2^k for k = low bits of v_ceil_shifted, in two factors, so that results
 * beyond the normal range are rounded (upward) once. */
LANES_INLINE vd dm_scale(vd y, vd shifted)
{
    vu k = (vu)shifted - (vu)v_set(LANES_MAGIC); /* two's complement */
    vu k1 = ((k + 4096) >> 1) - 2048, k2 = k - k1;
    return y * (vd)((k1 + 1023) << 52) * (vd)((k2 + 1023) << 52);
}

/* x = k log 2 + r, |r| <= 0.35; exp x = 2^k (1 + r + r^2 P(r)).  Below -746
 * the least subnormal, above 710 infinity. */
LANES_INLINE vd dm_exp(vd x)
{
    static const double c[] = {0x1.0000000000001p-1,  0x1.5555555555548p-3,
                               0x1.5555555553736p-5,  0x1.1111111115eccp-7,
                               0x1.6c16c17b36dcep-10, 0x1.a01a0183c5d8fp-13,
                               0x1.a019ae8284e49p-16, 0x1.71de67d349f8ep-19,
                               0x1.289df3ec7e49p-22,  0x1.aea271d72147bp-26};
    x = v_min(v_max(x, v_set(-746.0)), v_set(710.0));
    vd shifted = v_ceil_shifted(x * 0x1.71547652b82fep+0 - 0.5);
    vd k = shifted - LANES_MAGIC;
    vd hi = x - k * 0x1.62e42fee00000p-1; /* exact */
    vd lo = v_opaque(k * 0x1.a39ef35793c76p-33);
    vd r = hi - lo;
    vd tail = (hi - r) - lo; /* what rounding r lost, nearly */
    vd y = 1.0 + (r + (r * r * dm_poly(r, c, 10) + tail));
    return dm_scale(y, shifted);
}

/* x = 2^k m, sqrt(1/2) <= m < sqrt 2, f = m - 1, s = f/(2+f), z = s^2:
 * log m = f - (f^2/2 - s (f^2/2 + R(z))), R(z) = z (2/3 + 2/5 z + ...).
 * 0 gives -inf, +inf itself; negative numbers give garbage. */
LANES_INLINE vd dm_log(vd x)
{
    static const double c[] = {0x1.5555555555558p-1, 0x1.999999999507fp-2,
                               0x1.2492492e4820fp-2, 0x1.c71c626d06b11p-3,
                               0x1.7462d859bced7p-3, 0x1.39f9a43b642bbp-3,
                               0x1.2b9390eff03d4p-3};
    const uint64_t sqrt_half = 0x3fe6a09e667f3bcd;
    const double inf = (double)__builtin_inf();
    vi tiny = (vi)(x < 0x1p-1022);
    vd scaled = v_select(tiny, x * 0x1p54, x);
    vu t = (vu)scaled + (0x3ff0000000000000 - sqrt_half);
    vd biased = (vd)((t >> 52) | 0x4330000000000000); /* 2^52 + 1023 + k */
    vd k = (biased - 0x1.00000000003ffp52) - v_and(tiny, v_set(54.0));
    vd f = (vd)((t & 0x000fffffffffffff) + sqrt_half) - 1.0; /* exact */
    vd s = f / (2.0 + f), z = s * s, half = f * f * 0.5;
    vd r = s * (half + z * dm_poly(z, c, 7));
    vd low = r + k * 0x1.a39ef35793c76p-33;
    vd y = k * 0x1.62e42fee00000p-1 - ((half - low) - f);
    y = v_select((vi)(x == inf), v_set(inf), y);
    return v_select((vi)(x == 0.0), v_set(-inf), y);
}

/* ---- sin, cos, tan ------------------------------------------------------ */

typedef struct {
    vd sin, cos; /* of the reduced argument */
    vd turns;    /* how many right angles were taken off */
    vu quadrant; /* the same modulo 4, in the low two bits */
} dm_angle;

/* For |x| <= DM_TRIG_MAX: x = k pi/2 + r, |r| < 0.79.  The first two parts
 * of pi/2 have 33 bits, so that their multiples are exact. */
LANES_INLINE dm_angle dm_reduce(vd x)
{
    static const double cs[] = {-0x1.5555555555555p-3,  0x1.111111111102fp-7,
                                -0x1.a01a019fef0dep-13, 0x1.71de3a1d360f7p-19,
                                -0x1.ae640e7041c63p-26, 0x1.60f74807750ebp-33,
                                -0x1.9765e7a00165p-41};
    static const double cc[] = {0x1.5555555555555p-5,  -0x1.6c16c16c16a53p-10,
                                0x1.a01a019fc47e4p-16, -0x1.27e4fb086754dp-22,
                                0x1.1eed024f36d76p-29, -0x1.92eb9b374ee46p-37,
                                0x1.5ca88fcd4c36ap-45};
    dm_angle a;
    vd shifted = v_ceil_shifted(x * 0x1.45f306dc9c883p-1 - 0.5);
    vd k = shifted - LANES_MAGIC;
    vd t = x - k * 0x1.921fb54400000p+0;        /* exact */
    vd u = v_opaque(k * 0x1.0b4611a600000p-34); /* exact */
    vd r1 = t - u;
    vd v = v_opaque(k * 0x1.3198a2e037073p-69) - ((t - r1) - u);
    vd r = r1 - v, low = (r1 - r) - v; /* the angle is r + low */
    vd z = r * r, half = 0.5 * z, w = 1.0 - half;
    a.turns = k;
    a.quadrant = (vu)shifted;
    a.sin = r + (low + r * (z * dm_poly(z, cs, 7)));
    vd rest = z * z * dm_poly(z, cc, 7) - v_opaque(r * low);
    a.cos = w + (((1.0 - w) - half) + rest);
    return a;
}

/* sin(r + q pi/2); cos x is sin of one quadrant more. */
LANES_INLINE vd dm_sin_in(const dm_angle *a, vu q)
{
    vd y = v_select((vi)((q & 1) != 0), a->cos, a->sin);
    return (vd)((vu)y ^ (q & 2) << 62);
}

LANES_INLINE vd dm_sin(vd x)
{
    dm_angle a = dm_reduce(x);
    return dm_sin_in(&a, a.quadrant);
}

LANES_INLINE vd dm_cos(vd x)
{
    dm_angle a = dm_reduce(x);
    return dm_sin_in(&a, a.quadrant + 1);
}

LANES_INLINE vd dm_tan(vd x)
{
    dm_angle a = dm_reduce(x);
    vi odd = (vi)((a.quadrant & 1) != 0);
    return v_select(odd, v_neg(a.cos), a.sin) / v_select(odd, a.sin, a.cos);
}

/* ---- atan, erf ---------------------------------------------------------- */

/* |x| above tan(3 pi/8): pi/2 + atan(-1/x); above tan(pi/8): pi/4 +
 * atan((x-1)/(x+1)); then an odd polynomial. */
LANES_INLINE vd dm_atan(vd x)
{
    static const double c[] = {
        -0x1.5555555555555p-2, 0x1.99999999997c5p-3,  -0x1.249249247a6a4p-3,
        0x1.c71c71b4fb92dp-4,  -0x1.745d136453f11p-4, 0x1.3b132c80eada2p-4,
        -0x1.11055453f5469p-4, 0x1.e076181e77b26p-5,  -0x1.9fd8e91088b79p-5,
        0x1.137ac2a4628a5p-5,  0x1.c997a5132cab4p-6,  -0x1.93ef2ebf1353fp-3,
        0x1.b5558551e5219p-2,  -0x1.84859d519cf91p-2};
    vd t = v_abs(x);
    vi far = (vi)(t > 0x1.3504f333f9de6p+1);
    vi near = (vi)(t <= 0x1.a827999fcef32p-2);
    vd num = v_select(near, t, v_select(far, v_set(-1.0), t - 1.0));
    vd den = v_select(near, v_set(1.0), v_select(far, t, t + 1.0));
    vd base =
        v_select(far, v_set(0x1.921fb54442d18p+0), v_set(0x1.921fb54442d18p-1));
    vd low = v_select(far, v_set(0x1.1a62633145c07p-54),
                      v_set(0x1.1a62633145c07p-55));
    vd w = num / den, z = w * w;
    vd tail = w * (z * dm_poly(z, c, 14));
    vd y = v_select(near, w + tail, base + (w + (tail + low)));
    return (vd)((vu)y | ((vu)x & 0x8000000000000000));
}

static const double dm_erf_small[] = {
    0x1.06eba8214db69p-3,   -0x1.812746b0379fbp-2,  0x1.ce2f21a04343bp-4,
    -0x1.b82ce312a2433p-6,  0x1.565bcd11238a4p-8,   -0x1.c02db45a3e52ep-11,
    0x1.f9a32e2da240cp-14,  -0x1.f4d2b332a1134p-17, 0x1.b9e880b33f3fep-20,
    -0x1.5f6774239665bp-23, 0x1.fa89d13e76abfp-27,  -0x1.40d31a0107d13p-30,
    0x1.1b027453dadfcp-34};

/* |x| < 1: x + x P(x^2).  Up to 6: 1 - exp(-x^2) Q((x-2)/(x+2)), where
 * Q = exp(x^2) erfc x.  Beyond, 1 - erf < 2^-55. */
LANES_INLINE vd dm_erf(vd x)
{
    static const double q[] = {
        0x1.058671b52c776p-2,   -0x1.b57034efd3f74p-2,  0x1.eeea7dc8a786ap-3,
        -0x1.437f0b68c04afp-4,  0x1.e947159819579p-9,   0x1.ca95ed50ad7fap-8,
        -0x1.bc25a4c6b080bp-11, -0x1.016b5b490a4a4p-10, 0x1.6d5f3d780d7a2p-15,
        0x1.6da868d38bf1fp-13,  0x1.cdccfeecc72fp-16,   -0x1.ce5b9b89bb7d7p-16,
        -0x1.d569e7badb052p-17, 0x1.57ac593dbca6fp-20,  0x1.0ca9a2c19293bp-18,
        0x1.685925f9d254ep-20,  -0x1.3e80580a3e3dcp-20};
    vd t = v_min(v_abs(x), v_set(6.0)), z = t * t;
    vd small = t + t * dm_poly(z, dm_erf_small, 13);
    vd u = (t - 2.0) / (t + 2.0);
    vd large = 1.0 - dm_exp(v_neg(z)) * dm_poly(u, q, 17);
    vd y = v_select((vi)(t < 1.0), small, large);
    return (vd)((vu)y | ((vu)x & 0x8000000000000000));
}

/* ---- hyperbolic functions ----------------------------------------------- */

/* exp(x/2), whose square is finite where sinh is. */
LANES_INLINE vd dm_sinh(vd x)
{
    static const double c[] = {
        0x1.5555555555555p-3,  0x1.1111111111111p-7,  0x1.a01a01a01a01ap-13,
        0x1.71de3a556c734p-19, 0x1.ae64567f544e4p-26, 0x1.6124613a86d09p-33,
        0x1.ae7f3e733b81fp-41, 0x1.952c77030ad4ap-49, 0x1.2f49b46814157p-57};
    vd t = v_abs(x), z = t * t, h = dm_exp(t * 0.5);
    vd small = t + t * (z * dm_poly(z, c, 9));
    vd large = (0.5 * h) * h - (0.5 / h) / h;
    vd y = v_select((vi)(t < 1.0), small, large);
    return (vd)((vu)y | ((vu)x & 0x8000000000000000));
}

LANES_INLINE vd dm_cosh(vd x)
{
    vd h = dm_exp(v_abs(x) * 0.5);
    return (0.5 * h) * h + (0.5 / h) / h;
}

LANES_INLINE vd dm_tanh(vd x)
{
    vd t = v_min(v_abs(x), v_set(40.0));
    vd large = 1.0 - 2.0 / (dm_exp(t + t) + 1.0);
    vd y = v_select((vi)(t < 1.0), dm_sinh(t) / dm_cosh(t), large);
    return (vd)((vu)y | ((vu)x & 0x8000000000000000));
}

/* ---- powers and roots --------------------------------------------------- */

/* sign(x) |x|^n rounded upward, n >= 1: every product carries the sign, so
 * that each step rounds the value upward whichever it is. */
LANES_INLINE vd dm_power_up(vd x, uint32_t n)
{
    for (; (n & 1) == 0; n >>= 1)
        x = x * v_abs(x);
    vd y = x;
    for (n >>= 1; n != 0; n >>= 1) {
        x = x * v_abs(x);
        if ((n & 1) != 0)
            y = y * v_abs(x);
    }
    return y;
}

/* x^(1/q), q >= 2, x >= 0: exp(log(x)/q) and one Newton step.  Roots that
 * have at most 26 bits are found exactly, and *exact tells. */
LANES_INLINE vd dm_root(vd x, uint32_t q, vi *exact)
{
    const double inf = (double)__builtin_inf();
    vd y = dm_exp(dm_log(x) / (double)q);
    vi inside = (vi)(x >= 0x1p-900) & (vi)(x <= 0x1p900);
    vd excess = (dm_power_up(y, q) - x) / x;
    y = v_select(inside, y - y * (excess / (double)q), y);
    vd brief = (vd)(((vu)y + 0x2000000) & 0xfffffffffc000000);
    vd up = dm_power_up(brief, q), down = dm_power_up(v_neg(brief), q);
    vi special = (vi)(x == 0.0) | (vi)(x == inf);
    *exact = special | ((vi)(up == x) & (vi)(down == v_neg(x)));
    y = v_select(*exact, brief, y);
    return v_select(special, x, y);
}

#endif
