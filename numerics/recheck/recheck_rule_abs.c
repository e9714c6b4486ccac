/* `abs DIR`, by the second engine: a second opinion on ../check/rule_abs.c,
 * from the same theorem in other code. */
#include "recheck_internal.h"

/* |h| >= h and |h| >= -h wherever h is defined, and |h| is defined there.  So
 * one of the two having the sign is enough.  Child: h (+), or -h (-). */
bool recheck_rule_abs(recheck *c, const recheck_goal *s, const cert_node *n)
{
    expr_node x = *expr_get(c->pool, s->f);
    if (x.op != EXPR_ABS || n->order * n->order != 1)
        return recheck_reject(c, s, n, NULL, "not an absolute value");
    recheck_goal t = recheck_copy(c, s);
    t.f = n->order == 1 ? x.arg[0] : expr_neg(c->pool, x.arg[0]);
    bool ok = t.f != EXPR_NONE
                  ? recheck_child(c, &t, n, 0)
                  : recheck_reject(c, s, n, NULL, "the pool is full");
    recheck_drop(c, &t);
    return ok;
}
