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
#include "recheck_integral.h"

#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    ZEROS = 4 /* orders below it */
};

typedef enum {
    NONE,
    POWER,
    LOG
} shape;

typedef struct {
    shape is;
    bool exp;
    rrange k, a, b, g;
} tail;

typedef struct {
    const recheck_integrand *f;
    const recheck_end *at;
    slong prec;
    rrange log_edge, x, y; /* x, y: scratch */
    rrange here, end;      /* x_t on the range, and at a finite end */
    tail *v;
    expr_map place; /* node -> place in v, plus 1 */
} ends;

static void tail_init(tail *t)
{
    *t = (tail){.is = NONE};
    rrange_init(&t->k);
    rrange_init(&t->a);
    rrange_init(&t->b);
    rrange_init(&t->g);
}

static void tail_clear(tail *t)
{
    rrange_clear(&t->k);
    rrange_clear(&t->a);
    rrange_clear(&t->b);
    rrange_clear(&t->g);
}

static void tail_copy(tail *t, const tail *u)
{
    t->is = u->is;
    t->exp = u->exp;
    rrange_set(&t->k, &u->k);
    rrange_set(&t->a, &u->a);
    rrange_set(&t->b, &u->b);
    rrange_set(&t->g, &u->g);
}

static void plain(tail *t, const rrange *k, long a)
{
    t->is = rrange_is_bounded(k) ? POWER : NONE;
    t->exp = false;
    rrange_set(&t->k, k);
    rrange_set_si(&t->a, a);
}

static bool one_number(const rrange *r)
{
    return rrange_is_bounded(r) && arf_equal(&r->lo, &r->hi);
}

/* r = the hull of r and 0. */
static void down(ends *w, rrange *r)
{
    rrange zero;
    rrange_init(&zero);
    rrange_set_si(&zero, 0);
    rrange_hull(r, r, &zero, w->prec);
    rrange_clear(&zero);
}

/* r = edge^d */
static void at_edge(ends *w, rrange *r, const rrange *d)
{
    rrange_mul(r, d, &w->log_edge, w->prec);
    rrange_exp(r, r, w->prec);
}

/* k times s^d, which falls towards the end. */
static void damp(ends *w, rrange *k, const rrange *d)
{
    rrange e;
    rrange_init(&e);
    at_edge(w, &e, d);
    down(w, &e);
    rrange_mul(k, k, &e, w->prec);
    rrange_clear(&e);
}

/* The end of an exponent's interval where s^a is largest near the end. */
static void worst(const ends *w, rrange *r, const rrange *a)
{
    arf_t x;
    arf_init(x);
    arf_set(x, w->at->far ? &a->hi : &a->lo);
    arf_set(&r->lo, x);
    arf_set(&r->hi, x);
    r->ok = true;
    r->lo_open = r->hi_open = false;
    arf_clear(x);
}

/* The exponent becomes a, which is no better than t's. */
static void fit(ends *w, tail *t, const rrange *a)
{
    rrange old;
    rrange_init(&old);
    worst(w, &old, &t->a);
    if (!one_number(&t->a))
        down(w, &t->k);
    if (!arf_equal(&old.lo, &a->lo)) {
        rrange_sub(&old, &old, a, w->prec);
        damp(w, &t->k, &old);
    }
    rrange_set(&t->a, a);
    rrange_clear(&old);
}

/* exp(b s^g) goes into k, if it does not grow. */
static void absorb(ends *w, tail *t)
{
    rrange e;
    if (t->is != POWER || !t->exp)
        return;
    t->exp = false;
    if (!rrange_nonpos(&t->b)) {
        t->is = NONE;
        return;
    }
    rrange_init(&e);
    at_edge(w, &e, &t->g);
    rrange_mul(&e, &e, &t->b, w->prec);
    rrange_exp(&e, &e, w->prec);
    down(w, &e);
    rrange_mul(&t->k, &t->k, &e, w->prec);
    rrange_clear(&e);
}

/* LOG to POWER: s^d |log s| <= 1/(d e) where s^d falls, d = +-1/64: < 24. */
static void unlog(ends *w, tail *t)
{
    rrange d, l;
    mpq_t q;
    if (t->is != LOG)
        return;
    rrange_init(&d);
    rrange_init(&l);
    mpq_init(q);
    mpq_set_si(q, w->at->far ? -1 : 1, 64);
    rrange_set_q(&d, q, false, q, false, w->prec);
    rrange_set_si(&l, w->at->far ? 24 : -24);
    down(w, &l);
    rrange_mul(&l, &l, &t->a, w->prec);
    damp(w, &t->k, &d);
    rrange_add(&t->k, &t->k, &l, w->prec);
    rrange_neg_of(&t->a, &d, w->prec);
    t->is = POWER;
    t->exp = false;
    mpq_clear(q);
    rrange_clear(&d);
    rrange_clear(&l);
}

