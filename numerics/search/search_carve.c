/* Neighbourhoods of isolated minima.  Believed: nothing; the checker tries each.
 *
 * Near a contact bisection alone never ends: f comes as near to 0 as it likes.
 * Here a cube around each suspected contact is found, as large as the checker
 * accepts a supporting plane on it; branch and bound then cuts along the
 * cubes' faces and closes all that lies inside with one leaf. */
#include "tactics.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_CUBES = 12,
    HALVINGS = 14
};

/* Rounded to a grid of 1/64 of the step: short numbers. */
static double on_grid(double x, double step)
{
    int e;
    frexp(step, &e);
    double unit = ldexp(1, e - 6);
    return nearbyint(x / unit) * unit;
}

/* The cube with half widths h times the box's; ends outside stay the box's. */
static void cube_around(const goal *g, int n, const double *x, double h,
                        cube *c, goal *t)
{
    for (int i = 0; i < n; i++) {
        const range *r = &g->box[i];
        double lo = rational_near(r->lo), hi = rational_near(r->hi);
        double step = (r->lo_inf || r->hi_inf ? 1 + fabs(x[i]) : hi - lo) * h;
        c->lo[i] = on_grid(x[i] - step, step);
        c->hi[i] = on_grid(x[i] + step, step);
        range_set(&t->box[i], r);
        if (!r->lo_inf && c->lo[i] <= lo)
            c->lo[i] = -INFINITY;
        if (!r->hi_inf && c->hi[i] >= hi)
            c->hi[i] = INFINITY;
        if (rational_from_double(t->box[i].lo, c->lo[i]))
            t->box[i].lo_inf = t->box[i].lo_open = false;
        if (rational_from_double(t->box[i].hi, c->hi[i]))
            t->box[i].hi_inf = t->box[i].hi_open = false;
    }
}

static bool inside(const cube *c, int n, const double *x)
{
    for (int i = 0; i < n; i++)
        if (!(x[i] >= c->lo[i] && x[i] <= c->hi[i]))
            return false;
    return true;
}

static void cube_free(cube *c)
{
    free(c->lo);
    cert_free(c->rule);
}

static bool cube_find(searcher *s, const goal *g, const probe *q, spot *at,
                      cube *c)
{
    int n = s->p->nvars;
    goal t;
    probe one = {.v = at, .n = 1, .scale = q->scale};
    tactic_view at_one = {.q = &one};
    c->lo = xmalloc(2 * (size_t)n * sizeof *c->lo + 1);
    c->hi = c->lo + n;
    c->rule = NULL;
    search_goal_copy(&t, g, n);
    double h = 0.25;
    for (int k = 0; k < HALVINGS && c->rule == NULL; k++, h /= 2) {
        cube_around(g, n, at->x, h, c, &t);
        c->rule = tactic_convex(s, &t, &at_one);
    }
    search_goal_clear(&t, n);
    if (c->rule == NULL)
        cube_free(c);
    return c->rule != NULL;
}

size_t search_carve_cubes(searcher *s, const goal *g, const probe *q,
                          cube **out)
{
    int n = s->p->nvars;
    size_t found = 0, missed = 0;
    *out = NULL;
    if (q == NULL || n < 2 || n > 8)
        return 0;
    for (size_t j = 0; j < q->n && found < MOST_CUBES && missed < 3; j++) {
        bool known = false;
        if (q->v[j].f > 1e-6 * q->scale + q->noise)
            break;
        for (size_t k = 0; k < found && !known; k++)
            known = inside(&(*out)[k], n, q->v[j].x);
        if (known)
            continue;
        *out = xrealloc(*out, (found + 1) * sizeof **out);
        if (cube_find(s, g, q, &q->v[j], &(*out)[found]))
            found++;
        else
            missed++;
    }
    return found;
}

void search_carve_free(cube *c, size_t n)
{
    for (size_t k = 0; k < n; k++)
        cube_free(&c[k]);
    free(c);
}
