/* psi_n at a number, n >= 1, by recurrence and the asymptotic series.  Believed.
 *
 * With z = x + N > 0 (DLMF 5.15.5, and the series of 5.15.1 cut off)
 *   (-1)^(n+1) psi_n(x) = n! sum_{j < N} (x + j)^-(n+1) + g(z),
 *   g(z) = n! sum_{j >= 0} (z + j)^-(n+1)
 *        = integral over t > 0 of t^n e^(-zt)/(1 - e^-t).
 * The expansion
 *   t/(1 - e^-t) = t/2 + (t/2) coth(t/2) = 1 + t/2 + sum_i 2 t^2/(t^2 + 4 pi^2 i^2)
 * and 1/(1 + s) = 1 - s + ... +- s^(K-1) -+ theta s^K, 0 < theta < 1, s > 0, give
 *   t/(1 - e^-t) = 1 + t/2 + sum_{0<k<K} B_2k t^2k/(2k)! + theta B_2K t^2K/(2K)!
 * with some 0 < theta < 1 (all summands of the term left out have one sign).
 * Integrated against the positive t^(n-1) e^(-zt),
 *   g(z) = (n-1)!/z^n + n!/(2 z^(n+1))
 *        + sum_{0<k<K} c_k z^-(2k+n) + theta' c_K z^-(2K+n), 0 < theta' < 1,
 *   c_k = B_2k (2k+n-1)!/(2k)!.
 * B_2k = (-1)^(k-1) 2k T_k/(4^k (4^k - 1)), T_k the tangent numbers, which are
 * formed in place (Brent and Harvey, Fast computation of Bernoulli, tangent and
 * secant numbers, 2013, figure 2).  All of it is interval arithmetic: N and K
 * only decide how narrow the result is. */
#include "iv_gamma.h"

#include <stdlib.h>

/* T_1 .. T_count */
static mpz_t *tangent_numbers(long count)
{
    mpz_t *t = xcalloc((size_t)count + 1, sizeof *t);
    mpz_t s;
    mpz_init(s);
    mpz_init(t[0]);
    for (long k = 1; k <= count; k++) {
        mpz_init_set_ui(t[k], 1);
        if (k > 1)
            mpz_mul_ui(t[k], t[k - 1], (unsigned long)(k - 1));
    }
    for (long k = 2; k <= count; k++)
        for (long j = k; j <= count; j++) {
            mpz_mul_ui(s, t[j - 1], (unsigned long)(j - k));
            mpz_mul_ui(t[j], t[j], (unsigned long)(j - k + 2));
            mpz_add(t[j], t[j], s);
        }
    mpz_clear(s);
    return t;
}

static void free_numbers(mpz_t *t, long count)
{
    for (long k = 0; k <= count; k++)
        mpz_clear(t[k]);
    free(t);
}

/* c_k = (-1)^(k-1) T_k (2k+n-1)!/((2k-1)! 4^k (4^k - 1)). */
static void coefficient(iv_ptr c, mpz_srcptr tangent, long k, long n)
{
    mpq_t q;
    mpz_t f;
    mpq_init(q);
    mpz_init(f);
    mpz_bin_uiui(f, (unsigned long)(2 * k + n - 1), (unsigned long)n);
    mpz_mul(mpq_numref(q), tangent, f);
    mpz_fac_ui(f, (unsigned long)n);
    mpz_mul(mpq_numref(q), mpq_numref(q), f);
    mpz_set_ui(f, 1);
    mpz_mul_2exp(f, f, (mp_bitcnt_t)(2 * k));
    mpz_sub_ui(mpq_denref(q), f, 1);
    mpz_mul(mpq_denref(q), mpq_denref(q), f);
    if (k % 2 == 0)
        mpz_neg(mpq_numref(q), mpq_numref(q));
    mpq_canonicalize(q);
    iv_set_q(c, q);
    mpz_clear(f);
    mpq_clear(q);
}

static void factorial(iv_ptr r, long n)
{
    mpq_t q;
    mpq_init(q);
    mpz_fac_ui(mpq_numref(q), (unsigned long)n);
    iv_set_q(r, q);
    mpq_clear(q);
}

