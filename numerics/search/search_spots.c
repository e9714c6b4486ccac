/* Places where equality is suspected.  Believed: nothing; guesses for the
 * checker. */
#include "search_internal.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>

/* The places found so far, and those that were looked at: the points of a probe
 * often suggest the same place, and asking what f does there is dear. */
typedef struct {
    searcher *s;
    const goal *g;
    double scale;
    contact_spot *out;
    size_t max, n;
    contact_spot *seen;
    size_t nseen;
    meter whole; /* of f itself */
} finder;

static bool is_new(finder *w, int var, expr at)
{
    for (size_t k = 0; k < w->nseen; k++)
        if (w->seen[k].var == var && w->seen[k].at == at)
            return false;
    w->seen = xrealloc(w->seen, (w->nseen + 1) * sizeof *w->seen);
    w->seen[w->nseen++] = (contact_spot){var, at, 0};
    return true;
}

/* Does f's own tape show that it is not? Much cheaper than one for f with
 * x_var = at, and mostly enough. */
static bool shows_not(meter *w, expr_pool *pool, int var, expr at, double tol)
{
    double lo[TAPE_LANES * EXPR_MAX_VARS], hi[TAPE_LANES * EXPR_MAX_VARS];
    bool number = expr_is_const(pool, at), yes = false;
    tape_out o;
    if (!number && expr_get(pool, at)->op != EXPR_VAR)
        return false;
    for (unsigned k = 0; k < TAPE_LANES; k++) {
        search_meter_point(w, k);
        double *to = &lo[TAPE_LANES * var + (int)k];
        for (int i = 0; i < w->n; i++)
            lo[TAPE_LANES * i + (int)k] = hi[TAPE_LANES * i + (int)k] = w->x[i];
        if (number) {
            *to = rational_lower(expr_const_value(pool, at));
            hi[to - lo] = rational_upper(expr_const_value(pool, at));
        } else {
            *to = hi[to - lo] = w->x[expr_get(pool, at)->p];
        }
    }
    tape_eval(w->t, w->w, &(tape_boxes){.lo = lo, .hi = hi}, 0, 1, &o);
    for (int k = 0; k < TAPE_LANES && !yes; k++)
        yes = (o.bad >> k & 1) == 0 && (o.lo[k] > tol || o.hi[k] < -tol);
    return yes;
}

/* Is f with x_var = at (nearly) 0, relative to the scale, or as far as
 * enclosures at a few points tell? */
static bool nearly_zero_on(finder *w, int var, expr at)
{
    searcher *s = w->s;
    const goal *g = w->g;
    double tol = 1e-9 * (w->scale + 1e-12);
    if (shows_not(&w->whole, s->p->pool, var, at, tol))
        return false;
    expr f = expr_subst(s->p->pool, g->f, var, at);
    if (f == EXPR_NONE)
        return false;
    meter m;
    double x[TAPE_LANES * EXPR_MAX_VARS];
    tape_out o;
    search_meter_open(&m, s, &f, 1, g->box);
    for (unsigned k = 0; k < TAPE_LANES; k++) {
        search_meter_point(&m, k);
        for (int i = 0; i < m.n; i++)
            x[TAPE_LANES * i + (int)k] = m.x[i];
    }
    tape_eval(m.t, m.w, &(tape_boxes){.lo = x, .hi = x}, 0, 1, &o);
    search_meter_close(&m);
    bool zero = o.bad == 0;
    for (int k = 0; k < TAPE_LANES && zero; k++)
        zero = (o.lo[k] <= 0 && o.hi[k] >= 0 && o.hi[k] - o.lo[k] < 1e-3) ||
               (o.lo[k] >= -tol && o.hi[k] <= tol);
    return zero;
}

enum {
    NO_CONTACT = 99,
    ALL_ORDERS = 12
};

/* The least order up to `most` whose coefficient is not 0 at x_i = at. */
static int first_order(eval *e, expr f, int i, int most)
{
    iv_struct c[ALL_ORDERS + 1];
    int order = 0;
    for (int j = 0; j <= most; j++)
        iv_init(&c[j], eval_prec(e));
    eval_taylor(e, f, i, most, c);
    for (int j = 0; j <= most && iv_is_defined(&c[j]); j++)
        if (iv_certainly_nonzero(&c[j])) {
            order = j > 0 ? j : NO_CONTACT;
            break;
        }
    for (int j = 0; j <= most; j++)
        iv_clear(&c[j]);
    return order;
}

