/* `product N (EXPR POWER)... EXPR`, by the second engine: a second opinion on
 * ../check/rule_product.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* A power that is certainly >= 0 (needed: > 0). */
static bool factor_is_good(const rrange *v, long e, bool nonzero)
{
    if (!v->ok || e == 0 || ((nonzero || e < 0) && !rrange_nonzero(v)))
        return false;
    return e % 2 == 0 || rrange_nonneg(v);
}

/* f = prod s_k^{e_k} g wherever both sides are defined, and f and the s_k
 * are defined: with every s_k^{e_k} >= 0 the sign of g is that of f, or f is
 * 0; with > 0, the sign of g is that of f. */
bool recheck_rule_product(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (n->nexpr == 0)
        return recheck_reject(c, s, n, NULL, "malformed product");
    size_t last = n->nexpr - 1;
    reval *e = recheck_evaluator(c, n, s, true);
    const rrange *v = reval_enclose(e, s->f);
    if (!v->ok)
        return recheck_reject(c, s, n, v, "not shown defined");
    expr all = n->expr[last];
    for (size_t k = 0; k < last; k++) {
        v = reval_enclose(e, n->expr[k]);
        if (!factor_is_good(v, n->power[k], s->strict))
            return recheck_reject(c, s, n, v, "a factor lacks the sign");
        all = expr_mul(c->pool, expr_pow_si(c->pool, n->expr[k], n->power[k]),
                       all);
    }
    expr zero = recheck_pin(c, s, expr_sub(c->pool, s->f, all), -1);
    exact *x = recheck_exact(c, e);
    bool same = zero != EXPR_NONE &&
                (expr_is_si(c->pool, zero, 0) || exact_is_zero(x, zero));
    exact_free(x);
    if (!same)
        return recheck_reject(c, s, n, NULL, "the product is not shown equal");
    if (recheck_doubts_zero(c, s, e, zero))
        return recheck_reject(c, s, n, NULL, "the product differs at a point");
    recheck_goal t = recheck_copy(c, s);
    t.f = n->expr[last];
    bool ok = recheck_child(c, &t, n, 0);
    recheck_drop(c, &t);
    return ok;
}
