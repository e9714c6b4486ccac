/* What evidence has to show of constants, roots, refutations and tables, put
 * together anew from the statement and the numbers that are on file. */
#include "replay_internal.h"
#include "../../numerics/base/limits.h"
#include "../../numerics/base/rational.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool refuse(replayer *w, const char *why)
{
    w->r->state = REPLAY_REJECTED;
    audit_set(&w->r->where, xstrdup(why));
    return false;
}

static problem *problem_of(void *ctx, size_t k)
{
    return &((roster *)ctx)->v[k].p;
}

/* Each tree proves the one goal, or all goals, of its members. */
static bool trees(replayer *w, roster *f, const proof *pf, long prec)
{
    size_t next = 0;
    for (size_t k = 0; k < pf->nruns; k++) {
        const proof_run *r = &pf->run[k];
        if (r->first != next || r->last >= f->n)
            return refuse(w, "instances out of order");
        for (size_t i = r->first; i <= r->last; i++)
            for (size_t g = 0; g < pf->ngoals; g++)
                if (f->v[i].p.ngoals != pf->ngoals ||
                    !replay_tree(w, &f->v[i].p, g, r->tree[g], prec))
                    return w->r->where != NULL ? false
                                               : refuse(w, "other goals");
        next = r->last + 1;
    }
    return next == f->n || refuse(w, "instances without a tree");
}

/* ---- constants ---------------------------------------------------------- */

/* Family f, where c is the last variable, with c = value. */
static bool with_value(replayer *w, roster *out, const roster *f, expr value)
{
    for (size_t k = 0; k < f->n; k++) {
        const problem *p = &f->v[k].p;
        int c = p->nvars - 1;
        problem d;
        bool ok = value != EXPR_NONE;
        problem_init(&d, p->pool, c);
        for (int i = 0; i < c; i++) {
            problem_set_name(&d, i, p->names[i]);
            range_set(&d.box[i], &p->box[i]);
        }
        for (size_t j = 0; j < p->nhyps; j++) {
            ok = ok && (expr_vars(w->pool, p->hyp[j].e) >> c & 1) == 0;
            problem_add_hyp(&d, p->hyp[j].e, p->hyp[j].strict);
        }
        for (size_t j = 0; j < p->ngoals; j++) {
            expr e = expr_subst(w->pool, p->goal[j].e, c, value);
            ok = ok && e != EXPR_NONE;
            problem_add_goal(&d, e, p->goal[j].strict);
        }
        if (ok)
            roster_add(out, &f->v[k].inst, &d, NULL, 0);
        problem_clear(&d);
        if (!ok)
            return refuse(w, "the statement cannot be completed");
    }
    return true;
}

static bool whole(const proof *pf, const char *name, size_t max, size_t *k)
{
    mpq_srcptr q = proof_find_number(pf, name);
    bool ok = q != NULL && mpz_cmp_ui(mpq_denref(q), 1) == 0 &&
              mpz_cmp_ui(mpq_numref(q), 1) >= 0 &&
              mpz_cmp_ui(mpq_numref(q), max) <= 0;
    *k = ok ? mpz_get_ui(mpq_numref(q)) - 1 : 0;
    return ok;
}

/* The point x0, x1, ... on file: in the domain of member p. */
static bool point_on_file(const proof *pf, const problem *p, int n, mpq_t *x)
{
    for (int i = 0; i < n; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        mpq_srcptr q = proof_find_number(pf, name);
        if (q == NULL || !range_contains_q(&p->box[i], q))
            return false;
        mpq_set(x[i], q);
    }
    return true;
}

/* A goal is A + c B.  At x, in the domain, let B < 0 (for the largest c; > 0
 * for the smallest) and A + h B <= 0; then A + c B < 0 for every c beyond h.
 * With h = -A/B that is so of itself. */
