/* The goals of a certificate node's children, as the search sees them.  (The
 * checker forms them by itself.) */
#include "search_internal.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

void subgoal_copy(subgoal *d, const subgoal *s, int nvars)
{
    *d = *s;
    d->box = xmalloc((size_t)nvars * sizeof *d->box + 1);
    for (int i = 0; i < nvars; i++) {
        range_init(&d->box[i]);
        range_set(&d->box[i], &s->box[i]);
    }
    d->hyp = xmalloc((s->nhyps + 1) * sizeof *d->hyp); /* room for cases */
    if (s->nhyps > 0)
        memcpy(d->hyp, s->hyp, s->nhyps * sizeof *d->hyp);
}

void subgoal_clear(subgoal *g, int nvars)
{
    for (int i = 0; i < nvars; i++)
        range_clear(&g->box[i]);
    free(g->box);
    free(g->hyp);
}

void subgoal_drop_hyps_on(subgoal *g, const expr_pool *pool, int var)
{
    size_t keep = 0;
    for (size_t j = 0; j < g->nhyps; j++)
        if ((expr_vars(pool, g->hyp[j].e) >> var & 1) == 0)
            g->hyp[keep++] = g->hyp[j];
    g->nhyps = keep;
}

static bool split_child(const cert_node *c, int k, subgoal *out)
{
    range *r = &out->box[c->var];
    mpq_set(k == 0 ? r->hi : r->lo, c->q);
    *(k == 0 ? &r->hi_inf : &r->lo_inf) = false;
    *(k == 0 ? &r->hi_open : &r->lo_open) = false;
    return true;
}

static bool monotone_child(searcher *s, const cert_node *c, int k,
                           subgoal *out)
{
    bool up = c->order > 0, strong = c->order == 2 || c->order == -2;
    range *r = &out->box[c->var];
    subgoal_drop_hyps_on(out, s->p->pool, c->var);
    if (k == 0) {
        expr d = expr_diff(s->p->pool, out->f, c->var);
        out->f = up ? d : expr_neg(s->p->pool, d);
        out->strict = strong;
        r->lo_open = r->hi_open = true;
        return out->f != EXPR_NONE;
    }
    mpq_set(up ? r->hi : r->lo, up ? r->lo : r->hi);
    r->lo_open = r->hi_open = r->lo_inf = r->hi_inf = false;
    out->strict = out->strict && !strong;
    return true;
}

static bool case_child(searcher *s, const cert_node *c, int k, subgoal *out)
{
    expr_pool *p = s->p->pool;
    expr kink = expr_kink(p, out->f, c->order);
    expr_branch way[2];
    if (kink == EXPR_NONE || !expr_branches(p, kink, way))
        return false;
    out->f = expr_replace(p, out->f, kink, way[k].value);
    out->hyp[out->nhyps].e = way[k].when;
    out->hyp[out->nhyps].strict = way[k].strict;
    out->nhyps++;
    return out->f != EXPR_NONE;
}

static bool invert_child(searcher *s, const cert_node *c, subgoal *out)
{
    expr_pool *p = s->p->pool;
    int i = c->var;
    expr inverse = expr_div(p, expr_si(p, 1), expr_var(p, i));
    out->f = expr_subst(p, out->f, i, inverse);
    for (size_t k = 0; k < out->nhyps; k++)
        out->hyp[k].e = expr_subst(p, out->hyp[k].e, i, inverse);
    range *r = &out->box[i], old;
    range_init(&old);
    range_set(&old, r);
    bool from_zero = mpq_sgn(old.lo) == 0;
    r->lo_open = old.hi_open || old.hi_inf;
    mpq_set_si(r->lo, 0, 1);
    if (!old.hi_inf)
        mpq_inv(r->lo, old.hi);
    r->lo_inf = false;
    r->hi_open = old.lo_open;
    r->hi_inf = from_zero;
    if (!from_zero)
        mpq_inv(r->hi, old.lo);
    range_clear(&old);
    return out->f != EXPR_NONE;
}

/* f with the kinks replaced whose branch is the same all over e's box. */
static expr resolve_kinks(searcher *s, eval *e, expr f)
{
    expr_branch way[2];
    expr kink;
    for (int k = 0; f != EXPR_NONE &&
                    (kink = expr_kink(s->p->pool, f, k)) != EXPR_NONE;
         k++) {
        if (!expr_branches(s->p->pool, kink, way))
            return EXPR_NONE;
        for (int b = 0; b < 2; b++) {
            iv_srcptr v = eval_enclose(e, way[b].when);
            if (way[b].strict ? !iv_certainly_pos(v) : !iv_certainly_nonneg(v))
                continue;
            f = expr_replace(s->p->pool, f, kink, way[b].value);
            k = -1; /* replacing renumbers them */
            break;
        }
    }
    return f;
}

