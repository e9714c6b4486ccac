/* expm1 as an expression: expm1 0 = 0, (expm1 u)' = exp(u) u'.  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_mul(p, expr_unary(p, EXPR_EXP, u), du);
}

static expr unfold(expr_pool *p, expr u)
{
    return expr_sub(p, expr_unary(p, EXPR_EXP, u), expr_si(p, 1));
}

const expr_function expr_function_expm1 = {
    .special = expr_function_zero_at_zero, .diff = diff, .unfold = unfold};
