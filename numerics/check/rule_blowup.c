/* `blowup N (C W)...`: a box as seen from a point.  Believed. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

static mpq_srcptr centre(const checker *c, const cert_node *n, int i)
{
    return expr_const_value(c->pool, n->expr[2 * i]);
}

static mpq_srcptr scale(const checker *c, const cert_node *n, int i)
{
    return expr_const_value(c->pool, n->expr[2 * i + 1]);
}

static bool takes_part(const checker *c, const cert_node *n, int i)
{
    return mpq_sgn(scale(c, n, i)) > 0;
}

/* Is there something of the range above q (s > 0), or below it? */
static bool reaches(const range *r, mpq_srcptr q, int s)
{
    return s > 0 ? r->hi_inf || mpq_cmp(r->hi, q) > 0
                 : r->lo_inf || mpq_cmp(r->lo, q) < 0;
}

static bool centre_is_inside(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    bool inside = true;
    for (int i = 0; i < c->nvars && inside; i++)
        inside = !takes_part(c, n, i) ||
                 range_contains_q(&g->box[i], centre(c, n, i));
    return inside;
}

/* The variable and the side of chart number k; false: it is the centre's
 * number, or none. */
static bool find_chart(const checker *c, const checker_goal *g,
                       const cert_node *n, int k, int *var, int *side)
{
    for (int i = 0; i < c->nvars; i++)
        for (int s = 1; s >= -1; s -= 2)
            if (takes_part(c, n, i) &&
                reaches(&g->box[i], centre(c, n, i), s) && k-- == 0) {
                *var = i;
                *side = s;
                return true;
            }
    return false;
}

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    size_t charts = 0;
    int i, s;
    bool some = false;
    if (n->nexpr != 2 * (size_t)c->nvars)
        return "malformed blow-up";
    for (size_t k = 0; k < n->nexpr; k++)
        if (!expr_is_const(c->pool, n->expr[k]))
            return "a centre or a scale is not a number";
    for (i = 0; i < c->nvars; i++) {
        if (mpq_sgn(scale(c, n, i)) < 0)
            return "a scale is negative";
        some = some || takes_part(c, n, i);
    }
    if (!some)
        return "no variable takes part";
    while (find_chart(c, g, n, (int)charts, &i, &s))
        charts++;
    charts += centre_is_inside(c, g, n);
    return charts == n->nchild ? NULL : "not a child for each chart";
}

/* Blow-up.  Let S be the variables with w_i > 0.  At a point x of B let
 * t = max |x_i - c_i|/w_i over S.  If t = 0, then x_i = c_i on S, and c lies in
 * these ranges: the last child, if it does.  Otherwise t is reached for some i,
 * on one side s of c_i, on which B_i has points:
 *   x_i = c_i + s w_i t, t > 0;   x_j = c_j + w_j t y_j, |y_j| <= 1 (j in S).
 * In this chart t has the range of s (x_i - c_i)/w_i, without what is <= 0; y_j
 * has the sign of x_j - c_j, if B_j tells; and that x_j lies in B_j is what hypotheses
 * say, which are added where an end of B_j other than c_j is finite.  f and H
 * with these x in it, for t and y_j anywhere in these ranges, are f and H at
 * points of B: so f has the sign if the children have it. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    return why == NULL || checker_reject(c, why);
}

/* t's range: that of s (x_i - c_i)/w_i, without what is not positive. */
static void set_radius(const checker *c, const cert_node *n, int i, int s,
                       range *r)
{
    mpq_srcptr p = centre(c, n, i), w = scale(c, n, i);
    if (s < 0) { /* -B_i + c_i */
        mpq_swap(r->lo, r->hi);
        bool inf = r->lo_inf, open = r->lo_open;
        r->lo_inf = r->hi_inf;
        r->lo_open = r->hi_open;
        r->hi_inf = inf;
        r->hi_open = open;
        mpq_sub(r->lo, p, r->lo);
        mpq_sub(r->hi, p, r->hi);
    } else {
        mpq_sub(r->lo, r->lo, p);
        mpq_sub(r->hi, r->hi, p);
    }
    mpq_div(r->lo, r->lo, w);
    mpq_div(r->hi, r->hi, w);
    if (r->lo_inf || mpq_sgn(r->lo) <= 0) {
        mpq_set_ui(r->lo, 0, 1);
        r->lo_inf = false;
        r->lo_open = true;
    }
}

