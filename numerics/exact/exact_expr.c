/* Ring elements back to expressions, and the certain sign of either. */
#include "exact_internal.h"

expr exact_expr_q(exact *x, const fmpq_t q)
{
    mpq_t v;
    mpq_init(v);
    fmpq_get_mpq(v, q);
    expr e = expr_q(x->pool, v);
    mpq_clear(v);
    return e;
}

static expr quotient(exact *x, const fmpz_t n, const fmpz_t den)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_fmpz_frac(q, n, den);
    expr e = exact_expr_q(x, q);
    fmpq_clear(q);
    return e;
}

static expr sum_of_terms(exact *x, const fmpz_mpoly_t p, const fmpz_t den)
{
    fmpz_t c;
    fmpz_init(c);
    expr sum = expr_si(x->pool, 0);
    for (slong i = 0; i < fmpz_mpoly_length(p, x->ctx); i++) {
        slong e[EXACT_GENS];
        fmpz_mpoly_get_term_coeff_fmpz(c, p, i, x->ctx);
        fmpz_mpoly_get_term_exp_si(e, p, i, x->ctx);
        bool minus = fmpz_sgn(c) < 0;
        fmpz_abs(c, c);
        expr t = quotient(x, c, den);
        for (int g = 0; g < x->natoms; g++)
            if (e[g] > 0)
                t = expr_mul(x->pool, t,
                             expr_pow_si(x->pool, x->atom[g].meaning, e[g]));
        sum = minus ? expr_sub(x->pool, sum, t) : expr_add(x->pool, sum, t);
    }
    fmpz_clear(c);
    return sum;
}

/* Which generator to nest by: one that varies, before constants like sqrt(2),
 * so that each power of a variable keeps one coefficient. */
static int outermost(exact *x, const fmpz_mpoly_t p)
{
    uint64_t gens = exact_poly_gens(x, p);
    int first = -1;
    for (int g = x->natoms - 1; g >= 0; g--) {
        if ((gens >> g & 1) == 0)
            continue;
        bool varies = expr_vars(x->pool, x->atom[g].meaning) != 0;
        if (varies || first < 0 ||
            expr_vars(x->pool, x->atom[first].meaning) == 0)
            first = g;
    }
    return first;
}

static expr nested(exact *x, const fmpz_mpoly_t p, const fmpz_t den)
{
    int g = outermost(x, p);
    if (g < 0)
        return sum_of_terms(x, p, den);
    fmpz_mpoly_univar_t u;
    fmpz_mpoly_t c;
    fmpz_mpoly_univar_init(u, x->ctx);
    fmpz_mpoly_init(c, x->ctx);
    fmpz_mpoly_to_univar(u, p, g, x->ctx);
    expr acc = expr_si(x->pool, 0);
    slong last = 0, n = fmpz_mpoly_univar_length(u, x->ctx);
    for (slong i = 0; i < n; i++) { /* exponents decrease */
        slong e = fmpz_mpoly_univar_get_term_exp_si(u, i, x->ctx);
        if (i > 0)
            acc = expr_mul(x->pool, acc,
                           expr_pow_si(x->pool, x->atom[g].meaning, last - e));
        fmpz_mpoly_univar_get_term_coeff(c, u, i, x->ctx);
        acc = expr_add(x->pool, acc, nested(x, c, den));
        last = e;
    }
    if (last > 0)
        acc = expr_mul(x->pool, acc,
                       expr_pow_si(x->pool, x->atom[g].meaning, last));
    fmpz_mpoly_univar_clear(u, x->ctx);
    fmpz_mpoly_clear(c, x->ctx);
    return acc;
}

expr exact_expr_poly(exact *x, const fmpz_mpoly_t p, const fmpz_t den,
                     bool horner)
{
    return horner ? nested(x, p, den) : sum_of_terms(x, p, den);
}

expr exact_expr_ring(exact *x, exact_ring_srcptr a, bool horner)
{
    fmpz_t d;
    fmpz_init_set_ui(d, 1);
    expr e;
    if (fmpz_mpoly_is_fmpz(a->den, x->ctx)) {
        fmpz_mpoly_get_fmpz(d, a->den, x->ctx);
        e = exact_expr_poly(x, a->num, d, horner);
    } else {
        e = expr_div(x->pool, exact_expr_poly(x, a->num, d, horner),
                     exact_expr_poly(x, a->den, d, horner));
    }
    fmpz_clear(d);
    return e;
}

/* ---- signs ------------------------------------------------------------- */

exact_sign exact_expr_sign(exact *x, expr e)
{
    return e != EXPR_NONE ? x->oracle.sign(x->oracle.ctx, e) : SIGN_UNKNOWN;
}

exact_sign exact_expr_sign_poly(exact *x, const fmpz_mpoly_t p)
{
    int g = exact_poly_is_gen(x, p);
    if (g >= 0)
        return exact_expr_sign(x, x->atom[g].meaning);
    if (fmpz_mpoly_length(p, x->ctx) > 200)
        return SIGN_UNKNOWN; /* not worth its expressions */
    fmpz_t one;
    fmpz_init_set_ui(one, 1);
    exact_sign s = exact_expr_sign(x, exact_expr_poly(x, p, one, true));
    if (s == SIGN_UNKNOWN || s == SIGN_NONNEG || s == SIGN_NONPOS) {
        exact_sign t = exact_expr_sign(x, exact_expr_poly(x, p, one, false));
        if (t == SIGN_POS || t == SIGN_NEG || s == SIGN_UNKNOWN)
            s = t;
    }
    fmpz_clear(one);
    return s;
}

/* The denominator is nonzero where the element represents something. */
exact_sign exact_expr_sign_ring(exact *x, exact_ring_srcptr a)
{
    exact_sign d = exact_expr_sign_poly(x, a->den);
    exact_sign n = exact_expr_sign_poly(x, a->num);
    if (d == SIGN_UNKNOWN || n == SIGN_UNKNOWN)
        return SIGN_UNKNOWN;
    if (d == SIGN_POS || d == SIGN_NONNEG)
        return n;
    return (exact_sign)(SIGN_NEG + SIGN_POS - n);
}
