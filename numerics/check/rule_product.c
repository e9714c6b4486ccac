/* `product N (EXPR POWER)... EXPR`: f as a product, whose other factors have
 * the sign.  Believed. */
#include "checker_internal.h"

#include "../exact/exact.h"

/* s^e >= 0 for every value s in v; nonzero: > 0. */
static bool has_sign(iv_srcptr v, long e, bool nonzero)
{
    return iv_is_defined(v) && e != 0 &&
           (!(nonzero || e < 0) || iv_certainly_nonzero(v)) &&
           (e % 2 == 0 || iv_certainly_nonneg(v));
}

/* Product.  If f = s_1^e_1 ... s_N^e_N g wherever all are defined, f and the
 * s_k are defined on B, every s_k^e_k >= 0 there (even power, or s_k >= 0;
 * s_k != 0 where e_k < 0), then g >= 0 implies f >= 0; for > 0 every s_k must
 * be != 0.  With N = 0 this is rewriting f as an equal expression. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (n->nexpr < 1)
        return checker_reject(c, "malformed product");
    size_t nfac = n->nexpr - 1;
    checker_use(c, n, g, true);
    if (!iv_is_defined(eval_enclose(c->ev, g->f)))
        return checker_reject(c, "not shown defined on the box");
    expr prod = n->expr[nfac];
    for (size_t k = 0; k < nfac; k++) {
        expr s = n->expr[k];
        if (!has_sign(eval_enclose(c->ev, s), n->power[k], g->strict))
            return checker_reject(c, "a factor lacks the sign");
        prod = expr_mul(c->pool, expr_pow_si(c->pool, s, n->power[k]), prod);
    }
    expr zero = checker_pinned(c, g, expr_sub(c->pool, g->f, prod));
    if (zero == EXPR_NONE)
        return checker_reject(c, "product too large");
    if (!expr_is_si(c->pool, zero, 0)) {
        exact *x = eval_exact(c->pool, c->ev);
        bool same = exact_is_zero(x, zero);
        exact_free(x);
        if (!same)
            return checker_reject(c,
                                  "product is not shown equal to the function");
    }
    if (c->margin && nfac > 0)
        c->report->margin_known = false; /* the factors' scale is lost */
    return true;
}

/* g, where f was in question. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)c;
    (void)g;
    (void)k;
    if (n->nexpr < 1)
        return CHECKER_NO_CHILD;
    out->f = n->expr[n->nexpr - 1];
    return n->nexpr == 1 ? CHECKER_SAME : CHECKER_OTHER;
}

const checker_rule rule_product = {test, child};
