/* Total variation between centred normal laws with two groups of variances.
 *
 * Let Q = N(0, I_{k+m}), P = N(0, a I_k + b I_m), and let S ~ chi^2_k,
 * N ~ chi^2_m be the squared norms of the two groups under Q.  Then
 *   log dQ/dP = C - u S - w N,
 *   C = (k log a + m log b)/2, u = (1 - 1/a)/2, w = (1 - 1/b)/2,
 * and TV = Q(A) - P(A) with A = {u S + w N < C} (Neyman and Pearson; the
 * boundary has measure 0).  Under P the group norms are a S and b N, so
 *   TV = H(u, w) - H(a u, b w),  H(u, w) = Pr(u S + w N < C).
 *
 * H by conditioning on N = y^2 (y has the chi density, entire in y):
 *   u > 0:  H = J,      u < 0:  H = 1 - J,
 *   J = int_{y > 0, x(y) > 0} chi_m(y) F_k(x(y)) dy,  x(y) = (C - w y^2)/u,
 * where F_k, the distribution function of chi^2_k, is elementary:
 *   k even: 1 - exp(-x/2) sum_{j < k/2} (x/2)^j / j!
 *   k odd:  erf(sqrt(x/2)) - exp(-x/2) sum_{j < (k-1)/2} (x/2)^{j+1/2}
 *           / Gamma(j + 3/2).
 * The integral is Arb's (Gauss-Legendre with error bounds from complex
 * enclosures, Johansson 2018).  Its range is cut where the tails of N weigh
 * less than 2^-prec by Chernoff's bound
 *   Pr(N > n), n > m, and Pr(N < n), n < m, <= (n/m)^{m/2} exp((m - n)/2).
 * A variance that is 1, or cannot be told from 1, is replaced by 1 and costs
 * at most sqrt(KL/2) by the triangle inequality and Pinsker's. */
#include "tv_arb.h"
#include "tv_half_space.h"

#include <flint/flint.h>

#if __has_include(<flint/acb_calc.h>)
#include <flint/acb.h>
#include <flint/acb_calc.h>
#include <flint/acb_hypgeom.h>
#include <flint/arb_calc.h>
#include <flint/arb_poly.h>
#else
#include <acb.h>
#include <acb_calc.h>
#include <acb_hypgeom.h>
#include <arb_calc.h>
#include <arb_poly.h>
#endif

/* ---- the integrand ------------------------------------------------------ */

/* 1, 1/(s+1), 1/((s+1)(s+2)), ...: the terms of chi2_cdf's sum, s = 0 for even k
 * and 1/2 for odd. */
static void terms_init(half_space *p)
{
    arb_t d;
    p->n = p->k / 2;
    p->term = _arb_vec_init(p->n + 1);
    arb_init(d);
    arb_one(&p->term[0]);
    for (long j = 1; j < p->n; j++) {
        arb_set_d(d, (double)(p->k % 2) / 2 + (double)j); /* exact */
        arb_div(&p->term[j], &p->term[j - 1], d, p->prec);
    }
    arb_clear(d);
}

static void terms_clear(half_space *p)
{
    _arb_vec_clear(p->term, p->n + 1);
}

/* F_k at x; analytic: the square root of odd k must not meet its cut. */
static void chi2_cdf(acb_t r, const acb_t x, const half_space *p, int analytic,
                     slong prec)
{
    acb_t h, e, s;
    acb_init(h);
    acb_init(e);
    acb_init(s);
    acb_mul_2exp_si(h, x, -1);
    acb_neg(e, h);
    acb_exp(e, e, prec);
    if (p->k % 2 == 0) {
        _arb_poly_evaluate_acb(s, p->term, p->n, h, prec);
        acb_mul(s, s, e, prec);
        acb_sub_ui(r, s, 1, prec);
        acb_neg(r, r);
    } else {
        acb_t root;
        acb_init(root);
        acb_sqrt_analytic(root, h, analytic, prec);
        acb_hypgeom_erf(r, root, prec);
        if (p->k > 1) { /* first term 2 sqrt(h/pi), then ratios h/(j + 3/2) */
            arb_t pi;
            arb_init(pi);
            _arb_poly_evaluate_acb(s, p->term, p->n, h, prec);
            acb_mul(s, s, e, prec);
            acb_mul(s, s, root, prec);
            acb_mul_2exp_si(s, s, 1);
            arb_const_sqrt_pi(pi, prec);
            acb_div_arb(s, s, pi, prec);
            acb_sub(r, r, s, prec);
            arb_clear(pi);
        }
        acb_clear(root);
    }
    acb_clear(h);
    acb_clear(e);
    acb_clear(s);
}

