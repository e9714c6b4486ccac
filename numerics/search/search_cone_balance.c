/* Polynomials of mixed degrees made homogeneous by a condition that two
 * homogeneous polynomials compare.  Believed: nothing.
 *
 * A hypothesis h = P - Q, of degrees p and q, d = p - q != 0, moves a part f_j of
 * degree j by k steps of d up, or down:
 *   f_j Q^k = f_j P^k - f_j S_k h,   f_j P^k = f_j Q^k + f_j S_k h,
 * S_k = P^(k-1) + P^(k-2) Q + ... + Q^(k-1).  So with A steps down and B up at most
 * and M = P^A Q^B, M f = F + l h, where F is homogeneous: if h = 0, F is M f on
 * the domain; if h >= 0, f >= 0 follows from F >= 0, l >= 0 and M > 0. */
#include "search_cone.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    MOST_STEPS = 4
};

/* Degrees that occur in p, falling; 0: too many. */
static size_t degrees(const exact_form *p, int n, long *d)
{
    long *e = xmalloc((size_t)(n + 1) * sizeof *e);
    size_t count = 0;
    bool fits = true;
    for (size_t k = 0; k < exact_form_terms(p) && fits; k++) {
        long x = search_cone_degree(p, k, n, e);
        size_t at = 0;
        while (at < count && d[at] > x)
            at++;
        if (at < count && d[at] == x)
            continue;
        fits = count < CONE_PARTS;
        for (size_t i = count; i > at && fits; i--)
            d[i] = d[i - 1];
        if (fits)
            d[at] = x;
        count += fits;
    }
    free(e);
    return fits ? count : 0;
}

typedef struct {
    expr_pool *pool;
    expr high, low; /* P and Q; their degrees differ by step */
    long step;
    expr part[CONE_PARTS];
    long move[CONE_PARTS]; /* steps up; negative: down */
    size_t n;
    long up, down; /* the most of them */
} balance;

static expr times_power(balance *b, expr t, expr x, long k)
{
    return k == 0 ? t : expr_mul(b->pool, t, expr_pow_si(b->pool, x, k));
}

/* P^down' Q^up', with what part i has used taken off. */
static expr rest_of(balance *b, size_t i)
{
    long k = b->move[i];
    expr t =
        times_power(b, expr_si(b->pool, 1), b->high, b->down + (k < 0 ? k : 0));
    return times_power(b, t, b->low, b->up - (k > 0 ? k : 0));
}

/* Its share of l: -+ f_j S_k times what is left of M. */
static expr share(balance *b, size_t i)
{
    long k = labs(b->move[i]);
    expr sum = expr_si(b->pool, 0);
    for (long a = 0; a < k; a++) {
        expr t = times_power(b, expr_si(b->pool, 1), b->high, a);
        sum = expr_add(b->pool, sum, times_power(b, t, b->low, k - 1 - a));
    }
    sum = expr_mul(b->pool, expr_mul(b->pool, b->part[i], sum), rest_of(b, i));
    return b->move[i] > 0 ? expr_neg(b->pool, sum) : sum;
}

/* P - Q from h; false: h is not of this form. */
static bool read_condition(balance *b, const exact_form *h, int n)
{
    long d[CONE_PARTS];
    mpq_t one;
    if (degrees(h, n, d) != 2)
        return false;
    mpq_init(one);
    mpq_set_si(one, 1, 1);
    b->high = search_cone_part(b->pool, h, n, d[0], one);
    mpq_set_si(one, -1, 1);
    b->low = search_cone_part(b->pool, h, n, d[1], one);
    b->step = d[0] - d[1];
    mpq_clear(one);
    return true;
}

/* All parts to the degree `aim`. */
static bool plan(balance *b, const exact_form *p, int n, const long *d,
                 long aim)
{
    mpq_t one;
    bool fits = true;
    mpq_init(one);
    mpq_set_si(one, 1, 1);
    for (size_t i = 0; i < b->n && fits; i++) {
        long k = b->move[i] = (aim - d[i]) / b->step;
        fits = k * b->step == aim - d[i] && labs(k) <= MOST_STEPS;
        b->part[i] = search_cone_part(b->pool, p, n, d[i], one);
        b->up = k > b->up ? k : b->up;
        b->down = -k > b->down ? -k : b->down;
    }
    mpq_clear(one);
    return fits && b->up + b->down > 0;
}

/* P and Q so that both are positive: h = P - Q, or h = (-Q) - (-P). */
static bool orient(searcher *s, const goal *g, balance *b)
{
    int sign = search_rewrite_sign(s, g, b->high);
    if (sign == 0 || search_rewrite_sign(s, g, b->low) != sign)
        return false;
    if (sign > 0)
        return true;
    expr high = b->high;
    b->high = expr_neg(b->pool, b->low);
    b->low = expr_neg(b->pool, high);
    b->step = -b->step;
    return true;
}

static cert_node *node_of(searcher *s, const goal *g, balance *b, size_t j)
{
    expr m = times_power(b, expr_si(b->pool, 1), b->high, b->down);
    m = times_power(b, m, b->low, b->up);
    expr l = expr_si(b->pool, 0);
    for (size_t i = 0; i < b->n; i++)
        if (b->move[i] != 0)
            l = expr_add(b->pool, l, share(b, i));
    bool equation = search_cone_is_equation(s, g, j);
    if (equation)
        l = expr_neg(b->pool, l);
    if (m == EXPR_NONE || l == EXPR_NONE)
        return NULL;
    cert_node *c = search_node(equation ? CERT_MODULO : CERT_COMBINE, &l, 1);
    c->order = (int)j;
    cert_node *top =
        search_rewrite_factor(g, m, -1, expr_mul(b->pool, m, g->f));
    if (top == NULL) {
        cert_free(c);
        return NULL;
    }
    top->child[0] = c;
    return top;
}

cert_node *search_cone_balance(searcher *s, const goal *g, const exact_form *p,
                               size_t j, size_t attempt)
{
    balance b = {.pool = s->p->pool};
    int n = s->p->nvars;
    long d[CONE_PARTS];
    exact_form *h = exact_form_of(b.pool, g->hyp[j].e, n);
    b.n = degrees(p, n, d);
    cert_node *c = NULL;
    if (h != NULL && attempt < b.n && read_condition(&b, h, n) &&
        orient(s, g, &b) && plan(&b, p, n, d, d[attempt]))
        c = node_of(s, g, &b, j);
    exact_form_free(h);
    return c;
}
