/* Blocks that look like items and are not read: an error each, at its place;
 * those that are quoted, and words that are none, are text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/assay-unread-XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 || close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static document *read_text(program *p, const char *text, lang_errors *errs)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
    return document_read(p, path, 0, errs);
}

/* The first error, at line:col, has `part`; all errors are of this kind. */
static void check_unread(const char *text, int line, int col, const char *part)
{
    program *p = program_new();
    lang_errors errs = {0};
    document *d = read_text(p, text, &errs);
    if (d != NULL || errs.n == 0)
        fail_msg("no error: %s", text);
    if (errs.v[0].pos.line != line || errs.v[0].pos.col != col ||
        !strstr(errs.v[0].message, "this block is not read: ") ||
        !strstr(errs.v[0].message, part))
        fail_msg("%d:%d %s\n%s", errs.v[0].pos.line, errs.v[0].pos.col,
                 errs.v[0].message, text);
    lang_errors_clear(&errs);
    program_free(p);
}

/* Without an error, and with this many items. */
static void check_items(const char *text, size_t items)
{
    program *p = program_new();
    lang_errors errs = {0};
    document *d = read_text(p, text, &errs);
    if (d == NULL)
        fail_msg("%d:%d %s\n%s", errs.v[0].pos.line, errs.v[0].pos.col,
                 errs.v[0].message, text);
    if (program_count(p) != items)
        fail_msg("%zu items: %s", program_count(p), text);
    document_free(d);
    program_free(p);
}

static void test_spelling(void **state)
{
    (void)state;
    static const char *const info[] = {
        "ASSAY", "Assay", "asay", "assays", "essay", "asasy", "aassay",
        "ssay", "assa", "assya", "{.assay}", "{assay}", "{ .numbers .assay }",
        ".assay", "assay{#id}", "assay,numbers", "assay:", "assay=1",
        "{.ASSAY #id}", "[assay]", "`assay", "\xc2\xa0" "assay",
        "&#65;ssay",
    };
    for (size_t i = 0; i < sizeof info / sizeof *info; i++) {
        char text[200], part[100];
        snprintf(text, sizeof text, "Text.\n\n~~~ %s\nlet a = 1\n~~~\n",
                 info[i]);
        snprintf(part, sizeof part, "write `assay`, not `%s`", info[i]);
        check_unread(text, 3, 5, part);
        if (strchr(info[i], '`'))
            continue;
        snprintf(text, sizeof text, "> - ````%s \r\n>   let a = 1\r\n",
                 info[i]);
        check_unread(text, 1, 9, part);
    }
}

