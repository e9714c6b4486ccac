/* Expressions as polynomials over Q, and polynomials as expressions.  Believed:
 * nothing; what is made of them is compared by the checker. */
#include "search_sos.h"

#include "../base/memory.h"

#include <stdlib.h>

/* f's square roots, those of numbers among them, the outer ones first; at most
 * max. */
static size_t find_roots(const expr_pool *pool, expr f, expr *out, size_t max)
{
    bool *below = xcalloc((size_t)f + 1, sizeof *below);
    size_t n = 0;
    below[f] = true;
    for (expr k = f; k > 0 && n < max; k--) {
        const expr_node *x = expr_get(pool, k);
        if (below[k] && x->op == EXPR_SQRT)
            out[n++] = k;
        for (int j = 0; j < x->nargs && below[k]; j++)
            below[x->arg[j]] = true;
    }
    free(below);
    return n;
}

bool search_poly_ring_open(search_poly_ring *r, const searcher *s, expr f)
{
    *r = (search_poly_ring){.pool = s->p->pool};
    size_t n = find_roots(r->pool, f, r->gen, SOS_VARS);
    if (n + (size_t)s->p->nvars > SOS_VARS || s->p->nvars < 1)
        return false;
    r->n = r->nroots = (int)n;
    for (int i = 0; i < s->p->nvars; i++)
        r->gen[r->n++] = expr_var(r->pool, i);
    fmpq_mpoly_ctx_init(r->ctx, r->n, ORD_DEGREVLEX);
    return true;
}

void search_poly_ring_close(search_poly_ring *r)
{
    fmpq_mpoly_ctx_clear(r->ctx);
}

typedef struct {
    const search_poly_ring *r;
    const expr_pool *pool;
    const fmpq_mpoly_ctx_struct *ring;
    slong max_terms;
    fmpq_mpoly_struct *value; /* of node e; initialised where `below` */
    bool *below;
} reading;

static bool times(reading *w, fmpq_mpoly_t r, const fmpq_mpoly_t a,
                  const fmpq_mpoly_t b)
{
    slong n = fmpq_mpoly_length(a, w->ring), m = fmpq_mpoly_length(b, w->ring);
    if (n * m > 100 * w->max_terms)
        return false;
    fmpq_mpoly_mul(r, a, b, w->ring);
    return true;
}

static bool constant(reading *w, fmpq_mpoly_t r, expr e)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_mpq(q, expr_const_value(w->pool, e));
    fmpq_mpoly_set_fmpq(r, q, w->ring);
    fmpq_clear(q);
    return true;
}

static bool quotient(reading *w, fmpq_mpoly_t r, const fmpq_mpoly_t a,
                     const fmpq_mpoly_t b)
{
    fmpq_t q;
    bool ok = fmpq_mpoly_is_fmpq(b, w->ring) && !fmpq_mpoly_is_zero(b, w->ring);
    fmpq_init(q);
    if (ok) {
        fmpq_mpoly_get_fmpq(q, b, w->ring);
        fmpq_mpoly_scalar_div_fmpq(r, a, q, w->ring);
    }
    fmpq_clear(q);
    return ok;
}

static bool power(reading *w, fmpq_mpoly_t r, const fmpq_mpoly_t a, long n)
{
    fmpq_mpoly_one(r, w->ring);
    bool ok = n <= 64;
    for (long k = 0; k < n && ok; k++)
        ok = times(w, r, r, a);
    return ok;
}

/* The generator that e is, or -1. */
static int generator(const search_poly_ring *r, expr e)
{
    int k = 0;
    while (k < r->n && r->gen[k] != e)
        k++;
    return k < r->n ? k : -1;
}

