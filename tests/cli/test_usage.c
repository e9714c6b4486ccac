/* tests/cli/test_usage.c: help, versions, wrong arguments, streams. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "cli.h"

static const char *const commands[] = {
    "check",   "report",   "prove", "eval",    "plot", "diff", "list",
    "recheck", "constant", "root",  "threshold", "explain", "new"};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void help_names_every_command(void **state)
{
    outcome o = cli_run("--help", NULL);
    (void)state;
    cli_expect_status(&o, CLI_OK);
    for (int i = 0; i < COMMANDS; i++)
        cli_expect_in(o.out, commands[i]);
    assert_string_equal(o.err, "");
    outcome_clear(&o);
}

static void every_command_has_help(void **state)
{
    (void)state;
    for (int i = 0; i < COMMANDS; i++) {
        outcome o = cli_run(commands[i], "--help", NULL);
        cli_expect_status(&o, CLI_OK);
        cli_expect_in(o.out, commands[i]);
        assert_string_equal(o.err, "");
        outcome_clear(&o);
    }
}

static void help_tells_the_exit_statuses(void **state)
{
    outcome o = cli_run("--help", NULL);
    (void)state;
    cli_expect_in(o.out, "64");
    cli_expect_in(o.out, "65");
    outcome_clear(&o);
}

static void version_is_one_program_and_number(void **state)
{
    outcome o = cli_run("--version", NULL);
    (void)state;
    cli_expect_status(&o, CLI_OK);
    assert_int_equal(strncmp(o.out, "assay ", 6), 0);
    cli_expect_in(o.out, "0.1.0");
    assert_string_equal(o.err, "");
    outcome_clear(&o);
}

/* Bad usage: status 64, a word on standard error, nothing on output. */
static void expect_usage(outcome o, const char *named)
{
    cli_expect_status(&o, CLI_USAGE);
    assert_string_equal(o.out, "");
    cli_expect_in(o.err, named);
    outcome_clear(&o);
}

static void wrong_arguments_are_bad_usage(void **state)
{
    (void)state;
    expect_usage(cli_run(NULL, NULL), "assay");
    expect_usage(cli_run("frobnicate", NULL), "frobnicate");
    expect_usage(cli_run("--frobnicate", NULL), "frobnicate");
    expect_usage(cli_run("prove", "--frobnicate", "1 > 0", NULL),
                 "frobnicate");
    expect_usage(cli_run("prove", NULL), "prove");
    expect_usage(cli_run("check", NULL), "check");
    expect_usage(cli_run("report", NULL), "report");
    expect_usage(cli_run("list", NULL), "list");
    expect_usage(cli_run("eval", NULL), "eval");
    expect_usage(cli_run("eval", "1", "--digits", NULL), "digits");
    expect_usage(cli_run("eval", "1", "--digits", "many", NULL), "many");
    expect_usage(cli_run("eval", "1", "--digits", "-5", NULL), "-5");
}

static void a_full_disk_is_not_success(void **state)
{
    char *const argv[] = {"sh", "-c", "exec \"$0\" --help >/dev/full",
                          (char *)(uintptr_t)assay_path(), NULL};
    outcome o;
    (void)state;
    assert_true(run_process(argv, NULL, &o));
    assert_int_not_equal(o.status, 0);
    outcome_clear(&o);
}

static void a_claim_needs_no_command(void **state)
{
    outcome o = cli_run("for x in [0, 1]: x^2 <= x", NULL);
    (void)state;
    cli_expect_status(&o, CLI_OK);
    assert_int_equal(strncmp(o.out, "PROVED\n", 7), 0);
    outcome_clear(&o);
    o = cli_run("--quiet", "for x in [0, 1]: x^2 < x", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    assert_string_equal(o.out, "REFUTED\n");
    outcome_clear(&o);
}

/* Four million instances take longer. */
static void the_prompt_answers_in_time(void **state)
{
    outcome o = cli_run("prove", "--seconds", "0.3",
                        "for n in 1..4000000: n > 0", NULL);
    (void)state;
    cli_expect_status(&o, CLI_UNDECIDED);
    cli_expect_in(o.out, "UNDECIDED\n  evidence     out of time\n");
    assert_true(o.seconds < 60);
    outcome_clear(&o);
}

static void colour_as_asked(void **state)
{
    outcome o = cli_run("prove", "--color=always", "1 < 2", NULL);
    (void)state;
    assert_non_null(strchr(o.out, '\033'));
    outcome_clear(&o);
    o = cli_run("prove", "--color", "never", "1 < 2", NULL);
    assert_null(strchr(o.out, '\033'));
    outcome_clear(&o);
    expect_usage(cli_run("prove", "--color", "red", "1 < 2", NULL), "red");
}

static void nothing_is_coloured_without_a_terminal(void **state)
{
    outcome a = cli_run("prove", "for x in [0, 1]: x >= 0", NULL);
    outcome b = cli_run("prove", "for x in [0, 1]: x >= alfa", NULL);
    (void)state;
    assert_null(strchr(a.out, '\033'));
    assert_null(strchr(b.err, '\033'));
    outcome_clear(&a);
    outcome_clear(&b);
}

/* script(1) gives a terminal; NO_COLOR must win even there. */
static void no_color_is_honoured_on_a_terminal(void **state)
{
    char command[4096];
    char *argv[] = {"script", "-qec", command, "/dev/null", NULL};
    outcome o;
    (void)state;
    assert_true(strlen(assay_path()) < 4000);
    strcpy(command, "NO_COLOR=1 TERM=xterm ");
    strcat(command, assay_path());
    strcat(command, " prove 'for x in [0, 1]: x >= 1/2'");
    if (!run_process(argv, NULL, &o)) {
        outcome_clear(&o);
        skip(); /* no script(1) */
    }
    if (o.out[0] == '\0') {
        outcome_clear(&o);
        skip(); /* no terminals here */
    }
    cli_expect_in(o.out, "REFUTED");
    assert_null(strstr(o.out, "\033[3"));
    assert_null(strstr(o.out, "\033[1m"));
    outcome_clear(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(help_names_every_command),
        cmocka_unit_test(every_command_has_help),
        cmocka_unit_test(help_tells_the_exit_statuses),
        cmocka_unit_test(version_is_one_program_and_number),
        cmocka_unit_test(wrong_arguments_are_bad_usage),
        cmocka_unit_test(a_full_disk_is_not_success),
        cmocka_unit_test(nothing_is_coloured_without_a_terminal),
        cmocka_unit_test(a_claim_needs_no_command),
        cmocka_unit_test(the_prompt_answers_in_time),
        cmocka_unit_test(colour_as_asked),
        cmocka_unit_test(no_color_is_honoured_on_a_terminal),
    };
    return cmocka_run_group_tests(tests, cli_setup, cli_teardown) != 0;
}
