/* Taylor coefficients of the second engine.
 *
 * For y = g(u) the coefficients of y follow from a differential equation that
 * y satisfies; with D u the series of k u_k (that is, x u'), each of them
 * reads D y = ... and is solved for y_k order by order:
 *   y = a b       y_k = sum a_j b_{k-j}
 *   y = a / b     b y = a
 *   y = u^c       u D y = c y D u       (u > 0; for whole c: binomially)
 * and alike for the functions, each in its rrange_NAME.c.
 * The constant coefficient of every node is the evaluator's own enclosure.
 * Sums run over enclosures at every point of the box at once (inclusion).
 * A node free of x has its value alone; a conditional whose condition is free
 * of x takes one branch along x, whichever: the hull of both encloses it. */
#include "recheck_jet.h"
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

/* ---- series as arrays --------------------------------------------------- */

static void reserve(recheck_series *y, int n)
{
    if (y->cap >= n)
        return;
    y->c = xrealloc(y->c, (size_t)n * sizeof *y->c);
    for (; y->cap < n; y->cap++)
        rrange_init(&y->c[y->cap]);
}

static void release(recheck_series *y)
{
    for (int k = 0; k < y->cap; k++)
        rrange_clear(&y->c[k]);
    free(y->c);
}

void jets_free(jets *j)
{
    if (j == NULL)
        return;
    for (size_t k = 0; k < j->n; k++)
        if (j->jet[k] != NULL) {
            release(j->jet[k]);
            free(j->jet[k]);
        }
    free(j->jet);
    free(j->stack);
    free(j);
}

static void recheck_series_times(recheck_worker *w, rrange *r, long n)
{
    rrange_set_si(&w->s, n);
    rrange_mul(r, r, &w->s, w->prec);
}

void recheck_series_over(recheck_worker *w, rrange *r, long n)
{
    rrange_set_si(&w->s, n);
    rrange_div(r, r, &w->s, w->prec);
}

/* r += n a b; exact zeros cost nothing and widen nothing. */
static void recheck_series_add_product(recheck_worker *w, rrange *r,
                                       const rrange *a, const rrange *b, long n)
{
    if (n == 0 || rrange_is_zero(a) || rrange_is_zero(b))
        return;
    rrange_mul(&w->t, a, b, w->prec);
    if (n != 1)
        recheck_series_times(w, &w->t, n);
    rrange_add(r, r, &w->t, w->prec);
}

/* r = sum over j = 1 .. last of j a_j b_{k-j}, divided by k: (b D a)_k / k,
 * where last = k has all terms and last = k - 1 leaves out b_0. */
static void recheck_series_weighted(recheck_worker *w, rrange *r,
                                    const recheck_series *a,
                                    const recheck_series *b, int k, int last)
{
    rrange sum;
    rrange_init(&sum);
    rrange_set_si(&sum, 0);
    for (int j = 1; j <= last; j++)
        recheck_series_add_product(w, &sum, &a->c[j], &b->c[k - j], j);
    recheck_series_over(w, &sum, k);
    rrange_swap(r, &sum);
    rrange_clear(&sum);
}

/* ---- arithmetic --------------------------------------------------------- */

void recheck_series_product(recheck_worker *w, recheck_series *y,
                            const recheck_series *a, const recheck_series *b,
                            int from)
{
    for (int k = from; k <= w->m; k++) {
        rrange_set_si(&y->c[k], 0);
        for (int j = 0; j <= k; j++)
            recheck_series_add_product(w, &y->c[k], &a->c[j], &b->c[k - j], 1);
    }
}

/* Each pair once, the middle one as a square. */
void recheck_series_square(recheck_worker *w, recheck_series *y,
                           const recheck_series *u, int from)
{
    rrange q;
    rrange_init(&q);
    for (int k = from; k <= w->m; k++) {
        rrange_set_si(&y->c[k], 0);
        for (int j = 0; 2 * j < k; j++)
            recheck_series_add_product(w, &y->c[k], &u->c[j], &u->c[k - j], 2);
        if (k % 2 == 0) {
            rrange_pow(&q, &u->c[k / 2], 2, w->prec);
            rrange_add(&y->c[k], &y->c[k], &q, w->prec);
        }
    }
    rrange_clear(&q);
}

