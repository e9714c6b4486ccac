/* Quotients of polynomials in the atoms.  The invariant of
 * exact_internal.h is kept by sums, products and quotients because a product
 * of nonzero reals is nonzero: if d_a, d_b != 0 at a point, so is d_a d_b,
 * and where a/b is defined, b != 0 makes n_b != 0 as well.  Cancelling a
 * common factor g of n and d is right because g divides d != 0. */
#include "exact_internal.h"

void exact_ring_init(exact *x, exact_ring_ptr r)
{
    fmpz_mpoly_init(r->num, x->ctx);
    fmpz_mpoly_init(r->den, x->ctx);
    fmpz_mpoly_one(r->den, x->ctx);
}

void exact_ring_clear(exact *x, exact_ring_ptr r)
{
    fmpz_mpoly_clear(r->num, x->ctx);
    fmpz_mpoly_clear(r->den, x->ctx);
}

void exact_ring_set(exact *x, exact_ring_ptr r, exact_ring_srcptr a)
{
    fmpz_mpoly_set(r->num, a->num, x->ctx);
    fmpz_mpoly_set(r->den, a->den, x->ctx);
}

void exact_ring_set_si(exact *x, exact_ring_ptr r, long n)
{
    fmpz_mpoly_set_si(r->num, n, x->ctx);
    fmpz_mpoly_one(r->den, x->ctx);
}

void exact_ring_set_q(exact *x, exact_ring_ptr r, const fmpq_t q)
{
    fmpz_mpoly_set_fmpz(r->num, fmpq_numref(q), x->ctx);
    fmpz_mpoly_set_fmpz(r->den, fmpq_denref(q), x->ctx);
}

void exact_ring_set_gen(exact *x, exact_ring_ptr r, int g)
{
    fmpz_mpoly_gen(r->num, g, x->ctx);
    fmpz_mpoly_one(r->den, x->ctx);
}

void exact_ring_set_poly(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p)
{
    fmpz_mpoly_set(r->num, p, x->ctx);
    fmpz_mpoly_one(r->den, x->ctx);
}

bool exact_ring_is_zero(const exact *x, exact_ring_srcptr a)
{
    return fmpz_mpoly_is_zero(a->num, x->ctx);
}

bool exact_ring_is_q(exact *x, fmpq_t q, exact_ring_srcptr a)
{
    if (!fmpz_mpoly_is_fmpz(a->num, x->ctx) ||
        !fmpz_mpoly_is_fmpz(a->den, x->ctx))
        return false;
    fmpz_mpoly_get_fmpz(fmpq_numref(q), a->num, x->ctx);
    fmpz_mpoly_get_fmpz(fmpq_denref(q), a->den, x->ctx);
    fmpq_canonicalise(q);
    return true;
}

bool exact_ring_equal(const exact *x, exact_ring_srcptr a, exact_ring_srcptr b)
{
    return fmpz_mpoly_equal(a->num, b->num, x->ctx) &&
           fmpz_mpoly_equal(a->den, b->den, x->ctx);
}

/* ---- canonical denominators -------------------------------------------- */

static bool multiply_both(exact *x, exact_ring_ptr r, const fmpz_mpoly_t m)
{
    return exact_poly_mul(x, r->num, r->num, m) &&
           exact_poly_mul(x, r->den, r->den, m) &&
           exact_poly_reduce(x, r->num) && exact_poly_reduce(x, r->den);
}

/* A root w that divides the denominator: multiply by w^(q-k), which is
 * nonzero because w is. */
static bool clear_root_monomials(exact *x, exact_ring_ptr r)
{
    fmpz_mpoly_t m;
    bool ok = true;
    fmpz_mpoly_init(m, x->ctx);
    for (int g = 0; ok && g < x->natoms; g++) {
        const exact_atom *a = &x->atom[g];
        if (a->kind != ATOM_ROOT || a->superseded)
            continue;
        slong low = a->q, len = fmpz_mpoly_length(r->den, x->ctx);
        for (slong i = 0; i < len && low > 0; i++) {
            slong e = fmpz_mpoly_get_term_var_exp_si(r->den, i, g, x->ctx);
            low = e < low ? e : low;
        }
        if (low == 0 || low == a->q)
            continue;
        exact_poly_gen(x, m, g, a->q - low);
        ok = multiply_both(x, r, m);
    }
    fmpz_mpoly_clear(m, x->ctx);
    return ok;
}

