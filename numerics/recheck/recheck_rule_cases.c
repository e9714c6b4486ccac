/* `cases K`, by the second engine: a second opinion on ../check/rule_cases.c,
 * from the same theorem in other code. */
#include "recheck_internal.h"

/* At every point one branch is taken, and f is then f with that branch in the
 * kink's place.  The condition has to be defined all over the box. */
bool recheck_rule_cases(recheck *c, const recheck_goal *s, const cert_node *n)
{
    expr branch[2], kink = expr_kink(c->pool, s->f, n->order);
    sign_condition cond[2];
    if (kink == EXPR_NONE || !recheck_read_kink(c, kink, branch, cond))
        return recheck_reject(c, s, n, NULL, "no such kink");
    if (!reval_enclose(recheck_evaluator(c, n, s, true), cond[0].e)->ok)
        return recheck_reject(c, s, n, NULL, "condition not shown defined");
    bool ok = true;
    for (int k = 0; k < 2 && ok; k++) {
        recheck_goal t = recheck_copy(c, s);
        t.f = expr_replace(c->pool, s->f, kink, branch[k]);
        t.hyp[t.nhyps++] = cond[k];
        ok = t.f != EXPR_NONE
                 ? recheck_child(c, &t, n, k)
                 : recheck_reject(c, s, n, NULL, "branch too large");
        recheck_drop(c, &t);
    }
    return ok;
}
