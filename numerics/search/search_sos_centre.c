/* The analytic centre of the Gram matrices that make p: of all positive definite
 * X with A X = b the one of largest determinant, by Newton's method from X = 1,
 * where A X = b need not hold at first.  A step solves
 *     (A X (x) X A^T) y = b - 2 A X,   D = X + X (A^T y) X,
 * and X + t D stays positive definite.  Doubles; believed: nothing. */
#include "search_sos.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    STEPS = 80
};

typedef struct {
    const sos_system *y;
    size_t size;   /* of x */
    double *x, *d; /* the matrices; a step */
    double *m, *t; /* scratch of that size */
    double *right, *value, *step; /* by rows */
    double *h;                    /* rows by rows */
    double scale;
} newton;

/* Cholesky in place, the lower triangle; false unless positive definite. */
static bool factor(double *a, slong n)
{
    for (slong j = 0; j < n; j++) {
        for (slong k = 0; k < j; k++)
            for (slong i = j; i < n; i++)
                a[i * n + j] -= a[i * n + k] * a[j * n + k];
        if (!(a[j * n + j] > 0) || !isfinite(a[j * n + j]))
            return false;
        double r = 1 / sqrt(a[j * n + j]);
        for (slong i = j; i < n; i++)
            a[i * n + j] *= r;
    }
    return true;
}

static void solve(const double *l, double *b, slong n)
{
    for (slong i = 0; i < n; i++) {
        for (slong k = 0; k < i; k++)
            b[i] -= l[i * n + k] * b[k];
        b[i] /= l[i * n + i];
    }
    for (slong i = n - 1; i >= 0; i--) {
        for (slong k = i + 1; k < n; k++)
            b[i] -= l[k * n + i] * b[k];
        b[i] /= l[i * n + i];
    }
}

static double *at(const newton *w, double *v, const sos_entry *e, bool turned)
{
    slong n = w->y->block[e->block].n;
    slong i = turned ? e->j : e->i, j = turned ? e->i : e->j;
    return v + w->y->block[e->block].at + i * n + j;
}

/* r = x s x in each block. */
static void sandwich(newton *w, double *r, const double *s)
{
    size_t off = 0;
    for (slong k = 0; k < w->y->nblocks; k++) {
        slong n = w->y->block[k].n;
        double *x = w->x + off, *t = w->t + off, *out = r + off;
        const double *in = s + off;
        memset(t, 0, (size_t)(n * n) * sizeof *t);
        memset(out, 0, (size_t)(n * n) * sizeof *out);
        for (slong i = 0; i < n; i++)
            for (slong j = 0; j < n; j++) {
                double v = in[i * n + j];
                for (slong l = 0; l < n && v != 0; l++)
                    t[i * n + l] += v * x[j * n + l];
            }
        for (slong i = 0; i < n; i++)
            for (slong j = 0; j < n; j++) {
                double v = x[i * n + j];
                for (slong l = 0; l < n; l++)
                    out[i * n + l] += v * t[j * n + l];
            }
        off += (size_t)(n * n);
    }
}

/* s = the combination of the rows' matrices, by y; of row `only` if >= 0. */
static void transpose(newton *w, double *s, const double *y, slong only)
{
    memset(s, 0, w->size * sizeof *s);
    for (slong k = 0; k < w->y->nentries; k++) {
        const sos_entry *e = &w->y->entry[k];
        double v = 0;
        for (slong c = 0; c < e->n; c++)
            if (only < 0 || e->cell[c].row == only)
                v += e->cell[c].near * (only < 0 ? y[e->cell[c].row] : 1);
        if (e->i != e->j)
            v /= 2;
        *at(w, s, e, false) = v;
        *at(w, s, e, true) = v;
    }
}

static void apply(newton *w, double *out, double *x)
{
    memset(out, 0, (size_t)w->y->nrows * sizeof *out);
    for (slong k = 0; k < w->y->nentries; k++) {
        const sos_entry *e = &w->y->entry[k];
        double v = *at(w, x, e, false);
        for (slong c = 0; c < e->n; c++)
            out[e->cell[c].row] += e->cell[c].near * v;
    }
}

static void hessian(newton *w)
{
    slong n = w->y->nrows;
    for (slong r = 0; r < n; r++) {
        transpose(w, w->d, NULL, r);
        sandwich(w, w->m, w->d);
        apply(w, w->h + r * n, w->m);
    }
}

/* Its Cholesky factor; where X is nearly singular, of something near. */
static bool factor_hessian(newton *w)
{
    size_t n = (size_t)w->y->nrows;
    double *copy = xcalloc(n * n + 1, sizeof *copy);
    bool ok = false;
    memcpy(copy, w->h, n * n * sizeof *copy);
    for (double more = 1e-14; more < 1e-7 && !ok; more *= 30) {
        memcpy(w->h, copy, n * n * sizeof *copy);
        for (size_t r = 0; r < n; r++)
            w->h[r * n + r] *= 1 + more;
        ok = factor(w->h, (slong)n);
    }
    free(copy);
    return ok;
}

