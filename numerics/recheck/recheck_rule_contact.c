/* `contact VAR M EXPR` and `tangent VAR M EXPR`, by the second engine: a
 * second opinion on ../check/rule_contact.c, from the same theorem in other
 * code. */
#include "recheck_internal.h"

enum {
    MOST_EXP = 100000
};

/* x's value, if its exponent is of a size to write down. */
static bool get_q(mpq_ptr q, const arf_t x)
{
    slong e = arf_abs_bound_lt_2exp_si(x);
    if (!arf_is_zero(x) && (e < -MOST_EXP || e > MOST_EXP))
        return false;
    fmpq_t f;
    fmpq_init(f);
    arf_get_fmpq(f, x);
    fmpq_get_mpq(q, f);
    fmpq_clear(f);
    return true;
}

/* r := hull of r and the values in p; an end stays open when the one that
 * gives it is (when both give it: if both are). */
bool recheck_contact_extend(range *r, const rrange *p)
{
    mpq_t q;
    bool ok = true;
    mpq_init(q);
    if (arf_is_inf(&p->lo))
        r->lo_inf = r->lo_open = true;
    if (arf_is_inf(&p->hi))
        r->hi_inf = r->hi_open = true;
    if (!r->lo_inf && (ok = get_q(q, &p->lo))) {
        int before = mpq_cmp(q, r->lo);
        if (before <= 0)
            r->lo_open = p->lo_open && (before < 0 || r->lo_open);
        if (before < 0)
            mpq_set(r->lo, q);
    }
    if (!r->hi_inf && ok && (ok = get_q(q, &p->hi))) {
        int after = mpq_cmp(q, r->hi);
        if (after >= 0)
            r->hi_open = p->hi_open && (after > 0 || r->hi_open);
        if (after > 0)
            mpq_set(r->hi, q);
    }
    mpq_clear(q);
    return ok;
}

typedef recheck_position position;

/* By a hypothesis that says so, else by exact comparison, else by
 * enclosures. */
recheck_position recheck_contact_locate(recheck *c, const recheck_goal *s,
                                        int i, expr p, const rrange *pv,
                                        slong prec)
{
    expr x = expr_var(c->pool, i);
    expr diff[2] = {expr_sub(c->pool, x, p), expr_sub(c->pool, p, x)};
    const range *r = &s->box[i];
    for (size_t k = 0; k < s->nhyps; k++)
        for (int d = 0; d < 2; d++)
            if (s->hyp[k].e == diff[d])
                return (position){d == 0 ? 1 : -1, s->hyp[k].strict, (int)k};
    position at = {0, false, -1};
    if (expr_is_const(c->pool, p)) {
        mpq_srcptr q = expr_const_value(c->pool, p);
        bool right = !r->lo_inf && mpq_cmp(r->lo, q) >= 0;
        bool left = !r->hi_inf && mpq_cmp(r->hi, q) <= 0;
        at.side = right ? 1 : left ? -1 : 0;
        at.apart = !range_contains_q(r, q);
        return at;
    }
    rrange v;
    rrange_init(&v);
    recheck_of_range(&v, r, prec);
    rrange_sub(&v, &v, pv, prec);
    at.side = rrange_nonneg(&v) ? 1 : rrange_nonpos(&v) ? -1 : 0;
    at.apart = rrange_nonzero(&v);
    rrange_clear(&v);
    return at;
}

/* The tangent rule's child: the sign that a_m needs, as a goal about
 * the m-th derivative, on the box with x_i in reach, as in e.  Between p and x_i,
 * strictly, all lies on x_i's side of p: what said so of x_i is said there. */
static bool lead_goal(recheck *c, const recheck_goal *s, const cert_node *n,
                      reval *e, const range *reach, const position *at)
{
    bool negative = n->order % 2 != 0 && at->side < 0;
    recheck_goal t = recheck_copy(c, s);
    recheck_release_var(c, &t, n->var);
    if (at->said >= 0) {
        t.hyp[t.nhyps].e = s->hyp[at->said].e;
        t.hyp[t.nhyps++].strict = true;
    }
    t.f = recheck_settle(c, e, s->f, UINT64_C(1) << n->var);
    range_set(&t.box[n->var], reach);
    for (int j = 0; j < n->order && t.f != EXPR_NONE; j++)
        t.f = recheck_slope(c, t.f, n->var);
    if (negative && t.f != EXPR_NONE)
        t.f = expr_neg(c->pool, t.f);
    bool ok = t.f != EXPR_NONE
                  ? recheck_child(c, &t, n, 0)
                  : recheck_reject(c, s, n, NULL, "derivative too large");
    recheck_drop(c, &t);
    return ok;
}

