/* Where f is small: sampling and local minimisation in doubles.
 *
 * Everything here is a guess for the tactics, or a point that the checker is
 * then asked to confirm as a counterexample. */
#include "search_internal.h"

#include "memory.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SPOTS_REFINED = 8, DESCENT_STEPS = 60, NEWTON_STEPS = 20 };

typedef struct {
    searcher *s;
    const subgoal *g;
    int n;
    tape *value, *newton; /* f; f, gradient, Hessian */
    tape_scratch *vs, *ns;
    double *lo, *hi, *buf;
    tape *hyps;
    tape_scratch *hs;
} sampler;

/* ---- the domain in doubles --------------------------------------------- */

/* A typical coordinate for u in (0, 1). */
static double spread(double lo, double hi, double u)
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
    *lo = r->lo_inf ? -INFINITY : mpq_get_d(r->lo);
    *hi = r->hi_inf ? INFINITY : mpq_get_d(r->hi);
}

void exact_coordinate(mpq_ptr q, double x, const range *r)
{
    if (!isfinite(x))
        x = 0;
    mpq_set_d(q, x);
    if (!r->lo_inf && mpq_cmp(q, r->lo) <= 0) {
        mpq_set(q, r->lo);
        if (r->lo_open && !r->hi_inf) { /* a hair inside */
            mpq_sub(q, r->hi, r->lo);
            mpq_div_2exp(q, q, 60);
            mpq_add(q, q, r->lo);
        } else if (r->lo_open) {
            mpq_t t;
            mpq_init(t);
            mpq_set_ui(t, 1, 1);
            mpq_div_2exp(t, t, 60);
            mpq_add(q, q, t);
            mpq_clear(t);
        }
    } else if (!r->hi_inf && mpq_cmp(q, r->hi) >= 0) {
        mpq_set(q, r->hi);
        if (r->hi_open) {
            mpq_t t;
            mpq_init(t);
            if (r->lo_inf)
                mpq_set_ui(t, 1, 1);
            else
                mpq_sub(t, r->hi, r->lo);
            mpq_div_2exp(t, t, 60);
            mpq_sub(q, q, t);
            mpq_clear(t);
        }
    }
}

/* ---- sampling ---------------------------------------------------------- */

static bool hyps_hold(sampler *m, const double *x)
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

static double value_at(sampler *m, const double *x)
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
static void insert_spot(const sampler *m, probe *q, const double *x, double f)
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
    if (!hyps_hold(m, x))
        return;
    double f = value_at(m, x);
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
    insert_spot(m, q, x, f);
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
            x[i] = spread(m->lo[i], m->hi[i], halton(k, prime[i % 16]));
        sample(m, q, x, &sum, &count);
    }
    /* corners, and the middles of edges, while they are few */
    for (unsigned k = 0; n > 0 && n <= 6 && k < 1u << (2 * n); k++) {
        for (int i = 0; i < n; i++) {
            unsigned w = k >> (2 * i) & 3;
            x[i] = w == 0   ? (isinf(m->lo[i]) ? -1e9 : m->lo[i])
                   : w == 1 ? (isinf(m->hi[i]) ? 1e9 : m->hi[i])
                            : spread(m->lo[i], m->hi[i], w == 2 ? 0.5 : 0.25);
        }
        sample(m, q, x, &sum, &count);
    }
    /* the approach to the ends of a single variable */
    for (int k = 1; n == 1 && k <= 40; k++) {
        double h = ldexp(isinf(m->hi[0] - m->lo[0]) ? 1 : m->hi[0] - m->lo[0],
                         -k);
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

/* ---- refinement -------------------------------------------------------- */

static double clip(const sampler *m, int i, double x)
{
    return x < m->lo[i] ? m->lo[i] : x > m->hi[i] ? m->hi[i] : x;
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
        for (int i = 0; i < m->n; i++) {
            double old = x[i];
            for (int d = -1; d <= 1; d += 2) {
                x[i] = clip(m, i, old + d * step[i]);
                double v = hyps_hold(m, x) ? value_at(m, x) : NAN;
                if (v < f) {
                    f = v;
                    old = x[i];
                    better = true;
                    break;
                }
                x[i] = old;
            }
        }
        for (int i = 0; i < m->n && !better; i++)
            step[i] *= 0.25;
    }
    return f;
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
        if (k == 0)
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
        double here = value_at(m, x), most = 0, part = 1;
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
            ok = ok && hyps_hold(m, y) && value_at(m, y) <= here + 1e-14;
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
            double w = m->hi[i] - m->lo[i], y = start[j * (size_t)m->n + (size_t)i];
            w = isinf(w) ? 1 + fabs(y) : w;
            far = fmax(far, fabs(x[i] - y) / w);
        }
        if (!(far > 0.1))
            return false;
    }
    return true;
}

