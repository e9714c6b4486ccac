/* The order in which tactics are tried.  See search_internal.h. */
#include "search_internal.h"

#include "memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DEFAULT_BOXES = 1000000, DEFAULT_PREC = 128 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

bool out_of_budget(const searcher *s)
{
    search_result *r = s->r;
    if (s->limits->stop != NULL && *s->limits->stop != 0)
        r->interrupted = true;
    if (s->deadline > 0 && now() > s->deadline)
        r->out_of_time = true;
    if (r->boxes >= s->max_boxes)
        r->out_of_boxes = true;
    return r->interrupted || r->out_of_time || r->out_of_boxes;
}

void search_result_init(search_result *r)
{
    memset(r, 0, sizeof *r);
    r->status = SEARCH_OPEN;
}

static void clear_point(mpq_t *x, int n)
{
    for (int i = 0; x != NULL && i < n; i++)
        mpq_clear(x[i]);
    free(x);
}

void search_result_clear(search_result *r, int nvars)
{
    cert_free(r->cert);
    clear_point(r->witness, nvars);
    clear_point(r->best, nvars);
    for (int i = 0; r->worst != NULL && i < nvars; i++)
        range_clear(&r->worst[i]);
    free(r->worst);
    search_result_init(r);
}

static bool has_unbounded(const searcher *s, const subgoal *g)
{
    for (int i = 0; i < s->p->nvars; i++)
        if (g->box[i].lo_inf || g->box[i].hi_inf)
            return true;
    return false;
}

/* Is a proof by plain branch and bound hopeless, because f comes (nearly)
 * down to 0 or the box is unbounded? */
static bool is_tight(const searcher *s, const subgoal *g, const probe *q)
{
    return q->n == 0 || q->least <= 1e-7 * (q->scale + 1e-300) ||
           has_unbounded(s, g);
}

/* Places where equality is suspected. */
typedef struct {
    contact_spot v[12];
    size_t n;
} spots;

static void find_spots(searcher *s, const subgoal *g, const probe *q,
                       spots *out)
{
    out->n = contact_spots(s, g, q, out->v, 12);
}

/* f stays away from 0 on a bounded box: subdivision should do. */
static cert_node *tactics_clear(searcher *s, const subgoal *g, const probe *q)
{
    cert_node *c = boxes_prove(s, g, 300, NULL, 0, q, false);
    if (c == NULL)
        c = tactic_product(s, g, NULL);
    if (c == NULL)
        c = boxes_prove(s, g, 20000, NULL, 0, q, false);
    if (c == NULL)
        c = tactic_convex(s, g, q);
    if (c == NULL)
        c = tactic_monotone(s, g);
    if (c == NULL)
        c = tactic_cases(s, g);
    return c;
}

/* f comes down to 0, or the box is unbounded. */
static cert_node *tactics_tight(searcher *s, const subgoal *g, const probe *q)
{
    size_t some = s->level == 1 ? 2000 : 300;
    bool unbounded = has_unbounded(s, g);
    spots at;
    find_spots(s, g, q, &at);
    cert_node *c = tactic_convex(s, g, q);
    if (c == NULL)
        c = tactic_contact(s, g, at.v, at.n);
    if (c == NULL)
        c = tactic_product(s, g, unbounded ? NULL : q);
    if (c == NULL && has_open_kink(s, g)) {
        c = tactic_split_at_contact(s, g, at.v, at.n);
        if (c == NULL)
            c = tactic_cases(s, g);
    }
    if (c == NULL)
        c = tactic_tangent(s, g, at.v, at.n);
    if (c == NULL && !unbounded)
        c = boxes_prove(s, g, some, at.v, at.n, q, false);
    if (c == NULL)
        c = tactic_monotone(s, g);
    if (c == NULL && unbounded)
        c = boxes_prove(s, g, some / 8, at.v, at.n, q, false);
    if (c == NULL && !has_open_kink(s, g))
        c = tactic_split_at_contact(s, g, at.v, at.n);
    if (c == NULL)
        c = tactic_invert(s, g);
    if (c == NULL && unbounded)
        c = boxes_prove(s, g, some, at.v, at.n, q, false);
    return c;
}

