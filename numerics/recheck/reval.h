/* numerics/recheck/reval.h: the second engine's evaluator, over Arb ranges.
 *
 * What it answers means what eval.h says; how it is computed is its own.
 * Closed nodes are kept between boxes.  Not thread-safe: one per thread.
 */
#ifndef ASSAY_REVAL_H
#define ASSAY_REVAL_H

#include "../expr/problem.h"
#include "rrange.h"

typedef struct reval reval;

reval *reval_new(const expr_pool *pool, slong prec);
void reval_free(reval *e); /* NULL is harmless */
slong reval_prec(const reval *e);
size_t reval_kept(const reval *e); /* nodes with a value in memory */
void reval_set_box(reval *e, const range *box, int nvars);
/* One coordinate of the box, as an enclosure instead. */
void reval_set_var(reval *e, int i, const rrange *x);
/* From now on only points where these hold are in question. */
void reval_set_hyps(reval *e, const sign_condition *hyp, size_t n);

/* f's values over the box; lives until the next call that changes something.
 * Undefined unless f is defined all over the box (where hypotheses hold). */
const rrange *reval_enclose(reval *e, expr f);
/* Whether f was shown continuous on the box (no conditional undecided), and
 * smooth (no kink undecided either); defined, in both cases. */
bool reval_continuous(reval *e, expr f);
bool reval_decided(reval *e, expr f);

/* The same, whether f is shown to be defined or not. */
void reval_smoothness(reval *e, expr f, bool *continuous, bool *decided);
/* The jet in x_p of the integrand of n, an integral, at all points that x_p has
 * in `at`, the other variables in e's box. */
bool reval_integrand_jet(reval *e, const expr_node *n, const rrange *at,
                         int order, rrange *out);
/* The evaluator of n's integrand, x_p yet to be set. */
reval *reval_integrand(reval *e, const expr_node *n);
/* Is the integral n, whose ends are known, certainly without a value? */
bool reval_diverges(reval *e, const expr_node *n);
/* The coordinate, or an undefined range. */
const rrange *reval_var(const reval *e, int i);

/* Of integrals inside integrals: `within`, this is an integrand's evaluator; bits
 * asked for of integrals here, and in their integrands, 0: all. */
typedef struct {
    bool within;
    slong asked, aim;
} reval_depth;
reval_depth *reval_depth_of(reval *e);

/* For reval.c: r = n, an operation on a, or on a and b. */
void reval_apply(rrange *r, const expr_node *n, const rrange *a,
                 const rrange *b, slong prec);
/* For reval.c: r = n, a function of u, made narrower where a hypothesis bounds
 * u by a multiple of pi/2. */
void reval_reflect(const expr_pool *pool, const sign_condition *hyp,
                   size_t nhyps, const expr_node *n, const rrange *u, rrange *r,
                   slong prec);

/* For reval.c: r = f, made narrower by the hypotheses on f itself. */
void reval_narrow(const expr_pool *pool, const sign_condition *hyp,
                  size_t nhyps, expr f, rrange *r, slong prec);

/* All limit points of f as x_i runs to +infinity (up) or -infinity, the others
 * anywhere in the box; undefined unless f is shown to stay bounded there. */
void reval_limit(reval *e, expr f, int i, bool up, rrange *out);

/* Coefficients f^(k)/k! in x_i, k = 0 .. order, over the box; true when f is
 * smooth in x_i there and all are defined.  There must be no hypotheses. */
bool recheck_jet(reval *e, expr f, int i, int order, rrange *out);

/* recheck_jet.c keeps its own values beside the evaluator's. */
typedef struct jets jets;
jets **reval_jets(reval *e);
const expr_pool *reval_pool(const reval *e);
void recheck_jets_free(jets *j);

#endif
