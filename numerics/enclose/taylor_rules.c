/* Taylor coefficients: the rule of each operation.  See eval_taylor.c.
 *
 * The rules are Moore's recurrences: each is the k-th coefficient of an
 * identity or differential equation that the result satisfies, so that its
 * interval form encloses by inclusion (Moore, Methods and Applications of
 * Interval Analysis, SIAM 1979, ch. 3; Griewank and Walther, Evaluating
 * Derivatives, SIAM 2008, ch. 13).
 *
 * Kinks.  If g >= 0 on the whole box then |g| = g there as functions on the
 * box, so all coefficients agree, even where g touches 0: derivatives at a
 * point of the box are those along the box (one-sided at its faces).  The
 * same holds of min and max with a decided branch.
 */
#include "iv_function.h"
#include "taylor_internal.h"

static const taylor_weights ONE = {0, 0, 1}, TWO = {0, 0, 2};

/* w->sum = sum over j = from .. to of weight(j) u_j v_{k-j}.  Exact zeros are
 * left out (all coefficients here are defined, so 0 * them is 0): those past
 * a series' length, too. */
void taylor_convolve(taylor_work *w, const taylor_series *u,
                     const taylor_series *v, int k, int from, int to,
                     taylor_weights m)
{
    iv_set_si(&w->sum, 0);
    from = k - from < v->len ? from : k - v->len + 1;
    to = to < u->len ? to : u->len - 1;
    for (int j = from; j <= to; j++) {
        iv_srcptr x = &u->c[j], y = &v->c[k - j];
        long n = m.a * j + m.b * (k - j) + m.c;
        if (n == 0 || taylor_is_zero(x) || taylor_is_zero(y))
            continue;
        if (n != 1) {
            iv_mul_si(&w->u, x, n);
            x = &w->u;
        }
        iv_add_mul(&w->sum, x, y, &w->t);
    }
}

/* ---- arithmetic --------------------------------------------------------- */

static void linear(taylor_work *w, taylor_series *r, const taylor_series *a,
                   const taylor_series *b,
                   void (*op)(iv_ptr, iv_srcptr, iv_srcptr))
{
    for (int k = 0; k <= w->order; k++)
        op(&r->c[k], taylor_coef(w, a, k), taylor_coef(w, b, k));
}

void taylor_multiply(taylor_work *w, taylor_series *r, const taylor_series *a,
                     const taylor_series *b)
{
    for (int k = 0; k <= w->order; k++) {
        taylor_convolve(w, a, b, k, 0, k, ONE);
        iv_set(&r->c[k], &w->sum);
    }
}

/* u^2: u_j u_{k-j} pairs with its mirror; the middle term is a square. */
void taylor_square(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    for (int k = 0; k <= w->order; k++) {
        taylor_convolve(w, u, u, k, 0, k > 0 ? (k - 1) / 2 : -1, TWO);
        iv_set(&r->c[k], &w->sum);
        if (k % 2 == 0) {
            iv_pow_ui(&w->t, taylor_coef(w, u, k / 2), 2);
            iv_add(&r->c[k], &w->sum, &w->t);
        }
    }
}

/* r = a/b from r b = a:
 * r_k = (a_k - sum_{j=1..k} b_j r_{k-j}) / b_0. */
static void quotient(taylor_work *w, taylor_series *r, const taylor_series *a,
                     const taylor_series *b)
{
    for (int k = 0; k <= w->order; k++) {
        taylor_convolve(w, b, r, k, 1, k, ONE);
        iv_sub(&w->t, taylor_coef(w, a, k), &w->sum);
        iv_div(&r->c[k], &w->t, taylor_coef(w, b, 0));
    }
}

/* u^n for n >= 2, also where u_0 holds 0: with h = u - u_0, whose powers h^m
 * start at order m, u^n = sum over m of C(n, m) u_0^(n-m) h^m. */
