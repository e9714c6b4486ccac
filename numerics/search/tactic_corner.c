/* Equality along two faces that cross: the sign of the mixed derivative, from
 * which f comes by integrating twice.  Believed: nothing; the checker tries each
 * answer. */
#include "tactics.h"

/* Is the spot an end of its variable's range? */
static bool at_end(searcher *s, const goal *g, const contact_spot *spot)
{
    const range *r = &g->box[spot->var];
    if (spot->order < 1 || !expr_is_const(s->p->pool, spot->at))
        return false;
    mpq_srcptr q = expr_const_value(s->p->pool, spot->at);
    return (!r->lo_inf && mpq_equal(q, r->lo)) ||
           (!r->hi_inf && mpq_equal(q, r->hi));
}

static cert_node *first_order(const contact_spot *spot)
{
    cert_node *c = search_contact_node(CERT_TANGENT, spot);
    c->order = 1;
    return c;
}

/* The derivative in a's variable vanishes on b's face, for f does. */
static cert_node *second(searcher *s, const goal *g, const contact_spot *b)
{
    goal t;
    cert_node *c = first_order(b);
    if (search_goal_child(s, g, c, 0, &t) &&
        expr_size(s->p->pool, t.f) <= SEARCH_LARGE &&
        tactic_monotone_sign(s, &t, t.f) > 0)
        c->child[0] = search_prove(s, &t);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

static cert_node *by_pair(searcher *s, const goal *g, const contact_spot *a,
                          const contact_spot *b)
{
    goal t;
    cert_node *c = first_order(a);
    s->effort += EFFORT_TRY;
    if (search_goal_child(s, g, c, 0, &t) &&
        expr_size(s->p->pool, t.f) <= SEARCH_LARGE &&
        tactic_monotone_sign(s, &t, t.f) > 0)
        c->child[0] = second(s, &t, b);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

cert_node *tactic_corner(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    for (size_t j = 0; j < v->nspots && c == NULL; j++)
        for (size_t k = 0; k < v->nspots && c == NULL; k++)
            if (v->spot[j].var != v->spot[k].var && at_end(s, g, &v->spot[j]) &&
                at_end(s, g, &v->spot[k]))
                c = by_pair(s, g, &v->spot[j], &v->spot[k]);
    return c;
}