/* +-(d/dx)^m f on the hull of the range and the contact. */
static bool tangent_child(searcher *s, const cert_node *c, subgoal *out)
{
    range *r = &out->box[c->var];
    eval *e = eval_new(s->p->pool, s->limits->prec != 0 ? s->limits->prec
                                                        : 128);
    eval_set_box(e, out->box, s->p->nvars);
    iv_srcptr p = eval_enclose(e, c->expr[0]);
    bool ok = iv_is_defined(p), right = false;
    expr x = expr_var(s->p->pool, c->var);
    for (size_t k = 0; k < out->nhyps; k++)
        right = right || out->hyp[k].e == expr_sub(s->p->pool, x, c->expr[0]);
    if (ok) {
        range own;
        range_init(&own);
        range_set(&own, r);
        eval_range_hull(r, &own, p);
        right = right || (!own.lo_inf && !mpfr_inf_p(iv_upper(p)) &&
                          mpfr_cmp_q(iv_upper(p), own.lo) <= 0);
        range_clear(&own);
    }
    subgoal_drop_hyps_on(out, s->p->pool, c->var);
    eval_set_box(e, out->box, s->p->nvars);
    out->f = resolve_kinks(s, e, out->f);
    eval_free(e);
    for (int j = 0; j < c->order && out->f != EXPR_NONE; j++)
        out->f = expr_diff(s->p->pool, out->f, c->var);
    if (out->f != EXPR_NONE && c->order % 2 == 1 && !right)
        out->f = expr_neg(s->p->pool, out->f);
    return ok && out->f != EXPR_NONE;
}

bool goal_child(searcher *s, const subgoal *g, const cert_node *c, int k,
                subgoal *out)
{
    subgoal_copy(out, g, s->p->nvars);
    switch (c->rule) {
    case CERT_SPLIT:
        return split_child(c, k, out);
    case CERT_MONOTONE:
        return monotone_child(s, c, k, out);
    case CERT_PRODUCT:
        out->f = c->expr[c->nexpr - 1];
        return true;
    case CERT_TANGENT:
        return tangent_child(s, c, out);
    case CERT_CASES:
        return case_child(s, c, k, out);
    case CERT_INVERT:
        return invert_child(s, c, out);
    default:
        return false;
    }
}

cert_node *prove_children(searcher *s, const subgoal *g, cert_node *c)
{
    int arity = cert_arity(c->rule);
    for (int j = 0; j < arity; j++) {
        /* a monotone node's face is cheaper than its slope: last child first */
        int k = c->rule == CERT_MONOTONE ? arity - 1 - j : j;
        subgoal sub;
        if (goal_child(s, g, c, k, &sub))
            c->child[k] = prove_subgoal(s, &sub);
        subgoal_clear(&sub, s->p->nvars);
        if (c->child[k] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return c;
}

/* ---- resuming ---------------------------------------------------------- */

static cert_node *copy_tree(const cert_node *c)
{
    if (c == NULL)
        return NULL;
    cert_node *d = cert_new(c->rule);
    d->var = c->var;
    d->order = c->order;
    d->prec = c->prec;
    d->has_q = c->has_q;
    mpq_set(d->q, c->q);
    d->nexpr = c->nexpr;
    if (c->nexpr > 0) {
        d->expr = xmalloc(c->nexpr * sizeof *d->expr);
        memcpy(d->expr, c->expr, c->nexpr * sizeof *d->expr);
    }
    if (c->power != NULL) {
        d->power = xmalloc(c->nexpr * sizeof *d->power);
        memcpy(d->power, c->power, (c->nexpr - 1) * sizeof *d->power);
    }
    for (int k = 0; k < cert_arity(c->rule); k++)
        d->child[k] = copy_tree(c->child[k]);
    return d;
}

static cert_node *finish(searcher *s, const subgoal *g, cert_node *c)
{
    if (c == NULL || c->rule == CERT_OPEN) {
        cert_node *done = out_of_budget(s) ? NULL : prove_open(s, g);
        if (done == NULL)
            return c != NULL ? c : cert_new(CERT_OPEN);
        cert_free(c);
        return done;
    }
    for (int k = 0; k < cert_arity(c->rule); k++) {
        if (cert_is_complete(c->child[k]))
            continue;
        subgoal sub;
        if (goal_child(s, g, c, k, &sub))
            c->child[k] = finish(s, &sub, c->child[k]);
        subgoal_clear(&sub, s->p->nvars);
    }
    return c;
}

cert_node *resume_tree(searcher *s, const subgoal *g, const cert_node *from)
{
    return finish(s, g, copy_tree(from));
}

/* ---- repairing --------------------------------------------------------- */

cert_node *repair_tree(searcher *s, const subgoal *g, cert_node *c)
{
    int arity = cert_arity(c->rule);
    if (!cert_is_complete(c) || tries(s, g, c))
        return c;
    for (int k = 0; k < arity; k++) {
        subgoal sub;
        if (goal_child(s, g, c, k, &sub))
            c->child[k] = repair_tree(s, &sub, c->child[k]);
        subgoal_clear(&sub, s->p->nvars);
    }
    if (arity > 0 && (!cert_is_complete(c) || tries(s, g, c)))
        return c;
    cert_free(c); /* the rule itself was wrong here */
    c = out_of_budget(s) ? NULL : prove_subgoal(s, g);
    if (c != NULL && tries(s, g, c))
        return c;
    cert_free(c);
    s->r->open++;
    return cert_new(CERT_OPEN);
}
