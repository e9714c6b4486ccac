/* A plain branch and bound with two back ends.  See yardstick.h. */
#include "yardstick.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/rational.h"
#include "../../numerics/enclose/rung.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    const problem *p;
    size_t n;
    expr *root; /* f, f_1 .. f_n */
    /* MPFR: NULL where doubles are used */
    eval *e;
    range *box;
    rung *value, *all;
    rung_interval *d; /* values of the roots */
} engine;

static double processor_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The first `count` roots over x; false where one is not defined. */
static bool enclose(engine *g, const rung_interval *x, size_t count)
{
    if (g->e == NULL)
        return rung_enclose(count == 1 ? g->value : g->all, x, (int)g->n, g->d);
    for (size_t i = 0; i < g->n; i++) {
        rational_guess(g->box[i].lo, x[i].lo);
        rational_guess(g->box[i].hi, x[i].hi);
    }
    eval_set_box(g->e, g->box, (int)g->n);
    for (size_t k = 0; k < count; k++) {
        iv_srcptr v = eval_enclose(g->e, g->root[k]);
        if (!iv_is_bounded(v))
            return false;
        g->d[k] = (rung_interval){rational_lower_fr(iv_lower(v)),
                                  rational_upper_fr(iv_upper(v))};
    }
    return true;
}

/* Lower bound of the mean value form, whose slopes are in g->d. */
static double mean_value(engine *g, const rung_interval *x)
{
    rung_interval m[EXPR_MAX_VARS], sum = rung_point(0);
    for (size_t i = 0; i < g->n; i++) {
        double w = rung_up(x[i].hi - x[i].lo);
        m[i] = rung_point(x[i].lo + (x[i].hi - x[i].lo) / 2);
        sum = rung_add(sum, rung_mul(g->d[i + 1], (rung_interval){-w, w}));
    }
    /* w is twice the half width, less than which the point may be off */
    sum = rung_mul(sum, (rung_interval){0.5, 0.5000001});
    return enclose(g, m, 1) ? rung_add(sum, g->d[0]).lo : -INFINITY;
}

/* Where to halve x; -1: nowhere. */
static int widest(const engine *g, const rung_interval *x)
{
    int best = -1;
    double most = 0;
    for (size_t i = 0; i < g->n; i++) {
        double w = x[i].hi - x[i].lo;
        double slope = fmax(fabs(g->d[i + 1].lo), fabs(g->d[i + 1].hi));
        w *= isfinite(slope) ? slope + 1e-9 : 1;
        if (w > most) {
            most = w;
            best = (int)i;
        }
    }
    return best;
}

/* x is done (true), or what is left of it is pushed. */
static bool treat(engine *g, rung_interval **stack, size_t *depth, size_t *cap)
{
    size_t n = g->n;
    rung_interval x[EXPR_MAX_VARS];
    memcpy(x, *stack + (*depth - 1) * n, n * sizeof *x);
    --*depth;
    if (enclose(g, x, 1) && g->d[0].lo > 0)
        return true;
    for (size_t i = 1; i <= n; i++)
        g->d[i] = (rung_interval){-INFINITY, INFINITY};
    bool pinned = false;
    if (enclose(g, x, n + 1)) {
        rung_interval slopes[EXPR_MAX_VARS + 1];
        memcpy(slopes, g->d, (n + 1) * sizeof *slopes);
        if (mean_value(g, x) > 0)
            return true;
        memcpy(g->d, slopes, (n + 1) * sizeof *slopes);
        for (size_t i = 0; i < n; i++) {
            if (x[i].lo == x[i].hi ||
                !(slopes[i + 1].lo >= 0 || slopes[i + 1].hi <= 0))
                continue;
            pinned = true;
            x[i] = rung_point(slopes[i + 1].lo >= 0 ? x[i].lo : x[i].hi);
        }
    }
    int k = pinned ? -1 : widest(g, x);
    if (!pinned && k < 0)
        return false; /* a point that is no proof: given up */
    if (*depth + 2 > *cap) {
        *cap = 2 * *cap + 64;
        *stack = xrealloc(*stack, *cap * n * sizeof **stack);
    }
    rung_interval *to = *stack + *depth * n;
    memcpy(to, x, n * sizeof *x);
    ++*depth;
    if (pinned)
        return true;
    double m = x[k].lo + (x[k].hi - x[k].lo) / 2;
    to[k].hi = m;
    memcpy(to + n, x, n * sizeof *x);
    to[n + (size_t)k].lo = m;
    ++*depth;
    return m > x[k].lo && m < x[k].hi;
}

static yardstick_run run(engine *g, size_t most)
{
    yardstick_run r = {.proved = true};
    size_t depth = 1, cap = 64;
    rung_interval *stack = xmalloc(cap * g->n * sizeof *stack + 1);
    r.proved = rung_set_box(stack, g->p->box, (int)g->n);
    for (; r.proved && depth > 0; r.boxes++)
        r.proved = r.boxes < most && treat(g, &stack, &depth, &cap);
    free(stack);
    return r;
}

static yardstick_run measure(const problem *p, size_t most, bool doubles)
{
    double begin = processor_time();
    engine g = {.p = p, .n = (size_t)p->nvars};
    yardstick_run r = {.proved = false};
    bool ok = true;
    g.root = xcalloc(g.n + 1, sizeof *g.root);
    g.d = xcalloc(g.n + 1, sizeof *g.d);
    g.box = xcalloc(g.n + 1, sizeof *g.box);
    g.root[0] = p->goal[0].e;
    for (size_t i = 0; i < g.n; i++) {
        g.root[i + 1] = expr_diff(p->pool, p->goal[0].e, (int)i);
        ok = ok && g.root[i + 1] != EXPR_NONE;
        range_init(&g.box[i]);
    }
    if (doubles) {
        g.value = rung_new(p->pool, g.root, 1, true);
        g.all = rung_new(p->pool, g.root, g.n + 1, true);
        ok = ok && g.value != NULL && g.all != NULL;
    } else {
        g.e = eval_new(p->pool, 53);
    }
    if (ok)
        r = run(&g, most);
    for (size_t i = 0; i < g.n; i++)
        range_clear(&g.box[i]);
    rung_free(g.value);
    rung_free(g.all);
    eval_free(g.e);
    free(g.root);
    free(g.d);
    free(g.box);
    r.seconds = processor_time() - begin;
    return r;
}

yardstick_run yardstick_mpfr(const problem *p, size_t most)
{
    return measure(p, most, false);
}

yardstick_run yardstick_doubles(const problem *p, size_t most)
{
    return measure(p, most, true);
}
