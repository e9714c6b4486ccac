/* tests/cli/test_streaming.c: what a run has said when it does not reach its
 * end, and errors beside verdicts, in words and as JSON. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "../../numerics/base/text.h"
#include "cli.h"

#define ITEMS(text) "# A paper\n\n```assay\n" text "```\n"
#define EASY "claim a.easy \"E\" for x in [0, 1] show x^2 <= x\n"
#define FALSE_ONE "claim a.false \"F\" for x in [0, 1] show x^2 < x\n"
#define VACUOUS "claim a.none \"N\" for x in [0, 1] where x > 2 show x > 3\n"
#define LAST "claim a.last \"L\" for x in [0, 1] show x <= 2*x\n"
/* Twelve variables, and a bound that is not far from the least value: many
 * hours of subdivision. */
#define HALF "sin(9*a*b*c + d*e*f) + cos(7*a*d + b*e - c*f) + exp(a*e - b*f) " \
             "+ sin(c*e + 9*a*f)"
#define SLOW                                                                  \
    "let w(a, b, c, d, e, f) = " HALF "\n"                                    \
    "claim a.slow \"S\"\n"                                                    \
    "  for a in [0, 1], b in [0, 1], c in [0, 1], d in [0, 1], e in [0, 1],\n" \
    "      f in [0, 1], g in [0, 1], h in [0, 1], i in [0, 1], j in [0, 1],\n" \
    "      k in [0, 1], l in [0, 1]\n"                                        \
    "  show w(a, b, c, d, e, f) + w(g, h, i, j, k, l) >= -5.2109\n"           \
    "  boxes 1000000000\n"

/* Minutes of quadrature, in a few enclosures. */
#define INTEGRAL                                                              \
    "claim a.integral \"I\" for x in [0, 1]\n"                               \
    "  show x*integral(t in 0..1, integral(s in 0..1,\n"                     \
    "    abs(sin(50/(s*t + 1/50))))) <= 3\n"

/* Runs `check` on doc.md, and sends the signal once `cue` has arrived. */
static outcome check_until(const char *cue, int sig, const char *option)
{
    const char *argv[] = {assay_path(), "check", "doc.md", option, NULL};
    run_options opt = {
        .folder = cli_folder(), .limit = 120, .cue = cue, .signal = sig};
    outcome o;
    if (!run_process((char *const *)(uintptr_t)argv, &opt, &o))
        fail_msg("cannot run assay");
    assert_false(o.timed_out);
    return o;
}

/* Without the end of a.slow nothing would end the run but the signal, so what
 * arrived before it was not kept back. */
static void verdicts_come_as_they_are_known(void **state)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    (void)state;
    cli_write("doc.md", ITEMS(EASY VACUOUS FALSE_ONE SLOW LAST));
    for (size_t k = 0; k < sizeof signals / sizeof *signals; k++) {
        outcome o = check_until("REFUTED    a.false", signals[k], NULL);
        cli_expect_status(&o, 130);
        cli_expect_in(o.out, "PROVED     a.easy");
        cli_expect_in(o.out, "REFUTED    a.false");
        assert_null(strstr(o.out, "a.slow"));
        assert_null(strstr(o.out, "a.last"));
        assert_null(strstr(o.out, "as expected at the"));
        cli_expect_in(o.err, "`a.none` is vacuous");
        cli_expect_in(o.err, "interrupted");
        cli_expect_in(o.err, "at work on `a.slow`");
        outcome_clear(&o);
    }
}

/* Quadrature is left off, and the run has its usual end. */
static void integrals_are_interrupted(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(EASY INTEGRAL LAST));
    outcome o = check_until("PROVED     a.easy", SIGTERM, NULL);
    cli_expect_status(&o, 130);
    cli_expect_in(o.err, "interrupted");
    cli_expect_in(o.err, "at work on `a.integral`");
    assert_null(strstr(o.out, "a.integral"));
    outcome_clear(&o);
    o = cli_run("check", "--seconds=1", "doc.md", NULL);
    cli_expect_in(o.out, "UNDECIDED  a.integral");
    cli_expect_in(o.out, "out of time");
    cli_expect_in(o.out, "PROVED     a.last");
    outcome_clear(&o);
}

static void killed_it_has_said_what_it_knew(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(EASY SLOW));
    outcome o = check_until("PROVED     a.easy", SIGKILL, NULL);
    assert_int_equal(o.status, 128 + SIGKILL);
    cli_expect_in(o.out, "PROVED     a.easy");
    outcome_clear(&o);
}

static void out_of_time_and_memory_name_the_item(void **state)
{
    static const char *const option[] = {"--max-seconds=2", "--max-memory=16"};
    static const char *const reason[] = {"time", "memory"};
    (void)state;
    cli_write("doc.md", ITEMS(EASY SLOW LAST));
    for (int k = 0; k < 2; k++) {
        json_error_t e;
        outcome o = cli_run("check", option[k], "--max-seconds=100", option[k],
                            "--json", "doc.md", NULL);
        if (k == 1 && strstr(o.err, "out of memory") == NULL) {
            outcome_clear(&o); /* sanitizers set no limit */
            skip();
        }
        cli_expect_status(&o, CLI_MISSING_PROGRAM);
        cli_expect_in(o.err, "at work on `a.slow`");
        json_t *j = json_loads(o.out, 0, &e);
        assert_non_null(j);
        json_t *stopped = json_object_get(j, "stopped");
        json_t *items = json_object_get(j, "items");
        assert_string_equal(
            json_string_value(json_object_get(stopped, "reason")), reason[k]);
        assert_string_equal(
            json_string_value(json_object_get(stopped, "item")), "a.slow");
        assert_int_equal(json_array_size(items), 1);
        json_decref(j);
        outcome_clear(&o);
    }
}

