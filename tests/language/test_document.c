/* Documents: where blocks are, which lines errors name, what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include "../../numerics/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/assay-test-XXXXXX";
static char path[64];

static int make_dir(void **state)
{
    (void)state;
    if (!mkdtemp(dir))
        return 1;
    snprintf(path, sizeof path, "%s/doc.md", dir);
    return 0;
}

static int remove_dir(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(dir);
}

static void write_file(const char *name, const char *text, size_t n)
{
    FILE *f = fopen(name, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static document *read_text(program *p, const char *text, lang_errors *errs)
{
    write_file(path, text, strlen(text));
    return document_read(p, path, 0, errs);
}

static const char mixed[] = "# A *title* with `code`\n"     /* 1 */
                            "\n"                            /* 2 */
                            "Prose.\n"                      /* 3 */
                            "\n"                            /* 4 */
                            "```assay\n"                    /* 5 */
                            "let a = 1\n"                   /* 6 */
                            "\n"                            /* 7 */
                            "let b = a\n"                   /* 8 */
                            "```\n"                         /* 9 */
                            "More.\n"                       /* 10 */
                            "```assay-not\nlet z = \n```\n" /* 11-13 */
                            "~~~~ assay  extra words\n"     /* 14 */
                            "let c = b\n"                   /* 15 */
                            "~~~~\n"                        /* 16 */
                            "    ```text\n"                 /* 17 */
                            "    let y =\n"                 /* 18 */
                            "\n"                            /* 19 */
                            "- item\n"                      /* 20 */
                            "  ```assay\n"                  /* 21 */
                            "  let d = c\n"                 /* 22 */
                            "  ```\n"                       /* 23 */
                            "Last";                         /* 24 */

static void test_segments(void **state)
{
    (void)state;
    static const struct {
        segment_kind kind;
        int first, last;
        size_t first_item, items;
    } want[] = {
        {SEG_PROSE, 1, 4, 0, 0},   {SEG_ITEMS, 5, 9, 0, 2},
        {SEG_PROSE, 10, 13, 0, 0}, {SEG_ITEMS, 14, 16, 2, 1},
        {SEG_PROSE, 17, 20, 0, 0}, {SEG_ITEMS, 21, 23, 3, 1},
        {SEG_PROSE, 24, 24, 0, 0},
    };
    program *p = program_new();
    lang_errors errs = {0};
    document *d = read_text(p, mixed, &errs);
    assert_non_null(d);
    assert_string_equal(d->title, "A title with code");
    assert_string_equal(d->stem, "doc");
    assert_int_equal(d->nseg, sizeof want / sizeof *want);
    for (size_t i = 0; i < d->nseg; i++) {
        const segment *s = &d->seg[i];
        assert_int_equal(s->kind, want[i].kind);
        assert_int_equal(s->first_line, want[i].first);
        assert_int_equal(s->last_line, want[i].last);
        assert_int_equal(s->item_count, want[i].items);
        if (s->kind == SEG_ITEMS)
            assert_int_equal(s->first_item, want[i].first_item);
    }
    assert_int_equal(d->seg[6].len, 4);
    assert_memory_equal(d->seg[6].text, "Last", 4);
    assert_int_equal(program_find(p, "c")->pos.line, 15);
    assert_int_equal(program_find(p, "d")->pos.line, 22);
    assert_int_equal(program_find(p, "d")->pos.col, 3);
    assert_null(program_find(p, "z"));
    document_free(d);
    program_free(p);
}

/* Prose and item segments together are the whole file. */
static void test_prose_is_verbatim(void **state)
{
    (void)state;
    program *p = program_new();
    lang_errors errs = {0};
    document *d = read_text(p, mixed, &errs);
    assert_non_null(d);
    int line = 1;
    for (size_t i = 0; i < d->nseg; i++) {
        assert_int_equal(d->seg[i].first_line, line);
        line = d->seg[i].last_line + 1;
        if (d->seg[i].kind == SEG_PROSE)
            assert_memory_equal(d->seg[i].text,
                                strstr(d->source, d->seg[i].text),
                                d->seg[i].len);
    }
    assert_string_equal(d->source, mixed);
    document_free(d);
    program_free(p);
}