static bool is_number(const tail *t)
{
    return t->is == POWER && !t->exp && rrange_is_zero(&t->a);
}

/* Both to one power, without exponentials unless they are the same up to b. */
static bool together(ends *w, tail *t, tail *u)
{
    unlog(w, t);
    unlog(w, u);
    if (t->exp && u->exp && arf_equal(&t->g.lo, &u->g.lo)) {
        bool same = one_number(&t->b) && one_number(&u->b) &&
                    arf_equal(&t->b.lo, &u->b.lo);
        if (!same) { /* exp((b - top) s^g) is in (0, 1] */
            if (arf_cmp(&t->b.hi, &u->b.hi) < 0)
                arf_set(&t->b.hi, &u->b.hi);
            arf_set(&t->b.lo, &t->b.hi);
            t->b.lo_open = t->b.hi_open = false;
            rrange_set(&u->b, &t->b);
            down(w, &t->k);
            down(w, &u->k);
        }
    } else {
        absorb(w, t);
        absorb(w, u);
    }
    if (t->is != POWER || u->is != POWER)
        return false;
    rrange a, b;
    rrange_init(&a);
    rrange_init(&b);
    worst(w, &a, &t->a);
    worst(w, &b, &u->a);
    if ((arf_cmp(&a.lo, &b.lo) < 0) == w->at->far)
        rrange_swap(&a, &b);
    fit(w, t, &a);
    fit(w, u, &a);
    rrange_clear(&a);
    rrange_clear(&b);
    return true;
}

/* t = op(t, u); u is spoilt. */
static void sum(ends *w, tail *t, tail *u, rrange_binary *op)
{
    bool logs = (t->is == LOG || is_number(t)) &&
                (u->is == LOG || is_number(u)) && op != rrange_hull;
    if (logs && (t->is == LOG || u->is == LOG)) { /* a number has a = 0 */
        op(&t->a, &t->a, &u->a, w->prec);
        op(&t->k, &t->k, &u->k, w->prec);
        t->is = LOG;
        t->exp = false;
        return;
    }
    if (together(w, t, u))
        op(&t->k, &t->k, &u->k, w->prec);
    else
        t->is = NONE;
}

static void product(ends *w, tail *t, tail *u)
{
    if ((t->is == LOG && is_number(u)) || (u->is == LOG && is_number(t))) {
        tail *l = t->is == LOG ? t : u, *n = l == t ? u : t;
        rrange_mul(&l->a, &l->a, &n->k, w->prec);
        rrange_mul(&l->k, &l->k, &n->k, w->prec);
        if (l == u)
            tail_copy(t, u);
        return;
    }
    unlog(w, t);
    unlog(w, u);
    if (t->is != POWER || u->is != POWER) {
        t->is = NONE;
        return;
    }
    rrange_add(&t->a, &t->a, &u->a, w->prec);
    rrange_mul(&t->k, &t->k, &u->k, w->prec);
    if (!u->exp)
        return;
    if (!t->exp) {
        rrange_set(&t->b, &u->b);
        rrange_set(&t->g, &u->g);
        t->exp = true;
        return;
    }
    if (!arf_equal(&t->g.lo, &u->g.lo)) {
        bool t_slow = (arf_cmp(&t->g.lo, &u->g.lo) < 0) == w->at->far;
        tail *slow = t_slow ? t : u, *fast = t_slow ? u : t;
        rrange_sub(&w->x, &slow->g, &fast->g, w->prec);
        damp(w, &slow->b, &w->x);
        rrange_set(&slow->g, &fast->g);
    }
    rrange_add(&t->b, &t->b, &u->b, w->prec);
}

static void reciprocal(ends *w, tail *t)
{
    if (t->is != POWER || !rrange_nonzero(&t->k)) {
        t->is = NONE;
        return;
    }
    rrange_set_si(&w->x, 1);
    rrange_div(&t->k, &w->x, &t->k, w->prec);
    rrange_neg_of(&t->a, &t->a, w->prec);
    if (t->exp)
        rrange_neg_of(&t->b, &t->b, w->prec);
}

static void power(ends *w, tail *t, long p, long q)
{
    mpq_t r;
    unlog(w, t);
    if (t->is != POWER || (q > 1 && !rrange_nonneg(&t->k))) {
        t->is = NONE;
        return;
    }
    if (q > 1)
        rrange_root(&t->k, &t->k, (ulong)p, (ulong)q, w->prec);
    else
        rrange_pow(&t->k, &t->k, (ulong)p, w->prec);
    mpq_init(r);
    mpq_set_si(r, p, (unsigned long)q);
    mpq_canonicalize(r);
    rrange_set_q(&w->x, r, false, r, false, w->prec);
    rrange_mul(&t->a, &t->a, &w->x, w->prec);
    if (t->exp)
        rrange_mul(&t->b, &t->b, &w->x, w->prec);
    mpq_clear(r);
}

