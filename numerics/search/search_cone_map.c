/* Other variables in which a domain is an orthant: for linear conditions (the
 * sides of a triangle, an order), and for a product that is 1.  Believed:
 * nothing; the checker goes the way back. */
#include "search_cone.h"

#include "../base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_ROWS = 14,
    MOST_VARS = 6,
    MOST_POWER = 8
};

/* What is known to be >= 0: a[0] x_v0 + a[1] x_v1 + ... + a[m]. */
typedef struct {
    expr e;
    bool is_hyp;
    mpq_t a[MOST_VARS + 1];
} row;

typedef struct {
    searcher *s;
    const goal *g;
    int m, var[MOST_VARS]; /* the variables that occur */
    size_t n;
    row row[MOST_ROWS];
    mpq_t inv[MOST_VARS][MOST_VARS]; /* of the rows chosen */
    size_t chosen[MOST_VARS];
} system_of;

/* ---- rows --------------------------------------------------------------- */

static row *new_row(system_of *w, expr e, bool is_hyp)
{
    row *r = &w->row[w->n++];
    r->e = e;
    r->is_hyp = is_hyp;
    for (int i = 0; i <= MOST_VARS; i++)
        mpq_init(r->a[i]);
    return r;
}

/* h as a row, where it is linear. */
static void add_condition(system_of *w, expr e, const exact_form *h)
{
    int n = w->s->p->nvars;
    long *power = xmalloc((size_t)(n + 1) * sizeof *power);
    row *r = new_row(w, e, true);
    mpq_t c;
    mpq_init(c);
    for (size_t k = 0; k < exact_form_terms(h); k++) {
        int at = w->m;
        exact_form_term(h, k, power);
        for (int i = 0; i < w->m; i++)
            at = power[w->var[i]] > 0 ? i : at;
        exact_form_scale(h, c);
        mpz_set_ui(mpq_denref(r->a[at]), 1);
        exact_form_coefficient(h, k, mpq_numref(r->a[at]));
        mpq_mul(r->a[at], r->a[at], c);
    }
    mpq_clear(c);
    free(power);
}

static void add_end(system_of *w, int i)
{
    expr_pool *pool = w->s->p->pool;
    const range *b = &w->g->box[w->var[i]];
    expr x = expr_var(pool, w->var[i]);
    if (!b->lo_inf && w->n < MOST_ROWS) {
        row *r = new_row(w, expr_sub(pool, x, expr_q(pool, b->lo)), false);
        mpq_set_ui(r->a[i], 1, 1);
        mpq_neg(r->a[w->m], b->lo);
    }
    if (!b->hi_inf && w->n < MOST_ROWS) {
        row *r = new_row(w, expr_sub(pool, expr_q(pool, b->hi), x), false);
        mpq_set_si(r->a[i], -1, 1);
        mpq_set(r->a[w->m], b->hi);
    }
}

static bool read_rows(system_of *w)
{
    expr_pool *pool = w->s->p->pool;
    uint64_t vars = expr_vars(pool, w->g->f);
    bool some = false;
    for (size_t j = 0; j < w->g->nhyps; j++)
        vars |= expr_vars(pool, w->g->hyp[j].e);
    for (int i = 0; i < w->s->p->nvars; i++) {
        if ((vars >> i & 1) == 0)
            continue;
        if (w->m == MOST_VARS)
            return false;
        w->var[w->m++] = i;
    }
    for (size_t j = 0; j < w->g->nhyps && w->n < MOST_ROWS; j++) {
        exact_form *h = exact_form_of(pool, w->g->hyp[j].e, w->s->p->nvars);
        if (h != NULL && exact_form_degree(h) == 1 &&
            !search_cone_is_equation(w->s, w->g, j)) {
            add_condition(w, w->g->hyp[j].e, h);
            some = true;
        }
        exact_form_free(h);
    }
    for (int i = 0; i < w->m; i++)
        add_end(w, i);
    return some;
}

/* ---- which of them span the cone ---------------------------------------- */

/* row j of [a | b] less q times row i, for a square a and b. */
static void eliminate(mpq_t a[][MOST_VARS], mpq_t b[][MOST_VARS], int m, int i,
                      int j)
{
    mpq_t q, t;
    mpq_init(q);
    mpq_init(t);
    mpq_div(q, a[j][i], a[i][i]);
    for (int k = 0; k < m; k++) {
        mpq_mul(t, q, a[i][k]);
        mpq_sub(a[j][k], a[j][k], t);
        mpq_mul(t, q, b[i][k]);
        mpq_sub(b[j][k], b[j][k], t);
    }
    mpq_clear(q);
    mpq_clear(t);
}

static void swap_rows(mpq_t *a, mpq_t *b, int m)
{
    for (int k = 0; k < m; k++)
        mpq_swap(a[k], b[k]);
}

