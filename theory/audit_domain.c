/* Is a statement about something?  Of each instance: a witness that there is
 * a point at which its conditions hold, or a proof that there is none, or
 * neither.  A proved statement needs one witness at least. */
#include "audit_domain.h"

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
bool domain_is_plain(const problem *p, uint64_t whole)
{
    for (int i = 0; i < p->nvars; i++) {
        const range *r = &p->box[i];
        if (range_is_empty(r))
            return false;
        if ((whole >> i & 1) != 0 &&
            (r->lo_inf || r->lo_open ||
             mpz_cmp_ui(mpq_denref(r->lo), 1) != 0))
            return false;
    }
    return p->nhyps == 0;
}

problem *domain_negation(roster *one, const problem *p)
{
    member *m = roster_add(one, NULL, p, NULL, 0);
    m->p.ngoals = 0;
    problem_add_goal(&m->p, expr_si(p->pool, -1), false);
    return &m->p;
}

/* ---- that there is none --------------------------------------------------- */

static bool is_empty_by(audit *a, const problem *p, const cert_node *tree)
{
    roster one = {.n = 0};
    problem *e = domain_negation(&one, p);
    bool ok = judge_accepts(a->judge, e, 0, tree, a->prec, NULL);
    roster_clear(&one);
    return ok;
}

static cert_node *search_tree(audit *a, problem *e, size_t boxes)
{
    search_result s;
    cert_node *tree = NULL;
    audit_search(a, &s, e, 0, boxes);
    if (s.status == SEARCH_CERTIFICATE) {
        tree = s.cert;
        s.cert = NULL;
    }
    search_result_clear(&s, e->nvars);
    return tree;
}

/* h > 0 is a condition, and under all of them -h >= 0: -1 is h^-1 (-h). */
static cert_node *contradiction(audit *a, problem *e, size_t j, size_t boxes)
{
    expr h = e->hyp[j].e, minus = expr_neg(a->pool, h);
    if (minus == EXPR_NONE)
        return NULL;
    e->ngoals = 0;
    problem_add_goal(e, minus, false);
    cert_node *child = search_tree(a, e, boxes);
    if (child == NULL)
        return NULL;
    cert_node *t = cert_new(CERT_PRODUCT);
    t->nexpr = 2;
    t->expr = xmalloc(2 * sizeof *t->expr);
    t->power = xmalloc(sizeof *t->power);
    t->expr[0] = h;
    t->power[0] = -1;
    t->expr[1] = minus;
    t->child[0] = child;
    return t;
}

/* A tree that the checker accepts for -1 >= 0 on p's domain, or NULL. */
static cert_node *find_empty(audit *a, const problem *p, size_t boxes)
{
    roster one = {.n = 0};
    problem *e = domain_negation(&one, p);
    cert_node *tree = search_tree(a, e, boxes);
    if (tree != NULL && !is_empty_by(a, p, tree)) {
        cert_free(tree);
        tree = NULL;
    }
    for (size_t j = 0; j < p->nhyps && tree == NULL; j++) {
        if (!p->hyp[j].strict || audit_stopped(a))
            continue;
        tree = contradiction(a, e, j, FEW_BOXES);
        if (tree != NULL && !is_empty_by(a, p, tree)) {
            cert_free(tree);
            tree = NULL;
        }
    }
    roster_clear(&one);
    return tree;
}

/* ---- all instances -------------------------------------------------------- */

/* What the file has of member k, if the checker agrees. */
static bool from_file(audit *a, const problem *p, const proof *file, size_t k)
{
    const proof_domain *d = file != NULL ? proof_find_domain(file, k) : NULL;
    if (d == NULL)
        return false;
    if (d->shown != NULL) {
        if (!domain_accepts(a, p, d->shown))
            return false;
        proof_add_witness(&a->domain, k, d->shown);
        a->r->admitting++;
        return true;
    }
    if (!is_empty_by(a, p, d->empty))
        return false;
    proof_add_empty(&a->domain, k, proof_copy_tree(d->empty, p), p);
    a->r->empty++;
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

static void show_one(audit *a, const problem *p, size_t k)
{
    result *r = a->r;
    bool few = r->unknown >= MANY_UNKNOWN;
    if (from_last(a, p, k)) {
        r->admitting++;
        return;
    }
    if (r->unknown >= TOO_MANY_UNKNOWN) {
        r->unknown++;
        return;
    }
    witness w;
    witness_init(&w, p->nvars);
    bool found = domain_find(a, p, few ? FEW_SAMPLES : SAMPLES, &w);
    if (found)
        proof_add_witness(&a->domain, k, &w);
    witness_clear(&w);
    if (found) {
        r->admitting++;
        return;
    }
    cert_node *tree = find_empty(a, p, few ? FEW_BOXES : EMPTY_BOXES);
    if (tree != NULL) {
        proof_add_empty(&a->domain, k, tree, p);
        r->empty++;
    } else {
        r->unknown++;
    }
}

bool domain_is_shown(audit *a)
{
    result *r = a->r;
    if (r->admitting > 0)
        return true;
    r->no_witness = true;
    r->verdict = VERDICT_UNDECIDED;
    r->boxes = r->open = 0;
    audit_set(&r->worst, NULL);
    audit_why(a, audit_stopped(a)
                     ? "interrupted"
                     : "proved, but no point was found that satisfies the "
                       "conditions: it may be about nothing");
    return false;
}

bool domain_show(audit *a, const roster *f, const proof *file)
{
    result *r = a->r;
    proof_clear_domain(&a->domain);
    r->admitting = r->empty = r->unknown = 0;
    for (size_t k = 0; k < f->n; k++) {
        const problem *p = &f->v[k].p;
        if (domain_is_plain(p, a->whole))
            r->admitting++;
        else if (audit_stopped(a))
            r->unknown++;
        else if (!from_file(a, p, file, k))
            show_one(a, p, k);
    }
    if (r->empty < f->n)
        return true;
    return audit_error(a, "`%s` is vacuous: no point of its domain satisfies "
                          "its conditions", a->it->id);
}
