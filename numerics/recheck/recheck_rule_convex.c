/* `convex EXPR...`, by the second engine: a second opinion on
 * ../check/rule_convex.c, from the same theorem in other code. */
#include "recheck_internal.h"

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
static void at_point(recheck *c, reval *e, expr f, const expr *point, rrange *v)
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
static void join(recheck *c, const recheck_goal *s, const cert_node *n,
                 reval *e, rrange *d)
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
        recheck_of_range(&b, r, prec);
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
bool recheck_rule_convex(recheck *c, const recheck_goal *s, const cert_node *n)
{
    int nv = c->nvars;
    bool ok = n->nexpr == (size_t)nv;
    for (int i = 0; i < nv && ok; i++)
        ok = expr_vars(c->pool, n->expr[i]) == 0;
    if (!ok)
        return recheck_reject(c, s, n, NULL, "malformed convexity rule");
    reval *e = recheck_evaluator(c, n, s, false);
    slong prec = reval_prec(e);
    rrange *d = recheck_ranges_new(nv), *h = recheck_ranges_new(nv * nv),
           *v = recheck_ranges_new(2);
    join(c, s, n, e, d);
    expr f = reval_decided(e, s->f) ? recheck_settle(c, e, s->f, UINT64_MAX)
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
    recheck_ranges_free(d, nv);
    recheck_ranges_free(h, nv * nv);
    recheck_ranges_free(v, 2);
    return ok;
}
