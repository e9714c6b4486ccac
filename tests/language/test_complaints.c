/* What must not parse, where the error is, and what it says. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *text;
    const char *want; /* "line:col" and a part of the first message */
    const char *part;
} must_fail;

static void run(const must_fail *t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *got = lang_complaints(t[i].text);
        size_t len = strlen(t[i].want);
        if (strncmp(got, t[i].want, len) || got[len] != ' ' ||
            !strstr(got, t[i].part))
            fail_msg("%s\n  gives: %s\n  not: %s ... %s", t[i].text, got,
                     t[i].want, t[i].part);
        free(got);
    }
}

#define RUN(t) run(t, sizeof(t) / sizeof *(t))
#define CLAIM "claim a \"A\" for x in [0, 1] "

static void test_names(void **state)
{
    (void)state;
    static const must_fail t[] = {
        {"let alpha = 1\nlet b = alfa + 1", "2:9",
         "unknown name `alfa`; did you mean `alpha`?"},
        {"let b = 2*lgo(3)", "1:11", "did you mean `log`?"},
        {"let b = zzz", "1:9", "unknown name `zzz`"},
        {"let f(x) = x*y", "1:14", "unknown name `y`"},
        {"let f(x) = f", "1:12", "`f` is a function of 1 argument"},
        {"let c = 1\nlet d = c(2)", "2:9", "constant, not a function"},
        {"let f(x) = x(2)", "1:12", "variable here, not a function"},
        {"let f(x, y) = x\nlet d = f(2)", "2:9",
         "`f` takes 2 arguments, here it has 1"},
        {"let d = sqrt(2, 3)", "1:9", "`sqrt` takes 1 argument, here it has 2"},
        {"let d = min(2)", "1:9", "two or more"},
        {"let d = sum(1, 2)", "1:9", "needs an index"},
        {"let d = sqrt", "1:9", "`sqrt` is a function"},
        {"let d = total_variation(x in [-inf, inf), x, x)", "1:30",
         "an infinite end is open"},
        {"let d = total_variation(x in (0, inf], x, x)", "1:37",
         "an infinite end is open"},
        {"let d = total_variation(x in 0..1, x, x)", "1:30", "a range"},
        {"let d = total_variation(x in (0, 1), x)", "1:39",
         "the other density"},
        {"let d = total_variation(0, 1)", "1:9", "needs an index"},
        {"let sqrt(x) = x", "1:5", "a word of the language"},
        {"let f(x, x) = x", "1:1", "two parameters called `x`"},
        {"let a = 1\nlet a = 2", "2:1", "already taken (test:1)"},
        {"let d = 1\n" CLAIM ", d in [0, 1] show x >= d", "2:31",
         "already the name of a definition (test:1)"},
        {CLAIM ", x in [0, 2] show x >= 0", "1:31", "`x` is bound twice"},
        {"let f(x) = sum(x in 1..2, x)", "1:12", "hides a variable"},
        {"let f(x1, x_1) = x1", "1:1", "typeset like `x1`"},
        {"let x1 = 1\nlet x_1 = 2", "2:1", "typeset like `x1`"},
        /* its square would be: "sigma^2 <= sigma^2", and not always true */
        {CLAIM ", sigma in [0, 1], sigma2 in [0, 1] show sigma2 <= sigma^2",
         "1:48", "typeset like `sigma` or its square"},
        {"let tau_star(x) = x\nlet tau2_star(x) = x", "2:1",
         "typeset like `tau_star` or its square"},
        {"let sigma2 = 1\nlet f(sigma) = sigma", "2:1",
         "typeset like `sigma2` or its square"},
        {"let arctan(x) = x", "1:1", "typeset like `atan`"},
        {"let psi = 1", "1:1", "typeset like `digamma`"},
        {"let Gamma(x) = x", "1:5", "a word of the language"},
        {"let d = polygamma(2)", "1:9",
         "`polygamma` takes 2 arguments, here it has 1"},
        {"let TV(k, a, m, b) = 0", "1:1", "typeset like `tv_normal`"},
        {"claim a \"A\" for TV in [0, 1] show TV >= 0", "1:17",
         "typeset like `tv_normal`"},
        {"let g(x) = h(x)\nlet h(x) = x", "1:12", "unknown name `h`"},
        {CLAIM "show x >= inf", "1:39", "`inf` is no number"},
    };
    RUN(t);
}

