/* What evidence has to show of a threshold, put together anew from the numbers
 * that are on file.  Believed: both engines' words, and the argument over
 * threshold.c: the statement from `from` on, at each number from `least` to
 * before it, and a point at `fails`, a number below, where it is false. */
#include "replay_internal.h"
#include "../audit/threshold.h"

#include <stdio.h>
#include <string.h>

static bool is_whole(mpq_srcptr q)
{
    return q != NULL && mpz_cmp_ui(mpq_denref(q), 1) == 0;
}

/* The variable's first value. */
static mpq_srcptr first_value(const item *it, const problem *p)
{
    for (int i = 0; i < p->nvars; i++)
        if (strcmp(p->names[i], it->unknown) == 0 && !p->box[i].lo_inf)
            return p->box[i].lo;
    return NULL;
}

static bool ordered(replayer *w, const instances *f, const proof *pf)
{
    enum {
        MOST = 1000 /* numbers one by one */
    };
    mpq_srcptr least = proof_find_number(pf, "least");
    mpq_srcptr from = proof_find_number(pf, "from");
    mpq_srcptr fails = proof_find_number(pf, "fails");
    mpq_srcptr first = first_value(w->it, &f->v[0].p);
    if (!is_whole(least) || !is_whole(from) || first == NULL ||
        (fails != NULL && !is_whole(fails)))
        return replay_refuse(w, "numbers are missing");
    mpq_t far;
    mpq_init(far);
    mpq_set_si(far, MOST, 1);
    mpq_add(far, far, least);
    bool ok = mpq_cmp(first, least) <= 0 && mpq_cmp(least, from) <= 0 &&
              mpq_cmp(from, far) <= 0 &&
              (fails == NULL ||
               (mpq_cmp(first, fails) <= 0 && mpq_cmp(fails, least) < 0));
    mpq_clear(far);
    return ok || replay_refuse(w, "numbers out of order");
}

static bool take_size(const proof *pf, const char *name, size_t below,
                      size_t *out)
{
    mpq_srcptr v = proof_find_number(pf, name);
    bool ok = is_whole(v) && mpz_fits_ulong_p(mpq_numref(v)) &&
              mpz_get_ui(mpq_numref(v)) < below;
    if (ok)
        *out = mpz_get_ui(mpq_numref(v));
    return ok;
}

/* The point on file, one of the instance m's domain. */
static bool point_on_file(replayer *w, const proof *pf, const instance *m,
                          mpq_t *x)
{
    bool ok = !m->binding.aside && !m->binding.step;
    for (int i = 0; i < m->p.nvars && ok; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        mpq_srcptr q = proof_find_number(pf, name);
        ok = q != NULL && range_contains_q(&m->p.box[i], q);
        if (ok)
            mpq_set(x[i], q);
    }
    ok = ok && point_is_whole(point_whole_vars(w->it), &m->p, x);
    return ok || replay_refuse(w, "the point is not in the domain");
}

/* The statement is false at `fails`, by the first engine and by the second. */
static bool false_at(replayer *w, const proof *pf)
{
    instances at = {.n = 0};
    size_t k, g;
    mpq_srcptr n = proof_find_number(pf, "fails");
    if (n == NULL)
        return true;
    mpq_t *x = point_new(EXPR_MAX_VARS);
    bool ok = threshold_at(w->e, w->it, n, &at, w->errs) &&
              ((take_size(pf, "instance", at.n, &k) &&
                take_size(pf, "goal", at.v[k].p.ngoals, &g)) ||
               replay_refuse(w, "numbers are missing")) &&
              point_on_file(w, pf, &at.v[k], x);
    if (ok) {
        iv_t v;
        rrange u;
        iv_init(v, 64);
        rrange_init(&u);
        const problem *p = &at.v[k].p;
        ok = replay_both(w, checker_refutes(p, g, x, w->max_prec, v),
                         recheck_refutes(w->second, p, g, x, w->max_prec, &u),
                         "the point below the threshold");
        iv_clear(v);
        rrange_clear(&u);
    }
    point_free(x, EXPR_MAX_VARS);
    instances_clear(&at);
    return ok;
}

/* The claim from `from` on, where it says how it is proved, was taken apart by
 * the language: the second reading does so again, at numbers. */
static bool taken_apart(replayer *w, const proof *pf)
{
    const item *it = w->it;
    mpq_srcptr from = proof_find_number(pf, "from");
    instances f = {.n = 0};
    threshold_claim c;
    second_points at;
    if (!threshold_is_argued(it))
        return true;
    w->r->argued = true;
    threshold_claim_init(&c, it, from, false);
    bool ok = threshold_collect(w->e, it, from, from, &f, w->errs);
    w->it = &c.it;
    char *wrong = !ok ? NULL
                      : replay_unfold_compare(w, &f, &w->r->unfolded,
                                              &w->r->not_unfolded);
    if (ok && wrong == NULL) {
        second_check(w->reading, w->it, &at);
        w->r->points = at.held;
        if (at.failed > 0)
            wrong = xstrdup("the claim is false at a number");
    }
    w->it = it;
    if (wrong != NULL) {
        w->r->state = REPLAY_DISAGREE;
        w->r->readings = true;
        audit_set(&w->r->where, xstrdup("how the claim was taken apart"));
        audit_set(&w->r->first, xstrdup("proves the goals"));
        audit_set(&w->r->second, wrong);
    }
    threshold_claim_clear(&c);
    instances_clear(&f);
    return ok && wrong == NULL;
}

/* How many trees there are shows only once the numbers are read. */
bool replay_threshold(replayer *w, instances *f, const char *text)
{
    proof pf;
    instances done = {.n = 0};
    certfile_subject of = replay_subject(w, f, 0, instances_problem, &done);
    proof_init(&pf, f->v[0].p.ngoals);
    bool ok = certfile_parse(&pf, text, &of, NULL)
                  ? ordered(w, f, &pf)
                  : replay_refuse(w, "the file's head is malformed");
    ok =
        ok && threshold_collect(w->e, w->it, proof_find_number(&pf, "least"),
                                proof_find_number(&pf, "from"), &done, w->errs);
    of.instances = done.n;
    /* parsing again moves the numbers */
    ok = ok && replay_parse(w, &pf, text, &of) && ordered(w, f, &pf) &&
         replay_trees(w, &done, &pf, of.prec) &&
         replay_domains(w, &done, &pf, of.prec) && false_at(w, &pf);
    ok = ok && taken_apart(w, &pf);
    proof_clear(&pf);
    instances_clear(&done);
    return ok;
}
