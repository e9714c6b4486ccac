/* What decides a meaning is decided exactly, however it is written. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

/* The number 2, which no constructor folds. */
static const char *const twos[] = {
    "8^(1/3)",
    "10^400/10^400 + 1",
    "sqrt(2)^2",
    "log(exp(2))",
    "exp(log(2))",
    "4*cos(pi/3)",
    "2*tan(pi/4)",
    "8*atan(1)/pi",
    "log(4)/log(2)",
    "log(9)/log(3)",
    "sqrt(3 + 2*sqrt(2)) - sqrt(2) + 1",
    "(2 + sqrt(5))^(1/3) - (sqrt(5) - 2)^(1/3) + 1", /* Cardano: 1 + 1 */
    "sqrt(2)*sqrt(3)*sqrt(6)/3",
    "max(sqrt(2), 2 + sqrt(3) - sqrt(3))",
    "abs(1 - sqrt(9*sqrt(4)/2))",
    "4^(log(2)/log(4))",
    "32*sin(pi/10)^2 + 16*sin(pi/10) - 6", /* sin 18 = (sqrt 5 - 1)/4 */
    "(if sqrt(2)^2 < 2 then 5 else sqrt(2)^2)",
    "sum(i in 1..sqrt(4), 1)",
    "erf(0) + cos(0) + exp(0)",
};
enum {
    TWOS = sizeof twos / sizeof *twos
};

static void check_twos(const char *before, const char *after, const char *want)
{
    for (size_t i = 0; i < TWOS; i++) {
        text_buf b = {0};
        text_printf(&b, "let two = %s\n%s two%s", twos[i], before, after);
        char *got = lang_instances(b.s, "a");
        if (strcmp(got, want))
            fail_msg("%s\n  gives\n%s\n  not\n%s", b.s, got, want);
        free(got);
        text_clear(&b);
    }
}

static void test_exponents(void **state)
{
    (void)state;
    check_twos("claim a \"A\" for t in {-3} show t^", " - t > 0",
               "t=-3 show 12 > 0");
    check_twos("let p(a, b) = a^(b - 1)\nclaim a \"A\" show p(0 - 3,", ") < 0",
               " show 3 > 0");
    check_twos("claim a \"A\" for x in [-1, 1] show x^", " >= 0",
               " x in [-1, 1] show (pow x 2) >= 0");
    check_twos("claim a \"A\" for x in [0, 1] show x^(1/", ") >= 0",
               " x in [0, 1] show (sqrt x) >= 0");
}

static void test_ranges(void **state)
{
    (void)state;
    check_twos("claim a \"A\" for n in 1..", " show n > 0",
               "n=1 show 1 > 0\nn=2 show 2 > 0");
    check_twos("claim a \"A\" for n in {1,", "} show n > 0",
               "n=1 show 1 > 0\nn=2 show 2 > 0");
    check_twos("claim a \"A\" show sum(i in 1..", ", i) > 0", " show 3 > 0");
    check_twos("claim a \"A\" for n in", "..inf show n > 0",
               " n in [2, inf) show n > 0");
    check_twos("claim a \"A\" for x in [0,", ") show x > 0",
               " x in [0, 2) show x > 0");
}

static void test_conditions(void **state)
{
    (void)state;
    check_twos("claim a \"A\" for n in 1..3 where n >=", " show n > 0",
               "n=2 show 2 > 0\nn=3 show 3 > 0");
    check_twos("claim a \"A\" for n in 1..3 where n <", " show n > 0",
               "n=1 show 1 > 0");
    check_twos("claim a \"A\" show (if", " == 2 then 1 else 0) > 0",
               " show 1 > 0");
    check_twos("claim a \"A\" show (if", " != 2 then 1 else 0) > 0",
               " show 0 > 0");
    check_twos("claim a \"A\" show (if", " > 2 then 1 else 0) > 0",
               " show 0 > 0");
    check_twos("let f(n) = if n <= two then 1 else 2*f(n - 1)\n"
               "claim a \"A\" show f(3 +",
               ") > 0", " show 8 > 0");
}

/* ---- powers ------------------------------------------------------------- */

static void test_zeroth_power(void **state)
{
    (void)state;
    lang_assert_value("", "0^0", "1");
    lang_assert_value("", "(sqrt(2) - sqrt(2))^0", "1");
    lang_assert_value("", "pi^0", "1");
    char *s = lang_instances("claim a \"A\" for x in [0, 1] "
                             "show sqrt(x)^0 + x^0 > 0",
                             "a");
    assert_null(strstr(s, "div")); /* nobody wrote a division */
    assert_non_null(strstr(s, "(mul 0 (sqrt x))"));
    free(s);
}

/* An exponent that is no whole number: base 0 belongs to the power's domain,
 * whether the exponent is recognised as rational or not. */
static void test_real_power(void **state)
{
    (void)state;
    lang_assert_value("", "0^sqrt(2)", "0");
    lang_assert_value("", "0^(1/2)", "0");
    lang_assert_value("", "0^pi", "0");
    char *s = lang_value("", "0^(0 - pi)");
    assert_non_null(strstr(s, "(log 0)"));
    free(s);
    s = lang_value("", "(0 - 1)^pi");
    assert_non_null(strstr(s, "(log -1)"));
    free(s);
    s = lang_instances("claim a \"A\" for x in [0, 1] show x^pi > 0", "a");
    assert_string_equal(
        s, " x in [0, 1] show (if> x (exp (mul pi (log x))) (sqrt x)) > 0");
    free(s);
}

