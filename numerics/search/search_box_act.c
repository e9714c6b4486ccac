/* Rules that close a box as it is: what a wave found out, else contact, cubes,
 * supporting planes, Taylor polynomials, rays, points, a counterexample; and
 * the order in which they are tried.  See search_boxes.h. */
#include "search_boxes.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>

enum {
    CONVEX_DEPTH = 3
};

static double spot_value(const bb *b, const item *x, const contact_spot *c)
{
    const expr_pool *pool = b->s->p->pool;
    if (expr_is_const(pool, c->at))
        return rational_near(expr_const_value(pool, c->at));
    eval *e = eval_new(pool, 53);
    range *r = xmalloc((size_t)b->n * sizeof *r + 1);
    for (int i = 0; i < b->n; i++) {
        range_init(&r[i]);
        double m = x->lo[i] + (x->hi[i] - x->lo[i]) / 2;
        rational_guess(r[i].lo, m);
        mpq_set(r[i].hi, r[i].lo);
    }
    eval_set_box(e, r, b->n);
    iv_srcptr v = eval_enclose(e, c->at);
    double d = iv_is_bounded(v) ? rational_near_fr(iv_lower(v)) : NAN;
    for (int i = 0; i < b->n; i++)
        range_clear(&r[i]);
    free(r);
    eval_free(e);
    return d;
}

/* Contact rules, on boxes that reach a place where equality is suspected. */
static bool act_contact(bb *b, item *x)
{
    /* where they hardly ever close a box they are tried on few */
    if (b->misses > 100 + 10 * b->contacts && x->depth % 8 != 0)
        return false;
    for (size_t j = 0; j < b->nspots; j++) {
        const contact_spot *c = &b->spot[j];
        int i = c->var;
        if (bb_is_pinned(x, i) || c->order < 1)
            continue;
        double v = spot_value(b, x, c), w = x->hi[i] - x->lo[i];
        if (isinf(w))
            w = 1e9;
        double slack = expr_vars(b->s->p->pool, c->at) != 0 ? 2 * w : 1e-12;
        if (!(v >= x->lo[i] - slack && v <= x->hi[i] + slack))
            continue;
        subgoal t;
        bb_exact_box(b, x, &t);
        cert_node *k = leaf(CERT_CONTACT);
        k->var = i;
        k->order = c->order;
        k->expr = xmalloc(sizeof *k->expr);
        k->expr[0] = c->at;
        k->nexpr = 1;
        k = keep_if(b->s, &t, k);
        subgoal_clear(&t, b->n);
        if (k != NULL) {
            b->contacts++;
            *x->slot = k;
            return true;
        }
        b->misses++;
    }
    return false;
}

/* Boxes inside a cube. */
static bool act_cube(bb *b, item *x)
{
    for (size_t k = 0; k < b->ncubes; k++) {
        const cube *c = &b->cube[k];
        bool inside = true;
        for (int i = 0; i < b->n && inside; i++)
            inside = x->lo[i] >= c->lo[i] && x->hi[i] <= c->hi[i];
        if (!inside)
            continue;
        subgoal t;
        bb_exact_box(b, x, &t);
        cert_node *leaf_node = keep_if(
            b->s, &t, with_exprs(CERT_CONVEX, c->rule->expr, c->rule->nexpr));
        subgoal_clear(&t, b->n);
        if (leaf_node != NULL) {
            *x->slot = leaf_node;
            return true;
        }
    }
    return false;
}

/* Supporting planes at low points, on boxes that hold one and are no longer
 * large. */
static bool act_convex(bb *b, item *x)
{
    if (b->probe == NULL || x->depth < CONVEX_DEPTH * b->n || b->n > 8)
        return false;
    for (size_t j = 0; j < b->probe->n && j < 4; j++) {
        const spot *v = &b->probe->v[j];
        bool inside = true;
        for (int i = 0; i < b->n && inside; i++)
            inside = v->x[i] >= x->lo[i] && v->x[i] <= x->hi[i] &&
                     isfinite(x->hi[i] - x->lo[i]);
        if (!inside)
            continue;
        probe one = {.v = &b->probe->v[j], .n = 1, .scale = b->probe->scale};
        subgoal t;
        bb_exact_box(b, x, &t);
        cert_node *k = tactic_convex(b->s, &t, &one);
        subgoal_clear(&t, b->n);
        if (k != NULL) {
            *x->slot = k;
            return true;
        }
    }
    return false;
}

