/* erf as an expression: erf 0 = 0, (erf u)' = (2/sqrt pi) exp(-u^2) u'.  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr c = expr_div(p, expr_si(p, 2), expr_unary(p, EXPR_SQRT, expr_pi(p)));
    expr g = expr_unary(p, EXPR_EXP, expr_neg(p, expr_pow_si(p, u, 2)));
    return expr_mul(p, expr_mul(p, c, g), du);
}

static expr one_minus(expr_pool *p, expr u)
{
    return expr_unary(p, EXPR_ERFC, u);
}

const expr_function expr_function_erf = {.special = expr_function_zero_at_zero,
                                         .diff = diff,
                                         .one_minus = one_minus};
