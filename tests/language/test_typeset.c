/* Layout of formulas: brackets, names, line breaks; and the way back. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

static const char lets[] = "let g(r) = r\n"
                           "let kl_step(a, b) = a*b\n";

static void check_expr(const char *source, const char *want)
{
    text_buf b = {0};
    text_printf(&b, "%slet it(a, b, c, x, y, t, sigma2, eta_star) = %s", lets,
                source);
    program *p = lang_program(b.s);
    char *got = typeset_expr(program_find(p, "it")->body);
    if (strcmp(got, want))
        fail_msg("%s\n  gives %s\n  not   %s", source, got, want);
    free(got);
    program_free(p);
    text_clear(&b);
}

static void test_brackets(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"(a + b) + c", "a + b + c"},
        {"a + (b + c)", "a + (b + c)"},
        {"a - (b - c)", "a - (b - c)"},
        {"(a*b)*c", "a \\, b \\, c"},
        {"a*(b + c)", "a \\cdot (b + c)"},
        {"(a + b)*c", "(a + b) \\, c"},
        {"(a + b)*(b + c)", "(a + b) \\, (b + c)"},
        {"-a*b", "-a \\, b"},
        {"a*(-b)", "a \\cdot (-b)"},
        {"a + (-b)", "a + (-b)"},
        {"-(a + b)", "-(a + b)"},
        {"(a + b)/(c*x)", "\\frac{a + b}{c \\, x}"},
        {"(-a)^2", "(-a)^{2}"},
        {"-a^2", "-a^{2}"},
        {"(a^b)^c", "(a^{b})^{c}"},
        {"a^b^c", "a^{b^{c}}"},
        {"(a/b)^2", "\\left(\\frac{a}{b}\\right)^{2}"},
        {"x^(3/2)", "x^{3/2}"},
        {"x^-(1/2)", "x^{-1/2}"},
        {"x^(a + b)", "x^{a + b}"},
        {"sigma2^2", "(\\sigma^{2})^{2}"},
        {"eta_star^2", "\\eta_{\\star}^{2}"},
        {"integral(s in 0..inf, exp(-s))",
         "\\int_{0}^{\\infty} \\exp(-s) \\, \\mathrm{d}s"},
        {"integral(s in -inf..x, a + s)",
         "\\int_{-\\infty}^{x} (a + s) \\, \\mathrm{d}s"},
        {"normal_mean(z, z^2)",
         "\\mathbb{E}_{z \\sim \\mathcal{N}(0, 1)}[z^{2}]"},
        {"total_variation(s in (-inf, x], exp(s), a + s)",
         "\\mathrm{TV}_{s \\in (-\\infty, x)}(\\exp(s), a + s)"},
        {"euler_gamma/2", "\\frac{\\gamma_{\\mathrm{E}}}{2}"},
        {"2*3", "2 \\cdot 3"},
        {"2*x", "2 x"},
        {"x*2", "x \\cdot 2"},
        {"2*(a + b)", "2 (a + b)"},
        {"2*(1/3)", "2 \\cdot \\frac{1}{3}"},
        {"x^2*(a + b)", "x^{2} \\cdot (a + b)"},
        {"g(x)*(a + b)", "g(x) \\cdot (a + b)"},
        {"g(x)^2", "g(x)^{2}"},
        {"log(x)^2", "(\\log(x))^{2}"},
        {"1e-4", "10^{-4}"},
        {"2.5e+03*x", "2.5 \\cdot 10^{3} \\, x"},
        {"1e2^2", "(10^{2})^{2}"},
        {"sqrt(a + b)", "\\sqrt{a + b}"},
        {"factorial(a)", "a!"},
        {"factorial(a + 1)", "(a + 1)!"},
        {"factorial(factorial(a))", "(a!)!"},
        {"a*factorial(b)", "a \\, b!"},
        {"2^factorial(b)", "2^{b!}"},
        {"binomial(a + 1, b)", "\\binom{a + 1}{b}"},
        {"binomial(a, b)^2", "\\binom{a}{b}^{2}"},
        {"Gamma(x)", "\\Gamma(x)"},
        {"lgamma(x)", "\\log\\Gamma(x)"},
        {"digamma(x)", "\\psi(x)"},
        {"polygamma(3, x)", "\\psi^{(3)}(x)"},
        {"abs(a - b)", "\\lvert a - b \\rvert"},
        {"abs(a/b)", "\\left\\lvert \\frac{a}{b} \\right\\rvert"},
        {"min(a, b, 1)", "\\min\\lbrace a, b, 1 \\rbrace"},
        {"atan(x) + erf(x)", "\\arctan(x) + \\mathrm{erf}(x)"},
        {"log2(x) + log10(x)", "\\log_{2}(x) + \\log_{10}(x)"},
        {"sign(x)", "\\mathrm{sign}(x)"},
        {"sum(i in 1..3, i*x)", "\\sum_{i = 1}^{3} i \\, x"},
        {"sum(i in {1, 3, x}, i*x)",
         "\\sum_{i \\in \\lbrace 1, 3, x \\rbrace} i \\, x"},
        {"max(i in {1, 3}, i + x)",
         "\\max_{i \\in \\lbrace 1, 3 \\rbrace} (i + x)"},
        {"sum(i in 1..3, i + x)", "\\sum_{i = 1}^{3} (i + x)"},
        {"sum(i in 1..3, i) + a", "\\left(\\sum_{i = 1}^{3} i\\right) + a"},
        {"a + sum(i in 1..3, i)", "a + \\sum_{i = 1}^{3} i"},
        {"a + sum(i in 1..3, i) + b",
         "a + \\left(\\sum_{i = 1}^{3} i\\right) + b"},
        {"max(i in 1..3, g(i))", "\\max_{1 \\le i \\le 3} g(i)"},
        {"kl_step(a, pi)", "\\mathrm{kl\\_step}(a, \\pi)"},
        {"if a < b then a else if a >= c and b != 1 then b else c",
         "\\begin{cases} a & \\text{if } a \\lt b \\\\ b & \\text{if } a "
         "\\ge c \\text{ and } b \\ne 1 \\\\ c & \\text{otherwise} "
         "\\end{cases}"},
        {"1 + (if a < b then a else b)",
         "1 + \\left(\\begin{cases} a & \\text{if } a \\lt b \\\\ b & "
         "\\text{otherwise} \\end{cases}\\right)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_expr(cases[i][0], cases[i][1]);
}

static void test_names(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"x", "x"},
        {"alpha", "\\alpha"},
        {"Delta", "\\Delta"},
        {"alphabar", "\\bar{\\alpha}"},
        {"xhat", "\\hat{x}"},
        {"eps", "\\varepsilon"},
        {"x1", "x_{1}"},
        {"beta12", "\\beta_{12}"},
        {"sigma2", "\\sigma^{2}"},
        {"sigma2_star", "\\sigma^{2}_{\\star}"},
        {"tau2_a", "\\tau^{2}_{a}"},
        {"sigma21", "\\sigma_{21}"},
        {"v1_normal", "v_{1,\\text{normal}}"},
        {"eta_star", "\\eta_{\\star}"},
        {"x_max", "x_{\\max}"},
        {"n_inf", "n_{\\infty}"},
        {"x_alpha_2", "x_{\\alpha,2}"},
        {"beta_li_yan", "\\beta_{\\text{li yan}}"},
        {"c_two_3_four", "c_{\\text{two},3,\\text{four}}"},
        {"step_kl", "\\mathrm{step\\_kl}"},
        {"kl", "\\mathrm{kl}"},
        {"kl2", "\\mathrm{kl2}"},
        {"x_", "\\mathrm{x\\_}"},
        {"x__y", "\\mathrm{x\\_\\_y}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_buf b = {0};
        text_printf(&b, "let %s = 1", cases[i][0]);
        program *p = lang_program(b.s);
        char *got = typeset_let(program_item(p, 0));
        size_t n = strlen(cases[i][1]);
        if (strncmp(got, cases[i][1], n) || strcmp(got + n, " = 1"))
            fail_msg("%s gives %s", cases[i][0], got);
        free(got);
        program_free(p);
        text_clear(&b);
    }
}

static void check_item(const char *source, const char *want)
{
    program *p = lang_program(source);
    char *got = typeset_item(program_item(p, program_count(p) - 1));
    if (strcmp(got, want))
        fail_msg("%s\n  gives\n%s\n  not\n%s", source, got, want);
    free(got);
    program_free(p);
}

static void test_items(void **state)
{
    (void)state;
    check_item("claim a \"A\" for r in (0, 8], T in {1, 2}, t in 2..T, "
               "x in (-inf, inf) where r < T show x <= r < 9",
               "\\text{for all } r \\in (0, 8], \\, T "
               "\\in \\lbrace 1, 2 \\rbrace, \\, t \\in \\lbrace 2, \\ldots, "
               "T \\rbrace, \\, x \\in \\mathbb{R} \\; \\text{with } r \\lt T: "
               "\\quad x \\le r \\lt 9");
    check_item("claim a \"A\" for x in [0, inf) show x >= 0",
               "\\text{for all } x \\in [0, \\infty): \\quad x \\ge 0");
    check_item("claim a \"A\" show 1 < 2", "1 \\lt 2");
    check_item("identity a \"A\" for x in [0, 1] show x == x*1 == x/1",
               "\\text{for all } x \\in [0, 1]: \\quad x = x \\cdot 1 = "
               "\\frac{x}{1}");
    check_item("constant a \"A\" for x in [0, 1] largest c with x >= c*x^2",
               "\\text{the largest } c \\text{ with} \\quad x \\ge c \\, "
               "x^{2} \\quad \\text{for all } x \\in [0, 1]");
    check_item("root a \"A\" for x in [1, 2] solve x^2 == 2",
               "\\text{the solution } x \\in [1, 2] \\text{ of} \\quad x^{2} "
               "= 2");
    check_item("table a \"A\" for n in 1..3 columns u \"U_$\\\" = n, v = 2",
               "u = n, \\quad v = 2 \\quad \\text{for } n \\in \\lbrace 1, "
               "\\ldots, 3 \\rbrace");
    check_item("assumed a \"A\" because \"B\"", "");
    check_item("let T_all = {1, 2^3, 1/2}",
               "T_{\\text{all}} = \\lbrace 1, 2^{3}, \\frac{1}{2} \\rbrace");
    check_item("let T_all = {1, 2}\nclaim a \"A\" for T in T_all show T > 0",
               "\\text{for all } T \\in T_{\\text{all}}: \\quad T \\gt 0");
}

static void test_long(void **state)
{
    (void)state;
    check_item(
        "let f(x) = 1111111111*x + 2222222222*x^2 + 3333333333*x^3 - "
        "4444444444*x^4 + 5555555555*x^5 + 6666666666*x^6 + 7777777777*x^7",
        "\\begin{aligned}\n"
        "& f(x) = 1111111111 x + 2222222222 x^{2} + 3333333333 x^{3} - "
        "4444444444 x^{4} + 5555555555 x^{5} \\\\\n"
        "& \\quad + 6666666666 x^{6} + 7777777777 x^{7}\n\\end{aligned}");
    check_item("let S = {1000000000000000001, 1000000000000000002, "
               "1000000000000000003, 1000000000000000004, "
               "1000000000000000005}",
               "\\begin{aligned}\n"
               "& S = \\lbrace 1000000000000000001, 1000000000000000002, "
               "1000000000000000003, 1000000000000000004, \\\\\n"
               "& 1000000000000000005 \\rbrace\n\\end{aligned}");
}

/* What GitHub cannot show, or could take for something else. */
static void check_safe(const char *s)
{
    assert_null(strchr(s, '|'));
    assert_null(strchr(s, '<'));
    assert_null(strchr(s, '>'));
    assert_null(strchr(s, '`'));
    assert_null(strchr(s, '$'));
    assert_null(strstr(s, "\\operatorname"));
    long braces = 0;
    for (; *s; s++) {
        braces += *s == '{';
        braces -= *s == '}';
        assert_true(braces >= 0);
    }
    assert_int_equal(braces, 0);
}

