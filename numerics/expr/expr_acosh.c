/* acosh as an expression: acosh 1 = 0, (acosh u)' = u'/sqrt((u - 1)(u + 1)).  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 1) ? expr_si(p, 0) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr one = expr_si(p, 1);
    expr s = expr_mul(p, expr_sub(p, u, one), expr_add(p, u, one));
    return expr_div(p, du, expr_unary(p, EXPR_SQRT, s));
}

static expr unfold(expr_pool *p, expr u)
{
    expr s = expr_sub(p, expr_pow_si(p, u, 2), expr_si(p, 1));
    s = expr_add(p, u, expr_unary(p, EXPR_SQRT, s));
    return expr_unary(p, EXPR_LOG, s);
}

const expr_function expr_function_acosh = {
    .special = special, .diff = diff, .unfold = unfold};
