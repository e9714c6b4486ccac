/* numerics/search/tape_kernel.h: interval operations on registers, LANES_WIDTH lanes
 * at a time.  Included by one file per vector width, and by nothing else.
 *
 * Intervals are [-nlo, hi] and rounding is upward throughout, so that both
 * ends are rounded outward.  Operands may be the result's register: every
 * vector is loaded before it is stored.
 */
#include "dmath.h"
#include "tape_internal.h"
#include "tape_open.h"

#define EACH                                                                   \
    LANES_UNROLL                                                               \
    for (unsigned j = 0; j < TAPE_LANES; j += LANES_WIDTH)

#define NO_INLINE __attribute__((noinline))

typedef struct {
    vd nlo, hi;
} vx;

LANES_INLINE vx load(const tape_reg *r, unsigned j)
{
    return (vx){v_load(r->nlo + j), v_load(r->hi + j)};
}

LANES_INLINE void store(tape_reg *r, unsigned j, vd nlo, vd hi)
{
    v_store(r->nlo + j, nlo);
    v_store(r->hi + j, hi);
}

LANES_INLINE tape_flags lanes_at(vi mask, unsigned j, unsigned shift)
{
    return (tape_flags)v_bits(mask) << (j + shift);
}

LANES_INLINE tape_flags swap_open(tape_flags f)
{
    return (f & ~(tape_flags)TAPE_OPEN) | (f >> 8 & TAPE_LO_OPEN) |
           (f << 8 & TAPE_HI_OPEN);
}

LANES_INLINE tape_flags reopen(tape_flags f, tape_flags open)
{
    return (f & ~(tape_flags)TAPE_OPEN) | open;
}

/* ---- arithmetic --------------------------------------------------------- */

LANES_INLINE void op_neg(tape_reg *d, const tape_reg *a)
{
    EACH
    {
        vx x = load(a, j);
        store(d, j, x.hi, x.nlo);
    }
}

LANES_INLINE void op_add(tape_reg *d, const tape_reg *a, const tape_reg *b)
{
    EACH
    {
        vx x = load(a, j), y = load(b, j);
        store(d, j, x.nlo + y.nlo, x.hi + y.hi);
    }
}

LANES_INLINE void op_sub(tape_reg *d, const tape_reg *a, const tape_reg *b)
{
    EACH
    {
        vx x = load(a, j), y = load(b, j);
        store(d, j, x.nlo + y.hi, x.hi + y.nlo);
    }
}

/* b > 0 is finite, the same in all lanes. */
LANES_INLINE void op_scale(tape_reg *d, const tape_reg *a, const tape_reg *b,
                           bool swapped)
{
    bool point = b->hi[0] == -b->nlo[0];
    vd far = v_load(b->hi), close = v_neg(v_load(b->nlo));
    EACH
    {
        vx x = load(a, j);
        vd nlo = swapped ? x.hi : x.nlo, hi = swapped ? x.nlo : x.hi;
        if (point)
            store(d, j, nlo * far, hi * far);
        else
            store(d, j, v_max(nlo * far, nlo * close),
                  v_max(hi * far, hi * close));
    }
}

/* A NaN product is 0 times an infinite end, which is 0. */
LANES_INLINE vd times(vd x, vd y)
{
    vd p = x * y;
    return v_and((vi)(p == p), p);
}

static NO_INLINE void mul_with_infinities(vd out[2], const vx *x, const vx *y)
{
    vd xl = v_neg(x->nlo), yl = v_neg(y->nlo), xm = v_neg(x->hi);
    out[0] = v_max(v_max(times(x->nlo, y->hi), times(x->hi, y->nlo)),
                   v_max(times(xl, y->nlo), times(xm, y->hi)));
    out[1] = v_max(v_max(times(x->nlo, y->nlo), times(x->hi, y->hi)),
                   v_max(times(xl, y->hi), times(x->hi, yl)));
}

