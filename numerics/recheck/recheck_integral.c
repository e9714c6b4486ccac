/* A whole integral of the second engine.  A second opinion.
 *
 * Thick ends: from the ends' inner numbers, and what lies between those and
 * the outer ones counts with any part of itself, that is with the hull of 0
 * and the integrals of its positive and of its negative part. */
#include "recheck_piece.h"

#include "recheck_internal.h"

#include "../expr/expr_function.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    MOST_WORK = 8000000,
    LEAST_PIECES = 120,
    TOP_DEGREE = 100
};

/* A conditional or a step of x_t alone chooses, for each x_t, the same for all
 * values of the others; one of others, too, or a further integral may jump. */
static bool moves(const expr_pool *pool, expr f, int t)
{
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    bool yes = false;
    for (size_t k = 0; k < n && !yes; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        yes = x->op == EXPR_INTEGRAL;
        if (x->op == EXPR_IF || expr_function_has_steps((expr_op)x->op))
            yes = (expr_vars(pool, x->arg[0]) & ~(UINT64_C(1) << t)) != 0;
    }
    free(order);
    return yes;
}

slong recheck_integral_aim(reval *in, expr f, int t)
{
    const expr_pool *pool = reval_pool(in);
    slong bits = reval_prec(in) - 8, most = reval_prec(in) / 6;
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        const rrange *x = reval_var(in, i);
        if ((expr_vars(pool, f) >> i & 1) == 0 || i == t ||
            !rrange_is_bounded(x) || arf_equal(&x->lo, &x->hi))
            continue;
        arf_t d;
        arf_init(d);
        recheck_piece_spread(d, x);
        slong b = 12 - arf_abs_bound_lt_2exp_si(d);
        slong e = arf_abs_bound_lt_2exp_si(
            arf_cmpabs(&x->lo, &x->hi) > 0 ? &x->lo : &x->hi);
        b += e > 0 ? e : 0;
        bits = b < bits ? b : bits;
        arf_clear(d);
    }
    bits = bits < 12 ? 12 : bits;
    reval_depth *d = reval_depth_of(in);
    if (d->asked > 0 && d->asked < bits)
        bits = d->asked;
    d->aim = 0;
    if (expr_integral_depth(pool, f) > 0) { /* bits are dear */
        bits = bits < most ? bits : most;
        d->aim = bits + 10;
    }
    return bits;
}

static void begin(recheck_work *w, const recheck_integrand *f)
{
    const expr_pool *pool = reval_pool(f->in);
    *w = (recheck_work){.f = f, .prec = reval_prec(f->in), .continuous = true,
                .decided = true};
    w->moves = moves(pool, f->f, f->t);
    w->whole = expr_steps(pool, f->f, NULL, 0) > 0;
    w->bits = recheck_integral_aim(f->in, f->f, f->t);
    w->m = 4 + 2 * (int)(w->bits / 10);
    w->m = w->m < TOP_DEGREE ? w->m : TOP_DEGREE;
    if (expr_integral_is_sum(pool, f->f, f->t))
        w->m = 2;
    w->c = recheck_ranges_new(w->m + 1);
    size_t cost = (size_t)(w->m * w->m) * expr_size(pool, f->f);
    cost += cost / 512 * (size_t)w->prec;
    w->budget = MOST_WORK / cost;
    w->budget = w->budget < LEAST_PIECES ? LEAST_PIECES : w->budget;
    w->budget = w->budget > RECHECK_MOST_PIECES ? RECHECK_MOST_PIECES : w->budget;
}

/* Is f smooth on the closed [p, q], in one?  An end that moves there has f for the
 * integral's slope. */
static bool is_smooth(const recheck_work *w, const recheck_piece *range)
{
    rrange x;
    bool continuous, decided;
    rrange_init(&x);
    arf_set(&x.lo, range->p);
    arf_set(&x.hi, range->q);
    x.ok = true;
    x.lo_open = x.hi_open = false;
    reval_set_var(w->f->in, w->f->t, &x);
    reval_smoothness(w->f->in, w->f->f, &continuous, &decided);
    rrange_clear(&x);
    return continuous && decided;
}

