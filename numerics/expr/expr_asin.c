/* asin as an expression: its values at 0, 1/2, 1; (asin u)' = u'/sqrt((1 - u)(1 + u)).  Believed. */
#include "expr_function.h"

/* pi/2 at 1, pi/6 at 1/2, and their negatives. */
static expr special(expr_pool *p, expr a)
{
    mpq_srcptr q = expr_const_value(p, a);
    if (mpq_sgn(q) == 0)
        return a;
    bool one = mpz_cmpabs_ui(mpq_numref(q), 1) == 0;
    unsigned long d = mpz_cmp_ui(mpq_denref(q), 1) == 0   ? 2
                      : mpz_cmp_ui(mpq_denref(q), 2) == 0 ? 6
                                                          : 0;
    if (!one || d == 0)
        return EXPR_NONE;
    expr v = expr_div(p, expr_pi(p), expr_si(p, (long)d));
    return mpq_sgn(q) < 0 ? expr_neg(p, v) : v;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    expr one = expr_si(p, 1);
    expr s = expr_mul(p, expr_sub(p, one, u), expr_add(p, one, u));
    return expr_div(p, du, expr_unary(p, EXPR_SQRT, s));
}

const expr_function expr_function_asin = {.special = special, .diff = diff};
