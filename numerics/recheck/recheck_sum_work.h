/* numerics/recheck/recheck_sum_work.h: what the recheck_sum*.c files share. */
#ifndef ASSAY_RECHECK_SUM_WORK_H
#define ASSAY_RECHECK_SUM_WORK_H

#include "recheck_sum.h"
#include "recheck_tail.h"

/* The last sum that was asked for. */
struct recheck_sums {
    expr_pool *pool;
    reval *e;
    expr_node of;
    expr g, slope, in_log; /* of g; EXPR_NONE: there is none */
    bool has_gamma;
};

/* The sum of g(n), n = m, m + 1, ..; the terms before `next` are in `sum`. */
typedef struct {
    recheck_sums *s;
    reval *in;
    slong prec, bits;
    int t;
    long m, next, most; /* terms that are added at most: most */
    rrange sum, x;
} recheck_sum_work;

/* w->x and x_t = halves/2, or all from there on. */
void recheck_sum_put(recheck_sum_work *w, long halves, bool beyond);
/* Adds the terms before n; false: one is not known. */
bool recheck_sum_add(recheck_sum_work *w, long n);
/* Is r no wider than the sum so far, times 2^-bits? */
bool recheck_sum_fine(const recheck_sum_work *w, const rrange *r);

/* recheck_sum_midpoints.c: r encloses the sum; false: not known. */
bool recheck_sum_by_midpoints(recheck_sum_work *w, rrange *r);
/* r is at least the integral of |g^(m)/m!| from halves/2 on. */
bool recheck_sum_rest(recheck_sum_work *w, rrange *r, long halves, int m);

#endif
