/* Powers u^a, a = P/Q, of nonnegative u. */
#include "exact_internal.h"

#include <stdlib.h>

/* r *= p^a.  Hypotheses: p is defined and >= 0 on D, and p > 0 there when
 * a < 0.  Identities used, for reals b >= 0 (b > 0 with negative exponents):
 *   exp(c)^a = exp(a c);  (b^(1/q))^a = b^(a/q);  b^(n/q) = (b^(1/q))^n. */
static bool times_power(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                        const fmpq_t a)
{
    exact_ring_t t;
    exact_ring_init(x, t);
    bool ok = exact_root_pow(x, t, p, a) && exact_ring_mul(x, r, r, t);
    exact_ring_clear(x, t);
    return ok;
}

static bool power_of_gen(exact *x, exact_ring_ptr r, int g, const fmpq_t a,
                         bool *done)
{
    const exact_atom *atom = &x->atom[g];
    fmpq_t c;
    bool ok = true;
    fmpq_init(c);
    *done = true;
    if (atom->kind == ATOM_EXP && !atom->superseded) {
        exact_ring_t key;
        exact_ring_init(x, key);
        exact_ring_set(x, key, atom->arg);
        fmpq_mul(c, a, atom->t);
        ok = exact_log_exp_term(x, r, c, key);
        exact_ring_clear(x, key);
    } else if (atom->kind == ATOM_ROOT && !atom->superseded) {
        fmpz_mpoly_t base;
        fmpz_mpoly_init(base, x->ctx);
        fmpz_mpoly_set(base, atom->arg->num, x->ctx);
        fmpq_set_si(c, 1, (ulong)atom->q);
        fmpq_mul(c, c, a);
        ok = exact_root_pow(x, r, base, c);
        fmpz_mpoly_clear(base, x->ctx);
    } else {
        *done = false;
    }
    fmpq_clear(c);
    return ok;
}

static bool power_of_base(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                          const fmpq_t a)
{
    fmpq_t e;
    if (!fmpz_fits_si(fmpq_numref(a)) || fmpz_cmp_ui(fmpq_denref(a), 60) > 0)
        return false;
    long q = fmpz_get_si(fmpq_denref(a));
    int g = exact_atoms_root(x, p, q);
    if (g < 0)
        return false;
    fmpq_init(e);
    fmpq_mul_si(e, a, x->atom[g].q); /* an integer: q divides atom.q */
    exact_ring_set_gen(x, r, g);
    bool ok = fmpz_is_one(fmpq_denref(e)) && fmpz_fits_si(fmpq_numref(e)) &&
              exact_ring_pow(x, r, r, fmpz_get_si(fmpq_numref(e)));
    fmpq_clear(e);
    return ok;
}

bool exact_root_pow(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                    const fmpq_t a)
{
    fmpz_mpoly_t b;
    bool done = false, ok;
    fmpz_mpoly_init(b, x->ctx);
    fmpz_mpoly_set(b, p, x->ctx);
    ok = exact_poly_reduce(x, b);
    int g = ok ? exact_poly_is_gen(x, b) : -1;
    if (ok && fmpz_is_one(fmpq_denref(a))) {
        exact_ring_set_poly(x, r, b);
        ok = fmpz_fits_si(fmpq_numref(a)) &&
             exact_ring_pow(x, r, r, fmpz_get_si(fmpq_numref(a)));
        done = true;
    } else if (ok && fmpz_mpoly_is_one(b, x->ctx)) {
        exact_ring_set_si(x, r, 1);
        done = true;
    } else if (g >= 0) {
        ok = power_of_gen(x, r, g, a, &done);
    }
    if (ok && !done)
        ok = power_of_base(x, r, b, a);
    fmpz_mpoly_clear(b, x->ctx);
    return ok;
}

/* ---- products ---------------------------------------------------------- */

static bool times_unit(exact *x, exact_ring_ptr r, const fmpq_t unit,
                       const fmpq_t a)
{
    exact_product n;
    fmpq_t e;
    exact_product_init(&n);
    fmpq_init(e);
    bool ok = exact_product_add_integer(x, &n, fmpq_numref(unit), 1) &&
              exact_product_add_integer(x, &n, fmpq_denref(unit), -1);
    for (long i = 0; ok && i < n.n; i++) {
        fmpq_mul_si(e, a, n.e[i]);
        ok = times_power(x, r, &n.p[i], e);
    }
    exact_product_clear(x, &n);
    fmpq_clear(e);
    return ok;
}

static bool times_factor(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                         long power, const fmpq_t a)
{
    fmpq_t e;
    fmpq_init(e);
    fmpq_mul_si(e, a, power);
    bool ok = times_power(x, r, p, e);
    fmpq_clear(e);
    return ok;
}

