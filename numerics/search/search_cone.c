/* An orthant cut up at rays until a polynomial has no negative coefficient on any
 * piece (successive difference substitution, with rays chosen at the zeros).
 * Believed: nothing; the checker expands each piece again. */
#include "search_cone.h"

#include "../base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    searcher *s;
    int dim;
    size_t left;   /* pieces that may still be looked at */
    bool hopeless; /* negative somewhere, or too much work */
} work;

/* A cone: the polynomial in its coordinates, its edges in the first ones', and
 * zeros that have not been cut at. */
typedef struct {
    const exact_form *p;
    const double *edge; /* edge k: edge[k*dim ...] */
    const long *zero;
    size_t nzeros;
    int depth;
} cone;

/* ---- rays --------------------------------------------------------------- */

static mpq_t **new_chart(int dim, const long *l, int k)
{
    mpq_t **m = xmalloc((size_t)dim * sizeof *m);
    for (int i = 0; i < dim; i++) {
        m[i] = xmalloc((size_t)dim * sizeof *m[i]);
        for (int j = 0; j < dim; j++) {
            mpq_init(m[i][j]);
            mpq_set_si(m[i][j], j == k ? l[i] : i == j, 1);
        }
    }
    return m;
}

exact_form *search_cone_chart(const exact_form *p, int nvars, const long *l,
                              int k)
{
    int dim = nvars + 1;
    mpq_t **m = new_chart(dim, l, k);
    exact_form *r = exact_form_map(p, m);
    for (int i = 0; i < dim; i++) {
        for (int j = 0; j < dim; j++)
            mpq_clear(m[i][j]);
        free(m[i]);
    }
    free(m);
    return r;
}

cert_node *search_cone_ray(searcher *s, const long *l)
{
    int n = s->p->nvars;
    size_t charts = 0;
    expr *e = xmalloc((size_t)(n + 1) * sizeof *e);
    for (int i = 0; i <= n; i++) {
        e[i] = expr_si(s->p->pool, l[i]);
        charts += l[i] != 0;
    }
    cert_node *c = search_node(CERT_RAY, e, (size_t)n);
    cert_set_children(c, charts);
    mpq_set_si(c->q, l[n], 1);
    c->has_q = true;
    free(e);
    return c;
}

/* ---- where to cut ------------------------------------------------------- */

static const long *exponents(const cone_terms *t, size_t k)
{
    return t->e + k * (size_t)t->dim;
}

/* The coefficient over the number of ways to write its monomial. */
static double weight(const cone_terms *t, size_t k)
{
    double c = t->c[k];
    long sum = 0;
    for (int i = 0; i < t->dim; i++)
        for (long j = 1; j <= exponents(t, k)[i]; j++)
            c *= (double)j / (double)++sum;
    return c;
}

static double length(const cone *q, int dim, int k)
{
    double sum = 0;
    for (int i = 0; i < dim; i++)
        sum += q->edge[k * dim + i];
    return sum;
}

/* How far two edges are apart. */
static double distance(const cone *q, int dim, int a, int b)
{
    double la = length(q, dim, a), lb = length(q, dim, b), sum = 0;
    for (int i = 0; i < dim; i++) {
        double x = q->edge[a * dim + i] / la - q->edge[b * dim + i] / lb;
        sum += x * x;
    }
    return sum;
}

/* Does the polynomial vanish between the edges a and b, at small numbers? */
static bool zero_between(const cone_terms *t, int a, int b, long *l)
{
    for (long sum = 2; sum <= 16; sum++)
        for (long x = 1; x < sum; x++) {
            double size;
            l[a] = x;
            l[b] = sum - x;
            double v = search_cone_terms_value(t, l, &size);
            if (size > 0 && fabs(v) <= 1e-12 * size)
                return true;
        }
    l[a] = l[b] = 0;
    return false;
}

static bool vanishes_at_edge(const cone_terms *t, int i)
{
    for (size_t k = 0; k < t->n; k++)
        if (exponents(t, k)[i] == t->d)
            return false;
    return true;
}

/* The coordinates of the most negative term that a cut may go between: where
 * there are more than two, those at whose edges there is no zero. */
static int candidates(const cone_terms *t, int *at)
{
    size_t least = 0;
    int n = 0, all = 0;
    for (size_t k = 1; k < t->n; k++)
        if (weight(t, k) < weight(t, least))
            least = k;
    const long *e = exponents(t, least);
    for (int i = 0; i < t->dim; i++)
        all += e[i] > 0;
    for (int i = 0; i < t->dim; i++)
        if (e[i] > 0 && (all < 3 || !vanishes_at_edge(t, i)))
            at[n++] = i;
    if (n < 2) {
        n = 0;
        for (int i = 0; i < t->dim; i++)
            if (e[i] > 0)
                at[n++] = i;
    }
    return n;
}

/* A cut across the longest side between candidates, at a zero or about in the
 * middle. */
