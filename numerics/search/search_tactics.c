/* Tactics for a whole box.  Each builds a certificate and lets the checker
 * say whether it holds; none decides anything itself. */
#include "search_internal.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- small tools ------------------------------------------------------- */

cert_node *search_leaf(cert_rule rule)
{
    return cert_new(rule);
}

bool search_tries(searcher *s, const goal *g, cert_node *c)
{
    s->effort += EFFORT_TRY;
    bool ok =
        checker_tries(s->ck, g->f, g->strict, g->box, g->hyp, g->nhyps, c);
    c->accepted = ok ? search_goal_key(s, g) : 0;
    return ok;
}

cert_node *search_keep_if(searcher *s, const goal *g, cert_node *c)
{
    if (search_tries(s, g, c))
        return c;
    cert_free(c);
    return NULL;
}

cert_node *search_node(cert_rule rule, const expr *e, size_t n)
{
    cert_node *c = search_leaf(rule);
    c->expr = xmalloc(n * sizeof *c->expr + 1);
    if (n > 0)
        memcpy(c->expr, e, n * sizeof *e);
    c->nexpr = n;
    return c;
}

static bool all_points(const searcher *s, const goal *g)
{
    for (int i = 0; i < s->p->nvars; i++)
        if (!range_is_point(&g->box[i]))
            return false;
    return true;
}

/* ---- leaves ------------------------------------------------------------ */

/* f = 0 everywhere on the box: rewrite f as 0. */
static cert_node *rule_zero(searcher *s, const goal *g)
{
    expr zero = expr_si(s->p->pool, 0);
    cert_node *c = search_node(CERT_PRODUCT, &zero, 1);
    c->child[0] = search_leaf(CERT_NATURAL);
    return search_keep_if(s, g, c);
}

cert_node *tactic_immediate(searcher *s, const goal *g)
{
    cert_node *c = NULL;
    for (int i = 0; i < s->p->nvars && c == NULL; i++)
        if (range_is_empty(&g->box[i]))
            c = search_leaf(CERT_EMPTY);
    for (size_t j = 0; j < g->nhyps && c == NULL; j++) {
        c = search_leaf(CERT_VOID);
        c->order = (int)j;
        c = search_keep_if(s, g, c);
    }
    if (c == NULL)
        c = search_keep_if(s, g, search_leaf(CERT_NATURAL));
    if (c != NULL || g->strict)
        return c;
    /* exactly zero?  asked only when numbers suggest it */
    meter m;
    double v = 0;
    search_meter_open(&m, s, &g->f, 1, g->box);
    for (unsigned k = 0; k < 3 && fabs(v) < 1e-12; k++) {
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
    }
    search_meter_close(&m);
    if (fabs(v) < 1e-12)
        return rule_zero(s, g);
    if (all_points(s, g)) { /* a hard number: more bits */
        c = search_leaf(CERT_NATURAL);
        c->prec = 1024;
        c = search_keep_if(s, g, c);
    }
    return c;
}

cert_node *tactic_convex(searcher *s, const goal *g, const probe *q)
{
    int n = s->p->nvars;
    if (n == 0 || n > 10 || q->n == 0 || expr_size(s->p->pool, g->f) > 2000)
        return NULL;
    expr_pool *pool = s->p->pool;
    expr *at = xmalloc((size_t)n * sizeof *at);
    cert_node *c = NULL;
    for (int attempt = 0; attempt < 2 && c == NULL; attempt++) {
        bool guessed = false;
        for (int i = 0; i < n; i++) {
            const range *r = &g->box[i];
            double x = q->v[0].x[i];
            mpq_t e;
            mpq_init(e);
            search_refute_coordinate(e, x, r);
            if (!r->lo_inf && x <= rational_near(r->lo))
                mpq_set(e, r->lo);
            if (!r->hi_inf && x >= rational_near(r->hi))
                mpq_set(e, r->hi);
            at[i] = expr_q(pool, e);
            mpq_clear(e);
            expr t;
            if (attempt == 0 &&
                search_guess_constants(pool, x, 1e-6, &t, 1) == 1) {
                at[i] = t;
                guessed = true;
            }
        }
        if (attempt == 0 && !guessed)
            continue;
        c = search_keep_if(s, g, search_node(CERT_CONVEX, at, (size_t)n));
    }
    free(at);
    return c;
}

