/* Taylor coefficients of a function over a whole range up to its end, as germs.
 * Believed.
 *
 * The recurrences of taylor_rules.c hold at each point of the range, so they
 * hold for whatever encloses their terms at each point; germs do, and keep how
 * fast these fall: of 1/x^2 the coefficient of order k is (-1)^k (k+1) x^(-2-k) on
 * all of [R, inf), where an interval would only bound it.  A function phi of
 * u has the coefficients of sum_k phi_k(u) h^k, h what u's series has
 * beyond its first term.  What is not in the list below is not known to be
 * smooth. */
#include "germ_internal.h"
#include "iv_function.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    MOST_POWER = 16 /* of what may vanish */
};

typedef struct {
    germ_walk *k;
    int order;
    germ **row; /* by place in k->order; order + 1 germs */
    germ s, t, u;
} work;

static germ *row_new(int order, mpfr_prec_t prec)
{
    germ *r = xcalloc((size_t)order + 1, sizeof *r);
    for (int k = 0; k <= order; k++)
        germ_init(&r[k], prec);
    return r;
}

static void row_free(germ *r, int order)
{
    for (int k = 0; r != NULL && k <= order; k++)
        germ_clear(&r[k]);
    free(r);
}

static void set_zero(work *w, germ *r)
{
    iv_set_si(&w->k->w.u, 0);
    germ_set_bounded(r, &w->k->w.u);
}

static bool is_zero(const germ *x)
{
    return x->ok && !x->log && iv_is_defined(&x->c) &&
           mpfr_zero_p(iv_lower(&x->c)) && mpfr_zero_p(iv_upper(&x->c));
}

/* x *= p/q */
static void scale(work *w, germ *x, long p, long q)
{
    iv_struct *v = &w->k->w.v;
    mpq_t r;
    mpq_init(r);
    mpq_set_si(r, p, (unsigned long)q);
    mpq_canonicalize(r);
    iv_set_q(v, r);
    iv_mul(&x->c, &x->c, v);
    if (x->log)
        iv_mul(&x->a, &x->a, v);
    mpq_clear(r);
}

static void add_to(work *w, germ *sum, const germ *x, bool minus)
{
    if (is_zero(x))
        return;
    if (!is_zero(sum))
        germ_add(&w->k->w, &w->u, sum, x, minus);
    else if (minus)
        germ_negate(&w->u, x);
    else
        germ_copy(&w->u, x);
    germ_copy(sum, &w->u);
}

/* Which terms of order k a sum has, and their weights. */
typedef struct {
    int k, from, to;
    taylor_weights m;
} terms;

/* sum = sum over j = from .. to of (a j + b (k-j) + c) u_j v_(k-j) */
static void convolve(work *w, germ *sum, const germ *u, const germ *v, terms of)
{
    bool first = true;
    int k = of.k;
    taylor_weights m = of.m;
    set_zero(w, sum);
    for (int j = of.from; j <= of.to; j++) {
        long n = m.a * j + m.b * (k - j) + m.c;
        if (n == 0 || is_zero(&u[j]) || is_zero(&v[k - j]))
            continue;
        germ_mul(&w->k->w, &w->t, &u[j], &v[k - j]);
        scale(w, &w->t, n, 1);
        if (first)
            germ_copy(sum, &w->t);
        else
            add_to(w, sum, &w->t, false);
        first = false;
    }
}

/* orders 0 .. most */
static void multiply(work *w, germ *r, const germ *a, const germ *b, int most)
{
    for (int k = 0; k <= most; k++)
        convolve(w, &r[k], a, b, (terms){k, 0, k, TAYLOR_ONE});
}

/* r_k = (a_k - sum_(j>=1) b_j r_(k-j))/b_0 */
static void quotient(work *w, germ *r, const germ *a, const germ *b,
                     expr divisor)
{
    for (int k = 1; k <= w->order; k++) {
        convolve(w, &w->s, b, r, (terms){k, 1, k, TAYLOR_ONE});
        scale(w, &w->s, -1, 1);
        add_to(w, &w->s, &a[k], false);
        if (is_zero(&w->s))
            set_zero(w, &r[k]);
        else
            germ_quotient(w->k, &r[k], &w->s, &b[0], divisor);
    }
}

