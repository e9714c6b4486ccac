/* From which whole number on a statement holds.  Believed: what is said rests
 * on the checker's word alone.
 *
 * Let S(n) be the statement at the whole number n, for all values of its other
 * variables.  Evidence, with first <= least <= from:
 *   1. S's goals for all real n >= from (and all other variables),
 *   2. the goals at each of least, ..., from - 1,
 *   3. a point at which S(last) fails, last < least; or none.
 * By 1 and 2, S(n) holds for every whole n >= least; by 3, the least number
 * from which on S holds is larger than last.  Of the numbers between last and
 * least nothing is said.  Each goal of 1 and 2 is one for the checker; 3 is a
 * point that it confirms. */
#include "threshold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is to be proved ------------------------------------------------- */

typedef struct {
    instances *f;
    const char *name; /* of the threshold's variable */
    mpq_srcptr at;    /* NULL: on all of its range */
} gathering;

/* The range of the variable of this name, which the problem has. */
static range *range_of(problem *p, const char *name)
{
    int i = 0;
    while (strcmp(p->names[i], name) != 0)
        i++;
    return &p->box[i];
}

static bool gather(void *ctx, const binding *binding, problem *p,
                   const expr *chain_e, size_t n)
{
    gathering *g = ctx;
    problem *q = &instances_add(g->f, binding, p, chain_e, n)->p;
    if (g->at != NULL) {
        range *r = range_of(q, g->name);
        mpq_set(r->lo, g->at);
        mpq_set(r->hi, g->at);
        r->lo_inf = r->hi_inf = r->lo_open = r->hi_open = false;
    }
    return true;
}

bool threshold_is_argued(const item *it)
{
    return it->induction.var != NULL || it->nby > 0 || it->ncases > 0;
}

void threshold_claim_init(threshold_claim *c, const item *it, mpq_srcptr lo,
                          bool alone)
{
    size_t k = 0;
    while (strcmp(it->bind[k].name, it->unknown) != 0)
        k++;
    c->it = *it;
    c->number = (ast){.kind = AST_NUMBER, .pos = it->bind[k].pos};
    mpq_init(c->number.q);
    mpq_set(c->number.q, lo);
    c->number.text = mpq_get_str(NULL, 10, lo);
    c->it.kind = ITEM_CLAIM;
    c->it.unknown = NULL;
    c->it.bind = xmalloc(it->nbind * sizeof *c->it.bind);
    memcpy(c->it.bind, it->bind, it->nbind * sizeof *c->it.bind);
    c->it.bind[k].lo = &c->number;
    if (!alone || !threshold_is_argued(it))
        return;
    c->it.bind[k].hi = &c->number;
    c->it.bind[k].hi_open = false;
    c->it.induction.var = NULL;
    c->it.nby = c->it.ncases = 0;
}

void threshold_claim_clear(threshold_claim *c)
{
    free(c->it.bind);
    free(c->number.text);
    mpq_clear(c->number.q);
}

/* The item as a claim whose variable runs over lo..inf, or is lo alone. */
static bool collect(elab *e, const item *it, mpq_srcptr lo, bool alone,
                    instances *f, lang_errors *errs)
{
    bool point = alone && !threshold_is_argued(it);
    gathering g = {.f = f, .name = it->unknown, .at = point ? lo : NULL};
    size_t count;
    threshold_claim c;
    threshold_claim_init(&c, it, lo, alone);
    bool ok = elab_instances(e, &c.it, gather, &g, &count, errs);
    threshold_claim_clear(&c);
    return ok;
}

bool threshold_at(elab *e, const item *it, mpq_srcptr n, instances *f,
                  lang_errors *errs)
{
    return collect(e, it, n, true, f, errs);
}

bool threshold_collect(elab *e, const item *it, mpq_srcptr least,
                       mpq_srcptr from, instances *f, lang_errors *errs)
{
    mpq_t n, one;
    mpq_inits(n, one, NULL);
    mpq_set_si(one, 1, 1);
    mpq_set(n, least);
    bool ok = collect(e, it, from, false, f, errs);
    for (; ok && mpq_cmp(n, from) < 0; mpq_add(n, n, one))
        ok = collect(e, it, n, true, f, errs);
    mpq_clears(n, one, NULL);
    return ok;
}

size_t threshold_budget(const threshold *t)
{
    enum {
        BOXES = 20000
    };
    return t->a->it->boxes > 0 ? 0 : BOXES; /* 0: what the item says */
}

