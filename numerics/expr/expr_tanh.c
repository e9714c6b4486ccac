/* tanh as an expression: tanh 0 = 0, (tanh u)' = u'/cosh(u)^2.  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_div(p, du, expr_pow_si(p, expr_unary(p, EXPR_COSH, u), 2));
}

static expr unfold(expr_pool *p, expr u)
{
    expr e = expr_unary(p, EXPR_EXP, u);
    expr r = expr_unary(p, EXPR_EXP, expr_neg(p, u));
    return expr_div(p, expr_sub(p, e, r), expr_add(p, e, r));
}

const expr_function expr_function_tanh = {
    .special = expr_function_zero_at_zero, .diff = diff, .unfold = unfold};
