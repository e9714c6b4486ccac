/* Identities: both sides equal, by exact normal forms.  PROVED rests on trees
 * that the checker replayed; REFUTED on a point that it confirms. */
#include "audit_internal.h"
#include "../../numerics/base/rational.h"

#include <stdlib.h>

enum { SAMPLES = 200, MAX_SPLITS = 64, MAX_LEVEL_OF_SPLITS = 10 };

/* f = 0 on the box, and the checker is to see it: `product 0 0`, in pieces
 * where f is not shown to be defined on the whole box at once. */
static cert_node *zero_tree(audit *a)
{
    cert_node *t = cert_new(CERT_PRODUCT);
    t->nexpr = 1;
    t->expr = xmalloc(sizeof *t->expr);
    t->expr[0] = expr_si(a->pool, 0);
    t->child[0] = cert_new(CERT_NATURAL);
    return t;
}

/* The widest bounded range, relative to the whole box; -1 if there is none. */
static int widest(const problem *p, const range *whole)
{
    int best = -1;
    double most = 0;
    for (int i = 0; i < p->nvars; i++) {
        const range *r = &p->box[i];
        if (r->lo_inf || r->hi_inf || range_is_point(r))
            continue;
        double w = rational_near(r->hi) - rational_near(r->lo);
        if (!whole[i].lo_inf && !whole[i].hi_inf)
            w /= rational_near(whole[i].hi) - rational_near(whole[i].lo);
        if (best < 0 || w > most) {
            best = i;
            most = w;
        }
    }
    return best;
}

static cert_node *pieces(audit *a, problem *p, size_t g, const range *whole,
                         int level, int *budget)
{
    cert_node *t = zero_tree(a);
    if (engines_accepts(a->engines, p, g, t, a->prec, NULL))
        return t;
    cert_free(t);
    int i = widest(p, whole);
    if (i < 0 || level == MAX_LEVEL_OF_SPLITS || --*budget < 0)
        return NULL;
    range *r = &p->box[i], save;
    range_init(&save);
    range_set(&save, r);
    t = cert_new(CERT_SPLIT);
    t->var = i;
    mpq_add(t->q, r->lo, r->hi);
    mpq_div_2exp(t->q, t->q, 1);
    t->has_q = true;
    for (int k = 0; k < 2 && t != NULL; k++) {
        mpq_set(k == 0 ? r->hi : r->lo, t->q);
        *(k == 0 ? &r->hi_open : &r->lo_open) = false;
        t->child[k] = pieces(a, p, g, whole, level + 1, budget);
        range_set(r, &save);
        if (t->child[k] == NULL) {
            cert_free(t);
            t = NULL;
        }
    }
    range_clear(&save);
    return t;
}

/* Trees for every goal of every instance; false when one is missing. */
static bool find_trees(audit *a, instances *f, proof *pf)
{
    bool ok = true;
    cert_node **tree = xcalloc(pf->ngoals + 1, sizeof *tree);
    for (size_t k = 0; k < f->n && ok && !audit_stopped(a); k++) {
        instance *m = &f->v[k];
        for (size_t g = 0; g < pf->ngoals && ok; g++) {
            int budget = MAX_SPLITS;
            tree[g] = pieces(a, &m->p, g, m->p.box, 0, &budget);
            ok = tree[g] != NULL;
        }
        if (ok)
            proof_add(pf, &m->p, tree, pf->ngoals);
        for (size_t g = 0; g < pf->ngoals; g++) {
            cert_free(tree[g]);
            tree[g] = NULL;
        }
    }
    free(tree);
    return ok && !audit_stopped(a);
}

/* ---- where the sides are not shown defined ------------------------------ */

/* Equal by normal forms wherever both sides are defined. */
static bool zero_where_defined(audit *a, const instance *m)
{
    eval *ev = engines_eval(a->engines, 0);
    eval_set_hyps(ev, m->p.hyp, m->p.nhyps);
    eval_set_box(ev, m->p.box, m->p.nvars);
    exact *x = eval_exact(a->pool, ev);
    bool zero = true;
    for (size_t g = 0; g < m->p.ngoals && zero; g++)
        zero = exact_is_zero(x, m->p.goal[g].e);
    exact_free(x);
    eval_set_hyps(ev, NULL, 0);
    return zero;
}

