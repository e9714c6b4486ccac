/* `monotone VAR DIR`, by the second engine: a second opinion on
 * ../check/rule_monotone.c, from the same theorem in other code. */
#include "recheck_internal.h"

/* Let f be continuous along x_i from the end e of the range to every point
 * of the box, and let s f_i >= 0 strictly between (s = +1: e is the lower
 * end; s = -1: the upper one).  Then f(x) >= f(x at x_i = e) by the mean
 * value theorem, so its sign at e is enough; if s f_i > 0 and e is not in
 * the box, f(x) > f(x at e), and >= 0 there is enough for > 0.  Between x
 * and e the hypotheses free of x_i stay true, and only those are used.
 * Children: s f_i inside; f at x_i = e. */
bool recheck_rule_monotone(recheck *c, const recheck_goal *s,
                           const cert_node *n)
{
    int o = n->order;
    if (!recheck_has_var(c, n) || (o != 1 && o != 2 && o != -1 && o != -2))
        return recheck_reject(c, s, n, NULL, "malformed monotonicity");
    const range *r = &s->box[n->var];
    bool strong = o == 2 || o == -2;
    bool infinite = o > 0 ? r->lo_inf : r->hi_inf;
    bool open = o > 0 ? r->lo_open : r->hi_open;
    if (infinite || range_is_point(r) || (strong && !open))
        return recheck_reject(c, s, n, NULL, "no such face");
    expr d = recheck_slope(c, s->f, n->var);
    if (o < 0)
        d = expr_neg(c->pool, d);
    recheck_goal t = recheck_copy(c, s);
    range *u = &t.box[n->var];
    recheck_release_var(c, &t, n->var);
    *(o > 0 ? &u->lo_open : &u->hi_open) = false;
    bool ok = d != EXPR_NONE &&
              reval_continuous(recheck_evaluator(c, n, &t, true), t.f);
    if (!ok)
        recheck_reject(c, &t, n, NULL, "not shown continuous to the face");
    if (ok) {
        t.f = d;
        t.strict = strong;
        u->lo_open = u->hi_open = true;
        ok = recheck_child(c, &t, n, 0);
    }
    if (ok) {
        t.f = s->f;
        t.strict = s->strict && !strong;
        if (o > 0)
            mpq_set(u->hi, u->lo);
        else
            mpq_set(u->lo, u->hi);
        u->lo_open = u->hi_open = u->lo_inf = u->hi_inf = false;
        ok = recheck_child(c, &t, n, 1);
    }
    recheck_drop(c, &t);
    return ok;
}
