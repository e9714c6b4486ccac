/* numerics/enclose/iv_function.h: what the first engine knows of each function of
 * functions.def.  One file a function, iv_NAME.c, fills in its row. */
#ifndef ASSAY_IV_FUNCTION_H
#define ASSAY_IV_FUNCTION_H

#include "iv_internal.h"
#include "taylor_internal.h"

typedef struct {
    /* r encloses f over a: undefined unless f is defined all over a.  NULL
     * for a function with a whole parameter: see iv_function_range. */
    void (*range)(iv_ptr r, iv_srcptr a);
    /* Coefficients of f(u) of orders 1 .. w->order >= 1; r_0 is there, and
     * u_0.  w->whole is the node's parameter.  r is not u.  Undefined where f is not smooth. */
    void (*taylor)(taylor_work *w, taylor_series *r, const taylor_series *u);
    /* Certainly f has no value anywhere on a, which is defined.  NULL: that
     * is never known. */
    bool (*outside)(iv_srcptr a);
} iv_function;

#define FUNCTION(NAME, name, total, latex, width, laws)                        \
    extern const iv_function iv_function_##name;
#include "../expr/functions.def"
#undef FUNCTION

/* The row of an operation, or NULL where it is none of functions.def. */
const iv_function *iv_function_of(expr_op op);
/* r encloses the function, with its whole parameter n (0 where there is
 * none), over a; undefined where op is none. */
void iv_function_range(iv_ptr r, expr_op op, long n, iv_srcptr a);

#endif
