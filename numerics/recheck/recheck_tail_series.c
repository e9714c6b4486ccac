/* Derivatives up to infinity, by the second engine: the shapes of recheck_end.c
 * for all coefficients f^(k)/k!, k = 0 .. m, of a function at once.  A second
 * opinion on ../enclose/germ_series.c.
 *
 * With D y the series of k y_k, and shapes for numbers: y = a b by its product;
 * b y = a; u D y = c y D u for y = u^c; D y = y D u for y = e^u; u D y = D u for
 * y = log u; and for any other function of u, by Faa di Bruno's formula in Horner's
 * form, from its coefficients over u's range. */
#include "recheck_tail.h"

#include "rrange_function.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    SMALL_POWER = 12
};

typedef struct {
    recheck_ends *e;
    int m;
    recheck_tail **y; /* by place in e->order */
    recheck_tail p, q;
} rows;

static recheck_tail *new_row(int m)
{
    recheck_tail *y = xcalloc((size_t)m + 1, sizeof *y);
    for (int k = 0; k <= m; k++)
        recheck_tail_init(&y[k]);
    return y;
}

static void free_row(recheck_tail *y, int m)
{
    for (int k = 0; y != NULL && k <= m; k++)
        recheck_tail_clear(&y[k]);
    free(y);
}

static void number(recheck_tail *t, long n)
{
    rrange x;
    rrange_init(&x);
    rrange_set_si(&x, n);
    recheck_tail_plain(t, &x, 0);
    rrange_clear(&x);
}

static bool none(const recheck_tail *t)
{
    return t->is == RECHECK_POWER && rrange_is_zero(&t->k);
}

/* t *= n/d */
static void times(rows *w, recheck_tail *t, long n, long d)
{
    rrange x, y;
    rrange_init(&x);
    rrange_init(&y);
    rrange_set_si(&x, n);
    rrange_set_si(&y, d);
    rrange_div(&x, &x, &y, w->e->prec);
    rrange_mul(&t->k, &t->k, &x, w->e->prec);
    if (t->is == RECHECK_LOG)
        rrange_mul(&t->a, &t->a, &x, w->e->prec);
    rrange_clear(&x);
    rrange_clear(&y);
}

/* t += s, or t -= s */
static void accumulate(rows *w, recheck_tail *t, const recheck_tail *s,
                       rrange_binary *op)
{
    if (none(s))
        return;
    if (none(t)) {
        recheck_tail_copy(t, s);
        if (op == rrange_sub)
            times(w, t, -1, 1);
        return;
    }
    recheck_tail_copy(&w->q, s);
    recheck_tail_sum(w->e, t, &w->q, op);
}

/* t += n a b */
static void add_product(rows *w, recheck_tail *t, const recheck_tail *a,
                        const recheck_tail *b, long n)
{
    if (n == 0 || none(a) || none(b))
        return;
    recheck_tail_copy(&w->p, a);
    recheck_tail_copy(&w->q, b);
    recheck_tail_product(w->e, &w->p, &w->q);
    if (n != 1)
        times(w, &w->p, n, 1);
    accumulate(w, t, &w->p, rrange_add);
}

/* t = t/u, u an enclosure's, too, if its shape may vanish */
static void divide(rows *w, recheck_tail *t, const recheck_tail *u, expr divisor)
{
    if (none(t))
        return;
    recheck_tail_copy(&w->q, u);
    recheck_tail_reciprocal(w->e, &w->q);
    if (w->q.is == RECHECK_NONE && divisor != EXPR_NONE) {
        rrange one;
        rrange_init(&one);
        rrange_set_si(&one, 1);
        rrange_div(&one, &one, reval_enclose(w->e->f->in, divisor), w->e->prec);
        recheck_tail_plain(&w->q, &one, 0);
        rrange_clear(&one);
    }
    recheck_tail_product(w->e, t, &w->q);
}

/* y_from .. y_to of a b */
static void product(rows *w, recheck_tail *y, const recheck_tail *a,
                    const recheck_tail *b, int from, int to)
{
    for (int k = from; k <= to; k++) {
        number(&y[k], 0);
        for (int j = k; j >= 0; j--)
            add_product(w, &y[k], &a[j], &b[k - j], 1);
    }
}

/* b y = a */
static void quotient(rows *w, recheck_tail *y, const recheck_tail *a,
                     const recheck_tail *b, expr divisor)
{
    for (int k = 1; k <= w->m; k++) {
        number(&y[k], 0);
        for (int j = 0; j < k; j++)
            add_product(w, &y[k], &y[j], &b[k - j], -1);
        accumulate(w, &y[k], &a[k], rrange_add);
        divide(w, &y[k], &b[0], divisor);
    }
}