static void exponential(ends *w, tail *t)
{
    if (t->is == LOG) {
        rrange_exp(&t->k, &t->k, w->prec);
        t->is = POWER;
        t->exp = false;
        return;
    }
    absorb(w, t);
    if (t->is != POWER)
        return;
    worst(w, &w->y, &t->a);
    rrange_set(&w->x, &w->y);
    fit(w, t, &w->x);
    int grows = arf_sgn(&w->y.lo) * (w->at->far ? 1 : -1);
    if (grows > 0) {
        rrange_set(&t->g, &t->a);
        rrange_set(&t->b, &t->k);
        rrange_set_si(&t->k, 1);
        t->exp = true;
    } else {
        if (grows < 0)
            damp(w, &t->k, &t->a);
        rrange_exp(&t->k, &t->k, w->prec);
    }
    rrange_set_si(&t->a, 0);
}

static void logarithm(ends *w, tail *t)
{
    if (t->is != POWER || t->exp || !rrange_pos(&t->k)) {
        t->is = NONE;
        return;
    }
    rrange_log(&t->k, &t->k, w->prec);
    t->is = LOG;
}

/* ---- parts --------------------------------------------------------------- */

/* A zero of order m at the end, m < ZEROS: s^m times its m-th coefficient. */
static bool zero(ends *w, tail *t, expr e)
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
        plain(t, &c[m], m);
    reval_set_var(in, w->f->t, &w->here);
    for (int j = 0; j < ZEROS; j++)
        rrange_clear(&c[j]);
    rrange_clear(&closed);
    return ok && t->is != NONE;
}

static void choose(ends *w, tail *t, const expr_node *n, tail *u)
{
    const rrange *h = reval_enclose(w->f->in, n->arg[0]);
    const tail *yes = &w->v[expr_map_get(&w->place, n->arg[1]) - 1];
    const tail *no = &w->v[expr_map_get(&w->place, n->arg[2]) - 1];
    t->is = NONE;
    if (!h->ok)
        return;
    if (n->strict ? rrange_pos(h) : rrange_nonneg(h)) {
        tail_copy(t, yes);
    } else if (n->strict ? rrange_nonpos(h) : rrange_neg(h)) {
        tail_copy(t, no);
    } else {
        tail_copy(t, yes);
        tail_copy(u, no);
        sum(w, t, u, rrange_hull);
    }
}

static void compose(ends *w, tail *t, const expr_node *n)
{
    tail u;
    tail_init(&u);
    t->is = NONE;
    if (n->nargs > 0)
        tail_copy(t, &w->v[expr_map_get(&w->place, n->arg[0]) - 1]);
    if (n->nargs > 1)
        tail_copy(&u, &w->v[expr_map_get(&w->place, n->arg[1]) - 1]);
    switch ((expr_op)n->op) {
    case EXPR_NEG:
        rrange_neg_of(&t->k, &t->k, w->prec);
        if (t->is == LOG)
            rrange_neg_of(&t->a, &t->a, w->prec);
        break;
    case EXPR_ADD:
        sum(w, t, &u, rrange_add);
        break;
    case EXPR_SUB:
        sum(w, t, &u, rrange_sub);
        break;
    case EXPR_MIN:
    case EXPR_MAX:
        sum(w, t, &u, rrange_hull);
        break;
    case EXPR_DIV:
        reciprocal(w, &u);
        product(w, t, &u);
        break;
    case EXPR_MUL:
        product(w, t, &u);
        break;
    case EXPR_POW:
        power(w, t, n->p, 1);
        break;
    case EXPR_ROOT:
        power(w, t, n->p, n->q);
        break;
    case EXPR_SQRT:
        power(w, t, 1, 2);
        break;
    case EXPR_EXP:
        exponential(w, t);
        break;
    case EXPR_LOG:
        logarithm(w, t);
        break;
    case EXPR_ABS:
        unlog(w, t);
        rrange_abs(&t->k, &t->k, w->prec);
        break;
    case EXPR_IF:
        choose(w, t, n, &u);
        break;
    default:
        t->is = NONE;
        break;
    }
    if (t->is != NONE &&
        (!rrange_is_bounded(&t->k) || !rrange_is_bounded(&t->a) ||
         (t->exp && !rrange_is_bounded(&t->b))))
        t->is = NONE;
    tail_clear(&u);
}

