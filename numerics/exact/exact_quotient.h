/* numerics/exact/exact_quotient.h: a function of one variable as a quotient of
 * polynomials over Z, and the polynomials that must not vanish for it to be
 * defined. */
#ifndef ASSAY_EXACT_QUOTIENT_H
#define ASSAY_EXACT_QUOTIENT_H

#include "../expr/expr.h"

#include <flint/fmpz_poly.h>

typedef struct {
    fmpz_poly_t num, den; /* coprime */
    fmpz_poly_t divisors; /* f is defined exactly where this is not 0 */
} exact_quotient;

/* All three are 0. */
void exact_quotient_init(exact_quotient *q);
void exact_quotient_clear(exact_quotient *q);
/* f = num/den wherever divisors != 0, and f is defined there and nowhere else;
 * den != 0 there, too.  False when f is not made of rational numbers, x_i and
 * the four operations with whole powers, or is too large. */
bool exact_quotient_read(exact_quotient *q, const expr_pool *pool, expr f,
                         int i) __attribute__((warn_unused_result));

#endif
