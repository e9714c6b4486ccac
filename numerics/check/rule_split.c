/* `split VAR Q`: the box in two halves.  Believed. */
#include "checker_internal.h"

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (!checker_has_var(c, n) || !n->has_q)
        return "malformed split";
    const range *r = &g->box[n->var];
    bool inside = (r->lo_inf || mpq_cmp(n->q, r->lo) > 0) &&
                  (r->hi_inf || mpq_cmp(n->q, r->hi) < 0);
    return inside ? NULL : "split point is not inside the range";
}

/* B is covered by {x_i <= q} and {x_i >= q}. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    return why == NULL || checker_reject(c, why);
}

/* 0: f on B with x_i <= q.  1: f on B with x_i >= q. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    range *r = &out->box[n->var];
    mpq_set(k == 0 ? r->hi : r->lo, n->q);
    *(k == 0 ? &r->hi_inf : &r->lo_inf) = false;
    *(k == 0 ? &r->hi_open : &r->lo_open) = false;
    return CHECKER_SAME;
}

const checker_rule rule_split = {test, child};
