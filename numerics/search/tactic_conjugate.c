/* a + b sqrt(u) = (a^2 - b^2 u) / (a - b sqrt(u)), where the denominator has a
 * sign.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

cert_node *tactic_conjugate(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    expr_pool *pool = s->p->pool;
    expr w[SEARCH_ATOMS], a, b;
    cert_node *c = NULL;
    if (expr_size(pool, g->f) > SEARCH_LARGE)
        return NULL;
    size_t n =
        search_rewrite_nodes(pool, g->f, 1u << EXPR_SQRT, w, SEARCH_ATOMS);
    for (size_t k = 0; k < n && c == NULL && !search_out_of_budget(s); k++) {
        if (!search_rewrite_is_linear(s, g, w[k], &a, &b))
            continue;
        expr other = expr_sub(pool, a, expr_mul(pool, b, w[k]));
        int sign = search_rewrite_sign(s, g, other);
        if (sign == 0)
            continue;
        expr u = expr_get(pool, w[k])->arg[0];
        expr num = expr_sub(pool, expr_pow_si(pool, a, 2),
                            expr_mul(pool, expr_pow_si(pool, b, 2), u));
        if (sign < 0) {
            other = expr_neg(pool, other);
            num = expr_neg(pool, num);
        }
        num = search_rewrite_simplified(s, g, num);
        c = search_prove_node(s, g, search_rewrite_factor(g, other, -1, num));
    }
    return c;
}
