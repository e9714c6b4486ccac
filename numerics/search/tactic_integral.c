/* Integrals that normal forms know in closed form, written out: the goal with
 * fewer of them.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

#include "../exact/exact.h"

#include <stdlib.h>

static size_t integrals(const expr_pool *pool, expr f)
{
    size_t n, found = 0;
    expr *order = expr_postorder(pool, f, &n);
    for (size_t k = 0; k < n; k++)
        found += expr_get(pool, order[k])->op == EXPR_INTEGRAL;
    free(order);
    return found;
}

cert_node *tactic_integral(searcher *s, const goal *g, const tactic_view *v)
{
    expr_pool *pool = s->p->pool;
    (void)v;
    eval *e = eval_new(pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    exact *x = eval_exact(pool, e);
    expr f = exact_simplify(x, g->f, false);
    exact_free(x);
    eval_free(e);
    if (f == EXPR_NONE || integrals(pool, f) >= integrals(pool, g->f))
        return NULL;
    return search_prove_node(s, g, search_node(CERT_PRODUCT, &f, 1));
}
