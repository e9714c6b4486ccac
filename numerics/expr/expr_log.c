/* log as an expression: log 1 = 0, (log u)' = u'/u.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 1) ? expr_si(p, 0) : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_div(p, du, u);
}

const expr_function expr_function_log = {.special = special, .diff = diff};
