/* tests/house/test_includes.c: who may see whom.
 *
 * Dependencies point one way (numerics <- theory <- figures, reports <- cli,
 * library), and in numerics/ there are walls: the checker stands on nothing but
 * expressions, enclosures, normal forms and certificates, the second engine
 * sees nothing of the first, and nobody but the audit sees the search.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "house.h"

#include <ctype.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MAX_CHECK_LINES = 3900
};

/* ---- includes ------------------------------------------------------------- */

/* The next include of the text: its name, and whether in quotes. */
static bool next_include(const char **text, char *name, bool *quoted)
{
    const char *s = *text;
    while ((s = strstr(s, "#include")) != NULL) {
        bool at_start = s == *text || s[-1] == '\n';
        s += strlen("#include");
        s += strspn(s, " \t");
        if (!at_start || (*s != '"' && *s != '<'))
            continue;
        *quoted = *s == '"';
        size_t n = strcspn(s + 1, "\">\n");
        assert_true(n < HOUSE_PATH);
        memcpy(name, s + 1, n);
        name[n] = '\0';
        *text = s + 1 + n;
        return true;
    }
    return false;
}

/* What each folder may include from, besides itself: the walls. */
#define BASE "numerics/base", "numerics/expr"
#define JUDGE BASE, "numerics/enclose", "numerics/exact", "numerics/cert"
#define LANGUAGE "theory/language", "theory/document"
#define AUDIT LANGUAGE, "theory/evidence", "theory/audit"
static const struct {
    const char *folder, *from[16];
} may[] = {
    {"numerics", {JUDGE, "numerics/check", "numerics/search"}},
    {"numerics/base", {NULL}},
    {"numerics/expr", {BASE}},
    {"numerics/exact", {BASE}},
    {"numerics/enclose", {BASE, "numerics/exact"}},
    {"numerics/cert", {BASE}},
    {"numerics/check", {JUDGE}},
    /* the second engine sees nothing of the first: neither enclose nor check */
    {"numerics/recheck", {BASE, "numerics/exact", "numerics/cert"}},
    /* the search sees the judge, and nobody but the audit sees the search */
    {"numerics/search", {JUDGE, "numerics/check"}},
    {"theory/language", {BASE}},
    {"theory/language/read", {BASE, "theory/language", "theory/language/show"}},
    {"theory/language/show", {BASE, "theory/language"}},
    {"theory/language/mean",
     {BASE, "numerics/enclose", "numerics/exact", "theory/language"}},
    {"theory/second", {"numerics/base", "theory/language"}},
    {"theory/document",
     {"numerics/base", "theory/language", "theory/language/read"}},
    {"theory/evidence", {BASE, "numerics/enclose", "numerics/cert"}},
    {"theory/audit",
     {JUDGE, "numerics/check", "numerics/search", LANGUAGE, "theory/evidence"}},
    {"theory/replay", {JUDGE, "numerics/recheck", "theory/second", AUDIT}},
    {"theory/advice", {"numerics/base", AUDIT}},
    {"theory", {AUDIT}},
    {"figures", {BASE, AUDIT}},
    {"reports", {BASE, "numerics/enclose", AUDIT, "figures"}},
    {"reports/site", {BASE, AUDIT, "figures", "reports"}},
    {"cli",
     {BASE, AUDIT, "theory/replay", "theory/advice", "figures", "reports",
      "reports/site"}},
    {"include", {NULL}},
    {"library", {BASE, "numerics/enclose", AUDIT, "reports", "include"}},
};

static bool allowed(const char *folder, const char *target)
{
    char from[HOUSE_PATH];
    house_folder(target, from);
    if (strcmp(from, folder) == 0)
        return true;
    for (size_t i = 0; i < sizeof may / sizeof may[0]; i++) {
        if (strcmp(may[i].folder, folder) != 0)
            continue;
        for (size_t j = 0; may[i].from[j] != NULL; j++)
            if (strcmp(may[i].from[j], from) == 0)
                return true;
        return false;
    }
    return false; /* C in a folder the house does not know */
}

static void dependencies_point_one_way(void **state)
{
    size_t seen = 0;
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        char folder[HOUSE_PATH], name[HOUSE_PATH], target[HOUSE_PATH];
        const char *path = house_file[i];
        bool quoted;
        size_t len;
        house_folder(path, folder);
        if (!house_is_c(path, true))
            continue;
        char *text = house_slurp(path, &len);
        const char *at = text;
        while (next_include(&at, name, &quoted)) {
            if (!quoted)
                continue;
            seen++;
            if ((strcmp(name, "version.h") == 0 || /* made by the build */
                 strcmp(name, "site_assets.h") == 0) &&
                strncmp(folder, "numerics", 8) != 0)
                continue;
            assert_true(house_resolve(path, name, target));
            if (access(target, R_OK) != 0 || !allowed(folder, target)) {
                print_error("%s must not include %s\n", path, target);
                wrong++;
            }
        }
        free(text);
    }
    assert_true(seen > 0);
    assert_int_equal(wrong, 0);
}

