/* Where equality is suspected along a curve: above it, and below, by the sign of
 * a derivative from the curve on.  Believed: nothing; the checker tries each
 * answer. */
#include "tactics.h"

/* Does a hypothesis say already on which side x_i lies? */
static bool known(searcher *s, const goal *g, const contact_spot *spot)
{
    expr x = expr_var(s->p->pool, spot->var);
    expr above = expr_sub(s->p->pool, x, spot->at);
    expr below = expr_sub(s->p->pool, spot->at, x);
    for (size_t k = 0; k < g->nhyps; k++)
        if (g->hyp[k].e == above || g->hyp[k].e == below)
            return true;
    return false;
}

/* One side: f' from the curve on; f'' where f touches it so and f' does not
 * keep its sign. */
static cert_node *one_side(searcher *s, const goal *g, const contact_spot *spot)
{
    cert_node *c = NULL;
    int most = spot->order < 2 ? spot->order : 2;
    for (int order = 1; order <= most && c == NULL; order++) {
        cert_node *t = search_contact_node(CERT_TANGENT, spot);
        t->order = order;
        size_t old = search_effort_lend(s, (size_t)(most - order + 1));
        c = search_prove_node(s, g, t);
        search_effort_restore(s, old);
    }
    return c;
}

static cert_node *both_sides(searcher *s, const goal *g,
                             const contact_spot *spot)
{
    cert_node *c = search_contact_node(CERT_SIDES, spot);
    c->order = 0;
    for (int k = 0; k < 2; k++) {
        goal t;
        if (search_goal_child(s, g, c, k, &t))
            c->child[k] = one_side(s, &t, spot);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

static bool suits(searcher *s, const goal *g, const contact_spot *spot)
{
    return expr_vars(s->p->pool, spot->at) != 0 && spot->order >= 1 &&
           !known(s, g, spot);
}

/* Each of the curves gets a like share of what is left. */
cert_node *tactic_sides(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    size_t to_come = 0;
    for (size_t k = 0; k < v->nspots; k++)
        to_come += suits(s, g, &v->spot[k]);
    for (size_t k = 0; k < v->nspots && c == NULL; k++) {
        if (!suits(s, g, &v->spot[k]))
            continue;
        size_t old = search_effort_lend(s, to_come--);
        c = both_sides(s, g, &v->spot[k]);
        search_effort_restore(s, old);
    }
    return c;
}
