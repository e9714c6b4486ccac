/* `slack EXPR`, by the second engine: a second opinion on
 * ../check/rule_slack.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* f is the sum of e and f - e: not negative where neither is, and positive where
 * e is positive besides.  f is defined where f - e is. */
bool recheck_rule_slack(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (n->nexpr != 1)
        return recheck_reject(c, s, n, NULL, "malformed sum");
    recheck_goal t = recheck_copy(c, s);
    t.f = n->expr[0];
    bool ok = recheck_child(c, &t, n, 0);
    t.strict = false;
    t.f = expr_sub(c->pool, s->f, n->expr[0]);
    if (t.f == EXPR_NONE)
        ok = recheck_reject(c, s, n, NULL, "sum too large");
    ok = ok && recheck_child(c, &t, n, 1);
    recheck_drop(c, &t);
    return ok;
}
