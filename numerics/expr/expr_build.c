/* The constructors: what each simplifies at once, and the node it makes.
 * Believed: each result means what expr.h says, defined at the same points. */
#include "expr_function.h"
#include "expr_internal.h"

#include <assert.h>

enum {
    FOLD_BITS = 1024
};

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

static expr unary_node(expr_pool *pool, expr_op op, expr a)
{
    return expr_join(pool,
                     (expr_node){.op = (uint8_t)op, .nargs = 1, .arg = {a}});
}

static expr binary_node(expr_pool *pool, expr_op op, expr a, expr b)
{
    return expr_join(pool,
                     (expr_node){.op = (uint8_t)op, .nargs = 2, .arg = {a, b}});
}

static bool both_const(const expr_pool *pool, expr a, expr b)
{
    return expr_is_const(pool, a) && expr_is_const(pool, b);
}

static bool is_total(const expr_pool *pool, expr e)
{
    return expr_get(pool, e)->total;
}

static bool is_op(const expr_pool *pool, expr e, expr_op op)
{
    return expr_get(pool, e)->op == op;
}

expr expr_neg(expr_pool *pool, expr a)
{
    if (a == EXPR_NONE)
        return EXPR_NONE;
    if (is_op(pool, a, EXPR_NEG))
        return expr_get(pool, a)->arg[0];
    if (expr_is_const(pool, a)) {
        expr zero = expr_si(pool, 0);
        expr e = zero != EXPR_NONE ? fold(pool, EXPR_SUB, zero, a) : EXPR_NONE;
        if (e != EXPR_NONE)
            return e;
    }
    return unary_node(pool, EXPR_NEG, a);
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
        return expr_sub(pool, a, expr_get(pool, b)->arg[0]);
    return binary_node(pool, EXPR_ADD, a, b);
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
        return expr_add(pool, a, expr_get(pool, b)->arg[0]);
    const expr_function *f = expr_function_of((expr_op)expr_get(pool, b)->op);
    if (f != NULL && f->one_minus != NULL && expr_is_si(pool, a, 1))
        return f->one_minus(pool, expr_get(pool, b)->arg[0]);
    return binary_node(pool, EXPR_SUB, a, b);
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
    return binary_node(pool, EXPR_MUL, a, b);
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
    return binary_node(pool, EXPR_DIV, a, b);
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
        return expr_pow_si(pool, expr_get(pool, a)->arg[0], n);
    if (is_op(pool, a, EXPR_POW) && expr_get(pool, a)->p <= EXPR_MAX_POWER / n)
        return expr_pow_si(pool, expr_get(pool, a)->arg[0],
                           expr_get(pool, a)->p * n);
    return expr_join(
        pool,
        (expr_node){.op = EXPR_POW, .nargs = 1, .arg = {a}, .p = (int32_t)n});
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
    return expr_join(pool, (expr_node){.op = EXPR_ROOT,
                                       .nargs = 1,
                                       .arg = {a},
                                       .p = (int32_t)p,
                                       .q = (int32_t)q});
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
    return unary_node(pool, op, a);
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
    return expr_join(pool, (expr_node){.op = (uint8_t)op,
                                       .nargs = 1,
                                       .arg = {a},
                                       .p = (int32_t)n});
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
    return binary_node(pool, op, a, b);
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
    return expr_join(pool, (expr_node){.op = EXPR_IF,
                                       .nargs = 3,
                                       .arg = {h, a, b},
                                       .strict = strict});
}

expr expr_tv(expr_pool *pool, int32_t p, expr a, int32_t q, expr b)
{
    enum {
        MAX_DIM = 100000
    };
    if (a == EXPR_NONE || b == EXPR_NONE || p < 0 || q < 0 || p > MAX_DIM ||
        q > MAX_DIM || (expr_get(pool, a)->vars | expr_get(pool, b)->vars) != 0)
        return EXPR_NONE;
    return expr_join(
        pool,
        (expr_node){.op = EXPR_TV, .nargs = 2, .arg = {a, b}, .p = p, .q = q});
}

expr expr_make(expr_pool *pool, expr_op op, const expr arg[3], int32_t p,
               int32_t q, bool strict)
{
    if (expr_function_of(op) != NULL)
        return expr_call(pool, op, expr_function_has_whole(op) ? p : 0,
                         arg[0]);
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