/* u D y = (p/q) y D u */
static void power(rows *w, recheck_tail *y, const recheck_tail *u, long p, long q)
{
    for (int k = 1; k <= w->m; k++) {
        number(&y[k], 0);
        for (int j = 0; j < k; j++)
            add_product(w, &y[k], &y[j], &u[k - j], p * (k - j) - q * j);
        times(w, &y[k], 1, q * k);
        divide(w, &y[k], &u[0], EXPR_NONE);
    }
}

static void whole_power(rows *w, recheck_tail *y, const recheck_tail *u, long n)
{
    recheck_tail_copy(&w->q, &u[0]);
    recheck_tail_reciprocal(w->e, &w->q);
    if (w->q.is != RECHECK_NONE) {
        power(w, y, u, n, 1);
        return;
    }
    if (n > SMALL_POWER) {
        y[1].is = RECHECK_NONE;
        return;
    }
    recheck_tail *a = new_row(w->m), *b = new_row(w->m);
    for (int k = 0; k <= w->m; k++)
        recheck_tail_copy(&a[k], &u[k]);
    for (; n > 1; n--) {
        product(w, b, u, a, 0, w->m);
        for (int k = 0; k <= w->m; k++)
            recheck_tail_copy(&a[k], &b[k]);
    }
    for (int k = 1; k <= w->m; k++)
        recheck_tail_copy(&y[k], &a[k]);
    free_row(a, w->m);
    free_row(b, w->m);
}

static void exponential(rows *w, recheck_tail *y, const recheck_tail *u)
{
    for (int k = 1; k <= w->m; k++) {
        number(&y[k], 0);
        for (int j = 0; j < k; j++)
            add_product(w, &y[k], &y[j], &u[k - j], k - j);
        times(w, &y[k], 1, k);
    }
}

static void logarithm(rows *w, recheck_tail *y, const recheck_tail *u, expr of)
{
    for (int k = 1; k <= w->m; k++) {
        number(&y[k], 0);
        for (int j = 1; j < k; j++)
            add_product(w, &y[k], &y[j], &u[k - j], -j);
        times(w, &y[k], 1, k);
        accumulate(w, &y[k], &u[k], rrange_add);
        divide(w, &y[k], &u[0], of);
    }
}

bool recheck_tail_function(recheck_ends *w, const expr_node *n, const rrange *u,
                           int m, rrange *d)
{
    const rrange_function *f = rrange_function_of((expr_op)n->op);
    if (f == NULL || !u->ok)
        return false;
    recheck_worker j = {.e = w->f->in, .pool = reval_pool(w->f->in), .m = m,
                        .prec = w->prec, .whole = n->p};
    recheck_series x = {.ok = true}, y = {.ok = true};
    rrange_init(&j.t);
    rrange_init(&j.s);
    for (int k = 0; k < 3; k++)
        recheck_series_reserve(&j.tmp[k], m + 1);
    recheck_series_reserve(&x, m + 1);
    recheck_series_reserve(&y, m + 1);
    for (int k = 0; k <= m; k++) {
        rrange_set_si(&x.c[k], k == 1);
        rrange_set_si(&y.c[k], 0);
    }
    rrange_set(&x.c[0], u);
    rrange_function_range(&y.c[0], (expr_op)n->op, n->p, u, w->prec);
    bool ok = rrange_is_bounded(&y.c[0]);
    if (ok && m > 0)
        f->jet(&j, &y, &x);
    ok = ok && y.ok;
    for (int k = 0; k <= m && ok; k++) {
        ok = rrange_is_bounded(&y.c[k]);
        rrange_set(&d[k], &y.c[k]);
    }
    for (int k = 0; k < 3; k++)
        recheck_series_release(&j.tmp[k]);
    recheck_series_release(&x);
    recheck_series_release(&y);
    rrange_clear(&j.t);
    rrange_clear(&j.s);
    return ok;
}