/* A block that no fence closes ends with the quote or the list item it is in;
 * the line after it is prose. */
static void test_unclosed(void **state)
{
    (void)state;
    static const char text[] = "> ```assay\n"       /* 1 */
                               "> let a = 1\n"      /* 2 */
                               "After the quote.\n" /* 3 */
                               "\n"                 /* 4 */
                               "- > ```assay\n"     /* 5 */
                               "  > let b = a\n"    /* 6 */
                               "- Next item.\n"     /* 7 */
                               "  ```assay\n"       /* 8 */
                               "  let c = b\n"      /* 9 */
                               "```assay\n"         /* 10 */
                               "let d = c\n"        /* 11 */
                               "```\n"              /* 12 */
                               "> ```assay\n"       /* 13 */
                               "> let g = d\n"      /* 14 */
                               "> ```\n"            /* 15 */
                               "> ```assay\n"       /* 16 */
                               "> let f = g";       /* 17 */
    static const int want[][3] = {
        {SEG_ITEMS, 1, 2},   {SEG_PROSE, 3, 4},   {SEG_ITEMS, 5, 6},
        {SEG_PROSE, 7, 7},   {SEG_ITEMS, 8, 9},   {SEG_ITEMS, 10, 12},
        {SEG_ITEMS, 13, 15}, {SEG_ITEMS, 16, 17},
    };
    program *p = program_new();
    lang_errors errs = {0};
    document *d = read_text(p, text, &errs);
    assert_non_null(d);
    assert_int_equal(d->nseg, sizeof want / sizeof *want);
    for (size_t i = 0; i < d->nseg; i++) {
        assert_int_equal(d->seg[i].kind, want[i][0]);
        assert_int_equal(d->seg[i].first_line, want[i][1]);
        assert_int_equal(d->seg[i].last_line, want[i][2]);
    }
    document_free(d);
    program_free(p);
}

static void check_error(const char *text, size_t n, int line, int col,
                        const char *part)
{
    program *p = program_new();
    lang_errors errs = {0};
    write_file(path, text, n);
    assert_null(document_read(p, path, 0, &errs));
    assert_true(errs.n >= 1);
    assert_string_equal(errs.v[0].pos.file, path);
    if (errs.v[0].pos.line != line || errs.v[0].pos.col != col ||
        !strstr(errs.v[0].message, part))
        fail_msg("%d:%d %s", errs.v[0].pos.line, errs.v[0].pos.col,
                 errs.v[0].message);
    lang_errors_clear(&errs);
    program_free(p);
}

static void test_errors(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, col;
        const char *part;
    } cases[] = {
        {"text\n\n```assay\nlet a = 1\n\nlet b = c\n```\n", 6, 9, "`c`"},
        {"text\r\n\r\n```assay\r\nlet a = 1\r\nlet b = c\r\n```\r\n", 5, 9,
         "`c`"},
        {"```assay\nlet a = c", 2, 9, "`c`"}, /* no end of the fence */
        {"- list\n\n  ```assay\n  let a = c\n  ```\n", 4, 11, "`c`"},
        {"> ```assay\n> let a = c\n> ```\n", 2, 11, "`c`"},
        {"# T\n\nab\x1b[0m", 3, 3, "control character"},
        {"# T\n\xff", 2, 1, "UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_error(cases[i].text, strlen(cases[i].text), cases[i].line,
                    cases[i].col, cases[i].part);
    check_error("a\0b", 3, 1, 2, "NUL");
}

