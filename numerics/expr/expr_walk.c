/* Walks over shared DAGs: order, substitution, kinks. */
#include "expr_function.h"
#include "expr_internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a small hash map from nodes to nodes ------------------------------ */

void expr_map_init(expr_map *m, size_t entries)
{
    m->cap = 16;
    while (m->cap < 2 * entries)
        m->cap *= 2;
    m->key = xcalloc(m->cap, sizeof *m->key);
    m->value = xcalloc(m->cap, sizeof *m->value);
}

void expr_map_clear(expr_map *m)
{
    free(m->key);
    free(m->value);
}

static size_t slot(const expr_map *m, expr k)
{
    size_t i = (k * 2654435761u) & (m->cap - 1);
    while (m->key[i] != EXPR_NONE && m->key[i] != k)
        i = (i + 1) & (m->cap - 1);
    return i;
}

void expr_map_set(expr_map *m, expr k, expr v)
{
    size_t i = slot(m, k);
    m->key[i] = k;
    m->value[i] = v;
}

expr expr_map_get(const expr_map *m, expr k)
{
    size_t i = slot(m, k);
    return m->key[i] == k ? m->value[i] : EXPR_NONE;
}

/* ---- post-order -------------------------------------------------------- */

typedef struct {
    expr *v;
    size_t n, cap;
} expr_vec;

static void push(expr_vec *s, expr e)
{
    if (s->n == s->cap) {
        s->cap = s->cap != 0 ? 2 * s->cap : 64;
        s->v = xrealloc(s->v, s->cap * sizeof *s->v);
    }
    s->v[s->n++] = e;
}

/* What has become of each node: 0, ENTERED or EMITTED.  A byte for each id up to
 * the root's, which bounds them all, where these are few; else a growing map. */
enum {
    ENTERED = 1,
    EMITTED = 2,
    FEW = 1 << 13
};

typedef struct {
    unsigned char *all;
    expr_map some;
    size_t entries;
} visits;

static void visits_init(visits *v, expr root)
{
    *v = (visits){.entries = 64};
    if (root < FEW)
        v->all = xcalloc((size_t)root + 1, 1);
    else
        expr_map_init(&v->some, v->entries);
}

static void visits_clear(visits *v)
{
    if (v->all == NULL)
        expr_map_clear(&v->some);
    free(v->all);
}

static unsigned visits_get(const visits *v, expr e)
{
    return v->all != NULL ? v->all[e] : expr_map_get(&v->some, e);
}

static void visits_set(visits *v, expr e, unsigned char state)
{
    if (v->all != NULL) {
        v->all[e] = state;
        return;
    }
    expr_map_set(&v->some, e, state);
    if (state == ENTERED && ++v->entries * 2 > v->some.cap) {
        expr_map bigger, *m = &v->some;
        expr_map_init(&bigger, 2 * v->entries);
        for (size_t i = 0; i < m->cap; i++)
            if (m->key[i] != EXPR_NONE)
                expr_map_set(&bigger, m->key[i], m->value[i]);
        expr_map_clear(m);
        *m = bigger;
    }
}

expr *expr_postorder(const expr_pool *pool, expr f, size_t *n)
{
    expr_vec order = {0}, stack = {0};
    visits seen;
    visits_init(&seen, f);
    push(&stack, f);
    while (stack.n > 0) {
        expr e = stack.v[stack.n - 1];
        unsigned state = visits_get(&seen, e);
        if (state != 0) {
            stack.n--;
            if (state == ENTERED) {
                visits_set(&seen, e, EMITTED);
                push(&order, e);
            }
            continue;
        }
        visits_set(&seen, e, ENTERED);
        const expr_node *x = expr_get(pool, e);
        for (int i = x->nargs; i-- > 0;) {
            assert(x->arg[i] < e);
            if (visits_get(&seen, x->arg[i]) == 0)
                push(&stack, x->arg[i]);
        }
    }
    visits_clear(&seen);
    free(stack.v);
    *n = order.n;
    return order.v;
}

