/* Majorants of the second engine, for integrals up to an end or to infinity.  A
 * second opinion.
 *
 * On the range at hand, s in (0, e], e <= 1, or s in [e, inf), e >= 1, every
 * part of the integrand gets one of two shapes with intervals for letters,
 *
 *     POWER  k s^a exp(b s^g)       g one number with s^g growing to the end
 *     LOG    a log s + k
 *
 * or none.  Sums take their terms to one exponent by `fit`; since x -> s^x is
 * monotone, what fit leaves behind is a factor in [0, 1], or in
 * [0, e^(difference)].  The whole is integrated by
 *
 *     int_0^e s^a = e^(a+1)/(a+1), a > -1,    int_e^inf s^a = e^(a+1)/-(a+1),
 *     int_e^inf s^a exp(-b s^g) <= 2 e^(a+1) exp(-x)/(g x),  x = b e^g,
 *
 * the last for x > 0 and x >= 2 ((a+1)/g - 1): with y = b s^g it is
 * b^(-z)/g Gamma(z, x), z = (a+1)/g, and (1 + u/x)^(z-1) <= exp(u/2). */
#include "recheck_tail.h"

#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    ZEROS = 4 /* orders below it */
};

/* ---- parts --------------------------------------------------------------- */

/* A zero of order m at the end, m < ZEROS: s^m times its m-th coefficient. */
static bool zero(recheck_ends *w, recheck_tail *t, expr e)
{
    reval *in = w->f->in;
    rrange c[ZEROS], closed;
    int m = 0;
    bool ok;
    for (int j = 0; j < ZEROS; j++)
        rrange_init(&c[j]);
    rrange_init(&closed);
    reval_set_var(in, w->f->t, &w->end);
    ok = recheck_jet(in, e, w->f->t, ZEROS - 1, c);
    while (ok && m < ZEROS && rrange_is_zero(&c[m]))
        m++;
    ok = ok && m > 0 && m < ZEROS;
    if (ok) {
        rrange_set(&closed, &w->here);
        closed.lo_open = closed.hi_open = false;
        reval_set_var(in, w->f->t, &closed);
        ok = recheck_jet(in, e, w->f->t, m, c);
    }
    if (ok && m % 2 != 0 && !w->at->up)
        rrange_neg_of(&c[m], &c[m], w->prec);
    if (ok)
        recheck_tail_plain(t, &c[m], m);
    reval_set_var(in, w->f->t, &w->here);
    for (int j = 0; j < ZEROS; j++)
        rrange_clear(&c[j]);
    rrange_clear(&closed);
    return ok && t->is != RECHECK_NONE;
}

static void choose(recheck_ends *w, recheck_tail *t, const expr_node *n, recheck_tail *u)
{
    const rrange *h = reval_enclose(w->f->in, n->arg[0]);
    const recheck_tail *yes = &w->v[expr_map_get(&w->place, n->arg[1]) - 1];
    const recheck_tail *no = &w->v[expr_map_get(&w->place, n->arg[2]) - 1];
    t->is = RECHECK_NONE;
    if (!h->ok)
        return;
    if (n->strict ? rrange_pos(h) : rrange_nonneg(h)) {
        recheck_tail_copy(t, yes);
    } else if (n->strict ? rrange_nonpos(h) : rrange_neg(h)) {
        recheck_tail_copy(t, no);
    } else {
        recheck_tail_copy(t, yes);
        recheck_tail_copy(u, no);
        recheck_tail_sum(w, t, u, rrange_hull);
    }
}

/* One over what has bounds away from 0, though perhaps only on one side. */
static void over_range(recheck_ends *w, recheck_tail *t, expr divisor)
{
    rrange_set_si(&w->x, 1);
    rrange_div(&w->y, &w->x, reval_enclose(w->f->in, divisor), w->prec);
    recheck_tail_plain(t, &w->y, 0);
}

