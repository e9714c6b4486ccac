/* Taylor coefficients in hardware doubles: sums and functions, term by term as in
 * taylor_rules.c and the functions' files.  Believed; why, rung_taylor.c says. */
#include "rung_series.h"

#include "../base/limits.h"

#include <string.h>

enum {
    LENGTH = LIMIT_ORDER_MAX + 1
};

rung_interval rung_series_keep(rung_series *w, rung_interval a)
{
    if (rung_is_there(a))
        return a;
    w->ok = false;
    return rung_point(0);
}

rung_interval rung_series_add(rung_series *w, rung_interval a, rung_interval b)
{
    return rung_series_keep(w, rung_add(a, b));
}

rung_interval rung_series_sub(rung_series *w, rung_interval a, rung_interval b)
{
    return rung_series_keep(w, rung_sub(a, b));
}

rung_interval rung_series_mul(rung_series *w, rung_interval a, rung_interval b)
{
    return rung_series_keep(w, rung_mul(a, b));
}

static rung_interval divide(rung_series *w, rung_interval a, rung_interval b)
{
    return rung_series_keep(w, rung_div(a, b));
}

static rung_interval over(rung_series *w, rung_interval a, int n)
{
    return divide(w, a, rung_point(n));
}

static bool is_zero(rung_interval a)
{
    return a.lo == 0 && a.hi == 0;
}

/* ---- sums ----------------------------------------------------------------- */

/* The weights a j + b (k-j) + c of a sum over j; small, so doubles hold them. */
typedef struct {
    int a, b, c;
} weights;

static const weights ONE = {0, 0, 1}, TWO = {0, 0, 2}, J = {1, 0, 0},
                     ROOT = {1, -2, 0};

/* sum over j = from .. to of weight(j) u_j v_{k-j} */
static rung_interval convolve(rung_series *w, const rung_interval *u,
                              const rung_interval *v, int k, int from, int to,
                              weights m)
{
    rung_interval sum = rung_point(0);
    for (int j = from; j <= to; j++) {
        int n = m.a * j + m.b * (k - j) + m.c;
        if (n == 0 || is_zero(u[j]) || is_zero(v[k - j]))
            continue;
        rung_interval t = rung_series_mul(w, u[j], v[k - j]);
        if (n != 1)
            t = rung_series_mul(w, t, rung_point(n));
        sum = rung_series_add(w, sum, t);
    }
    return sum;
}

void rung_series_multiply(rung_series *w, rung_interval *r,
                          const rung_interval *a, const rung_interval *b)
{
    for (int k = 0; k <= w->order; k++)
        r[k] = convolve(w, a, b, k, 0, k, ONE);
}

void rung_series_square(rung_series *w, rung_interval *r,
                        const rung_interval *u)
{
    for (int k = 0; k <= w->order; k++) {
        r[k] = convolve(w, u, u, k, 0, k > 0 ? (k - 1) / 2 : -1, TWO);
        if (k % 2 == 0)
            r[k] = rung_series_add(w, r[k],
                                   rung_series_keep(w, rung_sqr(u[k / 2])));
    }
}

void rung_series_quotient(rung_series *w, rung_interval *r,
                          const rung_interval *a, const rung_interval *b)
{
    for (int k = 0; k <= w->order; k++)
        r[k] = divide(
            w, rung_series_sub(w, a[k], convolve(w, b, r, k, 1, k, ONE)), b[0]);
}

/* u^n = sum over m of C(n, m) u_0^(n-m) h^m, h = u - u_0. */
void rung_series_power(rung_series *w, rung_interval *r, const rung_interval *u,
                       int n)
{
    rung_interval h[LENGTH], p[LENGTH], q[LENGTH], c = rung_point(1);
    h[0] = rung_point(0);
    memcpy(h + 1, u + 1, (size_t)w->order * sizeof *h);
    memcpy(p, h, ((size_t)w->order + 1) * sizeof *p);
    r[0] = rung_series_keep(w, rung_pow(u[0], (unsigned long)n));
    for (int k = 1; k <= w->order; k++)
        r[k] = rung_point(0);
    for (int m = 1; m <= w->order && m <= n; m++) {
        c = over(w, rung_series_mul(w, c, rung_point(n - m + 1)), m);
        rung_interval t = rung_series_mul(
            w, c, rung_series_keep(w, rung_pow(u[0], (unsigned long)(n - m))));
        for (int k = m; k <= w->order; k++)
            r[k] = rung_series_add(w, r[k], rung_series_mul(w, t, p[k]));
        rung_series_multiply(w, q, p, h);
        memcpy(p, q, ((size_t)w->order + 1) * sizeof *p);
    }
}

/* r' u = u' r / 2, r_0 = sqrt u_0 > 0 */
void rung_series_root(rung_series *w, rung_interval *r, const rung_interval *u)
{
    if (!(u[0].lo > 0))
        w->ok = false;
    for (int k = 1; k <= w->order && w->ok; k++) {
        rung_interval sum = convolve(w, u, r, k, 1, k, ROOT);
        r[k] = divide(w, over(w, sum, 2 * k), u[0]);
    }
}

