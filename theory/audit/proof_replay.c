/* Proofs of all instances: replaying them, their files, and their margins.
 * Believed: proof_replay is true only when the checker has accepted a tree for
 * every goal of every instance. */
#include "audit_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- replay ------------------------------------------------------------- */

typedef struct {
    size_t leaves, depth, count[CERT_RULE_COUNT];
    bool margin_known;
    mpfr_t margin;
} replayed;

static void keep_seal(audit *a, checker_seal *s)
{
    size_t n = a->nseals;
    if ((n & (n + 1)) == 0) /* 0, 1, 3, 7, ...: twice the room */
        a->seal = xrealloc(a->seal, (2 * n + 1) * sizeof(checker_seal *));
    a->seal[a->nseals++] = s;
}

void proof_clear_seals(audit *a)
{
    for (size_t k = 0; k < a->nseals; k++)
        checker_seal_free(a->seal[k]);
    free(a->seal);
    a->seal = NULL;
    a->nseals = 0;
}

bool proof_is_sealed(const audit *a, const instances *f)
{
    size_t n = 0;
    bool ok = f->n > 0;
    for (size_t k = 0; k < f->n && ok; k++)
        for (size_t g = 0; g < f->v[k].p.ngoals && ok; g++, n++)
            ok = n < a->nseals &&
                 checker_seal_is_of(a->seal[n], &f->v[k].p, g);
    return ok && n == a->nseals;
}

