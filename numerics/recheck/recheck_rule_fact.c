/* `fact R EXPR`, by the second engine: a second opinion on
 * ../check/rule_fact.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* What follows from H on B may be added to H: the same points stay in
 * question. */
bool recheck_rule_fact(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (n->nexpr != 1)
        return recheck_reject(c, s, n, NULL, "malformed fact");
    recheck_goal t = recheck_copy(c, s);
    t.f = n->expr[0];
    t.strict = n->order != 0;
    bool ok = recheck_child(c, &t, n, 0);
    t.hyp[t.nhyps].e = n->expr[0];
    t.hyp[t.nhyps++].strict = t.strict;
    t.f = s->f;
    t.strict = s->strict;
    ok = ok && recheck_child(c, &t, n, 1);
    recheck_drop(c, &t);
    return ok;
}
