/* The order in which tactics are tried.  See search_internal.h. */
#include "search_internal.h"

#include "../base/memory.h"
#include "../base/limits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    FIRST_ROUND = 60000, /* effort; see search_internal.h */
    LAST_ROUND = 2000000
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

bool search_out_of_budget(const searcher *s)
{
    search_result *r = s->r;
    if (s->limits->stop != NULL && *s->limits->stop != 0)
        r->interrupted = true;
    if (s->deadline > 0 && now() > s->deadline)
        r->out_of_time = true;
    if (r->boxes >= s->max_boxes)
        r->out_of_boxes = true;
    return r->interrupted || r->out_of_time || r->out_of_boxes ||
           r->witness != NULL || s->effort >= s->effort_end;
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

static bool has_unbounded(const searcher *s, const goal *g)
{
    for (int i = 0; i < s->p->nvars; i++)
        if (g->box[i].lo_inf || g->box[i].hi_inf)
            return true;
    return false;
}

/* Is a proof by plain branch and bound hopeless, because f comes (nearly)
 * down to 0 or the box is unbounded? */
static bool is_tight(const searcher *s, const goal *g, const probe *q)
{
    return q->n == 0 || q->least <= 1e-7 * (q->scale + 1e-300) + q->noise ||
           has_unbounded(s, g);
}

/* Places where equality is suspected. */
typedef struct {
    contact_spot v[12];
    size_t n;
} spots;

static void find_spots(searcher *s, const goal *g, const probe *q, spots *out)
{
    out->n = search_spots_find(s, g, q, out->v, 12);
}

/* Boxes for one tactic among several. */
static size_t some_boxes(const searcher *s, size_t part, size_t most)
{
    size_t n = search_effort_left(s) / part;
    return n < most ? n : most;
}

/* f stays away from 0 on a bounded box: subdivision should do. */
static cert_node *tactics_clear(searcher *s, const goal *g, const probe *q)
{
    size_t old = search_effort_lend(s, 2);
    cert_node *c = search_boxes_prove(s, g, 40, NULL, 0, q, false);
    bool quotient = s->level >= 2 && search_is_algebraic(s->p->pool, g->f);
    if (c == NULL && quotient) /* a derivative, often of a simple form */
        c = tactic_product(s, g, NULL);
    if (c == NULL)
        c = search_boxes_prove(s, g, 300, NULL, 0, q, false);
    if (c == NULL && search_has_open_kink(s, g))
        c = tactic_cases(s, g);
    if (c == NULL && search_is_algebraic(s->p->pool, g->f))
        c = tactic_conjugate(s, g);
    if (c == NULL && !quotient)
        c = tactic_product(s, g, NULL);
    search_effort_restore(s, old);
    old =
        search_effort_lend(s, 4); /* may replace very many boxes, near a pole */
    if (c == NULL)
        c = tactic_monotone(s, g);
    search_effort_restore(s, old);
    if (c == NULL)
        c = search_boxes_prove(s, g, some_boxes(s, 2, 20000), NULL, 0, q,
                               false);
    if (c == NULL)
        c = tactic_convex(s, g, q);
    if (c == NULL)
        c = tactic_monotone(s, g);
    return c;
}

/* f comes down to 0, or the box is unbounded. */
static cert_node *tactics_tight(searcher *s, const goal *g, const probe *q)
{
    bool unbounded = has_unbounded(s, g), kinks = search_has_open_kink(s, g);
    spots at;
    find_spots(s, g, q, &at);
    cert_node *c = tactic_convex(s, g, q);
    if (c == NULL)
        c = tactic_contact(s, g, at.v, at.n);
    size_t old = search_effort_lend(s, 2);
    bool algebraic = search_is_algebraic(s->p->pool, g->f);
    if (c == NULL && algebraic)
        c = tactic_conjugate(s, g);
    if (c == NULL && (algebraic || !unbounded))
        c = tactic_product(s, g, unbounded ? NULL : q);
    if (c == NULL && unbounded) {
        size_t most = search_effort_lend(s, 3);
        c = tactic_monotone(s, g);
        search_effort_restore(s, most);
    }
    if (c == NULL && unbounded)
        c = tactic_invert(s, g);
    if (c == NULL && unbounded && !algebraic)
        c = tactic_product(s, g, NULL);
    bool settles = kinks && split_settles_kinks(s, g, at.v, at.n);
    if (c == NULL && settles)
        c = tactic_split_at_contact(s, g, at.v, at.n);
    if (c == NULL && kinks)
        c = tactic_cases(s, g);
    if (c == NULL && kinks && !settles)
        c = tactic_split_at_contact(s, g, at.v, at.n);
    search_effort_restore(s, old);
    old = search_effort_lend(s, 2);
    if (c == NULL)
        c = tactic_tangent(s, g, at.v, at.n);
    search_effort_restore(s, old);
    if (c == NULL && !unbounded)
        c = search_boxes_prove(s, g,
                               some_boxes(s, 4, s->level == 1 ? 2000 : 300),
                               at.v, at.n, q, false);
    old = search_effort_lend(s, 2);
    if (c == NULL)
        c = tactic_isolate(s, g);
    search_effort_restore(s, old);
    old = search_effort_lend(s, 2);
    if (c == NULL && !unbounded)
        c = tactic_monotone(s, g);
    search_effort_restore(s, old);
    if (c == NULL && !kinks)
        c = tactic_split_at_contact(s, g, at.v, at.n);
    if (c == NULL && unbounded)
        c = search_boxes_prove(s, g, some_boxes(s, 4, 2000), at.v, at.n, q,
                               false);
    return c;
}

static cert_node *tactics(searcher *s, const goal *g, const probe *q)
{
    return is_tight(s, g, q) ? tactics_tight(s, g, q) : tactics_clear(s, g, q);
}

/* The tactics with more and more effort: what is easy for one of them is found
 * before another spends long in vain. */
static cert_node *rounds(searcher *s, const goal *g, const probe *q)
{
    cert_node *c = NULL;
    size_t most =
        s->max_boxes < LAST_ROUND / 32 ? 32 * s->max_boxes : LAST_ROUND;
    most = most < FIRST_ROUND ? FIRST_ROUND : most;
    size_t all = s->max_boxes; /* some of which the last resort needs */
    if (s->r->boxes < all)
        s->max_boxes -= (all - s->r->boxes) / 2;
    for (size_t n = FIRST_ROUND; n <= most && c == NULL; n *= 8) {
        s->effort_end = s->effort + n;
        if (s->r->witness == NULL)
            c = tactics(s, g, q);
    }
    s->effort_end = SIZE_MAX;
    s->max_boxes = all;
    s->r->out_of_boxes = false;
    return c;
}

/* All that is left of the budget, keeping what was done. */
static cert_node *last_resort(searcher *s, const goal *g, const probe *q)
{
    spots at = {.n = 0};
    if (!search_out_of_budget(s) && is_tight(s, g, q))
        find_spots(s, g, q, &at);
    return search_boxes_prove(s, g, s->max_boxes, at.v, at.n, q, true);
}

/* Tactics, unless samples say that the goal is plainly false. */
static cert_node *attempt(searcher *s, const goal *g)
{
    cert_node *c = NULL;
    probe q;
    s->effort += EFFORT_PROBE;
    search_probe_run(s, g, &q);
    if (!q.negative)
        c = tactics(s, g, &q);
    search_probe_clear(&q);
    return c;
}

/* As if there were no hypotheses: contact, mean values and monotonicity do not
 * use them, and often they are not needed. */
static cert_node *without_hypotheses(searcher *s, const goal *g)
{
    goal t = *g;
    t.nhyps = 0;
    size_t old = search_effort_lend(s, 3);
    cert_node *c = attempt(s, &t);
    search_effort_restore(s, old);
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}

cert_node *search_prove(searcher *s, const goal *g)
{
    if (s->level >= MAX_LEVEL || search_out_of_budget(s))
        return NULL;
    cert_node *c = tactic_immediate(s, g);
    if (c != NULL)
        return c;
    uint64_t key = search_goal_key(s, g);
    size_t left = search_effort_left(s);
    if (search_goal_failed(s, key, left))
        return NULL;
    s->level++;
    if (g->nhyps > 0)
        c = without_hypotheses(s, g);
    if (c == NULL)
        c = attempt(s, g);
    s->level--;
    if (c == NULL)
        search_goal_note_failure(s, key, left);
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
        search_refute_coordinate(s->r->best[i], x, &s->p->box[i]);
        if (search_guess_constants(s->p->pool, x, 1e-7, &c, 1) == 1 &&
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

static void search_root(searcher *s, const goal *g)
{
    search_result *r = s->r;
    probe q;
    r->cert = tactic_immediate(s, g);
    search_probe_run(s, g, &q);
    keep_best(s, &q);
    s->level = 1;
    bool beyond = search_is_beyond_doubles(s, g, &q);
    bool refuted = r->cert == NULL && (search_refute_near_probe(s, &q) ||
                                       (beyond && search_exact_refute(s)));
    if (r->cert == NULL && !refuted && beyond)
        r->cert = tactic_exact(s, g);
    if (r->cert == NULL && !refuted)
        r->cert = rounds(s, g, &q);
    if (r->cert == NULL && r->witness == NULL)
        r->cert = last_resort(s, g, &q);
    conclude(r);
    search_probe_clear(&q);
}

cert_node *search_prove_open(searcher *s, const goal *g)
{
    probe q;
    cert_node *c = tactic_immediate(s, g);
    if (c != NULL)
        return c;
    search_probe_run(s, g, &q);
    c = rounds(s, g, &q);
    if (c == NULL)
        c = last_resort(s, g, &q);
    search_probe_clear(&q);
    return c;
}

void search_goal(search_result *r, problem *p, size_t g,
                 const cert_node *resume, const search_limits *limits)
{
    static const search_limits none = {0};
    searcher s = {.p = p, .g = g, .r = r, .effort_end = SIZE_MAX};
    s.limits = limits != NULL ? limits : &none;
    s.max_boxes =
        s.limits->max_boxes != 0 ? s.limits->max_boxes : LIMIT_BOXES_DEFAULT;
    if (s.limits->max_seconds > 0)
        s.deadline = now() + s.limits->max_seconds;
    s.ck = checker_new(p, s.limits->prec != 0 ? s.limits->prec
                                              : LIMIT_PREC_DEFAULT);
    goal root = {p->goal[g].e, p->goal[g].strict, p->box, p->hyp, p->nhyps};
    if (resume != NULL && resume->rule != CERT_OPEN) {
        s.level = 2; /* parts of the domain: no refutation, smaller tactics */
        r->cert = search_resume(&s, &root, resume);
        conclude(r);
    } else {
        search_root(&s, &root);
    }
    if (r->status == SEARCH_CERTIFICATE &&
        r->cert->accepted != search_goal_key(&s, &root)) {
        r->cert = search_repair(&s, &root, r->cert);
        if (!cert_is_complete(r->cert))
            r->status = SEARCH_OPEN;
    }
    checker_free(s.ck);
}
