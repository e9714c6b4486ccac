/* Intervals: traps, where functions turn, overflow, or are beyond MPFR's own. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "iv_support.h"

#include <arb_hypgeom.h>

/* There MPFR's own erf does not come back (4.2.0), or ends the program. */
static void erf_beside_the_root_of_3(void **state)
{
    static const mpfr_prec_t precs[] = {53, 64, 128, 200, 1024, 2048};
    enum {
        N = sizeof precs / sizeof *precs
    };
    (void)state;
    for (int i = 0; i < N * N * 2; i++) {
        mpfr_prec_t of_a = precs[i / 2 % N], of_r = precs[i / 2 / N];
        iv_t a, r;
        arb_t y;
        mpfr_t lo, hi;
        iv_init(a, of_a);
        iv_init(r, of_r);
        iv_set_si(a, 3);
        iv_sqrt(a, a);
        if (i % 2)
            iv_neg(a, a);
        iv_erf(r, a);
        assert_true(iv_is_bounded(r));
        arb_init(y);
        mpfr_init2(lo, 2300);
        mpfr_init2(hi, 2300);
        arb_sqrt_ui(y, 3, 2200);
        if (i % 2)
            arb_neg(y, y);
        arb_hypgeom_erf(y, y, 2200);
        arb_get_interval_mpfr(lo, hi, y);
        assert_true(mpfr_cmp(iv_lower(r), lo) <= 0);
        assert_true(mpfr_cmp(hi, iv_upper(r)) <= 0);
        mpfr_sub(hi, iv_upper(r), iv_lower(r), MPFR_RNDU);
        mpfr_prec_t least = of_a < of_r ? of_a : of_r;
        least = least < 900 ? least : 900;
        assert_true(mpfr_cmp_ui_2exp(hi, 1, 8 - least) < 0);
        mpfr_clear(lo);
        mpfr_clear(hi);
        arb_clear(y);
        iv_clear(a);
        iv_clear(r);
    }
}

static void overflow_and_underflow_stay_outward(void **state)
{
    iv_t a, r;
    iv_init(a, 64);
    iv_init(r, 64);
    (void)state;
    mpfr_exp_t emin = mpfr_get_emin(), emax = mpfr_get_emax();
    set_from_ratios(a, 1, 2, 1, "[]");
    mpfr_mul_2ui(&a->v->left, &a->v->left, 100, MPFR_RNDD);
    mpfr_mul_2ui(&a->v->right, &a->v->right, 100, MPFR_RNDU);
    iv_exp(r, a);
    assert_true(iv_is_defined(r) && mpfr_inf_p(iv_upper(r)));
    assert_true(mpfr_number_p(iv_lower(r)) && mpfr_sgn(iv_lower(r)) > 0);
    iv_neg(a, a);
    iv_exp(r, a);
    assert_true(mpfr_zero_p(iv_lower(r)) && r->lo_open);
    assert_true(iv_certainly_pos(r) && mpfr_sgn(iv_upper(r)) > 0);
    iv_log(a, r); /* the logarithm of an underflow */
    assert_true(iv_is_defined(a) && mpfr_inf_p(iv_lower(a)));
    iv_mul(a, r, r);
    assert_true(iv_certainly_pos(a) && mpfr_sgn(iv_upper(a)) > 0);
    iv_pow_ui(a, r, 100000);
    assert_true(iv_certainly_pos(a));
    iv_set_si(a, 1);
    iv_div(a, a, r);
    assert_true(iv_certainly_pos(a) && mpfr_inf_p(iv_upper(a)));
    iv_set_si(a, 2);
    for (int k = 0; k < 8; k++)
        iv_pow_ui(a, a, 100000);
    assert_true(mpfr_inf_p(iv_upper(a)) && mpfr_number_p(iv_lower(a)));
    assert_true(mpfr_get_emin() == emin && mpfr_get_emax() == emax);
    iv_clear(a);
    iv_clear(r);
}