/* ---- numbers --------------------------------------------------------------- */

static bool take_whole(const proof *pf, const char *name, mpq_ptr q)
{
    mpq_srcptr v = proof_find_number(pf, name);
    if (v == NULL || mpz_cmp_ui(mpq_denref(v), 1) != 0)
        return false;
    mpq_set(q, v);
    return true;
}

static bool take_size(const proof *pf, const char *name, size_t *out)
{
    mpq_srcptr v = proof_find_number(pf, name);
    bool ok = v != NULL && mpz_cmp_ui(mpq_denref(v), 1) == 0 &&
              mpz_fits_ulong_p(mpq_numref(v));
    if (ok)
        *out = mpz_get_ui(mpq_numref(v));
    return ok;
}

/* The file's numbers, in the order that the argument above needs. */
static bool take_numbers(threshold *t, const proof *pf)
{
    mpq_t most;
    t->fails = proof_find_number(pf, "fails") != NULL;
    if (!take_whole(pf, "least", t->least) || !take_whole(pf, "from", t->from))
        return false;
    mpq_init(most);
    mpq_set_si(most, THRESHOLD_ALONE, 1);
    mpq_add(most, most, t->least);
    bool ok = mpq_cmp(t->first, t->least) <= 0 &&
              mpq_cmp(t->least, t->from) <= 0 && mpq_cmp(t->from, most) <= 0;
    mpq_clear(most);
    if (!ok || !t->fails)
        return ok;
    if (!take_whole(pf, "fails", t->last) ||
        !take_size(pf, "instance", &t->instance) ||
        !take_size(pf, "goal", &t->goal) || mpq_cmp(t->last, t->first) < 0 ||
        mpq_cmp(t->last, t->least) >= 0)
        return false;
    for (int i = 0; i < EXPR_MAX_VARS; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d", i);
        mpq_srcptr q = proof_find_number(pf, name);
        if (q == NULL)
            break;
        mpq_set(t->x[i], q);
    }
    return true;
}

static void keep_size(proof *pf, const char *name, size_t v)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_ui(q, v, 1);
    proof_set_number(pf, name, q);
    mpq_clear(q);
}

static void keep_numbers(threshold *t, proof *pf)
{
    proof_set_number(pf, "least", t->least);
    proof_set_number(pf, "from", t->from);
    if (!t->fails)
        return;
    proof_set_number(pf, "fails", t->last);
    keep_size(pf, "instance", t->instance);
    keep_size(pf, "goal", t->goal);
    instances at = {.n = 0};
    if (threshold_at(t->a->e, t->a->it, t->last, &at, t->a->errs))
        for (int i = 0; i < at.v[t->instance].p.nvars; i++) {
            char name[16];
            snprintf(name, sizeof name, "x%d", i);
            proof_set_number(pf, name, t->x[i]);
        }
    instances_clear(&at);
}

bool threshold_fails(threshold *t, instances *f)
{
    audit *a = t->a;
    if (!threshold_at(a->e, a->it, t->last, f, a->errs)) {
        t->ok = false;
        return false;
    }
    if (t->instance >= f->n || f->v[t->instance].binding.aside ||
        t->goal >= f->v[t->instance].p.ngoals)
        return false;
    iv_t margin;
    iv_init(margin, 64);
    bool fails = point_refutes(a, &f->v[t->instance].p, t->goal, t->x, margin);
    iv_clear(margin);
    return fails;
}

/* ---- the result ------------------------------------------------------------ */

/* A whole number may be the least one, may be shown to do, or to fail. */
static void place_paper(evidence_threshold *e, int side)
{
    evidence_paper *p = &e->paper;
    if (p->standing == PAPER_NONE)
        return;
    if (!p->exact || mpz_cmp_ui(mpq_denref(p->value), 1) != 0)
        p->standing = PAPER_UNKNOWN;
    else if (side == 2)
        p->standing = PAPER_BEST;
    else if (mpq_cmp(p->value, e->least) >= 0)
        p->standing = PAPER_PROVED;
    else if (e->fails && mpq_cmp(p->value, e->last) <= 0)
        p->standing = PAPER_FAILS;
    else
        p->standing =
            mpq_cmp(p->value, e->first) >= 0 ? PAPER_INSIDE : PAPER_UNKNOWN;
}

