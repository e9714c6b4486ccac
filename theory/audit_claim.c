/* Claims: the verdict of each instance and goal. */
#include "audit_internal.h"

#include <stdlib.h>
#include <string.h>

bool claim_report_witness(audit *a, roster *f, size_t k, size_t g, mpq_t *x)
{
    const member *m = &f->v[k];
    iv_t margin;
    iv_init(margin, 64);
    bool ok = point_refutes(a, &m->p, g, x, margin);
    if (ok) {
        iv_t v;
        iv_init(v, 64);
        point_enclose(a->judge, m->p.goal[g].e, x, m->p.nvars, 40, a->top, v);
        bool zero = iv_certainly_nonneg(margin) && iv_certainly_nonpos(margin);
        audit_enclosure(&a->r->witness_margin,
                        iv_is_bounded(v) && !zero ? v : margin, MARGIN_DIGITS);
        iv_clear(v);
        audit_set(&a->r->witness, point_text(m, x, m->p.nvars));
        if (a->r->witness == NULL)
            a->r->witness = xstrdup("the statement as it stands");
        a->r->verdict = VERDICT_REFUTED;
    }
    iv_clear(margin);
    return ok;
}

/* ---- verdicts ----------------------------------------------------------- */

/* open: instances of which nothing is known. */
static void say_failing(audit *a, roster *f, size_t failing, size_t first,
                        size_t worst, size_t open)
{
    bool cases = f->n != a->r->instances; /* of powers, of some instance */
    a->r->failing = f->n > 1 && open == 0 && !cases ? failing : 0;
    if (a->r->instances == 1) {
        audit_why(a, "false at an exact point, where the enclosure of the "
                     "difference excludes the relation");
        return;
    }
    char *n = audit_count(failing), *of = audit_count(f->n);
    char *at = point_text(&f->v[first], NULL, 0);
    audit_why(a, "fails in %s%s of %s %s; the first %sis %s%s",
              open > 0 ? "at least " : "", n, of,
              cases ? "cases" : "instances", open > 0 ? "known " : "",
              at != NULL ? at : "the first",
              worst != first ? ", the worst is shown" : "");
    free(n);
    free(of);
    free(at);
}

static void say_proved(audit *a, bool shown)
{
    result *r = a->r;
    r->verdict = VERDICT_PROVED;
    r->boxes = r->open = 0;
    audit_set(&r->worst, NULL);
    char *n = audit_count(r->instances), *leaves = audit_count(r->leaves);
    text_buf b = {0};
    if (r->uniform && r->real_vars == 0)
        text_put(&b, "true");
    else if (r->uniform)
        text_put(&b, "true at every point of the domain");
    else
        text_printf(&b, "true in all %s instances", n);
    text_printf(&b, ": the checker replayed %s %s", leaves,
                r->leaves == 1 ? "leaf" : "leaves");
    if (!shown)
        text_put(&b, "; the domain was not shown non-empty");
    audit_set(&r->why, text_take(&b));
    free(n);
    free(leaves);
}

static void decide_closed(audit *a, roster *f, proof *pf)
{
    closed_outcome o;
    result *r = a->r;
    closed_decide(a, f, pf, &o);
    if (o.refuted &&
        claim_report_witness(a, f, o.worst, o.worst_goal, NULL)) {
        say_failing(a, f, o.failing, o.first_failing, o.worst, o.open);
        return;
    }
    r->verdict = VERDICT_UNDECIDED;
    if (o.open == 0 && !o.refuted)
        return;
    const member *m = &f->v[o.refuted ? o.worst : o.first_open];
    r->boxes = f->n;
    r->open = o.open;
    r->open_share = (double)o.open / (double)f->n;
    audit_set(&r->worst, point_text(m, NULL, 0));
    char *reason = claim_undefined_reason(a, m, m->p.goal[o.open_goal].e,
                                          m->p.box);
    if (audit_stopped(a))
        audit_why(a, "interrupted");
    else if (reason != NULL)
        audit_why(a, "%s", reason);
    else
        audit_why(a, "the sides agree to %ld bits, and neither order nor "
                     "equality could be shown", judge_prec(a->top));
    free(reason);
}

static void decide_open(audit *a, roster *f, proof *pf, const proof *from)
{
    claim_outcome o;
    claim_search(a, f, pf, 0, from, &o);
    a->r->verdict = VERDICT_UNDECIDED;
    if (o.failing > 0 &&
        claim_report_witness(a, f, o.worst, o.worst_goal, o.witness))
        say_failing(a, f, o.failing, o.first_failing, o.worst, o.open);
    claim_outcome_clear(&o);
}

bool claim_is_closed(const roster *f)
{
    for (size_t k = 0; k < f->n; k++)
        if (f->v[k].p.nvars > 0 || f->v[k].p.nhyps > 0)
            return false;
    return true;
}

bool claim_settle(audit *a, roster *f, proof *pf, bool shown)
{
    if (pf->nruns == 0 || pf->run[pf->nruns - 1].last + 1 != f->n ||
        !proof_replay(a, pf, f))
        return false;
    say_proved(a, shown);
    proof_margin(a, pf, f);
    proof_save(a, pf, f);
    return true;
}

/* No proof is at hand: looks for one, or for a counterexample. */
static void decide_anew(audit *a, roster *f, proof *pf, const proof *from,
                        bool shown)
{
    if (claim_is_closed(f))
        decide_closed(a, f, pf);
    else
        decide_open(a, f, pf, from);
    if (a->r->verdict != VERDICT_UNDECIDED)
        return;
    if (from != NULL && from->has_seen && !pf->has_seen)
        proof_set_seen(pf, from->seen_member, from->seen_goal, from->seen,
                       from->nseen);
    if (proof_is_complete(pf, f->n))
        claim_settle(a, f, pf, shown);
    else if (a->opt->keep_partial && pf->nruns > 0 &&
             pf->run[pf->nruns - 1].last + 1 == f->n)
        proof_save(a, pf, f);
}

bool claim_decide(audit *a, roster *f)
{
    bool shown = true;
    if (!claim_is_closed(f) && !claim_not_vacuous(a, f, &shown))
        return false;
    proof pf, from;
    proof_init(&pf, f->v[0].p.ngoals);
    proof_init(&from, pf.ngoals);
    bool ok = proof_resume(a, &from, f);
    if (ok && (!proof_load(a, &pf, f) || !claim_settle(a, f, &pf, shown))) {
        proof_clear(&pf);
        audit_set(&a->r->why, NULL);
        decide_anew(a, f, &pf, a->opt->resume != NULL ? &from : NULL, shown);
    }
    proof_clear(&pf);
    proof_clear(&from);
    return ok;
}

bool claim_audit(audit *a)
{
    roster f = {.n = 0};
    bool ok = audit_collect(a, &f) && claim_decide(a, &f);
    roster_clear(&f);
    return ok;
}