static void test_places(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int line, col;
        const char *part;
    } cases[] = {
        {"<div>\n```assay\nlet a = 1\n```\n</div>\n", 2, 1, "raw HTML"},
        {"<!--\n\n```assay\nlet a = 1\n```\n-->\n", 3, 1, "comment"},
        {"<!-- ```assay\nlet a = 1\n```\n-->\n", 1, 6, "comment"},
        {"<?xml version=\"1\"\n\n~~~ assay\nlet a = 1\n~~~\n", 3, 1, "HTML"},
        {"<![CDATA[\n```ASSAY\nlet a = 1\n```\n]]>\n", 2, 1, "HTML"},
        {"<!X\n```assay\nlet a = 1\n```\n", 2, 1, "HTML"},
        {"> <pre>\n> ```assay\n> let a = 1\n> ```\n", 2, 3, "HTML"},
        {"<script>\n\n  ```assay\n  let a = 1\n  ```\n", 3, 3, "HTML"},
        {"Text.\n\n    ```assay\n    let a = 1\n    ```\n", 3, 5, "indent"},
        {"\t~~~assay\n\tlet a = 1\n", 1, 2, "indent"},
        {"- item\n\n      ```assay\n      let a = 1\n", 3, 7, "indent"},
        {"Text\n    ```assay\n    let a = 1\n", 2, 5, "begin a line"},
        {"See: ```assay\nlet a = 1\n```\n", 1, 6, "begin a line"},
        {"-```assay\nlet a = 1\n", 1, 2, "begin a line"},
        {"```assay the `a`\nlet a = 1\n", 1, 1, "no backtick"},
        {"``assay\nlet a = 1\n``\n", 1, 1, "at least three"},
        {"```text\nnot closed\n\n```assay\nlet a = 1\n```\n", 4, 1,
         "begins in line 1"},
        {"````text\n\n```assay\nlet a = 1\n```\n", 3, 1, "begins in line 1"},
        {"```assay\nlet a = 1\n\n```assay\nlet b = 1\n```\n", 4, 1,
         "begins in line 1"},
        {"> ```\n> ```assay\n> let b = 1\n> ```\n", 2, 3, "begins in line 1"},
        {"~~~~\n```\n~~~assay\nlet b = 1\n~~~\n", 2 + 1, 1,
         "begins in line 1"},
        {"[a]: <x>\n    ```assay\nlet b = 1\n", 2, 5, "begin a line"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_unread(cases[i].text, cases[i].line, cases[i].col,
                     cases[i].part);
}

static void test_all_are_said(void **state)
{
    (void)state;
    program *p = program_new();
    lang_errors errs = {0};
    assert_null(read_text(p, "```Assay\nlet a = 1\n```\n\n<b>\n```assay\n"
                             "let a = 1\n```\n\n```assay\nlet b = c\n```\n",
                          &errs));
    assert_int_equal(errs.n, 3);
    assert_int_equal(errs.v[0].pos.line, 1);
    assert_int_equal(errs.v[1].pos.line, 6);
    assert_int_equal(errs.v[2].pos.line, 11);
    lang_errors_clear(&errs);
    program_free(p);
}

static void test_read(void **state)
{
    (void)state;
    static const char *const info[] = {"assay", " assay", "\tassay  extra",
                                       "assay ASSAY", "&#97;ssay",
                                       "assay {#id}"};
    for (size_t i = 0; i < sizeof info / sizeof *info; i++) {
        char text[100];
        snprintf(text, sizeof text, "~~~%s\nlet a = 1\n~~~\n", info[i]);
        check_items(text, 1);
        snprintf(text, sizeof text, "1. > ````%s\n   > let a = 1\n", info[i]);
        check_items(text, 1);
    }
    check_items("<details>\n\n```assay\nlet a = 1\n```\n\n</details>\n", 1);
    check_items("Text\n```assay\nlet a = 1\n```\nText\n", 1);
    check_items("   ```assay\n   let a = 1\n   ```\n", 1);
    check_items("<!-- -->\n\n```assay\nlet a = 1\n```\n", 1);
}

static void test_text(void **state)
{
    (void)state;
    static const char *const text[] = {
        "````md\n```assay\nlet a =\n```\n````\n",
        "~~~\n```ASSAY\nlet a =\n```\n~~~\n",
        "```\n~~~assay\nlet a =\n~~~\n```\n",
        "> ````\n> ```assay\n> let a =\n> ```\n> ````\n",
        "- ~~~~ md\n  ~~~assay\n  let a =\n  ~~~\n  ~~~~\n",
        "A block is marked with ```assay``` or `assay`.\n",
        "```assay``` marks a block.\n",
        "The word ```assay begins a block.\n",
        "\\```assay\n",
        "`assay`\n``assay``\n",
        "```text\nassay\n```\n",
        "```assay-not\nlet a =\n```\n",
        "```say\nx\n```\n",
        "```c assay\nx\n```\n",
        "```\nassay\n```\n",
        "<p>The word ```assay``` in HTML.</p>\n",
        "<b>\n```text\nx\n```\n",
        "    assay\n",
        "assay\n=====\n\nASSAY\n",
        "~~assay~~\n",
        "$`assay`$ and ```math\n",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        check_items(text[i], 0);
}

/* One edit of the word is near, three letters changed are not: by counting. */
static void test_every_edit(void **state)
{
    (void)state;
    static const char word[] = "assay";
    for (int at = 0; at < 5; at++)
        for (char c = 'a'; c <= 'z'; c++) {
            char text[80], changed[16], more[16];
            snprintf(changed, sizeof changed, "%s", word);
            changed[at] = c;
            snprintf(more, sizeof more, "%.*s%c%s", at, word, c, word + at);
            snprintf(text, sizeof text, "```%s\nlet a = 1\n```\n", changed);
            if (c == word[at])
                check_items(text, 1);
            else
                check_unread(text, 1, 4, changed);
            snprintf(text, sizeof text, "```%s\nlet a = 1\n```\n", more);
            check_unread(text, 1, 4, more);
            snprintf(changed, sizeof changed, "%c%c%c%s", c, c, c, word + 3);
            snprintf(text, sizeof text, "```%s\nx\n```\n", changed);
            if (c != 's' && c != 'a')
                check_items(text, 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_all_are_said),
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_every_edit),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file) != 0;
}
