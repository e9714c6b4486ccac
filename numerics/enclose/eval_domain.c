/* Where an operation has certainly no value.  See eval.h. */
#include "eval_internal.h"
#include "iv_function.h"

bool eval_outside_domain(eval *e, expr f)
{
    const expr_node *x = expr_get(e->pool, f);
    const iv_function *row = iv_function_of((expr_op)x->op);
    iv_srcptr a;
    if (row != NULL)
        return row->outside != NULL &&
               row->outside(eval_enclose(e, x->arg[0]));
    switch ((expr_op)x->op) {
    case EXPR_SQRT:
    case EXPR_ROOT:
        return iv_certainly_neg(eval_enclose(e, x->arg[0]));
    case EXPR_DIV:
        a = eval_enclose(e, x->arg[1]);
        return iv_certainly_nonneg(a) && iv_certainly_nonpos(a);
    case EXPR_INTEGRAL: {
        iv_t lower;
        iv_init(lower, e->prec);
        iv_set(lower, eval_enclose(e, x->arg[0]));
        a = eval_enclose(e, x->arg[1]);
        bool no = eval_integral_diverges(e, x, lower, a);
        iv_clear(lower);
        return no;
    }
    default:
        return false;
    }
}
