/* cosh as an expression: cosh 0 = 1, (cosh u)' = sinh(u) u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 0) ? expr_si(p, 1) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_mul(p, expr_unary(p, EXPR_SINH, u), du);
}

static expr unfold(expr_pool *p, expr u)
{
    expr e = expr_unary(p, EXPR_EXP, u);
    expr r = expr_unary(p, EXPR_EXP, expr_neg(p, u));
    return expr_div(p, expr_add(p, e, r), expr_si(p, 2));
}

const expr_function expr_function_cosh = {
    .special = special, .diff = diff, .unfold = unfold};
