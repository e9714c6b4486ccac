/* Every coordinate pinned: a number, perhaps exactly 0.  Believed: nothing; the
 * checker tries each answer. */
#include "search_boxes.h"

#include "tactics.h"

bool tactic_box_point(branch_run *b, search_box *x)
{
    for (int i = 0; i < b->n; i++)
        if (!search_box_is_pinned(x, i) && x->lo[i] < x->hi[i])
            return false;
    goal t;
    search_box_goal(b, x, &t);
    cert_node *k = tactic_immediate(b->s, &t, NULL);
    search_goal_clear(&t, b->n);
    if (k != NULL)
        *x->slot = k;
    return k != NULL;
}
