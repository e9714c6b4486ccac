/* digamma as an expression: (digamma u)' = polygamma(1, u) u'.  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_mul(p, expr_call(p, EXPR_POLYGAMMA, 1, u), du);
}

const expr_function expr_function_digamma = {.diff = diff};
