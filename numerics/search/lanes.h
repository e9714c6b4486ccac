/* numerics/search/lanes.h: LANES_WIDTH doubles at a time, in the vector types that
 * gcc and clang share.
 *
 * A file defines LANES_WIDTH (2, 4 or 8) and includes this; the same source
 * then runs on 128-, 256- or 512-bit registers with the same bits, since
 * every operation is one IEEE operation a lane.
 *
 * All of it runs with rounding upward (lanes_round_up).  Compilers assume
 * rounding to nearest and may turn (-a)*b into -(a*b), which is then wrong:
 * negations that feed a product or a quotient go through v_neg, and products
 * by negative constants through v_opaque, which hide them.  Sums, differences
 * and comparisons need no such care, and literals are exact.
 */
#ifndef ASSAY_LANES_H
#define ASSAY_LANES_H

#include <stdint.h>
#include <string.h>
/* LANES_PORTABLE: as on a processor that this file knows nothing about. */
#if defined __x86_64__ && !defined LANES_PORTABLE
#define LANES_X86 1
#elif defined __aarch64__ && !defined LANES_PORTABLE
#define LANES_ARM64 1
#endif
#if defined LANES_X86
#include <immintrin.h>
#else
#include <fenv.h>
#include <math.h>
#endif

#ifndef LANES_WIDTH
#define LANES_WIDTH 2
#endif
#define LANES_BYTES (8 * LANES_WIDTH)

/* Unrolled: eight lanes are few vectors. */
#if defined __clang__
#define LANES_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LANES_UNROLL _Pragma("GCC unroll 16")
#endif

#define LANES_INLINE static inline __attribute__((always_inline, unused))

typedef double vd __attribute__((vector_size(LANES_BYTES)));
typedef int64_t vi __attribute__((vector_size(LANES_BYTES)));
typedef uint64_t vu __attribute__((vector_size(LANES_BYTES)));

/* ---- rounding mode ------------------------------------------------------ */

#if defined LANES_X86
typedef unsigned lanes_mode;
enum {
    LANES_MXCSR_UP = 0x5fa0 /* no traps, rounding up, subnormals kept */
};
LANES_INLINE lanes_mode lanes_round_up(void)
{
    lanes_mode old = _mm_getcsr();
    if (old != LANES_MXCSR_UP) /* setting it waits for all that is under way */
        _mm_setcsr(LANES_MXCSR_UP);
    return old;
}
LANES_INLINE void lanes_restore(lanes_mode old)
{
    if (old != LANES_MXCSR_UP)
        _mm_setcsr(old);
}
#else
typedef fenv_t lanes_mode;
LANES_INLINE lanes_mode lanes_round_up(void)
{
    lanes_mode old;
    feholdexcept(&old);
    fesetround(FE_UPWARD);
    return old;
}
LANES_INLINE void lanes_restore(lanes_mode old)
{
    fesetenv(&old);
}
#endif

/* ---- loads, bits, choices ----------------------------------------------- */

LANES_INLINE vd v_load(const double *p)
{
    vd x;
    memcpy(&x, p, sizeof x);
    return x;
}

LANES_INLINE void v_store(double *p, vd x)
{
    memcpy(p, &x, sizeof x);
}

LANES_INLINE vd v_set(double x)
{
#if LANES_WIDTH == 2
    return (vd){x, x};
#elif LANES_WIDTH == 4
    return (vd){x, x, x, x};
#else
    return (vd){x, x, x, x, x, x, x, x};
#endif
}

/* The compiler may not look behind x. */
LANES_INLINE vd v_opaque(vd x)
{
#if defined LANES_X86 && LANES_WIDTH == 8
    __asm__("" : "+v"(x));
#elif defined LANES_X86
    __asm__("" : "+x"(x));
#elif defined LANES_ARM64 && LANES_WIDTH == 2
    __asm__("" : "+w"(x));
#else
    __asm__("" : "+m"(x));
#endif
    return x;
}

LANES_INLINE vd v_neg(vd x)
{
    return v_opaque(-x);
}

