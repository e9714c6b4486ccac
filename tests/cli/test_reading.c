/* What a run says about documents that it cannot, or need not, audit. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const char item[] = "# P\n\n```assay\nclaim a \"A\"\n"
                           "  cites Known1999\n  cites Lost2000 \"Lemma 1\"\n"
                           "  for x in [0, 1]\n  show x >= 0\n```\n";

static void nothing_to_audit(void **state)
{
    static const char *const empty[] = {
        "", "# Title\n\nProse.\n", "```assay\n```\n", "````\n```assay\n````\n",
        "```assay\nlet a = 1\n```\n"};
    static const char *const command[] = {"check", "list", "report",
                                          "recheck"};
    (void)state;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        for (size_t c = 0; c < sizeof command / sizeof *command; c++) {
            cli_write("theory/demo/doc.md", empty[i]);
            outcome o = cli_run(command[c], "theory/demo", NULL);
            cli_expect_status(&o, CLI_DATA);
            cli_expect_in(o.err, "theory/demo: error: there is no item here");
            outcome_clear(&o);
        }
    outcome o = cli_run("check", "theory/demo/doc.md", NULL);
    cli_expect_status(&o, CLI_DATA);
    outcome_clear(&o);
}

/* A document without any block is fine beside one with items. */
static void prose_beside_items(void **state)
{
    (void)state;
    cli_write("theory/demo/a.md", "Prose.\n");
    cli_write("theory/demo/b.md", item);
    outcome o = cli_run("check", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.out, "1 item: 1 proved");
    outcome_clear(&o);
    o = cli_run("check", "theory/demo/a.md", "theory/demo/b.md", NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
}

static void unread_blocks(void **state)
{
    (void)state;
    cli_write("theory/demo/a.md", item);
    cli_write("theory/demo/b.md", "Text\n\n```Assay\nclaim b \"B\"\n```\n");
    outcome o = cli_run("check", "theory/demo", NULL);
    cli_expect_status(&o, CLI_DATA);
    cli_expect_in(o.err, "theory/demo/b.md:3:4: error: this block is not "
                         "read: write `assay`, not `Assay`");
    assert_string_equal(o.out, "");
    outcome_clear(&o);
}

static void lost_citations(void **state)
{
    (void)state;
    cli_write("theory/demo/a.md", item);
    cli_write("paper_refs/references.bib", "@misc{Known1999, title = {T}}\n");
    outcome o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    cli_expect_in(o.err, "theory/demo/a.md:6:9: warning: `Lost2000` is cited "
                         "and not in the bibliography");
    assert_null(strstr(o.err, "Known1999"));
    cli_expect_in(o.out, "; all as expected; 1 warning; ");
    char *summary = cli_read("reports/demo/README.md");
    assert_non_null(summary);
    cli_expect_in(summary, "**Warnings:** 1 citation has no entry in the");
    free(summary);
    outcome_clear(&o);
    cli_write("paper_refs/references.bib",
              "@misc{Known1999, title = {T}}\n@misc{Lost2000, title={U}}\n");
    o = cli_run("report", "theory/demo", NULL);
    cli_expect_status(&o, CLI_OK);
    assert_null(strstr(o.err, "warning"));
    assert_null(strstr(o.out, "warning"));
    summary = cli_read("reports/demo/README.md");
    assert_non_null(summary);
    assert_null(strstr(summary, "Warnings"));
    free(summary);
    outcome_clear(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define IN_FOLDER(f) cmocka_unit_test_setup_teardown(f, cli_setup, cli_teardown)
        IN_FOLDER(nothing_to_audit),
        IN_FOLDER(prose_beside_items),
        IN_FOLDER(unread_blocks),
        IN_FOLDER(lost_citations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
