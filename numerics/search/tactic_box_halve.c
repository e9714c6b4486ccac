/* A box in two: along a cube's face, else at a short number near the middle; left
 * open where it is too small for that.  Believed: nothing; the checker takes any
 * split. */
#include "search_boxes.h"

#include "../base/rational.h"

#include <math.h>

enum {
    MAX_DEPTH = 400
};

/* A face of a cube that cuts the box, once the box is not much larger; else
 * -1. */
static int cut_by_cube(const branch_run *b, const search_box *x, double *where)
{
    for (size_t k = 0; k < b->ncubes; k++) {
        const cube *c = &b->cube[k];
        int best = -1;
        bool apart = false;
        for (int i = 0; i < b->n && !apart; i++) {
            apart = c->hi[i] <= x->lo[i] || c->lo[i] >= x->hi[i];
            if (search_box_is_pinned(x, i) ||
                !(x->hi[i] - x->lo[i] <= 4 * (c->hi[i] - c->lo[i])))
                continue;
            if (c->lo[i] > x->lo[i] && c->lo[i] < x->hi[i]) {
                best = i;
                *where = c->lo[i];
            } else if (c->hi[i] > x->lo[i] && c->hi[i] < x->hi[i]) {
                best = i;
                *where = c->hi[i];
            }
        }
        if (!apart && best >= 0)
            return best;
    }
    return -1;
}

bool tactic_box_halve(branch_run *b, search_box *x)
{
    double m = NAN;
    int i = cut_by_cube(b, x, &m);
    if (i < 0) {
        i = x->arg;
        m = i >= 0 ? search_box_middle(x->lo[i], x->hi[i]) : NAN;
    }
    bool fits =
        i >= 0 && m > x->lo[i] && m < x->hi[i] && x->depth < MAX_DEPTH &&
        (isinf(x->hi[i] - x->lo[i]) ||
         x->hi[i] - x->lo[i] > 1e-13 * fmax(fabs(x->lo[i]), fabs(x->hi[i])));
    if (!fits) {
        b->stuck++;
        b->stuck_share += x->share;
        *x->slot = search_leaf(CERT_OPEN);
        return true;
    }
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = i;
    rational_guess(c->q, m); /* between two doubles: finite */
    c->has_q = true;
    *x->slot = c;
    search_box copy = *x; /* push moves the queue; lo and hi stay */
    double part = (m - x->lo[i]) / (x->hi[i] - x->lo[i]);
    part = isinf(x->hi[i] - x->lo[i]) ? 0.5 : part;
    copy.share = x->share * part;
    search_box *l = search_box_push(b, &copy, &c->child[0]);
    l->hi[i] = m;
    l->own_hi &= ~(UINT64_C(1) << i);
    l->depth++;
    copy.share = x->share * (1 - part);
    search_box *r = search_box_push(b, &copy, &c->child[1]);
    r->lo[i] = m;
    r->own_lo &= ~(UINT64_C(1) << i);
    r->depth++;
    return true;
}
