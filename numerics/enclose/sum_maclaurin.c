/* Sums to infinity by the formula of Euler and Maclaurin.  Believed.
 *
 * Theorem.  Let g be 2K times continuously differentiable on [N, inf), N whole,
 * K >= 1, and let g and its 2K-th derivative be absolutely integrable there.
 * Then the sum of |g(n)| over n >= N is finite, and, with c_j = g^(j)/j!,
 *
 *     sum_(n>=N) g(n) = int_N^inf g + g(N)/2 - sum_(k=1..K) B_2k/(2k) c_(2k-1)(N)
 *                       + R,     |R| <= |B_2K| int_N^inf |c_2K|.
 *
 * Proof.  Up to a whole M it is the formula of Euler and Maclaurin (DLMF 2.10.1,
 * with |B_2K(x - floor x)| <= |B_2K|, DLMF 24.9.1), with the same terms at M.
 * On an interval of length 1 a derivative of order j < 2K is at most a number
 * times the integrals of |g| and |g^(2K)| over it (Adams and Fournier, Sobolev
 * Spaces, ch. 5): so those at M tend to 0 as M grows, and for j = 0 the sum of
 * |g(n)| is finite.
 *
 * The integral of g is quad.c's, and both integrals are dominated by one function
 * each for all values of the other variables; so is, by the same inequality, the
 * sum. */
#include "eval_sum.h"
#include "germ_internal.h"
#include "iv_internal.h"
#include "quad_panel.h"

#include <stdlib.h>

enum {
    MOST_TRIES = 9
};

/* r >= int_N^inf |c_m| */
static bool remainder_from(sum_work *w, iv_ptr r, long n, int m)
{
    germ_walk k;
    germ *c = xcalloc((size_t)m + 1, sizeof *c), size;
    for (int j = 0; j <= m; j++)
        germ_init(&c[j], w->in->prec);
    germ_init(&size, w->in->prec);
    sum_at(w, n, true);
    germ_place at = {GERM_PLUS, w->t, iv_lower(&w->u), iv_upper(&w->u)};
    bool ok = germ_walk_begin(&k, w->in, w->g, &at);
    if (ok) { /* g first: what is not integrable costs little */
        germ_copy(&size, &k.germ[k.n - 1]);
        ok = germ_integrate(&k.w, &size, r) == GERM_INTEGRABLE &&
             germ_series(&k, m, c);
    }
    if (ok) {
        germ_abs(&k.w, &size, &c[m]);
        ok = germ_integrate(&k.w, &size, r) == GERM_INTEGRABLE;
    }
    germ_walk_finish(&k);
    for (int j = 0; j <= m; j++)
        germ_clear(&c[j]);
    germ_clear(&size);
    free(c);
    return ok;
}

/* r = [-x, x], x = |b| times the upper end of r >= 0 */
static void both_signs(sum_work *w, iv_ptr r, mpq_srcptr b)
{
    iv_set_q(&w->v, b);
    iv_mul(r, r, &w->v);
    iv_neg(&w->v, r);
    iv_hull(r, r, &w->v);
}

/* r += g(N)/2 - sum B_2k/(2k) c_(2k-1)(N), 2K = m */
static bool add_corrections(sum_work *w, iv_ptr r, long n, int m,
                            mpq_t *bernoulli)
{
    iv_struct *c = xcalloc((size_t)m, sizeof *c);
    mpq_t q, half;
    mpq_inits(q, half, NULL);
    mpq_set_si(half, 1, 2);
    for (int j = 0; j < m; j++)
        iv_init(&c[j], w->in->prec);
    sum_at(w, n, false);
    eval_taylor(w->in, w->g, w->t, m - 1, c);
    bool ok = iv_is_bounded(&c[0]);
    iv_set_q(&w->v, half);
    iv_mul(&w->v, &w->v, &c[0]);
    iv_add(r, r, &w->v);
    for (int k = 1; 2 * k <= m && ok; k++) {
        ok = iv_is_bounded(&c[2 * k - 1]);
        mpq_set_si(q, 1, 2 * (unsigned long)k);
        mpq_mul(q, q, bernoulli[k]);
        iv_set_q(&w->v, q);
        iv_mul(&w->v, &w->v, &c[2 * k - 1]);
        iv_sub(r, r, &w->v);
    }
    for (int j = 0; j < m; j++)
        iv_clear(&c[j]);
    free(c);
    mpq_clears(q, half, NULL);
    return ok;
}

static bool integral_from(sum_work *w, iv_ptr r, long n)
{
    quad q;
    iv_t from;
    iv_init(from, w->in->prec);
    iv_set_si(from, n);
    mpfr_set_inf(iv_upper_end(from), 1);
    iv_finish(from, false, true);
    quad_range g = {iv_lower(from), iv_upper(from), false, true, false};
    quad_init(&q, w->in, w->g, w->t);
    bool ok = quad_integrate(&q, r, &g);
    quad_clear(&q);
    iv_clear(from);
    return ok;
}

/* Is r less than a 16th of `before`? */
static bool is_better(iv_srcptr r, iv_srcptr before)
{
    mpfr_t a, b;
    mpfr_init2(a, 53);
    mpfr_init2(b, 53);
    quad_panel_width(a, r);
    quad_panel_width(b, before);
    mpfr_div_2ui(b, b, 4, MPFR_RNDD);
    bool yes = mpfr_less_p(a, b) != 0;
    mpfr_clear(a);
    mpfr_clear(b);
    return yes;
}

bool sum_by_maclaurin(sum_work *w, iv_ptr r, long bits, mpq_t *bernoulli)
{
    int m = 6 + 2 * (int)(bits / 8);
    m = m < 2 * SUM_MOST_BERNOULLI - 2 ? m : 2 * SUM_MOST_BERNOULLI - 2;
    long n = w->first + 2 > m + 2 ? w->first + 2 : m + 2, last = 0;
    bool ok = false;
    iv_t rest, tail;
    iv_init(rest, w->in->prec);
    iv_init(tail, w->in->prec);
    for (int k = 0; k < MOST_TRIES && n - w->first <= sum_most_terms(w); k++) {
        if (!sum_up_to(w, n))
            break;
        if (remainder_from(w, tail, n, m)) {
            both_signs(w, tail, bernoulli[m / 2]);
            bool hopeless = ok && !is_better(tail, rest);
            ok = iv_is_bounded(tail);
            iv_set(rest, tail);
            last = n;
            if (hopeless || (ok && sum_is_narrow(w, rest, bits)))
                break;
        }
        n = w->first + 2 * (n - w->first);
    }
    ok = ok && sum_up_to(w, last) && w->next == last &&
         integral_from(w, tail, last);
    if (ok) {
        iv_add(r, &w->sum, rest);
        iv_add(r, r, tail);
        ok = add_corrections(w, r, last, m, bernoulli);
    }
    iv_clear(rest);
    iv_clear(tail);
    return ok && iv_is_bounded(r);
}