LANES_INLINE vx mul_vector(vx x, vx y)
{
    vi nan;
    vx r;
    if (v_bits((vi)(x.nlo > 0.0)) == 0) { /* x >= 0: let it be y */
        vx t = x;
        x = y;
        y = t;
    }
    vd yl = v_neg(y.nlo);
    if (v_bits((vi)(y.nlo > 0.0)) == 0) {
        vd p = x.nlo * y.hi, q = x.nlo * yl, s = x.hi * y.hi, t = x.hi * yl;
        nan = v_unordered(p, q) | v_unordered(s, t);
        r = (vx){v_max(p, q), v_max(s, t)};
    } else {
        vd xl = v_neg(x.nlo), xm = v_neg(x.hi);
        vd p = x.nlo * y.hi, q = x.hi * y.nlo, s = xl * y.nlo, t = xm * y.hi;
        vd a = x.nlo * y.nlo, b = x.hi * y.hi, c = xl * y.hi, e = x.hi * yl;
        nan = v_unordered(p, q) | v_unordered(s, t) | v_unordered(a, b) |
              v_unordered(c, e);
        r = (vx){v_max(v_max(p, q), v_max(s, t)),
                 v_max(v_max(a, b), v_max(c, e))};
    }
    if (v_bits(nan) != 0) {
        vd out[2];
        mul_with_infinities(out, &x, &y);
        r = (vx){out[0], out[1]};
    }
    return r;
}

static NO_INLINE void op_mul(tape_reg *d, const tape_reg *a, const tape_reg *b)
{
    for (unsigned j = 0; j < TAPE_LANES; j += LANES_WIDTH) {
        vx r = mul_vector(load(a, j), load(b, j));
        store(d, j, r.nlo, r.hi);
    }
}

/* b of one sign; a negative b is turned into a/b = (-a)/(-b).  An end x >= 0
 * is divided by the near end of b, x < 0 by the far one; 0/0 is 0 because a
 * zero end of b is open. */
static NO_INLINE tape_flags op_div(tape_reg *d, const tape_reg *a,
                                   const tape_reg *b, tape_flags fb)
{
    tape_flags good = 0;
    EACH
    {
        vx x = load(a, j), y = load(b, j);
        vi lo_open = v_mask((unsigned)(fb >> j) & 0xff);
        vi hi_open = v_mask((unsigned)(fb >> (TAPE_HI_SHIFT + j)) & 0xff);
        vi pos = (vi)(y.nlo < 0.0) |
                 ((vi)(y.nlo == 0.0) & lo_open & (vi)(y.hi > 0.0));
        vi neg = (vi)(y.hi < 0.0) |
                 ((vi)(y.hi == 0.0) & hi_open & (vi)(y.nlo > 0.0));
        vd close = v_abs(v_select(neg, y.hi, y.nlo)); /* +0, not -0 */
        vd far = v_select(neg, y.nlo, y.hi);
        vd hi = v_select(neg, x.nlo, x.hi), nlo = v_select(neg, x.hi, x.nlo);
        vd q = hi / v_select((vi)(hi >= 0.0), close, far);
        vd p = nlo / v_select((vi)(nlo >= 0.0), close, far);
        store(d, j, v_and((vi)(nlo != 0.0), p), v_and((vi)(hi != 0.0), q));
        good |= lanes_at(pos | neg, j, TAPE_BAD_SHIFT);
    }
    return ~good & TAPE_BAD;
}

LANES_INLINE vx even_vector(vx x)
{
    vd zero = v_set(0.0);
    return (vx){v_min(v_min(x.nlo, x.hi), zero), v_max(x.nlo, x.hi)};
}

LANES_INLINE void op_square(tape_reg *d, const tape_reg *a)
{
    EACH
    {
        vx x = even_vector(load(a, j));
        store(d, j, x.nlo * v_abs(x.nlo), x.hi * x.hi);
    }
}

