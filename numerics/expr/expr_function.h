/* numerics/expr/expr_function.h: what expressions know of each function of
 * functions.def: its name, where it is defined, its short exact values, its
 * derivative.  One file a function, expr_NAME.c, fills in its row. */
#ifndef ASSAY_EXPR_FUNCTION_H
#define ASSAY_EXPR_FUNCTION_H

#include "expr.h"

typedef struct {
    /* f(a) for a constant node a, where that is a short exact number (exp 0,
     * log 1); EXPR_NONE elsewhere.  NULL: nowhere. */
    expr (*special)(expr_pool *pool, expr a);
    /* f(0, a), for a function with a whole parameter that begins with another
     * one (polygamma(0, a) is digamma a); NULL elsewhere. */
    expr (*first)(expr_pool *pool, expr a);
    /* d f(u), where fu is the node f(u) and du the derivative of u: defined
     * wherever f is differentiable. */
    expr (*diff)(expr_pool *pool, expr fu, expr u, expr du);
    /* An expression in other functions that equals f(u) wherever f(u) is
     * defined, for normal forms (laws `unfold`); NULL: none. */
    expr (*unfold)(expr_pool *pool, expr u);
    /* 1 - f(u) without cancellation; f is total.  NULL: no such. */
    expr (*one_minus)(expr_pool *pool, expr u);
} expr_function;

#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    extern const expr_function expr_function_##name;
#include "functions.def"
#undef FUNCTION

/* The row of an operation, or NULL where it is none of functions.def. */
const expr_function *expr_function_of(expr_op op);
/* Its word, or NULL; is it defined everywhere? */
const char *expr_function_name(expr_op op);
bool expr_function_is_total(expr_op op);
bool expr_function_has_whole(expr_op op); /* a parameter n, the node's p */
/* Constant between jumps? */
bool expr_function_has_steps(expr_op op);
/* For special values: a is this number; 0 gives 0. */
expr expr_function_zero_at_zero(expr_pool *pool, expr a);

#endif
