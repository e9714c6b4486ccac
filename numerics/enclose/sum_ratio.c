/* Sums to infinity whose terms fall like a geometric series.  Believed.
 *
 * Theorem.  Let g = C a_1 .. a_j on [N, inf), C free of x, each a_i
 * differentiable, without a zero, or the inverse of such, and let the sum L of
 * a_i'/a_i be at most -d < 0 there.  Then for n >= N
 *
 *     g(n) = g(N) r_n,     0 < r_n <= e^(-d (n-N)),
 *
 * since r_n = exp(int_N^n L): so the sum of |g(n)| is finite, and that of g(n)
 * over n >= N lies in g(N) [1, 1/(1 - e^-d)].  Its terms are dominated by those of
 * one geometric series for all values of the other variables.
 *
 * L is put together as an expression; g has to be defined on the range, and where L
 * is, the a_i are differentiable and without a zero: of e^u it is u', of Gamma(u) it is psi(u) u', of a itself a'/a.  Its
 * upper bound is its enclosure's, or that of its germ (psi(u) is log u but for
 * 1/u, and in a log x + b, a <= 0, x may be N). */
#include "eval_sum.h"
#include "germ_internal.h"
#include "iv_internal.h"

#include <stdlib.h>

enum {
    DEEPEST = 40,
    SOON = 64 /* terms within which most such sums begin to fall */
};

static expr plus(expr_pool *pool, expr a, expr b)
{
    return a == EXPR_NONE || b == EXPR_NONE ? EXPR_NONE : expr_add(pool, a, b);
}

/* Recursion: no deeper than DEEPEST. */
static expr log_slope(expr_pool *pool, expr g, int t, int depth)
{
    const expr_node x = *expr_get(pool, g);
    expr a, b;
    if ((x.vars >> t & 1) == 0)
        return expr_si(pool, 0);
    if (depth == DEEPEST)
        return EXPR_NONE;
    switch ((expr_op)x.op) {
    case EXPR_NEG:
        return log_slope(pool, x.arg[0], t, depth + 1);
    case EXPR_MUL:
        a = log_slope(pool, x.arg[0], t, depth + 1);
        return plus(pool, a, log_slope(pool, x.arg[1], t, depth + 1));
    case EXPR_DIV:
        a = log_slope(pool, x.arg[0], t, depth + 1);
        b = log_slope(pool, x.arg[1], t, depth + 1);
        return b == EXPR_NONE ? EXPR_NONE : plus(pool, a, expr_neg(pool, b));
    case EXPR_POW:
        a = log_slope(pool, x.arg[0], t, depth + 1);
        return a == EXPR_NONE ? EXPR_NONE
                              : expr_mul(pool, expr_si(pool, x.p), a);
    case EXPR_EXP:
        return expr_diff(pool, x.arg[0], t);
    case EXPR_GAMMA:
        a = expr_diff(pool, x.arg[0], t);
        b = expr_unary(pool, EXPR_DIGAMMA, x.arg[0]);
        return a == EXPR_NONE ? EXPR_NONE : expr_mul(pool, a, b);
    default:
        a = expr_diff(pool, g, t);
        return a == EXPR_NONE ? EXPR_NONE : expr_div(pool, a, g);
    }
}

expr sum_log_slope(expr_pool *pool, expr g, int t)
{
    return log_slope(pool, g, t, 0);
}

/* r = what x, far, is at most */
static bool upper_bound(germ_walk *k, iv_ptr r, const germ *x)
{
    bool constant = iv_is_bounded(&x->a) && mpfr_zero_p(iv_lower(&x->a)) &&
                    mpfr_zero_p(iv_upper(&x->a));
    if (!x->ok || !k->w.far)
        return false;
    if (x->log && iv_certainly_nonpos(&x->a)) {
        iv_mul(r, &x->a, &k->w.log_edge);
        iv_add(r, r, &x->c);
        return true;
    }
    iv_set(r, &x->c);
    return constant && !x->log && !x->has_exp;
}

/* d = -sup L on [n, inf), if that is above 0 */
static bool decay(sum_work *w, iv_ptr d, expr slope, long n)
{
    germ_walk k;
    sum_at(w, n, true);
    if (!iv_is_defined(eval_enclose(w->in, w->g)))
        return false;
    iv_srcptr v = eval_enclose(w->in, slope);
    bool ok = iv_is_defined(v) && mpfr_sgn(iv_upper(v)) < 0;
    if (ok) {
        iv_set(d, v);
    } else {
        germ_place at = {GERM_PLUS, w->t, iv_lower(&w->u), iv_upper(&w->u)};
        ok = germ_walk_begin(&k, w->in, slope, &at) &&
             upper_bound(&k, d, &k.germ[k.n - 1]) && iv_is_defined(d) &&
             mpfr_sgn(iv_upper(d)) < 0;
        germ_walk_finish(&k);
    }
    if (ok) {
        mpfr_set(iv_lower_end(d), iv_upper(d), MPFR_RNDN); /* one precision */
        iv_finish(d, false, false);
        iv_neg(d, d);
    }
    return ok;
}

/* r = g(n) [1, 1/(1 - e^-d)] */
static bool tail(sum_work *w, iv_ptr r, iv_srcptr d, long n)
{
    sum_at(w, n, false);
    iv_set(r, eval_enclose(w->in, w->g));
    iv_neg(&w->u, d);
    iv_expm1(&w->u, &w->u);
    iv_neg(&w->u, &w->u);
    iv_set_si(&w->v, 1);
    iv_div(&w->u, &w->v, &w->u);
    iv_hull(&w->u, &w->u, &w->v);
    iv_mul(r, r, &w->u);
    return iv_is_bounded(r);
}

/* More than so many terms, at this ratio? */
static bool is_slow(const sum_work *w, iv_srcptr d, long bits)
{
    mpfr_t x;
    mpfr_init2(x, 53);
    mpfr_mul_ui(x, iv_lower(d), (unsigned long)sum_most_terms(w), MPFR_RNDU);
    bool yes = mpfr_cmp_ui(x, (unsigned long)bits) < 0;
    mpfr_clear(x);
    return yes;
}

bool sum_by_ratio(sum_work *w, iv_ptr r, expr slope, long bits)
{
    iv_t d;
    bool falls = false, done = false, known = false;
    iv_init(d, w->in->prec);
    long step = 4;
    for (; step <= sum_most_terms(w) && !done; step *= 2) {
        long n = w->first + step;
        falls = n >= 1 && decay(w, d, slope, n);
        if (!falls && step > SOON && w->first >= 0 && !w->factorials)
            break;
        if (!falls)
            continue;
        if (is_slow(w, d, bits) && !w->factorials)
            break;
        known = sum_up_to(w, n) && tail(w, r, d, n);
        if (!known)
            break;
        done = sum_is_narrow(w, r, bits);
    }
    if (known)
        iv_add(r, r, &w->sum);
    iv_clear(d);
    return known && iv_is_bounded(r);
}
