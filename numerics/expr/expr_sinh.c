/* sinh as an expression: sinh 0 = 0, (sinh u)' = cosh(u) u'.  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_mul(p, expr_unary(p, EXPR_COSH, u), du);
}

static expr unfold(expr_pool *p, expr u)
{
    expr e = expr_unary(p, EXPR_EXP, u);
    expr r = expr_unary(p, EXPR_EXP, expr_neg(p, u));
    return expr_div(p, expr_sub(p, e, r), expr_si(p, 2));
}

const expr_function expr_function_sinh = {
    .special = expr_function_zero_at_zero, .diff = diff, .unfold = unfold};
