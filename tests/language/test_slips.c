/* What people write who come from another notation: each with the whole
 * sentence that answers. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"
#include "../../theory/language/vocabulary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *text, *want; /* "line:col message" */
} slip;

static void same(const char *text, const char *got, const char *want)
{
    if (strcmp(got, want) != 0)
        fail_msg("%s\n  gives: %s\n  not:   %s", text, got, want);
}

/* As given to `assay prove`: the first message. */
static void claims(const slip *t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        program *p = program_new();
        lang_errors errs = {0};
        char got[600] = "nothing";
        if (!program_parse_claim(p, t[i].text, &errs))
            snprintf(got, sizeof got, "%d:%d %s", errs.v[0].pos.line,
                     errs.v[0].pos.col, errs.v[0].message);
        same(t[i].text, got, t[i].want);
        lang_errors_clear(&errs);
        program_free(p);
    }
}

#define CLAIMS(t) claims(t, sizeof(t) / sizeof *(t))
#define X "for x in [0, 1]: "

static void foreign_words(void **state)
{
    (void)state;
    static const slip t[] = {
        {"for x in (0, 1]: ln(x) <= 0",
         "1:18 unknown name `ln`: the natural logarithm is `log`"},
        {"for x in (0, 1]: lg(x) <= 0",
         "1:18 unknown name `lg`: the logarithm to base 10 is `log10`, to "
         "base 2 `log2`"},
        {X "arcsin(x) >= x",
         "1:18 unknown name `arcsin`: the arcsine is `asin`"},
        {X "arctg(x) <= x",
         "1:18 unknown name `arctg`: the arctangent is `atan`"},
        {X "tg(x) >= x", "1:18 unknown name `tg`: the tangent is `tan`"},
        {X "ctg(x) >= x",
         "1:18 unknown name `ctg`: the cotangent is written `1/tan(x)`"},
        {X "sgn(x) >= x", "1:18 unknown name `sgn`: the sign is `sign`"},
        {X "sh(x) >= x",
         "1:18 unknown name `sh`: the hyperbolic sine is `sinh`"},
        {X "ch(x) >= x",
         "1:18 unknown name `ch`: the hyperbolic cosine is `cosh`"},
        {X "th(x) <= x",
         "1:18 unknown name `th`: the hyperbolic tangent is `tanh`"},
        {X "e^x >= 1",
         "1:18 unknown name `e`: Euler's number is `exp(1)`, and e^x is "
         "`exp(x)`"},
        {"for x in [0, infinity): x >= 0",
         "1:14 unknown name `infinity`: infinity is `inf`; it can only end a "
         "domain"},
        {"for x in R: x^2 >= 0",
         "1:5 `R` is no domain here: the real numbers are (-inf, inf)"},
        {"for n in N: n >= 0",
         "1:5 `N` is no domain here: the whole numbers from 1 on are 1..inf"},
        /* it is a function now, and nearest to its own misspellings */
        {X "tnah(x) <= x", "1:18 unknown name `tnah`; did you mean `tanh`?"},
    };
    CLAIMS(t);
    static const slip clash[] = {
        {"for Phi in [0, 1]: Phi(1) <= 1",
         "1:20 `Phi` is a variable here, not the function of this name; call "
         "the variable something else, or write `*` for a product"},
        {"for x in [0, 1]: sin x <= 1",
         "1:18 `sin` is a function; write sin(...)"},
        {"for max in [0, 1]: max <= 1",
         "1:5 `max` is a word of the language and cannot be a name"},
    };
    CLAIMS(clash);
}

#define ASCII "formulas are written in ASCII: for "
#define LATEX "formulas are not written in LaTeX here"

