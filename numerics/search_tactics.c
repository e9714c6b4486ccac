/* Tactics for a whole box.  Each builds a certificate and lets the checker
 * say whether it holds; none decides anything itself. */
#include "search_internal.h"

#include "exact.h"
#include "memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- small tools ------------------------------------------------------- */

cert_node *leaf(cert_rule rule)
{
    return cert_new(rule);
}

bool tries(searcher *s, const subgoal *g, const cert_node *c)
{
    s->tries++;
    return checker_tries(s->ck, g->f, g->strict, g->box, g->hyp, g->nhyps, c);
}

cert_node *keep_if(searcher *s, const subgoal *g, cert_node *c)
{
    if (tries(s, g, c))
        return c;
    cert_free(c);
    return NULL;
}

static cert_node *with_exprs(cert_rule rule, const expr *e, size_t n)
{
    cert_node *c = leaf(rule);
    c->expr = xmalloc(n * sizeof *c->expr + 1);
    if (n > 0)
        memcpy(c->expr, e, n * sizeof *e);
    c->nexpr = n;
    return c;
}

static bool all_points(const searcher *s, const subgoal *g)
{
    for (int i = 0; i < s->p->nvars; i++)
        if (!range_is_point(&g->box[i]))
            return false;
    return true;
}

/* Plain values of f at points whose coordinate i is given by c. */
typedef struct {
    tape *t;
    tape_scratch *w;
    int n;
    double *x;
    const range *box;
} meter;

static void meter_open(meter *m, searcher *s, const expr *f, size_t nf,
                       const range *box)
{
    m->n = s->p->nvars;
    m->t = tape_new(s->p->pool, f, nf, m->n, NULL, 0);
    m->w = tape_scratch_new(m->t);
    m->x = xmalloc((size_t)m->n * sizeof *m->x + 1);
    m->box = box;
}

static void meter_close(meter *m)
{
    tape_scratch_free(m->w);
    tape_free(m->t);
    free(m->x);
}

/* Sample point k of the box: an additive recurrence, its ends included. */
static void meter_point(meter *m, unsigned k)
{
    for (int i = 0; i < m->n; i++) {
        const range *r = &m->box[i];
        double u = fmod(0.5 + k * fmod(0.6180339887498949 * (i + 1), 1), 1);
        double lo = mpq_get_d(r->lo), hi = mpq_get_d(r->hi);
        u = u < 0.02 ? 0.02 : u > 0.98 ? 0.98 : u;
        if (r->lo_inf && r->hi_inf)
            m->x[i] = (2 * u - 1) / (u * (1 - u));
        else if (r->hi_inf)
            m->x[i] = lo + (u / (1 - u)) * (u / (1 - u));
        else if (r->lo_inf)
            m->x[i] = hi - ((1 - u) / u) * ((1 - u) / u);
        else
            m->x[i] = lo + (hi - lo) * u;
    }
}

/* ---- leaves ------------------------------------------------------------ */

/* f = 0 everywhere on the box: rewrite f as 0. */
static cert_node *rule_zero(searcher *s, const subgoal *g)
{
    expr zero = expr_si(s->p->pool, 0);
    cert_node *c = with_exprs(CERT_PRODUCT, &zero, 1);
    c->child[0] = leaf(CERT_NATURAL);
    return keep_if(s, g, c);
}

cert_node *tactic_immediate(searcher *s, const subgoal *g)
{
    cert_node *c = NULL;
    for (int i = 0; i < s->p->nvars && c == NULL; i++)
        if (range_is_empty(&g->box[i]))
            c = leaf(CERT_EMPTY);
    for (size_t j = 0; j < g->nhyps && c == NULL; j++) {
        c = leaf(CERT_VOID);
        c->order = (int)j;
        c = keep_if(s, g, c);
    }
    if (c == NULL)
        c = keep_if(s, g, leaf(CERT_NATURAL));
    if (c != NULL || g->strict)
        return c;
    /* exactly zero?  asked only when numbers suggest it */
    meter m;
    double v = 0;
    meter_open(&m, s, &g->f, 1, g->box);
    for (unsigned k = 0; k < 3 && fabs(v) < 1e-12; k++) {
        meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
    }
    meter_close(&m);
    if (fabs(v) < 1e-12)
        return rule_zero(s, g);
    if (all_points(s, g)) { /* a hard number: more bits */
        c = leaf(CERT_NATURAL);
        c->prec = 1024;
        c = keep_if(s, g, c);
    }
    return c;
}

