/* A polynomial as doubles, and where it seems to vanish.  Believed: nothing. */
#include "search_cone.h"

#include "../base/memory.h"
#include "../base/rational.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bits of the largest coefficient. */
static size_t largest(const exact_form *p)
{
    size_t bits = 0;
    mpz_t c;
    mpz_init(c);
    for (size_t k = 0; k < exact_form_terms(p); k++) {
        exact_form_coefficient(p, k, c);
        size_t b = mpz_sizeinbase(c, 2);
        bits = b > bits ? b : bits;
    }
    mpz_clear(c);
    return bits;
}

void search_cone_terms_init(cone_terms *t, const exact_form *p, int nvars)
{
    mpq_t q;
    size_t bits = largest(p);
    bool mixed = !exact_form_is_homogeneous(p);
    t->dim = nvars + 1;
    t->d = exact_form_degree(p);
    t->n = exact_form_terms(p);
    t->e = xmalloc((t->n + 1) * (size_t)t->dim * sizeof *t->e);
    t->c = xmalloc((t->n + 1) * sizeof *t->c);
    t->used = xcalloc((size_t)t->dim, sizeof *t->used);
    mpq_init(q);
    for (size_t k = 0; k < t->n; k++) {
        long *e = t->e + k * (size_t)t->dim;
        exact_form_term(p, k, e);
        e[nvars] = t->d;
        for (int i = 0; i < nvars; i++)
            e[nvars] -= e[i];
        for (int i = 0; i < t->dim; i++)
            t->used[i] = t->used[i] || e[i] > 0 || (i == nvars && mixed);
        exact_form_coefficient(p, k, mpq_numref(q));
        mpz_set_ui(mpq_denref(q), 1);
        mpq_div_2exp(q, q, bits);
        t->c[k] = rational_near(q);
    }
    mpq_clear(q);
}

void search_cone_terms_clear(cone_terms *t)
{
    free(t->e);
    free(t->c);
    free(t->used);
}

static double power(double x, long e)
{
    double r = 1;
    for (; e > 0; e /= 2, x *= x)
        r = e % 2 == 1 ? r * x : r;
    return r;
}

double search_cone_terms_value(const cone_terms *t, const long *x, double *size)
{
    double sum = 0;
    *size = 0;
    for (size_t k = 0; k < t->n; k++) {
        double v = t->c[k];
        for (int i = 0; i < t->dim; i++)
            if (t->e[k * (size_t)t->dim + (size_t)i] > 0)
                v *= power((double)x[i], t->e[k * (size_t)t->dim + (size_t)i]);
        sum += v;
        *size += fabs(v);
    }
    return sum;
}

/* ---- zeros -------------------------------------------------------------- */

static long common(long a, long b)
{
    while (b != 0) {
        long r = a % b;
        a = b;
        b = r;
    }
    return a;
}

/* More coordinates first, then smaller ones. */
static bool comes_before(const long *a, const long *b, int dim)
{
    int na = 0, nb = 0;
    long ma = 0, mb = 0;
    for (int i = 0; i < dim; i++) {
        na += a[i] > 0;
        nb += b[i] > 0;
        ma += a[i];
        mb += b[i];
    }
    return na != nb ? na > nb : ma < mb;
}

static size_t insert(long *z, size_t n, const long *x, int dim)
{
    size_t at = n, step = (size_t)dim;
    while (at > 0 && comes_before(x, z + (at - 1) * step, dim))
        at--;
    if (at == CONE_ZEROS)
        return n;
    n = n < CONE_ZEROS ? n + 1 : n;
    memmove(z + (at + 1) * step, z + at * step,
            (n - 1 - at) * step * sizeof *z);
    memcpy(z + at * step, x, step * sizeof *z);
    return n;
}

/* The next point with coordinates up to `most` in those that are used. */
static bool next(long *x, const cone_terms *t, long most)
{
    for (int i = 0; i < t->dim; i++) {
        if (!t->used[i])
            continue;
        if (x[i] < most) {
            x[i]++;
            return true;
        }
        x[i] = 0;
    }
    return false;
}

/* Adds x, where the polynomial seems to vanish between the edges. */
static size_t keep_zero(const cone_terms *t, const long *x, long *z, size_t n,
                        bool *negative)
{
    int some = 0;
    long g = 0;
    double size;
    for (int i = 0; i < t->dim; i++) {
        some += x[i] > 0;
        g = common(g, x[i]);
    }
    if (g != 1)
        return n;
    double v = search_cone_terms_value(t, x, &size);
    *negative = *negative || v < -1e-9 * size;
    bool zero = some > 1 && size > 0 && fabs(v) <= 1e-12 * size;
    for (size_t k = 0; k < n && zero; k++)
        zero = memcmp(z + k * (size_t)t->dim, x,
                      (size_t)t->dim * sizeof *x) != 0;
    return zero ? insert(z, n, x, t->dim) : n;
}

/* The least whole multiple of the point that is nearly whole; false: none. */
static bool nearly_whole(const cone_terms *t, const double *point, long *x)
{
    double most = 0;
    for (int i = 0; i < t->dim; i++) {
        double v = i + 1 < t->dim ? fabs(point[i]) : 1;
        most = t->used[i] ? fmax(most, v) : most;
    }
    for (long m = 1; m <= 60 && most > 0; m++) {
        bool ok = true;
        for (int i = 0; i < t->dim && ok; i++) {
            double v = i + 1 < t->dim ? fabs(point[i]) : 1;
            v = t->used[i] ? (double)m * (v / most) : 0;
            x[i] = (long)(v + 0.5);
            ok = fabs(v - (double)x[i]) < 1e-4;
        }
        if (ok)
            return true;
    }
    return false;
}

size_t search_cone_zeros(const cone_terms *t, const probe *q, long *z,
                         bool *negative)
{
    int used = 0;
    size_t n = 0;
    for (int i = 0; i < t->dim; i++)
        used += t->used[i];
    long most = used <= 3 ? 6 : used == 4 ? 4 : used == 5 ? 2 : 1;
    long *x = xcalloc((size_t)t->dim, sizeof *x);
    *negative = false;
    while (used <= 10 && !*negative && next(x, t, most))
        n = keep_zero(t, x, z, n, negative);
    for (size_t k = 0; q != NULL && k < q->n && k < CONE_ZEROS; k++)
        if (nearly_whole(t, q->v[k].x, x))
            n = keep_zero(t, x, z, n, negative);
    free(x);
    return n;
}
