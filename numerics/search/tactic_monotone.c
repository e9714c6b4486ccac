/* Monotone in a variable: the slope's sign, and the face where f is smallest.
 * Believed: nothing; the checker tries each answer. */
#include "tactics.h"

#include <math.h>

int tactic_monotone_sign(searcher *s, const goal *g, expr d)
{
    enum {
        POINTS = 64
    };
    meter m;
    double least = INFINITY, most = -INFINITY;
    search_meter_open(&m, s, &d, 1, g->box);
    for (unsigned k = 0; k < POINTS; k++) {
        double v;
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        if (isnan(v))
            continue;
        least = fmin(least, v);
        most = fmax(most, v);
    }
    search_meter_close(&m);
    double noise = 1e-13 * fmax(fabs(least), fabs(most));
    if (!(least <= most))
        return 0;
    return least >= -noise ? 1 : most <= noise ? -1 : 0;
}

static cert_node *monotone_in(searcher *s, const goal *g, int i)
{
    const range *own = &g->box[i];
    if (range_is_point(own))
        return NULL;
    expr d = expr_diff(s->p->pool, g->f, i);
    if (d == EXPR_NONE)
        return NULL;
    int dir = tactic_monotone_sign(s, g, d);
    if (dir == 0 || (dir > 0 ? own->lo_inf : own->hi_inf))
        return NULL;
    bool strong = g->strict && (dir > 0 ? own->lo_open : own->hi_open);
    cert_node *c = search_leaf(CERT_MONOTONE);
    c->var = i;
    c->order = strong ? 2 * dir : dir;
    return search_prove_node(s, g, c);
}

cert_node *tactic_monotone(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > 1500)
        return NULL;
    for (int i = 0; i < s->p->nvars && c == NULL && !search_out_of_budget(s);
         i++)
        c = monotone_in(s, g, i);
    return c;
}
