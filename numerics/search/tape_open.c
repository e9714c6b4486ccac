/* Which ends of a result are open, lane by lane.  Believed: nothing.  See
 * tape_open.h.
 *
 * The rules are those of iv.c, except that a corner is not compared with
 * another: on doubt an end counts as attained, which is always sound.
 */
#include "tape_open.h"

typedef struct {
    double lo, hi;
    bool lo_open, hi_open;
} lane;

static lane lane_of(const tape_reg *r, tape_flags f, unsigned i)
{
    return (lane){-r->nlo[i], r->hi[i], (f >> i & 1) != 0,
                  (f >> (TAPE_HI_SHIFT + i) & 1) != 0};
}

static bool nonzero(const lane *x)
{
    return x->lo > 0 || x->hi < 0 || (x->lo == 0 && x->lo_open) ||
           (x->hi == 0 && x->hi_open);
}

static tape_flags flags_of(const lane *r, unsigned i)
{
    return (tape_flags)r->lo_open << i | (tape_flags)r->hi_open
                                             << (TAPE_HI_SHIFT + i);
}

/* A product's end from one end of each factor. */
static bool product_open(double x, bool x_open, double y, bool y_open,
                         bool never_zero)
{
    return x == 0 || y == 0 ? never_zero : x_open || y_open;
}

static lane mul(const lane *a, const lane *b)
{
    bool nz = nonzero(a) && nonzero(b);
    int sa = a->lo >= 0 ? 1 : a->hi <= 0 ? -1 : 0;
    int sb = b->lo >= 0 ? 1 : b->hi <= 0 ? -1 : 0;
    lane r = {0, 0, false, false};
    if (sa == 0 && sb == 0) {
        r.lo_open = (a->lo_open || b->hi_open) && (a->hi_open || b->lo_open);
        r.hi_open = (a->lo_open || b->lo_open) && (a->hi_open || b->hi_open);
        return r;
    }
    /* which ends meet at the product's: see iv_mul */
    bool la = sb == 0 ? sa > 0 : sb < 0, lb = sa == 0 ? sb > 0 : sa < 0;
    bool ua = sb == 0 ? sa > 0 : sb > 0, ub = sa == 0 ? sb > 0 : sa > 0;
    r.lo_open =
        product_open(la ? a->hi : a->lo, la ? a->hi_open : a->lo_open,
                     lb ? b->hi : b->lo, lb ? b->hi_open : b->lo_open, nz);
    r.hi_open =
        product_open(ua ? a->hi : a->lo, ua ? a->hi_open : a->lo_open,
                     ub ? b->hi : b->lo, ub ? b->hi_open : b->lo_open, nz);
    return r;
}

static bool quotient_open(double x, bool x_open, double y, bool y_open,
                          bool never_zero)
{
    if (x == 0 || y == __builtin_inf() || y == -__builtin_inf())
        return never_zero;
    return y == 0 || x_open || y_open;
}

static lane quotient(const lane *a, const lane *b)
{
    bool pos = b->lo >= 0, nz = nonzero(a);
    int sa = a->lo >= 0 ? 1 : a->hi <= 0 ? -1 : 0;
    bool lb = pos ? sa > 0 : sa >= 0, ub = pos ? sa < 0 : sa <= 0;
    lane r = {0, 0, false, false};
    r.lo_open =
        quotient_open(pos ? a->lo : a->hi, pos ? a->lo_open : a->hi_open,
                      lb ? b->hi : b->lo, lb ? b->hi_open : b->lo_open, nz);
    r.hi_open =
        quotient_open(pos ? a->hi : a->lo, pos ? a->hi_open : a->lo_open,
                      ub ? b->hi : b->lo, ub ? b->hi_open : b->lo_open, nz);
    return r;
}

/* |a| and even powers. */
static lane even(const lane *a)
{
    if (a->lo >= 0)
        return *a;
    if (a->hi <= 0)
        return (lane){0, 0, a->hi_open, a->lo_open};
    double l = -a->lo;
    bool open = l > a->hi   ? a->lo_open
                : l < a->hi ? a->hi_open
                            : a->lo_open && a->hi_open;
    return (lane){0, 0, false, open};
}

tape_flags tape_open_binary(tape_open_rule rule, const tape_reg *a,
                            tape_flags fa, const tape_reg *b, tape_flags fb)
{
    tape_flags r = 0;
    for (unsigned i = 0; i < TAPE_LANES; i++) {
        if (((fa | fb) >> i & (1u | 1u << TAPE_HI_SHIFT)) == 0)
            continue; /* as on the fast path */
        lane x = lane_of(a, fa, i), y = lane_of(b, fb, i), z = x;
        bool lo_tie = x.lo == y.lo, hi_tie = x.hi == y.hi;
        switch (rule) {
        case TAPE_OPEN_MUL:
            z = mul(&x, &y);
            break;
        case TAPE_OPEN_DIV:
            z = quotient(&x, &y);
            break;
        case TAPE_OPEN_EVEN:
            z = even(&x);
            break;
        case TAPE_OPEN_MIN: /* > lo needs both, < hi needs one */
            z.lo_open = lo_tie        ? x.lo_open && y.lo_open
                        : x.lo < y.lo ? x.lo_open
                                      : y.lo_open;
            z.hi_open = hi_tie        ? x.hi_open || y.hi_open
                        : x.hi < y.hi ? x.hi_open
                                      : y.hi_open;
            break;
        case TAPE_OPEN_MAX:
            z.lo_open = lo_tie        ? x.lo_open || y.lo_open
                        : x.lo > y.lo ? x.lo_open
                                      : y.lo_open;
            z.hi_open = hi_tie        ? x.hi_open && y.hi_open
                        : x.hi > y.hi ? x.hi_open
                                      : y.hi_open;
            break;
        case TAPE_OPEN_HULL:
            z.lo_open = lo_tie        ? x.lo_open && y.lo_open
                        : x.lo < y.lo ? x.lo_open
                                      : y.lo_open;
            z.hi_open = hi_tie        ? x.hi_open && y.hi_open
                        : x.hi > y.hi ? x.hi_open
                                      : y.hi_open;
            break;
        }
        r |= flags_of(&z, i);
    }
    return r;
}
