/* `sturm VAR`: a rational function of one variable, decided exactly by counting
 * roots.  Believed, with FLINT's fmpz_poly_factor_squarefree and
 * fmpz_poly_num_real_roots. */
#include "checker_internal.h"

#include "../exact/exact_quotient.h"

#include <flint/fmpz_poly_factor.h>
#include <flint/fmpq.h>
#include <flint/fmpz.h>

/* ---- roots between two ends --------------------------------------------- */

static void set_whole(fmpz_poly_t p, mpz_srcptr n)
{
    fmpz_t z;
    fmpz_init(z);
    fmpz_set_mpz(z, n);
    fmpz_poly_set_fmpz(p, z);
    fmpz_clear(z);
}

static void times_whole(fmpz_poly_t p, mpz_srcptr n)
{
    fmpz_t z;
    fmpz_init(z);
    fmpz_set_mpz(z, n);
    fmpz_poly_scalar_mul_fmpz(p, p, z);
    fmpz_clear(z);
}

/* x = a/b as polynomials of u that maps u in (0, inf) onto the inside of r, one
 * to one: lo + u, hi - u, or (lo + hi u)/(1 + u).  r is not the whole line. */
static void map_from_ray(fmpz_poly_t a, fmpz_poly_t b, const range *r)
{
    mpq_srcptr e = r->lo_inf ? r->hi : r->lo;
    fmpz_poly_t t;
    fmpz_poly_init(t);
    set_whole(a, mpq_numref(e));
    set_whole(b, mpq_denref(e));
    if (r->lo_inf || r->hi_inf) {
        fmpz_poly_shift_left(t, b, 1); /* u */
        (r->lo_inf ? fmpz_poly_sub : fmpz_poly_add)(a, a, t);
    } else { /* over lo's denominator times hi's */
        times_whole(a, mpq_denref(r->hi));
        set_whole(t, mpq_numref(r->hi));
        fmpz_poly_mul(t, t, b);
        times_whole(b, mpq_denref(r->hi));
        fmpz_poly_shift_left(t, t, 1);
        fmpz_poly_add(a, a, t);
        fmpz_poly_shift_left(t, b, 1);
        fmpz_poly_add(b, b, t);
    }
    fmpz_poly_clear(t);
}

/* q = b^n p(a/b), n the degree of p. */
static void compose(fmpz_poly_t q, const fmpz_poly_t p, const fmpz_poly_t a,
                    const fmpz_poly_t b)
{
    fmpz_poly_t power, t;
    fmpz_t c;
    fmpz_poly_init(power);
    fmpz_poly_init(t);
    fmpz_init(c);
    fmpz_poly_one(power);
    fmpz_poly_zero(q);
    for (slong k = fmpz_poly_degree(p); k >= 0; k--) {
        fmpz_poly_get_coeff_fmpz(c, p, k);
        fmpz_poly_scalar_mul_fmpz(t, power, c);
        fmpz_poly_mul(q, q, a);
        fmpz_poly_add(q, q, t);
        fmpz_poly_mul(power, power, b);
    }
    fmpz_poly_clear(power);
    fmpz_poly_clear(t);
    fmpz_clear(c);
}

/* No two coefficients of opposite sign: no root in (0, inf). */
static bool has_one_sign(const fmpz_poly_t q)
{
    int sign = 0;
    for (slong k = 0; k <= fmpz_poly_degree(q); k++) {
        int s = fmpz_sgn(fmpz_poly_get_coeff_ptr(q, k));
        if (s * sign < 0)
            return false;
        sign = s != 0 ? s : sign;
    }
    return sign != 0;
}

/* Has the squarefree p no root inside r, its ends left out?  With u = t^2 the
 * roots inside are the real t != 0 at which p(a/b) vanishes, two for each. */
static bool no_root_inside(const fmpz_poly_t p, const range *r)
{
    fmpz_poly_t a, b, q;
    fmpz_poly_init(a);
    fmpz_poly_init(b);
    fmpz_poly_init(q);
    bool none = false;
    if (r->lo_inf && r->hi_inf) {
        fmpz_poly_set(q, p);
    } else {
        map_from_ray(a, b, r);
        compose(q, p, a, b);
        while (!fmpz_poly_is_zero(q) &&
               fmpz_is_zero(fmpz_poly_get_coeff_ptr(q, 0)))
            fmpz_poly_shift_right(q, q, 1); /* a root at u = 0: at the end */
        none = has_one_sign(q);
        fmpz_poly_inflate(q, q, 2);
    }
    none = none || fmpz_poly_degree(q) == 0 ||
           (fmpz_poly_degree(q) > 0 && fmpz_poly_num_real_roots(q) == 0);
    fmpz_poly_clear(a);
    fmpz_poly_clear(b);
    fmpz_poly_clear(q);
    return none;
}

/* ---- signs -------------------------------------------------------------- */