static void trigonometric_shapes(void **state)
{
    iv_t a, r;
    iv_init(a, 64);
    iv_init(r, 64);
    (void)state;
    set_from_ratios(a, 0, 3, 1, "[]"); /* rises to 1, falls to sin 3 > 0 */
    iv_sin(r, a);
    assert_true(mpfr_zero_p(iv_lower(r)) && !r->lo_open);
    assert_int_equal(mpfr_cmp_ui(iv_upper(r), 1), 0);
    iv_cos(r, a); /* falls */
    assert_int_equal(mpfr_cmp_ui(iv_upper(r), 1), 0);
    assert_true(mpfr_cmp_d(iv_lower(r), -0.98) < 0);
    assert_true(mpfr_cmp_si(iv_lower(r), -1) > 0);
    set_from_ratios(a, 0, 3, 1, "(]");
    iv_sin(r, a);
    assert_true(iv_certainly_pos(r));
    iv_cos(r, a); /* 1 only at 0, on either side */
    assert_true(r->hi_open && mpfr_cmp_ui(iv_upper(r), 1) == 0);
    set_from_ratios(a, -3, 0, 1, "[)");
    iv_cos(r, a);
    assert_true(r->hi_open && mpfr_cmp_ui(iv_upper(r), 1) == 0);
    set_from_ratios(a, 3, 6, 1, "[]"); /* cos rises from -1 there */
    iv_cos(r, a);
    assert_int_equal(mpfr_cmp_si(iv_lower(r), -1), 0);
    assert_true(mpfr_cmp_ui(iv_upper(r), 1) < 0);
    set_from_ratios(a, 8, 23, 5, "[]"); /* sin falls over more than 3 */
    iv_sin(r, a);
    assert_true(mpfr_cmp_ui(iv_upper(r), 1) < 0);
    assert_true(mpfr_cmp_si(iv_lower(r), -1) > 0);
    set_from_ratios(a, 7, 24, 5, "[]"); /* rises, falls, rises */
    iv_sin(r, a);
    assert_int_equal(mpfr_cmp_ui(iv_upper(r), 1), 0);
    assert_int_equal(mpfr_cmp_si(iv_lower(r), -1), 0);
    set_from_ratios(a, 1, 2, 1, "[]");
    iv_sin(r, a);
    assert_int_equal(mpfr_cmp_ui(iv_upper(r), 1), 0);
    assert_true(mpfr_cmp_d(iv_lower(r), 0.84) > 0);
    set_from_ratios(a, -3, 3, 2, "[]");
    iv_tan(r, a);
    assert_true(iv_is_bounded(r));
    set_from_ratios(a, 0, 7, 1, "[]");
    iv_sin(r, a);
    set_from_ratios(a, -1, 1, 1, "[]");
    assert_true(same_iv(r, a));
    iv_clear(a);
    iv_clear(r);
}

/* A number of a million bits would take the reduction for ever. */
static void huge_trigonometric_arguments(void **state)
{
    iv_t a, r, one;
    iv_init(a, 64);
    iv_init(r, 64);
    iv_init(one, 64);
    set_from_ratios(one, -1, 1, 1, "[]");
    (void)state;
    iv_set_si(a, 3);
    mpfr_mul_2si(&a->v->left, &a->v->left, 1L << 40, MPFR_RNDD);
    mpfr_mul_2si(&a->v->right, &a->v->right, 1L << 40, MPFR_RNDU);
    iv_sin(r, a);
    assert_true(same_iv(r, one));
    iv_cos(r, a);
    assert_true(same_iv(r, one));
    iv_tan(r, a);
    assert_false(iv_is_defined(r));
    iv_clear(a);
    iv_clear(r);
    iv_clear(one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(erf_beside_the_root_of_3),
        cmocka_unit_test(overflow_and_underflow_stay_outward),
        cmocka_unit_test(trigonometric_shapes),
        cmocka_unit_test(huge_trigonometric_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
