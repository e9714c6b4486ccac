/* A ray: halving does not end it; the list RAY of whole goals may.  Believed:
 * nothing. */
#include "search_boxes.h"

#include "tactics.h"

#include <math.h>

bool tactic_box_ray(branch_run *b, search_box *x)
{
    bool ray = false;
    for (int i = 0; i < b->n; i++)
        ray = ray || isinf(x->hi[i] - x->lo[i]);
    if (!ray)
        return false;
    goal t;
    search_box_goal(b, x, &t);
    b->s->level++;
    tactic_view v = tactics_view(b->s, &t);
    cert_node *k =
        b->s->level < MAX_LEVEL ? tactics_run(&v, TACTICS_RAY) : NULL;
    b->s->level--;
    search_goal_clear(&t, b->n);
    if (k != NULL)
        *x->slot = k;
    return k != NULL;
}