/* The least order whose Taylor coefficient is not 0 as far as 256 bits can
 * see, the other variables at a sample point; 0 when f is not smooth there,
 * NO_CONTACT when f itself is not 0. */

static int order_near(searcher *s, const goal *g, int var, expr at,
                      unsigned sample)
{
    int n = s->p->nvars;
    meter m;
    search_meter_open(&m, s, &g->f, 1, g->box);
    search_meter_point(&m, sample);
    range *box = xmalloc((size_t)n * sizeof *box + 1);
    for (int i = 0; i < n; i++) {
        range_init(&box[i]);
        if (range_is_point(&g->box[i]))
            mpq_set(box[i].lo, g->box[i].lo);
        else
            rational_guess(box[i].lo, m.x[i]);
        mpq_set(box[i].hi, box[i].lo);
    }
    search_meter_close(&m);
    eval *e = eval_new(s->p->pool, 256);
    iv_t p;
    iv_init(p, 256);
    eval_set_box(e, box, n);
    iv_set(p, eval_enclose(e, at));
    eval_set_var(e, var, p);
    int order = 0; /* few coefficients are mostly enough, and cheap */
    static const int most[] = {0, 2, ALL_ORDERS};
    for (size_t k = 0; k < 3 && order == 0; k++)
        order = first_order(e, g->f, var, most[k]);
    iv_clear(p);
    eval_free(e);
    for (int i = 0; i < n; i++)
        range_clear(&box[i]);
    free(box);
    return order;
}

/* The least of two: at special points of the others it may be higher. */
static int contact_order(searcher *s, const goal *g, int var, expr at)
{
    const expr_pool *pool = s->p->pool;
    int a = order_near(s, g, var, at, 3);
    if (a == NO_CONTACT || (expr_vars(pool, g->f) == UINT64_C(1) << var &&
                            expr_vars(pool, at) == 0)) /* no others */
        return a;
    int b = order_near(s, g, var, at, 8);
    if (b == NO_CONTACT)
        return NO_CONTACT;
    return a == 0 || (b != 0 && b < a) ? b : a;
}

static void add(finder *w, int var, expr at)
{
    if (at == EXPR_NONE || w->n == w->max ||
        (expr_vars(w->s->p->pool, at) >> var & 1) != 0)
        return;
    int order = contact_order(w->s, w->g, var, at);
    if (order != NO_CONTACT)
        w->out[w->n++] = (contact_spot){var, at, order};
}

static void suspect(finder *w, int var, expr at)
{
    if (is_new(w, var, at) && nearly_zero_on(w, var, at))
        add(w, var, at);
}

static void spots_at_ends(finder *w)
{
    const searcher *s = w->s;
    const goal *g = w->g;
    for (int i = 0; i < s->p->nvars; i++) {
        const range *r = &g->box[i];
        if (range_is_point(r))
            continue;
        for (int k = 0; k < 2; k++) {
            if (k == 0 ? r->lo_inf : r->hi_inf)
                continue;
            expr at = expr_q(s->p->pool, k == 0 ? r->lo : r->hi);
            suspect(w, i, at);
        }
    }
}

static void spots_at_points(finder *w, const probe *q)
{
    const searcher *s = w->s;
    const goal *g = w->g;
    for (size_t j = 0; j < q->n; j++)
        for (int i = 0; i < s->p->nvars; i++) {
            expr at[6];
            double x = q->v[j].x[i];
            if (range_is_point(&g->box[i]) ||
                fabs(q->v[j].f) > 1e-6 * (q->scale + 1e-12) + q->noise)
                continue;
            size_t have = search_guess_constants(s->p->pool, x, 2e-3, at, 6);
            for (size_t k = 0; k < have; k++)
                suspect(w, i, at[k]);
        }
}

/* 0, 1 and -1 inside a range: where f is flat, a minimum's decimals do not
 * tell. */
static void spots_at_units(finder *w)
{
    const searcher *s = w->s;
    const goal *g = w->g;
    mpq_t q;
    mpq_init(q);
    for (int i = 0; i < s->p->nvars; i++)
        for (long u = -1; u <= 1; u++) {
            mpq_set_si(q, u, 1);
            expr at = expr_si(s->p->pool, u);
            if (!range_is_point(&g->box[i]) && range_contains_q(&g->box[i], q))
                suspect(w, i, at);
        }
    mpq_clear(q);
}

/* Is x_i = at at no fewer than three of the points where f is nearly 0, and at a
 * quarter of those (there may be more curves than one)? */
