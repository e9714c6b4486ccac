/* Limits at infinity, by the second engine: a second opinion on
 * ../enclose/eval_limit.c, from the same facts in other code.
 *
 * With t = |x_i| to infinity a node u is of one of these kinds:
 *   LIKE    u = t^(deg/60) w, w bounded, its limit points in v
 *   TINY    u t^m -> 0 for all m
 *   VAST    side u > t^m in the end, for all m
 *   GROWS   side u -> +infinity, nothing else known
 *   SLOW    the same, and u t^(-1/60) -> 0 */
#include "reval.h"

#include "../base/memory.h"
#include "../expr/expr_function.h"
#include "rrange_function.h"

#include <stdlib.h>

typedef enum {
    UNKNOWN,
    LIKE,
    TINY,
    VAST,
    GROWS,
    SLOW
} kind;

typedef struct {
    kind k;
    int side; /* +1, -1 */
    long deg;
    rrange v;
} fate;

enum {
    LARGEST = 1000000
};

static void like(fate *r, long deg)
{
    r->k = r->v.ok && labs(deg) <= LARGEST ? LIKE : UNKNOWN;
    r->deg = deg;
}

static void number(fate *r, long n)
{
    rrange_set_si(&r->v, n);
    like(r, 0);
}

static void grow(fate *r, kind k, int side)
{
    r->k = side != 0 ? k : UNKNOWN;
    r->side = side;
}

/* +1, -1: u has that sign in the end, with |u| away from 0 on its scale. */
static int side(const fate *a)
{
    if (a->k == LIKE)
        return rrange_pos(&a->v) ? 1 : rrange_neg(&a->v) ? -1 : 0;
    return a->k == VAST || a->k == GROWS || a->k == SLOW ? a->side : 0;
}

/* u tends to side(u) times infinity. */
static bool endless(const fate *a)
{
    return a->k == VAST || a->k == GROWS || a->k == SLOW ||
           (a->k == LIKE && a->deg > 0 && side(a) != 0);
}

static bool finite(const fate *a)
{
    return a->k == TINY || (a->k == LIKE && a->deg <= 0);
}

/* No larger than some power of t. */
static bool tame(const fate *a)
{
    return a->k == LIKE || a->k == TINY || a->k == SLOW;
}

static void copy(fate *r, const fate *a)
{
    r->k = a->k;
    r->side = a->side;
    r->deg = a->deg;
    rrange_set(&r->v, &a->v);
}

static void add(fate *r, const fate *a, const fate *b, slong prec)
{
    if (a->k == LIKE && b->k == LIKE && a->deg == b->deg) {
        rrange_add(&r->v, &a->v, &b->v, prec);
        like(r, a->deg);
    } else if (a->k == LIKE && (b->k == LIKE || b->k == TINY)) {
        copy(r, b->k == LIKE && b->deg > a->deg ? b : a);
    } else if (b->k == LIKE && a->k == TINY) {
        copy(r, b);
    } else if (a->k == TINY && b->k == TINY) {
        r->k = TINY;
    } else if (a->k == VAST &&
               (tame(b) || (b->k == VAST && a->side == b->side))) {
        grow(r, VAST, a->side);
    } else if (b->k == VAST && tame(a)) {
        grow(r, VAST, b->side);
    } else if (endless(a) &&
               (finite(b) || (endless(b) && side(a) == side(b)))) {
        grow(r, GROWS, side(a));
    } else if (endless(b) && finite(a)) {
        grow(r, GROWS, side(b));
    }
}

static void multiply(fate *r, const fate *a, const fate *b, slong prec)
{
    if (a->k == LIKE && b->k == LIKE) {
        rrange_mul(&r->v, &a->v, &b->v, prec);
        like(r, a->deg + b->deg);
    } else if ((a->k == TINY && tame(b)) || (b->k == TINY && tame(a))) {
        r->k = TINY;
    } else if (a->k == VAST || b->k == VAST) {
        bool other = a->k == VAST ? b->k != TINY : a->k != TINY;
        grow(r, VAST, other ? side(a) * side(b) : 0);
    } else if (endless(a) && endless(b)) {
        grow(r, GROWS, side(a) * side(b));
    } else if (a->k == SLOW && b->k == LIKE) { /* t^(1/60) w, w -> 0 */
        rrange_set_si(&r->v, 0);
        like(r, b->deg + 1);
    } else if (b->k == SLOW && a->k == LIKE) {
        rrange_set_si(&r->v, 0);
        like(r, a->deg + 1);
    }
}