/* done: what was proved; at: where the statement fails at t->last. */
static void report(threshold *t, const instances *done, const instances *at)
{
    audit *a = t->a;
    result *r = a->r;
    int side;
    expr paper;
    mpq_t lo;
    if (!verdict_note(a, VERDICT_ENCLOSED, done))
        return;
    evidence_start(&r->found, EVIDENCE_THRESHOLD);
    evidence_threshold *e = &r->found.u.threshold;
    mpq_set(e->first, t->first);
    mpq_set(e->least, t->least);
    mpq_set(e->from, t->from);
    e->fails = t->fails;
    mpq_init(lo);
    mpq_set(lo, t->first);
    if (t->fails) {
        mpq_set(e->last, t->last);
        const instance *m = &at->v[t->instance];
        point_record(&e->at, m, t->x, m->p.nvars);
        e->relation = t->goal + 1;
        e->relations = t->goals;
        mpz_add_ui(mpq_numref(lo), mpq_numref(t->last), 1);
    }
    bool exact = mpq_equal(lo, t->least);
    long digits = audit_kind_digits(a->it);
    enclosure_from_q(&r->value, lo, t->least, digits);
    const paper_number found = {
        lo, t->least, exact ? expr_q(a->pool, t->least) : EXPR_NONE, digits};
    if (!paper_compare(a, &found, &e->paper, &paper, &side))
        t->ok = false;
    else
        place_paper(e, side);
    mpq_clear(lo);
}

/* The evidence in pf, checked; the result from it alone. */
static bool finish(threshold *t, proof *pf, instances *done, const proof *file)
{
    audit *a = t->a;
    instances at = {.n = 0};
    bool ok =
        proof_replay(a, pf, done) && (!t->fails || threshold_fails(t, &at));
    if (ok && !domain_show(a, done, file))
        ok = t->ok = false;
    if (ok && domain_is_shown(a)) {
        proof_save(a, pf, done);
        report(t, done, &at);
    }
    instances_clear(&at);
    return ok;
}

/* From the file of the item, if there is one. */
static bool load(threshold *t, proof *pf)
{
    audit *a = t->a;
    instances done = {.n = 0};
    bool ok =
        proof_load(a, pf, 0, instances_problem, &done) && take_numbers(t, pf);
    if (ok &&
        !threshold_collect(a->e, a->it, t->least, t->from, &done, a->errs))
        ok = t->ok = false;
    /* how many trees there are depends on the numbers */
    ok = ok && proof_load(a, pf, done.n, instances_problem, &done) &&
         finish(t, pf, &done, pf);
    instances_clear(&done);
    return ok;
}

static bool search(threshold *t, proof *pf)
{
    audit *a = t->a;
    instances done = {.n = 0};
    claim_outcome o;
    if (!threshold_find(t))
        return false;
    if (!threshold_collect(a->e, a->it, t->least, t->from, &done, a->errs))
        return t->ok = false;
    claim_search(a, &done, pf, threshold_budget(t), NULL, &o);
    bool all = o.failing == 0 && o.open == 0;
    claim_outcome_clear(&o);
    evidence_clear(&a->r->found);
    keep_numbers(t, pf);
    all = all && finish(t, pf, &done, NULL);
    instances_clear(&done);
    return all;
}

static void decide(threshold *t)
{
    audit *a = t->a;
    proof pf;
    proof_init(&pf, t->goals);
    bool done = load(t, &pf);
    if (!done && t->ok) {
        proof_clear(&pf);
        done = search(t, &pf);
    }
    if (!done) {
        a->r->boxes = a->r->open = 0;
        evidence_clear(&a->r->found);
        audit_undecided(a, REASON_NO_THRESHOLD);
    }
    proof_clear(&pf);
}

bool threshold_audit(audit *a)
{
    instances f = {.n = 0};
    threshold t = {.a = a, .ok = instances_collect(a, &f)};
    if (t.ok) {
        mpq_inits(t.first, t.least, t.from, t.last, NULL);
        mpq_set(t.first, range_of(&f.v[0].p, a->it->unknown)->lo);
        t.goals = f.v[0].p.ngoals;
        t.x = point_new(EXPR_MAX_VARS);
        decide(&t);
        point_free(t.x, EXPR_MAX_VARS);
        mpq_clears(t.first, t.least, t.from, t.last, NULL);
    }
    evidence_margin_clear(&a->r->margin);
    instances_clear(&f);
    return t.ok;
}
