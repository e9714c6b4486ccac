/* numerics/recheck/rrange_function.h: what the second engine knows of each function of
 * functions.def, and what its rows are made of.  One file a function,
 * rrange_NAME.c, fills in its row: other code than iv_NAME.c, over Arb.
 *
 * Where a function is monotone, its range's ends are its values at the ends:
 * each is the outer bound of the ball that Arb computes there, in a few bits
 * more than asked.  An end is strict where the ball is exact and the argument
 * open, or where a bound is known that is never attained. */
#ifndef ASSAY_RRANGE_FUNCTION_H
#define ASSAY_RRANGE_FUNCTION_H

#include "../expr/expr.h"
#include "recheck_jet.h"

typedef struct {
    /* Undefined unless the function is defined all over a.  NULL for one with
     * a whole parameter: see rrange_function_range. */
    rrange_unary *range;
    /* Coefficients of f(u) of orders 1 .. w->m; y_0 is there.  y is not u.
     * w->whole is the node's parameter.
     * y->ok becomes false where f is not smooth. */
    void (*jet)(recheck_worker *w, recheck_series *y, const recheck_series *u);
    /* No value of a lies in the domain: certainly.  NULL: not known. */
    bool (*outside)(const rrange *a);
} rrange_function;

#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    extern const rrange_function rrange_function_##name;
#include "../expr/functions.def"
#undef FUNCTION

/* The row of an operation, or NULL where it is none of functions.def. */
const rrange_function *rrange_function_of(expr_op op);
/* Its range, with its whole parameter n (0 where there is none). */
void rrange_function_range(rrange *r, expr_op op, long n, const rrange *a,
                           slong prec);

enum {
    RRANGE_GUARD = 12
};
typedef void rrange_arb_fn(arb_t r, const arb_t x, slong prec);
/* e = f(x), rounded outward; answers whether no value of f attains it, given
 * that x itself is attained or not. */
bool rrange_end(arf_t e, rrange_arb_fn *f, const arf_t x, bool open, bool upper,
                slong prec);
/* Both ends are written: is it a range, and which ends are strict? */
void rrange_settle(rrange *r, bool lo_open, bool hi_open);
/* f increasing; at infinite ends r's are set to what f tends to: at_lo for
 * -inf (NULL: f's domain does not go there), at_hi for +inf. */
void rrange_increasing(rrange *r, const rrange *a, rrange_arb_fn *f,
                       arf_srcptr at_lo, arf_srcptr at_hi, slong prec);
/* The same with infinite limits. */
void rrange_to_infinity(rrange *r, const rrange *a, rrange_arb_fn *f,
                        slong prec);
/* No value is at or below (above) the bound. */
void rrange_above(rrange *r, long bound);
void rrange_below(rrange *r, long bound);

/* The least integer k > x/pi - shift/2 (up), or the greatest < (not up), see
 * rrange_wave.c; false: x too large. */
bool rrange_turning(fmpz_t k, const arf_t x, int shift, bool up, slong prec);
/* sin (shift 1) or cos (shift 0) over a. */
void rrange_wave(rrange *r, const rrange *a, rrange_arb_fn *f, int shift,
                 slong prec);

#endif
