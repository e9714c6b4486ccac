/* A box's faces where f is smallest because it is monotone.  Believed: nothing;
 * the checker tries each slope. */
#include "search_boxes.h"

#include "../base/rational.h"

/* f must be defined on the box with its face closed. */
static bool defined_at_face(branch_run *b, const search_box *x, int i,
                            bool lower)
{
    goal t;
    bool ok;
    search_box_goal(b, x, &t);
    *(lower ? &t.box[i].lo_open : &t.box[i].hi_open) = false;
    eval *e = eval_new(b->s->p->pool, 64);
    eval_set_box(e, t.box, b->n);
    ok = iv_is_defined(eval_enclose(e, b->g->f));
    eval_free(e);
    search_goal_clear(&t, b->n);
    return ok;
}

bool tactic_box_faces(branch_run *b, search_box *x)
{
    search_box y = *x;
    cert_node **slot = x->slot;
    cert_node *first = NULL;
    for (int i = 0; i < b->n; i++) {
        bool lower = search_box_bit(x->up, i),
             upper = search_box_bit(x->down, i);
        if (!lower && !upper)
            continue;
        bool open =
            lower ? search_box_open_lo(b, x, i) : search_box_open_hi(b, x, i);
        if (open && !defined_at_face(b, x, i, lower))
            continue;
        cert_node *c = search_leaf(CERT_MONOTONE);
        c->var = i;
        c->order = lower ? 1 : -1;
        if (open && y.strict && search_box_bit(x->strong, i)) {
            c->order *= 2;
            y.strict = false;
        }
        c->child[0] = search_leaf(CERT_NATURAL);
        *slot = c;
        slot = &c->child[1];
        if (first == NULL)
            first = c;
        *(lower ? &y.at_lo : &y.at_hi) |= UINT64_C(1) << i;
    }
    if (first == NULL)
        return false;
    y.depth++;
    search_box *z = search_box_push(b, &y, slot);
    for (int i = 0; i < b->n; i++) {
        if (search_box_is_pinned(x, i))
            continue;
        /* the double interval of the face: outward if it is the goal's own */
        if (search_box_bit(z->at_lo, i))
            z->hi[i] = search_box_bit(z->own_lo, i)
                           ? rational_upper(b->g->box[i].lo)
                           : z->lo[i];
        if (search_box_bit(z->at_hi, i))
            z->lo[i] = search_box_bit(z->own_hi, i)
                           ? rational_lower(b->g->box[i].hi)
                           : z->hi[i];
    }
    return true;
}
