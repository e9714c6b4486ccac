/* Absolute values (min and max are written by them, see exact.c). */
#include "exact_internal.h"

static bool times_abs(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p, long e)
{
    exact_ring_t t;
    exact_ring_init(x, t);
    exact_ring_set_poly(x, t, p);
    exact_sign s = exact_expr_sign_poly(x, p);
    bool ok = true;
    if (s == SIGN_NEG || s == SIGN_NONPOS) {
        exact_ring_neg(x, t, t);
    } else if (s == SIGN_UNKNOWN && e % 2 != 0) {
        int g = exact_atoms_unary(x, ATOM_ABS, t);
        ok = g >= 0;
        if (ok)
            exact_ring_set_gen(x, t, g);
    }
    ok = ok && exact_ring_pow(x, t, t, e) && exact_ring_mul(x, r, r, t);
    exact_ring_clear(x, t);
    return ok;
}

/* r = |l| = |unit| prod |p|^e, with |p| = p or -p where the sign is certain
 * and |p|^e = p^e for even e. */
bool exact_kink_abs(exact *x, exact_ring_ptr r, const exact_product *l)
{
    fmpq_t c;
    fmpq_init(c);
    fmpq_abs(c, l->unit);
    exact_ring_set_q(x, r, c);
    bool ok = true;
    for (long i = 0; ok && i < l->n; i++)
        ok = times_abs(x, r, &l->p[i], l->e[i]);
    fmpq_clear(c);
    return ok;
}
