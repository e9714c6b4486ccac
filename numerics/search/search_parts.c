/* Branch and bound in parts, which threads work on side by side.  Believed:
 * nothing; the checker replays the tree.
 *
 * Once a run has cost enough, the boxes that wait are dealt out, in turns, to a
 * fixed number of parts.  Each part is a run of its own, with a queue, a budget,
 * a checker and a pool of expressions that are nobody else's, so that what
 * becomes of it depends on its boxes alone.  Parts work in rounds: what is left
 * of the budget is shared evenly by those that are not done, whoever is at work;
 * between rounds figures are added up and a counterexample is looked for, in the
 * parts' order.  So the tree, the figures and the counterexample are the same
 * for any number of threads.
 *
 * Where a run is `apart`, each part has its share of the budget once and for
 * all, and works until it has done or is given up, whatever becomes of the
 * others.  So such a part's tree is the same when other parts are left to other
 * runs of the program (search_limits.shares); the whole is found when every part
 * is. */
#include "search_boxes.h"

#include "../base/entry.h"
#include "../base/memory.h"
#include "../base/parallel.h"

#include <stdlib.h>
#include <string.h>

enum {
    PARTS = 16,
    COST = 2000, /* effort of a run that is divided */
    FEW = 4,     /* boxes that are not */
    SOON = 500,  /* the same, */
    MANY = 128,  /* where so many wait */
    ROUND = 4096, /* boxes of one part between two looks at the others */
    SLACK = 2     /* a part may have so many times the mean share */
};

typedef struct {
    branch_run b;
    searcher s;
    search_limits limits;
    search_result r;
    problem p;
    goal g;
    contact_spot spot[CONTACT_SPOTS];
    cert_node ***first; /* the slots it was given */
    size_t nfirst;
    size_t boxes, effort, done, stuck; /* that have been added up */
    double stuck_share;
    bool turn;            /* works in this round */
    bool others;          /* is for another run of the program */
    bool kept;            /* its trees are, in the end */
} part;

static bool is_ours(const branch_run *b, size_t k)
{
    const search_limits *l = b->s->limits;
    return !b->apart || l->shares == 0 || k % l->shares == l->share;
}

bool search_parts_pay(const branch_run *b)
{
    size_t waiting = b->nq - b->head, effort = b->s->effort - b->effort;
    return !b->s->is_part && ((waiting >= FEW && effort >= COST) ||
                              (waiting >= MANY && effort >= SOON));
}

/* ---- a part's own ---------------------------------------------------------- */

static expr moved(expr_pool *to, const expr_pool *from, expr e)
{
    return e != EXPR_NONE ? expr_copy(to, from, e) : EXPR_NONE;
}

static void own_goal(goal *d, const goal *s, expr_pool *to,
                     const expr_pool *from, int n)
{
    search_goal_copy(d, s, n);
    d->f = moved(to, from, s->f);
    for (size_t j = 0; j < s->nhyps; j++)
        d->hyp[j].e = moved(to, from, s->hyp[j].e);
}

static cube *own_cubes(const branch_run *b, expr_pool *to,
                       const expr_pool *from)
{
    cube *c = xmalloc(b->ncubes * sizeof *c + 1);
    for (size_t k = 0; k < b->ncubes; k++) {
        c[k] = b->cube[k]; /* ends are the run's */
        c[k].rule = cert_copy(c[k].rule);
        for (size_t j = 0; j < c[k].rule->nexpr; j++)
            c[k].rule->expr[j] = moved(to, from, c[k].rule->expr[j]);
    }
    return c;
}

static void part_open(part *t, const branch_run *b)
{
    const searcher *s = b->s;
    problem_copy_to(&t->p, s->p, expr_pool_new(0));
    expr_pool *pool = t->p.pool;
    t->limits = *s->limits;
    t->limits.threads = 1;
    t->limits.progress = NULL;
    search_result_init(&t->r);
    t->s = (searcher){.p = &t->p,
                      .g = s->g,
                      .limits = &t->limits,
                      .r = &t->r,
                      .deadline = s->deadline,
                      .level = s->level,
                      .round = s->round,
                      .is_part = true};
    t->s.ck = checker_new(&t->p, s->limits->prec != 0 ? s->limits->prec
                                                      : LIMIT_PREC_DEFAULT);
    checker_use_rungs(t->s.ck, !s->limits->no_doubles);
    own_goal(&t->g, b->g, pool, s->p->pool, b->n);
    for (size_t k = 0; k < b->nspots; k++) {
        t->spot[k] = b->spot[k];
        t->spot[k].at = moved(pool, s->p->pool, b->spot[k].at);
    }
    t->b = *b; /* tapes, samples and ends, which are only read; counts */
    t->b.s = &t->s;
    t->b.g = &t->g;
    t->b.spot = t->spot;
    t->b.cube = own_cubes(b, pool, s->p->pool);
    t->b.form = NULL; /* a rung is one thread's */
    t->b.form_tried = false;
    t->b.most = 0; /* what is left of it is seen to between rounds */
    t->b.q = NULL;
    t->b.nq = t->b.head = t->b.cap = t->b.done = t->b.stuck = 0;
    t->b.stuck_share = 0;
    t->b.block = NULL;
    t->b.spare = NULL;
    t->b.nblocks = 0;
    t->b.has_exprs = false;
}

