/* What the checker is asked of all roots: goals 1 to 6 of root_count.c, gaps and
 * roots alternating.  Believed: they are those. */
#include "root.h"

bool root_count_gap(const root_count *w, size_t k, range *r)
{
    const range *whole = &w->t->m->p.box[0];
    range_set(r, whole);
    if (k > 0) {
        const root_zero *z = &w->zero[k - 1];
        bool closed = z->kind == ZERO_CLOSED;
        mpq_srcptr from = closed ? z->left : z->right;
        if (whole->lo_inf || !closed || mpq_cmp(whole->lo, from) < 0) {
            mpq_set(r->lo, from);
            r->lo_inf = false;
            r->lo_open = true;
        }
        if (closed && z->closed == root_count_end(w, false, NULL))
            return false;
    }
    if (k < w->n) {
        const root_zero *z = &w->zero[k];
        bool closed = z->kind == ZERO_CLOSED;
        mpq_srcptr to = closed ? z->right : z->left;
        if (whole->hi_inf || !closed || mpq_cmp(whole->hi, to) > 0) {
            mpq_set(r->hi, to);
            r->hi_inf = false;
            r->hi_open = true;
        }
        if (closed && z->closed == root_count_end(w, true, NULL))
            return false;
    }
    return !range_is_empty(r);
}

/* The c of a hypothesis c - x or x - c: the range's irrational end. */
expr root_count_end(const root_count *w, bool low, bool *open)
{
    const problem *p = &w->t->m->p;
    expr_pool *pool = w->t->a->pool;
    expr x = expr_var(pool, 0);
    for (size_t j = 0; j < p->nhyps; j++) {
        expr h = p->hyp[j].e, c = expr_subst(pool, h, 0, expr_si(pool, 0));
        if (low)
            c = expr_neg(pool, c);
        if (h != (low ? expr_sub(pool, x, c) : expr_sub(pool, c, x)))
            continue;
        if (open != NULL)
            *open = p->hyp[j].strict;
        return c;
    }
    return EXPR_NONE;
}

/* ---- goals -------------------------------------------------------------- */

/* sign e > 0, or >= 0, on r, where p has the hypotheses already. */
static void add(const root_count *w, instances *done, problem *p,
                const range *r, expr e, int sign, bool strict)
{
    root *t = w->t;
    problem_set_name(p, 0, t->m->p.names[0]);
    range_set(&p->box[0], r);
    problem_add_goal(p, sign > 0 ? e : expr_neg(t->a->pool, e), strict);
    instances_add(done, &t->m->binding, p, NULL, 0);
    problem_clear(p);
}

static void add_goal(const root_count *w, instances *done, const range *r,
                     expr e, int sign)
{
    problem p;
    problem_init(&p, w->t->a->pool, 1);
    add(w, done, &p, r, e, sign, true);
}

static void add_weak(const root_count *w, instances *done, const range *r,
                     expr e)
{
    problem p;
    problem_init(&p, w->t->a->pool, 1);
    add(w, done, &p, r, e, 1, false);
}

/* F on gap k, where the range's hypotheses hold, but for those that say no more
 * than "on this side of a closed root". */
static void add_gap(const root_count *w, instances *done, const range *r,
                    size_t k)
{
    root *t = w->t;
    expr_pool *pool = t->a->pool;
    const problem *of = &t->m->p;
    expr x = expr_var(pool, 0), before = EXPR_NONE, behind = EXPR_NONE;
    problem p;
    if (k > 0 && w->zero[k - 1].kind == ZERO_CLOSED)
        before = expr_sub(pool, x, w->zero[k - 1].closed);
    if (k < w->n && w->zero[k].kind == ZERO_CLOSED)
        behind = expr_sub(pool, w->zero[k].closed, x);
    problem_init(&p, pool, 1);
    for (size_t j = 0; j < of->nhyps; j++)
        if (of->hyp[j].e != before && of->hyp[j].e != behind)
            problem_add_hyp(&p, of->hyp[j].e, of->hyp[j].strict);
    if (before != EXPR_NONE)
        problem_add_hyp(&p, before, true);
    if (behind != EXPR_NONE)
        problem_add_hyp(&p, behind, true);
    add(w, done, &p, r, t->f, w->gap[k], true);
}

