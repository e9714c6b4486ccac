/* tests/cli/test_shard.c: a paper's work divided by --shard: each item is one
 * shard's, a part is never told as the whole, and the certificates of all
 * parts are those of one run, also when a part was killed and begun again. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define ITEMS(text) "# A paper\n\n```assay\n" text "```\n"
#define LET "let f(x) = x^2\n"
#define A1 "claim a.one \"1\" for x in [0, 1] show f(x) <= x\n"
#define A2 "claim a.two \"2\" for x in [0, 3] show sin(x) <= x\n"
#define A3 "constant a.three \"3\" for x in (0, 1] largest c with x >= c*f(x)\n"
#define A4 "claim a.four \"4\" uses a.one for x in [0, 1] show f(f(x)) <= x\n"
#define A5 "claim a.five \"5\" for x in [0, 1] show f(x) < x expect refuted\n"
#define A6                                                                     \
    "identity a.six \"6\" for x in [0, 1] show f(x + 1) == x^2 + 2*x + 1\n"
#define ALL LET A1 A2 LET2 A3 A4 A5 A6
#define LET2 "let h(x) = x\n"
/* A second or so. */
#define SLOW                                                                   \
    "claim a.slow \"S\" for n in 2..700, x in [0, 1]\n"                        \
    "  show x*cos(n*x) <= x\n"
#define FALSE_ONE "claim a.false \"F\" for x in [0, 1] show f(x) < x\n"
#define WHOLE "paper/1.md"

enum {
    ITEM_COUNT = 6,
    TEXT = 1 << 16
};

static void expect_not_in(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" is in:\n%.2000s", part, text);
}

/* A shell's word in the folder, with the program in $ASSAY. */
static void shell(const char *command, char *said)
{
    char script[TEXT / 8], program[4096];
    char *const argv[] = {"sh", "-c", script, NULL};
    run_options there = {.folder = cli_folder(), .limit = 200};
    outcome o;
    assert_non_null(realpath(assay_path(), program));
    assert_true(snprintf(script, sizeof script, "ASSAY='%s'; export ASSAY; %s",
                         program, command) < (int)sizeof script);
    assert_true(run_process(argv, &there, &o));
    if (o.status != 0)
        fail_msg("%s\nstatus %d\n%.1000s%.1000s", command, o.status, o.out,
                 o.err);
    if (said != NULL)
        snprintf(said, TEXT, "%s", o.out);
    outcome_clear(&o);
}

/* Every name and every byte; no temporary is left. */
static void expect_same(const char *a, const char *b)
{
    char command[400];
    snprintf(command, sizeof command,
             "test $(ls -A %s | wc -l) -gt 0 && diff -r %s %s && "
             "! ls -A %s | grep -v '[.]cert$'",
             a, a, b, a);
    shell(command, NULL);
}

static outcome check_shard(const char *which, const char *certs)
{
    return cli_run("check", "--shard", which, "--certificates", certs, "paper",
                   NULL);
}

static void expect_shard(const char *which, const char *certs, const char *said)
{
    outcome o = check_shard(which, certs);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, said);
    outcome_clear(&o);
}

static void expect_whole(const char *certs, const char *said)
{
    outcome o = cli_run("check", "--certificates", certs, "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, said);
    expect_not_in(o.out, "shard");
    expect_not_in(o.out, "left out");
    outcome_clear(&o);
}

/* ---- what a share is ---------------------------------------------------- */

static void count_items(const char *text, int *seen)
{
    json_t *j = json_loads(text, 0, NULL);
    assert_non_null(j);
    json_t *items = json_object_get(j, "items");
    size_t n = 0;
    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *o = json_array_get(items, i);
        static const char *const id[ITEM_COUNT] = {
            "a.one", "a.two", "a.three", "a.four", "a.five", "a.six"};
        const char *s = json_string_value(json_object_get(o, "id"));
        for (int k = 0; k < ITEM_COUNT; k++)
            if (s != NULL && strcmp(s, id[k]) == 0) {
                seen[k]++;
                n++;
            }
    }
    json_t *share = json_object_get(j, "shard");
    assert_int_equal(json_integer_value(json_object_get(share, "items")), n);
    assert_int_equal(json_integer_value(json_object_get(share, "of_items")),
                     ITEM_COUNT);
    json_decref(j);
}

