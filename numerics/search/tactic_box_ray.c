/* A ray, or a box at an open end where f's enclosure says nothing (0 times the
 * logarithm of 0): halving does not end it; the lists RAY and END of whole
 * goals may.
 * Believed: nothing. */
#include "search_boxes.h"

#include "tactics.h"

#include <math.h>

static bool is_ray(const branch_run *b, const search_box *x)
{
    for (int i = 0; i < b->n; i++)
        if (isinf(x->hi[i] - x->lo[i]))
            return true;
    return false;
}

static bool is_at_open_end(const branch_run *b, const search_box *x)
{
    if (isfinite(x->bound) && !x->steep)
        return false;
    for (int i = 0; i < b->n; i++)
        if (search_box_open_lo(b, x, i) || search_box_open_hi(b, x, i))
            return true;
    return false;
}

bool tactic_box_ray(branch_run *b, search_box *x)
{
    /* where this hardly ever helps, it is tried on few */
    bool ray = is_ray(b, x);
    size_t most = b->n == 1 ? 20 : 4;
    if (!ray &&
        (b->s->level > 3 || b->ends_missed > most || !is_at_open_end(b, x)))
        return false;
    goal t;
    size_t old = search_effort_lend(b->s, ray ? 1 : b->n == 1 ? 8 : 128);
    search_box_goal(b, x, &t);
    b->s->level++;
    tactic_view v = tactics_view(b->s, &t);
    cert_node *k = b->s->level < MAX_LEVEL
                       ? tactics_run(&v, ray ? TACTICS_RAY : TACTICS_END)
                       : NULL;
    b->s->level--;
    search_effort_restore(b->s, old);
    search_goal_clear(&t, b->n);
    b->ends_missed += k == NULL;
    if (k != NULL)
        *x->slot = k;
    return k != NULL;
}
