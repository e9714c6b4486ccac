/* Logarithms and exponentials. */
#include "exact_internal.h"

#include <stdlib.h>

/* ---- log --------------------------------------------------------------- */

/* r += c log p.  Hypothesis: p is defined and > 0 on D.  Identities:
 * log exp(t k) = t k;  log b^(1/q) = (1/q) log b for b > 0. */
static bool plus_log(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                     const fmpq_t c)
{
    exact_ring_t t;
    fmpq_t k;
    exact_ring_init(x, t);
    fmpq_init(k);
    exact_ring_set_poly(x, t, p);
    bool ok = exact_poly_reduce(x, t->num);
    int g = ok ? exact_poly_is_gen(x, t->num) : -1;
    exact_kind kind =
        g >= 0 && !x->atom[g].superseded ? x->atom[g].kind : ATOM_OPAQUE;
    if (ok && kind == ATOM_EXP) {
        fmpq_mul(k, c, x->atom[g].t);
        exact_ring_set(x, t, x->atom[g].arg);
        ok = exact_ring_mul_q(x, t, t, k) && exact_ring_add(x, r, r, t);
    } else if (ok && kind == ATOM_ROOT) {
        fmpz_mpoly_set(t->num, x->atom[g].arg->num, x->ctx);
        fmpq_set_si(k, 1, (ulong)x->atom[g].q);
        fmpq_mul(k, k, c);
        ok = plus_log(x, r, t->num, k);
    } else if (ok && !fmpz_mpoly_is_one(t->num, x->ctx)) {
        g = exact_atoms_unary(x, ATOM_LOG, t);
        ok = g >= 0;
        if (ok) {
            exact_ring_set_gen(x, t, g);
            ok = exact_ring_mul_q(x, t, t, c) && exact_ring_add(x, r, r, t);
        }
    }
    exact_ring_clear(x, t);
    fmpq_clear(k);
    return ok;
}

static bool plus_power(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p, long e)
{
    fmpq_t c;
    fmpq_init(c);
    fmpq_set_si(c, e, 1);
    bool ok = plus_log(x, r, p, c);
    fmpq_clear(c);
    return ok;
}

static bool plus_log_unit(exact *x, exact_ring_ptr r, const fmpq_t unit)
{
    exact_product n;
    exact_product_init(&n);
    bool ok = exact_product_add_integer(x, &n, fmpq_numref(unit), 1) &&
              exact_product_add_integer(x, &n, fmpq_denref(unit), -1);
    for (long i = 0; ok && i < n.n; i++)
        ok = plus_power(x, r, &n.p[i], n.e[i]);
    exact_product_clear(x, &n);
    return ok;
}

/* r += e log |p|, p of unknown sign. */
static bool plus_log_abs(exact *x, exact_ring_ptr r, const fmpz_mpoly_t p,
                         long e)
{
    if (e == 0)
        return true;
    exact_ring_t t;
    exact_ring_init(x, t);
    exact_ring_set_poly(x, t, p);
    int g = exact_atoms_unary(x, ATOM_ABS, t);
    bool ok = g >= 0;
    if (ok) {
        exact_ring_set_gen(x, t, g);
        ok = plus_power(x, r, t->num, e);
    }
    exact_ring_clear(x, t);
    return ok;
}

/* r = log u, u = unit * prod p^e > 0 on D, hence every p != 0 there.
 *   log u = log|unit| + sum e log|p|,
 * with |p| = +-p where the sign is known.  Of the factors of unknown sign and
 * odd power, one factor P of each (P = sign(unit) prod p) is kept together:
 * P > 0 because u = |unit| P prod p^(e-1) prod (the others), with e - 1 even
 * and the others positive.  A single one keeps its whole power: P^e. */
static bool plus_odd(exact *x, exact_ring_ptr r, const exact_product *l,
                     const factor_sign *s, long nodd)
{
    fmpz_mpoly_t odd;
    bool ok = true;
    long single = 1;
    fmpz_mpoly_init(odd, x->ctx);
    fmpz_mpoly_set_si(odd, fmpq_sgn(l->unit), x->ctx);
    for (long i = 0; ok && i < l->n; i++) {
        if (s[i].known || l->e[i] % 2 == 0)
            continue;
        single = l->e[i];
        ok = exact_poly_mul(x, odd, odd, &l->p[i]) &&
             (nodd == 1 || plus_log_abs(x, r, &l->p[i], l->e[i] - 1));
    }
    ok = ok && exact_poly_reduce(x, odd) &&
         plus_power(x, r, odd, nodd == 1 ? single : 1);
    fmpz_mpoly_clear(odd, x->ctx);
    return ok;
}

bool exact_log_product(exact *x, exact_ring_ptr r, exact_product *l)
{
    factor_sign *s = exact_product_signs(x, l, true);
    long nodd = 0;
    bool ok = true;
    exact_ring_set_si(x, r, 0);
    for (long i = 0; ok && i < l->n; i++) {
        if (s[i].known)
            ok = plus_power(x, r, &l->p[i], l->e[i]);
        else if (l->e[i] % 2 == 0)
            ok = plus_log_abs(x, r, &l->p[i], l->e[i]);
        else
            nodd++;
    }
    if (nodd > 0)
        ok = ok && plus_odd(x, r, l, s, nodd);
    else /* a negative unit: u < 0, log u nowhere defined */
        ok = ok && fmpq_sgn(l->unit) > 0;
    ok = ok && plus_log_unit(x, r, l->unit);
    free(s);
    return ok;
}

/* ---- sums of terms ----------------------------------------------------- */