/* From the lowest points, no two of them close together. */
static void refine(sampler *m, probe *q)
{
    size_t n = (size_t)m->n, k = 0;
    double *x = m->buf;
    double start[SPOTS_REFINED * EXPR_MAX_VARS], f[SPOTS_REFINED];
    for (size_t j = 0; j < q->n && k < SPOTS_REFINED; j++)
        if (is_apart(m, start, k, q->v[j].x)) {
            memcpy(start + k * n, q->v[j].x, n * sizeof *x);
            f[k++] = q->v[j].f;
        }
    for (size_t j = 0; j < k; j++) {
        memcpy(x, start + j * n, n * sizeof *x);
        double v = descend(m, x, f[j]);
        insert_spot(m, q, x, v);
        newton(m, x);
        v = value_at(m, x);
        if (!isnan(v))
            insert_spot(m, q, x, v);
    }
}

/* Local minima of a univariate f on the sample grid, so that several contacts
 * are all found; the list above keeps only the lowest points. */
static void local_minima(sampler *m, probe *q)
{
    enum { GRID = 128 };
    double v[GRID + 1], x[1];
    if (m->n != 1)
        return;
    for (int k = 0; k <= GRID; k++) {
        x[0] = spread(m->lo[0], m->hi[0],
                      k == 0      ? 1e-9
                      : k == GRID ? 1 - 1e-9
                                  : (double)k / GRID);
        v[k] = hyps_hold(m, x) ? value_at(m, x) : NAN;
    }
    for (int k = 1; k < GRID; k++) {
        if (!(v[k] <= v[k - 1] && v[k] <= v[k + 1]) ||
            v[k] > q->scale * 0.5 + 1e-6)
            continue;
        x[0] = spread(m->lo[0], m->hi[0], (double)k / GRID);
        double f = descend(m, x, v[k]);
        newton(m, x);
        double w = value_at(m, x);
        insert_spot(m, q, x, isnan(w) ? f : w);
    }
}

/* ---- entry ------------------------------------------------------------- */

static tape *newton_tape(searcher *s, const subgoal *g)
{
    int n = s->p->nvars;
    expr *root = xmalloc((size_t)(1 + n + n * n) * sizeof *root);
    tape *t = NULL;
    bool ok = n <= 10;
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
    if (ok && expr_size(s->p->pool, g->f) < 400)
        t = tape_new(s->p->pool, root, (size_t)(1 + n + n * n), n, NULL, 0);
    free(root);
    return t;
}

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

