/* Integrals of the second engine: pieces, cut in rounds.  A second opinion.
 *
 * Three ways to enclose the integral of f over a piece [p, q]: its length times
 * f's range; f's Taylor polynomial at the middle, of odd degree, with the next
 * coefficient over the piece (Lagrange) for what is left, integrated term by
 * term; at an end of the whole, or at infinity, a majorant (recheck_end.c).
 * In each round those pieces are cut, at 7/16 of their length, that hold back
 * the sum: no other tree of pieces than the first engine's, and other orders.
 *
 * Thick ends: from the ends' inner numbers, and what lies between those and
 * the outer ones counts with any part of itself, that is with the hull of 0
 * and the integrals of its positive and of its negative part. */
#include "recheck_integral.h"

#include "recheck_internal.h"

#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    MOST_WORK = 3000000,
    LEAST_PIECES = 400,
    MOST_PIECES = 2000,
    PART_PIECES = 12,
    TOP_DEGREE = 100,
    CUT = 7, /* sixteenths */
    CUTS_DEEP = 3000,
    CUTS_UNKNOWN = 80 /* where f has no range */
};

typedef struct {
    arf_t p, q;
    rrange v;
    arf_t loss; /* of width, that cutting could save */
    bool p_end, q_end, ok, continuous, decided;
    int deep;
} piece;

typedef struct {
    const recheck_integrand *f;
    slong prec, bits;
    int m; /* even: the remainder's order */
    rrange *c;
    size_t budget; /* pieces that may still be looked at */
    bool continuous, decided, moves, rough; /* rough: no polynomials yet */
} work;

typedef struct {
    piece *v;
    size_t n, cap;
} pieces;

/* ---- pieces -------------------------------------------------------------- */

static piece *append(pieces *ps)
{
    if (ps->n == ps->cap) {
        ps->cap = 2 * ps->cap + 16;
        ps->v = xrealloc(ps->v, ps->cap * sizeof *ps->v);
    }
    piece *s = &ps->v[ps->n++];
    arf_init(s->p);
    arf_init(s->q);
    arf_init(s->loss);
    rrange_init(&s->v);
    s->p_end = s->q_end = s->ok = s->continuous = s->decided = false;
    s->deep = 0;
    return s;
}

static void release(pieces *ps)
{
    for (size_t k = 0; k < ps->n; k++) {
        arf_clear(ps->v[k].p);
        arf_clear(ps->v[k].q);
        arf_clear(ps->v[k].loss);
        rrange_clear(&ps->v[k].v);
    }
    free(ps->v);
}

static void between(rrange *r, const piece *s)
{
    arf_set(&r->lo, s->p);
    arf_set(&r->hi, s->q);
    r->ok = true;
    r->lo_open = s->p_end || arf_is_inf(s->p);
    r->hi_open = s->q_end || arf_is_inf(s->q);
}

static void point(rrange *r, const arf_t x)
{
    arf_set(&r->lo, x);
    arf_set(&r->hi, x);
    r->ok = true;
    r->lo_open = r->hi_open = false;
}

static void spread(arf_t d, const rrange *v)
{
    if (rrange_is_bounded(v))
        arf_sub(d, &v->hi, &v->lo, 64, ARF_RND_CEIL);
    else
        arf_pos_inf(d);
}

/* r = c times the integral of (t - m)^k over [p, q]: with h = q - m and
 * l = p - m, (h^(k+1) - l^(k+1))/(k+1). */
static void term(rrange *r, const rrange *c, const rrange *h, const rrange *l,
                 int k, slong prec)
{
    rrange x, y;
    rrange_init(&x);
    rrange_init(&y);
    rrange_pow(&x, h, (ulong)k + 1, prec);
    rrange_pow(&y, l, (ulong)k + 1, prec);
    rrange_sub(&x, &x, &y, prec);
    rrange_set_si(&y, k + 1);
    rrange_div(&x, &x, &y, prec);
    rrange_mul(r, &x, c, prec);
    rrange_clear(&x);
    rrange_clear(&y);
}

