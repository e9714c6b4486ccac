/* Equality suspected at several places of one variable: the sign of the derivative
 * of the order that they have together.  Believed: nothing; the checker tries each
 * answer. */
#include "tactics.h"

#include "../base/memory.h"

enum {
    MOST = 8 /* orders together: higher derivatives are too large */
};

/* The places in x_i, as a node; NULL where there are fewer than two. */
static cert_node *places_of(const tactic_view *v, int i)
{
    expr at[CONTACT_SPOTS];
    long order[CONTACT_SPOTS];
    size_t n = 0;
    long all = 0;
    for (size_t k = 0; k < v->nspots; k++)
        if (v->spot[k].var == i && v->spot[k].order >= 1) {
            at[n] = v->spot[k].at;
            order[n++] = v->spot[k].order;
            all += v->spot[k].order;
        }
    if (n < 2 || all > MOST)
        return NULL;
    cert_node *c = search_node(CERT_HERMITE, at, n);
    c->var = i;
    c->order = (int)order[n - 1];
    c->power = xmalloc(n * sizeof *c->power);
    for (size_t k = 0; k < n; k++)
        c->power[k] = order[k];
    return c;
}

/* The derivative that c's child is about, in normal form after each step: a high one
 * is too large to be taken apart as a whole. */
static expr derivative(searcher *s, const goal *g, const goal *t,
                       const cert_node *c)
{
    expr d = g->f;
    int all = c->order;
    for (size_t k = 0; k + 1 < c->nexpr; k++)
        all += (int)c->power[k];
    for (int k = 0; k < all && d != EXPR_NONE; k++) {
        d = expr_diff(s->p->pool, d, c->var);
        d = search_rewrite_simplified(s, t, d);
    }
    return d != EXPR_NONE && tactic_monotone_sign(s, t, d) < 0
               ? expr_neg(s->p->pool, d)
               : d;
}

/* The child, t: as it stands where that is short, else in normal form. */
static cert_node *prove_child(searcher *s, const goal *g, const goal *t,
                              const cert_node *c)
{
    if (expr_size(s->p->pool, t->f) > 2 * SEARCH_LARGE ||
        tactic_monotone_sign(s, t, t->f) <= 0)
        return NULL;
    expr d = derivative(s, g, t, c);
    if (d == EXPR_NONE || d == t->f ||
        expr_size(s->p->pool, d) >= expr_size(s->p->pool, t->f))
        return search_prove(s, t);
    return search_prove_node(s, t, search_node(CERT_PRODUCT, &d, 1));
}

static cert_node *by_places(searcher *s, const goal *g, cert_node *c)
{
    goal t;
    s->effort += EFFORT_TRY;
    if (search_goal_child(s, g, c, 0, &t))
        c->child[0] = prove_child(s, g, &t, c);
    search_goal_clear(&t, s->p->nvars);
    if (c->child[0] != NULL)
        return search_keep_if(s, g, c);
    cert_free(c);
    return NULL;
}

cert_node *tactic_hermite(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *found = NULL;
    for (int i = 0; i < s->p->nvars && found == NULL; i++) {
        cert_node *c = places_of(v, i);
        if (c != NULL)
            found = by_places(s, g, c);
    }
    return found;
}
