/* Gamma as an expression: (n - 1)! at short n, (Gamma u)' = Gamma u digamma u u'.  Believed. */
#include "expr_function.h"

enum {
    LONGEST = 170 /* of 1020 bits: short, as expr.h says */
};

/* Gamma n = (n - 1)!; a pole, which has no value, stays what it is. */
static expr special(expr_pool *p, expr a)
{
    mpq_srcptr x = expr_const_value(p, a);
    if (mpz_cmp_ui(mpq_denref(x), 1) != 0 || mpq_sgn(x) <= 0 ||
        mpz_cmp_ui(mpq_numref(x), LONGEST + 1) > 0)
        return EXPR_NONE;
    mpq_t f;
    mpq_init(f);
    mpz_fac_ui(mpq_numref(f), mpz_get_ui(mpq_numref(x)) - 1);
    expr e = expr_q(p, f);
    mpq_clear(f);
    return e;
}

static expr diff(expr_pool *p, expr fu, expr u, expr du)
{
    return expr_mul(p, expr_mul(p, fu, expr_unary(p, EXPR_DIGAMMA, u)), du);
}

const expr_function expr_function_Gamma = {.special = special, .diff = diff};
