/* A table's cells by threads.  Believed as the rest of the table is: each cell
 * is evaluated as it would be alone.
 *
 * Rows are cut in parts that follow one another, of about the same weight, each
 * with a pool and evaluators of its own; threads share only what nobody writes.
 * What the parts share is evaluated once by each, so there are as many parts as
 * keep that below a quarter of the whole.  A value is enclosed alike by every
 * evaluator, so the cells do not depend on parts or threads. */
#include "table.h"

#include "../../numerics/base/entry.h"
#include "../../numerics/base/parallel.h"

#include <stdlib.h>

enum {
    MOST_PARTS = 16,
    WORTH = 5000, /* of weight: some milliseconds */
    /* of nodes, by what they cost */
    LIGHT = 1,
    FUNCTION = 8,
    HEAVY = 1000 /* a quadrature */
};

/* ---- weights -------------------------------------------------------------- */

typedef struct {
    const expr_pool *pool;
    uint32_t *mark; /* by node: the last round that saw it */
    uint32_t round;
    expr *stack;
    size_t n, cap;
} walk;

static void push(walk *w, expr e)
{
    if (w->n == w->cap) {
        w->cap = w->cap != 0 ? 2 * w->cap : 64;
        w->stack = xrealloc(w->stack, w->cap * sizeof *w->stack);
    }
    w->stack[w->n++] = e;
}

static size_t weight_of(const expr_node *x)
{
    switch ((expr_op)x->op) {
    case EXPR_TV:
    case EXPR_INTEGRAL:
        return HEAVY;
    case EXPR_CONST:
    case EXPR_VAR:
    case EXPR_NEG:
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
        return LIGHT;
    default:
        return FUNCTION;
    }
}

/* The weight of what this round has not seen of f. */
static size_t add(walk *w, expr f)
{
    size_t sum = 0;
    if (f != EXPR_NONE)
        push(w, f);
    while (w->n > 0) {
        expr e = w->stack[--w->n];
        if (w->mark[e] == w->round)
            continue;
        w->mark[e] = w->round;
        const expr_node *x = expr_get(w->pool, e);
        sum += weight_of(x);
        for (int k = 0; k < x->nargs; k++)
            push(w, x->arg[k]);
    }
    return sum;
}

/* ---- parts ---------------------------------------------------------------- */

typedef struct {
    audit *a;
    const table_cells *c;
    size_t first[MOST_PARTS + 1], n;
} parts;

/* Parts of whole rows, of like weight; before[i]: that of all cells before i. */
static void cut(parts *p, const size_t *before, size_t all, size_t many)
{
    size_t i = 0;
    for (size_t k = 0; k < many; k++) {
        p->first[k] = i;
        while (i < p->c->n && before[i] < (k + 1) * (all / many + 1))
            i += p->c->row;
    }
    p->first[many] = p->c->n;
    p->n = many;
}

static size_t sum_of(const parts *p, walk *w)
{
    size_t sum = 0;
    for (size_t k = 0; k < p->n; k++) {
        w->round++;
        for (size_t i = p->first[k]; i < p->first[k + 1]; i++)
            sum += add(w, p->c->value[i]);
    }
    return sum;
}

/* False: there are not two parts that share little. */
static bool find_parts(parts *p)
{
    const expr_pool *pool = p->a->pool;
    walk w = {.pool = pool, .round = 1};
    size_t *before = xcalloc(p->c->n + 1, sizeof *before), all = 0;
    w.mark = xcalloc(expr_pool_size(pool) + 1, sizeof *w.mark);
    for (size_t i = 0; i < p->c->n; i++) {
        before[i] = all;
        all += add(&w, p->c->value[i]);
    }
    bool found = false;
    for (size_t many = MOST_PARTS; many > 1 && all >= WORTH && !found;
         many /= 2) {
        cut(p, before, all, many);
        found = sum_of(p, &w) <= all + all / 4;
    }
    free(before);
    free(w.mark);
    free(w.stack);
    return found;
}

static void step(void *ctx, size_t k)
{
    const parts *p = ctx;
    size_t first = p->first[k], n = p->first[k + 1] - first;
    entry_state old;
    engines j;
    audit own = *p->a;
    audit_options opt = *p->a->opt;
    expr *value = xcalloc(n + 1, sizeof *value);
    table_cells c = {value, p->c->out + first, n, p->c->row, p->c->digits};
    entry_begin(&old);
    own.pool = expr_pool_new(0);
    engines_init(&j, own.pool, p->a->engines->no_doubles, 1);
    own.engines = &j;
    opt.progress = NULL;
    own.opt = &opt;
    for (size_t i = 0; i < n; i++)
        if (p->c->value[first + i] != EXPR_NONE)
            value[i] = expr_copy(own.pool, p->a->pool, p->c->value[first + i]);
    table_fill(&own, &c);
    engines_clear(&j);
    expr_pool_free(own.pool);
    entry_end(&old);
    free(value);
}

bool table_parts_fill(audit *a, const table_cells *c)
{
    parts p = {.a = a, .c = c};
    if (a->limits.threads < 2 || !find_parts(&p))
        return false;
    parallel_run(p.n, a->limits.threads, step, &p);
    return true;
}
