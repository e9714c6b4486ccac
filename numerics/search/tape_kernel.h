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