static NO_INLINE void op_pow(tape_reg *d, const tape_reg *a, uint32_t n)
{
    for (unsigned j = 0; j < TAPE_LANES; j += LANES_WIDTH) {
        vx x = load(a, j);
        if (n % 2 == 0)
            x = even_vector(x);
        store(d, j, dm_power_up(x.nlo, n), dm_power_up(x.hi, n));
    }
}

/* ---- increasing functions ----------------------------------------------- */

/* Outward by `error` |y|: the upper end and the negated lower end. */
LANES_INLINE vd pad_up(vd y, double error)
{
    return y + v_abs(y) * error;
}

LANES_INLINE vd pad_nlo(vd y, double error)
{
    return v_abs(y) * error - y;
}

static NO_INLINE tape_flags op_log(tape_reg *d, const tape_reg *a, tape_flags f)
{
    tape_flags bad = 0;
    EACH
    {
        vx x = load(a, j);
        vi open = v_mask((unsigned)(f >> j) & 0xff);
        vi good = ((vi)(x.nlo < 0.0) | ((vi)(x.nlo == 0.0) & open)) &
                  (vi)(x.hi > 0.0);
        vd l = dm_log(v_neg(x.nlo)), h = dm_log(x.hi);
        store(d, j, pad_nlo(l, DM_LOG_ERROR), pad_up(h, DM_LOG_ERROR));
        bad |= lanes_at(~good, j, TAPE_BAD_SHIFT);
    }
    return bad;
}

/* exp 0 is exact.  The lower end stays finite, and drops to 0 where results
 * are subnormal; it is never attained there, exp being positive. */
static NO_INLINE tape_flags op_exp(tape_reg *d, const tape_reg *a)
{
    tape_flags open = 0;
    EACH
    {
        vx x = load(a, j);
        vd l = v_min(dm_exp(v_neg(x.nlo)), v_set(0x1.fffffffffffffp1023));
        vd h = dm_exp(x.hi);
        vd nlo = v_and((vi)(x.nlo != 0.0), l * DM_EXP_ERROR) - l;
        vd hi = h + v_and((vi)(x.hi != 0.0), h * DM_EXP_ERROR);
        nlo = v_and((vi)(nlo <= -0x1p-1000), nlo);
        store(d, j, nlo, hi);
        open |= lanes_at((vi)(nlo == 0.0), j, 0);
    }
    return open;
}

/* The square root is correctly rounded, upward; its predecessor is the lower
 * end unless the root is exact: root^2 <= x, rounded upward or not. */
static NO_INLINE tape_flags op_sqrt(tape_reg *d, const tape_reg *a)
{
    tape_flags bad = 0;
    EACH
    {
        vx x = load(a, j);
        vd l = v_sqrt(-x.nlo);
        vi inexact = (vi)(l * l > -x.nlo);
        vd nlo = v_and(inexact, l * 0x1p-53) - l;
        store(d, j, nlo, v_sqrt(x.hi));
        bad |= lanes_at((vi)(x.nlo > 0.0), j, TAPE_BAD_SHIFT);
    }
    return bad;
}

LANES_INLINE vd root_pad(vd x, vd y, vi exact)
{
    vi far = (vi)(x < 0x1p-900) | (vi)(x > 0x1p900);
    vd e = v_select(far, v_set(DM_ROOT_ERROR_FAR), v_set(DM_ROOT_ERROR));
    return v_and(~exact, y * e);
}

/* The root, padded, then its power, rounded outward. */
static NO_INLINE tape_flags op_root(tape_reg *d, const tape_reg *a, uint32_t p,
                                    uint32_t q)
{
    tape_flags bad = 0;
    for (unsigned j = 0; j < TAPE_LANES; j += LANES_WIDTH) {
        vx x = load(a, j);
        vd xl = v_neg(x.nlo);
        vi exact_l, exact_h;
        vd l = dm_root(xl, q, &exact_l), h = dm_root(x.hi, q, &exact_h);
        vd nlo = root_pad(xl, l, exact_l) - l;
        vd hi = h + root_pad(x.hi, h, exact_h);
        store(d, j, dm_power_up(nlo, p), dm_power_up(hi, p));
        bad |= lanes_at((vi)(x.nlo > 0.0), j, TAPE_BAD_SHIFT);
    }
    return bad;
}

