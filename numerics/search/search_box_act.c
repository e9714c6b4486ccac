/* What is done about a box that has left the queue: the BOX rows of tactics.def,
 * in their order.  Believed: nothing. */
#include "search_boxes.h"

#include <math.h>

/* The rows whose nodes may have expressions, which is then looked up in what they
 * made, small as it is yet. */
enum {
    MAY_found = false,
    MAY_faces = false,
    MAY_point = true,
    MAY_refute = false,
    MAY_cube = true,
    MAY_contact = true,
    MAY_ray = true,
    MAY_taylor = false,
    MAY_convex = true,
    MAY_halve = false
};

void search_box_act(branch_run *b, search_box *x)
{
    cert_node **slot = x->slot;
#define BOX(NAME, WHEN)                                                        \
    if ((WHEN) && tactic_box_##NAME(b, x)) {                                   \
        b->has_exprs =                                                         \
            b->has_exprs || (MAY_##NAME && cert_has_exprs(*slot));             \
        return;                                                                \
    }
#include "tactics.def"
}
