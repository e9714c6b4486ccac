/* Functions without a kernel in doubles: the first engine's enclosure, a lane
 * at a time.  Believed: nothing.  Slow: some microseconds a lane. */
#include "../enclose/iv_function.h"
#include "../base/rational.h"
#include "tape_internal.h"

#include <fenv.h>

enum {
    CALL_PREC = 64
};

/* The lane's range, as the kernels keep it. */
static void set_lane(iv_ptr x, const tape_reg *a, tape_flags f, int i)
{
    rational_to_fr(iv_lower_end(x), -a->nlo[i]);
    rational_to_fr(iv_upper_end(x), a->hi[i]);
    iv_finish(x, (f >> i & 1) != 0, (f >> (TAPE_HI_SHIFT + i) & 1) != 0);
}

/* An end that a double cannot hold is open where that makes it infinite. */
static tape_flags get_lane(tape_reg *d, iv_srcptr x, int i)
{
    const tape_flags bit = UINT64_C(1) << i;
    if (!iv_is_defined(x)) {
        d->nlo[i] = d->hi[i] = (double)__builtin_inf();
        return bit | bit << TAPE_HI_SHIFT | bit << TAPE_BAD_SHIFT;
    }
    double lo = rational_lower_fr(iv_lower(x));
    double hi = rational_upper_fr(iv_upper(x));
    d->nlo[i] = -lo + 0.0;
    d->hi[i] = hi + 0.0;
    return (x->lo_open ? bit : 0) | (x->hi_open ? bit << TAPE_HI_SHIFT : 0);
}

/* Unused lanes repeat another, and points come one at a time. */
static bool same_lane(const tape_reg *a, tape_flags f, int i)
{
    const tape_flags both = UINT64_C(3) << (i - 1);
    tape_flags lo = f & both, hi = f >> TAPE_HI_SHIFT & both;
    return a->nlo[i] == a->nlo[i - 1] && a->hi[i] == a->hi[i - 1] &&
           (lo == 0 || lo == both) && (hi == 0 || hi == both);
}

/* The kernels round upward; MPFR is not to. */
tape_flags tape_call(int op, int whole, tape_reg *d, const tape_reg *a,
                     tape_flags f)
{
    tape_flags r = f & ~(tape_flags)TAPE_OPEN, lane = 0;
    const tape_reg from = *a; /* which may be d */
    fenv_t old;
    iv_t x, y;
    fegetenv(&old);
    fesetenv(FE_DFL_ENV);
    iv_init(x, CALL_PREC);
    iv_init(y, CALL_PREC);
    for (int i = 0; i < TAPE_LANES; i++) {
        if (i > 0 && same_lane(&from, f, i)) {
            d->nlo[i] = d->nlo[i - 1];
            d->hi[i] = d->hi[i - 1];
            lane <<= 1;
        } else {
            set_lane(x, &from, f, i);
            if (iv_is_defined(x))
                iv_function_range(y, (expr_op)op, whole, x);
            else
                iv_set_undefined(y);
            lane = get_lane(d, y, i);
        }
        r |= lane;
    }
    iv_clear(x);
    iv_clear(y);
    fesetenv(&old);
    return r;
}

void tape_call_points(int op, int whole, double *d, const double *a)
{
    tape_reg r;
    for (int i = 0; i < TAPE_LANES; i++) {
        r.nlo[i] = -a[i];
        r.hi[i] = a[i];
    }
    tape_flags f = tape_call(op, whole, &r, &r, 0);
    for (int i = 0; i < TAPE_LANES; i++) {
        double lo = -r.nlo[i];
        bool bad = (f >> (TAPE_BAD_SHIFT + i) & 1) != 0 || a[i] != a[i];
        d[i] = bad ? __builtin_nan("") : lo > 0 || r.hi[i] < 0 ? lo : r.hi[i];
    }
}
