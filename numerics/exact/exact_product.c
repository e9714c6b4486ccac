/* Products of powers of polynomials, as irreducible as comes cheaply.  What
 * holds of the values: l = unit * prod p[k]^e[k] at every point of D, where
 * p[k] != 0 if e[k] < 0. */
#include "exact_internal.h"
#include "../base/memory.h"

#include <flint/fmpz_factor.h>
#include <flint/fmpz_mpoly_factor.h>
#include <stdlib.h>

void exact_product_init(exact_product *l)
{
    *l = (exact_product){.p = NULL};
    fmpq_init(l->unit);
    fmpq_one(l->unit);
}

void exact_product_clear(exact *x, exact_product *l)
{
    for (long i = 0; i < l->n; i++)
        fmpz_mpoly_clear(&l->p[i], x->ctx);
    free(l->p);
    free(l->e);
    fmpq_clear(l->unit);
}

/* Exponents that cancel leave p^0, which is right where p != 0 (some power
 * was negative, or both were 0); such entries are dropped. */
void exact_product_add_factor(exact *x, exact_product *l, const fmpz_mpoly_t p,
                              long e)
{
    for (long i = 0; i < l->n; i++)
        if (fmpz_mpoly_equal(&l->p[i], p, x->ctx)) {
            l->e[i] += e;
            if (l->e[i] == 0) {
                l->n--;
                fmpz_mpoly_swap(&l->p[i], &l->p[l->n], x->ctx);
                l->e[i] = l->e[l->n];
                fmpz_mpoly_clear(&l->p[l->n], x->ctx);
            }
            return;
        }
    if (l->n == l->cap) {
        l->cap = l->cap != 0 ? 2 * l->cap : 8;
        l->p = xrealloc(l->p, (size_t)l->cap * sizeof *l->p);
        l->e = xrealloc(l->e, (size_t)l->cap * sizeof *l->e);
    }
    fmpz_mpoly_init(&l->p[l->n], x->ctx);
    fmpz_mpoly_set(&l->p[l->n], p, x->ctx);
    l->e[l->n++] = e;
}

static bool multiply_unit(exact_product *l, const fmpq_t c, long e)
{
    fmpq_t t;
    long bits = (long)(fmpz_bits(fmpq_numref(c)) + fmpz_bits(fmpq_denref(c)));
    if (!fmpz_is_pm1(fmpq_numref(c)) || !fmpz_is_one(fmpq_denref(c)))
        if (labs(e) > EXACT_MAX_BITS / bits)
            return false;
    fmpq_init(t);
    fmpq_pow_si(t, c, e);
    fmpq_mul(l->unit, l->unit, t);
    fmpq_clear(t);
    return true;
}

/* Factoring is attempted where it is quick; a reducible "factor" is no harm. */
static bool worth_factoring(exact *x, const fmpz_mpoly_t p)
{
    slong d[EXACT_GENS], total = 0;
    long bits = fmpz_mpoly_max_bits(p);
    fmpz_mpoly_degrees_si(d, p, x->ctx);
    for (int g = 0; g < x->natoms; g++)
        total += d[g] > 0 ? d[g] : 0;
    return total <= 60 && fmpz_mpoly_length(p, x->ctx) <= 200 &&
           labs(bits) <= 1000;
}

static bool multiply_unit_z(exact_product *l, const fmpz_t c, long e)
{
    fmpq_t q;
    fmpq_init(q);
    fmpz_set(fmpq_numref(q), c);
    bool ok = multiply_unit(l, q, e);
    fmpq_clear(q);
    return ok;
}

static bool mentions_root(exact *x, const fmpz_mpoly_t p)
{
    uint64_t gens = exact_poly_gens(x, p);
    for (int g = 0; g < x->natoms; g++)
        if ((gens >> g & 1) != 0 && x->atom[g].kind == ATOM_ROOT &&
            !fmpz_mpoly_is_fmpz(x->atom[g].arg->num, x->ctx))
            return true;
    return false;
}

static bool add_irreducible(exact *x, exact_product *l, const fmpz_mpoly_t p,
                            long e);

/* l *= f^e.  Factors found among lifted polynomials are reduced again, and
 * stay as they then are; others are taken as irreducible polynomials. */
