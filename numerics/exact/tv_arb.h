/* numerics/exact/tv_arb.h: total variation of two normal laws as balls. */
#ifndef ASSAY_TV_ARB_H
#define ASSAY_TV_ARB_H

#include <arb.h>

enum { TV_MAX_DIM = 100000 };

/* r encloses TV(N(0, I_k + I_m), N(0, a I_k + b I_m)) for a, b > 0, 0 <= k, m
 * <= TV_MAX_DIM; false (0) when the quadrature does not converge.  by_sums: in
 * closed form where there is one (tv_sum.c), else always by quadrature.  r may be
 * a or b. */
int tv_arb(arb_t r, const arb_t a, const arb_t b, long k, long m, int by_sums,
           slong prec);

#endif
