/* tests/reports/test_index.c: the page of all papers, reports/README.md.
 *
 * The committed page is what reports/index says of the committed reports, has
 * a row for each of them, and its links lead somewhere; and of a small report
 * made up here every count and every link is the right one.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../support/process.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH = 1200, MAX_PAPERS = 50 };

static char *slurp(const char *folder, const char *name)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail_msg("no %s", path);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    long n = ftell(f);
    assert_true(n >= 0);
    rewind(f);
    char *s = malloc((size_t)n + 1);
    assert_non_null(s);
    assert_int_equal(fread(s, 1, (size_t)n, f), (size_t)n);
    s[n] = '\0';
    fclose(f);
    return s;
}

static outcome run_index(const char *folder, const char *const *paper,
                         size_t n)
{
    char script[PATH];
    char *argv[MAX_PAPERS + 2] = {script};
    run_options opt = {.folder = folder};
    outcome o;
    snprintf(script, sizeof script, "%s/reports/index", source_path());
    if (script[0] != '/') {
        char *real = realpath(script, NULL);
        assert_non_null(real);
        snprintf(script, sizeof script, "%s", real);
        free(real);
    }
    for (size_t i = 0; i < n; i++)
        argv[i + 1] = (char *)(uintptr_t)paper[i];
    assert_true(run_process(argv, &opt, &o));
    assert_false(o.timed_out);
    return o;
}

/* The names that the Makefile gives, in its order. */
static size_t papers_of_makefile(char *text, const char **paper)
{
    char *line = strstr(text, "\nPAPERS ?= ");
    size_t n = 0;
    assert_non_null(line);
    line += strlen("\nPAPERS ?= ");
    line[strcspn(line, "\n")] = '\0';
    for (char *s = strtok(line, " "); s != NULL; s = strtok(NULL, " ")) {
        assert_true(n < MAX_PAPERS);
        paper[n++] = s;
    }
    return n;
}

static void the_committed_page_is_made_of_the_reports(void **state)
{
    const char *paper[MAX_PAPERS];
    (void)state;
    char *makefile = slurp(source_path(), "Makefile");
    char *page = slurp(source_path(), "reports/README.md");
    size_t n = papers_of_makefile(makefile, paper);
    assert_true(n > 0);
    outcome o = run_index(source_path(), paper, n);
    assert_int_equal(o.status, 0);
    assert_string_equal(o.out, page);
    outcome_clear(&o);
    free(page);
    free(makefile);
}

static void every_report_has_a_row(void **state)
{
    char pattern[PATH];
    glob_t g;
    (void)state;
    char *page = slurp(source_path(), "reports/README.md");
    snprintf(pattern, sizeof pattern, "%s/reports/*/README.md", source_path());
    assert_int_equal(glob(pattern, 0, NULL, &g), 0);
    for (size_t i = 0; i < g.gl_pathc; i++) {
        char want[PATH];
        snprintf(want, sizeof want, "](%s) |",
                 strstr(g.gl_pathv[i], "reports/") + strlen("reports/"));
        if (strstr(page, want) == NULL)
            fail_msg("no row for %s", g.gl_pathv[i]);
    }
    globfree(&g);
    free(page);
}

/* A file, and where a '#' follows, the anchor in it: of an item, or (we look
 * no closer) a heading. */
static void check_link(const char *target)
{
    char path[PATH], file[PATH];
    size_t n = strcspn(target, "#");
    snprintf(path, sizeof path, "%s/reports/%.*s", source_path(), (int)n,
             target);
    if (access(path, R_OK) != 0)
        fail_msg("%s leads nowhere", target);
    if (target[n] == '#') {
        char anchor[PATH];
        snprintf(file, sizeof file, "reports/%.*s", (int)n, target);
        char *text = slurp(source_path(), file);
        snprintf(anchor, sizeof anchor, "<a name=\"%s\">", target + n + 1);
        if (strstr(text, anchor) == NULL)
            fail_msg("%s: no such anchor", target);
        free(text);
    }
}