static void each_item_is_one_shards(void **state)
{
    (void)state;
    cli_write(WHOLE, ITEMS(ALL));
    for (int of = 1; of <= ITEM_COUNT + 2; of++) {
        int seen[ITEM_COUNT] = {0};
        for (int k = 1; k <= of; k++) {
            char which[40];
            snprintf(which, sizeof which, "--shard=%d/%d", k, of);
            outcome o = cli_run("check", which, "--json", "paper", NULL);
            cli_expect_status(&o, CLI_OK);
            count_items(o.out, seen);
            outcome_clear(&o);
        }
        for (int k = 0; k < ITEM_COUNT; k++)
            assert_int_equal(seen[k], 1);
    }
}

/* What is wrong in another part does not stand in this one's status, and its
 * words do not hide that. */
static void a_part_is_not_told_as_the_whole(void **state)
{
    (void)state;
    cli_write(WHOLE, ITEMS(LET A1 FALSE_ONE A2 A6 A4));
    outcome o = cli_run("check", "--shard", "1/2", "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "shard 1 of 2: 3 of 5 items; of these, 3 items: "
                         "3 proved; all as expected; 2 left out\n");
    expect_not_in(o.out, "a.false");
    outcome_clear(&o);
    o = cli_run("check", "--shard", "2/2", "paper", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "shard 2 of 2: 2 of 5 items");
    outcome_clear(&o);
    o = cli_run("check", "--shard=6/6", "--format=junit", "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "name=\"paper, shard 6 of 6: 0 of 5 items\" "
                         "tests=\"0\"");
    outcome_clear(&o);
    o = cli_run("check", "--shard=2/2", "--only=a.one", "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "shard 2 of 2: 0 of 1 item;");
    outcome_clear(&o);
}

static void what_is_no_share_is_refused(void **state)
{
    static const char *const wrong[] = {
        "0/2",  "3/2",   "1/0",  "1",    "1/",
        "/2",   "1/2/3", "1/2 ", "a/b",  "1x",
        "-1/2", "1/-2",  " 1/2", "+1/2", "1/99999999999999999999"};
    (void)state;
    cli_write(WHOLE, ITEMS(ALL));
    cli_write("other/1.md", ITEMS(ALL));
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
        for (int report = 0; report < 2; report++) {
            char option[80];
            snprintf(option, sizeof option, "--shard=%s", wrong[k]);
            outcome o =
                cli_run(report ? "report" : "check", option, "paper", NULL);
            cli_expect_status(&o, CLI_USAGE);
            cli_expect_in(o.err, "is not I/N");
            assert_string_equal(o.out, "");
            outcome_clear(&o);
        }
    outcome o = cli_run("check", "--shard=1/2", "--cache=cc", "paper", NULL);
    cli_expect_status(&o, CLI_USAGE);
    cli_expect_in(o.err, "never merged");
    outcome_clear(&o);
    o = cli_run("check", "--certificates", "certs", "paper", "other", NULL);
    cli_expect_status(&o, CLI_USAGE);
    cli_expect_in(o.err, "several");
    outcome_clear(&o);
    o = cli_run("report", "--shard=1/2", "--html=pages", "paper", NULL);
    cli_expect_status(&o, CLI_USAGE);
    outcome_clear(&o);
    assert_int_equal(cli_entries(), 2); /* nothing was written */
}

/* ---- the whole from its parts ------------------------------------------- */

static void parts_make_the_whole(void **state)
{
    (void)state;
    cli_write(WHOLE, ITEMS(ALL));
    expect_whole("one", "certificates in one: 0 held, 5 made\n");
    expect_shard("2/3", "all", "certificates in all: 0 held, 1 made\n");
    /* one part is missing still; it is made, and named */
    expect_shard("3/3", "all", "certificates in all: 0 held, 2 made\n");
    expect_whole("all", "certificates in all: 3 held, 2 made because missing "
                        "or not good: a.one, a.four\n");
    expect_same("all", "one");
    expect_whole("all", "certificates in all: 5 held\n");
    expect_same("all", "one");
}

/* What lies in the folder is judged, whoever has put it there. */
static void a_parts_word_is_not_taken(void **state)
{
    (void)state;
    cli_write(WHOLE, ITEMS(ALL));
    expect_whole("one", "0 held, 5 made");
    shell("cp -r one all && printf 'assay-certificate 1\\n' >all/a.two.cert && "
          "sed s/a.one/a.four/ one/a.one.cert >all/a.four.cert && "
          "! cmp -s one/a.four.cert all/a.four.cert",
          NULL);
    expect_whole("all", "3 held, 2 made because missing or not good: a.two, "
                        "a.four\n");
    expect_same("all", "one");
    /* nor is it that a false claim has a certificate */
    cli_write(WHOLE, ITEMS(LET A1 FALSE_ONE));
    shell("rm -rf all && cp -r one all && "
          "sed s/a.one/a.false/ one/a.one.cert >all/a.false.cert",
          NULL);
    outcome o = cli_run("check", "--certificates", "all", "paper", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "REFUTED    a.false");
    outcome_clear(&o);
}

/* Killed at work on a.slow, when a.one has its certificate. */
static void a_killed_part_is_run_again(void **state)
{
    const char *argv[] = {assay_path(),     "check", "--shard", "1/2",
                          "--certificates", "all",   "paper",   NULL};
    run_options opt = {.folder = cli_folder(),
                       .limit = 120,
                       .cue = "a.one",
                       .signal = SIGKILL};
    outcome o;
    (void)state;
    cli_write(WHOLE, ITEMS(LET A1 A2 SLOW A4 A6));
    expect_whole("one", "0 held, 5 made");
    assert_true(run_process((char *const *)(uintptr_t)argv, &opt, &o));
    assert_int_equal(o.status, 128 + SIGKILL);
    expect_not_in(o.out, "a.slow");
    expect_not_in(o.out, "shard 1 of 2");
    outcome_clear(&o);
    /* a.slow is a family, of which each does its part */
    expect_shard("2/2", "all", "all: 0 held, 2 made, 1 of parts made\n");
    shell("test $(ls all/*.cert | wc -l) = 4", NULL);
    expect_shard("1/2", "all", "all: 1 held, 1 made, 1 of parts made\n");
    expect_shard("1/2", "all", "all: 2 held, 1 of parts held\n");
    expect_whole("all", "certificates in all: 4 held, 1 merged\n");
    expect_same("all", "one");
    expect_whole("all", "certificates in all: 5 held\n");
    expect_same("all", "one");
}

/* Both at once, one of them killed at its first and run by parallel's --retries
 * again. */
static void parts_run_under_parallel(void **state)
{
    char said[TEXT];
    (void)state;
    cli_write(WHOLE, ITEMS(LET A1 A2 SLOW A4 A6));
    shell("parallel --version 2>/dev/null | grep -q GNU && echo yes || echo no",
          said);
    if (strcmp(said, "yes\n") != 0) {
        print_message("no GNU parallel (Debian's package parallel)\n");
        skip();
    }
    expect_whole("one", "0 held, 5 made");
    shell("parallel --will-cite -j 2 --retries 2 "
          "'if [ {} = 1 ] && mkdir once 2>/dev/null; then "
          "\"$ASSAY\" check --shard {}/2 --certificates all paper & "
          "sleep 0.3; kill -9 $!; wait $!; else "
          "\"$ASSAY\" check --shard {}/2 --certificates all paper; fi' "
          "::: 1 2",
          said);
    cli_expect_in(said, "shard 1 of 2: 3 of 5 items");
    cli_expect_in(said, "shard 2 of 2: 3 of 5 items");
    expect_whole("all", "certificates in all: 4 held, 1 merged\n");
    expect_same("all", "one");
}

/* ---- a report ----------------------------------------------------------- */

static void a_report_is_made_of_parts(void **state)
{
    (void)state;
    cli_write(WHOLE, ITEMS(ALL));
    outcome o = cli_run("report", "--out", "one", "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    for (int k = 2; k > 0; k--) {
        o = cli_run("report", k == 1 ? "--shard=1/2" : "--shard=2/2", "--out",
                    "all", "paper", NULL);
        cli_expect_status(&o, CLI_OK);
        cli_expect_in(o.out, k == 1 ? "all/certificates: shard 1 of 2: 3 of 6 "
                                      "items; of these, 3 items: "
                                    : "all/certificates: shard 2 of 2: 3 of 6 "
                                      "items; of these, 3 items: ");
        cli_expect_in(o.out, "no page is written\n");
        outcome_clear(&o);
        shell("test \"$(ls -A all)\" = certificates", NULL);
    }
    expect_same("all/certificates", "one/certificates");
    o = cli_run("report", "--out", "all", "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    shell("diff -r all one", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(each_item_is_one_shards),
        IN_FOLDER(a_part_is_not_told_as_the_whole),
        IN_FOLDER(what_is_no_share_is_refused),
        IN_FOLDER(parts_make_the_whole),
        IN_FOLDER(a_parts_word_is_not_taken),
        IN_FOLDER(a_killed_part_is_run_again),
        IN_FOLDER(parts_run_under_parallel),
        IN_FOLDER(a_report_is_made_of_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
