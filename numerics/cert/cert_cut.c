/* A large certificate's subtrees, for those who divide work; and a tree taken to
 * another pool.  Believed as cert.h says. */
#include "cert_internal.h"

#include "../base/memory.h"

#include <stdint.h>
#include <stdlib.h>

/* What is too deep for the judge is left out. */
static size_t count(const cert_node *c, int depth)
{
    if (c == NULL || depth > CERT_MAX_DEPTH)
        return 0;
    size_t n = 1;
    for (size_t k = 0; k < c->nchild; k++)
        n += count(c->child[k], depth + 1);
    return n;
}

size_t cert_nodes(const cert_node *c)
{
    return count(c, 0);
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

/* The nodes of c. */
static size_t cut(cuts *t, const cert_node *c, int depth)
{
    if (c == NULL || depth > CERT_MAX_DEPTH)
        return 0;
    size_t all = 1, *size = xmalloc(c->nchild * sizeof *size);
    for (size_t k = 0; k < c->nchild; k++)
        all += size[k] = cut(t, c->child[k], depth + 1);
    for (size_t k = 0; k < c->nchild && all > t->most; k++)
        if (size[k] <= t->most && size[k] > t->least)
            cut_at(t, c->child[k]);
    free(size);
    return all;
}

static int by_address(const void *x, const void *y)
{
    uintptr_t a = (uintptr_t) * (const cert_node *const *)x,
              b = (uintptr_t) * (const cert_node *const *)y;
    return a < b ? -1 : a > b;
}

const cert_node **cert_cut(const cert_node *c, size_t least, size_t most,
                           size_t *n)
{
    cuts t = {.least = least, .most = most};
    cut(&t, c, 0);
    if (t.n > 0)
        qsort(t.v, t.n, sizeof *t.v, by_address);
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
