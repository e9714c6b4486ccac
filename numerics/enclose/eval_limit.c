/* What an expression tends to as one variable goes to infinity.  Believed.
 *
 * Along any sequence of points with x_i to infinity, the other variables fixed,
 * a node is known to tend to +infinity, or to -infinity, or to stay bounded
 * with all its limit points in an interval.  By induction: the operations are
 * continuous where they are defined, so limit points go to values at limit
 * points; and with x to infinity and y bounded, x + y and x/y, x y for y away
 * from 0 tend to infinity, y/x to 0.  inf - inf, 0 * inf, inf/inf and whatever
 * is not in these lines is unknown. */
#include "eval_internal.h"
#include "iv_function.h"

#include <stdlib.h>

enum {
    MOST_NODES = 400
};

typedef enum {
    UNKNOWN,
    BOUNDED,
    RISES, /* to +infinity */
    FALLS  /* to -infinity */
} fate;

typedef struct {
    fate to;
    iv_struct v; /* where bounded */
} limit;

/* ---- functions at infinity ---------------------------------------------- */

/* To a whole number, or to infinity. */
typedef struct {
    fate to;
    int at;
} target;

static const struct {
    target low, high; /* at -infinity, at +infinity; {0}: not known */
} far[EXPR_OP_COUNT] = {
    [EXPR_EXP] = {{BOUNDED, 0}, {RISES, 0}},
    [EXPR_EXPM1] = {{BOUNDED, -1}, {RISES, 0}},
    [EXPR_LOG] = {{UNKNOWN, 0}, {RISES, 0}},
    [EXPR_LOG1P] = {{UNKNOWN, 0}, {RISES, 0}},
    [EXPR_ERF] = {{BOUNDED, -1}, {BOUNDED, 1}},
    [EXPR_ERFC] = {{BOUNDED, 2}, {BOUNDED, 0}},
    [EXPR_ERFCX] = {{RISES, 0}, {BOUNDED, 0}},
    [EXPR_PHI] = {{BOUNDED, 0}, {BOUNDED, 1}},
    [EXPR_TANH] = {{BOUNDED, -1}, {BOUNDED, 1}},
    [EXPR_SINH] = {{FALLS, 0}, {RISES, 0}},
    [EXPR_COSH] = {{RISES, 0}, {RISES, 0}},
    [EXPR_ASINH] = {{FALLS, 0}, {RISES, 0}},
    [EXPR_ABS] = {{RISES, 0}, {RISES, 0}},
    [EXPR_SQRT] = {{UNKNOWN, 0}, {RISES, 0}},
    [EXPR_ROOT] = {{UNKNOWN, 0}, {RISES, 0}},
};

/* ---- one node ------------------------------------------------------------ */

static bool infinite(const limit *a)
{
    return a->to == RISES || a->to == FALLS;
}

static fate other(fate f)
{
    return f == RISES ? FALLS : f == FALLS ? RISES : f;
}

/* Infinite a times what has the sign of v, which stays away from 0. */
static fate times(fate a, iv_srcptr v)
{
    return iv_certainly_pos(v)   ? a
           : iv_certainly_neg(v) ? other(a)
                                 : UNKNOWN;
}

static void sum(limit *r, const limit *a, const limit *b, bool minus)
{
    fate to = minus ? other(b->to) : b->to;
    if (a->to == BOUNDED && to == BOUNDED) {
        r->to = BOUNDED;
        (minus ? iv_sub : iv_add)(&r->v, &a->v, &b->v);
    } else if (a->to == UNKNOWN || to == UNKNOWN) {
        r->to = UNKNOWN;
    } else if (a->to == BOUNDED || a->to == to) {
        r->to = to;
    } else {
        r->to = to == BOUNDED ? a->to : UNKNOWN;
    }
}

static void product(limit *r, const limit *a, const limit *b)
{
    if (a->to == BOUNDED && b->to == BOUNDED) {
        r->to = BOUNDED;
        iv_mul(&r->v, &a->v, &b->v);
    } else if (infinite(a) && infinite(b)) {
        r->to = a->to == b->to ? RISES : FALLS;
    } else if (infinite(a) && b->to == BOUNDED) {
        r->to = times(a->to, &b->v);
    } else if (infinite(b) && a->to == BOUNDED) {
        r->to = times(b->to, &a->v);
    }
}

