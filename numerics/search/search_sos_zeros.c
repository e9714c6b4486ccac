/* Points of the domain where p = 0: there squares vanish.  Near minima are found
 * in doubles, conditions as penalties, and rounded to small fractions at which
 * p = 0 exactly.  Believed: nothing. */
#include "search_sos.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>

enum {
    STARTS = 12,
    SIMPLE = 24, /* denominators of a point */
    STEPS = 14,  /* halvings of a step */
    PENALTY = 50,
    MOVES = 12   /* of each step's length, at most */
};

/* A polynomial's terms, for plain values. */
typedef struct {
    slong n;
    double *c;
    ulong *e; /* SOS_VARS a term */
} terms;

typedef struct {
    search_sos_question *q;
    int n;
    terms *f; /* p, the equations, the conditions */
    size_t count;
    double scale;
} view;

static void open_terms(terms *t, const fmpq_mpoly_t f,
                       const fmpq_mpoly_ctx_t ring)
{
    fmpq_t c;
    mpq_t q;
    fmpq_init(c);
    mpq_init(q);
    t->n = fmpq_mpoly_length(f, ring);
    t->c = xcalloc((size_t)t->n + 1, sizeof *t->c);
    t->e = xcalloc((size_t)t->n * SOS_VARS + 1, sizeof *t->e);
    for (slong k = 0; k < t->n; k++) {
        fmpq_mpoly_get_term_coeff_fmpq(c, f, k, ring);
        fmpq_mpoly_get_term_exp_ui(t->e + k * SOS_VARS, f, k, ring);
        fmpq_get_mpq(q, c);
        t->c[k] = rational_near(q);
    }
    fmpq_clear(c);
    mpq_clear(q);
}

static double value(const terms *t, const double *x, int n)
{
    double sum = 0;
    for (slong k = 0; k < t->n; k++) {
        double v = t->c[k];
        for (int i = 0; i < n; i++)
            for (ulong e = t->e[k * SOS_VARS + i]; e > 0; e--)
                v *= x[i];
        sum += v;
    }
    return sum;
}

/* p, and what is broken of the conditions. */
static double height(const view *w, const double *x, double penalty)
{
    double sum = value(&w->f[0], x, w->n) / w->scale;
    for (size_t k = 1; k < w->count; k++) {
        double v = value(&w->f[k], x, w->n);
        if (k <= w->q->neqs || v < 0)
            sum += penalty * v * v;
    }
    return sum;
}

/* Moves x along one coordinate or two, by h, while that leads down. */
static void descend(view *w, double *x, double h)
{
    for (int k = 0; k < MOVES; k++) {
        bool moved = false;
        for (int i = 0; i < w->n; i++)
            for (int j = 0; j < 4 * w->n; j++) {
                int other = j / 4;
                double a = j % 2 == 0 ? h : -h, b = j / 2 % 2 == 0 ? h : -h;
                double before = height(w, x, PENALTY / h), u = x[i], v = x[other];
                x[i] += a;
                if (other != i)
                    x[other] += b;
                if (height(w, x, PENALTY / h) < before) {
                    moved = true;
                } else {
                    x[i] = u;
                    x[other] = v;
                }
            }
        if (!moved)
            return;
    }
}

static void start(const view *w, const range *box, int k, double *y)
{
    double *x = y + w->q->nroots;
    int n = w->n - w->q->nroots;
    for (int i = 0; i < n; i++) {
        double u = 0.5 + k * 0.6180339887498949 * (i + 1);
        if (k >= STARTS) /* near a corner */
            u = k < STARTS + n ? (i == k - STARTS ? 0.95 : 0.02)
                               : (i == k - STARTS - n ? 0.02 : 0.6);
        double lo = rational_near(box[i].lo), hi = rational_near(box[i].hi);
        u -= floor(u);
        if (box[i].lo_inf && box[i].hi_inf)
            x[i] = 3 * u - 1.5;
        else if (box[i].hi_inf)
            x[i] = lo + 2 * u;
        else
            x[i] = box[i].lo_inf ? hi - 2 * u : lo + (hi - lo) * u;
    }
    for (int i = w->q->nroots - 1; i >= 0; i--) { /* y_i^2 - u = 0 */
        y[i] = 0;
        y[i] = sqrt(fmax(0, -value(&w->f[1 + i], y, w->n)));
    }
}

/* ---- rational points ---------------------------------------------------------- */

