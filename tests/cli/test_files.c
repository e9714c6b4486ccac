/* tests/cli/test_files.c: what is written, where, and what is never run. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define DOCUMENT \
    "# A paper\n\nProse with $`x^2`$.\n\n```assay\n" \
    "let f(x) = x^2\n" \
    "claim sq.below \"Squares lie below\"\n  for x in [0, 1]\n" \
    "  show f(x) <= x\n```\n\nMore prose.\n"
#define FIGURE(title) \
    "# A paper\n\n```assay\nlet g(x) = x^2\n" \
    "figure sq.fig \"" title "\"\n  for x in 0..10\n" \
    "  curves sq \"" title "\" = g(x)\n  xlabel \"" title "\"\n```\n"

static void report_is_written_beside_theory(void **state)
{
    (void)state;
    cli_write("theory/demo/one.md", DOCUMENT);
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    char *text = cli_read("reports/demo/one.md");
    assert_non_null(text);
    cli_expect_in(text, "Prose with $`x^2`$.");
    cli_expect_in(text, "More prose.");
    cli_expect_in(text, "PROVED");
    cli_expect_in(text, "sq.below");
    free(text);
    assert_int_equal(cli_entries(), 2); /* theory, reports */
}

/* The graph of what rests on what would lie over the figure. */
static void figure_must_not_take_the_graphs_name(void **state)
{
    (void)state;
    cli_write("theory/demo/one.md",
              "# A\n\n```assay\nfigure dependencies \"D\" for x in [0, 1] "
              "curves y = x\n```\n");
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "can be called `dependencies`");
    outcome_clear(&o);
    assert_int_equal(cli_entries(), 1); /* theory */
}

static int list_files(char *names, size_t size)
{
    char *const argv[] = {"sh", "-c",
                          "cd \"$0\" && find reports -type f | LC_ALL=C sort | "
                          "xargs cksum",
                          (char *)(uintptr_t)cli_folder(), NULL};
    outcome o;
    assert_true(run_process(argv, NULL, &o));
    snprintf(names, size, "%s", o.out);
    outcome_clear(&o);
    return (int)strlen(names);
}

/* Twice, and with other threads and another place: the same bytes. */
static void report_is_reproducible(void **state)
{
    static char first[1 << 16], second[1 << 16];
    (void)state;
    cli_write("theory/demo/one.md", DOCUMENT);
    cli_write("theory/demo/two.md", FIGURE("plain"));
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    assert_true(list_files(first, sizeof first) > 0);
    setenv("OMP_NUM_THREADS", "1", 1);
    o = cli_run("report", "theory/demo", NULL);
    unsetenv("OMP_NUM_THREADS");
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    assert_true(list_files(second, sizeof second) > 0);
    assert_string_equal(first, second);
}

