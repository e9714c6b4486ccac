/* acos as an expression: acos 1 = 0, acos u = pi/2 - asin u.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 1) ? expr_si(p, 0) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr one = expr_si(p, 1);
    expr s = expr_mul(p, expr_sub(p, one, u), expr_add(p, one, u));
    return expr_neg(p, expr_div(p, du, expr_unary(p, EXPR_SQRT, s)));
}

static expr unfold(expr_pool *p, expr u)
{
    expr half = expr_div(p, expr_pi(p), expr_si(p, 2));
    return expr_sub(p, half, expr_unary(p, EXPR_ASIN, u));
}

const expr_function expr_function_acos = {
    .special = special, .diff = diff, .unfold = unfold};