static NO_INLINE void op_atan(tape_reg *d, const tape_reg *a)
{
    EACH
    {
        vx x = load(a, j);
        store(d, j, pad_nlo(dm_atan(v_neg(x.nlo)), DM_ATAN_ERROR),
              pad_up(dm_atan(x.hi), DM_ATAN_ERROR));
    }
}

static NO_INLINE void op_erf(tape_reg *d, const tape_reg *a)
{
    vd one = v_set(1.0);
    EACH
    {
        vx x = load(a, j);
        store(d, j, v_min(pad_nlo(dm_erf(v_neg(x.nlo)), DM_ERF_ERROR), one),
              v_min(pad_up(dm_erf(x.hi), DM_ERF_ERROR), one));
    }
}

LANES_INLINE void op_sinh(tape_reg *d, const tape_reg *a)
{
    const double most = 0x1.fffffffffffffp1023;
    EACH
    {
        vx x = load(a, j);
        vd l = v_min(dm_sinh(v_neg(x.nlo)), v_set(most));
        vd h = v_max(dm_sinh(x.hi), v_set(-most));
        store(d, j, pad_nlo(l, DM_HYPERBOLIC_ERROR),
              pad_up(h, DM_HYPERBOLIC_ERROR));
    }
}

LANES_INLINE void op_tanh(tape_reg *d, const tape_reg *a)
{
    vd one = v_set(1.0);
    EACH
    {
        vx x = load(a, j);
        vd l = dm_tanh(v_neg(x.nlo)), h = dm_tanh(x.hi);
        store(d, j, v_min(pad_nlo(l, DM_HYPERBOLIC_ERROR), one),
              v_min(pad_up(h, DM_HYPERBOLIC_ERROR), one));
    }
}

/* ---- functions that fall, and then rise --------------------------------- */

/* Lanes where the whole box is on one side, and where either end is higher. */
typedef struct {
    tape_flags falls, rises, left, right;
} valley;

/* Some lanes: where the function falls or rises on the whole box, its values y
 * at the ends, each off by at most e; elsewhere its least value is -nlo. */
typedef struct {
    vi fall, rise;
    vd y[2], e[2], nlo;
} valley_lanes;

LANES_INLINE void valley_store(valley *w, tape_reg *d, unsigned j,
                               const valley_lanes *x)
{
    const vd most = v_set(0x1.fffffffffffffp1023);
    const vd slack = v_set(0x1p978); /* where y is infinite, so is e */
    vd up_l = x->y[0] + x->e[0], up_h = x->y[1] + x->e[1];
    vd fallen = v_min(x->e[1], slack) - v_min(x->y[1], most);
    vd risen = v_min(x->e[0], slack) - v_min(x->y[0], most);
    store(d, j, v_select(x->rise, risen, v_select(x->fall, fallen, x->nlo)),
          v_max(up_l, up_h));
    w->falls |= lanes_at(x->fall, j, 0);
    w->rises |= lanes_at(x->rise, j, 0);
    w->left |= lanes_at((vi)(up_l > up_h), j, 0);
    w->right |= lanes_at((vi)(up_h > up_l), j, 0);
}

/* A least value inside is taken; the greatest is, at a closed end. */
LANES_INLINE tape_flags valley_open(const valley *w, tape_flags f)
{
    tape_flags lo = f & TAPE_LO_OPEN, hi = f >> TAPE_HI_SHIFT & TAPE_LO_OPEN;
    tape_flags least = (lo & w->rises) | (hi & w->falls);
    tape_flags most = (lo & w->left) | (hi & w->right) | (lo & hi);
    return reopen(f, least | most << TAPE_HI_SHIFT);
}

