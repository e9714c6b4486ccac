/* From samples to local minima: pattern search, then Newton's method where f
 * is smooth.  Believed: nothing.  See search_sample.h. */
#include "search_sample.h"

#include "../base/memory.h"
#include "../base/parallel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SPOTS_REFINED = 8,
    DESCENT_STEPS = 60,
    NEWTON_STEPS = 20
};

static double clip(const sampler *m, int i, double x)
{
    return x < m->lo[i] ? m->lo[i] : x > m->hi[i] ? m->hi[i] : x;
}

/* f where one coordinate of x is moved: candidate 2 i is coordinate i less
 * its step, 2 i + 1 the same with its step more.  Most steps lead nowhere, so
 * the next few candidates are looked at together. */
typedef struct {
    int first, count; /* those whose values are there, for the present x */
    double at[2 * EXPR_MAX_VARS], f[TAPE_LANES];
} moves;

static double move(sampler *m, moves *w, double *x, const double *step, int c)
{
    size_t n = (size_t)m->n;
    if (c < w->first || c >= w->first + w->count) {
        double many[TAPE_LANES * EXPR_MAX_VARS];
        int left = 2 * m->n - c;
        w->first = c;
        w->count = left < TAPE_LANES ? left : TAPE_LANES;
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < TAPE_LANES; k++)
                many[TAPE_LANES * i + k] = x[i];
        for (int k = 0; k < w->count; k++) {
            int i = (c + k) / 2, d = (c + k) % 2 == 0 ? -1 : 1;
            w->at[c + k] = clip(m, i, x[i] + d * step[i]);
            many[TAPE_LANES * i + k] = w->at[c + k];
        }
        tape_point8(m->value, m->vs, many, 1, w->f);
    }
    double old = x[c / 2];
    x[c / 2] = w->at[c];
    double v = search_sample_hyps_hold(m, x) ? w->f[c - w->first] : NAN;
    x[c / 2] = old;
    return v;
}

/* Pattern search: robust where f is not smooth. */
static double descend(sampler *m, double *x, double f)
{
    double step[EXPR_MAX_VARS];
    for (int i = 0; i < m->n; i++) {
        double w = m->hi[i] - m->lo[i];
        step[i] = isinf(w) ? fmax(1, fabs(x[i])) / 8 : w / 16;
    }
    for (int k = 0; k < DESCENT_STEPS; k++) {
        bool better = false;
        moves w = {.count = 0};
        for (int c = 0; c < 2 * m->n; c++) {
            double v = move(m, &w, x, step, c);
            if (!(v < f))
                continue;
            f = v;
            x[c / 2] = w.at[c];
            w.count = 0;
            better = true;
            c |= 1; /* the other way is not tried */
        }
        for (int i = 0; i < m->n && !better; i++)
            step[i] *= 0.25;
    }
    return f;
}

static bool is_small(const searcher *s, const goal *g)
{
    return s->p->nvars <= 10 && expr_size(s->p->pool, g->f) < 400;
}

/* f, gradient and Hessian of a small f, or NULL where there are none. */
static tape *newton_tape(searcher *s, const goal *g)
{
    int n = s->p->nvars;
    expr *root = xmalloc((size_t)(1 + n + n * n) * sizeof *root);
    tape *t = NULL;
    bool ok = true;
    root[0] = g->f;
    for (int i = 0; i < n && ok; i++) {
        root[1 + i] = expr_diff(s->p->pool, g->f, i);
        ok = root[1 + i] != EXPR_NONE;
        for (int j = 0; j < n && ok; j++) {
            expr d = expr_diff(s->p->pool, root[1 + i], j);
            root[1 + n + i * n + j] = d;
            ok = d != EXPR_NONE;
        }
    }
    if (ok)
        t = search_tape_new(s, root, (size_t)(1 + n + n * n), NULL, 0);
    free(root);
    return t;
}

