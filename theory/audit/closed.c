/* Instances without variables: differences evaluated at rising precision.
 *
 * All instances are tried at one precision before any is tried at the next,
 * so that what they share (a recursion of 100,000 steps, say) is evaluated
 * once a precision.  What is found here are certificates and suspects; the
 * checker decides. */
#include "audit_internal.h"

#include <stdlib.h>

typedef enum { OPEN, HOLDS, ZERO, FAILS, UNDEFINED } goal_state;

typedef struct {
    uint8_t state, level;
} goal_result;

typedef struct {
    audit *a;
    instances *f;
    size_t ngoals;
    goal_result *goal; /* by instance and goal */
    size_t open;
    mpfr_t least, worst; /* least margin that holds; that fails */
    closed_outcome *out;
} closed;

static void seen_holding(closed *c, size_t k, size_t g, mpfr_srcptr margin)
{
    closed_outcome *o = c->out;
    if (o->has_least && mpfr_cmp(margin, c->least) >= 0)
        return;
    mpfr_set(c->least, margin, MPFR_RNDU);
    o->has_least = true;
    o->least = k;
    o->least_goal = g;
}

static void seen_failing(closed *c, size_t k, size_t g, iv_srcptr v)
{
    closed_outcome *o = c->out;
    if (o->refuted && mpfr_cmp(iv_upper(v), c->worst) >= 0)
        return;
    mpfr_set(c->worst, iv_upper(v), MPFR_RNDU);
    o->refuted = true;
    o->worst = k;
    o->worst_goal = g;
}

/* f is closed and its enclosure contains 0. */
static bool shown_zero(audit *a, eval *ev, expr f)
{
    exact *x = eval_exact(a->pool, ev);
    bool zero = exact_is_zero(x, f);
    exact_free(x);
    return zero;
}

/* Asking the checker first spares most instances a second evaluation. */
static bool accepted(closed *c, size_t k, size_t g, int level)
{
    checker_report rep;
    checker_report_init(&rep);
    cert_node *leaf = cert_new(CERT_NATURAL);
    leaf->prec = engines_prec(level);
    bool ok = engines_accepts(c->a->engines, &c->f->v[k].p, g, leaf, c->a->prec,
                              &rep);
    if (ok)
        seen_holding(c, k, g, rep.margin_lower);
    cert_free(leaf);
    checker_report_clear(&rep);
    return ok;
}

static goal_state look(closed *c, size_t k, size_t g, int level, bool first)
{
    const problem *p = &c->f->v[k].p;
    const sign_condition *goal = &p->goal[g];
    if (accepted(c, k, g, level))
        return HOLDS;
    eval *ev = engines_eval(c->a->engines, level);
    eval_set_box(ev, NULL, 0);
    iv_srcptr v = eval_enclose(ev, goal->e);
    bool certain, is_mass;
    if (!iv_is_defined(v)) {
        char *what = undefined_part(c->a->pool, ev, goal->e, p->names, 0,
                                    &certain, &is_mass);
        free(what);
        return certain ? UNDEFINED : OPEN;
    }
    if (goal->strict ? iv_certainly_nonpos(v) : iv_certainly_neg(v)) {
        seen_failing(c, k, g, v);
        return FAILS;
    }
    if (!first || !shown_zero(c->a, ev, goal->e))
        return OPEN;
    iv_t zero;
    iv_init(zero, 64);
    iv_set_si(zero, 0);
    if (goal->strict)
        seen_failing(c, k, g, zero);
    else
        seen_holding(c, k, g, iv_lower(zero));
    iv_clear(zero);
    return goal->strict ? FAILS : ZERO;
}

static void pass(closed *c, int level, bool first)
{
    for (size_t k = 0; k < c->f->n && !audit_stopped(c->a); k++) {
        for (size_t g = 0; g < c->ngoals; g++) {
            goal_result *r = &c->goal[k * c->ngoals + g];
            if (r->state != OPEN)
                continue;
            r->state = (uint8_t)look(c, k, g, level, first);
            r->level = (uint8_t)level;
            if (r->state != OPEN)
                c->open--;
        }
        if (first)
            audit_progress(c->a, k, c->f->n);
    }
}

static cert_node *tree_for(const closed *c, const goal_result *r)
{
    cert_node *leaf = cert_new(CERT_NATURAL);
    if (r->state == HOLDS) {
        if (engines_prec(r->level) != c->a->prec)
            leaf->prec = engines_prec(r->level);
        return leaf;
    }
    /* f = 0 identically, and 0 >= 0 */
    cert_node *t = cert_new(CERT_PRODUCT);
    t->nexpr = 1;
    t->expr = xmalloc(sizeof *t->expr);
    t->expr[0] = expr_si(c->a->pool, 0);
    t->child[0] = leaf;
    return t;
}

/* Counts what is not proved; adds the trees to pf when all is. */
static void conclude(closed *c, proof *pf)
{
    closed_outcome *o = c->out;
    for (size_t k = 0; k < c->f->n; k++) {
        bool fails = false, open = false;
        for (size_t g = 0; g < c->ngoals; g++) {
            uint8_t s = c->goal[k * c->ngoals + g].state;
            fails = fails || s == FAILS;
            if ((s == OPEN || s == UNDEFINED) && !open) {
                open = true;
                if (o->open == 0)
                    o->open_goal = g;
            }
        }
        if (fails && o->failing++ == 0)
            o->first_failing = k;
        if (open && o->open++ == 0)
            o->first_open = k;
    }
    if (o->failing > 0 || o->open > 0)
        return;
    cert_node **tree = xcalloc(c->ngoals + 1, sizeof *tree);
    for (size_t k = 0; k < c->f->n; k++) {
        for (size_t g = 0; g < c->ngoals; g++)
            tree[g] = tree_for(c, &c->goal[k * c->ngoals + g]);
        proof_add(pf, &c->f->v[k].p, tree, c->ngoals);
    }
    free(tree);
    if (o->has_least)
        proof_set_seen(pf, o->least, o->least_goal, NULL, 0);
}

void closed_decide(audit *a, instances *f, proof *pf, closed_outcome *out)
{
    *out = (closed_outcome){.failing = 0};
    closed c = {.a = a, .f = f, .out = out};
    c.ngoals = f->v[0].p.ngoals;
    c.goal = xcalloc(f->n * c.ngoals + 1, sizeof *c.goal);
    c.open = f->n * c.ngoals;
    mpfr_init2(c.least, 64);
    mpfr_init2(c.worst, 64);
    int start = engines_level(a->prec);
    for (int level = start; level <= a->top && c.open > 0; level++)
        pass(&c, level, level == start);
    conclude(&c, pf);
    mpfr_clear(c.least);
    mpfr_clear(c.worst);
    free(c.goal);
}