/* A half to the whole (cosh), or no more than a half (sinh), of e^|u|. */
static void hyperbolic(recheck_ends *w, recheck_tail *t, bool is_cosh)
{
    rrange two;
    recheck_tail_unlog(w, t);
    rrange_abs(&t->k, &t->k, w->prec);
    recheck_tail_exp(w, t);
    rrange_init(&two);
    rrange_set_si(&two, 2);
    rrange_div(&w->x, &t->k, &two, w->prec);
    if (!is_cosh)
        rrange_neg_of(&t->k, &w->x, w->prec);
    rrange_hull(&t->k, &t->k, &w->x, w->prec);
    rrange_clear(&two);
}

/* psi(u) is below log u, u > 0, by less than 1/u. */
static void digamma(recheck_ends *w, recheck_tail *t, const rrange *u)
{
    recheck_tail less;
    if (!rrange_pos(u)) {
        t->is = RECHECK_NONE;
        return;
    }
    recheck_tail_init(&less);
    rrange_set_si(&w->x, 1);
    rrange_div(&w->y, &w->x, u, w->prec);
    recheck_tail_down(w, &w->y);
    recheck_tail_plain(&less, &w->y, 0);
    recheck_tail_log(w, t);
    recheck_tail_sum(w, t, &less, rrange_sub);
    recheck_tail_clear(&less);
}

/* phi(u) = u phi'(v), v between 0 and u, where phi(0) = 0 and u tends to 0. */
static void through_zero(recheck_ends *w, recheck_tail *t, const expr_node *n)
{
    rrange d[2], range;
    if (t->is != RECHECK_POWER || t->exp ||
        !(w->at->far ? rrange_neg(&t->a) : rrange_pos(&t->a))) {
        t->is = RECHECK_NONE;
        return;
    }
    rrange_init(&d[0]);
    rrange_init(&d[1]);
    rrange_init(&range);
    recheck_tail_at_edge(w, &range, &t->a); /* s^a is at most this */
    recheck_tail_down(w, &range);
    rrange_mul(&range, &range, &t->k, w->prec);
    recheck_tail_down(w, &range);
    if (recheck_tail_function(w, n, &range, 1, d))
        rrange_mul(&t->k, &t->k, &d[1], w->prec);
    else
        t->is = RECHECK_NONE;
    rrange_clear(&d[0]);
    rrange_clear(&d[1]);
    rrange_clear(&range);
}

static void compose(recheck_ends *w, recheck_tail *t, const expr_node *n)
{
    recheck_tail u;
    recheck_tail_init(&u);
    t->is = RECHECK_NONE;
    if (n->nargs > 0)
        recheck_tail_copy(t, &w->v[expr_map_get(&w->place, n->arg[0]) - 1]);
    if (n->nargs > 1)
        recheck_tail_copy(&u, &w->v[expr_map_get(&w->place, n->arg[1]) - 1]);
    switch ((expr_op)n->op) {
    case EXPR_NEG:
        rrange_neg_of(&t->k, &t->k, w->prec);
        if (t->is == RECHECK_LOG)
            rrange_neg_of(&t->a, &t->a, w->prec);
        break;
    case EXPR_ADD:
        recheck_tail_sum(w, t, &u, rrange_add);
        break;
    case EXPR_SUB:
        recheck_tail_sum(w, t, &u, rrange_sub);
        break;
    case EXPR_MIN:
    case EXPR_MAX:
        recheck_tail_sum(w, t, &u, rrange_hull);
        break;
    case EXPR_DIV:
        recheck_tail_reciprocal(w, &u);
        if (u.is == RECHECK_NONE)
            over_range(w, &u, n->arg[1]);
        recheck_tail_product(w, t, &u);
        break;
    case EXPR_MUL:
        recheck_tail_product(w, t, &u);
        break;
    case EXPR_POW:
        recheck_tail_power(w, t, n->p, 1);
        break;
    case EXPR_ROOT:
        recheck_tail_power(w, t, n->p, n->q);
        break;
    case EXPR_SQRT:
        recheck_tail_power(w, t, 1, 2);
        break;
    case EXPR_EXP:
        recheck_tail_exp(w, t);
        break;
    case EXPR_LOG:
        recheck_tail_log(w, t);
        break;
    case EXPR_COSH:
    case EXPR_SINH:
        hyperbolic(w, t, n->op == EXPR_COSH);
        break;
    case EXPR_FLOOR: /* less than 1 below */
        rrange_set_si(&w->x, -1);
        recheck_tail_down(w, &w->x);
        recheck_tail_plain(&u, &w->x, 0);
        recheck_tail_sum(w, t, &u, rrange_add);
        break;
    case EXPR_DIGAMMA:
        digamma(w, t, reval_enclose(w->f->in, n->arg[0]));
        break;
    case EXPR_LOG1P:
    case EXPR_EXPM1:
    case EXPR_SIN:
    case EXPR_ASIN:
    case EXPR_ASINH:
    case EXPR_TAN:
    case EXPR_ATAN:
    case EXPR_TANH:
    case EXPR_ATANH:
    case EXPR_ERF:
        through_zero(w, t, n);
        break;
    case EXPR_ABS:
        recheck_tail_unlog(w, t);
        rrange_abs(&t->k, &t->k, w->prec);
        break;
    case EXPR_IF:
        choose(w, t, n, &u);
        break;
    default:
        t->is = RECHECK_NONE;
        break;
    }
    if (t->is != RECHECK_NONE &&
        (!rrange_is_bounded(&t->k) || !rrange_is_bounded(&t->a) ||
         (t->exp && !rrange_is_bounded(&t->b))))
        t->is = RECHECK_NONE;
    recheck_tail_clear(&u);
}