/* inv: the inverse of the rows chosen; false where there is none. */
static bool invert(system_of *w)
{
    mpq_t a[MOST_VARS][MOST_VARS];
    bool ok = true;
    for (int i = 0; i < w->m; i++)
        for (int k = 0; k < w->m; k++) {
            mpq_init(a[i][k]);
            mpq_set(a[i][k], w->row[w->chosen[i]].a[k]);
            mpq_set_ui(w->inv[i][k], i == k, 1);
        }
    for (int i = 0; i < w->m && ok; i++) {
        int p = i;
        while (p < w->m && mpq_sgn(a[p][i]) == 0)
            p++;
        ok = p < w->m;
        if (!ok)
            break;
        swap_rows(a[i], a[p], w->m);
        swap_rows(w->inv[i], w->inv[p], w->m);
        for (int j = 0; j < w->m; j++)
            if (j != i && mpq_sgn(a[j][i]) != 0)
                eliminate(a, w->inv, w->m, i, j);
    }
    for (int i = 0; i < w->m && ok; i++)
        for (int k = 0; k < w->m; k++)
            mpq_div(w->inv[i][k], w->inv[i][k], a[i][i]);
    for (int i = 0; i < w->m; i++)
        for (int k = 0; k < w->m; k++)
            mpq_clear(a[i][k]);
    return ok;
}

/* Is row r a sum of those chosen, times numbers >= 0, and of one more? */
static bool is_implied(const system_of *w, const row *r)
{
    mpq_t sum, t, rest;
    bool ok = true;
    mpq_init(sum);
    mpq_init(t);
    mpq_init(rest);
    mpq_set(rest, r->a[w->m]);
    for (int k = 0; k < w->m && ok; k++) {
        mpq_set_ui(sum, 0, 1);
        for (int i = 0; i < w->m; i++) {
            mpq_mul(t, r->a[i], w->inv[i][k]);
            mpq_add(sum, sum, t);
        }
        ok = mpq_sgn(sum) >= 0;
        mpq_mul(t, sum, w->row[w->chosen[k]].a[w->m]);
        mpq_sub(rest, rest, t);
    }
    ok = ok && mpq_sgn(rest) >= 0;
    mpq_clear(sum);
    mpq_clear(t);
    mpq_clear(rest);
    return ok;
}

static bool spans(system_of *w, unsigned set)
{
    int k = 0;
    for (size_t j = 0; j < w->n; j++)
        if ((set >> j & 1) != 0)
            w->chosen[k++] = j;
    bool ok = invert(w);
    for (size_t j = 0; j < w->n && ok; j++)
        ok = (set >> j & 1) != 0 || is_implied(w, &w->row[j]);
    return ok;
}

static int count(unsigned set)
{
    int n = 0;
    for (; set != 0; set &= set - 1)
        n++;
    return n;
}

static cert_node *linear_node(const system_of *w)
{
    expr_pool *pool = w->s->p->pool;
    size_t n = (size_t)w->s->p->nvars;
    expr *e = xmalloc((3 * n + 1) * sizeof *e);
    for (size_t i = 0; i < n; i++) {
        e[3 * i] = e[3 * i + 1] = expr_var(pool, (int)i);
        e[3 * i + 2] = expr_si(pool, 0);
    }
    for (int t = 0; t < w->m; t++) {
        expr sum = expr_si(pool, 0);
        for (int k = 0; k < w->m; k++) {
            const row *r = &w->row[w->chosen[k]];
            expr z = expr_sub(pool, expr_var(pool, w->var[k]),
                              expr_q(pool, r->a[w->m]));
            sum = expr_add(pool, sum,
                           expr_mul(pool, expr_q(pool, w->inv[t][k]), z));
        }
        e[3 * w->var[t]] = sum;
        e[3 * w->var[t] + 1] = w->row[w->chosen[t]].e;
    }
    cert_node *c = search_node(CERT_MAP, e, 3 * n);
    free(e);
    return c;
}

cert_node *search_cone_linear(searcher *s, const goal *g)
{
    system_of *w = xcalloc(1, sizeof *w);
    cert_node *c = NULL;
    w->s = s;
    w->g = g;
    for (int i = 0; i < MOST_VARS; i++)
        for (int k = 0; k < MOST_VARS; k++)
            mpq_init(w->inv[i][k]);
    if (read_rows(w))
        for (unsigned set = 0; set < 1u << w->n && c == NULL; set++)
            if (count(set) == w->m && spans(w, set))
                c = linear_node(w);
    for (size_t j = 0; j < w->n; j++)
        for (int i = 0; i <= MOST_VARS; i++)
            mpq_clear(w->row[j].a[i]);
    for (int i = 0; i < MOST_VARS; i++)
        for (int k = 0; k < MOST_VARS; k++)
            mpq_clear(w->inv[i][k]);
    free(w);
    return c;
}

/* ---- a product that is 1 ------------------------------------------------ */

