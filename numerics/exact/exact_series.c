/* Power series with ring elements for coefficients: the recurrences behind
 * Taylor jets (exact_jet.c).  m coefficients, 0 .. m-1. */
#include "exact_internal.h"
#include "../base/memory.h"

#include <stdlib.h>

exact_ring_struct *exact_series_new(exact *x, int m)
{
    exact_ring_struct *c = xmalloc((size_t)m * sizeof *c);
    for (int k = 0; k < m; k++)
        exact_ring_init(x, &c[k]);
    return c;
}

void exact_series_free(exact *x, int m, exact_ring_struct *c)
{
    for (int k = 0; k < m; k++)
        exact_ring_clear(x, &c[k]);
    free(c);
}

void exact_series_set(exact *x, int m, exact_ring_struct *r,
                      const exact_ring_struct *a)
{
    for (int k = 0; k < m; k++)
        exact_ring_set(x, &r[k], &a[k]);
}

/* r += w * a * b for an integer w */
static bool add_product(exact *x, exact_ring_ptr r, long w, exact_ring_srcptr a,
                        exact_ring_srcptr b)
{
    if (w == 0 || exact_ring_is_zero(x, a) || exact_ring_is_zero(x, b))
        return true;
    exact_ring_t t;
    exact_ring_init(x, t);
    bool ok = exact_ring_mul(x, t, a, b);
    fmpz_mpoly_scalar_mul_si(t->num, t->num, w, x->ctx);
    ok = ok && exact_ring_add(x, r, r, t);
    exact_ring_clear(x, t);
    return ok;
}

/* r = r / (n v), v nonzero wherever the node is defined and smooth */
static bool divide(exact *x, exact_ring_ptr r, long n, exact_ring_srcptr v)
{
    fmpq_t q;
    fmpq_init(q);
    fmpq_set_si(q, 1, (ulong)n);
    bool ok = exact_ring_mul_q(x, r, r, q) &&
              (v == NULL || exact_ring_div(x, r, r, v));
    fmpq_clear(q);
    return ok;
}

/* ---- from coefficient 0 on ---------------------------------------------- */

bool exact_series_mul(exact *x, int m, exact_ring_struct *r,
                      const exact_ring_struct *a, const exact_ring_struct *b)
{
    exact_ring_struct *t = exact_series_new(x, m);
    bool ok = true;
    for (int k = 0; ok && k < m; k++)
        for (int j = 0; ok && j <= k; j++)
            ok = add_product(x, &t[k], 1, &a[j], &b[k - j]);
    exact_series_set(x, m, r, t);
    exact_series_free(x, m, t);
    return ok;
}

/* v f = u, so v_0 f_k = u_k - sum_{j<k} f_j v_{k-j}. */
bool exact_series_div(exact *x, int m, exact_ring_struct *f,
                      const exact_ring_struct *u, const exact_ring_struct *v)
{
    bool ok = true;
    for (int k = 0; ok && k < m; k++) {
        exact_ring_set(x, &f[k], &u[k]);
        for (int j = 0; ok && j < k; j++)
            ok = add_product(x, &f[k], -1, &f[j], &v[k - j]);
        ok = ok && divide(x, &f[k], 1, &v[0]);
    }
    return ok;
}

bool exact_series_pow(exact *x, int m, exact_ring_struct *r,
                      const exact_ring_struct *a, long n)
{
    exact_ring_struct *base = exact_series_new(x, m);
    bool ok = true;
    exact_series_set(x, m, base, a);
    for (int k = 0; k < m; k++)
        exact_ring_set_si(x, &r[k], k == 0);
    for (; ok && n > 0; n >>= 1) {
        if (n & 1)
            ok = exact_series_mul(x, m, r, r, base);
        if (ok && n > 1)
            ok = exact_series_mul(x, m, base, base, base);
    }
    exact_series_free(x, m, base);
    return ok;
}

/* ---- f_0 is there; f_1, f_2, ... follow --------------------------------- */

/* u f' = (p/q) u' f: q k u_0 f_k = sum_{j=1..k} (p j - q (k-j)) u_j f_{k-j}.
 */
bool exact_series_root(exact *x, int m, exact_ring_struct *f,
                       const exact_ring_struct *u, long p, long q)
{
    bool ok = true;
    for (int k = 1; ok && k < m; k++) {
        for (int j = 1; ok && j <= k; j++)
            ok = add_product(x, &f[k], p * j - q * (k - j), &u[j], &f[k - j]);
        ok = ok && divide(x, &f[k], q * k, &u[0]);
    }
    return ok;
}

/* f' = sign g u': k f_k = sign sum_{j=1..k} j u_j g_{k-j} */
static bool integrate(exact *x, exact_ring_ptr fk, int k, long sign,
                      const exact_ring_struct *u, const exact_ring_struct *g)
{
    bool ok = true;
    for (int j = 1; ok && j <= k; j++)
        ok = add_product(x, fk, sign * j, &u[j], &g[k - j]);
    return ok && divide(x, fk, k, NULL);
}

bool exact_series_integral(exact *x, int m, exact_ring_struct *f,
                           const exact_ring_struct *u,
                           const exact_ring_struct *g)
{
    bool ok = true;
    for (int k = 1; ok && k < m; k++)
        ok = integrate(x, &f[k], k, 1, u, g);
    return ok;
}

/* v f' = u': k v_0 f_k = k u_k - sum_{0<j<k} j f_j v_{k-j} */
bool exact_series_quotient_integral(exact *x, int m, exact_ring_struct *f,
                                    const exact_ring_struct *u,
                                    const exact_ring_struct *v)
{
    bool ok = true;
    exact_ring_t one;
    exact_ring_init(x, one);
    exact_ring_set_si(x, one, 1);
    for (int k = 1; ok && k < m; k++) {
        ok = add_product(x, &f[k], k, &u[k], one);
        for (int j = 1; ok && j < k; j++)
            ok = add_product(x, &f[k], -j, &f[j], &v[k - j]);
        ok = ok && divide(x, &f[k], k, &v[0]);
    }
    exact_ring_clear(x, one);
    return ok;
}

/* s' = c u', c' = -s u' */
bool exact_series_sincos(exact *x, int m, exact_ring_struct *s,
                         exact_ring_struct *c, const exact_ring_struct *u)
{
    bool ok = true;
    for (int k = 1; ok && k < m; k++)
        ok =
            integrate(x, &s[k], k, 1, u, c) && integrate(x, &c[k], k, -1, u, s);
    return ok;
}
