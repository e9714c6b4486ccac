/* tests/numerics/infix.h: expressions for tests, written as in mathematics.
 * Numbers (exact decimals), + - * / ^ ( ), the functions of the language,
 * pi, min, max, if(h, a, b) for h >= 0.  Any other name is a variable: x y z
 * u v w r s t h are x_0 .. x_9. */
#ifndef ASSAY_TEST_INFIX_H
#define ASSAY_TEST_INFIX_H

#include "../../numerics/expr/expr.h"

/* Aborts with a message on a syntax error: the tests' own text is wrong. */
expr infix(expr_pool *pool, const char *text);

#endif
