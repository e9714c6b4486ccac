/* Square roots of products of variables, such as sqrt(a b): a = x^2 and b = y^2
 * make them x y.  Finite ends become hypotheses first, since other variables have
 * no ends but 0.  Believed: nothing; the checker compares the two. */
#include "tactics.h"

#include "../base/memory.h"

#include <stdlib.h>

enum {
    MOST_ROOTS = 12,
    EFFORT = 400000,
    LITTLE = 60000 /* where other roots are left */
};

typedef struct {
    searcher *s;
    const goal *g;
    uint64_t squares; /* variables that become squares */
    bool all;         /* no others are left */
    size_t n;
    expr at[MOST_ROOTS], to[MOST_ROOTS]; /* roots, and what they become */
} plan;

/* The root of e where variables stand for their roots; EXPR_NONE where e is more
 * than a product. */
static expr root_of(plan *w, expr e)
{
    expr_pool *pool = w->s->p->pool;
    const expr_node x = *expr_get(pool, e);
    expr a, b;
    switch (x.op) {
    case EXPR_VAR:
        w->squares |= x.vars;
        return e;
    case EXPR_CONST:
        return expr_unary(pool, EXPR_SQRT, e);
    case EXPR_MUL:
    case EXPR_DIV:
        a = root_of(w, x.arg[0]);
        b = a != EXPR_NONE ? root_of(w, x.arg[1]) : EXPR_NONE;
        if (b == EXPR_NONE)
            return EXPR_NONE;
        return x.op == EXPR_MUL ? expr_mul(pool, a, b) : expr_div(pool, a, b);
    case EXPR_POW:
        a = root_of(w, x.arg[0]);
        return a != EXPR_NONE ? expr_pow_si(pool, a, x.p) : EXPR_NONE;
    default:
        return EXPR_NONE;
    }
}

/* Which roots are those of products, and are all their variables >= 0?  On a
 * bounded box other roots are better off with its ends. */
static bool find_roots(plan *w)
{
    expr root[MOST_ROOTS];
    const expr_pool *pool = w->s->p->pool;
    size_t n = search_rewrite_nodes(pool, w->g->f, UINT64_C(1) << EXPR_SQRT,
                                    root, MOST_ROOTS);
    for (size_t k = 0; k < n; k++) {
        uint64_t before = w->squares;
        w->at[w->n] = root[k];
        w->to[w->n] = root_of(w, expr_get(pool, root[k])->arg[0]);
        if (w->to[w->n] != EXPR_NONE)
            w->n++;
        else
            w->squares = before;
    }
    bool endless = false;
    for (int i = 0; i < w->s->p->nvars; i++) {
        const range *r = &w->g->box[i];
        endless = endless || r->lo_inf || r->hi_inf;
        if ((w->squares >> i & 1) != 0 && (r->lo_inf || mpq_sgn(r->lo) < 0))
            return false;
    }
    w->all = w->n == n;
    return w->n > 0 && (w->all || endless);
}

/* x_i := x_i^2 for those that become squares, all at once. */
static expr squared(const plan *w, expr f)
{
    expr_pool *pool = w->s->p->pool;
    for (int i = 0; i < w->s->p->nvars && f != EXPR_NONE; i++)
        if ((w->squares >> i & 1) != 0)
            f = expr_subst(pool, f, i, expr_pow_si(pool, expr_var(pool, i), 2));
    return f;
}

/* The goal in the new variables, its roots gone. */
static expr without_roots(const plan *w)
{
    expr_pool *pool = w->s->p->pool;
    int n = w->s->p->nvars;
    expr f = w->g->f;
    for (size_t k = 0; k < w->n && f != EXPR_NONE; k++) {
        expr to = w->to[k]; /* in variables that are not squared below */
        for (int i = 0; i < n && to != EXPR_NONE; i++)
            to = expr_subst(pool, to, i, expr_var(pool, n + i));
        f = to != EXPR_NONE ? expr_replace(pool, f, w->at[k], to) : EXPR_NONE;
    }
    f = f != EXPR_NONE ? squared(w, f) : EXPR_NONE;
    for (int i = 0; i < n && f != EXPR_NONE; i++)
        f = expr_subst(pool, f, n + i, expr_var(pool, i));
    return f;
}

static cert_node *map_node(const plan *w)
{
    expr_pool *pool = w->s->p->pool;
    size_t n = (size_t)w->s->p->nvars;
    expr *e = xmalloc((3 * n + 1) * sizeof *e);
    for (size_t i = 0; i < n; i++) {
        expr x = expr_var(pool, (int)i);
        bool square = (w->squares >> i & 1) != 0;
        e[3 * i] = square ? expr_pow_si(pool, x, 2) : x;
        e[3 * i + 1] = square ? expr_unary(pool, EXPR_SQRT, x) : x;
        e[3 * i + 2] = expr_si(pool, 0);
    }
    cert_node *c = search_node(CERT_MAP, e, 3 * n);
    free(e);
    return c;
}

static cert_node *in_roots(plan *w, const goal *g)
{
    expr f = without_roots(w);
    goal t;
    cert_node *c = map_node(w);
    if (f != EXPR_NONE && search_goal_child(w->s, g, c, 0, &t) && t.f != f)
        c->child[0] =
            search_prove_node(w->s, &t, search_node(CERT_PRODUCT, &f, 1));
    search_goal_clear(&t, w->s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(w->s, g, c);
    cert_free(c);
    return NULL;
}

/* x_i against its end as a fact; what is left is `in_roots`, or the next end. */
static cert_node *with_ends(plan *w, const goal *g, int end)
{
    expr_pool *pool = w->s->p->pool;
    int i = end / 2;
    if (i == w->s->p->nvars)
        return in_roots(w, g);
    const range *r = &g->box[i];
    bool low = end % 2 == 0;
    if (low ? r->lo_inf || mpq_sgn(r->lo) == 0 : r->hi_inf)
        return with_ends(w, g, end + 1);
    expr x = expr_var(pool, i), q = expr_q(pool, low ? r->lo : r->hi);
    expr fact = low ? expr_sub(pool, x, q) : expr_sub(pool, q, x);
    cert_node *c = search_node(CERT_FACT, &fact, 1);
    goal t;
    c->order = low ? r->lo_open : r->hi_open;
    c->child[0] = search_leaf(CERT_NATURAL);
    if (search_goal_child(w->s, g, c, 1, &t))
        c->child[1] = with_ends(w, &t, end + 1);
    search_goal_clear(&t, w->s->p->nvars);
    if (c->child[1] != NULL)
        return c;
    cert_free(c);
    return NULL;
}

cert_node *tactic_halve(searcher *s, const goal *g, const tactic_view *v)
{
    plan w = {.s = s, .g = g};
    size_t end = s->effort_end;
    (void)v;
    if (2 * s->p->nvars > EXPR_MAX_VARS ||
        expr_size(s->p->pool, g->f) > SEARCH_LARGE || !find_roots(&w))
        return NULL;
    size_t most = w.all ? EFFORT : LITTLE;
    if (search_effort_left(s) > most)
        s->effort_end = s->effort + most;
    s->level++;
    cert_node *c = with_ends(&w, g, 0);
    s->level--;
    s->effort_end = end;
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}