static bool read_node(reading *w, expr e)
{
    int gen = generator(w->r, e);
    if (gen >= 0) {
        fmpq_mpoly_gen(&w->value[e], gen, w->ring);
        return true;
    }
    const expr_node *x = expr_get(w->pool, e);
    fmpq_mpoly_struct *r = &w->value[e], *a = &w->value[x->arg[0]],
                      *b = &w->value[x->arg[1]];
    switch (x->op) {
    case EXPR_CONST:
        return constant(w, r, e);
    case EXPR_NEG:
        fmpq_mpoly_neg(r, a, w->ring);
        return true;
    case EXPR_ADD:
        fmpq_mpoly_add(r, a, b, w->ring);
        return true;
    case EXPR_SUB:
        fmpq_mpoly_sub(r, a, b, w->ring);
        return true;
    case EXPR_MUL:
        return times(w, r, a, b);
    case EXPR_DIV:
        return quotient(w, r, a, b);
    case EXPR_POW:
        return power(w, r, a, x->p);
    default:
        return false;
    }
}

bool search_poly_from(const search_poly_ring *r, expr e, fmpq_mpoly_t f,
                      slong max_terms)
{
    const fmpq_mpoly_ctx_struct *ring = r->ctx;
    reading w = {r, r->pool, ring, max_terms, NULL, NULL};
    bool ok = true;
    w.below = xcalloc((size_t)e + 1, sizeof *w.below);
    w.value = xcalloc((size_t)e + 1, sizeof *w.value);
    w.below[e] = true;
    for (expr k = e; k > 0; k--) {
        const expr_node *x = expr_get(r->pool, k);
        bool inside = w.below[k] && generator(r, k) < 0;
        for (int j = 0; j < x->nargs && inside; j++)
            w.below[x->arg[j]] = true;
    }
    for (expr k = 1; k <= e; k++)
        if (w.below[k]) {
            fmpq_mpoly_init(&w.value[k], ring);
            ok = ok && read_node(&w, k) &&
                 fmpq_mpoly_length(&w.value[k], ring) <= max_terms;
        }
    fmpq_mpoly_set(f, &w.value[e], ring);
    for (expr k = 1; k <= e; k++)
        if (w.below[k])
            fmpq_mpoly_clear(&w.value[k], ring);
    free(w.below);
    free(w.value);
    return ok;
}

static expr monomial(const search_poly_ring *r, mpq_srcptr c, const ulong *e)
{
    expr_pool *pool = r->pool;
    expr m = EXPR_NONE;
    for (int i = 0; i < r->n; i++) {
        if (e[i] == 0)
            continue;
        expr x = expr_pow_si(pool, r->gen[i], (long)e[i]);
        m = m == EXPR_NONE ? x : expr_mul(pool, m, x);
    }
    expr q = expr_q(pool, c);
    return m == EXPR_NONE           ? q
           : expr_is_si(pool, q, 1) ? m
                                    : expr_mul(pool, q, m);
}

expr search_poly_expr(const search_poly_ring *r, const fmpq_mpoly_t f)
{
    expr_pool *pool = r->pool;
    const fmpq_mpoly_ctx_struct *ring = r->ctx;
    ulong e[SOS_VARS] = {0};
    expr sum = EXPR_NONE;
    fmpq_t c;
    mpq_t q;
    fmpq_init(c);
    mpq_init(q);
    for (slong k = 0; k < fmpq_mpoly_length(f, ring); k++) {
        fmpq_mpoly_get_term_coeff_fmpq(c, f, k, ring);
        fmpq_mpoly_get_term_exp_ui(e, f, k, ring);
        bool minus = sum != EXPR_NONE && fmpq_sgn(c) < 0;
        if (minus)
            fmpq_neg(c, c);
        fmpq_get_mpq(q, c);
        expr m = monomial(r, q, e);
        sum = sum == EXPR_NONE ? m
              : minus          ? expr_sub(pool, sum, m)
                               : expr_add(pool, sum, m);
    }
    fmpq_clear(c);
    mpq_clear(q);
    return sum != EXPR_NONE ? sum : expr_si(pool, 0);
}
