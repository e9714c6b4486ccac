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
