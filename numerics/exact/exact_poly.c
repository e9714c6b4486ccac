/* Polynomials over Z in the atoms, modulo the atoms' relations, with a bound
 * on what any operation may cost.  See exact_internal.h. */
#include "exact_internal.h"

static long bits_of(const fmpz_mpoly_t a)
{
    long b = fmpz_mpoly_max_bits(a);
    return b < 0 ? -b : b; /* FLINT's sign only says "some are negative" */
}

static bool spend(exact *x, double cost)
{
    x->work -= cost;
    return x->work >= 0;
}

static bool within_limits(exact *x, const fmpz_mpoly_t a)
{
    return fmpz_mpoly_length(a, x->ctx) <= EXACT_MAX_TERMS &&
           bits_of(a) <= EXACT_MAX_BITS;
}

bool exact_poly_mul(exact *x, fmpz_mpoly_t r, const fmpz_mpoly_t a,
                    const fmpz_mpoly_t b)
{
    long la = fmpz_mpoly_length(a, x->ctx), lb = fmpz_mpoly_length(b, x->ctx);
    if (la == 0 || lb == 0) {
        fmpz_mpoly_zero(r, x->ctx);
        return true;
    }
    long bits = bits_of(a) + bits_of(b);
    if (bits > EXACT_MAX_BITS || la > EXACT_MAX_PRODUCT / lb ||
        !spend(x, (double)la * (double)lb * (1 + (double)bits / 256)))
        return false;
    slong da[EXACT_GENS], db[EXACT_GENS];
    fmpz_mpoly_degrees_si(da, a, x->ctx);
    fmpz_mpoly_degrees_si(db, b, x->ctx);
    for (int g = 0; g < EXACT_GENS; g++)
        if (da[g] + db[g] > EXACT_MAX_DEGREE)
            return false;
    fmpz_mpoly_mul(r, a, b, x->ctx);
    return within_limits(x, r);
}

bool exact_poly_pow(exact *x, fmpz_mpoly_t r, const fmpz_mpoly_t a, long n)
{
    fmpz_mpoly_t base, power;
    fmpz_mpoly_init(base, x->ctx);
    fmpz_mpoly_init(power, x->ctx);
    fmpz_mpoly_set(base, a, x->ctx);
    fmpz_mpoly_one(power, x->ctx);
    bool ok = true;
    for (; ok && n > 0; n >>= 1) {
        if (n & 1)
            ok = exact_poly_mul(x, power, power, base);
        if (ok && n > 1)
            ok = exact_poly_mul(x, base, base, base);
    }
    fmpz_mpoly_swap(r, power, x->ctx);
    fmpz_mpoly_clear(base, x->ctx);
    fmpz_mpoly_clear(power, x->ctx);
    return ok;
}

void exact_poly_gen(exact *x, fmpz_mpoly_t r, int g, long power)
{
    fmpz_mpoly_gen(r, g, x->ctx);
    fmpz_mpoly_pow_ui(r, r, (ulong)power, x->ctx);
}

uint64_t exact_poly_gens(exact *x, const fmpz_mpoly_t p)
{
    slong d[EXACT_GENS];
    uint64_t bits = 0;
    fmpz_mpoly_degrees_si(d, p, x->ctx);
    for (int g = 0; g < x->natoms; g++)
        if (d[g] > 0)
            bits |= UINT64_C(1) << g;
    return bits;
}

int exact_poly_is_gen(const exact *x, const fmpz_mpoly_t p)
{
    for (int g = 0; g < x->natoms; g++)
        if (fmpz_mpoly_is_gen(p, g, x->ctx))
            return g;
    return -1;
}

void exact_poly_primitive(exact *x, fmpz_t c, fmpz_mpoly_t p)
{
    fmpz_t t;
    fmpz_init(t);
    fmpz_zero(c);
    for (slong i = 0; i < fmpz_mpoly_length(p, x->ctx); i++) {
        fmpz_mpoly_get_term_coeff_fmpz(t, p, i, x->ctx);
        fmpz_gcd(c, c, t);
    }
    fmpz_mpoly_get_term_coeff_fmpz(t, p, 0, x->ctx);
    if (fmpz_sgn(t) < 0)
        fmpz_neg(c, c);
    fmpz_mpoly_scalar_divexact_fmpz(p, p, c, x->ctx);
    fmpz_clear(t);
}