/* r += the integral over [p, q]; false where that is not known. */
static bool more(recheck_work *w, rrange *r, const recheck_piece *range, bool part)
{
    rrange v;
    if (arf_equal(range->p, range->q))
        return true;
    if (part)
        w->decided = is_smooth(w, range) && w->decided;
    rrange_init(&v);
    bool ok = recheck_piece_over(w, &v, range, part);
    rrange_add(r, r, &v, w->prec);
    rrange_clear(&v);
    return ok;
}

/* From a to b, where no number of a exceeds one of b. */
static bool forward(recheck_work *w, rrange *r, const rrange *a, const rrange *b)
{
    recheck_pieces p = {0};
    for (int k = 0; k < 3; k++)
        recheck_piece_append(&p);
    recheck_piece *left = &p.v[0], *core = &p.v[1], *right = &p.v[2];
    bool one_a = arf_equal(&a->lo, &a->hi), one_b = arf_equal(&b->lo, &b->hi);
    bool touch = arf_equal(&a->hi, &b->lo);
    arf_set(left->p, &a->lo);
    arf_set(left->q, &a->hi);
    left->p_end = true;
    left->q_end = touch && one_b;
    arf_set(core->p, &a->hi);
    arf_set(core->q, &b->lo);
    core->p_end = one_a;
    core->q_end = one_b;
    arf_set(right->p, &b->lo);
    arf_set(right->q, &b->hi);
    right->p_end = touch && one_a;
    right->q_end = true;
    bool ok = more(w, r, left, true) && more(w, r, core, false) &&
              more(w, r, right, true);
    recheck_piece_release(&p);
    return ok;
}

/* Anything in the hull of both ends, either way round. */
static bool either_way(recheck_work *w, rrange *r, const rrange *a, const rrange *b)
{
    recheck_pieces p = {0};
    recheck_piece *all = recheck_piece_append(&p);
    rrange minus;
    rrange_init(&minus);
    arf_set(all->p, arf_cmp(&a->lo, &b->lo) < 0 ? &a->lo : &b->lo);
    arf_set(all->q, arf_cmp(&a->hi, &b->hi) > 0 ? &a->hi : &b->hi);
    all->p_end = all->q_end = true;
    bool ok = more(w, r, all, true);
    rrange_neg_of(&minus, r, w->prec);
    rrange_hull(r, r, &minus, w->prec);
    rrange_clear(&minus);
    recheck_piece_release(&p);
    return ok;
}

void recheck_integral(rrange *r, const recheck_integrand *f, const rrange *a,
                      const rrange *b, bool *continuous, bool *decided)
{
    rrange x, y;
    recheck_work w;
    bool ok = true;
    rrange_init(&x);
    rrange_init(&y);
    rrange_set(&x, a);
    rrange_set(&y, b);
    if ((f->infinite & EXPR_FROM_INF) == 0)
        ok = rrange_is_bounded(a);
    if ((f->infinite & EXPR_TO_INF) == 0)
        ok = ok && rrange_is_bounded(b);
    rrange_undefine(r);
    *continuous = *decided = false;
    if (ok) {
        if ((f->infinite & EXPR_FROM_INF) != 0) {
            arf_neg_inf(&x.lo);
            arf_neg_inf(&x.hi);
        }
        if ((f->infinite & EXPR_TO_INF) != 0) {
            arf_pos_inf(&y.lo);
            arf_pos_inf(&y.hi);
        }
        begin(&w, f);
        rrange_set_si(r, 0);
        if (arf_cmp(&x.hi, &y.lo) <= 0) {
            ok = forward(&w, r, &x, &y);
        } else if (arf_cmp(&y.hi, &x.lo) <= 0) {
            ok = forward(&w, r, &y, &x);
            rrange_neg_of(r, r, w.prec);
        } else {
            ok = either_way(&w, r, &x, &y);
        }
        *continuous = ok && w.continuous;
        *decided = ok && w.decided;
        recheck_ranges_free(w.c, w.m + 1);
        if (!ok)
            rrange_undefine(r);
    }
    rrange_clear(&x);
    rrange_clear(&y);
}
