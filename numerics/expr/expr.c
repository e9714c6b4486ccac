/* The pool of shared nodes, and the nodes without arguments.  See expr.h. */
#include "expr_function.h"
#include "expr_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEFAULT_MAX_NODES = 50 * 1000 * 1000
};

struct expr_pool {
    expr_node *node; /* node[0] unused */
    size_t n, cap, max_nodes;
    uint64_t *bucket; /* open addressing: hash and node; 0 free */
    size_t nbucket;   /* a power of two */
    mpq_t **constant; /* by EXPR_CONST's p; each allocated alone */
    size_t nconst, capconst;
    bool integrals; /* there is one */
};

expr_pool *expr_pool_new(size_t max_nodes)
{
    expr_pool *pool = xcalloc(1, sizeof *pool);
    pool->max_nodes = max_nodes != 0 ? max_nodes : DEFAULT_MAX_NODES;
    pool->cap = 256;
    pool->node = xcalloc(pool->cap, sizeof *pool->node);
    pool->n = 1;
    pool->nbucket = 1024;
    pool->bucket = xcalloc(pool->nbucket, sizeof *pool->bucket);
    return pool;
}

void expr_pool_free(expr_pool *pool)
{
    if (pool == NULL)
        return;
    for (size_t i = 0; i < pool->nconst; i++) {
        mpq_clear(*pool->constant[i]);
        free(pool->constant[i]);
    }
    free(pool->constant);
    free(pool->bucket);
    free(pool->node);
    free(pool);
}

size_t expr_pool_size(const expr_pool *pool)
{
    return pool->n;
}

bool expr_pool_has_integrals(const expr_pool *pool)
{
    return pool->integrals;
}

const expr_node *expr_get(const expr_pool *pool, expr e)
{
    assert(e != EXPR_NONE && e < pool->n);
    return &pool->node[e];
}

mpq_srcptr expr_const_value(const expr_pool *pool, expr e)
{
    const expr_node *x = expr_get(pool, e);
    assert(x->op == EXPR_CONST);
    return *pool->constant[x->p];
}

bool expr_is_const(const expr_pool *pool, expr e)
{
    return e != EXPR_NONE && pool->node[e].op == EXPR_CONST;
}

bool expr_is_si(const expr_pool *pool, expr e, long n)
{
    return expr_is_const(pool, e) &&
           mpq_cmp_si(expr_const_value(pool, e), n, 1) == 0;
}

uint64_t expr_vars(const expr_pool *pool, expr e)
{
    return expr_get(pool, e)->vars;
}

/* ---- hash-consing ------------------------------------------------------ */

static uint64_t mix(uint64_t h, uint64_t x)
{
    h ^= x + 0x9e3779b97f4a7c15u + (h << 6) + (h >> 2);
    h *= 0xff51afd7ed558ccdu;
    return h ^ (h >> 32);
}

static uint64_t hash_mpz(uint64_t h, mpz_srcptr z)
{
    size_t n = mpz_size(z);
    h = mix(h, (uint64_t)(mpz_sgn(z) + 1));
    for (size_t i = 0; i < n; i++)
        h = mix(h, mpz_getlimbn(z, (mp_size_t)i));
    return h;
}

static uint64_t hash_node(const expr_pool *pool, const expr_node *x)
{
    uint64_t h = mix(x->op, x->strict);
    if (x->op == EXPR_CONST) {
        mpq_srcptr q = *pool->constant[x->p];
        return hash_mpz(hash_mpz(h, mpq_numref(q)), mpq_denref(q));
    }
    for (int i = 0; i < 3; i++)
        h = mix(h, x->arg[i]);
    return mix(mix(h, (uint32_t)x->p), (uint32_t)x->q);
}

static bool same_node(const expr_pool *pool, const expr_node *x,
                      const expr_node *y)
{
    if (x->op != y->op || x->strict != y->strict)
        return false;
    if (x->op == EXPR_CONST)
        return mpq_equal(*pool->constant[x->p], *pool->constant[y->p]) != 0;
    return memcmp(x->arg, y->arg, sizeof x->arg) == 0 && x->p == y->p &&
           x->q == y->q;
}

/* A bucket holds 32 bits of its node's hash before the node's number, so that
 * other nodes need not be looked at. */
static uint64_t bucket_of(uint64_t hash, size_t node)
{
    return hash << 32 | node;
}

static size_t place_of(const expr_pool *pool, uint64_t bucket)
{
    return (size_t)(bucket >> 32) & (pool->nbucket - 1);
}

