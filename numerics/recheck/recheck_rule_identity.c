/* `identity M N (C S K J...)...`, by the second engine: a second opinion on
 * ../check/rule_identity.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* The product of the hypotheses of a term, whose number stands at *at, which
 * is moved behind them; *above: all of them say > 0. */
static expr hypotheses(recheck *c, const recheck_goal *s, const cert_node *n,
                       size_t *at, bool *above)
{
    expr all = expr_si(c->pool, 1);
    size_t first = *at + 1, count = (size_t)n->index[*at];
    *above = true;
    if (count > n->nindex - first)
        return EXPR_NONE;
    for (size_t k = first; k < first + count; k++) {
        if (n->index[k] < 0 || (size_t)n->index[k] >= s->nhyps)
            return EXPR_NONE;
        all = expr_mul(c->pool, s->hyp[n->index[k]].e, all);
        *above = *above && s->hyp[n->index[k]].strict;
    }
    *at = first + count;
    return all;
}

/* m f is a sum of terms that are >= 0 where H holds; m > 0 there makes f so,
 * too.  One term that is > 0 throughout makes it > 0. */
bool recheck_rule_identity(recheck *c, const recheck_goal *s,
                           const cert_node *n)
{
    if (n->nexpr == 0 || (n->nexpr & 1) == 0)
        return recheck_reject(c, s, n, NULL, "malformed identity");
    reval *e = recheck_evaluator(c, n, s, true);
    const rrange *v = reval_enclose(e, s->f);
    if (!v->ok)
        return recheck_reject(c, s, n, v, "not shown defined");
    expr rest = expr_mul(c->pool, s->f, n->expr[0]);
    bool above = false;
    size_t at = 0;
    for (size_t k = 1; k < n->nexpr; k += 2) {
        bool strict = false;
        expr h = at < n->nindex ? hypotheses(c, s, n, &at, &strict) : EXPR_NONE;
        expr q = n->expr[k], square = n->expr[k + 1];
        if (h == EXPR_NONE || !expr_is_const(c->pool, q) ||
            mpq_sgn(expr_const_value(c->pool, q)) != 1)
            return recheck_reject(c, s, n, NULL, "malformed term");
        v = reval_enclose(e, square);
        if (!v->ok)
            return recheck_reject(c, s, n, v, "square not shown defined");
        above = above || (strict && rrange_nonzero(v));
        square = expr_mul(c->pool, square, expr_mul(c->pool, square, q));
        rest = expr_sub(c->pool, rest, expr_mul(c->pool, square, h));
    }
    if (s->strict && !above)
        return recheck_reject(c, s, n, NULL, "no term is above 0");
    if (!recheck_is_zero(c->pool, recheck_pin(c, s, rest, -1)))
        return recheck_reject(c, s, n, NULL, "the identity does not hold");
    recheck_goal t = recheck_copy(c, s);
    t.f = n->expr[0];
    t.strict = true;
    bool ok = recheck_child(c, &t, n, 0);
    recheck_drop(c, &t);
    return ok;
}
