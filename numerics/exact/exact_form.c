/* Polynomials in a problem's variables, expanded, and what becomes of them when
 * the variables change.  Believed: what has no negative coefficient here is
 * called nonnegative. */
#include "exact_form.h"

#include "../base/limits.h"
#include "../base/memory.h"
#include "exact_internal.h"

#include <flint/fmpq_mpoly.h>
#include <stdlib.h>

struct exact_form {
    int n;
    fmpz_mpoly_ctx_t ring;
    fmpz_mpoly_t p;
    fmpq_t scale; /* of what it was made from; else 1 */
};

/* ---- from an expression ------------------------------------------------- */

typedef struct {
    const expr_pool *pool;
    int n;
    fmpq_mpoly_ctx_t ring;
    exact_table known; /* expression -> its expansion */
} expander;

static bool is_small(const expander *w, const fmpq_mpoly_t p)
{
    return fmpq_mpoly_length(p, w->ring) <= LIMIT_FORM_TERMS &&
           fmpq_mpoly_total_degree_si(p, w->ring) <= LIMIT_FORM_DEGREE &&
           labs(fmpz_mpoly_max_bits(p->zpoly)) <=
               LIMIT_FORM_BITS;
}

static bool times(const expander *w, fmpq_mpoly_t r, const fmpq_mpoly_t a,
                  const fmpq_mpoly_t b)
{
    if (fmpq_mpoly_length(a, w->ring) * fmpq_mpoly_length(b, w->ring) >
        LIMIT_FORM_PRODUCT)
        return false;
    fmpq_mpoly_mul(r, a, b, w->ring);
    return is_small(w, r);
}

static bool power(const expander *w, fmpq_mpoly_t r, const fmpq_mpoly_t a,
                  long k)
{
    bool ok = k <= LIMIT_FORM_DEGREE;
    fmpq_mpoly_one(r, w->ring);
    for (; k > 0 && ok; k--)
        ok = times(w, r, r, a);
    return ok;
}

static void set_constant(const expander *w, fmpq_mpoly_t r, mpq_srcptr q)
{
    fmpq_t c;
    fmpq_init(c);
    fmpq_set_mpq(c, q);
    fmpq_mpoly_set_fmpq(r, c, w->ring);
    fmpq_clear(c);
}

static bool divide(const expander *w, fmpq_mpoly_t r, const fmpq_mpoly_t a,
                   const fmpq_mpoly_t b)
{
    if (!fmpq_mpoly_is_fmpq(b, w->ring) || fmpq_mpoly_is_zero(b, w->ring))
        return false;
    fmpq_t c;
    fmpq_init(c);
    fmpq_mpoly_get_fmpq(c, b, w->ring);
    fmpq_mpoly_scalar_div_fmpq(r, a, c, w->ring);
    fmpq_clear(c);
    return true;
}

static const fmpq_mpoly_struct *expand(expander *w, expr e);

static bool expand_node(expander *w, expr e, fmpq_mpoly_t r)
{
    expr_node x = *expr_get(w->pool, e);
    const fmpq_mpoly_struct *a = NULL, *b = NULL;
    if (x.nargs > 0 && (a = expand(w, x.arg[0])) == NULL)
        return false;
    if (x.nargs > 1 && (b = expand(w, x.arg[1])) == NULL)
        return false;
    switch ((expr_op)x.op) {
    case EXPR_CONST:
        set_constant(w, r, expr_const_value(w->pool, e));
        return is_small(w, r);
    case EXPR_VAR:
        if (x.p < w->n)
            fmpq_mpoly_gen(r, x.p, w->ring);
        return x.p < w->n;
    case EXPR_NEG:
        fmpq_mpoly_neg(r, a, w->ring);
        return true;
    case EXPR_ADD:
        fmpq_mpoly_add(r, a, b, w->ring);
        return is_small(w, r);
    case EXPR_SUB:
        fmpq_mpoly_sub(r, a, b, w->ring);
        return is_small(w, r);
    case EXPR_MUL:
        return times(w, r, a, b);
    case EXPR_DIV:
        return divide(w, r, a, b);
    case EXPR_POW:
        return power(w, r, a, x.p);
    default:
        return false;
    }
}

/* NULL: none.  As deep as expressions nest. */
static const fmpq_mpoly_struct *expand(expander *w, expr e)
{
    void **seen = exact_table_find(&w->known, e);
    if (seen != NULL)
        return *seen;
    fmpq_mpoly_struct *r = xmalloc(sizeof *r);
    fmpq_mpoly_init(r, w->ring);
    if (!expand_node(w, e, r)) {
        fmpq_mpoly_clear(r, w->ring);
        free(r);
        r = NULL;
    }
    exact_table_put(&w->known, e, r);
    return r;
}

