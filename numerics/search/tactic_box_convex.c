/* Supporting planes at low points, on boxes that hold one and are no longer
 * large.  Believed: nothing; the checker tries each answer. */
#include "search_boxes.h"

#include "tactics.h"

#include <math.h>

bool tactic_box_convex(branch_run *b, search_box *x)
{
    for (size_t j = 0; j < b->probe->n && j < 4; j++) {
        const spot *v = &b->probe->v[j];
        bool inside = true;
        for (int i = 0; i < b->n && inside; i++)
            inside = v->x[i] >= x->lo[i] && v->x[i] <= x->hi[i] &&
                     isfinite(x->hi[i] - x->lo[i]);
        if (!inside)
            continue;
        probe one = {.v = &b->probe->v[j], .n = 1, .scale = b->probe->scale};
        tactic_view at_one = {.q = &one};
        goal t;
        search_box_goal(b, x, &t);
        cert_node *k = tactic_convex(b->s, &t, &at_one);
        search_goal_clear(&t, b->n);
        if (k != NULL) {
            *x->slot = k;
            return true;
        }
    }
    return false;
}
