/* Where equality is suspected: the sign of a derivative between there and the
 * box.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

static cert_node *tangent(searcher *s, const goal *g, const contact_spot *spot,
                          int order)
{
    cert_node *c = search_contact_node(CERT_TANGENT, spot);
    c->order = order;
    return search_prove_node(s, g, c);
}

/* Does a hypothesis say on which side of the place the variable lies? */
static bool has_side(searcher *s, const goal *g, const contact_spot *spot)
{
    expr x = expr_var(s->p->pool, spot->var);
    expr above = expr_sub(s->p->pool, x, spot->at);
    expr below = expr_sub(s->p->pool, spot->at, x);
    for (size_t k = 0; k < g->nhyps; k++)
        if (g->hyp[k].e == above || g->hyp[k].e == below)
            return true;
    return false;
}

/* Low orders first: f' at an end, f'' inside, even where more derivatives
 * vanish; those may factor.  Orders above 4 would make large derivatives. */
cert_node *tactic_tangent(searcher *s, const goal *g, const tactic_view *v)
{
    const contact_spot *spot = v->spot;
    cert_node *c = NULL;
    for (size_t k = 0; k < v->nspots && c == NULL; k++) {
        const range *r = &g->box[spot[k].var];
        bool end = has_side(s, g, &spot[k]);
        if (spot[k].order < 1)
            continue;
        if (expr_is_const(s->p->pool, spot[k].at)) {
            mpq_srcptr q = expr_const_value(s->p->pool, spot[k].at);
            end = (!r->lo_inf && mpq_cmp(q, r->lo) <= 0) ||
                  (!r->hi_inf && mpq_cmp(q, r->hi) >= 0);
        }
        int low = end ? 1 : 2;
        size_t old = search_effort_lend(s, 2);
        if (low <= spot[k].order)
            c = tangent(s, g, &spot[k], low);
        if (c == NULL && spot[k].order > low && spot[k].order <= 4)
            c = tangent(s, g, &spot[k], spot[k].order);
        search_effort_restore(s, old);
    }
    return c;
}