static void foreign_characters(void **state)
{
    (void)state;
    static const slip t[] = {
        {X "x \u2264 1", "1:20 " ASCII "`\u2264` write `<=`"},
        {X "2\u00b7x <= 2", "1:19 " ASCII "`\u00b7` write `*`"},
        {X "x <= \u03c0", "1:23 " ASCII "`\u03c0` write `pi`"},
        {X "\u03a6(x) <= 1", "1:18 " ASCII "`\u03a6` write `Phi`"},
        {X "\u0393(x) <= 1", "1:18 " ASCII "`\u0393` write `Gamma`"},
        {"for x in [0, \u221e): x >= 0", "1:14 " ASCII "`\u221e` write `inf`"},
        {X "x \u2603 1",
         "1:20 formulas are written in ASCII, but here is `\u2603`"},
        {X "x \\le 1", "1:20 " LATEX ": write `<=`"},
        {X "\\frac{x}{2} <= 1",
         "1:18 " LATEX ": for `\\frac{a}{b}` write `(a)/(b)`"},
        {X "\\cosh(x) >= 1", "1:18 " LATEX ": for `\\cosh` write `cosh`"},
        {X "x\\, >= 0", "1:19 " LATEX},
    };
    CLAIMS(t);
}

static void domains(void **state)
{
    (void)state;
    static const slip t[] = {
        {"for all x > 0: x >= 0",
         "1:13 a variable gets its domain by `in`: for x in (0, inf)"},
        {"for x >= -2.5: x > -3",
         "1:10 a variable gets its domain by `in`: for x in [-2.5, inf)"},
        {"for x < 1: x <= 1",
         "1:9 a variable gets its domain by `in`: for x in (-inf, 1)"},
        {"for x <= 1, y > 0: x <= 1",
         "1:10 a variable gets its domain by `in`: for x in (-inf, 1]"},
        {"for all x in [0, 1]: x >= 0",
         "1:5 `for` alone says \"for all\": for x in [0, 1]"},
        {"for x, y in [0, 1]: x >= 0",
         "1:6 each variable has a domain of its own: for x in [0, 1], y in "
         "[0, 1]"},
        {"for x in [0, 1], x > 1/2: x >= 0",
         "1:20 `x` has its domain already; conditions stand behind `where`"},
        {"x in [0, 1]: x >= 0",
         "1:1 variables stand behind `for`: for x in [0, 1]"},
        {"for x in [0; 1]: x >= 0", "1:12 write `,` to separate"},
    };
    CLAIMS(t);
}

static void numbers_and_products(void **state)
{
    (void)state;
    static const slip t[] = {
        {X "x <= 1,5", "1:24 a number has a decimal point: for `1,5` write "
                       "`1.5`"},
        {"for x in [0, 1,5]: x <= 2",
         "1:15 a number has a decimal point: for `1,5` write `1.5`"},
        {"for x in [0, 1] where x < 1,5: x <= 2",
         "1:28 a number has a decimal point: for `1,5` write `1.5`"},
        {X "log(1,25) >= 0",
         "1:23 a number has a decimal point: for `1,25` write `1.25`"},
        {X "2 (1-x) >= 0", "1:20 a product is written with `*`: `2*(`"},
        {X "(1+x)(1-x) >= 0", "1:23 a product is written with `*`: `)*(`"},
        {X "2 x >= 0", "1:20 a product is written with `*`: `2*x`"},
        {X "x <= 2 pi", "1:25 a product is written with `*`: `2*pi`"},
        {X "2x >= 0",
         "1:18 a number runs into a name; write `2*x` for a product"},
        {X "x(1-x) >= 0",
         "1:18 `x` is a variable here, not a function; write `*` for a "
         "product"},
        {X "x' >= 0", "1:19 there are no primes, in names or for "
                      "derivatives; call it x_1 or x1"},
        {X "x^{2} >= 0", "1:20 an exponent stands in parentheses: x^(2)"},
        {X "x**2 >= 0", "1:19 write `^` for a power"},
        {X "|x| >= 0", "1:18 for an absolute value |x| write abs(x)"},
        {X "2*[x - 1] <= 0",
         "1:20 brackets hold the ends of an interval; an expression is "
         "grouped by ( and )"},
        {X "x <= 5!", "1:24 n! is written factorial(n)"},
        {"sum(i=1..3, i) >= 1",
         "1:6 an index is bound by `in`: sum(i in 1..n, term)"},
    };
    CLAIMS(t);
}

