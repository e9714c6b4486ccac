/* `invert VAR`, by the second engine: a second opinion on
 * ../check/rule_invert.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* x_i = 1/t is one-to-one from t in (1/hi, 1/lo) onto x_i in (lo, hi), for
 * 0 <= lo < hi <= inf and ends that match (1/0 = inf, 1/inf = 0, both open). */
bool recheck_rule_invert(recheck *c, const recheck_goal *s, const cert_node *n)
{
    if (!recheck_has_var(c, n))
        return recheck_reject(c, s, n, NULL, "malformed inversion");
    const range *r = &s->box[n->var];
    int lo = r->lo_inf ? -1 : mpq_sgn(r->lo);
    int hi = r->hi_inf ? 1 : mpq_sgn(r->hi);
    if (lo < 0 || (lo == 0 && !r->lo_open) || hi <= 0)
        return recheck_reject(c, s, n, NULL, "the range is not positive");
    recheck_goal t = recheck_copy(c, s);
    range *u = &t.box[n->var];
    u->lo_inf = false;
    u->lo_open = r->hi_inf || r->hi_open;
    if (r->hi_inf)
        mpq_set_ui(u->lo, 0, 1);
    else
        mpq_inv(u->lo, r->hi);
    u->hi_inf = lo == 0;
    u->hi_open = lo == 0 || r->lo_open;
    if (lo > 0)
        mpq_inv(u->hi, r->lo);
    expr inverse =
        expr_div(c->pool, expr_si(c->pool, 1), expr_var(c->pool, n->var));
    t.f = expr_subst(c->pool, s->f, n->var, inverse);
    bool ok = t.f != EXPR_NONE;
    for (size_t k = 0; k < t.nhyps; k++) {
        t.hyp[k].e = expr_subst(c->pool, s->hyp[k].e, n->var, inverse);
        ok = ok && t.hyp[k].e != EXPR_NONE;
    }
    ok = ok ? recheck_child(c, &t, n, 0)
            : recheck_reject(c, s, n, NULL, "inversion too large");
    recheck_drop(c, &t);
    return ok;
}
