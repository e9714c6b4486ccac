/* Taylor coefficients by the value: f_k/f.  Believed.
 *
 * Over a wide box the coefficients of e^u are those of e^(u - u_0) times a value
 * that varies by large factors, and a quotient of such pays that factor again at
 * each order.  The numbers f_k(x)/f(x), at each point x of the box, do not have it.
 * Wherever no value is 0 they obey, from the rules for f_k at that point
 * (taylor_rules.c), a hat for each of them and ^_0 = 1,
 *
 *   e^u       k r^_k = sum_(j=1..k) j u_j r^_(k-j)
 *   cosh u    k c^_k = sum j u_j s^_(k-j), k s^_k = sum j u_j c^_(k-j), where
 *             s = sinh(u) over the same cosh(u): s^_0 = tanh u
 *   a b       r^_k = sum_(j=0..k) a^_j b^_(k-j)
 *   a/b       r^_k = a^_k - sum_(j=1..k) b^_j r^_(k-j), and also
 *             r_k = a_k/b_0 - sum_(j=1..k) b^_j r_(k-j), a any
 *   u^(p/q)   q k r^_k = sum_(j=1..k) (p j - q (k-j)) u^_j r^_(k-j)
 *   a + b     r^_k = l a^_k + (1 - l) b^_k, l = a/(a + b): where a and b have one
 *             sign, 0 < l < 1, so it lies in the hull of both
 *
 * and f_k is f times it.  Both enclosures hold, so their meet does. */
#include "iv_internal.h"
#include "taylor_internal.h"

static const taylor_weights EACH = {0, 0, 1};

void taylor_meet(iv_ptr r, iv_srcptr x)
{
    bool lo_open = r->lo_open, hi_open = r->hi_open;
    if (!iv_is_defined(x) || !iv_is_defined(r) ||
        mpfr_less_p(iv_upper(x), iv_lower(r)) ||
        mpfr_less_p(iv_upper(r), iv_lower(x)))
        return; /* the last two never happen */
    if (mpfr_less_p(iv_lower(r), iv_lower(x))) {
        mpfr_set(iv_lower_end(r), iv_lower(x), MPFR_RNDD);
        lo_open = x->lo_open;
    }
    if (mpfr_less_p(iv_upper(x), iv_upper(r))) {
        mpfr_set(iv_upper_end(r), iv_upper(x), MPFR_RNDU);
        hi_open = x->hi_open;
    }
    iv_finish(r, lo_open, hi_open);
}

void taylor_begin_relative(taylor_work *w, taylor_series *r)
{
    if (r->qcap < w->order + 1) {
        r->q = xrealloc(r->q, ((size_t)w->order + 1) * sizeof *r->q);
        for (; r->qcap < w->order + 1; r->qcap++)
            iv_init(&r->q[r->qcap], w->e->prec);
    }
    iv_set_si(&r->q[0], 1);
}

/* d = s over its value; false where that may be 0. */
static bool over_value(taylor_work *w, taylor_series *d, const taylor_series *s)
{
    if (!iv_certainly_nonzero(&s->c[0]))
        return false;
    for (int k = 1; k <= w->order; k++)
        if (k >= s->len)
            iv_set_si(&d->c[k], 0);
        else if (s->relative)
            iv_set(&d->c[k], &s->q[k]);
        else
            iv_div(&d->c[k], &s->c[k], &s->c[0]);
    iv_set_si(&d->c[0], 1);
    return true;
}

/* q, q_0 = 1, of u^(p/q'). */
static void power(taylor_work *w, taylor_series *q, const taylor_series *u,
                  long p, long over)
{
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, q, k, 1, k, (taylor_weights){p, -over, 0});
        iv_div_si(&q->c[k], &w->sum, over * k);
    }
}

static void hyperbolic(taylor_work *w, taylor_series *q, const taylor_series *u)
{
    taylor_series *s = &w->tmp[0];
    iv_tanh(&s->c[0], &u->c[0]);
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, u, q, k, 1, k, TAYLOR_J);
        iv_div_si(&s->c[k], &w->sum, k);
        taylor_convolve(w, u, s, k, 1, k, TAYLOR_J);
        iv_div_si(&q->c[k], &w->sum, k);
    }
}

