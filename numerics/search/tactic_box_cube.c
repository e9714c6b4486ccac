/* Boxes inside a cube around a minimum: its supporting plane.  Believed: nothing; the
 * checker tries each answer. */
#include "search_boxes.h"

bool tactic_box_cube(branch_run *b, search_box *x)
{
    for (size_t k = 0; k < b->ncubes; k++) {
        const cube *c = &b->cube[k];
        bool inside = true;
        for (int i = 0; i < b->n && inside; i++)
            inside = x->lo[i] >= c->lo[i] && x->hi[i] <= c->hi[i];
        if (!inside)
            continue;
        goal t;
        search_box_goal(b, x, &t);
        cert_node *leaf_node = search_keep_if(
            b->s, &t, search_node(CERT_CONVEX, c->rule->expr, c->rule->nexpr));
        search_goal_clear(&t, b->n);
        if (leaf_node != NULL) {
            *x->slot = leaf_node;
            return true;
        }
    }
    return false;
}