/* Do both terms of n have poles at the end, that is known together? */
static bool poles(recheck_ends *w, recheck_tail *t, const expr_node *n)
{
    bool sum = n->op == EXPR_ADD || n->op == EXPR_SUB;
    for (int k = 0; k < 2 && sum; k++) {
        const recheck_tail *x = &w->v[expr_map_get(&w->place, n->arg[k]) - 1];
        sum = x->is == RECHECK_POWER && !x->exp && arf_cmp_si(&x->a.hi, -1) <= 0;
    }
    return sum && recheck_tail_common(w, t, n);
}

static void part(recheck_ends *w, recheck_tail *t, expr e)
{
    const expr_node *n = expr_get(reval_pool(w->f->in), e);
    bool fixed = (n->vars >> w->f->t & 1) == 0;
    if (n->op == EXPR_VAR && !fixed &&
        (w->at->far || rrange_is_zero(&w->end))) {
        rrange_set_si(&w->x, w->at->up ? 1 : -1);
        recheck_tail_plain(t, &w->x, 1);
        return;
    }
    if (!fixed && n->op != EXPR_VAR &&
        (w->at->far || (!zero(w, t, e) && !poles(w, t, n))))
        compose(w, t, n);
    if (t->is == RECHECK_NONE)
        recheck_tail_plain(t, reval_enclose(w->f->in, e), 0);
}

/* ---- the integral -------------------------------------------------------- */

/* r = k times the integral of s^a, which is monotone in a; false: infinite for
 * some of these. */
static bool of_power(recheck_ends *w, rrange *r, const recheck_tail *t)
{
    rrange z;
    rrange_init(&z);
    rrange_set_si(&w->x, 1);
    rrange_add(&z, &t->a, &w->x, w->prec);
    bool ok = w->at->far ? rrange_neg(&z) : rrange_pos(&z);
    if (ok) {
        recheck_tail_at_edge(w, r, &z);
        rrange_abs(&z, &z, w->prec);
        rrange_div(r, r, &z, w->prec);
        rrange_mul(r, r, &t->k, w->prec);
        if (t->exp)
            recheck_tail_down(w, r);
    }
    rrange_clear(&z);
    return ok && rrange_is_bounded(r);
}

