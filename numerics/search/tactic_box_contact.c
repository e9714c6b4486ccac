/* Contact rules, on boxes that reach a place where equality is suspected.
 * Believed: nothing; the checker tries each answer. */
#include "search_boxes.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>

static double spot_value(const branch_run *b, const search_box *x,
                         const contact_spot *c)
{
    const expr_pool *pool = b->s->p->pool;
    if (expr_is_const(pool, c->at))
        return rational_near(expr_const_value(pool, c->at));
    eval *e = eval_new(pool, 53);
    range *r = xmalloc((size_t)b->n * sizeof *r + 1);
    for (int i = 0; i < b->n; i++) {
        range_init(&r[i]);
        double m = x->lo[i] + (x->hi[i] - x->lo[i]) / 2;
        rational_guess(r[i].lo, m);
        mpq_set(r[i].hi, r[i].lo);
    }
    eval_set_box(e, r, b->n);
    iv_srcptr v = eval_enclose(e, c->at);
    double d = iv_is_bounded(v) ? rational_near_fr(iv_lower(v)) : NAN;
    for (int i = 0; i < b->n; i++)
        range_clear(&r[i]);
    free(r);
    eval_free(e);
    return d;
}

bool tactic_box_contact(branch_run *b, search_box *x)
{
    /* where they hardly ever close a box they are tried on few */
    if (b->misses > 100 + 10 * b->contacts && x->depth % 8 != 0)
        return false;
    for (size_t j = 0; j < b->nspots; j++) {
        const contact_spot *c = &b->spot[j];
        int i = c->var;
        if (search_box_is_pinned(x, i) || c->order < 1)
            continue;
        double v = spot_value(b, x, c), w = x->hi[i] - x->lo[i];
        if (isinf(w))
            w = 1e9;
        double slack = expr_vars(b->s->p->pool, c->at) != 0 ? 2 * w : 1e-12;
        if (!(v >= x->lo[i] - slack && v <= x->hi[i] + slack))
            continue;
        goal t;
        search_box_goal(b, x, &t);
        cert_node *k = search_leaf(CERT_CONTACT);
        k->var = i;
        k->order = c->order;
        k->expr = xmalloc(sizeof *k->expr);
        k->expr[0] = c->at;
        k->nexpr = 1;
        k = search_keep_if(b->s, &t, k);
        search_goal_clear(&t, b->n);
        if (k != NULL) {
            b->contacts++;
            *x->slot = k;
            return true;
        }
        b->misses++;
    }
    return false;
}
