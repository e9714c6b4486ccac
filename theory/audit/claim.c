/* Claims: the verdict of each instance and goal.  PROVED rests on the checker's
 * replay of every tree, REFUTED on a point that it confirms. */
#include "claim_at.h"
#include "claim_share.h"

#include <stdlib.h>
#include <string.h>

bool claim_report_witness(audit *a, instances *f, size_t k, size_t g, mpq_t *x)
{
    const instance *m = &f->v[k];
    iv_t margin;
    iv_init(margin, 64);
    bool ok = point_refutes(a, &m->p, g, x, margin);
    if (ok) {
        iv_t v;
        iv_init(v, 64);
        point_enclose(a->engines, m->p.goal[g].e, x, m->p.nvars, 40, a->top, v);
        bool zero = iv_certainly_nonneg(margin) && iv_certainly_nonpos(margin);
        evidence_start(&a->r->found, EVIDENCE_REFUTATION);
        evidence_refutation *e = &a->r->found.u.refutation;
        enclosure_from_iv(&e->margin, iv_is_bounded(v) && !zero ? v : margin,
                          MARGIN_DIGITS);
        iv_clear(v);
        point_record(&e->at, m, x, m->p.nvars);
        e->relation = g + 1;
        e->relations = m->p.ngoals;
        a->r->verdict = VERDICT_REFUTED;
    }
    iv_clear(margin);
    return ok;
}

/* ---- verdicts ----------------------------------------------------------- */

/* open: instances of which nothing is known. */
static void note_failing(audit *a, instances *f, size_t failing, size_t first,
                         size_t open)
{
    bool cases = f->n != a->r->instances; /* of powers, of some instance */
    if (f->n == 1 || cases || a->r->found.kind != EVIDENCE_REFUTATION)
        return;
    evidence_refutation *e = &a->r->found.u.refutation;
    e->failing = failing;
    e->at_least = open > 0;
    point_record(&e->first, &f->v[first], NULL, 0);
}

/* The one place where a claim becomes PROVED: it wants the judge's seals. */
static void note_proved(audit *a, const instances *f)
{
    if (verdict_note(a, VERDICT_PROVED, f))
        evidence_clear(&a->r->found);
}

bool claim_is_bounded(const instances *f)
{
    for (size_t k = 0; k < f->n; k++)
        for (int i = 0; i < f->v[k].p.nvars; i++)
            if (f->v[k].p.box[i].lo_inf || f->v[k].p.box[i].hi_inf)
                return false;
    return true;
}

/* Why instance k is not decided. */
static void note_open(audit *a, instances *f, const closed_outcome *o)
{
    result *r = a->r;
    const instance *m = &f->v[o->refuted ? o->worst : o->first_open];
    r->boxes = f->n;
    r->open = o->open;
    r->open_share = (double)o->open / (double)f->n;
    if (!claim_undefined_reason(a, m, m->p.goal[o->open_goal].e, m->p.box))
        audit_undecided(a, REASON_AGREE)->number = (size_t)engines_prec(a->top);
    evidence_undecided *u = audit_undecided(a, r->found.u.undecided.reason);
    u->bounded = true;
    u->has_worst = m->binding.n > 0;
    point_record_box(&u->worst, m, m->p.box, 0);
}

static void decide_closed(audit *a, instances *f, proof *pf)
{
    closed_outcome o;
    result *r = a->r;
    closed_decide(a, f, pf, &o);
    if (o.refuted &&
        claim_report_witness(a, f, o.worst, o.worst_goal, NULL)) {
        note_failing(a, f, o.failing, o.first_failing, o.open);
        return;
    }
    r->verdict = VERDICT_UNDECIDED;
    if ((o.open == 0 && !o.refuted) ||
        undefined_refutes(a, f, o.first_open, false))
        return;
    note_open(a, f, &o);
}

/* Are the trees complete? */
static bool decide_open(audit *a, instances *f, proof *pf, const proof *from)
{
    claim_outcome o;
    claim_search(a, f, pf, 0, from, &o);
    bool complete = o.complete;
    a->r->verdict = VERDICT_UNDECIDED;
    if (o.failing > 0 &&
        claim_report_witness(a, f, o.worst, o.worst_goal, o.witness))
        note_failing(a, f, o.failing, o.first_failing, o.open);
    claim_outcome_clear(&o);
    return complete;
}

bool claim_is_closed(const instances *f)
{
    for (size_t k = 0; k < f->n; k++)
        if (f->v[k].p.nvars > 0 || f->v[k].p.nhyps > 0 ||
            f->v[k].binding.step)
            return false;
    return true;
}

bool claim_settle(audit *a, instances *f, proof *pf)
{
    if (pf->nruns == 0 || pf->run[pf->nruns - 1].last + 1 != f->n ||
        !proof_replay(a, pf, f))
        return false;
    if (!domain_is_shown(a))
        return true;
    note_proved(a, f);
    if (!instances_argue(f) && a->it->nlinks == 0)
        /* else what is proved is not the difference */
        proof_margin(a, pf, f);
    proof_save(a, pf, f);
    return true;
}

