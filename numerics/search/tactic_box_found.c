/* Leaves for what enclosures of a whole wave found out.  Believed: nothing; the
 * checker replays each. */
#include "search_boxes.h"

bool tactic_box_found(branch_run *b, search_box *x)
{
    (void)b;
    static const cert_rule rule[] = {[FOUND_NATURAL] = CERT_NATURAL,
                                     [FOUND_VOID] = CERT_VOID,
                                     [FOUND_MEANVALUE] = CERT_MEANVALUE};
    *x->slot = search_leaf(rule[x->found]);
    if (x->found == FOUND_VOID)
        (*x->slot)->order = x->arg;
    return true;
}
