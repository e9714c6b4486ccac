/* The second engine's expanded polynomials.  A second opinion: it shares no code
 * with ../exact but FLINT's arithmetic, and puts new variables in term by
 * term. */
#include "recheck_form.h"

#include "../base/limits.h"
#include "../base/memory.h"

#include <stdlib.h>
#include <flint/fmpz_mpoly.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>

static bool small(const recheck_form *r, const fmpq_mpoly_t p)
{
    slong bits = fmpz_mpoly_max_bits(p->zpoly);
    return fmpq_mpoly_length(p, r->ring) <= LIMIT_FORM_TERMS &&
           fmpq_mpoly_total_degree_si(p, r->ring) <= LIMIT_FORM_DEGREE &&
           bits <= LIMIT_FORM_BITS && -bits <= LIMIT_FORM_BITS;
}

static bool multiply(const recheck_form *r, fmpq_mpoly_t p,
                     const fmpq_mpoly_t a, const fmpq_mpoly_t b)
{
    double la = (double)fmpq_mpoly_length(a, r->ring);
    if (la * (double)fmpq_mpoly_length(b, r->ring) > LIMIT_FORM_PRODUCT)
        return false;
    fmpq_mpoly_mul(p, a, b, r->ring);
    return small(r, p);
}

/* ---- expanding ---------------------------------------------------------- */

typedef struct {
    recheck_form *r;
    const expr_pool *pool;
    fmpq_mpoly_struct **of; /* of[e]: node e expanded, or not yet */
    expr *done;             /* the nodes that are */
    size_t ndone, room;
} table;

static bool number(fmpq_mpoly_t p, mpq_srcptr q, const recheck_form *r)
{
    fmpq_t c;
    fmpq_init(c);
    fmpq_set_mpq(c, q);
    fmpq_mpoly_set_fmpq(p, c, r->ring);
    fmpq_clear(c);
    return small(r, p);
}

static bool fraction(fmpq_mpoly_t p, const fmpq_mpoly_t a, const fmpq_mpoly_t b,
                     const recheck_form *r)
{
    if (fmpq_mpoly_is_zero(b, r->ring) || !fmpq_mpoly_is_fmpq(b, r->ring))
        return false;
    fmpq_t c;
    fmpq_init(c);
    fmpq_mpoly_get_fmpq(c, b, r->ring);
    fmpq_mpoly_scalar_div_fmpq(p, a, c, r->ring);
    fmpq_clear(c);
    return true;
}

static bool power(fmpq_mpoly_t p, const fmpq_mpoly_t a, long e,
                  const recheck_form *r)
{
    fmpq_mpoly_t t;
    if (e > LIMIT_FORM_DEGREE)
        return false;
    fmpq_mpoly_init(t, r->ring);
    fmpq_mpoly_set(t, a, r->ring);
    fmpq_mpoly_one(p, r->ring);
    bool ok = true;
    for (; ok && e > 0; e /= 2) {
        if (e % 2 == 1)
            ok = multiply(r, p, p, t);
        if (ok && e > 1)
            ok = multiply(r, t, t, t);
    }
    fmpq_mpoly_clear(t, r->ring);
    return ok;
}

static bool expand(table *t, expr e);

static bool expand_to(table *t, expr e, fmpq_mpoly_t p)
{
    expr_node x = *expr_get(t->pool, e);
    const recheck_form *r = t->r;
    for (int k = 0; k < x.nargs; k++)
        if (x.nargs > 2 || !expand(t, x.arg[k]))
            return false;
    const fmpq_mpoly_struct *a = x.nargs > 0 ? t->of[x.arg[0]] : NULL;
    const fmpq_mpoly_struct *b = x.nargs > 1 ? t->of[x.arg[1]] : NULL;
    if (x.op == EXPR_CONST)
        return number(p, expr_const_value(t->pool, e), r);
    if (x.op == EXPR_VAR && x.p < r->n)
        fmpq_mpoly_gen(p, x.p, r->ring);
    else if (x.op == EXPR_NEG)
        fmpq_mpoly_neg(p, a, r->ring);
    else if (x.op == EXPR_ADD)
        fmpq_mpoly_add(p, a, b, r->ring);
    else if (x.op == EXPR_SUB)
        fmpq_mpoly_sub(p, a, b, r->ring);
    else if (x.op == EXPR_MUL)
        return multiply(r, p, a, b);
    else if (x.op == EXPR_DIV)
        return fraction(p, a, b, r);
    else if (x.op == EXPR_POW)
        return power(p, a, x.p, r);
    else
        return false;
    return small(r, p);
}

/* As deep as expressions nest. */
static bool expand(table *t, expr e)
{
    if (t->of[e] != NULL)
        return true;
    fmpq_mpoly_struct *p = xmalloc(sizeof *p);
    fmpq_mpoly_init(p, t->r->ring);
    bool ok = expand_to(t, e, p);
    if (t->ndone == t->room) {
        t->room = 2 * t->room + 64;
        t->done = xrealloc(t->done, t->room * sizeof *t->done);
    }
    t->of[e] = p;
    t->done[t->ndone++] = e;
    return ok; /* if not, nobody asks again */
}

