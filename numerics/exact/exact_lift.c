/* Seeing through roots.  Reduced by w^2 = x, the square (w + 1)^2 reads
 * x + 2 w + 1, which is irreducible as a polynomial in x and w; reduced by
 * w^2 = 2, (t + w)^2 reads t^2 + 2 w t + 2.  Here x is written as w^2 again,
 * and squares over Q(w) are recognised by their norm. */
#include "exact_internal.h"

typedef struct {
    int var;          /* generator replaced */
    fmpz_mpoly_t num; /* by num/c */
    fmpz_t c;
} lift;

/* generator v of p becomes num/c; p and scale are multiplied by c^degree. */
static bool substitute(exact *x, fmpz_mpoly_t p, fmpz_t scale, const lift *l)
{
    slong d = fmpz_mpoly_degree_si(p, l->var, x->ctx);
    if (d <= 0)
        return true;
    if (d > 100)
        return false;
    fmpz_mpoly_univar_t u;
    fmpz_mpoly_t sum, t, power;
    fmpz_t c;
    fmpz_mpoly_univar_init(u, x->ctx);
    fmpz_mpoly_init(sum, x->ctx);
    fmpz_mpoly_init(t, x->ctx);
    fmpz_mpoly_init(power, x->ctx);
    fmpz_init(c);
    fmpz_mpoly_to_univar(u, p, l->var, x->ctx);
    bool ok = true;
    slong n = fmpz_mpoly_univar_length(u, x->ctx);
    for (slong i = 0; ok && i < n; i++) {
        slong e = fmpz_mpoly_univar_get_term_exp_si(u, i, x->ctx);
        fmpz_mpoly_univar_get_term_coeff(t, u, i, x->ctx);
        fmpz_pow_ui(c, l->c, (ulong)(d - e));
        fmpz_mpoly_scalar_mul_fmpz(t, t, c, x->ctx);
        ok = exact_poly_pow(x, power, l->num, e) &&
             exact_poly_mul(x, t, t, power);
        fmpz_mpoly_add(sum, sum, t, x->ctx);
    }
    fmpz_pow_ui(c, l->c, (ulong)d);
    fmpz_mul(scale, scale, c);
    fmpz_mpoly_swap(p, sum, x->ctx);
    fmpz_mpoly_univar_clear(u, x->ctx);
    fmpz_mpoly_clear(sum, x->ctx);
    fmpz_mpoly_clear(t, x->ctx);
    fmpz_mpoly_clear(power, x->ctx);
    fmpz_clear(c);
    return ok;
}

/* From scale w^q = b, with b = c v + rest in a free generator v:
 * v = (scale w^q - rest)/c. */
static bool solve(exact *x, lift *l, int w, const fmpz_mpoly_t b,
                  const fmpz_t scale)
{
    fmpz_mpoly_t coeff, t;
    bool found = false;
    fmpz_mpoly_init(coeff, x->ctx);
    fmpz_mpoly_init(t, x->ctx);
    for (int v = 0; !found && v < x->natoms; v++) {
        if (x->atom[v].rel_power != 0 || x->atom[v].superseded ||
            fmpz_mpoly_degree_si(b, v, x->ctx) != 1)
            continue;
        slong var = v;
        ulong one = 1;
        fmpz_mpoly_get_coeff_vars_ui(coeff, b, &var, &one, 1, x->ctx);
        if (!fmpz_mpoly_is_fmpz(coeff, x->ctx))
            continue;
        fmpz_mpoly_get_fmpz(l->c, coeff, x->ctx);
        fmpz_mpoly_gen(t, v, x->ctx);
        fmpz_mpoly_scalar_mul_fmpz(t, t, l->c, x->ctx);
        fmpz_mpoly_sub(t, t, b, x->ctx); /* -rest */
        exact_poly_gen(x, l->num, w, x->atom[w].q);
        fmpz_mpoly_scalar_mul_fmpz(l->num, l->num, scale, x->ctx);
        fmpz_mpoly_add(l->num, l->num, t, x->ctx);
        l->var = v;
        found = true;
    }
    fmpz_mpoly_clear(coeff, x->ctx);
    fmpz_mpoly_clear(t, x->ctx);
    return found;
}

/* Only roots that the caller allows: those known to be defined wherever the
 * function at hand is.  (Another expression's sqrt(x), still in the table,
 * would bring x < 0 to grief.) */
bool exact_lift(exact *x, fmpz_mpoly_t p, fmpz_t scale, uint64_t allowed)
{
    lift l[EXACT_GENS];
    int n = 0;
    bool ok = true;
    fmpz_mpoly_t b;
    fmpz_t s;
    fmpz_mpoly_init(b, x->ctx);
    fmpz_init(s);
    fmpz_one(scale);
    for (int w = 0; ok && w < x->natoms; w++) {
        if (x->atom[w].kind != ATOM_ROOT || x->atom[w].superseded ||
            (allowed >> w & 1) == 0)
            continue;
        fmpz_mpoly_set(b, x->atom[w].arg->num, x->ctx);
        fmpz_one(s);
        for (int i = 0; ok && i < n; i++)
            ok = substitute(x, b, s, &l[i]);
        /* w itself must not have come back into its own base */
        if (!ok || fmpz_mpoly_degree_si(b, w, x->ctx) > 0)
            continue;
        fmpz_mpoly_init(l[n].num, x->ctx);
        fmpz_init(l[n].c);
        if (solve(x, &l[n], w, b, s)) {
            ok = substitute(x, p, scale, &l[n]);
            n++;
        } else {
            fmpz_mpoly_clear(l[n].num, x->ctx);
            fmpz_clear(l[n].c);
        }
    }
    for (int i = 0; i < n; i++) {
        fmpz_mpoly_clear(l[i].num, x->ctx);
        fmpz_clear(l[i].c);
    }
    fmpz_mpoly_clear(b, x->ctx);
    fmpz_clear(s);
    return ok;
}

