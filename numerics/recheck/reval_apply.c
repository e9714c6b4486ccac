/* One operation of the second engine on ranges: undefined where it is not known
 * to be defined. */
#include "reval.h"
#include "rrange_function.h"

void reval_apply(rrange *r, const expr_node *n, const rrange *a,
                 const rrange *b, slong prec)
{
    static rrange_unary *const unary[EXPR_OP_COUNT] = {
        [EXPR_NEG] = rrange_neg_of,
        [EXPR_SQRT] = rrange_sqrt,
        [EXPR_ABS] = rrange_abs,
    };
    static rrange_binary *const binary[EXPR_OP_COUNT] = {
        [EXPR_ADD] = rrange_add, [EXPR_SUB] = rrange_sub,
        [EXPR_MUL] = rrange_mul, [EXPR_DIV] = rrange_div,
        [EXPR_MIN] = rrange_min, [EXPR_MAX] = rrange_max,
    };
    if (rrange_function_of((expr_op)n->op) != NULL)
        rrange_function_range(r, (expr_op)n->op, n->p, a, prec);
    else if (n->op == EXPR_PI)
        rrange_pi(r, prec);
    else if (n->op == EXPR_POW)
        rrange_pow(r, a, (ulong)n->p, prec);
    else if (n->op == EXPR_ROOT)
        rrange_root(r, a, (ulong)n->p, (ulong)n->q, prec);
    else if (n->op == EXPR_TV)
        rrange_tv(r, a, b, n->p, n->q, prec);
    else if (n->op == EXPR_MUL && n->arg[0] == n->arg[1])
        rrange_pow(r, a, 2, prec); /* x x is a square */
    else if (n->op < EXPR_OP_COUNT && unary[n->op] != NULL)
        unary[n->op](r, a, prec);
    else if (n->op < EXPR_OP_COUNT && binary[n->op] != NULL)
        binary[n->op](r, a, b, prec);
    else
        rrange_undefine(r);
}
