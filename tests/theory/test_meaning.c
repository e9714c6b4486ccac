/* Verdicts where meaning and proof part: exponents that are whole numbers in
 * disguise, powers over `m..inf`, conditions without a value. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const twos[] = {
    "2",         "8^(1/3)",     "10^400/10^400 + 1",
    "sqrt(2)^2", "log(exp(2))", "4*cos(pi/3)",
};

/* (-2)^2 = 4 <= 5: the instance t = -2 belongs to the claim. */
static void disguised_exponents(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof twos / sizeof *twos; i++) {
        char text[600];
        snprintf(text, sizeof text,
                 "let two = %s\n"
                 "claim a \"A\" show two == 2\n"
                 "claim b \"B\" for t in {-2, 2} where t^two <= 5 show t > 0\n"
                 "constant c \"C\" for t in {-2, 2} where t^two <= 5\n"
                 "  largest c with t >= c paper -2\n",
                 twos[i]);
        audited a;
        audited_run(&a, text, NULL);
        assert_true(a.ok);
        assert_int_equal(audited_find(&a, "a")->verdict, VERDICT_PROVED);
        const result *r = audited_find(&a, "b");
        assert_int_equal(r->verdict, VERDICT_REFUTED);
        assert_string_equal(placed(&refuted(r)->at), "t = -2");
        r = audited_find(&a, "c");
        assert_int_equal(r->verdict, VERDICT_ENCLOSED);
        assert_true(encloses(&r->value, "-2"));
        audited_clear(&a);
    }
}

typedef struct {
    const char *claim;
    verdict_kind verdict;
} expectation;

/* By hand: |x| <= 1 gives |x^n| <= 1; x^0 is 1; (-1)^n is 1 or -1. */
static const expectation known[] = {
    {"for x in [0, 1]: x^0 == 1", VERDICT_PROVED},
    {"for x in [0, 1]: sqrt(x)^0 == 1", VERDICT_PROVED},
    {"for x in [0, inf): sqrt(x)^0 == 1", VERDICT_PROVED},
    {"for x in [-1, 1]: sqrt(x)^0 == 1", VERDICT_REFUTED},
    {"0^0 == 1", VERDICT_PROVED},
    {"log2(8) == 3", VERDICT_PROVED},
    {"log10(1/1000) == -3", VERDICT_PROVED},
    {"2^log2(7) == 7", VERDICT_PROVED},
    {"for x in [1, 2]: log2(x) >= x - 1", VERDICT_PROVED}, /* concave */
    {"for x in (0, 9]: log10(x) < 1", VERDICT_PROVED},
    {"for x in [-1, 1]: log2(x) <= 0", VERDICT_REFUTED}, /* undefined */
    {"for x in (-inf, inf): sign(x)*x == abs(x)", VERDICT_PROVED},
    {"for x in [-1, 1]: sign(x) >= x", VERDICT_REFUTED},
    {"for x in [0, 1]: sign(x) >= x", VERDICT_PROVED},
    {"for x in [0, 1]: sign(x) > x", VERDICT_REFUTED},
    {"(sqrt(2) - sqrt(2))^0 == 1", VERDICT_PROVED},
    {"for x in [0, 1]: sum(k in 0..2, sqrt(x)^k) >= 1", VERDICT_PROVED},
    {"for n in 1..inf, x in [-1, 0]: x^n <= 1", VERDICT_PROVED},
    {"for n in 0..inf, x in [-1, 1]: x^n <= 1", VERDICT_PROVED},
    {"for n in 0..inf, x in [-1, 1]: abs(x^n) <= 1", VERDICT_PROVED},
    {"for n in 0..inf, x in [0, 1]: x^n < 1", VERDICT_REFUTED},
    {"for n in 1..inf, x in [-1, 0]: x^n <= 0", VERDICT_REFUTED},
    {"for n in 1..inf, x in [-1, 0]: x^(2*n) >= 0", VERDICT_PROVED},
    {"for n in 1..inf, x in [-1, 0]: x^(2*n + 1) <= 0", VERDICT_PROVED},
    {"for n in 1..inf: (-1)^n <= 1", VERDICT_PROVED},
    {"for n in 1..inf: (-1)^n < 1", VERDICT_REFUTED},
    {"for n in 1..inf: (-1)^(2*n) >= 1", VERDICT_PROVED},
    {"for n in 1..inf: (sqrt(2) - sqrt(2))^n == 0", VERDICT_PROVED},
    /* (-2)^1 = -2 <= 1 */
    {"for n in 1..inf, x in [-2, 1] where x^n <= 1: x > -1", VERDICT_REFUTED},
    {"for n in 1..inf, x in [-2, 1] where x^n <= 1/2: x > 0", VERDICT_REFUTED},
    {"for n in 1..inf, x in [-1, 1] where x^n > 1: x > 5", VERDICT_NONE},
    /* none of whose cases has a point: vacuous, an error, is the line above;
     * 0^-1 and 1/0 are undefined; what is left out of the domain is not */
    {"for n in 1..inf, x in [-1, 1]: x^(-n) - x^(-n) == 0", VERDICT_REFUTED},
    {"for n in 1..inf, x in [-1, 1]: (1/x)^n - (1/x)^n == 0",
     VERDICT_UNDECIDED},
    {"for n in 1..inf, x in [-1, 1]: 0*x^(-n) == 0", VERDICT_REFUTED},
    {"for n in 1..inf, x in [-1, 1]: sqrt(x)^n <= 1", VERDICT_UNDECIDED},
    {"for n in 1..inf, x in [0, 1]: sqrt(x)^n <= 1", VERDICT_PROVED},
    {"for n in 2..inf, x in [-1, 1]: x^(1/n) <= 1", VERDICT_UNDECIDED},
    {"for n in 1..inf, x in [0, 1]: x^(1/n) <= 1", VERDICT_PROVED},
    {"for x in (0, 1]: x^sqrt(2) <= 1", VERDICT_PROVED},
    {"for x in [0, 1]: x^sqrt(2) <= 1", VERDICT_PROVED},
    {"for x in [-1, 1]: x^sqrt(2) <= 1", VERDICT_REFUTED},
};

