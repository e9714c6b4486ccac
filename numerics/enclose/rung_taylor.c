/* Taylor forms in one variable, in hardware doubles.  Believed.  See rung.h.
 *
 * The rules are those of taylor_rules.c and of the functions' files (Moore's
 * recurrences), term by term, in the operations of rung_interval.h.  So each
 * coefficient encloses what it stands for at every point of the box, and, by
 * induction over the terms, holds the one that eval_taylor finds there with 53
 * bits or more: its operands are held, and an operation's result here holds
 * what MPFR makes of operands that are held.  A term that is left out because
 * a factor is [0, 0] is 0 there, too; one that only MPFR leaves out is 0, which
 * its enclosure here holds.
 *
 * Smooth.  Where all coefficients of an operation are there it is as often
 * differentiable as they are many: roots and logarithms of what is positive,
 * quotients by what keeps away from 0, functions where they are defined.  An
 * absolute value must have an argument that is >= 0 all over the box, or < 0;
 * on the box it is then that argument, or its negative, and that is what is
 * expanded at the centre, too (as checker_resolved would have it, which asks
 * for >= 0 first).  Other kinks, and what may jump,
 * are refused, unless the variable does not occur in them: such an operation
 * is a number along the variable, and needs no smoothness.
 *
 * Whatever overflows is noted where it comes about (`keep`), so that no NaN
 * gets into a comparison. */
#include "rung_internal.h"

#include "../base/limits.h"
#include "../base/memory.h"
#include "../base/rational.h"

#include <stdlib.h>
#include <string.h>

enum {
    LENGTH = LIMIT_ORDER_MAX + 1
};

typedef struct {
    rung *r;
    int var, order;
    bool ok;
} work;

static rung_interval keep(work *w, rung_interval a)
{
    if (rung_is_there(a))
        return a;
    w->ok = false;
    return rung_point(0);
}

static rung_interval add(work *w, rung_interval a, rung_interval b)
{
    return keep(w, rung_add(a, b));
}

static rung_interval sub(work *w, rung_interval a, rung_interval b)
{
    return keep(w, rung_sub(a, b));
}

static rung_interval mul(work *w, rung_interval a, rung_interval b)
{
    return keep(w, rung_mul(a, b));
}

static rung_interval divide(work *w, rung_interval a, rung_interval b)
{
    return keep(w, rung_div(a, b));
}

static rung_interval over(work *w, rung_interval a, int n)
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
static rung_interval convolve(work *w, const rung_interval *u,
                              const rung_interval *v, int k, int from, int to,
                              weights m)
{
    rung_interval sum = rung_point(0);
    for (int j = from; j <= to; j++) {
        int n = m.a * j + m.b * (k - j) + m.c;
        if (n == 0 || is_zero(u[j]) || is_zero(v[k - j]))
            continue;
        rung_interval t = mul(w, u[j], v[k - j]);
        if (n != 1)
            t = mul(w, t, rung_point(n));
        sum = add(w, sum, t);
    }
    return sum;
}

static void multiply(work *w, rung_interval *r, const rung_interval *a,
                     const rung_interval *b)
{
    for (int k = 0; k <= w->order; k++)
        r[k] = convolve(w, a, b, k, 0, k, ONE);
}

static void square(work *w, rung_interval *r, const rung_interval *u)
{
    for (int k = 0; k <= w->order; k++) {
        r[k] = convolve(w, u, u, k, 0, k > 0 ? (k - 1) / 2 : -1, TWO);
        if (k % 2 == 0)
            r[k] = add(w, r[k], keep(w, rung_sqr(u[k / 2])));
    }
}

static void quotient(work *w, rung_interval *r, const rung_interval *a,
                     const rung_interval *b)
{
    for (int k = 0; k <= w->order; k++)
        r[k] = divide(w, sub(w, a[k], convolve(w, b, r, k, 1, k, ONE)), b[0]);
}

