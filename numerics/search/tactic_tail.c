/* A function that falls towards infinity, to a limit that is not negative: on a
 * whole ray, or beyond the last place where it rises.  Believed: nothing; the
 * checker tries each answer. */
#include "tactics.h"

#include "../base/rational.h"

#include <float.h>
#include <math.h>

enum {
    GRID = 14, /* places along the ray: 1/8, 1/4, ... beyond its start */
    OTHERS = 4 /* samples of the other variables */
};

/* What plain values of the slope show of f along x_i towards an infinite end. */
typedef struct {
    int rises;  /* the last place where f seems to rise; -1: none */
    bool falls; /* it falls somewhere beyond */
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
    course w = {.rises = -1};
    meter m;
    search_meter_open(&m, s, &d, 1, g->box);
    for (unsigned o = 0; o < (s->p->nvars > 1 ? OTHERS : 1); o++)
        for (int k = 0; k < GRID; k++) {
            double v;
            search_meter_point(&m, o);
            m.x[i] = place(&g->box[i], dir, k);
            tape_point(m.t, m.w, m.x, &v);
            if (dir * v > DBL_MIN && k > w.rises) /* below it is noise */
                w.rises = k;
            w.falls = w.falls || (dir * v < -DBL_MIN && k > w.rises);
        }
    search_meter_close(&m);
    return w;
}

/* Is f's limit known, and not negative? */
static bool has_limit(searcher *s, const goal *g, int i, int dir)
{
    eval *e = eval_new(s->p->pool, 128);
    iv_t v;
    iv_init(v, 128);
    eval_set_box(e, g->box, s->p->nvars);
    eval_limit(e, g->f, i, dir, v);
    bool ok = iv_certainly_nonneg(v);
    iv_clear(v);
    eval_free(e);
    return ok;
}

/* The node by h = -f. */
static cert_node *tail(searcher *s, const goal *g, int i, int dir)
{
    expr h = expr_neg(s->p->pool, g->f);
    if (h == EXPR_NONE)
        return NULL;
    cert_node *c = search_node(CERT_TAIL, &h, 1);
    c->var = i;
    c->order = g->strict ? 2 * dir : dir;
    return search_prove_node(s, g, c);
}

/* The ray from place k on by itself, and what is left of the range. */
static cert_node *beyond(searcher *s, const goal *g, int i, int dir, int k)
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
                j == 0 ? tail(s, &t, i, dir) : search_prove(s, &t);
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
    if (!has_limit(s, g, i, dir))
        return NULL;
    expr d = expr_diff(s->p->pool, g->f, i);
    if (d == EXPR_NONE || expr_size(s->p->pool, d) > SEARCH_LARGE)
        return NULL;
    s->effort += EFFORT_TRY;
    course w = follow(s, g, i, dir, d);
    if (!w.falls || w.rises + 2 >= GRID)
        return NULL;
    return w.rises < 0 ? tail(s, g, i, dir) : beyond(s, g, i, dir, w.rises + 1);
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