/* ---- contact ----------------------------------------------------------- */

static cert_node *contact_node(cert_rule rule, const contact_spot *spot)
{
    cert_node *c = search_node(rule, &spot->at, 1);
    c->var = spot->var;
    c->order = spot->order;
    return c;
}

cert_node *tactic_contact(searcher *s, const goal *g, const contact_spot *spot,
                          size_t n)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < n && c == NULL; k++)
        if (spot[k].order >= 1)
            c = search_keep_if(s, g, contact_node(CERT_CONTACT, &spot[k]));
    return c;
}

static cert_node *tangent(searcher *s, const goal *g, const contact_spot *spot,
                          int order)
{
    cert_node *c = contact_node(CERT_TANGENT, spot);
    c->order = order;
    c = search_prove_children(s, g, c);
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}

/* Low orders first: f' at an end, f'' inside, even where more derivatives
 * vanish; those may factor.  Orders above 4 would make large derivatives. */
cert_node *tactic_tangent(searcher *s, const goal *g, const contact_spot *spot,
                          size_t n)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < n && c == NULL; k++) {
        const range *r = &g->box[spot[k].var];
        bool end = false;
        if (spot[k].order < 1)
            continue;
        if (expr_is_const(s->p->pool, spot[k].at)) {
            mpq_srcptr v = expr_const_value(s->p->pool, spot[k].at);
            end = (!r->lo_inf && mpq_cmp(v, r->lo) <= 0) ||
                  (!r->hi_inf && mpq_cmp(v, r->hi) >= 0);
        }
        int low = end ? 1 : 2;
        size_t old = search_effort_lend(s, 2);
        if (low <= spot[k].order)
            c = tangent(s, g, &spot[k], low);
        if (c == NULL && spot[k].order > low && spot[k].order <= 4)
            c = tangent(s, g, &spot[k], spot[k].order);
        search_effort_restore(s, old);
    }
    return c;
}

/* The first spot at a rational point inside its variable's range. */
static cert_node *split_at(searcher *s, const goal *g, const contact_spot *spot,
                           size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const range *r = &g->box[spot[k].var];
        if (!expr_is_const(s->p->pool, spot[k].at))
            continue;
        mpq_srcptr v = expr_const_value(s->p->pool, spot[k].at);
        if ((!r->lo_inf && mpq_cmp(v, r->lo) <= 0) ||
            (!r->hi_inf && mpq_cmp(v, r->hi) >= 0))
            continue;
        cert_node *c = search_leaf(CERT_SPLIT);
        c->var = spot[k].var;
        mpq_set(c->q, v);
        c->has_q = true;
        return c;
    }
    return NULL;
}

bool split_settles_kinks(searcher *s, const goal *g, const contact_spot *spot,
                         size_t n)
{
    cert_node *c = split_at(s, g, spot, n);
    bool settled = c != NULL;
    for (int k = 0; k < 2 && settled; k++) {
        goal t;
        settled =
            search_goal_child(s, g, c, k, &t) && !search_has_open_kink(s, &t);
        search_goal_clear(&t, s->p->nvars);
    }
    cert_free(c);
    return settled;
}

cert_node *tactic_split_at_contact(searcher *s, const goal *g,
                                   const contact_spot *spot, size_t n)
{
    cert_node *c = split_at(s, g, spot, n);
    return c != NULL ? search_prove_children(s, g, c) : NULL;
}

/* ---- monotone ---------------------------------------------------------- */

/* +1 or -1 when df/dx_i seems to have that sign all over, else 0. */
static int slope_sign(searcher *s, const goal *g, expr d)
{
    enum {
        POINTS = 64
    };
    meter m;
    double least = INFINITY, most = -INFINITY;
    search_meter_open(&m, s, &d, 1, g->box);
    for (unsigned k = 0; k < POINTS; k++) {
        double v;
        search_meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        if (isnan(v))
            continue;
        least = fmin(least, v);
        most = fmax(most, v);
    }
    search_meter_close(&m);
    double noise = 1e-13 * fmax(fabs(least), fabs(most));
    if (!(least <= most))
        return 0;
    return least >= -noise ? 1 : most <= noise ? -1 : 0;
}