/* High order pays where f varies much and is nearly 0 (approximation errors):
 * one variable left, and the mean value form is not good enough.  Where it
 * hardly ever closes a box it is tried on few. */
static bool act_taylor(bb *b, item *x)
{
    int free_var = -1, count = 0;
    for (int i = 0; i < b->n; i++)
        if (!bb_is_pinned(x, i) && x->lo[i] < x->hi[i]) {
            free_var = i;
            count++;
        }
    if (count != 1 || x->depth < 3 || !isfinite(x->mid) ||
        isinf(x->hi[free_var] - x->lo[free_var]))
        return false;
    if (b->taylor_misses > 6 + 4 * b->taylors && x->depth % 4 != 0)
        return false;
    subgoal t;
    bb_exact_box(b, x, &t);
    cert_node *k = leaf(CERT_TAYLOR);
    k->var = free_var;
    k->order = x->depth < 8 ? 7 : 4;
    rational_guess(k->q, bb_middle(x->lo[free_var], x->hi[free_var]));
    k->has_q = true;
    k = keep_if(b->s, &t, k);
    subgoal_clear(&t, b->n);
    if (k != NULL) {
        *x->slot = k;
        b->taylors++;
    } else {
        b->taylor_misses++;
    }
    return k != NULL;
}

/* A ray: halving does not end it; whole-box tactics may. */
static bool act_ray(bb *b, item *x)
{
    bool ray = false;
    for (int i = 0; i < b->n; i++)
        ray = ray || isinf(x->hi[i] - x->lo[i]);
    if (!ray || x->depth == 0 || x->depth % 3 != 0 || x->depth > 9)
        return false;
    subgoal t;
    bb_exact_box(b, x, &t);
    b->s->level++;
    cert_node *k = b->s->level < MAX_LEVEL ? tactic_ray(b->s, &t) : NULL;
    b->s->level--;
    subgoal_clear(&t, b->n);
    if (k != NULL)
        *x->slot = k;
    return k != NULL;
}

/* Every coordinate pinned: a number, perhaps exactly 0. */
static bool act_point(bb *b, item *x)
{
    for (int i = 0; i < b->n; i++)
        if (!bb_is_pinned(x, i) && x->lo[i] < x->hi[i])
            return false;
    subgoal t;
    bb_exact_box(b, x, &t);
    cert_node *k = tactic_immediate(b->s, &t);
    subgoal_clear(&t, b->n);
    if (k != NULL)
        *x->slot = k;
    return k != NULL;
}

static bool act_refute(bb *b, const item *x)
{
    if (b->s->level != 1 || !(x->mid < 0))
        return false;
    for (int i = 0; i < b->n; i++)
        if (bb_is_pinned(x, i) && bb_bit(b->hyp_vars, i))
            return false;
    double *m = xmalloc((size_t)b->n * sizeof *m + 1);
    for (int i = 0; i < b->n; i++) {
        double w = x->hi[i] - x->lo[i];
        m[i] = isfinite(w)          ? x->lo[i] + w / 2
               : isfinite(x->lo[i]) ? x->lo[i] + 1
               : isfinite(x->hi[i]) ? x->hi[i] - 1
                                    : 0;
    }
    bool found = refute_at(b->s, m);
    free(m);
    return found;
}

void bb_act(bb *b, item *x)
{
    switch (x->deed) {
    case DO_NATURAL:
        *x->slot = leaf(CERT_NATURAL);
        return;
    case DO_VOID:
        *x->slot = leaf(CERT_VOID);
        (*x->slot)->order = x->arg;
        return;
    case DO_MEANVALUE:
        *x->slot = leaf(CERT_MEANVALUE);
        return;
    case DO_MONOTONE:
        if (bb_act_monotone(b, x))
            return;
        break;
    case DO_SPLIT:
        break;
    }
    if (act_point(b, x))
        return;
    if (act_refute(b, x)) {
        b->refuted = true;
        *x->slot = leaf(CERT_OPEN);
        return;
    }
    if (act_cube(b, x) || act_contact(b, x) || act_ray(b, x) ||
        act_taylor(b, x) || act_convex(b, x))
        return;
    bb_split(b, x);
}
