/* numerics/enclose/eval.h: enclosures of expressions over boxes, by MPFI.
 *
 * An `eval` holds a precision, a box, and a value per node.  Closed nodes
 * (constants) are evaluated once per precision and shared by all boxes and
 * all roots, so a family of instances over one long recursion costs what its
 * new nodes cost.  All passes are iterative.  Not thread-safe: one per thread.
 */
#ifndef ASSAY_EVAL_H
#define ASSAY_EVAL_H

#include "iv.h"
#include "../expr/problem.h"

typedef struct eval eval;

eval *eval_new(const expr_pool *pool, mpfr_prec_t prec);
void eval_free(eval *e); /* NULL is harmless */
mpfr_prec_t eval_prec(const eval *e);
void eval_set_prec(eval *e, mpfr_prec_t prec); /* forgets all values */

/* The box for the calls that follow (copied); forgets non-closed values. */
void eval_set_box(eval *e, const range *box, int nvars);
/* One coordinate only, as an interval (for a point given by an expression). */
void eval_set_var(eval *e, int i, iv_srcptr value);
/* The hypotheses that narrow: a node that *is* hyp[j].e, or its negation, is
 * intersected with what the hypothesis allows.  Sound for statements about
 * the points where the hypotheses hold, and only for those.  n = 0: none. */
void eval_set_hyps(eval *e, const sign_condition *hyp, size_t n);

/* Enclosure of f over the current box; the result lives in e until the next
 * call that changes box, precision or hypotheses.  It is undefined unless f
 * was shown to be defined at every point of the box (where the hypotheses
 * hold).  An IF whose condition is uncertain gives the hull of both branches,
 * both of which must then be defined. */
iv_srcptr eval_enclose(eval *e, expr f);
/* As above; *decided is false when some IF, ABS, MIN or MAX in f had an
 * uncertain branch (then f need not be smooth, nor with IF continuous). */
iv_srcptr eval_enclose_smooth(eval *e, expr f, bool *decided,
                              bool *continuous);

/* Taylor coefficients f^(j)/j! in x_i, j = 0 .. order, over the current box:
 * out[j] encloses the coefficient at every point of the box.  All out[j] are
 * undefined unless f is (order+1) times continuously differentiable in x_i
 * on the whole box, kinks decided (with a condition free of x_i, for each
 * value of the other variables).  Hypotheses do not narrow here.  out holds
 * order+1 initialised intervals.
 * Source: Moore, Methods and Applications of Interval Analysis, ch. 3. */
void eval_taylor(eval *e, expr f, int i, int order, iv_struct *out);

/* Is f, said to be 0 wherever the hypotheses hold, seen not to be at one of a
 * few points of the box?  And is one of f's coefficients of orders below m in
 * x_i at x_i = p, said to vanish for all values of the others?  false: no
 * statement.  The box is the same afterwards, but all values are forgotten. */
bool eval_contradicts_zero(eval *e, expr f);
bool eval_contradicts_jet(eval *e, expr f, int i, expr p, int m);

/* What f tends to as x_i goes to +infinity (dir > 0) or -infinity through points
 * at which it is defined, the other variables fixed anywhere in the box: f
 * stays bounded there, and out encloses every number that it comes near to
 * again and again.  Undefined: not known. */
void eval_limit(eval *e, expr f, int i, int dir, iv_ptr out);

/* f's arguments are defined, f is not: is that certain, for every point of the
 * box?  (A logarithm of what is not positive, a root of what is
 * negative, a division by zero.) */
bool eval_outside_domain(eval *e, expr f);

/* Normal forms whose questions about signs e answers; see exact_new in
 * exact.h. */
struct exact;
struct exact *eval_exact(expr_pool *pool, eval *e);

/* r = hull(b, p) for a defined p: an end is open when neither reaches it. */
void eval_range_hull(range *r, const range *b, iv_srcptr p);

#endif
