/* tests/cli/test_recheck.c: `assay recheck` from outside. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "cli.h"

#define DOCUMENT \
    "# A paper\n\n```assay\n" \
    "claim sq.below \"Squares lie below\"\n  for x in [0, 1]\n" \
    "  show x^2 <= x\n" \
    "claim sq.above \"They do not lie above\"\n  for x in [0, 1]\n" \
    "  show x^2 >= x\n  expect refuted\n```\n"

static void evidence_agrees(void **state)
{
    (void)state;
    cli_write("theory/demo/one.md", DOCUMENT);
    outcome o = cli_run("recheck", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "agree          sq.below  1 goal");
    cli_expect_in(o.out, "made now");
    cli_expect_in(o.out, "agree          sq.above  refuted");
    cli_expect_in(o.out, "2 agree, 0 disagree, 0 rejected by both, 0 not");
    outcome_clear(&o);
    assert_int_equal(cli_entries(), 1); /* nothing but theory */
}

static void combinations_are_read_again(void **state)
{
    (void)state;
    cli_write("theory/demo/one.md",
              "```assay\nclaim a \"a\"\n  for n in 1..6 where n^2 > 4\n"
              "  show n > 2\n```\n");
    outcome o = cli_run("recheck", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "read a second time in 1 item: 4 kept, 2 excluded, "
                         "0 not decided");
    outcome_clear(&o);
    o = cli_run("recheck", "--json", "theory/demo", NULL);
    cli_expect_in(o.out, "\"excluded\": 2");
    outcome_clear(&o);
}

static void report_certificates_are_found(void **state)
{
    (void)state;
    cli_write("theory/demo/one.md", DOCUMENT);
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    o = cli_run("recheck", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "sq.below");
    assert_null(strstr(o.out, "made now"));
    outcome_clear(&o);
    o = cli_run("recheck", "--json", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "\"state\": \"agree\"");
    outcome_clear(&o);
}

static void broken_certificates_are_told(void **state)
{
    (void)state;
    cli_write("theory/demo/one.md", DOCUMENT);
    cli_write("broken/sq.below.cert", "assay-certificate 1\n");
    outcome o = cli_run("recheck", "--certificates", "broken", "theory/demo",
                        NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    cli_expect_in(o.out, "rejected       sq.below");
    cli_expect_in(o.out, "line 2");
    outcome_clear(&o);
    o = cli_run("recheck", "--certificates", "broken", "-q", "theory/demo",
                NULL);
    cli_expect_status(&o, CLI_UNEXPECTED);
    assert_null(strstr(o.out, "sq.above"));
    outcome_clear(&o);
}

static void bad_usage_and_documents(void **state)
{
    (void)state;
    cli_write("bad.md", "# Bad\n\n```assay\nclaim a \"b\"\n```\n");
    outcome o = cli_run("recheck", NULL);
    cli_expect_status(&o, CLI_USAGE);
    outcome_clear(&o);
    o = cli_run("recheck", "--certificates", "nowhere", "bad.md", NULL);
    cli_expect_status(&o, CLI_USAGE);
    cli_expect_in(o.err, "nowhere");
    outcome_clear(&o);
    o = cli_run("recheck", "bad.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    assert_string_equal(o.out, "");
    outcome_clear(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(evidence_agrees, cli_setup,
                                        cli_teardown),
        cmocka_unit_test_setup_teardown(combinations_are_read_again,
                                        cli_setup, cli_teardown),
        cmocka_unit_test_setup_teardown(report_certificates_are_found,
                                        cli_setup, cli_teardown),
        cmocka_unit_test_setup_teardown(broken_certificates_are_told,
                                        cli_setup, cli_teardown),
        cmocka_unit_test_setup_teardown(bad_usage_and_documents, cli_setup,
                                        cli_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