static bool by_polynomial(work *w, piece *s, rrange *r, rrange *rest)
{
    reval *in = w->f->in;
    if (!recheck_jet(in, w->f->f, w->f->t, w->m, w->c))
        return false;
    rrange h, l, m, t;
    arf_t mid;
    arf_init(mid);
    rrange_init(&h);
    rrange_init(&l);
    rrange_init(&m);
    rrange_init(&t);
    arf_add(mid, s->p, s->q, w->prec, ARF_RND_NEAR);
    arf_mul_2exp_si(mid, mid, -1);
    point(&m, mid);
    point(&h, s->q);
    point(&l, s->p);
    rrange_sub(&h, &h, &m, w->prec);
    rrange_sub(&l, &l, &m, w->prec);
    term(rest, &w->c[w->m], &h, &l, w->m, w->prec);
    reval_set_var(in, w->f->t, &m);
    bool ok = recheck_jet(in, w->f->f, w->f->t, w->m - 1, w->c);
    rrange_set(r, rest);
    for (int k = w->m - 1; ok && k >= 0; k--) {
        term(&t, &w->c[k], &h, &l, k, w->prec);
        rrange_add(r, r, &t, w->prec);
    }
    rrange_clear(&h);
    rrange_clear(&l);
    rrange_clear(&m);
    rrange_clear(&t);
    arf_clear(mid);
    return ok && rrange_is_bounded(r);
}

static bool at_end(work *w, piece *s)
{
    recheck_end at = {false, true, s->p, NULL};
    arf_t edge;
    bool ok = false;
    arf_init(edge);
    at.edge = edge;
    at.far = arf_is_inf(s->p) || arf_is_inf(s->q);
    if (at.far && arf_is_inf(s->p) != arf_is_inf(s->q)) {
        at.up = arf_is_inf(s->q);
        arf_set(edge, at.up ? s->p : s->q);
        if (!at.up)
            arf_neg(edge, edge);
        ok = arf_cmp_si(edge, 1) >= 0;
    } else if (!at.far && s->p_end != s->q_end) {
        at.up = s->p_end;
        at.p = at.up ? s->p : s->q;
        arf_sub(edge, s->q, s->p, w->prec, ARF_RND_CEIL);
        ok = arf_cmp_si(edge, 1) <= 0;
    }
    ok = ok && recheck_end_integral(&s->v, w->f, &at);
    arf_clear(edge);
    return ok;
}

static void look_at(work *w, piece *s, bool part)
{
    rrange t, flat, rest;
    reval *in = w->f->in;
    rrange_init(&t);
    rrange_init(&flat);
    rrange_init(&rest);
    w->budget -= w->budget > 0;
    between(&t, s);
    reval_set_var(in, w->f->t, &t);
    rrange_set(&flat, reval_enclose(in, w->f->f));
    reval_smoothness(in, w->f->f, &s->continuous, &s->decided);
    s->ok = false;
    if (rrange_is_bounded(&t) && rrange_is_bounded(&flat)) {
        rrange h, l;
        rrange_init(&h);
        rrange_init(&l);
        point(&h, s->q);
        point(&l, s->p);
        rrange_sub(&h, &h, &l, w->prec);
        rrange_mul(&s->v, &h, &flat, w->prec);
        spread(s->loss, &s->v);
        if (!part && !w->rough && by_polynomial(w, s, &t, &rest)) {
            arf_t d;
            arf_init(d);
            spread(d, &rest);
            if (arf_cmp(d, s->loss) <= 0) {
                arf_set(s->loss, d);
                rrange_set(&s->v, &t);
            }
            arf_clear(d);
        }
        s->ok = rrange_is_bounded(&s->v);
        rrange_clear(&h);
        rrange_clear(&l);
    } else if (at_end(w, s)) {
        spread(s->loss, &s->v);
        s->ok = rrange_is_bounded(&s->v);
    }
    if (s->ok && part) {
        rrange_set_si(&t, 0);
        rrange_hull(&s->v, &s->v, &t, w->prec);
    }
    rrange_clear(&t);
    rrange_clear(&flat);
    rrange_clear(&rest);
}

/* ---- rounds -------------------------------------------------------------- */

static void place_to_cut(arf_t m, const piece *s, slong prec)
{
    if (arf_is_inf(s->p) && arf_is_inf(s->q)) {
        arf_zero(m);
    } else if (arf_is_inf(s->p) || arf_is_inf(s->q)) {
        arf_one(m);
        arf_mul_2exp_si(m, m, s->deep);
        if (arf_is_inf(s->q))
            arf_add(m, s->p, m, prec, ARF_RND_NEAR);
        else
            arf_sub(m, s->q, m, prec, ARF_RND_NEAR);
    } else {
        arf_sub(m, s->q, s->p, prec, ARF_RND_NEAR);
        arf_mul_ui(m, m, s->q_end && !s->p_end ? 16 - CUT : CUT, prec,
                   ARF_RND_NEAR);
        arf_mul_2exp_si(m, m, -4);
        arf_add(m, s->p, m, prec, ARF_RND_NEAR);
    }
}