/* Some point of the domain at which everything is certainly defined: without
 * one, "equal wherever defined" would say nothing. */
static bool defined_somewhere(audit *a, const instance *m)
{
    mpq_t *x = point_new(m->p.nvars);
    bool found = false;
    for (size_t k = 0; k < SAMPLES && !found; k++) {
        found = point_sample_whole(a->whole, x, &m->p, k) &&
                point_satisfies(a, &m->p, x, a->top);
        eval *ev = engines_eval(a->engines, 0);
        point_set_box(ev, x, m->p.nvars);
        for (size_t g = 0; g < m->p.ngoals && found; g++)
            found = iv_is_defined(eval_enclose(ev, m->p.goal[g].e));
    }
    point_free(x, m->p.nvars);
    return found;
}

static bool equal_where_defined(audit *a, instances *f)
{
    for (size_t k = 0; k < f->n; k++)
        if (audit_stopped(a) || !zero_where_defined(a, &f->v[k]) ||
            !defined_somewhere(a, &f->v[k]))
            return false;
    return true;
}

/* ---- a point where they differ ------------------------------------------ */

typedef struct {
    audit *a;
    const problem *p;
    size_t g;
} difference;

static bool differs(void *ctx, mpq_t *x)
{
    difference *d = ctx;
    iv_t v;
    iv_init(v, 64);
    bool ok = point_refutes(d->a, d->p, d->g, x, v);
    iv_clear(v);
    return ok;
}

static bool find_difference(audit *a, instances *f)
{
    for (size_t k = 0; k < f->n && !audit_stopped(a); k++) {
        instance *m = &f->v[k];
        mpq_t *x = point_new(m->p.nvars);
        for (size_t s = 0; s < SAMPLES; s++) {
            if (!point_sample_whole(a->whole, x, &m->p, s) ||
                !point_satisfies(a, &m->p, x, a->top))
                continue;
            eval *ev = engines_eval(a->engines, 0);
            point_set_box(ev, x, m->p.nvars);
            for (size_t g = 0; g < m->p.ngoals; g++) {
                difference d = {a, &m->p, g};
                if (!iv_certainly_neg(eval_enclose(ev, m->p.goal[g].e)) ||
                    !differs(&d, x))
                    continue;
                point_shorten(x, &m->p, differs, &d);
                bool ok = claim_report_witness(a, f, k, g, x);
                point_free(x, m->p.nvars);
                return ok;
            }
        }
        point_free(x, m->p.nvars);
    }
    return false;
}

/* ---- verdict ------------------------------------------------------------ */

/* False: an error was reported. */
static bool decide(audit *a, instances *f)
{
    proof pf;
    proof_init(&pf, f->v[0].p.ngoals);
    bool loaded = proof_load(a, &pf, f->n, instances_problem, f);
    bool ok = domain_show(a, f, loaded ? &pf : NULL);
    bool done = ok && loaded && claim_settle(a, f, &pf);
    if (ok && !done) {
        proof_clear(&pf);
        done = find_trees(a, f, &pf) && claim_settle(a, f, &pf);
    }
    proof_clear(&pf);
    if (!ok || done || find_difference(a, f))
        return ok;
    /* without a certificate there is no proof */
    audit_undecided(a, equal_where_defined(a, f) ? REASON_WHERE_DEFINED
                                                  : REASON_NO_NORMAL_FORM);
    return true;
}

bool identity_audit(audit *a)
{
    instances f = {.n = 0};
    bool ok = instances_collect(a, &f);
    if (ok)
        ok = claim_is_closed(&f) ? claim_decide(a, &f) : decide(a, &f);
    evidence_margin_clear(&a->r->margin); /* 0, always */
    instances_clear(&f);
    return ok;
}
