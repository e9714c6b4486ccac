/* tests/numerics/test_tape_gamma.c: values of the Gamma family at points, which
 * are found by a series of their own, against enclosures by MPFR. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "../../numerics/search/tape_internal.h"
#include "iv_support.h"

/* Values off by at most tol of 1 and the function, for x from 2^-20 to 2^20. */
static void check(expr_pool *p, expr f, double tol)
{
    tape *t = tape_new(p, &f, 1, 1, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    for (long k = 0; k < test_count(300); k++) {
        double x[TAPE_LANES], y[TAPE_LANES];
        tape_out o;
        for (int i = 0; i < TAPE_LANES; i++)
            x[i] = ldexp((double)random_in(1L << 20, 1L << 21),
                         (int)random_in(-40, 0));
        tape_eval(t, s, &(tape_boxes){.lo = x, .hi = x}, 0, 1, &o);
        tape_point8(t, s, x, 1, y);
        for (int i = 0; i < TAPE_LANES; i++) {
            if (!isfinite(o.lo[i]) || !isfinite(o.hi[i]))
                continue;
            double off = fmax(o.lo[i] - y[i], y[i] - o.hi[i]);
            if (!(off <= tol * (1 + fabs(o.hi[i]))))
                printf("x = %a: %a, not in [%a, %a]\n", x[i], y[i], o.lo[i],
                       o.hi[i]);
            assert_true(off <= tol * (1 + fabs(o.hi[i])));
        }
    }
    tape_scratch_free(s);
    tape_free(t);
}

static void values_are_near(void **unused)
{
    (void)unused;
    expr_pool *p = expr_pool_new(0);
    expr x = expr_var(p, 0);
    random_start();
    check(p, expr_unary(p, EXPR_LGAMMA, x), 1e-13);
    check(p, expr_unary(p, EXPR_DIGAMMA, x), 1e-13);
    check(p, expr_unary(p, EXPR_GAMMA, x), 1e-12);
    for (int m = 1; m <= 5; m++)
        check(p, expr_call(p, EXPR_POLYGAMMA, m, x), 1e-11);
    expr_pool_free(p);
}

/* The same bits whatever the vectors' width. */
static void kernels_agree(void **unused)
{
    (void)unused;
    const tape_kernel *kernel[2];
    size_t n = tape_kernels(kernel);
    expr_pool *p = expr_pool_new(0);
    expr x = expr_var(p, 0);
    expr f[] = {
        expr_unary(p, EXPR_LGAMMA, x), expr_unary(p, EXPR_DIGAMMA, x),
        expr_unary(p, EXPR_GAMMA, x),  expr_call(p, EXPR_POLYGAMMA, 2, x),
        expr_unary(p, EXPR_XLOGX, x),  expr_unary(p, EXPR_TANH, x)};
    tape *t = tape_new(p, f, 6, 1, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    random_start();
    for (long k = 0; k < test_count(300); k++) {
        double at[TAPE_LANES], y[2][6 * TAPE_LANES];
        for (int i = 0; i < TAPE_LANES; i++)
            at[i] = ldexp((double)random_in(1L << 20, 1L << 21),
                          (int)random_in(-40, 0));
        for (size_t j = 0; j < n; j++)
            tape_point8_by(kernel[j], t, s, at, 6, y[j]);
        if (n == 2)
            assert_memory_equal(y[0], y[1], sizeof y[0]);
    }
    tape_scratch_free(s);
    tape_free(t);
    expr_pool_free(p);
}

/* Left of 0, by MPFR as before. */
static void values_left_of_0(void **unused)
{
    (void)unused;
    expr_pool *p = expr_pool_new(0);
    expr f = expr_unary(p, EXPR_GAMMA, expr_var(p, 0));
    tape *t = tape_new(p, &f, 1, 1, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    double x[] = {-0.5, 0.5, 5, 0}, y[4];
    for (int k = 0; k < 4; k++)
        tape_point(t, s, &x[k], &y[k]);
    double root_pi = 0x1.c5bf891b4ef6bp+0;
    assert_true(fabs(y[0] + 2 * root_pi) < 1e-13);
    assert_true(fabs(y[1] - root_pi) < 1e-13);
    assert_true(fabs(y[2] - 24) < 1e-12 && isnan(y[3]));
    tape_scratch_free(s);
    tape_free(t);
    expr_pool_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_near),
        cmocka_unit_test(kernels_agree),
        cmocka_unit_test(values_left_of_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