static bool beyond(replayer *w, const problem *p, mpq_t *x, expr a, expr b,
                   mpq_srcptr h)
{
    int n = p->nvars - 1;
    problem d;
    replay_point_problem(&d, p, x, n);
    for (size_t j = 0; j < p->nhyps; j++)
        problem_add_goal(&d, p->hyp[j].e, p->hyp[j].strict);
    problem_add_goal(&d, w->it->largest ? expr_neg(w->pool, b) : b, true);
    if (h != NULL) {
        expr f = expr_mul(w->pool, expr_q(w->pool, h), b);
        problem_add_goal(&d, expr_neg(w->pool, expr_add(w->pool, a, f)),
                         false);
    }
    bool ok = replay_point(w, &d, "what bounds the constant at its point");
    problem_clear(&d);
    return ok;
}

typedef struct {
    size_t member, goal;
    mpq_t *x;
    expr a, b, value;
} linear;

/* The goal is continuous in variable c: no conditional asks about it.  Its
 * slope alone would not show jumps between pieces of one slope. */
static bool unbroken(const replayer *w, expr goal, int c)
{
    bool ok = true;
    size_t n = expr_kinks(w->pool, goal, NULL, 0);
    expr *kink = xmalloc((n + 1) * sizeof *kink);
    expr_kinks(w->pool, goal, kink, n);
    for (size_t k = 0; k < n && ok; k++) {
        const expr_node *x = expr_get(w->pool, kink[k]);
        ok = x->op != EXPR_IF || (expr_vars(w->pool, x->arg[0]) >> c & 1) == 0;
    }
    free(kink);
    return ok;
}

static bool read_linear(replayer *w, const roster *f, const proof *pf,
                        linear *l)
{
    const problem *p = &f->v[0].p;
    mpq_srcptr sharp = proof_find_number(pf, "sharp");
    mpq_srcptr near = proof_find_number(pf, "proved");
    if (sharp == NULL || !whole(pf, "instance", f->n, &l->member) ||
        !whole(pf, "goal", p->ngoals, &l->goal))
        return refuse(w, "numbers are missing");
    p = &f->v[l->member].p;
    int c = p->nvars - 1;
    if (!point_on_file(pf, p, c, l->x) ||
        !point_is_whole(point_whole_vars(w->it), p, l->x))
        return refuse(w, "the point is not in the domain");
    expr goal = p->goal[l->goal].e;
    l->a = expr_subst(w->pool, goal, c, expr_si(w->pool, 0));
    l->b = expr_diff(w->pool, goal, c);
    if (l->a == EXPR_NONE || l->b == EXPR_NONE ||
        (expr_vars(w->pool, l->b) >> c & 1) != 0 || !unbroken(w, goal, c))
        return refuse(w, "not linear in the constant");
    if (mpq_sgn(sharp) != 0)
        l->value = point_substitute(
            w->pool, expr_neg(w->pool, expr_div(w->pool, l->a, l->b)), l->x,
            c);
    else
        l->value = near != NULL ? expr_q(w->pool, near) : EXPR_NONE;
    return true;
}

bool replay_constant(replayer *w, const roster *f, const char *text)
{
    roster body = {.n = 0}, done = {.n = 0};
    proof pf;
    long prec;
    char err[200];
    linear l = {.x = point_new(f->v[0].p.nvars)};
    proof_init(&pf, f->v[0].p.ngoals);
    bool ok = with_value(w, &body, f, expr_si(w->pool, 0));
    if (ok && !certfile_parse(&pf, text, w->it->id, f->hash, f->n, &prec,
                              problem_of, &body, err, sizeof err))
        ok = refuse(w, err);
    if (ok && pf.excluded != w->excluded)
        ok = refuse(w, "another number of combinations left out");
    ok = ok && read_linear(w, f, &pf, &l) && with_value(w, &done, f, l.value) &&
         trees(w, &done, &pf, prec) && replay_domains(w, &body, &pf, prec);
    if (ok) {
        bool sharp = mpq_sgn(proof_find_number(&pf, "sharp")) != 0;
        mpq_srcptr far = proof_find_number(&pf, "beyond");
        ok = (sharp || far != NULL || refuse(w, "numbers are missing")) &&
             beyond(w, &f->v[l.member].p, l.x, l.a, l.b,
                    sharp ? NULL : far);
    }
    point_free(l.x, f->v[0].p.nvars);
    proof_clear(&pf);
    roster_clear(&body);
    roster_clear(&done);
    return ok;
}

