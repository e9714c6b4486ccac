/* A goal made ready for plain values in doubles, and the list of its lowest
 * points.  Believed: nothing.  See search_sample.h. */
#include "search_sample.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    WORTH_THREADS = 1000 /* effort */
};

static void ends(const range *r, double *lo, double *hi)
{
    *lo = r->lo_inf ? -INFINITY : rational_lower(r->lo);
    *hi = r->hi_inf ? INFINITY : rational_upper(r->hi);
}

void search_sample_open(sampler *m, searcher *s, const goal *g)
{
    int n = s->p->nvars;
    *m = (sampler){.s = s, .g = g, .n = n};
    m->lo = xmalloc((size_t)(3 * n + 1) * sizeof *m->lo);
    m->hi = m->lo + n;
    m->buf = m->hi + n;
    for (int i = 0; i < n; i++)
        ends(&g->box[i], &m->lo[i], &m->hi[i]);
    m->value = search_tape_new(s, &g->f, 1, NULL, 0);
    m->vs = tape_scratch_new(m->value);
    if (g->nhyps == 0 || g->nhyps > 64)
        return;
    expr *h = xmalloc(g->nhyps * sizeof *h);
    for (size_t j = 0; j < g->nhyps; j++)
        h[j] = g->hyp[j].e;
    m->hyps = search_tape_new(s, h, g->nhyps, NULL, 0);
    m->hs = tape_scratch_new(m->hyps);
    free(h);
}

void search_sample_close(sampler *m)
{
    tape_scratch_free(m->vs);
    tape_scratch_free(m->ns);
    tape_scratch_free(m->hs);
    tape_free(m->value);
    tape_free(m->newton);
    tape_free(m->hyps);
    free(m->lo);
}

void search_sample_twin(sampler *m, const sampler *of)
{
    *m = *of;
    m->buf = xmalloc((size_t)(m->n + 1) * sizeof *m->buf);
    m->vs = tape_scratch_new(m->value);
    m->hs = m->hyps != NULL ? tape_scratch_new(m->hyps) : NULL;
    m->ns = m->newton != NULL ? tape_scratch_new(m->newton) : NULL;
}

void search_sample_twin_close(sampler *m)
{
    tape_scratch_free(m->vs);
    tape_scratch_free(m->ns);
    tape_scratch_free(m->hs);
    free(m->buf);
}

int search_sample_threads(const sampler *m)
{
    return m->s->is_part || m->s->effort < WORTH_THREADS
               ? 1
               : search_effort_threads(m->s->limits);
}

/* A typical coordinate for u in (0, 1). */
double search_sample_spread(double lo, double hi, double u)
{
    if (isinf(lo) && isinf(hi)) {
        double w = 2 * u - 1;
        return w / (1 - w * w);
    }
    if (isinf(hi))
        return lo + (u / (1 - u)) * (u / (1 - u));
    if (isinf(lo))
        return hi - ((1 - u) / u) * ((1 - u) / u);
    return lo + (hi - lo) * u;
}

bool search_sample_hyps_hold(sampler *m, const double *x)
{
    if (m->hyps == NULL)
        return true;
    double h[64];
    tape_point(m->hyps, m->hs, x, h);
    for (size_t j = 0; j < m->g->nhyps && j < 64; j++)
        if (!(h[j] >= 0))
            return false;
    return true;
}

double search_sample_value(sampler *m, const double *x)
{
    double f;
    tape_point(m->value, m->vs, x, &f);
    return f;
}

/* Are x and y the same spot, for practical purposes? */
static bool same_spot(const sampler *m, const double *x, const double *y)
{
    for (int i = 0; i < m->n; i++) {
        double w = m->hi[i] - m->lo[i];
        w = isinf(w) ? fabs(x[i]) + fabs(y[i]) : w;
        if (!(fabs(x[i] - y[i]) <= 1e-4 * w))
            return false;
    }
    return true;
}

static void remove_spot(probe *q, size_t k)
{
    free(q->v[k].x);
    memmove(&q->v[k], &q->v[k + 1], (q->n - k - 1) * sizeof *q->v);
    q->n--;
}

/* Of several points in one place only the lowest is kept. */
void search_sample_insert(const sampler *m, probe *q, const double *x, double f)
{
    if (q->n == MAX_SPOTS && f >= q->v[q->n - 1].f)
        return;
    for (size_t i = q->n; i > 0; i--)
        if (same_spot(m, x, q->v[i - 1].x)) {
            if (q->v[i - 1].f <= f)
                return;
            remove_spot(q, i - 1);
        }
    if (q->n == MAX_SPOTS)
        remove_spot(q, q->n - 1);
    size_t k = q->n++;
    while (k > 0 && q->v[k - 1].f > f) {
        q->v[k] = q->v[k - 1];
        k--;
    }
    q->v[k].f = f;
    q->v[k].x = xmalloc((size_t)m->n * sizeof *x + 1);
    memcpy(q->v[k].x, x, (size_t)m->n * sizeof *x);
}
