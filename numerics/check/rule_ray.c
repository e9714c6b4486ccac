/* `ray N Q L...`: an orthant as the union of the cones over its faces with a
 * ray inside as their apex.  Believed. */
#include "checker_internal.h"

#include "../base/memory.h"

#include <stdlib.h>

/* A range with one finite end: x = a + s y, y >= 0 (open: > 0). */
typedef struct {
    int s; /* 0: it has none, or two */
    bool open;
    mpq_srcptr a;
} end;

static end end_of(const range *r)
{
    if (!r->lo_inf && r->hi_inf)
        return (end){1, r->lo_open, r->lo};
    if (r->lo_inf && !r->hi_inf)
        return (end){-1, r->hi_open, r->hi};
    return (end){0, false, NULL};
}

/* l_i for i < n, and l_n. */
static mpq_srcptr weight(const checker *c, const cert_node *n, int i)
{
    return i < c->nvars ? expr_const_value(c->pool, n->expr[i]) : n->q;
}

/* Does the map move x_i? */
static bool moves(const checker *c, const checker_goal *g, const cert_node *n,
                  int i)
{
    uint64_t vars = expr_vars(c->pool, g->f);
    for (size_t j = 0; j < g->nhyps; j++)
        vars |= expr_vars(c->pool, g->hyp[j].e);
    return mpq_sgn(weight(c, n, i)) > 0 ||
           (mpq_sgn(n->q) > 0 && (vars >> i & 1) != 0);
}

static const char *malformed(const checker *c, const checker_goal *g,
                             const cert_node *n)
{
    size_t charts = 0;
    if (!n->has_q || n->nexpr != (size_t)c->nvars)
        return "malformed ray";
    for (int i = 0; i < c->nvars; i++)
        if (!expr_is_const(c->pool, n->expr[i]))
            return "a weight is not a number";
    for (int i = 0; i <= c->nvars; i++) {
        if (mpq_sgn(weight(c, n, i)) < 0)
            return "a weight is negative";
        charts += mpq_sgn(weight(c, n, i)) > 0;
    }
    if (charts == 0 || charts != n->nchild)
        return "not a child for each weight that is not 0";
    for (int i = 0; i < c->nvars; i++)
        if (moves(c, g, n, i) && end_of(&g->box[i]).s == 0)
            return "a range is no half-line";
    return NULL;
}

/* Ray.  Let f be a polynomial over Q of degree d, l_0, ..., l_n >= 0 rationals,
 * not all of them 0.  A variable is moved if l_i > 0, or if l_n > 0 and it
 * occurs in f or H; the range of each of these is a half-line, on which
 * x_i = a_i + s_i y_i, s_i = +-1, y_i >= 0 (> 0 where the end is not in it).
 * With y_n = 1 let k be such that y_k/l_k is least among those with l_k > 0.
 * Then
 *   y_k = l_k z_k/D, y_i = (z_i + l_i z_k)/D (i != k), D = 1 + l_n z_k, if k < n,
 *   y_i = (z_i + l_i)/D, D = l_n,                                     if k = n,
 * for some z >= 0: z_k = y_k/(l_k - l_n y_k) or 1, whose denominator is
 * positive if n is taken where it is one of several; z_i = D y_i - l_i z_k >= 0.
 * Since D > 0, f has the sign of the polynomial D^d f: if that holds for each k,
 * on z >= 0, f's does.  So it is with the polynomials among H; others are
 * dropped.  z_i = D y_i, of y_i's sign, where l_i = 0 or i = k < n; for other i with
 * y_i > 0 z_i + l_i z_k > 0 becomes a hypothesis.  (With l_n = 0 others than
 * those moved stay what they are, D being 1.) */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    const char *why = malformed(c, g, n);
    return why == NULL || checker_reject(c, why);
}

/* The index k of child number `child`. */
static int chart(const checker *c, const cert_node *n, int child)
{
    int k = 0;
    while (mpq_sgn(weight(c, n, k)) == 0 || child-- > 0)
        k++;
    return k;
}

static mpq_t **new_matrix(int n)
{
    mpq_t **m = xmalloc((size_t)n * sizeof *m);
    for (int i = 0; i < n; i++) {
        m[i] = xmalloc((size_t)n * sizeof *m[i]);
        for (int j = 0; j < n; j++)
            mpq_init(m[i][j]);
    }
    return m;
}

