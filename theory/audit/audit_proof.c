/* Proofs of families: replaying them, their files, and their evidence. */
#include "audit_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- building ----------------------------------------------------------- */

static void free_trees(cert_node **tree, size_t n)
{
    for (size_t g = 0; g < n; g++) {
        cert_free(tree[g]);
        tree[g] = NULL;
    }
}

void proof_add(proof *pf, const member *m, cert_node **tree, size_t ngoals)
{
    text_buf b = {0};
    for (size_t g = 0; g < ngoals; g++)
        cert_write(&b, tree[g], &m->p);
    char *text = text_take(&b);
    proof_run *last = pf->nruns > 0 ? &pf->run[pf->nruns - 1] : NULL;
    if (last != NULL && strcmp(text, pf->last_text) == 0) {
        last->last++;
        free_trees(tree, ngoals);
        free(text);
        return;
    }
    size_t next = last != NULL ? last->last + 1 : 0;
    pf->run = xrealloc(pf->run, (pf->nruns + 1) * sizeof *pf->run);
    proof_run *r = &pf->run[pf->nruns++];
    *r = (proof_run){next, next, xmalloc((ngoals + 1) * sizeof(cert_node *))};
    memcpy(r->tree, tree, ngoals * sizeof(cert_node *));
    memset(tree, 0, ngoals * sizeof *tree);
    free(pf->last_text);
    pf->last_text = text;
}

/* ---- replay ------------------------------------------------------------- */

typedef struct {
    size_t leaves, depth, count[CERT_RULE_COUNT];
    bool margin_known;
    mpfr_t margin;
} replayed;

static bool replay_member(audit *a, const member *m, const proof_run *r,
                          replayed *sum)
{
    for (size_t g = 0; g < m->p.ngoals; g++) {
        checker_report rep;
        checker_report_init(&rep);
        bool ok = judge_accepts(a->judge, &m->p, g, r->tree[g], a->prec, &rep);
        if (ok) {
            sum->leaves += rep.leaves;
            sum->margin_known = sum->margin_known && rep.margin_known;
            mpfr_min(sum->margin, sum->margin, rep.margin_lower, MPFR_RNDD);
        } else {
            evidence_text(&audit_undecided(a, REASON_REJECTED)->part,
                          rep.where);
        }
        checker_report_clear(&rep);
        if (!ok)
            return false;
    }
    return true;
}

static char *rules_text(const size_t count[CERT_RULE_COUNT])
{
    text_buf b = {0};
    for (int k = 0; k < CERT_RULE_COUNT; k++)
        if (count[k] > 0) {
            char *n = audit_count(count[k]);
            text_printf(&b, "%s%s %s", b.len > 0 ? ", " : "",
                        cert_rule_name((cert_rule)k), n);
            free(n);
        }
    return text_take(&b);
}

/* The claim is proved, so that the difference is at least 0 in any case. */
static void lower_margin(audit *a, const replayed *sum)
{
    mpq_set_si(a->lower, 0, 1);
    if (sum->margin_known && outward_is_moderate(sum->margin) &&
        mpfr_sgn(sum->margin) > 0)
        outward_q_from_mpfr(a->lower, sum->margin);
}

static void report(audit *a, const replayed *sum)
{
    a->r->leaves = sum->leaves;
    a->r->depth = sum->depth;
    audit_set(&a->r->rules, rules_text(sum->count));
    lower_margin(a, sum);
}

bool proof_replay(audit *a, proof *pf, roster *f)
{
    replayed sum = {.margin_known = true};
    mpfr_init2(sum.margin, 64);
    mpfr_set_inf(sum.margin, 1);
    size_t next = 0;
    bool ok = true;
    for (size_t k = 0; k < pf->nruns && ok; k++) {
        const proof_run *r = &pf->run[k];
        ok = r->first == next && r->last < f->n;
        for (size_t i = r->first; ok && i <= r->last; i++) {
            ok = !audit_stopped(a) && f->v[i].p.ngoals == pf->ngoals &&
                 replay_member(a, &f->v[i], r, &sum);
            for (size_t g = 0; ok && g < pf->ngoals; g++) {
                size_t d = cert_depth(r->tree[g]);
                sum.depth = d > sum.depth ? d : sum.depth;
                cert_count_rules(r->tree[g], sum.count);
            }
            audit_progress(a, i + 1, f->n);
        }
        next = r->last + 1;
    }
    ok = ok && next == f->n;
    if (ok)
        report(a, &sum);
    mpfr_clear(sum.margin);
    return ok;
}

/* ---- files -------------------------------------------------------------- */

static problem *problem_of(void *ctx, size_t k)
{
    return &((roster *)ctx)->v[k].p;
}

