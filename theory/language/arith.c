/* Operations that can fail, with their reasons. */
#include "code.h"

expr arith_checked(elab *e, expr r, const ast *src)
{
    if (r == EXPR_NONE && !e->failed)
        elab_error(e, src->pos,
                   "this needs an expression of more than %zu "
                   "nodes",
                   e->limit.max_nodes);
    return r;
}

/* x^y for rational y. */
static expr pow_rational(elab *e, expr x, mpq_srcptr y, const ast *src)
{
    mpz_srcptr num = mpq_numref(y), den = mpq_denref(y);
    if (mpz_cmpabs_ui(num, EXPR_MAX_POWER) > 0 ||
        mpz_cmp_ui(den, EXPR_MAX_POWER) > 0) {
        elab_error(e, src->pos, "this exponent is beyond %d", EXPR_MAX_POWER);
        return EXPR_NONE;
    }
    return expr_pow_ratio(e->pool, x, mpz_get_si(num), mpz_get_ui(den));
}

expr arith_pow(elab *e, expr x, expr y, const ast *src)
{
    if (expr_is_const(e->pool, y))
        return pow_rational(e, x, expr_const_value(e->pool, y), src);
    expr log_x = expr_unary(e->pool, EXPR_LOG, x);
    return expr_unary(e->pool, EXPR_EXP, expr_mul(e->pool, y, log_x));
}
