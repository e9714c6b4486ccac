/* Claims with variables: searching every goal of every instance.  Nothing here
 * is believed: trees are replayed, points confirmed. */
#include "claim_ahead.h"
#include "claim_share.h"

#include <stdlib.h>

enum {
    AFTER_OPEN_BOXES = 2000, /* once an instance stays open */
    ENOUGH = -7,             /* -2^-7 is a margin to be content with */
    WHOLE_SAMPLES = 100
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
    bool ok =
        point_refutes(t->a, t->p, t->g, x, margin) &&
        (t->at_most == NULL || mpfr_cmp(iv_upper(margin), t->at_most) <= 0);
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
    if (point_refutes(a, p, g, x, margin)) {
        mpfr_div_2ui(half, iv_upper(margin), 1, MPFR_RNDU);
        if (mpfr_cmp_si_2exp(half, -1, ENOUGH) < 0)
            mpfr_set_si_2exp(half, -1, ENOUGH, MPFR_RNDU);
        refuter t = {.a = a, .p = p, .g = g, .at_most = half};
        point_shorten(x, p, still_refutes, &t);
    }
    mpfr_clear(half);
    iv_clear(margin);
}

/* The search's counterexample x may lie between whole numbers: the nearest
 * below and above, then samples. */
static void move_to_whole(audit *a, const problem *p, size_t g, mpq_t *x)
{
    mpq_t *y = point_copy(x, p->nvars);
    iv_t margin;
    iv_init(margin, 64);
    bool found = point_is_whole(a->whole, p, x);
    for (size_t k = 0; k < WHOLE_SAMPLES && !found; k++) {
        for (int i = 0; i < p->nvars && k < 2; i++)
            if ((a->whole >> i & 1) != 0)
                outward_round(y[i], x[i], 0, k == 1);
        if (k >= 2 && !point_sample_whole(a->whole, y, p, k - 2))
            break;
        found = point_refutes(a, p, g, y, margin);
        for (int i = 0; i < p->nvars && found; i++)
            mpq_set(x[i], y[i]);
    }
    iv_clear(margin);
    point_free(y, p->nvars);
}

void claim_outcome_clear(claim_outcome *o)
{
    point_free(o->witness, o->nwitness);
    *o = (claim_outcome){.failing = 0};
}

/* ---- why a goal stays open ---------------------------------------------- */

bool claim_undefined_reason(audit *a, const instance *m, expr f,
                            const range *where)
{
    int n = m->p.nvars;
    bool certain, is_mass, found = false;
    mpq_t *x = point_new(n);
    /* corners and midpoint of `where`, as far as they are in the domain */
    for (unsigned k = 0; k < 3 && !found; k++) {
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
        if (!point_satisfies(a, &m->p, x, a->top))
            continue;
        eval *ev = engines_eval(a->engines, a->top < 2 ? a->top : 2);
        point_set_box(ev, x, n);
        char *part = undefined_part(a->pool, ev, f, m->p.names, n, &certain,
                                    &is_mass);
        found = part != NULL;
        if (found) {
            evidence_undecided *u = audit_undecided(a, REASON_UNDEFINED);
            audit_set(&u->part, part);
            u->certain = certain;
            u->is_mass = is_mass;
            point_record(&u->at, m, x, n);
        }
    }
    point_free(x, n);
    return found;
}

static evidence_reason reason_of(const instance *m, const search_result *s)
{
    return s->status == SEARCH_WITNESS
               ? (m->binding.step ? REASON_STEP : REASON_BETWEEN_WHOLE)
           : s->interrupted            ? REASON_INTERRUPTED
           : s->out_of_time            ? REASON_TIME
           : s->out_of_memory          ? REASON_MEMORY
           : s->out_of_boxes           ? REASON_BOXES
                                       : REASON_NO_RULE;
}

static void describe_open(audit *a, const instance *m, size_t g,
                          const search_result *s)
{
    const range *where = s->worst != NULL ? s->worst : m->p.box;
    halt old;
    audit_begin_timed(a, &old);
    evidence_clear(&a->r->found);
    if (!claim_undefined_reason(a, m, m->p.goal[g].e, where) &&
        !claim_undefined_reason(a, m, m->p.goal[g].e, m->p.box))
        audit_undecided(a, reason_of(m, s));
    else if (halt_now()) /* it may be defined, and there was not the time */
        audit_undecided(a, REASON_TIME);
    evidence_undecided *u = &a->r->found.u.undecided;
    claim_note_open(u, m, s);
    claim_note_seen(a, u, m, g, s);
    u->relation = g + 1;
    u->relations = m->p.ngoals;
    halt_end(&old);
}

/* ---- search ------------------------------------------------------------- */

typedef struct {
    audit *a;
    instances *f;
    proof *pf;
    const proof *from;
    claim_outcome *o;
    mpfr_t least, worst;
    double open_share; /* summed over instances */
    cert_node **tree;
    claim_ahead *ahead;
} prover;