/* u^n = sum over m of C(n, m) u_0^(n-m) h^m, h = u - u_0. */
static void power(work *w, rung_interval *r, const rung_interval *u, int n)
{
    rung_interval h[LENGTH], p[LENGTH], q[LENGTH], c = rung_point(1);
    h[0] = rung_point(0);
    memcpy(h + 1, u + 1, (size_t)w->order * sizeof *h);
    memcpy(p, h, ((size_t)w->order + 1) * sizeof *p);
    r[0] = keep(w, rung_pow(u[0], (unsigned long)n));
    for (int k = 1; k <= w->order; k++)
        r[k] = rung_point(0);
    for (int m = 1; m <= w->order && m <= n; m++) {
        c = over(w, mul(w, c, rung_point(n - m + 1)), m);
        rung_interval t =
            mul(w, c, keep(w, rung_pow(u[0], (unsigned long)(n - m))));
        for (int k = m; k <= w->order; k++)
            r[k] = add(w, r[k], mul(w, t, p[k]));
        multiply(w, q, p, h);
        memcpy(p, q, ((size_t)w->order + 1) * sizeof *p);
    }
}

/* r' u = u' r / 2, r_0 = sqrt u_0 > 0 */
static void root(work *w, rung_interval *r, const rung_interval *u)
{
    if (!(u[0].lo > 0))
        w->ok = false;
    for (int k = 1; k <= w->order && w->ok; k++) {
        rung_interval sum = convolve(w, u, r, k, 1, k, ROOT);
        r[k] = divide(w, over(w, sum, 2 * k), u[0]);
    }
}

/* ---- functions; r_0 is there ------------------------------------------------ */

static rung_interval value_of(work *w, expr_op op, rung_interval a)
{
    return keep(w, rung_function_range(&w->r->tables, op, a));
}

/* r' = v u', one step */
static rung_interval step(work *w, const rung_interval *u,
                          const rung_interval *v, int k)
{
    return over(w, convolve(w, u, v, k, 1, k, J), k);
}

/* r' v = u' */
static void quotient_integral(work *w, rung_interval *r, const rung_interval *u,
                              const rung_interval *v)
{
    for (int k = 1; k <= w->order; k++) {
        rung_interval t = over(w, convolve(w, r, v, k, 1, k - 1, J), k);
        r[k] = divide(w, sub(w, u[k], t), v[0]);
    }
}

