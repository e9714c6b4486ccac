/* numerics/enclose/iv_internal.h: what the iv_*.c files share.
 *
 * An end is *strict* when every value of the enclosed function lies strictly
 * inside it.  Besides inheriting that from its operands, an end becomes
 * strict whenever its rounding was inexact: outward rounding then moved it
 * off the set's closure.  MPFR's ternary value tells, and is exact.
 */
#ifndef ASSAY_IV_INTERNAL_H
#define ASSAY_IV_INTERNAL_H

#include "iv.h"

/* Marks r as defined with these flags, after both ends were written, and
 * keeps the invariants: no NaN, lo <= hi, lo < +inf, hi > -inf, zeros are
 * +0, infinite ends are open (values are real numbers).  Whatever breaks
 * them, a NaN that slipped through included, makes r undefined. */
void iv_finish(iv_ptr r, bool lo_open, bool hi_open);

static inline mpfr_ptr iv_lower_end(iv_ptr r)
{
    return &r->v->left;
}

static inline mpfr_ptr iv_upper_end(iv_ptr r)
{
    return &r->v->right;
}

/* +1: all values >= 0.  -1: all values <= 0.  0: lo < 0 < hi. */
static inline int iv_side(iv_srcptr a)
{
    if (mpfr_sgn(iv_lower(a)) >= 0)
        return 1;
    return mpfr_sgn(iv_upper(a)) <= 0 ? -1 : 0;
}

/* f(x), correctly rounded, with MPFR's ternary value. */
typedef int iv_mpfr_fn(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
/* r = f(a) for f strictly increasing (falling) on a, a inside f's domain. */
void iv_increasing(iv_ptr r, iv_srcptr a, iv_mpfr_fn *f);
void iv_falling(iv_ptr r, iv_srcptr a, iv_mpfr_fn *f); /* r is not a */

/* e = a bound of f(x), below (RNDD) or above (RNDU); answers whether it is
 * strict.  x may be infinite: then e bounds what f tends to. */
typedef bool iv_end_fn(mpfr_ptr e, mpfr_srcptr x, mpfr_rnd_t rnd);
/* r = f(a) for f strictly monotone on a, a inside f's domain; r may be a. */
void iv_by_ends(iv_ptr r, iv_srcptr a, iv_end_fn *f, bool rising);
/* e = v's end on that side; answers whether it is strict. */
bool iv_take_end(mpfr_ptr e, iv_srcptr v, mpfr_rnd_t rnd);

/* All of a lies between two numbers, both included; none of it does (an end
 * that is strict is no value).  For a defined a. */
bool iv_lies_between(iv_srcptr a, long lo, long hi);
bool iv_avoids(iv_srcptr a, long lo, long hi);

/* One end of an operand. */
typedef struct {
    mpfr_srcptr x;
    bool open;
} iv_end;

static inline iv_end iv_end_of(iv_srcptr a, bool upper)
{
    return upper ? (iv_end){iv_upper(a), a->hi_open}
                 : (iv_end){iv_lower(a), a->lo_open};
}

#endif