static void test_expressions(void **state)
{
    (void)state;
    static const must_fail t[] = {
        {"let a = (1 + 2", "1:15", "expected `)`"},
        {"let a = 1 +", "1:12", "expected an expression, found the end"},
        {"let a = 2x", "1:9", "write `2*x`"},
        {"let a = .5", "1:9", "digits on both sides"},
        {"let a = 1.", "1:9", "digits on both sides"},
        {"let a = 2**3", "1:10", "write `^`"},
        {"let a == 2", "1:7", "single `=`"},
        {"let a = \xce\xb1 + 1", "1:9", "write `alpha`"},
        {"let a = 5!", "1:10", "n! is written factorial(n)"},
        {"let a = 1 2", "1:11", "`2` cannot follow"},
        {"let a = 1e10001", "1:9", "exponent of this number is beyond 10000"},
        {"let a = 1e-99999999999999999999", "1:9", "beyond 10000"},
        {"let a = if 1 > 0 then 2", "1:24", "expected `else`"},
        {"let a = if 1 then 2 else 3", "1:14", "expected a relation"},
        {"let a = if 0 < 1 < 2 then 1 else 0", "1:12", "join two by `and`"},
        {"let a = 1 + if 1 > 0 then 2 else 3", "1:13", "stands in parentheses"},
        {"let f() = 1", "1:7", "expected a parameter"},
        {"let a = exp()", "1:13", "at least one argument"},
        {"let a = prod(i in 1..inf, 1/i)", "1:22", "finitely many integers"},
        {"let a = \"text", "1:9", "does not end on its line"},
        {"let a = 1 < 2", "1:11", "`<` cannot follow this definition"},
    };
    RUN(t);
}

