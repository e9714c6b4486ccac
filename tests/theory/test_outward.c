/* tests/theory/test_outward.c: decimals against exact arithmetic. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/evidence/outward.h"
#include "theory_support.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long decimals_of(const char *s)
{
    const char *point = strchr(s, '.');
    return point == NULL ? 0 : (long)strspn(point + 1, "0123456789");
}

static const char *exponent_of(const char *s)
{
    const char *e = strchr(s, 'e');
    return e == NULL ? "" : e;
}

/* Outward, and by less than one unit of the last of `digits` digits of the
 * end that is larger in magnitude. */
static void check_pair(mpq_srcptr lo, mpq_srcptr hi, long digits)
{
    char *l, *h;
    mpq_t a, b, unit, big;
    mpq_init(a);
    mpq_init(b);
    mpq_init(unit);
    mpq_init(big);
    outward_from_q(lo, hi, digits, &l, &h);
    decimal_to_q(a, l);
    decimal_to_q(b, h);
    assert_true(mpq_cmp(a, lo) <= 0);
    assert_true(mpq_cmp(b, hi) >= 0);
    mpq_abs(a, lo);
    mpq_abs(b, hi);
    mpq_set(big, mpq_cmp(a, b) > 0 ? a : b);
    if (mpq_sgn(big) != 0) {
        /* unit = 10^(1-digits) * big is at least a unit of the last place */
        mpz_ui_pow_ui(mpq_denref(unit), 10, (unsigned long)(digits - 1));
        mpz_set_ui(mpq_numref(unit), 1);
        mpq_mul(unit, unit, big);
        decimal_to_q(a, l);
        decimal_to_q(b, h);
        mpq_sub(a, lo, a);
        mpq_sub(b, b, hi);
        assert_true(mpq_cmp(a, unit) < 0 || mpq_sgn(a) == 0);
        assert_true(mpq_cmp(b, unit) < 0 || mpq_sgn(b) == 0);
    }
    if (strcmp(l, "0") != 0 && strcmp(h, "0") != 0) {
        assert_int_equal(decimals_of(l), decimals_of(h));
        assert_string_equal(exponent_of(l), exponent_of(h));
    }
    mpq_clear(a);
    mpq_clear(b);
    mpq_clear(unit);
    mpq_clear(big);
    free(l);
    free(h);
}

static void random_q(mpq_ptr q, gmp_randstate_t rnd)
{
    unsigned long up = gmp_urandomm_ui(rnd, 120), down;
    down = gmp_urandomm_ui(rnd, 120);
    mpz_urandomb(mpq_numref(q), rnd, up + 1);
    mpz_urandomb(mpq_denref(q), rnd, down + 1);
    mpz_add_ui(mpq_denref(q), mpq_denref(q), 1);
    mpq_canonicalize(q);
    if (gmp_urandomm_ui(rnd, 2) != 0)
        mpq_neg(q, q);
}

static void encloses_rationals(void **state)
{
    (void)state;
    gmp_randstate_t rnd;
    mpq_t a, b;
    mpq_init(a);
    mpq_init(b);
    gmp_randinit_default(rnd);
    gmp_randseed_ui(rnd, 20240522);
    for (int i = 0; i < 3000; i++) {
        random_q(a, rnd);
        random_q(b, rnd);
        if (i % 3 == 0)
            mpq_set(b, a);
        if (mpq_cmp(a, b) > 0)
            mpq_swap(a, b);
        check_pair(a, b, 1 + (long)gmp_urandomm_ui(rnd, 40));
    }
    gmp_randclear(rnd);
    mpq_clear(a);
    mpq_clear(b);
}

static void expect(const char *lo, const char *hi, long digits,
                   const char *lo_text, const char *hi_text)
{
    mpq_t a, b;
    char *l, *h;
    mpq_init(a);
    mpq_init(b);
    assert_int_equal(mpq_set_str(a, lo, 10), 0);
    assert_int_equal(mpq_set_str(b, hi, 10), 0);
    outward_from_q(a, b, digits, &l, &h);
    assert_string_equal(l, lo_text);
    assert_string_equal(h, hi_text);
    free(l);
    free(h);
    mpq_clear(a);
    mpq_clear(b);
}

/* Expected texts follow from long division. */
static void prints(void **state)
{
    (void)state;
    expect("1/3", "1/3", 5, "0.33333", "0.33334");
    expect("-1/3", "-1/3", 5, "-0.33334", "-0.33333");
    expect("1/2", "1/2", 10, "0.5", "0.5");
    expect("0", "0", 10, "0", "0");
    expect("0", "1/8", 10, "0", "0.125");
    expect("1000", "1000", 10, "1000", "1000");
    expect("123456789", "123456789", 3, "123000000", "124000000");
    expect("1/2", "5000000001/10000000000", 10, "0.5000000000",
           "0.5000000001");
    expect("1/3000000000000", "1/3000000000000", 4, "3.333e-13",
           "3.334e-13");
    expect("99999999/10000000", "99999999/10000000", 3, "9.99", "10.00");
    expect("1000000000000000000000", "1000000000000000000001", 5, "1.0000e21",
           "1.0001e21");
    expect("-1/7", "2/7", 4, "-0.1429", "0.2858");
}

static void intervals_and_infinities(void **state)
{
    (void)state;
    iv_t v;
    char *l, *h;
    mpq_t q;
    mpq_init(q);
    iv_init(v, 200);
    iv_pi(v);
    outward_from_iv(v, 30, &l, &h); /* digits of pi: any table */
    assert_string_equal(l, "3.14159265358979323846264338327");
    assert_string_equal(h, "3.14159265358979323846264338328");
    free(l);
    free(h);
    mpq_set_si(q, 1, 1);
    iv_set_ends(v, q, false, NULL, true);
    outward_from_iv(v, 5, &l, &h);
    assert_string_equal(l, "1");
    assert_string_equal(h, "inf");
    free(l);
    free(h);
    iv_set_ends(v, NULL, true, q, false);
    outward_from_iv(v, 5, &l, &h);
    assert_string_equal(l, "-inf");
    assert_string_equal(h, "1");
    free(l);
    free(h);
    /* exp(10^7) = 10^4342944.8...: exponents beyond all decimals */
    mpq_set_si(q, 10000000, 1);
    iv_set_q(v, q);
    iv_exp(v, v);
    outward_from_iv(v, 3, &l, &h);
    assert_non_null(strstr(l, "e4342944"));
    assert_non_null(strstr(h, "e4342944"));
    free(l);
    free(h);
    iv_clear(v);
    mpq_clear(q);
}

static void exact_texts(void **state)
{
    static const char *const want[][2] = {
        {"7", "7"},        {"-7/2", "-3.5"}, {"1/8", "0.125"},
        {"22/7", "22/7"},  {"0", "0"},       {"1/1024", "1/1024"},
        {"-1/20", "-0.05"}};
    (void)state;
    mpq_t q;
    mpq_init(q);
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        mpq_set_str(q, want[i][0], 10);
        char *s = outward_exact(q, 6);
        assert_string_equal(s, want[i][1]);
        free(s);
    }
    mpq_clear(q);
}

/* A locale with a decimal comma changes nothing. */
static void no_locale(void **state)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8",
                                        "fr_FR.UTF-8", "C"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_ALL, names[i]) != NULL)
            break;
    expect("1/3", "1/3", 5, "0.33333", "0.33334");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encloses_rationals),
        cmocka_unit_test(prints),
        cmocka_unit_test(intervals_and_infinities),
        cmocka_unit_test(exact_texts),
        cmocka_unit_test(no_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