static exact_form *new_form(int n)
{
    exact_form *p = xmalloc(sizeof *p);
    p->n = n;
    fmpz_mpoly_ctx_init(p->ring, n, ORD_DEGREVLEX);
    fmpz_mpoly_init(p->p, p->ring);
    fmpq_init(p->scale);
    fmpq_one(p->scale);
    return p;
}

exact_form *exact_form_of(const expr_pool *pool, expr f, int n)
{
    if (f == EXPR_NONE)
        return NULL;
    expander w = {.pool = pool, .n = n};
    exact_form *p = NULL;
    fmpq_mpoly_ctx_init(w.ring, n, ORD_DEGREVLEX);
    const fmpq_mpoly_struct *r = expand(&w, f);
    if (r != NULL) { /* content times a primitive polynomial */
        p = new_form(n);
        fmpz_mpoly_set(p->p, r->zpoly, p->ring);
        if (fmpq_sgn(r->content) < 0)
            fmpz_mpoly_neg(p->p, p->p, p->ring);
        if (!fmpq_is_zero(r->content))
            fmpq_abs(p->scale, r->content);
    }
    for (size_t k = 0; k < w.known.cap; k++)
        if (w.known.key[k] != EXPR_NONE && w.known.value[k] != NULL) {
            fmpq_mpoly_clear(w.known.value[k], w.ring);
            free(w.known.value[k]);
        }
    exact_table_clear(&w.known);
    fmpq_mpoly_ctx_clear(w.ring);
    return p;
}

void exact_form_free(exact_form *p)
{
    if (p == NULL)
        return;
    fmpq_clear(p->scale);
    fmpz_mpoly_clear(p->p, p->ring);
    fmpz_mpoly_ctx_clear(p->ring);
    free(p);
}

/* ---- what it looks like ------------------------------------------------- */

long exact_form_degree(const exact_form *p)
{
    return fmpz_mpoly_total_degree_si(p->p, p->ring);
}

size_t exact_form_terms(const exact_form *p)
{
    return (size_t)fmpz_mpoly_length(p->p, p->ring);
}

int exact_form_term(const exact_form *p, size_t k, long *power_of)
{
    fmpz_t c;
    fmpz_init(c);
    fmpz_mpoly_get_term_exp_si(power_of, p->p, (slong)k, p->ring);
    fmpz_mpoly_get_term_coeff_fmpz(c, p->p, (slong)k, p->ring);
    int sign = fmpz_sgn(c);
    fmpz_clear(c);
    return sign;
}

void exact_form_coefficient(const exact_form *p, size_t k, mpz_ptr c)
{
    fmpz_t v;
    fmpz_init(v);
    fmpz_mpoly_get_term_coeff_fmpz(v, p->p, (slong)k, p->ring);
    fmpz_get_mpz(c, v);
    fmpz_clear(v);
}

void exact_form_scale(const exact_form *p, mpq_ptr q)
{
    fmpq_get_mpq(q, p->scale);
}

bool exact_form_is_homogeneous(const exact_form *p)
{
    long *e = xmalloc((size_t)(p->n + 1) * sizeof *e);
    long d = exact_form_degree(p);
    bool same = true;
    for (size_t k = 0; k < exact_form_terms(p) && same; k++) {
        exact_form_term(p, k, e);
        long sum = 0;
        for (int i = 0; i < p->n; i++)
            sum += e[i];
        same = sum == d;
    }
    free(e);
    return same;
}

static expr term_expr(const exact_form *p, expr_pool *pool, size_t k)
{
    long *e = xmalloc((size_t)(p->n + 1) * sizeof *e);
    mpq_t c;
    mpq_init(c);
    exact_form_term(p, k, e);
    exact_form_coefficient(p, k, mpq_numref(c));
    expr t = expr_q(pool, c);
    for (int i = 0; i < p->n; i++)
        if (e[i] > 0)
            t = expr_mul(pool, t, expr_pow_si(pool, expr_var(pool, i), e[i]));
    mpq_clear(c);
    free(e);
    return t;
}

/* The terms from a on, below b; halved, so that no sum is long. */
static expr sum_expr(const exact_form *p, expr_pool *pool, size_t a, size_t b)
{
    if (b - a == 1)
        return term_expr(p, pool, a);
    size_t m = a + (b - a) / 2;
    return expr_add(pool, sum_expr(p, pool, a, m), sum_expr(p, pool, m, b));
}

expr exact_form_expr(const exact_form *p, expr_pool *pool)
{
    size_t n = exact_form_terms(p);
    return n > 0 ? sum_expr(p, pool, 0, n) : expr_si(pool, 0);
}

/* ---- a change of variables ---------------------------------------------- */