static bool fits(searcher *s, const probe *q, int i, expr at)
{
    size_t hits = 0, seen = 0;
    double y;
    tape *t = search_tape_new(s, &at, 1, NULL, 0);
    tape_scratch *w = tape_scratch_new(t);
    for (size_t k = 0; k < q->n; k++) {
        if (q->v[k].f > 1e-9 * q->scale + 4 * q->noise)
            continue;
        tape_point(t, w, q->v[k].x, &y);
        seen++;
        hits += fabs(y - q->v[k].x[i]) <= 2e-4 * (1 + fabs(y));
    }
    tape_scratch_free(w);
    tape_free(t);
    return hits >= 3 && 4 * hits >= seen;
}

enum {
    LOWEST = 3, /* points that suggest a number in a relation */
    RELATIONS = 9 + 3 * LOWEST
};

/* Simple functions of x_j. */
static size_t relations(searcher *s, const probe *q, int i, int j, expr *out)
{
    expr_pool *p = s->p->pool;
    expr x = expr_var(p, j), c;
    size_t n = 0;
    out[n++] = x;
    out[n++] = expr_neg(p, x);
    out[n++] = expr_pow_si(p, x, 2);
    out[n++] = expr_unary(p, EXPR_SQRT, x);
    out[n++] = expr_div(p, expr_si(p, 1), x);
    out[n++] = expr_unary(p, EXPR_EXP, x);
    out[n++] = expr_unary(p, EXPR_LOG, x);
    out[n++] = expr_pow_si(p, x, 3);
    out[n++] = expr_pow_ratio(p, x, 1, 3);
    for (size_t k = 0; k < q->n && k < LOWEST; k++) {
        double a = q->v[k].x[i], b = q->v[k].x[j];
        if (b != 0 && search_guess_constants(p, a / b, 1e-5, &c, 1) == 1)
            out[n++] = expr_mul(p, c, x);
        if (search_guess_constants(p, a - b, 1e-5, &c, 1) == 1)
            out[n++] = expr_add(p, x, c);
        if (search_guess_constants(p, a + b, 1e-5, &c, 1) == 1)
            out[n++] = expr_sub(p, c, x);
    }
    return n;
}

/* Along curves: x_i a simple function of x_j. */
static void spots_on_curves(finder *w, const probe *q)
{
    searcher *s = w->s;
    const goal *g = w->g;
    int nv = s->p->nvars;
    expr at[RELATIONS];
    if (nv < 2 || nv > 4 || q->n < 3)
        return;
    for (int i = 0; i < nv; i++)
        for (int j = 0; j < nv; j++) {
            if (i == j || range_is_point(&g->box[i]) ||
                range_is_point(&g->box[j]))
                continue;
            size_t have = relations(s, q, i, j, at);
            for (size_t k = 0; k < have; k++)
                if (at[k] != EXPR_NONE && fits(s, q, i, at[k]))
                    suspect(w, i, at[k]);
        }
}

/* Ends that the box only approximates stand in the hypotheses. */
static void spots_in_conditions(finder *w)
{
    const expr_pool *pool = w->s->p->pool;
    for (size_t k = 0; k < w->g->nhyps; k++) {
        expr_node h = *expr_get(pool, w->g->hyp[k].e);
        for (int j = 0; j < 2 && h.op == EXPR_SUB; j++) {
            expr_node x = *expr_get(pool, h.arg[j]);
            if (x.op == EXPR_VAR)
                suspect(w, x.p, h.arg[1 - j]);
        }
    }
}

size_t search_spots_find(searcher *s, const goal *g, const probe *q,
                         contact_spot *out, size_t max)
{
    const problem *p = s->p;
    finder w = {.s = s, .g = g, .scale = q->scale, .out = out, .max = max};
    search_meter_open(&w.whole, s, &g->f, 1, g->box);
    for (size_t k = 0; k < p->nhints; k++)
        if (!range_is_point(&g->box[p->hint[k].var]) &&
            is_new(&w, p->hint[k].var, p->hint[k].at))
            add(&w, p->hint[k].var, p->hint[k].at);
    spots_in_conditions(&w);
    spots_at_ends(&w);
    spots_at_points(&w, q);
    spots_at_units(&w);
    for (int i = 0; i < p->nvars; i++)
        for (int j = 0; j < p->nvars; j++)
            if (i != j && !range_is_point(&g->box[i]) &&
                !range_is_point(&g->box[j]))
                suspect(&w, i, expr_var(p->pool, j));
    spots_on_curves(&w, q);
    search_meter_close(&w.whole);
    free(w.seen);
    return w.n;
}
