/* Towards points that satisfy equations, by Newton's iteration in rationals:
 * untrusted, but the same on every machine. */
#include "domain.h"

#include <stdlib.h>

enum {
    BITS = 100, /* after the point, of coordinates */
    TINY = 60,  /* a pivot below 2^-TINY is none */
    APPROACHES = 40,
    STEPS = 10,
    MAX_ROWS = 12
};

typedef struct {
    int n, m; /* rows, columns; the right-hand side is column m */
    mpq_t *v; /* n x (m + 1) */
} matrix;

static void matrix_init(matrix *t, int n, int m)
{
    t->n = n;
    t->m = m;
    t->v = point_new(n * (m + 1));
}

static void matrix_clear(matrix *t)
{
    point_free(t->v, t->n * (t->m + 1));
}

static mpq_ptr at(const matrix *t, int i, int j)
{
    return t->v[i * (t->m + 1) + j];
}

/* To a multiple of 2^-BITS. */
static void shorten(mpq_ptr q)
{
    mpq_mul_2exp(q, q, BITS);
    mpz_fdiv_q(mpq_numref(q), mpq_numref(q), mpq_denref(q));
    mpz_set_ui(mpq_denref(q), 1);
    mpq_div_2exp(q, q, BITS);
}

/* About f's value over ev's box. */
static bool value(eval *ev, expr f, mpq_ptr q)
{
    iv_srcptr v = f != EXPR_NONE ? eval_enclose(ev, f) : NULL;
    if (v == NULL || !iv_is_bounded(v))
        return false;
    mpfr_t m;
    mpfr_init2(m, 128);
    mpfr_add(m, iv_lower(v), iv_upper(v), MPFR_RNDN);
    mpfr_div_2ui(m, m, 1, MPFR_RNDN);
    bool ok =
        mpfr_zero_p(m) || (mpfr_get_exp(m) < 2000 && mpfr_get_exp(m) > -2000);
    if (ok)
        outward_q_from_mpfr(q, m);
    mpfr_clear(m);
    return ok;
}

/* Variables that may move. */
static bool moves(const audit *a, const problem *p, int i)
{
    return (a->whole >> i & 1) == 0 && !range_is_point(&p->box[i]);
}

/* The row for h_j at x, where ev is: its slopes, and -h_j. */
static bool fill_row(audit *a, const problem *p, size_t j, matrix *t, int row)
{
    eval *ev = engines_eval(a->engines, 0);
    bool ok = value(ev, p->hyp[j].e, at(t, row, t->m));
    mpq_neg(at(t, row, t->m), at(t, row, t->m));
    for (int i = 0; i < p->nvars && ok; i++)
        if (moves(a, p, i))
            ok = value(ev, expr_diff(a->pool, p->hyp[j].e, i), at(t, row, i));
    return ok;
}

/* f = -e, by their form or their normal forms. */
static bool are_opposite(audit *a, const problem *p, expr e, expr f)
{
    if (expr_vars(p->pool, e) != expr_vars(p->pool, f))
        return false;
    expr sum = expr_add(p->pool, e, f);
    if (sum == EXPR_NONE)
        return false;
    const expr_node *x = expr_get(p->pool, e), *y = expr_get(p->pool, f);
    if (x->op == EXPR_SUB && y->op == EXPR_SUB && x->arg[0] == y->arg[1] &&
        x->arg[1] == y->arg[0])
        return true;
    eval *ev = engines_eval(a->engines, 0);
    eval_set_box(ev, p->box, p->nvars);
    exact *z = eval_exact(p->pool, ev);
    bool zero = exact_is_zero(z, sum);
    exact_free(z);
    return zero;
}

size_t domain_equations(audit *a, const problem *p, size_t *eq, size_t max)
{
    size_t n = 0;
    bool *used = xcalloc(p->nhyps + 1, sizeof *used);
    for (size_t i = 0; i < p->nhyps && n < max; i++)
        for (size_t j = i + 1; j < p->nhyps && !used[i]; j++)
            if (!used[j] && !p->hyp[i].strict && !p->hyp[j].strict &&
                are_opposite(a, p, p->hyp[i].e, p->hyp[j].e)) {
                used[i] = used[j] = true;
                eq[n++] = i;
            }
    free(used);
    return n;
}

