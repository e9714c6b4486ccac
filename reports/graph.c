/* The graph of what rests on what, of items that use or are used. */
#include "graph.h"

#include "../numerics/base/memory.h"
#include "weave.h"

#include <stdlib.h>

/* Nodes are the items with an arrow; node_of[i] is item i's node, plus 1. */
static size_t find_nodes(const report *r, size_t *node_of)
{
    size_t n = 0, k;
    for (size_t i = 0; i < r->nres; i++)
        for (size_t u = 0; u < r->res[i].it->nuses; u++)
            if (weave_find(r, r->res[i].it->uses[u], &k))
                node_of[i] = node_of[k] = 1;
    for (size_t i = 0; i < r->nres; i++)
        if (node_of[i] != 0)
            node_of[i] = ++n;
    return n;
}

bool graph_is_empty(const report *r)
{
    size_t *node_of = xcalloc(r->nres + 1, sizeof *node_of);
    size_t n = find_nodes(r, node_of);
    free(node_of);
    return n == 0;
}

figure_status graph_draw(text_buf *svg, const report *r,
                         const char *const *href, text_buf *why)
{
    size_t *node_of = xcalloc(r->nres + 1, sizeof *node_of), k;
    size_t n = find_nodes(r, node_of);
    figure_node *node = xcalloc(n + 1, sizeof *node);
    size_t **uses = xcalloc(n + 1, sizeof *uses);
    for (size_t i = 0; i < r->nres; i++) {
        const item *it = r->res[i].it;
        if (node_of[i] == 0)
            continue;
        figure_node *d = &node[node_of[i] - 1];
        size_t *to = uses[node_of[i] - 1] = xcalloc(it->nuses + 1, sizeof *to);
        *d = (figure_node){it->id, r->res[i].verdict, to, 0,
                           href != NULL ? href[i] : NULL};
        for (size_t u = 0; u < it->nuses; u++)
            if (weave_find(r, it->uses[u], &k))
                to[d->nuses++] = node_of[k] - 1;
    }
    figure_status st = n == 0 ? FIGURE_EMPTY
                              : figure_graph(svg, node, n,
                                             "What rests on what", why);
    for (size_t i = 0; i < n; i++)
        free(uses[i]);
    free(uses);
    free(node);
    free(node_of);
    return st;
}