static void quotient(recheck_worker *w, recheck_series *y,
                     const recheck_series *a, const recheck_series *b)
{
    rrange sum;
    rrange_init(&sum);
    for (int k = 1; k <= w->m; k++) {
        rrange_set_si(&sum, 0);
        for (int j = 1; j <= k; j++)
            recheck_series_add_product(w, &sum, &b->c[j], &y->c[k - j], 1);
        rrange_sub(&sum, &a->c[k], &sum, w->prec);
        rrange_div(&y->c[k], &sum, &b->c[0], w->prec);
    }
    rrange_clear(&sum);
}

/* (u_0 + h)^n = sum over i of C(n, i) u_0^{n-i} h^i, where h^i begins at
 * order i: u_0 may hold 0. */
static void whole_power(recheck_worker *w, recheck_series *y,
                        const recheck_series *u, long n)
{
    recheck_series *h = &w->tmp[0], *p = &w->tmp[1], *q = &w->tmp[2];
    rrange c, v;
    mpq_t binomial;
    mpq_init(binomial);
    rrange_init(&c);
    rrange_init(&v);
    for (int k = 0; k <= w->m; k++) {
        rrange_set(&h->c[k], &u->c[k]);
        if (k > 0)
            rrange_set_si(&y->c[k], 0);
    }
    rrange_set_si(&h->c[0], 0);
    for (int k = 0; k <= w->m; k++)
        rrange_set(&p->c[k], &h->c[k]);
    for (long i = 1; i <= w->m && i <= n; i++) {
        mpz_bin_uiui(mpq_numref(binomial), (unsigned long)n, (unsigned long)i);
        rrange_set_q(&c, binomial, false, binomial, false, w->prec);
        rrange_pow(&v, &u->c[0], (ulong)(n - i), w->prec);
        rrange_mul(&c, &c, &v, w->prec);
        for (int k = (int)i; k <= w->m; k++) {
            rrange_mul(&v, &c, &p->c[k], w->prec);
            rrange_add(&y->c[k], &y->c[k], &v, w->prec);
        }
        recheck_series_product(w, q, p, h, 0);
        recheck_series swap = *p;
        *p = *q;
        *q = swap;
    }
    rrange_clear(&c);
    rrange_clear(&v);
    mpq_clear(binomial);
}

/* u D y = (p/q) y D u: q k u_0 y_k = sum over j = 1 .. k of
 * (p j - q (k - j)) u_j y_{k-j}. */
static void real_power(recheck_worker *w, recheck_series *y,
                       const recheck_series *u, long p, long q)
{
    rrange sum;
    if (!rrange_pos(&u->c[0])) { /* no derivative at 0 */
        y->ok = false;
        return;
    }
    rrange_init(&sum);
    for (int k = 1; k <= w->m; k++) {
        rrange_set_si(&sum, 0);
        for (int j = 1; j <= k; j++)
            recheck_series_add_product(w, &sum, &u->c[j], &y->c[k - j],
                                       p * j - q * (k - j));
        recheck_series_over(w, &sum, q * k);
        rrange_div(&y->c[k], &sum, &u->c[0], w->prec);
    }
    rrange_clear(&sum);
}

/* ---- elementary functions ----------------------------------------------- */

/* D y = v D u, where v_0 .. v_{k-1} are known when y_k is formed. */
void recheck_series_integrate_step(recheck_worker *w, recheck_series *y,
                                   const recheck_series *v,
                                   const recheck_series *u, int k)
{
    recheck_series_weighted(w, &y->c[k], u, v, k, k);
}

/* v D y = D u: y_k = (u_k - (1/k) sum_{j<k} j y_j v_{k-j}) / v_0. */
void recheck_series_solve(recheck_worker *w, recheck_series *y,
                          const recheck_series *v, const recheck_series *u)
{
    rrange sum;
    rrange_init(&sum);
    for (int k = 1; k <= w->m; k++) {
        recheck_series_weighted(w, &sum, y, v, k, k - 1);
        rrange_sub(&sum, &u->c[k], &sum, w->prec);
        rrange_div(&y->c[k], &sum, &v->c[0], w->prec);
    }
    rrange_clear(&sum);
}

