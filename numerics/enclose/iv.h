/* numerics/enclose/iv.h: intervals of reals over MPFI, with certain predicates only.
 *
 * An `iv` encloses the set of values that a function takes on a box.  It is
 * either *undefined* (nothing may be concluded: some point may lie outside
 * the domain) or it holds ends lo <= hi, rounded outward; lo may be -inf and
 * hi +inf, meaning unbounded.  lo_open says that the value is strictly
 * greater than lo at every point of the box (hi_open likewise): false is
 * always a sound answer (an end that rounding moved outward is open, too).
 * So log of x in (0, 1] is defined, log of [0, 1] is undefined, and 1/x over
 * (0, 1] is [1, +inf).
 *
 * Every operation is correct when outputs alias inputs.  NaN never enters a
 * defined interval, and no predicate answers true on an undefined one.
 * An end at 0 times an infinite end is 0 (both stand for real values).
 */
#ifndef ASSAY_IV_H
#define ASSAY_IV_H

#include <gmp.h>
#include <mpfi.h>
#include <mpfr.h>
#include <stdbool.h>

typedef struct {
    mpfi_t v;
    bool defined;
    bool lo_open, hi_open;
} iv_struct;
typedef iv_struct iv_t[1];
typedef iv_struct *iv_ptr;
typedef const iv_struct *iv_srcptr;

void iv_init(iv_ptr x, mpfr_prec_t prec); /* undefined until set */
void iv_clear(iv_ptr x);
void iv_set_prec(iv_ptr x, mpfr_prec_t prec); /* loses the value */
void iv_swap(iv_ptr a, iv_ptr b); /* values and precisions */
void iv_set(iv_ptr r, iv_srcptr a); /* rounds outward to r's precision */
void iv_set_undefined(iv_ptr r);
void iv_set_si(iv_ptr r, long n);
void iv_set_q(iv_ptr r, mpq_srcptr q);
/* [lo, hi] with flags; NULL stands for an infinite end.  lo <= hi required
 * (otherwise undefined). */
void iv_set_ends(iv_ptr r, mpq_srcptr lo, bool lo_open, mpq_srcptr hi,
                 bool hi_open);
void iv_pi(iv_ptr r);

void iv_neg(iv_ptr r, iv_srcptr a);
void iv_add(iv_ptr r, iv_srcptr a, iv_srcptr b);
void iv_sub(iv_ptr r, iv_srcptr a, iv_srcptr b);
void iv_mul(iv_ptr r, iv_srcptr a, iv_srcptr b);
void iv_div(iv_ptr r, iv_srcptr a, iv_srcptr b);
/* r += a b; t is scratch, of any precision, and none of the others. */
void iv_add_mul(iv_ptr r, iv_srcptr a, iv_srcptr b, iv_ptr t);
void iv_mul_si(iv_ptr r, iv_srcptr a, long n);
void iv_div_si(iv_ptr r, iv_srcptr a, long n); /* undefined for n = 0 */
void iv_pow_ui(iv_ptr r, iv_srcptr a, unsigned long n);
void iv_root(iv_ptr r, iv_srcptr a, unsigned long p, unsigned long q);
void iv_sqrt(iv_ptr r, iv_srcptr a);
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    void iv_##name(iv_ptr r, iv_srcptr a);
#define FUNCTION_WHOLE(NAME, name, total, latex, width, laws)                  \
    void iv_##name(iv_ptr r, iv_srcptr a, long n);
#include "../expr/functions.def" /* iv_exp, iv_log, ..., iv_polygamma */
#undef FUNCTION
void iv_abs(iv_ptr r, iv_srcptr a);
void iv_min(iv_ptr r, iv_srcptr a, iv_srcptr b);
void iv_max(iv_ptr r, iv_srcptr a, iv_srcptr b);
void iv_hull(iv_ptr r, iv_srcptr a, iv_srcptr b); /* undefined if either is */
/* Intersect with [0, inf) or, strict, (0, inf): what a hypothesis h >= 0 or
 * h > 0 allows.  Undefined stays undefined; an empty meet leaves [0, 0] open
 * at both ends (callers test for emptiness with iv_is_empty). */
void iv_meet_nonneg(iv_ptr r, iv_srcptr a, bool strict);
bool iv_is_empty(iv_srcptr a);

bool iv_is_defined(iv_srcptr a);
bool iv_certainly_pos(iv_srcptr a);     /* > 0 everywhere */
bool iv_certainly_nonneg(iv_srcptr a);  /* >= 0 everywhere */
bool iv_certainly_neg(iv_srcptr a);     /* < 0 everywhere */
bool iv_certainly_nonpos(iv_srcptr a);  /* <= 0 everywhere */
bool iv_certainly_nonzero(iv_srcptr a);
bool iv_is_point(iv_srcptr a);   /* defined, one number */
bool iv_is_bounded(iv_srcptr a); /* defined, both ends finite */
/* The ends as MPFR numbers, owned by a.  Only for defined intervals. */
mpfr_srcptr iv_lower(iv_srcptr a);
mpfr_srcptr iv_upper(iv_srcptr a);

/* Is every symmetric matrix in the n x n interval matrix a (row by row; the
 * upper triangle is read) positive semidefinite?  false: not shown.  Destroys
 * a. */
bool iv_matrix_psd(iv_struct *a, int n);

#endif
