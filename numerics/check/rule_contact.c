/* `contact VAR M EXPR` and `tangent VAR M EXPR`: f vanishes to order M at a
 * place of one variable.  Believed. */
#include "checker_internal.h"

#include "../exact/exact.h"
#include "../base/memory.h"

#include <stdlib.h>

/* Where B_i lies with respect to p.  side: +1 x_i >= p, -1 x_i <= p, 0 not
 * known.  apart: x_i = p is certainly not in question. */
typedef struct {
    int side;
    bool apart;
    expr by;    /* the hypothesis that says so; EXPR_NONE where none does */
    range hull; /* R = hull(B_i, p), with rational ends */
} place;

static const char *malformed(const checker *c, const cert_node *n)
{
    if (!checker_has_var(c, n) || n->order < 1 ||
        n->order > CHECKER_MAX_ORDER || n->nexpr != 1)
        return "malformed contact rule";
    if ((expr_vars(c->pool, n->expr[0]) >> n->var & 1) != 0)
        return "contact point depends on its own variable";
    return NULL;
}

static void set_ends(iv_ptr v, const range *r)
{
    iv_set_ends(v, r->lo_inf ? NULL : r->lo, r->lo_open,
                r->hi_inf ? NULL : r->hi, r->hi_open);
}

/* A hypothesis that is p - x_i or x_i - p itself decides; else exact
 * comparison with a rational p, or enclosures (p's is `point`). */
int rule_contact_side(checker *c, const checker_goal *g, int i, expr p,
                      iv_srcptr point, bool *apart, expr *by)
{
    *by = EXPR_NONE;
    const range *r = &g->box[i];
    expr x = expr_var(c->pool, i);
    expr above = expr_sub(c->pool, x, p), below = expr_sub(c->pool, p, x);
    for (size_t k = 0; k < g->nhyps; k++)
        if (g->hyp[k].e == above || g->hyp[k].e == below) {
            *apart = g->hyp[k].strict;
            *by = g->hyp[k].e;
            return g->hyp[k].e == above ? 1 : -1;
        }
    if (expr_is_const(c->pool, p)) {
        mpq_srcptr q = expr_const_value(c->pool, p);
        int lo = r->lo_inf ? -1 : mpq_cmp(r->lo, q);
        int hi = r->hi_inf ? 1 : mpq_cmp(r->hi, q);
        *apart = lo > 0 || hi < 0 || (lo == 0 && r->lo_open) ||
                 (hi == 0 && r->hi_open);
        return lo >= 0 ? 1 : hi <= 0 ? -1 : 0;
    }
    set_ends(c->t, r);
    iv_sub(c->t, c->t, point);
    *apart = iv_certainly_nonzero(c->t);
    return iv_certainly_nonneg(c->t) ? 1 : iv_certainly_nonpos(c->t) ? -1 : 0;
}

/* Fills d; the evaluator is left with x_i in R and without hypotheses. */
static bool locate(checker *c, const checker_goal *g, const cert_node *n,
                   place *d)
{
    checker_use(c, n, g, false);
    iv_set(c->u, eval_enclose(c->ev, n->expr[0]));
    if (!iv_is_defined(c->u))
        return checker_reject(c, "contact point is not enclosed");
    eval_range_hull(&d->hull, &g->box[n->var], c->u);
    d->side = rule_contact_side(c, g, n->var, n->expr[0], c->u, &d->apart,
                                &d->by);
    set_ends(c->t, &d->hull);
    eval_set_var(c->ev, n->var, c->t);
    return true;
}

/* c->u = a_m on R; undefined unless f is m times continuously differentiable
 * there. */
void rule_contact_lead(checker *c, expr f, int i, int m)
{
    iv_struct *a = xmalloc((size_t)(m + 1) * sizeof *a);
    for (int j = 0; j <= m; j++)
        iv_init(&a[j], eval_prec(c->ev));
    eval_taylor(c->ev, f, i, m, a);
    iv_set(c->u, &a[m]);
    for (int j = 0; j <= m; j++)
        iv_clear(&a[j]);
    free(a);
}

/* The coefficients of orders below m vanish at x_i = p: exactly, and at
 * points, too, whatever the normal forms say. */
