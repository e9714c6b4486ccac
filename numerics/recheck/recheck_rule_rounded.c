/* `rounded DIR EXPR EXPR`, by the second engine: a second opinion on
 * ../check/rule_rounded.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* What w = floor u (ceil u) is at least, or with `upper` at most; *strict: it
 * is never that. */
static expr bound(expr_pool *p, const expr_node *w, bool upper, bool *strict)
{
    expr one = expr_si(p, 1);
    *strict = upper == (w->op == EXPR_CEIL);
    if (!*strict)
        return w->arg[0];
    return upper ? expr_add(p, w->arg[0], one) : expr_sub(p, w->arg[0], one);
}

static bool sign_holds(const rrange *b, bool negative, bool nonzero)
{
    if (!b->ok)
        return false;
    if (nonzero)
        return negative ? rrange_neg(b) : rrange_pos(b);
    return negative ? rrange_nonpos(b) : rrange_nonneg(b);
}

/* f = F + b (w - v), F having v for w, v a bound of w = floor u, ceil u: with
 * b (w - v) >= 0 on the box, f >= F; with > 0, f > F. */
bool recheck_rule_rounded(recheck *c, const recheck_goal *s, const cert_node *n)
{
    bool negative = n->order < 0, strict;
    bool strong = n->order == 2 || n->order == -2;
    if (n->nexpr != 2 || (!strong && n->order != 1 && n->order != -1))
        return recheck_reject(c, s, n, NULL, "malformed rounding rule");
    expr_node w = *expr_get(c->pool, n->expr[0]);
    if (w.op != EXPR_FLOOR && w.op != EXPR_CEIL)
        return recheck_reject(c, s, n, NULL, "nothing is rounded here");
    expr v = bound(c->pool, &w, negative, &strict);
    if (strong && !strict)
        return recheck_reject(c, s, n, NULL, "the bound may be attained");
    reval *e = recheck_evaluator(c, n, s, true);
    if (!reval_enclose(e, s->f)->ok)
        return recheck_reject(c, s, n, NULL, "not shown defined");
    const rrange *slope = reval_enclose(e, n->expr[1]);
    if (!sign_holds(slope, negative, strong))
        return recheck_reject(c, s, n, slope, "the slope lacks the sign");
    recheck_goal t = recheck_copy(c, s);
    t.f = expr_replace(c->pool, s->f, n->expr[0], v);
    t.strict = s->strict && !strong;
    expr step = expr_sub(c->pool, n->expr[0], v);
    expr zero = expr_add(c->pool, t.f, expr_mul(c->pool, n->expr[1], step));
    zero = recheck_pin(c, s, expr_sub(c->pool, zero, s->f), -1);
    exact *x = recheck_exact(c, e);
    bool ok = t.f != EXPR_NONE && zero != EXPR_NONE && exact_is_zero(x, zero);
    exact_free(x);
    if (!ok)
        recheck_reject(c, s, n, NULL, "not shown linear");
    else if (recheck_doubts_zero(c, s, e, zero))
        ok = recheck_reject(c, s, n, NULL, "not linear at a point");
    ok = ok && recheck_child(c, &t, n, 0);
    recheck_drop(c, &t);
    return ok;
}
