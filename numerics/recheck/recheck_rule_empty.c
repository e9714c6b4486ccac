/* `empty`, by the second engine: a second opinion on ../check/rule_empty.c,
 * from the same theorem in other code. */
#include "recheck_internal.h"

bool recheck_rule_empty(recheck *c, const recheck_goal *s, const cert_node *n)
{
    for (int i = 0; i < c->nvars; i++)
        if (range_is_empty(&s->box[i])) {
            c->report->leaves++;
            return true;
        }
    return recheck_reject(c, s, n, NULL, "the box is not empty");
}