#define AND                                                                    \
    "`and` stands in the condition of an `if`; variables and conditions "      \
    "are separated by `,`, and two statements are two claims"
#define OR "there is no `or`: that one of a and b is positive is max(a, b) > 0"

static void relations(void **state)
{
    (void)state;
    static const slip t[] = {
        {X "x =< 1", "1:20 write `<=` for \"at most\""},
        {X "x = 1", "1:20 equality is written `==`"},
        {X "x >= 0 and x <= 1", "1:25 " AND},
        {"for x in [0, 1] and y in [0, 1]: x >= 0", "1:17 " AND},
        {"for x in [0, 1] where x > 0 and x < 1: x >= 0", "1:29 " AND},
        {X "x >= 0 && x <= 1",
         "1:25 `and` stands in the condition of an `if`; elsewhere write `,` "
         "between conditions"},
        {X "x >= 0 || x <= 1", "1:25 " OR},
        {X "x >= 0 or x <= 1", "1:25 " OR},
        {X "!(x < 0)",
         "1:18 there is no `!`; turn the relation around, `<` into `>=`"},
        {"for x in [0, 1]: 0 != x != 1",
         "1:25 `!=` stands once in a chain: a != b != c does not say that a "
         "and c differ; write `a != b, b != c, a != c`"},
        {"for x in [0, 1], y in [0, 1] where 0 != x != y: x >= 0",
         "1:43 `!=` stands once in a chain: a != b != c does not say that a "
         "and c differ; write `a != b, b != c, a != c`"},
    };
    CLAIMS(t);
}

static void command_lines(void **state)
{
    (void)state;
    static const slip t[] = {
        {"for x in [0, 1] x >= 0",
         "1:17 a colon stands between the variables and the statement: for x "
         "in [0, 1]: x >= 0"},
        {"for x in (0, 1) (1-x) >= 0",
         "1:17 a colon stands between the variables and the statement: for x "
         "in [0, 1]: x >= 0"},
        {"for x in [0, 1] show x >= 0",
         "1:17 on the command line a colon stands in place of `show`"},
        {X "x >= 0 where x > 1/2",
         "1:25 `where` stands before the colon: for x in [0, 1] where x > 0: "
         "x >= 0"},
        {X "where x > 1/2, x >= 0",
         "1:18 `where` stands before the colon: for x in [0, 1] where x > 0: "
         "x >= 0"},
        {"x >= 0 for x in [0, 1]",
         "1:8 `for` begins the claim: for x in [0, 1]: x >= 0"},
        {X "2*(1 + x >= 0",
         "1:27 expected `)`, found a relation: either `(` in line 1, column "
         "20 is not closed, or the relation stands in parentheses, which it "
         "cannot"},
        {X "x >= 2*(1 - x",
         "1:31 expected `)`, found the end of the item: `(` in line 1, "
         "column 25 is not closed"},
        {X "x >= log(1",
         "1:28 expected `,` or `)`, found the end of the item: `(` in line "
         "1, column 26 is not closed"},
        {X "x) >= 0", "1:19 nothing is open that this `)` could close"},
        {X "x >= 0)", "1:24 nothing is open that this `)` could close"},
    };
    CLAIMS(t);
}

static void documents(void **state)
{
    (void)state;
    static const slip t[] = {
        {"let a = 1\nlet b = ln(2)",
         "2:9 unknown name `ln`: the natural logarithm is `log`"},
        {"let a = 1,5", "1:10 a number has a decimal point: for `1,5` write "
                        "`1.5`"},
        {"let f(x) = 2 x", "1:14 a product is written with `*`: `2*x`"},
        {"let f(x) = (2 + x))",
         "1:19 nothing is open that this `)` could close"},
        {"claim a \"A\" for x in [0, 1]: show x >= 0",
         "1:28 a colon stands on the command line only; in a document `show` "
         "begins the statement"},
        {"let f(x) = if x > 0 or x < -1 then 1 else 0", "1:21 " OR},
        {"let e = 2", "1:1 to its readers `e` is Euler's number; call the "
                      "definition something else"},
        {"let i = 2", "1:1 to its readers `i` is the imaginary unit; call the "
                      "definition something else"},
        {"let zeta(s) = s", "1:1 to its readers `zeta` is the zeta function; "
                            "call the definition something else"},
        {"let tanh(x) = x",
         "1:5 `tanh` is a word of the language and cannot be a name"},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        char *got = lang_complaints(t[i].text);
        same(t[i].text, got, t[i].want);
        free(got);
    }
}