static bool is_tiny(mpq_srcptr q)
{
    return mpq_sgn(q) == 0 || mpz_sizeinbase(mpq_numref(q), 2) + TINY <
                                  mpz_sizeinbase(mpq_denref(q), 2);
}

/* to -= factor * from */
static void subtract(const matrix *t, int to, int from, mpq_srcptr factor)
{
    mpq_t q, d;
    mpq_init(q);
    mpq_init(d);
    mpq_set(q, factor);
    for (int j = 0; j <= t->m; j++) {
        mpq_mul(d, q, at(t, from, j));
        mpq_sub(at(t, to, j), at(t, to, j), d);
    }
    mpq_clear(q);
    mpq_clear(d);
}

/* Gauss and Jordan with full pivots: rows' pivot columns go to col (-1: the
 * row depends on others).  Returns the rank. */
static int eliminate(const matrix *t, int *col)
{
    mpq_t most, q;
    mpq_init(most);
    mpq_init(q);
    int rank = 0;
    for (int i = 0; i < t->n; i++)
        col[i] = -1;
    for (;;) {
        int row = -1, pivot = -1;
        mpq_set_si(most, 0, 1);
        for (int i = 0; i < t->n; i++)
            for (int j = 0; j < t->m && col[i] < 0; j++) {
                mpq_abs(q, at(t, i, j));
                if (mpq_cmp(q, most) > 0) {
                    mpq_set(most, q);
                    row = i;
                    pivot = j;
                }
            }
        if (row < 0 || is_tiny(most))
            break;
        col[row] = pivot;
        rank++;
        mpq_inv(q, at(t, row, pivot));
        for (int j = 0; j <= t->m; j++)
            mpq_mul(at(t, row, j), at(t, row, j), q);
        for (int i = 0; i < t->n; i++)
            if (i != row)
                subtract(t, i, row, at(t, i, pivot));
    }
    mpq_clear(most);
    mpq_clear(q);
    return rank;
}

/* x[i] += d, but not out of the box. */
static void step(const problem *p, int i, mpq_t *x, mpq_srcptr d)
{
    const range *r = &p->box[i];
    mpq_t q, w;
    mpq_init(q);
    mpq_init(w);
    mpq_add(q, x[i], d);
    shorten(q);
    for (int side = 0; side < 2; side++) {
        bool inf = side == 0 ? r->lo_inf : r->hi_inf;
        bool open = side == 0 ? r->lo_open : r->hi_open;
        mpq_srcptr end = side == 0 ? r->lo : r->hi;
        int c = inf ? 0 : side == 0 ? mpq_cmp(end, q) : mpq_cmp(q, end);
        if (inf || c < 0 || (c == 0 && !open))
            continue;
        mpq_sub(w, x[i], end); /* x[i] is inside */
        mpq_div_2exp(w, w, 10);
        mpq_set(q, end);
        if (open)
            mpq_add(q, q, w);
    }
    if (range_contains_q(r, q))
        mpq_set(x[i], q);
    mpq_clear(q);
    mpq_clear(w);
}

/* The equations and what x violates; how many. */
static int active(audit *a, const problem *p, const size_t *eq, size_t neq,
                  size_t *row)
{
    eval *ev = engines_eval(a->engines, 0);
    int n = 0;
    for (size_t k = 0; k < neq && n < MAX_ROWS; k++)
        row[n++] = eq[k];
    for (size_t j = 0; j < p->nhyps && n < MAX_ROWS; j++) {
        iv_srcptr v = eval_enclose(ev, p->hyp[j].e);
        bool bad =
            p->hyp[j].strict ? iv_certainly_nonpos(v) : iv_certainly_neg(v);
        for (size_t k = 0; k < neq; k++)
            bad = bad && p->hyp[eq[k]].e != p->hyp[j].e &&
                  p->hyp[eq[k]].e != expr_neg(p->pool, p->hyp[j].e);
        if (bad)
            row[n++] = j;
    }
    return n;
}