static void part(ends *w, tail *t, expr e)
{
    const expr_node *n = expr_get(reval_pool(w->f->in), e);
    bool fixed = (n->vars >> w->f->t & 1) == 0;
    if (n->op == EXPR_VAR && !fixed &&
        (w->at->far || rrange_is_zero(&w->end))) {
        rrange_set_si(&w->x, w->at->up ? 1 : -1);
        plain(t, &w->x, 1);
        return;
    }
    if (!fixed && n->op != EXPR_VAR && (w->at->far || !zero(w, t, e)))
        compose(w, t, n);
    if (t->is == NONE)
        plain(t, reval_enclose(w->f->in, e), 0);
}

/* ---- the integral -------------------------------------------------------- */

/* r = k times the integral of s^a, a's worst end; false: infinite. */
static bool of_power(ends *w, rrange *r, const tail *t)
{
    rrange z;
    rrange_init(&z);
    worst(w, &z, &t->a);
    rrange_set_si(&w->x, 1);
    rrange_add(&z, &z, &w->x, w->prec);
    bool ok = w->at->far ? rrange_neg(&z) : rrange_pos(&z);
    if (ok) {
        at_edge(w, r, &z);
        rrange_abs(&z, &z, w->prec);
        rrange_div(r, r, &z, w->prec);
        rrange_mul(r, r, &t->k, w->prec);
        if (!one_number(&t->a) || t->exp)
            down(w, r);
    }
    rrange_clear(&z);
    return ok && rrange_is_bounded(r);
}

static bool of_exponential(ends *w, rrange *r, const tail *t)
{
    rrange z, x, top;
    bool ok;
    rrange_init(&z);
    rrange_init(&x);
    rrange_init(&top);
    rrange_set(&top, &t->b);
    arf_set(&top.lo, &top.hi);
    top.lo_open = top.hi_open = false;
    at_edge(w, &x, &t->g);
    rrange_mul(&x, &x, &top, w->prec);
    rrange_neg_of(&x, &x, w->prec);
    worst(w, &z, &t->a);
    rrange_set_si(&w->x, 1);
    rrange_add(&z, &z, &w->x, w->prec); /* a + 1 */
    rrange_div(&w->y, &z, &t->g, w->prec);
    rrange_sub(&w->y, &w->y, &w->x, w->prec);
    rrange_add(&w->y, &w->y, &w->y, w->prec);
    rrange_sub(&w->y, &x, &w->y, w->prec);
    ok = rrange_pos(&x) && rrange_nonneg(&w->y);
    if (ok) {
        at_edge(w, r, &z);
        rrange_neg_of(&z, &x, w->prec);
        rrange_exp(&z, &z, w->prec);
        rrange_mul(r, r, &z, w->prec);
        rrange_add(r, r, r, w->prec);
        rrange_div(r, r, &t->g, w->prec);
        rrange_div(r, r, &x, w->prec);
        rrange_mul(r, r, &t->k, w->prec);
        down(w, r);
    }
    rrange_clear(&z);
    rrange_clear(&x);
    rrange_clear(&top);
    return ok && rrange_is_bounded(r);
}

static bool whole(ends *w, rrange *r, tail *t)
{
    unlog(w, t);
    if (t->is != POWER || (t->exp && !rrange_nonpos(&t->b)))
        return false;
    if (t->exp && w->at->far && rrange_neg(&t->b) &&
        arf_sgn(&t->b.hi) < 0)
        return of_exponential(w, r, t);
    return of_power(w, r, t);
}

bool recheck_end_integral(rrange *r, const recheck_integrand *f,
                          const recheck_end *at)
{
    ends w = {.f = f, .at = at, .prec = reval_prec(f->in)};
    rrange *scratch[] = {&w.log_edge, &w.x, &w.y, &w.here, &w.end};
    size_t n;
    expr *order = expr_postorder(reval_pool(f->in), f->f, &n);
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        rrange_init(scratch[j]);
    rrange_set(&w.here, reval_var(f->in, f->t));
    if (!at->far) {
        arf_set(&w.end.lo, at->p);
        arf_set(&w.end.hi, at->p);
        w.end.ok = true;
    }
    arf_set(&w.x.lo, at->edge);
    arf_set(&w.x.hi, at->edge);
    w.x.ok = true;
    w.x.lo_open = w.x.hi_open = false;
    rrange_log(&w.log_edge, &w.x, w.prec);
    w.v = xcalloc(n, sizeof *w.v);
    expr_map_init(&w.place, n);
    for (size_t j = 0; j < n; j++) {
        tail_init(&w.v[j]);
        expr_map_set(&w.place, order[j], (expr)(j + 1));
        part(&w, &w.v[j], order[j]);
    }
    bool ok = w.log_edge.ok && whole(&w, r, &w.v[n - 1]);
    for (size_t j = 0; j < n; j++)
        tail_clear(&w.v[j]);
    for (size_t j = 0; j < sizeof scratch / sizeof *scratch; j++)
        rrange_clear(scratch[j]);
    free(w.v);
    free(order);
    expr_map_clear(&w.place);
    return ok;
}