typedef struct {
    const branch_run *b;
    part *v;
} opening;

static void open_one(void *ctx, size_t k)
{
    const opening *o = ctx;
    part_open(&o->v[k], o->b);
}

static void part_close(part *t)
{
    for (size_t k = 0; k < t->b.ncubes; k++)
        cert_free(t->b.cube[k].rule);
    free(t->b.cube);
    rung_free(t->b.form);
    search_boxes_store_free(&t->b);
    search_goal_clear(&t->g, t->b.n);
    search_result_clear(&t->r, t->b.n);
    checker_free(t->s.ck);
    eval_free(t->s.closed);
    free(t->s.unit);
    expr_pool *pool = t->p.pool;
    problem_clear(&t->p);
    expr_pool_free(pool);
    free(t->first);
}

/* ---- rounds ---------------------------------------------------------------- */

static bool is_open(const part *t)
{
    return t->b.head < t->b.nq && !t->b.refuted;
}

static size_t share(size_t *left, size_t many)
{
    size_t q = *left / many;
    q = q > 0 ? q : *left > 0;
    *left -= q;
    return q;
}

/* What each may do until the others are looked at; false: nothing is left. */
static bool next_round(branch_run *b, part *v)
{
    searcher *s = b->s;
    size_t many = 0, boxes = b->budget - b->done,
           effort = search_effort_left(s);
    if (s->max_boxes - s->r->boxes < boxes)
        boxes = s->max_boxes - s->r->boxes;
    for (int k = 0; k < PARTS; k++)
        many += is_open(&v[k]);
    bool any = false;
    for (int k = 0; k < PARTS; k++) {
        part *t = &v[k];
        t->turn = false;
        if (!is_open(t))
            continue;
        size_t n = share(&boxes, many), e = share(&effort, many);
        many--;
        n = n < ROUND ? n : ROUND;
        t->turn = n > 0 && e > 0;
        t->b.budget = t->b.done + n;
        t->s.max_boxes = t->r.boxes + n;
        t->s.effort_end =
            e < SIZE_MAX - t->s.effort ? t->s.effort + e : SIZE_MAX;
        t->r.out_of_boxes = false;
        any = any || t->turn;
    }
    return any;
}

/* All that each may ever do. */
static void only_round(branch_run *b, part *v)
{
    size_t left = b->s->max_boxes - b->s->r->boxes,
           most = SLACK * (b->most - b->done) / PARTS;
    for (size_t k = 0; k < PARTS; k++) {
        part *t = &v[k];
        t->turn = is_ours(b, k);
        t->b.most = most < left / PARTS ? most : left / PARTS;
        t->b.budget = SLACK * b->budget / PARTS;
        t->s.max_boxes = t->r.boxes + t->b.most;
        t->s.effort_end = SIZE_MAX;
    }
}

/* Is it worth going on? */
static void shrink(branch_run *b, const part *v)
{
    double share = 0;
    size_t n = 0;
    for (int k = 0; k < PARTS; k++) {
        share += search_boxes_share(&v[k].b);
        n += v[k].b.nq - v[k].b.head;
    }
    search_boxes_go_on(b, n, share);
}

static void work(void *ctx, size_t k)
{
    part *t = (part *)ctx + k;
    entry_state old;
    if (!t->turn)
        return;
    entry_begin(&old);
    search_boxes_run(&t->b);
    entry_end(&old);
}

