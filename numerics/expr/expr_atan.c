/* atan as an expression: atan 0 = 0, (atan u)' = u'/(1 + u^2).  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_div(p, du, expr_add(p, expr_si(p, 1), expr_pow_si(p, u, 2)));
}

const expr_function expr_function_atan = {.special = expr_function_zero_at_zero,
                                          .diff = diff};
