/* ceil as an expression: its values at rational numbers; between its jumps it is
 * constant, and at them it has no derivative.  Believed. */
#include "expr_function.h"

static expr special(expr_pool *p, expr a)
{
    mpq_t n;
    mpq_init(n);
    mpq_srcptr q = expr_const_value(p, a);
    mpz_cdiv_q(mpq_numref(n), mpq_numref(q), mpq_denref(q));
    expr r = expr_q(p, n);
    mpq_clear(n);
    return r;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    (void)fu;
    (void)u;
    (void)du;
    return expr_si(p, 0);
}

const expr_function expr_function_ceil = {.special = special, .diff = diff};
