/* Jets by the logarithmic derivative.  A second opinion on
 * ../enclose/taylor_relative.c, which multiplies out what is here a slope.
 *
 * Over a wide box y varies by large factors where y'/y may not.  With L = y'/y, of
 * orders below the jet's, at each point of the box and where no value is 0,
 *
 *   y = e^u       L = u'
 *   y = cosh u    L = tanh(u) u'
 *   y = a b       L = La + Lb          y = a/b    L = La - Lb
 *   y = u^c       L = c Lu             y = -u     L = Lu
 *   y = a + b     L = Lb + z (La - Lb), z = a/(a + b), z' = z (1 - z) (La - Lb),
 *                 where a and b have one sign: 0 < z < 1
 *
 * and k y_k = sum over j < k of l_j y_(k-1-j).  A quotient whose upper part may be 0
 * is a times 1/b, and L of the latter is -Lb. */
#include "recheck_jet.h"
#include "recheck_internal.h"
#include "rrange_function.h"

#include "../base/memory.h"

#include <stdlib.h>

static void meet(rrange *r, const rrange *x)
{
    if (!x->ok || !r->ok || arf_cmp(&x->hi, &r->lo) < 0 ||
        arf_cmp(&r->hi, &x->lo) < 0)
        return;
    if (arf_cmp(&r->lo, &x->lo) < 0) {
        arf_set(&r->lo, &x->lo);
        r->lo_open = x->lo_open;
    }
    if (arf_cmp(&x->hi, &r->hi) < 0) {
        arf_set(&r->hi, &x->hi);
        r->hi_open = x->hi_open;
    }
}

void recheck_steady_reserve(recheck_worker *w, recheck_series *y)
{
    if (y->lcap >= w->m)
        return;
    y->l = xrealloc(y->l, (size_t)w->m * sizeof *y->l);
    for (; y->lcap < w->m; y->lcap++)
        rrange_init(&y->l[y->lcap]);
}

/* r = sum over j = from .. k of x_j y_(k-j) */
static void sum_of(recheck_worker *w, rrange *r, const rrange *x,
                   const rrange *y, int from, int k)
{
    rrange t;
    rrange_init(&t);
    rrange_set_si(r, 0);
    for (int j = from; j <= k; j++) {
        if (rrange_is_zero(&x[j]) || rrange_is_zero(&y[k - j]))
            continue;
        rrange_mul(&t, &x[j], &y[k - j], w->prec);
        rrange_add(r, r, &t, w->prec);
    }
    rrange_clear(&t);
}

/* y_k = y_0 times the k-th of what has the value 1 and the same slope. */
void recheck_steady_finish(recheck_worker *w, recheck_series *y)
{
    rrange *one = w->tmp[0].c, t;
    rrange_init(&t);
    rrange_set_si(&one[0], 1);
    for (int k = 1; k <= w->m; k++) {
        sum_of(w, &one[k], y->l, one, 0, k - 1);
        recheck_series_over(w, &one[k], k);
        rrange_mul(&t, &one[k], &y->c[0], w->prec);
        meet(&y->c[k], &t);
    }
    rrange_clear(&t);
    y->steady = true;
}

/* l = L of a, of which no value is 0: (k+1) a_(k+1) = sum of l_j a_(k-j); false:
 * that is not known. */
static bool slope(recheck_worker *w, rrange *l, const recheck_series *a)
{
    rrange t;
    if (!rrange_nonzero(&a->c[0]))
        return false;
    rrange_init(&t);
    for (int k = 0; k < w->m; k++) {
        if (a->steady) {
            rrange_set(&l[k], &a->l[k]);
            continue;
        }
        rrange_set_si(&l[k], k + 1);
        rrange_mul(&l[k], &l[k], &a->c[k + 1], w->prec);
        for (int j = 0; j < k; j++) {
            if (rrange_is_zero(&l[j]) || rrange_is_zero(&a->c[k - j]))
                continue;
            rrange_mul(&t, &l[j], &a->c[k - j], w->prec);
            rrange_sub(&l[k], &l[k], &t, w->prec);
        }
        rrange_div(&l[k], &l[k], &a->c[0], w->prec);
    }
    rrange_clear(&t);
    return true;
}

/* l = Lb + z (La - Lb); la becomes La - Lb. */
static bool sum(recheck_worker *w, rrange *l, rrange *la, const rrange *lb,
                const recheck_series *a, const recheck_series *b, bool minus)
{
    rrange *z = w->tmp[1].c, *v = w->tmp[2].c, t;
    rrange_init(&t);
    rrange_div(&t, &b->c[0], &a->c[0], w->prec);
    if (minus)
        rrange_neg_of(&t, &t, w->prec);
    bool ok = rrange_pos(&t);
    if (ok) {
        rrange_set_si(&v[0], 1);
        rrange_add(&t, &t, &v[0], w->prec);
        rrange_div(&z[0], &v[0], &t, w->prec); /* 1/(1 + b/a) */
        for (int k = 0; k < w->m; k++) {
            rrange_sub(&la[k], &la[k], &lb[k], w->prec);
            /* v = z (1 - z), up to order k */
            sum_of(w, &t, z, z, 0, k);
            rrange_sub(&v[k], &z[k], &t, w->prec);
            if (k == 0) { /* tighter as a product */
                rrange_set_si(&t, 1);
                rrange_sub(&t, &t, &z[0], w->prec);
                rrange_mul(&v[0], &z[0], &t, w->prec);
            }
            sum_of(w, &z[k + 1], v, la, 0, k);
            recheck_series_over(w, &z[k + 1], k + 1);
            sum_of(w, &t, z, la, 0, k);
            rrange_add(&l[k], &lb[k], &t, w->prec);
        }
    }
    rrange_clear(&t);
    return ok;
}