bool recheck_form_expand(recheck_form *r, const expr_pool *pool, expr f,
                         slong n)
{
    r->n = n;
    fmpq_mpoly_ctx_init(r->ring, n, ORD_LEX);
    fmpq_mpoly_init(r->p, r->ring);
    if (f == EXPR_NONE)
        return false;
    table t = {.r = r, .pool = pool};
    t.of = xcalloc((size_t)f + 1, sizeof *t.of);
    bool ok = expand(&t, f);
    if (ok)
        fmpq_mpoly_set(r->p, t.of[f], r->ring);
    for (size_t k = 0; k < t.ndone; k++) {
        fmpq_mpoly_clear(t.of[t.done[k]], r->ring);
        free(t.of[t.done[k]]);
    }
    free(t.of);
    free(t.done);
    return ok;
}

void recheck_form_clear(recheck_form *r)
{
    fmpq_mpoly_clear(r->p, r->ring);
    fmpq_mpoly_ctx_clear(r->ring);
}

/* ---- terms -------------------------------------------------------------- */

int recheck_form_term(const recheck_form *r, slong k, ulong *e)
{
    fmpq_t c;
    fmpq_init(c);
    fmpq_mpoly_get_term_exp_ui(e, r->p, k, r->ring);
    fmpq_mpoly_get_term_coeff_fmpq(c, r->p, k, r->ring);
    int sign = fmpq_sgn(c);
    fmpq_clear(c);
    return sign;
}

static expr monomial(const recheck_form *r, expr_pool *pool, slong k, ulong *e)
{
    fmpq_t c;
    mpq_t q;
    fmpq_init(c);
    mpq_init(q);
    fmpq_mpoly_get_term_exp_ui(e, r->p, k, r->ring);
    fmpq_mpoly_get_term_coeff_fmpq(c, r->p, k, r->ring);
    fmpq_get_mpq(q, c);
    expr t = expr_q(pool, q);
    for (slong i = 0; i < r->n; i++) {
        expr x = expr_pow_si(pool, expr_var(pool, (int)i), (long)e[i]);
        t = e[i] > 0 ? expr_mul(pool, t, x) : t;
    }
    fmpq_clear(c);
    mpq_clear(q);
    return t;
}

/* Sums of two, then of four, ...: none is long. */
expr recheck_form_expr(const recheck_form *r, expr_pool *pool)
{
    slong n = fmpq_mpoly_length(r->p, r->ring);
    ulong *e = xmalloc((size_t)(r->n + 1) * sizeof *e);
    expr *sum = xmalloc((size_t)(n + 1) * sizeof *sum);
    sum[0] = expr_si(pool, 0);
    for (slong k = 0; k < n; k++)
        sum[k] = monomial(r, pool, k, e);
    for (slong step = 1; step < n; step *= 2)
        for (slong k = 0; k + step < n; k += 2 * step)
            sum[k] = expr_add(pool, sum[k], sum[k + step]);
    expr all = sum[0];
    free(e);
    free(sum);
    return all;
}

/* ---- new variables ------------------------------------------------------ */

/* Adds c N_0^e_0 ... N_n^e_n, where e_n fills up to the degree d. */
static bool add_image(const recheck_form *r, fmpq_mpoly_t sum, slong k, long d,
                      fmpq_mpoly_struct *const *powers, ulong *e)
{
    fmpq_t c;
    fmpq_mpoly_t t;
    fmpq_init(c);
    fmpq_mpoly_init(t, r->ring);
    fmpq_mpoly_get_term_exp_ui(e, r->p, k, r->ring);
    fmpq_mpoly_get_term_coeff_fmpq(c, r->p, k, r->ring);
    fmpq_mpoly_set_fmpq(t, c, r->ring);
    e[r->n] = (ulong)d;
    for (slong i = 0; i < r->n; i++)
        e[r->n] -= e[i];
    bool ok = true;
    for (slong i = 0; i <= r->n && ok; i++)
        if (e[i] > 0)
            ok = multiply(r, t, t, &powers[i][e[i]]);
    fmpq_mpoly_add(sum, sum, t, r->ring);
    fmpq_clear(c);
    fmpq_mpoly_clear(t, r->ring);
    return ok && small(r, sum);
}

bool recheck_form_put(recheck_form *r, const fmpq_mpoly_struct *num)
{
    long d = fmpq_mpoly_total_degree_si(r->p, r->ring);
    bool ok = true;
    fmpq_mpoly_t sum;
    ulong *e = xmalloc((size_t)(r->n + 1) * sizeof *e);
    fmpq_mpoly_struct **powers = xmalloc((size_t)(r->n + 1) * sizeof *powers);
    fmpq_mpoly_init(sum, r->ring);
    for (slong i = 0; i <= r->n; i++) {
        powers[i] = xmalloc((size_t)(d + 2) * sizeof *powers[i]);
        for (long j = 0; j <= d; j++) {
            fmpq_mpoly_init(&powers[i][j], r->ring);
            if (j == 0)
                fmpq_mpoly_one(&powers[i][j], r->ring);
            else
                ok = ok &&
                     multiply(r, &powers[i][j], &powers[i][j - 1], &num[i]);
        }
    }
    for (slong k = 0; k < fmpq_mpoly_length(r->p, r->ring) && ok; k++)
        ok = add_image(r, sum, k, d, powers, e);
    fmpq_mpoly_swap(r->p, sum, r->ring);
    for (slong i = 0; i <= r->n; i++) {
        for (long j = 0; j <= d; j++)
            fmpq_mpoly_clear(&powers[i][j], r->ring);
        free(powers[i]);
    }
    fmpq_mpoly_clear(sum, r->ring);
    free(powers);
    free(e);
    return ok;
}
