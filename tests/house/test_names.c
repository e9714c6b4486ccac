/* tests/house/test_names.c: what the objects of the program call one another.
 *
 * The second engine's objects, and those that it stands on, reach nothing of
 * the first: that is seen in their undefined symbols, whatever their sources
 * include.  And an external name begins with words of its file's name, so
 * that whoever meets it knows where to look.
 *
 * Needs nm and the build folder of this very program; without nm it says so
 * and is skipped.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../support/process.h"
#include "house.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MAX_SYMBOLS = 40000
};

typedef struct {
    const char *source; /* a path of house_file */
    char *name;
    bool defined;
} symbol;

static char build[PATH_MAX];
static symbol *all;
static size_t symbols;
static bool have_nm;

/* ---- reading ------------------------------------------------------------------ */

static void read_line(const char *source, const char *line, size_t n)
{
    char name[300], type;
    if (n < 20 || n >= sizeof name)
        return;
    /* "0000000000000000 T name" or "                 U name" */
    type = line[17];
    snprintf(name, sizeof name, "%.*s", (int)(n - 19), line + 19);
    if (house_starts(name, "__")) /* the compiler's own */
        return;
    assert_true(symbols < MAX_SYMBOLS);
    all[symbols].source = source;
    all[symbols].defined = type != 'U' && type != 'w' && type != 'v';
    all[symbols].name = strdup(name);
    assert_non_null(all[symbols++].name);
}

static bool read_object(const char *source)
{
    char object[PATH_MAX + HOUSE_PATH];
    char nm[] = "nm", global[] = "-g";
    char *argv[] = {nm, global, object, NULL};
    outcome o;
    snprintf(object, sizeof object, "%s/%.*s.o", build,
             (int)(strlen(source) - 2), source);
    if (!run_process(argv, NULL, &o)) {
        outcome_clear(&o);
        return false;
    }
    if (o.status == 127) {
        outcome_clear(&o);
        return false;
    }
    if (o.status != 0)
        fail_msg("nm %s: %s", object, o.err);
    for (const char *line = o.out; *line != '\0';) {
        size_t n = strcspn(line, "\n");
        read_line(source, line, n);
        line += n + (line[n] == '\n');
    }
    outcome_clear(&o);
    return true;
}

static int read_symbols(void **state)
{
    if (house_find(state) != 0 || build[0] == '\0')
        return 1;
    all = calloc(MAX_SYMBOLS, sizeof *all);
    if (all == NULL)
        return 1;
    have_nm = true;
    for (size_t i = 0; i < house_count && have_nm; i++)
        if (house_is_c(house_file[i], true) && house_ends(house_file[i], ".c"))
            have_nm = read_object(house_file[i]);
    return 0;
}

static int forget_symbols(void **state)
{
    (void)state;
    for (size_t i = 0; i < symbols; i++)
        free(all[i].name);
    free(all);
    return 0;
}

static void need_nm(void)
{
    if (!have_nm) {
        print_message("no nm: symbols are not looked at\n");
        skip();
    }
    assert_true(symbols > 5000);
}

/* ---- the second engine --------------------------------------------------------- */

static const char *definer(const char *name)
{
    for (size_t i = 0; i < symbols; i++)
        if (all[i].defined && strcmp(all[i].name, name) == 0)
            return all[i].source;
    return NULL;
}

/* What each of these may reach, besides itself and libraries. */
static const struct {
    const char *folder, *reach[5];
} stands_on[] = {
    {"numerics/base", {NULL}},
    {"numerics/expr", {"numerics/base"}},
    {"numerics/exact", {"numerics/base", "numerics/expr"}},
    {"numerics/cert", {"numerics/base", "numerics/expr"}},
    {"numerics/recheck",
     {"numerics/base", "numerics/expr", "numerics/exact", "numerics/cert"}},
};

static void the_second_engine_reaches_nothing_of_the_first(void **state)
{
    int wrong = 0;
    size_t seen = 0;
    (void)state;
    need_nm();
    for (size_t i = 0; i < symbols; i++) {
        char folder[HOUSE_PATH], from[HOUSE_PATH];
        const char *where;
        if (all[i].defined)
            continue;
        house_folder(all[i].source, folder);
        for (size_t k = 0; k < sizeof stands_on / sizeof *stands_on; k++) {
            if (strcmp(stands_on[k].folder, folder) != 0)
                continue;
            seen++;
            if (house_starts(all[i].name, "mpfi_")) {
                print_error("%s reaches %s\n", all[i].source, all[i].name);
                wrong++;
            }
            where = definer(all[i].name);
            if (where == NULL)
                continue; /* a library's */
            house_folder(where, from);
            if (strcmp(from, folder) != 0 &&
                !house_listed(from, stands_on[k].reach)) {
                print_error("%s reaches %s in %s\n", all[i].source, all[i].name,
                            where);
                wrong++;
            }
        }
    }
    assert_true(seen > 1000);
    assert_int_equal(wrong, 0);
}

/* ---- prefixes ------------------------------------------------------------------- */

/* Names that everybody knows by other names. */
static const char *const known[] = {"main",     "xmalloc", "xcalloc",
                                    "xrealloc", "xstrdup", NULL};

/* Does the name begin with a leading run of the file's words?  The first word
 * is such a run, so it has to: search_box_act.c has search_..., and so has
 * every longer run. */
static bool bears_prefix(const char *source, const char *name)
{
    const char *slash = strrchr(source, '/');
    const char *stem = slash == NULL ? source : slash + 1;
    size_t n = strcspn(stem, "_.");
    return strncmp(name, stem, n) == 0 && (name[n] == '_' || name[n] == '\0');
}

static void names_bear_their_files_prefix(void **state)
{
    int wrong = 0;
    size_t held = 0;
    (void)state;
    need_nm();
    for (size_t i = 0; i < symbols; i++) {
        if (!all[i].defined)
            continue;
        held++;
        if (!bears_prefix(all[i].source, all[i].name) &&
            !house_listed(all[i].name, known)) {
            print_error("%s: %s\n", all[i].source, all[i].name);
            wrong++;
        }
    }
    assert_true(held > 300);
    assert_int_equal(wrong, 0);
}

/* The folder that this program was built in: build/tests/house/test_names. */
static void find_build(const char *self)
{
    if (realpath(self, build) == NULL)
        build[0] = '\0';
    for (int up = 0; up < 3; up++) {
        char *slash = strrchr(build, '/');
        if (slash != NULL)
            *slash = '\0';
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_engine_reaches_nothing_of_the_first),
        cmocka_unit_test(names_bear_their_files_prefix),
    };
    find_build(argc > 0 ? argv[0] : "");
    return cmocka_run_group_tests(tests, read_symbols, forget_symbols) != 0;
}