/* sum c_e g^e becomes sum c_e g^(e mod q) b^(e div q); powers of b are built
 * up from the low exponents. */
static bool rewrite_terms(exact *x, fmpz_mpoly_t r, fmpz_mpoly_univar_t u,
                          int g, long q, const fmpz_mpoly_t b)
{
    fmpz_mpoly_t power, step, t, c;
    fmpz_mpoly_init(power, x->ctx);
    fmpz_mpoly_init(step, x->ctx);
    fmpz_mpoly_init(t, x->ctx);
    fmpz_mpoly_init(c, x->ctx);
    fmpz_mpoly_one(power, x->ctx);
    long have = 0;
    bool ok = true;
    for (slong i = fmpz_mpoly_univar_length(u, x->ctx); ok && i-- > 0;) {
        slong e = fmpz_mpoly_univar_get_term_exp_si(u, i, x->ctx);
        if (e / q != have) {
            ok = exact_poly_pow(x, step, b, e / q - have) &&
                 exact_poly_mul(x, power, power, step);
            have = e / q;
        }
        fmpz_mpoly_univar_swap_term_coeff(c, u, i, x->ctx);
        exact_poly_gen(x, t, g, e % q);
        ok = ok && exact_poly_mul(x, c, c, t) && exact_poly_mul(x, c, c, power);
        fmpz_mpoly_add(r, r, c, x->ctx);
        ok = ok && within_limits(x, r);
    }
    fmpz_mpoly_clear(power, x->ctx);
    fmpz_mpoly_clear(step, x->ctx);
    fmpz_mpoly_clear(t, x->ctx);
    fmpz_mpoly_clear(c, x->ctx);
    return ok;
}

bool exact_poly_rewrite(exact *x, fmpz_mpoly_t p, int g, long q,
                        const fmpz_mpoly_t b)
{
    fmpz_mpoly_univar_t u;
    fmpz_mpoly_t r;
    fmpz_mpoly_univar_init(u, x->ctx);
    fmpz_mpoly_init(r, x->ctx);
    fmpz_mpoly_to_univar(u, p, g, x->ctx);
    bool ok = rewrite_terms(x, r, u, g, q, b);
    fmpz_mpoly_swap(p, r, x->ctx);
    fmpz_mpoly_univar_clear(u, x->ctx);
    fmpz_mpoly_clear(r, x->ctx);
    return ok;
}

/* Relations are never circular, so a pass that changes nothing comes; the
 * bound on passes only guards against a mistake here. */
bool exact_poly_reduce(exact *x, fmpz_mpoly_t p)
{
    if (fmpz_mpoly_is_fmpz(p, x->ctx))
        return true;
    for (int pass = 0; pass < 4 * EXACT_GENS; pass++) {
        slong d[EXACT_GENS];
        bool changed = false;
        fmpz_mpoly_degrees_si(d, p, x->ctx);
        for (int g = x->natoms - 1; g >= 0; g--) {
            const exact_atom *a = &x->atom[g];
            if (a->rel_power == 0 || d[g] < a->rel_power)
                continue;
            if (!exact_poly_rewrite(x, p, g, a->rel_power, a->rel))
                return false;
            fmpz_mpoly_degrees_si(d, p, x->ctx);
            changed = true;
        }
        if (!changed)
            return true;
    }
    return false;
}

/* Large operands: 1 is a common divisor too, and cancelling is optional. */
bool exact_poly_gcd(exact *x, fmpz_mpoly_t g, const fmpz_mpoly_t a,
                    const fmpz_mpoly_t b)
{
    long la = fmpz_mpoly_length(a, x->ctx), lb = fmpz_mpoly_length(b, x->ctx);
    if (!spend(x, 8 * (double)(la + lb)))
        return false;
    bool trivial = la == 1 || lb == 1;
    if (!trivial && (la > 2000 || lb > 2000 || (double)la * (double)lb > 2e5))
        fmpz_mpoly_one(g, x->ctx);
    else if (!fmpz_mpoly_gcd(g, a, b, x->ctx))
        fmpz_mpoly_one(g, x->ctx);
    if (!trivial)
        return spend(x, (double)la * (double)lb);
    return true;
}
