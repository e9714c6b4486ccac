/* Germs of a/b + c/d and a/b - c/d where each has a pole at a finite end that the
 * other takes away.  Believed.
 *
 * It is N/D, N = a d +- c b, D = b d.  If a, b, c, d are smooth on the closed range,
 * N has a zero of order m at the end p and D one of order n, then N is s^m times
 * values of its m-th Taylor coefficient over the range (Lagrange; the sign of
 * (t - p)^m apart), and D likewise; where D's keeps away from 0, b and d vanish
 * nowhere but at p.  The coefficients of N and D are those of products. */
#include "germ_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    ORDERS = 5,
    PARTS = 4
};

typedef struct {
    expr part[PARTS]; /* a, b, c, d; EXPR_NONE: 1 */
    bool minus;
    iv_struct c[PARTS][ORDERS], n[ORDERS], d[ORDERS], u, v;
} fractions;

static bool coefficients(germ_walk *k, fractions *f, iv_srcptr at)
{
    bool ok = true;
    eval_set_var(k->in, k->at->t, at);
    for (int i = 0; i < PARTS && ok; i++) {
        if (f->part[i] != EXPR_NONE)
            eval_taylor(k->in, f->part[i], k->at->t, ORDERS - 1, f->c[i]);
        for (int j = 0; j < ORDERS; j++) {
            if (f->part[i] == EXPR_NONE)
                iv_set_si(&f->c[i][j], j == 0);
            ok = ok && iv_is_bounded(&f->c[i][j]);
        }
    }
    eval_set_var(k->in, k->at->t, &k->range);
    for (int j = 0; j < ORDERS && ok; j++) {
        iv_set_si(&f->n[j], 0);
        iv_set_si(&f->d[j], 0);
        for (int i = 0; i <= j; i++) {
            iv_mul(&f->u, &f->c[0][i], &f->c[3][j - i]);
            iv_mul(&f->v, &f->c[2][i], &f->c[1][j - i]);
            iv_add(&f->n[j], &f->n[j], &f->u);
            (f->minus ? iv_sub : iv_add)(&f->n[j], &f->n[j], &f->v);
            iv_mul(&f->u, &f->c[1][i], &f->c[3][j - i]);
            iv_add(&f->d[j], &f->d[j], &f->u);
        }
    }
    return ok;
}

static int zeros(const iv_struct *c)
{
    int m = 0;
    while (m < ORDERS && iv_is_point(&c[m]) && mpfr_zero_p(iv_lower(&c[m])))
        m++;
    return m;
}

/* *a/ *b = e, perhaps with its sign changed */
static void fraction(const expr_pool *pool, expr e, expr *a, expr *b, bool *minus)
{
    const expr_node *x = expr_get(pool, e);
    if (x->op == EXPR_NEG) {
        *minus = !*minus;
        e = x->arg[0];
        x = expr_get(pool, e);
    }
    *a = x->op == EXPR_DIV ? x->arg[0] : e;
    *b = x->op == EXPR_DIV ? x->arg[1] : EXPR_NONE;
}

static void quotient(germ_walk *k, germ *r, fractions *f)
{
    iv_t closed;
    int m, n;
    if (!coefficients(k, f, &k->end))
        return;
    m = zeros(f->n);
    n = zeros(f->d);
    if (m == ORDERS || n == ORDERS)
        return;
    iv_init(closed, mpfr_get_prec(iv_lower(&k->range)));
    iv_set(closed, &k->range);
    closed->lo_open = closed->hi_open = false;
    if (coefficients(k, f, closed) && iv_certainly_nonzero(&f->d[n])) {
        iv_div(&f->u, &f->n[m], &f->d[n]);
        if ((m + n) % 2 != 0 && k->at->end == GERM_UPPER)
            iv_neg(&f->u, &f->u);
        germ_set_power(r, m - n, &f->u);
    }
    iv_clear(closed);
}

bool germ_common(germ_walk *k, germ *r, const expr_node *n)
{
    fractions *f = xcalloc(1, sizeof *f);
    bool first = false, second = n->op == EXPR_SUB;
    fraction(k->in->pool, n->arg[0], &f->part[0], &f->part[1], &first);
    fraction(k->in->pool, n->arg[1], &f->part[2], &f->part[3], &second);
    f->minus = first != second;
    for (int i = 0; i < PARTS; i++)
        for (int j = 0; j < ORDERS; j++)
            iv_init(&f->c[i][j], k->w.prec);
    for (int j = 0; j < ORDERS; j++) {
        iv_init(&f->n[j], k->w.prec);
        iv_init(&f->d[j], k->w.prec);
    }
    iv_init(&f->u, k->w.prec);
    iv_init(&f->v, k->w.prec);
    r->ok = false;
    quotient(k, r, f);
    if (r->ok && first)
        iv_neg(&r->c, &r->c);
    for (int i = 0; i < PARTS; i++)
        for (int j = 0; j < ORDERS; j++)
            iv_clear(&f->c[i][j]);
    for (int j = 0; j < ORDERS; j++) {
        iv_clear(&f->n[j]);
        iv_clear(&f->d[j]);
    }
    iv_clear(&f->u);
    iv_clear(&f->v);
    free(f);
    return r->ok;
}
