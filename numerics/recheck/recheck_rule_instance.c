/* `instance VAR RANGE EXPR`, by the second engine: a second opinion on
 * ../check/rule_instance.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* h = K(x_i = a) for K, which is h with x_i written for a? */
static bool lift(const recheck *c, const cert_node *n, expr h, expr *k)
{
    *k = expr_replace(c->pool, h, n->expr[0], expr_var(c->pool, n->var));
    expr back = *k != EXPR_NONE ? expr_subst(c->pool, *k, n->var, n->expr[0])
                                : EXPR_NONE;
    return back != EXPR_NONE && back == h;
}

/* f(x) = F(x with a(x) for x_i), and a(x) lies in J: what is shown of F for
 * every x_i of J holds of f. */
bool recheck_rule_instance(recheck *c, const recheck_goal *s,
                           const cert_node *n)
{
    if (!recheck_has_var(c, n) || n->nexpr != 1 || n->range == NULL)
        return recheck_reject(c, s, n, NULL, "malformed instance");
    if (!recheck_within(recheck_evaluator(c, n, s, true), n->expr[0], n->range))
        return recheck_reject(c, s, n, NULL, "the argument leaves the range");
    recheck_goal t = recheck_copy(c, s);
    bool ok = lift(c, n, s->f, &t.f);
    if (!ok)
        recheck_reject(c, s, n, NULL, "this is no instance");
    t.nhyps = 0;
    for (size_t j = 0; j < s->nhyps; j++) {
        t.hyp[t.nhyps] = s->hyp[j];
        if (lift(c, n, s->hyp[j].e, &t.hyp[t.nhyps].e))
            t.nhyps++;
    }
    range_set(&t.box[n->var], n->range);
    ok = ok && recheck_child(c, &t, n, 0);
    recheck_drop(c, &t);
    return ok;
}
