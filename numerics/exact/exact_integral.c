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
 * 3. Sums of exponentials of polynomials, to infinity: exact_exponentials.c.
 *
 * The c_k are read off derivatives at t = 0; that f is what is made of them is
 * tested by its normal form, so they may come from anywhere. */
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
int exact_integral_polynomial(exact *x, expr f, int t, int most, expr *c)
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
                     ? exact_integral_polynomial(x, n->arg[2], n->p, MAX_DEGREE,
                                                 c)
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

expr exact_integral_closed(exact *x, const expr_node *n)
{
    if (vanishes(x, n))
        return expr_si(x->pool, 0);
    expr r = of_polynomial(x, n);
    return r != EXPR_NONE ? r : exact_exponentials_integral(x, n);
}