static void gather(branch_run *b, part *t)
{
    search_result *r = b->s->r;
    r->boxes += t->r.boxes - t->boxes;
    b->s->effort += t->s.effort - t->effort;
    b->done += t->b.done - t->done;
    b->stuck += t->b.stuck - t->stuck;
    b->stuck_share += t->b.stuck_share - t->stuck_share;
    t->boxes = t->r.boxes;
    t->effort = t->s.effort;
    t->done = t->b.done;
    t->stuck = t->b.stuck;
    t->stuck_share = t->b.stuck_share;
    r->interrupted = r->interrupted || t->r.interrupted;
    r->out_of_time = r->out_of_time || t->r.out_of_time;
    if (t->r.witness != NULL && r->witness == NULL) {
        r->witness = t->r.witness;
        t->r.witness = NULL;
    }
    b->refuted = b->refuted || t->b.refuted;
}

/* ---- and what they leave --------------------------------------------------- */

/* Is the tree of use? */
static bool is_kept(const branch_run *b, const part *v)
{
    size_t open = b->stuck + b->refuted;
    for (size_t k = 0; k < PARTS; k++)
        open += is_ours(b, k) ? v[k].b.nq - v[k].b.head : 0;
    return b->partial || open == 0;
}

/* Of trees that are not kept. */
static void leave(void *ctx, size_t k)
{
    part *t = (part *)ctx + k;
    for (size_t j = 0; j < t->nfirst; j++) {
        cert_free(*t->first[j]);
        *t->first[j] = NULL;
    }
}

static void take_back(branch_run *b, part *t)
{
    for (size_t k = 0; k < t->nfirst && t->others && t->kept; k++)
        *t->first[k] = search_leaf(CERT_OPEN);
    for (size_t k = 0; k < t->nfirst && t->b.has_exprs; k++)
        b->spoilt =
            !cert_move(*t->first[k], b->s->p->pool, t->p.pool) || b->spoilt;
    b->spoilt = b->spoilt || !t->kept;
    for (; t->b.head < t->b.nq && t->kept && !t->others; t->b.head++) {
        const search_box *x = &t->b.q[t->b.head];
        search_box_push(b, x, x->slot);
    }
    search_boxes_store_free(&t->b); /* before the next one's are copied */
    t->b.q = NULL;
    t->b.block = NULL;
    t->b.nblocks = 0;
    t->b.nq = t->b.head = t->b.cap = 0;
}

static void end_one(void *ctx, size_t k)
{
    part_close((part *)ctx + k);
}

static void finish(branch_run *b, part *v, int threads)
{
    bool kept = is_kept(b, v);
    for (size_t k = 0; k < PARTS; k++) {
        v[k].kept = kept;
        v[k].others = !is_ours(b, k);
        b->s->r->divided = b->s->r->divided || (kept && v[k].others);
    }
    if (!kept)
        parallel_run(PARTS, threads, leave, v);
    for (int k = 0; k < PARTS; k++)
        take_back(b, &v[k]);
    parallel_run(PARTS, threads, end_one, v);
}

/* The queue's boxes in turns: neighbours, which are alike, to different parts. */
static void deal(branch_run *b, part *v)
{
    size_t each = (b->nq - b->head) / PARTS + 1;
    for (int k = 0; k < PARTS; k++)
        v[k].first = xmalloc(each * sizeof(cert_node **));
    for (size_t k = 0; b->head < b->nq; k = (k + 1) % PARTS, b->head++) {
        search_box *x = &b->q[b->head];
        v[k].first[v[k].nfirst++] = x->slot;
        search_box_push(&v[k].b, x, x->slot);
        search_box_ends_free(b, x->lo);
    }
}

static void work_round(branch_run *b, part *v, int threads)
{
    const search_limits *l = b->s->limits;
    size_t open = 0;
    parallel_run(PARTS, threads, work, v);
    for (int k = 0; k < PARTS; k++) {
        gather(b, &v[k]);
        open += v[k].b.nq - v[k].b.head;
    }
    if (l->progress != NULL)
        l->progress(l->progress_ctx, b->s->r->boxes, open);
}

void search_parts_run(branch_run *b)
{
    int threads = search_effort_threads(b->s->limits);
    part *v = xcalloc(PARTS, sizeof *v);
    parallel_run(PARTS, threads, open_one, &(opening){b, v});
    deal(b, v);
    if (b->apart) {
        only_round(b, v);
        work_round(b, v, threads);
    }
    while (!b->apart && !b->refuted && b->stuck <= SEARCH_MAX_STUCK &&
           !search_out_of_budget(b->s)) {
        if (b->most > b->budget)
            shrink(b, v);
        if (!next_round(b, v))
            break;
        work_round(b, v, threads);
    }
    finish(b, v, threads);
    free(v);
}