/* a + b or a - b, the values of a and +-b of one sign. */
static bool sum(taylor_work *w, taylor_series *q, const taylor_series *const a[3],
                bool minus)
{
    taylor_series *x = &w->tmp[0], *y = &w->tmp[1];
    iv_struct *l = &w->tmp[2].c[0];
    if (!over_value(w, x, a[0]) || !over_value(w, y, a[1]))
        return false;
    iv_div(&w->t, &a[1]->c[0], &a[0]->c[0]);
    if (minus)
        iv_neg(&w->t, &w->t);
    if (!iv_certainly_pos(&w->t))
        return false;
    iv_set_si(&w->s, 1);
    iv_add(&w->u, &w->t, &w->s);
    iv_div(l, &w->s, &w->u);
    for (int k = 1; k <= w->order; k++) {
        iv_sub(&w->t, &x->c[k], &y->c[k]);
        iv_mul(&w->u, &w->t, l);
        iv_add(&q->c[k], &y->c[k], &w->u);
        iv_hull(&w->t, &x->c[k], &y->c[k]);
        taylor_meet(&q->c[k], &w->t);
    }
    return true;
}

/* r = a/b by b's coefficients over b, of which y is a copy. */
static void divide(taylor_work *w, taylor_series *r, const taylor_series *a,
                   const taylor_series *b, const taylor_series *y)
{
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, y, r, k, 1, k, EACH);
        iv_div(&w->t, taylor_coef(w, a, k), &b->c[0]);
        iv_sub(&w->u, &w->t, &w->sum);
        taylor_meet(&r->c[k], &w->u);
    }
}

static bool quotient(taylor_work *w, taylor_series *r, taylor_series *q,
                     const taylor_series *const a[3])
{
    taylor_series *x = &w->tmp[0], *y = &w->tmp[1];
    if (!over_value(w, y, a[1]))
        return false;
    if (a[1]->relative)
        divide(w, r, a[0], a[1], y);
    if (!over_value(w, x, a[0]))
        return false;
    for (int k = 1; k <= w->order; k++) {
        taylor_convolve(w, y, q, k, 1, k, EACH);
        iv_sub(&q->c[k], &x->c[k], &w->sum);
    }
    return true;
}

static bool apply(taylor_work *w, taylor_series *r, taylor_series *q,
                  const expr_node *n, const taylor_series *const a[3])
{
    taylor_series *x = &w->tmp[0], *y = &w->tmp[1];
    switch ((expr_op)n->op) {
    case EXPR_EXP:
        taylor_integral(w, q, a[0], q);
        return true;
    case EXPR_COSH:
        hyperbolic(w, q, a[0]);
        return true;
    case EXPR_NEG:
        for (int k = 1; k <= w->order; k++)
            iv_set(&q->c[k], &a[0]->q[k]);
        return true;
    case EXPR_ADD:
    case EXPR_SUB:
        return sum(w, q, a, n->op == EXPR_SUB);
    case EXPR_MUL:
        if (!over_value(w, x, a[0]) || !over_value(w, y, a[1]))
            return false;
        for (int k = 1; k <= w->order; k++) {
            taylor_convolve(w, x, y, k, 0, k, EACH);
            iv_set(&q->c[k], &w->sum);
        }
        return true;
    case EXPR_DIV:
        return quotient(w, r, q, a);
    case EXPR_POW:
    case EXPR_ROOT:
    case EXPR_SQRT:
        if (!over_value(w, x, a[0]))
            return false;
        power(w, q, x, n->op == EXPR_SQRT ? 1 : n->p,
              n->op == EXPR_SQRT ? 2 : n->op == EXPR_ROOT ? n->q : 1);
        return true;
    default:
        return false;
    }
}

void taylor_end_relative(taylor_work *w, taylor_series *r)
{
    r->relative = true;
    for (int k = 1; k <= w->order; k++) {
        iv_mul(&w->t, &r->c[0], &r->q[k]);
        taylor_meet(&r->c[k], &w->t);
    }
}

void taylor_relative(taylor_work *w, taylor_series *r, const expr_node *n,
                     const taylor_series *const a[3])
{
    bool begins = n->op == EXPR_EXP || n->op == EXPR_COSH;
    if (w->order == 0 || r->len <= w->order)
        return;
    for (int k = 0; k < n->nargs && !begins; k++)
        begins = a[k]->relative;
    if (!begins)
        return;
    taylor_begin_relative(w, r);
    taylor_series q = {.c = r->q, .cap = r->qcap, .len = w->order + 1};
    if (apply(w, r, &q, n, a) && iv_certainly_nonzero(&r->c[0]))
        taylor_end_relative(w, r);
}