static void divide(fate *r, const fate *a, const fate *b, slong prec)
{
    if (a->k == LIKE && b->k == LIKE && rrange_nonzero(&b->v)) {
        rrange_div(&r->v, &a->v, &b->v, prec);
        like(r, a->deg - b->deg);
    } else if (a->k == TINY && b->k == LIKE && side(b) != 0) {
        r->k = TINY;
    } else if (tame(a) && b->k == VAST) {
        r->k = TINY;
    } else if (finite(a) && endless(b)) {
        number(r, 0);
    } else if (a->k == VAST && b->k == LIKE) {
        grow(r, VAST, a->side * side(b));
    } else if (a->k == SLOW && b->k == LIKE && side(b) != 0) {
        rrange_set_si(&r->v, 0);
        like(r, 1 - b->deg);
    }
}

static void raised(fate *r, const fate *a, long n, slong prec)
{
    if (a->k == LIKE && labs(a->deg) <= LARGEST / n) {
        rrange_pow(&r->v, &a->v, (ulong)n, prec);
        like(r, a->deg * n);
    } else if (a->k == TINY) {
        r->k = TINY;
    } else if (endless(a)) {
        grow(r, a->k == VAST ? VAST : GROWS, n % 2 == 0 ? 1 : side(a));
    }
}

/* a^(p/q) of what is not negative. */
static void root(fate *r, const fate *a, long p, long q, slong prec)
{
    if (a->k == LIKE && labs(a->deg) <= LARGEST / p) {
        long deg = a->deg * p;
        rrange_keep_nonneg(&r->v, &a->v, false);
        rrange_root(&r->v, &r->v, (ulong)p, (ulong)q, prec);
        while (deg % q != 0) { /* a larger power, times what tends to 0 */
            deg++;
            if (r->v.ok)
                rrange_set_si(&r->v, 0);
        }
        like(r, deg / q);
    } else if (a->k == TINY) {
        r->k = TINY;
    } else if (endless(a)) {
        grow(r, a->k == VAST ? VAST : GROWS, 1);
    }
}

static void logarithm(fate *r, const fate *a, slong prec)
{
    if (a->k == LIKE && a->deg == 0) {
        rrange_log(&r->v, &a->v, prec);
        like(r, 0);
    } else if (a->k == LIKE && side(a) > 0) {
        grow(r, SLOW, a->deg > 0 ? 1 : -1);
    } else if (a->k == SLOW) {
        grow(r, SLOW, 1);
    } else if (endless(a)) {
        grow(r, GROWS, 1);
    } else if (finite(a)) { /* of positive values that tend to 0 */
        grow(r, GROWS, -1);
    }
}

/* Functions whose argument goes to infinity; quick: as a power of t or more. */
static void far_out(fate *r, expr_op op, int to, bool quick)
{
    kind up = quick ? VAST : GROWS;
    switch (op) {
    case EXPR_EXP:
    case EXPR_EXPM1:
        if (to > 0)
            grow(r, up, 1);
        else if (op == EXPR_EXP && quick)
            r->k = TINY;
        else
            number(r, op == EXPR_EXP ? 0 : -1);
        break;
    case EXPR_SINH:
        grow(r, up, to);
        break;
    case EXPR_COSH:
        grow(r, up, 1);
        break;
    case EXPR_TANH:
    case EXPR_ERF:
        number(r, to);
        break;
    case EXPR_ERFC:
    case EXPR_PHI:
        if ((op == EXPR_ERFC) == (to < 0))
            number(r, op == EXPR_ERFC ? 2 : 1);
        else if (quick)
            r->k = TINY;
        else
            number(r, 0);
        break;
    case EXPR_ERFCX:
        if (to > 0)
            number(r, 0);
        break;
    default:
        break;
    }
}

