/* All roots of F = left side - right side in a real binder's range, where there is
 * not just one, simple and inside: none, several, at an end of the range, or
 * where F touches 0.
 *
 * Evidence: the roots, increasing, each either an exact number x, or enclosed:
 * [left, right] with p < q in it and a sign s; and a sign g for each gap, that
 * is what the range has before, between and behind them.
 *   1. g F > 0 on each gap,
 *   2. F(x) = 0 at each exact root,
 *   3. F is continuous and s F' > 0 on each [left, right],
 *   4. -s F(p) > 0, and s F(q) > 0.
 * A gap has no root by 1; [left, right] has one, between p and q, by 3 and 4 (see
 * "Monotone" in numerics/check/rule_monotone.c).  They do not overlap, and cover
 * the range.  Goals for the checker are those of 1, 3 and 4, gaps and roots
 * alternating. */
#include "root.h"

#include <stdio.h>
#include <stdlib.h>

void root_count_open(root_count *w, root *t)
{
    w->t = t;
    w->n = 0;
    for (size_t k = 0; k < ROOT_COUNT_MAX; k++) {
        mpq_init(w->zero[k].exact);
        mpq_init(w->zero[k].p);
        mpq_init(w->zero[k].q);
        mpq_init(w->zero[k].left);
        mpq_init(w->zero[k].right);
    }
}

void root_count_close(root_count *w)
{
    for (size_t k = 0; k < ROOT_COUNT_MAX; k++) {
        mpq_clear(w->zero[k].exact);
        mpq_clear(w->zero[k].p);
        mpq_clear(w->zero[k].q);
        mpq_clear(w->zero[k].left);
        mpq_clear(w->zero[k].right);
    }
}

bool root_count_gap(const root_count *w, size_t k, range *r)
{
    range_set(r, &w->t->m->p.box[0]);
    if (k > 0) {
        mpq_set(r->lo, w->zero[k - 1].right);
        r->lo_inf = false;
        r->lo_open = true;
    }
    if (k < w->n) {
        mpq_set(r->hi, w->zero[k].left);
        r->hi_inf = false;
        r->hi_open = true;
    }
    return !range_is_empty(r);
}

/* ---- goals -------------------------------------------------------------- */

static void add_goal(const root_count *w, instances *done, const range *r,
                     expr e, int sign)
{
    root *t = w->t;
    problem p;
    problem_init(&p, t->a->pool, 1);
    problem_set_name(&p, 0, t->m->p.names[0]);
    range_set(&p.box[0], r);
    problem_add_goal(&p, sign > 0 ? e : expr_neg(t->a->pool, e), true);
    instances_add(done, &t->m->binding, &p, NULL, 0);
    problem_clear(&p);
}

static void add_root_goals(const root_count *w, instances *done,
                           const root_zero *z)
{
    range r;
    range_init(&r);
    mpq_set(r.lo, z->left);
    mpq_set(r.hi, z->right);
    add_goal(w, done, &r, w->t->slope, z->sign);
    mpq_set(r.lo, z->p);
    mpq_set(r.hi, z->p);
    add_goal(w, done, &r, w->t->f, -z->sign);
    mpq_set(r.lo, z->q);
    mpq_set(r.hi, z->q);
    add_goal(w, done, &r, w->t->f, z->sign);
    range_clear(&r);
}

static void add_goals(const root_count *w, instances *done)
{
    range r;
    range_init(&r);
    for (size_t k = 0; k <= w->n; k++) {
        if (root_count_gap(w, k, &r))
            add_goal(w, done, &r, w->t->f, w->gap[k]);
        if (k < w->n && !w->zero[k].is_exact)
            add_root_goals(w, done, &w->zero[k]);
    }
    range_clear(&r);
}

/* ---- numbers on file ---------------------------------------------------- */

static const char *name_of(char *buffer, size_t size, const char *what,
                           size_t k)
{
    snprintf(buffer, size, "%s%zu", what, k);
    return buffer;
}

