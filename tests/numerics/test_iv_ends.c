/* Intervals: exact values, strict ends, predicates. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "iv_support.h"

typedef void (*unary_fn)(iv_ptr, iv_srcptr);
typedef void (*binary_fn)(iv_ptr, iv_srcptr, iv_srcptr);

/* ---- exact values ------------------------------------------------------- */

static void check_unary(unary_fn fn, long a, long b, const char *p, long c,
                        long d, const char *q)
{
    iv_t x, r, want;
    iv_init(x, 64);
    iv_init(r, 64);
    iv_init(want, 64);
    set_from_ratios(x, a, b, 1, p);
    fn(r, x);
    if (q == NULL) {
        assert_false(iv_is_defined(r));
    } else {
        set_from_ratios(want, c, d, 1, q);
        assert_true(same_iv(r, want));
    }
    iv_clear(x);
    iv_clear(r);
    iv_clear(want);
}

static void exact_values_stay_exact(void **state)
{
    (void)state;
    check_unary(iv_log, 1, 1, "[]", 0, 0, "[]");
    check_unary(iv_exp, 0, 0, "[]", 1, 1, "[]");
    check_unary(iv_sqrt, 4, 4, "[]", 2, 2, "[]");
    check_unary(iv_sqrt, 0, 9, "[]", 0, 3, "[]");
    check_unary(iv_sqrt, 0, 9, "()", 0, 3, "()");
    check_unary(iv_atan, 0, 0, "[]", 0, 0, "[]");
    check_unary(iv_sin, 0, 0, "[]", 0, 0, "[]");
    check_unary(iv_cos, 0, 0, "[]", 1, 1, "[]");
    check_unary(iv_tan, 0, 0, "[]", 0, 0, "[]");
    check_unary(iv_erf, 0, 0, "[]", 0, 0, "[]");
    check_unary(root_2_3, 8, 27, "[)", 4, 9, "[)");
    check_unary(root_2_3, 0, 27, "(]", 0, 9, "(]");
    check_unary(root_5_2, 4, 9, "[]", 32, 243, "[]");
    check_unary(iv_abs, -3, 2, "(]", 0, 3, "[)");
    check_unary(iv_abs, -3, 3, "(]", 0, 3, "[]");
    check_unary(iv_abs, -3, 0, "[)", 0, 3, "(]");
    check_unary(iv_neg, -3, 2, "(]", -2, 3, "[)");
    check_unary(pow_2, -3, 2, "(]", 0, 9, "[)");
    check_unary(pow_2, -3, 0, "[)", 0, 9, "(]");
    check_unary(pow_2, -3, -1, "(]", 1, 9, "[)");
    check_unary(pow_2, 0, 3, "()", 0, 9, "()");
    check_unary(pow_3, -3, 2, "(]", -27, 8, "(]");
    check_unary(pow_6, -2, 2, "[)", 0, 64, "[]");
}

static void functions_of_unbounded_arguments(void **state)
{
    (void)state;
    check_unary(iv_exp, -INF, 0, "(]", 0, 1, "(]");
    check_unary(iv_exp, 0, INF, "[)", 1, INF, "[)");
    check_unary(iv_erf, -INF, INF, "()", -1, 1, "()");
    check_unary(iv_sqrt, 4, INF, "[)", 2, INF, "[)");
    check_unary(iv_log, 1, INF, "[)", 0, INF, "[)");
    check_unary(iv_log, 0, 1, "(]", -INF, 0, "(]");
    check_unary(iv_sin, 0, INF, "[)", -1, 1, "[]");
    check_unary(iv_cos, -INF, INF, "()", -1, 1, "[]");
    check_unary(pow_2, -INF, -2, "(]", 4, INF, "[)");
    check_unary(pow_2, -INF, INF, "()", 0, INF, "[)");
    check_unary(pow_3, -INF, INF, "()", -INF, INF, "()");
    check_unary(iv_abs, -INF, 1, "(]", 0, INF, "[)");
    iv_t x, pi;
    iv_init(x, 100);
    iv_init(pi, 100);
    set_from_ratios(x, -INF, INF, 1, "()");
    iv_atan(x, x);
    iv_pi(pi);
    mpfr_mul_2si(&pi->v->right, &pi->v->right, -1, MPFR_RNDU); /* exact */
    assert_true(mpfr_equal_p(iv_upper(x), iv_upper(pi)) && x->hi_open);
    assert_true(mpfr_cmpabs(iv_lower(x), iv_upper(pi)) == 0 && x->lo_open);
    iv_clear(x);
    iv_clear(pi);
}

