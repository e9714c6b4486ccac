/* atanh as an expression: atanh 0 = 0, (atanh u)' = u'/((1 - u)(1 + u)).  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr one = expr_si(p, 1);
    expr s = expr_mul(p, expr_sub(p, one, u), expr_add(p, one, u));
    return expr_div(p, du, s);
}

static expr unfold(expr_pool *p, expr u)
{
    expr one = expr_si(p, 1);
    expr a = expr_unary(p, EXPR_LOG, expr_add(p, one, u));
    expr b = expr_unary(p, EXPR_LOG, expr_sub(p, one, u));
    return expr_div(p, expr_sub(p, a, b), expr_si(p, 2));
}

const expr_function expr_function_atanh = {
    .special = expr_function_zero_at_zero, .diff = diff, .unfold = unfold};