/* Every item of a document: safe LaTeX, and plain text that reads back as
 * the same item. */
static void check_document(const char *relative)
{
    char *path = lang_source_path(relative);
    program *p = program_new(), *again = program_new();
    lang_errors errs = {0};
    document *d = document_read(p, path, 0, &errs);
    if (!d)
        fail_msg("%s: %s", path, errs.n ? errs.v[0].message : "?");
    assert_true(program_count(p) > 0);
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        char *tex = typeset_item(it), *plain = plain_item(it);
        check_safe(tex);
        assert_null(strchr(plain, '\n'));
        if (!program_parse(again, "plain", 1, plain, strlen(plain), &errs))
            fail_msg("%s\n%s", plain, errs.v[0].message);
        assert_int_equal(program_count(again), i + 1);
        const item *back = program_item(again, i);
        char *tex2 = typeset_item(back), *plain2 = plain_item(back);
        assert_string_equal(plain, plain2);
        assert_string_equal(tex, tex2);
        assert_int_equal(back->kind, it->kind);
        free(tex);
        free(tex2);
        free(plain);
        free(plain2);
    }
    document_free(d);
    program_free(p);
    program_free(again);
    free(path);
}

static void test_round_trip(void **state)
{
    (void)state;
    check_document("docs/LANGUAGE.md");
}

static void test_plain(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "let f(x, y) = (x + y)*-x^2/(x - (y - 1))^(2/3) - -x",
        "let f(x) = (-x)^2 + (2*x)^-x^2 + x/2/(x*(2*x))",
        "let f(x) = 1 + (if x < 0 and x >= -1 then 1 else x)*2",
        "let f(x) = sum(i in 1..3, if x > i then 1 else 2)",
        "claim a \"A\" for n in (1 + 2)*3..20, m in -2..inf show (if n > m "
        "then 1 else 2) >= 0",
        "let A = {1, 2^3, (1 + 2)*3}",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        program *p = lang_program(cases[i]);
        char *got = plain_item(program_item(p, 0));
        assert_string_equal(got, cases[i]);
        free(got);
        program_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_brackets), cmocka_unit_test(test_names),
        cmocka_unit_test(test_items),    cmocka_unit_test(test_long),
        cmocka_unit_test(test_plain),    cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
