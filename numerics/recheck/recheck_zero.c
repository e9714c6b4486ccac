/* The second engine's own exact zeros: of sums, products and quotients of
 * variables, roots, and whatever else, which is taken as unknown.
 *
 * Normal forms (../exact) know more; this is another way to the same answer
 * for identities, over fmpq_mpoly and without any gcd.  A second opinion. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <flint/fmpq_mpoly.h>
#include <stdlib.h>

enum {
    UNKNOWNS = 32,    /* generators */
    PRODUCT = 1000000 /* terms of one factor times the other's */
};

/* A node's value top/bottom; bottom is not 0 where the node is defined. */
typedef struct {
    fmpq_mpoly_t top, bottom;
} quotient;

typedef struct {
    expr_pool *pool;
    fmpq_mpoly_ctx_t ring;
    expr unknown[UNKNOWNS]; /* what generator k is; increasing */
    slong n;
    expr f;
    bool *below;     /* is node e a part of f? */
    quotient *value; /* of node e, where it is */
} work;

static bool is_ring(expr_op op)
{
    return op == EXPR_CONST || op == EXPR_NEG || op == EXPR_ADD ||
           op == EXPR_SUB || op == EXPR_MUL || op == EXPR_DIV || op == EXPR_POW;
}

/* Which root of its argument, or of a power of that, a node is; 0: none. */
static slong root_of(const expr_node *x)
{
    return x->op == EXPR_SQRT ? 2 : x->op == EXPR_ROOT ? x->q : 0;
}

/* f's parts, and which of them are unknowns. */
static bool collect(work *w)
{
    w->below[w->f] = true;
    for (expr e = w->f; e > 0; e--) {
        const expr_node *x = expr_get(w->pool, e);
        bool inside = is_ring((expr_op)x->op) || root_of(x) > 0;
        for (int k = 0; k < x->nargs && w->below[e] && inside; k++)
            w->below[x->arg[k]] = true;
    }
    for (expr e = 1; e <= w->f; e++)
        if (w->below[e] && !is_ring((expr_op)expr_get(w->pool, e)->op)) {
            if (w->n == UNKNOWNS)
                return false;
            w->unknown[w->n++] = e;
        }
    return true;
}

static bool times(work *w, fmpq_mpoly_t r, const fmpq_mpoly_t a,
                  const fmpq_mpoly_t b)
{
    if (fmpq_mpoly_length(a, w->ring) * fmpq_mpoly_length(b, w->ring) > PRODUCT)
        return false;
    fmpq_mpoly_mul(r, a, b, w->ring);
    return true;
}

/* a/b + sign c/d = (a d + sign c b)/(b d). */
static bool plus(work *w, quotient *r, const quotient *x, const quotient *y,
                 bool minus)
{
    fmpq_mpoly_t t;
    fmpq_mpoly_init(t, w->ring);
    bool ok = times(w, r->top, x->top, y->bottom) &&
              times(w, t, y->top, x->bottom) &&
              times(w, r->bottom, x->bottom, y->bottom);
    if (fmpq_mpoly_equal(x->bottom, y->bottom, w->ring)) { /* shorter */
        fmpq_mpoly_set(r->top, x->top, w->ring);
        fmpq_mpoly_set(t, y->top, w->ring);
        fmpq_mpoly_set(r->bottom, x->bottom, w->ring);
        ok = true;
    }
    if (minus)
        fmpq_mpoly_sub(r->top, r->top, t, w->ring);
    else
        fmpq_mpoly_add(r->top, r->top, t, w->ring);
    fmpq_mpoly_clear(t, w->ring);
    return ok;
}

static bool power(work *w, quotient *r, const quotient *x, long n)
{
    fmpq_mpoly_one(r->top, w->ring);
    fmpq_mpoly_one(r->bottom, w->ring);
    bool ok = n <= 1000;
    for (long k = 0; k < n && ok; k++)
        ok = times(w, r->top, r->top, x->top) &&
             times(w, r->bottom, r->bottom, x->bottom);
    return ok;
}

static bool evaluate(work *w, expr e)
{
    const expr_node *x = expr_get(w->pool, e);
    quotient *r = &w->value[e];
    const quotient *a = &w->value[x->arg[0]], *b = &w->value[x->arg[1]];
    fmpq_mpoly_one(r->bottom, w->ring);
    switch (x->op) {
    case EXPR_CONST: {
        fmpq_t q;
        fmpq_init(q);
        fmpq_set_mpq(q, expr_const_value(w->pool, e));
        fmpq_mpoly_set_fmpq(r->top, q, w->ring);
        fmpq_clear(q);
        return true;
    }
    case EXPR_NEG:
        fmpq_mpoly_neg(r->top, a->top, w->ring);
        fmpq_mpoly_set(r->bottom, a->bottom, w->ring);
        return true;
    case EXPR_ADD:
    case EXPR_SUB:
        return plus(w, r, a, b, x->op == EXPR_SUB);
    case EXPR_MUL:
        return times(w, r->top, a->top, b->top) &&
               times(w, r->bottom, a->bottom, b->bottom);
    case EXPR_DIV:
        return times(w, r->top, a->top, b->bottom) &&
               times(w, r->bottom, a->bottom, b->top) &&
               !fmpq_mpoly_is_zero(r->bottom, w->ring);
    case EXPR_POW:
        return power(w, r, a, x->p);
    default:
        for (slong k = 0; k < w->n; k++)
            if (w->unknown[k] == e)
                fmpq_mpoly_gen(r->top, k, w->ring);
        return true;
    }
}

