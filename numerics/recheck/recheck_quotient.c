/* Rational functions of one variable by plain fractions of polynomials, for the
 * second engine: a second opinion on ../exact/exact_quotient.c.  A stack of
 * operands, deepest first; each node's fraction is kept. */
#include "recheck_quotient.h"

#include "../base/limits.h"
#include "../base/memory.h"

#include <stdlib.h>
#include <flint/fmpz.h>

static void set_whole(fmpz_poly_t p, mpz_srcptr n)
{
    fmpz_t z;
    fmpz_init(z);
    fmpz_set_mpz(z, n);
    fmpz_poly_set_fmpz(p, z);
    fmpz_clear(z);
}

typedef struct {
    expr e;
    bool done;
    recheck_fraction v;
} entry;

typedef struct {
    const expr_pool *pool;
    int var;
    entry *at;
    size_t n;
    fmpz_poly_struct *must;
} table;

void recheck_fraction_init(recheck_fraction *a)
{
    fmpz_poly_init(a->top);
    fmpz_poly_init(a->bottom);
    fmpz_poly_one(a->bottom);
}

void recheck_fraction_clear(recheck_fraction *a)
{
    fmpz_poly_clear(a->top);
    fmpz_poly_clear(a->bottom);
}

/* e's entry, made where there is none; -1: no room. */
static long find(table *t, expr e)
{
    for (size_t k = 0; k < t->n; k++)
        if (t->at[k].e == e)
            return (long)k;
    if (t->n == LIMIT_STURM_NODES)
        return -1;
    t->at[t->n].e = e;
    t->at[t->n].done = false;
    recheck_fraction_init(&t->at[t->n].v);
    return (long)t->n++;
}

static bool small(const fmpz_poly_t p)
{
    return fmpz_poly_degree(p) <= LIMIT_STURM_DEGREE &&
           labs(fmpz_poly_max_bits(p)) <= LIMIT_STURM_BITS;
}

static bool reduce(recheck_fraction *v)
{
    fmpz_poly_t g;
    fmpz_poly_init(g);
    fmpz_poly_gcd(g, v->top, v->bottom);
    fmpz_poly_div(v->top, v->top, g);
    fmpz_poly_div(v->bottom, v->bottom, g);
    fmpz_poly_clear(g);
    return small(v->top) && small(v->bottom);
}

/* a/b + s c/d = (a d + s c b)/(b d). */
static void sum(recheck_fraction *v, const recheck_fraction *a,
                const recheck_fraction *b, bool minus)
{
    fmpz_poly_t t;
    fmpz_poly_init(t);
    fmpz_poly_mul(t, b->top, a->bottom);
    fmpz_poly_mul(v->top, a->top, b->bottom);
    (minus ? fmpz_poly_sub : fmpz_poly_add)(v->top, v->top, t);
    fmpz_poly_mul(v->bottom, a->bottom, b->bottom);
    fmpz_poly_clear(t);
}

/* b's top joins what must not vanish. */
static bool quotient(table *t, recheck_fraction *v, const recheck_fraction *a,
                     const recheck_fraction *b)
{
    fmpz_poly_t g;
    if (fmpz_poly_is_zero(b->top))
        return false;
    fmpz_poly_init(g);
    fmpz_poly_gcd(g, t->must, b->top);
    fmpz_poly_div(g, b->top, g);
    fmpz_poly_mul(t->must, t->must, g);
    fmpz_poly_clear(g);
    fmpz_poly_mul(v->top, a->top, b->bottom);
    fmpz_poly_mul(v->bottom, a->bottom, b->top);
    return fmpz_poly_degree(t->must) <= LIMIT_STURM_DEGREE;
}

static bool power(recheck_fraction *v, const recheck_fraction *a, long n)
{
    slong d = fmpz_poly_degree(a->top) + fmpz_poly_degree(a->bottom) + 2;
    if (n * d > 4 * LIMIT_STURM_DEGREE)
        return false;
    fmpz_poly_pow(v->top, a->top, (ulong)n);
    fmpz_poly_pow(v->bottom, a->bottom, (ulong)n);
    return true;
}

static bool combine(table *t, entry *x, const expr_node *d,
                    const recheck_fraction *a, const recheck_fraction *b)
{
    recheck_fraction *v = &x->v;
    bool ok = true;
    switch (d->op) {
    case EXPR_CONST:
        set_whole(v->top, mpq_numref(expr_const_value(t->pool, x->e)));
        set_whole(v->bottom, mpq_denref(expr_const_value(t->pool, x->e)));
        break;
    case EXPR_VAR:
        fmpz_poly_set_coeff_si(v->top, 1, 1);
        ok = d->p == t->var;
        break;
    case EXPR_NEG:
        fmpz_poly_neg(v->top, a->top);
        fmpz_poly_set(v->bottom, a->bottom);
        break;
    case EXPR_ADD:
    case EXPR_SUB:
        sum(v, a, b, d->op == EXPR_SUB);
        break;
    case EXPR_MUL:
        fmpz_poly_mul(v->top, a->top, b->top);
        fmpz_poly_mul(v->bottom, a->bottom, b->bottom);
        break;
    case EXPR_DIV:
        ok = quotient(t, v, a, b);
        break;
    case EXPR_POW:
        ok = power(v, a, d->p);
        break;
    default:
        ok = false;
    }
    return ok && reduce(v);
}

/* Node k and what it is made of; the stack holds nodes on the way down. */
static bool settle(table *t, long root, long *stack)
{
    size_t n = 0;
    stack[n++] = root;
    while (n > 0) {
        long k = stack[n - 1];
        const expr_node d = *expr_get(t->pool, t->at[k].e);
        const recheck_fraction *arg[3] = {NULL, NULL, NULL};
        long wait = -2;
        for (int j = 0; j < d.nargs && wait == -2; j++) {
            long m = find(t, d.arg[j]);
            if (m < 0 || !t->at[m].done)
                wait = m;
            else
                arg[j] = &t->at[m].v;
        }
        if (wait == -1)
            return false;
        if (wait >= 0) {
            stack[n++] = wait;
            continue;
        }
        if (!combine(t, &t->at[k], &d, arg[0], arg[1]))
            return false;
        t->at[k].done = true;
        n--;
    }
    return true;
}

bool recheck_quotient(const expr_pool *pool, expr f, int i, recheck_fraction *a,
                      fmpz_poly_t must)
{
    table t = {.pool = pool, .var = i, .must = must};
    if (f == EXPR_NONE)
        return false;
    fmpz_poly_one(must);
    t.at = xmalloc(LIMIT_STURM_NODES * sizeof *t.at);
    long *stack = xmalloc((LIMIT_STURM_NODES + 1) * sizeof *stack);
    bool ok = settle(&t, find(&t, f), stack);
    if (ok) {
        fmpz_poly_set(a->top, t.at[0].v.top);
        fmpz_poly_set(a->bottom, t.at[0].v.bottom);
    }
    for (size_t k = 0; k < t.n; k++)
        recheck_fraction_clear(&t.at[k].v);
    free(t.at);
    free(stack);
    return ok;
}
