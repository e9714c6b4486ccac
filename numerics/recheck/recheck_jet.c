/* Taylor coefficients of the second engine: the walk over an expression.  A
 * second opinion; what a node makes of its arguments is in recheck_series.c.
 *
 * The constant coefficient of every node is the evaluator's own enclosure.
 * A node free of x has its value alone; a conditional whose condition is free
 * of x takes one branch along x, whichever: the hull of both encloses it. */
#include "recheck_jet.h"
#include "recheck_under.h"
#include "rrange_function.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

struct jets {
    recheck_series **jet; /* by node */
    size_t n;
    uint64_t run;
    expr *stack;
    size_t depth, cap;
};

/* ---- nodes -------------------------------------------------------------- */

static bool is_flat(const recheck_worker *w, expr f)
{
    return (expr_get(w->pool, f)->vars >> w->var & 1) == 0;
}

static void copy(recheck_worker *w, recheck_series *y, const recheck_series *a,
                 bool negative)
{
    for (int k = 1; k <= w->m; k++) {
        rrange_set(&y->c[k], &a->c[k]);
        if (negative)
            rrange_neg_of(&y->c[k], &y->c[k], w->prec);
    }
    y->ok = a->ok;
}

/* On the box a kink with a certain branch is that branch, at its seam too:
 * derivatives are taken along the box. */
static void kink(recheck_worker *w, recheck_series *y, const expr_node *n,
                 const recheck_series *a, const recheck_series *b)
{
    const rrange *u = &a->c[0], *v = b != NULL ? &b->c[0] : NULL;
    bool first, second;
    if (n->op == EXPR_ABS) {
        first = rrange_nonneg(u);
        second = rrange_nonpos(u);
    } else {
        first = n->op == EXPR_MIN ? rrange_le(u, v) : rrange_le(v, u);
        second = n->op == EXPR_MIN ? rrange_le(v, u) : rrange_le(u, v);
    }
    if (first)
        copy(w, y, a, false);
    else if (second)
        copy(w, y, n->op == EXPR_ABS ? a : b, n->op == EXPR_ABS);
    else
        y->ok = false;
}

/* y_k of an integral: recheck_under.c, or, if its integrand is free of x, the ends' D y = f(b) D b -
 * f(a) D a, where f(b), as a series in x, has f's own coefficients at b. */
static void moving_ends(recheck_worker *w, recheck_series *y,
                        const expr_node *n, const recheck_series *a,
                        const recheck_series *b)
{
    bool inside = (expr_get(w->pool, n->arg[2])->vars >> w->var & 1) != 0;
    if (inside) {
        if (y->ok && w->wide && is_flat(w, n->arg[0]) && is_flat(w, n->arg[1]) &&
            recheck_strips(w, y, n, &a->c[0], &b->c[0]))
            return;
        y->ok = y->ok && recheck_under_integral(w->e, n, w->var, w->m, y->c);
        return;
    }
    recheck_series f = {.cap = 0}, part = {.cap = 0};
    recheck_series_reserve(&f, w->m + 1);
    recheck_series_reserve(&part, w->m + 1);
    for (int end = 0; end < 2 && y->ok && w->m > 0; end++) {
        const recheck_series *u = end == 0 ? a : b;
        if (is_flat(w, n->arg[end]))
            continue;
        y->ok = reval_integrand_jet(w->e, n, &u->c[0], w->m - 1, f.c);
        /* F(u), F' = f: F_k = f_(k-1)/k */
        for (int k = w->m; k >= 1 && y->ok; k--) {
            rrange_set(&f.c[k], &f.c[k - 1]);
            recheck_series_over(w, &f.c[k], k);
        }
        if (y->ok)
            recheck_series_substitute(w, &part, f.c, u);
        for (int k = 1; k <= w->m && y->ok; k++)
            (end == 0 ? rrange_sub : rrange_add)(&y->c[k], &y->c[k],
                                                 &part.c[k], w->prec);
    }
    recheck_series_release(&f);
    recheck_series_release(&part);
}