static void power(taylor_work *w, taylor_series *r, const taylor_series *u,
                  long n)
{
    taylor_series *h = &w->tmp[0], *p = &w->tmp[1], *q = &w->tmp[2];
    mpq_t c; /* C(n, m), an integer */
    if (n == 2) {
        taylor_square(w, r, u);
        return;
    }
    mpq_init(c);
    mpq_set_si(c, 1, 1);
    iv_pow_ui(&r->c[0], taylor_coef(w, u, 0), (unsigned long)n);
    for (int k = 0; k <= w->order; k++) {
        iv_set(&h->c[k], k == 0 ? &w->zero : taylor_coef(w, u, k));
        iv_set(&p->c[k], &h->c[k]);
        if (k > 0)
            iv_set_si(&r->c[k], 0);
    }
    h->len = p->len = u->len;
    for (int m = 1; m <= w->order && m <= n; m++) {
        mpz_mul_si(mpq_numref(c), mpq_numref(c), n - m + 1);
        mpz_divexact_ui(mpq_numref(c), mpq_numref(c), (unsigned long)m);
        iv_set_q(&w->s, c);
        iv_pow_ui(&w->t, taylor_coef(w, u, 0), (unsigned long)(n - m));
        iv_mul(&w->u, &w->s, &w->t);
        for (int k = m; k < p->len; k++) {
            iv_mul(&w->t, &w->u, &p->c[k]);
            iv_add(&r->c[k], &r->c[k], &w->t);
        }
        if (m == w->order || m == n)
            break;
        q->len = w->order + 1;
        taylor_multiply(w, q, p, h);
        q->len = p->len + h->len - 1 < q->len ? p->len + h->len - 1 : q->len;
        taylor_series swap = *p;
        *p = *q;
        *q = swap;
    }
    h->len = p->len = q->len = w->order + 1;
    mpq_clear(c);
}

/* u^(p/q) for u > 0, from r' u = (p/q) u' r:
 * r_k = 1/(k u_0) sum_{j=1..k} ((p/q) j - (k-j)) u_j r_{k-j}. */
static void fractional(taylor_work *w, taylor_series *r, const taylor_series *u,
                       long p, long q)
{
    if (!iv_certainly_pos(taylor_coef(w, u, 0))) { /* not smooth at 0 */
        taylor_set_undefined(r);
        return;
    }
    if (p == 1 && q == 2)
        iv_sqrt(&r->c[0], taylor_coef(w, u, 0));
    else
        iv_root(&r->c[0], taylor_coef(w, u, 0), (unsigned long)p,
                (unsigned long)q);
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, r, k, 1, k, (taylor_weights){p, -q, 0});
        iv_div_si(&w->t, &w->sum, q * k);
        iv_div(&r->c[k], &w->t, taylor_coef(w, u, 0));
    }
}

/* (u - 1)(u + 1): tight where u is near 1 or -1. */
void taylor_square_minus_one(taylor_work *w, taylor_series *v,
                             const taylor_series *u)
{
    taylor_square(w, v, u);
    iv_set_si(&w->s, 1);
    iv_sub(&w->t, taylor_coef(w, u, 0), &w->s);
    iv_add(&w->u, taylor_coef(w, u, 0), &w->s);
    iv_mul(&v->c[0], &w->t, &w->u);
}

void taylor_one_minus_square(taylor_work *w, taylor_series *v,
                             const taylor_series *u)
{
    taylor_square(w, v, u);
    for (int k = 1; k <= w->order; k++)
        iv_neg(&v->c[k], &v->c[k]);
    iv_set_si(&w->s, 1);
    iv_sub(&w->t, &w->s, taylor_coef(w, u, 0));
    iv_add(&w->u, taylor_coef(w, u, 0), &w->s);
    iv_mul(&v->c[0], &w->t, &w->u);
}

void taylor_sqrt(taylor_work *w, taylor_series *r, const taylor_series *u)
{
    fractional(w, r, u, 1, 2);
}

/* ---- what functions' rules are made of ----------------------------------- */

/* e^u from r' = u' r: r_k = (1/k) sum_{j=1..k} j u_j r_{k-j}. */
void taylor_exponential(taylor_work *w, taylor_series *r,
                        const taylor_series *u)
{
    iv_exp(&r->c[0], taylor_coef(w, u, 0));
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, r, k, 1, k, TAYLOR_J);
        iv_div_si(&r->c[k], &w->sum, k);
    }
}

/* r with r' = v u': r_k = (1/k) sum_{j=1..k} j u_j v_{k-j}; r_0 is there. */
void taylor_integral(taylor_work *w, taylor_series *r, const taylor_series *u,
                     const taylor_series *v)
{
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, v, k, 1, k, TAYLOR_J);
        iv_div_si(&r->c[k], &w->sum, k);
    }
}

/* r with r' v = u': r_k = (u_k - (1/k) sum_{j=1..k-1} j r_j v_{k-j}) / v_0;
 * r_0 is there already. */
