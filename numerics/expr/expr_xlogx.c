/* xlogx(u) = u log u, and 0 at 0: (xlogx u)' = (log u + 1) u'.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    return expr_is_si(p, a, 0) || expr_is_si(p, a, 1) ? expr_si(p, 0)
                                                      : EXPR_NONE;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr d = expr_add(p, expr_unary(p, EXPR_LOG, u), expr_si(p, 1));
    return expr_mul(p, d, du);
}

/* Where u > 0. */
static expr unfold(expr_pool *p, expr u)
{
    return expr_mul(p, u, expr_unary(p, EXPR_LOG, u));
}

const expr_function expr_function_xlogx = {
    .special = special, .diff = diff, .unfold = unfold};