static void apply(recheck_worker *w, recheck_series *y, const expr_node *n,
                  const recheck_series *a, const recheck_series *b)
{
    const rrange_function *f = rrange_function_of((expr_op)n->op);
    if (f != NULL) {
        w->whole = n->p;
        f->jet(w, y, a);
        return;
    }
    switch ((expr_op)n->op) {
    case EXPR_NEG:
        copy(w, y, a, true);
        break;
    case EXPR_ADD:
        for (int k = 1; k <= w->m; k++)
            rrange_add(&y->c[k], &a->c[k], &b->c[k], w->prec);
        break;
    case EXPR_SUB:
        for (int k = 1; k <= w->m; k++)
            rrange_sub(&y->c[k], &a->c[k], &b->c[k], w->prec);
        break;
    case EXPR_MUL:
        if (n->arg[0] == n->arg[1])
            recheck_series_square(w, y, a, 1);
        else
            recheck_series_product(w, y, a, b, 1);
        break;
    case EXPR_DIV:
        recheck_series_quotient(w, y, a, b);
        break;
    case EXPR_POW:
        recheck_series_whole_power(w, y, a, n->p);
        break;
    case EXPR_ROOT:
        recheck_series_real_power(w, y, a, n->p, n->q);
        break;
    case EXPR_SQRT:
        recheck_series_real_power(w, y, a, 1, 2);
        break;
    case EXPR_INTEGRAL:
        moving_ends(w, y, n, a, b);
        break;
    case EXPR_ABS:
    case EXPR_MIN:
    case EXPR_MAX:
        kink(w, y, n, a, b);
        break;
    default:
        y->ok = false;
        break;
    }
}

/* ---- the walk ----------------------------------------------------------- */

void recheck_jets_free(jets *j)
{
    if (j == NULL)
        return;
    for (size_t k = 0; k < j->n; k++)
        if (j->jet[k] != NULL) {
            recheck_series_release(j->jet[k]);
            free(j->jet[k]);
        }
    free(j->jet);
    free(j->stack);
    free(j);
}

static recheck_series *known(const recheck_worker *w, expr f)
{
    recheck_series *y = f < w->j->n ? w->j->jet[f] : NULL;
    return y != NULL && y->run == w->j->run ? y : NULL;
}

static recheck_series *place(recheck_worker *w, expr f)
{
    jets *j = w->j;
    if (f >= j->n) {
        size_t n = expr_pool_size(w->pool) + 1;
        j->jet = xrealloc(j->jet, n * sizeof *j->jet);
        memset(j->jet + j->n, 0, (n - j->n) * sizeof *j->jet);
        j->n = n;
    }
    if (j->jet[f] == NULL)
        j->jet[f] = xcalloc(1, sizeof **j->jet);
    recheck_series_reserve(j->jet[f], w->m + 1);
    return j->jet[f];
}

/* +1, -1: the condition holds, fails; 0 open; -2: it is of no use. */
static int condition(recheck_worker *w, const expr_node *n)
{
    const rrange *h = reval_enclose(w->e, n->arg[0]);
    if (!h->ok)
        return -2;
    if (n->strict ? rrange_pos(h) : rrange_nonneg(h))
        return 1;
    if (n->strict ? rrange_nonpos(h) : rrange_neg(h))
        return -1;
    return is_flat(w, n->arg[0]) ? 0 : -2;
}

static expr missing(recheck_worker *w, expr f, const expr_node *n)
{
    if (is_flat(w, f))
        return EXPR_NONE;
    if (n->op == EXPR_IF) {
        int d = condition(w, n);
        if (d >= 0 && known(w, n->arg[1]) == NULL)
            return n->arg[1];
        return (d == 0 || d == -1) && known(w, n->arg[2]) == NULL ? n->arg[2]
                                                                  : EXPR_NONE;
    }
    for (int k = 0; k < n->nargs; k++)
        if (known(w, n->arg[k]) == NULL)
            return n->arg[k];
    return EXPR_NONE;
}