static void test_files(void **state)
{
    (void)state;
    program *p = program_new();
    lang_errors errs = {0};
    write_file(path, "0123456789", 10);
    document *d = document_read(p, path, 10, &errs);
    assert_non_null(d);
    assert_string_equal(d->title, "doc"); /* no heading */
    assert_int_equal(d->nseg, 1);
    document_free(d);
    assert_null(document_read(p, path, 9, &errs));
    assert_non_null(strstr(errs.v[0].message, "too large"));
    assert_null(document_read(p, dir, 0, &errs));
    assert_non_null(strstr(errs.v[1].message, "not a regular file"));
    assert_null(document_read(p, "/nowhere/x.md", 0, &errs));
    assert_string_equal(errs.v[2].pos.file, "/nowhere/x.md");
    write_file(path, "", 0);
    d = document_read(p, path, 0, &errs);
    assert_non_null(d);
    assert_int_equal(d->nseg, 0);
    document_free(d);
    lang_errors_clear(&errs);
    program_free(p);
}

static void test_paper(void **state)
{
    (void)state;
    static const char *const names[] = {"b.md", "a.md", "README.md", "c.txt"};
    char name[4][80];
    program *p = program_new();
    lang_errors errs = {0};
    size_t n = 0;
    unlink(path);
    assert_null(document_read_paper(p, dir, &n, &errs));
    assert_non_null(strstr(errs.v[0].message, "no document"));
    lang_errors_clear(&errs);
    for (int i = 0; i < 4; i++) {
        snprintf(name[i], sizeof name[i], "%s/%s", dir, names[i]);
        const char *text = i == 0   ? "```assay\nlet b = a\n```\n"
                           : i == 1 ? "```assay\nlet a = 1\n```\n"
                                    : "```assay\nlet broken =\n```\n";
        write_file(name[i], text, strlen(text));
    }
    document **d = document_read_paper(p, dir, &n, &errs);
    assert_non_null(d);
    assert_int_equal(n, 2);
    assert_string_equal(d[0]->stem, "a");
    assert_string_equal(d[1]->stem, "b");
    assert_string_equal(d[1]->path, name[0]);
    assert_int_equal(program_count(p), 2);
    for (size_t i = 0; i < n; i++)
        document_free(d[i]);
    free(d);
    program_free(p);
    for (int i = 0; i < 4; i++)
        unlink(name[i]);
}

static bool count_row(void *ctx, const binding *binding, const expr *cells,
                      size_t n)
{
    (void)binding;
    ++*(size_t *)ctx;
    return cells[0] != EXPR_NONE && n > 0;
}

/* The page about the language: every block parses and every item can be
 * elaborated. */
static void test_language_page(void **state)
{
    (void)state;
    char *page = lang_source_path("docs/LANGUAGE.md");
    program *p = program_new();
    lang_errors errs = {0};
    document *d = document_read(p, page, 0, &errs);
    for (size_t i = 0; i < errs.n; i++)
        print_error("%d:%d %s\n", errs.v[i].pos.line, errs.v[i].pos.col,
                    errs.v[i].message);
    assert_non_null(d);
    size_t blocks = 0, kinds[ITEM_ASSUMED + 1] = {0};
    for (size_t i = 0; i < d->nseg; i++)
        blocks += d->seg[i].kind == SEG_ITEMS;
    assert_true(blocks >= 4);
    elab *e = elab_new(p, NULL);
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        size_t rows = 0;
        kinds[it->kind]++;
        if (it->kind == ITEM_TABLE || it->kind == ITEM_FIGURE)
            assert_true(elab_rows(e, it, count_row, &rows, NULL, &errs) &&
                        rows > 1);
        else if (it->kind != ITEM_LET && it->kind != ITEM_ASSUMED)
            assert_true(lang_count(e, it) > 0);
        if (it->kind == ITEM_CONSTANT) /* as if it were proved */
            elab_set_constant(e, it, expr_ratio(elab_pool(e), 1, 20));
    }
    for (int k = 0; k <= ITEM_ASSUMED; k++)
        if (!kinds[k])
            fail_msg("no example of %s", item_kind_name((item_kind)k));
    elab_free(e);
    document_free(d);
    program_free(p);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_segments),
        cmocka_unit_test(test_prose_is_verbatim),
        cmocka_unit_test(test_unclosed),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_paper),
        cmocka_unit_test(test_language_page),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir) != 0;
}