/* y = d_0 + h (d_1 + h (d_2 + ..)), h = u without u_0 */
static void function(rows *w, recheck_tail *y, const expr_node *n,
                     const recheck_tail *u)
{
    const rrange *at = reval_enclose(w->e->f->in, n->arg[0]);
    rrange *d = xcalloc((size_t)w->m + 1, sizeof *d);
    for (int k = 0; k <= w->m; k++)
        rrange_init(&d[k]);
    if (!recheck_tail_function(w->e, n, at, w->m, d)) {
        y[1].is = RECHECK_NONE;
    } else {
        recheck_tail *h = new_row(w->m), *a = new_row(w->m), *b = new_row(w->m);
        for (int k = 0; k <= w->m; k++) {
            number(&a[k], 0);
            recheck_tail_copy(&h[k], &u[k]);
        }
        number(&h[0], 0);
        for (int j = w->m; j >= 1; j--) {
            recheck_tail_plain(&w->p, &d[j], 0);
            accumulate(w, &a[0], &w->p, rrange_add);
            product(w, b, h, a, 0, w->m - j + 1);
            for (int k = 0; k <= w->m; k++)
                recheck_tail_copy(&a[k], &b[k]);
        }
        for (int k = 1; k <= w->m; k++)
            recheck_tail_copy(&y[k], &a[k]);
        free_row(h, w->m);
        free_row(a, w->m);
        free_row(b, w->m);
    }
    for (int k = 0; k <= w->m; k++)
        rrange_clear(&d[k]);
    free(d);
}

static void node(rows *w, recheck_tail *y, const expr_node *n,
                 const recheck_tail *a, const recheck_tail *b)
{
    switch ((expr_op)n->op) {
    case EXPR_VAR:
        number(&y[1], 1);
        break;
    case EXPR_NEG:
        for (int k = 1; k <= w->m; k++)
            accumulate(w, &y[k], &a[k], rrange_sub);
        break;
    case EXPR_ADD:
    case EXPR_SUB:
        for (int k = 1; k <= w->m; k++) {
            accumulate(w, &y[k], &a[k], rrange_add);
            accumulate(w, &y[k], &b[k],
                       n->op == EXPR_ADD ? rrange_add : rrange_sub);
        }
        break;
    case EXPR_MUL:
        product(w, y, a, b, 1, w->m);
        break;
    case EXPR_DIV:
        quotient(w, y, a, b, n->arg[1]);
        break;
    case EXPR_POW:
        whole_power(w, y, a, n->p);
        break;
    case EXPR_ROOT:
        power(w, y, a, n->p, n->q);
        break;
    case EXPR_SQRT:
        power(w, y, a, 1, 2);
        break;
    case EXPR_EXP:
        exponential(w, y, a);
        break;
    case EXPR_LOG:
        logarithm(w, y, a, n->arg[0]);
        break;
    case EXPR_FLOOR:
    case EXPR_CEIL:
        y[1].is = RECHECK_NONE;
        break;
    default:
        function(w, y, n, a);
        break;
    }
}

/* Nodes that are neither of the list nor functions of one argument. */
static bool is_other(const expr_node *n)
{
    return n->op == EXPR_ABS || n->op == EXPR_MIN || n->op == EXPR_MAX ||
           n->op == EXPR_IF || n->op == EXPR_INTEGRAL || n->op == EXPR_TV;
}

static bool fill(rows *w, size_t j)
{
    recheck_ends *e = w->e;
    const expr_node *n = expr_get(reval_pool(e->f->in), e->order[j]);
    const recheck_tail *arg[2] = {NULL, NULL};
    recheck_tail *y = w->y[j] = new_row(w->m);
    bool fixed = (n->vars >> e->f->t & 1) == 0;
    recheck_tail_copy(&y[0], &e->v[j]);
    for (int k = 1; k <= w->m; k++)
        number(&y[k], 0);
    if (y[0].is == RECHECK_NONE || (!fixed && is_other(n)))
        return false;
    if (fixed || w->m == 0)
        return true;
    for (int i = 0; i < n->nargs && i < 2; i++)
        arg[i] = w->y[expr_map_get(&e->place, n->arg[i]) - 1];
    node(w, y, n, arg[0], arg[1]);
    bool ok = true;
    for (int k = 1; k <= w->m; k++)
        ok = ok && y[k].is != RECHECK_NONE && rrange_is_bounded(&y[k].k);
    return ok;
}

bool recheck_tail_series(recheck_ends *e, int m, recheck_tail *out)
{
    rows w = {.e = e, .m = m};
    bool ok = e->log_edge.ok;
    w.y = xcalloc(e->n, sizeof *w.y);
    recheck_tail_init(&w.p);
    recheck_tail_init(&w.q);
    for (size_t j = 0; j < e->n && ok; j++)
        ok = fill(&w, j);
    for (int k = 0; k <= m && ok; k++)
        recheck_tail_copy(&out[k], &w.y[e->n - 1][k]);
    for (size_t j = 0; j < e->n; j++)
        free_row(w.y[j], m);
    free(w.y);
    recheck_tail_clear(&w.p);
    recheck_tail_clear(&w.q);
    return ok;
}