static bool of_exponential(recheck_ends *w, rrange *r, const recheck_tail *t)
{
    rrange z, x, top;
    bool ok;
    rrange_init(&z);
    rrange_init(&x);
    rrange_init(&top);
    rrange_set(&top, &t->b);
    arf_set(&top.lo, &top.hi);
    top.lo_open = top.hi_open = false;
    recheck_tail_at_edge(w, &x, &t->g);
    rrange_mul(&x, &x, &top, w->prec);
    rrange_neg_of(&x, &x, w->prec);
    recheck_tail_worst(w, &z, &t->a);
    rrange_set_si(&w->x, 1);
    rrange_add(&z, &z, &w->x, w->prec); /* a + 1 */
    rrange_div(&w->y, &z, &t->g, w->prec);
    rrange_sub(&w->y, &w->y, &w->x, w->prec);
    rrange_add(&w->y, &w->y, &w->y, w->prec);
    rrange_sub(&w->y, &x, &w->y, w->prec);
    ok = rrange_pos(&x) && rrange_nonneg(&w->y);
    if (ok) {
        recheck_tail_at_edge(w, r, &z);
        rrange_neg_of(&z, &x, w->prec);
        rrange_exp(&z, &z, w->prec);
        rrange_mul(r, r, &z, w->prec);
        rrange_add(r, r, r, w->prec);
        rrange_div(r, r, &t->g, w->prec);
        rrange_div(r, r, &x, w->prec);
        rrange_mul(r, r, &t->k, w->prec);
        recheck_tail_down(w, r);
    }
    rrange_clear(&z);
    rrange_clear(&x);
    rrange_clear(&top);
    return ok && rrange_is_bounded(r);
}

bool recheck_tail_integral(recheck_ends *w, rrange *r, recheck_tail *t)
{
    recheck_tail_unlog(w, t);
    if (t->is != RECHECK_POWER || (t->exp && !rrange_nonpos(&t->b)))
        return false;
    if (rrange_is_zero(&t->k)) {
        rrange_set_si(r, 0);
        return true;
    }
    if (t->exp && w->at->far && rrange_neg(&t->b) &&
        arf_sgn(&t->b.hi) < 0)
        return of_exponential(w, r, t);
    return of_power(w, r, t);
}

void recheck_end_begin(recheck_ends *w, const recheck_integrand *f,
                       const recheck_end *at)
{
    *w = (recheck_ends){.f = f, .at = at, .prec = reval_prec(f->in)};
    rrange *scratch[] = {&w->log_edge, &w->x, &w->y, &w->here, &w->end};
    w->order = expr_postorder(reval_pool(f->in), f->f, &w->n);
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        rrange_init(scratch[j]);
    rrange_set(&w->here, reval_var(f->in, f->t));
    if (!at->far) {
        arf_set(&w->end.lo, at->p);
        arf_set(&w->end.hi, at->p);
        w->end.ok = true;
    }
    arf_set(&w->x.lo, at->edge);
    arf_set(&w->x.hi, at->edge);
    w->x.ok = true;
    w->x.lo_open = w->x.hi_open = false;
    rrange_log(&w->log_edge, &w->x, w->prec);
    w->v = xcalloc(w->n, sizeof *w->v);
    expr_map_init(&w->place, w->n);
    for (size_t j = 0; j < w->n; j++) {
        recheck_tail_init(&w->v[j]);
        expr_map_set(&w->place, w->order[j], (expr)(j + 1));
        part(w, &w->v[j], w->order[j]);
    }
}

void recheck_end_finish(recheck_ends *w)
{
    rrange *scratch[] = {&w->log_edge, &w->x, &w->y, &w->here, &w->end};
    for (size_t j = 0; j < w->n; j++)
        recheck_tail_clear(&w->v[j]);
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        rrange_clear(scratch[j]);
    free(w->v);
    free(w->order);
    expr_map_clear(&w->place);
}

bool recheck_end_integral(rrange *r, const recheck_integrand *f,
                          const recheck_end *at)
{
    recheck_ends w;
    recheck_end_begin(&w, f, at);
    bool ok = w.log_edge.ok && recheck_tail_integral(&w, r, &w.v[w.n - 1]);
    recheck_end_finish(&w);
    return ok;
}