static NO_INLINE tape_flags op_cosh(tape_reg *d, const tape_reg *a,
                                    tape_flags f)
{
    valley w = {0};
    EACH
    {
        vx x = load(a, j);
        vd l = dm_cosh(x.nlo), h = dm_cosh(x.hi); /* exact at 0 */
        valley_lanes v = {
            .fall = (vi)(x.hi <= 0.0),
            .rise = (vi)(x.nlo <= 0.0),
            .y = {l, h},
            .e = {v_and((vi)(x.nlo != 0.0), l * DM_HYPERBOLIC_ERROR),
                  v_and((vi)(x.hi != 0.0), h * DM_HYPERBOLIC_ERROR)},
            .nlo = v_set(-1.0)};
        valley_store(&w, d, j, &v);
    }
    return valley_open(&w, f);
}

/* x log(x), and 0 at 0. */
LANES_INLINE vd xlogx_at(vd x)
{
    return v_select((vi)(x == 0.0), v_set(0.0), x * dm_log(x));
}

/* Falls to -1/e at 1/e, which lies between these two, and rises from there on.
 * The product's rounding is a quarter of the logarithm's error, which is
 * doubled. */
#define BELOW_1_OVER_E 0x1.78b56362cef37p-2
#define ABOVE_1_OVER_E 0x1.78b56362cef38p-2

static NO_INLINE tape_flags op_xlogx(tape_reg *d, const tape_reg *a,
                                     tape_flags f)
{
    valley w = {0};
    tape_flags bad = 0;
    EACH
    {
        vx x = load(a, j);
        vd xl = v_neg(x.nlo), l = xlogx_at(xl), h = xlogx_at(x.hi);
        valley_lanes v = {.fall = (vi)(x.hi <= BELOW_1_OVER_E),
                          .rise = (vi)(xl >= ABOVE_1_OVER_E),
                          .y = {l, h},
                          .e = {v_abs(l) * (2 * DM_LOG_ERROR),
                                v_abs(h) * (2 * DM_LOG_ERROR)},
                          .nlo = v_set(ABOVE_1_OVER_E)};
        valley_store(&w, d, j, &v);
        bad |= lanes_at(~((vi)(x.nlo <= 0.0) & (vi)(x.hi >= 0.0)), j,
                        TAPE_BAD_SHIFT);
    }
    return valley_open(&w, f) | bad;
}

/* ---- trigonometric functions -------------------------------------------- */

#define ONE_OVER_PI 0x1.45f306dc9c883p-2

/* The error of a function of a reduced argument; none at 0 itself. */
LANES_INLINE vd trig_pad(vd x, vd y, vd turns, double error)
{
    vd e =
        v_abs(y) * error + v_and((vi)(turns != 0.0), v_set(DM_TRIG_REDUCTION));
    return v_and((vi)(x != 0.0), e);
}

/* sin rises between (j - 1/2) pi and (j + 1/2) pi for even j and falls for
 * odd j; cos does between (j - 1) pi and j pi.  The pieces of the two ends
 * are found up to rounding: taking an extremum for outside the box needs one
 * within 2^-30 of its end, where the function is within 2^-60 of +-1, which
 * the padding covers.  An end that reaches +-1 so is never open. */
