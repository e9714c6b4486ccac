/* lambert_w, the w >= -1 with w e^w = u: (W u)' = exp(-W)/(1 + W) u'.
 * Believed. */
#include "expr_function.h"

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)u;
    expr e = expr_unary(p, EXPR_EXP, expr_neg(p, fu));
    return expr_mul(p, expr_div(p, e, expr_add(p, fu, expr_si(p, 1))), du);
}

const expr_function expr_function_lambert_w = {
    .special = expr_function_zero_at_zero, .diff = diff};
