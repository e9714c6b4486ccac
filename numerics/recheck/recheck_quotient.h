/* numerics/recheck/recheck_quotient.h: a rational function of one variable as a
 * fraction of polynomials, for the second engine. */
#ifndef ASSAY_RECHECK_QUOTIENT_H
#define ASSAY_RECHECK_QUOTIENT_H

#include "../expr/expr.h"

#include <flint/fmpz_poly.h>

typedef struct {
    fmpz_poly_t top, bottom;
} recheck_fraction;

void recheck_fraction_init(recheck_fraction *a); /* 0/1 */
void recheck_fraction_clear(recheck_fraction *a);
/* f = top/bottom wherever `must` has no zero, which is where f is defined;
 * bottom has its zeros among must's.  False: f is something else, or large. */
bool recheck_quotient(const expr_pool *pool, expr f, int i, recheck_fraction *a,
                      fmpz_poly_t must) __attribute__((warn_unused_result));

#endif
