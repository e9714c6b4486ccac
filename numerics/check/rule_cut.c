/* `cut VAR Q DIR`: the box in two parts without a common point.  Believed. */
#include "checker_internal.h"

/* With + the upper part has q, with - the lower one.  Neither is empty. */
static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (!checker_has_var(c, n) || !n->has_q ||
        (n->order != 1 && n->order != -1))
        return "malformed cut";
    const range *r = &g->box[n->var];
    int lo = r->lo_inf ? 1 : mpq_cmp(n->q, r->lo);
    int hi = r->hi_inf ? 1 : mpq_cmp(r->hi, n->q);
    bool below = lo > 0 || (lo == 0 && n->order < 0 && !r->lo_open);
    bool above = hi > 0 || (hi == 0 && n->order > 0 && !r->hi_open);
    return below && above && !range_is_point(r) ? NULL
                                                : "cut outside the range";
}

/* B is covered by {x_i < q} and {x_i >= q} (+), by {x_i <= q} and {x_i > q}
 * (-).  A function that jumps at q may be smooth on either. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    return why == NULL || checker_reject(c, why);
}

/* 0: f on the lower part.  1: f on the upper one. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    range *r = &out->box[n->var];
    mpq_set(k == 0 ? r->hi : r->lo, n->q);
    *(k == 0 ? &r->hi_inf : &r->lo_inf) = false;
    *(k == 0 ? &r->hi_open : &r->lo_open) = (k == 0) == (n->order > 0);
    return CHECKER_SAME;
}

const checker_rule rule_cut = {test, child};
