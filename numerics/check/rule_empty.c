/* `empty`: a box without points.  Believed. */
#include "checker_internal.h"

/* If some B_i is empty, so is B, and there is nothing to prove. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    (void)n;
    for (int i = 0; i < c->nvars; i++)
        if (range_is_empty(&g->box[i])) {
            c->report->leaves++;
            return true;
        }
    return checker_reject(c, "the box is not empty");
}

const checker_rule rule_empty = {test, NULL};