static bool halve(work *w, pieces *ps, size_t k, bool part)
{
    piece *b = append(ps), *a = &ps->v[k];
    arf_t m;
    arf_init(m);
    bool both = arf_is_inf(a->p) && arf_is_inf(a->q);
    place_to_cut(m, a, w->prec);
    bool ok = arf_cmp(a->p, m) < 0 && arf_cmp(m, a->q) < 0 &&
              a->deep < (a->ok ? CUTS_DEEP : CUTS_UNKNOWN);
    if (ok) {
        arf_set(b->p, m);
        arf_set(b->q, a->q);
        arf_set(a->q, m);
        b->q_end = a->q_end;
        a->q_end = false;
        b->deep = a->deep += !both;
        look_at(w, a, part);
        look_at(w, b, part);
    } else {
        rrange_clear(&b->v);
        arf_clear(b->p);
        arf_clear(b->q);
        arf_clear(b->loss);
        ps->n--;
    }
    arf_clear(m);
    return ok;
}

/* Is what cutting could save small against the value, or against what is left?
 * *limit: a piece that holds back less is left alone. */
static bool enough(const work *w, const pieces *ps, bool part, arf_t limit)
{
    arf_t loss, size, left, d;
    arf_init(loss);
    arf_init(size);
    arf_init(left);
    arf_init(d);
    bool ok = true;
    for (size_t k = 0; k < ps->n; k++) {
        const piece *s = &ps->v[k];
        if (!s->ok) {
            ok = false;
            continue;
        }
        arf_add(loss, loss, s->loss, 64, ARF_RND_CEIL);
        spread(d, &s->v);
        arf_add(left, left, d, 64, ARF_RND_CEIL);
        arf_set(d, &s->v.hi);
        if (arf_cmpabs(&s->v.lo, d) > 0)
            arf_set(d, &s->v.lo);
        arf_abs(d, d);
        arf_add(size, size, d, 64, ARF_RND_CEIL);
    }
    arf_sub(left, left, loss, 64, ARF_RND_FLOOR);
    arf_mul_2exp_si(left, left, -3);
    arf_mul_2exp_si(size, size, part ? -1 : -w->bits);
    arf_set_ui(d, 2 * ps->n);
    arf_div(limit, loss, d, 64, ARF_RND_FLOOR);
    ok = ok && (arf_cmp(loss, left) <= 0 || arf_cmp(loss, size) <= 0);
    arf_clear(loss);
    arf_clear(size);
    arf_clear(left);
    arf_clear(d);
    return ok;
}

static bool unseen(const pieces *ps)
{
    bool yes = false;
    for (size_t k = 0; k < ps->n; k++)
        yes = yes || !ps->v[k].ok;
    return yes;
}

/* One round; without a limit only pieces where f has no range.  false when nothing was or could be cut. */
static bool once(work *w, pieces *ps, bool part, arf_srcptr limit,
                 size_t most)
{
    size_t n = ps->n;
    bool any = false;
    for (size_t k = 0; k < n; k++) {
        bool needed = !ps->v[k].ok;
        if (!needed && (limit == NULL || arf_cmp(ps->v[k].loss, limit) <= 0 || ps->n >= most))
            continue;
        if (w->budget == 0)
            return false;
        bool done = halve(w, ps, k, part);
        if (!done && needed)
            return false;
        if (!done)
            arf_zero(ps->v[k].loss);
        any = any || done;
    }
    return any;
}

/* The integral over [p, q], p_end and q_end: an end of the whole. */
static bool over(work *w, rrange *r, const piece *range, bool part)
{
    pieces ps = {0};
    piece *s = append(&ps);
    arf_t limit;
    size_t most = part ? PART_PIECES : MOST_PIECES;
    arf_init(limit);
    arf_set(s->p, range->p);
    arf_set(s->q, range->q);
    s->p_end = range->p_end;
    s->q_end = range->q_end;
    w->rough = true;
    look_at(w, s, part);
    while (unseen(&ps) && once(w, &ps, part, NULL, most))
        ;
    w->rough = false;
    for (size_t k = 0; k < ps.n && !unseen(&ps); k++)
        look_at(w, &ps.v[k], part);
    while (!unseen(&ps) && !enough(w, &ps, part, limit) && once(w, &ps, part, limit, most))
        ;
    bool ok = true;
    rrange_set_si(r, 0);
    for (size_t k = 0; k < ps.n; k++) {
        ok = ok && ps.v[k].ok;
        if (ok)
            rrange_add(r, r, &ps.v[k].v, w->prec);
        w->continuous =
            w->continuous && (!w->moves || ps.v[k].continuous);
        w->decided = w->decided && ps.v[k].decided;
    }
    release(&ps);
    arf_clear(limit);
    return ok && rrange_is_bounded(r);
}

