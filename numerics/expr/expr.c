/* The pool of shared nodes, and the constructors.  See expr.h. */
#include "expr_function.h"
#include "expr_internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { FOLD_BITS = 1024, DEFAULT_MAX_NODES = 50 * 1000 * 1000 };

struct expr_pool {
    expr_node *node; /* node[0] unused */
    size_t n, cap, max_nodes;
    uint32_t *bucket; /* open addressing; 0 free */
    size_t nbucket;   /* a power of two */
    mpq_t **constant; /* by EXPR_CONST's p; each allocated alone */
    size_t nconst, capconst;
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

static void rehash(expr_pool *pool)
{
    pool->nbucket *= 2;
    free(pool->bucket);
    pool->bucket = xcalloc(pool->nbucket, sizeof *pool->bucket);
    for (size_t i = 1; i < pool->n; i++) {
        size_t k = hash_node(pool, &pool->node[i]) & (pool->nbucket - 1);
        while (pool->bucket[k] != 0)
            k = (k + 1) & (pool->nbucket - 1);
        pool->bucket[k] = (uint32_t)i;
    }
}

/* The id of x, new or old.  x->p of a constant must already point at its
 * value; *fresh tells whether the node is new. */
static expr intern(expr_pool *pool, const expr_node *x, bool *fresh)
{
    size_t k = hash_node(pool, x) & (pool->nbucket - 1);
    *fresh = false;
    for (; pool->bucket[k] != 0; k = (k + 1) & (pool->nbucket - 1))
        if (same_node(pool, &pool->node[pool->bucket[k]], x))
            return pool->bucket[k];
    if (pool->n >= pool->max_nodes || pool->n >= UINT32_MAX)
        return EXPR_NONE;
    if (pool->n == pool->cap) {
        pool->cap *= 2;
        pool->node = xrealloc(pool->node, pool->cap * sizeof *pool->node);
    }
    pool->node[pool->n] = *x;
    pool->bucket[k] = (uint32_t)pool->n;
    *fresh = true;
    expr e = (expr)pool->n++;
    if (pool->n * 3 > pool->nbucket * 2)
        rehash(pool);
    return e;
}

expr expr_q(expr_pool *pool, mpq_srcptr q)
{
    if (pool->nconst == pool->capconst) {
        pool->capconst = pool->capconst != 0 ? 2 * pool->capconst : 64;
        pool->constant = xrealloc(pool->constant,
                                  pool->capconst * sizeof *pool->constant);
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
        return false;
    default:
        return true;
    }
}

static expr node(expr_pool *pool, expr_op op, int nargs, expr a, expr b,
                 expr c, int32_t p, int32_t q, bool strict)
{
    expr_node x = {.op = (uint8_t)op, .nargs = (uint8_t)nargs, .p = p, .q = q};
    const expr arg[3] = {a, b, c};
    x.strict = strict;
    x.total = op_is_total(op);
    for (int i = 0; i < nargs; i++) {
        if (arg[i] == EXPR_NONE)
            return EXPR_NONE;
        x.arg[i] = arg[i];
        x.vars |= pool->node[arg[i]].vars;
        x.total = x.total && pool->node[arg[i]].total;
    }
    bool fresh;
    return intern(pool, &x, &fresh);
}

/* ---- constant folding -------------------------------------------------- */

static bool small(mpq_srcptr q)
{
    return mpz_sizeinbase(mpq_numref(q), 2) <= FOLD_BITS &&
           mpz_sizeinbase(mpq_denref(q), 2) <= FOLD_BITS;
}

/* a op b for two constants, or EXPR_NONE when the result is too long. */
static expr fold(expr_pool *pool, expr_op op, expr a, expr b)
{
    mpq_t r;
    mpq_init(r);
    mpq_srcptr x = expr_const_value(pool, a), y = expr_const_value(pool, b);
    switch (op) {
    case EXPR_ADD:
        mpq_add(r, x, y);
        break;
    case EXPR_SUB:
        mpq_sub(r, x, y);
        break;
    case EXPR_MUL:
        mpq_mul(r, x, y);
        break;
    default: /* EXPR_DIV by a non-zero constant */
        mpq_div(r, x, y);
        break;
    }
    expr e = small(r) ? expr_q(pool, r) : EXPR_NONE;
    mpq_clear(r);
    return e;
}

static bool both_const(const expr_pool *pool, expr a, expr b)
{
    return expr_is_const(pool, a) && expr_is_const(pool, b);
}

static bool is_total(const expr_pool *pool, expr e)
{
    return pool->node[e].total;
}

static bool is_op(const expr_pool *pool, expr e, expr_op op)
{
    return pool->node[e].op == op;
}

expr expr_neg(expr_pool *pool, expr a)
{
    if (a == EXPR_NONE)
        return EXPR_NONE;
    if (is_op(pool, a, EXPR_NEG))
        return pool->node[a].arg[0];
    if (expr_is_const(pool, a)) {
        expr zero = expr_si(pool, 0);
        expr e = zero != EXPR_NONE ? fold(pool, EXPR_SUB, zero, a) : EXPR_NONE;
        if (e != EXPR_NONE)
            return e;
    }
    return node(pool, EXPR_NEG, 1, a, 0, 0, 0, 0, false);
}

expr expr_add(expr_pool *pool, expr a, expr b)
{
    if (a == EXPR_NONE || b == EXPR_NONE)
        return EXPR_NONE;
    if (both_const(pool, a, b)) {
        expr e = fold(pool, EXPR_ADD, a, b);
        if (e != EXPR_NONE)
            return e;
    }
    if (expr_is_si(pool, a, 0))
        return b;
    if (expr_is_si(pool, b, 0))
        return a;
    if (is_op(pool, b, EXPR_NEG))
        return expr_sub(pool, a, pool->node[b].arg[0]);
    return node(pool, EXPR_ADD, 2, a, b, 0, 0, 0, false);
}

expr expr_sub(expr_pool *pool, expr a, expr b)
{
    if (a == EXPR_NONE || b == EXPR_NONE)
        return EXPR_NONE;
    if (both_const(pool, a, b)) {
        expr e = fold(pool, EXPR_SUB, a, b);
        if (e != EXPR_NONE)
            return e;
    }
    if (expr_is_si(pool, b, 0))
        return a;
    if (expr_is_si(pool, a, 0))
        return expr_neg(pool, b);
    if (a == b && is_total(pool, a))
        return expr_si(pool, 0);
    if (is_op(pool, b, EXPR_NEG))
        return expr_add(pool, a, pool->node[b].arg[0]);
    const expr_function *f = expr_function_of((expr_op)pool->node[b].op);
    if (f != NULL && f->one_minus != NULL && expr_is_si(pool, a, 1))
        return f->one_minus(pool, pool->node[b].arg[0]);
    return node(pool, EXPR_SUB, 2, a, b, 0, 0, 0, false);
}

expr expr_mul(expr_pool *pool, expr a, expr b)
{
    if (a == EXPR_NONE || b == EXPR_NONE)
        return EXPR_NONE;
    if (both_const(pool, a, b)) {
        expr e = fold(pool, EXPR_MUL, a, b);
        if (e != EXPR_NONE)
            return e;
    }
    if (expr_is_si(pool, a, 1))
        return b;
    if (expr_is_si(pool, b, 1))
        return a;
    if ((expr_is_si(pool, a, 0) && is_total(pool, b)) ||
        (expr_is_si(pool, b, 0) && is_total(pool, a)))
        return expr_si(pool, 0);
    if (expr_is_si(pool, a, -1))
        return expr_neg(pool, b);
    if (expr_is_si(pool, b, -1))
        return expr_neg(pool, a);
    if (a == b && is_total(pool, a))
        return expr_pow_si(pool, a, 2);
    return node(pool, EXPR_MUL, 2, a, b, 0, 0, 0, false);
}

expr expr_div(expr_pool *pool, expr a, expr b)
{
    if (a == EXPR_NONE || b == EXPR_NONE)
        return EXPR_NONE;
    if (both_const(pool, a, b) && !expr_is_si(pool, b, 0)) {
        expr e = fold(pool, EXPR_DIV, a, b);
        if (e != EXPR_NONE)
            return e;
    }
    if (expr_is_si(pool, b, 1))
        return a;
    return node(pool, EXPR_DIV, 2, a, b, 0, 0, 0, false);
}

static expr pow_const(expr_pool *pool, expr a, unsigned long n)
{
    mpq_srcptr x = expr_const_value(pool, a);
    size_t bits = mpz_sizeinbase(mpq_numref(x), 2);
    size_t den = mpz_sizeinbase(mpq_denref(x), 2);
    bits = bits > den ? bits : den;
    if ((bits - 1) * n > FOLD_BITS)
        return EXPR_NONE;
    mpq_t r;
    mpq_init(r);
    mpz_pow_ui(mpq_numref(r), mpq_numref(x), n);
    mpz_pow_ui(mpq_denref(r), mpq_denref(x), n);
    expr e = small(r) ? expr_q(pool, r) : EXPR_NONE;
    mpq_clear(r);
    return e;
}

expr expr_pow_si(expr_pool *pool, expr a, long n)
{
    if (a == EXPR_NONE || n > EXPR_MAX_POWER || n < -EXPR_MAX_POWER)
        return EXPR_NONE;
    if (n < 0)
        return expr_div(pool, expr_si(pool, 1), expr_pow_si(pool, a, -n));
    if (n == 0) /* 1 wherever a is defined */
        return expr_add(pool, expr_si(pool, 1),
                        expr_mul(pool, expr_si(pool, 0), a));
    if (n == 1)
        return a;
    if (expr_is_const(pool, a)) {
        expr e = pow_const(pool, a, (unsigned long)n);
        if (e != EXPR_NONE)
            return e;
    }
    if (is_op(pool, a, EXPR_NEG) && n % 2 == 0)
        return expr_pow_si(pool, pool->node[a].arg[0], n);
    if (is_op(pool, a, EXPR_POW) &&
        pool->node[a].p <= EXPR_MAX_POWER / n)
        return expr_pow_si(pool, pool->node[a].arg[0], pool->node[a].p * n);
    return node(pool, EXPR_POW, 1, a, 0, 0, (int32_t)n, 0, false);
}

static long gcd_long(long a, long b)
{
    while (b != 0) {
        long t = a % b;
        a = b;
        b = t;
    }
    return a;
}

expr expr_pow_ratio(expr_pool *pool, expr a, long num, unsigned long den)
{
    if (a == EXPR_NONE || num > EXPR_MAX_POWER || num < -EXPR_MAX_POWER ||
        den == 0 || den > EXPR_MAX_POWER)
        return EXPR_NONE;
    long g = gcd_long(num < 0 ? -num : num, (long)den);
    long p = num / g, q = (long)den / g;
    if (q == 1)
        return expr_pow_si(pool, a, p);
    if (p < 0)
        return expr_div(pool, expr_si(pool, 1),
                        expr_pow_ratio(pool, a, -p, (unsigned long)q));
    if (p == 1 && q == 2)
        return expr_unary(pool, EXPR_SQRT, a);
    return node(pool, EXPR_ROOT, 1, a, 0, 0, (int32_t)p, (int32_t)q, false);
}

/* Exact special values: of abs, sqrt of a rational square, and what the
 * functions' rows know. */
static expr special_value(expr_pool *pool, expr_op op, expr a)
{
    mpq_srcptr x = expr_const_value(pool, a);
    if (op == EXPR_ABS)
        return mpq_sgn(x) < 0 ? expr_neg(pool, a) : a;
    if (op == EXPR_SQRT && mpq_sgn(x) >= 0 &&
        mpz_perfect_square_p(mpq_numref(x)) &&
        mpz_perfect_square_p(mpq_denref(x))) {
        mpq_t r;
        mpq_init(r);
        mpz_sqrt(mpq_numref(r), mpq_numref(x));
        mpz_sqrt(mpq_denref(r), mpq_denref(x));
        expr e = expr_q(pool, r);
        mpq_clear(r);
        return e;
    }
    const expr_function *f = expr_function_of(op);
    if (f != NULL && f->special != NULL)
        return f->special(pool, a);
    return EXPR_NONE;
}

expr expr_unary(expr_pool *pool, expr_op op, expr a)
{
    if (a == EXPR_NONE)
        return EXPR_NONE;
    if (op == EXPR_NEG)
        return expr_neg(pool, a);
    assert(op == EXPR_SQRT || op == EXPR_ABS ||
           (expr_function_of(op) != NULL && !expr_function_has_whole(op)));
    if (expr_is_const(pool, a)) {
        expr e = special_value(pool, op, a);
        if (e != EXPR_NONE)
            return e;
    }
    return node(pool, op, 1, a, 0, 0, 0, 0, false);
}

expr expr_call(expr_pool *pool, expr_op op, long n, expr a)
{
    const expr_function *f = expr_function_of(op);
    assert(f != NULL);
    if (!expr_function_has_whole(op))
        return n == 0 ? expr_unary(pool, op, a) : EXPR_NONE;
    if (a == EXPR_NONE || n < 0 || n > EXPR_MAX_WHOLE)
        return EXPR_NONE;
    if (n == 0 && f->first != NULL)
        return f->first(pool, a);
    return node(pool, op, 1, a, 0, 0, (int32_t)n, 0, false);
}

static expr extremum(expr_pool *pool, expr_op op, expr a, expr b)
{
    if (a == EXPR_NONE || b == EXPR_NONE)
        return EXPR_NONE;
    if (a == b)
        return a;
    if (both_const(pool, a, b)) {
        int c = mpq_cmp(expr_const_value(pool, a), expr_const_value(pool, b));
        return (c < 0) == (op == EXPR_MIN) ? a : b;
    }
    return node(pool, op, 2, a, b, 0, 0, 0, false);
}

expr expr_min(expr_pool *pool, expr a, expr b)
{
    return extremum(pool, EXPR_MIN, a, b);
}

expr expr_max(expr_pool *pool, expr a, expr b)
{
    return extremum(pool, EXPR_MAX, a, b);
}

expr expr_if(expr_pool *pool, expr h, bool strict, expr a, expr b)
{
    if (h == EXPR_NONE || a == EXPR_NONE || b == EXPR_NONE)
        return EXPR_NONE;
    if (expr_is_const(pool, h)) {
        int s = mpq_sgn(expr_const_value(pool, h));
        return (strict ? s > 0 : s >= 0) ? a : b;
    }
    if (a == b && is_total(pool, h))
        return a;
    return node(pool, EXPR_IF, 3, h, a, b, 0, 0, strict);
}

expr expr_tv(expr_pool *pool, int32_t p, expr a, int32_t q, expr b)
{
    enum { MAX_DIM = 100000 };
    if (a == EXPR_NONE || b == EXPR_NONE || p < 0 || q < 0 || p > MAX_DIM ||
        q > MAX_DIM || (pool->node[a].vars | pool->node[b].vars) != 0)
        return EXPR_NONE;
    return node(pool, EXPR_TV, 2, a, b, 0, p, q, false);
}

expr expr_make(expr_pool *pool, expr_op op, const expr arg[3], int32_t p,
               int32_t q, bool strict)
{
    if (expr_function_of(op) != NULL)
        return expr_call(pool, op, expr_function_has_whole(op) ? p : 0, arg[0]);
    switch (op) {
    case EXPR_VAR:
        return expr_var(pool, p);
    case EXPR_PI:
        return expr_pi(pool);
    case EXPR_ADD:
        return expr_add(pool, arg[0], arg[1]);
    case EXPR_SUB:
        return expr_sub(pool, arg[0], arg[1]);
    case EXPR_MUL:
        return expr_mul(pool, arg[0], arg[1]);
    case EXPR_DIV:
        return expr_div(pool, arg[0], arg[1]);
    case EXPR_POW:
        return expr_pow_si(pool, arg[0], p);
    case EXPR_ROOT:
        return q > 0 ? expr_pow_ratio(pool, arg[0], p, (unsigned long)q)
                     : EXPR_NONE;
    case EXPR_MIN:
    case EXPR_MAX:
        return extremum(pool, op, arg[0], arg[1]);
    case EXPR_IF:
        return expr_if(pool, arg[0], strict, arg[1], arg[2]);
    case EXPR_TV:
        return expr_tv(pool, p, arg[0], q, arg[1]);
    case EXPR_NEG:
    case EXPR_SQRT:
    case EXPR_ABS:
        return expr_unary(pool, op, arg[0]);
    default: /* constants have expr_q */
        return EXPR_NONE;
    }
}