/* chi_m(y) F_k((c - w y^2)/u); order 0: value, 1: must be holomorphic. */
static int integrand(acb_ptr out, const acb_t y, void *param, slong order,
                     slong prec)
{
    const half_space *p = param;
    acb_t sq, x, d;
    if (order > 1)
        flint_abort(); /* the integrator asks for orders 0 and 1 only */
    acb_init(sq);
    acb_init(x);
    acb_init(d);
    acb_mul(sq, y, y, prec);
    acb_mul_arb(x, sq, p->w, prec);
    acb_sub_arb(x, x, p->c, prec);
    acb_neg(x, x);
    acb_div_arb(x, x, p->u, prec);
    chi2_cdf(x, x, p, order != 0, prec);
    acb_mul_2exp_si(d, sq, -1);
    acb_neg(d, d);
    acb_sub_arb(d, d, p->log_norm, prec);
    acb_exp(d, d, prec);
    acb_pow_ui(sq, y, (ulong)(p->m - 1), prec);
    acb_mul(d, d, sq, prec);
    acb_mul(out, d, x, prec);
    acb_clear(sq);
    acb_clear(x);
    acb_clear(d);
    return 0;
}

/* ---- tails -------------------------------------------------------------- */

/* Chernoff's bound at n, as an upper bound. */
static void tail_upper(arb_t r, double n, long m, slong prec)
{
    arb_t t;
    arb_init(t);
    arb_set_d(t, n);
    arb_div_si(r, t, m, prec);
    arb_log(r, r, prec);
    arb_mul_si(r, r, m, prec);
    arb_sub(r, r, t, prec);
    arb_add_si(r, r, m, prec);
    arb_mul_2exp_si(r, r, -1);
    arb_exp(r, r, prec);
    arb_clear(t);
}

/* A number n beyond m (side > 0) or below it where the tail is < 2^-bits; the
 * lower one may be 0. */
static double cut(long m, int side, slong bits, arb_t tail)
{
    double n = (double)m, step = (double)m / 8 + 8;
    arb_t limit;
    arb_init(limit);
    arb_set_ui(limit, 1);
    arb_mul_2exp_si(limit, limit, -bits);
    for (int i = 0; i < 100000; i++) {
        n += side > 0 ? step : -n / 16;
        tail_upper(tail, n, m, 64);
        if (arb_lt(tail, limit))
            break;
        if (side < 0 && n < 1e-300) {
            n = 0;
            arb_zero(tail);
            break;
        }
    }
    arb_clear(limit);
    return n;
}

/* ---- J and H ------------------------------------------------------------ */

/* [lo, hi] in y: the part of (y0, y1) where x(y) > 0.  The bound is a ball
 * around the true zero of x; its radius times the chi density's maximum
 * (below 1 for every m) is the error. */
static int positive_part(const half_space *p, arb_t lo, arb_t hi, arb_t error)
{
    arb_t zero, slope;
    int some = 1;
    arb_init(zero);
    arb_init(slope);
    arb_zero(error);
    arb_div(slope, p->w, p->u, p->prec); /* x falls with y iff w/u > 0 */
    arb_div(zero, p->c, p->w, p->prec);
    if (arb_is_zero(p->w) || arb_is_negative(zero)) {
        arb_div(zero, p->c, p->u, p->prec);
        if (arb_is_zero(p->w))
            some = arb_is_positive(zero)      ? 1
                   : arb_is_nonpositive(zero) ? 0
                                              : -1;
        else /* x keeps its sign at y = 0 all along */
            some = arb_is_positive(zero) ? 1 : arb_is_negative(zero) ? 0 : -1;
    } else if (!arb_is_positive(zero) || arb_contains_zero(slope)) {
        some = -1;
    } else {
        arb_sqrt(zero, zero, p->prec);
        arb_ptr end = arb_is_positive(slope) ? hi : lo;
        mag_t rad;
        mag_init(rad);
        mag_set(rad, arb_radref(zero));
        mag_mul_2exp_si(rad, rad, 1);
        arb_get_mid_arb(zero, zero);
        if (arb_is_positive(slope) ? arb_lt(zero, end) : arb_gt(zero, end)) {
            arb_set(end, zero);
            arb_add_error_mag(error, rad);
        }
        some = arb_lt(lo, hi);
        mag_clear(rad);
    }
    arb_clear(zero);
    arb_clear(slope);
    return some;
}

