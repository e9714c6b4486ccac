/* tan as an expression: tan 0 = 0, (tan u)' = (1 + tan(u)^2) u'.  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)u;
    return expr_mul(p, expr_add(p, expr_si(p, 1), expr_pow_si(p, fu, 2)), du);
}

const expr_function expr_function_tan = {.special = expr_function_zero_at_zero,
                                         .diff = diff};
