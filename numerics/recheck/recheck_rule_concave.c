/* `concave VAR DIR`, by the second engine: a second opinion on
 * ../check/rule_concave.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* The goal t with x_i at the end `at` of the range r. */
static bool face(recheck *c, recheck_goal *t, const cert_node *n, int k,
                 const range *r, bool high)
{
    range *u = &t->box[n->var];
    mpq_set(u->lo, high ? r->hi : r->lo);
    mpq_set(u->hi, u->lo);
    u->lo_open = u->hi_open = false;
    return recheck_child(c, t, n, k);
}

/* A function that is continuous on [a, b], smooth inside and bends down there lies
 * above its chord: nowhere below the lower one of its values at a and b; and
 * strictly above the chord inside, if it bends strictly.  In x_i, that is, for
 * fixed values of the other variables, with the hypotheses that are about these
 * alone. */
bool recheck_rule_concave(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (!recheck_has_var(c, n) || n->order < 1 || n->order > 2)
        return recheck_reject(c, s, n, NULL, "malformed concavity");
    const range *r = &s->box[n->var];
    if (r->lo_inf || r->hi_inf || mpq_cmp(r->lo, r->hi) >= 0)
        return recheck_reject(c, s, n, NULL, "not between two ends");
    bool bends = n->order == 2;
    recheck_goal t = recheck_copy(c, s);
    range *u = &t.box[n->var];
    recheck_release_var(c, &t, n->var);
    u->lo_open = u->hi_open = false;
    reval *e = recheck_evaluator(c, n, &t, true);
    bool ok = reval_decided(e, s->f) &&
              recheck_settle(c, e, s->f, UINT64_C(1) << n->var) != EXPR_NONE;
    if (!ok)
        recheck_reject(c, s, n, NULL, "not shown smooth between its ends");
    expr d = ok ? recheck_slope(c, s->f, n->var) : EXPR_NONE;
    d = d != EXPR_NONE ? recheck_slope(c, d, n->var) : EXPR_NONE;
    if (ok && d == EXPR_NONE)
        ok = recheck_reject(c, s, n, NULL, "derivative too large");
    if (ok) {
        t.f = expr_neg(c->pool, d);
        t.strict = bends;
        u->lo_open = u->hi_open = true;
        ok = recheck_child(c, &t, n, 0);
    }
    t.f = s->f;
    for (int k = 1; k <= 2 && ok; k++) {
        bool missing = k == 2 ? r->hi_open : r->lo_open;
        t.strict = s->strict && !(bends && missing);
        ok = face(c, &t, n, k, r, k == 2);
    }
    recheck_drop(c, &t);
    return ok;
}
