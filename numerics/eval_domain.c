/* Where an operation has certainly no value.  See eval.h. */
#include "eval_internal.h"

bool eval_outside_domain(eval *e, expr f)
{
    const expr_node *x = expr_get(e->pool, f);
    iv_srcptr a;
    switch ((expr_op)x->op) {
    case EXPR_LOG:
        return iv_certainly_nonpos(eval_enclose(e, x->arg[0]));
    case EXPR_SQRT:
    case EXPR_ROOT:
        return iv_certainly_neg(eval_enclose(e, x->arg[0]));
    case EXPR_DIV:
        a = eval_enclose(e, x->arg[1]);
        return iv_certainly_nonneg(a) && iv_certainly_nonpos(a);
    default:
        return false;
    }
}
