/* A map's tiles by threads.  Believed as the rest of the map is: each tile is
 * decided as it would be alone, and what was certified of it is written down in
 * the order of the tiles.
 *
 * Tiles that wait are taken a batch at a time, a few tiles for each step.  A step
 * has an audit of its own: the instances in a pool of its own, checkers, and
 * nowhere to report to; so threads share only what nobody writes.  Batches and
 * steps depend on the tiles alone, and the map is the same for any number of
 * threads. */
#include "region.h"

#include "../../numerics/base/entry.h"
#include "../../numerics/base/memory.h"
#include "../../numerics/base/parallel.h"

#include <math.h>
#include <stdlib.h>

enum {
    STEP = 8,         /* tiles of one step */
    FEW = 16,         /* tiles of a batch at least, where so many wait */
    MANY = 256,       /* and at most */
    SMALL_SIZE = 2000 /* nodes of instances that are copied for each step */
};

typedef struct {
    region *t;
    size_t first, n;
    region_decided *out;
} batch;

/* ---- a step ---------------------------------------------------------------- */

typedef struct {
    region t;
    audit a;
    audit_options opt;
    engines j;
    result r;
    lang_errors errs;
    instances f;
    expr_pool *pool;
} own_audit;

static void copy_instances(own_audit *w, const instances *f)
{
    for (size_t k = 0; k < f->n; k++) {
        const instance *m = &f->v[k];
        problem p;
        problem_copy_to(&p, &m->p, w->pool);
        instances_add(&w->f, &m->binding, &p, NULL, 0);
        problem_clear(&p);
    }
}

static void own_open(own_audit *w, const region *t)
{
    *w = (own_audit){.a = *t->a, .opt = *t->a->opt, .t = *t};
    w->pool = expr_pool_new(0);
    engines_init(&w->j, w->pool, t->a->engines->no_doubles, 1);
    result_init(&w->r);
    w->r.it = t->a->it;
    w->opt.progress = NULL;
    w->a.seal = NULL;
    w->a.nseals = 0;
    w->a.pool = w->pool;
    w->a.opt = &w->opt;
    w->a.r = &w->r;
    w->a.errs = &w->errs;
    w->a.engines = &w->j;
    w->a.limits.threads = 1;
    copy_instances(w, t->f);
    w->t.a = &w->a;
    w->t.f = &w->f;
    w->t.ctx = &w->a;
    w->t.text = (text_buf){0};
    w->t.leaves = 0;
    w->t.guide = NULL;
    w->t.err = NULL;
    w->t.witness = NULL;
    w->t.word = NULL;
    w->t.nwords = w->t.words_cap = 0;
    w->t.about.y = NULL;
}

static void own_close(own_audit *w)
{
    region_guides_free(&w->t);
    region_words_free(&w->t);
    text_clear(&w->t.text);
    free(w->t.err);
    instances_clear(&w->f);
    proof_clear_seals(&w->a);
    engines_clear(&w->j);
    result_clear(&w->r);
    lang_errors_clear(&w->errs);
    expr_pool_free(w->pool);
}

/* Tiles are only read: theirs is a copy. */
static void decide_one(own_audit *w, const tile *from, region_decided *out)
{
    tile b = *from;
    region_look(&w->t, &b);
    *out = (region_decided){.state = b.state,
                            .edge = b.edge,
                            .seal = b.seal,
                            .leaves = w->t.leaves,
                            .wk = w->t.wk,
                            .wg = w->t.wg,
                            .witness = w->t.witness};
    out->text = text_take(&w->t.text);
    w->t.leaves = 0;
    w->t.witness = NULL;
}

static void step(void *ctx, size_t s)
{
    const batch *b = ctx;
    entry_state old;
    own_audit w;
    entry_begin(&old);
    own_open(&w, b->t);
    for (size_t k = s * STEP; k < (s + 1) * STEP && k < b->n; k++)
        decide_one(&w, &b->t->tile[b->first + k], &b->out[k]);
    own_close(&w);
    entry_end(&old);
}

/* ---- batches ---------------------------------------------------------------- */

bool region_parts_pay(const region *t)
{
    size_t size = 0;
    for (size_t k = 0; k < t->f->n && size <= SMALL_SIZE; k++) {
        const problem *p = &t->f->v[k].p;
        for (size_t g = 0; g < p->ngoals; g++)
            size += expr_size(p->pool, p->goal[g].e);
        for (size_t j = 0; j < p->nhyps; j++)
            size += expr_size(p->pool, p->hyp[j].e);
    }
    return size <= SMALL_SIZE;
}

/* So many tiles have to be settled before the map is good enough, the first
 * that waits being one of the largest: no fewer are looked at in any case. */
static size_t needed(const region *t, mpq_srcptr missing)
{
    mpq_t q;
    const tile *b = &t->tile[t->next];
    mpq_init(q);
    mpq_sub(q, b->hi[0], b->lo[0]);
    mpq_div(q, missing, q);
    mpz_t n;
    mpz_init(n);
    mpq_t h;
    mpq_init(h);
    mpq_sub(h, b->hi[1], b->lo[1]);
    mpq_div(q, q, h);
    mpz_cdiv_q(n, mpq_numref(q), mpq_denref(q));
    size_t many = mpz_cmp_ui(n, MANY) > 0 ? MANY : mpz_get_ui(n);
    mpq_clear(h);
    mpz_clear(n);
    mpq_clear(q);
    return many > FEW ? many : FEW;
}

region_decided *region_parts_decide(region *t, mpq_srcptr missing, size_t most,
                                    size_t *n)
{
    batch b = {.t = t, .first = t->next, .n = t->n - t->next};
    size_t many = needed(t, missing);
    b.n = b.n < many ? b.n : many;
    b.n = b.n < most ? b.n : most;
    b.out = xcalloc(b.n + 1, sizeof *b.out);
    parallel_run((b.n + STEP - 1) / STEP, t->a->limits.threads, step, &b);
    *n = b.n;
    return b.out;
}

void region_parts_take(region *t, tile *b, region_decided *d)
{
    b->state = d->state;
    b->edge = d->edge;
    b->seal = d->seal;
    d->seal = NULL;
    text_put(&t->text, d->text);
    t->leaves += d->leaves;
    if (t->witness == NULL && d->witness != NULL) {
        t->witness = d->witness;
        t->wk = d->wk;
        t->wg = d->wg;
        d->witness = NULL;
    }
}

void region_parts_free(const region *t, region_decided *d, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        free(d[k].text);
        region_seal_free(d[k].seal);
        point_free(d[k].witness, t->f->v[d[k].wk].p.nvars);
    }
    free(d);
}
