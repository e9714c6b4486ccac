/* What is printed must be true of every number of the enclosure. */
#include "../../reports/decimal.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(const char *lo, const char *hi, long digits, const char *want)
{
    enclosure e = {strdup(lo), strdup(hi)};
    text_buf b = {0};
    decimal_show(&b, &e, digits, DECIMAL_PLAIN);
    assert_string_equal(b.s, want);
    text_clear(&b);
    free(e.lo);
    free(e.hi);
}

static void check_prefix(const char *lo, const char *hi, long digits,
                         const char *want)
{
    enclosure e = {strdup(lo), strdup(hi)};
    text_buf b = {0};
    decimal_show_prefix(&b, &e, digits);
    assert_string_equal(b.s, want);
    text_clear(&b);
    free(e.lo);
    free(e.hi);
}

static void shows_what_is_certain(void **state)
{
    (void)state;
    check("0.5", "0.5", 0, "0.5");
    check("0", "0", 0, "0");
    check("-3996", "-3996", 0, "-3996");
    check("100", "100.0", 0, "100");
    check("0.10041956", "0.10041957", 0, "0.10041957(1)");
    check("0.10041955", "0.10041957", 0, "0.10041956(1)");
    check("3.14159265358979", "3.14159265358980", 5, "3.1416(1)");
    check("1.2345678901234567", "1.2345678901234567", 5, "1.2346(1)");
    check("-0.000123", "-0.000121", 0, "-0.000122(1)");
    check("1.1e-7", "1.3e-7", 0, "1.2(1)e-7");
    check("1e30", "1e30", 0, "1e30");
    check("9.99", "10.01", 0, "10.00(1)");
    check("123456", "123458", 0, "123457(1)");
    check("12340", "12360", 0, "1.235(1)e4");
}

