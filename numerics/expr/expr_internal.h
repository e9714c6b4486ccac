/* numerics/expr/expr_internal.h: nodes and walks, shared by the expr_*.c files. */
#ifndef ASSAY_EXPR_INTERNAL_H
#define ASSAY_EXPR_INTERNAL_H

#include "expr.h"
#include "../base/memory.h"

/* The node with x's operation, arguments and numbers (nargs of arg are set,
 * the others 0); EXPR_NONE when an argument is, or at the pool's limit. */
expr expr_join(expr_pool *pool, expr_node x);

/* The variables of an integral's node, and whether it is total. */
void expr_integral_scope(const expr_pool *pool, expr_node *x);
/* Its derivative by x_i, where da and db are those of its ends. */
expr expr_integral_diff(expr_pool *pool, const expr_node *x, expr da, expr db,
                        int i);
/* The integral x with ends a, b and, in its integrand, `from` replaced by
 * `to`. */
expr expr_integral_replace(expr_pool *pool, const expr_node *x, expr from,
                           expr to);

/* A map from the nodes of one post-order to new nodes; lookups of nodes that
 * were never set answer EXPR_NONE. */
typedef struct {
    expr *key, *value;
    size_t cap;
} expr_map;
void expr_map_init(expr_map *m, size_t entries);
void expr_map_clear(expr_map *m);
void expr_map_set(expr_map *m, expr k, expr v);
expr expr_map_get(const expr_map *m, expr k);

#endif
