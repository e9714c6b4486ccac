/* What evidence has to show of several roots, or of none, put together anew from
 * the statement and the numbers that are on file.  Believed: both engines' words,
 * and the argument in the comments. */
#include "replay_internal.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MOST = 16,
    MOST_ORDER = 64
};

/* Where F may vanish: at a rational or closed number, or once in [left, right],
 * where F, or the factor g with F = rest g^order, crosses 0. */
typedef struct {
    mpq_srcptr at, left, right, below, above;
    int sign, unit;
    long order;
    expr closed, g, rest;
} place;

typedef struct {
    replayer *w;
    const proof *pf;
    const problem *of;
    expr f;
    size_t n;
    place v[MOST];
} roots;

/* ---- what is on file ---------------------------------------------------- */

static mpq_srcptr number(const proof *pf, const char *what, size_t k)
{
    char name[32];
    snprintf(name, sizeof name, "%s%zu", what, k);
    return proof_find_number(pf, name);
}

static expr expression(const proof *pf, const char *what, size_t k)
{
    char name[32];
    snprintf(name, sizeof name, "%s%zu", what, k);
    return proof_find_expr(pf, name);
}

static int sign(const proof *pf, const char *what, size_t k)
{
    mpq_srcptr q = number(pf, what, k);
    return q != NULL ? mpq_sgn(q) : 0;
}

static bool read_factor(const proof *pf, size_t k, place *v)
{
    mpq_srcptr m = number(pf, "order", k);
    v->rest = expression(pf, "rest", k);
    v->unit = sign(pf, "unit", k);
    if (m == NULL || mpz_cmp_ui(mpq_denref(m), 1) != 0 || mpq_sgn(m) <= 0 ||
        mpz_cmp_ui(mpq_numref(m), MOST_ORDER) > 0)
        return false;
    v->order = (long)mpz_get_ui(mpq_numref(m));
    return v->rest != EXPR_NONE && v->unit != 0;
}

static bool read_place(const proof *pf, size_t k, place *v)
{
    v->closed = expression(pf, "closed", k);
    v->g = expression(pf, "factor", k);
    v->at = number(pf, "exact", k);
    v->below = number(pf, "below", k);
    v->above = number(pf, "above", k);
    if (v->at != NULL) {
        v->left = v->right = v->at;
        v->closed = v->g = EXPR_NONE;
        return true;
    }
    bool closed = v->closed != EXPR_NONE;
    v->left = closed ? v->below : number(pf, "left", k);
    v->right = closed ? v->above : number(pf, "right", k);
    v->sign = sign(pf, "sign", k);
    if (v->left == NULL || v->right == NULL || v->below == NULL ||
        v->above == NULL)
        return false;
    return closed || (v->sign != 0 &&
                      (v->g == EXPR_NONE || read_factor(pf, k, v)));
}

/* In the range, one behind the other, and what is inside each in order.  Of a
 * closed number that is a goal. */
static bool in_order(const roots *t)
{
    const range *r = &t->of->box[0];
    for (size_t k = 0; k < t->n; k++) {
        const place *v = &t->v[k];
        if (v->closed != EXPR_NONE ? expr_vars(t->w->pool, v->closed) != 0
                                   : !range_contains_q(r, v->left) ||
                                         !range_contains_q(r, v->right))
            return false;
        if (k > 0 && mpq_cmp(t->v[k - 1].right, v->left) >= 0)
            return false;
        if (v->at == NULL && !(mpq_cmp(v->left, v->below) <= 0 &&
                               mpq_cmp(v->below, v->above) < 0 &&
                               mpq_cmp(v->above, v->right) <= 0))
            return false;
    }
    return true;
}

static bool read_roots(roots *t, const instances *f, const proof *pf)
{
    replayer *w = t->w;
    mpq_srcptr n = proof_find_number(pf, "roots");
    t->pf = pf;
    t->of = &f->v[0].p;
    if (n == NULL || mpq_sgn(n) < 0 || mpq_cmp_ui(n, MOST, 1) > 0 ||
        mpz_cmp_ui(mpq_denref(n), 1) != 0 || f->n != 1 || t->of->nvars != 1)
        return replay_refuse(w, "numbers are missing");
    t->n = mpz_get_ui(mpq_numref(n));
    t->f = t->of->goal[0].e;
    for (size_t k = 0; k < t->n; k++)
        if (!read_place(pf, k + 1, &t->v[k]))
            return replay_refuse(w, "numbers are missing");
    return in_order(t) || replay_refuse(w, "numbers out of order");
}

/* ---- what has to be shown ----------------------------------------------- */