static void sum_init_term(exact *x, exact_sum *s)
{
    fmpq_init(&s->c[s->n]);
    exact_ring_init(x, &s->key[s->n]);
    s->n++;
}

void exact_log_split_clear(exact *x, exact_sum *s)
{
    for (int i = 0; i < s->n; i++) {
        fmpq_clear(&s->c[i]);
        exact_ring_clear(x, &s->key[i]);
    }
    s->n = 0;
}

/* Appends p's monomials over scale * den. */
static bool append(exact *x, exact_sum *s, const fmpz_mpoly_t p,
                   const fmpz_mpoly_t den, const fmpz_t scale)
{
    fmpq_t c;
    fmpq_init(c);
    bool ok = true;
    for (slong i = 0; ok && i < fmpz_mpoly_length(p, x->ctx); i++) {
        int k = s->n;
        sum_init_term(x, s);
        fmpz_mpoly_get_term_monomial(s->key[k].num, p, i, x->ctx);
        fmpz_mpoly_set(s->key[k].den, den, x->ctx);
        ok = exact_ring_finish(x, &s->key[k]);
        if (!ok)
            break;
        exact_ring_content(x, &s->c[k], &s->key[k], &s->key[k]);
        fmpz_mpoly_get_term_coeff_fmpz(fmpq_numref(c), p, i, x->ctx);
        fmpz_set(fmpq_denref(c), scale);
        fmpq_canonicalise(c);
        fmpq_mul(&s->c[k], &s->c[k], c);
        for (int j = 0; j < k; j++) /* x/(x y) and 1/y are one key */
            if (exact_ring_equal(x, &s->key[j], &s->key[k])) {
                fmpq_add(&s->c[j], &s->c[j], &s->c[k]);
                fmpq_clear(&s->c[k]);
                exact_ring_clear(x, &s->key[k]);
                s->n--;
                break;
            }
    }
    fmpq_clear(c);
    return ok;
}

/* n/d = (Q + R/d)/scale with no term of R divisible by d's leading term: so
 * x/(1+x) and 1 - 1/(1+x) give the same terms. */
bool exact_log_split(exact *x, exact_sum *s, exact_ring_srcptr u)
{
    fmpz_mpoly_t q, r, one;
    fmpz_t scale;
    fmpz_mpoly_init(q, x->ctx);
    fmpz_mpoly_init(r, x->ctx);
    fmpz_mpoly_init(one, x->ctx);
    fmpz_init(scale);
    fmpz_mpoly_one(one, x->ctx);
    s->n = 0;
    bool ok = true;
    slong ln = fmpz_mpoly_length(u->num, x->ctx);
    slong ld = fmpz_mpoly_length(u->den, x->ctx);
    if (ln <= 100 && ld <= 20)
        fmpz_mpoly_quasidivrem(scale, q, r, u->num, u->den, x->ctx);
    if (ln <= 100 && ld <= 20 &&
        fmpz_mpoly_length(q, x->ctx) + fmpz_mpoly_length(r, x->ctx) <=
            EXACT_SPLIT_MAX) {
        ok = append(x, s, q, one, scale) && append(x, s, r, u->den, scale);
    } else {
        sum_init_term(x, s);
        exact_ring_content(x, &s->c[0], &s->key[0], u);
    }
    fmpz_mpoly_clear(q, x->ctx);
    fmpz_mpoly_clear(r, x->ctx);
    fmpz_mpoly_clear(one, x->ctx);
    fmpz_clear(scale);
    return ok;
}

/* ---- exp --------------------------------------------------------------- */

/* r = exp(c key).  exp(c log p) = p^c: log p is an atom of D, so p > 0. */
bool exact_log_exp_term(exact *x, exact_ring_ptr r, const fmpq_t c,
                        exact_ring_srcptr key)
{
    int g = fmpz_mpoly_is_one(key->den, x->ctx) ? exact_poly_is_gen(x, key->num)
                                                : -1;
    if (g >= 0 && x->atom[g].kind == ATOM_LOG) {
        fmpz_mpoly_t p;
        fmpz_mpoly_init(p, x->ctx);
        fmpz_mpoly_set(p, x->atom[g].arg->num, x->ctx);
        bool ok = exact_root_pow(x, r, p, c);
        fmpz_mpoly_clear(p, x->ctx);
        return ok;
    }
    exact_ring_set_si(x, r, 1);
    if (fmpq_is_zero(c))
        return true;
    long n = 0;
    g = exact_atoms_scaled(x, ATOM_EXP, key, c, 1000, &n);
    if (g < 0)
        return false;
    exact_ring_set_gen(x, r, g);
    return exact_ring_pow(x, r, r, n);
}

/* exp(a + b) = exp(a) exp(b), always. */
bool exact_log_exp(exact *x, exact_ring_ptr r, exact_ring_srcptr u)
{
    exact_sum s;
    exact_ring_t t;
    exact_ring_init(x, t);
    bool ok = exact_log_split(x, &s, u);
    exact_ring_set_si(x, r, 1);
    for (int i = 0; ok && i < s.n; i++)
        ok = exact_log_exp_term(x, t, &s.c[i], &s.key[i]) &&
             exact_ring_mul(x, r, r, t);
    exact_log_split_clear(x, &s);
    exact_ring_clear(x, t);
    return ok;
}

bool exact_log_of(exact *x, exact_ring_ptr r, expr u, exact_ring_srcptr a)
{
    if (exact_ring_is_zero(x, a))
        return false;
    exact_product l;
    exact_product_init(&l);
    bool ok =
        exact_product_add_expr(x, &l, u, 1) && exact_log_product(x, r, &l);
    exact_product_clear(x, &l);
    return ok;
}