static size_t next_place(const expr_pool *pool, size_t k)
{
    return (k + 1) & (pool->nbucket - 1);
}

static void rehash(expr_pool *pool)
{
    uint64_t *old = pool->bucket;
    size_t n = pool->nbucket;
    pool->nbucket *= 2;
    pool->bucket = xcalloc(pool->nbucket, sizeof *pool->bucket);
    for (size_t i = 0; i < n; i++) {
        if (old[i] == 0)
            continue;
        size_t k = place_of(pool, old[i]);
        while (pool->bucket[k] != 0)
            k = next_place(pool, k);
        pool->bucket[k] = old[i];
    }
    free(old);
}

/* The id of x, new or old.  x->p of a constant must already point at its
 * value; *fresh tells whether the node is new. */
static expr intern(expr_pool *pool, const expr_node *x, bool *fresh)
{
    uint64_t new = bucket_of(hash_node(pool, x), 0);
    size_t k = place_of(pool, new);
    *fresh = false;
    for (; pool->bucket[k] != 0; k = next_place(pool, k)) {
        uint64_t old = pool->bucket[k];
        uint32_t node = (uint32_t)old;
        if (old >> 32 == new >> 32 && same_node(pool, &pool->node[node], x))
            return node;
    }
    if (pool->n >= pool->max_nodes || pool->n >= UINT32_MAX)
        return EXPR_NONE;
    if (pool->n == pool->cap) {
        pool->cap *= 2;
        pool->node = xrealloc(pool->node, pool->cap * sizeof *pool->node);
    }
    pool->node[pool->n] = *x;
    pool->bucket[k] = new | pool->n;
    *fresh = true;
    expr e = (expr)pool->n++;
    if (pool->n * 2 > pool->nbucket)
        rehash(pool);
    return e;
}

expr expr_q(expr_pool *pool, mpq_srcptr q)
{
    if (pool->nconst == pool->capconst) {
        pool->capconst = pool->capconst != 0 ? 2 * pool->capconst : 64;
        pool->constant =
            xrealloc(pool->constant, pool->capconst * sizeof *pool->constant);
    }
    mpq_t *value = xmalloc(sizeof *value);
    mpq_init(*value);
    mpq_set(*value, q);
    pool->constant[pool->nconst] = value;
    expr_node x = {.op = EXPR_CONST, .total = true};
    x.p = (int32_t)pool->nconst;
    bool fresh;
    expr e = intern(pool, &x, &fresh);
    if (fresh) {
        pool->nconst++;
    } else {
        mpq_clear(*value);
        free(value);
    }
    return e;
}

expr expr_ratio(expr_pool *pool, long num, unsigned long den)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, num, den);
    mpq_canonicalize(q);
    expr e = expr_q(pool, q);
    mpq_clear(q);
    return e;
}

expr expr_si(expr_pool *pool, long n)
{
    return expr_ratio(pool, n, 1);
}

expr expr_var(expr_pool *pool, int index)
{
    assert(index >= 0 && index < EXPR_MAX_VARS);
    expr_node x = {.op = EXPR_VAR, .p = index, .total = true};
    x.vars = UINT64_C(1) << index;
    bool fresh;
    return intern(pool, &x, &fresh);
}

expr expr_pi(expr_pool *pool)
{
    expr_node x = {.op = EXPR_PI, .total = true};
    bool fresh;
    return intern(pool, &x, &fresh);
}

/* Operations that are defined wherever their arguments are. */
static bool op_is_total(expr_op op)
{
    if (expr_function_of(op) != NULL)
        return expr_function_is_total(op);
    switch (op) {
    case EXPR_DIV:
    case EXPR_ROOT:
    case EXPR_SQRT:
    case EXPR_TV:
    case EXPR_INTEGRAL: /* but see expr_join */
        return false;
    default:
        return true;
    }
}

expr expr_join(expr_pool *pool, expr_node x)
{
    x.total = op_is_total((expr_op)x.op);
    x.vars = 0;
    for (int i = 0; i < x.nargs; i++) {
        if (x.arg[i] == EXPR_NONE)
            return EXPR_NONE;
        x.vars |= pool->node[x.arg[i]].vars;
        x.total = x.total && pool->node[x.arg[i]].total;
    }
    if (x.op == EXPR_INTEGRAL) {
        expr_integral_scope(pool, &x);
        pool->integrals = true;
    }
    bool fresh;
    return intern(pool, &x, &fresh);
}
