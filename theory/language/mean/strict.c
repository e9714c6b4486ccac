/* A call is defined where its arguments are, whatever its body makes of them.
 *
 * The body of `let f(x, y) = x` never looks at y, and a conditional looks at
 * one branch only; but f(1, 1/x) is no number at x = 0.  Where the result
 * itself does not need an argument, 0*argument is added to it.
 */
#include "code.h"

enum {
    MAX_LOOK = 200 /* nodes; needing an argument twice does no harm */
};

/* Is r certainly undefined wherever u is?  True when u is part of r, and not
 * only of branches of conditionals.  False may be for want of patience. */
static bool needs(const expr_pool *pool, expr r, expr u)
{
    expr stack[2 * MAX_LOOK + 3];
    size_t n = 0;
    stack[n++] = r;
    for (int i = 0; i < MAX_LOOK && n; i++) {
        expr top = stack[--n];
        if (top == u)
            return true;
        const expr_node *x = expr_get(pool, top);
        int taken = x->op == EXPR_IF ? 1 : x->nargs;
        for (int k = 0; k < taken; k++)
            if (x->arg[k] >= u) /* parts have smaller numbers */
                stack[n++] = x->arg[k];
    }
    return false;
}

expr strict_call(elab *e, expr r, expr u)
{
    if (expr_get(e->pool, u)->total || needs(e->pool, r, u) ||
        decide_is_defined(e, u))
        return r;
    expr zero = expr_mul(e->pool, expr_si(e->pool, 0), u);
    return expr_add(e->pool, r, zero);
}
