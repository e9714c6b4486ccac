/* What an expression tends to as one variable goes to infinity.  Believed.
 *
 * Let t = |x_i| go to infinity along any sequence of points at which the
 * expression is defined, the other variables fixed.  Of a node u one of these
 * may be known:
 *   a power   u = t^(d/12) w, w bounded, with all its limit points in v;
 *   dying     u t^m tends to 0 for every m: a power, d = DYING, v = 0;
 *   rising    u tends to +infinity (to = 1) or -infinity (-1), and, where it is
 *             `fast`, |u| t^-m too, for every m.
 * A power with d > 0 and v away from 0 rises.  By induction: limit points go to
 * values at limit points where an operation is continuous, which those here are
 * where they are defined; the larger of two powers carries a sum; a fast one
 * carries a sum or product with a power; exp of a power that rises is fast, of
 * one that falls is dying; log t is t^(1/12) w with w to 0.  What is not in
 * these lines is unknown: inf - inf, 0 * inf, inf/inf, and functions with
 * steps: ceil(1/t) is 1 and does not tend to ceil 0. */
#include "eval_internal.h"
#include "iv_function.h"

#include "../expr/expr_function.h"

#include <stdlib.h>

enum {
    MOST_NODES = 400,
    DYING = -(1 << 24), /* what a degree in bounds leaves of it stays below */
    LOST = -(1 << 22),
    MOST = 1 << 20, /* degrees beyond are not followed */
    NOWHERE = 9,    /* of a function at infinity: not known */
    RISES = 8,
    FALLS = -8
};

typedef struct {
    bool power, fast;
    int d, to;
    iv_struct v;
} limit;

/* ---- parts --------------------------------------------------------------- */

static void be_power(limit *r, int d)
{
    r->power = (d < LOST || abs(d) <= MOST) && iv_is_defined(&r->v);
    r->d = d < LOST ? DYING : d;
    if (r->power && d > 0)
        r->to = iv_certainly_pos(&r->v) ? 1 : iv_certainly_neg(&r->v) ? -1 : 0;
}

static void be_dying(limit *r)
{
    iv_set_si(&r->v, 0);
    be_power(r, DYING);
}

static void be_rising(limit *r, int to, bool fast)
{
    r->to = to;
    r->fast = fast && to != 0;
}

static bool bounded(const limit *a)
{
    return a->power && a->d <= 0;
}

/* The sign that a has in the end, away from 0 in the scale of its power. */
static int sign(const limit *a)
{
    if (a->to != 0)
        return a->to;
    return !a->power                 ? 0
           : iv_certainly_pos(&a->v) ? 1
           : iv_certainly_neg(&a->v) ? -1
                                     : 0;
}

/* ---- sums, products, quotients -------------------------------------------- */

static void sum(limit *r, const limit *a, const limit *b)
{
    if (a->power && b->power) {
        const limit *top = a->d > b->d ? a : b;
        if (a->d == b->d)
            iv_add(&r->v, &a->v, &b->v);
        else
            iv_set(&r->v, &top->v);
        be_power(r, top->d);
    } else if (a->fast && b->power) {
        be_rising(r, a->to, true);
    } else if (b->fast && a->power) {
        be_rising(r, b->to, true);
    } else if (a->to != 0 && (a->to == b->to || bounded(b))) {
        be_rising(r, a->to, a->fast || b->fast);
    } else if (b->to != 0 && bounded(a)) {
        be_rising(r, b->to, b->fast);
    }
}

static void product(limit *r, const limit *a, const limit *b)
{
    if (a->power && b->power) {
        iv_mul(&r->v, &a->v, &b->v);
        be_power(r, a->d + b->d);
    } else if ((a->fast && b->power) || (b->fast && a->power) ||
               (a->to != 0 && b->to != 0)) {
        be_rising(r, sign(a) * sign(b), a->fast || b->fast);
    }
}

static void quotient(limit *r, const limit *a, const limit *b)
{
    if (a->power && b->power && iv_certainly_nonzero(&b->v)) {
        iv_div(&r->v, &a->v, &b->v);
        be_power(r, a->d - b->d);
    } else if (a->power && b->fast) {
        be_dying(r);
    } else if (bounded(a) && b->to != 0) {
        iv_set_si(&r->v, 0);
        be_power(r, 0);
    } else if (a->fast && b->power) {
        be_rising(r, a->to * sign(b), true);
    }
}

/* ---- one argument --------------------------------------------------------- */

static void power(limit *r, const limit *a, int n)
{
    if (a->power && a->d == DYING) {
        be_dying(r);
    } else if (a->power && abs(a->d) < MOST / n) {
        iv_pow_ui(&r->v, &a->v, (unsigned long)n);
        be_power(r, a->d * n);
    } else if (a->to != 0) {
        be_rising(r, n % 2 == 0 ? 1 : a->to, a->fast);
    }
}

/* t^d w of values that are not negative, to the power p/q.  Where d p/q is no
 * whole number, the next above it with w to 0. */
