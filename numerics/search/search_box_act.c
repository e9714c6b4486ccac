/* What is done about a box that has left the queue: the BOX rows of tactics.def,
 * in their order.  Believed: nothing. */
#include "search_boxes.h"

#include <math.h>

void search_box_act(branch_run *b, search_box *x)
{
#define BOX(NAME, WHEN)                                                        \
    if ((WHEN) && tactic_box_##NAME(b, x))                                     \
        return;
#include "tactics.def"
}
