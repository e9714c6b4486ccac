/* The folder: complete, the same bytes twice, nothing outside it. */
#include "fixture.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char doc[] =
    "# One\n\n```assay\n"
    "claim a \"A\"\n for x in [0, 1]\n show x >= 0\n"
    "claim b \"B\"\n uses a\n for x in [0, 1]\n show x >= -1\n"
    "figure f \"F\"\n for x in {1, 2}\n curves v = x\n"
    "table t \"T\"\n for x in {1, 2}\n columns v = x\n```\n";

static char *labels[] = {"1", "2"}, *names[] = {"x"};
static cell cells[] = {{true, {"1", "1"}}, {0}, {0},
                       {true, {"2", "2"}}, {0}, {0}};

static void build(fixture *f)
{
    fixture_build(f, doc, NULL);
    for (size_t i = 0; i < f->rep.nres; i++) {
        result *r = &f->res[i];
        if (r->it->kind == ITEM_CLAIM) {
            r->verdict = VERDICT_PROVED;
            continue;
        }
        r->nrows = 2;
        r->ncells = 3;
        r->cells = cells;
        r->row_label = labels;
        r->nlabels = 1;
        r->label_name = names;
    }
}

static void out_of(const fixture *f, char *out)
{
    snprintf(out, 100, "%s/out", f->dir);
}

static void writes_everything_once(void **state)
{
    static const char *const files[] = {
        "out/README.md",     "out/one.md",
        "out/figures/f.svg", "out/figures/f.csv",
        "out/figures/t.csv", "out/figures/dependencies.svg"};
    enum {
        FILES = 6
    };
    fixture f;
    char out[100], *first[FILES];
    size_t written, warnings;
    text_buf err = {0};
    (void)state;
    build(&f);
    out_of(&f, out);
    assert_int_equal(report_write(&f.rep, out, &written, &warnings, &err),
                     REPORT_WRITTEN);
    assert_null(err.s);
    assert_int_equal(written, FILES);
    for (int i = 0; i < FILES; i++) {
        first[i] = fixture_slurp(&f, files[i]);
        assert_non_null(first[i]);
        assert_null(strstr(first[i], f.dir)); /* no path of this machine */
    }
    assert_int_equal(report_write(&f.rep, out, &written, &warnings, &err),
                     REPORT_WRITTEN);
    assert_int_equal(written, 0);
    for (int i = 0; i < FILES; i++) {
        char *again = fixture_slurp(&f, files[i]);
        assert_string_equal(first[i], again);
        free(again);
        free(first[i]);
    }
    fixture_clear(&f);
}

static void bad_references_write_nothing(void **state)
{
    fixture f;
    char out[100];
    size_t written, warnings;
    text_buf err = {0};
    (void)state;
    build(&f);
    out_of(&f, out);
    fixture_spill(&f, "p.md", "| label | items |\n|---|---|\n| L | nope |\n");
    f.rep.refs_dir = f.dir;
    assert_int_equal(report_write(&f.rep, out, &written, &warnings, &err),
                     REPORT_BAD_REFS);
    assert_int_not_equal(access(out, F_OK), 0);
    text_clear(&err);
    fixture_clear(&f);
}

static void links_are_not_followed(void **state)
{
    fixture f;
    char out[100], link[120], victim[120];
    size_t written, warnings;
    text_buf err = {0};
    (void)state;
    build(&f);
    out_of(&f, out);
    assert_int_equal(mkdir(out, 0700), 0);
    fixture_spill(&f, "victim", "precious");
    snprintf(link, sizeof link, "%s/README.md", out);
    snprintf(victim, sizeof victim, "%s/victim", f.dir);
    assert_int_equal(symlink(victim, link), 0);
    assert_int_equal(report_write(&f.rep, out, &written, &warnings, &err),
                     REPORT_NOT_WRITTEN);
    char *got = fixture_slurp(&f, "victim");
    assert_string_equal(got, "precious");
    free(got);
    text_clear(&err);
    fixture_clear(&f);
}

static void text_is_complete_without_gnuplot(void **state)
{
    fixture f;
    char out[100], *path = strdup(getenv("PATH"));
    size_t written, warnings;
    text_buf err = {0};
    (void)state;
    build(&f);
    out_of(&f, out);
    setenv("PATH", "/nonexistent", 1);
    report_status st = report_write(&f.rep, out, &written, &warnings, &err);
    setenv("PATH", path, 1);
    free(path);
    assert_int_equal(st, REPORT_NO_PROGRAM);
    assert_non_null(strstr(err.s, "figure f: gnuplot"));
    char *page = fixture_slurp(&f, "out/one.md");
    char *sum = fixture_slurp(&f, "out/README.md");
    assert_non_null(page);
    assert_non_null(sum);
    assert_null(fixture_slurp(&f, "out/figures/f.svg"));
    free(page);
    free(sum);
    text_clear(&err);
    fixture_clear(&f);
}

/* The landing page opens with the findings, quoted and a level down, up to
 * the first thematic break; nothing in them can end the quotation. */
static void findings_come_first(void **state)
{
    fixture f;
    text_buf b = {0}, err = {0};
    (void)state;
    fixture_build(&f, doc, NULL);
    char path[100];
    snprintf(path, sizeof path, "%s/p/2-findings.md", f.dir);
    fixture_spill(&f, "p/2-findings.md",
                  "# Learned\n\nFirst, <details>[`a`](one.md#a).\n\n"
                  "## Part\n\n```text\n---\n# code\n```\n\n---\n\nMore.\n");
    program *prog = program_new();
    lang_errors errs = {0};
    snprintf(path, sizeof path, "%s/p", f.dir);
    size_t ndocs;
    document **d = document_read_paper(prog, path, &ndocs, &errs);
    assert_non_null(d);
    report r = f.rep;
    r.doc = d;
    r.ndocs = ndocs;
    assert_true(report_summary(&b, &r, false, &(size_t){0}, &err));
    const char *at = strstr(b.s, "## [Learned](2-findings.md)\n\n");
    assert_non_null(at);
    assert_non_null(strstr(at, "\n> First, < details>[`a`](one.md#a).\n>\n"
                               "> ### Part\n>\n> ```text\n> ---\n> # code\n"
                               "> ```\n\n## Verdicts\n"));
    assert_null(strstr(b.s, "More."));
    assert_true(at < strstr(b.s, "| verdict |"));
    for (size_t i = 0; i < ndocs; i++)
        document_free(d[i]);
    free(d);
    program_free(prog);
    text_clear(&b);
    text_clear(&err);
    fixture_clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_come_first),
        cmocka_unit_test(writes_everything_once),
        cmocka_unit_test(bad_references_write_nothing),
        cmocka_unit_test(links_are_not_followed),
        cmocka_unit_test(text_is_complete_without_gnuplot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
