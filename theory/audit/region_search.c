/* What a tile is tried as: a few places of it are looked at, which only says
 * what is worth a proof.  Nothing here is believed. */
#include "region.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/rational.h"
#include "../../numerics/search/tape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    EVALUATIONS = 150, /* of a goal, at one place */
    SAMPLES = 64,      /* values of the others for a whole tile */
    TRIES = 2,         /* of them that go to the checker */
    PLACES = 5
};

/* In sixteenths of the tile; the middle comes last. */
static const int place[PLACES][2] = {{1, 1}, {1, 15}, {15, 1}, {15, 15},
                                     {8, 8}};

/* The coordinate of parameter i at place k. */
static void set_place(const tile *b, int i, int k, mpq_ptr q)
{
    mpq_t w;
    mpq_init(w);
    mpq_sub(w, b->hi[i], b->lo[i]);
    mpz_mul_si(mpq_numref(w), mpq_numref(w), place[k][i]);
    mpq_canonicalize(w);
    mpq_div_2exp(w, w, 4);
    mpq_add(q, b->lo[i], w);
    mpq_clear(w);
}

/* ---- values --------------------------------------------------------------- */

/* A goal of an instance, ready for plain doubles: what guides is asked very
 * often, and need not be right. */
typedef struct region_guide {
    tape *t;
    tape_scratch *w;
} guide;

static size_t most_goals(const region *t)
{
    size_t most = 0;
    for (size_t k = 0; k < t->f->n; k++)
        if (t->f->v[k].p.ngoals > most)
            most = t->f->v[k].p.ngoals;
    return most;
}

static guide *guide_of(region *t, size_t k, size_t g)
{
    size_t goals = most_goals(t);
    const problem *p = &t->f->v[k].p;
    if (t->guide == NULL)
        t->guide = xcalloc(t->f->n * goals + 1, sizeof *t->guide);
    guide *u = &t->guide[k * goals + g];
    if (u->t == NULL) {
        u->t = tape_new(p->pool, &p->goal[g].e, 1, p->nvars, NULL, 0);
        u->w = tape_scratch_new(u->t);
    }
    return u;
}

void region_guides_free(region *t)
{
    for (size_t i = 0; t->guide != NULL && i < t->f->n * most_goals(t); i++) {
        tape_scratch_free(t->guide[i].w);
        tape_free(t->guide[i].t);
    }
    free(t->guide);
    t->guide = NULL;
}

typedef struct {
    audit *a;
    const problem *p;
    size_t g;
    guide *plain;
} target;

static target target_of(region *t, const instance *m, const problem *p,
                        size_t g)
{
    return (target){t->a, p, g, guide_of(t, (size_t)(m - t->f->v), g)};
}

static bool goal_value(void *ctx, mpq_t *x, double *v)
{
    target *t = ctx;
    double at[EXPR_MAX_VARS];
    if (!point_satisfies(t->a, t->p, x, 0))
        return false;
    for (int i = 0; i < t->p->nvars; i++)
        at[i] = rational_near(x[i]);
    tape_point(t->plain->t, t->plain->w, at, v);
    if (isfinite(*v))
        return true;
    eval *ev = engines_eval(t->a->engines, 0);
    point_set_box(ev, x, t->p->nvars);
    iv_srcptr f = eval_enclose(ev, t->p->goal[t->g].e);
    if (!iv_is_bounded(f))
        return false;
    *v = rational_upper_fr(iv_upper(f)); /* guides the search only */
    return true;
}

/* Looks at place k of the tile for values of the others at which goal g is
 * least; *least < 0 suggests that the claim fails around there.  False: no
 * value there. */
static bool look(region *t, const instance *m, const tile *b, size_t g, int k,
                 mpq_t *x, double *least)
{
    instances one = {.n = 0};
    problem *p = &instances_add(&one, &m->binding, &m->p, NULL, 0)->p;
    for (int i = 0; i < 2; i++) {
        range *r = &p->box[t->v[i]];
        set_place(b, i, k, r->lo);
        mpq_set(r->hi, r->lo);
        r->lo_open = r->hi_open = false;
    }
    target tg = target_of(t, m, p, g);
    minimise_target mt = {.p = p, .value = goal_value, .ctx = &tg,
                          .max_evaluations = EVALUATIONS};
    bool ok;
    if (p->nvars == 2)
        ok = point_sample(x, p, 0) && goal_value(&tg, x, least);
    else
        ok = minimise_run(&mt, x, least);
    instances_clear(&one);
    return ok;
}

/* What the places say: '+', '-' and '/' (nowhere admitted) are worth a try,
 * '?' when they differ.  x: where the middle is least, for '+' and '-'. */
static char guess(region *t, const instance *m, const tile *b, size_t g,
                  mpq_t *x)
{
    char seen = 0;
    for (int k = 0; k < PLACES && seen != '?'; k++) {
        double least;
        char here = !look(t, m, b, g, k, x, &least) ? '/'
                    : least < 0                     ? '-' : '+';
        seen = seen == 0 || seen == here ? here : '?';
    }
    return seen;
}

static bool forget(region *t, size_t len, size_t leaves)
{
    region_forget(t, len, leaves);
    return false;
}

/* A question about a tile: does goal g of instance k fail on all of it, or (g =
 * NO_GOAL) does instance k admit all of it? */
typedef struct {
    const tile *b;
    size_t k, g;
} question;
static const size_t NO_GOAL = (size_t)-1;

