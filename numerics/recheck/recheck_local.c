/* The second judge: rules about derivatives.  See recheck.c. */
#include "recheck_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

enum { MOST_ORDER = 64, MOST_EXP = 100000 };

static rrange *ranges_new(int n)
{
    rrange *v = xcalloc((size_t)n + 1, sizeof *v);
    for (int k = 0; k < n; k++)
        rrange_init(&v[k]);
    return v;
}

static void ranges_free(rrange *v, int n)
{
    for (int k = 0; k < n; k++)
        rrange_clear(&v[k]);
    free(v);
}

static bool bounded(const range *r)
{
    return !r->lo_inf && !r->hi_inf;
}

static void of_range(rrange *v, const range *r, slong prec)
{
    rrange_set_q(v, r->lo_inf ? NULL : r->lo, r->lo_open,
                 r->hi_inf ? NULL : r->hi, r->hi_open, prec);
}

/* f with the kinks that e's box decides replaced by their branches, so that
 * derivatives at a point of the box are those along the box: at x = 0, |x| on
 * [-1, 0] has slope -1, though x >= 0 there.  EXPR_NONE if a kink remains
 * whose condition depends on a variable in `vars`. */
static expr settle(recheck *c, reval *e, expr f, uint64_t vars)
{
    expr branch[2], kink;
    sign_condition cond[2];
    bool changed = true, left = false;
    while (changed && f != EXPR_NONE) {
        changed = left = false;
        for (int k = 0; (kink = expr_kink(c->pool, f, k)) != EXPR_NONE; k++) {
            if (!recheck_read_kink(c, kink, branch, cond))
                return EXPR_NONE;
            int take = -1;
            for (int b = 1; b >= 0; b--) {
                const rrange *v = reval_enclose(e, cond[b].e);
                if (cond[b].strict ? rrange_pos(v) : rrange_nonneg(v))
                    take = b;
            }
            if (take >= 0) {
                f = expr_replace(c->pool, f, kink, branch[take]);
                changed = true;
                break;
            }
            left = left || (expr_vars(c->pool, cond[0].e) & vars) != 0;
        }
    }
    return left ? EXPR_NONE : f;
}

/* ---- mean value --------------------------------------------------------- */

/* f is continuous on a bounded box with midpoint m.  Along the segment from m
 * to x, f is piecewise smooth with derivatives in d = (d_1, ..., d_n), so
 * f(x) - f(m) is in sum d_i (x_i - m_i), |x_i - m_i| <= half the width.  The
 * segment may leave the hypotheses: they are not used. */
bool recheck_mean_value(recheck *c, const statement *s, const cert_node *n)
{
    for (int i = 0; i < c->nvars; i++)
        if (!bounded(&s->box[i]))
            return recheck_reject(c, s, n, NULL, "the box is not bounded");
    reval *e = recheck_evaluator(c, n, s, false);
    slong prec = reval_prec(e);
    if (!reval_continuous(e, s->f))
        return recheck_reject(c, s, n, NULL, "not shown continuous");
    rrange *v = ranges_new(2);
    mpq_t half, minus;
    mpq_init(half);
    mpq_init(minus);
    rrange_set_si(&v[0], 0);
    for (int i = 0; i < c->nvars; i++) {
        expr d = recheck_slope(c, s->f, i);
        mpq_sub(half, s->box[i].hi, s->box[i].lo);
        mpq_div_2exp(half, half, 1);
        mpq_neg(minus, half);
        rrange_set_q(&v[1], minus, false, half, false, prec);
        rrange_mul(&v[1], reval_enclose(e, d), &v[1], prec);
        rrange_add(&v[0], &v[0], &v[1], prec);
    }
    statement t = recheck_copy(c, s);
    for (int i = 0; i < c->nvars; i++) {
        range *r = &t.box[i];
        mpq_add(half, r->lo, r->hi);
        mpq_div_2exp(half, half, 1);
        mpq_set(r->lo, half);
        mpq_set(r->hi, half);
        r->lo_open = r->hi_open = false;
    }
    reval_set_box(e, t.box, c->nvars);
    rrange_add(&v[0], reval_enclose(e, s->f), &v[0], prec);
    bool ok = recheck_leaf(c, s, n, &v[0], "mean value form lacks the sign");
    recheck_drop(c, &t);
    ranges_free(v, 2);
    mpq_clear(half);
    mpq_clear(minus);
    return ok;
}

