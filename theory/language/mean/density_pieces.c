/* The integral of a function with kinks, taken apart where they are.  Believed.
 *
 * A kink of p changes its branch where its condition h is 0; h is looked at only if
 * it is total and without kinks, and its derivative in t is a number b free of t, with
 * a sign that is certain in the box: then h(t) = h(0) + b t, whose zero is
 * z = -h(0)/b.  The zeros are put in an order that is certain all over the box; what
 * lies beyond an end of the range, whose ends are certainly in order, is no cut.  Between two neighbours each kink is one
 * of its branches, and the integral of p is the sum of the pieces': each exists if
 * p's does, and the cuts are a null set.
 *
 * So the sum that is handed out has p's integral for its value, wherever that is
 * defined in the box and the conditions of the statement so far hold. */
#include "machine.h"

#include "../../../numerics/expr/expr_internal.h"

#include <stdlib.h>

enum {
    MOST = 8,
    DEEPEST = 4
};

typedef struct {
    expr kink, zero;
    int rises; /* 1: h > 0 beyond zero; -1: before it */
    int place; /* the cuts before which it lies: zero is cut number place - 1 */
} bend;

typedef struct {
    elab *e;
    eval *ev;
    const density_range *over;
    int depth;
    expr cut[MOST];
    int ncuts;
    bend v[MOST];
    size_t n;
} pieces;

/* 1, -1: a is certainly above b, below; 0: equal; 2: not known. */
static int compare(const pieces *w, expr a, expr b)
{
    if (a == b)
        return 0;
    iv_srcptr d = eval_enclose(w->ev, expr_sub(w->e->pool, a, b));
    if (iv_certainly_pos(d))
        return 1;
    if (iv_certainly_neg(d))
        return -1;
    bool zero = iv_is_defined(d) && mpfr_zero_p(iv_lower(d)) &&
                mpfr_zero_p(iv_upper(d));
    return zero ? 0 : 2;
}

static expr condition(expr_pool *pool, const expr_node *x)
{
    if (x->op == EXPR_MIN || x->op == EXPR_MAX)
        return expr_sub(pool, x->arg[0], x->arg[1]);
    return x->arg[0];
}

/* b->zero and b->rises; false: the condition is not of that kind. */
static bool find_zero(pieces *w, bend *b)
{
    expr_pool *pool = w->e->pool;
    int t = w->over->t;
    const expr_node x = *expr_get(pool, b->kink);
    expr h = condition(pool, &x);
    if (h == EXPR_NONE || !expr_get(pool, h)->total ||
        expr_integral_has_kinks(pool, h))
        return false;
    expr slope = expr_diff(pool, h, t);
    expr at = expr_subst(pool, h, t, expr_si(pool, 0));
    if (slope == EXPR_NONE || at == EXPR_NONE ||
        (expr_vars(pool, slope) >> t & 1) != 0)
        return false;
    iv_srcptr s = eval_enclose(w->ev, slope);
    b->rises = iv_certainly_pos(s) ? 1 : iv_certainly_neg(s) ? -1 : 0;
    b->zero = expr_neg(pool, expr_div(pool, at, slope));
    return b->rises != 0 && b->zero != EXPR_NONE;
}

/* Is z certainly no point strictly between the ends?  *side: -1 before, 1 after
 * them; false: the order is not certain. */
static bool beyond(const pieces *w, expr z, int *side)
{
    *side = 0;
    if ((w->over->infinite & EXPR_FROM_INF) == 0) {
        int c = compare(w, z, w->over->a);
        if (c == 2)
            return false;
        *side = c <= 0 ? -1 : 0;
    }
    if (*side == 0 && (w->over->infinite & EXPR_TO_INF) == 0) {
        int c = compare(w, z, w->over->b);
        if (c == 2)
            return false;
        *side = c >= 0 ? 1 : 0;
    }
    return true;
}

/* Puts z among the cuts; false: its place is not certain. */
static bool insert(pieces *w, expr z)
{
    int k = 0, c = 1;
    for (; k < w->ncuts; k++) {
        c = compare(w, z, w->cut[k]);
        if (c == 2)
            return false;
        if (c <= 0)
            break;
    }
    if (k < w->ncuts && c == 0)
        return true;
    if (w->ncuts == MOST)
        return false;
    for (int j = w->ncuts; j > k; j--)
        w->cut[j] = w->cut[j - 1];
    w->cut[k] = z;
    w->ncuts++;
    return true;
}