/* u^(p/q), u not 0: k u_0 r_k = sum_(j>=1) ((p/q) j - (k-j)) u_j r_(k-j) */
static void power(work *w, germ *r, const germ *u, long p, long q)
{
    germ inverse;
    germ_init(&inverse, w->k->w.prec);
    germ_inverse(&w->k->w, &inverse, &u[0]);
    for (int k = 1; k <= w->order; k++) {
        convolve(w, &w->s, u, r, (terms){k, 1, k, (taylor_weights){p, -q, 0}});
        if (is_zero(&w->s)) {
            set_zero(w, &r[k]);
            continue;
        }
        germ_mul(&w->k->w, &r[k], &w->s, &inverse);
        scale(w, &r[k], 1, q * k);
    }
    germ_clear(&inverse);
}

static void whole_power(work *w, germ *r, const germ *u, long n)
{
    germ inverse;
    germ_init(&inverse, w->k->w.prec);
    germ_inverse(&w->k->w, &inverse, &u[0]);
    bool nonzero = inverse.ok;
    germ_clear(&inverse);
    if (nonzero) {
        power(w, r, u, n, 1);
        return;
    }
    r[1].ok = n <= MOST_POWER;
    if (!r[1].ok)
        return;
    germ *p = row_new(w->order, w->k->w.prec);
    germ *q = row_new(w->order, w->k->w.prec);
    for (int k = 0; k <= w->order; k++)
        germ_copy(&p[k], &u[k]);
    for (long m = 2; m <= n; m++) {
        multiply(w, q, p, u, w->order);
        germ *swap = p;
        p = q;
        q = swap;
    }
    for (int k = 1; k <= w->order; k++)
        germ_copy(&r[k], &p[k]);
    row_free(p, w->order);
    row_free(q, w->order);
}

/* r' = u' r */
static void exponential(work *w, germ *r, const germ *u)
{
    for (int k = 1; k <= w->order; k++) {
        convolve(w, &r[k], u, r, (terms){k, 1, k, TAYLOR_J});
        scale(w, &r[k], 1, k);
    }
}

/* r' u = u', u > 0: u_0 r_k = u_k - (1/k) sum_(1<=j<k) j r_j u_(k-j) */
static void logarithm(work *w, germ *r, const germ *u, expr argument)
{
    for (int k = 1; k <= w->order; k++) {
        convolve(w, &w->s, r, u, (terms){k, 1, k - 1, TAYLOR_J});
        scale(w, &w->s, -1, k);
        add_to(w, &w->s, &u[k], false);
        if (is_zero(&w->s))
            set_zero(w, &r[k]);
        else
            germ_quotient(w->k, &r[k], &w->s, &u[0], argument);
    }
}

bool germ_function_taylor(eval *in, const expr_node *n, iv_srcptr u, int order,
                          iv_struct *d)
{
    const iv_function *f = iv_function_of((expr_op)n->op);
    taylor_work w;
    taylor_series x = {.cap = 0}, y = {.cap = 0};
    bool ok = f != NULL && iv_is_defined(u);
    if (!ok)
        return false;
    eval_taylor_work_init(&w, in, 0, order);
    w.whole = n->p;
    eval_series_reserve(&x, 2, in->prec);
    eval_series_reserve(&y, order + 1, in->prec);
    iv_set(&x.c[0], u);
    iv_set_si(&x.c[1], 1);
    x.len = 2;
    y.len = order + 1;
    iv_function_range(&y.c[0], (expr_op)n->op, n->p, u);
    if (iv_is_defined(&y.c[0]) && order > 0)
        f->taylor(&w, &y, &x);
    for (int k = 0; k <= order && ok; k++) {
        ok = k < y.len && iv_is_bounded(&y.c[k]);
        if (ok)
            iv_set(&d[k], &y.c[k]);
    }
    eval_series_clear(&x);
    eval_series_clear(&y);
    eval_taylor_work_clear(&w);
    return ok;
}