/* Solves the k x k system a y = b in place (partial pivoting). */
static bool solve(double *a, double *b, int k)
{
    for (int c = 0; c < k; c++) {
        int p = c;
        for (int r = c + 1; r < k; r++)
            if (fabs(a[r * k + c]) > fabs(a[p * k + c]))
                p = r;
        if (!(fabs(a[p * k + c]) > 1e-12))
            return false;
        for (int j = 0; j < k; j++) {
            double t = a[c * k + j];
            a[c * k + j] = a[p * k + j];
            a[p * k + j] = t;
        }
        double t = b[c];
        b[c] = b[p];
        b[p] = t;
        for (int r = 0; r < k; r++) {
            if (r == c)
                continue;
            double w = a[r * k + c] / a[c * k + c];
            for (int j = c; j < k; j++)
                a[r * k + j] -= w * a[c * k + j];
            b[r] -= w * b[c];
        }
    }
    for (int c = 0; c < k; c++)
        b[c] /= a[c * k + c];
    return true;
}

/* Derivatives are made where a point asks for them: at corners none does. */
static bool can_derive(sampler *m)
{
    if (!m->asked_newton)
        m->newton = newton_tape(m->s, m->g);
    if (!m->asked_newton && m->newton != NULL)
        m->ns = tape_scratch_new(m->newton);
    m->asked_newton = true;
    return m->newton != NULL;
}

/* Newton steps on the coordinates that are not at an end. */
static void newton(sampler *m, double *x)
{
    int n = m->n, free_var[EXPR_MAX_VARS];
    double *out = xmalloc((size_t)(1 + n + n * n) * sizeof *out);
    double *a = xmalloc((size_t)(n * n + 1) * sizeof *a);
    double *b = xmalloc((size_t)(n + 1) * sizeof *b);
    double *y = xmalloc((size_t)(n + 1) * sizeof *y);
    for (int step = 0; step < NEWTON_STEPS; step++) {
        int k = 0;
        for (int i = 0; i < n; i++)
            if (x[i] > m->lo[i] && x[i] < m->hi[i])
                free_var[k++] = i;
        if (k == 0 || !can_derive(m))
            break;
        tape_point(m->newton, m->ns, x, out);
        for (int r = 0; r < k; r++) {
            b[r] = out[1 + free_var[r]];
            for (int c = 0; c < k; c++)
                a[r * k + c] = out[1 + n + free_var[r] * n + free_var[c]];
        }
        if (!solve(a, b, k))
            break;
        /* the full step, or half of it, ... as long as f does not grow */
        double here = search_sample_value(m, x), most = 0, part = 1;
        bool ok = false;
        for (int r = 0; r < k; r++)
            most = fmax(most, fabs(b[r]));
        for (int half = 0; half < 4 && !ok; half++, part /= 2) {
            memcpy(y, x, (size_t)n * sizeof *y);
            ok = true;
            for (int r = 0; r < k; r++) {
                int i = free_var[r];
                y[i] -= part * b[r];
                ok = ok && y[i] >= m->lo[i] && y[i] <= m->hi[i];
            }
            ok = ok && search_sample_hyps_hold(m, y) &&
                 search_sample_value(m, y) <= here + 1e-14;
        }
        if (!ok || !(most < 1e9))
            break;
        memcpy(x, y, (size_t)n * sizeof *y);
        if (most < 1e-14)
            break;
    }
    free(out);
    free(a);
    free(b);
    free(y);
}

/* Is x far from the k starting points? */
static bool is_apart(const sampler *m, const double *start, size_t k,
                     const double *x)
{
    for (size_t j = 0; j < k; j++) {
        double far = 0;
        for (int i = 0; i < m->n; i++) {
            double w = m->hi[i] - m->lo[i],
                   y = start[j * (size_t)m->n + (size_t)i];
            w = isinf(w) ? 1 + fabs(y) : w;
            far = fmax(far, fabs(x[i] - y) / w);
        }
        if (!(far > 0.1))
            return false;
    }
    return true;
}

/* From one starting point: where pattern search ends, then where Newton's
 * method does. */