/* ---- squares over Q(sqrt c) -------------------------------------------- */

/* With p = a + b w, w^2 = c, and r = +-sqrt(a^2 - c b^2): if p = k s^2 with
 * s = alpha + beta w, then a + r = 2 k alpha^2 for one of the signs.  Writing
 * a + r = d alpha^2 with alpha primitive, s = d alpha + (b/alpha) w satisfies
 * s^2 = 2 d p; this is checked, so the way here need not be believed. */
static bool square_from_norm(exact *x, fmpz_mpoly_t s, fmpq_t k,
                             const fmpz_mpoly_t p, const fmpz_mpoly_t a,
                             const fmpz_mpoly_t b, const fmpz_mpoly_t r, int w)
{
    fmpz_mpoly_t alpha, t;
    fmpz_t d;
    fmpz_mpoly_init(alpha, x->ctx);
    fmpz_mpoly_init(t, x->ctx);
    fmpz_init(d);
    fmpz_mpoly_add(alpha, a, r, x->ctx);
    bool ok = !fmpz_mpoly_is_zero(alpha, x->ctx);
    if (ok) {
        exact_poly_primitive(x, d, alpha);
        ok = fmpz_mpoly_sqrt(alpha, alpha, x->ctx) &&
             fmpz_mpoly_divides(t, b, alpha, x->ctx);
    }
    if (ok) {
        fmpz_mpoly_gen(s, w, x->ctx);
        ok = exact_poly_mul(x, s, s, t);
        fmpz_mpoly_scalar_mul_fmpz(alpha, alpha, d, x->ctx);
        fmpz_mpoly_add(s, s, alpha, x->ctx);
    }
    if (ok && (ok = exact_poly_mul(x, t, s, s) && exact_poly_reduce(x, t))) {
        fmpz_mul_ui(d, d, 2);
        fmpz_mpoly_scalar_mul_fmpz(alpha, p, d, x->ctx);
        ok = fmpz_mpoly_equal(alpha, t, x->ctx);
        fmpz_one(fmpq_numref(k));
        fmpz_set(fmpq_denref(k), d);
        fmpq_canonicalise(k);
    }
    fmpz_mpoly_clear(alpha, x->ctx);
    fmpz_mpoly_clear(t, x->ctx);
    fmpz_clear(d);
    return ok;
}

static bool square_over(exact *x, fmpz_mpoly_t s, fmpq_t k,
                        const fmpz_mpoly_t p, int w)
{
    slong var = w;
    ulong e[2] = {0, 1};
    fmpz_mpoly_t a, b, r, t;
    fmpz_mpoly_init(a, x->ctx);
    fmpz_mpoly_init(b, x->ctx);
    fmpz_mpoly_init(r, x->ctx);
    fmpz_mpoly_init(t, x->ctx);
    fmpz_mpoly_get_coeff_vars_ui(a, p, &var, &e[0], 1, x->ctx);
    fmpz_mpoly_get_coeff_vars_ui(b, p, &var, &e[1], 1, x->ctx);
    bool ok = exact_poly_mul(x, r, a, a) && exact_poly_mul(x, t, b, b) &&
              exact_poly_mul(x, t, t, x->atom[w].rel);
    fmpz_mpoly_sub(r, r, t, x->ctx);
    ok = ok && exact_poly_reduce(x, r) && fmpz_mpoly_sqrt(r, r, x->ctx);
    bool found = ok && square_from_norm(x, s, k, p, a, b, r, w);
    if (ok && !found) {
        fmpz_mpoly_neg(r, r, x->ctx);
        found = square_from_norm(x, s, k, p, a, b, r, w);
    }
    fmpz_mpoly_clear(a, x->ctx);
    fmpz_mpoly_clear(b, x->ctx);
    fmpz_mpoly_clear(r, x->ctx);
    fmpz_mpoly_clear(t, x->ctx);
    return found;
}

bool exact_lift_square(exact *x, fmpz_mpoly_t s, fmpq_t k, const fmpz_mpoly_t p)
{
    if (fmpz_mpoly_length(p, x->ctx) > 60)
        return false;
    for (int w = 0; w < x->natoms; w++) {
        const exact_atom *a = &x->atom[w];
        if (a->kind == ATOM_ROOT && !a->superseded && a->q == 2 &&
            fmpz_mpoly_is_fmpz(a->rel, x->ctx) &&
            fmpz_mpoly_degree_si(p, w, x->ctx) == 1 &&
            square_over(x, s, k, p, w))
            return true;
    }
    return false;
}
