/* Series of the second engine, order by order.  A second opinion on
 * ../enclose/taylor_rules.c.
 *
 * For y = g(u) the coefficients of y follow from a differential equation that
 * y satisfies; with D u the series of k u_k (that is, x u'), each of them
 * reads D y = ... and is solved for y_k order by order:
 *   y = a b       y_k = sum a_j b_{k-j}
 *   y = a / b     b y = a
 *   y = u^c       u D y = c y D u       (u > 0; for whole c: binomially)
 * and alike for the functions, each in its rrange_NAME.c.
 * Sums run over enclosures at every point of the box at once (inclusion). */
#include "recheck_jet.h"

#include "../base/memory.h"

#include <stdlib.h>

/* ---- series as arrays --------------------------------------------------- */

void recheck_series_reserve(recheck_series *y, int n)
{
    if (y->cap >= n)
        return;
    y->c = xrealloc(y->c, (size_t)n * sizeof *y->c);
    for (; y->cap < n; y->cap++)
        rrange_init(&y->c[y->cap]);
}

void recheck_series_release(recheck_series *y)
{
    for (int k = 0; k < y->cap; k++)
        rrange_clear(&y->c[k]);
    free(y->c);
    for (int k = 0; k < y->lcap; k++)
        rrange_clear(&y->l[k]);
    free(y->l);
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

void recheck_series_quotient(recheck_worker *w, recheck_series *y,
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
void recheck_series_whole_power(recheck_worker *w, recheck_series *y,
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
void recheck_series_real_power(recheck_worker *w, recheck_series *y,
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

void recheck_series_solve_root(recheck_worker *w, recheck_series *y,
                               const recheck_series *v, const recheck_series *u)
{
    recheck_series *q = &w->tmp[1];
    recheck_series_sqrt(w, q, v);
    if (q->ok)
        recheck_series_solve(w, y, q, u);
    else
        y->ok = false;
}

void recheck_series_exponential(recheck_worker *w, recheck_series *y,
                                const recheck_series *u)
{
    for (int k = 1; k <= w->m; k++)
        recheck_series_integrate_step(w, y, y, u, k);
}

void recheck_series_gaussian(recheck_worker *w, recheck_series *y,
                             const recheck_series *u, long n, const rrange *c)
{
    recheck_series *v = &w->tmp[0], *g = &w->tmp[1];
    recheck_series_square(w, v, u, 0);
    for (int k = 0; k <= w->m; k++)
        recheck_series_over(w, &v->c[k], -n);
    rrange_exp(&g->c[0], &v->c[0], w->prec);
    recheck_series_exponential(w, g, v);
    for (int k = 0; k <= w->m; k++)
        rrange_div(&g->c[k], &g->c[k], c, w->prec);
    for (int k = 1; k <= w->m; k++)
        recheck_series_integrate_step(w, y, g, u, k);
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
        recheck_series_real_power(w, y, u, 1, 2);
}