/* ---- roots -------------------------------------------------------------- */

typedef struct {
    mpq_srcptr p, q, left, right, exact;
    int sign;
    expr f, slope;
    const problem *of;
} root;

static bool read_root(replayer *w, const roster *f, const proof *pf, root *t)
{
    t->of = &f->v[0].p;
    t->p = proof_find_number(pf, "below");
    t->q = proof_find_number(pf, "above");
    t->left = proof_find_number(pf, "left");
    t->right = proof_find_number(pf, "right");
    t->exact = proof_find_number(pf, "exact");
    mpq_srcptr s = proof_find_number(pf, "sign");
    if (t->p == NULL || t->q == NULL || t->left == NULL || t->right == NULL ||
        s == NULL || mpq_sgn(s) == 0 || f->n != 1 || t->of->nvars != 1 ||
        t->of->nhyps != 0)
        return refuse(w, "numbers are missing");
    t->sign = mpq_sgn(s);
    t->f = t->of->goal[0].e;
    t->slope = expr_diff(w->pool, t->f, 0);
    const range *r = &t->of->box[0];
    bool ordered = mpq_cmp(t->left, t->p) <= 0 && mpq_cmp(t->p, t->q) < 0 &&
                   mpq_cmp(t->q, t->right) <= 0 &&
                   range_contains_q(r, t->left) &&
                   range_contains_q(r, t->right);
    if (t->exact != NULL)
        ordered = ordered && mpq_cmp(t->p, t->exact) < 0 &&
                  mpq_cmp(t->exact, t->q) < 0;
    return ordered || refuse(w, "numbers out of order");
}

static void need(replayer *w, const root *t, roster *out, const range *r,
                 expr e, int sign)
{
    problem d;
    if (range_is_empty(r))
        return;
    problem_init(&d, w->pool, 1);
    problem_set_name(&d, 0, t->of->names[0]);
    range_set(&d.box[0], r);
    problem_add_goal(&d, sign > 0 ? e : expr_neg(w->pool, e), true);
    roster_add(out, NULL, &d, NULL, 0);
    problem_clear(&d);
}

/* s F' > 0 around the root; s F < 0 to the left of that and at p; s F > 0 to
 * the right of it and at q.  Then F has one zero, between p and q. */
static void needs(replayer *w, const root *t, roster *out)
{
    range r;
    range_init(&r);
    mpq_set(r.lo, t->left);
    mpq_set(r.hi, t->right);
    need(w, t, out, &r, t->slope, t->sign);
    range_set(&r, &t->of->box[0]);
    mpq_set(r.hi, t->left);
    r.hi_inf = false;
    r.hi_open = true;
    need(w, t, out, &r, t->f, -t->sign);
    range_set(&r, &t->of->box[0]);
    mpq_set(r.lo, t->right);
    r.lo_inf = false;
    r.lo_open = true;
    need(w, t, out, &r, t->f, t->sign);
    range_clear(&r);
    range_init(&r);
    mpq_set(r.lo, t->p);
    mpq_set(r.hi, t->p);
    need(w, t, out, &r, t->f, -t->sign);
    mpq_set(r.lo, t->q);
    mpq_set(r.hi, t->q);
    need(w, t, out, &r, t->f, t->sign);
    range_clear(&r);
}

