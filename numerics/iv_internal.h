/* numerics/iv_internal.h: what the iv_*.c files share.
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

/* Exchanges two intervals, precision included. */
void iv_swap(iv_ptr a, iv_ptr b);

static inline mpfr_ptr iv_lower_end(iv_ptr r)
{
    return &r->v->left;
}

static inline mpfr_ptr iv_upper_end(iv_ptr r)
{
    return &r->v->right;
}

#endif
