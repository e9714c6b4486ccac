/* Closed forms behind decimals.  Believed: nothing; guesses for the checker. */
#include "search_internal.h"

#include "dmath.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    expr_pool *pool;
    expr *out;
    size_t n, max;
} guesses;

static void add(guesses *g, expr e)
{
    if (e == EXPR_NONE || g->n == g->max)
        return;
    for (size_t i = 0; i < g->n; i++)
        if (g->out[i] == e)
            return;
    g->out[g->n++] = e;
}

/* The simplest fraction within tol of v with a denominator up to max_den, by
 * the Stern-Brocot tree in strides (continued fractions with the least last
 * step that reaches the window); false if there is none. */
static bool simple_fraction(double v, double tol, long max_den, long *num,
                            long *den)
{
    double lo = v - tol, hi = v + tol, a = floor(v);
    if (!(fabs(v) < 1e9))
        return false;
    long p0 = 1, q0 = 0, p1 = 0, q1 = 1; /* the matrix of the expansion */
    for (int depth = 0; depth < 40; depth++) {
        double c = ceil(lo);
        if (c <= hi) { /* a whole number in the window: the least one */
            if (c < 0 && hi >= 0)
                c = 0;
            else if (hi < 0)
                c = floor(hi);
            *num = (long)c * p0 + p1;
            *den = (long)c * q0 + q1;
            if (*den < 0) {
                *num = -*num;
                *den = -*den;
            }
            return *den <= max_den && *den > 0;
        }
        a = floor(lo);
        long p = (long)a * p0 + p1, q = (long)a * q0 + q1;
        p1 = p0;
        q1 = q0;
        p0 = p;
        q0 = q;
        if (labs(q0) > max_den || fabs(a) > 1e9)
            return false;
        double l = 1 / (hi - a), h = 1 / (lo - a);
        lo = l;
        hi = h;
    }
    return false;
}

/* The same bits on every machine, unlike libm's. */
static double exp_of(double x)
{
    return dm_exp(v_set(x))[0];
}

static double log_of(double x)
{
    return dm_log(v_set(x))[0];
}

/* c * (p/q) for the fraction v/value. */
static void multiple(guesses *g, double v, double tol, double value, expr c)
{
    long p, q;
    if (!simple_fraction(v / value, tol / fabs(value), 12, &p, &q) || p == 0)
        return;
    add(g, expr_mul(g->pool, expr_ratio(g->pool, p, (unsigned long)q), c));
}

static bool is_square(long d)
{
    long r = 0;
    while (r * r < d)
        r++;
    return r * r == d;
}

/* The root of a v^2 + b v - c = 0 at v, where d is no square. */
static bool surd(guesses *g, double v, double tol, long a, long b)
{
    expr_pool *pool = g->pool;
    double w = ((double)a * v + (double)b) * v;
    double slope = 2 * (double)a * v + (double)b, c = nearbyint(w);
    if (!(fabs(c) <= 12) || !(fabs(w - c) <= fabs(slope) * tol))
        return false;
    long d = b * b + 4 * a * (long)c;
    if (d <= 0 || is_square(d))
        return false;
    expr r = expr_unary(pool, EXPR_SQRT, expr_si(pool, d));
    r = slope < 0 ? expr_neg(pool, r) : r;
    r = expr_sub(pool, r, expr_si(pool, b));
    add(g, expr_div(pool, r, expr_si(pool, 2 * a)));
    return true;
}

/* Roots of quadratic equations with small whole numbers. */
static void surds(guesses *g, double v, double tol)
{
    bool found = false;
    for (long a = 1; a <= 4 && !found; a++)
        for (long b = -6; b <= 6 && !found; b++)
            found = surd(g, v, tol, a, b);
}

size_t search_guess_constants(expr_pool *pool, double v, double tol, expr *out,
                              size_t max)
{
    guesses g = {pool, out, 0, max};
    long p = 0, q = 1;
    expr one = expr_si(pool, 1);
    double t = tol * fmax(1, fabs(v));
    if (simple_fraction(v, t, 12, &p, &q))
        add(&g, expr_ratio(pool, p, (unsigned long)q));
    if (simple_fraction(v, t * 1e-3, 1000, &p, &q))
        add(&g, expr_ratio(pool, p, (unsigned long)q));
    if (fabs(v) < 30 && !simple_fraction(v * v, t * 0.2 * fabs(v), 12, &p, &q))
        surds(&g, v, t * 1e-3);
    t *= 0.1;
    multiple(&g, v, t, 2.718281828459045, expr_unary(pool, EXPR_EXP, one));
    multiple(&g, v, t, 0.36787944117144233,
             expr_unary(pool, EXPR_EXP, expr_neg(pool, one)));
    multiple(&g, v, t, 3.141592653589793, expr_pi(pool));
    if (simple_fraction(v * v, 2 * t * fabs(v), 12, &p, &q) && p > 0) {
        expr r =
            expr_unary(pool, EXPR_SQRT, expr_ratio(pool, p, (unsigned long)q));
        add(&g, v < 0 ? expr_neg(pool, r) : r);
    }
    if (fabs(v) < 30 && simple_fraction(exp_of(v), t * exp_of(v), 12, &p, &q) &&
        p > 0)
        add(&g,
            expr_unary(pool, EXPR_LOG, expr_ratio(pool, p, (unsigned long)q)));
    if (v > 0 && simple_fraction(log_of(v), t / v, 12, &p, &q))
        add(&g,
            expr_unary(pool, EXPR_EXP, expr_ratio(pool, p, (unsigned long)q)));
    multiple(&g, v, t, 0.6931471805599453,
             expr_unary(pool, EXPR_LOG, expr_si(pool, 2)));
    /* finer fractions last */
    if (simple_fraction(v, t * 1e-6, 100000, &p, &q))
        add(&g, expr_ratio(pool, p, (unsigned long)q));
    return g.n;
}