static void test_items(void **state)
{
    (void)state;
    static const must_fail t[] = {
        {"clam a \"A\" show 1 > 0", "1:1", "did you mean `claim`?"},
        {"let a = 1\nclam b \"B\" show 1 > 0", "2:1", "did you mean `claim`?"},
        {"claim a show 1 > 0", "1:9", "title, in quotes, found `show`"},
        {"claim \"A\" show 1 > 0", "1:7", "expected the item's id"},
        {CLAIM "sho x >= 0", "1:29", "did you mean `show`?"},
        {CLAIM, "1:1", "a claim needs a `show` clause"},
        {CLAIM "show x >= 0 show x > 1", "1:41", "a second `show`"},
        {CLAIM "show x >= 0 largest c with c > x", "1:41",
         "`largest` does not belong in a claim"},
        {CLAIM "show x = 0", "1:36", "equality is written `==`"},
        {"region a \"A\" over x, y for x in [0, 1], y in [0, 1] show x != y",
         "1:58", "not for == or !="},
        {"constant a \"A\" for x in [0, 1] largest c with x != c", "1:49",
         "only in a claim"},
        {CLAIM "show x", "1:35", "expected a relation"},
        {CLAIM "show 0 <= x >= 0", "1:34", "goes up and down"},
        {CLAIM "show x >= 0 expect true", "1:48", "`proved`"},
        {CLAIM "show x >= 0 precision 4", "1:51", "from 24 to 65536"},
        {CLAIM "show x >= 0 precision 23", "1:51", "from 24 to 65536"},
        {CLAIM "show x >= 0 precision 65537", "1:51", "from 24 to 65536"},
        {CLAIM "show x >= 0 boxes 1.5", "1:47", "from 1 to"},
        {CLAIM "uses b show x >= 0", "1:34", "no item above has the id `b`"},
        {"let g = 1\n" CLAIM "uses g show x >= 0", "2:34",
         "`uses` is for statements"},
        {"claim abc \"A\" show 1 > 0\nclaim b \"B\" uses abd show 1 > 0",
         "2:18", "did you mean `abc`?"},
        {CLAIM "equality at y = 1 show x >= 0", "1:45", "a real variable"},
        {CLAIM "equality at x = x show x >= 0", "1:45", "in terms of itself"},
        {"identity a \"A\" show 1 <= 2", "1:21", "with == only"},
        {"constant a \"A\" for x in [0, 1] show x >= 0", "1:32",
         "does not belong in a constant"},
        {"constant a \"A\" for x in [0, 1]", "1:1", "`largest` or a"},
        {"constant a \"A\" for x in [0, 1] largest c with x >= 0", "1:47",
         "does not contain the constant `c`"},
        {"constant a \"A\" for x in [0, 1] largest x with x >= 0", "1:47",
         "`x` is bound twice"},
        {"root a \"A\" solve 1 == 2", "1:1", "exactly one variable"},
        {"root a \"A\" for x in [0, 1] solve x >= 0", "1:34", "one equation"},
        {"table a \"A\" for x in [0, 1] columns y = x", "1:17",
         "finitely many rows"},
        {"table a \"A\" for x in 1..2 columns y = x, y = 2*x", "1:47",
         "two columns or curves are called `y`"},
        {"figure a \"A\" for x in [0, 1], n in 1..2 curves y = x*n", "1:18",
         "only the last variable"},
        {"figure a \"A\" for x in [0, inf) curves y = x", "1:18",
         "a bounded one"},
        {"figure a \"A\" for x in 1..2 curves y = x as band", "1:39",
         "two edges"},
        {"figure a \"A\" for x in 1..2 curves y = x samples 1", "1:49",
         "from 2 to"},
        {"region a \"A\" over x, y for x in [0, 1] show x > 0", "1:1",
         "`y` after `over`"},
        {"assumed a \"A\" for x in [0, 1] because \"b\"", "1:15",
         "does not belong in an assumed item"},
        {"assumed a \"A\"", "1:1", "needs a `because` clause"},
    };
    RUN(t);
}

static void test_domains(void **state)
{
    (void)state;
    static const must_fail t[] = {
        {"claim a \"A\" for x in [0, inf] show x >= 0", "1:26",
         "infinite end is open"},
        {"claim a \"A\" for x in [-inf, 0] show x <= 0", "1:23",
         "infinite end is open"},
        {"claim a \"A\" for x in (inf, 0] show x <= 0", "1:23",
         "cannot begin at inf"},
        {"claim a \"A\" for x in [0 1] show x >= 0", "1:25", "expected `,`"},
        {"claim a \"A\" for x in 3 show x >= 0", "1:24", "expected `..`"},
        {"claim a \"A\" for x [0, 1] show x >= 0", "1:19", "expected `in`"},
        {"claim a \"A\" for x in [0, 1], y in [0, x] show y <= x", "1:39",
         "write this as a `where`"},
        {"claim a \"A\" for t in 1..T, T in 1..3 show t <= T", "1:25",
         "bound only further on"},
        {"claim a \"A\" for x in {} show x >= 0", "1:23",
         "expected an expression"},
    };
    RUN(t);
}

