/* numerics/exact/tv_half_space.h: a half-space and its probability, for tv_arb.c
 * and tv_sum.c. */
#ifndef ASSAY_TV_HALF_SPACE_H
#define ASSAY_TV_HALF_SPACE_H

#include <arb.h>

/* {u S + w N < c}, S and N independent chi^2_k and chi^2_m, u != 0, m >= 1. */
typedef struct {
    long k, m;
    arb_t c, u, w;
    arb_t log_norm; /* log of 2^{m/2 - 1} Gamma(m/2) */
    arb_ptr term;   /* n of them, for k */
    slong n;
    slong prec;
} half_space;

/* r encloses the half-space's probability, by sums of incomplete gamma functions,
 * where k is even and they do not cancel too much; false (0) where they do, or a
 * sign is not certain.  r's radius is at most 2^(-prec/2). */
int tv_sum_probability(arb_t r, const half_space *p);

#endif
