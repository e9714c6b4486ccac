/* `slack EXPR`: f as a sum of two terms with the sign.  Believed. */
#include "checker_internal.h"

static const char *malformed(const cert_node *n)
{
    return n->nexpr == 1 ? NULL : "malformed slack rule";
}

/* Slack.  f = e + (f - e) wherever both terms are defined.  If e >= 0 and
 * f - e >= 0 on B, each being defined there, then f >= 0.  If moreover e > 0,
 * then f > 0.  (f is defined where f - e is: it is a part of it, or what
 * constructors made of it, which is defined at the same points.) */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(n);
    (void)g;
    return why == NULL || checker_reject(c, why);
}

/* e, with the goal's strictness, whose values bound f's from below; f - e >= 0.
 */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    if (malformed(n) != NULL)
        return CHECKER_NO_CHILD;
    out->f = k == 0 ? n->expr[0] : expr_sub(c->pool, g->f, n->expr[0]);
    out->strict = g->strict && k == 0;
    if (out->f == EXPR_NONE)
        return CHECKER_NO_CHILD;
    return k == 0 ? CHECKER_SAME : CHECKER_OTHER;
}

const checker_rule rule_slack = {test, child};
