/* The unique root of F = left side - right side in a real binder's range, where it
 * is simple and inside; else root_count.c goes on.
 *
 * Evidence, with s the sign of F beyond the root, p < q decimals, and
 * [left, right] a neighbourhood of [p, q] inside the range:
 *   1. s F' > 0 on [left, right], where F is continuous,
 *   2. -s F > 0 on the range below `left`,  3. s F > 0 above `right`,
 *   4. -s F(p) > 0,                         5. s F(q) > 0.
 * F is strictly monotone on [left, right] by 1 (see "Monotone" in
 * numerics/check/rule_monotone.c), changes sign between p and q by 4 and 5, and has
 * no zero elsewhere by 2 and 3.  Each of the five is a goal for the checker. */
#include "root.h"

#include <stdlib.h>

/* ---- the five goals ----------------------------------------------------- */

static expr with_sign(root *t, expr e, int sign)
{
    return sign > 0 ? e : expr_neg(t->a->pool, e);
}

static void add_goal(root *t, instances *done, const range *r, expr e, int sign)
{
    problem p;
    problem_init(&p, t->a->pool, 1);
    problem_set_name(&p, 0, t->m->p.names[0]);
    range_set(&p.box[0], r);
    problem_add_goal(&p, with_sign(t, e, sign), true);
    instances_add(done, &t->m->binding, &p, NULL, 0);
    problem_clear(&p);
}

static void add_goals(root *t, instances *done)
{
    const range *whole = &t->m->p.box[0];
    range r;
    range_init(&r);
    mpq_set(r.lo, t->left);
    mpq_set(r.hi, t->right);
    add_goal(t, done, &r, t->slope, t->sign);
    range_set(&r, whole); /* below left */
    mpq_set(r.hi, t->left);
    r.hi_inf = false;
    r.hi_open = true;
    if (!range_is_empty(&r))
        add_goal(t, done, &r, t->f, -t->sign);
    range_set(&r, whole); /* above right */
    mpq_set(r.lo, t->right);
    r.lo_inf = false;
    r.lo_open = true;
    if (!range_is_empty(&r))
        add_goal(t, done, &r, t->f, t->sign);
    r.lo_inf = r.hi_inf = r.lo_open = r.hi_open = false;
    mpq_set(r.lo, t->p);
    mpq_set(r.hi, t->p);
    add_goal(t, done, &r, t->f, -t->sign);
    mpq_set(r.lo, t->q);
    mpq_set(r.hi, t->q);
    add_goal(t, done, &r, t->f, t->sign);
    range_clear(&r);
}

bool root_is_continuous(root *t, expr e, mpq_srcptr left, mpq_srcptr right)
{
    range box;
    bool decided, cont;
    range_init(&box);
    mpq_set(box.lo, left);
    mpq_set(box.hi, right);
    eval *ev = engines_eval(t->a->engines, engines_level(t->a->prec));
    eval_set_box(ev, &box, 1);
    bool ok = iv_is_defined(eval_enclose_smooth(ev, e, &decided, &cont)) &&
              cont;
    range_clear(&box);
    return ok;
}

/* The places that the argument above needs, whoever names them. */
static bool well_placed(const root *t)
{
    const range *r = &t->m->p.box[0];
    return range_contains_q(r, t->left) && range_contains_q(r, t->right) &&
           mpq_cmp(t->left, t->p) <= 0 && mpq_cmp(t->p, t->q) < 0 &&
           mpq_cmp(t->q, t->right) <= 0 &&
           (!t->is_exact || (mpq_cmp(t->p, t->exact) < 0 &&
                             mpq_cmp(t->exact, t->q) < 0));
}

/* ---- result ------------------------------------------------------------- */

static bool take_number(const proof *pf, const char *name, mpq_ptr q)
{
    mpq_srcptr v = proof_find_number(pf, name);
    if (v != NULL)
        mpq_set(q, v);
    return v != NULL;
}

/* What was shown, by these goals.  t->ok: the paper's value is no error. */
static void report(root *t, const instances *done, long digits)
{
    audit *a = t->a;
    result *r = a->r;
    int side = 0;
    expr paper, number = t->is_exact ? expr_q(a->pool, t->exact) : EXPR_NONE;
    if (!verdict_note(a, VERDICT_ENCLOSED, done))
        return;
    evidence_start(&r->found, EVIDENCE_ROOT);
    evidence_root *e = &r->found.u.root;
    mpq_set(e->lo, t->is_exact ? t->exact : t->p);
    mpq_set(e->hi, t->is_exact ? t->exact : t->q);
    enclosure_from_q(&r->value, e->lo, e->hi, digits);
    point_record_box(&e->where, t->m, t->m->p.box, 1);
    const paper_number found = {e->lo, e->hi, number, digits};
    t->ok = paper_compare(a, &found, &e->paper, &paper, &side);
    if (side == 0 && e->paper.standing == PAPER_INSIDE && e->paper.exact)
        side = root_is_zero_at(t, e->paper.value)
                   ? 2
                   : root_sign_at(t, e->paper.value) * t->sign;
    if (side != 0)
        e->paper.standing = side == 2 ? PAPER_BEST : PAPER_APART;
    e->paper.root_larger = side == -1;
    e->paper.has_gap = (side == 1 || side == -1) && e->paper.exact;
    if (e->paper.has_gap) { /* its distance is at most this */
        mpq_sub(e->paper.gap, e->paper.value, side < 0 ? e->hi : e->lo);
        mpq_abs(e->paper.gap, e->paper.gap);
    }
}