static bool add_factors(exact *x, exact_product *l, fmpz_mpoly_factor_t f,
                        long e, bool lifted)
{
    fmpz_mpoly_t p;
    fmpz_t c;
    fmpz_mpoly_init(p, x->ctx);
    fmpz_init(c);
    fmpz_mpoly_factor_get_constant_fmpz(c, f, x->ctx);
    bool ok = multiply_unit_z(l, c, e);
    for (slong i = 0; ok && i < fmpz_mpoly_factor_length(f, x->ctx); i++) {
        long k = fmpz_mpoly_factor_get_exp_si(f, i, x->ctx);
        fmpz_mpoly_factor_get_base(p, f, i, x->ctx);
        if (lifted &&
            (!exact_poly_reduce(x, p) || fmpz_mpoly_is_zero(p, x->ctx))) {
            ok = false;
            break;
        }
        exact_poly_primitive(x, c, p);
        ok = multiply_unit_z(l, c, k * e);
        if (ok && !lifted)
            ok = add_irreducible(x, l, p, k * e);
        else if (ok && !fmpz_mpoly_is_one(p, x->ctx))
            exact_product_add_factor(x, l, p, k * e);
    }
    fmpz_mpoly_clear(p, x->ctx);
    fmpz_clear(c);
    return ok;
}

/* A factor irreducible as a polynomial may still split over its roots. */
static bool add_irreducible(exact *x, exact_product *l, const fmpz_mpoly_t p,
                            long e)
{
    fmpz_mpoly_t q;
    fmpq_t k;
    fmpz_t scale;
    fmpz_mpoly_factor_t f;
    bool ok = true, done = false;
    fmpz_mpoly_init(q, x->ctx);
    fmpq_init(k);
    fmpz_init(scale);
    fmpz_mpoly_factor_init(f, x->ctx);
    if (exact_lift_square(x, q, k, p)) { /* p = k q^2 */
        ok = multiply_unit(l, k, e) && exact_product_add_poly(x, l, q, 2 * e);
        done = true;
    } else if (mentions_root(x, p)) {
        fmpz_mpoly_set(q, p, x->ctx);
        if (exact_lift(x, q, scale, exact_poly_gens(x, p)) &&
            !fmpz_mpoly_equal(p, q, x->ctx) && worth_factoring(x, q) &&
            fmpz_mpoly_factor(f, q, x->ctx) &&
            (fmpz_mpoly_factor_length(f, x->ctx) > 1 ||
             fmpz_mpoly_factor_get_exp_si(f, 0, x->ctx) > 1)) {
            ok = multiply_unit_z(l, scale, -e) && add_factors(x, l, f, e, true);
            done = true;
        }
    }
    if (!done)
        exact_product_add_factor(x, l, p, e);
    fmpz_mpoly_clear(q, x->ctx);
    fmpq_clear(k);
    fmpz_clear(scale);
    fmpz_mpoly_factor_clear(f, x->ctx);
    return ok;
}

bool exact_product_add_poly(exact *x, exact_product *l, const fmpz_mpoly_t p,
                            long e)
{
    if (fmpz_mpoly_is_zero(p, x->ctx) || labs(e) > 1000000)
        return false;
    fmpz_t c;
    fmpz_mpoly_t q;
    fmpz_mpoly_factor_t f;
    fmpz_init(c);
    fmpz_mpoly_init(q, x->ctx);
    fmpz_mpoly_factor_init(f, x->ctx);
    fmpz_mpoly_set(q, p, x->ctx);
    exact_poly_primitive(x, c, q);
    bool ok = multiply_unit_z(l, c, e);
    x->work -= 1000 + 100 * (double)fmpz_mpoly_length(q, x->ctx);
    if (fmpz_mpoly_is_one(q, x->ctx))
        ;
    else if (worth_factoring(x, q) && x->work > 0 &&
             fmpz_mpoly_factor(f, q, x->ctx))
        ok = ok && add_factors(x, l, f, e, false);
    else
        exact_product_add_factor(x, l, q, e);
    fmpz_clear(c);
    fmpz_mpoly_clear(q, x->ctx);
    fmpz_mpoly_factor_clear(f, x->ctx);
    return ok;
}