/* y_j's range, from that of x_j. */
static void set_ratio(const checker *c, const cert_node *n, int j, range *r)
{
    int lo = r->lo_inf ? -1 : mpq_cmp(r->lo, centre(c, n, j));
    int hi = r->hi_inf ? 1 : mpq_cmp(r->hi, centre(c, n, j));
    r->lo_open = lo > 0 || (lo == 0 && r->lo_open);
    r->hi_open = hi < 0 || (hi == 0 && r->hi_open);
    r->lo_inf = r->hi_inf = false;
    mpq_set_si(r->lo, lo >= 0 ? 0 : -1, 1);
    mpq_set_si(r->hi, hi <= 0 ? 0 : 1, 1);
}

/* x_j is in B_j. */
static void add_hyps(checker *c, const range *b, mpq_srcptr p, expr x,
                     checker_goal *out)
{
    if (!b->lo_inf && mpq_cmp(b->lo, p) != 0)
        out->hyp[out->nhyps++] = (sign_condition){
            expr_sub(c->pool, x, expr_q(c->pool, b->lo)), b->lo_open};
    if (!b->hi_inf && mpq_cmp(b->hi, p) != 0)
        out->hyp[out->nhyps++] = (sign_condition){
            expr_sub(c->pool, expr_q(c->pool, b->hi), x), b->hi_open};
}

static bool replace(checker *c, checker_goal *out, size_t nhyps, int i, expr to)
{
    bool ok = (out->f = expr_subst(c->pool, out->f, i, to)) != EXPR_NONE;
    for (size_t j = 0; j < nhyps && ok; j++) {
        expr *e = &out->hyp[j].e;
        ok = (*e = expr_subst(c->pool, *e, i, to)) != EXPR_NONE;
    }
    return ok;
}

/* x_i by t, which is called x_i, then each x_j by y_j, which is called x_j. */
static bool chart(checker *c, const checker_goal *g, const cert_node *n, int i,
                  int s, checker_goal *out)
{
    expr_pool *p = c->pool;
    expr t = expr_var(p, i), w = n->expr[2 * i + 1];
    expr step = expr_mul(p, s > 0 ? w : expr_neg(p, w), t);
    size_t room = g->nhyps + 2 * (size_t)c->nvars + 1, nhyps = g->nhyps;
    out->hyp = xrealloc(out->hyp, room * sizeof *out->hyp);
    bool ok = replace(c, out, nhyps, i, expr_add(p, n->expr[2 * i], step));
    set_radius(c, n, i, s, &out->box[i]);
    for (int j = 0; j < c->nvars && ok; j++) {
        if (j == i || !takes_part(c, n, j))
            continue;
        expr x = expr_mul(p, expr_mul(p, n->expr[2 * j + 1], t),
                          expr_var(p, j));
        x = expr_add(p, n->expr[2 * j], x);
        ok = replace(c, out, nhyps, j, x);
        add_hyps(c, &g->box[j], centre(c, n, j), x, out);
        set_ratio(c, n, j, &out->box[j]);
    }
    return ok;
}

static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int k, checker_goal *out)
{
    int i, s;
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    if (find_chart(c, g, n, k, &i, &s))
        return chart(c, g, n, i, s, out) ? CHECKER_SAME : CHECKER_NO_CHILD;
    for (i = 0; i < c->nvars; i++) {
        range *r = &out->box[i];
        if (!takes_part(c, n, i))
            continue;
        mpq_set(r->lo, centre(c, n, i));
        mpq_set(r->hi, r->lo);
        r->lo_inf = r->hi_inf = r->lo_open = r->hi_open = false;
    }
    return CHECKER_SAME;
}

const checker_rule rule_blowup = {test, child};