static NO_INLINE tape_flags op_sine(tape_reg *d, const tape_reg *a,
                                    tape_flags f, bool of_sin)
{
    tape_flags lo_lo = 0, hi_lo = 0, lo_hi = 0, hi_hi = 0;
    double shift = of_sin ? 0.5 : 0.0;
    vd one = v_set(1.0);
    EACH
    {
        vx x = load(a, j);
        vd xl = v_neg(x.nlo);
        vd jl = v_floor(xl * ONE_OVER_PI + shift) + (of_sin ? 0.0 : 1.0);
        vd jh = v_ceil(x.hi * ONE_OVER_PI - shift);
        vd n = jh - jl;
        vi near = (vi)(x.nlo <= DM_TRIG_MAX) & (vi)(x.hi <= DM_TRIG_MAX) &
                  (vi)(x.nlo >= -DM_TRIG_MAX) & (vi)(x.hi >= -DM_TRIG_MAX);
        vi even = (vi)(jl == v_ceil(jl * 0.5) * 2.0);
        vi mono = near & (vi)(n <= 0.0), turn = near & (vi)(n == 1.0);
        dm_angle al = dm_reduce(xl), ah = dm_reduce(x.hi);
        vd l = dm_sin_in(&al, al.quadrant + (of_sin ? 0 : 1));
        vd h = dm_sin_in(&ah, ah.quadrant + (of_sin ? 0 : 1));
        vd pl = trig_pad(xl, l, al.turns, DM_TRIG_ERROR);
        vd ph = trig_pad(x.hi, h, ah.turns, DM_TRIG_ERROR);
        vd ll = pl - l, lh = ph - h, hl = l + pl, hh = h + ph;
        vi peak = turn & even, valley = turn & ~even;
        vi rising = mono & even, falling = mono & ~even;
        store(d, j, v_select(mono | peak, v_min(v_max(ll, lh), one), one),
              v_select(mono | valley, v_min(v_max(hl, hh), one), one));
        vi sure_l = (vi)(xl == 0.0), sure_h = (vi)(x.hi == 0.0);
        rising &= ((vi)(ll < one) | sure_l) & ((vi)(hh < one) | sure_h);
        falling &= ((vi)(hl < one) | sure_l) & ((vi)(lh < one) | sure_h);
        vi peak_l = peak & (vi)(ll > lh) & ((vi)(ll < one) | sure_l);
        vi peak_h = peak & (vi)(lh > ll) & ((vi)(lh < one) | sure_h);
        vi valley_l = valley & (vi)(hl > hh) & ((vi)(hl < one) | sure_l);
        vi valley_h = valley & (vi)(hh > hl) & ((vi)(hh < one) | sure_h);
        lo_lo |= lanes_at(rising | peak_l, j, 0);
        hi_lo |= lanes_at(falling | peak_h, j, 0);
        hi_hi |= lanes_at(rising | valley_h, j, 0);
        lo_hi |= lanes_at(falling | valley_l, j, 0);
    }
    /* the openness of the end that each end comes from: lo_hi, say, are the
     * lanes where the upper end is the function at the lower end */
    tape_flags hi_open = f >> TAPE_HI_SHIFT;
    return (f & lo_lo) | (hi_open & hi_lo) |
           ((f & lo_hi) | (hi_open & hi_hi)) << TAPE_HI_SHIFT;
}

/* Increasing between poles, from which both ends must keep a distance. */
static NO_INLINE tape_flags op_tan(tape_reg *d, const tape_reg *a)
{
    tape_flags bad = 0;
    EACH
    {
        vx x = load(a, j);
        vd xl = v_neg(x.nlo);
        vd jl = v_floor(xl * ONE_OVER_PI + (0.5 - 0x1p-28));
        vd jh = v_ceil(x.hi * ONE_OVER_PI - (0.5 - 0x1p-28));
        vi good = (vi)(x.nlo <= DM_TRIG_MAX) & (vi)(x.hi <= DM_TRIG_MAX) &
                  (vi)(jl >= jh);
        vd kl = dm_reduce(xl).turns, kh = dm_reduce(x.hi).turns;
        vd l = dm_tan(xl), h = dm_tan(x.hi);
        store(d, j, trig_pad(xl, l, kl, DM_TAN_ERROR) - l,
              trig_pad(x.hi, h, kh, DM_TAN_ERROR) + h);
        bad |= lanes_at(~good, j, TAPE_BAD_SHIFT);
    }
    return bad;
}

/* ---- kinks -------------------------------------------------------------- */

LANES_INLINE tape_flags op_abs(tape_reg *d, const tape_reg *a)
{
    tape_flags kink = 0;
    EACH
    {
        vx x = load(a, j), y = even_vector(x);
        store(d, j, y.nlo, y.hi);
        kink |=
            lanes_at((vi)(x.nlo > 0.0) & (vi)(x.hi > 0.0), j, TAPE_KINK_SHIFT);
    }
    return kink;
}

