/* `invert VAR`: a positive variable replaced by its reciprocal.  Believed. */
#include "checker_internal.h"

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    if (!checker_has_var(c, n))
        return "malformed inversion";
    const range *r = &g->box[n->var];
    bool positive = !r->lo_inf && mpq_sgn(r->lo) >= 0 &&
                    (mpq_sgn(r->lo) > 0 || r->lo_open) &&
                    (r->hi_inf || mpq_sgn(r->hi) > 0);
    return positive ? NULL : "the range is not positive";
}

/* out = 1/r, with 1/inf an open end at 0, and 1/0 infinite. */
static void reciprocal(range *out, const range *r)
{
    bool from_zero = mpq_sgn(r->lo) == 0;
    out->lo_inf = false;
    out->lo_open = r->hi_open || r->hi_inf;
    mpq_set_si(out->lo, 0, 1);
    if (!r->hi_inf)
        mpq_inv(out->lo, r->hi);
    out->hi_inf = from_zero;
    out->hi_open = r->lo_open;
    if (!from_zero)
        mpq_inv(out->hi, r->lo);
}

/* Inversion.  If x_i > 0 on B, x_i = 1/t maps t in 1/B_i onto B_i. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    return why == NULL || checker_reject(c, why);
}

/* f and all hypotheses with 1/x_i for x_i, which is in 1/B_i. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    (void)k;
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    int i = n->var;
    expr inverse = expr_div(c->pool, expr_si(c->pool, 1), expr_var(c->pool, i));
    out->f = expr_subst(c->pool, g->f, i, inverse);
    bool ok = out->f != EXPR_NONE;
    for (size_t j = 0; j < g->nhyps && ok; j++) {
        out->hyp[j].e = expr_subst(c->pool, g->hyp[j].e, i, inverse);
        ok = out->hyp[j].e != EXPR_NONE;
    }
    reciprocal(&out->box[i], &g->box[i]);
    return ok ? CHECKER_SAME : CHECKER_NO_CHILD;
}

const checker_rule rule_invert = {test, child};
