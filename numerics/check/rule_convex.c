/* `convex EXPR...`: f lies above its supporting plane at a point.
 * Believed. */
#include "checker_internal.h"

#include "../exact/exact.h"
#include "../base/memory.h"

#include <stdlib.h>

/* Encloses f at the point given by closed expressions, exactly 0 when that
 * can be shown. */
static void enclose_at(checker *c, expr f, const expr *point, iv_ptr out)
{
    for (int i = 0; i < c->nvars && f != EXPR_NONE; i++)
        f = expr_subst(c->pool, f, i, point[i]);
    if (f == EXPR_NONE) {
        iv_set_undefined(out);
        return;
    }
    iv_set(out, eval_enclose(c->ev, f));
    if (!iv_is_defined(out) || iv_certainly_nonzero(out))
        return;
    exact *x = eval_exact(c->pool, c->ev);
    if (exact_is_zero(x, f))
        iv_set_si(out, 0);
    exact_free(x);
}

/* d = B_i - q, with exact zeros at ends that are q. */
static void offset_exactly(iv_ptr d, const range *r, mpq_srcptr q)
{
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    mpq_sub(lo, r->lo, q);
    mpq_sub(hi, r->hi, q);
    iv_set_ends(d, r->lo_inf ? NULL : lo, false, r->hi_inf ? NULL : hi, false);
    mpq_clear(lo);
    mpq_clear(hi);
}

/* d_i = x_i - c_i; the evaluator's box becomes D. */
static void join(checker *c, const checker_goal *g, const cert_node *n,
                 iv_struct *d)
{
    for (int i = 0; i < c->nvars; i++) {
        const range *r = &g->box[i];
        iv_set(c->u, eval_enclose(c->ev, n->expr[i]));
        iv_set_ends(c->t, r->lo_inf ? NULL : r->lo, false,
                    r->hi_inf ? NULL : r->hi, false);
        if (expr_is_const(c->pool, n->expr[i]))
            offset_exactly(&d[i], r, expr_const_value(c->pool, n->expr[i]));
        else
            iv_sub(&d[i], c->t, c->u);
        iv_hull(c->t, c->t, c->u);
        c->t->lo_open = c->t->hi_open = false;
        eval_set_var(c->ev, i, c->t);
    }
}

/* f's Hessian over the evaluator's box is positive semidefinite; h holds
 * nvars^2 intervals. */
static bool has_convex_hessian(checker *c, expr f, iv_struct *h)
{
    int nv = c->nvars;
    for (int i = 0; i < nv; i++)
        for (int j = 0; j < nv; j++) {
            expr e = checker_hessian(c, f, i, j);
            if (e == EXPR_NONE)
                return false;
            iv_set(&h[i * nv + j], eval_enclose(c->ev, e));
            if (!iv_is_defined(&h[i * nv + j]))
                return false;
        }
    return iv_matrix_psd(h, nv);
}

/* c->t = f(c) + sum f_i(c) d_i. */
static void plane(checker *c, expr f, const cert_node *n, const iv_struct *d)
{
    enclose_at(c, f, n->expr, c->t);
    for (int i = 0; i < c->nvars; i++) {
        enclose_at(c, checker_gradient(c, f, i), n->expr, c->u);
        iv_mul(c->u, c->u, &d[i]);
        iv_add(c->t, c->t, c->u);
    }
}

/* Supporting plane.  Let c be a point and D = hull(B, c), closed; let f be
 * twice continuously differentiable on D with positive semidefinite Hessian
 * there.  Then f is convex on D, and f(x) >= f(c) + sum f_i(c) (x_i - c_i).
 * Equality inside the domain (f(c) = 0, grad f(c) = 0) is seen exactly.
 * Derivatives are those of f with its kinks resolved on D. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    int nv = c->nvars, size = nv + nv * nv;
    if (n->nexpr != (size_t)nv)
        return checker_reject(c, "malformed convexity rule");
    for (int i = 0; i < nv; i++)
        if (expr_vars(c->pool, n->expr[i]) != 0)
            return checker_reject(c, "the point is not constant");
    checker_use(c, n, g, false);
    iv_struct *d = xmalloc((size_t)(size + 1) * sizeof *d);
    for (int i = 0; i < size; i++)
        iv_init(&d[i], eval_prec(c->ev));
    join(c, g, n, d);
    expr f = checker_continuous(c, g->f, true)
                 ? checker_resolved(c, g->f, UINT64_MAX)
                 : EXPR_NONE;
    bool ok = f != EXPR_NONE && has_convex_hessian(c, f, d + nv);
    if (ok)
        plane(c, f, n, d);
    for (int i = 0; i < size; i++)
        iv_clear(&d[i]);
    free(d);
    if (!ok)
        return checker_reject(c, "not shown convex on the box");
    return checker_leaf(c, g, c->t, "supporting plane lacks the sign");
}

const checker_rule rule_convex = {test, NULL};