static void root(limit *r, const limit *a, int p, int q)
{
    if (a->power && a->d == DYING) {
        be_dying(r);
    } else if (a->power && abs(a->d) < MOST / p) {
        int d = a->d * p, up = d >= 0 ? (d + q - 1) / q : -(-d / q);
        iv_meet_nonneg(&r->v, &a->v, false);
        iv_root(&r->v, &r->v, (unsigned long)p, (unsigned long)q);
        if (up * q != d && iv_is_defined(&r->v))
            iv_set_si(&r->v, 0);
        be_power(r, up);
    } else if (a->to > 0) {
        be_rising(r, 1, a->fast);
    }
}

/* log(t^d w) = d log t + log w, for w away from 0.  A logarithm's argument is
 * positive: where it tends to 0, the logarithm falls. */
static void logarithm(limit *r, const limit *a)
{
    if (!a->power && a->to > 0) {
        be_rising(r, 1, false);
    } else if (a->power && a->d == 0) {
        iv_log(&r->v, &a->v);
        be_power(r, 0);
    } else if (a->power && a->d != DYING && iv_certainly_pos(&a->v)) {
        iv_set_si(&r->v, 0);
        be_power(r, 1);
        r->to = a->d > 0 ? 1 : -1;
    } else if (a->power && a->d < 0) {
        be_rising(r, -1, false);
    }
}

/* At +infinity and -infinity: a whole number, or one of RISES, FALLS,
 * NOWHERE; dies: it comes down to 0 as fast as exp(-|u|). */
static const struct {
    expr_op op;
    int low, high;
    bool dies;
} far[] = {
    {EXPR_EXP, 0, RISES, true},       {EXPR_EXPM1, -1, RISES, false},
    {EXPR_ERF, -1, 1, false},         {EXPR_ERFC, 2, 0, true},
    {EXPR_PHI, 0, 1, true},           {EXPR_TANH, -1, 1, false},
    {EXPR_SINH, FALLS, RISES, false}, {EXPR_COSH, RISES, RISES, false},
    {EXPR_ERFCX, NOWHERE, 0, false},
};

/* The function of a row at an argument that is infinite in the end: where that
 * is a power, exp and its like are fast there, or die. */
static void at_infinity(limit *r, expr_op op, const limit *a)
{
    for (size_t k = 0; k < sizeof far / sizeof far[0]; k++) {
        if (far[k].op != op)
            continue;
        int at = a->to > 0 ? far[k].high : far[k].low;
        bool quick = a->fast || (a->power && iv_certainly_nonzero(&a->v));
        if (at == RISES || at == FALLS) {
            be_rising(r, at == RISES ? 1 : -1, quick);
        } else if (at == 0 && far[k].dies && quick) {
            be_dying(r);
        } else if (at != NOWHERE) {
            iv_set_si(&r->v, at);
            be_power(r, 0);
        }
    }
}

static void function(limit *r, const expr_node *x, const limit *a)
{
    if (a->to != 0) {
        at_infinity(r, (expr_op)x->op, a);
    } else if (bounded(a)) {
        iv_t at;
        iv_init(at, mpfr_get_prec(iv_lower(&a->v)));
        if (a->d < 0)
            iv_set_si(at, 0);
        else
            iv_set(at, &a->v);
        iv_function_range(&r->v, (expr_op)x->op, x->p, at);
        iv_clear(at);
        be_power(r, 0);
    }
}

static void absolute(limit *r, const limit *a)
{
    if (a->power) {
        iv_abs(&r->v, &a->v);
        be_power(r, a->d);
    }
    if (a->to != 0)
        be_rising(r, 1, a->fast);
}

static void negative(limit *r, const limit *a)
{
    if (a->power) {
        iv_neg(&r->v, &a->v);
        be_power(r, a->d);
    }
    be_rising(r, -a->to, a->fast);
}

/* r starts unknown; MIN, MAX and IF leave it so. */
static void node(limit *r, const expr_node *x, const limit *a, const limit *b)
{
    limit minus = {0};
    switch ((expr_op)x->op) {
    case EXPR_NEG:
        negative(r, a);
        break;
    case EXPR_ADD:
        sum(r, a, b);
        break;
    case EXPR_SUB:
        iv_init(&minus.v, mpfr_get_prec(iv_lower(&r->v)));
        negative(&minus, b);
        sum(r, a, &minus);
        iv_clear(&minus.v);
        break;
    case EXPR_MUL:
        product(r, a, b);
        break;
    case EXPR_DIV:
        quotient(r, a, b);
        break;
    case EXPR_POW:
        power(r, a, x->p);
        break;
    case EXPR_SQRT:
        root(r, a, 1, 2);
        break;
    case EXPR_ROOT:
        root(r, a, x->p, x->q);
        break;
    case EXPR_ABS:
        absolute(r, a);
        break;
    case EXPR_LOG:
        logarithm(r, a);
        break;
    default:
        if (iv_function_of((expr_op)x->op) != NULL &&
            !expr_function_has_steps((expr_op)x->op))
            function(r, x, a);
    }
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
        be_power(&l[k], 0);
    } else if (x->op == EXPR_VAR) {
        iv_set_si(&l[k].v, dir > 0 ? 1 : -1);
        be_power(&l[k], 12);
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
        if (bounded(&l[n - 1]) && l[n - 1].d < 0)
            iv_set_si(out, 0);
        else if (bounded(&l[n - 1]))
            iv_set(out, &l[n - 1].v);
        for (size_t k = 0; k < n; k++)
            iv_clear(&l[k].v);
        free(l);
    }
    free(order);
}
