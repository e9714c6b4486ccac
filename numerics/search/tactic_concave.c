/* Concave in one variable: then its two faces decide.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

static cert_node *concave_in(searcher *s, const goal *g, int i)
{
    expr_pool *pool = s->p->pool;
    const range *r = &g->box[i];
    if (r->lo_inf || r->hi_inf || range_is_point(r) ||
        (expr_vars(pool, g->f) >> i & 1) == 0)
        return NULL;
    expr d = expr_diff(pool, g->f, i);
    d = d != EXPR_NONE ? expr_diff(pool, d, i) : EXPR_NONE;
    if (d == EXPR_NONE || tactic_monotone_sign(s, g, d) >= 0)
        return NULL;
    cert_node *c = search_leaf(CERT_CONCAVE);
    c->var = i;
    c->order = g->strict && (r->lo_open || r->hi_open) ? 2 : 1;
    return search_prove_node(s, g, c);
}

cert_node *tactic_concave(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    for (int i = 0; i < s->p->nvars && c == NULL && !search_out_of_budget(s);
         i++)
        c = concave_in(s, g, i);
    return c;
}