cert_node *tactic_convex(searcher *s, const subgoal *g, const probe *q)
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
            exact_coordinate(e, x, r);
            if (!r->lo_inf && x <= mpq_get_d(r->lo))
                mpq_set(e, r->lo);
            if (!r->hi_inf && x >= mpq_get_d(r->hi))
                mpq_set(e, r->hi);
            at[i] = expr_q(pool, e);
            mpq_clear(e);
            expr t;
            if (attempt == 0 && guess_constants(pool, x, 1e-6, &t, 1) == 1) {
                at[i] = t;
                guessed = true;
            }
        }
        if (attempt == 0 && !guessed)
            continue;
        c = keep_if(s, g, with_exprs(CERT_CONVEX, at, (size_t)n));
    }
    free(at);
    return c;
}

/* ---- contact ----------------------------------------------------------- */

/* f with x_var = at, at a few points, relative to the scale. */
static bool nearly_zero_on(searcher *s, const subgoal *g, int var, expr at,
                           double scale)
{
    expr f = expr_subst(s->p->pool, g->f, var, at);
    if (f == EXPR_NONE)
        return false;
    meter m;
    double worst = 0;
    meter_open(&m, s, &f, 1, g->box);
    for (unsigned k = 0; k < 8; k++) {
        double v;
        meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        worst = isnan(v) ? INFINITY : fmax(worst, fabs(v));
    }
    meter_close(&m);
    return worst <= 1e-9 * (scale + 1e-12);
}

/* The least order whose Taylor coefficient is not 0 as far as 128 bits can
 * see, the other variables at a sample point; 0 when f is not smooth there. */
static int order_near(searcher *s, const subgoal *g, int var, expr at,
                      unsigned sample)
{
    enum { MOST = 12 };
    int n = s->p->nvars, order = 0;
    meter m;
    meter_open(&m, s, &g->f, 1, g->box);
    meter_point(&m, sample);
    range *box = xmalloc((size_t)n * sizeof *box + 1);
    for (int i = 0; i < n; i++) {
        range_init(&box[i]);
        if (range_is_point(&g->box[i]))
            mpq_set(box[i].lo, g->box[i].lo);
        else
            mpq_set_d(box[i].lo, m.x[i]);
        mpq_set(box[i].hi, box[i].lo);
    }
    meter_close(&m);
    eval *e = eval_new(s->p->pool, 256);
    iv_struct c[MOST + 1];
    iv_t p;
    iv_init(p, 256);
    eval_set_box(e, box, n);
    iv_set(p, eval_enclose(e, at));
    eval_set_var(e, var, p);
    for (int j = 0; j <= MOST; j++)
        iv_init(&c[j], 256);
    eval_taylor(e, g->f, var, MOST, c);
    for (int j = 0; j <= MOST && iv_is_defined(&c[j]); j++) {
        if (mpfr_cmp_abs(iv_lower(&c[j]), iv_upper(&c[j])) != 0 &&
            iv_certainly_nonzero(&c[j]) && j > 0) {
            order = j;
            break;
        }
        if (iv_certainly_nonzero(&c[j])) {
            order = j;
            break;
        }
    }
    for (int j = 0; j <= MOST; j++)
        iv_clear(&c[j]);
    iv_clear(p);
    eval_free(e);
    for (int i = 0; i < n; i++)
        range_clear(&box[i]);
    free(box);
    return order;
}

/* The least of two: at special points of the others it may be higher. */
static int contact_order(searcher *s, const subgoal *g, int var, expr at)
{
    int a = order_near(s, g, var, at, 3), b = order_near(s, g, var, at, 8);
    return a == 0 || (b != 0 && b < a) ? b : a;
}

static void add_spot(searcher *s, const subgoal *g, contact_spot *out,
                     size_t max, size_t *n, int var, expr at)
{
    if (at == EXPR_NONE || *n == max ||
        (expr_vars(s->p->pool, at) >> var & 1) != 0)
        return;
    for (size_t k = 0; k < *n; k++)
        if (out[k].var == var && out[k].at == at)
            return;
    int order = contact_order(s, g, var, at);
    out[(*n)++] = (contact_spot){var, at, order};
}

