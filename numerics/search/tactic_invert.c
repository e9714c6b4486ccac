/* A ray turned inside out: x = 1/t.  Believed: nothing; the checker tries each
 * answer. */
#include "tactics.h"

/* A split that leaves a ray [R, inf), or the ray as (0, 1/R] after x = 1/t,
 * there with f in normal form (1/(1/t) is not defined at 0, t is). */
cert_node *tactic_invert(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    int n = s->p->nvars, i = 0;
    while (i < n && !(g->box[i].hi_inf && !g->box[i].lo_inf))
        i++;
    if (i == n)
        return NULL;
    bool near_zero = mpq_cmp_ui(g->box[i].lo, 1, 1) < 0;
    cert_node *c = search_leaf(near_zero ? CERT_SPLIT : CERT_INVERT);
    c->var = i;
    if (near_zero) {
        mpq_set_ui(c->q, 1, 1);
        c->has_q = true;
        return search_prove_children(s, g, c);
    }
    goal t;
    if (search_goal_child(s, g, c, 0, &t)) {
        cert_node *k = search_rewrite(s, &t);
        c->child[0] = k != NULL ? search_prove_children(s, &t, k) : NULL;
        if (c->child[0] != NULL && !search_tries(s, g, c)) {
            cert_free(c->child[0]);
            c->child[0] = NULL;
        }
    }
    search_goal_clear(&t, n);
    if (c->child[0] != NULL)
        return c;
    return search_prove_node(s, g, c);
}
