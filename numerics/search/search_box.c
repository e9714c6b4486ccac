/* Boxes of branch and bound: their storage, ends in doubles that enclose the
 * goal's exact ones, and the exact ranges that a certificate speaks of.
 * Believed: nothing.  See search_boxes.h. */
#include "search_boxes.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <string.h>

enum {
    BLOCK = 256
};

/* Storage for one box's ends; blocks are freed together in the end. */
static double *ends_new(branch_run *b)
{
    size_t n = 2 * (size_t)b->n + 1;
    if (b->spare == NULL) {
        b->block = xrealloc(b->block, (b->nblocks + 1) * sizeof *b->block);
        double *block = xmalloc(BLOCK * n * sizeof *block);
        b->block[b->nblocks++] = block;
        for (size_t k = 0; k < BLOCK; k++) {
            memcpy(block + k * n, &b->spare, sizeof b->spare);
            b->spare = block + k * n;
        }
    }
    double *e = b->spare;
    memcpy(&b->spare, e, sizeof b->spare);
    return e;
}

void search_box_ends_free(branch_run *b, double *e)
{
    memcpy(e, &b->spare, sizeof b->spare);
    b->spare = e;
}

search_box *search_box_push(branch_run *b, const search_box *from,
                            cert_node **slot)
{
    if (b->nq == b->cap) {
        /* the done part of the queue is dropped first */
        if (b->head > b->cap / 2) {
            memmove(b->q, b->q + b->head, (b->nq - b->head) * sizeof *b->q);
            b->nq -= b->head;
            b->head = 0;
        } else {
            b->cap = b->cap != 0 ? 2 * b->cap : 64;
            b->q = xrealloc(b->q, b->cap * sizeof *b->q);
        }
    }
    search_box *x = &b->q[b->nq++];
    size_t bytes = (size_t)b->n * sizeof(double);
    double *lo = ends_new(b);
    const double *flo = from->lo, *fhi = from->hi;
    *x = *from;
    x->lo = lo;
    x->hi = lo + b->n;
    memcpy(x->lo, flo, bytes);
    memcpy(x->hi, fhi, bytes);
    x->slot = slot;
    return x;
}

void search_box_push_goal(branch_run *b)
{
    size_t bytes = (size_t)b->n * sizeof(double);
    b->lo0 = xmalloc(2 * bytes + 1);
    b->hi0 = b->lo0 + b->n;
    search_box x = {.lo = b->lo0, .hi = b->hi0, .strict = b->g->strict};
    x.share = 1;
    for (int i = 0; i < b->n; i++) {
        const range *r = &b->g->box[i];
        b->lo0[i] = r->lo_inf ? -INFINITY : rational_lower(r->lo);
        b->hi0[i] = r->hi_inf ? INFINITY : rational_upper(r->hi);
        x.own_lo |= UINT64_C(1) << i;
        x.own_hi |= UINT64_C(1) << i;
        if (range_is_point(r))
            x.at_lo |= UINT64_C(1) << i;
    }
    search_box_push(b, &x, &b->root);
}

/* The exact range of coordinate i. */
void search_box_exact_range(const branch_run *b, const search_box *x, int i,
                            range *r)
{
    const range *own = &b->g->box[i];
    range_set(r, own);
    if (!search_box_bit(x->own_lo, i)) {
        rational_guess(r->lo, x->lo[i]); /* a split: finite */
        r->lo_inf = r->lo_open = false;
    }
    if (!search_box_bit(x->own_hi, i)) {
        rational_guess(r->hi, x->hi[i]);
        r->hi_inf = r->hi_open = false;
    }
    if (search_box_bit(x->at_lo, i))
        mpq_set(r->hi, r->lo);
    if (search_box_bit(x->at_hi, i))
        mpq_set(r->lo, r->hi);
    if (search_box_is_pinned(x, i))
        r->lo_open = r->hi_open = r->lo_inf = r->hi_inf = false;
}

void search_box_goal(const branch_run *b, const search_box *x, goal *out)
{
    search_goal_copy(out, b->g, b->n);
    out->strict = x->strict;
    for (int i = 0; i < b->n; i++)
        search_box_exact_range(b, x, i, &out->box[i]);
    /* a pinned coordinate has left its hypotheses behind */
    for (int i = 0; i < b->n; i++)
        if (search_box_is_pinned(x, i))
            search_goal_drop_hyps_on(out, b->s->p->pool, i);
}

bool search_box_open_lo(const branch_run *b, const search_box *x, int i)
{
    return search_box_bit(x->own_lo, i) && !search_box_is_pinned(x, i) &&
           b->g->box[i].lo_open;
}

bool search_box_open_hi(const branch_run *b, const search_box *x, int i)
{
    return search_box_bit(x->own_hi, i) && !search_box_is_pinned(x, i) &&
           b->g->box[i].hi_open;
}

/* A number with few bits near the middle: certificates stay short. */
double search_box_middle(double lo, double hi)
{
    if (isinf(lo) && isinf(hi))
        return 0;
    if (isinf(hi))
        return lo < 1 ? (lo < 0 ? 0 : 1) : 4 * lo;
    if (isinf(lo))
        return hi > -1 ? (hi > 0 ? 0 : -1) : 4 * hi;
    double m = lo + (hi - lo) / 2, w = hi - lo;
    int e;
    frexp(w, &e);
    double unit = ldexp(1, e - 4);
    double r = nearbyint(m / unit) * unit;
    return r > lo && r < hi ? r : m;
}