static bool is_sqrt_of_prime(const exact *x, int g)
{
    const exact_atom *a = &x->atom[g];
    if (a->kind != ATOM_ROOT || a->superseded || a->q != 2 ||
        !fmpz_mpoly_is_fmpz(a->arg->num, x->ctx))
        return false;
    fmpz_t c;
    fmpz_init(c);
    fmpz_mpoly_get_fmpz(c, a->arg->num, x->ctx);
    /* Below 2^64 FLINT's primality test is a proof. */
    bool prime = fmpz_bits(c) < 64 && fmpz_is_prime(c) == 1;
    fmpz_clear(c);
    return prime;
}

/* A denominator that mentions nothing but square roots of distinct primes is
 * a nonzero number of Q(sqrt p_1, ...); its conjugates are its images under
 * automorphisms of that field, hence nonzero: multiply by them. */
static bool clear_numeric_roots(exact *x, exact_ring_ptr r)
{
    slong d[EXACT_GENS];
    int used = 0;
    fmpz_mpoly_degrees_si(d, r->den, x->ctx);
    for (int g = 0; g < x->natoms; g++)
        if (d[g] > 0 && (++used > 4 || !is_sqrt_of_prime(x, g)))
            return true;
    fmpz_mpoly_t conjugate, minus;
    bool ok = true;
    fmpz_mpoly_init(conjugate, x->ctx);
    fmpz_mpoly_init(minus, x->ctx);
    for (int g = 0; ok && g < x->natoms; g++) {
        if (fmpz_mpoly_degree_si(r->den, g, x->ctx) <= 0)
            continue;
        fmpz_mpoly_gen(minus, g, x->ctx);
        fmpz_mpoly_neg(minus, minus, x->ctx);
        fmpz_mpoly_set(conjugate, r->den, x->ctx);
        /* degree 1 after reduction: w becomes -w */
        ok = exact_poly_rewrite(x, conjugate, g, 1, minus);
        ok = ok && multiply_both(x, r, conjugate);
    }
    fmpz_mpoly_clear(conjugate, x->ctx);
    fmpz_mpoly_clear(minus, x->ctx);
    return ok;
}

static bool cancel(exact *x, exact_ring_ptr r)
{
    if (fmpz_mpoly_is_one(r->den, x->ctx))
        return true;
    fmpz_mpoly_t g;
    fmpz_t lead;
    fmpz_mpoly_init(g, x->ctx);
    fmpz_init(lead);
    bool ok = exact_poly_gcd(x, g, r->num, r->den);
    if (ok && !fmpz_mpoly_is_one(g, x->ctx))
        ok = fmpz_mpoly_divides(r->num, r->num, g, x->ctx) &&
             fmpz_mpoly_divides(r->den, r->den, g, x->ctx);
    if (ok) {
        fmpz_mpoly_get_term_coeff_fmpz(lead, r->den, 0, x->ctx);
        if (fmpz_sgn(lead) < 0) {
            fmpz_mpoly_neg(r->num, r->num, x->ctx);
            fmpz_mpoly_neg(r->den, r->den, x->ctx);
        }
    }
    fmpz_mpoly_clear(g, x->ctx);
    fmpz_clear(lead);
    return ok;
}

bool exact_ring_finish(exact *x, exact_ring_ptr r)
{
    if (!exact_poly_reduce(x, r->num) || !exact_poly_reduce(x, r->den) ||
        fmpz_mpoly_is_zero(r->den, x->ctx))
        return false;
    if (fmpz_mpoly_is_zero(r->num, x->ctx)) {
        fmpz_mpoly_one(r->den, x->ctx);
        return true;
    }
    if (!fmpz_mpoly_is_fmpz(r->den, x->ctx)) {
        /* cancel first: it is cheap and spares the rationalising */
        if (!cancel(x, r) || !clear_root_monomials(x, r) ||
            !clear_numeric_roots(x, r))
            return false;
        if (fmpz_mpoly_is_zero(r->den, x->ctx))
            return false;
    }
    return cancel(x, r);
}