static void outside_the_domain_is_undefined(void **state)
{
    (void)state;
    check_unary(iv_sqrt, -1, 2, "[]", 0, 0, NULL);
    check_unary(iv_sqrt, -1, 2, "(]", 0, 0, NULL);
    check_unary(iv_sqrt, -2, -1, "[]", 0, 0, NULL);
    check_unary(root_2_3, -1, 2, "[]", 0, 0, NULL);
    check_unary(iv_log, -1, 2, "[]", 0, 0, NULL);
    check_unary(iv_log, 0, 1, "[]", 0, 0, NULL);
    check_unary(iv_log, 0, 0, "[]", 0, 0, NULL);
    check_unary(iv_log, -2, -1, "[]", 0, 0, NULL);
    check_unary(iv_tan, 1, 2, "[]", 0, 0, NULL);
    check_unary(iv_tan, -INF, INF, "()", 0, 0, NULL);
    check_unary(iv_tan, 0, 7, "[]", 0, 0, NULL);
    check_unary(iv_abs, 3, 1, "[]", 0, 0, NULL); /* ends the wrong way round */
}

static void check_binary(binary_fn fn, long a, long b, const char *p, long c,
                         long d, const char *q, long e, long f, const char *s)
{
    iv_t x, y, r, want;
    iv_init(x, 64);
    iv_init(y, 64);
    iv_init(r, 64);
    iv_init(want, 64);
    set_from_ratios(x, a, b, 1, p);
    set_from_ratios(y, c, d, 1, q);
    fn(r, x, y);
    if (s == NULL) {
        assert_false(iv_is_defined(r));
    } else {
        set_from_ratios(want, e, f, 1, s);
        assert_true(same_iv(r, want));
    }
    iv_clear(x);
    iv_clear(y);
    iv_clear(r);
    iv_clear(want);
}

static void strict_ends_of_sums_and_products(void **state)
{
    (void)state;
    check_binary(iv_add, 0, 1, "(]", 2, 3, "[)", 2, 4, "()");
    check_binary(iv_sub, 0, 1, "(]", 2, 3, "[)", -3, -1, "(]");
    check_binary(iv_sub, 1, INF, "[)", 1, INF, "[)", -INF, INF, "()");
    check_binary(iv_add, 1, INF, "[)", -INF, 1, "(]", -INF, INF, "()");
    check_binary(iv_mul, 0, 1, "(]", 0, 2, "(]", 0, 2, "(]");
    check_binary(iv_mul, 0, 1, "(]", 0, 2, "[]", 0, 2, "[]");
    check_binary(iv_mul, 0, 1, "(]", 3, 5, "[)", 0, 5, "()");
    check_binary(iv_mul, -1, 0, "[)", 3, 5, "[)", -5, 0, "()");
    check_binary(iv_mul, -1, 0, "[)", -7, -5, "[]", 0, 7, "(]");
    check_binary(iv_mul, -2, 3, "[)", -5, 7, "(]", -15, 21, "()");
    check_binary(iv_mul, -2, 2, "(]", -2, 2, "[]", -4, 4, "[]");
    check_binary(iv_mul, -2, 2, "()", -2, 2, "[]", -4, 4, "()");
    check_binary(iv_mul, -2, 2, "(]", -2, 2, "[)", -4, 4, "[)");
    check_binary(iv_mul, 0, 0, "[]", -INF, INF, "()", 0, 0, "[]");
    check_binary(iv_mul, 0, INF, "[)", 0, INF, "[)", 0, INF, "[)");
    check_binary(iv_mul, 0, INF, "()", 0, INF, "()", 0, INF, "()");
    check_binary(iv_mul, 0, 1, "[]", 1, INF, "[)", 0, INF, "[)");
    check_binary(iv_mul, -1, 2, "[]", 0, INF, "[)", -INF, INF, "()");
}

static void quotients(void **state)
{
    (void)state;
    check_binary(iv_div, 2, 2, "[]", 0, 2, "(]", 1, INF, "[)");
    check_binary(iv_div, 2, 2, "[]", -2, 0, "[)", -INF, -1, "(]");
    check_binary(iv_div, 2, 2, "[]", 0, 2, "[]", 0, 0, NULL);
    check_binary(iv_div, 0, 0, "[]", -1, 2, "[]", 0, 0, NULL);
    check_binary(iv_div, 0, 0, "[]", 0, 2, "(]", 0, 0, "[]");
    check_binary(iv_div, 0, INF, "()", 0, INF, "()", 0, INF, "()");
    check_binary(iv_div, 0, INF, "[)", 0, INF, "()", 0, INF, "[)");
    check_binary(iv_div, 1, 6, "[]", 1, INF, "[)", 0, 6, "(]");
    check_binary(iv_div, -6, 6, "(]", 2, 3, "[)", -3, 3, "(]");
    check_binary(iv_div, -6, 6, "(]", -3, -2, "[)", -3, 3, "()");
    check_binary(iv_div, -6, -2, "[]", -2, -1, "[]", 1, 6, "[]");
    check_binary(iv_div, -6, -2, "[]", 1, 2, "[]", -6, -1, "[]");
    check_binary(iv_div, 2, 6, "[]", -2, -1, "[]", -6, -1, "[]");
    check_binary(iv_div, -1, 2, "[]", 0, 1, "(]", -INF, INF, "()");
    check_binary(iv_div, -1, 1, "[]", -INF, INF, "()", 0, 0, NULL);
}