/* v = g(z) */
static void series(iv_ptr v, iv_srcptr z, long n, long count)
{
    mpfr_prec_t prec = mpfr_get_prec(iv_lower(v));
    mpz_t *tangent = tangent_numbers(count);
    iv_t w, p, t, s;
    iv_struct *const all[] = {w, p, t, s};
    for (int i = 0; i < 4; i++)
        iv_init(all[i], prec);
    iv_set_si(s, 1);
    iv_div(w, s, z); /* 1/z */
    iv_pow_ui(p, w, (unsigned long)n);
    factorial(t, n - 1);
    iv_mul(v, t, p);
    factorial(t, n);
    iv_set_si(s, 2);
    iv_div(t, t, s);
    iv_mul(t, t, p);
    iv_mul(t, t, w);
    iv_add(v, v, t);
    iv_pow_ui(w, w, 2);
    for (long k = 1; k <= count; k++) {
        iv_mul(p, p, w);
        coefficient(s, tangent[k], k, n);
        iv_mul(t, s, p);
        if (k == count) { /* theta' of it */
            iv_set_si(s, 0);
            iv_hull(t, t, s);
        }
        iv_add(v, v, t);
    }
    for (int i = 0; i < 4; i++)
        iv_clear(all[i]);
    free_numbers(tangent, count);
}

/* r = x + j, as narrow as its precision allows. */
static void shifted(iv_ptr r, mpfr_srcptr x, long j)
{
    mpfr_add_si(iv_lower_end(r), x, j, MPFR_RNDD);
    mpfr_add_si(iv_upper_end(r), x, j, MPFR_RNDU);
    iv_finish(r, false, false);
}

/* v = sum_{j < count} (x + j)^-(n+1) */
static void first_terms(iv_ptr v, mpfr_srcptr x, long count, long n)
{
    iv_t t, one;
    iv_init(t, mpfr_get_prec(iv_lower(v)));
    iv_init(one, 2);
    iv_set_si(one, 1);
    iv_set_si(v, 0);
    for (long j = 0; j < count; j++) {
        shifted(t, x, j);
        iv_pow_ui(t, t, (unsigned long)n + 1);
        iv_div(t, one, t);
        iv_add(v, v, t);
    }
    iv_clear(t);
    iv_clear(one);
}

void iv_gamma_psi(iv_ptr v, mpfr_srcptr x, long n)
{
    long prec = (long)mpfr_get_prec(iv_lower(v)) + 48;
    long from = prec / 4 + 2 * n + 8; /* where the series begins */
    long count = mpfr_cmp_si(x, from) < 0 ? from - mpfr_get_si(x, MPFR_RNDD)
                                          : 0;
    iv_t sum, t, z;
    iv_struct *const all[] = {sum, t, z};
    for (int i = 0; i < 3; i++)
        iv_init(all[i], prec);
    first_terms(sum, x, count, n);
    factorial(t, n);
    iv_mul(sum, sum, t);
    shifted(z, x, count);
    series(t, z, n, prec / 8 + 4);
    iv_add(sum, sum, t);
    if (n % 2 == 0)
        iv_neg(sum, sum);
    iv_set(v, sum);
    for (int i = 0; i < 3; i++)
        iv_clear(all[i]);
}

void iv_gamma_coefs(iv_struct *d, int len, long n, iv_srcptr u)
{
    iv_t f;
    if (len <= 0)
        return;
    iv_init(f, mpfr_get_prec(iv_lower(&d[0])));
    for (int k = 0; k < len; k++) {
        iv_polygamma(&d[k], u, n + k);
        factorial(f, k);
        iv_div(&d[k], &d[k], f);
    }
    iv_clear(f);
}

iv_struct *iv_gamma_new(int len, mpfr_prec_t prec)
{
    iv_struct *d = xcalloc((size_t)len, sizeof *d);
    for (int k = 0; k < len; k++)
        iv_init(&d[k], prec);
    return d;
}

void iv_gamma_free(iv_struct *d, int len)
{
    for (int k = 0; k < len; k++)
        iv_clear(&d[k]);
    free(d);
}
