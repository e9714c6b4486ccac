/* numerics/exact.h: exact zeros and factorisations by normal forms.
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

#include "eval.h"

typedef struct exact exact;

/* pool and ev are borrowed; ev's box and hypotheses must not change while x
 * lives.  New expressions are added to the pool. */
exact *exact_new(expr_pool *pool, eval *ev);
void exact_free(exact *x);

/* True only when f = 0 at every point of the box where f is defined. */
bool exact_is_zero(exact *x, expr f);

/* True only when the Taylor coefficients of f in x_i at x_i = p, of orders
 * 0 .. m-1, vanish for all values of the other variables in the box (p does
 * not depend on x_i).  The box of ev must have x_i = p in it. */
bool exact_jet_is_zero(exact *x, expr f, int i, expr p, int m);

/* f = unit * prod factor[k]^power[k], as an identity where f is defined, with
 * unit rational; factors are polynomials in the atoms, irreducible over Q
 * after roots of single variables are taken as new variables.  Negative
 * powers are the denominator's.  Arrays are malloc'd, *n their length.
 * False when f has no usable normal form (too large, too many atoms). */
bool exact_factor(exact *x, expr f, mpq_ptr unit, expr **factor, long **power,
                  size_t *n);
/* The normal form as an expression (expanded numerator over denominator);
 * EXPR_NONE when there is none.  horner: polynomials in nested form. */
expr exact_simplify(exact *x, expr f, bool horner);

#endif
