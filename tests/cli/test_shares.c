/* tests/cli/test_shares.c: one claim in shares: instances of a family, and the
 * fixed parts of one long search.  Laid together they are one run's certificate,
 * byte by byte; what is missing or no good is named and made; and nothing that
 * lies in a share's place makes a claim proved. */
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
/* One of Flyspeck's (monadius/formal_ineqs): 29,121 leaves. */
#define LONG                                                                   \
    "claim s.long \"L\" for x1 in [4, 6.3504], x2 in [4, 6.3504], "            \
    "x3 in [4, 6.3504], x4 in [4, 4], x5 in [9.0601, 10.4976], "               \
    "x6 in [9.0601, 10.4976]\n  show -0.46 > atan(-(-x2*x3 - x1*x4 + x2*x5 "   \
    "+ x3*x6 - x5*x6 + x1*(-x1 + x2 + x3 - x4 + x5 + x6))/sqrt(4*x1*(x1*x4*"   \
    "(-x1 + x2 + x3 - x4 + x5 + x6) + x2*x5*(x1 - x2 + x3 + x4 - x5 + x6) + "  \
    "x3*x6*(x1 + x2 - x3 + x4 + x5 - x6) - x2*x3*x4 - x1*x3*x5 - x1*x2*x6 - "  \
    "x4*x5*x6)))\n"
/* Two goals an instance, least values that differ, some instances alike. */
#define CHAIN                                                                  \
    "claim s.chain \"C\" for n in 2..12, x in [0, 1]\n"                         \
    "  show x*cos(n*x) - 1 <= x <= exp(x/n + n/10)\n"
#define EASY                                                                   \
    "claim s.easy \"E\" for x in [0, 1], y in [0, 1], z in [0, 1]\n"            \
    "  show x + y + z >= -1\n"
#define PLAIN "claim s.plain \"P\" for x in [0, 1] show x^2 <= x\n"
#define FALSE_ONES                                                             \
    "claim s.false \"F\" for n in 2..9, x in [0, 1] show x^n < x\n"             \
    "claim s.wrong \"W\" for x in [0, 1], y in [0, 1], z in [0, 1]\n"           \
    "  show x + y + z >= 1/10\n"
#define CLOSED "claim s.closed \"N\" for n in 2..300 show exp(-n) < 1/n\n"
#define ALL LONG CHAIN EASY PLAIN

enum {
    TEXT = 1 << 16
};

