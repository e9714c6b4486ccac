/* `sides VAR EXPR`, by the second engine: a second opinion on
 * ../check/rule_sides.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* Where p has a value, x_i - p >= 0 or p - x_i >= 0. */
bool recheck_rule_sides(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (!recheck_has_var(c, n) || n->nexpr != 1)
        return recheck_reject(c, s, n, NULL, "malformed sides");
    reval *e = recheck_evaluator(c, n, s, true);
    const rrange *p = reval_enclose(e, n->expr[0]);
    if (!p->ok)
        return recheck_reject(c, s, n, p, "p is not enclosed");
    expr x = expr_var(c->pool, n->var);
    expr h[2] = {expr_sub(c->pool, x, n->expr[0]),
                 expr_sub(c->pool, n->expr[0], x)};
    bool ok = true;
    for (int k = 0; k < 2 && ok; k++) {
        recheck_goal t = recheck_copy(c, s);
        t.hyp[t.nhyps].e = h[k];
        t.hyp[t.nhyps++].strict = false;
        ok = h[k] != EXPR_NONE ? recheck_child(c, &t, n, k)
                               : recheck_reject(c, s, n, NULL, "no condition");
        recheck_drop(c, &t);
    }
    return ok;
}
