/* `combine J EXPR`, by the second engine: a second opinion on
 * ../check/rule_combine.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* h >= 0 is a hypothesis: with l >= 0, f - l h >= 0 (> 0) is enough. */
bool recheck_rule_combine(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (n->nexpr != 1 || n->order < 0 || (size_t)n->order >= s->nhyps)
        return recheck_reject(c, s, n, NULL, "no such hypothesis");
    expr l = n->expr[0], h = s->hyp[n->order].e;
    recheck_goal t = recheck_copy(c, s);
    t.f = l;
    t.strict = false;
    bool ok = recheck_child(c, &t, n, 0);
    t.f = expr_sub(c->pool, s->f, expr_mul(c->pool, l, h));
    t.strict = s->strict;
    if (t.f == EXPR_NONE)
        ok = recheck_reject(c, s, n, NULL, "too large");
    ok = ok && recheck_child(c, &t, n, 1);
    recheck_drop(c, &t);
    return ok;
}
