/* tests/numerics/arb_integral.h: series of an integral, for iv_support.c. */
#ifndef ASSAY_TEST_ARB_INTEGRAL_H
#define ASSAY_TEST_ARB_INTEGRAL_H

#include "iv_support.h"

/* r = the first coefficients in x_var of the integral n at a point, which has
 * EXPR_MAX_VARS places, from the value a to the value b, neither of which moves
 * with x_var.  By two of Gauss' rules, with nothing of either engine's: the
 * ball is as wide as they differ, generously.  false: not found. */
bool arb_integral_series(arb_poly_t r, const expr_pool *pool,
                         const expr_node *n, const arb_t a, const arb_t b,
                         mpq_t *point, int var, slong len, slong prec);

#endif