/* e > 0, or e >= 0, on [lo, hi]. */
static void need(const roots *t, instances *out, mpq_srcptr lo, mpq_srcptr hi,
                 expr e, bool strict)
{
    problem d;
    problem_init(&d, t->w->pool, 1);
    problem_set_name(&d, 0, t->of->names[0]);
    mpq_set(d.box[0].lo, lo);
    mpq_set(d.box[0].hi, hi);
    d.box[0].lo_inf = d.box[0].hi_inf = false;
    d.box[0].lo_open = d.box[0].hi_open = false;
    problem_add_goal(&d, e, strict);
    instances_add(out, NULL, &d, NULL, 0);
    problem_clear(&d);
}

static expr times(const roots *t, expr e, int s)
{
    return s > 0 ? e : expr_neg(t->w->pool, e);
}

/* A hypothesis says that nothing in the range is beyond c on that side. */
static bool ends_at(const roots *t, expr c, bool low)
{
    expr_pool *pool = t->w->pool;
    expr x = expr_var(pool, 0);
    expr h = low ? expr_sub(pool, x, c) : expr_sub(pool, c, x);
    for (size_t j = 0; j < t->of->nhyps; j++)
        if (t->of->hyp[j].e == h)
            return true;
    return false;
}

/* The gap's side next to v, which is behind it (low) or before it; as a strict
 * hypothesis next to a closed number.  False: nothing is on that side. */
static bool next_to(const roots *t, const place *v, bool low, range *r, expr *h)
{
    expr_pool *pool = t->w->pool;
    const range *all = &t->of->box[0];
    bool closed = v->closed != EXPR_NONE;
    mpq_srcptr q = low == closed ? v->left : v->right;
    bool inf = low ? all->lo_inf : all->hi_inf;
    int c = mpq_cmp(q, low ? all->lo : all->hi);
    *h = EXPR_NONE;
    if (closed) {
        expr x = expr_var(pool, 0);
        *h = low ? expr_sub(pool, x, v->closed) : expr_sub(pool, v->closed, x);
    }
    if (!closed || inf || (low ? c > 0 : c < 0)) {
        mpq_set(low ? r->lo : r->hi, q);
        *(low ? &r->lo_inf : &r->hi_inf) = false;
        *(low ? &r->lo_open : &r->hi_open) = true;
    }
    return !closed || !ends_at(t, v->closed, !low);
}

/* F of one sign, whichever is on file, between the places before and behind k:
 * false when the file names none. */
static bool need_gap(const roots *t, instances *out, size_t k)
{
    problem d;
    expr h[2] = {EXPR_NONE, EXPR_NONE};
    int s = sign(t->pf, "gap", k);
    problem_init(&d, t->w->pool, 1);
    problem_set_name(&d, 0, t->of->names[0]);
    range *r = &d.box[0];
    range_set(r, &t->of->box[0]);
    bool some = k == 0 || next_to(t, &t->v[k - 1], true, r, &h[0]);
    some = (k == t->n || next_to(t, &t->v[k], false, r, &h[1])) && some &&
           !range_is_empty(r);
    if (some && s != 0) {
        for (size_t j = 0; j < t->of->nhyps; j++)
            if (t->of->hyp[j].e != h[0] && t->of->hyp[j].e != h[1])
                problem_add_hyp(&d, t->of->hyp[j].e, t->of->hyp[j].strict);
        for (int i = 0; i < 2; i++)
            if (h[i] != EXPR_NONE)
                problem_add_hyp(&d, h[i], true);
        problem_add_goal(&d, times(t, t->f, s), true);
        instances_add(out, NULL, &d, NULL, 0);
    }
    problem_clear(&d);
    return !some || s != 0;
}

/* below < c < above, c in the range, F(c) = 0. */
static void need_closed(const roots *t, instances *out, const place *v)
{
    expr_pool *pool = t->w->pool;
    const range *r = &t->of->box[0];
    expr c = v->closed, f = expr_subst(pool, t->f, 0, c);
    mpq_srcptr a = v->below, b = v->above;
    need(t, out, a, b, expr_sub(pool, c, expr_q(pool, a)), true);
    need(t, out, a, b, expr_sub(pool, expr_q(pool, b), c), true);
    if (!r->lo_inf)
        need(t, out, a, b, expr_sub(pool, c, expr_q(pool, r->lo)), r->lo_open);
    if (!r->hi_inf)
        need(t, out, a, b, expr_sub(pool, expr_q(pool, r->hi), c), r->hi_open);
    need(t, out, a, b, f, false);
    need(t, out, a, b, expr_neg(pool, f), false);
}

