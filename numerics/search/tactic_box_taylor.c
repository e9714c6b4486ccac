/* High order pays where f varies much and is nearly 0 (approximation errors):
 * one variable left, and the mean value form is not good enough.  Where it
 * hardly ever closes a box it is tried on few.  Believed: nothing; the checker tries
 * each answer. */
#include "search_boxes.h"

#include "../base/rational.h"

#include <math.h>

bool tactic_box_taylor(branch_run *b, search_box *x)
{
    int free_var = -1, count = 0;
    for (int i = 0; i < b->n; i++)
        if (!search_box_is_pinned(x, i) && x->lo[i] < x->hi[i]) {
            free_var = i;
            count++;
        }
    if (count != 1 || isinf(x->hi[free_var] - x->lo[free_var]))
        return false;
    if (b->taylor_misses > 6 + 4 * b->taylors && x->depth % 4 != 0)
        return false;
    goal t;
    search_box_goal(b, x, &t);
    cert_node *k = search_leaf(CERT_TAYLOR);
    k->var = free_var;
    k->order = x->depth < 8 ? 7 : 4;
    rational_guess(k->q, search_box_middle(x->lo[free_var], x->hi[free_var]));
    k->has_q = true;
    k = search_keep_if(b->s, &t, k);
    search_goal_clear(&t, b->n);
    if (k != NULL) {
        *x->slot = k;
        b->taylors++;
    } else {
        b->taylor_misses++;
    }
    return k != NULL;
}