static bool continuous_around(replayer *w, const root *t, long prec)
{
    range r;
    bool decided, smooth, first;
    range_init(&r);
    mpq_set(r.lo, t->left);
    mpq_set(r.hi, t->right);
    eval *ev = judge_eval(&w->first, judge_level(prec));
    eval_set_box(ev, &r, 1);
    first = iv_is_defined(eval_enclose_smooth(ev, t->f, &decided, &smooth)) &&
            smooth;
    bool second = recheck_continuous(w->second, t->f, &r, 1, prec);
    range_clear(&r);
    return replay_both(w, first, second, "continuity around the root");
}

static bool zero_at(replayer *w, const root *t)
{
    mpq_t x[1];
    problem d;
    mpq_init(x[0]);
    mpq_set(x[0], t->exact);
    replay_point_problem(&d, t->of, x, 1);
    problem_add_goal(&d, t->f, false);
    problem_add_goal(&d, expr_neg(w->pool, t->f), false);
    bool ok = replay_point(w, &d, "the root itself");
    problem_clear(&d);
    mpq_clear(x[0]);
    return ok;
}

static problem *only_problem(void *ctx, size_t k)
{
    (void)k; /* the variable's name is all that is asked for */
    return &((roster *)ctx)->v[0].p;
}

/* How many trees there are shows only once the numbers are read. */
bool replay_root(replayer *w, const roster *f, const char *text)
{
    proof pf;
    long prec;
    char err[200];
    roster done = {.n = 0};
    root t = {.sign = 0};
    void *ctx = (void *)(uintptr_t)f;
    proof_init(&pf, 1);
    bool ok = certfile_parse(&pf, text, w->it->id, f->hash, 0, &prec,
                             only_problem, ctx, err, sizeof err) ||
              refuse(w, err);
    ok = ok && read_root(w, f, &pf, &t);
    if (ok)
        needs(w, &t, &done);
    if (ok && !certfile_parse(&pf, text, w->it->id, f->hash, done.n, &prec,
                              only_problem, ctx, err, sizeof err))
        ok = refuse(w, err);
    /* parsing again has moved the numbers */
    if (ok && pf.ndomain > 0)
        ok = refuse(w, "a root has no conditions to be met");
    ok = ok && read_root(w, f, &pf, &t) && trees(w, &done, &pf, prec) &&
         continuous_around(w, &t, prec) && (t.exact == NULL || zero_at(w, &t));
    proof_clear(&pf);
    roster_clear(&done);
    return ok;
}

/* ---- refutations -------------------------------------------------------- */

/* The value of `name` at a point. */
static bool value_in(const evidence_point *at, const char *name, mpq_ptr q)
{
    for (size_t i = 0; i < at->n; i++)
        if (strcmp(at->v[i].name, name) == 0) {
            mpq_set(q, at->v[i].value);
            return true;
        }
    return false;
}

static bool is_instance(const instance *inst, const evidence_point *at)
{
    bool same = true;
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < inst->n && same; i++)
        same = value_in(at, inst->name[i], q) && mpq_equal(q, inst->value[i]);
    mpq_clear(q);
    return same;
}

/* Some goal is false at x: by the first engine, and by the second. */
static bool fails_at(replayer *w, const problem *p, mpq_t *x)
{
    bool first = false, second = false;
    iv_t v;
    rrange u;
    iv_init(v, 64);
    rrange_init(&u);
    for (size_t g = 0; g < p->ngoals && !first; g++) {
        first = checker_refutes(p, g, x, w->max_prec, v);
        second = recheck_refutes(w->second, p, g, x, w->max_prec, &u);
        if (first != second)
            break;
    }
    iv_clear(v);
    char text[160];
    rrange_text(text, sizeof text, &u);
    rrange_clear(&u);
    if (!replay_both(w, first, second, "the point of refutation"))
        return false;
    replay_say(w, "refuted: the difference is in %s", text);
    w->r->goals++;
    return true;
}

