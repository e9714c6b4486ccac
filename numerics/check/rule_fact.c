/* `fact R EXPR`: a hypothesis more, which is proved first.  Believed. */
#include "checker_internal.h"

/* Fact.  If e >= 0 (> 0) wherever all of H are defined and hold on B, then e
 * is defined there, and no point is lost by taking it to H.  So what is true
 * of the points of B where H and e >= 0 hold is true of those where H holds.
 * Ends of ranges (x - a >= 0) become hypotheses in this way, and so do a square
 * root r = sqrt(u) and its equation (r >= 0, r^2 - u >= 0, u - r^2 >= 0). */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    (void)g;
    return n->nexpr == 1 || checker_reject(c, "malformed fact");
}

/* 0: the fact; 1: f, with the fact as the last hypothesis. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)c;
    (void)g;
    if (n->nexpr != 1)
        return CHECKER_NO_CHILD;
    sign_condition fact = {n->expr[0], n->order != 0};
    if (k == 0) {
        out->f = fact.e;
        out->strict = fact.strict;
        return CHECKER_OTHER;
    }
    out->hyp[out->nhyps++] = fact;
    return CHECKER_SAME;
}

const checker_rule rule_fact = {test, child};