LANES_INLINE vd v_abs(vd x)
{
    return (vd)((vu)x & (uint64_t)INT64_MAX);
}

/* Masks are all ones or all zeros in each lane. */
LANES_INLINE vd v_and(vi mask, vd x)
{
    return (vd)(mask & (vi)x);
}

LANES_INLINE vd v_select(vi mask, vd yes, vd no)
{
#if defined LANES_X86 && LANES_WIDTH == 4
    return _mm256_blendv_pd(no, yes, (vd)mask);
#else
    return (vd)((mask & (vi)yes) | (~mask & (vi)no));
#endif
}

/* a > b ? a : b, lane by lane (so b when either is NaN). */
LANES_INLINE vd v_max(vd a, vd b)
{
#if defined LANES_X86 && LANES_WIDTH == 2
    return _mm_max_pd(a, b);
#elif defined LANES_X86 && LANES_WIDTH == 4
    return _mm256_max_pd(a, b);
#elif defined LANES_X86
    return _mm512_max_pd(a, b);
#else
    return v_select((vi)(a > b), a, b);
#endif
}

/* a < b ? a : b */
LANES_INLINE vd v_min(vd a, vd b)
{
#if defined LANES_X86 && LANES_WIDTH == 2
    return _mm_min_pd(a, b);
#elif defined LANES_X86 && LANES_WIDTH == 4
    return _mm256_min_pd(a, b);
#elif defined LANES_X86
    return _mm512_min_pd(a, b);
#else
    return v_select((vi)(a < b), a, b);
#endif
}

/* True where either is NaN. */
LANES_INLINE vi v_unordered(vd a, vd b)
{
#if defined LANES_X86 && LANES_WIDTH == 2
    return (vi)_mm_cmpunord_pd(a, b);
#elif defined LANES_X86 && LANES_WIDTH == 4
    return (vi)_mm256_cmp_pd(a, b, _CMP_UNORD_Q);
#else
    return (vi)(a != a) | (vi)(b != b);
#endif
}

/* Lane i of the result is true when bit i is set. */
LANES_INLINE vi v_mask(unsigned bits)
{
#if LANES_WIDTH == 2
    vu lane = {1, 2};
#elif LANES_WIDTH == 4
    vu lane = {1, 2, 4, 8};
#else
    vu lane = {1, 2, 4, 8, 16, 32, 64, 128};
#endif
    return (vi)((lane & (uint64_t)bits) != 0);
}

/* Bit i is lane i of the mask. */
LANES_INLINE unsigned v_bits(vi mask)
{
#if defined LANES_X86 && LANES_WIDTH == 2
    return (unsigned)_mm_movemask_pd((vd)mask);
#elif defined LANES_X86 && LANES_WIDTH == 4
    return (unsigned)_mm256_movemask_pd((vd)mask);
#else
    unsigned bits = 0;
    for (unsigned i = 0; i < LANES_WIDTH; i++)
        bits |= (unsigned)(mask[i] & 1) << i;
    return bits;
#endif
}

LANES_INLINE vd v_sqrt(vd x)
{
#if defined LANES_X86 && LANES_WIDTH == 2
    return _mm_sqrt_pd(x);
#elif defined LANES_X86 && LANES_WIDTH == 4
    return _mm256_sqrt_pd(x);
#elif defined LANES_X86
    return _mm512_sqrt_pd(x);
#else
    for (unsigned i = 0; i < LANES_WIDTH; i++)
        x[i] = sqrt(x[i]); /* correctly rounded, by IEEE 754 */
    return x;
#endif
}

/* The least integer >= x, for |x| < 2^51: adding 3/2 2^52 rounds upward. */
#define LANES_MAGIC 0x1.8p52
LANES_INLINE vd v_ceil_shifted(vd x)
{
    return v_opaque(x + LANES_MAGIC); /* low bits: the integer */
}

LANES_INLINE vd v_ceil(vd x)
{
    return v_ceil_shifted(x) - LANES_MAGIC;
}

LANES_INLINE vd v_floor(vd x)
{
    return v_neg(v_ceil(v_neg(x)));
}

#endif