bool proof_load(audit *a, proof *pf, roster *f)
{
    char err[200];
    long prec;
    if (a->opt->cert_dir == NULL || a->opt->fresh)
        return false;
    char *text = certfile_read(a->opt->cert_dir, a->it->id);
    bool ok = text != NULL &&
              certfile_parse(pf, text, a->it->id, a->r->hash, f->n, &prec,
                             problem_of, f, err, sizeof err) &&
              prec == a->prec;
    if (!ok)
        proof_clear(pf);
    free(text);
    return ok;
}

bool proof_resume(audit *a, proof *pf, roster *f)
{
    char err[200];
    long prec;
    if (a->opt->resume == NULL)
        return true;
    if (!certfile_parse(pf, a->opt->resume, a->it->id, a->r->hash, f->n, &prec,
                        problem_of, f, err, sizeof err))
        return audit_error(a, "the certificate to resume does not fit this "
                              "claim: %s", err);
    if (prec != a->prec)
        return audit_error(a, "the certificate to resume was begun with %ld "
                              "bits, not %ld", prec, a->prec);
    return true;
}

const cert_node *proof_tree(const proof *pf, size_t k, size_t g)
{
    for (size_t i = 0; i < pf->nruns; i++)
        if (pf->run[i].first <= k && k <= pf->run[i].last)
            return g < pf->ngoals ? pf->run[i].tree[g] : NULL;
    return NULL;
}

bool proof_is_complete(const proof *pf, size_t n)
{
    for (size_t i = 0; i < pf->nruns; i++)
        for (size_t g = 0; g < pf->ngoals; g++)
            if (!cert_is_complete(pf->run[i].tree[g]))
                return false;
    return pf->nruns > 0 && pf->run[pf->nruns - 1].last + 1 == n;
}

static void set_cert_file(audit *a)
{
    text_buf b = {0};
    text_printf(&b, "%s.cert", a->it->id);
    audit_set(&a->r->cert_file, text_take(&b));
}

void proof_save(audit *a, proof *pf, const roster *f)
{
    const char *dir = a->opt->cert_dir;
    if (dir == NULL || !certfile_id_ok(a->it->id))
        return;
    proof whole = *pf; /* borrows */
    whole.domain = a->domain.domain;
    whole.ndomain = a->domain.ndomain;
    char *text = certfile_text(&whole, a->it->id, a->r->hash, a->prec,
                               problem_of, (void *)(uintptr_t)f);
    char *old = certfile_read(dir, a->it->id);
    bool same = old != NULL && strcmp(old, text) == 0;
    if (same || certfile_write(dir, a->it->id, text))
        set_cert_file(a);
    else
        audit_error(a, "cannot write %s/%s.cert: %s", dir, a->it->id,
                    strerror(errno));
    free(old);
    free(text);
}

/* ---- the margin --------------------------------------------------------- */

bool proof_touches(audit *a, const member *m, size_t g, mpq_t *x)
{
    expr f = point_substitute(a->pool, m->p.goal[g].e, x, m->p.nvars);
    if (f == EXPR_NONE)
        return false;
    if (expr_is_si(a->pool, f, 0))
        return true;
    eval *ev = judge_eval(a->judge, 0);
    point_set_box(ev, x, m->p.nvars);
    iv_srcptr v = eval_enclose(ev, f);
    if (!iv_is_defined(v) || iv_certainly_nonzero(v))
        return false;
    exact *ex = eval_exact(a->pool, ev);
    bool zero = exact_is_zero(ex, f);
    exact_free(ex);
    return zero;
}

void proof_margin(audit *a, const proof *pf, roster *f)
{
    if (!pf->has_seen)
        return;
    const member *m = &f->v[pf->seen_member];
    if (pf->nseen != m->p.nvars || !point_satisfies(a, &m->p, pf->seen, a->top))
        return;
    iv_t v;
    iv_init(v, DEFAULT_PREC);
    result *r = a->r;
    evidence_margin_clear(&r->margin);
    r->margin.contact = proof_touches(a, m, pf->seen_goal, pf->seen);
    if (r->margin.contact)
        iv_set_si(v, 0);
    else
        point_enclose(a->judge, m->p.goal[pf->seen_goal].e, pf->seen,
                      m->p.nvars, 30, a->top, v);
    mpq_t hi;
    mpq_init(hi);
    if (iv_is_bounded(v) && outward_is_moderate(iv_upper(v))) {
        outward_q_from_mpfr(hi, iv_upper(v));
        audit_enclosure_q(&r->margin.ends, a->lower, hi, MARGIN_DIGITS);
        point_record(&r->margin.at, m, pf->seen, m->p.nvars);
        r->margin.known = true;
    }
    mpq_clear(hi);
    iv_clear(v);
}
