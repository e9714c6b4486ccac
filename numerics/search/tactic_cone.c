/* Rational functions on products of half-lines and lines: denominators cleared,
 * lines cut at 0, orthants cut at rays until no coefficient is negative.
 * Believed: nothing; the checker replays the certificate. */
#include "tactics.h"

#include "../base/memory.h"
#include "search_cone.h"

#include <stdlib.h>

enum {
    CONE_STEPS = 24 /* of reduction, one inside the other */
};

static cert_node *cone_goal(searcher *s, const goal *g, int depth);

/* The node's only child. */
static cert_node *with_child(searcher *s, const goal *g, cert_node *c,
                             int depth)
{
    for (size_t k = 0; c != NULL && k < c->nchild; k++) {
        goal t;
        if (search_goal_child(s, g, c, (int)k, &t))
            c->child[k] = cone_goal(s, &t, depth + 1);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            c = NULL;
        }
    }
    return c;
}

static cert_node *split_at_zero(searcher *s, const goal *g, int i, int depth)
{
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = i;
    c->has_q = true;
    return with_child(s, g, c, depth);
}

/* Every half-line as [0, inf). */
static cert_node *move_to_origin(searcher *s, const goal *g, int depth)
{
    long *l = xcalloc((size_t)s->p->nvars + 1, sizeof *l);
    l[s->p->nvars] = 1;
    cert_node *c = search_cone_ray(s, l);
    free(l);
    return with_child(s, g, c, depth);
}

static cert_node *polynomial(searcher *s, const goal *g, const exact_form *p,
                             int depth)
{
    uint64_t vars = expr_vars(s->p->pool, g->f);
    bool moved = false;
    for (int i = 0; i < s->p->nvars; i++) {
        const range *r = &g->box[i];
        if ((vars >> i & 1) == 0)
            continue;
        if (r->lo_inf && r->hi_inf)
            return split_at_zero(s, g, i, depth);
        if (!r->lo_inf && !r->hi_inf)
            return NULL;
        moved = moved || r->lo_inf || mpq_sgn(r->lo) != 0;
    }
    return moved ? move_to_origin(s, g, depth) : search_cone_subdivide(s, p);
}

static cert_node *cone_goal(searcher *s, const goal *g, int depth)
{
    if (depth > CONE_STEPS || search_out_of_budget(s))
        return NULL;
    exact_form *p = exact_form_of(s->p->pool, g->f, s->p->nvars);
    cert_node *c = p != NULL ? polynomial(s, g, p, depth)
                             : with_child(s, g, search_factor_node(s, g), depth);
    exact_form_free(p);
    return c;
}

cert_node *tactic_cone(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    cert_node *c = cone_goal(s, g, 0);
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}
