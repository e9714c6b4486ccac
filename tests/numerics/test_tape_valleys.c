/* tests/numerics/test_tape_valleys.c: tapes of x log x and of the hyperbolic
 * functions, against MPFR. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "../../numerics/base/rational.h"
#include "../../numerics/enclose/iv_function.h"
#include "../../numerics/search/tape_internal.h"
#include "iv_support.h"

/* f over one box, a lane of eight alike. */
static tape_out over(const expr_pool *p, expr f, double lo, bool lo_open,
                     double hi, bool hi_open)
{
    double l[TAPE_LANES], h[TAPE_LANES];
    uint8_t lo_flags = lo_open ? 0xff : 0, hi_flags = hi_open ? 0xff : 0;
    tape_out out;
    tape *t = tape_new(p, &f, 1, 1, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    for (int i = 0; i < TAPE_LANES; i++) {
        l[i] = lo;
        h[i] = hi;
    }
    tape_eval(t, s, &(tape_boxes){l, h, &lo_flags, &hi_flags}, 0, 1, &out);
    tape_scratch_free(s);
    tape_free(t);
    return out;
}

static void assert_is(tape_out out, bool lo_open, double lo, double hi,
                      bool hi_open)
{
    assert_int_equal(out.bad, 0);
    assert_true(out.lo[3] == lo && out.hi[3] == hi);
    assert_int_equal(out.lo_open, lo_open ? 0xff : 0);
    assert_int_equal(out.hi_open, hi_open ? 0xff : 0);
}

/* The ends' openness goes with them, and the least value is taken. */
static void products_with_logarithms(void **unused)
{
    (void)unused;
    const double inf = (double)INFINITY, least = 0x1.78b56362cef38p-2; /* 1/e */
    expr_pool *p = expr_pool_new(0);
    expr f = expr_unary(p, EXPR_XLOGX, expr_var(p, 0));
    assert_is(over(p, f, 0, false, 0, false), false, 0, 0, false);
    assert_is(over(p, f, 1, false, 1, false), false, 0, 0, false);
    assert_int_equal(over(p, f, -1, false, 1, false).bad, 0xff);
    assert_int_equal(over(p, f, -2, false, -1, false).bad, 0xff);
    assert_is(over(p, f, 0, true, 1, true), false, -least, 0, true);
    assert_is(over(p, f, 0, true, 1, false), false, -least, 0, false);
    assert_is(over(p, f, 1, true, inf, true), true, 0, inf, true);
    assert_int_equal(over(p, f, 0.125, true, 0.25, false).hi_open, 0xff);
    assert_int_equal(over(p, f, 0.125, true, 0.25, false).lo_open, 0);
    expr_pool_free(p);
}

/* The function over random boxes, from tiny to far and on both sides of 0 where
 * it is defined: the range by MPFR lies within, and little more does. */
static void check(expr_op op, double least, int far)
{
    expr_pool *p = expr_pool_new(0);
    expr f = expr_unary(p, op, expr_var(p, 0));
    iv_t x, y;
    iv_init(x, 100);
    iv_init(y, 100);
    for (long k = 0; k < test_count(2000); k++) {
        double a =
            ldexp((double)random_in(1, 1L << 40), (int)random_in(-80, far));
        double b = random_chance(30) ? a : a + ldexp(a, (int)random_in(-9, 3));
        bool left = least < 0 && random_chance(40);
        double lo = left ? -b : random_chance(10) ? 0 : a, hi = left ? -a : b;
        if (left && random_chance(20))
            hi = a;
        tape_out o = over(p, f, lo, false, hi, false);
        rational_to_fr(iv_lower_end(x), lo);
        rational_to_fr(iv_upper_end(x), hi);
        iv_finish(x, false, false);
        iv_function_range(y, op, 0, x);
        double l = rational_lower_fr(iv_lower(y)),
               r = rational_upper_fr(iv_upper(y));
        assert_int_equal(o.bad, 0);
        if (!(o.lo[0] <= l && o.hi[0] >= r && o.lo[0] >= l - 0x1p-45 * fabs(l)))
            printf("%d on [%a, %a]: [%a, %a], not [%a, %a]\n", (int)op, lo, hi,
                   o.lo[0], o.hi[0], l, r);
        assert_true(o.lo[0] <= l && o.hi[0] >= r);
        assert_true(!isfinite(l) || o.lo[0] >= l - 0x1p-45 * fabs(l));
        assert_true(!isfinite(r) || o.hi[0] <= r + 0x1p-45 * fabs(r));
    }
    iv_clear(x);
    iv_clear(y);
    expr_pool_free(p);
}

static void ranges_are_tight(void **unused)
{
    (void)unused;
    random_start();
    check(EXPR_XLOGX, 0, -20);
    check(EXPR_SINH, -1, -30);
    check(EXPR_COSH, -1, -30);
    check(EXPR_TANH, -1, -34);
}

static void hyperbolic_functions(void **unused)
{
    (void)unused;
    const double inf = (double)INFINITY;
    expr_pool *p = expr_pool_new(0);
    expr x = expr_var(p, 0), s = expr_unary(p, EXPR_SINH, x);
    expr c = expr_unary(p, EXPR_COSH, x), t = expr_unary(p, EXPR_TANH, x);
    assert_is(over(p, s, 0, false, 0, false), false, 0, 0, false);
    assert_is(over(p, c, 0, false, 0, false), false, 1, 1, false);
    assert_is(over(p, t, 0, false, 0, false), false, 0, 0, false);
    assert_is(over(p, s, -inf, true, inf, true), true, -inf, inf, true);
    assert_is(over(p, c, -inf, true, inf, true), false, 1, inf, true);
    assert_is(over(p, t, -inf, true, inf, true), true, -1, 1, true);
    assert_is(over(p, c, 0, true, inf, true), true, 1, inf, true);
    assert_is(over(p, c, -inf, true, 0, false), false, 1, inf, true);
    assert_int_equal(over(p, c, -1, true, 2, false).hi_open, 0);
    assert_int_equal(over(p, c, -3, true, 2, false).hi_open, 0xff);
    for (int k = 0; k < 2; k++) { /* beyond doubles, but finite */
        tape_out o = over(p, k == 0 ? s : c, 711, false, 712, false);
        assert_true(o.bad == 0 && isfinite(o.lo[0]) && o.hi[0] == inf);
    }
    assert_true(over(p, s, 710, false, 710, false).hi[0] < inf);
    expr_pool_free(p);
}

/* A value, not an enclosure: 0 at 0, none below. */
static void values_at_points(void **unused)
{
    (void)unused;
    expr_pool *p = expr_pool_new(0);
    expr f = expr_unary(p, EXPR_XLOGX, expr_var(p, 0));
    tape *t = tape_new(p, &f, 1, 1, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    double x[] = {0, 1, 4, -1}, y[4];
    for (int k = 0; k < 4; k++)
        tape_point(t, s, &x[k], &y[k]);
    assert_true(y[0] == 0 && y[1] == 0 && isnan(y[3]));
    assert_true(fabs(y[2] - 0x1.62e42fefa39efp+2) < 0x1p-48); /* 8 log 2 */
    tape_scratch_free(s);
    tape_free(t);
    expr_pool_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_with_logarithms),
        cmocka_unit_test(ranges_are_tight),
        cmocka_unit_test(hyperbolic_functions),
        cmocka_unit_test(values_at_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