/* ---- functions; r_0 is there ------------------------------------------------ */

static rung_interval value_of(rung_series *w, expr_op op, rung_interval a)
{
    return rung_series_keep(w, rung_function_range(&w->r->tables, op, a));
}

/* r' = v u', one step */
static rung_interval step(rung_series *w, const rung_interval *u,
                          const rung_interval *v, int k)
{
    return over(w, convolve(w, u, v, k, 1, k, J), k);
}

/* r' v = u' */
static void quotient_integral(rung_series *w, rung_interval *r,
                              const rung_interval *u, const rung_interval *v)
{
    for (int k = 1; k <= w->order; k++) {
        rung_interval t = over(w, convolve(w, r, v, k, 1, k - 1, J), k);
        r[k] = divide(w, rung_series_sub(w, u[k], t), v[0]);
    }
}

/* s' = u' c, c' = sign u' s: sines and cosines, where c_0 is `other`(u_0) */
static void pair(rung_series *w, rung_interval *s, const rung_interval *u,
                 expr_op other, bool sine, bool hyperbolic)
{
    rung_interval c[LENGTH];
    c[0] = value_of(w, other, u[0]);
    for (int k = 1; k <= w->order; k++) {
        rung_interval a = step(w, u, c, k), b = step(w, u, s, k);
        s[k] = sine || hyperbolic ? a : rung_neg(a);
        c[k] = sine && !hyperbolic ? rung_neg(b) : b;
    }
}

/* r' = v u', where v is r^2, or -r^2, and a number; v_0 is there */
static void tangent(rung_series *w, rung_interval *r, const rung_interval *u,
                    rung_interval v0, bool minus)
{
    rung_interval v[LENGTH];
    v[0] = v0;
    for (int k = 1; k <= w->order; k++) {
        r[k] = step(w, u, v, k);
        rung_interval t = convolve(w, r, r, k, 0, k, ONE);
        v[k] = minus ? rung_neg(t) : t;
    }
}

/* 1 - u^2, its value as a product */
static void one_minus_square(rung_series *w, rung_interval *v,
                             const rung_interval *u)
{
    rung_interval one = rung_point(1);
    rung_series_square(w, v, u);
    for (int k = 1; k <= w->order; k++)
        v[k] = rung_neg(v[k]);
    v[0] = rung_series_mul(w, rung_series_sub(w, one, u[0]),
                           rung_series_add(w, u[0], one));
}

/* r' sqrt v = u' */
static void root_integral(rung_series *w, rung_interval *r,
                          const rung_interval *u, const rung_interval *v)
{
    rung_interval q[LENGTH];
    q[0] = rung_series_keep(w, rung_sqrt(v[0]));
    rung_series_root(w, q, v);
    if (w->ok)
        quotient_integral(w, r, u, q);
}

void rung_series_function(rung_series *w, expr_op op, rung_interval *r,
                          const rung_interval *u)
{
    rung_interval v[LENGTH];
    switch (op) {
    case EXPR_EXPM1: /* e^u: the value apart */
        v[0] = value_of(w, EXPR_EXP, u[0]);
        for (int k = 1; k <= w->order; k++)
            r[k] = v[k] = step(w, u, v, k);
        break;
    case EXPR_ASIN:
        one_minus_square(w, v, u);
        root_integral(w, r, u, v);
        break;
    case EXPR_ASINH:
        rung_series_square(w, v, u);
        v[0] = rung_series_add(w, v[0], rung_point(1));
        root_integral(w, r, u, v);
        break;
    case EXPR_ATANH:
        one_minus_square(w, v, u);
        quotient_integral(w, r, u, v);
        break;
    case EXPR_EXP:
        for (int k = 1; k <= w->order; k++)
            r[k] = step(w, u, r, k);
        break;
    case EXPR_LOG:
        quotient_integral(w, r, u, u);
        break;
    case EXPR_ATAN:
        rung_series_square(w, v, u);
        v[0] = rung_series_add(w, v[0], rung_point(1));
        quotient_integral(w, r, u, v);
        break;
    case EXPR_SIN:
        pair(w, r, u, EXPR_COS, true, false);
        break;
    case EXPR_COS:
        pair(w, r, u, EXPR_SIN, false, false);
        break;
    case EXPR_SINH:
        pair(w, r, u, EXPR_COSH, true, true);
        break;
    case EXPR_COSH:
        pair(w, r, u, EXPR_SINH, false, true);
        break;
    case EXPR_TAN: /* v = 1 + r^2 */
        tangent(w, r, u,
                rung_series_add(w, rung_series_keep(w, rung_sqr(r[0])),
                                rung_point(1)),
                false);
        break;
    case EXPR_TANH: /* v = 1 - r^2 = 1/cosh^2 */
        v[0] = rung_series_keep(w, rung_sqr(value_of(w, EXPR_COSH, u[0])));
        tangent(w, r, u, divide(w, rung_point(1), v[0]), true);
        break;
    default:
        w->ok = false;
    }
}

/* ---- one operation ---------------------------------------------------------- */
