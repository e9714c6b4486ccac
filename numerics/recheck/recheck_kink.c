/* Kinks, as the second engine reads them: branches, and conditions.  Other code
 * than expr_branches and checker_resolved. */
#include "recheck_internal.h"

/* Under cond[k] the kink equals branch[k]; one of the two always holds where
 * the condition is defined (both where they meet, if the branches agree). */
bool recheck_read_kink(const recheck *c, expr kink, expr branch[2],
                       sign_condition cond[2])
{
    expr_pool *p = c->pool;
    expr_node x = *expr_get(p, kink);
    expr a = x.arg[0], b = x.arg[1], h = a;
    cond[0].strict = cond[1].strict = false;
    branch[0] = a;
    branch[1] = b;
    if (x.op == EXPR_ABS) {
        branch[1] = expr_neg(p, a);
    } else if (x.op == EXPR_MIN) {
        h = expr_sub(p, b, a); /* a <= b */
    } else if (x.op == EXPR_MAX) {
        h = expr_sub(p, a, b);
    } else if (x.op == EXPR_IF) {
        branch[0] = b;
        branch[1] = x.arg[2];
        cond[0].strict = x.strict;
        cond[1].strict = !x.strict;
    } else {
        return false;
    }
    cond[0].e = h;
    cond[1].e = expr_neg(p, h);
    return h != EXPR_NONE && cond[1].e != EXPR_NONE && branch[0] != EXPR_NONE &&
           branch[1] != EXPR_NONE;
}

/* f with the kinks that e's box decides replaced by their branches, so that
 * derivatives at a point of the box are those along the box: at x = 0, |x| on
 * [-1, 0] has slope -1, though x >= 0 there.  EXPR_NONE if a kink remains
 * whose condition depends on a variable in `vars`. */
expr recheck_settle(recheck *c, reval *e, expr f, uint64_t vars)
{
    expr branch[2], kink;
    sign_condition cond[2];
    bool changed = true, left = false;
    while (changed && f != EXPR_NONE) {
        changed = left = false;
        for (int k = 0; (kink = expr_kink(c->pool, f, k)) != EXPR_NONE; k++) {
            if (!recheck_read_kink(c, kink, branch, cond))
                return EXPR_NONE;
            int take = -1;
            for (int b = 1; b >= 0; b--) {
                const rrange *v = reval_enclose(e, cond[b].e);
                if (cond[b].strict ? rrange_pos(v) : rrange_nonneg(v))
                    take = b;
            }
            if (take >= 0) {
                f = expr_replace(c->pool, f, kink, branch[take]);
                changed = true;
                break;
            }
            left = left || (expr_vars(c->pool, cond[0].e) & vars) != 0;
        }
    }
    return left ? EXPR_NONE : f;
}
