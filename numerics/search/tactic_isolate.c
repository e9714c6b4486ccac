/* a + b log(u) = b (a/b + log(u)): the derivative is then algebraic; likewise
 * atan, exp, erf, erfc and Phi.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

/* b w + a: divided by b, or by b w where w is an exponential. */
static cert_node *isolate(searcher *s, const goal *g, expr w)
{
    expr_pool *pool = s->p->pool;
    expr a, b;
    if (!search_rewrite_is_linear(s, g, w, &a, &b))
        return NULL;
    bool is_exp = expr_get(pool, w)->op == EXPR_EXP;
    if (!is_exp && expr_vars(pool, b) == 0)
        return NULL; /* it stands alone already */
    int sign = search_rewrite_sign(s, g, b);
    if (sign == 0)
        return NULL;
    b = search_rewrite_simplified(s, g, b);
    expr ratio = expr_div(pool, search_rewrite_simplified(s, g, a), b), rest;
    if (is_exp) {
        expr inverse = expr_unary(pool, EXPR_EXP,
                                  expr_neg(pool, expr_get(pool, w)->arg[0]));
        rest = expr_add(pool, expr_mul(pool, ratio, inverse), expr_si(pool, 1));
        b = expr_mul(pool, b, w);
    } else {
        rest = expr_add(pool, ratio, w);
    }
    if (sign < 0) {
        b = expr_neg(pool, b);
        rest = expr_neg(pool, rest);
    }
    return search_prove_node(s, g, search_rewrite_factor(g, b, 1, rest));
}

cert_node *tactic_isolate(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    const uint64_t ops = UINT64_C(1) << EXPR_LOG | UINT64_C(1) << EXPR_ATAN |
                         UINT64_C(1) << EXPR_EXP;
    const uint64_t tails = UINT64_C(1) << EXPR_ERF | UINT64_C(1) << EXPR_ERFC |
                           UINT64_C(1) << EXPR_PHI;
    expr w[SEARCH_ATOMS];
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > SEARCH_LARGE)
        return NULL;
    size_t n = search_rewrite_nodes(s->p->pool, g->f, tails, w, SEARCH_ATOMS);
    if (n == 0)
        n = search_rewrite_nodes(s->p->pool, g->f, ops, w, SEARCH_ATOMS);
    for (size_t k = 0; k < n && c == NULL && !search_out_of_budget(s); k++)
        c = isolate(s, g, w[k]);
    return c;
}