/* s' = u' c, c' = sign u' s: sines and cosines, where c_0 is `other`(u_0) */
static void pair(work *w, rung_interval *s, const rung_interval *u,
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
static void tangent(work *w, rung_interval *r, const rung_interval *u,
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
static void one_minus_square(work *w, rung_interval *v, const rung_interval *u)
{
    rung_interval one = rung_point(1);
    square(w, v, u);
    for (int k = 1; k <= w->order; k++)
        v[k] = rung_neg(v[k]);
    v[0] = mul(w, sub(w, one, u[0]), add(w, u[0], one));
}

/* r' sqrt v = u' */
static void root_integral(work *w, rung_interval *r, const rung_interval *u,
                          const rung_interval *v)
{
    rung_interval q[LENGTH];
    q[0] = keep(w, rung_sqrt(v[0]));
    root(w, q, v);
    if (w->ok)
        quotient_integral(w, r, u, q);
}

static void function(work *w, expr_op op, rung_interval *r,
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
        square(w, v, u);
        v[0] = add(w, v[0], rung_point(1));
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
        square(w, v, u);
        v[0] = add(w, v[0], rung_point(1));
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
        tangent(w, r, u, add(w, keep(w, rung_sqr(r[0])), rung_point(1)), false);
        break;
    case EXPR_TANH: /* v = 1 - r^2 = 1/cosh^2 */
        v[0] = keep(w, rung_sqr(value_of(w, EXPR_COSH, u[0])));
        tangent(w, r, u, divide(w, rung_point(1), v[0]), true);
        break;
    default:
        w->ok = false;
    }
}

/* ---- one operation ---------------------------------------------------------- */

/* |u|.  At the centre the sign is the box's, in which the centre lies. */
static void kink(work *w, rung_interval *r, const rung_interval *u)
{
    bool positive = u[0].lo >= 0;
    if (!positive && !(u[0].hi < 0))
        w->ok = false;
    for (int k = 1; k <= w->order; k++)
        r[k] = positive ? u[k] : rung_neg(u[k]);
}

static rung_interval *row(const work *w, size_t k)
{
    return w->r->coef + k * ((size_t)w->order + 1);
}

/* Operation k's coefficients beyond the first, which is there. */
static void expand(work *w, size_t k)
{
    const rung_op *o = &w->r->op[k];
    rung_interval *r = row(w, k);
    const rung_interval *a = row(w, o->a), *b = row(w, o->b);
    switch ((expr_op)o->op) {
    case EXPR_VAR:
        r[1] = rung_point(1);
        break;
    case EXPR_NEG:
        for (int j = 1; j <= w->order; j++)
            r[j] = rung_neg(a[j]);
        break;
    case EXPR_ADD:
        for (int j = 1; j <= w->order; j++)
            r[j] = add(w, a[j], b[j]);
        break;
    case EXPR_SUB:
        for (int j = 1; j <= w->order; j++)
            r[j] = sub(w, a[j], b[j]);
        break;
    case EXPR_MUL:
        if (a == b)
            square(w, r, a);
        else
            multiply(w, r, a, b);
        break;
    case EXPR_DIV:
        quotient(w, r, a, b);
        break;
    case EXPR_POW:
        power(w, r, a, o->p);
        break;
    case EXPR_SQRT:
        root(w, r, a);
        break;
    case EXPR_ABS:
        kink(w, r, a);
        break;
    default:
        if (o->nargs == 1)
            function(w, (expr_op)o->op, r, a);
        else
            w->ok = false;
    }
}

/* Does operation k depend on the variable?  Those before it are known. */
static bool moves(const work *w, const bool *moving, size_t k)
{
    const rung_op *o = &w->r->op[k];
    if (o->op == EXPR_VAR)
        return o->p == w->var;
    return !o->closed &&
           ((o->nargs > 0 && moving[o->a]) || (o->nargs > 1 && moving[o->b]) ||
            (o->nargs > 2 && moving[o->c]));
}

/* Root 0's coefficients on the box x. */
static const rung_interval *coefficients(work *w, const rung_interval *x,
                                         int nvars, bool *moving)
{
    rung *r = w->r;
    rung_interval value;
    if (!rung_enclose(r, x, nvars, &value))
        return NULL;
    for (size_t k = 0; k < r->n && w->ok; k++) {
        rung_interval *c = row(w, k);
        memset(c, 0, ((size_t)w->order + 1) * sizeof *c); /* flat: [0, 0] */
        c[0] = r->v[k];
        moving[k] = moves(w, moving, k);
        if (moving[k])
            expand(w, k);
    }
    return w->ok ? row(w, r->root[0]) : NULL;
}

/* ---- the form ------------------------------------------------------------- */

static void reserve(rung *r, int order)
{
    size_t room = (size_t)order + 1;
    if (room <= r->room)
        return;
    r->coef = xrealloc(r->coef, r->n * room * sizeof *r->coef);
    r->room = room;
}

/* sum over j < m of at_j h^j, and far_m h^m: Lagrange. */
static rung_interval sum_of(work *w, rung_interval h, const rung_interval *at,
                            rung_interval far)
{
    rung_interval t = at[0];
    for (int j = 1; j <= w->order; j++) {
        rung_interval p = keep(w, rung_pow(h, (unsigned long)j));
        t = add(w, t, mul(w, p, j < w->order ? at[j] : far));
    }
    return t;
}

bool rung_taylor_form(rung *f, const range *box, int nvars, int var,
                      mpq_srcptr q, int order, rung_interval *form,
                      rung_interval *at)
{
    rung_interval x[EXPR_MAX_VARS];
    work w = {.r = f, .var = var, .order = order, .ok = true};
    if (f->nroots != 1 || order < 1 || order > LIMIT_ORDER_MAX ||
        !rung_set_box(x, box, nvars))
        return false;
    reserve(f, order);
    bool *moving = xmalloc(f->n * sizeof *moving);
    const rung_interval *c = coefficients(&w, x, nvars, moving);
    bool ok = false;
    if (c != NULL) {
        rung_interval far = c[order], whole = x[var];
        rational_bracket(q, &x[var].lo, &x[var].hi);
        c = rung_is_there(x[var]) ? coefficients(&w, x, nvars, moving) : NULL;
        if (c != NULL) {
            *form = sum_of(&w, keep(&w, rung_sub(whole, x[var])), c, far);
            *at = c[0];
            ok = w.ok;
        }
    }
    free(moving);
    return ok;
}

bool rung_taylor(rung *f, const range *box, int nvars, int var, mpq_srcptr q,
                 int order, mpfr_ptr lower)
{
    rung_interval form, at;
    if (!rung_taylor_form(f, box, nvars, var, q, order, &form, &at))
        return false;
    rational_to_fr(lower, form.lo);
    return true;
}
