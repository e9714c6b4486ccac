/* `modulo J EXPR`, by the second engine: a second opinion on
 * ../check/rule_modulo.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* Two hypotheses that are negatives of one another leave only the points where
 * they are 0; there a multiple of one changes nothing. */
bool recheck_rule_modulo(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (n->nexpr != 1 || n->order < 0 || (size_t)n->order >= s->nhyps)
        return recheck_reject(c, s, n, NULL, "no such hypothesis");
    expr h = s->hyp[n->order].e;
    bool twin = false;
    for (size_t k = s->nhyps; k > 0 && !twin; k--)
        twin = recheck_is_zero(c->pool, expr_add(c->pool, s->hyp[k - 1].e, h));
    if (!twin)
        return recheck_reject(c, s, n, NULL, "this is no equation");
    recheck_goal t = recheck_copy(c, s);
    t.f = expr_add(c->pool, expr_mul(c->pool, h, n->expr[0]), s->f);
    bool ok = t.f != EXPR_NONE
                  ? recheck_child(c, &t, n, 0)
                  : recheck_reject(c, s, n, NULL, "too large");
    recheck_drop(c, &t);
    return ok;
}
