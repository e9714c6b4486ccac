/* The shape of a sum or difference of fractions whose poles at a finite end meet.  A
 * second opinion on ../enclose/germ_common.c.
 *
 * p/q and u/v together are (p v + u q)/(q v), or with minus.  Both are smooth up to the
 * end, vanish there to orders i and j, and are, each, that power of s by its own
 * coefficient somewhere in the range; no zero of the divisor is inside, for its
 * coefficient has none. */
#include "recheck_tail.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    UPTO = 6
};

typedef struct {
    rrange top[UPTO], bottom[UPTO];
    rrange p[UPTO], q[UPTO], u[UPTO], v[UPTO];
} table;

/* The jet of e, or of 1. */
static bool jet(recheck_ends *w, expr e, rrange *c)
{
    if (e != EXPR_NONE)
        return recheck_jet(w->f->in, e, w->f->t, UPTO - 1, c);
    for (int k = 0; k < UPTO; k++)
        rrange_set_si(&c[k], k == 0);
    return true;
}

/* s = sum or difference of x_i y_(k-i), added to s */
static void add_products(rrange *s, const rrange *x, const rrange *y, int k,
                         rrange_binary *op, slong prec)
{
    rrange t;
    rrange_init(&t);
    for (int i = k; i >= 0; i--) {
        rrange_mul(&t, &x[i], &y[k - i], prec);
        op(s, s, &t, prec);
    }
    rrange_clear(&t);
}

static bool tabulate(recheck_ends *w, table *a, const expr of[4],
                     rrange_binary *op)
{
    if (!jet(w, of[0], a->p) || !jet(w, of[1], a->q) || !jet(w, of[2], a->u) ||
        !jet(w, of[3], a->v))
        return false;
    for (int k = 0; k < UPTO; k++) {
        rrange_set_si(&a->top[k], 0);
        rrange_set_si(&a->bottom[k], 0);
        add_products(&a->top[k], a->p, a->v, k, rrange_add, w->prec);
        add_products(&a->top[k], a->u, a->q, k, op, w->prec);
        add_products(&a->bottom[k], a->q, a->v, k, rrange_add, w->prec);
    }
    return true;
}

static int order_of(const rrange *c)
{
    int k = 0;
    while (k < UPTO && rrange_is_zero(&c[k]))
        k++;
    return k;
}

/* n, or -n: *minus changes */
static expr without_sign(const expr_pool *pool, expr e, bool *minus)
{
    const expr_node *x = expr_get(pool, e);
    if (x->op != EXPR_NEG)
        return e;
    *minus = !*minus;
    return x->arg[0];
}

static void split(const expr_pool *pool, expr e, expr *over, expr *under)
{
    const expr_node *x = expr_get(pool, e);
    bool is = x->op == EXPR_DIV;
    *over = is ? x->arg[0] : e;
    *under = is ? x->arg[1] : EXPR_NONE;
}

static void shape_of(recheck_ends *w, recheck_tail *t, table *a,
                     const expr of[4], rrange_binary *op)
{
    rrange closed;
    reval_set_var(w->f->in, w->f->t, &w->end);
    if (!tabulate(w, a, of, op))
        return;
    int i = order_of(a->top), j = order_of(a->bottom);
    if (i == UPTO || j == UPTO)
        return;
    rrange_init(&closed);
    rrange_set(&closed, &w->here);
    closed.lo_open = closed.hi_open = false;
    reval_set_var(w->f->in, w->f->t, &closed);
    if (tabulate(w, a, of, op) && rrange_nonzero(&a->bottom[j])) {
        rrange_div(&closed, &a->top[i], &a->bottom[j], w->prec);
        if ((i + j) % 2 != 0 && !w->at->up)
            rrange_neg_of(&closed, &closed, w->prec);
        recheck_tail_plain(t, &closed, i - j);
    }
    rrange_clear(&closed);
}

bool recheck_tail_common(recheck_ends *w, recheck_tail *t, const expr_node *n)
{
    const expr_pool *pool = reval_pool(w->f->in);
    table *a = xcalloc(1, sizeof *a);
    rrange *all[] = {a->top, a->bottom, a->p, a->q, a->u, a->v};
    bool minus = false, other = n->op == EXPR_SUB;
    expr of[4], x = without_sign(pool, n->arg[0], &minus);
    expr y = without_sign(pool, n->arg[1], &other);
    split(pool, x, &of[0], &of[1]);
    split(pool, y, &of[2], &of[3]);
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        for (int j = 0; j < UPTO; j++)
            rrange_init(&all[k][j]);
    t->is = RECHECK_NONE;
    shape_of(w, t, a, of, minus == other ? rrange_add : rrange_sub);
    reval_set_var(w->f->in, w->f->t, &w->here);
    if (t->is != RECHECK_NONE && minus)
        rrange_neg_of(&t->k, &t->k, w->prec);
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        for (int j = 0; j < UPTO; j++)
            rrange_clear(&all[k][j]);
    free(a);
    return t->is != RECHECK_NONE;
}