bool exact_product_add_ring(exact *x, exact_product *l, exact_ring_srcptr a,
                            long e)
{
    return exact_product_add_poly(x, l, a->num, e) &&
           exact_product_add_poly(x, l, a->den, -e);
}

/* A product's expanded normal form hides its factors when it mentions
 * sqrt(2): (x + sqrt 2)^2 is irreducible as a polynomial in x and w reduced
 * by w^2 = 2.  So the expression is asked first. */
static bool add_expr(exact *x, exact_product *l, expr f, long e, int depth)
{
    expr_node n = *expr_get(x->pool, f);
    if (depth > 0 && labs(e) <= 1000) {
        switch (n.op) {
        case EXPR_NEG:
            fmpq_neg(l->unit, l->unit);
            if (e % 2 == 0)
                fmpq_neg(l->unit, l->unit);
            return add_expr(x, l, n.arg[0], e, depth - 1);
        case EXPR_MUL:
            return add_expr(x, l, n.arg[0], e, depth - 1) &&
                   add_expr(x, l, n.arg[1], e, depth - 1);
        case EXPR_DIV:
            return add_expr(x, l, n.arg[0], e, depth - 1) &&
                   add_expr(x, l, n.arg[1], -e, depth - 1);
        case EXPR_POW:
            return add_expr(x, l, n.arg[0], e * n.p, depth - 1);
        default:
            break;
        }
    }
    exact_ring_srcptr a = exact_normal(x, f);
    return a != NULL && exact_product_add_ring(x, l, a, e);
}

bool exact_product_add_expr(exact *x, exact_product *l, expr f, long e)
{
    return add_expr(x, l, f, e, 12);
}

/* Trial division, then FLINT where 64 bits suffice; a large cofactor stays
 * whole.  Only the product matters for soundness, primality does not. */
bool exact_product_add_integer(exact *x, exact_product *l, const fmpz_t n,
                               long e)
{
    static const unsigned small[] = {2,  3,  5,  7,  11, 13, 17, 19, 23,
                                     29, 31, 37, 41, 43, 47, 53, 59, 61,
                                     67, 71, 73, 79, 83, 89, 97, 101};
    fmpz_t m, p;
    fmpz_mpoly_t poly;
    fmpz_factor_t f;
    fmpz_init(m);
    fmpz_init(p);
    fmpz_mpoly_init(poly, x->ctx);
    fmpz_factor_init(f);
    fmpz_abs(m, n);
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        fmpz_set_ui(p, small[i]);
        slong k = fmpz_remove(m, m, p);
        fmpz_mpoly_set_fmpz(poly, p, x->ctx);
        if (k > 0)
            exact_product_add_factor(x, l, poly, k * e);
    }
    if (fmpz_bits(m) <= 64) {
        fmpz_factor(f, m);
        for (slong i = 0; i < f->num; i++) {
            fmpz_mpoly_set_fmpz(poly, &f->p[i], x->ctx);
            exact_product_add_factor(x, l, poly, (long)f->exp[i] * e);
        }
    } else {
        slong k = fmpz_is_perfect_power(p, m);
        fmpz_mpoly_set_fmpz(poly, k > 1 ? p : m, x->ctx);
        exact_product_add_factor(x, l, poly, k > 1 ? k * e : e);
    }
    fmpz_mpoly_clear(poly, x->ctx);
    fmpz_factor_clear(f);
    fmpz_clear(m);
    fmpz_clear(p);
    return true;
}

/* Negating a factor moves (-1)^e to the unit.  A factor of the denominator is
 * nonzero anyway. */
factor_sign *exact_product_signs(exact *x, exact_product *l, bool nonzero)
{
    factor_sign *s = xcalloc((size_t)l->n, sizeof *s);
    for (long i = 0; i < l->n; i++) {
        exact_sign sign = exact_expr_sign_poly(x, &l->p[i]);
        s[i].known = sign != SIGN_UNKNOWN;
        s[i].strict =
            nonzero || l->e[i] < 0 || sign == SIGN_POS || sign == SIGN_NEG;
        if (sign == SIGN_NEG || sign == SIGN_NONPOS) {
            fmpz_mpoly_neg(&l->p[i], &l->p[i], x->ctx);
            if (l->e[i] % 2 != 0)
                fmpq_neg(l->unit, l->unit);
        }
    }
    return s;
}
