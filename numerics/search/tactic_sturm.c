/* A rational function of one variable, decided by counting roots.  Believed:
 * nothing; the checker tries the answer. */
#include "tactics.h"

#include "../base/limits.h"

/* The one variable that f depends on, the pinned ones left out; -1: none, or
 * several. */
static int only_variable(const searcher *s, const goal *g)
{
    uint64_t vars = expr_vars(s->p->pool, g->f);
    int found = -1;
    for (int i = 0; i < s->p->nvars; i++) {
        if ((vars >> i & 1) == 0 || range_is_point(&g->box[i]))
            continue;
        if (found >= 0)
            return -1;
        found = i;
    }
    return found;
}

static bool is_rational(const expr_pool *pool, expr f)
{
    const uint64_t field = UINT64_C(1) << EXPR_CONST | UINT64_C(1) << EXPR_VAR |
                           UINT64_C(1) << EXPR_NEG | UINT64_C(1) << EXPR_ADD |
                           UINT64_C(1) << EXPR_SUB | UINT64_C(1) << EXPR_MUL |
                           UINT64_C(1) << EXPR_DIV | UINT64_C(1) << EXPR_POW;
    return search_rewrite_is_made_of(pool, f, field);
}

cert_node *tactic_sturm(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    int i = only_variable(s, g);
    if (i < 0 || expr_size(s->p->pool, g->f) > LIMIT_STURM_NODES ||
        !is_rational(s->p->pool, g->f))
        return NULL;
    s->effort += EFFORT_TRY;
    cert_node *c = search_leaf(CERT_STURM);
    c->var = i;
    return search_keep_if(s, g, c);
}
