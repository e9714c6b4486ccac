/* Expressions elaborated, against values computed by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include <stdlib.h>
#include <string.h>

static const char lets[] =
    "let f(x, y) = x^2 - 3*y\n"
    "let third = 1/3\n"
    "let fact(n) = if n <= 0 then 1 else n*fact(n - 1)\n"
    "let fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2)\n"
    "let hypot2(x) = if x > 0 and 1/x > 2 then 1 else 2\n"
    "let between(x) = if 0 < x and x < 1 then 1 else 0\n"
    "let small(t) = if (1 + log(2))^t <= 10 then 1 else 0\n";

static void test_arithmetic(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"0.1 + 0.2", "3/10"},
        {"1e-4", "1/10000"},
        {"2.50e2", "250"},
        {"00012", "12"},
        {"-2^2", "-4"},
        {"(-2)^2", "4"},
        {"2^3^2", "512"},
        {"sign(-7/2)", "-1"},
        {"sign(0)", "0"},
        {"sign(pi - 3) + sign(sqrt(2)^2 - 2)", "1"},
        {"sign(sign(sign(1/3)))", "1"},
        {"2^-3", "1/8"},
        {"-2^-2", "-1/4"},
        {"2*-3", "-6"},
        {"8/4/2", "1"},
        {"8 - 4 - 2", "2"},
        {"1 + 2*3", "7"},
        {"4^(1/2)", "2"},
        {"4^(3 - 2.5)", "2"},
        {"f(3, third)", "8"},
        {"f(third, 1)", "-26/9"},
        {"abs(-7/2)", "7/2"},
        {"min(3, 1, 2) + max(3, 1, 2)", "4"},
        {"exp(0) + log(1) + sin(0) + cos(0) + atan(0) + erf(0)", "2"},
        {"sqrt(49/36)", "7/6"},
        {"third", "1/3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        lang_assert_value(lets, cases[i][0], cases[i][1]);
}

static void test_functions(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"fact(20)", "2432902008176640000"}, /* 20! */
        {"fib(90)", "2880067194370816120"},  /* OEIS A000045 */
        {"sum(i in 1..100, i)", "5050"},
        {"prod(i in 1..5, i)", "120"},
        {"sum(i in 5..4, 1/0)", "0"},
        {"prod(i in 1..0, i)", "1"},
        {"min(i in -3..3, i^2)", "0"},
        {"max(i in -3..2, i^2)", "9"},
        {"sum(i in 1..3, sum(j in i..3, i*j))", "25"},
        {"sum(i in 1..3, i) + sum(i in 1..2, i)", "9"},
        {"if 1 < 2 then 3 else 4", "3"},
        {"if 1 >= 2 then 3 else if 2 != 2 then 4 else 5", "5"},
        {"if 1 == 1 and 2 == 3 then 3 else 4", "4"},
        {"between(1/2) + 10*between(1) + 100*between(-1)", "1"},
        {"hypot2(0)", "2"}, /* 1/0 is not looked at */
        {"hypot2(1/3)", "1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        lang_assert_value(lets, cases[i][0], cases[i][1]);
}

/* Conditions between irrational constants are decided by enclosures. */
static void test_closed_conditions(void **state)
{
    (void)state;
    lang_assert_value(lets,
                      "if pi > 3.14159265358979323846264338327950288 "
                      "then 1 else 0",
                      "1");
    lang_assert_value(lets,
                      "if pi > 3.14159265358979323846264338327950289 "
                      "then 1 else 0",
                      "0");
    /* exp(pi*sqrt(163)) is an integer but for 7.5e-13 (Hermite) */
    lang_assert_value(lets,
                      "if exp(pi*sqrt(163)) < 262537412640768744 "
                      "then 1 else 0",
                      "1");
    lang_assert_value(lets, "if pi == 3 then 1 else 0", "0");
    lang_assert_value(lets, "if pi != 3 then 1 else 0", "1");
    lang_assert_value(lets, "if log(2) == log(2) then 1 else 0", "1");
    lang_assert_value(lets, "if log(2) > log(2) then 1 else 0", "0");
    /* (1 + log 2)^t <= 10 for t <= 4: 1.6931^4 = 8.218, ^5 = 13.914 */
    lang_assert_value(lets, "sum(t in 1..10, small(t))", "4");
}

/* What cannot be decided is an error. */
static void test_open_conditions(void **state)
{
    (void)state;
    /* equal (Machin 1706), but no enclosure can tell */
    char *s = lang_value(lets, "if 4*atan(1/5) - atan(1/239) >= pi/4 "
                               "then 1 else 0");
    assert_non_null(strstr(s, "cannot be decided"));
    free(s);
    s = lang_value(lets,
                   "if 4*atan(1/5) - atan(1/239) == pi/4 then 1 else 0");
    assert_non_null(strstr(s, "cannot be decided"));
    free(s);
    lang_assert_value(lets, "if exp(1)*exp(-1) >= 1 then 1 else 0", "1");
    lang_assert_value(lets, "if exp(1)*exp(-1) == 1 then 1 else 0", "1");
    lang_assert_value("", "if log(2) + log(3) == log(6) then 1 else 0", "1");
    s = lang_instances("let f(x) = if x == 0 then 1 else 2\n"
                       "claim a \"A\" for x in [0, 1] show f(x) > 0",
                       "a");
    assert_non_null(strstr(s, "1:15 `==` cannot be a condition on real"));
    free(s);
}

