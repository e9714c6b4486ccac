/* Rules that put smaller boxes in a box's place: halves, and the faces where
 * f is smallest because it is monotone.  See search_boxes.h. */
#include "search_boxes.h"
#include "../base/rational.h"

#include <math.h>

enum {
    MAX_DEPTH = 400
};

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

void search_box_split(branch_run *b, search_box *x)
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
        return;
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
}

/* f must be defined on the box with its face closed. */
static bool defined_at_face(branch_run *b, const search_box *x, int i,
                            bool lower)
{
    goal t;
    bool ok;
    search_box_goal(b, x, &t);
    *(lower ? &t.box[i].lo_open : &t.box[i].hi_open) = false;
    eval *e = eval_new(b->s->p->pool, 64);
    eval_set_box(e, t.box, b->n);
    ok = iv_is_defined(eval_enclose(e, b->g->f));
    eval_free(e);
    search_goal_clear(&t, b->n);
    return ok;
}

bool search_box_faces(branch_run *b, search_box *x)
{
    search_box y = *x;
    cert_node **slot = x->slot;
    cert_node *first = NULL;
    for (int i = 0; i < b->n; i++) {
        bool lower = search_box_bit(x->up, i),
             upper = search_box_bit(x->down, i);
        if (!lower && !upper)
            continue;
        bool open =
            lower ? search_box_open_lo(b, x, i) : search_box_open_hi(b, x, i);
        if (open && !defined_at_face(b, x, i, lower))
            continue;
        cert_node *c = search_leaf(CERT_MONOTONE);
        c->var = i;
        c->order = lower ? 1 : -1;
        if (open && y.strict && search_box_bit(x->strong, i)) {
            c->order *= 2;
            y.strict = false;
        }
        c->child[0] = search_leaf(CERT_NATURAL);
        *slot = c;
        slot = &c->child[1];
        if (first == NULL)
            first = c;
        *(lower ? &y.at_lo : &y.at_hi) |= UINT64_C(1) << i;
    }
    if (first == NULL)
        return false;
    y.depth++;
    search_box *z = search_box_push(b, &y, slot);
    for (int i = 0; i < b->n; i++) {
        if (search_box_is_pinned(x, i))
            continue;
        /* the double interval of the face: outward if it is the goal's own */
        if (search_box_bit(z->at_lo, i))
            z->hi[i] = search_box_bit(z->own_lo, i)
                           ? rational_upper(b->g->box[i].lo)
                           : z->lo[i];
        if (search_box_bit(z->at_hi, i))
            z->lo[i] = search_box_bit(z->own_hi, i)
                           ? rational_lower(b->g->box[i].hi)
                           : z->hi[i];
    }
    return true;
}
