/* A function that falls towards infinity, to a limit that is not negative: on a
 * whole ray, or beyond the last place where it rises.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

#include "../base/rational.h"

#include <math.h>

enum {
    GRID = 14,   /* places along the ray: 1/8, 1/4, ... beyond its start */
    OTHERS = 4,  /* samples of the other variables */
    MOST_BOUND = 1 << 20
};

/* What plain values show of f along x_i towards an infinite end. */
typedef struct {
    int rises;    /* the last place where f seems to rise; -1: none */
    bool falls;   /* it falls somewhere beyond */
    double least; /* of |x_i| f, where |x_i| >= 1 */
} course;

/* Place k on the ray of direction dir. */
static double place(const range *r, int dir, int k)
{
    bool ends = dir > 0 ? !r->lo_inf : !r->hi_inf;
    double start = !ends ? 0 : rational_near(dir > 0 ? r->lo : r->hi);
    return start + dir * ldexp(1, k - 3);
}

static course follow(searcher *s, const goal *g, int i, int dir, expr d)
{
    course w = {.rises = -1, .least = INFINITY};
    const expr f[2] = {g->f, d};
    meter m;
    search_meter_open(&m, s, f, 2, g->box);
    for (unsigned o = 0; o < (s->p->nvars > 1 ? OTHERS : 1); o++)
        for (int k = 0; k < GRID; k++) {
            double v[2];
            search_meter_point(&m, o);
            m.x[i] = place(&g->box[i], dir, k);
            tape_point(m.t, m.w, m.x, v);
            if (dir * v[1] > 0 && k > w.rises)
                w.rises = k;
            w.falls = w.falls || (dir * v[1] < 0 && k > w.rises);
            if (fabs(m.x[i]) >= 1 && isfinite(v[0]))
                w.least = fmin(w.least, fabs(m.x[i]) * v[0]);
        }
    search_meter_close(&m);
    return w;
}

static bool has_limit(searcher *s, const goal *g, int i, int dir, expr h)
{
    eval *e = eval_new(s->p->pool, 128);
    iv_t v;
    iv_init(v, 128);
    eval_set_box(e, g->box, s->p->nvars);
    eval_limit(e, h, i, dir, v);
    bool ok = iv_certainly_nonpos(v);
    iv_clear(v);
    eval_free(e);
    return ok;
}

/* The node by h = -f, where that has a limit; by a multiple of 1/|x_i|. */
static cert_node *tail(searcher *s, const goal *g, int i, int dir,
                       const course *w)
{
    expr_pool *pool = s->p->pool;
    long bound = 1;
    while (bound < -2 * w->least && bound < MOST_BOUND)
        bound *= 2;
    const expr h[2] = {expr_neg(pool, g->f),
                       expr_div(pool, expr_si(pool, dir * bound),
                                expr_var(pool, i))};
    for (int k = 0; k < 2; k++) {
        cert_node *c = search_node(CERT_TAIL, &h[k], 1);
        c->var = i;
        c->order = g->strict ? 2 * dir : dir;
        if (has_limit(s, g, i, dir, h[k]))
            return search_prove_node(s, g, c);
        cert_free(c);
    }
    return NULL;
}

/* The ray from place k on by itself, and what is left of the range. */
static cert_node *beyond(searcher *s, const goal *g, int i, int dir, int k,
                         const course *w)
{
    int far = dir > 0 ? 1 : 0;
    cert_node *c = search_leaf(CERT_SPLIT);
    c->var = i;
    rational_guess(c->q, place(&g->box[i], dir, k));
    c->has_q = true;
    for (int j = 0; j < 2; j++) {
        int which = j == 0 ? far : 1 - far;
        goal t;
        if (search_goal_child(s, g, c, which, &t))
            c->child[which] =
                j == 0 ? tail(s, &t, i, dir, w) : search_prove(s, &t);
        search_goal_clear(&t, s->p->nvars);
        if (c->child[which] == NULL) {
            cert_free(c);
            return NULL;
        }
    }
    return search_keep_if(s, g, c);
}

static cert_node *towards(searcher *s, const goal *g, int i, int dir)
{
    expr d = expr_diff(s->p->pool, g->f, i);
    if (d == EXPR_NONE || expr_size(s->p->pool, d) > SEARCH_LARGE)
        return NULL;
    s->effort += EFFORT_TRY;
    course w = follow(s, g, i, dir, d);
    if (!w.falls || w.rises + 2 >= GRID)
        return NULL;
    return w.rises < 0 ? tail(s, g, i, dir, &w)
                       : beyond(s, g, i, dir, w.rises + 1, &w);
}

cert_node *tactic_tail(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    (void)v;
    for (int i = 0; i < s->p->nvars && c == NULL; i++) {
        if (g->box[i].hi_inf)
            c = towards(s, g, i, 1);
        if (c == NULL && g->box[i].lo_inf)
            c = towards(s, g, i, -1);
    }
    return c;
}