/* p with g^q = a/b in generator g's place, times b^h, where p's degree in g is
 * from q h to q h + q - 1. */
static bool root_out(work *w, fmpq_mpoly_t p, slong g, slong q,
                     const quotient *u)
{
    slong h = fmpq_mpoly_degree_si(p, g, w->ring) / q;
    fmpq_mpoly_t sum, term, x;
    fmpq_mpoly_init(sum, w->ring);
    fmpq_mpoly_init(term, w->ring);
    fmpq_mpoly_init(x, w->ring);
    fmpq_mpoly_gen(x, g, w->ring);
    bool ok = true;
    for (slong k = q * h + q - 1; k >= 0 && ok; k--) {
        /* the part of degree k, over g^(k - k%q), times a^(k/q) b^(h - k/q) */
        ulong want = (ulong)k;
        slong gen = g;
        fmpq_mpoly_get_coeff_vars_ui(term, p, &gen, &want, 1, w->ring);
        if (fmpq_mpoly_is_zero(term, w->ring))
            continue;
        for (slong j = 0; j < h && ok; j++)
            ok = times(w, term, term, j < k / q ? u->top : u->bottom);
        for (slong j = 0; j < k % q && ok; j++)
            ok = times(w, term, term, x);
        fmpq_mpoly_add(sum, sum, term, w->ring);
    }
    fmpq_mpoly_swap(p, sum, w->ring);
    fmpq_mpoly_clear(sum, w->ring);
    fmpq_mpoly_clear(term, w->ring);
    fmpq_mpoly_clear(x, w->ring);
    return ok;
}

/* Generator g's root written out in p: it is one of u^1, or of u^n. */
static bool write_out(work *w, fmpq_mpoly_t p, slong g, const expr_node *x)
{
    const quotient *u = &w->value[x->arg[0]];
    if (x->op == EXPR_SQRT || x->p == 1)
        return root_out(w, p, g, root_of(x), u);
    quotient t;
    fmpq_mpoly_init(t.top, w->ring);
    fmpq_mpoly_init(t.bottom, w->ring);
    bool ok = power(w, &t, u, x->p) && root_out(w, p, g, root_of(x), &t);
    fmpq_mpoly_clear(t.top, w->ring);
    fmpq_mpoly_clear(t.bottom, w->ring);
    return ok;
}

/* Is the numerator 0, once powers of roots are written out?  Outer roots
 * first: what stands under a root has a smaller index. */
static bool vanishes(work *w)
{
    fmpq_mpoly_t p;
    fmpq_mpoly_init(p, w->ring);
    fmpq_mpoly_set(p, w->value[w->f].top, w->ring);
    bool ok = true;
    for (slong k = w->n - 1; k >= 0 && ok; k--) {
        const expr_node *x = expr_get(w->pool, w->unknown[k]);
        if (root_of(x) > 0)
            ok = write_out(w, p, k, x);
    }
    ok = ok && fmpq_mpoly_is_zero(p, w->ring);
    fmpq_mpoly_clear(p, w->ring);
    return ok;
}

static bool decide(work *w)
{
    fmpq_mpoly_ctx_init(w->ring, w->n, ORD_DEGREVLEX);
    bool ok = true;
    for (expr e = 1; e <= w->f; e++)
        if (w->below[e]) {
            fmpq_mpoly_init(w->value[e].top, w->ring);
            fmpq_mpoly_init(w->value[e].bottom, w->ring);
            ok = ok && evaluate(w, e);
        }
    ok = ok && vanishes(w);
    for (expr e = 1; e <= w->f; e++)
        if (w->below[e]) {
            fmpq_mpoly_clear(w->value[e].top, w->ring);
            fmpq_mpoly_clear(w->value[e].bottom, w->ring);
        }
    fmpq_mpoly_ctx_clear(w->ring);
    return ok;
}

bool recheck_is_zero(expr_pool *pool, expr f)
{
    if (f == EXPR_NONE)
        return false;
    work w = {.pool = pool, .f = f};
    w.below = xcalloc((size_t)f + 1, sizeof *w.below);
    w.value = xcalloc((size_t)f + 1, sizeof *w.value);
    bool zero = collect(&w) && decide(&w);
    free(w.below);
    free(w.value);
    return zero;
}
