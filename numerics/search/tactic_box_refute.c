/* A counterexample at the middle of a box of the whole question.  Believed:
 * nothing; it counts when the checker confirms it. */
#include "search_boxes.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>

bool tactic_box_refute(branch_run *b, search_box *x)
{
    for (int i = 0; i < b->n; i++)
        if (search_box_is_pinned(x, i) && search_box_bit(b->hyp_vars, i))
            return false;
    double *m = xmalloc((size_t)b->n * sizeof *m + 1);
    for (int i = 0; i < b->n; i++) {
        double w = x->hi[i] - x->lo[i];
        m[i] = isfinite(w)          ? x->lo[i] + w / 2
               : isfinite(x->lo[i]) ? x->lo[i] + 1
               : isfinite(x->hi[i]) ? x->hi[i] - 1
                                    : 0;
    }
    bool found = search_refute_at(b->s, m);
    free(m);
    if (!found)
        return false;
    b->refuted = true;
    *x->slot = search_leaf(CERT_OPEN);
    return true;
}