/* d, the step; false where the equations cannot be solved. */
static bool direction(newton *w)
{
    slong n = w->y->nrows;
    hessian(w);
    if (!factor_hessian(w))
        return false;
    apply(w, w->value, w->x);
    for (slong r = 0; r < n; r++)
        w->step[r] = w->right[r] - 2 * w->value[r];
    solve(w->h, w->step, n);
    transpose(w, w->m, w->step, -1);
    sandwich(w, w->d, w->m);
    for (size_t k = 0; k < w->size; k++)
        w->d[k] += w->x[k];
    return true;
}

static bool is_positive(newton *w, const double *x)
{
    size_t off = 0;
    memcpy(w->t, x, w->size * sizeof *x);
    for (slong k = 0; k < w->y->nblocks; k++) {
        slong n = w->y->block[k].n;
        if (!factor(w->t + off, n))
            return false;
        off += (size_t)(n * n);
    }
    return true;
}

/* x + t d for the largest t <= 1 that is tried; how long it was. */
static double move(newton *w)
{
    double t = 1;
    for (int k = 0; k < 60; k++, t *= 0.8) {
        for (size_t i = 0; i < w->size; i++)
            w->m[i] = w->x[i] + t * w->d[i];
        if (is_positive(w, w->m))
            break;
    }
    if (t < 1)
        t *= 0.8;
    for (size_t i = 0; i < w->size; i++)
        w->x[i] += t * w->d[i];
    return t;
}

static double residual(newton *w)
{
    double most = 0;
    apply(w, w->value, w->x);
    for (slong r = 0; r < w->y->nrows; r++)
        most = fmax(most, fabs(w->right[r] - w->value[r]));
    return most / w->scale;
}

static void begin(newton *w, double *x)
{
    const sos_system *y = w->y;
    size_t n = (size_t)y->nrows;
    w->size = y->size;
    w->x = x;
    w->d = xcalloc(3 * w->size + 1, sizeof *w->d);
    w->m = w->d + w->size;
    w->t = w->m + w->size;
    w->right = xcalloc(3 * n + n * n + 1, sizeof *w->right);
    w->value = w->right + n;
    w->step = w->value + n;
    w->h = w->step + n;
    mpq_t q;
    mpq_init(q);
    for (size_t r = 0; r < n; r++) {
        fmpq_get_mpq(q, y->right[r]);
        w->right[r] = rational_near(q);
        w->scale = fmax(w->scale, fabs(w->right[r]));
    }
    mpq_clear(q);
    size_t off = 0;
    memset(x, 0, w->size * sizeof *x);
    for (slong k = 0; k < y->nblocks; k++) {
        slong b = y->block[k].n;
        for (slong i = 0; i < b; i++)
            x[off + (size_t)(i * b + i)] = w->scale;
        off += (size_t)(b * b);
    }
}

bool search_sos_centre(const sos_system *y, double *x)
{
    newton w = {.y = y, .scale = 1e-300};
    int full = 0, near = 0;
    double rest = INFINITY;
    begin(&w, x);
    for (int k = 0; k < STEPS && full < 6 && near < 12; k++) {
        size_t cost = w.size * (size_t)y->nrows / 150 + 1;
        y->q->s->effort += cost;
        if (!direction(&w) || search_out_of_budget(y->q->s))
            break;
        double t = move(&w);
        rest = residual(&w);
        full = t == 1 && rest < 1e-9 ? full + 1 : 0;
        near += rest < 1e-9;
        if (t < 1e-5)
            break;
    }
    free(w.d);
    free(w.right);
    return rest < 1e-3;
}

/* Jacobi's method: a becomes diagonal, v's rows the vectors. */
void search_sos_eigen(double *a, double *v, slong n)
{
    for (slong i = 0; i < n * n; i++)
        v[i] = i % (n + 1) == 0;
    for (int sweep = 0; sweep < 30; sweep++)
        for (slong p = 0; p < n; p++)
            for (slong q = p + 1; q < n; q++) {
                double b = a[p * n + q];
                if (fabs(b) <= 1e-17 * fabs(a[p * n + p] * a[q * n + q]) + 1e-300)
                    continue;
                double h = (a[q * n + q] - a[p * n + p]) / (2 * b);
                double t = (h < 0 ? -1 : 1) / (fabs(h) + sqrt(1 + h * h));
                double c = 1 / sqrt(1 + t * t), s = c * t;
                for (slong k = 0; k < n; k++) { /* columns */
                    double x = a[k * n + p], z = a[k * n + q];
                    a[k * n + p] = c * x - s * z;
                    a[k * n + q] = s * x + c * z;
                }
                for (slong k = 0; k < n; k++) { /* rows, and vectors */
                    double x = a[p * n + k], z = a[q * n + k];
                    a[p * n + k] = c * x - s * z;
                    a[q * n + k] = s * x + c * z;
                    x = v[p * n + k], z = v[q * n + k];
                    v[p * n + k] = c * x - s * z;
                    v[q * n + k] = s * x + c * z;
                }
            }
}
