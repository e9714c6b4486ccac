/* Built-in functions of whole numbers: n!, n over k, polygamma's order.  See
 * docs/LANGUAGE.md, "Whole numbers". */
#include "whole.h"
#include "number.h"
#include "parity.h"
#include "power.h"

enum {
    LONGEST = NUMBER_MAX_BITS,
    MAX_PRODUCT = 1000 /* k, where n varies: factors of a polynomial */
};

/* The whole number that the closed x is. */
static bool find(elab *e, expr x, mpz_ptr n)
{
    mpq_t q;
    mpq_init(q);
    bool ok = !expr_vars(e->pool, x) && number_find(e, x, q) == NUMBER_RATIONAL &&
              mpz_cmp_ui(mpq_denref(q), 1) == 0;
    if (ok)
        mpz_set(n, mpq_numref(q));
    mpq_clear(q);
    return ok;
}

static expr number(elab *e, mpz_srcptr n)
{
    mpq_t q;
    mpq_init(q);
    mpq_set_z(q, n);
    expr r = expr_q(e->pool, q);
    mpq_clear(q);
    return r;
}

static expr too_long(elab *e, const ast *src)
{
    elab_error(e, src->pos, "this is a number of more than %d bits", LONGEST);
    return EXPR_NONE;
}

expr whole_call(elab *e, expr_op f, expr n, expr x, const ast *src)
{
    mpz_t order;
    mpz_init(order);
    bool ok = find(e, n, order) && mpz_sgn(order) >= 0 &&
              mpz_cmp_ui(order, EXPR_MAX_WHOLE) <= 0;
    long k = ok ? mpz_get_si(order) : 0;
    mpz_clear(order);
    if (!ok) {
        elab_error(e, src->pos,
                   "the first argument of %s must be a whole number from 0 to "
                   "%d, known without the variables of a real range",
                   src->name, EXPR_MAX_WHOLE);
        return EXPR_NONE;
    }
    return expr_call(e->pool, f, k, x);
}

typedef enum {
    WHOLE_ERROR,
    WHOLE_NUMBER,
    WHOLE_VARIES /* whole at all values of its variables */
} whole_kind;

static whole_kind kind_of(elab *e, operand x, mpz_ptr n, const ast *src)
{
    uint64_t whole = e->powers.whole;
    if (x.vars & ~whole) {
        elab_error(e, src->pos,
                   "`%s` is of whole numbers: its arguments may have variables "
                   "over m..n, m..inf and lists in them, no others; over real "
                   "numbers, Gamma(x + 1) takes the place of x!",
                   src->name);
        return WHOLE_ERROR;
    }
    if (!expr_vars(e->pool, x.e)) {
        if (find(e, x.e, n))
            return WHOLE_NUMBER;
        elab_error(e, src->pos,
                   "`%s` is of whole numbers, and this argument is none, or not "
                   "known to be one",
                   src->name);
        return WHOLE_ERROR;
    }
    if (parity_of(e->pool, x.e, whole) != PARITY_NONE)
        return WHOLE_VARIES;
    elab_error(e, src->pos,
               "`%s` is of whole numbers, and this argument may be another at "
               "some values of its variables",
               src->name);
    return WHOLE_ERROR;
}

/* Gamma(x + 1) */
static expr gamma_of(elab *e, expr x)
{
    return expr_unary(e->pool, EXPR_GAMMA,
                      expr_add(e->pool, x, expr_si(e->pool, 1)));
}

static expr exact_factorial(elab *e, mpz_ptr n, const ast *src)
{
    if (mpz_sgn(n) < 0) {
        elab_error(e, src->pos, "there is no factorial of a negative number");
        return EXPR_NONE;
    }
    if (mpz_cmp_ui(n, LONGEST) > 0) /* n! > 2^n */
        return too_long(e, src);
    mpz_fac_ui(n, mpz_get_ui(n));
    return mpz_sizeinbase(n, 2) > LONGEST ? too_long(e, src) : number(e, n);
}

expr whole_factorial(elab *e, operand n, const ast *src)
{
    mpz_t v;
    expr r = EXPR_NONE;
    mpz_init(v);
    switch (kind_of(e, n, v, src)) {
    case WHOLE_NUMBER:
        r = exact_factorial(e, v, src);
        break;
    case WHOLE_VARIES:
        r = gamma_of(e, n.e);
        break;
    case WHOLE_ERROR:
        break;
    }
    mpz_clear(v);
    return r;
}

