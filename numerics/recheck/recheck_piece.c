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
#include "recheck_piece.h"

#include "recheck_internal.h"

#include "../base/memory.h"
#include "../expr/expr_internal.h"

#include <stdlib.h>

enum {
    PART_PIECES = 12,
    CUT = 7, /* sixteenths */
    CUTS_DEEP = 3000,
    CUTS_UNKNOWN = 80 /* where f has no range */
};

/* ---- pieces -------------------------------------------------------------- */

recheck_piece *recheck_piece_append(recheck_pieces *ps)
{
    if (ps->n == ps->cap) {
        ps->cap = 2 * ps->cap + 16;
        ps->v = xrealloc(ps->v, ps->cap * sizeof *ps->v);
    }
    recheck_piece *s = &ps->v[ps->n++];
    arf_init(s->p);
    arf_init(s->q);
    arf_init(s->loss);
    rrange_init(&s->v);
    s->p_end = s->q_end = s->ok = s->continuous = s->decided = false;
    s->deep = 0;
    return s;
}

void recheck_piece_release(recheck_pieces *ps)
{
    for (size_t k = 0; k < ps->n; k++) {
        arf_clear(ps->v[k].p);
        arf_clear(ps->v[k].q);
        arf_clear(ps->v[k].loss);
        rrange_clear(&ps->v[k].v);
    }
    free(ps->v);
}

static void between(rrange *r, const recheck_piece *s)
{
    arf_set(&r->lo, s->p);
    arf_set(&r->hi, s->q);
    r->ok = true;
    r->lo_open = s->p_end || arf_is_inf(s->p);
    r->hi_open = true; /* q is the next piece's, or no point of the range */
}

static void point(rrange *r, const arf_t x)
{
    arf_set(&r->lo, x);
    arf_set(&r->hi, x);
    r->ok = true;
    r->lo_open = r->hi_open = false;
}

void recheck_piece_spread(arf_t d, const rrange *v)
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

/* A number inside [p, q), not p either, which may be an end of the whole range; of
 * very short pieces there is none. */
static bool middle(arf_t m, const recheck_piece *s, slong prec)
{
    arf_add(m, s->p, s->q, prec, ARF_RND_NEAR);
    arf_mul_2exp_si(m, m, -1);
    return arf_cmp(s->p, m) < 0 && arf_cmp(m, s->q) < 0;
}

static bool by_polynomial(recheck_work *w, recheck_piece *s, rrange *r, rrange *rest)
{
    reval *in = w->f->in;
    if (!recheck_jet(in, w->f->f, w->f->t, w->m, w->c))
        return false;
    rrange h, l, m, t;
    arf_t mid;
    arf_init(mid);
    if (!middle(mid, s, w->prec)) {
        arf_clear(mid);
        return false;
    }
    rrange_init(&h);
    rrange_init(&l);
    rrange_init(&m);
    rrange_init(&t);
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

static bool at_end(recheck_work *w, recheck_piece *s)
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

static void look_at(recheck_work *w, recheck_piece *s, bool part)
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
        recheck_piece_spread(s->loss, &s->v);
        if (!part && !w->rough && by_polynomial(w, s, &t, &rest)) {
            arf_t d;
            arf_init(d);
            recheck_piece_spread(d, &rest);
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
        recheck_piece_spread(s->loss, &s->v);
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

static void place_to_cut(arf_t m, const recheck_piece *s, bool whole, slong prec)
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
        if (whole) { /* there, if one is inside */
            arf_t n;
            arf_init(n);
            arf_ceil(n, m);
            if (arf_cmp(n, s->q) < 0)
                arf_set(m, n);
            arf_clear(n);
        }
    }
}

static bool halve(recheck_work *w, recheck_pieces *ps, size_t k, bool part)
{
    recheck_piece *b = recheck_piece_append(ps), *a = &ps->v[k];
    arf_t m;
    arf_init(m);
    bool both = arf_is_inf(a->p) && arf_is_inf(a->q);
    if (part || !recheck_bend_cut(w, a, m))
        place_to_cut(m, a, w->whole, w->prec);
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
static bool enough(const recheck_work *w, const recheck_pieces *ps, bool part, arf_t limit)
{
    arf_t loss, size, left, d;
    arf_init(loss);
    arf_init(size);
    arf_init(left);
    arf_init(d);
    bool ok = true;
    for (size_t k = 0; k < ps->n; k++) {
        const recheck_piece *s = &ps->v[k];
        if (!s->ok) {
            ok = false;
            continue;
        }
        arf_add(loss, loss, s->loss, 64, ARF_RND_CEIL);
        recheck_piece_spread(d, &s->v);
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

static bool unseen(const recheck_pieces *ps)
{
    bool yes = false;
    for (size_t k = 0; k < ps->n; k++)
        yes = yes || !ps->v[k].ok;
    return yes;
}

/* One round; without a limit only pieces where f has no range.  false when nothing was or could be cut. */
static bool once(recheck_work *w, recheck_pieces *ps, bool part, arf_srcptr limit,
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
bool recheck_piece_over(recheck_work *w, rrange *r, const recheck_piece *range, bool part)
{
    recheck_pieces ps = {0};
    recheck_piece *s = recheck_piece_append(&ps);
    arf_t limit;
    size_t most = part ? PART_PIECES : RECHECK_MOST_PIECES;
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
    recheck_piece_release(&ps);
    arf_clear(limit);
    return ok && rrange_is_bounded(r);
}
