/* A square root that comes down to 0, taken out of f: what is left has neither its
 * pole nor its infinite slope.  Believed: nothing; the checker tries each
 * answer. */
#include "tactics.h"

enum {
    ROOTS = 4
};

/* f = w^-1 (f w) where f is unbounded, w > 0; f = w (f/w) where w may be 0.  The
 * node without its child where what is left is bounded, else NULL. */
static cert_node *take_root(searcher *s, const goal *g, eval *e, expr w)
{
    expr_pool *pool = s->p->pool;
    iv_srcptr v = eval_enclose(e, w);
    if (!iv_certainly_nonneg(v) || mpfr_sgn(iv_lower(v)) > 0)
        return NULL;
    bool pole = iv_certainly_nonzero(v);
    if (!pole && g->strict)
        return NULL;
    v = eval_enclose(e, g->f);
    if (!iv_is_defined(v) || pole == iv_is_bounded(v))
        return NULL;
    expr rest = pole ? expr_mul(pool, g->f, w) : expr_div(pool, g->f, w);
    rest = search_rewrite_simplified(s, g, rest);
    if (rest != EXPR_NONE && !iv_is_bounded(eval_enclose(e, rest)))
        rest = tactic_xlogx_reword(pool, rest);
    if (rest == EXPR_NONE || !iv_is_bounded(eval_enclose(e, rest)))
        return NULL;
    return search_rewrite_factor(g, w, pole ? -1 : 1, rest);
}

cert_node *tactic_root(searcher *s, const goal *g, const tactic_view *v)
{
    expr w[ROOTS];
    cert_node *c = NULL;
    (void)v;
    if (expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    size_t n = search_rewrite_nodes(s->p->pool, g->f, UINT64_C(1) << EXPR_SQRT,
                                    w, ROOTS);
    s->effort += n * EFFORT_TRY;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    for (size_t k = 0; k < n && c == NULL; k++)
        c = take_root(s, g, e, w[k]);
    eval_free(e);
    return search_prove_node(s, g, c);
}
