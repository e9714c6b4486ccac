/* log Gamma on (0, inf) as an expression: 0 at 1 and 2, (lgamma u)' = digamma u u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 1) || expr_is_si(p, a, 2) ? expr_si(p, 0)
                                                      : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_mul(p, expr_unary(p, EXPR_DIGAMMA, u), du);
}

const expr_function expr_function_lgamma = {.special = special, .diff = diff};