static bool take(const proof *pf, const char *what, size_t k, mpq_ptr q)
{
    char name[32];
    mpq_srcptr v = proof_find_number(pf, name_of(name, sizeof name, what, k));
    if (v != NULL)
        mpq_set(q, v);
    return v != NULL;
}

static bool take_sign(const proof *pf, const char *what, size_t k, int *sign)
{
    mpq_t s;
    mpq_init(s);
    bool there = take(pf, what, k, s);
    *sign = mpq_sgn(s);
    mpq_clear(s);
    return there && *sign != 0;
}

static bool take_zero(const proof *pf, size_t k, root_zero *z)
{
    z->is_exact = take(pf, "exact", k + 1, z->exact);
    if (z->is_exact) {
        mpq_set(z->left, z->exact);
        mpq_set(z->right, z->exact);
        return true;
    }
    return take(pf, "below", k + 1, z->p) && take(pf, "above", k + 1, z->q) &&
           take(pf, "left", k + 1, z->left) &&
           take(pf, "right", k + 1, z->right) &&
           take_sign(pf, "sign", k + 1, &z->sign);
}

static bool take_numbers(root_count *w, const proof *pf)
{
    mpq_srcptr n = proof_find_number(pf, "roots");
    range r;
    if (n == NULL || mpq_sgn(n) < 0 || mpq_cmp_ui(n, ROOT_COUNT_MAX, 1) > 0 ||
        mpz_cmp_ui(mpq_denref(n), 1) != 0)
        return false;
    w->n = mpz_get_ui(mpq_numref(n));
    bool ok = true;
    for (size_t k = 0; k < w->n && ok; k++)
        ok = take_zero(pf, k, &w->zero[k]);
    range_init(&r);
    for (size_t k = 0; k <= w->n && ok; k++) {
        w->gap[k] = 0;
        if (root_count_gap(w, k, &r))
            ok = take_sign(pf, "gap", k, &w->gap[k]);
    }
    range_clear(&r);
    return ok;
}

static void keep(proof *pf, const char *what, size_t k, mpq_srcptr q)
{
    char name[32];
    proof_set_number(pf, name_of(name, sizeof name, what, k), q);
}

static void keep_numbers(const root_count *w, proof *pf)
{
    mpq_t s;
    mpq_init(s);
    mpq_set_ui(s, w->n, 1);
    proof_set_number(pf, "roots", s);
    for (size_t k = 0; k < w->n; k++) {
        const root_zero *z = &w->zero[k];
        if (z->is_exact) {
            keep(pf, "exact", k + 1, z->exact);
            continue;
        }
        keep(pf, "below", k + 1, z->p);
        keep(pf, "above", k + 1, z->q);
        keep(pf, "left", k + 1, z->left);
        keep(pf, "right", k + 1, z->right);
        mpq_set_si(s, z->sign, 1);
        keep(pf, "sign", k + 1, s);
    }
    for (size_t k = 0; k <= w->n; k++) {
        mpq_set_si(s, w->gap[k], 1);
        if (w->gap[k] != 0)
            keep(pf, "gap", k, s);
    }
    mpq_clear(s);
}

/* ---- what was shown ----------------------------------------------------- */

/* The places that the argument above needs, whoever names them. */
static bool well_placed(const root_count *w)
{
    const range *r = &w->t->m->p.box[0];
    for (size_t k = 0; k < w->n; k++) {
        const root_zero *z = &w->zero[k];
        if (!range_contains_q(r, z->left) || !range_contains_q(r, z->right) ||
            (k > 0 && mpq_cmp(w->zero[k - 1].right, z->left) >= 0))
            return false;
        if (!z->is_exact &&
            (mpq_cmp(z->left, z->p) > 0 || mpq_cmp(z->p, z->q) >= 0 ||
             mpq_cmp(z->q, z->right) > 0))
            return false;
    }
    return true;
}

static bool roots_are_roots(const root_count *w)
{
    for (size_t k = 0; k < w->n; k++) {
        const root_zero *z = &w->zero[k];
        if (z->is_exact ? !root_is_zero_at(w->t, z->exact)
                        : !root_is_continuous(w->t, z->left, z->right))
            return false;
    }
    return true;
}

