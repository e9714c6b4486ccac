/* numerics/exact/exact.h: exact zeros and factorisations by normal forms.
 *
 * For: equality without tolerance: is this expression zero, what are its
 *   factors, its expansion at a point? Asked where both sides of a claim
 *   meet.
 * Sees: base, expr.  Signs that an identity needs it asks back from whichever
 *   engine is asking.
 * Begin: exact_internal.h for the invariant; exact_expr.c turns a node into a
 *   quotient; exact_laws.h for what it knows of functions.
 *
 * An expression is brought to a quotient of polynomials over Q (FLINT) in
 * atoms: variables, pi, roots (with w^q = base), exponentials of monomials,
 * logarithms of positive irreducible factors, sines and cosines with
 * s^2 + c^2 = 1, arctangents, erf, abs, min, max of anything else.  Rewriting
 * uses only identities valid wherever the expression is defined on the box
 * of the given evaluator; the sign conditions they need (sqrt(a^2) = a wants
 * a >= 0, log(ab) = log a + log b wants a, b > 0) are decided by enclosures
 * over that box.  "Zero" is therefore a proof; "not shown" is no statement.
 */
#ifndef ASSAY_EXACT_H
#define ASSAY_EXACT_H

#include "../expr/problem.h"

typedef struct exact exact;

typedef enum {
    SIGN_UNKNOWN,
    SIGN_NEG,
    SIGN_NONPOS,
    SIGN_NONNEG,
    SIGN_POS
} exact_sign;

/* Whoever encloses: the certain sign of e over a whole box (where hypotheses
 * hold), where e is then defined.  contradicts, which may be NULL, has the last
 * word on what looks like zero: it may have seen a point where e is not. */
typedef struct {
    exact_sign (*sign)(void *ctx, expr e);
    bool (*contradicts)(void *ctx, expr e);
    void *ctx;
} exact_oracle;

/* pool and ctx are borrowed; the oracle's box and hypotheses must not change
 * while x lives.  New expressions are added to the pool. */
exact *exact_new(expr_pool *pool, const exact_oracle *oracle);
void exact_free(exact *x);

/* True only when f = 0 at every point of the box (where the evaluator's
 * hypotheses hold) at which f is defined. */
bool exact_is_zero(exact *x, expr f) __attribute__((warn_unused_result));

/* True only when the Taylor coefficients of f in x_i at x_i = p, of orders
 * 0 .. m-1, vanish for all values of the other variables in the box for which
 * f and its subexpressions have m-1 continuous derivatives in x_i at p
 * (1 <= m <= 64; p does not depend on x_i).  The box of ev must have x_i = p
 * in it, for all values of the others, and p must satisfy its hypotheses, if
 * any.  Kinks are decided on the whole box, or strictly at p. */
bool exact_jet_is_zero(exact *x, expr f, int i, expr p, int m)
    __attribute__((warn_unused_result));

/* f = unit * prod factor[k]^power[k] wherever f is defined in the box (the
 * factors are defined there too), with unit rational; factors are polynomials
 * in the atoms, irreducible over Q after variables under roots are written by
 * the roots: (x + y)/2 - sqrt(x y) = (sqrt x - sqrt y)^2 / 2 for x, y >= 0.
 * Negative powers are the denominator's.  Arrays are malloc'd, *n their
 * length; f = 0 gives unit 0 and n = 0.  False when f has no usable normal
 * form (too large, too many atoms). */
bool exact_factor(exact *x, expr f, mpq_ptr unit, expr **factor, long **power,
                  size_t *n) __attribute__((warn_unused_result));
/* An expression equal to f wherever f is defined in the box: its normal form,
 * the numerator expanded (horner: nested) over the denominator; EXPR_NONE
 * when there is none. */
expr exact_simplify(exact *x, expr f, bool horner);

#endif
