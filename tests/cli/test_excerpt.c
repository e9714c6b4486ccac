/* The item that README.md shows "as woven" is what a report weaves: its block
 * is taken from the paper's document, reported on anew, and compared byte by
 * byte, up to where the excerpt ends. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *slurp(const char *relative)
{
    char path[1000];
    assert_true(snprintf(path, sizeof path, "%s/%s", source_path(), relative) <
                (int)sizeof path);
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail_msg("no %s", path);
    char *s = calloc(1, 1 << 20);
    assert_non_null(s);
    size_t n = fread(s, 1, (1 << 20) - 1, f);
    assert_true(n > 0 && n < (1 << 20) - 1);
    fclose(f);
    return s;
}

/* The first quotation after "as woven", without its marks; malloc'd. */
static char *excerpt(const char *readme)
{
    const char *from = strstr(readme, "woven:\n");
    assert_non_null(from);
    const char *line = strstr(from, "\n>");
    assert_non_null(line);
    char *out = calloc(1, strlen(line) + 1), *end = out;
    assert_non_null(out);
    for (line++; *line == '>'; line = strchr(line, '\n') + 1) {
        const char *text = line + (line[1] == ' ' ? 2 : 1);
        size_t n = (size_t)(strchr(line, '\n') + 1 - text);
        memcpy(end, text, n);
        end += n;
    }
    return out;
}

/* "... · `id`" in the first line. */
static void id_of(const char *woven, char *id, size_t size)
{
    const char *to = strchr(woven, '\n');
    assert_non_null(to);
    while (to > woven && *to != '`')
        to--;
    const char *from = to;
    while (from > woven && from[-1] != '`')
        from--;
    assert_true(to > from && (size_t)(to - from) < size);
    memcpy(id, from, (size_t)(to - from));
    id[to - from] = '\0';
}

/* A document that holds the block of this item alone. */
static void write_block(const char *page, const char *id)
{
    char start[120];
    const char *from = NULL;
    assert_true(snprintf(start, sizeof start, "constant %s ", id) <
                (int)sizeof start);
    const char *at = strstr(page, start);
    if (at == NULL)
        fail_msg("no constant %s in the paper's document", id);
    for (const char *p = page; p < at && p != NULL;
         p = strstr(p + 1, "\n```assay\n"))
        from = p;
    const char *to = strstr(at, "\n```\n");
    assert_non_null(from);
    assert_non_null(to);
    size_t n = (size_t)(to + 5 - from);
    char *block = calloc(1, n + 1);
    assert_non_null(block);
    memcpy(block, from, n);
    cli_write("p/one.md", block);
    free(block);
}

static void test_excerpt(void **state)
{
    char refs[1000], id[110], mark[140];
    (void)state;
    char *readme = slurp("README.md");
    char *page = slurp("theory/li-yan-2024/6-theorem-2.md");
    char *shown = excerpt(readme);
    id_of(shown, id, sizeof id);
    write_block(page, id);
    assert_true(snprintf(refs, sizeof refs, "%s/paper_refs", source_path()) <
                (int)sizeof refs);
    outcome o = cli_run("report", "p", "--out", "r", "--refs", refs, NULL);
    cli_expect_status(&o, CLI_OK);
    outcome_clear(&o);
    char *woven = cli_read("r/one.md");
    assert_non_null(woven);
    assert_true(snprintf(mark, sizeof mark, "<a name=\"%s\"></a>\n", id) <
                (int)sizeof mark);
    char *item = strstr(woven, mark);
    assert_non_null(item);
    item += strlen(mark);
    /* it goes beyond the verdict, and says nothing else */
    cli_expect_in(shown, "ENCLOSED");
    cli_expect_in(shown, "\n- ");
    if (strncmp(shown, item, strlen(shown)) != 0)
        fail_msg("README.md shows\n%s\nwoven is\n%.*s", shown,
                 (int)strlen(shown) + 400, item);
    free(woven);
    free(shown);
    free(page);
    free(readme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_excerpt, cli_setup, cli_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
