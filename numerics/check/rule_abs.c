/* `abs DIR`: an absolute value that keeps one sign inside.  Believed. */
#include "checker_internal.h"

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (n->order != 1 && n->order != -1)
        return "malformed absolute value";
    return expr_get(c->pool, g->f)->op == EXPR_ABS ? NULL
                                                   : "no absolute value";
}

/* Absolute value.  Let f = |h|, and s = 1 or -1.  If h is defined on B and
 * s h >= 0 there, then f is defined and f = s h, so the sign of s h is f's. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    return why == NULL || checker_reject(c, why);
}

/* s h, where |h| was in question. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)k;
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    expr h = expr_get(c->pool, g->f)->arg[0];
    out->f = n->order > 0 ? h : expr_neg(c->pool, h);
    return out->f != EXPR_NONE ? CHECKER_SAME : CHECKER_NO_CHILD;
}

const checker_rule rule_abs = {test, child};