/* x += J'(J J' + tiny)^-1 (-h): the shortest step that mends all rows. */
static bool least_step(audit *a, const problem *p, const size_t *row, int n,
                       size_t neq, mpq_t *x)
{
    matrix t, s;
    int col[MAX_ROWS];
    mpq_t d;
    mpq_init(d);
    matrix_init(&t, n, p->nvars);
    matrix_init(&s, n, n);
    bool ok = true;
    for (int i = 0; i < n && ok; i++) {
        ok = fill_row(a, p, row[i], &t, i);
        mpq_set(at(&s, i, n), at(&t, i, t.m));
        if ((size_t)i >= neq) { /* go a little beyond */
            mpq_div_2exp(d, at(&s, i, n), 3);
            mpq_add(at(&s, i, n), at(&s, i, n), d);
        }
    }
    for (int i = 0; i < n && ok; i++)
        for (int j = 0; j < n; j++)
            for (int k = 0; k < t.m; k++) {
                mpq_mul(d, at(&t, i, k), at(&t, j, k));
                mpq_add(at(&s, i, j), at(&s, i, j), d);
            }
    ok = ok && eliminate(&s, col) > 0;
    for (int k = 0; k < t.m && ok; k++) {
        mpq_t sum;
        mpq_init(sum);
        for (int i = 0; i < n; i++)
            if (col[i] >= 0) {
                mpq_mul(d, at(&t, col[i], k), at(&s, i, n));
                mpq_add(sum, sum, d);
            }
        step(p, k, x, sum);
        mpq_clear(sum);
    }
    mpq_clear(d);
    matrix_clear(&t);
    matrix_clear(&s);
    return ok;
}

bool domain_approach(audit *a, const problem *p, const size_t *eq, size_t neq,
                     mpq_t *x)
{
    size_t row[MAX_ROWS];
    for (int k = 0; k < APPROACHES; k++) {
        point_set_box(engines_eval(a->engines, 0), x, p->nvars);
        int n = active(a, p, eq, neq, row);
        if (n == 0)
            return true;
        if (!least_step(a, p, row, n, neq, x))
            return k > 0; /* as near as it gets */
    }
    return true;
}

int domain_pivots(audit *a, const problem *p, const size_t *eq, size_t neq,
                  mpq_t *x, size_t *kept, int *var)
{
    matrix t;
    int col[MAX_ROWS], n = 0;
    if (neq > MAX_ROWS)
        return 0;
    matrix_init(&t, (int)neq, p->nvars);
    point_set_box(engines_eval(a->engines, 0), x, p->nvars);
    bool ok = true;
    for (size_t k = 0; k < neq && ok; k++)
        ok = fill_row(a, p, eq[k], &t, (int)k);
    if (ok)
        eliminate(&t, col);
    for (size_t k = 0; k < neq && ok && n < WITNESS_MAX_EQUATIONS; k++)
        if (col[k] >= 0) {
            kept[n] = eq[k];
            var[n++] = col[k];
        }
    matrix_clear(&t);
    return n;
}

bool domain_solve(audit *a, const problem *p, const size_t *eq, int n,
                  const int *var, mpq_t *x)
{
    bool ok = true;
    for (int k = 0; k < STEPS && ok; k++) {
        matrix t;
        int col[WITNESS_MAX_EQUATIONS];
        matrix_init(&t, n, n);
        eval *ev = engines_eval(a->engines, 0);
        point_set_box(ev, x, p->nvars);
        for (int i = 0; i < n && ok; i++) {
            expr f = p->hyp[eq[i]].e;
            ok = value(ev, f, at(&t, i, n));
            mpq_neg(at(&t, i, n), at(&t, i, n));
            for (int j = 0; j < n && ok; j++)
                ok = value(ev, expr_diff(a->pool, f, var[j]), at(&t, i, j));
        }
        ok = ok && eliminate(&t, col) == n;
        for (int i = 0; i < n && ok; i++)
            step(p, var[col[i]], x, at(&t, i, n));
        matrix_clear(&t);
    }
    return ok;
}
