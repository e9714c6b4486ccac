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