/* h = c (1 - x_v0 x_v1 ...): how many factors; 0: it is not. */
static int read_product(const searcher *s, const exact_form *h, int *var,
                        mpq_t c)
{
    int n = s->p->nvars, m = 0;
    long *power = xmalloc((size_t)(n + 1) * sizeof *power);
    bool ok = exact_form_terms(h) == 2;
    mpz_t a;
    mpz_init(a);
    for (size_t k = 0; k < 2 && ok; k++) {
        long d = 0;
        exact_form_term(h, k, power);
        for (int i = 0; i < n; i++)
            d += power[i];
        if (d == 0) { /* coprime coefficients: 1 and -1 */
            exact_form_scale(h, c);
            exact_form_coefficient(h, k, a);
            ok = mpz_cmpabs_ui(a, 1) == 0;
            if (mpz_sgn(a) < 0)
                mpq_neg(c, c);
            continue;
        }
        exact_form_coefficient(h, k, a);
        ok = mpz_cmpabs_ui(a, 1) == 0;
        for (int i = 0; i < n && ok; i++) {
            ok = power[i] <= 1;
            if (power[i] == 1)
                var[m++] = i;
        }
    }
    mpz_clear(a);
    free(power);
    return ok && mpq_sgn(c) != 0 ? m : 0;
}

/* x_v0 = z_v0/z_v1, ..., the last z_vm/z_v0: then z_vm = 1 and z_vi the
 * product of x_vi, x_v(i+1), ... up to the last but one. */
static cert_node *product_node(searcher *s, const int *var, int m, size_t j,
                               mpq_srcptr c)
{
    expr_pool *pool = s->p->pool;
    size_t n = (size_t)s->p->nvars;
    expr *e = xmalloc((3 * n + 1) * sizeof *e);
    expr rest = expr_si(pool, 1);
    for (size_t i = 0; i < n; i++) {
        e[3 * i] = e[3 * i + 1] = expr_var(pool, (int)i);
        e[3 * i + 2] = expr_si(pool, 0);
    }
    for (int i = m - 1; i >= 0; i--) {
        expr *at = e + 3 * var[i];
        expr next = expr_var(pool, var[(i + 1) % m]);
        if (i + 1 < m)
            rest = expr_mul(pool, expr_var(pool, var[i]), rest);
        at[0] = expr_div(pool, expr_var(pool, var[i]), next);
        at[1] = rest;
    }
    /* 1/rest - x_vm = (1 - product)/rest = h/(c rest) */
    e[3 * var[m - 1] + 2] =
        expr_neg(pool, expr_div(pool, expr_si(pool, 1),
                                expr_mul(pool, expr_q(pool, c), rest)));
    cert_node *node = search_node(CERT_MAP, e, 3 * n);
    node->order = (int)j;
    free(e);
    return node;
}

cert_node *search_cone_product(searcher *s, const goal *g, size_t j)
{
    int *var = xmalloc((size_t)(s->p->nvars + 1) * sizeof *var);
    exact_form *h = exact_form_of(s->p->pool, g->hyp[j].e, s->p->nvars);
    cert_node *c = NULL;
    mpq_t q;
    mpq_init(q);
    int m = h != NULL ? read_product(s, h, var, q) : 0;
    if (m >= 2 && search_cone_is_equation(s, g, j))
        c = product_node(s, var, m, j, q);
    mpq_clear(q);
    exact_form_free(h);
    free(var);
    return c;
}

/* The degree of h's one monomial where h is that and a number, else 0. */
static long single_degree(const exact_form *h, int n)
{
    long *e = xmalloc((size_t)(n + 1) * sizeof *e), degree = 0;
    bool ok = exact_form_terms(h) == 2;
    for (size_t k = 0; k < 2 && ok; k++) {
        long d = search_cone_degree(h, k, n, e);
        ok = d == 0 || degree == 0;
        degree += d;
    }
    free(e);
    return ok ? degree : 0;
}

cert_node *search_cone_powers(searcher *s, const goal *g, size_t j)
{
    expr_pool *pool = s->p->pool;
    int n = s->p->nvars;
    exact_form *h = exact_form_of(pool, g->hyp[j].e, n);
    long d = h != NULL ? single_degree(h, n) : 0;
    exact_form_free(h);
    if (d < 2 || d > MOST_POWER)
        return NULL;
    expr *e = xmalloc((3 * (size_t)n + 1) * sizeof *e);
    bool ok = true;
    for (int i = 0; i < n; i++) {
        const range *r = &g->box[i];
        expr x = expr_var(pool, i);
        ok = ok && !r->lo_inf && mpq_sgn(r->lo) == 0 && r->hi_inf;
        e[3 * i] = expr_pow_si(pool, x, d);
        e[3 * i + 1] = expr_pow_ratio(pool, x, 1, (unsigned long)d);
        e[3 * i + 2] = expr_si(pool, 0);
    }
    cert_node *c = ok ? search_node(CERT_MAP, e, 3 * (size_t)n) : NULL;
    free(e);
    return c;
}