/* What was found, before the checker.  False: it refused it.  Trees that are
 * known to be complete are not looked through. */
static bool settle_found(audit *a, instances *f, proof *pf, const proof *from,
                         bool complete)
{
    if (a->r->verdict != VERDICT_UNDECIDED)
        return true;
    if (from != NULL && from->has_seen && !pf->has_seen)
        proof_set_seen(pf, from->seen_instance, from->seen_goal, from->seen,
                       from->nseen);
    if (complete || proof_is_complete(pf, f->n))
        return claim_settle(a, f, pf) || audit_stopped(a);
    if (a->opt->keep_partial && pf->nruns > 0 &&
        pf->run[pf->nruns - 1].last + 1 == f->n)
        proof_save(a, pf, f);
    return true;
}

/* The checker is asked once, of all trees.  If it refuses one, which is rare,
 * the search begins again and asks it of each itself, to prove anew what it
 * refuses. */
static void decide_by_search(audit *a, instances *f, proof *pf,
                             const proof *from)
{
    a->limits.unmended = true;
    bool complete = decide_open(a, f, pf, from);
    if (claim_share_end(a, f, pf)) {
        a->limits.unmended = false;
        return;
    }
    bool ok = settle_found(a, f, pf, from, complete);
    a->limits.unmended = false;
    if (ok)
        return;
    proof_clear(pf);
    evidence_clear(&a->r->found);
    a->r->boxes = a->r->open = 0;
    a->r->open_share = 0;
    complete = decide_open(a, f, pf, from);
    (void)settle_found(a, f, pf, from, complete);
}

/* No proof is at hand: looks for one, or for a counterexample. */
static void decide_anew(audit *a, instances *f, proof *pf, const proof *from)
{
    if (claim_is_closed(f)) {
        decide_closed(a, f, pf);
        (void)settle_found(a, f, pf, from, false);
    } else if (!undefined_refutes(a, f, 0, false) &&
               !(from == NULL && claim_at_refutes(a, f))) {
        decide_by_search(a, f, pf, from);
        if (a->r->verdict == VERDICT_UNDECIDED)
            (void)undefined_refutes(a, f, 0, true);
    }
}

/* The certificate that was given is no proof, and nothing else is tried.  Of
 * one that was replayed the reason is there. */
static void refuse_given(audit *a, bool loaded)
{
    (void)audit_undecided(a, loaded ? REASON_REJECTED : REASON_FOREIGN);
}

/* Trees are large, and to free them costs as much as to pass through them. */
static void part_with(audit *a, proof *pf)
{
    for (size_t k = 0; k < pf->nruns && a->opt->leave != NULL; k++)
        for (size_t g = 0; g < pf->ngoals; g++) {
            a->opt->leave(pf->run[k].tree[g]);
            pf->run[k].tree[g] = NULL;
        }
    proof_clear(pf);
}

bool claim_decide(audit *a, instances *f)
{
    proof pf, from;
    proof_init(&pf, f->v[0].p.ngoals);
    proof_init(&from, pf.ngoals);
    bool ok = proof_resume(a, &from, f);
    bool loaded = ok && proof_load(a, &pf, f->n, instances_problem, f);
    bool mine = !ok || claim_share_begin(a, f, loaded);
    bool merged = ok && mine && !loaded && claim_share_merge(a, f, &pf);
    /* another shard's claim: it looks at the domain, too */
    bool looks = mine && (!a->shared || a->share_own);
    ok = ok && (!looks || domain_show(a, f, loaded ? &pf : NULL));
    if (ok && mine &&
        (!(loaded || merged) || !claim_settle(a, f, &pf))) {
        if (merged)
            claim_share_refuse(a);
        proof_clear(&pf);
        if (a->opt->given != NULL) {
            refuse_given(a, loaded);
        } else {
            evidence_clear(&a->r->found);
            decide_anew(a, f, &pf, a->opt->resume != NULL ? &from : NULL);
        }
    }
    claim_share_tidy(a);
    part_with(a, &pf);
    proof_clear(&from);
    return ok;
}

/* A constant behind `by` that was not enclosed: then nothing is tried. */
static bool lacks_constant(audit *a)
{
    for (size_t i = 0; i < a->it->nby; i++) {
        const item *used = program_find(a->prog, a->it->by[i].id);
        if (used == NULL || used->kind != ITEM_CONSTANT ||
            elab_constant(a->e, used) != EXPR_NONE)
            continue;
        evidence_undecided *u = audit_undecided(a, REASON_UNKNOWN_CONSTANT);
        if (u->reason == REASON_UNKNOWN_CONSTANT)
            audit_set(&u->part, xstrdup(used->id));
        return true;
    }
    return false;
}

bool claim_audit(audit *a)
{
    instances f = {.n = 0};
    if (lacks_constant(a))
        return true;
    bool decided;
    bool ok = claim_itself_collect(a, &f, &decided) &&
              (decided || claim_decide(a, &f));
    instances_clear(&f);
    return ok;
}
