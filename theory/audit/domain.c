/* Is a statement about something?  Of each instance: a witness that there is
 * a point at which its conditions hold, or a proof that there is none, or
 * neither.  A proved statement needs one witness at least. */
#include "domain.h"

#include <stdlib.h>

enum {
    SAMPLES = 400,
    EMPTY_BOXES = 5000,
    /* once so many instances are known neither way, less is tried of others */
    MANY_UNKNOWN = 20,
    TOO_MANY_UNKNOWN = 200,
    FEW_SAMPLES = 40,
    FEW_BOXES = 200
};

/* A point of the box will do, and there is one: nothing to be kept. */
static bool box_is_plain(const problem *p, uint64_t whole)
{
    for (int i = 0; i < p->nvars; i++) {
        const range *r = &p->box[i];
        if (range_is_empty(r))
            return false;
        if ((whole >> i & 1) != 0 &&
            (r->lo_inf || r->lo_open || mpz_cmp_ui(mpq_denref(r->lo), 1) != 0))
            return false;
    }
    return true;
}

bool domain_is_plain(const instance *m, uint64_t whole)
{
    const binding *b = &m->binding;
    return (b->bare || (!b->step && !b->aside && m->p.nhyps == 0)) &&
           box_is_plain(&m->p, whole);
}

problem *domain_denial(instances *one, const problem *p, size_t j)
{
    instance *m = instances_add(one, NULL, p, NULL, 0);
    m->p.ngoals = 0;
    problem_add_goal(&m->p, expr_neg(p->pool, p->hyp[j].e), !p->hyp[j].strict);
    for (m->p.nhyps--; j < m->p.nhyps; j++)
        m->p.hyp[j] = m->p.hyp[j + 1];
    return &m->p;
}

/* ---- all instances ------------------------------------------------------ */

typedef enum {
    DOMAIN_EMPTY,
    DOMAIN_UNKNOWN,
    DOMAIN_ADMITS
} domain_state;

/* What the file has of instance k, if the checker agrees. */
static bool from_file(audit *a, const problem *p, const proof *file, size_t k,
                      domain_state *state)
{
    const proof_domain *d = file != NULL ? proof_find_domain(file, k) : NULL;
    if (d == NULL)
        return false;
    if (d->shown != NULL) {
        if (!domain_accepts(a, p, d->shown))
            return false;
        proof_add_witness(&a->domain, k, d->shown);
        *state = DOMAIN_ADMITS;
        return true;
    }
    if (!domain_is_empty_by(a, p, d->denied, d->empty))
        return false;
    proof_add_empty(&a->domain, k, d->denied, proof_copy_tree(d->empty, p), p);
    *state = DOMAIN_EMPTY;
    return true;
}

/* The latest witness may be one of the next instance, too. */
static bool from_last(audit *a, const problem *p, size_t k)
{
    for (size_t i = a->domain.ndomain; i > 0; i--) {
        const witness *w = a->domain.domain[i - 1].shown;
        if (w == NULL)
            continue;
        if (!domain_accepts(a, p, w))
            return false;
        witness *copy = witness_copy(w); /* the list may move */
        proof_add_witness(&a->domain, k, copy);
        witness_free(copy);
        return true;
    }
    return false;
}

static domain_state show_one(audit *a, const problem *p, size_t k)
{
    const result *r = a->r;
    bool few = r->unknown >= MANY_UNKNOWN;
    if (from_last(a, p, k))
        return DOMAIN_ADMITS;
    if (r->unknown >= TOO_MANY_UNKNOWN)
        return DOMAIN_UNKNOWN;
    witness w;
    witness_init(&w, p->nvars);
    bool found = domain_find(a, p, few ? FEW_SAMPLES : SAMPLES, &w);
    if (found)
        proof_add_witness(&a->domain, k, &w);
    witness_clear(&w);
    if (found)
        return DOMAIN_ADMITS;
    size_t denied;
    cert_node *tree =
        domain_find_empty(a, p, few ? FEW_BOXES : EMPTY_BOXES, &denied);
    if (tree == NULL)
        return DOMAIN_UNKNOWN;
    proof_add_empty(&a->domain, k, denied, tree, p);
    return DOMAIN_EMPTY;
}

bool domain_is_shown(audit *a)
{
    result *r = a->r;
    if (r->admitting > 0)
        return true;
    if (domain_at_admits(a)) {
        r->admitting++;
        r->unknown -= r->unknown > 0;
        return true;
    }
    r->no_witness = true;
    r->boxes = r->open = 0;
    evidence_clear(&r->found);
    audit_undecided(a, audit_stopped(a) ? REASON_INTERRUPTED : REASON_EMPTY);
    return false;
}

static domain_state look_at(audit *a, const instances *f, const proof *file,
                            size_t k)
{
    const problem *p = &f->v[k].p;
    domain_state s = DOMAIN_UNKNOWN;
    if (domain_is_plain(&f->v[k], a->whole))
        return DOMAIN_ADMITS;
    if (!audit_stopped(a) && !from_file(a, p, file, k, &s))
        s = show_one(a, p, k);
    return s;
}

/* All conditions are for every index of a sequence: what satisfies them up to a
 * later end does up to the first one, so that the bases are empty only where all
 * is. */
static bool only_for_every(const item *it)
{
    bool only = it->nseq > 0 && it->nwhere == 0;
    for (size_t i = 0; i < it->nabout && only; i++)
        only = it->about[i].index != NULL;
    return only;
}

/* The instances from k on that are cases of one combination (see
 * elab_instances): it admits a point where one of them does, and is empty
 * where all are.  Returns the first instance after them. */
static size_t show_instance(audit *a, const instances *f, const proof *file,
                            size_t k)
{
    domain_state s = DOMAIN_EMPTY;
    bool looked = false;
    bool step = false;
    size_t end = k + 1;
    while (end < f->n && f->v[end].binding.part > f->v[end - 1].binding.part)
        end++;
    for (; k < end && s != DOMAIN_ADMITS; k++) {
        if ((f->v[k].binding.aside || f->v[k].binding.step) &&
            !domain_is_plain(&f->v[k], a->whole)) {
            step = step || f->v[k].binding.step;
            continue; /* its points need not be the statement's */
        }
        domain_state t = look_at(a, f, file, k);
        s = t > s ? t : s;
        looked = true;
    }
    /* behind bases without a point there is the step */
    bool behind = step && a->it->induction.var != NULL && !only_for_every(a->it);
    if (!looked || (s == DOMAIN_EMPTY && behind))
        s = DOMAIN_UNKNOWN;
    size_t *count = s == DOMAIN_ADMITS    ? &a->r->admitting
                    : s == DOMAIN_UNKNOWN ? &a->r->unknown
                                          : &a->r->empty;
    ++*count;
    return end;
}

bool domain_show(audit *a, const instances *f, const proof *file)
{
    result *r = a->r;
    proof_clear_domain(&a->domain);
    r->admitting = r->empty = r->unknown = r->witnessed = 0;
    for (size_t k = 0; k < f->n;)
        k = show_instance(a, f, file, k);
    for (size_t i = 0; i < a->domain.ndomain; i++)
        r->witnessed += a->domain.domain[i].shown != NULL;
    if (r->admitting + r->unknown > 0)
        return true;
    return audit_error(a,
                       "`%s` is vacuous: no point of its domain satisfies "
                       "its conditions",
                       a->it->id);
}
