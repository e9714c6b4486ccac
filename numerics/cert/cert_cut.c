/* A large certificate's subtrees, for those who divide work; and a tree taken to
 * another pool.  Believed as cert.h says. */
#include "cert_internal.h"

#include "../base/memory.h"
#include "../base/parallel.h"

#include <stdint.h>
#include <stdlib.h>

/* The nodes of each subtree, a node before those below it and a child's subtree
 * before the next child's: the trees lie about in memory, and are passed
 * through once. */
typedef struct {
    uint32_t *v;
    size_t n, room;
} sizes;

static void add(sizes *t, uint32_t size)
{
    if (t->n == t->room) {
        t->room = 2 * t->room + 256;
        t->v = xrealloc(t->v, t->room * sizeof *t->v);
    }
    t->v[t->n++] = size;
}

/* Subtrees of the nodes TOP levels down, each measured by itself. */
typedef struct {
    const cert_node *root;
    sizes of;
} branch;

typedef struct {
    branch *v;
    size_t n, room;
} branches;

enum {
    TOP = 8,
    MANY = 16 /* branches for which threads are started */
};

static void find_branches(branches *w, const cert_node *c, int depth)
{
    if (c == NULL || depth > TOP)
        return;
    if (depth < TOP) {
        for (size_t k = 0; k < c->nchild; k++)
            find_branches(w, c->child[k], depth + 1);
        return;
    }
    if (w->n == w->room) {
        w->room = 2 * w->room + 16;
        w->v = xrealloc(w->v, w->room * sizeof *w->v);
    }
    w->v[w->n++] = (branch){.root = c};
}

/* What is too deep for the judge is left out.  next: the branches that come
 * next, which are measured; NULL: none is. */
static size_t measure(sizes *t, const cert_node *c, int depth,
                      const branch **next)
{
    if (c == NULL || depth > CERT_MAX_DEPTH)
        return 0;
    if (next != NULL && depth == TOP) {
        const sizes *s = &(*next)++->of;
        for (size_t k = 0; k < s->n; k++)
            add(t, s->v[k]);
        return s->n;
    }
    size_t own = t->n, all = 1;
    add(t, 0);
    for (size_t k = 0; k < c->nchild; k++)
        all += measure(t, c->child[k], depth + 1, next);
    t->v[own] = all < UINT32_MAX ? (uint32_t)all : UINT32_MAX;
    return all;
}

static void measure_branch(void *ctx, size_t k)
{
    branch *b = (branch *)ctx + k;
    (void)measure(&b->of, b->root, TOP, NULL);
}

static size_t measure_all(sizes *t, const cert_node *c, int threads)
{
    branches w = {0};
    find_branches(&w, c, 0);
    parallel_run(w.n, w.n < MANY ? 1 : threads, measure_branch, w.v);
    const branch *next = w.v;
    size_t all = measure(t, c, 0, &next);
    for (size_t k = 0; k < w.n; k++)
        free(w.v[k].of.v);
    free(w.v);
    return all;
}

typedef struct {
    const cert_node **v;
    size_t n, room, least, most;
} cuts;

static void cut_at(cuts *t, const cert_node *n)
{
    if (t->n == t->room) {
        t->room = 2 * t->room + 16;
        t->v = xrealloc(t->v, t->room * sizeof *t->v);
    }
    t->v[t->n++] = n;
}

/* c's sizes begin with *size. */
static void cut(cuts *t, const cert_node *c, const uint32_t *size, int depth)
{
    const uint32_t *next = size + 1;
    for (size_t k = 0; k < c->nchild && *size > t->most; k++) {
        if (c->child[k] == NULL || depth == CERT_MAX_DEPTH)
            continue;
        if (*next > t->most)
            cut(t, c->child[k], next, depth + 1);
        else if (*next > t->least)
            cut_at(t, c->child[k]);
        next += *next;
    }
}

static int by_address(const void *x, const void *y)
{
    uintptr_t a = (uintptr_t) * (const cert_node *const *)x,
              b = (uintptr_t) * (const cert_node *const *)y;
    return a < b ? -1 : a > b;
}

const cert_node **cert_cut(const cert_node *c, const cert_division *d,
                           int threads, size_t *n)
{
    sizes s = {0};
    cuts t = {0};
    size_t all = measure_all(&s, c, threads);
    t.most = all / d->parts > d->worth ? all / d->parts : d->worth;
    t.least = t.most / d->crumb;
    if (all >= d->large)
        cut(&t, c, s.v, 0);
    if (t.n > 0)
        qsort(t.v, t.n, sizeof *t.v, by_address);
    free(s.v);
    *n = t.n;
    return t.v;
}

bool cert_is_cut(const cert_node *const *v, size_t n, const cert_node *c)
{
    return n > 0 && bsearch(&c, v, n, sizeof *v, by_address) != NULL;
}

bool cert_has_exprs(const cert_node *c)
{
    bool any = c != NULL && c->nexpr > 0;
    for (size_t k = 0; c != NULL && k < c->nchild && !any; k++)
        any = cert_has_exprs(c->child[k]);
    return any;
}

bool cert_move(cert_node *c, expr_pool *to, const expr_pool *from)
{
    bool ok = true;
    if (c == NULL)
        return true;
    c->accepted = 0; /* said of another pool's goals */
    for (size_t k = 0; k < c->nexpr; k++)
        if (c->expr[k] != EXPR_NONE) {
            c->expr[k] = expr_copy(to, from, c->expr[k]);
            ok = ok && c->expr[k] != EXPR_NONE;
        }
    for (size_t k = 0; k < c->nchild; k++)
        ok = cert_move(c->child[k], to, from) && ok;
    return ok;
}