static bool is_zero_there(const search_sos_question *q, fmpq *const *at)
{
    fmpq_t v;
    fmpq_init(v);
    fmpq_mpoly_evaluate_all_fmpq(v, q->p, at, q->ring);
    bool ok = fmpq_is_zero(v);
    for (size_t k = 0; k < q->ngens && ok; k++) {
        fmpq_mpoly_evaluate_all_fmpq(v, &q->gen[k], at, q->ring);
        ok = fmpq_sgn(v) >= 0;
    }
    for (size_t k = 0; k < q->neqs && ok; k++) {
        fmpq_mpoly_evaluate_all_fmpq(v, &q->eq[k], at, q->ring);
        ok = fmpq_is_zero(v);
    }
    fmpq_clear(v);
    return ok;
}

static fmpq **point_new(int n)
{
    fmpq **at = xcalloc((size_t)n + 1, sizeof *at);
    for (int i = 0; i < n; i++) {
        at[i] = xcalloc(1, sizeof **at);
        fmpq_init(at[i]);
    }
    return at;
}

static void point_free(fmpq **at, int n)
{
    for (int i = 0; i < n; i++) {
        fmpq_clear(at[i]);
        free(at[i]);
    }
    free(at);
}

/* x/unit in small fractions, if it is near some. */
static bool round_point(fmpq **at, const double *x, double unit, int n)
{
    for (int i = 0; i < n; i++) {
        double v = x[i] / unit;
        long d = 1;
        while (d <= SIMPLE &&
               !(fabs(floor(v * (double)d + 0.5) - v * (double)d) < 4e-3))
            d++;
        if (d > SIMPLE || !(fabs(v) < 1e6))
            return false;
        fmpq_set_si(at[i], (slong)floor(v * (double)d + 0.5), (ulong)d);
    }
    return true;
}

/* Is it another than those that are known? */
static bool is_new(const search_sos_question *q, fmpq *const *at, int n)
{
    for (size_t k = 0; k < q->nzeros; k++) {
        int i = 0;
        while (i < n && fmpq_equal(q->zero[k][i], at[i]))
            i++;
        if (i == n)
            return false;
    }
    return true;
}

/* Keeps x, or its multiple whose greatest coordinate is 1, if p is 0 there. */
static void keep(search_sos_question *q, const double *x, int n)
{
    double most = 0;
    for (int i = 0; i < n; i++)
        most = fmax(most, fabs(x[i]));
    for (int k = 0; k < 2 && q->nzeros < SOS_ZEROS; k++) {
        fmpq **at = point_new(n);
        double unit = k == 0 ? 1 : most;
        if (unit > 0 && round_point(at, x, unit, n) &&
            is_zero_there(q, (fmpq *const *)at) &&
            is_new(q, (fmpq *const *)at, n))
            q->zero[q->nzeros++] = at;
        else
            point_free(at, n);
    }
}

void search_sos_zeros(search_sos_question *q, const range *box, const probe *p)
{
    view w = {.q = q, .n = (int)fmpq_mpoly_ctx_nvars(q->ring), .count = 1 + q->neqs + q->ngens};
    double x[SOS_VARS];
    w.f = xcalloc(w.count, sizeof *w.f);
    for (size_t k = 0; k < w.count; k++)
        open_terms(&w.f[k],
                   k == 0         ? q->p
                   : k <= q->neqs ? &q->eq[k - 1]
                                  : &q->gen[k - 1 - q->neqs],
                   q->ring);
    for (slong k = 0; k < w.f[0].n; k++)
        w.scale = fmax(w.scale, fabs(w.f[0].c[k]));
    for (size_t k = 0; p != NULL && q->nroots == 0 && k < p->n; k++)
        keep(q, p->v[k].x, w.n);
    for (int k = 0; k < STARTS + 2 * (w.n - q->nroots) && w.scale > 0; k++) {
        double h = 0.5;
        start(&w, box, k, x);
        for (int step = 0; step < STEPS; step++, h /= 2)
            descend(&w, x, h);
        keep(q, x, w.n);
        q->s->effort += (size_t)(w.f[0].n * w.n * w.n) / 20;
    }
    for (size_t k = 0; k < w.count; k++) {
        free(w.f[k].c);
        free(w.f[k].e);
    }
    free(w.f);
}

void search_sos_zeros_clear(search_sos_question *q)
{
    for (size_t k = 0; k < q->nzeros; k++)
        point_free(q->zero[k], (int)fmpq_mpoly_ctx_nvars(q->ring));
    q->nzeros = 0;
}