/* F, or g, is strictly monotone and changes its sign; where it is g, F is
 * rest g^order with rest nowhere 0. */
static void need_crossing(const roots *t, instances *out, const place *v)
{
    expr_pool *pool = t->w->pool;
    bool factored = v->g != EXPR_NONE;
    expr e = factored ? v->g : t->f;
    need(t, out, v->left, v->right, times(t, expr_diff(pool, e, 0), v->sign),
         true);
    need(t, out, v->below, v->below, times(t, e, -v->sign), true);
    need(t, out, v->above, v->above, times(t, e, v->sign), true);
    if (!factored)
        return;
    expr whole = expr_mul(pool, v->rest, expr_pow_si(pool, e, v->order));
    need(t, out, v->left, v->right, times(t, v->rest, v->unit), true);
    need(t, out, v->left, v->right, expr_sub(pool, t->f, whole), false);
    need(t, out, v->left, v->right, expr_sub(pool, whole, t->f), false);
}

/* The range's hypotheses hold in the place. */
static void need_inside(const roots *t, instances *out, const place *v)
{
    for (size_t j = 0; j < t->of->nhyps; j++) {
        expr h = t->of->hyp[j].e;
        if (v->closed != EXPR_NONE)
            h = expr_subst(t->w->pool, h, 0, v->closed);
        need(t, out, v->left, v->right, h, t->of->hyp[j].strict);
    }
}

/* Off the places F has a sign; in each there is one zero. */
static bool needs(const roots *t, instances *out)
{
    bool ok = true;
    for (size_t k = 0; k <= t->n && ok; k++) {
        ok = need_gap(t, out, k);
        if (!ok || k == t->n)
            continue;
        const place *v = &t->v[k];
        if (v->closed != EXPR_NONE)
            need_closed(t, out, v);
        else if (v->at == NULL)
            need_crossing(t, out, v);
        need_inside(t, out, v);
    }
    return ok || replay_refuse(t->w, "numbers are missing");
}

static bool zero_at(const roots *t, mpq_srcptr at)
{
    mpq_t x[1];
    problem d;
    mpq_init(x[0]);
    mpq_set(x[0], at);
    replay_point_problem(&d, t->of, x, 1);
    problem_add_goal(&d, t->f, false);
    problem_add_goal(&d, expr_neg(t->w->pool, t->f), false);
    bool ok = replay_point(t->w, &d, "a root itself");
    problem_clear(&d);
    mpq_clear(x[0]);
    return ok;
}

static bool continuous_on(const roots *t, const place *v, long prec)
{
    range r;
    bool decided, smooth, first;
    expr e = v->g != EXPR_NONE ? v->g : t->f;
    range_init(&r);
    mpq_set(r.lo, v->left);
    mpq_set(r.hi, v->right);
    eval *ev = engines_eval(&t->w->first, engines_level(prec));
    eval_set_box(ev, &r, 1);
    first =
        iv_is_defined(eval_enclose_smooth(ev, e, &decided, &smooth)) && smooth;
    bool second = recheck_continuous(t->w->second, e, &r, 1, prec);
    range_clear(&r);
    return replay_both(t->w, first, second, "continuity around a root");
}

static bool places_hold(const roots *t, long prec)
{
    for (size_t k = 0; k < t->n; k++) {
        const place *v = &t->v[k];
        if (v->at != NULL ? !zero_at(t, v->at)
                          : v->closed == EXPR_NONE && !continuous_on(t, v, prec))
            return false;
    }
    return true;
}

static problem *only_problem(void *ctx, size_t k)
{
    (void)k; /* the variable's name is all that is asked for */
    return &((instances *)ctx)->v[0].p;
}

bool replay_root_count(replayer *w, instances *f, const char *text)
{
    proof pf;
    instances done = {.n = 0};
    roots t = {.w = w};
    certfile_subject of = replay_subject(w, f, 0, only_problem, f);
    proof_init(&pf, 1);
    bool ok = replay_parse(w, &pf, text, &of) && read_roots(&t, f, &pf) &&
              needs(&t, &done);
    of.instances = done.n;
    ok = ok && replay_parse(w, &pf, text, &of);
    if (ok && (pf.ndomain > 0 || done.n == 0))
        ok = replay_refuse(w, "a root has no conditions to be met");
    /* parsing again has moved the numbers */
    ok = ok && read_roots(&t, f, &pf) && replay_trees(w, &done, &pf, of.prec) &&
         places_hold(&t, of.prec);
    proof_clear(&pf);
    instances_clear(&done);
    return ok;
}