/* ---- a whole integral ---------------------------------------------------- */

/* A conditional on x_t alone chooses, for each x_t, the same branch for all
 * values of the others; one on others, too, or a further integral may jump. */
static bool moves(const expr_pool *pool, expr f, int t)
{
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    bool yes = false;
    for (size_t k = 0; k < n && !yes; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        yes = x->op == EXPR_INTEGRAL;
        if (x->op == EXPR_IF)
            yes = (expr_vars(pool, x->arg[0]) & ~(UINT64_C(1) << t)) != 0;
    }
    free(order);
    return yes;
}

static void begin(work *w, const recheck_integrand *f)
{
    const expr_pool *pool = reval_pool(f->in);
    *w = (work){.f = f, .prec = reval_prec(f->in), .continuous = true,
                .decided = true};
    w->moves = moves(pool, f->f, f->t);
    w->bits = w->prec - 8;
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        const rrange *x = reval_var(f->in, i);
        if ((expr_vars(pool, f->f) >> i & 1) == 0 || i == f->t ||
            !rrange_is_bounded(x) || arf_equal(&x->lo, &x->hi))
            continue;
        arf_t d;
        arf_init(d);
        spread(d, x);
        slong b = 12 - arf_abs_bound_lt_2exp_si(d);
        slong e = arf_abs_bound_lt_2exp_si(
            arf_cmpabs(&x->lo, &x->hi) > 0 ? &x->lo : &x->hi);
        b += e > 0 ? e : 0;
        w->bits = b < w->bits ? b : w->bits;
        arf_clear(d);
    }
    w->bits = w->bits < 12 ? 12 : w->bits;
    w->m = 4 + 2 * (int)(w->bits / 10);
    w->m = w->m < TOP_DEGREE ? w->m : TOP_DEGREE;
    w->c = recheck_ranges_new(w->m + 1);
    w->budget = MOST_WORK / ((size_t)(w->m * w->m) * expr_size(pool, f->f));
    w->budget = w->budget < LEAST_PIECES ? LEAST_PIECES : w->budget;
    w->budget = w->budget > MOST_PIECES ? MOST_PIECES : w->budget;
}

/* r += the integral over [p, q]; false where that is not known. */
static bool more(work *w, rrange *r, const piece *range, bool part)
{
    rrange v;
    if (arf_equal(range->p, range->q))
        return true;
    rrange_init(&v);
    bool ok = over(w, &v, range, part);
    rrange_add(r, r, &v, w->prec);
    rrange_clear(&v);
    return ok;
}

/* From a to b, where no number of a exceeds one of b. */
static bool forward(work *w, rrange *r, const rrange *a, const rrange *b)
{
    pieces p = {0};
    for (int k = 0; k < 3; k++)
        append(&p);
    piece *left = &p.v[0], *core = &p.v[1], *right = &p.v[2];
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
    release(&p);
    return ok;
}

/* Anything in the hull of both ends, either way round. */
static bool either_way(work *w, rrange *r, const rrange *a, const rrange *b)
{
    pieces p = {0};
    piece *all = append(&p);
    rrange minus;
    rrange_init(&minus);
    arf_set(all->p, arf_cmp(&a->lo, &b->lo) < 0 ? &a->lo : &b->lo);
    arf_set(all->q, arf_cmp(&a->hi, &b->hi) > 0 ? &a->hi : &b->hi);
    all->p_end = all->q_end = true;
    bool ok = more(w, r, all, true);
    rrange_neg_of(&minus, r, w->prec);
    rrange_hull(r, r, &minus, w->prec);
    rrange_clear(&minus);
    release(&p);
    return ok;
}

void recheck_integral(rrange *r, const recheck_integrand *f, const rrange *a,
                      const rrange *b, bool *continuous, bool *decided)
{
    rrange x, y;
    work w;
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