static void strict_ends_of_min_max_hull(void **state)
{
    (void)state;
    check_binary(iv_min, 0, 5, "(]", 0, 7, "[]", 0, 5, "[]");
    check_binary(iv_min, 0, 5, "(]", 0, 5, "()", 0, 5, "()");
    check_binary(iv_min, 0, 5, "(]", 1, 5, "[)", 0, 5, "()");
    check_binary(iv_max, 0, 5, "(]", 0, 7, "[)", 0, 7, "()");
    check_binary(iv_max, 0, 7, "[]", 0, 7, "[)", 0, 7, "[]");
    check_binary(iv_hull, 0, 5, "(]", 0, 7, "[)", 0, 7, "[)");
    check_binary(iv_hull, 0, 5, "()", 7, 9, "()", 0, 9, "()");
    check_binary(iv_hull, -INF, 5, "()", 0, INF, "()", -INF, INF, "()");
}

/* ---- predicates and meets ----------------------------------------------- */

static void check_signs(long a, long b, const char *p, const char *want)
{
    iv_t x;
    iv_init(x, 64);
    set_from_ratios(x, a, b, 1, p);
    assert_int_equal(iv_certainly_pos(x), want[0] == '1');
    assert_int_equal(iv_certainly_nonneg(x), want[1] == '1');
    assert_int_equal(iv_certainly_neg(x), want[2] == '1');
    assert_int_equal(iv_certainly_nonpos(x), want[3] == '1');
    assert_int_equal(iv_certainly_nonzero(x), want[4] == '1');
    iv_clear(x);
}

static void predicates_are_certain(void **state)
{
    (void)state;
    check_signs(1, 2, "[]", "11001");
    check_signs(0, 2, "[]", "01000");
    check_signs(0, 2, "(]", "11001");
    check_signs(-1, 2, "[]", "00000");
    check_signs(-1, 0, "[]", "00010");
    check_signs(-1, 0, "[)", "00111");
    check_signs(-2, -1, "[]", "00111");
    check_signs(0, 0, "[]", "01010");
    check_signs(0, INF, "()", "11001");
    check_signs(-INF, INF, "()", "00000");
}

static void meets(void **state)
{
    iv_t a, r, want;
    iv_init(a, 64);
    iv_init(r, 64);
    iv_init(want, 64);
    (void)state;
    static const struct {
        long a, b;
        const char *p;
        bool strict;
        long c, d;
        const char *q; /* NULL: empty */
    } cases[] = {
        {-1, 2, "[]", false, 0, 2, "[]"},
        {-1, 2, "[)", true, 0, 2, "()"},
        {0, 2, "(]", false, 0, 2, "(]"},
        {0, 2, "[]", true, 0, 2, "(]"},
        {1, 2, "(]", true, 1, 2, "(]"},
        {-1, 0, "[]", false, 0, 0, "[]"},
        {-1, 0, "[]", true, 0, 0, NULL},
        {-1, 0, "[)", false, 0, 0, NULL},
        {-2, -1, "[]", false, 0, 0, NULL},
        {0, 0, "[]", false, 0, 0, "[]"},
        {0, 0, "[]", true, 0, 0, NULL},
        {-INF, INF, "()", true, 0, INF, "()"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        set_from_ratios(a, cases[k].a, cases[k].b, 1, cases[k].p);
        iv_meet_nonneg(r, a, cases[k].strict);
        assert_int_equal(iv_is_empty(r), cases[k].q == NULL);
        if (cases[k].q == NULL)
            continue;
        set_from_ratios(want, cases[k].c, cases[k].d, 1, cases[k].q);
        assert_true(same_iv(r, want));
    }
    iv_clear(a);
    iv_clear(r);
    iv_clear(want);
}

static void decimals_are_enclosed(void **state)
{
    iv_t a;
    mpq_t q;
    mpq_init(q);
    iv_init(a, 53);
    (void)state;
    mpq_set_si(q, 1, 10);
    iv_set_q(a, q);
    assert_true(mpfr_cmp_q(iv_lower(a), q) < 0 && a->lo_open);
    assert_true(mpfr_cmp_q(iv_upper(a), q) > 0 && a->hi_open);
    mpq_set_si(q, 3, 8);
    iv_set_q(a, q);
    assert_is_ratio(a, 3, 8);
    assert_false(a->lo_open || a->hi_open);
    iv_pi(a);
    arb_t pi;
    arb_init(pi);
    arb_const_pi(pi, 300);
    assert_may_hold(a, pi, "pi");
    arb_clear(pi);
    mpq_clear(q);
    iv_clear(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_values_stay_exact),
        cmocka_unit_test(functions_of_unbounded_arguments),
        cmocka_unit_test(outside_the_domain_is_undefined),
        cmocka_unit_test(strict_ends_of_sums_and_products),
        cmocka_unit_test(quotients),
        cmocka_unit_test(strict_ends_of_min_max_hull),
        cmocka_unit_test(predicates_are_certain),
        cmocka_unit_test(meets),
        cmocka_unit_test(decimals_are_enclosed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