static void links_lead_somewhere(void **state)
{
    size_t seen = 0;
    (void)state;
    char *page = slurp(source_path(), "reports/README.md");
    for (char *s = page; (s = strstr(s, "](")) != NULL; seen++) {
        char target[PATH];
        s += 2;
        snprintf(target, sizeof target, "%.*s", (int)strcspn(s, ")"), s);
        check_link(target);
    }
    assert_true(seen >= 3);
    free(page);
}

static const char small[] =
    "<!-- Made by assay. -->\n\n# Audit of small\n\n5 items: as expected.\n\n"
    "## [What we learned](2-end.md)\n\n*In the document's words.*\n\n"
    "> Before.\n>\n> ### In short\n>\n"
    "> It is [false](1-a.md#x.y), see [there](https://example.org/a).\n>\n"
    "> ### Theorem 2\n>\n> 1. **One.**\n>    2. is no finding.\n"
    "> 2. **Two.**\n\n"
    "## Verdicts\n\n| verdict | items | meaning |\n|---|---:|---|\n"
    "| ✔ PROVED | 1,163 | true |\n| ✘ REFUTED | 15 | false |\n"
    "| ? UNDECIDED | 0 | neither |\n| ≐ ENCLOSED | 17 | a number |\n"
    "| ○ ASSUMED | 4 | used |\n\n"
    "## Audit of the constants\n\n| item | constant |\n|---|---|\n"
    "| `a` | A |\n| `b` | B |\n| `c` | C |\n\n"
    "## All verdicts\n\n| verdict | item |\n|---|---|\n| ✔ PROVED | 9 |\n\n"
    "## Coverage of the paper's statements\n\n"
    "6 of 7 statements are audited by at least one item.\n";

static void put(const char *folder, const char *name, const char *text)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void make_folder(const char *folder, const char *name)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void expect_in(const outcome *o, const char *part)
{
    if (strstr(o->out, part) == NULL)
        fail_msg("no `%s` in\n%s", part, o->out);
}

static void counts_and_links_are_read_off(void **state)
{
    static const char *const both[] = {"small", "bare"};
    static const char *const none[] = {"small", "missing"};
    char folder[] = "/tmp/assay-index-XXXXXX", path[PATH];
    (void)state;
    assert_non_null(mkdtemp(folder));
    make_folder(folder, "reports");
    make_folder(folder, "reports/small");
    make_folder(folder, "reports/bare");
    make_folder(folder, "paper_refs");
    put(folder, "reports/small/README.md", small);
    put(folder, "reports/bare/README.md",
        "## Verdicts\n\n| ✔ PROVED | 2 | true |\n");
    put(folder, "paper_refs/small.md",
        "# The statements of Small (1999)\n\n# Another\n");
    outcome o = run_index(folder, both, 2);
    assert_int_equal(o.status, 0);
    expect_in(&o, "| [Small (1999)](small/README.md) | 6 of 7 | 1,163 | 15 | "
                  "17 | 4 | 0 | 3 | [2](small/2-end.md) |\n");
    expect_in(&o, "| [bare](bare/README.md) | — | 2 | ");
    expect_in(&o, "\nIt is [false](small/1-a.md#x.y), see "
                  "[there](https://example.org/a).\n");
    assert_null(strstr(o.out, "Before."));
    assert_null(strstr(o.out, "**One.**"));
    outcome_clear(&o);
    o = run_index(folder, none, 2);
    assert_int_equal(o.status, 1);
    assert_string_equal(o.out, "");
    outcome_clear(&o);
    o = run_index(folder, none, 0);
    assert_int_equal(o.status, 64);
    outcome_clear(&o);
    put(folder, "reports/bare/README.md", "nothing\n");
    o = run_index(folder, both, 2);
    assert_int_equal(o.status, 1);
    outcome_clear(&o);
    static const char *const made[] = {
        "reports/small/README.md", "reports/bare/README.md",
        "paper_refs/small.md", "reports/small", "reports/bare", "reports",
        "paper_refs", "."};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, made[i]);
        if (i + 1 == sizeof made / sizeof *made)
            snprintf(path, sizeof path, "%s", folder);
        assert_int_equal(remove(path), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_committed_page_is_made_of_the_reports),
        cmocka_unit_test(every_report_has_a_row),
        cmocka_unit_test(links_lead_somewhere),
        cmocka_unit_test(counts_and_links_are_read_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