bool rule_contact_vanishes(checker *c, const checker_goal *g, int i, expr p,
                           int m)
{
    expr f = g->f;
    if (!range_is_point(&g->box[i])) {
        f = checker_pinned(c, g, f);
        p = checker_pinned(c, g, p);
    }
    exact *x = eval_exact(c->pool, c->ev);
    bool ok =
        f != EXPR_NONE && p != EXPR_NONE && exact_jet_is_zero(x, f, i, p, m);
    exact_free(x);
    if (!ok)
        return checker_reject(c, "contact is not shown to be exact");
    f = checker_resolved(c, f, UINT64_C(1) << i);
    if (eval_contradicts_jet(c->ev, f, i, p, m))
        return checker_reject(c,
                              "a coefficient does not vanish at the contact");
    return true;
}

static bool negative(const cert_node *n, const place *d)
{
    return n->order % 2 == 1 && d->side < 0;
}

static bool is_contact(checker *c, const checker_goal *g, const cert_node *n,
                       place *d)
{
    if (!locate(c, g, n, d))
        return false;
    rule_contact_lead(c, g->f, n->var, n->order);
    if (!iv_is_defined(c->u))
        return checker_reject(c, "not shown smooth up to the contact");
    if (n->rule == CERT_CONTACT) { /* the cheap test first */
        if (negative(n, d))
            iv_neg(c->u, c->u);
        if (!checker_has_sign(c->u, g->strict))
            return checker_reject(c, "the leading coefficient lacks the sign");
    }
    if (!rule_contact_vanishes(c, g, n->var, n->expr[0], n->order))
        return false;
    if ((n->order % 2 == 1 && d->side == 0) || (g->strict && !d->apart))
        return checker_reject(
            c, "contact on the wrong side, or inside a strict claim");
    return true;
}

/* Contact of order m.  Let p be a function of the other variables, and let f
 * be m times continuously differentiable in x_i on R = hull(B_i, p), the other
 * variables in B.  If the Taylor coefficients a_0, ..., a_{m-1} of f in x_i
 * vanish at x_i = p for all values of the others, then by Lagrange
 *   f(x) = a_m(x_i = xi) (x_i - p)^m,  xi between p and x_i.
 * So f >= 0 when a_m >= 0 on R and m is even or x_i >= p on B, and when
 * a_m <= 0 on R, m is odd and x_i <= p on B.  If moreover a_m is strictly
 * signed and x_i = p does not occur in B, f > 0.  The sign of a_m is read off
 * its enclosure (contact), or is the child's goal for m! a_m (tangent).
 * Where x_i is p, f is a_0, which is 0; so a_m's sign matters only where xi lies
 * strictly between p and x_i.  There xi is on that side of p, too, on which a
 * hypothesis says that x_i lies: the child has it, as a strict one. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, n);
    if (why != NULL)
        return checker_reject(c, why);
    place d;
    range_init(&d.hull);
    bool ok = is_contact(c, g, n, &d);
    range_clear(&d.hull);
    if (!ok)
        return false;
    c->report->leaves++;
    if (c->margin && mpfr_sgn(c->report->margin_lower) > 0)
        mpfr_set_zero(c->report->margin_lower, 1);
    return true;
}

/* +-(d/dx_i)^m f with x_i in R, on a hypothesis' side of p; f's kinks are
 * resolved on R. */
static checker_about lead(checker *c, const checker_goal *g, const cert_node *n,
                          int k, checker_goal *out)
{
    (void)k;
    place d = {.by = EXPR_NONE};
    expr f = EXPR_NONE;
    if (malformed(c, n) != NULL)
        return CHECKER_NO_CHILD;
    range_init(&d.hull);
    if (locate(c, g, n, &d)) {
        f = checker_resolved(c, g->f, UINT64_C(1) << n->var);
        for (int j = 0; j < n->order && f != EXPR_NONE; j++)
            f = expr_diff(c->pool, f, n->var);
        if (f != EXPR_NONE && negative(n, &d))
            f = expr_neg(c->pool, f);
        range_set(&out->box[n->var], &d.hull);
    }
    range_clear(&d.hull);
    checker_goal_drop_hyps(out, c->pool, n->var);
    if (d.by != EXPR_NONE) /* it was dropped: there is room */
        out->hyp[out->nhyps++] = (sign_condition){d.by, true};
    out->f = f;
    return f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_contact = {test, NULL};
const checker_rule rule_tangent = {test, lead};