/* The answer, with the others at y, is yes: certified and written down. */
static bool certified(region *t, const question *q, mpq_t *y)
{
    const instance *m = &t->f->v[q->k];
    size_t len = t->text.len, leaves = t->leaves, number[] = {q->k, q->g};
    bool admits = q->g == NO_GOAL;
    region_put_tile(t, admits ? "+" : "-", number, admits ? 1 : 2, y,
                    m->p.nvars);
    bool ok = admits ? region_is_admitted(t, m, q->b, y)
                     : region_fails_with(t, m, q->b, q->g, y);
    return ok || forget(t, len, leaves);
}

/* The answer may be yes: so it is at all places. */
static bool promises(region *t, const question *q, mpq_t *y)
{
    const instance *m = &t->f->v[q->k];
    target tg = {t->a, &m->p, 0, NULL};
    bool ok = true;
    if (q->g != NO_GOAL)
        tg = target_of(t, m, &m->p, q->g);
    for (int k = 0; k < PLACES && ok; k++) {
        double v = -1;
        for (int i = 0; i < 2; i++)
            set_place(q->b, i, k, y[t->v[i]]);
        ok = q->g == NO_GOAL ? point_satisfies(t->a, &m->p, y, 0)
                             : goal_value(&tg, y, &v) && v < 0;
    }
    return ok;
}

/* With the others where the middle is least, or else at samples. */
static bool answered(region *t, const question *q, mpq_t *y)
{
    const instance *m = &t->f->v[q->k];
    int tries = 0;
    bool more = true;
    for (size_t s = 0; more && tries < TRIES; s++) {
        if (promises(t, q, y)) {
            if (certified(t, q, y))
                return true;
            tries++;
        }
        /* without others there is nothing else to try */
        more = m->p.nvars > 2 && s < SAMPLES && point_sample(y, &m->p, s);
    }
    return false;
}

/* ---- answers ------------------------------------------------------------ */

/* Is what the line says, and then the trees, certified? */
typedef bool (*outside_fn)(region *t, const tile *b, size_t k, size_t g);

static bool attempt(region *t, const tile *b, const char *line, size_t k,
                    size_t g, outside_fn holds)
{
    size_t len = t->text.len, leaves = t->leaves, number[] = {k, g};
    region_put_tile(t, line, number, strcmp(line, "/ -") == 0 ? 2 : 0, NULL,
                    0);
    return holds(t, b, k, g) || forget(t, len, leaves);
}

static bool no_point(region *t, const tile *b, size_t k, size_t g)
{
    (void)k;
    (void)g;
    return region_is_outside(t, b, false);
}

static bool no_inner_point(region *t, const tile *b, size_t k, size_t g)
{
    (void)k;
    (void)g;
    return region_is_outside(t, b, true);
}

static bool true_edge(region *t, const tile *b, size_t k, size_t g)
{
    return no_inner_point(t, b, k, g) && region_holds_on(t, b);
}

static bool false_edge(region *t, const tile *b, size_t k, size_t g)
{
    return no_inner_point(t, b, k, g) &&
           region_never_holds(t, &t->f->v[k], b, g);
}

/* What is known of the edge of a tile without inner points; 0 if it may have
 * some.  A false edge is tried for one instance, which is all that there is. */
static char find_edge(region *t, const tile *b)
{
    if (attempt(t, b, "/", 0, 0, no_point))
        return '/';
    size_t len = t->text.len, leaves = t->leaves;
    if (!attempt(t, b, "/ ?", 0, 0, no_inner_point))
        return 0;
    (void)forget(t, len, leaves); /* it can be said again, and more */
    if (attempt(t, b, "/ +", 0, 0, true_edge))
        return '+';
    for (size_t g = 0; t->f->n == 1 && g < t->f->v[0].p.ngoals; g++)
        if (attempt(t, b, "/ -", 0, g, false_edge))
            return '-';
    return attempt(t, b, "/ ?", 0, 0, no_inner_point) ? '?' : 0;
}

static bool is_true(region *t, const tile *b)
{
    size_t len = t->text.len, leaves = t->leaves;
    bool admitted = false;
    for (size_t k = 0; k < t->f->n && !admitted; k++) {
        const instance *m = &t->f->v[k];
        const question q = {b, k, NO_GOAL};
        mpq_t *y = point_new(m->p.nvars);
        double least;
        if (look(t, m, b, 0, PLACES - 1, y, &least))
            admitted = answered(t, &q, y);
        point_free(y, m->p.nvars);
    }
    return (admitted && region_holds_on(t, b)) || forget(t, len, leaves);
}

static bool is_false(region *t, const tile *b, size_t k, size_t g, mpq_t *y)
{
    const question q = {b, k, g};
    return answered(t, &q, y);
}

/* '-', or else what the other two may be worth. */
static void look_around(region *t, const tile *b, bool *minus, bool *plus,
                        bool *outside)
{
    *minus = false;
    *plus = *outside = true;
    for (size_t k = 0; k < t->f->n && !*minus; k++) {
        const instance *m = &t->f->v[k];
        mpq_t *y = point_new(m->p.nvars);
        for (size_t g = 0; g < m->p.ngoals && !*minus; g++) {
            char seen = guess(t, m, b, g, y);
            *plus = *plus && (seen == '+' || seen == '/');
            *outside = *outside && seen == '/';
            *minus = seen == '-' && is_false(t, b, k, g, y);
        }
        point_free(y, m->p.nvars);
    }
}

void region_decide(region *t, tile *b)
{
    bool minus, plus, outside;
    look_around(t, b, &minus, &plus, &outside);
    b->edge = !minus && outside ? find_edge(t, b) : 0;
    b->state = minus            ? '-'
               : b->edge != 0   ? '/'
               : plus && !outside && is_true(t, b) ? '+' : '?';
    if (b->state == '?')
        region_put_tile(t, "?", NULL, 0, NULL, 0);
}
