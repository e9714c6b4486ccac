/* Where f is small: sampling in doubles.
 *
 * Everything here is a guess for the tactics, or a point that the checker is
 * then asked to confirm as a counterexample.  See search_probe.h. */
#include "search_probe.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- sampling ---------------------------------------------------------- */

/* A typical coordinate for u in (0, 1). */
double search_probe_spread(double lo, double hi, double u)
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

static void ends(const range *r, double *lo, double *hi)
{
    *lo = r->lo_inf ? -INFINITY : rational_lower(r->lo);
    *hi = r->hi_inf ? INFINITY : rational_upper(r->hi);
}

bool search_probe_hyps_hold(sampler *m, const double *x)
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

double search_probe_value(sampler *m, const double *x)
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
void search_probe_insert(const sampler *m, probe *q, const double *x, double f)
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

static void sample(sampler *m, probe *q, const double *x, double *sum,
                   size_t *count)
{
    if (!search_probe_hyps_hold(m, x))
        return;
    double f = search_probe_value(m, x);
    if (isnan(f)) {
        q->undefined = true;
        return;
    }
    if (fabs(f) < 1e100) {
        int e; /* of 2: no logarithm, whose last bits differ by machine */
        frexp(fabs(f) + 1e-300, &e);
        *sum += e;
        ++*count;
    }
    search_probe_insert(m, q, x, f);
}

/* Radical inverse in base b: Halton's sequence. */
static double halton(unsigned i, unsigned b)
{
    double f = 1, r = 0;
    for (; i > 0; i /= b) {
        f /= b;
        r += f * (i % b);
    }
    return r;
}

static void sample_all(sampler *m, probe *q)
{
    static const unsigned prime[] = {2,  3,  5,  7,  11, 13, 17, 19,
                                     23, 29, 31, 37, 41, 43, 47, 53};
    int n = m->n;
    double *x = m->buf, sum = 0;
    size_t count = 0;
    unsigned total = n == 0 ? 1 : n == 1 ? 200 : n <= 3 ? 600 : 1200;
    for (unsigned k = 1; k <= total; k++) {
        for (int i = 0; i < n; i++)
            x[i] = search_probe_spread(m->lo[i], m->hi[i],
                                       halton(k, prime[i % 16]));
        sample(m, q, x, &sum, &count);
    }
    /* corners, and the middles of edges, while they are few */
    for (unsigned k = 0; n > 0 && n <= 6 && k < 1u << (2 * n); k++) {
        for (int i = 0; i < n; i++) {
            unsigned w = k >> (2 * i) & 3;
            x[i] = w == 0   ? (isinf(m->lo[i]) ? -1e9 : m->lo[i])
                   : w == 1 ? (isinf(m->hi[i]) ? 1e9 : m->hi[i])
                            : search_probe_spread(m->lo[i], m->hi[i],
                                                  w == 2 ? 0.5 : 0.25);
        }
        sample(m, q, x, &sum, &count);
    }
    /* the approach to the ends of a single variable */
    for (int k = 1; n == 1 && k <= 40; k++) {
        double h =
            ldexp(isinf(m->hi[0] - m->lo[0]) ? 1 : m->hi[0] - m->lo[0], -k);
        if (!isinf(m->lo[0])) {
            x[0] = m->lo[0] + h;
            sample(m, q, x, &sum, &count);
        }
        if (!isinf(m->hi[0])) {
            x[0] = m->hi[0] - h;
            sample(m, q, x, &sum, &count);
        }
        if (isinf(m->hi[0])) {
            x[0] = (isinf(m->lo[0]) ? 0 : m->lo[0]) + ldexp(1, k);
            sample(m, q, x, &sum, &count);
        }
        if (isinf(m->lo[0])) {
            x[0] = (isinf(m->hi[0]) ? 0 : m->hi[0]) - ldexp(1, k);
            sample(m, q, x, &sum, &count);
        }
    }
    q->scale = count > 0 ? ldexp(1, (int)floor(sum / (double)count)) : 1;
}

/* ---- entry ------------------------------------------------------------- */

/* Rigorous values at the lowest spots: is f certainly negative there, and how
 * much are plain values off? */
static void vouch(sampler *m, probe *q)
{
    size_t n = (size_t)m->n, count = q->n < TAPE_LANES ? q->n : TAPE_LANES;
    double x[TAPE_LANES * EXPR_MAX_VARS];
    tape_out o;
    if (count == 0)
        return;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < TAPE_LANES; k++)
            x[TAPE_LANES * i + k] = q->v[k < count ? k : 0].x[i];
    tape_eval(m->value, m->vs, x, x, NULL, NULL, 0, 1, &o);
    for (size_t k = 0; k < count; k++) {
        if ((o.bad >> k & 1) != 0)
            continue;
        q->negative = q->negative || o.hi[k] < 0;
        double off = o.hi[k] - o.lo[k];
        if (off > q->noise && isfinite(off))
            q->noise = off;
    }
}

void search_probe_run(searcher *s, const goal *g, probe *out)
{
    int n = s->p->nvars;
    sampler m = {s, g, n, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    *out = (probe){.least = INFINITY, .scale = 1};
    out->v = xcalloc(MAX_SPOTS + 1, sizeof *out->v);
    m.lo = xmalloc((size_t)(3 * n + 1) * sizeof *m.lo);
    m.hi = m.lo + n;
    m.buf = m.hi + n;
    for (int i = 0; i < n; i++)
        ends(&g->box[i], &m.lo[i], &m.hi[i]);
    m.value = tape_new(s->p->pool, &g->f, 1, n, NULL, 0);
    m.vs = tape_scratch_new(m.value);
    if (g->nhyps > 0 && g->nhyps <= 64) {
        expr *h = xmalloc(g->nhyps * sizeof *h);
        for (size_t j = 0; j < g->nhyps; j++)
            h[j] = g->hyp[j].e;
        m.hyps = tape_new(s->p->pool, h, g->nhyps, n, NULL, 0);
        m.hs = tape_scratch_new(m.hyps);
        free(h);
    }
    sample_all(&m, out);
    m.newton = search_descent_tape(s, g);
    if (m.newton != NULL) {
        m.ns = tape_scratch_new(m.newton);
        search_descent_refine(&m, out);
        search_descent_minima(&m, out);
    }
    if (out->n > 0)
        out->least = out->v[0].f;
    vouch(&m, out);
    tape_scratch_free(m.vs);
    tape_scratch_free(m.ns);
    tape_scratch_free(m.hs);
    tape_free(m.value);
    tape_free(m.newton);
    tape_free(m.hyps);
    free(m.lo);
}

void search_probe_clear(probe *q)
{
    for (size_t i = 0; i < q->n; i++)
        free(q->v[i].x);
    free(q->v);
    *q = (probe){.v = NULL};
}
