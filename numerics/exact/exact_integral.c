/* Integrals in closed form, for normal forms.  Believed.
 *
 * Theorems, of values that are defined.  Of x_t nothing is known here: no box
 * and no hypothesis has it, so what is an identity in it holds for all t.
 *
 * 1. An integral is 0 if its integrand is, or both ends are one number, or the
 *    range goes from -b to b, or over the line, and the integrand is odd:
 *    f(-t) + f(t) = 0 (both are defined all over the range but, perhaps, at its
 *    ends).
 * 2. If f(t) = sum_k c_k t^k, c_k free of t, the integral from a to b is
 *    sum_k c_k (b^(k+1) - a^(k+1))/(k+1).
 * 3. If f(t) = K exp(C + B t - A t^2), letters free of t, A > 0, the integral
 *    over the line is K sqrt(pi/A) exp(C + B^2/(4 A)): complete the square.
 *
 * The c_k, and A, B, C, are read off derivatives at t = 0; that f, or the
 * exponent, is what is made of them is tested by its normal form, so they may
 * come from anywhere. */
#include "exact_internal.h"

enum {
    MAX_DEGREE = 16
};

static bool is_zero(exact *x, expr f)
{
    exact_ring_srcptr r = f != EXPR_NONE && x->work > 0 ? exact_normal(x, f)
                                                        : NULL;
    return r != NULL && exact_ring_is_zero(x, r);
}

static bool depends(const exact *x, expr f, int t)
{
    return (expr_vars(x->pool, f) >> t & 1) != 0;
}

/* 1. */
static bool vanishes(exact *x, const expr_node *n)
{
    const int line = EXPR_FROM_INF | EXPR_TO_INF;
    expr_pool *pool = x->pool;
    expr a = n->arg[0], b = n->arg[1], f = n->arg[2];
    if (n->q == 0 && is_zero(x, expr_sub(pool, a, b)))
        return true;
    if (is_zero(x, f))
        return true;
    if (n->q != line && (n->q != 0 || !is_zero(x, expr_add(pool, a, b))))
        return false;
    expr minus = expr_neg(pool, expr_var(pool, n->p));
    expr mirrored = expr_subst(pool, f, n->p, minus);
    return mirrored != EXPR_NONE && is_zero(x, expr_add(pool, f, mirrored));
}

/* c_0 .. c_(degree), f = sum c_k t^k by normal forms; the degree, or -1. */
static int polynomial(exact *x, expr f, int t, int most, expr *c)
{
    expr_pool *pool = x->pool;
    expr zero = expr_si(pool, 0), var = expr_var(pool, t), d = f, rest = f;
    unsigned long factorial = 1;
    for (int k = 0; k <= most && x->work > 0; k++) {
        expr at = expr_subst(pool, d, t, zero);
        if (at == EXPR_NONE || depends(x, at, t))
            return -1;
        if (k > 0)
            factorial *= (unsigned long)k;
        c[k] = expr_mul(pool, at, expr_ratio(pool, 1, factorial));
        expr power = k == 0 ? expr_si(pool, 1) : expr_pow_si(pool, var, k);
        rest = expr_sub(pool, rest, expr_mul(pool, c[k], power));
        d = expr_diff(pool, d, t);
        if (d == EXPR_NONE || rest == EXPR_NONE)
            return -1;
        if (is_zero(x, d)) /* no higher ones */
            return is_zero(x, rest) ? k : -1;
    }
    return -1;
}

/* b^n */
static expr power(expr_pool *pool, expr b, int n)
{
    return n == 1 ? b : expr_pow_si(pool, b, n);
}

/* 2. */
static expr of_polynomial(exact *x, const expr_node *n)
{
    expr_pool *pool = x->pool;
    expr c[MAX_DEGREE + 1], sum = expr_si(pool, 0);
    int degree = n->q == 0
                     ? polynomial(x, n->arg[2], n->p, MAX_DEGREE, c)
                     : -1;
    if (degree < 0)
        return EXPR_NONE;
    for (int k = 0; k <= degree; k++) {
        expr d = expr_sub(pool, power(pool, n->arg[1], k + 1),
                          power(pool, n->arg[0], k + 1));
        expr q = expr_ratio(pool, 1, (unsigned long)k + 1);
        sum = expr_add(pool, sum, expr_mul(pool, expr_mul(pool, c[k], q), d));
    }
    return sum;
}

/* f = *k exp(*u), *k free of t; recursion: DEEPEST. */
static bool split(exact *x, expr f, int t, expr *k, expr *u, int deep)
{
    enum {
        DEEPEST = 30
    };
    expr_pool *pool = x->pool;
    expr_node n = *expr_get(pool, f);
    expr k2, u2;
    *k = expr_si(pool, 1);
    *u = expr_si(pool, 0);
    if (!depends(x, f, t)) {
        *k = f;
        return true;
    }
    if (deep == DEEPEST)
        return false;
    switch ((expr_op)n.op) {
    case EXPR_EXP:
        *u = n.arg[0];
        return true;
    case EXPR_NEG:
        if (!split(x, n.arg[0], t, k, u, deep + 1))
            return false;
        *k = expr_neg(pool, *k);
        return true;
    case EXPR_MUL:
    case EXPR_DIV:
        if (!split(x, n.arg[0], t, k, u, deep + 1) ||
            !split(x, n.arg[1], t, &k2, &u2, deep + 1))
            return false;
        *k = n.op == EXPR_MUL ? expr_mul(pool, *k, k2)
                              : expr_div(pool, *k, k2);
        *u = n.op == EXPR_MUL ? expr_add(pool, *u, u2)
                              : expr_sub(pool, *u, u2);
        return true;
    default:
        return false;
    }
}

/* 3. */
static expr of_gaussian(exact *x, const expr_node *n)
{
    expr_pool *pool = x->pool;
    expr k, u, c[3];
    if (n->q != (EXPR_FROM_INF | EXPR_TO_INF) ||
        !split(x, n->arg[2], n->p, &k, &u, 0) || k == EXPR_NONE ||
        u == EXPR_NONE || polynomial(x, u, n->p, 2, c) != 2 ||
        exact_expr_sign(x, c[2]) != SIGN_NEG)
        return EXPR_NONE;
    expr a = expr_neg(pool, c[2]);
    expr square = expr_div(pool, expr_pow_si(pool, c[1], 2),
                           expr_mul(pool, expr_si(pool, 4), a));
    expr root = expr_unary(pool, EXPR_SQRT, expr_div(pool, expr_pi(pool), a));
    expr e = expr_unary(pool, EXPR_EXP, expr_add(pool, c[0], square));
    return expr_mul(pool, k, expr_mul(pool, root, e));
}

expr exact_integral_closed(exact *x, const expr_node *n)
{
    if (vanishes(x, n))
        return expr_si(x->pool, 0);
    expr r = of_polynomial(x, n);
    return r != EXPR_NONE ? r : of_gaussian(x, n);
}
