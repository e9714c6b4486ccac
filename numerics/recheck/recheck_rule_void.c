/* `void J`, by the second engine: a second opinion on ../check/rule_void.c,
 * from the same theorem in other code. */
#include "recheck_internal.h"

/* Where some hypothesis fails everywhere, no point is in question.  It is
 * enclosed without being assumed. */
bool recheck_rule_void(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (n->order < 0 || (size_t)n->order >= s->nhyps)
        return recheck_reject(c, s, n, NULL, "no such hypothesis");
    const sign_condition *h = &s->hyp[n->order];
    const rrange *v = reval_enclose(recheck_evaluator(c, n, s, false), h->e);
    if (!(h->strict ? rrange_nonpos(v) : rrange_neg(v)))
        return recheck_reject(c, s, n, v, "hypothesis may hold on the box");
    c->report->leaves++;
    return true;
}
