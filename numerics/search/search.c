/* Entry: a goal of a problem, from its first sample to its certificate or
 * counterexample.  Believed: nothing.  See search_internal.h. */
#include "tactics.h"

#include "../base/halt.h"
#include "../base/memory.h"
#include "../base/limits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
        search_refute_coordinate(s->r->best[i], x, &s->p->box[i]);
        if (search_guess_constants(s->p->pool, x, 1e-7, &c, 1) == 1 &&
            expr_is_const(s->p->pool, c) &&
            range_contains_q(&s->p->box[i], expr_const_value(s->p->pool, c)))
            mpq_set(s->r->best[i], expr_const_value(s->p->pool, c));
    }
}

/* Tactics answer with complete trees, but for the one that keeps parts. */
static void conclude(search_result *r, bool complete)
{
    if (r->witness != NULL)
        r->status = SEARCH_WITNESS;
    else if (r->cert != NULL && (complete || cert_is_complete(r->cert)))
        r->status = SEARCH_CERTIFICATE;
}

static void search_root(searcher *s, const goal *g)
{
    search_result *r = s->r;
    probe q;
    tactic_view v = tactics_view(s, g);
    r->cert = tactics_run(&v, TACTICS_LEAF);
    search_probe_run(s, g, &q);
    keep_best(s, &q);
    s->level = 1;
    v.q = &q;
    bool beyond = search_exact_is_beyond(s, g, &q);
    bool refuted = r->cert == NULL && (search_refute_near_probe(s, &q) ||
                                       (beyond && search_exact_refute(s)));
    if (r->cert == NULL && !refuted)
        r->cert = tactics_run(&v, TACTICS_ROOT);
    conclude(r, !s->keeps_parts && !r->divided);
    search_probe_clear(&q);
}

static void search_wide(search_result *r, problem *p, size_t g,
                        const cert_node *resume, const search_limits *limits)
{
    static const search_limits none = {0};
    searcher s = {.p = p, .g = g, .r = r, .effort_end = SIZE_MAX};
    s.limits = limits != NULL ? limits : &none;
    s.max_boxes =
        s.limits->max_boxes != 0 ? s.limits->max_boxes : LIMIT_BOXES_DEFAULT;
    if (s.limits->max_seconds > 0)
        s.deadline = search_effort_now() + s.limits->max_seconds;
    halt old;
    halt_begin(&old, s.limits->stop, s.deadline);
    s.ck = checker_new(p, s.limits->prec != 0 ? s.limits->prec
                                              : LIMIT_PREC_DEFAULT);
    checker_use_rungs(s.ck, !s.limits->no_doubles);
    checker_use_threads(s.ck, search_effort_threads(s.limits));
    goal root = {p->goal[g].e, p->goal[g].strict, p->box, p->hyp, p->nhyps};
    if (resume != NULL && resume->rule != CERT_OPEN) {
        s.level = 2; /* parts of the domain: no refutation, smaller tactics */
        r->cert = search_resume(&s, &root, resume);
        conclude(r, false);
    } else {
        search_root(&s, &root);
    }
    if (r->status == SEARCH_CERTIFICATE && !s.limits->unmended &&
        r->cert->accepted != search_goal_key(&s, &root)) {
        r->cert = search_repair(&s, &root, r->cert);
        if (!cert_is_complete(r->cert))
            r->status = SEARCH_OPEN;
    }
    checker_free(s.ck);
    eval_free(s.closed);
    free(s.unit);
    if (halt_now())
        (void)search_out_of_budget(&s); /* notes why */
    halt_end(&old);
}

/* Of points and boxes, what the problem's own variables, the first n, say. */
static void narrow(search_result *r, int n, int wide)
{
    for (int i = n; i < wide; i++) {
        if (r->witness != NULL)
            mpq_clear(r->witness[i]);
        if (r->best != NULL)
            mpq_clear(r->best[i]);
        if (r->worst != NULL)
            range_clear(&r->worst[i]);
    }
}

void search_goal(search_result *r, problem *p, size_t g,
                 const cert_node *resume, const search_limits *limits)
{
    problem wide;
    if (problem_room(p) == 0) {
        search_wide(r, p, g, resume, limits);
        return;
    }
    problem_copy_with_room(&wide, p);
    search_wide(r, &wide, g, resume, limits);
    narrow(r, p->nvars, wide.nvars);
    problem_clear(&wide);
}
