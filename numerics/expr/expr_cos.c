/* cos as an expression: cos 0 = 1, (cos u)' = -sin(u) u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 0) ? expr_si(p, 1) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_neg(p, expr_mul(p, expr_unary(p, EXPR_SIN, u), du));
}

const expr_function expr_function_cos = {.special = special, .diff = diff};
