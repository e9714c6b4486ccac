/* Equality at a number that is no fraction, beside places where f is not smooth:
 * the piece around it, and what lies on either side.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

#include "../base/rational.h"

#include <math.h>

/* p strictly inside two ends, as a double; false where it is none, or a fraction,
 * which tactic_split splits at. */
static bool inside(searcher *s, const goal *g, const contact_spot *spot,
                   double *p)
{
    const range *r = &g->box[spot->var];
    if (spot->order < 1 || r->lo_inf || r->hi_inf ||
        expr_vars(s->p->pool, spot->at) != 0 ||
        expr_is_const(s->p->pool, spot->at))
        return false;
    eval *e = eval_new(s->p->pool, 64);
    iv_srcptr v = eval_enclose(e, spot->at);
    *p = iv_is_bounded(v) ? rational_near_fr(iv_lower(v)) : NAN;
    eval_free(e);
    return *p > rational_upper(r->lo) && *p < rational_lower(r->hi);
}

/* A split of x_i a third of the way from p to the end on that side. */
static cert_node *cut_beside(const goal *g, int i, double p, bool high)
{
    const range *r = &g->box[i];
    double end = rational_near(high ? r->hi : r->lo);
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = i;
    rational_guess(c->q, p + (end - p) / 3);
    c->has_q = true;
    return c;
}

/* Below p's piece, and from there on; then the piece, and above. */
static cert_node *in_pieces(searcher *s, const goal *g, int i, double p)
{
    goal t;
    cert_node *c = cut_beside(g, i, p, false);
    if (search_goal_child(s, g, c, 1, &t))
        c->child[1] = search_prove_node(s, &t, cut_beside(&t, i, p, true));
    search_goal_clear(&t, s->p->nvars);
    if (c->child[1] != NULL) {
        if (search_goal_child(s, g, c, 0, &t))
            c->child[0] = search_prove(s, &t);
        search_goal_clear(&t, s->p->nvars);
    }
    if (c->child[0] != NULL && c->child[1] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

cert_node *tactic_aside(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    double p;
    for (size_t k = 0; k < v->nspots && c == NULL; k++)
        if (inside(s, g, &v->spot[k], &p))
            c = in_pieces(s, g, v->spot[k].var, p);
    return c;
}