static cert_node *tactics(searcher *s, const subgoal *g, const probe *q)
{
    return is_tight(s, g, q) ? tactics_tight(s, g, q) : tactics_clear(s, g, q);
}

/* All that is left of the budget, keeping what was done. */
static cert_node *last_resort(searcher *s, const subgoal *g, const probe *q)
{
    spots at = {.n = 0};
    if (out_of_budget(s))
        return NULL;
    if (is_tight(s, g, q))
        find_spots(s, g, q, &at);
    return boxes_prove(s, g, s->max_boxes, at.v, at.n, q, true);
}

cert_node *prove_subgoal(searcher *s, const subgoal *g)
{
    if (s->level >= MAX_LEVEL || out_of_budget(s))
        return NULL;
    cert_node *c = tactic_immediate(s, g);
    if (c != NULL)
        return c;
    probe q;
    s->level++;
    probe_run(s, g, &q);
    /* a subgoal that is plainly false is not worth a try */
    if (q.n == 0 || q.least >= -1e-10 * (q.scale + 1e-300))
        c = tactics(s, g, &q);
    probe_clear(&q);
    s->level--;
    return c;
}

/* The least value seen, for the report's margin. */
static void keep_best(searcher *s, const probe *q)
{
    int n = s->p->nvars;
    if (q->n == 0)
        return;
    s->r->best = xmalloc((size_t)n * sizeof *s->r->best + 1);
    for (int i = 0; i < n; i++) {
        expr c;
        double x = q->v[0].x[i];
        mpq_init(s->r->best[i]);
        exact_coordinate(s->r->best[i], x, &s->p->box[i]);
        if (guess_constants(s->p->pool, x, 1e-7, &c, 1) == 1 &&
            expr_is_const(s->p->pool, c) &&
            range_contains_q(&s->p->box[i], expr_const_value(s->p->pool, c)))
            mpq_set(s->r->best[i], expr_const_value(s->p->pool, c));
    }
}

static void conclude(search_result *r)
{
    if (r->witness != NULL)
        r->status = SEARCH_WITNESS;
    else if (r->cert != NULL && cert_is_complete(r->cert))
        r->status = SEARCH_CERTIFICATE;
}

static void search_root(searcher *s, const subgoal *g)
{
    search_result *r = s->r;
    probe q;
    r->cert = tactic_immediate(s, g);
    probe_run(s, g, &q);
    keep_best(s, &q);
    s->level = 1;
    if (r->cert == NULL && !probe_refutes(s, &q))
        r->cert = tactics(s, g, &q);
    if (r->cert == NULL && r->witness == NULL)
        r->cert = last_resort(s, g, &q);
    conclude(r);
    probe_clear(&q);
}

cert_node *prove_open(searcher *s, const subgoal *g)
{
    probe q;
    cert_node *c = tactic_immediate(s, g);
    if (c != NULL)
        return c;
    probe_run(s, g, &q);
    c = tactics(s, g, &q);
    if (c == NULL)
        c = last_resort(s, g, &q);
    probe_clear(&q);
    return c;
}

void search_goal(search_result *r, problem *p, size_t g,
                 const cert_node *resume, const search_limits *limits)
{
    static const search_limits none = {0};
    searcher s = {.p = p, .g = g, .r = r};
    s.limits = limits != NULL ? limits : &none;
    s.max_boxes =
        s.limits->max_boxes != 0 ? s.limits->max_boxes : DEFAULT_BOXES;
    if (s.limits->max_seconds > 0)
        s.deadline = now() + s.limits->max_seconds;
    s.ck = checker_new(p, s.limits->prec != 0 ? s.limits->prec : DEFAULT_PREC);
    subgoal root = {p->goal[g].e, p->goal[g].strict, p->box, p->hyp, p->nhyps};
    if (resume != NULL && resume->rule != CERT_OPEN) {
        s.level = 2; /* parts of the domain: no refutation, smaller tactics */
        r->cert = resume_tree(&s, &root, resume);
        conclude(r);
    } else {
        search_root(&s, &root);
    }
    checker_free(s.ck);
}