/* The hypotheses hold on r; with a closed root in place of x, where there is
 * one. */
static void add_inside(const root_count *w, instances *done, const range *r,
                       expr closed)
{
    const problem *of = &w->t->m->p;
    for (size_t j = 0; j < of->nhyps; j++) {
        problem p;
        expr h = of->hyp[j].e;
        problem_init(&p, w->t->a->pool, 1);
        if (closed != EXPR_NONE)
            h = expr_subst(w->t->a->pool, h, 0, closed);
        add(w, done, &p, r, h, 1, of->hyp[j].strict);
    }
}

/* p < c < q, c in the range, F(c) = 0. */
static void add_closed_goals(const root_count *w, instances *done,
                             const root_zero *z, const range *r)
{
    expr_pool *pool = w->t->a->pool;
    const range *whole = &w->t->m->p.box[0];
    expr f = expr_subst(pool, w->t->f, 0, z->closed);
    problem p;
    add_goal(w, done, r, expr_sub(pool, z->closed, expr_q(pool, z->p)), 1);
    add_goal(w, done, r, expr_sub(pool, expr_q(pool, z->q), z->closed), 1);
    if (!whole->lo_inf) {
        problem_init(&p, pool, 1);
        add(w, done, &p, r, expr_sub(pool, z->closed, expr_q(pool, whole->lo)),
            1, whole->lo_open);
    }
    if (!whole->hi_inf) {
        problem_init(&p, pool, 1);
        add(w, done, &p, r, expr_sub(pool, expr_q(pool, whole->hi), z->closed),
            1, whole->hi_open);
    }
    add_weak(w, done, r, f);
    add_weak(w, done, r, expr_neg(pool, f));
}

static void add_crossing_goals(const root_count *w, instances *done,
                               const root_zero *z, const range *r)
{
    expr_pool *pool = w->t->a->pool;
    bool multiple = z->kind == ZERO_MULTIPLE;
    expr f = multiple ? z->factor : w->t->f;
    expr slope = multiple ? expr_diff(pool, f, 0) : w->t->slope;
    range at;
    range_init(&at);
    add_goal(w, done, r, slope, z->sign);
    mpq_set(at.lo, z->p);
    mpq_set(at.hi, z->p);
    add_goal(w, done, &at, f, -z->sign);
    mpq_set(at.lo, z->q);
    mpq_set(at.hi, z->q);
    add_goal(w, done, &at, f, z->sign);
    range_clear(&at);
    if (multiple) {
        expr g = expr_mul(pool, z->rest, expr_pow_si(pool, f, z->order));
        add_goal(w, done, r, z->rest, z->unit);
        add_weak(w, done, r, expr_sub(pool, w->t->f, g));
        add_weak(w, done, r, expr_sub(pool, g, w->t->f));
    }
}

static void add_root_goals(const root_count *w, instances *done,
                           const root_zero *z)
{
    range r;
    range_init(&r);
    mpq_set(r.lo, z->left);
    mpq_set(r.hi, z->right);
    if (z->kind == ZERO_CLOSED)
        add_closed_goals(w, done, z, &r);
    else if (z->kind != ZERO_EXACT)
        add_crossing_goals(w, done, z, &r);
    add_inside(w, done, &r,
               z->kind == ZERO_CLOSED ? z->closed : EXPR_NONE);
    range_clear(&r);
}

void root_count_goals(const root_count *w, instances *done)
{
    range r;
    range_init(&r);
    for (size_t k = 0; k <= w->n; k++) {
        if (root_count_gap(w, k, &r))
            add_gap(w, done, &r, k);
        if (k < w->n)
            add_root_goals(w, done, &w->zero[k]);
    }
    range_clear(&r);
}
