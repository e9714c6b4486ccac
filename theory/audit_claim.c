/* Claims: the verdict of each instance and goal. */
#include "audit_internal.h"

#include <stdlib.h>
#include <string.h>

enum {
    AFTER_OPEN_BOXES = 2000, /* once a member stays open */
    ENOUGH = -7              /* -2^-7 is a margin to be content with */
};

/* ---- witnesses ---------------------------------------------------------- */

typedef struct {
    audit *a;
    const problem *p;
    size_t g;
    mpfr_srcptr at_most; /* the margin has to stay below this */
} refuter;

static bool still_refutes(void *ctx, mpq_t *x)
{
    refuter *t = ctx;
    iv_t margin;
    iv_init(margin, 64);
    bool ok = checker_refutes(t->p, t->g, x, t->a->max_prec, margin) &&
              (t->at_most == NULL ||
               mpfr_cmp(iv_upper(margin), t->at_most) <= 0);
    iv_clear(margin);
    return ok;
}

/* A short point that refutes as well, if not by a hair. */
static void shorten_witness(audit *a, const problem *p, size_t g, mpq_t *x)
{
    iv_t margin;
    mpfr_t half;
    iv_init(margin, 64);
    mpfr_init2(half, 64);
    if (checker_refutes(p, g, x, a->max_prec, margin)) {
        mpfr_div_2ui(half, iv_upper(margin), 1, MPFR_RNDU);
        if (mpfr_cmp_si_2exp(half, -1, ENOUGH) < 0)
            mpfr_set_si_2exp(half, -1, ENOUGH, MPFR_RNDU);
        refuter t = {.a = a, .p = p, .g = g, .at_most = half};
        point_shorten(x, p, still_refutes, &t);
    }
    mpfr_clear(half);
    iv_clear(margin);
}

