/* The first engine's rows of functions.def as a table.  Believed. */
#include "iv_function.h"

const iv_function *iv_function_of(expr_op op)
{
    static const iv_function *const row[EXPR_OP_COUNT] = {
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    [EXPR_##NAME] = &iv_function_##name,
#include "../expr/functions.def"
#undef FUNCTION
    };
    return (unsigned)op < EXPR_OP_COUNT ? row[op] : NULL;
}

void iv_function_range(iv_ptr r, expr_op op, long n, iv_srcptr a)
{
    static void (*const whole[EXPR_OP_COUNT])(iv_ptr, iv_srcptr, long) = {
#define FUNCTION(NAME, name, total, latex, width, laws)
#define FUNCTION_WHOLE(NAME, name, total, latex, width, laws)                  \
    [EXPR_##NAME] = iv_##name,
#include "../expr/functions.def"
#undef FUNCTION
    };
    const iv_function *row = iv_function_of(op);
    if (row == NULL)
        iv_set_undefined(r);
    else if (whole[op] != NULL)
        whole[op](r, a, n);
    else
        row->range(r, a);
}