/* r *= |p|^(power a), p of unknown sign and power even. */
static bool times_absolute(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                           long power, const fmpq_t a)
{
    exact_ring_t t;
    exact_ring_init(x, t);
    exact_ring_set_poly(x, t, p);
    int g = exact_atoms_unary(x, ATOM_ABS, t);
    bool ok = g >= 0;
    if (ok) {
        exact_ring_set_gen(x, t, g);
        ok = times_factor(x, r, t->num, power, a);
    }
    exact_ring_clear(x, t);
    return ok;
}

/* The factors V of unknown sign, or that may vanish beside one of unknown
 * sign, stay under one root.  With b the product of sign * p^e', where
 * e = e' + 2 Q k and e' >= 1 unless p != 0 on D,
 *     V^(1/Q) = b^(1/Q) prod p^(2k):
 * where all p != 0 because p^(2Qk) > 0 is the Q-th power of p^(2k); where
 * some p = 0, its e > 0, so e' >= 1 and both sides are 0.  b >= 0 either
 * way, since V >= 0. */
static bool times_merged(exact *x, exact_ring_ptr r, const exact_product *l,
                         const factor_sign *s, const fmpq_t a)
{
    if (fmpz_cmp_ui(fmpq_denref(a), 60) > 0 || fmpz_bits(fmpq_numref(a)) > 10)
        return false; /* not worth it */
    long m = 2 * fmpz_get_si(fmpq_denref(a)), p = fmpz_get_si(fmpq_numref(a));
    fmpz_mpoly_t b, t;
    exact_ring_t out;
    bool ok = true;
    fmpz_mpoly_init(b, x->ctx);
    fmpz_mpoly_init(t, x->ctx);
    exact_ring_init(x, out);
    fmpz_mpoly_set_si(b, fmpq_sgn(l->unit), x->ctx);
    for (long i = 0; ok && i < l->n; i++) {
        if (s[i].known && s[i].strict)
            continue;
        long e = ((l->e[i] % m) + m) % m;
        if (e == 0 && !s[i].strict)
            e = m;
        ok = exact_poly_pow(x, t, &l->p[i], e) && exact_poly_mul(x, b, b, t);
        exact_ring_set_poly(x, out, &l->p[i]);
        ok = ok && exact_ring_pow(x, out, out, 2 * p * ((l->e[i] - e) / m)) &&
             exact_ring_mul(x, r, r, out);
    }
    ok = ok && exact_poly_reduce(x, b) && times_power(x, r, b, a);
    fmpz_mpoly_clear(b, x->ctx);
    fmpz_mpoly_clear(t, x->ctx);
    exact_ring_clear(x, out);
    return ok;
}

/* How the sign of u = unit * prod p^e, known to be >= 0 on D, is shared out:
 *  - no factor of unknown sign and odd power: every |p| >= 0 takes its own
 *    root, u^a = unit^a prod |p|^(e a), and unit > 0 (or D is u = 0: refuse);
 *  - exactly one such p, and all others nonzero on D: then sign(unit) p >= 0
 *    on D, since u >= 0 and the others are positive;
 *  - otherwise they are merged. */
static bool share_out(exact *x, exact_ring_ptr r, exact_product *l,
                      const factor_sign *s, const fmpq_t a)
{
    long odd = 0, loose = 0; /* loose: may vanish, apart from the odd ones */
    for (long i = 0; i < l->n; i++) {
        bool is_odd = !s[i].known && l->e[i] % 2 != 0;
        odd += is_odd;
        loose += !is_odd && !s[i].strict;
    }
    bool merge = odd > 1 || (odd == 1 && loose > 0);
    bool ok = odd > 0 || fmpq_sgn(l->unit) > 0;
    for (long i = 0; ok && i < l->n; i++) {
        if (s[i].known) {
            if (!merge || s[i].strict)
                ok = times_factor(x, r, &l->p[i], l->e[i], a);
        } else if (!merge && l->e[i] % 2 == 0) {
            ok = times_absolute(x, r, &l->p[i], l->e[i], a);
        } else if (!merge) {
            if (fmpq_sgn(l->unit) < 0)
                fmpz_mpoly_neg(&l->p[i], &l->p[i], x->ctx);
            ok = times_factor(x, r, &l->p[i], l->e[i], a);
        }
    }
    return ok && (!merge || times_merged(x, r, l, s, a)) &&
           times_unit(x, r, l->unit, a);
}

/* r = u^a, where u = l (nonzero as a form) is >= 0 on D, > 0 if a < 0: that
 * is what u^a being defined means. */
bool exact_root_product(exact *x, exact_ring_ptr r, exact_product *l,
                        const fmpq_t a)
{
    factor_sign *s = exact_product_signs(x, l, fmpq_sgn(a) < 0);
    exact_ring_set_si(x, r, 1);
    bool ok = share_out(x, r, l, s, a);
    free(s);
    return ok;
}
