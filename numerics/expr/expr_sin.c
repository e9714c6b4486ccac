/* sin as an expression: sin 0 = 0, (sin u)' = cos(u) u'.  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_mul(p, expr_unary(p, EXPR_COS, u), du);
}

const expr_function expr_function_sin = {.special = expr_function_zero_at_zero,
                                         .diff = diff};