/* x itself where doubles have no fractions. */
LANES_INLINE vd whole_below(vd x)
{
    return v_select((vi)(v_abs(x) < 0x1p51), v_floor(x), x);
}

/* An open end that is whole is not reached: neither is floor's upper value
 * there.  In a lane with more than one value f jumps. */
static NO_INLINE tape_flags op_floor(tape_reg *d, const tape_reg *a,
                                     tape_flags f)
{
    tape_flags jump = 0;
    EACH
    {
        vx x = load(a, j);
        vi open = v_mask((unsigned)(f >> (TAPE_HI_SHIFT + j)) & 0xff);
        vd lo = whole_below(v_neg(x.nlo)), hi = whole_below(x.hi);
        vi missed =
            (vi)(hi == x.hi) & open & (vi)(v_abs(hi) < 0x1p51) & (vi)(hi > lo);
        hi = v_select(missed, hi - 1.0, hi);
        store(d, j, v_neg(lo), hi);
        jump |= lanes_at(~(vi)(lo == hi), j, 0);
    }
    tape_flags smooth = f & (TAPE_BAD | ~(TAPE_OPEN | TAPE_KINK | TAPE_JUMP));
    return smooth | jump << TAPE_KINK_SHIFT | jump << TAPE_JUMP_SHIFT;
}

/* -floor(-x) */
static NO_INLINE tape_flags op_ceil(tape_reg *d, const tape_reg *a,
                                    tape_flags f)
{
    op_neg(d, a);
    f = op_floor(d, d, swap_open(f));
    op_neg(d, d);
    return f;
}

/* Bits of one lane mask, copied to all five bytes. */
LANES_INLINE tape_flags spread(tape_flags lanes)
{
    return lanes * 0x0101010101u;
}

/* The lesser, or with `greater` the greater, which is the negative of the
 * lesser of the negatives.  In a lane where one operand is the result
 * everywhere, kinks of the other do not matter. */
static NO_INLINE tape_flags op_extreme(tape_reg *d, const tape_reg *a,
                                       tape_flags fa, const tape_reg *b,
                                       tape_flags fb, bool greater)
{
    tape_flags le = 0, ge = 0, open = 0;
    if (((fa | fb) & TAPE_OPEN) != 0)
        open = tape_open_binary(greater ? TAPE_OPEN_MAX : TAPE_OPEN_MIN, a, fa,
                                b, fb);
    EACH
    {
        vx x = load(a, j), y = load(b, j);
        le |= lanes_at((vi)(x.hi <= -y.nlo), j, 0);
        ge |= lanes_at((vi)(y.hi <= -x.nlo), j, 0);
        if (greater)
            store(d, j, v_min(x.nlo, y.nlo), v_max(x.hi, y.hi));
        else
            store(d, j, v_max(x.nlo, y.nlo), v_min(x.hi, y.hi));
    }
    tape_flags first = greater ? ge : le, second = (greater ? le : ge) & ~first;
    tape_flags smooth = TAPE_KINK | TAPE_JUMP, both = fa | fb;
    tape_flags unknown = ~(first | second) & 0xff;
    both |= unknown << TAPE_KINK_SHIFT;
    return open | (both & TAPE_BAD) |
           (smooth & ((fa & spread(first)) | (fb & spread(second)) |
                      (both & spread(unknown))));
}

/* A register and its flags. */
typedef struct {
    const tape_reg *reg;
    tape_flags flags;
} operand;