/* Outside libraries, too, know their place. */
static void libraries_stay_in_their_folders(void **state)
{
    static const struct {
        const char *header, *folder;
    } never[] = {
        {"cmark-gfm", "numerics"},
        {"jansson.h", "numerics"},
        {"btparse.h", "numerics"},
        {"cmark-gfm", "theory/language"},
        {"jansson.h", "theory/language"},
        {"btparse.h", "theory/language"},
        {"btparse.h", "figures"},
        {"mpfi.h", "reports"},
        {"mpfi.h", "cli"},
        {"omp.h", "theory/language"},
        {"cmark-gfm", "theory/second"},
        {"jansson.h", "theory/second"},
        {"btparse.h", "theory/second"},
        {"omp.h", "theory/second"},
        {"mpfi.h", "theory/second"},
        /* the second engine, and what it stands on */
        {"mpfi.h", "numerics/base"},
        {"mpfi.h", "numerics/expr"},
        {"mpfi.h", "numerics/exact"},
        {"mpfi.h", "numerics/cert"},
        {"mpfi.h", "numerics/recheck"},
    };
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        char folder[HOUSE_PATH], name[HOUSE_PATH];
        bool quoted;
        size_t len;
        house_folder(house_file[i], folder);
        if (!house_is_c(house_file[i], true))
            continue;
        char *text = house_slurp(house_file[i], &len);
        const char *at = text;
        while (next_include(&at, name, &quoted))
            for (size_t k = 0; k < sizeof never / sizeof never[0]; k++)
                if (strncmp(folder, never[k].folder, strlen(never[k].folder)) ==
                        0 &&
                    strncmp(name, never[k].header, strlen(never[k].header)) ==
                        0) {
                    print_error("%s includes <%s>\n", house_file[i], name);
                    wrong++;
                }
        free(text);
    }
    assert_int_equal(wrong, 0);
}

/* ---- the checker ---------------------------------------------------------- */

/* The second reading sees of the first one the trees alone: what it includes
 * from elsewhere is this, and what that includes it may not use. */
static void second_reading_stands_alone(void **state)
{
    static const char *const may_see[] = {"theory/language/language.h",
                                          "numerics/base/memory.h", NULL};
    static const char *const never[] = {"expr_", "eval_",    "iv_",   "exact_",
                                        "elab_", "problem_", "range_"};
    int parts = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        char name[HOUSE_PATH], target[HOUSE_PATH];
        bool quoted;
        size_t len;
        if (strncmp(house_file[i], "theory/second/", 14) != 0 ||
            !house_is_c(house_file[i], true))
            continue;
        char *text = house_slurp(house_file[i], &len);
        const char *at = text;
        while (next_include(&at, name, &quoted)) {
            if (!quoted)
                continue;
            assert_true(house_resolve(house_file[i], name, target));
            if (strncmp(target, "theory/second/", 14) != 0 &&
                !house_listed(target, may_see))
                fail_msg("the second reading sees %s", target);
        }
        free(text);
        text = house_code(house_file[i]);
        for (size_t k = 0; k < sizeof never / sizeof *never; k++)
            for (char *c = text; (c = strstr(c, never[k])) != NULL; c++)
                if (c == text ||
                    !(isalnum((unsigned char)c[-1]) || c[-1] == '_'))
                    fail_msg("%s uses %s...", house_file[i], never[k]);
        free(text);
        parts++;
    }
    assert_true(parts > 5);
}

/* What must be believed is short enough to be read. */
static void checker_is_short(void **state)
{
    size_t lines = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++)
        if (strncmp(house_file[i], "numerics/check/", 15) == 0)
            lines += house_code_lines(house_file[i]);
    assert_true(lines > 0);
    assert_in_range(lines, 1, MAX_CHECK_LINES);
}

static void no_double_tolerance_in_the_checker(void **state)
{
    /* A decimal or exponent literal outside comments and strings. */
    regex_t re;
    (void)state;
    assert_int_equal(regcomp(&re, "[^A-Za-z_0-9.\"][0-9]+(\\.[0-9]|[eE][-0-9])",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    for (size_t i = 0; i < house_count; i++) {
        if (strncmp(house_file[i], "numerics/check/", 15) != 0)
            continue;
        char *code = house_code(house_file[i]);
        for (char *q = code; (q = strchr(q, '"')) != NULL;) {
            char *end = strchr(q + 1, '"'); /* strings do not count */
            if (end == NULL)
                break;
            memset(q, ' ', (size_t)(end - q) + 1);
        }
        if (regexec(&re, code, 0, NULL, 0) == 0)
            fail_msg("%s has a decimal literal", house_file[i]);
        if (strstr(code, "double") != NULL || strstr(code, "float") != NULL)
            fail_msg("%s uses hardware floating point", house_file[i]);
        free(code);
    }
    regfree(&re);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dependencies_point_one_way),
        cmocka_unit_test(libraries_stay_in_their_folders),
        cmocka_unit_test(second_reading_stands_alone),
        cmocka_unit_test(checker_is_short),
        cmocka_unit_test(no_double_tolerance_in_the_checker),
    };
    return cmocka_run_group_tests(tests, house_find, NULL) != 0;
}