static void spots_at_ends(searcher *s, const subgoal *g, double scale,
                          contact_spot *out, size_t max, size_t *n)
{
    for (int i = 0; i < s->p->nvars; i++) {
        const range *r = &g->box[i];
        if (range_is_point(r))
            continue;
        for (int k = 0; k < 2; k++) {
            if (k == 0 ? r->lo_inf : r->hi_inf)
                continue;
            expr at = expr_q(s->p->pool, k == 0 ? r->lo : r->hi);
            if (nearly_zero_on(s, g, i, at, scale))
                add_spot(s, g, out, max, n, i, at);
        }
    }
}

static void spots_at_points(searcher *s, const subgoal *g, const probe *q,
                            contact_spot *out, size_t max, size_t *n)
{
    for (size_t j = 0; j < q->n; j++)
        for (int i = 0; i < s->p->nvars; i++) {
            expr at[6];
            double x = q->v[j].x[i];
            if (range_is_point(&g->box[i]) || fabs(q->v[j].f) >
                                                  1e-6 * (q->scale + 1e-12))
                continue;
            size_t have = guess_constants(s->p->pool, x, 2e-3, at, 6);
            for (size_t k = 0; k < have; k++)
                if (nearly_zero_on(s, g, i, at[k], q->scale))
                    add_spot(s, g, out, max, n, i, at[k]);
        }
}

size_t contact_spots(searcher *s, const subgoal *g, const probe *q,
                     contact_spot *out, size_t max)
{
    size_t n = 0;
    expr_pool *pool = s->p->pool;
    for (size_t k = 0; k < s->p->nhints; k++)
        if (!range_is_point(&g->box[s->p->hint[k].var]))
            add_spot(s, g, out, max, &n, s->p->hint[k].var,
                     s->p->hint[k].at);
    /* ends that the box only approximates stand in the hypotheses */
    for (size_t k = 0; k < g->nhyps; k++) {
        expr_node h = *expr_get(pool, g->hyp[k].e);
        for (int j = 0; j < 2 && h.op == EXPR_SUB; j++) {
            expr_node x = *expr_get(pool, h.arg[j]);
            expr at = h.arg[1 - j];
            if (x.op == EXPR_VAR && nearly_zero_on(s, g, x.p, at, q->scale))
                add_spot(s, g, out, max, &n, x.p, at);
        }
    }
    spots_at_ends(s, g, q->scale, out, max, &n);
    spots_at_points(s, g, q, out, max, &n);
    for (int i = 0; i < s->p->nvars; i++)
        for (int j = 0; j < s->p->nvars; j++)
            if (i != j && !range_is_point(&g->box[i]) &&
                !range_is_point(&g->box[j]) &&
                nearly_zero_on(s, g, i, expr_var(pool, j), q->scale))
                add_spot(s, g, out, max, &n, i, expr_var(pool, j));
    return n;
}

static cert_node *contact_node(cert_rule rule, const contact_spot *spot)
{
    cert_node *c = with_exprs(rule, &spot->at, 1);
    c->var = spot->var;
    c->order = spot->order;
    return c;
}

cert_node *tactic_contact(searcher *s, const subgoal *g,
                          const contact_spot *spot, size_t n)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < n && c == NULL; k++)
        if (spot[k].order >= 1)
            c = keep_if(s, g, contact_node(CERT_CONTACT, &spot[k]));
    return c;
}

cert_node *tactic_tangent(searcher *s, const subgoal *g,
                          const contact_spot *spot, size_t n)
{
    cert_node *c = NULL;
    for (size_t k = 0; k < n && c == NULL; k++) {
        /* orders above 4 would make large derivatives */
        if (spot[k].order < 1 || spot[k].order > 4)
            continue;
        c = prove_children(s, g, contact_node(CERT_TANGENT, &spot[k]));
        if (c != NULL)
            c = keep_if(s, g, c);
    }
    return c;
}