/* A shell's word in the folder. */
static void shell(const char *command)
{
    char script[TEXT / 8];
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

static void expect_not_in(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        fail_msg("\"%s\" is in:\n%.2000s", part, text);
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

static void begin(void)
{
    cli_write(WHOLE, ITEMS(ALL));
    whole("one", "certificates in one: 0 held, 4 made\n");
}

/* ---- the whole from shares ------------------------------------------------ */

static void shares_make_the_whole(void **state)
{
    static const char *const three[] = {"3/3", "1/3", "2/3"};
    (void)state;
    begin();
    /* s.long and s.chain are everybody's; s.easy is the first one's, who
     * finds it whole; s.plain the second one's */
    shard("1/2", "all: 0 held, 1 made, 2 of parts made\n");
    shard("2/2", "all: 0 held, 1 made, 2 of parts made\n");
    shell("test $(ls all | grep -c shard-) = 4 && test ! -e all/s.long.cert");
    whole("all", "all: 2 held, 2 merged\n");
    expect_same();
    whole("all", "all: 4 held\n");
    shell("rm -r all");
    for (size_t k = 0; k < 3; k++)
        shard(three[k], "2 of parts made\n");
    whole("all", "2 merged\n");
    expect_same();
}

/* More shards than there are parts: some have nothing to do. */
static void idle_shards(void **state)
{
    (void)state;
    begin();
    for (int k = 1; k <= 20; k++) {
        char which[20];
        snprintf(which, sizeof which, "%d/20", k);
        outcome o = cli_run("check", "--shard", which, "--certificates", "all",
                            "paper", NULL);
        cli_expect_status(&o, CLI_OK);
        outcome_clear(&o);
    }
    shell("test $(ls all | grep -c s.long.shard-) = 16 && "
          "test $(ls all | grep -c s.chain.shard-) = 11");
    whole("all", "all: 2 held, 2 merged\n");
    expect_same();
}

/* What cannot be this shard's it does not look at; a family without variables is
 * one shard's. */
static void an_idle_shard_looks_at_nothing(void **state)
{
    static const char *const said[] = {
        "shard 1 of 20: 1 of 3 items", "shard 2 of 20: 2 of 3 items",
        "shard 3 of 20: 3 of 3 items", "shard 16 of 20: 2 of 3 items",
        "shard 17 of 20: 1 of 3 items", "shard 18 of 20: 0 of 3 items",
        "shard 20 of 20: 0 of 3 items"};
    (void)state;
    /* parts of turns 0, 1, 2: shards 1 to 16, 2 to 17, and 3 alone */
    cli_write(WHOLE, ITEMS(LONG EASY CLOSED));
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
        int number = atoi(said[k] + strlen("shard "));
        char which[20];
        snprintf(which, sizeof which, "%d/20", number);
        outcome o = cli_run("check", "--shard", which, "--certificates", "all",
                            "paper", NULL);
        cli_expect_status(&o, CLI_OK);
        cli_expect_in(o.out, said[k]);
        outcome_clear(&o);
    }
}

static void a_report_is_the_same(void **state)
{
    (void)state;
    cli_write(WHOLE, ITEMS(ALL));
    outcome o = cli_run("report", "--out", "one", "paper", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    for (int k = 1; k <= 3; k++) {
        o = cli_run("report", k == 1   ? "--shard=1/2"
                              : k == 2 ? "--shard=2/2"
                                       : "--quiet",
                    "--out", "all", "paper", NULL);
        cli_expect_status(&o, CLI_OK);
        outcome_clear(&o);
    }
    expect_same();
}

/* ---- what is missing ------------------------------------------------------ */

static void a_missing_share_is_said_and_made(void **state)
{
    (void)state;
    begin();
    shard("1/2", "2 of parts made\n");
    whole("all", "missing or not good of s.long: shard 2 of 2\n"
                 "missing or not good of s.chain: shard 2 of 2\n");
    expect_same();
    /* most of them: it is searched for as if there were none */
    shell("rm -r all");
    shard("2/5", "2 of parts made\n");
    whole("all", "missing or not good of s.long: shards 1, 3, 4, 5 of 5\n");
    expect_same();
}

/* Killed at work on s.long, and run again. */
static void a_killed_share_is_run_again(void **state)
{
    const char *argv[] = {assay_path(),     "check", "--shard", "1/2",
                          "--certificates", "all",   "paper",   NULL};
    run_options opt = {.folder = cli_folder(),
                       .limit = 120,
                       .cue = "s.plain",
                       .signal = SIGKILL};
    outcome o;
    (void)state;
    cli_write(WHOLE, ITEMS(PLAIN LONG CHAIN EASY));
    whole("one", "0 held, 4 made\n");
    assert_true(run_process((char *const *)(uintptr_t)argv, &opt, &o));
    assert_int_equal(o.status, 128 + SIGKILL);
    outcome_clear(&o);
    shard("2/2", "2 of parts made\n");
    shard("1/2", "2 of parts made\n");
    whole("all", "2 merged\n");
    expect_same();
}

/* ---- what is no good ------------------------------------------------------ */

static void a_tampered_share_is_refused(void **state)
{
    /* cut short; of another statement; a leaf in a subtree's place; a rule that
     * does not apply; a number moved; no share at all; the other's share */
    static const char *const tampering[] = {
        "head -c 100000 $S >t && mv t $S",
        "sed 's/^statement ../statement 00/' $S >t && mv t $S",
        "awk '/^ *split/ && !d {print \"natural\"; d = 1; print \"end\"; exit} "
        "{print}' $S >t && mv t $S",
        "sed 's/meanvalue/natural/' $S >t && mv t $S",
        "awk '/split/ && ++n == 9 {$3 = \"5\"} {print}' $S >t && mv t $S",
        "sed 's/natural/open/' $S >t && mv t $S",
        "printf x >$S",
        "cp all/s.long.shard-2-of-2.cert $S",
    };
    (void)state;
    cli_write(WHOLE, ITEMS(LONG));
    whole("one", "0 held, 1 made\n");
    shard("1/2", "1 of parts made\n");
    shard("2/2", "1 of parts made\n");
    shell("mv all good");
    for (size_t k = 0; k < sizeof tampering / sizeof *tampering; k++) {
        char command[800];
        snprintf(command, sizeof command,
                 "rm -rf all && cp -r good all && "
                 "S=all/s.long.shard-1-of-2.cert; %s; "
                 "! cmp -s $S good/s.long.shard-1-of-2.cert",
                 tampering[k]);
        shell(command);
        whole("all", "0 held, 1 made");
        expect_same();
    }
}

/* Trees that are well formed, are for this very statement, and prove nothing. */
static void nothing_false_is_proved(void **state)
{
    static const char *const which[] = {"--shard=1/2", "--shard=2/2"};
    (void)state;
    cli_write(WHOLE, ITEMS(FALSE_ONES));
    for (int k = 0; k < 2; k++) {
        outcome o = cli_run("check", which[k], "--certificates", "all", "paper",
                            NULL);
        expect_not_in(o.out, "\u2714");
        outcome_clear(&o);
    }
    shell("mkdir -p all && test -z \"$(ls -A all)\"");
    outcome o = cli_run("prove", "--cert", "t.cert",
                        "for n in 2..9, x in [0, 1]: x^n <= x", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    o = cli_run("check", "--json", "--only=s.false", "paper", NULL);
    cli_write("said", o.out);
    outcome_clear(&o);
    shell("H=$(sed -n 's/.*\"hash\": \"\\([0-9a-f]*\\)\".*/\\1/p' said) && "
          "test ${#H} = 64 && for k in 1 2; do "
          "sed \"s/^item .*/item s.false/; s/^statement .*/statement $H/\" "
          "t.cert >all/s.false.shard-$k-of-2.cert; done");
    o = cli_run("check", "--certificates", "all", "paper", NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "REFUTED    s.false");
    cli_expect_in(o.out, "REFUTED    s.wrong");
    cli_expect_in(o.out, "of s.false: all shards, which the checker refused");
    expect_not_in(o.out, "\u2714");
    outcome_clear(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(shares_make_the_whole),
        IN_FOLDER(idle_shards),
        IN_FOLDER(an_idle_shard_looks_at_nothing),
        IN_FOLDER(a_report_is_the_same),
        IN_FOLDER(a_missing_share_is_said_and_made),
        IN_FOLDER(a_killed_share_is_run_again),
        IN_FOLDER(a_tampered_share_is_refused),
        IN_FOLDER(nothing_false_is_proved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
