/* numerics/enclose/eval_sum.h: sums to infinity of smooth functions; what the
 * sum_*.c files and eval_sum.c share. */
#ifndef ASSAY_EVAL_SUM_H
#define ASSAY_EVAL_SUM_H

#include "eval_internal.h"

/* The sum of g(n) over n = first, first + 1, ..; g is a function of x_t without
 * kinks, jumps and integrals, over `in`, in whose box the other variables have
 * their values. */
typedef struct {
    eval *in;
    expr g;
    int t;
    long first;
    long next;      /* terms before it are in `sum` */
    iv_struct sum;
    iv_struct u, v; /* scratch */
    bool factorials; /* Gamma stands in g */
} sum_work;

enum {
    SUM_MOST_BERNOULLI = 34
};

/* sum_terms.c.  How many terms are added at most: fewer at a high precision. */
long sum_most_terms(const sum_work *w);
/* w->u and x_t = [n, n], or [n, inf). */
void sum_at(sum_work *w, long n, bool all_beyond);
/* Adds the terms before n; false where one is not known. */
bool sum_up_to(sum_work *w, long n);

/* sum_maclaurin.c, sum_ratio.c: r encloses the sum, which is absolutely
 * convergent; false where that is not known. */
bool sum_by_maclaurin(sum_work *w, iv_ptr r, long bits,
                      mpq_t *bernoulli); /* B_0, B_2, .. */
/* slope: what sum_log_slope found */
bool sum_by_ratio(sum_work *w, iv_ptr r, expr slope, long bits);
/* g'/g, where no factor of g that holds x_t vanishes on the range that it is
 * defined on; EXPR_NONE where it is not found. */
expr sum_log_slope(expr_pool *pool, expr g, int t);
/* 2^-bits: how narrow an answer is worth while. */
long sum_bits(sum_work *w);
/* Is r's width below that, against the terms so far? */
bool sum_is_narrow(const sum_work *w, iv_srcptr r, long bits);

#endif