static evidence_root_kind kind_of(const root_count *w, size_t k)
{
    if (!w->zero[k].is_exact)
        return ROOT_CROSSES;
    if (w->gap[k] == 0 || w->gap[k + 1] == 0)
        return ROOT_AT_END;
    return w->gap[k] == w->gap[k + 1] ? ROOT_TOUCHES : ROOT_CROSSES;
}

/* The paper's value is one of the roots, or certainly none. */
static void compare_paper(root_count *w, evidence_root *e, long digits)
{
    root *t = w->t;
    expr paper;
    int side = 0;
    const paper_number found = {e->lo, e->hi, EXPR_NONE, digits};
    t->ok = paper_compare(t->a, &found, &e->paper, &paper, &side);
    if (e->paper.standing == PAPER_NONE)
        return;
    e->paper.standing = PAPER_UNKNOWN;
    e->paper.has_gap = false;
    if (w->n != 1) { /* a ratio to which? */
        e->paper.ratio_exact = false;
        enclosure_clear(&e->paper.slack);
    }
    if (e->paper.exact && root_is_zero_at(t, e->paper.value) &&
        range_contains_q(&t->m->p.box[0], e->paper.value))
        e->paper.standing = PAPER_BEST;
    else if (e->paper.exact && root_sign_at(t, e->paper.value) != 0)
        e->paper.standing = PAPER_APART;
}

static void report(root_count *w, long digits)
{
    audit *a = w->t->a;
    result *r = a->r;
    evidence_start(&r->found, EVIDENCE_ROOT);
    evidence_root *e = &r->found.u.root;
    r->verdict = VERDICT_ENCLOSED;
    r->boxes = r->open = 0;
    e->counted = true;
    for (size_t k = 0; k < w->n; k++) {
        const root_zero *z = &w->zero[k];
        evidence_root_add(e, z->is_exact ? z->exact : z->p,
                          z->is_exact ? z->exact : z->q, kind_of(w, k));
    }
    if (w->n > 0) {
        mpq_set(e->lo, e->zero[0].lo);
        mpq_set(e->hi, e->zero[0].hi);
    }
    if (w->n == 1)
        enclosure_from_q(&r->value, e->lo, e->hi, digits);
    point_record_box(&e->where, w->t->m, w->t->m->p.box, 1);
    compare_paper(w, e, digits);
}

static bool finish(root_count *w, proof *pf, long digits)
{
    instances done = {.n = 0};
    bool ok = take_numbers(w, pf) && well_placed(w) && roots_are_roots(w);
    if (ok)
        add_goals(w, &done);
    ok = ok && done.n > 0 && proof_replay(w->t->a, pf, &done);
    instances_clear(&done);
    if (ok)
        report(w, digits);
    return ok;
}

static void save(const root_count *w, proof *pf)
{
    instances done = {.n = 0};
    add_goals(w, &done);
    proof_save(w->t->a, pf, &done);
    instances_clear(&done);
}

bool root_count_search(root_count *w, proof *pf, long digits)
{
    instances done = {.n = 0};
    claim_outcome o;
    proof_clear(pf);
    proof_init(pf, 1);
    if (!root_count_find(w, digits))
        return false;
    add_goals(w, &done);
    claim_search(w->t->a, &done, pf, 0, NULL, &o);
    bool all = o.failing == 0 && o.open == 0;
    claim_outcome_clear(&o);
    instances_clear(&done);
    keep_numbers(w, pf);
    if (!all || !finish(w, pf, digits))
        return false;
    save(w, pf);
    return true;
}

static problem *name_problem(void *ctx, size_t k)
{
    (void)k; /* the variable's name is all that trees need */
    return ctx;
}

/* How many goals there are depends on the numbers: they come first. */
bool root_count_load(root_count *w, proof *pf, long digits)
{
    void *any = (void *)(uintptr_t)&w->t->m->p;
    for (size_t n = 1; n <= 4 * ROOT_COUNT_MAX + 1; n++)
        if (proof_load(w->t->a, pf, n, name_problem, any) &&
            finish(w, pf, digits)) {
            save(w, pf);
            return true;
        }
    return false;
}
