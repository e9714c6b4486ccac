/* The second engine's rows of functions.def as a table. */
#include "rrange_function.h"

const rrange_function *rrange_function_of(expr_op op)
{
    static const rrange_function *const row[EXPR_OP_COUNT] = {
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    [EXPR_##NAME] = &rrange_function_##name,
#include "../expr/functions.def"
#undef FUNCTION
    };
    return (unsigned)op < EXPR_OP_COUNT ? row[op] : NULL;
}

void rrange_function_range(rrange *r, expr_op op, long n, const rrange *a,
                           slong prec)
{
    static rrange_whole *const whole[EXPR_OP_COUNT] = {
#define FUNCTION(NAME, name, total, latex, width, laws)
#define FUNCTION_WHOLE(NAME, name, total, latex, width, laws)                  \
    [EXPR_##NAME] = rrange_##name,
#include "../expr/functions.def"
#undef FUNCTION
    };
    const rrange_function *row = rrange_function_of(op);
    if (row == NULL)
        rrange_undefine(r);
    else if (whole[op] != NULL)
        whole[op](r, a, n, prec);
    else
        row->range(r, a, prec);
}
