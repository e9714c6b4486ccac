/* A condition that bounds a variable by a function of the others: x = p + z for
 * x >= p, and the others from their ends on.  What is left has no conditions.
 * Believed: nothing; the checker tries each answer. */
#include "tactics.h"

enum {
    EFFORT = 2000000
};

/* The hypothesis says x_i - p >= 0 (+1), or p - x_i >= 0 (-1), times a number; 0:
 * nothing of the kind. */
static int bound_of(expr_pool *pool, expr h, int i, expr *p)
{
    expr slope = expr_diff(pool, h, i);
    if (slope == EXPR_NONE || !expr_is_const(pool, slope) ||
        expr_is_si(pool, slope, 0))
        return 0;
    expr at0 = expr_subst(pool, h, i, expr_si(pool, 0));
    *p = expr_neg(pool, expr_div(pool, at0, slope));
    return *p == EXPR_NONE ? 0 : mpq_sgn(expr_const_value(pool, slope));
}

/* x_j from its end on; false where it has two ends. */
static bool from_end(expr_pool *pool, const range *r, int j, expr *to,
                     expr *back)
{
    expr x = expr_var(pool, j);
    *to = *back = x;
    if (!r->lo_inf && !r->hi_inf)
        return false;
    if (!r->lo_inf) {
        *to = expr_add(pool, x, expr_q(pool, r->lo));
        *back = expr_sub(pool, x, expr_q(pool, r->lo));
    } else if (!r->hi_inf) {
        *to = expr_sub(pool, expr_q(pool, r->hi), x);
        *back = expr_sub(pool, expr_q(pool, r->hi), x);
    }
    return true;
}

/* The node for x_i bounded by p on the side of `sign`, or NULL. */
static cert_node *shifted(searcher *s, const goal *g, int i, expr p, int sign)
{
    expr_pool *pool = s->p->pool;
    expr e[3 * EXPR_MAX_VARS], x = expr_var(pool, i), there = p;
    int n = s->p->nvars;
    if (expr_vars(pool, p) == 0)
        return NULL;
    for (int j = 0; j < n; j++) {
        e[3 * j + 2] = expr_si(pool, 0);
        if (j == i)
            continue;
        if (!from_end(pool, &g->box[j], j, &e[3 * j], &e[3 * j + 1]))
            return NULL;
        there = expr_subst(pool, there, j, e[3 * j]);
    }
    if (there == EXPR_NONE)
        return NULL;
    e[3 * i] = sign > 0 ? expr_add(pool, x, there) : expr_sub(pool, there, x);
    e[3 * i + 1] = sign > 0 ? expr_sub(pool, x, p) : expr_sub(pool, p, x);
    cert_node *c = search_node(CERT_MAP, e, 3 * (size_t)n);
    c->order = 0;
    return c;
}

/* f from x_i's new end on, where it rises there. */
static cert_node *rising(searcher *s, const goal *g, int i)
{
    expr d = expr_diff(s->p->pool, g->f, i);
    if (d == EXPR_NONE || tactic_monotone_sign(s, g, d) <= 0)
        return NULL;
    cert_node *c = search_leaf(CERT_MONOTONE);
    c->var = i;
    c->order = g->strict && g->box[i].lo_open ? 2 : 1;
    return search_prove_node(s, g, c);
}

/* As if there were no conditions left, as much work as the root's. */
static cert_node *prove_shifted(searcher *s, const goal *g, int i, cert_node *c)
{
    goal t;
    if (search_goal_child(s, g, c, 0, &t)) {
        t.nhyps = 0;
        s->level--;
        c->child[0] = rising(s, &t, i);
        if (c->child[0] == NULL)
            c->child[0] = search_prove(s, &t);
        s->level++;
    }
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

cert_node *tactic_shift(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    size_t old = s->effort_end;
    (void)v;
    if (expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    for (size_t j = 0; j < g->nhyps && c == NULL; j++)
        for (int i = 0; i < s->p->nvars && c == NULL; i++) {
            expr p = EXPR_NONE;
            int sign = bound_of(s->p->pool, g->hyp[j].e, i, &p);
            if (sign == 0 || !(sign > 0 ? g->box[i].hi_inf : g->box[i].lo_inf))
                continue;
            cert_node *n = shifted(s, g, i, p, sign);
            if (search_effort_left(s) > EFFORT)
                s->effort_end = s->effort + EFFORT;
            if (n != NULL)
                c = prove_shifted(s, g, i, n);
            s->effort_end = old;
        }
    return c;
}
