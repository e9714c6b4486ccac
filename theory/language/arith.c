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

/* A dimension: a whole number from 0 to 100000; -1 and an error otherwise. */
static int32_t dimension(elab *e, expr x, const ast *src)
{
    if (expr_is_const(e->pool, x)) {
        mpq_srcptr q = expr_const_value(e->pool, x);
        if (mpz_cmp_ui(mpq_denref(q), 1) == 0 && mpq_sgn(q) >= 0 &&
            mpz_cmp_ui(mpq_numref(q), 100000) <= 0)
            return (int32_t)mpz_get_si(mpq_numref(q));
    }
    elab_error(e, src->pos,
               "the first and third arguments of tv_normal are dimensions: "
               "whole numbers from 0 to 100000");
    return -1;
}

expr arith_tv(elab *e, expr p, expr a, expr q, expr b, const ast *src)
{
    int32_t dp = dimension(e, p, src), dq = dp < 0 ? -1 : dimension(e, q, src);
    if (dp < 0 || dq < 0)
        return EXPR_NONE;
    if ((expr_vars(e->pool, a) | expr_vars(e->pool, b)) != 0) {
        elab_error(e, src->pos,
                   "the variances in tv_normal must be numbers here, not "
                   "variables of a real range");
        return EXPR_NONE;
    }
    return expr_tv(e->pool, dp, a, dq, b);
}