static bool choose_side(const cone *q, const cone_terms *t, long *l)
{
    int *at = xmalloc((size_t)t->dim * sizeof *at);
    int n = candidates(t, at), a = -1, b = -1;
    double most = -1;
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            double d = distance(q, t->dim, at[i], at[j]);
            if (d > most) {
                most = d;
                a = at[i];
                b = at[j];
            }
        }
    free(at);
    if (a < 0)
        return false;
    if (zero_between(t, a, b, l))
        return true;
    double ratio = length(q, t->dim, a) / length(q, t->dim, b);
    l[a] = l[b] = 1;
    if (ratio > 2 && ratio < CONE_LARGEST)
        l[b] = (long)(ratio + 0.5);
    else if (ratio < 0.5 && ratio > 1.0 / CONE_LARGEST)
        l[a] = (long)(1 / ratio + 0.5);
    return true;
}

/* ---- pieces ------------------------------------------------------------- */

static cert_node *prove(work *w, const cone *q);

/* The zeros' coordinates in chart k, but for the first, which is the ray; those
 * outside are left out. */
static size_t carry_zeros(const cone *q, int dim, const long *l, int k,
                          bool first, long *out)
{
    size_t n = 0;
    for (size_t j = first; j < q->nzeros; j++) {
        const long *y = q->zero + j * (size_t)dim;
        long *z = out + n * (size_t)dim, g = 0;
        int some = 0;
        bool ok = true;
        for (int i = 0; i < dim; i++) {
            z[i] = i == k ? y[k] : y[i] * l[k] - l[i] * y[k];
            ok = ok && z[i] >= 0 && z[i] <= CONE_LARGEST;
            some += z[i] > 0;
        }
        for (int i = 0; i < dim && ok; i++) {
            long a = z[i], b = g;
            while (b != 0) {
                long r = a % b;
                a = b;
                b = r;
            }
            g = a;
        }
        for (int i = 0; i < dim && ok && g > 1; i++)
            z[i] /= g;
        n += ok && some > 1;
    }
    return n;
}

static cert_node *prove_chart(work *w, const cone *q, const long *l, int k,
                              bool at_zero)
{
    size_t dim = (size_t)w->dim;
    exact_form *p = search_cone_chart(q->p, w->dim - 1, l, k);
    double *edge = xmalloc(dim * dim * sizeof *edge);
    long *zero = xmalloc((q->nzeros + 1) * dim * sizeof *zero);
    cert_node *c = NULL;
    memcpy(edge, q->edge, dim * dim * sizeof *edge);
    for (int i = 0; i < w->dim; i++) { /* the ray instead of edge k */
        double x = 0;
        for (int j = 0; j < w->dim; j++)
            x += (double)l[j] * q->edge[j * w->dim + i];
        edge[k * w->dim + i] = x;
    }
    if (p != NULL) {
        cone r = {.p = p, .edge = edge, .zero = zero, .depth = q->depth + 1};
        r.nzeros = carry_zeros(q, w->dim, l, k, at_zero, zero);
        c = prove(w, &r);
    }
    exact_form_free(p);
    free(edge);
    free(zero);
    return c;
}

static cert_node *cut(work *w, const cone *q, const cone_terms *t)
{
    long *l = xcalloc((size_t)w->dim, sizeof *l);
    bool at_zero = q->nzeros > 0;
    cert_node *c = NULL;
    if (at_zero)
        memcpy(l, q->zero, (size_t)w->dim * sizeof *l);
    if (at_zero || choose_side(q, t, l)) {
        c = search_cone_ray(w->s, l);
        size_t done = 0;
        for (int k = 0; k < w->dim && !w->hopeless; k++)
            if (l[k] != 0) {
                c->child[done] = prove_chart(w, q, l, k, at_zero);
                w->hopeless = w->hopeless || c->child[done] == NULL;
                done++;
            }
    } else {
        w->hopeless = true; /* negative at an edge */
    }
    free(l);
    return c;
}

static cert_node *prove(work *w, const cone *q)
{
    size_t n = exact_form_terms(q->p);
    long *e = xmalloc((size_t)w->dim * sizeof *e);
    bool negative = false;
    w->s->effort += 20 + n;
    for (size_t k = 0; k < n && !negative; k++)
        negative = exact_form_term(q->p, k, e) < 0;
    free(e);
    if (!negative)
        return search_leaf(CERT_COEFFICIENTS);
    if (w->left == 0 || q->depth >= CONE_DEPTH || search_out_of_budget(w->s)) {
        w->hopeless = true;
        return NULL;
    }
    w->left--;
    cone_terms t;
    search_cone_terms_init(&t, q->p, w->dim - 1);
    cert_node *c = cut(w, q, &t);
    search_cone_terms_clear(&t);
    return c;
}

cert_node *search_cone_subdivide(searcher *s, const exact_form *p,
                                 const probe *q)
{
    size_t dim = (size_t)s->p->nvars + 1;
    work w = {s, (int)dim, CONE_PIECES, false};
    double *edge = xcalloc(dim * dim, sizeof *edge);
    long *zero = xmalloc((CONE_ZEROS + 1) * dim * sizeof *zero);
    for (size_t i = 0; i < dim; i++)
        edge[i * dim + i] = 1;
    cone whole = {.p = p, .edge = edge, .zero = zero};
    cone_terms t;
    search_cone_terms_init(&t, p, (int)dim - 1);
    whole.nzeros = search_cone_zeros(&t, q, zero, &w.hopeless);
    search_cone_terms_clear(&t);
    cert_node *c = w.hopeless ? NULL : prove(&w, &whole);
    if (w.hopeless) {
        cert_free(c);
        c = NULL;
    }
    free(edge);
    free(zero);
    return c;
}
