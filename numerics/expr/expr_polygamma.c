/* polygamma(n, u), the n-th derivative of digamma, as an expression.  Believed. */
#include "expr_function.h"

static expr first(expr_pool *p, expr a)
{
    return expr_unary(p, EXPR_DIGAMMA, a);
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    long n = expr_get(p, fu)->p;
    return expr_mul(p, expr_call(p, EXPR_POLYGAMMA, n + 1, u), du);
}

const expr_function expr_function_polygamma = {.first = first, .diff = diff};