static void keep_witness(prover *t, size_t k, size_t g, mpq_t *x)
{
    claim_outcome *o = t->o;
    const problem *p = &t->f->v[k].p;
    move_to_whole(t->a, p, g, x);
    shorten_witness(t->a, p, g, x);
    iv_t margin;
    iv_init(margin, 64);
    if (point_refutes(t->a, p, g, x, margin)) {
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

/* One goal of instance k: +1 certificate found, -1 witness, 0 open. */
static int search_one(prover *t, size_t k, size_t g, size_t max_boxes)
{
    instance *m = &t->f->v[k];
    claim_outcome *o = t->o;
    search_result s;
    if (!claim_ahead_take(t->ahead, k, g, &s))
        audit_search_on(t->a, &s, &m->p, g, max_boxes,
                        t->from != NULL ? proof_tree(t->from, k, g) : NULL);
    t->a->r->boxes += s.boxes;
    int found = 0;
    t->a->divided = t->a->divided || s.divided;
    if (s.status == SEARCH_CERTIFICATE || s.divided ||
        (s.status == SEARCH_OPEN && t->a->opt->keep_partial)) {
        if (!m->binding.step && !m->binding.aside)
            claim_keep_seen(t->a, m, k, g, &s, t->pf, t->least);
        t->tree[g] = s.cert;
        s.cert = NULL;
        found = s.status == SEARCH_CERTIFICATE || s.divided;
    } else if (s.status == SEARCH_WITNESS && s.witness != NULL &&
               !m->binding.step) {
        size_t before = o->failing;
        keep_witness(t, k, g, s.witness);
        found = o->failing > before ? -1 : 0;
    }
    if (found == 0) {
        /* the goals behind it are not looked at */
        bool last = g + 1 == t->pf->ngoals;
        t->open_share += last && s.status == SEARCH_OPEN ? s.open_share : 1;
        t->a->r->open += s.open;
        if (o->open++ == 0) {
            o->first_open = k;
            o->open_goal = g;
            describe_open(t->a, m, g, &s);
        }
    }
    search_result_clear(&s, m->p.nvars);
    return found;
}

/* Instance k's trees to the proof; what was not searched stays open. */
static void keep_trees(prover *t, size_t k)
{
    bool partial = t->a->opt->keep_partial;
    if (t->o->failing > 0 || (t->o->open > 0 && !partial))
        return;
    for (size_t g = 0; g < t->pf->ngoals; g++)
        if (t->tree[g] == NULL)
            t->tree[g] = cert_new(CERT_OPEN);
    proof_add(t->pf, &t->f->v[k].p, t->tree, t->pf->ngoals);
}

void claim_search(audit *a, instances *f, proof *pf, size_t max_boxes,
                  const proof *from, claim_outcome *o)
{
    *o = (claim_outcome){.failing = 0};
    a->r->open = 0;
    prover t = {.a = a, .f = f, .pf = pf, .from = from, .o = o};
    mpfr_init2(t.least, 64);
    mpfr_init2(t.worst, 64);
    mpfr_set_inf(t.least, 1);
    size_t ngoals = pf->ngoals;
    search_limits all = a->limits; /* instances in turns, or parts of one */
    size_t turns = f->n > 1 ? all.shares : 0;
    a->limits.shares = turns > 0 ? 0 : all.shares;
    t.tree = xcalloc(ngoals + 1, sizeof *t.tree);
    t.ahead = claim_ahead_new(a, f, turns, all.share);
    for (size_t k = 0; k < f->n && !audit_stopped(a); k++) {
        if (o->failing > 0 && f->v[k].binding.step)
            continue; /* there is nothing left to argue for */
        int found = turns == 0 || k % turns == all.share;
        for (size_t g = 0; g < ngoals && found > 0; g++)
            found = search_one(&t, k, g, o->open > 0 ? AFTER_OPEN_BOXES
                                                     : max_boxes);
        keep_trees(&t, k);
        for (size_t g = 0; g < ngoals; g++) {
            cert_free(t.tree[g]);
            t.tree[g] = NULL;
        }
        if (f->n > 1)
            audit_progress(a, k + 1, f->n);
    }
    a->limits.shares = all.shares;
    claim_ahead_free(t.ahead);
    if (turns > 0)
        claim_share_note_least(pf, t.least);
    if (audit_stopped(a) && o->open == 0 && o->failing == 0) {
        o->open = 1;
        audit_undecided(a, REASON_INTERRUPTED);
    }
    o->complete = turns == 0 && !a->divided && o->open == 0 && o->failing == 0;
    a->r->open_share = t.open_share / (double)f->n;
    if (a->r->found.kind == EVIDENCE_UNDECIDED)
        a->r->found.u.undecided.bounded = claim_is_bounded(f);
    mpfr_clear(t.least);
    mpfr_clear(t.worst);
    free(t.tree);
}
