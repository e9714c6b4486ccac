/* Limits at infinity, by the second engine: a second opinion on
 * ../enclose/eval_limit.c, from the same facts in other code.
 *
 * A node's fate along x_i to infinity: it goes to `sign` infinity; or, sign 0
 * and v defined, it stays bounded with its limit points in v; or neither is
 * known. */
#include "reval.h"

#include "../base/memory.h"
#include "rrange_function.h"

#include <stdlib.h>

typedef struct {
    int sign;
    rrange v;
} fate;

static bool tame(const fate *a)
{
    return a->sign == 0 && a->v.ok;
}

static int sign_of(const fate *a)
{
    return a->sign != 0      ? a->sign
           : rrange_pos(&a->v) ? 1
           : rrange_neg(&a->v) ? -1
                               : 0;
}

/* At +infinity (side 1) or -infinity: a number, 9 for +infinity, -9 for
 * -infinity, 5 where nothing is said. */
static int far_value(expr_op op, int side)
{
    bool up = side > 0;
    switch (op) {
    case EXPR_EXP:
        return up ? 9 : 0;
    case EXPR_EXPM1:
        return up ? 9 : -1;
    case EXPR_LOG:
    case EXPR_LOG1P:
    case EXPR_SQRT:
    case EXPR_ROOT:
        return up ? 9 : 5;
    case EXPR_TANH:
    case EXPR_ERF:
        return side;
    case EXPR_ERFC:
        return 1 - side;
    case EXPR_ERFCX:
        return up ? 0 : 9;
    case EXPR_PHI:
        return up ? 1 : 0;
    case EXPR_SINH:
    case EXPR_ASINH:
        return 9 * side;
    case EXPR_COSH:
    case EXPR_ABS:
        return 9;
    default:
        return 5;
    }
}

static void at_infinity(fate *r, const expr_node *x, int side)
{
    if (x->op == EXPR_POW) {
        r->sign = x->p % 2 == 0 ? 1 : side;
        return;
    }
    int t = far_value((expr_op)x->op, side);
    if (t == 9 || t == -9)
        r->sign = t / 9;
    else if (t != 5)
        rrange_set_si(&r->v, t);
}

static void at_numbers(fate *r, const expr_node *x, const rrange *a, slong prec)
{
    if (x->op == EXPR_SQRT || x->op == EXPR_ROOT) {
        rrange_keep_nonneg(&r->v, a, false);
        if (x->op == EXPR_SQRT)
            rrange_sqrt(&r->v, &r->v, prec);
        else
            rrange_root(&r->v, &r->v, (ulong)x->p, (ulong)x->q, prec);
    } else if (x->op == EXPR_POW) {
        rrange_pow(&r->v, a, (ulong)x->p, prec);
    } else if (x->op == EXPR_ABS) {
        rrange_abs(&r->v, a, prec);
    } else if (rrange_function_of((expr_op)x->op) != NULL) {
        rrange_function_range(&r->v, (expr_op)x->op, x->p, a, prec);
    }
}

/* a + s b. */
static void add(fate *r, const fate *a, const fate *b, int s, slong prec)
{
    int other = s * b->sign;
    if (tame(a) && tame(b) && s > 0)
        rrange_add(&r->v, &a->v, &b->v, prec);
    else if (tame(a) && tame(b))
        rrange_sub(&r->v, &a->v, &b->v, prec);
    else if (a->sign != 0 && (tame(b) || a->sign == other))
        r->sign = a->sign;
    else if (tame(a))
        r->sign = other;
}

static void multiply(fate *r, const fate *a, const fate *b, slong prec)
{
    if (tame(a) && tame(b))
        rrange_mul(&r->v, &a->v, &b->v, prec);
    else
        r->sign = sign_of(a) * sign_of(b);
}

static void divide(fate *r, const fate *a, const fate *b, slong prec)
{
    if (tame(a) && tame(b))
        rrange_div(&r->v, &a->v, &b->v, prec);
    else if (tame(a) && b->sign != 0)
        rrange_set_si(&r->v, 0);
    else if (tame(b))
        r->sign = sign_of(a) * sign_of(b);
}

static void combine(fate *r, const expr_node *x, const fate *a, const fate *b,
                    slong prec)
{
    if (x->nargs > 1 && x->op != EXPR_ADD && x->op != EXPR_SUB &&
        x->op != EXPR_MUL && x->op != EXPR_DIV)
        return;
    if (x->op == EXPR_ADD || x->op == EXPR_SUB)
        add(r, a, b, x->op == EXPR_ADD ? 1 : -1, prec);
    else if (x->op == EXPR_MUL)
        multiply(r, a, b, prec);
    else if (x->op == EXPR_DIV)
        divide(r, a, b, prec);
    else if (x->op == EXPR_NEG && a->sign != 0)
        r->sign = -a->sign;
    else if (x->op == EXPR_NEG)
        rrange_neg_of(&r->v, &a->v, prec);
    else if (a->sign != 0)
        at_infinity(r, x, a->sign);
    else if (a->v.ok)
        at_numbers(r, x, &a->v, prec);
}

/* Nodes in order: arguments stand before what is made of them. */
void reval_limit(reval *e, expr f, int i, bool up, rrange *out)
{
    enum {
        MOST = 400
    };
    size_t n;
    expr *order = expr_postorder(reval_pool(e), f, &n);
    fate *at = xcalloc(n, sizeof *at);
    rrange_undefine(out);
    for (size_t k = 0; k < n; k++)
        rrange_init(&at[k].v);
    for (size_t k = 0; k < n && n <= MOST; k++) {
        const expr_node *x = expr_get(reval_pool(e), order[k]);
        size_t arg[2] = {0, 0};
        for (int j = 0; j < x->nargs && j < 2; j++)
            while (order[arg[j]] != x->arg[j])
                arg[j]++;
        if ((x->vars >> i & 1) == 0)
            rrange_set(&at[k].v, reval_enclose(e, order[k]));
        else if (x->op == EXPR_VAR)
            at[k].sign = up ? 1 : -1;
        else
            combine(&at[k], x, &at[arg[0]], &at[arg[1]], reval_prec(e));
    }
    if (n <= MOST && tame(&at[n - 1]))
        rrange_set(out, &at[n - 1].v);
    for (size_t k = 0; k < n; k++)
        rrange_clear(&at[k].v);
    free(at);
    free(order);
}