static int integrate(arb_t r, half_space *p, const arb_t lo, const arb_t hi)
{
    acb_t a, b, v;
    mag_t tol;
    acb_calc_integrate_opt_t opt;
    acb_init(a);
    acb_init(b);
    acb_init(v);
    mag_init(tol);
    acb_calc_integrate_opt_init(opt);
    opt->depth_limit = 4 * p->prec;
    opt->eval_limit = 2000 * p->prec;
    mag_set_ui_2exp_si(tol, 1, -p->prec);
    arb_set(acb_realref(a), lo);
    arb_set(acb_realref(b), hi);
    int status =
        acb_calc_integrate(v, integrand, p, a, b, p->prec, tol, opt, p->prec);
    arb_set(r, acb_realref(v));
    acb_clear(a);
    acb_clear(b);
    acb_clear(v);
    mag_clear(tol);
    return status == ARB_CALC_SUCCESS && arb_is_finite(r);
}

/* r encloses a probability: meet with [0, 1]. */
static void clip(arb_t r, slong prec)
{
    arb_t unit;
    arb_init(unit);
    arb_set_d(unit, 0.5);
    mag_set_d(arb_radref(unit), 0.5);
    if (!arb_intersection(r, r, unit, prec))
        arb_indeterminate(r);
    arb_clear(unit);
}

/* Pr(u S + w N < c) with u != 0 and m >= 1. */
static int probability(arb_t r, half_space *p)
{
    arb_t lo, hi, tail, error;
    arb_init(lo);
    arb_init(hi);
    arb_init(tail);
    arb_init(error);
    arb_set_ui(lo, (ulong)p->m); /* log of 2^{m/2 - 1} Gamma(m/2) */
    arb_mul_2exp_si(lo, lo, -1);
    arb_lgamma(p->log_norm, lo, p->prec);
    arb_const_log2(hi, p->prec);
    arb_sub_ui(lo, lo, 1, p->prec);
    arb_addmul(p->log_norm, lo, hi, p->prec);
    arb_zero(r);
    double n0 = cut(p->m, -1, p->prec, tail), n1;
    arb_set(error, tail);
    n1 = cut(p->m, 1, p->prec, tail);
    arb_add(error, error, tail, p->prec);
    arb_set_d(lo, n0);
    arb_sqrt(lo, lo, p->prec);
    arb_get_mid_arb(lo, lo); /* cutting there instead changes the tail ... */
    arb_set_d(hi, n1);
    arb_sqrt(hi, hi, p->prec);
    arb_get_mid_arb(hi, hi);
    arb_mul_2exp_si(error, error, 1); /* ... by far less than doubling it */
    arb_add_error(r, error);
    int some = positive_part(p, lo, hi, error);
    int ok = some >= 0;
    if (some > 0) {
        ok = integrate(tail, p, lo, hi);
        arb_add(r, r, tail, p->prec);
        arb_add(r, r, error, p->prec);
    }
    if (ok && arb_is_negative(p->u)) {
        arb_sub_ui(r, r, 1, p->prec);
        arb_neg(r, r);
    }
    if (ok)
        clip(r, p->prec);
    arb_clear(lo);
    arb_clear(hi);
    arb_clear(tail);
    arb_clear(error);
    return ok;
}

