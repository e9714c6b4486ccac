/* tests/cli/test_prompt.c: pictures of claims, two runs compared, and
 * pages for a browser. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* ---- plot -------------------------------------------------------------------- */

static void plot_to(const char *what, const char *file, const char *shows)
{
    outcome o = cli_run("plot", what, "--out", file, NULL);
    cli_expect_status(&o, CLI_OK);
    assert_string_equal(o.out, "");
    assert_string_equal(o.err, "");
    outcome_clear(&o);
    char *svg = cli_read(file);
    assert_non_null(svg);
    assert_non_null(strstr(svg, "<svg"));
    assert_non_null(strstr(svg, "</svg>"));
    cli_expect_in(svg, shows);
    free(svg);
}

static void claims_and_expressions_are_drawn(void **state)
{
    (void)state;
    /* both sides by their names, as the legend gives them */
    plot_to("for r in (0, 8]: log(r) <= r - 1", "sides.svg", "log(r)");
    plot_to("for x in [0, 10]: sin(x)/x", "deep/value.svg", "Values");
    plot_to("for x in [0, 1], y in [0, 2]: x*y <= x^2", "map.svg", "true");
    outcome o = cli_run("plot", "for n in 1..3, x in [0, 1]: x^n", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "</svg>");
    outcome_clear(&o);
}

