/* What evidence has to show of several roots, or of none, put together anew from
 * the statement and the numbers that are on file.  Believed: both engines' words,
 * and the argument in the comments. */
#include "replay_internal.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MOST = 16
};

/* Where F may vanish: at a point, or once in [left, right]. */
typedef struct {
    mpq_srcptr at, left, right, below, above;
    int sign;
} place;

typedef struct {
    replayer *w;
    const proof *pf;
    const problem *of;
    expr f, slope;
    size_t n;
    place v[MOST];
} roots;

static mpq_srcptr number(const proof *pf, const char *what, size_t k)
{
    char name[32];
    snprintf(name, sizeof name, "%s%zu", what, k);
    return proof_find_number(pf, name);
}

static bool read_place(const proof *pf, size_t k, place *v)
{
    v->at = number(pf, "exact", k);
    v->left = v->at != NULL ? v->at : number(pf, "left", k);
    v->right = v->at != NULL ? v->at : number(pf, "right", k);
    v->below = number(pf, "below", k);
    v->above = number(pf, "above", k);
    mpq_srcptr s = number(pf, "sign", k);
    v->sign = s != NULL ? mpq_sgn(s) : 0;
    return v->at != NULL ||
           (v->left != NULL && v->right != NULL && v->below != NULL &&
            v->above != NULL && v->sign != 0);
}

/* In the range, one behind the other, and what is inside each in order. */
static bool in_order(const roots *t)
{
    const range *r = &t->of->box[0];
    for (size_t k = 0; k < t->n; k++) {
        const place *v = &t->v[k];
        if (!range_contains_q(r, v->left) || !range_contains_q(r, v->right))
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
        mpz_cmp_ui(mpq_denref(n), 1) != 0 || f->n != 1 || t->of->nvars != 1 ||
        t->of->nhyps != 0)
        return replay_refuse(w, "numbers are missing");
    t->n = mpz_get_ui(mpq_numref(n));
    t->f = t->of->goal[0].e;
    t->slope = expr_diff(w->pool, t->f, 0);
    for (size_t k = 0; k < t->n; k++)
        if (!read_place(pf, k + 1, &t->v[k]))
            return replay_refuse(w, "numbers are missing");
    return in_order(t) || replay_refuse(w, "numbers out of order");
}

static void need(const roots *t, instances *out, const range *r, expr e,
                 int sign)
{
    problem d;
    problem_init(&d, t->w->pool, 1);
    problem_set_name(&d, 0, t->of->names[0]);
    range_set(&d.box[0], r);
    problem_add_goal(&d, sign > 0 ? e : expr_neg(t->w->pool, e), true);
    instances_add(out, NULL, &d, NULL, 0);
    problem_clear(&d);
}

static void need_at(const roots *t, instances *out, mpq_srcptr x, int sign)
{
    range r;
    range_init(&r);
    mpq_set(r.lo, x);
    mpq_set(r.hi, x);
    need(t, out, &r, t->f, sign);
    range_clear(&r);
}

/* F of one sign, whichever is on file, between the places before and behind k:
 * false when the file names none. */
static bool need_gap(const roots *t, instances *out, size_t k)
{
    range r;
    range_init(&r);
    range_set(&r, &t->of->box[0]);
    if (k > 0) {
        r.lo_inf = false;
        r.lo_open = true;
        mpq_set(r.lo, t->v[k - 1].right);
    }
    if (k < t->n) {
        r.hi_inf = false;
        r.hi_open = true;
        mpq_set(r.hi, t->v[k].left);
    }
    mpq_srcptr s = number(t->pf, "gap", k);
    bool some = !range_is_empty(&r), ok = !some || (s != NULL && mpq_sgn(s));
    if (some && ok)
        need(t, out, &r, t->f, mpq_sgn(s));
    range_clear(&r);
    return ok;
}

/* Off the places F has a sign; in each that is no point it is strictly monotone,
 * and changes its sign: one zero there. */
static bool needs(const roots *t, instances *out)
{
    range r;
    bool ok = true;
    range_init(&r);
    for (size_t k = 0; k <= t->n && ok; k++) {
        ok = need_gap(t, out, k);
        if (!ok || k == t->n || t->v[k].at != NULL)
            continue;
        const place *v = &t->v[k];
        mpq_set(r.lo, v->left);
        mpq_set(r.hi, v->right);
        need(t, out, &r, t->slope, v->sign);
        need_at(t, out, v->below, -v->sign);
        need_at(t, out, v->above, v->sign);
    }
    range_clear(&r);
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
    range_init(&r);
    mpq_set(r.lo, v->left);
    mpq_set(r.hi, v->right);
    eval *ev = engines_eval(&t->w->first, engines_level(prec));
    eval_set_box(ev, &r, 1);
    first = iv_is_defined(eval_enclose_smooth(ev, t->f, &decided, &smooth)) &&
            smooth;
    bool second = recheck_continuous(t->w->second, t->f, &r, 1, prec);
    range_clear(&r);
    return replay_both(t->w, first, second, "continuity around a root");
}

static bool places_hold(const roots *t, long prec)
{
    for (size_t k = 0; k < t->n; k++)
        if (t->v[k].at != NULL ? !zero_at(t, t->v[k].at)
                               : !continuous_on(t, &t->v[k], prec))
            return false;
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
