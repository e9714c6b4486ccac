/* Products that are 0 times infinity at an end, by xlogx, which is continuous
 * there: u^e log(u^r)^n = ((r n/e) xlogx(u^(e/n)))^n, and
 * u^e exp(c u) = ((e/c) xlogx(exp(c u/e)))^e.  Believed: nothing; the checker
 * compares the two. */
#include "tactics.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    FACTORS = 12,
    NODES = 16,
    LARGE_POWER = 24
};

/* base^(p/q), q >= 1. */
typedef struct {
    expr base;
    long p, q;
} factor;

typedef struct {
    expr_pool *pool;
    factor f[FACTORS];
    size_t n;
    mpq_t unit;
    bool full;
} product;

static long gcd(long a, long b)
{
    a = labs(a);
    while (b != 0) {
        long r = a % b;
        a = b;
        b = r;
    }
    return a;
}

static void times(product *w, expr base, long p, long q)
{
    factor *at = NULL;
    for (size_t k = 0; k < w->n && at == NULL; k++)
        at = w->f[k].base == base ? &w->f[k] : NULL;
    if (at == NULL && w->n < FACTORS) {
        at = &w->f[w->n++];
        *at = (factor){base, 0, 1};
    }
    if (at == NULL || labs(p) > LARGE_POWER || q > LARGE_POWER ||
        labs(at->p) > LARGE_POWER * LARGE_POWER ||
        at->q > LARGE_POWER * LARGE_POWER) {
        w->full = true;
        return;
    }
    at->p = at->p * q + p * at->q;
    at->q *= q;
    long g = gcd(at->p, at->q);
    at->p /= g;
    at->q /= g;
}

/* w times e^(p/q). */
static void multiply(product *w, expr e, long p, long q)
{
    expr_node x = *expr_get(w->pool, e);
    if (w->full || labs(p) > LARGE_POWER || q > LARGE_POWER) {
        w->full = true;
    } else if (x.op == EXPR_CONST && q == 1 && labs(p) == 1) {
        mpq_srcptr c = expr_const_value(w->pool, e);
        if (p == 1)
            mpq_mul(w->unit, w->unit, c);
        else if (mpq_sgn(c) != 0)
            mpq_div(w->unit, w->unit, c);
    } else if (x.op == EXPR_NEG && q == 1) {
        if (p % 2 != 0)
            mpq_neg(w->unit, w->unit);
        multiply(w, x.arg[0], p, q);
    } else if (x.op == EXPR_MUL || x.op == EXPR_DIV) {
        multiply(w, x.arg[0], p, q);
        multiply(w, x.arg[1], x.op == EXPR_DIV ? -p : p, q);
    } else if (x.op == EXPR_POW) {
        multiply(w, x.arg[0], p * x.p, q);
    } else if (x.op == EXPR_SQRT) {
        multiply(w, x.arg[0], p, 2 * q);
    } else if (x.op == EXPR_ROOT) {
        multiply(w, x.arg[0], p * x.p, q * x.q);
    } else {
        times(w, e, p, q);
    }
}

static void open_product(product *w, expr_pool *pool, expr e)
{
    *w = (product){.pool = pool};
    mpq_init(w->unit);
    mpq_set_ui(w->unit, 1, 1);
    multiply(w, e, 1, 1);
}

static expr close_product(product *w)
{
    expr r = expr_q(w->pool, w->unit);
    for (size_t k = 0; k < w->n && r != EXPR_NONE; k++) {
        factor a = w->f[k];
        if (a.p == 0)
            continue;
        expr t = expr_pow_ratio(w->pool, a.base, labs(a.p), (unsigned long)a.q);
        r = a.p > 0 ? expr_mul(w->pool, r, t) : expr_div(w->pool, r, t);
    }
    mpq_clear(w->unit);
    return w->full ? EXPR_NONE : r;
}

/* unit *= (num/den)^n. */
static void scale(product *w, mpq_srcptr ratio, long n)
{
    for (long k = 0; k < n; k++)
        mpq_mul(w->unit, w->unit, ratio);
}