static bool replay_instance(audit *a, const instance *m, const proof_run *r,
                            replayed *sum)
{
    for (size_t g = 0; g < m->p.ngoals; g++) {
        checker_report rep;
        checker_report_init(&rep);
        checker_seal *s =
            engines_judge(a->engines, &m->p, g, r->tree[g], a->prec, &rep);
        bool ok = s != NULL;
        if (ok) {
            keep_seal(a, s);
            sum->leaves += rep.leaves;
            for (int j = 0; j < CERT_RULE_COUNT; j++)
                sum->count[j] += rep.count[j];
            sum->depth = rep.depth > sum->depth ? rep.depth : sum->depth;
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

bool proof_replay(audit *a, proof *pf, instances *f)
{
    replayed sum = {.margin_known = true};
    mpfr_init2(sum.margin, 64);
    mpfr_set_inf(sum.margin, 1);
    size_t next = 0;
    bool ok = true;
    proof_clear_seals(a);
    for (size_t k = 0; k < pf->nruns && ok; k++) {
        const proof_run *r = &pf->run[k];
        ok = r->first == next && r->last < f->n;
        for (size_t i = r->first; ok && i <= r->last; i++) {
            ok = !audit_stopped(a) && f->v[i].p.ngoals == pf->ngoals &&
                 replay_instance(a, &f->v[i], r, &sum);
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

static certfile_subject subject(const audit *a, size_t instances,
                                certfile_problem problem_of, void *ctx)
{
    return (certfile_subject){.id = a->it->id,
                              .hash = a->r->hash,
                              .instances = instances,
                              .problem_of = problem_of,
                              .ctx = ctx,
                              .exprs = a->it->kind == ITEM_ROOT,
                              .prec = a->prec};
}

char *proof_text(const audit *a)
{
    if (a->opt->given != NULL)
        return xstrdup(a->opt->given);
    return a->opt->cert_dir != NULL && !a->opt->fresh
               ? certfile_read(a->opt->cert_dir, a->it->id)
               : NULL;
}

bool proof_load(audit *a, proof *pf, size_t instances,
                certfile_problem problem_of, void *ctx)
{
    certfile_subject of = subject(a, instances, problem_of, ctx);
    char *text = proof_text(a);
    bool ok = text != NULL && certfile_parse(pf, text, &of, NULL) &&
              of.prec == a->prec && pf->excluded == a->r->excluded;
    if (!ok)
        proof_clear(pf);
    free(text);
    return ok;
}

bool proof_resume(audit *a, proof *pf, instances *f)
{
    certfile_subject of = subject(a, f->n, instances_problem, f);
    char *err;
    if (a->opt->resume == NULL)
        return true;
    if (!certfile_parse(pf, a->opt->resume, &of, &err)) {
        audit_error(a,
                    "the certificate to resume does not fit this "
                    "claim: %s",
                    err);
        free(err);
        return false;
    }
    if (of.prec != a->prec)
        return audit_error(a,
                           "the certificate to resume was begun with %ld "
                           "bits, not %ld",
                           of.prec, a->prec);
    return true;
}

static void set_cert_file(audit *a)
{
    text_buf b = {0};
    text_printf(&b, "%s.cert", a->it->id);
    audit_set(&a->r->cert_file, text_take(&b));
}

static void write_text(audit *a, const char *dir, const char *text)
{
    char *old = certfile_read(dir, a->it->id);
    bool same = old != NULL && strcmp(old, text) == 0;
    if (same || certfile_write(dir, a->it->id, text))
        set_cert_file(a);
    else
        audit_error(a, "cannot write %s/%s.cert: %s", dir, a->it->id,
                    strerror(errno));
    free(old);
}

void proof_save(audit *a, proof *pf, const instances *f)
{
    const audit_options *opt = a->opt;
    if ((opt->cert_dir == NULL && opt->certified == NULL) ||
        !certfile_id_ok(a->it->id))
        return;
    proof whole = *pf; /* borrows */
    whole.domain = a->domain.domain;
    whole.ndomain = a->domain.ndomain;
    whole.excluded = a->r->excluded;
    certfile_subject of =
        subject(a, f->n, instances_problem, (void *)(uintptr_t)f);
    char *text = certfile_text(&whole, &of);
    if (opt->certified != NULL)
        opt->certified(opt->found_ctx, text);
    if (opt->cert_dir != NULL)
        write_text(a, opt->cert_dir, text);
    free(text);
}

/* ---- the margin --------------------------------------------------------- */

bool proof_touches(audit *a, const instance *m, size_t g, mpq_t *x)
{
    expr f = point_substitute(a->pool, m->p.goal[g].e, x, m->p.nvars);
    if (f == EXPR_NONE)
        return false;
    if (expr_is_si(a->pool, f, 0))
        return true;
    eval *ev = engines_eval(a->engines, 0);
    point_set_box(ev, x, m->p.nvars);
    iv_srcptr v = eval_enclose(ev, f);
    if (!iv_is_defined(v) || iv_certainly_nonzero(v))
        return false;
    exact *ex = eval_exact(a->pool, ev);
    bool zero = exact_is_zero(ex, f);
    exact_free(ex);
    return zero;
}

void proof_margin(audit *a, const proof *pf, instances *f)
{
    if (!pf->has_seen)
        return;
    const instance *m = &f->v[pf->seen_instance];
    if (m->binding.step || m->binding.aside) /* its goals are others */
        return;
    if (pf->nseen != m->p.nvars || !point_satisfies(a, &m->p, pf->seen, a->top))
        return;
    iv_t v;
    iv_init(v, DEFAULT_PREC);
    result *r = a->r;
    expr e = m->p.goal[pf->seen_goal].e;
    /* where two integrals are equal no precision would do */
    int top = expr_integral_depth(a->pool, e) > 0 && a->top > 1 ? 1 : a->top;
    evidence_margin_clear(&r->margin);
    r->margin.contact = proof_touches(a, m, pf->seen_goal, pf->seen);
    if (r->margin.contact)
        iv_set_si(v, 0);
    else
        point_enclose(a->engines, e, pf->seen, m->p.nvars, 30, top, v);
    mpq_t hi;
    mpq_init(hi);
    if (iv_is_bounded(v) && outward_is_moderate(iv_upper(v))) {
        outward_q_from_mpfr(hi, iv_upper(v));
        enclosure_from_q(&r->margin.ends, a->lower, hi, MARGIN_DIGITS);
        point_record(&r->margin.at, m, pf->seen, m->p.nvars);
        r->margin.known = true;
    }
    mpq_clear(hi);
    iv_clear(v);
}