void taylor_quotient_integral(taylor_work *w, taylor_series *r,
                              const taylor_series *u, const taylor_series *v)
{
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, r, v, k, 1, k - 1, TAYLOR_J);
        iv_div_si(&w->t, &w->sum, k);
        iv_sub(&w->u, taylor_coef(w, u, k), &w->t);
        iv_div(&r->c[k], &w->u, taylor_coef(w, v, 0));
    }
}

void taylor_root_integral(taylor_work *w, taylor_series *r,
                          const taylor_series *u, const taylor_series *v)
{
    taylor_series *q = &w->tmp[1];
    taylor_sqrt(w, q, v);
    if (taylor_is_defined(q))
        taylor_quotient_integral(w, r, u, q);
    else
        taylor_set_undefined(r);
}

/* Horner's scheme in h = u - u_0, which begins at order 1: at each point
 * f(u) = sum d_k h^k. */
void taylor_compose(taylor_work *w, taylor_series *r, const taylor_series *u,
                    const iv_struct *d)
{
    taylor_series *t = &w->tmp[0], *p = &w->tmp[1], *h = &w->tmp[2];
    for (int k = 0; k <= w->order; k++) {
        iv_set(&h->c[k], k > 0 ? taylor_coef(w, u, k) : &w->zero);
        iv_set_si(&t->c[k], 0);
    }
    for (int k = w->order; k >= 1; k--) {
        iv_add(&t->c[0], &t->c[0], &d[k]);
        taylor_multiply(w, p, t, h);
        taylor_series swap = *t;
        *t = *p;
        *p = swap;
    }
    for (int k = 1; k <= w->order; k++)
        iv_set(&r->c[k], &t->c[k]);
}

void taylor_add_one(taylor_work *w, taylor_series *v)
{
    iv_set_si(&w->s, 1);
    iv_add(&v->c[0], &v->c[0], &w->s);
}

/* ---- kinks -------------------------------------------------------------- */

void taylor_copy(taylor_work *w, taylor_series *r, const taylor_series *a)
{
    r->len = a->len;
    r->relative = false;
    for (int k = 0; k < a->len && k <= w->order; k++)
        iv_set(&r->c[k], &a->c[k]);
}

static void decided_kink(taylor_work *w, taylor_series *r, expr_op op,
                         const taylor_series *const a[3])
{
    iv_srcptr v[3] = {&a[0]->c[0], op == EXPR_ABS ? NULL : &a[1]->c[0], NULL};
    int branch = eval_branch(op, v);
    if (branch == 0) {
        taylor_set_undefined(r);
    } else if (op != EXPR_ABS) {
        taylor_copy(w, r, branch > 0 ? a[0] : a[1]);
    } else {
        taylor_copy(w, r, a[0]);
        for (int k = 0; branch < 0 && k < r->len; k++)
            iv_neg(&r->c[k], &r->c[k]);
    }
}

/* ---- one node ----------------------------------------------------------- */

void taylor_apply(taylor_work *w, taylor_series *r, const expr_node *n,
                  const taylor_series *const a[3])
{
    const iv_function *f = iv_function_of((expr_op)n->op);
    if (f != NULL) {
        iv_function_range(&r->c[0], (expr_op)n->op, n->p,
                          taylor_coef(w, a[0], 0));
        w->whole = n->p;
        if (w->order > 0)
            f->taylor(w, r, a[0]);
        return;
    }
    switch ((expr_op)n->op) {
    case EXPR_NEG:
        for (int k = 0; k <= w->order; k++)
            iv_neg(&r->c[k], taylor_coef(w, a[0], k));
        break;
    case EXPR_ADD:
        linear(w, r, a[0], a[1], iv_add);
        break;
    case EXPR_SUB:
        linear(w, r, a[0], a[1], iv_sub);
        break;
    case EXPR_MUL:
        if (a[0] == a[1])
            taylor_square(w, r, a[0]);
        else
            taylor_multiply(w, r, a[0], a[1]);
        break;
    case EXPR_DIV:
        quotient(w, r, a[0], a[1]);
        break;
    case EXPR_POW:
        power(w, r, a[0], n->p);
        break;
    case EXPR_ROOT:
        fractional(w, r, a[0], n->p, n->q);
        break;
    case EXPR_SQRT:
        fractional(w, r, a[0], 1, 2);
        break;
    case EXPR_ABS:
    case EXPR_MIN:
    case EXPR_MAX:
        decided_kink(w, r, (expr_op)n->op, a);
        break;
    default: /* leaves, conditionals, integrals are dealt with before */
        taylor_set_undefined(r);
        break;
    }
}