static void apply(fate *r, const expr_node *x, const fate *a, slong prec)
{
    if (expr_function_has_steps((expr_op)x->op))
        return; /* no continuity to rely on */
    if (endless(a)) {
        far_out(r, (expr_op)x->op, side(a), a->k == VAST || a->k == LIKE);
    } else if (finite(a)) {
        rrange at;
        rrange_init(&at);
        rrange_set_si(&at, 0);
        if (a->k == LIKE && a->deg == 0)
            rrange_set(&at, &a->v);
        rrange_function_range(&r->v, (expr_op)x->op, x->p, &at, prec);
        like(r, 0);
        rrange_clear(&at);
    }
}

static void negate(fate *r, const fate *a, slong prec)
{
    copy(r, a);
    r->side = -a->side;
    if (a->k == LIKE)
        rrange_neg_of(&r->v, &a->v, prec);
}

static void absolute(fate *r, const fate *a, slong prec)
{
    copy(r, a);
    r->side = 1;
    if (a->k == LIKE)
        rrange_abs(&r->v, &a->v, prec);
}

static void combine(fate *r, const expr_node *x, const fate *a, fate *b,
                    slong prec)
{
    expr_op op = (expr_op)x->op;
    if (op == EXPR_ADD)
        add(r, a, b, prec);
    else if (op == EXPR_MUL)
        multiply(r, a, b, prec);
    else if (op == EXPR_DIV)
        divide(r, a, b, prec);
    else if (op == EXPR_NEG)
        negate(r, a, prec);
    else if (op == EXPR_ABS)
        absolute(r, a, prec);
    else if (op == EXPR_POW)
        raised(r, a, x->p, prec);
    else if (op == EXPR_SQRT || op == EXPR_ROOT)
        root(r, a, op == EXPR_SQRT ? 1 : x->p, op == EXPR_SQRT ? 2 : x->q,
             prec);
    else if (op == EXPR_LOG)
        logarithm(r, a, prec);
    else if (rrange_function_of(op) != NULL)
        apply(r, x, a, prec);
    if (op != EXPR_SUB)
        return;
    fate minus = {0};
    rrange_init(&minus.v);
    negate(&minus, b, prec);
    add(r, a, &minus, prec);
    rrange_clear(&minus.v);
}

static void settle(reval *e, fate *at, const expr *order, size_t k, int i,
                   bool up)
{
    const expr_node *x = expr_get(reval_pool(e), order[k]);
    size_t arg[2] = {0, 0};
    for (int j = 0; j < x->nargs && j < 2; j++)
        while (order[arg[j]] != x->arg[j])
            arg[j]++;
    if ((x->vars >> i & 1) == 0) {
        rrange_set(&at[k].v, reval_enclose(e, order[k]));
        like(&at[k], 0);
    } else if (x->op == EXPR_VAR) {
        rrange_set_si(&at[k].v, up ? 1 : -1);
        like(&at[k], 60);
    } else {
        combine(&at[k], x, &at[arg[0]], &at[arg[1]], reval_prec(e));
    }
}

/* Nodes in order: arguments stand before what is made of them. */
void reval_limit(reval *e, expr f, int i, bool up, rrange *out)
{
    enum {
        MOST = 400
    };
    size_t n;
    rrange_undefine(out);
    if (f == EXPR_NONE)
        return;
    expr *order = expr_postorder(reval_pool(e), f, &n);
    fate *at = xcalloc(n, sizeof *at);
    for (size_t k = 0; k < n; k++)
        rrange_init(&at[k].v);
    for (size_t k = 0; k < n && n <= MOST; k++)
        settle(e, at, order, k, i, up);
    if (n <= MOST && finite(&at[n - 1])) {
        rrange_set_si(out, 0);
        if (at[n - 1].k == LIKE && at[n - 1].deg == 0)
            rrange_set(out, &at[n - 1].v);
    }
    for (size_t k = 0; k < n; k++)
        rrange_clear(&at[k].v);
    free(at);
    free(order);
}