void probe_run(searcher *s, const subgoal *g, probe *out)
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
    m.newton = newton_tape(s, g);
    if (m.newton != NULL) {
        m.ns = tape_scratch_new(m.newton);
        refine(&m, out);
        local_minima(&m, out);
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

void probe_clear(probe *q)
{
    for (size_t i = 0; i < q->n; i++)
        free(q->v[i].x);
    free(q->v);
    *q = (probe){.v = NULL};
}

/* ---- refutation -------------------------------------------------------- */

static bool refute_exact(searcher *s, mpq_t *x)
{
    iv_t margin;
    iv_init(margin, 64);
    bool found = checker_refutes(s->p, s->g, x, 512, margin);
    iv_clear(margin);
    if (found && s->r->witness == NULL) {
        s->r->witness = xmalloc((size_t)s->p->nvars * sizeof *x + 1);
        for (int i = 0; i < s->p->nvars; i++) {
            mpq_init(s->r->witness[i]);
            mpq_set(s->r->witness[i], x[i]);
        }
    }
    return found;
}

bool refute_at(searcher *s, const double *x)
{
    int n = s->p->nvars;
    mpq_t *q = xmalloc((size_t)n * sizeof *q + 1);
    bool found = false;
    for (int i = 0; i < n; i++)
        mpq_init(q[i]);
    /* rounded to few bits first: a short witness reads better */
    for (int bits = 10; bits <= 60 && !found; bits += bits < 20 ? 10 : 40) {
        for (int i = 0; i < n; i++) {
            double u = x[i];
            if (bits < 53 && isfinite(u) && u != 0) {
                int e;
                frexp(u, &e);
                u = ldexp(nearbyint(ldexp(u, bits - e)), e - bits);
            }
            exact_coordinate(q[i], u, &s->p->box[i]);
        }
        found = refute_exact(s, q);
    }
    for (int i = 0; i < n; i++)
        mpq_clear(q[i]);
    free(q);
    return found;
}

bool refute_corners(searcher *s)
{
    int n = s->p->nvars;
    bool found = false;
    mpq_t *q = xmalloc((size_t)n * sizeof *q + 1);
    for (int i = 0; i < n; i++)
        mpq_init(q[i]);
    for (unsigned k = 0; n <= 6 && k < 1u << n && !found; k++) {
        for (int i = 0; i < n; i++) {
            const range *r = &s->p->box[i];
            bool hi = k >> i & 1;
            exact_coordinate(q[i], hi ? 1e300 : -1e300, r);
        }
        found = refute_exact(s, q);
    }
    for (int i = 0; i < n; i++)
        mpq_clear(q[i]);
    free(q);
    return found;
}

/* Along each coordinate towards the spot, closer and closer: a relation that
 * fails only very near a contact (a coefficient too large by 1e-10). */
static bool refute_near(searcher *s, const spot *v)
{
    int n = s->p->nvars;
    bool found = false;
    mpq_t *q = xmalloc((size_t)n * sizeof *q + 1);
    mpq_t h;
    mpq_init(h);
    mpq_t *at = xmalloc((size_t)n * sizeof *at + 1);
    for (int j = 0; j < n; j++) {
        expr c;
        mpq_init(q[j]);
        mpq_init(at[j]);
        mpq_set_d(at[j], isfinite(v->x[j]) ? v->x[j] : 0);
        if (guess_constants(s->p->pool, v->x[j], 1e-5, &c, 1) == 1 &&
            expr_is_const(s->p->pool, c))
            mpq_set(at[j], expr_const_value(s->p->pool, c));
    }
    for (int i = 0; i < n && n <= 4 && !found; i++)
        for (int k = 4; k <= 52 && !found; k += 6)
            for (int d = -1; d <= 1 && !found; d += 2) {
                for (int j = 0; j < n; j++)
                    mpq_set(q[j], at[j]);
                mpq_set_si(h, d, 1);
                mpq_div_2exp(h, h, (mp_bitcnt_t)k);
                mpq_add(q[i], q[i], h);
                found = refute_exact(s, q);
            }
    for (int i = 0; i < n; i++)
        mpq_clear(at[i]);
    free(at);
    for (int i = 0; i < n; i++)
        mpq_clear(q[i]);
    mpq_clear(h);
    free(q);
    return found;
}

bool probe_refutes(searcher *s, const probe *q)
{
    /* only where a double cannot vouch for the sign */
    double noise = 1e-9 * (q->scale + 1e-300) + 2 * q->noise;
    for (size_t i = 0; i < q->n && i < 8; i++)
        if (q->v[i].f <= noise && refute_at(s, q->v[i].x))
            return true;
    if (q->least > noise)
        return false;
    if (refute_corners(s))
        return true;
    for (size_t i = 0; i < q->n && i < 3; i++)
        if (q->v[i].f <= noise && refute_near(s, &q->v[i]))
            return true;
    return false;
}