static void conditional(recheck_worker *w, recheck_series *y,
                        const expr_node *n)
{
    int d = condition(w, n);
    if (d == -2) {
        y->ok = false;
    } else if (d != 0) {
        copy(w, y, known(w, n->arg[d > 0 ? 1 : 2]), false);
    } else {
        const recheck_series *a = known(w, n->arg[1]), *b = known(w, n->arg[2]);
        for (int k = 1; k <= w->m; k++)
            rrange_hull(&y->c[k], &a->c[k], &b->c[k], w->prec);
        y->ok = a->ok && b->ok;
    }
}

static void expand(recheck_worker *w, expr f, const expr_node *n)
{
    recheck_series *y = place(w, f), *a = NULL, *b = NULL;
    y->run = w->j->run;
    rrange_set(&y->c[0], reval_enclose(w->e, f));
    y->ok = y->c[0].ok;
    y->steady = false;
    for (int k = 1; k <= w->m; k++)
        rrange_set_si(&y->c[k], n->op == EXPR_VAR && k == 1 && n->p == w->var);
    if (!y->ok || is_flat(w, f) || n->op == EXPR_VAR)
        return;
    if (n->op == EXPR_IF) {
        conditional(w, y, n);
    } else {
        a = known(w, n->arg[0]);
        b = n->nargs > 1 ? known(w, n->arg[1]) : NULL;
        y->ok = a->ok && (b == NULL || b->ok);
        if (y->ok)
            apply(w, y, n, a, b);
        if (y->ok && w->wide && n->op != EXPR_INTEGRAL)
            recheck_steady(w, y, n, a, b);
    }
    for (int k = 0; k <= w->m; k++)
        y->ok = y->ok && y->c[k].ok;
}

static void push(jets *j, expr f)
{
    if (j->depth == j->cap) {
        j->cap = j->cap != 0 ? 2 * j->cap : 256;
        j->stack = xrealloc(j->stack, j->cap * sizeof *j->stack);
    }
    j->stack[j->depth++] = f;
}

const recheck_series *recheck_jet_of(reval *e, expr f)
{
    return (*reval_jets(e))->jet[f];
}

bool recheck_jet(reval *e, expr f, int i, int order, rrange *out)
{
    if (f == EXPR_NONE || i < 0 || i >= EXPR_MAX_VARS || order < 0)
        return false;
    jets **place_of = reval_jets(e);
    if (*place_of == NULL)
        *place_of = xcalloc(1, sizeof **place_of);
    recheck_worker w = {.e = e,
                        .pool = reval_pool(e),
                        .j = *place_of,
                        .var = i,
                        .m = order,
                        .prec = reval_prec(e)};
    const rrange *x = reval_var(e, i);
    w.wide = reval_depth_of(e)->within && order > 1 && x->ok &&
             !arf_equal(&x->lo, &x->hi);
    rrange_init(&w.t);
    rrange_init(&w.s);
    for (int k = 0; k < 3; k++)
        recheck_series_reserve(&w.tmp[k], order + 1);
    w.j->run++;
    push(w.j, f);
    while (w.j->depth > 0) {
        expr top = w.j->stack[w.j->depth - 1];
        const expr_node *n = expr_get(w.pool, top);
        expr first = known(&w, top) != NULL ? EXPR_NONE : missing(&w, top, n);
        if (first != EXPR_NONE) {
            push(w.j, first);
            continue;
        }
        if (known(&w, top) == NULL)
            expand(&w, top, n);
        w.j->depth--;
    }
    const recheck_series *y = known(&w, f);
    for (int k = 0; k <= order && y->ok; k++)
        rrange_set(&out[k], &y->c[k]);
    bool ok = y->ok;
    for (int k = 0; k < 3; k++)
        recheck_series_release(&w.tmp[k]);
    rrange_clear(&w.t);
    rrange_clear(&w.s);
    return ok;
}