static void expect(const expectation *e, size_t n, int boxes)
{
    size_t wrong = 0;
    for (size_t i = 0; i < n; i++) {
        audited a;
        char text[300];
        snprintf(text, sizeof text, "%s boxes %d", e[i].claim, boxes);
        audited_claim(&a, text);
        verdict_kind got = a.n && a.ok ? a.res[0].verdict : VERDICT_NONE;
        if (got != e[i].verdict) {
            print_error("%s: %s\n", e[i].claim, verdict_name(got));
            wrong++;
        }
        audited_clear(&a);
    }
    assert_int_equal(wrong, 0);
}

static void verdicts(void **state)
{
    (void)state;
    expect(known, sizeof known / sizeof *known, 4000);
}

/* 20! and 30 over 15 from OEIS A000142, A000984; 52! has 226 bits; Pascal's
 * rule; (-1) over k is (-1)^k; between whole numbers Gamma(x + 1) has its least
 * value 0.8856 > 0.88; (4 over k) is greatest, 6, at k = 2. */
static const expectation whole[] = {
    {"factorial(20) == 2432902008176640000", VERDICT_PROVED},
    {"factorial(0) == 1", VERDICT_PROVED},
    {"factorial(8^(1/3)) == 2", VERDICT_PROVED},
    {"factorial(3000)/factorial(2999) == 3000", VERDICT_PROVED},
    {"binomial(30, 15) == 155117520", VERDICT_PROVED},
    {"binomial(3, 5) == 0", VERDICT_PROVED},
    {"binomial(3, -1) == 0", VERDICT_PROVED},
    {"binomial(-1, 3) == -1", VERDICT_PROVED},
    {"binomial(10^1000, 2) == 10^1000*(10^1000 - 1)/2", VERDICT_PROVED},
    {"for n in 0..9, k in -1..9: binomial(n + 1, k) == binomial(n, k) + "
     "binomial(n, k - 1)",
     VERDICT_PROVED},
    {"for n in 0..inf: factorial(n) >= 0.88", VERDICT_PROVED},
    {"for n in 0..inf: factorial(n) >= 0.8857", VERDICT_UNDECIDED},
    {"for n in 0..inf: factorial(n) < 5000", VERDICT_REFUTED},
    {"for n in -1..inf: factorial(n) > 0", VERDICT_UNDECIDED}, /* no (-1)! */
    {"for n in 1..inf: binomial(n, 2) == n*(n - 1)/2", VERDICT_PROVED},
    {"for n in 3..inf: binomial(n, 3) <= n^3/6", VERDICT_PROVED},
    {"for n in 0..5, k in 0..inf where k <= n: binomial(n, k) >= 1/10",
     VERDICT_PROVED},
    {"for k in 0..inf: binomial(4, k) <= 6", VERDICT_PROVED},
    {"for k in 0..inf: binomial(4, k) < 6", VERDICT_REFUTED},
    {"for k in 5..inf: binomial(4, k) == 0", VERDICT_PROVED},
    {"for n in 0..inf: factorial(n/2) > 0", VERDICT_NONE},
    {"for n in 0..inf, x in [0, 1]: factorial(n)*x >= 0", VERDICT_PROVED},
    {"for x in [0, 1]: factorial(x) > 0", VERDICT_NONE},
    {"for x in [0, 1]: factorial(0*x) > 0", VERDICT_NONE},
    {"factorial(1/2) > 0", VERDICT_NONE},
    {"factorial(sqrt(2)) > 0", VERDICT_NONE},
    {"factorial(-1) > 0", VERDICT_NONE},
    {"factorial(10^9) > 0", VERDICT_NONE},
    {"binomial(10^9, 10^8) > 0", VERDICT_NONE},
    {"binomial(10^1000, 10^3) > 0", VERDICT_NONE},
    {"polygamma(sqrt(4), 1) < -2.404", VERDICT_PROVED},
    {"polygamma(0, 1) == digamma(1)", VERDICT_PROVED},
    {"polygamma(1/2, 1) < 0", VERDICT_NONE},
    {"polygamma(-1, 1) < 0", VERDICT_NONE},
    {"for x in (-1, 0): Gamma(x) < -3.54", VERDICT_PROVED},
    {"for x in (-1, 0): Gamma(x) < -3.545", VERDICT_REFUTED},
};