/* n (n-1) ... (n-k+1)/k!, 0 for k < 0.  For n < 0 it is (-1)^k times that of
 * k - n - 1; for n >= 2 k' with k' = min(k, n - k) it is at least (n/k')^k',
 * which tells how long it is before it is formed. */
static expr exact_binomial(elab *e, mpz_srcptr n, mpz_srcptr k, const ast *src)
{
    mpz_t v, m;
    expr r = EXPR_NONE;
    mpz_init_set(v, n);
    mpz_init(m);
    bool minus = mpz_sgn(n) < 0 && mpz_odd_p(k);
    if (mpz_sgn(n) < 0) {
        mpz_sub(v, k, n);
        mpz_sub_ui(v, v, 1);
    }
    mpz_sub(m, v, k);
    if (mpz_cmp(m, k) > 0)
        mpz_set(m, k);
    if (mpz_sgn(k) < 0 || mpz_sgn(m) < 0) {
        r = expr_si(e->pool, 0);
    } else if (mpz_cmp_ui(m, LONGEST) > 0 ||
               (mpz_sizeinbase(v, 2) - mpz_sizeinbase(m, 2)) * mpz_get_ui(m) >
                   LONGEST + mpz_get_ui(m)) {
        r = too_long(e, src);
    } else {
        mpz_bin_ui(v, v, mpz_get_ui(m));
        if (minus)
            mpz_neg(v, v);
        r = mpz_sizeinbase(v, 2) > LONGEST ? too_long(e, src) : number(e, v);
    }
    mpz_clear(v);
    mpz_clear(m);
    return r;
}

/* The same polynomial in n, for a number k. */
static expr polynomial(elab *e, expr n, long k)
{
    expr_pool *p = e->pool;
    expr r = expr_si(p, 1);
    for (long j = 0; j < k; j++) {
        r = expr_mul(p, r, expr_sub(p, n, expr_si(p, j)));
        r = expr_div(p, r, expr_si(p, j + 1));
    }
    return k > 0 ? r : expr_pow_si(p, n, 0);
}

/* Is x >= 0 wherever the conditions so far hold? */
static bool is_nonneg(elab *e, expr x)
{
    int sign;
    if (!expr_vars(e->pool, x))
        return power_sign(e, x, &sign) && sign >= 0;
    const problem *p = e->powers.p;
    return p && !(expr_vars(e->pool, x) >> p->nvars) &&
           iv_certainly_nonneg(power_enclose(e, p, x));
}

/* n!/(k! (n-k)!) where 0 <= k <= n, else 0. */
static expr by_gamma(elab *e, expr n, expr k, const ast *src)
{
    expr_pool *p = e->pool;
    expr rest = expr_sub(p, n, k), zero = expr_si(p, 0);
    if (!is_nonneg(e, n)) {
        elab_error(e, src->pos,
                   "where `k` varies, binomial(n, k) needs an `n` that is "
                   "nowhere negative");
        return EXPR_NONE;
    }
    expr r = expr_mul(p, gamma_of(e, k), gamma_of(e, rest));
    r = expr_div(p, gamma_of(e, n), r);
    if (!is_nonneg(e, k))
        r = expr_if(p, k, false, r, zero);
    return is_nonneg(e, rest) ? r : expr_if(p, rest, false, r, zero);
}

expr whole_binomial(elab *e, operand n, operand k, const ast *src)
{
    mpz_t a, b;
    expr r = EXPR_NONE;
    mpz_init(a);
    mpz_init(b);
    whole_kind kn = kind_of(e, n, a, src);
    whole_kind kk = kn == WHOLE_ERROR ? WHOLE_ERROR : kind_of(e, k, b, src);
    if (kk == WHOLE_NUMBER && kn == WHOLE_NUMBER)
        r = exact_binomial(e, a, b, src);
    else if (kk == WHOLE_NUMBER && mpz_sgn(b) < 0)
        r = expr_mul(e->pool, expr_si(e->pool, 0), n.e);
    else if (kk == WHOLE_NUMBER && mpz_cmp_ui(b, MAX_PRODUCT) <= 0)
        r = polynomial(e, n.e, mpz_get_si(b));
    else if (kk != WHOLE_ERROR)
        r = by_gamma(e, n.e, k.e, src);
    mpz_clear(a);
    mpz_clear(b);
    return r;
}