typedef struct {
    double x[EXPR_MAX_VARS], f, y[EXPR_MAX_VARS], v;
} descent;

typedef struct {
    const sampler *m;
    descent *d;
    void (*step)(sampler *own, descent *d);
} descents;

/* The samplers are alike but for their scratch. */
static void one_descends(void *ctx, size_t k)
{
    const descents *w = ctx;
    sampler own;
    search_sample_twin(&own, w->m);
    w->step(&own, &w->d[k]);
    search_sample_twin_close(&own);
}

static void all_descend(const sampler *m, descent *d, size_t k, int threads,
                        void (*step)(sampler *own, descent *d))
{
    descents w = {m, d, step};
    parallel_run(k, threads, one_descends, &w);
}

static void pattern(sampler *m, descent *d)
{
    d->f = descend(m, d->x, d->f);
}

static void polish(sampler *m, descent *d)
{
    memcpy(d->y, d->x, (size_t)m->n * sizeof *d->y);
    newton(m, d->y);
    d->v = search_sample_value(m, d->y);
}

/* Is some coordinate not at an end, so that Newton's method will ask for
 * derivatives?  Only one thread may make them. */
static bool is_inside(const sampler *m, const double *x)
{
    for (int i = 0; i < m->n; i++)
        if (x[i] > m->lo[i] && x[i] < m->hi[i])
            return true;
    return false;
}

/* From the lowest points, no two of them close together. */
static void refine(sampler *m, probe *q)
{
    size_t n = (size_t)m->n;
    size_t k = 0;
    double start[SPOTS_REFINED * EXPR_MAX_VARS];
    descent *d = xcalloc(SPOTS_REFINED, sizeof *d);
    for (size_t j = 0; j < q->n && k < SPOTS_REFINED; j++)
        if (is_apart(m, start, k, q->v[j].x)) {
            memcpy(start + k * n, q->v[j].x, n * sizeof *start);
            memcpy(d[k].x, q->v[j].x, n * sizeof *start);
            d[k++].f = q->v[j].f;
        }
    int threads = search_sample_threads(m);
    all_descend(m, d, k, threads, pattern);
    bool inside = false;
    for (size_t j = 0; j < k && !inside; j++)
        inside = is_inside(m, d[j].x);
    if (inside && !m->asked_newton)
        (void)can_derive(m);
    all_descend(m, d, k, inside ? threads : 1, polish); /* else soon done */
    for (size_t j = 0; j < k; j++) {
        search_sample_insert(m, q, d[j].x, d[j].f);
        if (!isnan(d[j].v))
            search_sample_insert(m, q, d[j].y, d[j].v);
    }
    free(d);
}

/* Local minima of a univariate f on the sample grid, so that several contacts
 * are all found; the list above keeps only the lowest points. */
static void local_minima(sampler *m, probe *q)
{
    enum {
        GRID = 128
    };
    double v[GRID + 1], x[1];
    if (m->n != 1)
        return;
    for (int k = 0; k <= GRID; k++) {
        x[0] = search_sample_spread(m->lo[0], m->hi[0],
                                    k == 0      ? 1e-9
                                    : k == GRID ? 1 - 1e-9
                                                : (double)k / (double)GRID);
        v[k] = search_sample_hyps_hold(m, x) ? search_sample_value(m, x) : NAN;
    }
    for (int k = 1; k < GRID; k++) {
        if (!(v[k] <= v[k - 1] && v[k] <= v[k + 1]) ||
            v[k] > q->scale * 0.5 + 1e-6)
            continue;
        x[0] =
            search_sample_spread(m->lo[0], m->hi[0], (double)k / (double)GRID);
        double f = descend(m, x, v[k]);
        newton(m, x);
        double w = search_sample_value(m, x);
        search_sample_insert(m, q, x, isnan(w) ? f : w);
    }
}

void search_descent(sampler *m, probe *q)
{
    if (!is_small(m->s, m->g))
        return;
    refine(m, q);
    local_minima(m, q);
}
