/* numerics/recheck/rrange.h: intervals for the second engine, by Arb alone.
 *
 * The same meaning as iv.h gives to intervals, from other code: an rrange is
 * undefined (`ok` false), or holds real ends lo <= hi, rounded outward, where
 * lo may be -inf and hi +inf; lo_open says that every value is strictly
 * greater than lo, hi_open that every value is strictly less than hi.  False
 * is always a sound answer.  Ends are arf numbers: + - * / round them in the
 * direction written, and every elementary function's end is the outer bound
 * of the ball that Arb gives for the function at that end.
 *
 * prec, in bits, is the last argument.  Outputs may alias inputs.
 */
#ifndef ASSAY_RRANGE_H
#define ASSAY_RRANGE_H

#include <gmp.h>
#include <mpfr.h> /* before arf.h and fmpq.h, which look whether it is there */

#include <arb.h>
#include <flint/fmpq.h>
#include <stdbool.h>

typedef struct {
    arf_struct lo, hi;
    bool ok, lo_open, hi_open;
} rrange;

void rrange_init(rrange *r); /* undefined until set */
void rrange_clear(rrange *r);
void rrange_set(rrange *r, const rrange *a); /* exact */
void rrange_swap(rrange *a, rrange *b);
void rrange_undefine(rrange *r);
void rrange_set_si(rrange *r, long n); /* exact */
/* [lo, hi]; NULL stands for an infinite end; lo > hi gives undefined. */
void rrange_set_q(rrange *r, mpq_srcptr lo, bool lo_open, mpq_srcptr hi,
                  bool hi_open, slong prec);
/* A ball's ends; undefined unless they are numbers. */
void rrange_set_arb(rrange *r, const arb_t x, slong prec);
/* A ball around a bounded range. */
void rrange_get_arb(arb_t x, const rrange *a, slong prec);

bool rrange_pos(const rrange *a); /* certainly, as are the next four */
bool rrange_neg(const rrange *a);
bool rrange_nonneg(const rrange *a);
bool rrange_nonpos(const rrange *a);
bool rrange_nonzero(const rrange *a);
bool rrange_is_zero(const rrange *a);    /* exactly [0, 0] */
bool rrange_is_point(const rrange *a); /* defined, one number */
bool rrange_is_bounded(const rrange *a); /* defined, with finite ends */
/* Both can be enclosures of one set: they have a point in common. */
bool rrange_meets(const rrange *a, const rrange *b);
/* No value of a exceeds a value of b. */
bool rrange_le(const rrange *a, const rrange *b);

typedef void rrange_unary(rrange *r, const rrange *a, slong prec);
typedef void rrange_binary(rrange *r, const rrange *a, const rrange *b,
                           slong prec);

/* With a whole parameter. */
typedef void rrange_whole(rrange *r, const rrange *a, long n, slong prec);

rrange_unary rrange_neg_of, rrange_abs, rrange_sqrt;
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    rrange_unary rrange_##name;
#define FUNCTION_WHOLE(NAME, name, total, latex, width, laws)                  \
    rrange_whole rrange_##name;
#include "../expr/functions.def" /* rrange_exp, ..., rrange_polygamma */
#undef FUNCTION
rrange_binary rrange_add, rrange_sub, rrange_mul, rrange_div, rrange_min,
    rrange_max, rrange_hull;
void rrange_pi(rrange *r, slong prec);
void rrange_pow(rrange *r, const rrange *a, ulong n, slong prec);
/* a^(p/q), a >= 0, p, q >= 1. */
void rrange_root(rrange *r, const rrange *a, ulong p, ulong q, slong prec);
/* tv_normal(p, a, q, b) */
void rrange_tv(rrange *r, const rrange *a, const rrange *b, long p, long q,
               slong prec);
/* What a >= 0 (strict: > 0) leaves of a; a itself where that is nothing. */
void rrange_keep_nonneg(rrange *r, const rrange *a, bool strict);

/* "[0.25, 0.5)", for messages only: rounded outward to 25 digits. */
void rrange_text(char *out, size_t size, const rrange *a);

#endif
