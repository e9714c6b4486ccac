/* What evidence has to show of a root, put together anew from the statement and
 * the numbers that are on file.  Believed: both engines' words, and the
 * argument in the comments. */
#include "replay_internal.h"

typedef struct {
    mpq_srcptr p, q, left, right, exact;
    int sign;
    expr f, slope;
    const problem *of;
} root;

static bool read_root(replayer *w, const instances *f, const proof *pf, root *t)
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
        return replay_refuse(w, "numbers are missing");
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
    return ordered || replay_refuse(w, "numbers out of order");
}

static void need(replayer *w, const root *t, instances *out, const range *r,
                 expr e, int sign)
{
    problem d;
    if (range_is_empty(r))
        return;
    problem_init(&d, w->pool, 1);
    problem_set_name(&d, 0, t->of->names[0]);
    range_set(&d.box[0], r);
    problem_add_goal(&d, sign > 0 ? e : expr_neg(w->pool, e), true);
    instances_add(out, NULL, &d, NULL, 0);
    problem_clear(&d);
}

/* s F' > 0 around the root; s F < 0 to the left of that and at p; s F > 0 to
 * the right of it and at q.  Then F has one zero, between p and q. */
static void needs(replayer *w, const root *t, instances *out)
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
    eval *ev = engines_eval(&w->first, engines_level(prec));
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
    return &((instances *)ctx)->v[0].p;
}

/* How many trees there are shows only once the numbers are read. */
bool replay_root(replayer *w, instances *f, const char *text)
{
    proof pf;
    instances done = {.n = 0};
    root t = {.sign = 0};
    certfile_subject of = replay_subject(w, f, 0, only_problem, f);
    proof_init(&pf, 1);
    bool ok = replay_parse(w, &pf, text, &of);
    if (ok && proof_find_number(&pf, "roots") != NULL) {
        proof_clear(&pf);
        return replay_root_count(w, f, text);
    }
    ok = ok && read_root(w, f, &pf, &t);
    if (ok)
        needs(w, &t, &done);
    of.instances = done.n;
    ok = ok && replay_parse(w, &pf, text, &of);
    /* parsing again has moved the numbers */
    if (ok && pf.ndomain > 0)
        ok = replay_refuse(w, "a root has no conditions to be met");
    ok = ok && read_root(w, f, &pf, &t) &&
         replay_trees(w, &done, &pf, of.prec) &&
         continuous_around(w, &t, of.prec) &&
         (t.exact == NULL || zero_at(w, &t));
    proof_clear(&pf);
    instances_clear(&done);
    return ok;
}