/* if h1 and h2 then 1 else 2, with open conditions. */
static void test_real_conditions(void **state)
{
    (void)state;
    char *s = lang_instances(
        "let f(x, n) = if x > 0 and n > 1 and x <= 1 then 1 else 2\n"
        "claim a \"A\" for n in 1..2, x in [-1, 2] show f(x, n) >= 0",
        "a");
    const char *second = strchr(s, '\n');
    assert_non_null(second);
    /* n = 1: false whatever x is (x is total) */
    assert_non_null(strstr(s, "n=1 x in [-1, 2] show"));
    assert_null(strstr(second, "else"));
    assert_non_null(strstr(second, "(if> x (if>= (sub 1 x) 1 2) 2)"));
    free(s);
}

static void test_powers(void **state)
{
    (void)state;
    char *s = lang_instances("claim a \"A\" for x in (0, 1], y in (0, 1] show "
                             "x^y + x^3 + x^(2/3) + x^(-1/2) > 0",
                             "a");
    assert_non_null(strstr(s, "(exp (mul "));
    assert_non_null(strstr(s, "(pow x 3)"));
    assert_non_null(strstr(s, "(root x 2/3)"));
    assert_non_null(strstr(s, "(div 1 (sqrt x))"));
    free(s);
}

static void test_errors(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"max(i in 1..0, i)", "over no terms"},
        {"sum(i in 1..5/2, i)", "whole numbers"},
        {"sum(i in 1..log(9), i)", "whole numbers"},
        {"2^100001", "beyond 100000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *s = lang_value("", cases[i][0]);
        if (!strstr(s, cases[i][1]))
            fail_msg("%s: %s", cases[i][0], s);
        free(s);
    }
}

/* A call is undefined wherever an argument is; nothing is added where the
 * body sees to that. */
static void test_arguments(void **state)
{
    (void)state;
    static const char lets[] = "let f(x, y) = x\n"
                               "let g(x, y) = if x > 1/2 then y else 0\n"
                               "let h(n, y) = sum(i in 1..n, y)\n"
                               "let k(x, y) = f(x, y)\n"
                               "let m(x) = if log(x) > pi then x else 0\n";
    static const char *const cases[][2] = {
        {"f(1, 1/0)", "(add 1 (mul 0 (div 1 0)))"},
        {"f(1, 2)", "1"},
        {"f(1, log(2))", "1"},
        {"f(1/0, 1)", "(div 1 0)"},
        {"g(0, log(0))", "(mul 0 (log 0))"},
        {"g(1, log(0))", "(log 0)"},
        {"h(0, sqrt(-1))", "(mul 0 (sqrt -1))"},
        {"h(2, sqrt(-1))", "(add (sqrt -1) (sqrt -1))"},
        {"k(1, log(-1))", "(add 1 (mul 0 (log -1)))"},
        {"m(log(0))", "(if> (sub (log (log 0)) pi) (log 0) 0)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        lang_assert_value(lets, cases[i][0], cases[i][1]);
}

static void expect_comment(const char *text, const char *id, const char *want)
{
    program *p = lang_program(text);
    const item *it = program_find(p, id);
    assert_non_null(it);
    if (want == NULL)
        assert_null(it->comment);
    else if (it->comment == NULL || strcmp(it->comment, want) != 0)
        fail_msg("%s: %s, not %s", text, it->comment, want);
    program_free(p);
}

/* A definition is described behind it, on its lines, or right above. */
static void test_comments(void **state)
{
    (void)state;
    expect_comment("let a = 1 # one", "a", "one");
    expect_comment("let a = # one\n 1 + # two\n 2\n", "a", "one two");
    expect_comment("# above\nlet a = 1", "a", "above");
    expect_comment("  # far\n\t# and near\n  let a = 1 # behind", "a",
                   "far and near behind");
    expect_comment("# apart\n\nlet a = 1", "a", NULL);
    expect_comment("let b = 2 # its own\nlet a = 1", "a", NULL);
    expect_comment("let b = 2\n# of a\nlet a = 1", "a", "of a");
    expect_comment("let b = 2\n# of a\nlet a = 1", "b", NULL);
    expect_comment("let b = 2 # b's\n# of a\nlet a = 1", "a", "of a");
    expect_comment("claim c \"# x\" show 1 < 2\nlet a = 1", "a", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_functions),
        cmocka_unit_test(test_closed_conditions),
        cmocka_unit_test(test_open_conditions),
        cmocka_unit_test(test_real_conditions),
        cmocka_unit_test(test_powers),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