/* Horner's scheme in h = u - u_0. */
static void compose(work *w, germ *r, const expr_node *n, const germ *u)
{
    int m = w->order;
    mpfr_prec_t prec = w->k->w.prec;
    iv_struct *d = xcalloc((size_t)m + 1, sizeof *d);
    for (int k = 0; k <= m; k++)
        iv_init(&d[k], prec);
    r[1].ok = germ_function_taylor(w->k->in, n,
                                   eval_enclose(w->k->in, n->arg[0]), m, d);
    if (r[1].ok) {
        germ *h = row_new(m, prec), *p = row_new(m, prec), *q = row_new(m, prec);
        for (int k = 0; k <= m; k++) {
            set_zero(w, &p[k]);
            set_zero(w, &h[k]);
            if (k > 0)
                germ_copy(&h[k], &u[k]);
        }
        for (int j = m; j >= 1; j--) {
            germ_set_bounded(&w->s, &d[j]);
            add_to(w, &p[0], &w->s, false);
            multiply(w, q, p, h, m - j + 1); /* h^(j-1) is to come */
            germ *swap = p;
            p = q;
            q = swap;
        }
        for (int k = 1; k <= m; k++)
            germ_copy(&r[k], &p[k]);
        row_free(h, m);
        row_free(p, m);
        row_free(q, m);
    }
    for (int k = 0; k <= m; k++)
        iv_clear(&d[k]);
    free(d);
}

static void linear(work *w, germ *r, const germ *a, const germ *b, bool minus)
{
    for (int k = 1; k <= w->order; k++) {
        germ_copy(&r[k], &a[k]);
        if (b != NULL)
            add_to(w, &r[k], &b[k], minus);
        else
            germ_negate(&r[k], &a[k]);
    }
}

/* r_1 .. ; r_0 is the node's germ. */
static void apply(work *w, germ *r, const expr_node *n, const germ *a,
                  const germ *b)
{
    switch ((expr_op)n->op) {
    case EXPR_VAR: /* +-s, by x_t itself */
        iv_set_si(&w->k->w.v, 1);
        germ_set_bounded(&r[1], &w->k->w.v);
        for (int k = 2; k <= w->order; k++)
            set_zero(w, &r[k]);
        break;
    case EXPR_NEG:
        linear(w, r, a, NULL, false);
        break;
    case EXPR_ADD:
    case EXPR_SUB:
        linear(w, r, a, b, n->op == EXPR_SUB);
        break;
    case EXPR_MUL:
        for (int k = 1; k <= w->order; k++)
            convolve(w, &r[k], a, b, (terms){k, 0, k, TAYLOR_ONE});
        break;
    case EXPR_DIV:
        quotient(w, r, a, b, n->arg[1]);
        break;
    case EXPR_POW:
        whole_power(w, r, a, n->p);
        break;
    case EXPR_ROOT:
        power(w, r, a, n->p, n->q);
        break;
    case EXPR_SQRT:
        power(w, r, a, 1, 2);
        break;
    case EXPR_EXP:
        exponential(w, r, a);
        break;
    case EXPR_LOG:
        logarithm(w, r, a, n->arg[0]);
        break;
    default:
        if (iv_function_of((expr_op)n->op) == NULL || n->op == EXPR_FLOOR ||
            n->op == EXPR_CEIL)
            r[1].ok = false;
        else
            compose(w, r, n, a);
        break;
    }
}

static bool fill(work *w, size_t j)
{
    const expr_node *n = expr_get(w->k->in->pool, w->k->order[j]);
    const germ *arg[2] = {NULL, NULL};
    germ *r = w->row[j] = row_new(w->order, w->k->w.prec);
    bool ok = w->k->germ[j].ok;
    germ_copy(&r[0], &w->k->germ[j]);
    for (int k = 1; k <= w->order; k++)
        set_zero(w, &r[k]);
    if (ok && (n->vars >> w->k->at->t & 1) != 0 && w->order > 0) {
        for (int i = 0; i < n->nargs && i < 2; i++)
            arg[i] = w->row[expr_map_get(&w->k->place, n->arg[i]) - 1];
        apply(w, r, n, arg[0], arg[1]);
        for (int k = 1; k <= w->order; k++)
            ok = ok && r[k].ok;
    }
    return ok;
}

bool germ_series(germ_walk *k, int order, germ *out)
{
    work w = {.k = k, .order = order};
    bool ok = true;
    w.row = xcalloc(k->n, sizeof *w.row);
    germ_init(&w.s, k->w.prec);
    germ_init(&w.t, k->w.prec);
    germ_init(&w.u, k->w.prec);
    for (size_t j = 0; j < k->n && ok; j++)
        ok = fill(&w, j);
    for (int j = 0; j <= order && ok; j++)
        germ_copy(&out[j], &w.row[k->n - 1][j]);
    for (size_t j = 0; j < k->n; j++)
        row_free(w.row[j], order);
    germ_clear(&w.s);
    germ_clear(&w.t);
    germ_clear(&w.u);
    free(w.row);
    return ok;
}
