/* Where f is small: which points are sampled, and what their values tell.
 * Believed: nothing; all of it is a guess for the tactics, or a point that the
 * checker is then asked to confirm as a counterexample.  See search_sample.h. */
#include "search_sample.h"

#include "../base/memory.h"
#include "../base/parallel.h"

#include <math.h>
#include <stdlib.h>

/* Points that wait for their values, which are found TAPE_LANES at a time, by
 * threads where the search has become long, and are looked at in order. */
typedef struct {
    sampler *m;
    probe *q;
    double sum; /* of the values' binary exponents, and their number */
    size_t count, waiting, room;
    double *x, *f; /* eight points a row of nvars, as tape_point8 wants them */
} samples;

enum {
    MOST_WAITING = 8192
};

static void look(samples *w, const double *x, double f)
{
    if (isnan(f)) {
        w->q->undefined = true;
        return;
    }
    if (fabs(f) < 1e100) {
        int e; /* of 2: no logarithm, whose last bits differ by machine */
        frexp(fabs(f) + 1e-300, &e);
        w->sum += e;
        w->count++;
    }
    search_sample_insert(w->m, w->q, x, f);
}

static double *row_of(const samples *w, size_t k)
{
    return w->x + k / TAPE_LANES * TAPE_LANES * (size_t)w->m->n;
}

typedef struct {
    samples *w;
    size_t rows;
} evaluation;

enum {
    CHUNK = 64 /* rows */
};

static void evaluate_chunk(void *ctx, size_t c)
{
    const evaluation *e = ctx;
    sampler own;
    search_sample_twin(&own, e->w->m);
    for (size_t r = c * CHUNK; r < (c + 1) * CHUNK && r < e->rows; r++)
        tape_point8(own.value, own.vs, row_of(e->w, r * TAPE_LANES), 1,
                    e->w->f + r * TAPE_LANES);
    search_sample_twin_close(&own);
}

static void flush(samples *w)
{
    size_t n = (size_t)w->m->n, waiting = w->waiting;
    double x[EXPR_MAX_VARS];
    size_t rows = (waiting + TAPE_LANES - 1) / TAPE_LANES;
    for (size_t k = waiting; k < rows * TAPE_LANES; k++)
        for (size_t i = 0; i < n; i++)
            row_of(w, k)[TAPE_LANES * i + k % TAPE_LANES] =
                row_of(w, k)[TAPE_LANES * i];
    evaluation e = {w, rows};
    parallel_run((rows + CHUNK - 1) / CHUNK, search_sample_threads(w->m),
                 evaluate_chunk, &e);
    for (size_t k = 0; k < waiting; k++) {
        const double *from = row_of(w, k) + k % TAPE_LANES;
        for (size_t i = 0; i < n; i++)
            x[i] = from[TAPE_LANES * i];
        look(w, x, w->f[k]);
    }
    w->waiting = 0;
}

static void sample(samples *w, const double *x)
{
    if (!search_sample_hyps_hold(w->m, x))
        return;
    if (w->waiting == w->room) {
        w->room = w->room != 0 ? 4 * w->room : 64;
        w->x = xrealloc(w->x, (w->room * (size_t)w->m->n + 1) * sizeof *w->x);
        w->f = xrealloc(w->f, w->room * sizeof *w->f);
    }
    double *to = row_of(w, w->waiting) + w->waiting % TAPE_LANES;
    for (size_t i = 0; i < (size_t)w->m->n; i++)
        to[TAPE_LANES * i] = x[i];
    if (++w->waiting == MOST_WAITING)
        flush(w);
}

enum {
    DIGITS = 16 /* of numbers below 2^16 */
};

/* Halton's sequence: the radical inverses of 1, 2, ... in base b, whose digits
 * are counted on instead of divided off. */
typedef struct {
    unsigned base, digit[DIGITS], ndigits;
    double place[DIGITS]; /* b^-1, b^-2, ... */
} halton;

static void halton_init(halton *h, unsigned base)
{
    double f = 1;
    *h = (halton){.base = base};
    for (int k = 0; k < DIGITS; k++)
        h->place[k] = f /= base;
}