cert_node *tactic_split_at_contact(searcher *s, const subgoal *g,
                                   const contact_spot *spot, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        const range *r = &g->box[spot[k].var];
        if (!expr_is_const(s->p->pool, spot[k].at))
            continue;
        mpq_srcptr v = expr_const_value(s->p->pool, spot[k].at);
        if ((!r->lo_inf && mpq_cmp(v, r->lo) <= 0) ||
            (!r->hi_inf && mpq_cmp(v, r->hi) >= 0))
            continue;
        cert_node *c = leaf(CERT_SPLIT);
        c->var = spot[k].var;
        mpq_set(c->q, v);
        c->has_q = true;
        return prove_children(s, g, c);
    }
    return NULL;
}

/* ---- product ----------------------------------------------------------- */

static expr power(expr_pool *p, expr base, long e)
{
    return expr_pow_si(p, base, e);
}

/* Takes out of f what has a sure sign; returns the node without its child,
 * or NULL when nothing would be gained. */
static cert_node *take_out(searcher *s, const subgoal *g, eval *e, mpq_t unit,
                           const expr *fac, const long *pow, size_t n)
{
    expr_pool *pool = s->p->pool;
    expr *out = xmalloc((n + 1) * sizeof *out);
    long *power_out = xmalloc((n + 1) * sizeof *power_out);
    size_t taken = 0;
    int sign = 1;
    expr top = EXPR_NONE, bottom = EXPR_NONE;
    for (size_t k = 0; k < n; k++) {
        iv_srcptr v = eval_enclose(e, fac[k]);
        bool nonzero = iv_certainly_nonzero(v), even = pow[k] % 2 == 0;
        bool sure = iv_certainly_nonneg(v) || iv_certainly_nonpos(v);
        long left = 0, take = pow[k];
        expr base = fac[k];
        if (pow[k] < 0 && !nonzero) {
            left = pow[k];
        } else if (g->strict && !nonzero) {
            left = pow[k];
        } else if (!even && !sure) {
            left = pow[k] > 0 ? 1 : -1;
        } else if (!even && iv_certainly_nonpos(v)) {
            base = expr_neg(pool, base);
            sign = -sign;
        }
        take = pow[k] - left;
        if (take != 0) {
            out[taken] = base;
            power_out[taken++] = take;
        }
        if (left != 0) {
            expr t = power(pool, fac[k], left < 0 ? -left : left);
            expr *where = left > 0 ? &top : &bottom;
            *where = *where == EXPR_NONE ? t : expr_mul(pool, *where, t);
        }
    }
    if (sign < 0)
        mpq_neg(unit, unit);
    expr rest = expr_q(pool, unit);
    if (top != EXPR_NONE)
        rest = expr_mul(pool, rest, top);
    if (bottom != EXPR_NONE)
        rest = expr_div(pool, rest, bottom);
    cert_node *c = NULL;
    if (rest != EXPR_NONE && (taken > 0 || rest != g->f)) {
        out[taken] = rest;
        c = with_exprs(CERT_PRODUCT, out, taken + 1);
        c->power = xmalloc((taken + 1) * sizeof *c->power);
        memcpy(c->power, power_out, taken * sizeof *c->power);
    }
    free(out);
    free(power_out);
    return c;
}

/* Is what is left of f after taking factors out still (nearly) 0 where f is
 * smallest?  Then nothing was gained. */
static bool still_tight(searcher *s, const subgoal *g, expr rest,
                        const probe *q)
{
    meter m;
    double v, size = 0;
    if (q == NULL || q->n == 0)
        return false;
    meter_open(&m, s, &rest, 1, g->box);
    for (unsigned k = 0; k < 16; k++) {
        meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        size += isfinite(v) ? fabs(v) / 16 : 0;
    }
    tape_point(m.t, m.w, q->v[0].x, &v);
    meter_close(&m);
    return isfinite(v) && fabs(v) <= 1e-6 * size;
}

cert_node *tactic_product(searcher *s, const subgoal *g, const probe *q)
{
    mpq_t unit;
    expr *fac = NULL;
    long *pow = NULL;
    size_t n = 0;
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > 300)
        return NULL;
    eval *e = eval_new(s->p->pool, 128);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    exact *x = exact_new(s->p->pool, e);
    mpq_init(unit);
    if (iv_is_defined(eval_enclose(e, g->f)) &&
        exact_factor(x, g->f, unit, &fac, &pow, &n))
        c = take_out(s, g, e, unit, fac, pow, n);
    exact_free(x);
    eval_free(e);
    free(fac);
    free(pow);
    mpq_clear(unit);
    if (c != NULL && still_tight(s, g, c->expr[c->nexpr - 1], q)) {
        cert_free(c);
        c = NULL;
    }
    if (c != NULL)
        c = prove_children(s, g, c);
    return c != NULL ? keep_if(s, g, c) : NULL;
}

