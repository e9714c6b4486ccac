/* `combine J EXPR`: a multiple of a hypothesis taken from f.  Believed. */
#include "checker_internal.h"

/* Combine.  Let h >= 0 be a hypothesis (or h > 0).  Where l >= 0 and
 * f - l h >= 0 (> 0), f is defined, being a part of it, and
 * f = l h + (f - l h) >= 0 (> 0): whether h or l may be 0 does not matter. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    return (n->nexpr == 1 && n->order >= 0 && (size_t)n->order < g->nhyps) ||
           checker_reject(c, "no such hypothesis");
}

/* 0: l >= 0; 1: f - l h, with f's relation. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (n->nexpr != 1 || n->order < 0 || (size_t)n->order >= g->nhyps)
        return CHECKER_NO_CHILD;
    if (k == 0) {
        out->f = n->expr[0];
        out->strict = false;
    } else {
        expr lh = expr_mul(c->pool, n->expr[0], g->hyp[n->order].e);
        out->f = expr_sub(c->pool, g->f, lh);
    }
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_combine = {test, child};
