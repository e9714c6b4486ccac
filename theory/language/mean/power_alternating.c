/* Powers of negative numbers in sums to infinity: (-q)^(a n + b), n the index, a and
 * b whole, is q^(a n + b) (-1)^b, times (-1)^n where a is odd.
 *
 * For (-1)^n stands a mark, cos(pi floor(t)), which has that value for all t.  Where
 * the sum is made, the mark goes: the sum over n from m on is that over n = 2k, where
 * the mark is 1, and that over n = 2k + 1, where it is -1.  All n are met once, and
 * the sum of |f(n)| is finite exactly if those of both parts are. */
#include "power.h"

#include "../../../numerics/expr/expr_internal.h"

enum {
    DEEPEST = 20
};

static bool is_whole(const expr_pool *pool, expr e)
{
    return expr_is_const(pool, e) &&
           mpz_cmp_ui(mpq_denref(expr_const_value(pool, e)), 1) == 0;
}

/* y = a n + b, n the floor of an integral's variable: *index is n. */
static bool is_linear(const expr_pool *pool, expr y, mpz_t a, mpz_t b,
                      expr *index, int depth)
{
    const expr_node *x = expr_get(pool, y);
    bool ok = false;
    mpz_set_ui(a, 0);
    mpz_set_ui(b, 0);
    if (is_whole(pool, y)) {
        mpz_set(b, mpq_numref(expr_const_value(pool, y)));
        return true;
    }
    if (x->op == EXPR_FLOOR) {
        const expr_node *t = expr_get(pool, x->arg[0]);
        ok = t->op == EXPR_VAR && t->p >= EXPR_BOUND_FIRST &&
             (*index == EXPR_NONE || *index == y);
        *index = y;
        mpz_set_ui(a, 1);
        return ok;
    }
    if (depth == DEEPEST || (x->op != EXPR_ADD && x->op != EXPR_SUB &&
                             x->op != EXPR_MUL && x->op != EXPR_NEG))
        return false;
    mpz_t c, d;
    mpz_inits(c, d, NULL);
    ok = is_linear(pool, x->arg[0], a, b, index, depth + 1) &&
         (x->op == EXPR_NEG ||
          is_linear(pool, x->arg[1], c, d, index, depth + 1));
    if (x->op == EXPR_NEG) {
        mpz_neg(a, a);
        mpz_neg(b, b);
    } else if (x->op == EXPR_MUL) { /* one of them is a number */
        ok = ok && (mpz_sgn(a) == 0 || mpz_sgn(c) == 0);
        mpz_mul(a, a, d);
        mpz_addmul(a, b, c);
        mpz_mul(b, b, d);
    } else {
        (x->op == EXPR_ADD ? mpz_add : mpz_sub)(a, a, c);
        (x->op == EXPR_ADD ? mpz_add : mpz_sub)(b, b, d);
    }
    mpz_clears(c, d, NULL);
    return ok;
}

static expr mark(expr_pool *pool, expr index)
{
    return expr_unary(pool, EXPR_COS,
                      expr_mul(pool, expr_pi(pool), index));
}

expr power_alternating(elab *e, expr x, expr y)
{
    expr_pool *pool = e->pool;
    expr index = EXPR_NONE, r = EXPR_NONE;
    int sign = 0;
    mpz_t a, b;
    if (expr_vars(pool, x) != 0 || !power_sign(e, x, &sign) || sign >= 0)
        return EXPR_NONE;
    mpz_inits(a, b, NULL);
    if (is_linear(pool, y, a, b, &index, 0) && index != EXPR_NONE) {
        r = power_real(e, expr_neg(pool, x), y);
        if (mpz_odd_p(a))
            r = expr_mul(pool, mark(pool, index), r);
        if (mpz_odd_p(b))
            r = expr_neg(pool, r);
    }
    mpz_clears(a, b, NULL);
    return r;
}

/* The sum over n = 2k + odd, from m on, the mark being `sign`. */
static expr half_of(expr_pool *pool, int t, expr m, expr f, int odd)
{
    expr n = expr_unary(pool, EXPR_FLOOR, expr_var(pool, t));
    expr to = expr_add(pool, expr_mul(pool, expr_si(pool, 2), n),
                       expr_si(pool, odd));
    expr g = expr_replace(pool, f, mark(pool, n), expr_si(pool, odd ? -1 : 1));
    if (g == EXPR_NONE || to == EXPR_NONE)
        return EXPR_NONE;
    g = expr_replace(pool, g, n, to);
    mpq_t k;
    mpq_init(k); /* the least whole k with 2k + odd >= m */
    mpz_sub_ui(mpq_numref(k), mpq_numref(expr_const_value(pool, m)),
               (unsigned long)odd);
    mpz_cdiv_q_2exp(mpq_numref(k), mpq_numref(k), 1);
    expr from = expr_q(pool, k);
    mpq_clear(k);
    return expr_integral(pool, t, from, from, EXPR_TO_INF, g);
}

expr power_sum(expr_pool *pool, int t, expr m, expr f)
{
    expr n = expr_unary(pool, EXPR_FLOOR, expr_var(pool, t));
    expr without = f != EXPR_NONE && n != EXPR_NONE
                       ? expr_replace(pool, f, mark(pool, n), expr_si(pool, 1))
                       : EXPR_NONE;
    if (without == f)
        return expr_integral(pool, t, m, m, EXPR_TO_INF, f);
    return expr_add(pool, half_of(pool, t, m, f, 0),
                    half_of(pool, t, m, f, 1));
}