/* Factor k is log(u^r)^n, factor j is u^e. */
static bool by_logarithm(product *w, size_t k)
{
    product inner;
    factor *l = &w->f[k], u;
    if (expr_get(w->pool, l->base)->op != EXPR_LOG || l->p <= 0 || l->q != 1)
        return false;
    open_product(&inner, w->pool, expr_get(w->pool, l->base)->arg[0]);
    bool power = inner.n == 1 && mpq_cmp_ui(inner.unit, 1, 1) == 0;
    mpq_clear(inner.unit);
    u = inner.f[0];
    for (size_t j = 0; j < w->n && power; j++) {
        factor *e = &w->f[j];
        if (e->base != u.base || e->p <= 0)
            continue;
        long n = l->p, den = e->q * n, g = gcd(e->p, den);
        expr x =
            expr_pow_ratio(w->pool, u.base, e->p / g, (unsigned long)(den / g));
        mpq_t ratio;
        mpq_init(ratio);
        mpq_set_si(ratio, u.p * den, (unsigned long)(u.q * e->p));
        mpq_canonicalize(ratio);
        scale(w, ratio, n);
        mpq_clear(ratio);
        e->p = 0;
        e->q = 1;
        l->base = expr_unary(w->pool, EXPR_XLOGX, x);
        return true;
    }
    return false;
}

/* Factor k is exp(t), factor j is u^e with t = c u; e whole. */
static bool by_exponential(product *w, size_t k)
{
    factor *f = &w->f[k];
    if (expr_get(w->pool, f->base)->op != EXPR_EXP || f->q != 1 || f->p == 0)
        return false;
    expr t = expr_get(w->pool, f->base)->arg[0];
    for (size_t j = 0; j < w->n; j++) {
        factor *u = &w->f[j];
        product ratio;
        if (j == k || u->p <= 0 || u->q != 1)
            continue;
        open_product(&ratio, w->pool, t);
        times(&ratio, u->base, -1, 1);
        bool constant = !ratio.full && mpq_sgn(ratio.unit) != 0;
        for (size_t i = 0; i < ratio.n; i++)
            constant = constant && ratio.f[i].p == 0;
        if (constant) {
            mpq_t c; /* t p/e over u */
            mpq_init(c);
            mpq_set_si(c, f->p, (unsigned long)u->p);
            mpq_canonicalize(c);
            mpq_mul(c, c, ratio.unit);
            expr x = expr_mul(w->pool, expr_q(w->pool, c), u->base);
            x = expr_unary(w->pool, EXPR_XLOGX,
                           expr_unary(w->pool, EXPR_EXP, x));
            mpq_inv(c, c);
            scale(w, c, u->p);
            mpq_clear(c);
            *f = (factor){x, u->p, 1};
            u->p = 0;
        }
        mpq_clear(ratio.unit);
        if (constant)
            return true;
    }
    return false;
}

/* The product e in these words; EXPR_NONE: there is nothing to say. */
static expr reworded(expr_pool *pool, expr e)
{
    product w;
    bool changed = false;
    open_product(&w, pool, e);
    for (size_t k = 0; k < w.n && !w.full; k++)
        if (by_logarithm(&w, k) || by_exponential(&w, k))
            changed = true;
    expr r = close_product(&w);
    return changed ? r : EXPR_NONE;
}

expr tactic_xlogx_reword(expr_pool *pool, expr f)
{
    const uint64_t ops = UINT64_C(1) << EXPR_MUL | UINT64_C(1) << EXPR_DIV;
    expr at[NODES];
    for (bool again = true; again;) {
        again = false;
        size_t n = search_rewrite_nodes(pool, f, ops, at, NODES);
        for (size_t k = 0; k < n && !again; k++) { /* outer ones first */
            expr to = reworded(pool, at[k]);
            expr r =
                to != EXPR_NONE ? expr_replace(pool, f, at[k], to) : EXPR_NONE;
            again = r != EXPR_NONE && r != f;
            f = again ? r : f;
        }
    }
    return f;
}

/* f multiplied out.  Boxes of one search ask for the same again and again; the
 * signs that are known on the first of them are taken to hold on the others. */
static expr simplified(searcher *s, const goal *g, expr f)
{
    search_simplified *m = s->simplified;
    for (size_t k = 0; k < SEARCH_SIMPLIFIED; k++)
        if (m[k].of == f && m[k].to != EXPR_NONE)
            return m[k].to;
    m += s->nsimplified++ % SEARCH_SIMPLIFIED;
    *m = (search_simplified){f, search_rewrite_simplified(s, g, f)};
    return m->to;
}

cert_node *tactic_xlogx(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    const uint64_t ops = UINT64_C(1) << EXPR_LOG | UINT64_C(1) << EXPR_EXP;
    expr_pool *pool = s->p->pool;
    expr any;
    if (expr_size(pool, g->f) > SEARCH_LARGE ||
        search_rewrite_nodes(pool, g->f, ops, &any, 1) == 0)
        return NULL;
    expr f = tactic_xlogx_reword(pool, g->f);
    if (f == g->f)
        f = tactic_xlogx_reword(pool, simplified(s, g, f));
    if (f == EXPR_NONE || f == g->f)
        return NULL;
    return search_prove_node(s, g, search_node(CERT_PRODUCT, &f, 1));
}
