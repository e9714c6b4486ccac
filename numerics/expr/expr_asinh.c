/* asinh as an expression: asinh 0 = 0, (asinh u)' = u'/sqrt(u^2 + 1).  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr s = expr_add(p, expr_pow_si(p, u, 2), expr_si(p, 1));
    return expr_div(p, du, expr_unary(p, EXPR_SQRT, s));
}

static expr unfold(expr_pool *p, expr u)
{
    expr s = expr_add(p, expr_pow_si(p, u, 2), expr_si(p, 1));
    s = expr_add(p, u, expr_unary(p, EXPR_SQRT, s));
    return expr_unary(p, EXPR_LOG, s);
}

const expr_function expr_function_asinh = {
    .special = expr_function_zero_at_zero, .diff = diff, .unfold = unfold};