static void quotient(limit *r, const limit *a, const limit *b)
{
    if (a->to == BOUNDED && b->to == BOUNDED) {
        r->to = BOUNDED;
        iv_div(&r->v, &a->v, &b->v);
    } else if (a->to == BOUNDED && infinite(b)) {
        r->to = BOUNDED;
        iv_set_si(&r->v, 0);
    } else if (infinite(a) && b->to == BOUNDED) {
        r->to = times(a->to, &b->v);
    }
}

/* Powers, roots, |u| and functions, of one argument. */
static void unary(limit *r, const expr_node *x, const limit *a)
{
    bool root = x->op == EXPR_SQRT || x->op == EXPR_ROOT;
    if (x->op == EXPR_POW && infinite(a)) {
        r->to = x->p % 2 == 0 ? RISES : a->to;
    } else if (infinite(a)) {
        const target *t =
            a->to == RISES ? &far[x->op].high : &far[x->op].low;
        r->to = t->to;
        iv_set_si(&r->v, t->at);
    } else if (a->to == BOUNDED) {
        r->to = BOUNDED;
        iv_set(&r->v, &a->v);
        if (root) /* of values that are not negative */
            iv_meet_nonneg(&r->v, &r->v, false);
        if (x->op == EXPR_POW)
            iv_pow_ui(&r->v, &r->v, (unsigned long)x->p);
        else if (x->op == EXPR_SQRT)
            iv_sqrt(&r->v, &r->v);
        else if (x->op == EXPR_ROOT)
            iv_root(&r->v, &r->v, (unsigned long)x->p, (unsigned long)x->q);
        else if (x->op == EXPR_ABS)
            iv_abs(&r->v, &r->v);
        else
            iv_function_range(&r->v, (expr_op)x->op, x->p, &a->v);
    }
}

static void node(limit *r, const expr_node *x, const limit *a, const limit *b)
{
    switch ((expr_op)x->op) {
    case EXPR_NEG:
        r->to = other(a->to);
        iv_neg(&r->v, &a->v);
        break;
    case EXPR_ADD:
    case EXPR_SUB:
        sum(r, a, b, x->op == EXPR_SUB);
        break;
    case EXPR_MUL:
        product(r, a, b);
        break;
    case EXPR_DIV:
        quotient(r, a, b);
        break;
    case EXPR_MIN:
    case EXPR_MAX:
    case EXPR_IF:
        break; /* unknown */
    default:
        unary(r, x, a);
    }
    if (r->to == BOUNDED && !iv_is_defined(&r->v))
        r->to = UNKNOWN;
}

/* ---- the walk ------------------------------------------------------------ */

static const limit *of(const limit *l, const expr *order, size_t n, expr a)
{
    for (size_t k = 0; k < n; k++)
        if (order[k] == a)
            return &l[k];
    return NULL;
}

static void settle(eval *e, limit *l, const expr *order, size_t k, int i,
                   int dir)
{
    const expr_node *x = expr_get(e->pool, order[k]);
    if ((x->vars >> i & 1) == 0) {
        iv_set(&l[k].v, eval_enclose(e, order[k]));
        l[k].to = iv_is_defined(&l[k].v) ? BOUNDED : UNKNOWN;
    } else if (x->op == EXPR_VAR) {
        l[k].to = dir > 0 ? RISES : FALLS;
    } else {
        node(&l[k], x, of(l, order, k, x->arg[0]),
             x->nargs > 1 ? of(l, order, k, x->arg[1]) : NULL);
    }
}

void eval_limit(eval *e, expr f, int i, int dir, iv_ptr out)
{
    size_t n;
    iv_set_undefined(out);
    if (f == EXPR_NONE)
        return;
    expr *order = expr_postorder(e->pool, f, &n);
    if (n <= MOST_NODES) {
        limit *l = xcalloc(n, sizeof *l);
        for (size_t k = 0; k < n; k++) {
            iv_init(&l[k].v, e->prec);
            settle(e, l, order, k, i, dir);
        }
        if (l[n - 1].to == BOUNDED)
            iv_set(out, &l[n - 1].v);
        for (size_t k = 0; k < n; k++)
            iv_clear(&l[k].v);
        free(l);
    }
    free(order);
}
