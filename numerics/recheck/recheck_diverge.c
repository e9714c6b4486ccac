/* Integrals without a value, by the second engine: a lower bound of |f| up to an
 * end that has no finite integral.  A second opinion.
 *
 * Near an end |f| >= k s^a, k > 0, a <= -1; at infinity a >= -1 (shapes:
 * recheck_end.c), or that times powers of one sine or cosine of u, u' between
 * positive numbers or between negative ones: of each stretch over which u runs
 * through pi the wave leaves a fixed share, and the shares of 1/s over such
 * stretches, none longer than a fixed length, add up without bound. */
#include "recheck_tail.h"

#include "recheck_internal.h"

#include <stdlib.h>

enum {
    TRIES = 14,
    DEEP = 40
};

typedef struct {
    recheck_ends e;
    expr wave; /* the one that is set aside, or EXPR_NONE */
} lower;

static const recheck_tail *shape(const lower *w, expr e)
{
    return &w->e.v[expr_map_get(&w->e.place, e) - 1];
}

/* u' has one sign and is bounded on the range, away from 0, too. */
static bool steady(lower *w, expr u)
{
    rrange c[2];
    rrange_init(&c[0]);
    rrange_init(&c[1]);
    bool ok = recheck_jet(w->e.f->in, u, w->e.f->t, 1, c) &&
              rrange_is_bounded(&c[1]) &&
              arf_sgn(&c[1].lo) * arf_sgn(&c[1].hi) > 0;
    rrange_clear(&c[0]);
    rrange_clear(&c[1]);
    return ok;
}

/* t times |e|^power, but for e's waves; false: they are not found. */
static bool collect(lower *w, recheck_tail *t, expr e, long power, int deep)
{
    const expr_node *x = expr_get(reval_pool(w->e.f->in), e);
    if (deep < DEEP) {
        switch ((expr_op)x->op) {
        case EXPR_NEG:
            return collect(w, t, x->arg[0], power, deep + 1);
        case EXPR_MUL:
            return collect(w, t, x->arg[0], power, deep + 1) &&
                   collect(w, t, x->arg[1], power, deep + 1);
        case EXPR_POW:
            return power * x->p < 1000 &&
                   collect(w, t, x->arg[0], power * x->p, deep + 1);
        case EXPR_SIN:
        case EXPR_COS:
            if (w->wave == EXPR_NONE && steady(w, x->arg[0]))
                w->wave = e;
            if (w->wave == e)
                return true;
            break;
        default:
            break;
        }
    }
    recheck_tail u;
    recheck_tail_init(&u);
    bool ok = true;
    if (deep < DEEP && x->op == EXPR_DIV) {
        ok = collect(w, t, x->arg[0], power, deep + 1);
        recheck_tail_copy(&u, shape(w, x->arg[1]));
        recheck_tail_unlog(&w->e, &u);
        recheck_tail_reciprocal(&w->e, &u);
    } else {
        recheck_tail_copy(&u, shape(w, e));
    }
    if (power != 1)
        recheck_tail_power(&w->e, &u, power, 1);
    recheck_tail_product(&w->e, t, &u);
    recheck_tail_clear(&u);
    return ok && t->is != RECHECK_NONE;
}

static bool too_large(lower *w, recheck_tail *t)
{
    rrange one;
    recheck_tail_unlog(&w->e, t);
    if (t->is != RECHECK_POWER || !rrange_is_bounded(&t->k) ||
        arf_sgn(&t->k.lo) * arf_sgn(&t->k.hi) <= 0 ||
        (t->exp && !rrange_nonneg(&t->b)))
        return false;
    rrange_init(&one);
    rrange_set_si(&one, 1);
    rrange_add(&one, &t->a, &one, w->e.prec);
    bool yes = w->e.at->far ? rrange_nonneg(&one) : rrange_nonpos(&one);
    rrange_clear(&one);
    return yes;
}

bool recheck_diverges_up_to(const recheck_integrand *f, const recheck_end *at)
{
    lower w = {.wave = EXPR_NONE};
    recheck_tail t;
    recheck_tail_init(&t);
    recheck_end_begin(&w.e, f, at);
    recheck_tail_copy(&t, &w.e.v[w.e.n - 1]);
    bool yes = w.e.log_edge.ok && too_large(&w, &t);
    if (!yes && w.e.log_edge.ok && at->far) {
        rrange one;
        rrange_init(&one);
        rrange_set_si(&one, 1);
        recheck_tail_plain(&t, &one, 0);
        yes = collect(&w, &t, f->f, 1, 0) && too_large(&w, &t);
        rrange_clear(&one);
    }
    recheck_end_finish(&w.e);
    recheck_tail_clear(&t);
    return yes;
}

/* The piece of length `edge` at the end p, or beyond it at infinity. */
static void stretch(rrange *r, const recheck_end *at, slong prec)
{
    r->ok = true;
    r->lo_open = r->hi_open = false;
    if (at->far) {
        arf_set(&r->lo, at->edge);
        arf_pos_inf(&r->hi);
        r->hi_open = true;
    } else {
        arf_set(&r->lo, at->p);
        arf_add(&r->hi, at->p, at->edge, prec, ARF_RND_CEIL);
        r->lo_open = true;
    }
    if (at->up)
        return;
    if (at->far) {
        rrange_neg_of(r, r, prec);
    } else {
        arf_sub(&r->lo, at->p, at->edge, prec, ARF_RND_FLOOR);
        arf_set(&r->hi, at->p);
        r->lo_open = false;
        r->hi_open = true;
    }
}

/* At the end p of a range whose other end is q. */
static bool at_one(const recheck_integrand *f, arf_srcptr p, arf_srcptr q)
{
    slong prec = reval_prec(f->in);
    bool yes = false, far = arf_is_inf(p);
    arf_t edge, room;
    rrange x;
    arf_init(edge);
    arf_init(room);
    rrange_init(&x);
    recheck_end at = {far, far ? arf_sgn(p) > 0 : arf_cmp(p, q) < 0, p, edge};
    arf_sub(room, q, p, 64, ARF_RND_DOWN);
    arf_abs(room, room);
    for (int k = 0; k < TRIES && !yes; k++) {
        arf_one(edge);
        arf_mul_2exp_si(edge, edge, far ? 2 * k : -2 * k - 1);
        if (far ? !arf_is_inf(q) && arf_cmpabs(q, edge) > 0
                : arf_cmp(edge, room) >= 0)
            continue;
        stretch(&x, &at, prec);
        reval_set_var(f->in, f->t, &x);
        yes = recheck_diverges_up_to(f, &at);
    }
    arf_clear(edge);
    arf_clear(room);
    rrange_clear(&x);
    return yes;
}

bool recheck_diverges(const recheck_integrand *f, const rrange *a,
                      const rrange *b)
{
    arf_t p, q;
    arf_init(p);
    arf_init(q);
    arf_set(p, &a->lo);
    arf_set(q, &b->lo);
    bool from_inf = (f->infinite & EXPR_FROM_INF) != 0;
    bool to_inf = (f->infinite & EXPR_TO_INF) != 0;
    bool p_known = from_inf || recheck_tail_one_number(a);
    bool q_known = to_inf || recheck_tail_one_number(b);
    if (from_inf)
        arf_neg_inf(p);
    if (to_inf)
        arf_pos_inf(q);
    bool yes = p_known && q_known && !arf_equal(p, q) &&
               (at_one(f, p, q) || at_one(f, q, p));
    arf_clear(p);
    arf_clear(q);
    return yes;
}