/* y = a g, g = 1/b with the slope l = -Lb. */
static void by_inverse(recheck_worker *w, recheck_series *y,
                       const recheck_series *a, const recheck_series *b,
                       const rrange *l)
{
    rrange *g = w->tmp[1].c, t;
    rrange_init(&t);
    rrange_set_si(&t, 1);
    rrange_div(&g[0], &t, &b->c[0], w->prec);
    for (int k = 1; k <= w->m; k++) {
        sum_of(w, &g[k], l, g, 0, k - 1);
        recheck_series_over(w, &g[k], k);
        sum_of(w, &t, a->c, g, 0, k);
        meet(&y->c[k], &t);
    }
    rrange_clear(&t);
}

static bool of_function(recheck_worker *w, rrange *l, const expr_node *n,
                        const recheck_series *u)
{
    recheck_series *t = &w->tmp[1], *du = &w->tmp[2];
    for (int k = 0; k < w->m; k++) {
        rrange_set_si(&l[k], k + 1);
        rrange_mul(&l[k], &l[k], &u->c[k + 1], w->prec);
    }
    if (n->op == EXPR_EXP)
        return true;
    recheck_series tanh = {.cap = 0};
    recheck_series_reserve(&tanh, w->m + 1);
    tanh.ok = true;
    rrange_tanh(&tanh.c[0], &u->c[0], w->prec);
    rrange_function_tanh.jet(w, &tanh, u);
    for (int k = 0; k < w->m; k++) {
        rrange_set(&du->c[k], &l[k]);
        rrange_set(&t->c[k], &tanh.c[k]);
    }
    for (int k = 0; k < w->m; k++)
        sum_of(w, &l[k], t->c, du->c, 0, k);
    bool ok = tanh.ok;
    recheck_series_release(&tanh);
    return ok;
}

/* y->l from the slopes la of a and lb of b; nb: b's is known. */
static bool combine(recheck_worker *w, recheck_series *y, const expr_node *n,
                    rrange *la, const rrange *lb, const recheck_series *a,
                    const recheck_series *b)
{
    long p = n->op == EXPR_SQRT ? 1 : n->p;
    long q = n->op == EXPR_SQRT ? 2 : n->op == EXPR_ROOT ? n->q : 1;
    if (n->op == EXPR_ADD || n->op == EXPR_SUB)
        return sum(w, y->l, la, lb, a, b, n->op == EXPR_SUB);
    for (int k = 0; k < w->m; k++) {
        if (n->op == EXPR_MUL) {
            rrange_add(&y->l[k], &la[k], &lb[k], w->prec);
        } else if (n->op == EXPR_DIV) {
            rrange_sub(&y->l[k], &la[k], &lb[k], w->prec);
        } else {
            rrange_set_si(&y->l[k], n->op == EXPR_NEG ? 1 : p);
            rrange_mul(&y->l[k], &y->l[k], &la[k], w->prec);
            if (n->op != EXPR_NEG)
                recheck_series_over(w, &y->l[k], q);
        }
    }
    return true;
}

void recheck_steady(recheck_worker *w, recheck_series *y, const expr_node *n,
                    const recheck_series *a, const recheck_series *b)
{
    bool ok = false;
    recheck_steady_reserve(w, y);
    if (n->op == EXPR_EXP || n->op == EXPR_COSH) {
        ok = of_function(w, y->l, n, a);
    } else if ((n->op == EXPR_NEG || n->op == EXPR_ADD || n->op == EXPR_SUB ||
                n->op == EXPR_MUL || n->op == EXPR_DIV || n->op == EXPR_POW ||
                n->op == EXPR_ROOT || n->op == EXPR_SQRT) &&
               (a->steady || (b != NULL && b->steady))) {
        rrange *la = recheck_ranges_new(w->m), *lb = recheck_ranges_new(w->m);
        bool of_b = b == NULL || slope(w, lb, b);
        if (of_b && n->op == EXPR_DIV && b->steady) {
            for (int k = 0; k < w->m; k++)
                rrange_neg_of(&lb[k], &lb[k], w->prec);
            by_inverse(w, y, a, b, lb);
            for (int k = 0; k < w->m; k++)
                rrange_neg_of(&lb[k], &lb[k], w->prec);
        }
        ok = of_b && slope(w, la, a) && combine(w, y, n, la, lb, a, b);
        recheck_ranges_free(la, w->m);
        recheck_ranges_free(lb, w->m);
    }
    if (ok && rrange_nonzero(&y->c[0]))
        recheck_steady_finish(w, y);
}
