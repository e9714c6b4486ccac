/* Goals that need no idea: empty boxes, hypotheses that contradict, one enclosure,
 * functions that are 0.  Believed: nothing; the checker tries each answer. */
#include "tactics.h"

#include <math.h>

static bool all_points(const searcher *s, const goal *g)
{
    for (int i = 0; i < s->p->nvars; i++)
        if (!range_is_point(&g->box[i]))
            return false;
    return true;
}

/* f = 0 everywhere on the box: rewrite f as 0. */
static cert_node *rule_zero(searcher *s, const goal *g)
{
    expr zero = expr_si(s->p->pool, 0);
    cert_node *c = search_node(CERT_PRODUCT, &zero, 1);
    c->child[0] = search_leaf(CERT_NATURAL);
    return search_keep_if(s, g, c);
}

cert_node *tactic_immediate(searcher *s, const goal *g, const tactic_view *v)
{
    (void)v;
    cert_node *c = NULL;
    for (int i = 0; i < s->p->nvars && c == NULL; i++)
        if (range_is_empty(&g->box[i]))
            c = search_leaf(CERT_EMPTY);
    for (size_t j = 0; j < g->nhyps && c == NULL; j++) {
        c = search_leaf(CERT_VOID);
        c->order = (int)j;
        c = search_keep_if(s, g, c);
    }
    if (c == NULL)
        c = search_keep_if(s, g, search_leaf(CERT_NATURAL));
    if (c != NULL || g->strict)
        return c;
    /* exactly zero?  asked only when numbers suggest it */
    meter m;
    double value = 0;
    search_meter_open(&m, s, &g->f, 1, g->box);
    for (unsigned k = 0; k < 3 && fabs(value) < 1e-12; k++) {
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &value);
    }
    search_meter_close(&m);
    if (fabs(value) < 1e-12)
        return rule_zero(s, g);
    if (all_points(s, g)) { /* a hard number: more bits */
        c = search_leaf(CERT_NATURAL);
        c->prec = 1024;
        c = search_keep_if(s, g, c);
    }
    return c;
}
