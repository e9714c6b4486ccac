/* The rows of functions.def as tables.  Believed: they only name things. */
#include "expr_function.h"

static const struct {
    const expr_function *row;
    const char *name;
    bool total, whole, steps;
} table[EXPR_OP_COUNT] = {
#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    [EXPR_##NAME] = {&expr_function_##name, #name, total, false, false},
#define FUNCTION_WHOLE(NAME, name, total, latex, width, laws)                  \
    [EXPR_##NAME] = {&expr_function_##name, #name, total, true, false},
#define FUNCTION_STEP(NAME, name, total, latex, width, laws)                   \
    [EXPR_##NAME] = {&expr_function_##name, #name, total, false, true},
#include "functions.def"
#undef FUNCTION
};

const expr_function *expr_function_of(expr_op op)
{
    return (unsigned)op < EXPR_OP_COUNT ? table[op].row : NULL;
}

const char *expr_function_name(expr_op op)
{
    return (unsigned)op < EXPR_OP_COUNT ? table[op].name : NULL;
}

bool expr_function_is_total(expr_op op)
{
    return (unsigned)op < EXPR_OP_COUNT && table[op].total;
}

bool expr_function_has_whole(expr_op op)
{
    return (unsigned)op < EXPR_OP_COUNT && table[op].whole;
}

bool expr_function_has_steps(expr_op op)
{
    return (unsigned)op < EXPR_OP_COUNT && table[op].steps;
}

expr expr_function_zero_at_zero(expr_pool *pool, expr a)
{
    return expr_is_si(pool, a, 0) ? a : EXPR_NONE;
}
