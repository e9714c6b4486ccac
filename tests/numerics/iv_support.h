/* tests/numerics/iv_support.h: random inputs, and Arb as the independent
 * judge of what an interval must hold. */
#ifndef ASSAY_TEST_IV_SUPPORT_H
#define ASSAY_TEST_IV_SUPPORT_H

#include "../../numerics/enclose/eval.h"

#include <arb.h>
#include <arb_poly.h>
#include <flint/fmpq.h>

/* Starts the generator (ASSAY_TEST_SEED, or a fixed seed) and prints it. */
void random_start(void);
uint64_t random_bits(void);
long random_in(long lo, long hi);
bool random_chance(int percent);
/* n, times ASSAY_TEST_FACTOR if that is set. */
long test_count(long n);

/* Small, decimal, dyadic, tiny and huge numbers, and 0. */
void random_q(mpq_ptr q);
/* Modest numbers only, |q| <= 8. */
void random_modest_q(mpq_ptr q);
/* A non-empty range; with `wild` also unbounded ends and extreme sizes. */
void random_range(range *r, bool wild);
/* A point of r: an end, or near one, or well inside. */
void random_point(mpq_ptr q, const range *r);
void set_from_range(iv_ptr r, const range *a);
/* r = a / d to b / d, p its pair of brackets: "[]", "(]", ...  INF stands for
 * an infinite end. */
enum {
    INF = 1 << 30
};
void set_from_ratios(iv_ptr r, long a, long b, long d, const char *p);

/* Powers, as functions of one argument. */
void pow_2(iv_ptr r, iv_srcptr a);
void pow_3(iv_ptr r, iv_srcptr a);
void pow_6(iv_ptr r, iv_srcptr a);
void root_2_3(iv_ptr r, iv_srcptr a);
void root_5_2(iv_ptr r, iv_srcptr a);

/* Fails unless the number(s) in x may be values of what v encloses: not
 * certainly outside, nor certainly on an end that is said to be strict. */
void assert_may_hold(iv_srcptr v, const arb_t x, const char *what);
void assert_holds_q(iv_srcptr v, mpq_srcptr q, const char *what);
/* Same ends, flags and definedness. */
bool same_iv(iv_srcptr a, iv_srcptr b);
/* a lies within b (both defined). */
bool iv_within(iv_srcptr a, iv_srcptr b);
/* Both ends equal n / d exactly. */
void assert_is_ratio(iv_srcptr v, long n, long d);

/* The first len Taylor coefficients of f in variable `var` at a rational
 * point, by Arb; false when some were not found (undefined there, or on the
 * seam of a kink). */
bool arb_series(arb_poly_t out, const expr_pool *pool, expr f, mpq_t *point,
                int var, slong len, slong prec);

/* A random expression of about `size` nodes over nvars variables, without
 * (or with) kinks. */
expr random_expr(expr_pool *pool, int nvars, int size, bool kinks);

#endif