/* Which variables stand in an exponent is a matter of writing. */
static void test_class(void **state)
{
    (void)state;
    static const char *const real[] = {"x^(x - x + 2)", "x^(2 + x - x)",
                                       "x^(0*x + 2)",   "p(x, 2 + 0*x)",
                                       "p(x, k(2, x))", "p(x, two(x))"};
    for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
        text_buf b = {0};
        text_printf(&b,
                    "let p(a, b) = a^b\nlet k(a, b) = a\n"
                    "let two(x) = if x - x < 1 then 2 else 3\n"
                    "let whole(x) = p(x, 2)\n"
                    "claim a \"A\" for x in [-1, 1] show whole(x) + %s > 0",
                    real[i]);
        char *s = lang_instances(b.s, "a");
        if (!strstr(s, "(log x)"))
            fail_msg("%s: %s", real[i], s);
        free(s);
        text_clear(&b);
    }
    char *s = lang_instances("let p(a, b) = a^b\n"
                             "claim a \"A\" for x in [-1, 1], n in {2} "
                             "show p(x, n - n + 2) > 0",
                             "a");
    assert_non_null(strstr(s, "show (pow x 2) > 0"));
    free(s);
}

static void expect_part(const char *text, const char *part)
{
    char *s = lang_instances(text, "a");
    if (!strstr(s, part))
        fail_msg("%s\n  gives\n%s\n  without\n%s", text, s, part);
    free(s);
}

/* What is not decided is an error that says so, and a limit is named. */
static void test_undecided(void **state)
{
    (void)state;
    /* Machin: pi/4 */
    expect_part("claim a \"A\" for x in [-1, 1] "
                "show x^(8*(4*atan(1/5) - atan(1/239))/pi) > 0",
                "1:36 it cannot be decided whether this exponent is a whole "
                "number");
    expect_part("claim a \"A\" for n in 1..(8*(4*atan(1/5) - atan(1/239))/pi) "
                "show n > 0",
                "must be whole");
    expect_part("claim a \"A\" for n in 1..2 "
                "where 4*atan(1/5) - atan(1/239) <= pi/4 show n > 0",
                "this condition cannot be decided at n = 1");
    expect_part("claim a \"A\" for x in [-1, 1] "
                "show x^(10^100000/10^100000 + 1) > 0",
                "65,536 bits");
    expect_part("claim a \"A\" for x in [-1, 1] "
                "show x^(2^(1/101) - 2^(1/101) + 2) > 0",
                "degree above 96");
}

/* ---- over whole numbers ------------------------------------------------- */

static size_t parts(const char *text)
{
    char *s = lang_instances(text, "a");
    size_t n = 1;
    for (const char *c = s; *c; c++)
        n += *c == '\n';
    free(s);
    return n;
}

static void test_whole_powers(void **state)
{
    (void)state;
    expect_part("claim a \"A\" for n in 1..inf, x in (0, 1] show x^n > 0",
                " n in [1, inf) x in (0, 1] show (exp (mul n (log x))) > 0");
    expect_part("claim a \"A\" for n in 1..inf, x in [-1, 0] show x^n > 0",
                " n in [1, inf) x in [0, 0] show 0 > 0");
    expect_part("claim a \"A\" for n in 1..inf, x in [-1, 0] show x^n > 0",
                " n in [1, inf) x in [-1, 0) given (cos (mul pi n)) > 0 "
                "show (exp (mul n (log (neg x)))) > 0");
    expect_part("claim a \"A\" for n in 1..inf, x in [-1, 0] show x^n > 0",
                " n in [1, inf) x in [-1, 0) given (neg (cos (mul pi n))) > 0 "
                "show (neg (exp (mul n (log (neg x))))) > 0");
    assert_int_equal(
        parts("claim a \"A\" for n in 1..inf, x in [-1, 0] show x^n > 0"), 3);
    /* n = 0: 0^0 = 1, a case of its own */
    expect_part("claim a \"A\" for n in 0..inf, x in [0, 1] show x^n > 0",
                " n in [0, 0] x in [0, 0] show 1 > 0");
    /* an even exponent is even */
    assert_int_equal(
        parts("claim a \"A\" for n in 1..inf, x in [-1, 0) show x^(2*n) > 0"),
        1);
    expect_part("claim a \"A\" for n in 1..inf, x in [-1, 0) "
                "where x^(1/n) <= 1 show x > 0",
                "the base of this power may be negative here");
    /* where the base is known to be positive nothing is split */
    assert_int_equal(parts("claim a \"A\" for n in 1..inf, x in [-1, 1] "
                           "where x > 0, x^n <= 1 show x^n > 0"),
                     1);
}

/* exp(n*log(x)) is what it says, beside x^n too. */
static void test_written_out(void **state)
{
    (void)state;
    expect_part("claim a \"A\" for n in 1..inf, x in [-1, 0) "
                "show x^n + exp(n*log(x)) > 0",
                "(add (exp (mul n (log (neg x)))) (exp (mul n (log x))))");
}

static void test_excluded(void **state)
{
    (void)state;
    program *p = lang_program("claim a \"A\" for n in 1..10, m in 1..10 "
                              "where n^sqrt(4) <= 9, m < n show n > 0");
    elab *e = elab_new(p, NULL);
    assert_int_equal(lang_count(e, program_item(p, 0)), 3);
    assert_int_equal(elab_excluded(e), 97);
    elab_free(e);
    program_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exponents),   cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_conditions),  cmocka_unit_test(test_zeroth_power),
        cmocka_unit_test(test_real_power),  cmocka_unit_test(test_class),
        cmocka_unit_test(test_undecided),   cmocka_unit_test(test_whole_powers),
        cmocka_unit_test(test_written_out), cmocka_unit_test(test_excluded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