/* A range without an end is drawn as far as is said. */
static void plot_shows_a_part_of_what_has_no_end(void **state)
{
    static const struct {
        const char *what, *says;
    } rows[] = {
        {"for x in (0, inf): log(x) <= x", "x is drawn over (0, 0 + 10]"},
        {"x in (-inf, log(2)): exp(x)",
         "x is drawn over [log(2) - 10, log(2))"},
        {"for n in {1, 2}, x in (-inf, inf): x^n", "over [-10, 10]"},
        {"for x in [f(1), inf): 1/x", "unknown name"},
        {"for x in [0, inf), y in [0, 1]: x*y <= 1",
         "x is drawn over [0, 0 + 10]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        outcome o = cli_run("plot", rows[i].what, NULL);
        bool bad = strcmp(rows[i].says, "unknown name") == 0;
        cli_expect_status(&o, bad ? CLI_DATA : CLI_OK);
        cli_expect_in(o.err, rows[i].says);
        assert_int_equal(strstr(o.out, "</svg>") == NULL, bad);
        outcome_clear(&o);
    }
}

static void plot_says_what_it_cannot_draw(void **state)
{
    static const struct {
        const char *what;
        int status;
        const char *says;
    } rows[] = {
        {"for x in [-2, -1]: log(x)", CLI_UNDECIDED, "nothing to draw"},
        {"for x in [0, 1]: x^^2 <= 1", CLI_DATA, "claim:1:20: error"},
        {"for x in [0, 1]: nothing(x)", CLI_DATA, "unknown name"},
        {"for x in [0, 1]: x system(\"touch here\")", CLI_DATA, "error"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        outcome o = cli_run("plot", rows[i].what, "--out", "no.svg", NULL);
        cli_expect_status(&o, rows[i].status);
        cli_expect_in(o.err, rows[i].says);
        outcome_clear(&o);
        assert_null(cli_read("no.svg"));
    }
}

/* ---- diff -------------------------------------------------------------------- */

/* What check prints of a document with this text. */
static void run_check(const char *text, const char *file)
{
    cli_write("p/1.md", text);
    outcome o = cli_run("check", "--format=json", "p", NULL);
    assert_true(o.status == CLI_OK || o.status == CLI_UNEXPECTED ||
                o.status == CLI_UNDECIDED);
    cli_write(file, o.out);
    outcome_clear(&o);
}

#define DOC(items) "# P\n\n```assay\n" items "\n```\n"
#define TRUE_CLAIM "claim a \"A\"\n for x in [0, 1]\n show x >= 0\n"
#define SECOND "claim b \"B\"\n for x in [0, 1]\n show x^2 >= 0\n"
#define FALSE_CLAIM "claim a \"A\"\n for x in [0, 1]\n show x > 0\n"

static void diff(const char *from, const char *to, int status,
                 const char *says)
{
    outcome o = cli_run("diff", from, to, NULL);
    cli_expect_status(&o, status);
    cli_expect_in(o.out, says);
    outcome_clear(&o);
}

static void runs_are_compared(void **state)
{
    (void)state;
    run_check(DOC(TRUE_CLAIM SECOND), "both.json");
    run_check(DOC(TRUE_CLAIM), "one.json");
    run_check(DOC(FALSE_CLAIM SECOND), "false.json");
    run_check(DOC("claim a \"A\"\n for x in [0, 1]\n show x >= -1\n" SECOND),
              "wide.json");
    diff("both.json", "both.json", CLI_OK, "2 items: 0 worse, 0 better");
    diff("both.json", "one.json", CLI_UNEXPECTED, "gone: was PROVED");
    diff("one.json", "both.json", CLI_OK, "new: PROVED");
    diff("both.json", "false.json", CLI_UNEXPECTED,
         "verdict: PROVED -> REFUTED");
    diff("false.json", "both.json", CLI_OK, "better");
    diff("both.json", "wide.json", CLI_OK, "margin: [");
}

/* Records by hand: what a run does not print at will. */
#define RUN(verdict, more)                                                     \
    "{\"items\": [{\"id\": \"k\", \"kind\": \"constant\", \"verdict\": \""     \
    verdict "\", \"as_expected\": true, \"source\": \"s\"" more "}]}\n"
#define VALUE(lo, hi) \
    RUN("ENCLOSED", ", \"value\": {\"lo\": \"" lo "\", \"hi\": \"" hi "\"}")

static void contradictions_are_worse(void **state)
{
    (void)state;
    cli_write("proved.json", RUN("PROVED", ""));
    cli_write("refuted.json", RUN("REFUTED", ""));
    cli_write("open.json", RUN("UNDECIDED", ""));
    diff("proved.json", "refuted.json", CLI_UNEXPECTED, "worse");
    diff("refuted.json", "proved.json", CLI_UNEXPECTED, "worse");
    diff("proved.json", "open.json", CLI_UNEXPECTED, "worse");
    diff("open.json", "proved.json", CLI_OK, "better");
    cli_write("old.json", VALUE("0.1", "0.2"));
    cli_write("narrow.json", VALUE("0.12", "0.2"));
    cli_write("apart.json", VALUE("0.21", "0.22"));
    cli_write("equal.json", VALUE("0.10", "2e-1"));
    cli_write("moved.json", VALUE("0.15", "0.25"));
    diff("old.json", "narrow.json", CLI_OK, "better");
    diff("narrow.json", "old.json", CLI_UNEXPECTED, "worse");
    diff("old.json", "apart.json", CLI_UNEXPECTED,
         "value: [0.1, 0.2] -> [0.21, 0.22]");
    diff("old.json", "equal.json", CLI_OK, "1 item: 0 worse, 0 better, 0 ");
    diff("old.json", "moved.json", CLI_OK, "changed");
}

static void what_is_no_run_is_refused(void **state)
{
    static const char *const bad[] = {"", "[]", "{}", "{\"items\": 3}",
                                      "{\"items\": [{}]}",
                                      "{\"items\": []} x", "{\"items\": [1]}"};
    (void)state;
    cli_write("good.json", RUN("PROVED", ""));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cli_write("bad.json", bad[i]);
        outcome o = cli_run("diff", "good.json", "bad.json", NULL);
        cli_expect_status(&o, CLI_DATA);
        cli_expect_in(o.err, "bad.json");
        outcome_clear(&o);
    }
    outcome o = cli_run("diff", "good.json", "none.json", NULL);
    cli_expect_status(&o, CLI_DATA);
    outcome_clear(&o);
    cli_write("esc.json", "{\"items\": [{\"id\": \"\\u001b[2J\", \"kind\": "
                          "\"claim\"}]}");
    o = cli_run("diff", "esc.json", "good.json", NULL);
    assert_null(strchr(o.out, '\033'));
    outcome_clear(&o);
}

/* ---- pages ------------------------------------------------------------------- */

/* Beside the report, into a folder that need not be there; the first page has
 * a name that no document may have. */
static void pages_at_the_prompt(void **state)
{
    (void)state;
    cli_write("p/1.md", DOC(TRUE_CLAIM));
    outcome o = cli_run("report", "--html", "deep/site", "p", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "deep/site/index.html: ");
    outcome_clear(&o);
    char *page = cli_read("deep/site/1.html");
    assert_non_null(page);
    cli_expect_in(page, "<article class=\"card proved\" id=\"a\"");
    free(page);
    o = cli_run("report", "--html", "deep/site", "p", NULL);
    cli_expect_in(o.out, "deep/site/index.html: 0 files changed");
    outcome_clear(&o);
    cli_write("q/index.md", DOC(TRUE_CLAIM));
    o = cli_run("report", "--html", "other", "q", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "no page of a report can be called so");
    outcome_clear(&o);
    o = cli_run("report", "q", NULL); /* without pages it may */
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(claims_and_expressions_are_drawn,
                                        cli_setup, cli_teardown),
        cmocka_unit_test_setup_teardown(plot_shows_a_part_of_what_has_no_end,
                                        cli_setup, cli_teardown),
        cmocka_unit_test_setup_teardown(plot_says_what_it_cannot_draw,
                                        cli_setup, cli_teardown),
        cmocka_unit_test_setup_teardown(runs_are_compared, cli_setup,
                                        cli_teardown),
        cmocka_unit_test_setup_teardown(contradictions_are_worse, cli_setup,
                                        cli_teardown),
        cmocka_unit_test_setup_teardown(pages_at_the_prompt, cli_setup,
                                        cli_teardown),
        cmocka_unit_test_setup_teardown(what_is_no_run_is_refused, cli_setup,
                                        cli_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
