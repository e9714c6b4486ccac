/* Operations that can fail, with their reasons. */
#include "number.h"

expr arith_checked(elab *e, expr r, const ast *src)
{
    if (r == EXPR_NONE && !e->failed)
        elab_error(e, src->pos,
                   "this needs an expression of more than %zu "
                   "nodes",
                   e->limit.max_nodes);
    return r;
}

/* A dimension: a whole number from 0 to 100000; -1 and an error otherwise. */
static int32_t dimension(elab *e, expr x, const ast *src)
{
    int32_t d = -1;
    mpq_t q;
    mpq_init(q);
    if (!expr_vars(e->pool, x) && number_find(e, x, q) == NUMBER_RATIONAL &&
        mpz_cmp_ui(mpq_denref(q), 1) == 0 && mpq_sgn(q) >= 0 &&
        mpz_cmp_ui(mpq_numref(q), 100000) <= 0)
        d = (int32_t)mpz_get_si(mpq_numref(q));
    mpq_clear(q);
    if (d < 0)
        elab_error(e, src->pos,
                   "the first and third arguments of tv_normal are "
                   "dimensions: whole numbers from 0 to 100000");
    return d;
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