bool claim_report_witness(audit *a, roster *f, size_t k, size_t g, mpq_t *x)
{
    const member *m = &f->v[k];
    iv_t margin;
    iv_init(margin, 64);
    bool ok = checker_refutes(&m->p, g, x, a->max_prec, margin);
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

void claim_outcome_clear(claim_outcome *o)
{
    point_free(o->witness, o->nwitness);
    *o = (claim_outcome){.failing = 0};
}

/* ---- why a goal stays open ---------------------------------------------- */

char *claim_undefined_reason(audit *a, const member *m, expr f,
                             const range *where)
{
    int n = m->p.nvars;
    eval *ev = judge_eval(a->judge, a->top < 2 ? a->top : 2);
    bool certain;
    mpq_t *x = point_new(n);
    text_buf b = {0};
    /* corners and midpoint of `where`, as far as they are in the domain */
    for (unsigned k = 0; k < 3 && b.len == 0; k++) {
        for (int i = 0; i < n; i++) {
            const range *r = &where[i];
            if (k == 0 && !r->lo_inf)
                mpq_set(x[i], r->lo);
            else if (k == 1 && !r->hi_inf)
                mpq_set(x[i], r->hi);
            else if (!r->lo_inf && !r->hi_inf) {
                mpq_add(x[i], r->lo, r->hi);
                mpq_div_2exp(x[i], x[i], 1);
            }
        }
        if (!point_satisfies(a->judge, &m->p, x, a->top))
            continue;
        ev = judge_eval(a->judge, a->top < 2 ? a->top : 2);
        point_set_box(ev, x, n);
        char *part = undefined_part(a->pool, ev, f, m->p.names, n, &certain);
        char *at = part != NULL ? point_text(m, x, n) : NULL;
        if (part != NULL)
            text_printf(&b, "`%s` is %s%s%s", part,
                        certain ? "undefined" : "not shown to be defined",
                        at != NULL ? " at " : "", at != NULL ? at : "");
        free(part);
        free(at);
    }
    point_free(x, n);
    return b.len > 0 ? text_take(&b) : NULL;
}

static const char *limit_name(const search_result *s)
{
    return s->interrupted     ? "interrupted"
           : s->out_of_time   ? "out of time"
           : s->out_of_memory ? "out of memory"
           : s->out_of_boxes  ? "out of boxes"
                              : "no rule of proof applied";
}

static void describe_open(audit *a, const member *m, size_t g,
                          const search_result *s)
{
    result *r = a->r;
    r->open = s->open;
    r->open_share = s->open_share;
    const range *where = s->worst != NULL ? s->worst : m->p.box;
    audit_set(&r->worst, point_box_text(m, where, m->p.nvars));
    char *reason = claim_undefined_reason(a, m, m->p.goal[g].e, where);
    if (reason == NULL)
        reason = claim_undefined_reason(a, m, m->p.goal[g].e, m->p.box);
    if (m->p.ngoals > 1)
        audit_why(a, "relation %zu of %zu: %s", g + 1, m->p.ngoals,
                  reason != NULL ? reason : limit_name(s));
    else
        audit_why(a, "%s", reason != NULL ? reason : limit_name(s));
    free(reason);
}

/* ---- the least margin --------------------------------------------------- */

typedef struct {
    audit *a;
    const member *m;
    size_t g;
    mpfr_srcptr at_most;
} margin_test;

static bool as_small(void *ctx, mpq_t *x)
{
    margin_test *t = ctx;
    iv_t v;
    iv_init(v, 64);
    bool ok = point_satisfies(t->a->judge, &t->m->p, x, t->a->top);
    if (ok)
        point_enclose(t->a->judge, t->m->p.goal[t->g].e, x, t->m->p.nvars, 30,
                      t->a->top < 3 ? t->a->top : 3, v);
    ok = ok && iv_is_bounded(v) && mpfr_cmp(iv_upper(v), t->at_most) <= 0;
    iv_clear(v);
    return ok;
}

/* Puts x on a place where the certificate says that the goal is 0. */
static bool onto_contact(audit *a, const member *m, size_t g,
                         const cert_node *c, mpq_t *x, int *budget)
{
    if (c == NULL || --*budget < 0)
        return false;
    if (c->rule == CERT_CONTACT && c->nexpr == 1) {
        expr p = point_substitute(a->pool, c->expr[0], x, m->p.nvars);
        mpq_t old;
        mpq_init(old);
        mpq_set(old, x[c->var]);
        if (p != EXPR_NONE && expr_is_const(a->pool, p))
            mpq_set(x[c->var], expr_const_value(a->pool, p));
        bool ok = point_satisfies(a->judge, &m->p, x, a->top) &&
                  proof_touches(a, m, g, x);
        if (!ok)
            mpq_set(x[c->var], old);
        mpq_clear(old);
        if (ok)
            return true;
    }
    return onto_contact(a, m, g, c->child[0], x, budget) ||
           onto_contact(a, m, g, c->child[1], x, budget);
}

/* Keeps the point with the least value seen so far in pf. */
static void keep_seen(audit *a, const member *m, size_t k, size_t g,
                      const search_result *s, proof *pf, mpfr_ptr least)
{
    if (s->best == NULL)
        return;
    int n = m->p.nvars, budget = 200;
    mpq_t *x = point_copy(s->best, n);
    iv_t v;
    iv_init(v, 64);
    mpfr_t bound;
    mpfr_init2(bound, 64);
    if (point_satisfies(a->judge, &m->p, x, a->top)) {
        point_enclose(a->judge, m->p.goal[g].e, x, n, 30, 3 < a->top ? 3 :
                      a->top, v);
        if (iv_is_bounded(v)) {
            /* a millionth more is a fair price for a short point */
            mpfr_set(bound, iv_upper(v), MPFR_RNDU);
            mpfr_mul_d(bound, bound, 1.0 + 0x1p-20, MPFR_RNDU);
            margin_test t = {a, m, g, bound};
            point_shorten(x, &m->p, as_small, &t);
        }
    }
    bool zero = onto_contact(a, m, g, s->cert, x, &budget);
    if (point_satisfies(a->judge, &m->p, x, a->top)) {
        if (zero)
            iv_set_si(v, 0);
        else
            point_enclose(a->judge, m->p.goal[g].e, x, n, 30,
                          3 < a->top ? 3 : a->top, v);
        if (iv_is_bounded(v) && mpfr_cmp(iv_upper(v), least) < 0) {
            mpfr_set(least, iv_upper(v), MPFR_RNDU);
            proof_set_seen(pf, k, g, x, n);
        }
    }
    mpfr_clear(bound);
    iv_clear(v);
    point_free(x, n);
}

/* ---- search ------------------------------------------------------------- */

typedef struct {
    audit *a;
    roster *f;
    proof *pf;
    claim_outcome *o;
    mpfr_t least, worst;
    cert_node **tree;
} prover;

static void keep_witness(prover *t, size_t k, size_t g, mpq_t *x)
{
    claim_outcome *o = t->o;
    const problem *p = &t->f->v[k].p;
    shorten_witness(t->a, p, g, x);
    iv_t margin;
    iv_init(margin, 64);
    if (checker_refutes(p, g, x, t->a->max_prec, margin)) {
        if (o->failing++ == 0)
            o->first_failing = k;
        if (o->failing == 1 || mpfr_cmp(iv_upper(margin), t->worst) < 0) {
            mpfr_set(t->worst, iv_upper(margin), MPFR_RNDU);
            point_free(o->witness, o->nwitness);
            o->witness = point_copy(x, p->nvars);
            o->nwitness = p->nvars;
            o->worst = k;
            o->worst_goal = g;
        }
    }
    iv_clear(margin);
}

/* One goal of member k: +1 certificate found, -1 witness, 0 open. */
static int search_one(prover *t, size_t k, size_t g, size_t max_boxes)
{
    member *m = &t->f->v[k];
    claim_outcome *o = t->o;
    search_result s;
    audit_search(t->a, &s, &m->p, g, max_boxes);
    t->a->r->boxes += s.boxes;
    int found = 0;
    if (s.status == SEARCH_CERTIFICATE) {
        keep_seen(t->a, m, k, g, &s, t->pf, t->least);
        t->tree[g] = s.cert;
        s.cert = NULL;
        found = 1;
    } else if (s.status == SEARCH_WITNESS && s.witness != NULL) {
        size_t before = o->failing;
        keep_witness(t, k, g, s.witness);
        found = o->failing > before ? -1 : 0;
    }
    if (found == 0) {
        if (o->open++ == 0) {
            o->first_open = k;
            o->open_goal = g;
            describe_open(t->a, m, g, &s);
        }
    }
    search_result_clear(&s, m->p.nvars);
    return found;
}

void claim_search(audit *a, roster *f, proof *pf, size_t max_boxes,
                  claim_outcome *o)
{
    *o = (claim_outcome){.failing = 0};
    prover t = {.a = a, .f = f, .pf = pf, .o = o};
    mpfr_init2(t.least, 64);
    mpfr_init2(t.worst, 64);
    mpfr_set_inf(t.least, 1);
    size_t ngoals = pf->ngoals;
    t.tree = xcalloc(ngoals + 1, sizeof *t.tree);
    for (size_t k = 0; k < f->n && !audit_stopped(a); k++) {
        int found = 1;
        for (size_t g = 0; g < ngoals && found > 0; g++)
            found = search_one(&t, k, g, o->open > 0 ? AFTER_OPEN_BOXES
                                                     : max_boxes);
        if (o->failing == 0 && o->open == 0)
            proof_add(pf, &f->v[k], t.tree, ngoals);
        for (size_t g = 0; g < ngoals; g++) {
            cert_free(t.tree[g]);
            t.tree[g] = NULL;
        }
        if (f->n > 1)
            audit_progress(a, k + 1, f->n);
    }
    if (audit_stopped(a) && o->open == 0 && o->failing == 0) {
        o->open = 1;
        audit_why(a, "interrupted");
    }
    mpfr_clear(t.least);
    mpfr_clear(t.worst);
    free(t.tree);
}

/* ---- verdicts ----------------------------------------------------------- */

static void say_failing(audit *a, roster *f, size_t failing, size_t first,
                        size_t worst)
{
    a->r->failing = f->n > 1 ? failing : 0;
    if (f->n == 1) {
        audit_why(a, "false at an exact point, where the enclosure of the "
                     "difference excludes the relation");
        return;
    }
    char *n = audit_count(failing), *of = audit_count(f->n);
    char *at = point_text(&f->v[first], NULL, 0);
    audit_why(a, "fails in %s of %s instances; the first is %s%s", n, of,
              at != NULL ? at : "the first",
              worst != first ? ", the worst is shown" : "");
    free(n);
    free(of);
    free(at);
}

static void say_proved(audit *a, const roster *f, bool shown)
{
    result *r = a->r;
    r->verdict = VERDICT_PROVED;
    r->boxes = r->open = 0;
    audit_set(&r->worst, NULL);
    char *n = audit_count(f->n), *leaves = audit_count(r->leaves);
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
        say_failing(a, f, o.failing, o.first_failing, o.worst);
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

static void decide_open(audit *a, roster *f, proof *pf)
{
    claim_outcome o;
    claim_search(a, f, pf, 0, &o);
    a->r->verdict = VERDICT_UNDECIDED;
    if (o.failing > 0 &&
        claim_report_witness(a, f, o.worst, o.worst_goal, o.witness))
        say_failing(a, f, o.failing, o.first_failing, o.worst);
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
    say_proved(a, f, shown);
    proof_margin(a, pf, f);
    proof_save(a, pf, f);
    return true;
}

bool claim_decide(audit *a, roster *f)
{
    bool closed = claim_is_closed(f), shown = true;
    if (!closed && !claim_not_vacuous(a, f, &shown))
        return false;
    proof pf;
    proof_init(&pf, f->v[0].p.ngoals);
    if (!proof_load(a, &pf, f) || !claim_settle(a, f, &pf, shown)) {
        proof_clear(&pf);
        audit_set(&a->r->why, NULL);
        if (closed)
            decide_closed(a, f, &pf);
        else
            decide_open(a, f, &pf);
        if (a->r->verdict == VERDICT_UNDECIDED)
            claim_settle(a, f, &pf, shown);
    }
    proof_clear(&pf);
    return true;
}

bool claim_audit(audit *a)
{
    roster f = {.n = 0};
    bool ok = audit_collect(a, &f) && claim_decide(a, &f);
    roster_clear(&f);
    return ok;
}
