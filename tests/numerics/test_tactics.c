/* tests/numerics/test_tactics.c: the search's table of tactics.
 *
 * Each row has a file of its name and each such file a row; groups end; every
 * list is run by somebody; and no box of branch and bound is left without
 * something done about it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *list, *name, *when; /* inner: a group, which has no name */
    const char *inner;
    size_t share;
} row;

static const row rows[] = {
#define TACTIC(LIST, NAME, WHEN, SHARE, BOXES)                                 \
    {#LIST, #NAME, #WHEN, NULL, SHARE},
#define GROUP(LIST, INNER, WHEN, SHARE) {#LIST, NULL, #WHEN, #INNER, SHARE},
#define BOX(NAME, WHEN) {"a box", "box_" #NAME, #WHEN, NULL, 1},
#include "../../numerics/search/tactics.def"
};
enum {
    ROWS = sizeof rows / sizeof *rows
};

/* The lists that the search runs by name, see tactics.def. */
static const char *const entry[] = {"LEAF",    "ROOT", "OPEN", "GOAL",
                                    "SAMPLED", "RAY", "END",  "a box"};

static bool is_entry(const char *list)
{
    for (size_t k = 0; k < sizeof entry / sizeof *entry; k++)
        if (strcmp(entry[k], list) == 0)
            return true;
    return false;
}

/* Does every chain of groups from this list end, within n of them, in lists
 * that have rows? */
static bool ends(const row *r, size_t n, const char *list, size_t depth)
{
    bool any = false;
    for (size_t k = 0; k < n; k++) {
        if (strcmp(r[k].list, list) != 0)
            continue;
        any = true;
        if (r[k].inner != NULL &&
            (depth == n || !ends(r, n, r[k].inner, depth + 1)))
            return false;
    }
    return any;
}

static void groups_end(void **state)
{
    static const row around[] = {{"A", NULL, "true", "B", 1},
                                 {"B", NULL, "true", "A", 1}};
    static const row empty[] = {{"A", NULL, "true", "B", 1}};
    (void)state;
    for (size_t k = 0; k < sizeof entry / sizeof *entry; k++)
        if (!ends(rows, ROWS, entry[k], 0))
            fail_msg("%s goes round, or is empty", entry[k]);
    assert_false(ends(around, 2, "A", 0));
    assert_false(ends(empty, 1, "A", 0));
}

static void every_list_is_run(void **state)
{
    (void)state;
    for (size_t k = 0; k < ROWS; k++) {
        bool run = is_entry(rows[k].list);
        for (size_t j = 0; j < ROWS && !run; j++)
            run = rows[j].inner != NULL &&
                  strcmp(rows[j].inner, rows[k].list) == 0;
        if (!run)
            fail_msg("nobody runs %s", rows[k].list);
        assert_true(rows[k].share >= 1);
    }
}

/* The last row for boxes applies to all. */
static void no_box_is_left(void **state)
{
    (void)state;
    assert_string_equal(rows[ROWS - 1].list, "a box");
    assert_string_equal(rows[ROWS - 1].when, "true");
}

static void file_of(char *path, size_t size, const char *name)
{
    const char *top = getenv("ASSAY_SOURCE");
    snprintf(path, size, "%s/numerics/search/%s%s%s", top != NULL ? top : ".",
             name != NULL ? "tactic_" : "", name != NULL ? name : "",
             name != NULL ? ".c" : "");
}

static void every_row_has_its_file(void **state)
{
    (void)state;
    for (size_t k = 0; k < ROWS; k++) {
        char path[4096];
        if (rows[k].name == NULL)
            continue;
        file_of(path, sizeof path, rows[k].name);
        if (access(path, R_OK) != 0)
            fail_msg("no %s", path);
    }
}

static void every_file_has_its_row(void **state)
{
    char folder[4096];
    size_t files = 0;
    (void)state;
    file_of(folder, sizeof folder, NULL);
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (struct dirent *f; (f = readdir(d)) != NULL;) {
        size_t n = strlen(f->d_name);
        bool known = false;
        if (strncmp(f->d_name, "tactic_", 7) != 0 || n < 9 ||
            strcmp(f->d_name + n - 2, ".c") != 0)
            continue;
        files++;
        for (size_t k = 0; k < ROWS && !known; k++)
            known = rows[k].name != NULL && strlen(rows[k].name) == n - 9 &&
                    strncmp(rows[k].name, f->d_name + 7, n - 9) == 0;
        if (!known)
            fail_msg("%s is in no row", f->d_name);
    }
    closedir(d);
    assert_true(files > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_end),
        cmocka_unit_test(every_list_is_run),
        cmocka_unit_test(no_box_is_left),
        cmocka_unit_test(every_row_has_its_file),
        cmocka_unit_test(every_file_has_its_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
