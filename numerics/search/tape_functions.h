/* numerics/search/tape_functions.h: the same of functions, root to tangent.  Included
 * after tape_kernel.h. */

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