static void shows_a_power_where_asked(void **state)
{
    static const char *const cases[][3] = {
        {"0.5", "0.5", "5×10⁻¹"},
        {"0", "0", "0"},
        {"-0.000123", "-0.000121", "−1.22(1)×10⁻⁴"},
        {"9.99", "10.01", "1.000(1)×10¹"},
        {"1", "1", "1×10⁰"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enclosure e = {strdup(cases[i][0]), strdup(cases[i][1])};
        text_buf b = {0};
        decimal_show(&b, &e, 0, DECIMAL_POWER);
        assert_string_equal(b.s, cases[i][2]);
        assert_false(decimal_has_power(&e, 0));
        text_clear(&b);
        free(e.lo);
        free(e.hi);
    }
    enclosure small = {(char[]){"1.1e-7"}, (char[]){"1.3e-7"}};
    enclosure open = {(char[]){"-1e-7"}, (char[]){"1e-7"}};
    assert_true(decimal_has_power(&small, 0));
    assert_false(decimal_has_power(&open, 0));
}

static void shows_ends_where_nothing_is(void **state)
{
    (void)state;
    check("-1", "1", 0, "[-1, 1]");
    check("0", "1e-9", 0, "[0, 1e-9]");
    check("-inf", "3", 0, "[-inf, 3]");
    check("2", "1", 0, "[2, 1]"); /* no enclosure at all */
    check("1", "nan", 0, "[1, nan]");
}

static void markdown_has_real_powers(void **state)
{
    enclosure e = {(char[]){"-1.1e-17"}, (char[]){"-1.1e-17"}};
    text_buf b = {0};
    (void)state;
    decimal_show(&b, &e, 0, DECIMAL_MARKDOWN);
    assert_string_equal(b.s, "−1.1×10⁻¹⁷");
    text_clear(&b);
}

static void prefixes_are_cut_off(void **state)
{
    (void)state;
    check_prefix("3.14159265358979", "3.14159265358980", 10, "3.141592653...");
    check_prefix("3.14159265358979", "3.14159265358980", 15, /* two lost */
                 "3.14159265358980(1)");
    check_prefix("-0.3334", "-0.3333", 3, "-0.333...");
    check_prefix("2.5", "2.5", 10, "2.5");
    check_prefix("0", "0", 10, "0");
    check_prefix("1.999999", "2.000001", 5, "2.0000(1)");
    check_prefix("1.5e-20", "1.6e-20", 5, "1...e-20");
    check_prefix("262537412640768743.9", "262537412640768744.1", 30,
                 "262537412640768744.0(1)");
}

static bool prefix(char *lo, char *hi, long digits)
{
    const enclosure e = {lo, hi};
    return decimal_has_prefix(&e, digits);
}

static void full_prefixes_are_told(void **state)
{
    (void)state;
    assert_true(prefix("1.2345", "1.2346", 4));
    assert_false(prefix("1.2345", "1.2346", 5));
    assert_true(prefix("2.5", "2.5", 5));
    assert_true(prefix("0", "0", 5));
    assert_false(prefix("0", "1e-9", 1));
    assert_false(prefix("1.999", "2.001", 1));
    assert_true(prefix("-3.15", "-3.14", 2));
    assert_false(prefix("-inf", "1", 1));
}

/* The value and unit of "d.ddd(1)e-7", read back independently. */
static void read_back(const char *s, mpq_t v, mpq_t unit)
{
    char digits[200];
    size_t n = 0;
    long places = 0, e = 0;
    bool point = false, sure = strchr(s, '(') == NULL;
    const char *p = s;
    for (; *p != '\0' && *p != '(' && *p != 'e'; p++) {
        point = point || *p == '.';
        if (*p != '.') {
            digits[n++] = *p;
            places += point;
        }
    }
    digits[n] = '\0';
    const char *x = strchr(s, 'e');
    if (x != NULL)
        e = atol(x + 1);
    e -= places;
    mpz_set_str(mpq_numref(v), digits, 10);
    mpz_set_ui(mpq_denref(v), 1);
    mpz_ui_pow_ui(e < 0 ? mpq_denref(unit) : mpq_numref(unit), 10,
                  (unsigned long)labs(e));
    mpz_set_ui(e < 0 ? mpq_numref(unit) : mpq_denref(unit), 1);
    mpq_canonicalize(unit);
    mpq_mul(v, v, unit);
    if (sure)
        mpq_set_ui(unit, 0, 1);
}

static void random_enclosures_lie_within(void **state)
{
    const char *factor = getenv("ASSAY_TEST_FACTOR");
    long rounds = 3000 * (factor != NULL ? atol(factor) : 1);
    mpq_t lo, hi, v, u, d;
    (void)state;
    mpq_inits(lo, hi, v, u, d, NULL);
    srand(20240501);
    for (long i = 0; i < rounds; i++) {
        char a[80], b[80];
        long m = rand() % 2000000 - 1000000, w = rand() % 2000;
        int x = rand() % 40 - 30;
        if (rand() % 3 == 0)
            w = rand() % 3;
        snprintf(a, sizeof a, "%lde%d", m, x);
        snprintf(b, sizeof b, "%lde%d", m + w, x);
        enclosure e = {a, b};
        text_buf t = {0};
        decimal_show(&t, &e, 1 + rand() % 12, DECIMAL_PLAIN);
        assert_true(decimal_read(lo, a) && decimal_read(hi, b));
        if (t.s[0] == '[') {
            assert_true(w > 0);
            text_clear(&t);
            continue;
        }
        read_back(t.s, v, u);
        for (int end = 0; end < 2; end++) {
            mpq_sub(d, end == 0 ? lo : hi, v);
            mpq_abs(d, d);
            if (mpq_cmp(d, u) > 0)
                fail_msg("seed 20240501: [%s, %s] shown as %s", a, b, t.s);
        }
        text_clear(&t);
    }
    mpq_clears(lo, hi, v, u, d, NULL);
}

static void reads_decimals_exactly(void **state)
{
    static const char *const bad[] = {"",    "-",   ".",    "e5",         "1e",
                                      "1e+", "0x1", "1 ",   "1e99999999", "inf",
                                      "nan", "1/2", "1.2.3"};
    mpq_t q, want;
    (void)state;
    mpq_inits(q, want, NULL);
    mpq_set_si(want, -1, 800);
    assert_true(decimal_read(q, "-12.5e-4"));
    assert_true(mpq_equal(q, want));
    mpq_set_si(want, 1200, 1);
    assert_true(decimal_read(q, "+1.2E+3"));
    assert_true(mpq_equal(q, want));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(decimal_read(q, bad[i]));
    assert_false(decimal_read(q, NULL));
    mpq_clears(q, want, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_what_is_certain),
        cmocka_unit_test(shows_a_power_where_asked),
        cmocka_unit_test(shows_ends_where_nothing_is),
        cmocka_unit_test(markdown_has_real_powers),
        cmocka_unit_test(prefixes_are_cut_off),
        cmocka_unit_test(full_prefixes_are_told),
        cmocka_unit_test(random_enclosures_lie_within),
        cmocka_unit_test(reads_decimals_exactly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
