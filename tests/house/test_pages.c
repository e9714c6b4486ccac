/* tests/house/test_pages.c: what the pages say exists.
 *
 * Every relative link of README.md, CONTRIBUTING.md and docs/ leads to a file,
 * and to a heading of it where it names one; every path that they name is
 * there.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "house.h"

#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_page(const char *path)
{
    return strcmp(path, "README.md") == 0 ||
           strcmp(path, "CONTRIBUTING.md") == 0 ||
           (house_starts(path, "docs/") && house_ends(path, ".md"));
}

/* Is there a heading that GitHub gives this anchor?  Letters in small,
 * blanks as hyphens, other marks dropped. */
static bool has_heading(const char *page, const char *anchor)
{
    for (const char *s = page; s != NULL; s = strchr(s, '\n')) {
        char made[200];
        size_t n = 0;
        s += *s == '\n';
        if (*s != '#')
            continue;
        s += strspn(s, "# ");
        for (; *s != '\0' && *s != '\n' && n + 1 < sizeof made; s++)
            if (isalnum((unsigned char)*s) || *s == '-' || *s == '_')
                made[n++] = (char)tolower((unsigned char)*s);
            else if (*s == ' ')
                made[n++] = '-';
        made[n] = '\0';
        if (strcmp(made, anchor) == 0)
            return true;
        s--; /* the line's end may be here */
    }
    return false;
}

static bool link_leads_somewhere(const char *page, const char *target)
{
    char path[HOUSE_PATH], name[HOUSE_PATH];
    size_t n = strcspn(target, "#");
    bool ok = true;
    snprintf(name, sizeof name, "%.*s", (int)n, target);
    if (n == 0)
        snprintf(path, sizeof path, "%s", page);
    else if (!house_resolve(page, name, path))
        return false;
    if (access(path, R_OK) != 0)
        return false;
    if (target[n] == '#' && house_ends(path, ".md")) {
        char *text = house_slurp(path, NULL);
        ok = has_heading(text, target + n + 1);
        free(text);
    }
    return ok;
}

static void links_lead_somewhere(void **state)
{
    int seen = 0, wrong = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        if (!is_page(house_file[i]))
            continue;
        char *text = house_slurp(house_file[i], NULL);
        for (const char *s = text; (s = strstr(s, "](")) != NULL;) {
            char target[HOUSE_PATH];
            s += 2;
            size_t n = strcspn(s, ") \n");
            if (s[n] != ')' || n >= sizeof target)
                continue;
            snprintf(target, sizeof target, "%.*s", (int)n, s);
            if (strstr(target, "://") != NULL)
                continue;
            seen++;
            if (!link_leads_somewhere(house_file[i], target)) {
                print_error("%s: %s leads nowhere\n", house_file[i], target);
                wrong++;
            }
        }
        free(text);
    }
    assert_true(seen > 15);
    assert_int_equal(wrong, 0);
}

/* A path of ours, from the top: not a command, not an example of a name that
 * a reader chooses. */
static bool is_path(const char *s)
{
    static const char *const top[] = {"numerics/", "theory/",    "figures/",
                                      "reports/",  "cli/",       "tests/",
                                      "docs/",     "paper_refs/", "library/",
                                      "include/",  "examples/",  "python/"};
    if (strpbrk(s, " <>{}") != NULL || strstr(s, "my-paper") != NULL ||
        strstr(s, "NAME") != NULL || house_starts(s, "tests/bench/results"))
        return false;
    for (size_t k = 0; k < sizeof top / sizeof *top; k++)
        if (house_starts(s, top[k]))
            return true;
    return false;
}

static bool is_there(const char *path)
{
    glob_t g;
    bool there = glob(path, 0, NULL, &g) == 0;
    if (there)
        globfree(&g);
    return there;
}

static void paths_are_there(void **state)
{
    int seen = 0, wrong = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        if (!is_page(house_file[i]))
            continue;
        char *text = house_slurp(house_file[i], NULL);
        for (char *s = text; (s = strpbrk(s, "`\n")) != NULL;) {
            char name[HOUSE_PATH];
            size_t n = strcspn(s + 1, "`\n");
            if (house_starts(s, "\n--- ")) { /* the name in a diff */
                s += 4;
                n = strcspn(s + 1, "\n");
            } else if (*s == '\n' || s[1 + n] != '`') {
                s++;
                continue;
            }
            snprintf(name, sizeof name, "%.*s", n < 400 ? (int)n : 0, s + 1);
            s += n + 1 + (s[n + 1] == '`');
            if (!is_path(name))
                continue;
            seen++;
            if (!is_there(name)) {
                print_error("%s: no %s\n", house_file[i], name);
                wrong++;
            }
        }
        free(text);
    }
    assert_true(seen > 60);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_lead_somewhere),
        cmocka_unit_test(paths_are_there),
    };
    return cmocka_run_group_tests(tests, house_find, NULL) != 0;
}
