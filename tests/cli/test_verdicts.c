/* tests/cli/test_verdicts.c: what prove, eval, check and list answer, by
 * words and by exit status. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <string.h>

#include "cli.h"

/* Deciding the sign needs some 280,000 bits, beyond every budget here. */
#define TOO_FINE "sin(exp(exp(exp(5/2)))) >= 0"

#define ITEM(text) "# A paper\n\nProse.\n\n```assay\n" text "\n```\n"
#define TRUE_ITEM ITEM("claim a.true \"T\"\n  for x in [0, 1]\n  show x >= 0")
#define FALSE_ITEM ITEM("claim a.false \"F\"\n  for x in [0, 1]\n  show x > 0")
#define FINDING \
    ITEM("claim a.false \"F\"\n  for x in [0, 1]\n  show x > 0\n" \
         "  expect refuted")
#define WRONG_FINDING \
    ITEM("claim a.true \"T\"\n  for x in [0, 1]\n  show x >= 0\n" \
         "  expect refuted")
#define OPEN_ITEM ITEM("claim a.open \"O\"\n  show " TOO_FINE)

static void expect_proof(const char *claim, int status, const char *word)
{
    outcome o = cli_run("prove", claim, NULL);
    cli_expect_status(&o, status);
    cli_expect_in(o.out, word);
    assert_string_equal(o.err, "");
    outcome_clear(&o);
}

static void prove_answers_in_words_and_status(void **state)
{
    (void)state;
    expect_proof("for x in [0, 1]: x^2 <= x", CLI_OK, "PROVED");
    expect_proof("for x in [0, 2]: x^2 <= x", CLI_UNEXPECTED, "REFUTED");
    expect_proof(TOO_FINE, CLI_UNDECIDED, "UNDECIDED");
    assert_int_equal(cli_entries(), 0);
}

/* The only point where it fails is an end of the domain. */
static void prove_respects_open_and_closed_ends(void **state)
{
    (void)state;
    expect_proof("for x in (0, 1]: x > 0", CLI_OK, "PROVED");
    expect_proof("for x in [0, 1]: x > 0", CLI_UNEXPECTED, "REFUTED");
}

static void prove_never_trusts_what_is_undefined(void **state)
{
    outcome o = cli_run("prove", "for x in [-2, -1]: log(x) > -100", NULL);
    (void)state;
    assert_null(strstr(o.out, "PROVED"));
    assert_int_not_equal(o.status, CLI_OK);
    outcome_clear(&o);
}

/* sup of (r - 1 - log r)/(r - 1)^2 at 8 is (7 - log 8)/49; sqrt 2. */
static void numbers_at_the_prompt(void **state)
{
    (void)state;
    outcome o = cli_run("constant", "for r in (0, 8]: largest c with "
                                    "r - 1 - log(r) >= c*(r - 1)^2", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "ENCLOSED\n");
    cli_expect_in(o.out, "between 0.1004195603 and 0.1004195604");
    outcome_clear(&o);
    o = cli_run("root", "for x in [1, 2]: x^2 == 2 digits 12", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "between 1.41421356237 and 1.41421356238");
    outcome_clear(&o);
    o = cli_run("root", "for x in [2, 3]: x^2 == 2", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "there is no root in [2, 3]");
    outcome_clear(&o);
    /* 2^9 < 9^3, and 10^3 < 2^10 */
    o = cli_run("threshold", "for n in 1..inf: find n with n^3 <= 2^n", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "proved for every n >= 10; false at n = 9");
    outcome_clear(&o);
    o = cli_run("threshold", "for n in 1..inf: find n with n < 0", NULL);
    cli_expect_status(&o, CLI_UNDECIDED);
    outcome_clear(&o);
    o = cli_run("threshold", "for n in 1..inf: n^3 <= 2^n", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "find n with");
    outcome_clear(&o);
    o = cli_run("constant", "for x in [0, 1]: x >= 0", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "largest c with");
    outcome_clear(&o);
}