static void whole_numbers(void **state)
{
    (void)state;
    expect(whole, sizeof whole / sizeof *whole, 400);
}

/* The witness of a refutation is a point of the statement: at an odd n, say,
 * where the odd power fails. */
static void witnesses(void **state)
{
    (void)state;
    audited a;
    audited_claim(&a, "for n in 1..inf: (-1)^n >= 0");
    assert_true(a.ok);
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_int_equal(strncmp(placed(&refuted(&a.res[0])->at), "n = ", 4), 0);
    assert_int_equal(atol(placed(&refuted(&a.res[0])->at) + 4) % 2, 1);
    audited_clear(&a);
    audited_claim(&a, "for n in 1..inf: (-1)^n <= 0");
    assert_true(a.ok);
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_int_equal(atol(placed(&refuted(&a.res[0])->at) + 4) % 2, 0);
    audited_clear(&a);
}

/* x^n on [-1/2, 0] is least at x = -1/2, n = 1. */
static void constants(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "constant a \"A\" for n in 1..inf, x in [-1/2, 0]\n"
                "  largest c with x^n >= c\n",
                NULL);
    assert_true(a.ok);
    const result *r = audited_find(&a, "a");
    assert_int_equal(r->verdict, VERDICT_ENCLOSED);
    assert_true(encloses(&r->value, "-0.5"));
    assert_int_equal(r->instances, 1);
    audited_clear(&a);
}

/* Both ends are the same irrational number. */
static void empty_interval(void **state)
{
    (void)state;
    audited a;
    audited_claim(&a, "for x in (sqrt(2), sqrt(2)]: x > sqrt(2)");
    assert_false(a.ok);
    assert_non_null(strstr(a.errs.v[0].message, "vacuous"));
    audited_clear(&a);
    audited_claim(&a, "for x in [sqrt(2), sqrt(8)/2]: x >= sqrt(2)");
    assert_true(a.ok);
    audited_clear(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disguised_exponents), cmocka_unit_test(verdicts),
        cmocka_unit_test(witnesses),           cmocka_unit_test(constants),
        cmocka_unit_test(empty_interval),      cmocka_unit_test(whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