/* ---- monotone ---------------------------------------------------------- */

/* +1 or -1 when df/dx_i seems to have that sign all over, else 0. */
static int slope_sign(searcher *s, const subgoal *g, expr d)
{
    enum { POINTS = 64 };
    meter m;
    double least = INFINITY, most = -INFINITY;
    meter_open(&m, s, &d, 1, g->box);
    for (unsigned k = 0; k < POINTS; k++) {
        double v;
        meter_point(&m, k);
        tape_point(m.t, m.w, m.x, &v);
        if (isnan(v))
            continue;
        least = fmin(least, v);
        most = fmax(most, v);
    }
    meter_close(&m);
    double noise = 1e-13 * fmax(fabs(least), fabs(most));
    if (!(least <= most))
        return 0;
    return least >= -noise ? 1 : most <= noise ? -1 : 0;
}

static cert_node *monotone_in(searcher *s, const subgoal *g, int i)
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
    cert_node *c = leaf(CERT_MONOTONE);
    c->var = i;
    c->order = strong ? 2 * dir : dir;
    c = prove_children(s, g, c);
    return c != NULL ? keep_if(s, g, c) : NULL;
}

cert_node *tactic_monotone(searcher *s, const subgoal *g)
{
    cert_node *c = NULL;
    if (expr_size(s->p->pool, g->f) > 1500)
        return NULL;
    for (int i = 0; i < s->p->nvars && c == NULL; i++)
        c = monotone_in(s, g, i);
    return c;
}

/* ---- cases ------------------------------------------------------------- */

/* Is the kink's branch open on the box, and its condition defined? */
static bool undecided(searcher *s, const subgoal *g, expr kink)
{
    bool strict;
    expr h = case_condition(s->p->pool, kink, &strict);
    eval *e = eval_new(s->p->pool, 64);
    eval_set_hyps(e, g->hyp, g->nhyps);
    eval_set_box(e, g->box, s->p->nvars);
    iv_srcptr v = eval_enclose(e, h);
    bool open = iv_is_defined(v) && !iv_certainly_nonneg(v) &&
                !iv_certainly_nonpos(v);
    eval_free(e);
    return open;
}

bool has_open_kink(searcher *s, const subgoal *g)
{
    expr kink[8];
    size_t n = expr_kinks(s->p->pool, g->f, kink, 8);
    for (size_t k = 0; k < n && k < 8; k++)
        if (undecided(s, g, kink[k]))
            return true;
    return false;
}

cert_node *tactic_cases(searcher *s, const subgoal *g)
{
    expr kink[8];
    size_t n = expr_kinks(s->p->pool, g->f, kink, 8);
    for (size_t k = 0; k < n && k < 8; k++) {
        if (!undecided(s, g, kink[k]))
            continue;
        cert_node *c = leaf(CERT_CASES);
        c->order = (int)k;
        c = prove_children(s, g, c);
        return c != NULL ? keep_if(s, g, c) : NULL;
    }
    return NULL;
}

/* ---- unbounded ranges -------------------------------------------------- */

cert_node *tactic_ray(searcher *s, const subgoal *g)
{
    cert_node *c = tactic_product(s, g, NULL);
    if (c == NULL)
        c = tactic_monotone(s, g);
    return c != NULL ? c : tactic_invert(s, g);
}

/* A split that leaves a ray [R, inf), or the ray as (0, 1/R] after x = 1/t. */
cert_node *tactic_invert(searcher *s, const subgoal *g)
{
    int n = s->p->nvars, i = 0;
    while (i < n && !(g->box[i].hi_inf && !g->box[i].lo_inf))
        i++;
    if (i == n)
        return NULL;
    bool near_zero = mpq_cmp_ui(g->box[i].lo, 1, 1) < 0;
    cert_node *c = leaf(near_zero ? CERT_SPLIT : CERT_INVERT);
    c->var = i;
    if (near_zero) {
        mpq_set_ui(c->q, 1, 1);
        c->has_q = true;
    }
    c = prove_children(s, g, c);
    return c != NULL ? keep_if(s, g, c) : NULL;
}