static int sign_at(const fmpz_poly_t p, mpq_srcptr x)
{
    fmpq_t q, v;
    fmpq_init(q);
    fmpq_init(v);
    fmpq_set_mpq(q, x);
    fmpz_poly_evaluate_fmpq(v, p, q);
    int sign = fmpq_sgn(v);
    fmpq_clear(q);
    fmpq_clear(v);
    return sign;
}

/* p != 0 at the ends that belong to r. */
static bool nonzero_at_ends(const fmpz_poly_t p, const range *r)
{
    return (r->lo_inf || r->lo_open || sign_at(p, r->lo) != 0) &&
           (r->hi_inf || r->hi_open || sign_at(p, r->hi) != 0);
}

/* The product of the factors of p, each once: all, or those with an odd
 * exponent. */
static void radical(fmpz_poly_t out, const fmpz_poly_t p, bool odd_only)
{
    fmpz_poly_factor_t fac;
    fmpz_poly_factor_init(fac);
    fmpz_poly_factor_squarefree(fac, p);
    fmpz_poly_one(out);
    for (slong k = 0; k < fac->num; k++)
        if (!odd_only || fac->exp[k] % 2 != 0)
            fmpz_poly_mul(out, out, fac->p + k);
    if (fmpz_sgn(&fac->c) < 0)
        fmpz_poly_neg(out, out);
    fmpz_poly_factor_clear(fac);
}

/* A number inside r. */
static void inside(mpq_t x, const range *r)
{
    mpq_set_ui(x, 1, 1);
    if (r->lo_inf && r->hi_inf) {
        mpq_set_ui(x, 0, 1);
    } else if (r->lo_inf) {
        mpq_sub(x, r->hi, x);
    } else if (r->hi_inf) {
        mpq_add(x, r->lo, x);
    } else {
        mpq_add(x, r->lo, r->hi);
        mpq_div_2exp(x, x, 1);
    }
}

/* p >= 0 on r (strict: > 0); p != 0. */
static bool has_sign(const fmpz_poly_t p, const range *r, bool strict)
{
    fmpz_poly_t s;
    mpq_t x;
    fmpz_poly_init(s);
    mpq_init(x);
    radical(s, p, !strict);
    bool ok = no_root_inside(s, r) && (!strict || nonzero_at_ends(s, r));
    if (ok) { /* s has one sign inside, and p = s times a square there */
        radical(s, p, true);
        inside(x, r);
        ok = sign_at(s, x) > 0;
    }
    fmpz_poly_clear(s);
    mpq_clear(x);
    return ok;
}

/* p does not vanish on r. */
static bool nonzero(const fmpz_poly_t p, const range *r)
{
    fmpz_poly_t s;
    fmpz_poly_init(s);
    radical(s, p, false);
    bool ok = no_root_inside(s, r) && nonzero_at_ends(s, r);
    fmpz_poly_clear(s);
    return ok;
}

/* ---- the rule ----------------------------------------------------------- */

/* Sturm.  Let f, on B, be a rational function n/d of x_i alone, defined where
 * the polynomial w does not vanish, and d != 0 there.  Let w have no root in
 * B_i, an interval with a point inside.  Write n d = c s_1 s_2^2 ... s_k^k, the
 * s_j squarefree and coprime in pairs, and let s be the product of those with
 * odd j.
 *   (>= 0) If s has no root inside B_i, and c s > 0 at one point inside, then
 * c s > 0 all over the inside; n d = c s times a square is >= 0 there, and at
 * B_i's ends by continuity, so f = n d/d^2 >= 0 on B.
 *   (> 0) If moreover no s_j has a root in B_i, n d > 0 on B_i.
 *   (n = 0) f = 0 on B. */
static bool test(checker *c, const checker_goal *g, const cert_node *n)
{
    if (!checker_has_var(c, n))
        return checker_reject(c, "malformed Sturm rule");
    const range *r = &g->box[n->var];
    if (range_is_empty(r) || range_is_point(r))
        return checker_reject(c, "the range has no inside");
    exact_quotient q;
    exact_quotient_init(&q);
    const char *why = NULL;
    expr f = checker_pinned(c, g, g->f);
    if (!exact_quotient_read(&q, c->pool, f, n->var))
        why = "not a rational function of the variable";
    else if (!nonzero(q.divisors, r))
        why = "a divisor vanishes in the range";
    fmpz_poly_mul(q.num, q.num, q.den);
    if (why == NULL &&
        !(fmpz_poly_is_zero(q.num) ? !g->strict
                                   : has_sign(q.num, r, g->strict)))
        why = "the rational function lacks the sign";
    exact_quotient_clear(&q);
    if (why != NULL)
        return checker_reject(c, why);
    c->report->leaves++;
    if (c->margin && mpfr_sgn(c->report->margin_lower) > 0)
        mpfr_set_zero(c->report->margin_lower, 1);
    return true;
}

const checker_rule rule_sturm = {test, NULL};