static void free_matrix(mpq_t **m, int n)
{
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++)
            mpq_clear(m[i][j]);
        free(m[i]);
    }
    free(m);
}

/* Rows: D x_0, ..., D x_(n-1), D as linear functions of z_0, ..., z_(n-1), 1. */
static void fill_matrix(mpq_t **m, const checker *c, const checker_goal *g,
                        const cert_node *n, int k)
{
    int v = c->nvars;
    for (int i = v; i >= 0; i--) { /* D y_i, and D = D y_v */
        if (i != k)
            mpq_set_ui(m[i][i], 1, 1);
        mpq_add(m[i][k], m[i][k], weight(c, n, i));
        if (i == v || !moves(c, g, n, i))
            continue;
        end e = end_of(&g->box[i]);
        for (int j = 0; j <= v; j++) { /* a_i D + s_i D y_i */
            mpq_t t;
            mpq_init(t);
            mpq_mul(t, e.a, m[v][j]);
            if (e.s < 0)
                mpq_neg(m[i][j], m[i][j]);
            mpq_add(m[i][j], m[i][j], t);
            mpq_clear(t);
        }
    }
}

static void set_box(checker *c, const checker_goal *g, const cert_node *n,
                    int k, checker_goal *out)
{
    for (int i = 0; i < c->nvars; i++) {
        if (!moves(c, g, n, i))
            continue;
        range *r = &out->box[i];
        bool keeps = i == k || mpq_sgn(weight(c, n, i)) == 0;
        r->lo_open = keeps && end_of(&g->box[i]).open;
        r->lo_inf = false;
        r->hi_inf = r->hi_open = true;
        mpq_set_ui(r->lo, 0, 1);
        mpq_set_ui(r->hi, 0, 1);
    }
}

/* z_i + l_i z_k > 0 where x_i is not at its end; if z_k > 0 anyway, nothing. */
static void add_hyps(checker *c, const checker_goal *g, const cert_node *n,
                     int k, checker_goal *out)
{
    if (k == c->nvars || out->box[k].lo_open)
        return;
    size_t room = out->nhyps + (size_t)c->nvars + 1;
    out->hyp = xrealloc(out->hyp, room * sizeof *out->hyp);
    expr zk = expr_var(c->pool, k);
    for (int i = 0; i < c->nvars; i++) {
        if (i == k || mpq_sgn(weight(c, n, i)) == 0 ||
            !end_of(&g->box[i]).open)
            continue;
        expr e = expr_mul(c->pool, n->expr[i], zk);
        e = expr_add(c->pool, expr_var(c->pool, i), e);
        out->hyp[out->nhyps++] = (sign_condition){e, true};
    }
}

static expr mapped(checker *c, expr f, mpq_t *const *m)
{
    exact_form *p = exact_form_of(c->pool, f, c->nvars);
    exact_form *q = p != NULL ? exact_form_map(p, m) : NULL;
    expr e = q != NULL ? exact_form_expr(q, c->pool) : EXPR_NONE;
    exact_form_free(p);
    exact_form_free(q);
    return e;
}

/* k: D^d f on the chart of the k-th weight that is not 0. */
static checker_about child(checker *c, const checker_goal *g,
                           const cert_node *n, int number, checker_goal *out)
{
    if (malformed(c, g, n) != NULL)
        return CHECKER_NO_CHILD;
    int k = chart(c, n, number);
    mpq_t **m = new_matrix(c->nvars + 1);
    fill_matrix(m, c, g, n, k);
    out->f = mapped(c, g->f, m);
    out->nhyps = 0;
    for (size_t j = 0; j < g->nhyps; j++) {
        expr e = mapped(c, g->hyp[j].e, m);
        if (e != EXPR_NONE)
            out->hyp[out->nhyps++] = (sign_condition){e, g->hyp[j].strict};
    }
    free_matrix(m, c->nvars + 1);
    set_box(c, g, n, k, out);
    add_hyps(c, g, n, k, out);
    return out->f != EXPR_NONE ? CHECKER_OTHER : CHECKER_NO_CHILD;
}

const checker_rule rule_ray = {test, child};