/* Whether results are computed, kept or taken from where they were kept. */
static void cache_changes_no_byte(void **state)
{
    static char first[1 << 16], second[1 << 16];
    static const char kept[] = "cc/paper/sq.below.result";
    (void)state;
    cli_write("theory/demo/one.md", DOCUMENT);
    cli_write("theory/demo/two.md", FIGURE("plain"));
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    assert_true(list_files(first, sizeof first) > 0);
    assert_int_equal(cli_entries(), 2);
    for (int run = 0; run < 3; run++) {
        o = cli_run("report", "--cache", "cc/paper", "theory/demo", NULL);
        cli_expect_status(&o, CLI_OK);
        if (run > 0)
            cli_expect_in(o.out, "0 files changed");
        outcome_clear(&o);
        assert_true(list_files(second, sizeof second) > 0);
        assert_string_equal(first, second);
        char *text = cli_read(kept);
        assert_non_null(text);
        free(text);
        if (run == 1)
            cli_write(kept, "assay-result 1\nkey 0\ncontent 0\n");
    }
    o = cli_run("check", "--cache", "cc/paper", "theory/demo/one.md", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
}

#define LONG_CLAIM \
    "for x in [0, 3], y in [0, 3]: sin(7*x + y^2)*cos(7*x + y^2) <= 0.51"

/* What one run leaves open, the next goes on with. */
static void an_undecided_claim_goes_on(void **state)
{
    (void)state;
    outcome o = cli_run("prove", "--max-boxes", "300", "--cert", "my p.cert",
                        LONG_CLAIM, NULL);
    cli_expect_status(&o, CLI_UNDECIDED);
    outcome_clear(&o);
    assert_int_equal(cli_entries(), 1);
    char *text = cli_read("my p.cert");
    assert_non_null(text);
    cli_expect_in(text, "open\n");
    free(text);
    o = cli_run("prove", "--resume", "my p.cert", "--cert", "my p.cert",
                LONG_CLAIM, NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    text = cli_read("my p.cert");
    assert_non_null(text);
    assert_null(strstr(text, "open\n"));
    free(text);
    o = cli_run("prove", "--resume", "my p.cert", "for x in [0, 1]: x >= 0",
                NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "another statement");
    outcome_clear(&o);
    o = cli_run("prove", "--resume", "nowhere", LONG_CLAIM, NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "nowhere: ");
    outcome_clear(&o);
    assert_int_equal(cli_entries(), 1);
}

static void check_leaves_nothing_behind(void **state)
{
    (void)state;
    cli_write("doc.md", DOCUMENT);
    outcome o = cli_run("check", "doc.md", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "sq.below");
    assert_string_equal(o.err, ""); /* no progress without a terminal */
    outcome_clear(&o);
    assert_int_equal(cli_entries(), 1);
}

/* What the README shows is what happens. */
static void readme_is_a_document(void **state)
{
    char path[4096];
    (void)state;
    char *const argv[] = {"cp", path, (char *)(uintptr_t)cli_folder(), NULL};
    outcome o;
    snprintf(path, sizeof path, "%s/README.md", source_path());
    assert_true(run_process(argv, NULL, &o));
    assert_int_equal(o.status, 0);
    outcome_clear(&o);
    o = cli_run("check", "README.md", NULL);
    cli_expect_status(&o, CLI_OK);
    char *text = cli_read("README.md");
    assert_non_null(text);
    cli_expect_in(text, o.out);
    free(text);
    outcome_clear(&o);
}

static void a_missing_program_is_named(void **state)
{
    char *const env[] = {"PATH=/nonexistent", NULL};
    (void)state;
    cli_write("theory/demo/two.md", FIGURE("plain"));
    outcome o = cli_run_env(env, "report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_MISSING_PROGRAM);
    cli_expect_in(o.err, "gnuplot");
    outcome_clear(&o);
}

/* Nothing that a stranger writes reaches a shell, or gnuplot as code. */
static void strangers_text_is_never_run(void **state)
{
    static const char *const trap[] = {
        FIGURE("`touch pwned`"),
        FIGURE("$(touch pwned)"),
        FIGURE("'; system('touch pwned'); '"),
        FIGURE("\\\" . system('touch pwned') . \\\""),
        FIGURE("a\\n!touch pwned"),
        FIGURE("@touch {/Symbol a} _{x} ^{y} & <b>"),
    };
    int shown = 0;
    (void)state;
    for (size_t i = 0; i < sizeof trap / sizeof trap[0]; i++) {
        cli_write("theory/demo/two.md", trap[i]);
        outcome o = cli_run("report", "theory/demo", NULL);
        /* Refusing is fine, and so is showing the text. */
        assert_true(o.status == CLI_OK || o.status == CLI_DATA);
        shown += o.status == CLI_OK;
        outcome_clear(&o);
        assert_null(cli_read("pwned"));
        assert_null(cli_read("theory/demo/pwned"));
        assert_null(cli_read("reports/demo/pwned"));
    }
    assert_true(shown > 0);
    char *text = cli_read("reports/demo/two.md");
    assert_non_null(text);
    free(text);
}

/* An id is a file's name in the report; it must not lead out of it. */
static void ids_do_not_lead_out_of_the_folder(void **state)
{
    static const char *const id[] = {"../../out", "/tmp/out", "a/b", ".."};
    (void)state;
    for (size_t i = 0; i < sizeof id / sizeof id[0]; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "# P\n\n```assay\nfigure %s \"F\"\n  for x in 0..3\n"
                 "  curves c = x\n```\n", id[i]);
        cli_write("theory/demo/doc.md", text);
        outcome o = cli_run("report", "theory/demo", NULL);
        cli_expect_status(&o, CLI_DATA);
        outcome_clear(&o);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(report_is_written_beside_theory),
        IN_FOLDER(figure_must_not_take_the_graphs_name),
        IN_FOLDER(report_is_reproducible),
        IN_FOLDER(cache_changes_no_byte),
        IN_FOLDER(an_undecided_claim_goes_on),
        IN_FOLDER(check_leaves_nothing_behind),
        IN_FOLDER(readme_is_a_document),
        IN_FOLDER(a_missing_program_is_named),
        IN_FOLDER(strangers_text_is_never_run),
        IN_FOLDER(ids_do_not_lead_out_of_the_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