/* The least common denominator of m. */
static void common_denominator(fmpz_t den, mpq_t *const *m, int n)
{
    fmpz_t d;
    fmpz_init(d);
    fmpz_one(den);
    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= n; j++) {
            fmpz_set_mpz(d, mpq_denref(m[i][j]));
            fmpz_lcm(den, den, d);
        }
    fmpz_clear(d);
}

/* den times row i: a polynomial in x_0, ..., x_(n-1). */
static void row_form(const exact_form *p, fmpz_mpoly_t r, mpq_t *row,
                     const fmpz_t den)
{
    fmpq_t c;
    fmpz_mpoly_t x;
    fmpq_init(c);
    fmpz_mpoly_init(x, p->ring);
    fmpz_mpoly_zero(r, p->ring);
    for (int j = 0; j <= p->n; j++) {
        fmpq_set_mpq(c, row[j]);
        fmpq_mul_fmpz(c, c, den); /* whole */
        if (j < p->n)
            fmpz_mpoly_gen(x, j, p->ring);
        else
            fmpz_mpoly_one(x, p->ring);
        fmpz_mpoly_scalar_mul_fmpz(x, x, fmpq_numref(c), p->ring);
        fmpz_mpoly_add(r, r, x, p->ring);
    }
    fmpz_mpoly_clear(x, p->ring);
    fmpq_clear(c);
}

/* p made homogeneous by a variable more, the last. */
static void homogenise(const exact_form *p, fmpz_mpoly_t r,
                       const fmpz_mpoly_ctx_t more)
{
    long d = exact_form_degree(p);
    slong *e = xmalloc((size_t)(p->n + 1) * sizeof *e);
    fmpz_t c;
    fmpz_init(c);
    fmpz_mpoly_zero(r, more);
    for (slong k = 0; k < fmpz_mpoly_length(p->p, p->ring); k++) {
        fmpz_mpoly_get_term_exp_si(e, p->p, k, p->ring);
        fmpz_mpoly_get_term_coeff_fmpz(c, p->p, k, p->ring);
        e[p->n] = d;
        for (int i = 0; i < p->n; i++)
            e[p->n] -= e[i];
        fmpz_mpoly_push_term_fmpz_ui(r, c, (const ulong *)e, more);
    }
    fmpz_mpoly_sort_terms(r, more);
    fmpz_clear(c);
    free(e);
}

/* Are all polynomials of p's degree in p's variables small? */
static bool stays_small(const exact_form *p)
{
    double terms = 1;
    long d = exact_form_degree(p);
    for (int i = 1; i <= p->n; i++)
        terms *= (double)(d + i) / i;
    return terms <= LIMIT_FORM_TERMS;
}

/* Divided by the greatest common divisor of its coefficients. */
static void make_primitive(exact_form *p)
{
    fmpz_t c, t;
    fmpz_init(c);
    fmpz_init(t);
    for (slong k = 0; k < fmpz_mpoly_length(p->p, p->ring); k++) {
        fmpz_mpoly_get_term_coeff_fmpz(t, p->p, k, p->ring);
        fmpz_gcd(c, c, t);
    }
    if (!fmpz_is_zero(c))
        fmpz_mpoly_scalar_divexact_fmpz(p->p, p->p, c, p->ring);
    fmpz_clear(c);
    fmpz_clear(t);
}

exact_form *exact_form_map(const exact_form *p, mpq_t *const *m)
{
    if (!stays_small(p))
        return NULL;
    int n = p->n;
    exact_form *r = new_form(n);
    fmpz_mpoly_ctx_t more;
    fmpz_mpoly_t h;
    fmpz_t den;
    fmpz_mpoly_struct *row = xmalloc((size_t)(n + 1) * sizeof *row);
    fmpz_mpoly_struct **rows = xmalloc((size_t)(n + 1) * sizeof *rows);
    fmpz_init(den);
    fmpz_mpoly_ctx_init(more, n + 1, ORD_DEGREVLEX);
    fmpz_mpoly_init(h, more);
    common_denominator(den, m, n);
    for (int i = 0; i <= n; i++) {
        fmpz_mpoly_init(rows[i] = &row[i], r->ring);
        row_form(r, rows[i], m[i], den);
    }
    homogenise(p, h, more);
    bool ok = fmpz_mpoly_compose_fmpz_mpoly(r->p, h, rows, more, r->ring);
    for (int i = 0; i <= n; i++)
        fmpz_mpoly_clear(&row[i], r->ring);
    fmpz_mpoly_clear(h, more);
    fmpz_mpoly_ctx_clear(more);
    fmpz_clear(den);
    free(row);
    free(rows);
    if (ok && labs(fmpz_mpoly_max_bits(r->p)) <= LIMIT_FORM_BITS)
        make_primitive(r);
    else
        ok = false;
    if (ok)
        return r;
    exact_form_free(r);
    return NULL;
}
