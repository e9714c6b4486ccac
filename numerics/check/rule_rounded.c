/* `rounded DIR EXPR EXPR`: floor or ceil replaced by a bound.  Believed. */
#include "checker_internal.h"

#include "../exact/exact.h"

/* The bound v of w, and f with v in w's place. */
typedef struct {
    expr v, f;
    bool open; /* w is never v */
} bounded;

/* u - 1 < floor u <= u and u <= ceil u < u + 1. */
static bool form(checker *c, const checker_goal *g, const cert_node *n,
                 bounded *to)
{
    int o = n->order;
    if (n->nexpr != 2 || o == 0 || o > 2 || o < -2)
        return false;
    expr_node w = *expr_get(c->pool, n->expr[0]);
    if (w.op != EXPR_FLOOR && w.op != EXPR_CEIL)
        return false;
    to->open = (w.op == EXPR_FLOOR) == (o > 0);
    to->v = w.arg[0];
    if (to->open)
        to->v = (o > 0 ? expr_sub : expr_add)(c->pool, to->v,
                                              expr_si(c->pool, 1));
    to->f = expr_replace(c->pool, g->f, n->expr[0], to->v);
    bool strong = o == 2 || o == -2;
    return to->v != EXPR_NONE && to->f != EXPR_NONE && (to->open || !strong);
}

/* b has the sign that the direction says: >= 0 for +, > 0 for ++. */
static bool has_slope(iv_srcptr b, int order)
{
    return order == 2    ? iv_certainly_pos(b)
           : order == 1  ? iv_certainly_nonneg(b)
           : order == -1 ? iv_certainly_nonpos(b)
                         : iv_certainly_neg(b);
}

static bool is_zero(checker *c, const checker_goal *g, expr f)
{
    expr zero = checker_pinned(c, g, f);
    if (zero == EXPR_NONE || expr_is_si(c->pool, zero, 0))
        return zero != EXPR_NONE;
    exact *x = eval_exact(c->pool, c->ev);
    bool yes = exact_is_zero(x, zero);
    exact_free(x);
    return yes;
}

/* Rounded.  Let w = floor u or ceil u, v <= w (+) or v >= w (-) the bound above,
 * F be f with v in w's place, and f - F = b (w - v) wherever all are defined.
 * Let f and b be defined on B, and b >= 0 (+), b <= 0 (-) there.  Then f >= F,
 * so that F >= 0 implies f >= 0, and F > 0 implies f > 0.
 * Doubled sign (++, --): if b != 0 on B and w is never v, then f > F, and
 * F >= 0 suffices for f > 0. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    bounded to;
    if (!form(c, g, n, &to))
        return checker_reject(c, "malformed rounding rule");
    expr w = n->expr[0], b = n->expr[1];
    checker_use(c, n, g, true);
    if (!iv_is_defined(eval_enclose(c->ev, g->f)))
        return checker_reject(c, "not shown defined on the box");
    if (!has_slope(eval_enclose(c->ev, b), n->order))
        return checker_reject(c, "the slope lacks the sign");
    expr gap = expr_mul(c->pool, b, expr_sub(c->pool, w, to.v));
    expr d = expr_sub(c->pool, g->f, to.f);
    if (!is_zero(c, g, expr_sub(c->pool, d, gap)))
        return checker_reject(c, "not shown to be linear");
    return true;
}

/* F, where f was in question. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    bounded to;
    (void)k;
    if (!form(c, g, n, &to))
        return CHECKER_NO_CHILD;
    out->f = to.f;
    out->strict = g->strict && (n->order == 1 || n->order == -1);
    return CHECKER_OTHER;
}

const checker_rule rule_rounded = {test, child};
