/* Sums to infinity from midpoints, by the second engine.  A second opinion on
 * ../enclose/sum_maclaurin.c.
 *
 * With p = N - 1/2, c_j = g^(j)/j!, and g, g^(2K) absolutely
 * integrable from p on,
 *
 *   sum_(n>=N) g(n) = int_p^inf g - sum_(k=1..K) B_2k(1/2)/(2k) c_(2k-1)(p) + R,
 *   |R| <= |B_2K| int_p^inf |c_2K|,     B_2k(1/2) = -(1 - 2^(1-2k)) B_2k:
 *
 * the formula of Euler and Maclaurin with Bernoulli's polynomials taken at 1/2,
 * another one than the first engine's, at another place and of another order. */
#include "recheck_sum_work.h"

#include "../base/memory.h"

#include <bernoulli.h>
#include <stdlib.h>

enum {
    ROUNDS = 8,
    TOP = 60 /* orders */
};

/* r >= int |c_m| from halves/2 on */
bool recheck_sum_rest(recheck_sum_work *w, rrange *r, long halves, int m)
{
    recheck_integrand f = {w->in, w->s->g, w->t, EXPR_TO_INF};
    recheck_tail *c = xcalloc((size_t)m + 1, sizeof *c);
    recheck_ends e;
    for (int k = 0; k <= m; k++)
        recheck_tail_init(&c[k]);
    recheck_sum_put(w, halves, true);
    recheck_end at = {true, true, NULL, &w->x.lo};
    recheck_end_begin(&e, &f, &at);
    recheck_tail_copy(&c[0], &e.v[e.n - 1]);
    bool ok = e.log_edge.ok && (m == 1 || recheck_tail_integral(&e, r, &c[0])) &&
              recheck_tail_series(&e, m, c);
    if (ok) {
        recheck_tail_unlog(&e, &c[m]);
        rrange_abs(&c[m].k, &c[m].k, w->prec);
        ok = recheck_tail_integral(&e, r, &c[m]);
    }
    recheck_end_finish(&e);
    for (int k = 0; k <= m; k++)
        recheck_tail_clear(&c[k]);
    free(c);
    return ok;
}

/* r = B_n(x), x = 1/2 or (numbers) 0, times 1/d */
static void bernoulli(recheck_sum_work *w, rrange *r, int n, bool half, long d)
{
    fmpq_t b, h;
    mpq_t q;
    fmpq_init(b);
    fmpq_init(h);
    mpq_init(q);
    bernoulli_fmpq_ui(b, (ulong)n);
    if (half) { /* 2^(1-n) - 1 */
        fmpq_set_si(h, 1, 1);
        fmpz_mul_2exp(fmpq_denref(h), fmpq_denref(h), (ulong)n - 1);
        fmpq_sub_si(h, h, 1);
        fmpq_mul(b, b, h);
    }
    fmpq_div_fmpz(b, b, (fmpz_set_si(fmpq_numref(h), d), fmpq_numref(h)));
    fmpq_get_mpq(q, b);
    rrange_set_q(r, q, false, q, false, w->prec);
    mpq_clear(q);
    fmpq_clear(b);
    fmpq_clear(h);
}

/* r -= sum_(k<=K) B_2k(1/2)/(2k) c_(2k-1)(halves/2), 2K = m */
static bool correct(recheck_sum_work *w, rrange *r, long halves, int m)
{
    rrange *c = xcalloc((size_t)m, sizeof *c), b;
    for (int k = 0; k < m; k++)
        rrange_init(&c[k]);
    rrange_init(&b);
    recheck_sum_put(w, halves, false);
    bool ok = recheck_jet(w->in, w->s->g, w->t, m - 1, c);
    for (int k = 2; k <= m && ok; k += 2) {
        bernoulli(w, &b, k, true, k);
        rrange_mul(&b, &b, &c[k - 1], w->prec);
        rrange_sub(r, r, &b, w->prec);
    }
    for (int k = 0; k < m; k++)
        rrange_clear(&c[k]);
    free(c);
    rrange_clear(&b);
    return ok;
}

static bool integral(recheck_sum_work *w, rrange *r, long halves)
{
    recheck_integrand f = {w->in, w->s->g, w->t, EXPR_TO_INF};
    bool continuous, decided;
    rrange from, to;
    rrange_init(&from);
    rrange_init(&to);
    recheck_sum_put(w, halves, false);
    rrange_set(&from, &w->x);
    rrange_set_si(&to, 0);
    recheck_integral(r, &f, &from, &to, &continuous, &decided);
    rrange_clear(&from);
    rrange_clear(&to);
    return rrange_is_bounded(r);
}

bool recheck_sum_by_midpoints(recheck_sum_work *w, rrange *r)
{
    int m = 8 + 2 * (int)(w->bits / 9);
    m = m < TOP ? m : TOP;
    int kept = 0;
    long first = w->m + 1 > m + 7 ? w->m + 1 : m + 7, n = first, last = 0;
    rrange error, b;
    rrange_init(&error);
    rrange_init(&b);
    bool ok = false, done = false;
    for (int k = 0; k < ROUNDS && !done && n - w->m <= w->most; k++) {
        if (!recheck_sum_rest(w, &b, 2 * n - 1, m)) {
            n += n - w->m + 1;
            continue;
        }
        if (!recheck_sum_add(w, n))
            break;
        rrange_set(&error, &b);
        bernoulli(w, &b, m, false, 1);
        rrange_mul(&error, &error, &b, w->prec);
        rrange_neg_of(&b, &error, w->prec);
        rrange_hull(&error, &error, &b, w->prec);
        ok = rrange_is_bounded(&error);
        last = n;
        done = ok && (recheck_sum_fine(w, &error) || ++kept == 3);
        n += n - w->m + 1;
    }
    ok = ok && w->next == last && integral(w, r, 2 * last - 1);
    if (ok) {
        rrange_add(r, r, &w->sum, w->prec);
        rrange_add(r, r, &error, w->prec);
        ok = correct(w, r, 2 * last - 1, m);
    }
    rrange_clear(&error);
    rrange_clear(&b);
    return ok && rrange_is_bounded(r);
}