/* One item with an error does not keep the others from their verdicts. */
static void errors_stand_beside_verdicts(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(EASY VACUOUS LAST));
    outcome o = cli_run("check", "doc.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.out, "PROVED     a.easy");
    cli_expect_in(o.out, "PROVED     a.last");
    cli_expect_in(o.err, "doc.md:5:1");
    outcome_clear(&o);
    cli_write("doc.md", ITEMS(EASY VACUOUS FALSE_ONE LAST));
    o = cli_run("check", "-q", "doc.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.out, "REFUTED    a.false");
    assert_null(strstr(o.out, "a.easy"));
    outcome_clear(&o);
}

/* The one error that is expected, at its place (0: none), after so many
 * items (-1: no list of items). */
static void expect_error(outcome o, int status, const char *file, int line,
                         const char *message, int items)
{
    json_error_t e;
    cli_expect_status(&o, status);
    json_t *j = json_loads(o.out, 0, &e);
    if (j == NULL)
        fail_msg("not JSON, %s:\n%.1000s", e.text, o.out);
    json_t *errors = json_object_get(j, "errors");
    assert_int_equal(json_array_size(errors), 1);
    json_t *one = json_array_get(errors, 0);
    const char *f = json_string_value(json_object_get(one, "file"));
    if (file != NULL)
        assert_string_equal(f, file);
    else
        assert_null(f);
    assert_int_equal(json_integer_value(json_object_get(one, "line")), line);
    assert_int_equal(json_integer_value(json_object_get(one, "column")) > 0,
                     line > 0);
    cli_expect_in(json_string_value(json_object_get(one, "message")), message);
    assert_true(json_is_string(json_object_get(j, "assay")));
    assert_true(json_is_null(json_object_get(j, "stopped")));
    json_t *all = json_object_get(j, "items");
    assert_int_equal(json_is_array(all) ? (int)json_array_size(all) : -1,
                     items);
    json_decref(j);
    outcome_clear(&o);
}

static void errors_are_json_too(void **state)
{
    (void)state;
    cli_write("doc.md", ITEMS(EASY VACUOUS LAST));
    expect_error(cli_run("check", "--json", "doc.md", NULL), CLI_DATA,
                 "doc.md", 5, "vacuous", 2);
    expect_error(cli_run("recheck", "--json", "doc.md", NULL), CLI_DATA,
                 "doc.md", 5, "vacuous", 2);
    cli_write("bad.md", ITEMS(EASY "claim a.bad \"B\" show x >= \n"));
    expect_error(cli_run("check", "--json", "bad.md", NULL), CLI_DATA,
                 "bad.md", 5, "", -1);
    expect_error(cli_run("list", "--json", "bad.md", NULL), CLI_DATA,
                 "bad.md", 5, "", -1);
    expect_error(cli_run("recheck", "--json", "bad.md", NULL), CLI_DATA,
                 "bad.md", 5, "", -1);
    expect_error(cli_run("list", "--json", "none.md", NULL), CLI_DATA,
                 "none.md", 0, "No such file", -1);
    expect_error(cli_run("prove", "--json", "for x in [0, 1]: y >= 0", NULL),
                 CLI_DATA, "claim", 1, "y", -1);
    expect_error(cli_run("prove", "--json", "for x in [2, 1]: x >= 0", NULL),
                 CLI_DATA, "claim", 1, "", -1);
    expect_error(cli_run("eval", "--json", "1 +", NULL), CLI_DATA,
                 "expression", 1, "", -1);
    expect_error(cli_run("eval", "--json", "1/0", NULL), CLI_UNDECIDED, NULL,
                 0, "undefined", -1);
}

/* More errors than are kept are counted. */
static void errors_that_are_left_out_are_counted(void **state)
{
    text_buf b = {0};
    (void)state;
    text_put(&b, "# P\n\n```assay\n");
    for (int k = 0; k < 25; k++)
        text_printf(&b, "claim a.n%d \"N\" for x in [0, 1] where x > 2 "
                        "show x > 3\n", k);
    text_put(&b, LAST "```\n");
    cli_write("doc.md", b.s);
    text_clear(&b);
    outcome o = cli_run("check", "--json", "doc.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    json_t *j = json_loads(o.out, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(j, "errors")), 20);
    assert_int_equal(json_integer_value(json_object_get(j, "more_errors")), 5);
    assert_int_equal(json_array_size(json_object_get(j, "items")), 1);
    cli_expect_in(o.err, "5 more errors");
    json_decref(j);
    outcome_clear(&o);
}

/* What is out of range is said, and not replaced by what is not. */
static void precision_is_as_asked_for_or_an_error(void **state)
{
    (void)state;
    outcome o = cli_run("prove", "--precision", "23", "0 < 1", NULL);
    cli_expect_status(&o, CLI_USAGE);
    cli_expect_in(o.err, "from 24 to 65536");
    outcome_clear(&o);
    expect_error(cli_run("prove", "--json", "0 < 1 precision 16", NULL),
                 CLI_DATA, "claim", 1, "from 24 to 65536", -1);
    o = cli_run("prove", "--cert", "c.cert", "0 < pi precision 24", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    char *s = cli_read("c.cert");
    assert_non_null(s);
    cli_expect_in(s, "precision 24\n");
    free(s);
}

#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(verdicts_come_as_they_are_known),
        IN_FOLDER(integrals_are_interrupted),
        IN_FOLDER(killed_it_has_said_what_it_knew),
        IN_FOLDER(out_of_time_and_memory_name_the_item),
        IN_FOLDER(errors_stand_beside_verdicts),
        IN_FOLDER(errors_are_json_too),
        IN_FOLDER(errors_that_are_left_out_are_counted),
        IN_FOLDER(precision_is_as_asked_for_or_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
