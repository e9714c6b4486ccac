/* `taylor VAR M CENTRE`, by the second engine: a second opinion on
 * ../check/rule_taylor.c, from the same theorem in other code. */
#include "recheck_internal.h"

static bool bounded(const range *r)
{
    return !r->lo_inf && !r->hi_inf;
}

/* f is smooth in x_i on the closed range, q in it:
 * f(x) = sum_{j<m} a_j(q) h^j + a_m(xi) h^m, h = x_i - q, xi between. */
bool recheck_rule_taylor(recheck *c, const recheck_goal *s, const cert_node *n)
{
    int i = n->var, m = n->order;
    if (i < 0 || i >= c->nvars || !n->has_q || m < 1 || m > RECHECK_MAX_ORDER)
        return recheck_reject(c, s, n, NULL, "malformed Taylor rule");
    const range *r = &s->box[i];
    if (!bounded(r) || mpq_cmp(r->lo, n->q) > 0 || mpq_cmp(n->q, r->hi) > 0)
        return recheck_reject(c, s, n, NULL, "centre outside the range");
    reval *e = recheck_evaluator(c, n, s, false);
    slong prec = reval_prec(e);
    rrange *a = recheck_ranges_new(m + 1), *v = recheck_ranges_new(4);
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    rrange_set_q(&v[0], r->lo, false, r->hi, false, prec);
    reval_set_var(e, i, &v[0]);
    bool ok = recheck_jet(e, s->f, i, m, a);
    if (ok) {
        rrange_set(&v[3], &a[m]);
        expr f = recheck_settle(c, e, s->f, UINT64_C(1) << i);
        rrange_set_q(&v[0], n->q, false, n->q, false, prec);
        reval_set_var(e, i, &v[0]);
        ok = f != EXPR_NONE && recheck_jet(e, f, i, m, a);
    }
    if (ok) {
        rrange_set(&a[m], &v[3]);
        mpq_sub(lo, r->lo, n->q);
        mpq_sub(hi, r->hi, n->q);
        rrange_set_q(&v[0], lo, false, hi, false, prec); /* h */
        rrange_set_si(&v[1], 0);
        for (int j = 0; j <= m; j++) {
            rrange_pow(&v[2], &v[0], (ulong)j, prec);
            rrange_mul(&v[2], &v[2], &a[j], prec);
            rrange_add(&v[1], &v[1], &v[2], prec);
        }
        ok = recheck_leaf(c, s, n, &v[1], "Taylor form lacks the sign");
    } else {
        recheck_reject(c, s, n, NULL, "not shown smooth");
    }
    recheck_ranges_free(a, m + 1);
    recheck_ranges_free(v, 4);
    mpq_clear(lo);
    mpq_clear(hi);
    return ok;
}
