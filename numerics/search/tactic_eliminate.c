/* A variable that f and a hypothesis h depend on in a linear way, and that no
 * range holds on one side: f = l h + g, with an l >= 0 and a g free of it.  An
 * induction's step is proved so from its hypothesis.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

enum {
    EFFORT = 400000
};

/* f = a + b x, a and b free of variable x? */
static bool is_linear(expr_pool *pool, expr f, int x, expr *a, expr *b)
{
    if ((expr_vars(pool, f) >> x & 1) == 0)
        return false;
    *b = expr_diff(pool, f, x);
    if (*b == EXPR_NONE || (expr_vars(pool, *b) >> x & 1) != 0 ||
        expr_is_si(pool, *b, 0))
        return false;
    *a = expr_subst(pool, f, x, expr_si(pool, 0));
    return *a != EXPR_NONE;
}

/* f - l h is g, without x. */
static cert_node *without(searcher *s, const goal *g, expr rest)
{
    if (rest == EXPR_NONE)
        return NULL;
    rest = search_rewrite_simplified(s, g, rest);
    goal sub;
    search_goal_copy(&sub, g, s->p->nvars);
    sub.f = rest;
    cert_node *node = search_node(CERT_PRODUCT, &rest, 1);
    node->child[0] = search_prove(s, &sub);
    search_goal_clear(&sub, s->p->nvars);
    if (node->child[0] != NULL)
        return search_keep_if(s, g, node);
    cert_free(node);
    return NULL;
}

/* By hypothesis j: h = c + d x, f = a + b x, l = b/d, g = a - l c. */
static cert_node *by(searcher *s, const goal *g, size_t j, int x)
{
    expr_pool *pool = s->p->pool;
    expr a, b, c, d;
    if (!is_linear(pool, g->f, x, &a, &b) ||
        !is_linear(pool, g->hyp[j].e, x, &c, &d))
        return NULL;
    expr l = search_rewrite_simplified(s, g, expr_div(pool, b, d));
    if (l == EXPR_NONE ||
        (expr_is_const(pool, l) && mpq_sgn(expr_const_value(pool, l)) < 0))
        return NULL;
    cert_node *node = search_node(CERT_COMBINE, &l, 1);
    node->order = (int)j;
    goal sub;
    if (search_goal_child(s, g, node, 0, &sub))
        node->child[0] = search_prove(s, &sub);
    search_goal_clear(&sub, s->p->nvars);
    if (node->child[0] != NULL) {
        if (search_goal_child(s, g, node, 1, &sub)) {
            expr rest = expr_sub(pool, a, expr_mul(pool, l, c));
            node->child[1] = without(s, &sub, rest);
        }
        search_goal_clear(&sub, s->p->nvars);
    }
    if (node->child[0] != NULL && node->child[1] != NULL)
        return search_keep_if(s, g, node);
    cert_free(node);
    return NULL;
}

/* Unbounded variables of h that f does not have. */
static bool brings_in(const searcher *s, const goal *g, expr h)
{
    uint64_t more = expr_vars(s->p->pool, h) & ~expr_vars(s->p->pool, g->f);
    for (int x = 0; x < s->p->nvars; x++)
        if ((more >> x & 1) != 0 && (g->box[x].lo_inf || g->box[x].hi_inf))
            return true;
    return false;
}

/* Those first that bring no other variable in: what was eliminated stays
 * away. */
cert_node *tactic_eliminate(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    cert_node *c = NULL;
    size_t end = s->effort_end;
    if (search_effort_left(s) > EFFORT)
        s->effort_end = s->effort + EFFORT;
    s->level++;
    for (int pass = 0; pass < 2; pass++)
        for (int x = 0; x < s->p->nvars && c == NULL; x++)
            for (size_t j = 0; j < g->nhyps && c == NULL &&
                               (g->box[x].lo_inf || g->box[x].hi_inf);
                 j++)
                if (brings_in(s, g, g->hyp[j].e) == (pass == 1))
                    c = by(s, g, j, x);
    s->level--;
    s->effort_end = end;
    return c;
}