static bool place_all(pieces *w)
{
    for (size_t k = 0; k < w->n; k++) {
        int side;
        if (!find_zero(w, &w->v[k]) || !beyond(w, w->v[k].zero, &side) ||
            (side == 0 && !insert(w, w->v[k].zero)))
            return false;
        w->v[k].place = side == 0 ? 0 : side < 0 ? -1 : MOST + 1;
    }
    for (size_t k = 0; k < w->n; k++)
        for (int j = 0; j < w->ncuts && w->v[k].place == 0; j++)
            if (compare(w, w->v[k].zero, w->cut[j]) == 0)
                w->v[k].place = j + 1;
    for (size_t k = 0; k < w->n; k++)
        if (w->v[k].place == 0)
            return false;
    return true;
}

/* p between cut number i - 1 and cut number i: outer kinks first. */
static expr piece(const pieces *w, expr p, int i)
{
    expr_pool *pool = w->e->pool;
    for (size_t k = w->n; k-- > 0 && p != EXPR_NONE;) {
        const bend *b = &w->v[k];
        const expr_node x = *expr_get(pool, b->kink);
        bool beyond_zero = i >= b->place;
        bool positive = beyond_zero == (b->rises > 0);
        expr to = x.arg[positive ? 0 : 1];
        if (x.op == EXPR_ABS)
            to = positive ? x.arg[0] : expr_neg(pool, x.arg[0]);
        else if (x.op == EXPR_IF)
            to = x.arg[positive ? 1 : 2];
        else if (x.op == EXPR_MIN)
            to = x.arg[positive ? 1 : 0];
        p = to == EXPR_NONE ? EXPR_NONE : expr_replace(pool, p, b->kink, to);
    }
    return p;
}

static expr apart(elab *e, eval *ev, const density_range *over, expr p,
                  int depth);

/* Recursion through apart: DEEPEST. */
static expr sum_of_pieces(const pieces *w, expr p)
{
    expr_pool *pool = w->e->pool;
    expr sum = expr_si(pool, 0);
    for (int i = 0; i <= w->ncuts && sum != EXPR_NONE; i++) {
        int infinite = (i == 0 ? w->over->infinite & EXPR_FROM_INF : 0) |
                       (i == w->ncuts ? w->over->infinite & EXPR_TO_INF : 0);
        expr a = i == 0 ? w->over->a : w->cut[i - 1];
        expr b = i == w->ncuts ? w->over->b : w->cut[i];
        density_range part = {w->over->t, infinite, a, b};
        expr f = piece(w, p, i);
        sum = f == EXPR_NONE ? f
                             : expr_add(pool, sum, apart(w->e, w->ev, &part, f,
                                                         w->depth + 1));
    }
    return sum;
}

/* The kinks in t whose own arguments, or condition, have none; false: too many, or
 * there are only others. */
static bool collect(pieces *w, const expr *kink, size_t n)
{
    const expr_pool *pool = w->e->pool;
    bool any = false;
    for (size_t k = 0; k < n; k++) {
        const expr_node *x = expr_get(pool, kink[k]);
        if ((x->vars >> w->over->t & 1) == 0)
            continue;
        any = true;
        bool inner = expr_kinks(pool, x->arg[0], NULL, 0) == 0 &&
                     (x->op == EXPR_IF || x->op == EXPR_ABS ||
                      expr_kinks(pool, x->arg[1], NULL, 0) == 0);
        if (inner && w->n == MOST)
            return false;
        if (inner)
            w->v[w->n++].kink = kink[k];
    }
    return w->n > 0 || !any;
}

static expr apart(elab *e, eval *ev, const density_range *over, expr p, int depth)
{
    pieces w = {.e = e, .ev = ev, .over = over, .depth = depth};
    size_t n = expr_kinks(e->pool, p, NULL, 0);
    expr *kink = xcalloc(n + 1, sizeof *kink), r = EXPR_NONE;
    expr_kinks(e->pool, p, kink, n);
    bool ok = collect(&w, kink, n);
    if (ok && w.n == 0)
        r = expr_integral(e->pool, over->t, over->a, over->b, over->infinite, p);
    else if (ok && depth < DEEPEST &&
             (over->infinite != 0 || compare(&w, over->b, over->a) == 1) &&
             place_all(&w))
        r = sum_of_pieces(&w, p);
    free(kink);
    return r;
}

expr density_pieces(elab *e, eval *ev, const density_range *over, expr p)
{
    return expr_kinks(e->pool, p, NULL, 0) == 0 ? EXPR_NONE
                                                : apart(e, ev, over, p, 0);
}