/* In lanes where the condition is certain, the branch; elsewhere the hull. */
static NO_INLINE tape_flags op_if(tape_reg *d, operand cond, operand then,
                                  operand other, bool strict)
{
    const tape_reg *h = cond.reg, *a = then.reg, *b = other.reg;
    const tape_flags fh = cond.flags, fa = then.flags, fb = other.flags;
    tape_flags yes = 0, no = 0, hull = fa | fb;
    if ((hull & TAPE_OPEN) != 0)
        hull = reopen(hull, tape_open_binary(TAPE_OPEN_HULL, a, fa, b, fb));
    EACH
    {
        vx c = load(h, j), x = load(a, j), y = load(b, j);
        vi lo_open = v_mask((unsigned)(fh >> j) & 0xff);
        vi hi_open = v_mask((unsigned)(fh >> (TAPE_HI_SHIFT + j)) & 0xff);
        vi lo_zero = (vi)(c.nlo == 0.0), hi_zero = (vi)(c.hi == 0.0);
        vi holds = (vi)(c.nlo < 0.0) | (strict ? lo_zero & lo_open : lo_zero);
        vi fails = (vi)(c.hi < 0.0) | (strict ? hi_zero : hi_zero & hi_open);
        fails &= ~holds;
        vd nlo = v_select(fails, y.nlo, v_max(x.nlo, y.nlo));
        vd hi = v_select(fails, y.hi, v_max(x.hi, y.hi));
        store(d, j, v_select(holds, x.nlo, nlo), v_select(holds, x.hi, hi));
        yes |= lanes_at(holds, j, 0);
        no |= lanes_at(fails, j, 0);
    }
    tape_flags unknown = ~(yes | no) & 0xff;
    hull |= unknown << TAPE_KINK_SHIFT | unknown << TAPE_JUMP_SHIFT;
    return (fa & spread(yes)) | (fb & spread(no)) | (hull & spread(unknown)) |
           (fh & TAPE_BAD);
}

/* ---- hypotheses and results --------------------------------------------- */

/* A lane at a time: there are few hypotheses.  Where the hypothesis fails on
 * the whole box, the lane is void and the value is left alone. */
static NO_INLINE tape_flags op_meet(tape_reg *d, tape_flags f,
                                    const tape_instr *in, int void_by[])
{
    if (in->swapped) {
        op_neg(d, d);
        f = swap_open(f);
    }
    for (unsigned i = 0; i < TAPE_LANES; i++) {
        bool hi_open = (f >> (TAPE_HI_SHIFT + i) & 1) != 0;
        if ((f >> (TAPE_BAD_SHIFT + i) & 1) != 0)
            continue;
        if (d->hi[i] < 0 || (d->hi[i] == 0 && (in->strict || hi_open))) {
            if (void_by[i] < 0 || void_by[i] > in->p)
                void_by[i] = in->p;
            continue;
        }
        if (d->nlo[i] > 0) {
            d->nlo[i] = 0;
            f &= ~((tape_flags)1 << i);
        }
        if (d->nlo[i] == 0 && in->strict)
            f |= (tape_flags)1 << i;
    }
    if (in->swapped) {
        op_neg(d, d);
        f = swap_open(f);
    }
    return f;
}

static NO_INLINE void op_out(tape_out *out, const tape_reg *a, tape_flags f)
{
    const double inf = (double)__builtin_inf();
    tape_flags bad = f >> TAPE_BAD_SHIFT & 0xff;
    EACH
    {
        vx x = load(a, j);
        vd lo = -x.nlo + 0.0, hi = x.hi + 0.0;  /* +0: bits are to agree */
        bad |= lanes_at(~(vi)(lo <= hi), j, 0); /* no NaN gets out */
        vi b = v_mask((unsigned)(bad >> j) & 0xff);
        v_store(out->lo + j, v_select(b, v_set(-inf), lo));
        v_store(out->hi + j, v_select(b, v_set(inf), hi));
    }
    out->bad = (uint8_t)bad;
    out->lo_open = (uint8_t)(f | bad);
    out->hi_open = (uint8_t)(f >> TAPE_HI_SHIFT | bad);
    out->kink = (uint8_t)(f >> TAPE_KINK_SHIFT | bad);
    out->jump = (uint8_t)(f >> TAPE_JUMP_SHIFT | bad);
}
