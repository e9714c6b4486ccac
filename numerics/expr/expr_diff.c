/* Symbolic partial derivatives on the shared DAG.
 *
 * The rules are the textbook ones.  Kinks give the derivative of the branch
 * taken: d|g| = (g >= 0 ? g' : -g'), and alike for min, max and if.  On a
 * box where the branch is uncertain an enclosure of that IF is the hull of
 * both branches' derivatives, which contains every derivative that a
 * piecewise smooth function has there.
 */
#include "expr_function.h"
#include "expr_internal.h"

#include <stdlib.h>

/* (u/v)' with e = u/v, du = u', dv = v'. */
static expr diff_quotient(expr_pool *p, expr e, expr v, expr du, expr dv)
{
    if (expr_is_si(p, dv, 0))
        return expr_div(p, du, v);
    expr t = expr_div(p, expr_mul(p, e, dv), v); /* (u/v) v'/v */
    return expr_sub(p, expr_is_si(p, du, 0) ? du : expr_div(p, du, v), t);
}

/* d/dx a^(r), r = num/den, as r a^(r-1) a'. */
static expr diff_power(expr_pool *p, expr a, expr da, long num, long den)
{
    expr r = expr_ratio(p, num, (unsigned long)den);
    expr b = expr_pow_ratio(p, a, num - den, (unsigned long)den);
    return expr_mul(p, expr_mul(p, r, b), da);
}

static expr diff_branches(expr_pool *p, expr h, bool strict, expr da, expr db)
{
    if (da == db)
        return da;
    return expr_if(p, h, strict, da, db);
}

static expr diff_unary(expr_pool *p, expr e, const expr_node *x, expr du)
{
    expr u = x->arg[0];
    const expr_function *f = expr_function_of((expr_op)x->op);
    if (f != NULL)
        return f->diff(p, e, u, du);
    switch ((expr_op)x->op) {
    case EXPR_NEG:
        return expr_neg(p, du);
    case EXPR_POW:
        return diff_power(p, u, du, x->p, 1);
    case EXPR_ROOT:
        return diff_power(p, u, du, x->p, x->q);
    case EXPR_SQRT:
        return expr_div(p, du, expr_mul(p, expr_si(p, 2), e));
    case EXPR_ABS:
        return diff_branches(p, u, false, du, expr_neg(p, du));
    default: /* EXPR_TV has no variables */
        return EXPR_NONE;
    }
}

static expr diff_node(expr_pool *p, expr e, const expr_node *x,
                      const expr_map *d, int i)
{
    expr a = x->arg[0], b = x->arg[1];
    expr da = x->nargs > 0 ? expr_map_get(d, a) : EXPR_NONE;
    expr db = x->nargs > 1 ? expr_map_get(d, b) : EXPR_NONE;
    switch ((expr_op)x->op) {
    case EXPR_VAR:
        return expr_si(p, x->p == i ? 1 : 0);
    case EXPR_ADD:
        return expr_add(p, da, db);
    case EXPR_SUB:
        return expr_sub(p, da, db);
    case EXPR_MUL: {
        /* a factor's derivative that is the constant 0 removes its term */
        expr l = expr_is_si(p, da, 0) ? da : expr_mul(p, da, b);
        expr r = expr_is_si(p, db, 0) ? db : expr_mul(p, a, db);
        return expr_add(p, l, r);
    }
    case EXPR_DIV:
        return diff_quotient(p, e, b, da, db);
    case EXPR_MIN:
        return diff_branches(p, expr_sub(p, b, a), false, da, db);
    case EXPR_MAX:
        return diff_branches(p, expr_sub(p, a, b), false, da, db);
    case EXPR_INTEGRAL:
        return expr_integral_diff(p, x, da, db, i);
    case EXPR_IF:
        return diff_branches(p, a, x->strict, db, expr_map_get(d, x->arg[2]));
    default:
        return diff_unary(p, e, x, da);
    }
}

expr expr_diff(expr_pool *pool, expr f, int i)
{
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    expr_map d;
    expr_map_init(&d, n);
    expr result = EXPR_NONE, zero = EXPR_NONE;
    for (size_t k = 0; k < n; k++) {
        expr_node x = *expr_get(pool, order[k]); /* copied: the pool grows */
        if ((x.vars >> i & 1) == 0)
            result = zero = zero != EXPR_NONE ? zero : expr_si(pool, 0);
        else
            result = diff_node(pool, order[k], &x, &d, i);
        if (result == EXPR_NONE)
            break;
        expr_map_set(&d, order[k], result);
    }
    expr_map_clear(&d);
    free(order);
    return result;
}
