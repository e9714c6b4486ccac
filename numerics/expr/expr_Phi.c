/* Phi as an expression: Phi 0 = 1/2, (Phi u)' = exp(-u^2/2)/sqrt(2 pi) u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 0) ? expr_ratio(p, 1, 2) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    expr two = expr_si(p, 2);
    expr c = expr_unary(p, EXPR_SQRT, expr_mul(p, two, expr_pi(p)));
    expr g = expr_neg(p, expr_div(p, expr_pow_si(p, u, 2), two));
    (void)fu;
    return expr_mul(p, expr_div(p, expr_unary(p, EXPR_EXP, g), c), du);
}

/* (1 + erf(u/sqrt 2))/2 */
static expr unfold(expr_pool *p, expr u)
{
    expr two = expr_si(p, 2);
    expr e = expr_div(p, u, expr_unary(p, EXPR_SQRT, two));
    e = expr_add(p, expr_si(p, 1), expr_unary(p, EXPR_ERF, e));
    return expr_div(p, e, two);
}

static expr one_minus(expr_pool *p, expr u)
{
    return expr_unary(p, EXPR_PHI, expr_neg(p, u));
}

const expr_function expr_function_Phi = {
    .special = special, .diff = diff, .unfold = unfold, .one_minus = one_minus};
