/* A split where equality is suspected, for contact rules reach to an end only.
 * Believed: nothing; the checker tries each answer. */
#include "tactics.h"

/* The first spot at a rational point inside its variable's range. */
static cert_node *split_at(searcher *s, const goal *g, const tactic_view *v)
{
    for (size_t k = 0; k < v->nspots; k++) {
        const contact_spot *spot = &v->spot[k];
        const range *r = &g->box[spot->var];
        if (!expr_is_const(s->p->pool, spot->at))
            continue;
        mpq_srcptr q = expr_const_value(s->p->pool, spot->at);
        if ((!r->lo_inf && mpq_cmp(q, r->lo) <= 0) ||
            (!r->hi_inf && mpq_cmp(q, r->hi) >= 0))
            continue;
        cert_node *c = search_leaf(CERT_SPLIT);
        c->var = spot->var;
        mpq_set(c->q, q);
        c->has_q = true;
        return c;
    }
    return NULL;
}

bool tactic_split_settles_kinks(searcher *s, const goal *g,
                                const tactic_view *v)
{
    cert_node *c = split_at(s, g, v);
    bool settled = c != NULL;
    for (int k = 0; k < 2 && settled; k++) {
        goal t;
        settled = search_goal_child(s, g, c, k, &t) &&
                  !search_kink_is_any_open(s, &t);
        search_goal_clear(&t, s->p->nvars);
    }
    cert_free(c);
    return settled;
}

cert_node *tactic_split(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = split_at(s, g, v);
    return c != NULL ? search_prove_children(s, g, c) : NULL;
}
