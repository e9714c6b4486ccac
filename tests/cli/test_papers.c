/* tests/cli/test_papers.c: one test for each item of each paper audited.
 *
 * The papers are the folders of theory/ that hold documents.  Each is audited
 * once, from nothing; then every item must have a verdict, and the expected
 * one.  Last, the evidence must hold in the second engine too.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

enum { MAX_ITEMS = 2000, MAX_PAPERS = 50 };

static struct CMUnitTest tests[MAX_ITEMS];
static size_t count;
static json_t *audit[MAX_PAPERS];
static size_t papers;

static void item_is_as_expected(void **state)
{
    json_t *item = *state;
    const char *verdict =
        json_string_value(json_object_get(item, "verdict"));
    const char *why = json_string_value(json_object_get(item, "why"));
    const char *kind = json_string_value(json_object_get(item, "kind"));
    assert_non_null(kind);
    if (verdict == NULL) { /* values, each with an enclosure; no claim */
        assert_true(strcmp(kind, "table") == 0 ||
                    strcmp(kind, "figure") == 0 ||
                    strcmp(kind, "region") == 0);
        return;
    }
    if (!json_is_true(json_object_get(item, "as_expected")))
        fail_msg("%s: %s", verdict, why == NULL ? "" : why);
    assert_string_not_equal(verdict, "UNDECIDED");
}

/* assay, from the top of the tree, on a paper. */
static outcome run_on(const char *command, const char *option,
                      const char *paper)
{
    char *const argv[] = {(char *)(uintptr_t)assay_path(),
                          (char *)(uintptr_t)command,
                          (char *)(uintptr_t)option,
                          (char *)(uintptr_t)paper, NULL};
    run_options opt = {.limit = 3600};
    outcome o;
    if (!run_process(argv, &opt, &o) || o.timed_out) {
        fprintf(stderr, "cannot run %s %s\n", command, paper);
        exit(1);
    }
    return o;
}

static void evidence_holds_in_the_second_engine(void **state)
{
    outcome o = run_on("recheck", "--quiet", *state);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
}

static void add(const char *name, CMUnitTestFunction f, void *state)
{
    if (count == MAX_ITEMS)
        exit(1);
    tests[count++] = (struct CMUnitTest){name, f, NULL, NULL, state};
}

static void add_paper(char *paper)
{
    json_error_t e;
    json_t *item;
    size_t i;
    if (papers == MAX_PAPERS)
        exit(1);
    outcome o = run_on("check", "--json", paper);
    json_t *all = json_loads(o.out, 0, &e);
    audit[papers++] = all;
    json_t *items = json_object_get(all, "items");
    if (o.status > CLI_UNDECIDED || json_array_size(items) == 0) {
        fprintf(stderr, "%s: exit status %d, no items\n%s", paper, o.status,
                o.err);
        exit(1);
    }
    outcome_clear(&o);
    json_array_foreach (items, i, item)
        add(json_string_value(json_object_get(item, "id")),
            item_is_as_expected, item);
    add(paper, evidence_holds_in_the_second_engine, paper);
}

int main(void)
{
    char pattern[4096];
    glob_t found;
    size_t n = strlen(source_path());
    const char *last = "";
    snprintf(pattern, sizeof pattern, "%s/theory/*/*.md", source_path());
    if (glob(pattern, 0, NULL, &found) != 0)
        return 1;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *path = found.gl_pathv[i];
        *strrchr(path, '/') = '\0';
        if (strcmp(path, last) == 0)
            continue;
        last = path;
        printf("auditing %s\n", path + n + 1);
        add_paper(path);
    }
    int failed = _cmocka_run_group_tests("papers", tests, count, NULL, NULL);
    for (size_t i = 0; i < papers; i++)
        json_decref(audit[i]);
    globfree(&found);
    return failed != 0;
}
