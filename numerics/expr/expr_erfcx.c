/* erfcx as an expression: erfcx 0 = 1, (erfcx u)' = (2 u erfcx u - 2/sqrt pi) u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 0) ? expr_si(p, 1) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    expr two = expr_si(p, 2);
    expr c = expr_div(p, two, expr_unary(p, EXPR_SQRT, expr_pi(p)));
    expr d = expr_sub(p, expr_mul(p, expr_mul(p, two, u), fu), c);
    return expr_mul(p, d, du);
}

static expr unfold(expr_pool *p, expr u)
{
    expr e = expr_unary(p, EXPR_EXP, expr_pow_si(p, u, 2));
    return expr_mul(p, e, expr_unary(p, EXPR_ERFC, u));
}

const expr_function expr_function_erfcx = {
    .special = special, .diff = diff, .unfold = unfold};
