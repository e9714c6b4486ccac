/* The instances of a family, searched ahead by threads.  Believed: nothing;
 * trees are replayed, points confirmed.
 *
 * A batch of instances is searched on few boxes, each in a pool of its own, so
 * that threads share only what nobody writes and what is found depends on the
 * instance alone.  What is not found so is searched for in order, one instance
 * after the other.  All is the same for any number of threads. */
#include "claim_ahead.h"

#include "../../numerics/base/entry.h"
#include "../../numerics/base/memory.h"
#include "../../numerics/base/parallel.h"

#include <stdlib.h>

enum {
    BATCH = 64,
    FAMILY = 4,        /* instances */
    FEW_BOXES = 2000,
    SMALL_SIZE = 2000  /* nodes of an instance that is copied */
};

typedef struct {
    size_t k; /* the instance */
    problem p;
    expr_pool *pool;
    search_result *goal; /* those begun; the last may not be found */
    size_t n;
} ahead;

struct claim_ahead {
    audit *a;
    instances *f;
    size_t turns, turn, ngoals;
    search_limits limits;
    size_t end; /* of the instances looked at */
    ahead v[BATCH];
    size_t nv;
};

static bool is_found(const search_result *s)
{
    return s->status == SEARCH_CERTIFICATE ||
           (s->status == SEARCH_WITNESS && s->witness != NULL);
}

static bool is_small(const problem *p)
{
    size_t size = 0;
    for (size_t g = 0; g < p->ngoals && size <= SMALL_SIZE; g++)
        size += expr_size(p->pool, p->goal[g].e);
    for (size_t j = 0; j < p->nhyps && size <= SMALL_SIZE; j++)
        size += expr_size(p->pool, p->hyp[j].e);
    return size <= SMALL_SIZE;
}

static bool pays(const audit *a, const instances *f)
{
    bool yes = f->n >= FAMILY && !a->opt->keep_partial &&
               a->opt->resume == NULL && !instances_argue(f);
    for (size_t k = 0; k < f->n && yes; k++)
        yes = is_small(&f->v[k].p);
    return yes;
}

claim_ahead *claim_ahead_new(audit *a, instances *f, size_t turns, size_t turn)
{
    if (!pays(a, f))
        return NULL;
    claim_ahead *w = xcalloc(1, sizeof *w);
    w->a = a;
    w->f = f;
    w->turns = turns;
    w->turn = turn;
    w->ngoals = f->v[0].p.ngoals;
    w->limits = a->limits;
    w->limits.threads = 1;
    w->limits.progress = NULL;
    if (w->limits.max_boxes == 0 || w->limits.max_boxes > FEW_BOXES)
        w->limits.max_boxes = FEW_BOXES;
    return w;
}

static void forget(claim_ahead *w)
{
    for (size_t i = 0; i < w->nv; i++) {
        ahead *x = &w->v[i];
        for (size_t g = 0; g < x->n; g++)
            search_result_clear(&x->goal[g], x->p.nvars);
        free(x->goal);
        problem_clear(&x->p);
        expr_pool_free(x->pool);
    }
    w->nv = 0;
}

void claim_ahead_free(claim_ahead *w)
{
    if (w != NULL)
        forget(w);
    free(w);
}

/* Goals behind one that is not proved are not looked at. */
static void look(void *ctx, size_t i)
{
    claim_ahead *w = ctx;
    ahead *x = &w->v[i];
    entry_state old;
    entry_begin(&old);
    x->pool = expr_pool_new(0);
    problem_copy_to(&x->p, &w->f->v[x->k].p, x->pool);
    x->goal = xcalloc(w->ngoals + 1, sizeof *x->goal);
    bool on = true;
    for (size_t g = 0; g < w->ngoals && on; g++) {
        search_result_init(&x->goal[g]);
        search_goal(&x->goal[g], &x->p, g, NULL, &w->limits);
        x->n++;
        on = x->goal[g].status == SEARCH_CERTIFICATE;
    }
    entry_end(&old);
}

static void next_batch(claim_ahead *w, size_t k)
{
    forget(w);
    for (; k < w->f->n && w->nv < BATCH; k++)
        if (w->turns == 0 || k % w->turns == w->turn)
            w->v[w->nv++] = (ahead){.k = k};
    w->end = k;
    parallel_run(w->nv, w->a->engines->threads, look, w);
}

bool claim_ahead_take(claim_ahead *w, size_t k, size_t g, search_result *s)
{
    if (w == NULL)
        return false;
    if (k >= w->end)
        next_batch(w, k);
    for (size_t i = 0; i < w->nv; i++) {
        ahead *x = &w->v[i];
        if (x->k != k || g >= x->n || !is_found(&x->goal[g]))
            continue;
        *s = x->goal[g];
        search_result_init(&x->goal[g]);
        if (s->cert == NULL || cert_move(s->cert, w->a->pool, x->pool))
            return true;
        search_result_clear(s, x->p.nvars);
    }
    return false;
}
