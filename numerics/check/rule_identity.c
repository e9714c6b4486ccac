/* `identity M N (C S K J...)...`: a multiple of f as a sum of squares, each times
 * hypotheses.  Believed. */
#include "checker_internal.h"

#include "../exact/exact.h"

/* The sum so far, and whether a term is positive wherever H holds. */
typedef struct {
    expr sum;
    bool positive;
} total;

/* Adds c s^2 h_J ..., the term at expr[i] whose hypotheses begin at *at. */
static bool add_term(checker *c, const checker_goal *g, const cert_node *n,
                     size_t i, size_t *at, total *t)
{
    expr_pool *p = c->pool;
    expr s = n->expr[i + 1];
    if (!expr_is_const(p, n->expr[i]) ||
        mpq_sgn(expr_const_value(p, n->expr[i])) <= 0 || *at >= n->nindex ||
        n->index[*at] < 0)
        return checker_reject(c, "a coefficient is not positive");
    iv_srcptr v = eval_enclose(c->ev, s);
    if (!iv_is_defined(v))
        return checker_reject(c, "a square is not shown defined");
    bool positive = iv_certainly_nonzero(v);
    expr term = expr_mul(p, n->expr[i], expr_pow_si(p, s, 2));
    for (long left = n->index[(*at)++]; left > 0; left--, (*at)++) {
        if (*at >= n->nindex || n->index[*at] < 0 ||
            (size_t)n->index[*at] >= g->nhyps)
            return checker_reject(c, "no such hypothesis");
        const sign_condition *h = &g->hyp[n->index[*at]];
        positive = positive && h->strict;
        term = expr_mul(p, term, h->e);
    }
    t->positive = t->positive || positive;
    t->sum = expr_add(p, t->sum, term);
    return true;
}

/* Identity.  Let f and s_1, ..., s_N be defined on B where H holds, c_k > 0
 * rational, each J_k a list of hypotheses h_j >= 0 (or > 0), and
 *     m f = sum_k c_k s_k^2 prod_{j in J_k} h_j
 * wherever all of this is defined.  If m > 0 wherever H holds on B, then
 * f >= 0 there; and f > 0 if in one of the terms all h_j are claimed > 0 and
 * s_k != 0 on B. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (n->nexpr % 2 != 1)
        return checker_reject(c, "malformed identity");
    checker_use(c, n, g, true);
    if (!iv_is_defined(eval_enclose(c->ev, g->f)))
        return checker_reject(c, "not shown defined on the box");
    total t = {expr_si(c->pool, 0), false};
    size_t at = 0;
    for (size_t i = 1; i + 1 < n->nexpr; i += 2)
        if (!add_term(c, g, n, i, &at, &t))
            return false;
    if (g->strict && !t.positive)
        return checker_reject(c, "no term is shown positive");
    expr mf = expr_mul(c->pool, n->expr[0], g->f);
    expr zero = checker_pinned(c, g, expr_sub(c->pool, mf, t.sum));
    if (zero == EXPR_NONE)
        return checker_reject(c, "identity too large");
    exact *x = eval_exact(c->pool, c->ev);
    bool same = exact_is_zero(x, zero);
    exact_free(x);
    if (!same)
        return checker_reject(c, "the identity is not shown to hold");
    c->report->margin_known = c->report->margin_known && !c->margin;
    return true;
}

/* m > 0. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)c;
    (void)g;
    (void)k;
    if (n->nexpr < 1)
        return CHECKER_NO_CHILD;
    out->f = n->expr[0];
    out->strict = true;
    return CHECKER_OTHER;
}

const checker_rule rule_identity = {test, child};