/* Every row teaches something that is there, and takes no word away. */
static const struct {
    const char *kind, *what, *sentence;
} rows[] = {
#define FOREIGN(KIND, what, sentence) {#KIND, what, sentence},
#include "../../theory/language/read/foreign.def"
#undef FOREIGN
};

/* `word` in a sentence is a function or a word of the language. */
static void points_to_something(const char *sentence)
{
    for (const char *s = sentence; (s = strchr(s, '`')) != NULL;) {
        const char *end = strchr(++s, '`');
        assert_non_null(end);
        char word[64] = "";
        size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyzPhi0123456789");
        if (n == (size_t)(end - s) && n < sizeof word) {
            memcpy(word, s, n);
            if (strcmp(word, "not") != 0 && !builtin_is_reserved(word))
                fail_msg("`%s` is not there: %s", word, sentence);
        }
        s = end + 1;
    }
}

static void every_word(void **state)
{
    size_t words = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[300], want[300];
        if (strcmp(rows[i].kind, "WORD") != 0)
            continue;
        words++;
        points_to_something(rows[i].sentence);
        snprintf(text, sizeof text, "let a = 2*%s", rows[i].what);
        snprintf(want, sizeof want, "1:11 unknown name `%s`: %s", rows[i].what,
                 rows[i].sentence);
        char *got = lang_complaints(text);
        same(text, got, want);
        free(got);
        snprintf(text, sizeof text,
                 "claim a \"\" for x in [0, 1] show x <= %s(x)", rows[i].what);
        got = lang_complaints(text);
        assert_non_null(strstr(got, rows[i].sentence));
        free(got);
        /* bound, it is what it is bound to */
        snprintf(text, sizeof text, "let f(%s) = 2*%s", rows[i].what,
                 rows[i].what);
        if (strncmp(rows[i].what, "ar", 2) != 0) /* looks like `asin`, ... */
            program_free(lang_program(text));
    }
    assert_true(words > 40);
}

/* Public documents define these. */
static void words_stay_free(void **state)
{
    static const char *const word[] = {"ln", "lg",  "sgn", "tg",  "th",
                                       "R",  "pow", "cot", "coth"};
    (void)state;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        char text[100];
        snprintf(text, sizeof text, "let %s(x) = x\nlet a = %s(2)", word[i],
                 word[i]);
        program_free(lang_program(text));
    }
    program_free(lang_program("let N = {1, 2}\nclaim a \"\" for n in N "
                              "show n >= 1"));
    /* a variable may be called as a function is */
    program_free(lang_program(
        "let f(Phi, x) = Phi*x + Phi^2\n"
        "claim a \"\" for tanh in [0, 1], Phi in [0, 1], x in (0, 1) "
        "where tanh > x equality at Phi = 1 "
        "show f(Phi, x) + log(x) + tanh >= 1"));
    /* so may those that have a meaning elsewhere */
    program_free(lang_program("claim a \"\" for e in [0, 1], i in 1..2, all in "
                              "[0, 1], where in [0, 1] show e + i + where >= "
                              "1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_words),
        cmocka_unit_test(foreign_characters),
        cmocka_unit_test(domains),
        cmocka_unit_test(numbers_and_products),
        cmocka_unit_test(relations),
        cmocka_unit_test(command_lines),
        cmocka_unit_test(documents),
        cmocka_unit_test(every_word),
        cmocka_unit_test(words_stay_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
