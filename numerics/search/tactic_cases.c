/* A kink's two branches, each where its condition holds.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

cert_node *tactic_cases(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    expr kink[8];
    size_t n = expr_kinks(s->p->pool, g->f, kink, 8);
    for (size_t k = 0; k < n && k < 8; k++) {
        if (!search_kink_is_open(s, g, kink[k]))
            continue;
        cert_node *c = search_leaf(CERT_CASES);
        c->order = (int)k;
        return search_prove_node(s, g, c);
    }
    return NULL;
}