/* ---- Taylor ------------------------------------------------------------- */

/* f is smooth in x_i on the closed range, q in it:
 * f(x) = sum_{j<m} a_j(q) h^j + a_m(xi) h^m, h = x_i - q, xi between. */
bool recheck_taylor(recheck *c, const statement *s, const cert_node *n)
{
    int i = n->var, m = n->order;
    if (i < 0 || i >= c->nvars || !n->has_q || m < 1 || m > MOST_ORDER)
        return recheck_reject(c, s, n, NULL, "malformed Taylor rule");
    const range *r = &s->box[i];
    if (!bounded(r) || mpq_cmp(r->lo, n->q) > 0 || mpq_cmp(n->q, r->hi) > 0)
        return recheck_reject(c, s, n, NULL, "centre outside the range");
    reval *e = recheck_evaluator(c, n, s, false);
    slong prec = reval_prec(e);
    rrange *a = ranges_new(m + 1), *v = ranges_new(4);
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    rrange_set_q(&v[0], r->lo, false, r->hi, false, prec);
    reval_set_var(e, i, &v[0]);
    bool ok = reval_jet(e, s->f, i, m, a);
    if (ok) {
        rrange_set(&v[3], &a[m]);
        expr f = settle(c, e, s->f, UINT64_C(1) << i);
        rrange_set_q(&v[0], n->q, false, n->q, false, prec);
        reval_set_var(e, i, &v[0]);
        ok = f != EXPR_NONE && reval_jet(e, f, i, m, a);
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
    ranges_free(a, m + 1);
    ranges_free(v, 4);
    mpq_clear(lo);
    mpq_clear(hi);
    return ok;
}

/* ---- contact ------------------------------------------------------------ */

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
static bool extend(range *r, const rrange *p)
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

typedef struct {
    int side;   /* +1: x_i >= p where it matters; -1: <=; 0: not known */
    bool apart; /* x_i = p does not occur */
} position;

/* By a hypothesis that says so, else by exact comparison, else by
 * enclosures. */
static position locate(recheck *c, const statement *s, int i, expr p,
                       const rrange *pv, slong prec)
{
    expr x = expr_var(c->pool, i);
    expr diff[2] = {expr_sub(c->pool, x, p), expr_sub(c->pool, p, x)};
    const range *r = &s->box[i];
    for (size_t k = 0; k < s->nhyps; k++)
        for (int d = 0; d < 2; d++)
            if (s->hyp[k].e == diff[d])
                return (position){d == 0 ? 1 : -1, s->hyp[k].strict};
    position at = {0, false};
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
    of_range(&v, r, prec);
    rrange_sub(&v, &v, pv, prec);
    at.side = rrange_nonneg(&v) ? 1 : rrange_nonpos(&v) ? -1 : 0;
    at.apart = rrange_nonzero(&v);
    rrange_clear(&v);
    return at;
}

/* The tangent rule's child: the sign that a_m needs, as a statement about
 * the m-th derivative, on the box with x_i in reach, as in e. */
static bool lead_statement(recheck *c, const statement *s, const cert_node *n,
                           reval *e, const range *reach, bool negative)
{
    statement t = recheck_copy(c, s);
    recheck_release_var(c, &t, n->var);
    t.f = settle(c, e, s->f, UINT64_C(1) << n->var);
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
static bool vanishes(recheck *c, const statement *s, const cert_node *n,
                     reval *e, const range *reach, rrange *lead)
{
    int i = n->var, m = n->order;
    rrange *a = ranges_new(m + 1);
    of_range(&a[0], reach, reval_prec(e));
    reval_set_var(e, i, &a[0]);
    bool ok = reval_jet(e, s->f, i, m, a);
    if (ok)
        rrange_set(lead, &a[m]);
    ranges_free(a, m + 1);
    if (!ok)
        return recheck_reject(c, s, n, NULL, "not shown smooth to p");
    expr f = recheck_pin(c, s, s->f, i);
    expr p = recheck_pin(c, s, n->expr[0], i);
    exact *x = recheck_exact(c, e);
    ok = f != EXPR_NONE && p != EXPR_NONE && exact_jet_is_zero(x, f, i, p, m);
    exact_free(x);
    if (!ok)
        return recheck_reject(c, s, n, NULL, "the contact is not exact");
    f = settle(c, e, f, UINT64_C(1) << i);
    bool doubt = recheck_doubts_jet(c, s, e, f, i, p, m);
    reval_set_box(e, s->box, c->nvars); /* back to x_i in reach */
    a = ranges_new(1);
    of_range(&a[0], reach, reval_prec(e));
    reval_set_var(e, i, &a[0]);
    ranges_free(a, 1);
    return !doubt ||
           recheck_reject(c, s, n, NULL, "a coefficient is not 0 at a point");
}

/* f(x) = a_m(xi) (x_i - p)^m.  For m even, or x_i >= p, that is >= 0 when
 * a_m is; for m odd and x_i <= p, when -a_m is; > 0 when moreover a_m != 0
 * and x_i != p. */
bool recheck_contact(recheck *c, const statement *s, const cert_node *n)
{
    int i = n->var, m = n->order;
    if (i < 0 || i >= c->nvars || m < 1 || m > MOST_ORDER || n->nexpr != 1 ||
        (expr_vars(c->pool, n->expr[0]) >> i & 1) != 0)
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
    bool ok = pv.ok && extend(&reach, &pv);
    if (!ok)
        recheck_reject(c, s, n, &pv, "p is not enclosed");
    position at = {0, false};
    if (ok) {
        at = locate(c, s, i, n->expr[0], &pv, prec);
        if ((m % 2 != 0 && at.side == 0) || (s->strict && !at.apart))
            ok = recheck_reject(c, s, n, NULL, "p lies on the wrong side");
    }
    bool negative = m % 2 != 0 && at.side < 0;
    ok = ok && vanishes(c, s, n, e, &reach, &lead);
    if (ok && n->rule == CERT_TANGENT) {
        ok = lead_statement(c, s, n, e, &reach, negative);
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

/* ---- convexity ---------------------------------------------------------- */

/* Completing squares: a symmetric matrix with a_11 > 0 is semidefinite when
 * the rest less a_1i a_1j / a_11 is; with a first row of zeros, when the rest
 * is.  Interval by interval that is shown of all matrices in h at once.  Only
 * the upper triangle of h is read, and it is overwritten. */
static bool semidefinite(rrange *h, int n, slong prec)
{
    rrange q;
    bool ok = true;
    rrange_init(&q);
    for (int k = 0; k < n && ok; k++) {
        bool zero = true;
        for (int j = k; j < n; j++)
            zero = zero && rrange_is_zero(&h[k * n + j]);
        if (zero)
            continue;
        ok = rrange_pos(&h[k * n + k]);
        for (int i = k + 1; i < n && ok; i++)
            for (int j = i; j < n; j++) {
                if (i == j)
                    rrange_pow(&q, &h[k * n + i], 2, prec);
                else
                    rrange_mul(&q, &h[k * n + i], &h[k * n + j], prec);
                rrange_div(&q, &q, &h[k * n + k], prec);
                rrange_sub(&h[i * n + j], &h[i * n + j], &q, prec);
            }
    }
    rrange_clear(&q);
    return ok;
}

/* f at a closed point, exactly 0 where normal forms show it. */
static void at_point(recheck *c, reval *e, expr f, const expr *point,
                     rrange *v)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        f = expr_subst(c->pool, f, i, point[i]);
    rrange_set(v, reval_enclose(e, f));
    if (!v->ok || rrange_nonzero(v))
        return;
    exact *x = recheck_exact(c, e);
    if (exact_is_zero(x, f))
        rrange_set_si(v, 0);
    exact_free(x);
}

/* e's box becomes D, the closed box joined with the point; d[i] = x_i - c_i. */
static void join(recheck *c, const statement *s, const cert_node *n, reval *e,
                 rrange *d)
{
    slong prec = reval_prec(e);
    rrange p, b;
    mpq_t lo, hi;
    rrange_init(&p);
    rrange_init(&b);
    mpq_init(lo);
    mpq_init(hi);
    for (int i = 0; i < c->nvars; i++) {
        const range *r = &s->box[i];
        rrange_set(&p, reval_enclose(e, n->expr[i]));
        of_range(&b, r, prec);
        b.lo_open = b.lo_open && r->lo_inf; /* closed, but at infinity */
        b.hi_open = b.hi_open && r->hi_inf;
        if (expr_is_const(c->pool, n->expr[i])) {
            mpq_srcptr q = expr_const_value(c->pool, n->expr[i]);
            mpq_sub(lo, r->lo, q);
            mpq_sub(hi, r->hi, q);
            rrange_set_q(&d[i], r->lo_inf ? NULL : lo, false,
                         r->hi_inf ? NULL : hi, false, prec);
        } else {
            rrange_sub(&d[i], &b, &p, prec);
        }
        rrange_hull(&b, &b, &p, prec);
        if (arf_is_finite(&b.lo))
            b.lo_open = false;
        if (arf_is_finite(&b.hi))
            b.hi_open = false;
        reval_set_var(e, i, &b);
    }
    rrange_clear(&p);
    rrange_clear(&b);
    mpq_clear(lo);
    mpq_clear(hi);
}

/* f is smooth with a semidefinite Hessian on the convex set D, so that it is
 * above its tangent plane at any point of D:
 * f(x) >= f(c) + sum f_i(c) (x_i - c_i). */
bool recheck_convex(recheck *c, const statement *s, const cert_node *n)
{
    int nv = c->nvars;
    bool ok = n->nexpr == (size_t)nv;
    for (int i = 0; i < nv && ok; i++)
        ok = expr_vars(c->pool, n->expr[i]) == 0;
    if (!ok)
        return recheck_reject(c, s, n, NULL, "malformed convexity rule");
    reval *e = recheck_evaluator(c, n, s, false);
    slong prec = reval_prec(e);
    rrange *d = ranges_new(nv), *h = ranges_new(nv * nv), *v = ranges_new(2);
    join(c, s, n, e, d);
    expr f = reval_decided(e, s->f) ? settle(c, e, s->f, UINT64_MAX)
                                    : EXPR_NONE;
    ok = f != EXPR_NONE;
    for (int i = 0; i < nv && ok; i++)
        for (int j = 0; j < nv && ok; j++) {
            expr fij = recheck_slope(c, recheck_slope(c, f, i), j);
            rrange_set(&h[i * nv + j], reval_enclose(e, fij));
            ok = h[i * nv + j].ok;
        }
    ok = ok && semidefinite(h, nv, prec);
    if (!ok) {
        recheck_reject(c, s, n, NULL, "not shown convex");
    } else {
        at_point(c, e, f, n->expr, &v[0]);
        for (int i = 0; i < nv; i++) {
            at_point(c, e, recheck_slope(c, f, i), n->expr, &v[1]);
            rrange_mul(&v[1], &v[1], &d[i], prec);
            rrange_add(&v[0], &v[0], &v[1], prec);
        }
        ok = recheck_leaf(c, s, n, &v[0], "the tangent plane lacks the sign");
    }
    ranges_free(d, nv);
    ranges_free(h, nv * nv);
    ranges_free(v, 2);
    return ok;
}