static void test_lists(void **state)
{
    (void)state;
    static const must_fail t[] = {
        {"let A = {}", "1:10", "expected an expression"},
        {"let A(x) = {x}", "1:12", "a list has no parameters"},
        {"let A = {1, y}", "1:13", "unknown name `y`"},
        {"let A = {A}", "1:10", "`A` is a list, not a number"},
        {"let A = {1}\nlet b = A + 1", "2:9", "`A` is a list, not a number"},
        {"let A = {1}\nlet b = A(1)", "2:9", "`A` is a list, not a function"},
        {"let b = 1\n" CLAIM ", s in b show x >= s", "2:31",
         "`b` is not a list"},
        {CLAIM ", n in 1..2, s in n show x >= s", "1:42", "`n` is not a list"},
        {"let Ts = {1}\n" CLAIM ", T in Tss show x >= T", "2:31",
         "no list above is called `Tss`; did you mean `Ts`?"},
        {"let A = {1}\n" CLAIM ", s in A..2 show x >= s", "2:36",
         "`A` is a list, not a number"},
        {"let A = {1}\n" CLAIM ", A in A show x >= A", "2:31",
         "already the name of a definition"},
    };
    RUN(t);
}

static void test_several(void **state)
{
    (void)state;
    /* One error an item, and none for what follows from it. */
    char *got = lang_complaints("let a = 1 +\n"
                                "let b = a\n"
                                "let c = foo(2\n"
                                "let d = c(1) + bar\n"
                                "claim e \"E\" show d > b");
    assert_string_equal(got, "1:12 expected an expression, found the end of "
                             "the item\n"
                             "3:14 expected `,` or `)`, found the end of the "
                             "item: `(` in line 3, column 12 is not closed\n"
                             "4:16 unknown name `bar`");
    free(got);
}

static void test_excerpt(void **state)
{
    (void)state;
    program *p = program_new();
    lang_errors errs = {0};
    const char *text = "let a = 1\n  let b = a + zz # why\n";
    assert_false(program_parse(p, "doc.md", 41, text, strlen(text), &errs));
    assert_int_equal(errs.n, 1);
    assert_string_equal(errs.v[0].pos.file, "doc.md");
    assert_int_equal(errs.v[0].pos.line, 42);
    assert_int_equal(errs.v[0].pos.col, 15);
    assert_string_equal(errs.v[0].excerpt, "  let b = a + zz # why");
    lang_errors_clear(&errs);
    program_free(p);
}

static void test_command_line(void **state)
{
    (void)state;
    static const char *const good[] = {
        "for r in (0, 8]: r - 1 - log(r) >= (r - 1)^2/10 equality at r = 1",
        "for x in [0, 10], y in [0, 10] where x <= y: 2*x <= x + y",
        "1 < 2",
        "for n in 1..3 show: n > 0",
    };
    for (size_t i = 0; i < 4; i++) {
        program *p = program_new();
        lang_errors errs = {0};
        assert_int_equal(program_parse_claim(p, good[i], &errs), i < 3);
        assert_int_equal(errs.n, i < 3 ? 0 : 1);
        assert_int_equal(program_find(p, "claim") != NULL, i < 3);
        lang_errors_clear(&errs);
        program_free(p);
    }
}

/* What stands behind `by` and `find`: the place is theirs. */
static void test_reasons(void **state)
{
    (void)state;
#define LOW "claim l \"L\" for x in [0, 1] show x^2 <= x\n" CLAIM
    static const must_fail t[] = {
        {LOW "by l(x) if x != 1 show x <= 1", "2:40", "either it holds"},
        {LOW "by l(x) if 0 <= x <= 1 show x <= 1", "2:40", "either it holds"},
        {LOW "by cases x != 1 show x <= 1", "2:38", "either it holds"},
        {LOW "by l(x) in step show x <= 1", "2:32", "this is none"},
        {LOW "by l(x) in middle show x <= 1", "2:40", "`base` or `step`"},
        {"threshold a \"A\" for n in 1..inf find m with n >= 2", "1:38",
         "`m` is none"},
        {"threshold a \"A\" for n in 1..9 find n with n >= 2", "1:36",
         "`n` is none"},
    };
#undef LOW
    RUN(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),   cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_items),   cmocka_unit_test(test_domains),
        cmocka_unit_test(test_lists),   cmocka_unit_test(test_several),
        cmocka_unit_test(test_excerpt), cmocka_unit_test(test_command_line),
        cmocka_unit_test(test_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