/* ---- arithmetic -------------------------------------------------------- */

void exact_ring_neg(exact *x, exact_ring_ptr r, exact_ring_srcptr a)
{
    exact_ring_set(x, r, a);
    fmpz_mpoly_neg(r->num, r->num, x->ctx);
}

static bool add_or_sub(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                       exact_ring_srcptr b, bool minus)
{
    exact_ring_t s;
    fmpz_mpoly_t t;
    exact_ring_init(x, s);
    fmpz_mpoly_init(t, x->ctx);
    bool same = fmpz_mpoly_equal(a->den, b->den, x->ctx), ok = true;
    if (same) {
        fmpz_mpoly_set(s->num, a->num, x->ctx);
        fmpz_mpoly_set(t, b->num, x->ctx);
        fmpz_mpoly_set(s->den, a->den, x->ctx);
    } else {
        ok = exact_poly_mul(x, s->num, a->num, b->den) &&
             exact_poly_mul(x, t, b->num, a->den) &&
             exact_poly_mul(x, s->den, a->den, b->den);
    }
    if (minus)
        fmpz_mpoly_sub(s->num, s->num, t, x->ctx);
    else
        fmpz_mpoly_add(s->num, s->num, t, x->ctx);
    ok = ok && exact_ring_finish(x, s);
    exact_ring_set(x, r, s);
    exact_ring_clear(x, s);
    fmpz_mpoly_clear(t, x->ctx);
    return ok;
}

bool exact_ring_add(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b)
{
    return add_or_sub(x, r, a, b, false);
}

bool exact_ring_sub(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b)
{
    return add_or_sub(x, r, a, b, true);
}

bool exact_ring_mul(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b)
{
    return exact_poly_mul(x, r->num, a->num, b->num) &&
           exact_poly_mul(x, r->den, a->den, b->den) && exact_ring_finish(x, r);
}

bool exact_ring_div(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                    exact_ring_srcptr b)
{
    if (exact_ring_is_zero(x, b))
        return false;
    exact_ring_t inverse; /* a copy, since r may be b */
    exact_ring_init(x, inverse);
    fmpz_mpoly_set(inverse->num, b->den, x->ctx);
    fmpz_mpoly_set(inverse->den, b->num, x->ctx);
    bool ok = exact_ring_mul(x, r, a, inverse);
    exact_ring_clear(x, inverse);
    return ok;
}

bool exact_ring_mul_q(exact *x, exact_ring_ptr r, exact_ring_srcptr a,
                      const fmpq_t q)
{
    exact_ring_t t;
    exact_ring_init(x, t);
    exact_ring_set_q(x, t, q);
    bool ok = exact_ring_mul(x, r, a, t);
    exact_ring_clear(x, t);
    return ok;
}

bool exact_ring_pow(exact *x, exact_ring_ptr r, exact_ring_srcptr a, long n)
{
    exact_ring_t base, power;
    exact_ring_init(x, base);
    exact_ring_init(x, power);
    exact_ring_set_si(x, power, 1);
    exact_ring_set(x, base, a);
    bool ok = n >= 0 || exact_ring_div(x, base, power, base);
    unsigned long k = n < 0 ? 0ul - (unsigned long)n : (unsigned long)n;
    for (; ok && k > 0; k >>= 1) {
        if (k & 1)
            ok = exact_ring_mul(x, power, power, base);
        if (ok && k > 1)
            ok = exact_ring_mul(x, base, base, base);
    }
    exact_ring_set(x, r, power);
    exact_ring_clear(x, base);
    exact_ring_clear(x, power);
    return ok;
}

void exact_ring_content(exact *x, fmpq_t c, exact_ring_ptr r,
                        exact_ring_srcptr a)
{
    fmpz_t n, d;
    fmpz_init(n);
    fmpz_init(d);
    exact_ring_set(x, r, a);
    exact_poly_primitive(x, n, r->num);
    exact_poly_primitive(x, d, r->den);
    fmpq_set_fmpz_frac(c, n, d);
    fmpz_clear(n);
    fmpz_clear(d);
}