/* F_k(x) for one group alone: Pr(u S < c). */
static void one_group(arb_t r, const half_space *p)
{
    acb_t x;
    acb_init(x);
    arb_div(acb_realref(x), p->c, p->u, p->prec);
    if (arb_is_positive(acb_realref(x))) {
        chi2_cdf(x, x, p, 0, p->prec);
        arb_set(r, acb_realref(x));
    } else if (arb_is_nonpositive(acb_realref(x))) {
        arb_zero(r);
    } else {
        arb_indeterminate(r);
    }
    if (arb_is_negative(p->u)) {
        arb_sub_ui(r, r, 1, p->prec);
        arb_neg(r, r);
    }
    clip(r, p->prec);
    acb_clear(x);
}

/* ---- total variation ---------------------------------------------------- */

/* If v may be 1: its share of the answer as an error, and v becomes 1. */
static void snap(arb_t v, long dim, arb_t error, slong prec)
{
    arb_t one, g;
    arb_init(one);
    arb_init(g);
    arb_set_ui(one, 1);
    if (dim == 0) {
        arb_set(v, one);
    } else if (arb_contains(v, one) && !arb_equal(v, one)) {
        /* KL/2 = dim (v - 1 - log v)/4 <= dim (v - 1)^2 / (4 min(1, v)); v is
         * within a factor 2 of 1 here, or the enclosure is useless anyway */
        arb_sub_ui(g, v, 1, prec);
        arb_mul(g, g, g, prec);
        arb_mul_si(g, g, dim, prec);
        arb_div(g, g, v, prec);
        arb_mul_2exp_si(g, g, -2);
        arb_sqrtpos(g, g, prec);
        arb_add_error(error, g);
        arb_set(v, one);
    }
    arb_clear(one);
    arb_clear(g);
}

static int total_variation(arb_t r, arb_t a, arb_t b, long k, long m,
                           int by_sums, slong prec)
{
    half_space p = {.prec = prec};
    arb_t error, q, t;
    int ok = 1;
    arb_init(error);
    arb_init(q);
    arb_init(t);
    arb_init(p.c);
    arb_init(p.u);
    arb_init(p.w);
    arb_init(p.log_norm);
    snap(a, k, error, prec);
    snap(b, m, error, prec);
    /* the inner group must have a variance other than 1; the smaller group
     * costs fewer terms, an even one has no square root */
    if (arb_is_one(a) ||
        (!arb_is_one(b) && m % 2 <= k % 2 && (m < k || m % 2 < k % 2))) {
        arb_swap(a, b);
        long s = k;
        k = m;
        m = s;
    }
    p.k = k;
    p.m = arb_is_one(b) ? 0 : m;
    terms_init(&p);
    arb_zero(r);
    if (!arb_is_one(a)) {
        arb_log(p.c, a, prec);
        arb_mul_si(p.c, p.c, k, prec);
        arb_log(t, b, prec);
        arb_addmul_si(p.c, t, m, prec);
        arb_mul_2exp_si(p.c, p.c, -1);
        for (int under_p = 0; under_p < 2 && ok; under_p++) {
            arb_sub_ui(p.u, a, 1, prec);
            arb_sub_ui(p.w, b, 1, prec);
            if (!under_p) {
                arb_div(p.u, p.u, a, prec);
                arb_div(p.w, p.w, b, prec);
            }
            arb_mul_2exp_si(p.u, p.u, -1);
            arb_mul_2exp_si(p.w, p.w, -1);
            if (p.m == 0)
                one_group(q, &p);
            else if (by_sums && tv_sum_probability(q, &p))
                clip(q, prec);
            else
                ok = probability(q, &p);
            if (under_p)
                arb_sub(r, r, q, prec);
            else
                arb_set(r, q);
        }
    }
    arb_add(r, r, error, prec);
    clip(r, prec);
    arb_clear(error);
    arb_clear(q);
    arb_clear(t);
    arb_clear(p.c);
    arb_clear(p.u);
    arb_clear(p.w);
    arb_clear(p.log_norm);
    terms_clear(&p);
    return ok && arb_is_finite(r);
}

int tv_arb(arb_t r, const arb_t a, const arb_t b, long k, long m, int by_sums,
           slong prec)
{
    arb_t x, y;
    arb_init(x);
    arb_init(y);
    arb_set(x, a);
    arb_set(y, b);
    int ok = total_variation(r, x, y, k, m, by_sums, prec);
    arb_clear(x);
    arb_clear(y);
    return ok;
}
