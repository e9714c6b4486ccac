/* tests/numerics/test_rational.c: doubles, fractions and text.
 *
 * Directed conversions are held to their definition, compared as rationals;
 * readers to GMP's own writing of the same number.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../numerics/base/rational.h"

/* The sign of x - q; x may be infinite. */
static int compare(double x, const mpq_t q)
{
    mpq_t t;
    if (isinf(x))
        return x > 0 ? 1 : -1;
    mpq_init(t);
    mpq_set_d(t, x);
    int c = mpq_cmp(t, q);
    mpq_clear(t);
    return c;
}

/* lower <= q < the next double; the other way round for upper. */
static void expect_directed(const mpq_t q)
{
    double lo = rational_lower(q), hi = rational_upper(q);
    double near = rational_near(q);
    assert_false(isnan(lo) || isnan(hi));
    assert_true(compare(lo, q) <= 0 && lo < INFINITY);
    assert_true(compare(nextafter(lo, INFINITY), q) > 0);
    assert_true(compare(hi, q) >= 0 && hi > -INFINITY);
    assert_true(compare(nextafter(hi, -INFINITY), q) < 0);
    assert_true(isfinite(near));
    assert_true(near == lo || near == hi || fabs(near) == DBL_MAX);
    assert_false(near == 0 && signbit(near));
}

static void conversions_are_directed(void **state)
{
    static const char *const edge[] = {
        "0", "1", "-1", "1/3", "-1/3", "9007199254740993",
        "-9007199254740993", "9007199254740992"};
    /* 2^e and its neighbours, where doubles begin, get sparse, and end */
    static const long power[] = {-5000, -1076, -1075, -1074, -1073, -1023,
                                 -1022, -1021, -53,   53,    1022,  1023,
                                 1024,  1025,  5000};
    mpq_t q, h;
    (void)state;
    mpq_inits(q, h, NULL);
    for (size_t k = 0; k < sizeof edge / sizeof *edge; k++) {
        assert_int_equal(mpq_set_str(q, edge[k], 10), 0);
        expect_directed(q);
    }
    for (size_t k = 0; k < sizeof power / sizeof *power; k++)
        for (int shift = 40; shift <= 60; shift++)
            for (int d = -1; d <= 1; d++)
                for (int sign = -1; sign <= 1; sign += 2) {
                    mpq_set_si(q, sign, 1);
                    mpq_set_si(h, d, 1);
                    mpq_div_2exp(h, h, (mp_bitcnt_t)shift);
                    mpq_add(q, q, h);
                    if (power[k] >= 0)
                        mpq_mul_2exp(q, q, (mp_bitcnt_t)power[k]);
                    else
                        mpq_div_2exp(q, q, (mp_bitcnt_t)-power[k]);
                    expect_directed(q);
                }
    mpq_clears(q, h, NULL);
}

static void what_is_not_finite_is_refused(void **state)
{
    mpq_t q;
    (void)state;
    mpq_init(q);
    mpq_set_si(q, 2, 7);
    assert_false(rational_from_double(q, INFINITY));
    assert_false(rational_from_double(q, -INFINITY));
    assert_false(rational_from_double(q, NAN));
    assert_int_equal(mpq_cmp_si(q, 2, 7), 0);
    assert_true(rational_from_double(q, -0x1.8p-3));
    assert_int_equal(mpq_cmp_si(q, -3, 16), 0);
    assert_true(rational_from_double(q, DBL_MAX));
    assert_true(rational_lower(q) == DBL_MAX && rational_upper(q) == DBL_MAX);
    rational_guess(q, NAN);
    assert_int_equal(mpq_sgn(q), 0);
    mpq_clear(q);
}

static void only_lowest_terms_are_read(void **state)
{
    static const char *const good[] = {
        "0", "7", "-7", "1/2", "-22/7", "10", "100/3", "1/10",
        "123456789012345678901234567891/2"};
    static const char *const bad[] = {
        "",    "-",   "/",    "1/",    "/2",   "2/4",  "8/2",  "4/1",
        "+1",  "01",  "-0",   "0/1",   "0/5",  "1/02", "1/0",  "1/-2",
        "1//2", "--1", "1/2/3", " 1",  "1 ",   "1.5",  "1e5",  "0x10",
        "1/2 ", "-01", "00",   "1_0",  "inf",  "nan",  "1\n"};
    mpq_t q, r;
    (void)state;
    mpq_inits(q, r, NULL);
    for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
        assert_true(rational_read(q, good[k], strlen(good[k])));
        assert_int_equal(mpq_set_str(r, good[k], 10), 0);
        assert_true(mpq_equal(q, r));
    }
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        mpq_set_si(q, 5, 3);
        if (rational_read(q, bad[k], strlen(bad[k])))
            fail_msg("read `%s`", bad[k]);
        assert_int_equal(mpq_sgn(q), 0);
    }
    /* no more than the n bytes */
    assert_true(rational_read(q, "12/5", 2));
    assert_int_equal(mpq_cmp_si(q, 12, 1), 0);
    /* all small fractions, as GMP writes them and otherwise */
    for (int a = -30; a <= 30; a++)
        for (int b = 1; b <= 30; b++) {
            char text[40];
            mpq_set_si(r, a, (unsigned long)b);
            mpq_canonicalize(r);
            char *canonical = mpq_get_str(NULL, 10, r);
            snprintf(text, sizeof text, "%d/%d", a, b);
            assert_int_equal(rational_read(q, text, strlen(text)),
                             strcmp(canonical, text) == 0);
            assert_true(rational_read(q, canonical, strlen(canonical)));
            assert_true(mpq_equal(q, r));
            free(canonical);
        }
    mpq_clears(q, r, NULL);
}

static void decimals_are_exact(void **state)
{
    static const struct {
        const char *text, *value;
    } good[] = {{"0", "0"},         {"0.1", "1/10"},     {"-2.50", "-5/2"},
                {"1e3", "1000"},    {"1E+3", "1000"},    {"25e-2", "1/4"},
                {".5", "1/2"},      {"5.", "5"},         {"-0", "0"},
                {"00.10", "1/10"},  {"1.5e1", "15"},     {"1e-0", "1"},
                {"1e0003", "1000"}, {"0.0e100", "0"}};
    static const char *const bad[] = {
        "",   ".",  "-",    "e5",   "1e",   "1e+",  "1e-",   "1.2.3", "+1",
        "1x", "1 ", " 1",   "--1",  "1e5x", "1e1.5", "1e101", "1e-101",
        "1e99999999999999999999999", "inf", "0x1p3"};
    mpq_t q, r;
    (void)state;
    mpq_inits(q, r, NULL);
    for (size_t k = 0; k < sizeof good / sizeof *good; k++) {
        assert_int_equal(mpq_set_str(r, good[k].value, 10), 0);
        assert_true(
            rational_read_decimal(q, good[k].text, strlen(good[k].text), 100));
        assert_true(mpq_equal(q, r));
    }
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        mpq_set_si(q, 5, 3);
        if (rational_read_decimal(q, bad[k], strlen(bad[k]), 100))
            fail_msg("read `%s`", bad[k]);
        assert_int_equal(mpq_sgn(q), 0);
    }
    mpq_clears(q, r, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conversions_are_directed),
        cmocka_unit_test(what_is_not_finite_is_refused),
        cmocka_unit_test(only_lowest_terms_are_read),
        cmocka_unit_test(decimals_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