void recheck_series_exponential(recheck_worker *w, recheck_series *y,
                                const recheck_series *u)
{
    for (int k = 1; k <= w->m; k++)
        recheck_series_integrate_step(w, y, y, u, k);
}

/* The sum of d_k h^k, power by power: h = u - u_0 begins at order 1. */
void recheck_series_substitute(recheck_worker *w, recheck_series *y,
                               const rrange *d, const recheck_series *u)
{
    recheck_series *h = &w->tmp[0], *p = &w->tmp[1], *q = &w->tmp[2];
    for (int k = 0; k <= w->m; k++) {
        rrange_set_si(&h->c[k], 0);
        if (k > 0) {
            rrange_set(&h->c[k], &u->c[k]);
            rrange_set_si(&y->c[k], 0);
        }
        rrange_set(&p->c[k], &h->c[k]);
    }
    for (int i = 1; i <= w->m; i++) {
        for (int k = i; k <= w->m; k++)
            recheck_series_add_product(w, &y->c[k], &d[i], &p->c[k], 1);
        recheck_series_product(w, q, p, h, 0);
        recheck_series swap = *p;
        *p = *q;
        *q = swap;
    }
}

void recheck_series_one_plus_square(recheck_worker *w, recheck_series *v,
                                    const recheck_series *u, int from)
{
    recheck_series_square(w, v, u, from);
    if (from == 0) {
        rrange_set_si(&w->s, 1);
        rrange_add(&v->c[0], &v->c[0], &w->s, w->prec);
    }
}

void recheck_series_factors(recheck_worker *w, recheck_series *v,
                            const recheck_series *u, long a, long b)
{
    rrange f, g;
    rrange_init(&f);
    rrange_init(&g);
    recheck_series_square(w, v, u, 1);
    for (int k = 1; k <= w->m && b < 0; k++)
        rrange_neg_of(&v->c[k], &v->c[k], w->prec);
    rrange_set_si(&f, a);
    rrange_add(&f, &f, &u->c[0], w->prec);
    rrange_set_si(&g, 1);
    if (b > 0)
        rrange_add(&g, &g, &u->c[0], w->prec);
    else
        rrange_sub(&g, &g, &u->c[0], w->prec);
    rrange_mul(&v->c[0], &f, &g, w->prec);
    rrange_clear(&f);
    rrange_clear(&g);
}

void recheck_series_sqrt(recheck_worker *w, recheck_series *y,
                         const recheck_series *u)
{
    rrange_sqrt(&y->c[0], &u->c[0], w->prec);
    y->ok = y->c[0].ok;
    if (y->ok)
        real_power(w, y, u, 1, 2);
}

/* ---- nodes -------------------------------------------------------------- */

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
        quotient(w, y, a, b);
        break;
    case EXPR_POW:
        whole_power(w, y, a, n->p);
        break;
    case EXPR_ROOT:
        real_power(w, y, a, n->p, n->q);
        break;
    case EXPR_SQRT:
        real_power(w, y, a, 1, 2);
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

static recheck_series *known(const recheck_worker *w, expr f)
{
    recheck_series *y = f < w->j->n ? w->j->jet[f] : NULL;
    return y != NULL && y->run == w->j->run ? y : NULL;
}

static bool is_flat(const recheck_worker *w, expr f)
{
    return (expr_get(w->pool, f)->vars >> w->var & 1) == 0;
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
    reserve(j->jet[f], w->m + 1);
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

bool reval_jet(reval *e, expr f, int i, int order, rrange *out)
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
    rrange_init(&w.t);
    rrange_init(&w.s);
    for (int k = 0; k < 3; k++)
        reserve(&w.tmp[k], order + 1);
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
        release(&w.tmp[k]);
    rrange_clear(&w.t);
    rrange_clear(&w.s);
    return ok;
}
