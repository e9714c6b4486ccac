/* erfc as an expression: erfc 0 = 1, (erfc u)' = -(2/sqrt pi) exp(-u^2) u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 0) ? expr_si(p, 1) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr c = expr_div(p, expr_si(p, 2), expr_unary(p, EXPR_SQRT, expr_pi(p)));
    expr g = expr_unary(p, EXPR_EXP, expr_neg(p, expr_pow_si(p, u, 2)));
    return expr_neg(p, expr_mul(p, expr_mul(p, c, g), du));
}

/* 1 - erf u, written so that it is not taken back to erfc u. */
static expr unfold(expr_pool *p, expr u)
{
    expr one = expr_si(p, 1);
    return expr_sub(p, expr_si(p, 2),
                    expr_add(p, one, expr_unary(p, EXPR_ERF, u)));
}

static expr one_minus(expr_pool *p, expr u)
{
    return expr_unary(p, EXPR_ERF, u);
}

const expr_function expr_function_erfc = {
    .special = special, .diff = diff, .unfold = unfold, .one_minus = one_minus};
