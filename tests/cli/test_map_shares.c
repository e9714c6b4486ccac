/* tests/cli/test_map_shares.c: a map in shares: laid together they are one run's
 * certificate, byte by byte; what is missing or no good is named and made. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define WHOLE "paper/1.md"
#define ITEMS(text) "# A paper\n\n```assay\n" text "```\n"
#define PLAIN "claim s.plain \"P\" for x in [0, 1] show x^2 <= x\n"
/* All four states of tiles. */
#define MAP                                                                    \
    "region s.map \"M\" over a, b\n"                                           \
    "  for a in [0, 3], b in [0, 3], x in [0, 1] where a + b <= 5\n"           \
    "  show exp(a*x) - 1 - b*x >= -1/10 share 6/100\n"

enum {
    TEXT = 1 << 13
};

/* A shell's word in the folder. */
static void shell(const char *command)
{
    char script[TEXT];
    char *const argv[] = {"sh", "-c", script, NULL};
    run_options there = {.folder = cli_folder(), .limit = 200};
    outcome o;
    assert_true(snprintf(script, sizeof script, "%s", command) <
                (int)sizeof script);
    assert_true(run_process(argv, &there, &o));
    if (o.status != 0)
        fail_msg("%s\nstatus %d\n%.1000s%.1000s", command, o.status, o.out,
                 o.err);
    outcome_clear(&o);
}

static void expect_same(void)
{
    shell("test $(ls -A one | wc -l) -gt 0 && diff -r one all");
}

static void shard(const char *which, const char *said)
{
    outcome o = cli_run("check", "--shard", which, "--certificates", "all",
                        "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, said);
    outcome_clear(&o);
}

static void whole(const char *certs, const char *said)
{
    outcome o = cli_run("check", "--certificates", certs, "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, said);
    outcome_clear(&o);
}

static void map_begin(void)
{
    cli_write(WHOLE, ITEMS(MAP PLAIN));
    whole("one", "certificates in one: 0 held, 2 made\n");
    shell("grep -q '^tile +' one/s.map.cert && "
          "grep -q '^tile -' one/s.map.cert && "
          "grep -q '^tile /' one/s.map.cert && "
          "test $(grep -c '^tile' one/s.map.cert) -gt 100");
}

static void a_map_is_divided(void **state)
{
    static const int of[] = {2, 5, 16};
    (void)state;
    map_begin();
    for (size_t n = 0; n < sizeof of / sizeof *of; n++) {
        char command[300];
        shell("rm -rf all");
        for (int k = of[n]; k >= 1; k--) {
            char which[40];
            snprintf(which, sizeof which, "%d/%d", k, of[n]);
            shard(which, "1 of parts made\n");
        }
        /* each has done its part, and no more than half of all */
        snprintf(command, sizeof command,
                 "test $(ls all | grep -c s.map.shard-) = %d && for f in "
                 "all/s.map.shard-*; do n=$(grep -c '^tile [-+/]' $f); "
                 "test $n -gt 0 && test $(($n * 10)) -lt $((7 * $(grep -c "
                 "'^tile [-+/]' one/s.map.cert))) || exit 1; done",
                 of[n]);
        shell(command);
        whole("all", "1 merged\n");
        expect_same();
        whole("all", "all: 2 held\n");
    }
}

/* The share's own run keeps what is good, and makes what is not; the whole, once
 * there, is nobody's to do again. */
static void a_map_share_is_held(void **state)
{
    (void)state;
    map_begin();
    shard("2/2", "all: 0 held, 1 made, 1 of parts made\n");
    shard("2/2", "all: 1 held, 1 of parts held\n");
    shell("S=all/s.map.shard-2-of-2.cert; cp $S good; sed '/^tile +/d' $S >t; "
          "mv t $S");
    shard("2/2", "all: 1 held, 1 of parts made\n");
    shell("cmp good all/s.map.shard-2-of-2.cert");
    shard("1/2", "all: 0 held, 1 of parts made\n");
    whole("all", "1 held, 1 merged\n");
    expect_same();
    shard("2/2", "all: 1 held\n");
    shard("1/2", "all: 1 held\n");
    expect_same();
}

/* Cut short; ended too soon; of another statement; states that are not so; rules
 * that do not apply; numbers moved; no share at all; the other one; a tile that is
 * the other one's. */
static void a_tampered_map_is_refused(void **state)
{
    static const char *const tampering[] = {
        "rm $S",
        "head -c 4000 $S >t && mv t $S",
        "(head -n 40 $S; echo end) >t && mv t $S",
        "sed 's/^statement ../statement 00/' $S >t && mv t $S",
        "sed 's/^tile -/tile +/' $S >t && mv t $S",
        "sed 's/^tile +/tile -/' $S >t && mv t $S",
        "sed 's/^tile [/]/tile +/' $S >t && mv t $S",
        "sed '0,/^natural/s//open/' $S >t && mv t $S",
        "awk '/^tile -/ {$4 = \"9/2\"} {print}' $S >t && mv t $S",
        "awk '/^tile -/ {$2 = \"?\"; NF = 2} {print}' $S >t && mv t $S",
        "printf x >$S",
        "cp all/s.map.shard-2-of-2.cert $S",
        "sed '0,/^tile [.]/s//tile ?/' $S >t && mv t $S",
        "sed '0,/^tile +/s//tile ./' $S >t && mv t $S",
    };
    (void)state;
    map_begin();
    shard("1/2", "1 of parts made\n");
    shard("2/2", "1 of parts made\n");
    shell("mv all good");
    for (size_t k = 0; k < sizeof tampering / sizeof *tampering; k++) {
        char command[800];
        snprintf(command, sizeof command,
                 "rm -rf all && cp -r good all && "
                 "S=all/s.map.shard-1-of-2.cert; %s; "
                 "! cmp -s $S good/s.map.shard-1-of-2.cert",
                 tampering[k]);
        shell(command);
        whole("all", "missing or not good of s.map: shard 1 of 2\n");
        expect_same();
    }
}

static void a_killed_map_share_is_made(void **state)
{
    const char *argv[] = {assay_path(),     "check", "--shard", "1/2",
                          "--certificates", "all",   "paper",   NULL};
    run_options opt = {.folder = cli_folder(),
                       .limit = 120,
                       .cue = "s.plain",
                       .signal = SIGKILL};
    outcome o;
    (void)state;
    cli_write(WHOLE, ITEMS(PLAIN MAP));
    whole("one", "0 held, 2 made\n");
    assert_true(run_process((char *const *)(uintptr_t)argv, &opt, &o));
    assert_int_equal(o.status, 128 + SIGKILL);
    outcome_clear(&o);
    shell("test -z \"$(ls -A all | grep s.map)\"");
    shard("2/2", "1 of parts made\n");
    whole("all", "missing or not good of s.map: shard 1 of 2\n");
    expect_same();
}

static void a_map_in_a_report_is_the_same(void **state)
{
    static const char *const which[] = {"--shard=1/2", "--shard=2/2",
                                        "--quiet"};
    (void)state;
    cli_write(WHOLE, ITEMS(MAP));
    outcome o = cli_run("report", "--out", "one", "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    for (int k = 0; k < 3; k++) {
        o = cli_run("report", which[k], "--out", "all", "paper", NULL);
        cli_expect_status(&o, CLI_OK);
        outcome_clear(&o);
    }
    expect_same();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(a_map_is_divided),
        IN_FOLDER(a_map_in_a_report_is_the_same),
        IN_FOLDER(a_map_share_is_held),
        IN_FOLDER(a_tampered_map_is_refused),
        IN_FOLDER(a_killed_map_share_is_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
