/* numerics/recheck/recheck_tail.h: the shapes of recheck_end.c, and their
 * arithmetic. */
#ifndef ASSAY_RECHECK_TAIL_H
#define ASSAY_RECHECK_TAIL_H

#include "recheck_integral.h"

#include "../expr/expr_internal.h"

typedef enum {
    RECHECK_NONE,
    RECHECK_POWER,
    RECHECK_LOG
} recheck_shape;

typedef struct {
    recheck_shape is;
    bool exp;
    rrange k, a, b, g;
} recheck_tail;

typedef struct {
    const recheck_integrand *f;
    const recheck_end *at;
    slong prec;
    rrange log_edge, x, y; /* x, y: scratch */
    rrange here, end;      /* x_t on the range, and at a finite end */
    expr *order; /* the integrand's nodes, n */
    size_t n;
    recheck_tail *v;
    expr_map place; /* node -> place in v, plus 1 */
} recheck_ends;

/* recheck_end.c: the shape of each of f's nodes; x_t's range is f->in's. */
void recheck_end_begin(recheck_ends *w, const recheck_integrand *f,
                       const recheck_end *at);
void recheck_end_finish(recheck_ends *w);

/* t is changed in place; a second operand is spoilt. */
void recheck_tail_init(recheck_tail *t);
void recheck_tail_clear(recheck_tail *t);
void recheck_tail_copy(recheck_tail *t, const recheck_tail *u);
void recheck_tail_plain(recheck_tail *t, const rrange *k, long a);
bool recheck_tail_one_number(const rrange *r);
void recheck_tail_down(recheck_ends *w, rrange *r);
void recheck_tail_at_edge(recheck_ends *w, rrange *r, const rrange *d);
void recheck_tail_worst(const recheck_ends *w, rrange *r, const rrange *a);
void recheck_tail_unlog(recheck_ends *w, recheck_tail *t);
void recheck_tail_sum(recheck_ends *w, recheck_tail *t, recheck_tail *u, rrange_binary *op);
void recheck_tail_product(recheck_ends *w, recheck_tail *t, recheck_tail *u);
void recheck_tail_reciprocal(recheck_ends *w, recheck_tail *t);
void recheck_tail_power(recheck_ends *w, recheck_tail *t, long p, long q);
void recheck_tail_exp(recheck_ends *w, recheck_tail *t);
void recheck_tail_log(recheck_ends *w, recheck_tail *t);

/* k times s^d, which falls towards the end. */
void recheck_tail_damp(recheck_ends *w, rrange *k, const rrange *d);
/* recheck_tail_common.c: t, for n a sum or difference, from one fraction, at a
 * finite end; false: not known. */
bool recheck_tail_common(recheck_ends *w, recheck_tail *t, const expr_node *n);
/* r encloses t's integral over the range; t may be changed. */
bool recheck_tail_integral(recheck_ends *w, rrange *r, recheck_tail *t);
/* d[k] encloses phi^(k)(v)/k! for v in u, k = 0 .. m, phi the function of n. */
bool recheck_tail_function(recheck_ends *w, const expr_node *n, const rrange *u,
                           int m, rrange *d);
/* recheck_tail_series.c: the shapes of f^(k)/k!, k = 0 .. m, on w's range, where
 * f, the whole of w's expression, is then m times continuously differentiable. */
bool recheck_tail_series(recheck_ends *w, int m, recheck_tail *out);

#endif
