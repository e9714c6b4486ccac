/* Normal forms whose sign questions MPFI answers.  See exact.h. */
#include "eval.h"
#include "../exact/exact.h"

static exact_sign sign(void *ev, expr e)
{
    iv_srcptr v = eval_enclose(ev, e);
    if (iv_certainly_pos(v))
        return SIGN_POS;
    if (iv_certainly_neg(v))
        return SIGN_NEG;
    if (iv_certainly_nonneg(v))
        return SIGN_NONNEG;
    if (iv_certainly_nonpos(v))
        return SIGN_NONPOS;
    return SIGN_UNKNOWN;
}

static bool contradicts(void *ev, expr e)
{
    return eval_contradicts_zero(ev, e);
}

exact *eval_exact(expr_pool *pool, eval *ev)
{
    exact_oracle oracle = {sign, contradicts, ev};
    return exact_new(pool, &oracle);
}
