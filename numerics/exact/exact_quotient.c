/* A function of one variable as a quotient of polynomials, by exact arithmetic
 * node by node.  Believed, with FLINT's fmpz_poly and fmpz_poly_q. */
#include "exact_quotient.h"

#include "../base/limits.h"
#include "../base/memory.h"

#include <flint/fmpz_poly_q.h>
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
    const expr_pool *pool;
    int var;
    expr *node; /* what f is made of, increasing */
    fmpz_poly_q_struct *value;
    size_t n;
    fmpz_poly_struct *divisors;
} reading;

void exact_quotient_init(exact_quotient *q)
{
    fmpz_poly_init(q->num);
    fmpz_poly_init(q->den);
    fmpz_poly_init(q->divisors);
}

void exact_quotient_clear(exact_quotient *q)
{
    fmpz_poly_clear(q->num);
    fmpz_poly_clear(q->den);
    fmpz_poly_clear(q->divisors);
}

static int by_index(const void *a, const void *b)
{
    expr x = *(const expr *)a, y = *(const expr *)b;
    return (x > y) - (x < y);
}

static bool is_known(const reading *r, expr e)
{
    for (size_t k = 0; k < r->n; k++)
        if (r->node[k] == e)
            return true;
    return false;
}

/* Operands have smaller indices than what is made of them. */
static bool collect(reading *r, expr f)
{
    r->node[r->n++] = f;
    for (size_t k = 0; k < r->n; k++) {
        const expr_node *x = expr_get(r->pool, r->node[k]);
        for (int j = 0; j < x->nargs; j++)
            if (!is_known(r, x->arg[j])) {
                if (r->n == LIMIT_STURM_NODES)
                    return false;
                r->node[r->n++] = x->arg[j];
            }
    }
    qsort(r->node, r->n, sizeof *r->node, by_index);
    return true;
}

static fmpz_poly_q_struct *value_of(const reading *r, expr e)
{
    const expr *at = bsearch(&e, r->node, r->n, sizeof e, by_index);
    return &r->value[at - r->node];
}

static slong degree(const fmpz_poly_q_struct *a)
{
    slong n = fmpz_poly_degree(a->num), d = fmpz_poly_degree(a->den);
    return n > d ? n : d;
}

static bool fits(const fmpz_poly_q_struct *a)
{
    return degree(a) <= LIMIT_STURM_DEGREE &&
           labs(fmpz_poly_max_bits(a->num)) <= LIMIT_STURM_BITS &&
           labs(fmpz_poly_max_bits(a->den)) <= LIMIT_STURM_BITS;
}

static void set_q(fmpz_poly_q_struct *v, mpq_srcptr q)
{
    set_whole(v->num, mpq_numref(q));
    set_whole(v->den, mpq_denref(q));
}

/* v = a/b, which is defined where b is, and is not 0. */
static bool divide(reading *r, fmpz_poly_q_struct *v,
                   const fmpz_poly_q_struct *a, const fmpz_poly_q_struct *b)
{
    if (fmpz_poly_q_is_zero(b))
        return false;
    fmpz_poly_lcm(r->divisors, r->divisors, b->num);
    fmpz_poly_q_div(v, a, b);
    return fmpz_poly_degree(r->divisors) <= LIMIT_STURM_DEGREE;
}

/* v = a^p, p >= 2. */
static bool raise_to(fmpz_poly_q_struct *v, const fmpz_poly_q_struct *a, long p)
{
    if (p * (degree(a) + 1) > 2 * LIMIT_STURM_DEGREE)
        return false;
    fmpz_poly_q_pow(v, a, (ulong)p);
    return true;
}

/* The value of node k, its operands' being there. */
static bool read_node(reading *r, size_t k)
{
    const expr_node *x = expr_get(r->pool, r->node[k]);
    fmpz_poly_q_struct *v = &r->value[k];
    const fmpz_poly_q_struct *a = x->nargs > 0 ? value_of(r, x->arg[0]) : NULL;
    const fmpz_poly_q_struct *b = x->nargs > 1 ? value_of(r, x->arg[1]) : NULL;
    bool ok = true;
    switch (x->op) {
    case EXPR_CONST:
        set_q(v, expr_const_value(r->pool, r->node[k]));
        break;
    case EXPR_VAR:
        ok = x->p == r->var;
        fmpz_poly_set_coeff_si(v->num, 1, 1);
        break;
    case EXPR_NEG:
        fmpz_poly_q_neg(v, a);
        break;
    case EXPR_ADD:
        fmpz_poly_q_add(v, a, b);
        break;
    case EXPR_SUB:
        fmpz_poly_q_sub(v, a, b);
        break;
    case EXPR_MUL:
        fmpz_poly_q_mul(v, a, b);
        break;
    case EXPR_DIV:
        ok = divide(r, v, a, b);
        break;
    case EXPR_POW:
        ok = raise_to(v, a, x->p);
        break;
    default:
        return false;
    }
    return ok && fits(v);
}

/* Each node's quotient is that node's value wherever the divisors below it are
 * not 0, by the laws of a field; there its denominator, which divides a product
 * of theirs and of numbers, is not 0 either.  A node is defined exactly where
 * its operands are, and where what is divided by is not 0. */
static bool read_all(reading *r, exact_quotient *q)
{
    for (size_t k = 0; k < r->n; k++)
        if (!read_node(r, k))
            return false;
    const fmpz_poly_q_struct *f = &r->value[r->n - 1];
    fmpz_poly_set(q->num, f->num);
    fmpz_poly_set(q->den, f->den);
    return true;
}

bool exact_quotient_read(exact_quotient *q, const expr_pool *pool, expr f,
                         int i)
{
    reading r = {.pool = pool, .var = i, .divisors = q->divisors};
    if (f == EXPR_NONE || (expr_vars(pool, f) & ~(UINT64_C(1) << i)) != 0)
        return false;
    r.node = xmalloc(LIMIT_STURM_NODES * sizeof *r.node);
    fmpz_poly_one(q->divisors);
    bool ok = collect(&r, f);
    if (ok) {
        r.value = xmalloc(r.n * sizeof *r.value);
        for (size_t k = 0; k < r.n; k++)
            fmpz_poly_q_init(&r.value[k]);
        ok = read_all(&r, q);
        for (size_t k = 0; k < r.n; k++)
            fmpz_poly_q_clear(&r.value[k]);
    }
    free(r.value);
    free(r.node);
    return ok;
}