static double halton_next(halton *h)
{
    double r = 0;
    unsigned k = 0;
    while (++h->digit[k] == h->base)
        h->digit[k++] = 0;
    h->ndigits = k < h->ndigits ? h->ndigits : k + 1;
    for (k = 0; k < h->ndigits; k++)
        r += h->place[k] * h->digit[k];
    return r;
}

/* Corners, and the middles of edges, while they are few. */
static void sample_corners(samples *s)
{
    enum {
        MOST = 6
    };
    sampler *m = s->m;
    int n = m->n;
    double *x = m->buf, at[MOST][4];
    for (int i = 0; i < n && n <= MOST; i++) {
        double lo = m->lo[i], hi = m->hi[i];
        at[i][0] = isinf(lo) ? -1e9 : lo;
        at[i][1] = isinf(hi) ? 1e9 : hi;
        at[i][2] = search_sample_spread(lo, hi, 0.5);
        at[i][3] = search_sample_spread(lo, hi, 0.25);
    }
    for (unsigned k = 0; n > 0 && n <= MOST && k < 1u << (2 * n); k++) {
        for (int i = 0; i < n; i++)
            x[i] = at[i][k >> (2 * i) & 3];
        sample(s, x);
    }
}

/* The approach to the ends of a single variable. */
static void sample_ends(samples *s)
{
    sampler *m = s->m;
    double *x = m->buf;
    for (int k = 1; m->n == 1 && k <= 40; k++) {
        double h =
            ldexp(isinf(m->hi[0] - m->lo[0]) ? 1 : m->hi[0] - m->lo[0], -k);
        if (!isinf(m->lo[0])) {
            x[0] = m->lo[0] + h;
            sample(s, x);
        }
        if (!isinf(m->hi[0])) {
            x[0] = m->hi[0] - h;
            sample(s, x);
        }
        if (isinf(m->hi[0])) {
            x[0] = (isinf(m->lo[0]) ? 0 : m->lo[0]) + ldexp(1, k);
            sample(s, x);
        }
        if (isinf(m->lo[0])) {
            x[0] = (isinf(m->hi[0]) ? 0 : m->hi[0]) - ldexp(1, k);
            sample(s, x);
        }
    }
}

/* The points of [0, 1]^n that are sampled, the same in each probe of a search. */
static const double *unit_points(searcher *s, unsigned total)
{
    static const unsigned prime[] = {2,  3,  5,  7,  11, 13, 17, 19,
                                     23, 29, 31, 37, 41, 43, 47, 53};
    size_t n = (size_t)s->p->nvars;
    if (s->unit != NULL)
        return s->unit;
    s->unit = xmalloc(n * total * sizeof *s->unit + 1);
    for (size_t i = 0; i < n; i++) {
        halton h;
        halton_init(&h, prime[i % 16]);
        for (size_t k = 0; k < total; k++)
            s->unit[n * k + i] = halton_next(&h);
    }
    return s->unit;
}

static void sample_all(sampler *m, probe *q)
{
    int n = m->n;
    double *x = m->buf;
    samples s = {.m = m, .q = q};
    unsigned total = n == 0 ? 1 : n == 1 ? 200 : n <= 3 ? 600 : 1200;
    const double *u = unit_points(m->s, total);
    for (unsigned k = 0; k < total; k++, u += n) {
        for (int i = 0; i < n; i++)
            x[i] = search_sample_spread(m->lo[i], m->hi[i], u[i]);
        sample(&s, x);
    }
    sample_corners(&s);
    sample_ends(&s);
    flush(&s);
    free(s.x);
    free(s.f);
    q->scale =
        s.count > 0 ? ldexp(1, (int)floor(s.sum / (double)s.count)) : 1;
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
    tape_eval(m->value, m->vs, &(tape_boxes){.lo = x, .hi = x}, 0, 1, &o);
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
    sampler m;
    *out = (probe){.least = INFINITY, .scale = 1};
    out->v = xcalloc(MAX_SPOTS + 1, sizeof *out->v);
    search_sample_open(&m, s, g);
    sample_all(&m, out);
    search_descent(&m, out);
    if (out->n > 0)
        out->least = out->v[0].f;
    vouch(&m, out);
    search_sample_close(&m);
}

void search_probe_clear(probe *q)
{
    for (size_t i = 0; i < q->n; i++)
        free(q->v[i].x);
    free(q->v);
    *q = (probe){.v = NULL};
}
