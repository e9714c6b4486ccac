/* Large certificates in parts, which threads replay side by side.  Believed.
 *
 * A tree proves its goal when each node's rule passes on the goal that was
 * formed for it on the way from the root; in what order the nodes are visited
 * is no matter.  So the tree is cut at some nodes: the walk that meets one
 * (checker.c) notes the goal formed there and goes on, and the tree is accepted
 * when that walk ends well and each cut subtree proves the goal noted for it.
 *
 * A part is replayed by a checker and in a pool of its own, into which the
 * goal and the subtree's expressions are copied node by node (the same
 * functions): threads share only what nobody writes.  Where a tree is cut
 * depends on the tree alone, and what a part's checker knows on the part, so
 * the number of threads changes nothing that is told: of leaves and nodes the
 * sums, of margins the least. */
#include "checker_internal.h"

#include "../base/entry.h"
#include "../base/memory.h"
#include "../base/parallel.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const cert_division division = {
    .large = 4000, .parts = 16, .worth = 1000, .crumb = 8};

enum {
    ROOM = 16 /* for parts, at first */
};

typedef struct {
    const cert_node *node;
    checker_goal goal;
    bool margin;
    size_t depth;
    bool ok;
    checker_report report;
} part;

struct checker_parts {
    const cert_node **cut; /* see cert_cut */
    size_t ncut;
    part *v; /* those met, in the walk's order */
    size_t n, nroom;
};

checker_parts *checker_parts_new(const cert_node *cert, int threads)
{
    size_t n;
    const cert_node **cut = cert_cut(cert, &division, threads, &n);
    if (n == 0)
        return NULL;
    checker_parts *t = xcalloc(1, sizeof *t);
    t->cut = cut;
    t->ncut = n;
    return t;
}

void checker_parts_free(checker *c)
{
    checker_parts *t = c->parts;
    c->parts = NULL;
    if (t == NULL)
        return;
    for (size_t k = 0; k < t->n; k++) {
        checker_goal_clear(&t->v[k].goal, c->nvars);
        checker_report_clear(&t->v[k].report);
    }
    free(t->v);
    free(t->cut);
    free(t);
}

bool checker_parts_take(checker *c, const checker_goal *g, const cert_node *n)
{
    checker_parts *t = c->parts;
    if (!cert_is_cut(t->cut, t->ncut, n))
        return false;
    if (t->n == t->nroom) {
        t->nroom = 2 * t->nroom + ROOM;
        t->v = xrealloc(t->v, t->nroom * sizeof *t->v);
    }
    part *x = &t->v[t->n++];
    *x = (part){.node = n, .margin = c->margin, .depth = c->depth};
    checker_goal_copy(&x->goal, g, c->nvars);
    checker_report_init(&x->report);
    return true;
}

/* ---- a part --------------------------------------------------------------- */

static bool move_expr(expr *e, expr_pool *to, const expr_pool *from)
{
    if (*e == EXPR_NONE)
        return true;
    *e = expr_copy(to, from, *e);
    return *e != EXPR_NONE;
}

/* Of a goal whose ranges and hypotheses are its own. */
static bool move_goal(checker_goal *g, expr_pool *to, const expr_pool *from)
{
    bool ok = move_expr(&g->f, to, from);
    for (size_t j = 0; j < g->nhyps && ok; j++)
        ok = move_expr(&g->hyp[j].e, to, from);
    return ok;
}

/* c and its pool are only read. */
static void replay(const checker *c, part *x)
{
    entry_state old;
    entry_begin(&old);
    expr_pool *pool = expr_pool_new(0);
    problem p = {.pool = pool, .nvars = c->nvars};
    checker *own = checker_new(&p, c->prec);
    checker_use_rungs(own, c->ask_rungs);
    own->rungs_pay = true;
    cert_node *copy = cert_has_exprs(x->node) ? cert_copy(x->node) : NULL;
    checker_goal g;
    checker_goal_copy(&g, &x->goal, c->nvars);
    x->ok = move_goal(&g, pool, c->pool) && cert_move(copy, pool, c->pool) &&
            checker_walk(own, &g, x->margin, copy != NULL ? copy : x->node,
                         x->depth, &x->report);
    checker_goal_clear(&g, c->nvars);
    cert_free(copy);
    checker_free(own);
    expr_pool_free(pool);
    entry_end(&old);
}

typedef struct {
    const checker *c;
    part *v;
    pthread_mutex_t lock; /* of the least margin known */
    mpfr_ptr least;
} replaying;

/* Leaves with no more to say of the margin than others already have are left
 * to doubles (checker_rung.c); so each part begins with the least one known. */
static void replay_one(void *ctx, size_t k)
{
    replaying *w = ctx;
    part *x = &w->v[k];
    pthread_mutex_lock(&w->lock);
    mpfr_set(x->report.margin_lower, w->least, MPFR_RNDD); /* exact */
    pthread_mutex_unlock(&w->lock);
    replay(w->c, x);
    pthread_mutex_lock(&w->lock);
    if (x->ok && x->margin)
        mpfr_min(w->least, w->least, x->report.margin_lower, MPFR_RNDD);
    pthread_mutex_unlock(&w->lock);
}

bool checker_parts_accept(checker *c)
{
    checker_parts *t = c->parts;
    checker_report *r = c->report;
    replaying w = {.c = c, .v = t->v, .least = r->margin_lower};
    bool ok = true;
    pthread_mutex_init(&w.lock, NULL);
    parallel_run(t->n, c->threads, replay_one, &w);
    pthread_mutex_destroy(&w.lock);
    for (size_t k = 0; k < t->n; k++) {
        const checker_report *s = &t->v[k].report;
        ok = ok && t->v[k].ok;
        r->leaves += s->leaves;
        r->nodes += s->nodes;
        for (int j = 0; j < CERT_RULE_COUNT; j++)
            r->count[j] += s->count[j];
        r->depth = s->depth > r->depth ? s->depth : r->depth;
        r->margin_known = r->margin_known && s->margin_known;
    }
    return ok;
}