static cert_node *monotone_in(searcher *s, const goal *g, int i)
{
    const range *own = &g->box[i];
    if (range_is_point(own))
        return NULL;
    expr d = expr_diff(s->p->pool, g->f, i);
    if (d == EXPR_NONE)
        return NULL;
    int dir = slope_sign(s, g, d);
    if (dir == 0 || (dir > 0 ? own->lo_inf : own->hi_inf))
        return NULL;
    bool strong = g->strict && (dir > 0 ? own->lo_open : own->hi_open);
    cert_node *c = search_leaf(CERT_MONOTONE);
    c->var = i;
    c->order = strong ? 2 * dir : dir;
    c = search_prove_children(s, g, c);
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}

cert_node *tactic_monotone(searcher *s, const goal *g)
{
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > 1500)
        return NULL;
    for (int i = 0; i < s->p->nvars && c == NULL && !search_out_of_budget(s);
         i++)
        c = monotone_in(s, g, i);
    return c;
}

/* ---- cases ------------------------------------------------------------- */

/* Is the kink's branch open on the box, and its condition defined?  Where
 * abs, min and max merely touch their seam, both branches agree. */
static bool undecided(searcher *s, const goal *g, expr kink)
{
    expr_branch way[2];
    bool piecewise = expr_get(s->p->pool, kink)->op == EXPR_IF;
    if (!expr_branches(s->p->pool, kink, way))
        return false;
    bool strict = way[0].strict;
    eval *e = eval_new(s->p->pool, 64);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(e, way[0].when);
    bool yes =
        piecewise && strict ? iv_certainly_pos(v) : iv_certainly_nonneg(v);
    bool no =
        piecewise && !strict ? iv_certainly_neg(v) : iv_certainly_nonpos(v);
    bool open = iv_is_defined(v) && !yes && !no;
    eval_free(e);
    return open;
}

bool search_has_open_kink(searcher *s, const goal *g)
{
    expr kink[8];
    size_t n = expr_kinks(s->p->pool, g->f, kink, 8);
    for (size_t k = 0; k < n && k < 8; k++)
        if (undecided(s, g, kink[k]))
            return true;
    return false;
}

cert_node *tactic_cases(searcher *s, const goal *g)
{
    expr kink[8];
    size_t n = expr_kinks(s->p->pool, g->f, kink, 8);
    for (size_t k = 0; k < n && k < 8; k++) {
        if (!undecided(s, g, kink[k]))
            continue;
        cert_node *c = search_leaf(CERT_CASES);
        c->order = (int)k;
        c = search_prove_children(s, g, c);
        return c != NULL ? search_keep_if(s, g, c) : NULL;
    }
    return NULL;
}

/* ---- unbounded ranges -------------------------------------------------- */

cert_node *tactic_ray(searcher *s, const goal *g)
{
    cert_node *c = tactic_product(s, g, NULL);
    if (c == NULL)
        c = tactic_monotone(s, g);
    return c != NULL ? c : tactic_invert(s, g);
}

/* A split that leaves a ray [R, inf), or the ray as (0, 1/R] after x = 1/t,
 * there with f in normal form (1/(1/t) is not defined at 0, t is). */
cert_node *tactic_invert(searcher *s, const goal *g)
{
    int n = s->p->nvars, i = 0;
    while (i < n && !(g->box[i].hi_inf && !g->box[i].lo_inf))
        i++;
    if (i == n)
        return NULL;
    bool near_zero = mpq_cmp_ui(g->box[i].lo, 1, 1) < 0;
    cert_node *c = search_leaf(near_zero ? CERT_SPLIT : CERT_INVERT);
    c->var = i;
    if (near_zero) {
        mpq_set_ui(c->q, 1, 1);
        c->has_q = true;
        return search_prove_children(s, g, c);
    }
    goal t;
    if (search_goal_child(s, g, c, 0, &t)) {
        cert_node *k = search_rewriting(s, &t);
        c->child[0] = k != NULL ? search_prove_children(s, &t, k) : NULL;
        if (c->child[0] != NULL && !search_tries(s, g, c)) {
            cert_free(c->child[0]);
            c->child[0] = NULL;
        }
    }
    search_goal_clear(&t, n);
    if (c->child[0] != NULL)
        return c;
    c = search_prove_children(s, g, c);
    return c != NULL ? search_keep_if(s, g, c) : NULL;
}