size_t expr_size(const expr_pool *pool, expr f)
{
    size_t n;
    free(expr_postorder(pool, f, &n));
    return n;
}

/* ---- rewriting --------------------------------------------------------- */

expr expr_replace(expr_pool *pool, expr f, expr from, expr to)
{
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    expr_map map;
    expr_map_init(&map, n);
    expr result = EXPR_NONE;
    for (size_t i = 0; i < n; i++) {
        expr_node x = *expr_get(pool, order[i]); /* copied: the pool grows */
        result = order[i];
        bool changed = false;
        for (int k = 0; k < x.nargs; k++) {
            expr a = expr_map_get(&map, x.arg[k]);
            changed = changed || a != x.arg[k];
            x.arg[k] = a;
        }
        if (order[i] == from)
            result = to;
        else if (x.op == EXPR_INTEGRAL)
            result = expr_integral_replace(pool, &x, from, to);
        else if (changed)
            result = expr_make(pool, (expr_op)x.op, x.arg, x.p, x.q, x.strict);
        if (result == EXPR_NONE)
            break;
        expr_map_set(&map, order[i], result);
    }
    expr_map_clear(&map);
    free(order);
    return result;
}

expr expr_subst(expr_pool *pool, expr f, int i, expr g)
{
    return expr_replace(pool, f, expr_var(pool, i), g);
}

static size_t select_nodes(const expr_pool *pool, expr f, expr *out,
                           size_t max, bool (*wanted)(const expr_node *x))
{
    size_t n, found = 0;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t i = 0; i < n; i++) {
        if (!wanted(expr_get(pool, order[i])))
            continue;
        if (found < max)
            out[found] = order[i];
        found++;
    }
    free(order);
    return found;
}

static bool is_kink(const expr_node *x)
{
    return x->op == EXPR_ABS || x->op == EXPR_MIN || x->op == EXPR_MAX ||
           x->op == EXPR_IF;
}

static bool is_step(const expr_node *x)
{
    return expr_function_has_steps((expr_op)x->op);
}

size_t expr_kinks(const expr_pool *pool, expr f, expr *out, size_t max)
{
    return select_nodes(pool, f, out, max, is_kink);
}

size_t expr_steps(const expr_pool *pool, expr f, expr *out, size_t max)
{
    return select_nodes(pool, f, out, max, is_step);
}

bool expr_jumps(const expr_pool *pool, expr f, uint64_t vars)
{
    bool found = false;
    size_t n;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t i = 0; i < n && !found; i++) {
        const expr_node *x = expr_get(pool, order[i]);
        if (x->op == EXPR_INTEGRAL)
            found = (expr_vars(pool, x->arg[2]) & vars) != 0;
        else
            found = (x->op == EXPR_IF || is_step(x)) &&
                    (expr_vars(pool, x->arg[0]) & vars) != 0;
    }
    free(order);
    return found;
}

expr expr_kink(const expr_pool *pool, expr f, int k)
{
    expr r = EXPR_NONE;
    size_t n = expr_kinks(pool, f, NULL, 0);
    if (k >= 0 && (size_t)k < n) {
        expr *v = xmalloc(n * sizeof *v);
        expr_kinks(pool, f, v, n);
        r = v[k];
        free(v);
    }
    return r;
}

bool expr_branches(expr_pool *pool, expr kink, expr_branch way[2])
{
    expr_node x = *expr_get(pool, kink);
    expr a = x.arg[0], b = x.arg[1], h = a;
    if (x.op == EXPR_MIN)
        h = expr_sub(pool, b, a);
    else if (x.op == EXPR_MAX)
        h = expr_sub(pool, a, b);
    bool is_if = x.op == EXPR_IF;
    way[0] = (expr_branch){is_if ? b : a, h, is_if && x.strict};
    way[1] = (expr_branch){is_if              ? x.arg[2]
                           : x.op == EXPR_ABS ? expr_neg(pool, a)
                                              : b,
                           expr_neg(pool, h), is_if && !x.strict};
    return h != EXPR_NONE && way[1].when != EXPR_NONE &&
           way[1].value != EXPR_NONE;
}