static bool finish(root *t, proof *pf, long digits)
{
    audit *a = t->a;
    mpq_t s;
    mpq_init(s);
    bool ok = take_number(pf, "below", t->p) &&
              take_number(pf, "above", t->q) &&
              take_number(pf, "left", t->left) &&
              take_number(pf, "right", t->right) && take_number(pf, "sign", s);
    t->is_exact = take_number(pf, "exact", t->exact);
    t->sign = mpq_sgn(s) > 0 ? 1 : -1;
    mpq_clear(s);
    instances done = {.n = 0};
    if (ok)
        add_goals(t, &done);
    ok = ok && well_placed(t) && root_is_continuous(t, t->f, t->left, t->right) &&
         proof_replay(a, pf, &done) &&
         (!t->is_exact || root_is_zero_at(t, t->exact));
    if (ok)
        report(t, &done, digits);
    instances_clear(&done);
    return ok;
}

static void keep_numbers(const root *t, proof *pf)
{
    mpq_t s;
    mpq_init(s);
    mpq_set_si(s, t->sign, 1);
    proof_set_number(pf, "below", t->p);
    proof_set_number(pf, "above", t->q);
    proof_set_number(pf, "left", t->left);
    proof_set_number(pf, "right", t->right);
    proof_set_number(pf, "sign", s);
    if (t->is_exact)
        proof_set_number(pf, "exact", t->exact);
    mpq_clear(s);
}

/* Why there is no certificate; REASON_NONE when there is one. */
static evidence_reason search(root *t, proof *pf, long digits)
{
    evidence_reason why = root_find(t, digits);
    if (why != REASON_NONE)
        return why;
    instances done = {.n = 0};
    claim_outcome o;
    add_goals(t, &done);
    claim_search(t->a, &done, pf, 0, NULL, &o);
    bool failing = o.failing > 0, all = !failing && o.open == 0;
    claim_outcome_clear(&o);
    instances_clear(&done);
    keep_numbers(t, pf);
    return all       ? REASON_NONE
           : failing ? REASON_SEVERAL_ROOTS
                     : REASON_NOT_UNIQUE;
}

typedef struct {
    root *t;
    problem *any; /* the variable's name is all that trees need */
} namer;

static problem *name_problem(void *ctx, size_t k)
{
    (void)k;
    return ((namer *)ctx)->any;
}

/* How many of the five there are depends on the numbers: they come first. */
static bool load(root *t, proof *pf, long digits)
{
    namer n = {t, (problem *)(uintptr_t)&t->m->p};
    bool ok = false;
    for (size_t instances = 3; instances <= 5 && !ok; instances++)
        ok = proof_load(t->a, pf, instances, name_problem, &n) &&
             finish(t, pf, digits);
    return ok;
}

static void save(root *t, proof *pf)
{
    instances done = {.n = 0};
    add_goals(t, &done);
    proof_save(t->a, pf, &done);
    instances_clear(&done);
}

static void decide(root *t)
{
    audit *a = t->a;
    long digits = audit_kind_digits(a->it);
    /* the signs at p and q have to be seen at the leaves' precision */
    while (a->prec < digits * 10 / 3 + 64 && a->prec < a->max_prec)
        a->prec *= 2;
    a->limits.prec = a->prec;
    proof pf;
    proof_init(&pf, 1);
    root_count all;
    root_count_open(&all, t);
    bool simple = t->m->p.nhyps == 0; /* else an end is irrational */
    if (simple && load(t, &pf, digits)) {
        save(t, &pf);
    } else if (!root_count_load(&all, &pf, digits)) {
        proof_clear(&pf);
        t->is_exact = false;
        evidence_reason why =
            simple ? search(t, &pf, digits) : REASON_NOT_COUNTED;
        if (why == REASON_NONE && finish(t, &pf, digits)) {
            save(t, &pf);
        } else if (!root_count_search(&all, &pf, digits)) {
            a->r->boxes = a->r->open = 0;
            evidence_clear(&a->r->found);
            audit_undecided(a, why != REASON_NONE ? why : REASON_REJECTED);
        }
    }
    root_count_close(&all);
    proof_clear(&pf);
}

bool root_audit(audit *a)
{
    instances f = {.n = 0};
    bool ok = instances_collect(a, &f);
    if (ok && (f.n != 1 || f.v[0].p.nvars != 1))
        ok = audit_error(a, "a root is sought in one real variable, for one "
                            "instance");
    if (ok) {
        root t = {.a = a, .m = &f.v[0], .f = f.v[0].p.goal[0].e, .ok = true};
        t.slope = expr_diff(a->pool, t.f, 0);
        mpq_t *all[] = {&t.p, &t.q, &t.left, &t.right, &t.exact};
        for (int k = 0; k < 5; k++)
            mpq_init(*all[k]);
        range_init(&t.within);
        if (t.slope == EXPR_NONE) {
            audit_undecided(a, REASON_NOT_UNIQUE);
        } else {
            decide(&t);
            ok = t.ok;
        }
        for (int k = 0; k < 5; k++)
            mpq_clear(*all[k]);
        range_clear(&t.within);
    }
    evidence_margin_clear(&a->r->margin);
    instances_clear(&f);
    return ok;
}
