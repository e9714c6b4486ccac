/* One node of an expression, by interval arithmetic.  See eval_internal.h. */
#include "eval_internal.h"
#include "iv_function.h"
#include "iv_tv.h"

typedef void (*unary_fn)(iv_ptr, iv_srcptr);
typedef void (*binary_fn)(iv_ptr, iv_srcptr, iv_srcptr);

static const unary_fn UNARY[EXPR_OP_COUNT] = {
    [EXPR_NEG] = iv_neg,
    [EXPR_SQRT] = iv_sqrt,
    [EXPR_ABS] = iv_abs,
};

static const binary_fn BINARY[EXPR_OP_COUNT] = {
    [EXPR_ADD] = iv_add, [EXPR_SUB] = iv_sub, [EXPR_MUL] = iv_mul,
    [EXPR_DIV] = iv_div, [EXPR_MIN] = iv_min, [EXPR_MAX] = iv_max,
};

void eval_apply(iv_ptr r, const expr_pool *pool, expr id, const iv_srcptr a[3])
{
    const expr_node *n = expr_get(pool, id);
    if (iv_function_of((expr_op)n->op) != NULL) {
        iv_function_range(r, (expr_op)n->op, n->p, a[0]);
    } else if (n->op == EXPR_MUL && n->arg[0] == n->arg[1]) {
        iv_pow_ui(r, a[0], 2); /* x*x >= 0 */
    } else if (n->op < EXPR_OP_COUNT && UNARY[n->op] != NULL) {
        UNARY[n->op](r, a[0]);
    } else if (n->op < EXPR_OP_COUNT && BINARY[n->op] != NULL) {
        BINARY[n->op](r, a[0], a[1]);
    } else if (n->op == EXPR_TV) {
        iv_tv_normal(r, a[0], a[1], n->p, n->q);
    } else if (n->op == EXPR_CONST) {
        iv_set_q(r, expr_const_value(pool, id));
    } else if (n->op == EXPR_PI) {
        iv_pi(r);
    } else if (n->op == EXPR_POW && n->p >= 0) {
        iv_pow_ui(r, a[0], (unsigned long)n->p);
    } else if (n->op == EXPR_ROOT && n->p > 0 && n->q > 0) {
        iv_root(r, a[0], (unsigned long)n->p, (unsigned long)n->q);
    } else {
        iv_set_undefined(r);
    }
}

int eval_condition(iv_srcptr h, bool strict)
{
    if (strict ? iv_certainly_pos(h) : iv_certainly_nonneg(h))
        return 1;
    return (strict ? iv_certainly_nonpos(h) : iv_certainly_neg(h)) ? -1 : 0;
}

/* Values of a never exceed values of b. */
static bool certainly_le(iv_srcptr a, iv_srcptr b)
{
    return iv_is_defined(a) && iv_is_defined(b) &&
           mpfr_lessequal_p(iv_upper(a), iv_lower(b));
}

int eval_branch(expr_op op, const iv_srcptr a[3])
{
    if (op == EXPR_ABS)
        return iv_certainly_nonneg(a[0])   ? 1
               : iv_certainly_nonpos(a[0]) ? -1
                                           : 0;
    bool le = certainly_le(a[0], a[1]), ge = certainly_le(a[1], a[0]);
    if (op == EXPR_MIN)
        return le ? 1 : ge ? -1 : 0;
    return ge ? 1 : le ? -1 : 0;
}
