/* log1p as an expression: log1p 0 = 0, (log1p u)' = u'/(1 + u).  Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    return expr_div(p, du, expr_add(p, expr_si(p, 1), u));
}

static expr unfold(expr_pool *p, expr u)
{
    return expr_unary(p, EXPR_LOG, expr_add(p, expr_si(p, 1), u));
}

const expr_function expr_function_log1p = {
    .special = expr_function_zero_at_zero, .diff = diff, .unfold = unfold};