bool replay_witness(replayer *w, const roster *f,
                    const evidence_refutation *found)
{
    const member *m = NULL;
    for (size_t k = 0; k < f->n && m == NULL; k++)
        if (found != NULL && is_instance(&f->v[k].inst, &found->at))
            m = &f->v[k];
    if (m == NULL)
        return refuse(w, "the refuting instance is not found");
    mpq_t *x = point_new(m->p.nvars);
    bool ok = true;
    for (int i = 0; i < m->p.nvars && ok; i++)
        ok = value_in(&found->at, m->p.names[i], x[i]);
    ok = ok && point_is_whole(point_whole_vars(w->it), &m->p, x);
    ok = ok ? fails_at(w, &m->p, x) : refuse(w, "the point is incomplete");
    point_free(x, m->p.nvars);
    return ok;
}

/* ---- tables ------------------------------------------------------------- */

/* "-12.5", "1.25e-7"; false for "inf". */
static bool decimal(mpq_ptr q, const char *s)
{
    return rational_read_decimal(q, s, strlen(s), LIMIT_PRINTED_EXPONENT);
}

typedef struct {
    replayer *w;
    const result *r;
    size_t row, done;
    bool ok;
} sheet;

static void decimals_of(rrange *v, const enclosure *e, slong prec)
{
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    bool l = e->lo != NULL && decimal(lo, e->lo);
    bool h = e->hi != NULL && decimal(hi, e->hi);
    rrange_set_q(v, l ? lo : NULL, false, h ? hi : NULL, false, prec);
    mpq_clear(lo);
    mpq_clear(hi);
}

/* At rising precision until the second engine's enclosure is inside the
 * decimals, or beside them. */
static bool cell_agrees(sheet *s, expr f, const enclosure *e)
{
    rrange v, d;
    bool meets = true, inside = false;
    rrange_init(&v);
    rrange_init(&d);
    for (long prec = 64; prec <= 1024 && meets && !inside; prec *= 2) {
        decimals_of(&d, e, 4096);
        recheck_enclose(s->w->second, f, NULL, 0, prec, &v);
        inside = v.ok && arf_cmp(&d.lo, &v.lo) <= 0 &&
                 arf_cmp(&v.hi, &d.hi) <= 0;
        meets = !v.ok || rrange_meets(&v, &d);
    }
    meets = meets && v.ok; /* what ends at a decimal can only meet it */
    if (!meets) {
        char text[160];
        text_buf b = {0};
        rrange_text(text, sizeof text, &v);
        text_printf(&b, "[%s, %s]", e->lo, e->hi);
        audit_set(&s->w->r->first, text_take(&b));
        audit_set(&s->w->r->second, xstrdup(text));
    }
    rrange_clear(&v);
    rrange_clear(&d);
    return meets;
}

static bool row(void *ctx, const instance *inst, const expr *cells,
                size_t ncells)
{
    sheet *s = ctx;
    (void)inst;
    for (size_t i = 0; i < ncells && s->ok; i++) {
        size_t k = s->row * ncells + i;
        if (cells[i] == EXPR_NONE || s->row >= s->r->nrows ||
            !s->r->cells[k].defined)
            continue;
        s->ok = cell_agrees(s, cells[i], &s->r->cells[k].v);
        s->done += s->ok;
        if (!s->ok) {
            text_buf b = {0};
            text_printf(&b, "row %zu, cell %zu", s->row + 1, i + 1);
            s->w->r->state = REPLAY_DISAGREE;
            audit_set(&s->w->r->where, text_take(&b));
        }
    }
    s->row++;
    return s->ok;
}

bool replay_cells(replayer *w, const result *r)
{
    sheet s = {.w = w, .r = r, .ok = true};
    size_t count;
    bool ok = elab_rows(w->e, w->it, row, &s, &count, w->errs);
    w->r->goals = s.done;
    char *n = audit_count(s.done);
    replay_say(w, "%s values", n);
    free(n);
    return ok && s.ok;
}