/* A way out is printed under the verdict, and is proved when pasted. */
static void advice_stands_under_the_verdict(void **state)
{
    (void)state;
    outcome o = cli_run("prove", "for x in [0, 1]: 1/x >= 1", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    assert_string_equal(o.out,
                        "REFUTED\n"
                        "  evidence     undefined at x = 0: `1/x` has no value "
                        "there\n"
                        "  proved       on (0, 1]\n"
                        "    for x in (0, 1]: 1/x >= 1\n");
    outcome_clear(&o);
    expect_proof("for x in (0, 1]: 1/x >= 1", CLI_OK, "PROVED");
}

static void a_new_paper_runs_at_once(void **state)
{
    (void)state;
    outcome o = cli_run("new", "my-paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "my-paper/paper_refs/references.bib\n");
    outcome_clear(&o);
    o = cli_run("check", "my-paper/theory/my-paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "first.bound");
    outcome_clear(&o);
    o = cli_run("report", "--out", "out", "my-paper/theory/my-paper", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    o = cli_run("new", "my-paper", NULL); /* nothing is overwritten */
    cli_expect_status(&o, CLI_MISSING_PROGRAM);
    outcome_clear(&o);
    o = cli_run("new", "../elsewhere", NULL);
    cli_expect_status(&o, CLI_USAGE);
    outcome_clear(&o);
}

static void an_item_is_explained(void **state)
{
    (void)state;
    cli_write("one.md",
              "```assay\nclaim a.low \"A\" for x in [0, 1] show x^2 <= x\n"
              "claim a.mid \"B\" uses a.low for x in [0, 1] show x^3 <= x\n"
              "claim a.top \"C\" uses a.mid for x in [0, 1] show x^4 <= x\n"
              "claim a.far \"D\" for x in [0, 1] show x >= 0\n```\n");
    outcome o = cli_run("explain", "a.mid", "one.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "for x in [0, 1] show x^3 <= x\n");
    cli_expect_in(o.out, " PROVED\n  evidence     true at every point");
    cli_expect_in(o.out, "  proof        rests on 1 statement, proved; assumed: "
                         "nothing\n");
    cli_expect_in(o.out, "  uses         claim a.low\n");
    cli_expect_in(o.out, "  used by      claim a.top\n");
    cli_expect_in(o.out, "1: rewritings as a product or another form\n");
    assert_null(strstr(o.out, "a.far"));
    outcome_clear(&o);
    o = cli_run("explain", "a.mit", "one.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "did you mean `a.mid`?");
    outcome_clear(&o);
}

/* Bad text: status 65, where it is on standard error, no output. */
static void expect_bad(outcome o, const char *said)
{
    cli_expect_status(&o, CLI_DATA);
    assert_string_equal(o.out, "");
    cli_expect_in(o.err, said);
    outcome_clear(&o);
}

static void bad_statements_are_bad_data(void **state)
{
    (void)state;
    expect_bad(cli_run("prove", "for x in [0, 1]: x >= ", NULL), "1:");
    expect_bad(cli_run("prove", "for alpha in [0, 1]: alfa >= 0", NULL),
               "did you mean `alpha`?");
    expect_bad(cli_run("prove", "for x in [1, 0]: x >= 0", NULL), "");
    expect_bad(cli_run("prove", "1 >= 0\nclaim b \"B\" show 1 >= 2", NULL),
               "one statement only");
    expect_bad(cli_run("eval", "1\nlet b = 2", NULL), "one expression only");
    expect_bad(cli_run("prove", "", NULL), "");
}

/* Digits from the literature (OEIS A002193, A000796, A001113). */
static void eval_prints_the_digits(void **state)
{
    static const char *const known[][2] = {
        {"sqrt(2)", "1.414213562373095048801688724"},
        {"pi", "3.141592653589793238462643383"},
        {"exp(1)", "2.718281828459045235360287471"},
    };
    (void)state;
    for (int i = 0; i < 3; i++) {
        outcome o = cli_run("eval", known[i][0], "--digits", "30", NULL);
        cli_expect_status(&o, CLI_OK);
        cli_expect_in(o.out, known[i][1]);
        assert_string_equal(o.err, "");
        outcome_clear(&o);
    }
}

static void eval_of_nothing_has_no_value(void **state)
{
    static const char *const bad[] = {"log(-1)", "1/0", "sqrt(0 - 1)",
                                      "1/(1 - 1)"};
    (void)state;
    for (int i = 0; i < 4; i++) {
        outcome o = cli_run("eval", bad[i], NULL);
        assert_int_not_equal(o.status, CLI_OK);
        assert_null(strstr(o.out, "nan"));
        assert_null(strstr(o.out, "inf"));
        outcome_clear(&o);
    }
}

static void expect_checked(const char *text, int status)
{
    cli_write("doc.md", text);
    outcome o = cli_run("check", "doc.md", NULL);
    cli_expect_status(&o, status);
    outcome_clear(&o);
}

static void check_fails_when_a_verdict_is_not_as_expected(void **state)
{
    (void)state;
    expect_checked(TRUE_ITEM, CLI_OK);
    expect_checked(FINDING, CLI_OK);
    expect_checked(WRONG_FINDING, CLI_UNEXPECTED);
    expect_checked(FALSE_ITEM, CLI_UNEXPECTED);
    expect_checked(OPEN_ITEM, CLI_UNDECIDED);
}

static void check_says_where_a_document_is_bad(void **state)
{
    (void)state;
    cli_write("bad.md", ITEM("claim a.b \"T\"\n  for x in [0, 1]\n"
                             "  show x >= beta"));
    expect_bad(cli_run("check", "bad.md", NULL), "bad.md:8:13");
    cli_write("vacuous.md", ITEM("claim a.b \"T\"\n  for x in [2, 1]\n"
                                 "  show x >= 0"));
    expect_bad(cli_run("check", "vacuous.md", NULL), "vacuous");
    cli_write("twice.md", ITEM("claim a.b \"T\"\n  show 1 >= 0\n"
                               "claim a.b \"T\"\n  show 1 >= 0"));
    expect_bad(cli_run("check", "twice.md", NULL), "a.b");
    cli_write("latin.md", "# A paper\n\n\xff\xfe\n");
    expect_bad(cli_run("check", "latin.md", NULL), "latin.md");
    expect_bad(cli_run("check", "absent.md", NULL), "absent.md");
}

static void list_names_every_item(void **state)
{
    (void)state;
    cli_write("doc.md", ITEM("let f(x) = x^2\n"
                             "claim sq.pos \"P\"\n  for x in [0, 1]\n"
                             "  show f(x) >= 0\n"
                             "table sq.tab \"S\"\n  for n in 1..3\n"
                             "  columns s = f(n)"));
    outcome o = cli_run("list", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "sq.pos");
    cli_expect_in(o.out, "sq.tab");
    assert_string_equal(o.err, "");
    outcome_clear(&o);
}

/* No number with a fraction part anywhere: bounds are strings. */
static void expect_no_reals(const json_t *j)
{
    const char *key;
    json_t *v;
    size_t i;
    assert_false(json_is_real(j));
    if (json_is_object(j)) {
        json_object_foreach ((json_t *)(uintptr_t)j, key, v)
            expect_no_reals(v);
    } else if (json_is_array(j)) {
        json_array_foreach (j, i, v)
            expect_no_reals(v);
    }
}

static void expect_json(outcome o, int status, const char *part)
{
    json_error_t e;
    cli_expect_status(&o, status);
    json_t *j = json_loads(o.out, 0, &e);
    if (j == NULL)
        fail_msg("not JSON, %s at line %d:\n%.1000s", e.text, e.line, o.out);
    expect_no_reals(j);
    cli_expect_in(o.out, part);
    assert_string_equal(o.err, "");
    json_decref(j);
    outcome_clear(&o);
}

static void json_is_json_with_the_same_facts(void **state)
{
    (void)state;
    expect_json(cli_run("prove", "--json", "for x in [0, 1]: x^2 <= x", NULL),
                CLI_OK, "PROVED");
    expect_json(cli_run("prove", "for x in [0, 2]: x^2 <= x", "--json", NULL),
                CLI_UNEXPECTED, "REFUTED");
    expect_json(cli_run("prove", "--json", TOO_FINE, NULL), CLI_UNDECIDED,
                "UNDECIDED");
    expect_json(cli_run("eval", "--json", "sqrt(2)", NULL), CLI_OK,
                "\"1.41421");
    cli_write("doc.md", FINDING);
    expect_json(cli_run("check", "--json", "doc.md", NULL), CLI_OK,
                "a.false");
    expect_json(cli_run("list", "--json", "doc.md", NULL), CLI_OK,
                "a.false");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(prove_answers_in_words_and_status),
        IN_FOLDER(prove_respects_open_and_closed_ends),
        IN_FOLDER(prove_never_trusts_what_is_undefined),
        IN_FOLDER(numbers_at_the_prompt),
        IN_FOLDER(a_new_paper_runs_at_once),
        IN_FOLDER(an_item_is_explained),
        IN_FOLDER(advice_stands_under_the_verdict),
        IN_FOLDER(bad_statements_are_bad_data),
        IN_FOLDER(eval_prints_the_digits),
        IN_FOLDER(eval_of_nothing_has_no_value),
        IN_FOLDER(check_fails_when_a_verdict_is_not_as_expected),
        IN_FOLDER(check_says_where_a_document_is_bad),
        IN_FOLDER(list_names_every_item),
        IN_FOLDER(json_is_json_with_the_same_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