/* f is smooth in x_i between p and every x_i of the box, with leading
 * coefficient a_m = lead, and a_0 .. a_{m-1} are exactly 0 at x_i = p. */
bool recheck_contact_vanishes(recheck *c, const recheck_goal *s,
                              const cert_node *n, reval *e, const range *reach,
                              recheck_contact at, rrange *lead)
{
    int i = n->var, m = at.m;
    rrange *a = recheck_ranges_new(m + 1);
    recheck_of_range(&a[0], reach, reval_prec(e));
    reval_set_var(e, i, &a[0]);
    bool ok = recheck_jet(e, s->f, i, m, a);
    if (ok)
        rrange_set(lead, &a[m]);
    recheck_ranges_free(a, m + 1);
    if (!ok)
        return recheck_reject(c, s, n, NULL, "not shown smooth to p");
    expr f = recheck_pin(c, s, s->f, i);
    expr p = recheck_pin(c, s, at.p, i);
    exact *x = recheck_exact(c, e);
    ok = f != EXPR_NONE && p != EXPR_NONE && exact_jet_is_zero(x, f, i, p, m);
    exact_free(x);
    if (!ok)
        return recheck_reject(c, s, n, NULL, "the contact is not exact");
    f = recheck_settle(c, e, f, UINT64_C(1) << i);
    bool doubt = recheck_doubts_jet(c, s, e, f, i, p, m);
    reval_set_box(e, s->box, c->nvars); /* back to x_i in reach */
    a = recheck_ranges_new(1);
    recheck_of_range(&a[0], reach, reval_prec(e));
    reval_set_var(e, i, &a[0]);
    recheck_ranges_free(a, 1);
    return !doubt ||
           recheck_reject(c, s, n, NULL, "a coefficient is not 0 at a point");
}

/* f(x) = a_m(xi) (x_i - p)^m.  For m even, or x_i >= p, that is >= 0 when
 * a_m is; for m odd and x_i <= p, when -a_m is; > 0 when moreover a_m != 0
 * and x_i != p. */
bool recheck_rule_contact(recheck *c, const recheck_goal *s, const cert_node *n)
{
    int i = n->var, m = n->order;
    if (i < 0 || i >= c->nvars || m < 1 || m > RECHECK_MAX_ORDER ||
        n->nexpr != 1 || (expr_vars(c->pool, n->expr[0]) >> i & 1) != 0)
        return recheck_reject(c, s, n, NULL, "malformed contact");
    reval *e = recheck_evaluator(c, n, s, false);
    slong prec = reval_prec(e);
    rrange pv, lead;
    rrange_init(&pv);
    rrange_init(&lead);
    rrange_set(&pv, reval_enclose(e, n->expr[0]));
    range reach;
    range_init(&reach);
    range_set(&reach, &s->box[i]);
    bool ok = pv.ok && recheck_contact_extend(&reach, &pv);
    if (!ok)
        recheck_reject(c, s, n, &pv, "p is not enclosed");
    position at = {0, false, -1};
    if (ok) {
        at = recheck_contact_locate(c, s, i, n->expr[0], &pv, prec);
        if ((m % 2 != 0 && at.side == 0) || (s->strict && !at.apart))
            ok = recheck_reject(c, s, n, NULL, "p lies on the wrong side");
    }
    bool negative = m % 2 != 0 && at.side < 0;
    ok = ok && recheck_contact_vanishes(c, s, n, e, &reach,
                                        (recheck_contact){n->expr[0], m},
                                        &lead);
    if (ok && n->rule == CERT_TANGENT) {
        ok = lead_goal(c, s, n, e, &reach, &at);
    } else if (ok) {
        if (negative)
            rrange_neg_of(&lead, &lead, prec);
        if (!(s->strict ? rrange_pos(&lead) : rrange_nonneg(&lead)))
            ok = recheck_reject(c, s, n, &lead, "a_m lacks the sign");
    }
    c->report->leaves += ok;
    rrange_clear(&pv);
    rrange_clear(&lead);
    range_clear(&reach);
    return ok;
}

bool recheck_rule_tangent(recheck *c, const recheck_goal *s, const cert_node *n)
{
    return recheck_rule_contact(c, s, n);
}
