/* exp as an expression: exp 0 = 1, (exp u)' = exp(u) u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 0) ? expr_si(p, 1) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)u;
    return expr_mul(p, fu, du);
}

const expr_function expr_function_exp = {.special = special, .diff = diff};
