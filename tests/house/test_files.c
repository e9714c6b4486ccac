/* tests/house/test_files.c: files and folders are what a reader expects.
 *
 * Every wing has a header that says what it is for, what it may see and where
 * to begin; every C file opens with a sentence; files stay short and functions
 * take few parameters, but for those that are listed with their reasons; and
 * no text names a place or a tool that a reader has not.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "house.h"

#include <ctype.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MAX_LINES = 400,
    MAX_PARAMETERS = 7
};

static int complain(const char *path, const char *what)
{
    print_error("%s %s\n", path, what);
    return 1;
}

/* ---- headers --------------------------------------------------------------- */

/* The header of every folder that C is in.  A wing's says these three things
 * in its opening comment, at its top. */
static const char *const wing_header[] = {"numerics/base/base.h",
                                          "numerics/expr/expr.h",
                                          "numerics/enclose/enclose.h",
                                          "numerics/exact/exact.h",
                                          "numerics/cert/cert.h",
                                          "numerics/check/checker.h",
                                          "numerics/recheck/recheck.h",
                                          "numerics/search/search.h",
                                          "theory/language/language.h",
                                          "theory/document/document.h",
                                          "theory/evidence/evidence.h",
                                          "theory/audit/audit.h",
                                          "theory/replay/replay.h",
                                          "theory/second/second.h",
                                          "theory/advice/advice.h",
                                          "figures/figures.h",
                                          "reports/reports.h",
                                          "reports/site/site.h",
                                          "cli/cli.h",
                                          "library/library.h",
                                          "include/assay.h",
                                          NULL};

static char *opening(const char *path)
{
    char *text = house_slurp(path, NULL), *end = strstr(text, "*/");
    if (!house_starts(text, "/*") || end == NULL)
        fail_msg("%s does not open with a comment", path);
    *end = '\0';
    return text;
}

static void every_wing_says_what_it_is_for(void **state)
{
    static const char *const must_say[] = {
        "\n * For: ", "\n * Sees: ", "\n * Begin: "};
    int wrong = 0;
    (void)state;
    for (size_t i = 0; wing_header[i] != NULL; i++) {
        char start[HOUSE_PATH + 8];
        const char *path = wing_header[i];
        size_t lines = 1;
        snprintf(start, sizeof start, "/* %s: ", path);
        char *text = opening(path);
        if (!house_starts(text, start))
            wrong += complain(path, "does not begin with its name");
        for (size_t k = 0; k < 3; k++)
            if (strstr(text, must_say[k]) == NULL)
                wrong += complain(path, must_say[k] + 4);
        for (const char *c = text; (c = strchr(c, '\n')) != NULL; c++)
            lines++;
        if (lines > 80)
            wrong += complain(path, "says too much to be read first");
        free(text);
    }
    assert_int_equal(wrong, 0);
}

/* Is it a room of a wing, named in the opening of the wing's header? */
static bool is_room(const char *folder)
{
    bool named = false;
    for (size_t k = 0; wing_header[k] != NULL && !named; k++) {
        char wing[HOUSE_PATH], line[HOUSE_PATH + 8];
        house_folder(wing_header[k], wing);
        size_t n = strlen(wing);
        if (!house_starts(folder, wing) || folder[n] != '/')
            continue;
        char *text = opening(wing_header[k]);
        snprintf(line, sizeof line, "\n *   %s/ ", folder + n + 1);
        named = strstr(text, line) != NULL;
        free(text);
    }
    return named;
}

/* No folder of C without such a header, and numerics.h and theory.h name all
 * wings below them. */
static void every_wing_is_known(void **state)
{
    char *all[2] = {opening("numerics/numerics.h"), opening("theory/theory.h")};
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        char folder[HOUSE_PATH], of_header[HOUSE_PATH];
        bool known = false;
        if (!house_is_c(house_file[i], true))
            continue;
        house_folder(house_file[i], folder);
        if (strcmp(folder, "numerics") == 0 || strcmp(folder, "theory") == 0)
            continue; /* the list itself */
        for (size_t k = 0; wing_header[k] != NULL && !known; k++) {
            house_folder(wing_header[k], of_header);
            known = strcmp(folder, of_header) == 0;
        }
        if (!known && !is_room(folder))
            wrong += complain(house_file[i], "is in a folder without header");
    }
    for (size_t k = 0; wing_header[k] != NULL; k++) {
        char folder[HOUSE_PATH], line[HOUSE_PATH + 8];
        house_folder(wing_header[k], folder);
        bool theory = house_starts(folder, "theory/");
        if (!theory && !house_starts(folder, "numerics/"))
            continue;
        snprintf(line, sizeof line, "\n *   %s/", strchr(folder, '/') + 1);
        if (strstr(all[theory], line) == NULL)
            wrong += complain(folder, "is not in the list of wings");
    }
    free(all[0]);
    free(all[1]);
    assert_int_equal(wrong, 0);
}

/* ---- sentences, lengths ----------------------------------------------------- */

/* Two words or more, and a mark that ends or opens something. */
static bool is_sentence(const char *comment)
{
    int words = 0;
    for (const char *c = comment + 2; *c != '\0'; c++)
        if (isspace((unsigned char)c[0]) && isalnum((unsigned char)c[1]))
            words++;
    return words >= 2 && strpbrk(comment, ".:?") != NULL;
}

static void every_file_opens_with_a_sentence(void **state)
{
    int wrong = 0;
    size_t seen = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        if (!house_is_c(house_file[i], false))
            continue;
        char *text = house_slurp(house_file[i], NULL);
        char *end = strstr(text, "*/");
        if (end != NULL)
            *end = '\0';
        if (!house_starts(text, "/*") || end == NULL || !is_sentence(text))
            wrong += complain(house_file[i], "does not open with a sentence");
        free(text);
        seen++;
    }
    assert_true(seen > 400);
    assert_int_equal(wrong, 0);
}

/* A header's opening names where it is. */
static void headers_know_where_they_are(void **state)
{
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        char start[HOUSE_PATH + 8];
        if (!house_ends(house_file[i], ".h"))
            continue;
        char *text = house_slurp(house_file[i], NULL);
        snprintf(start, sizeof start, "/* %s: ", house_file[i]);
        if (!house_starts(text, start))
            wrong += complain(house_file[i], "says that it is elsewhere");
        free(text);
    }
    assert_int_equal(wrong, 0);
}

/* Longer than the rest, each for a reason. */
static const struct {
    const char *path, *reason;
} long_file[] = {
    {"numerics/exact/tv_arb.c", "one theorem after the other"},
    {"theory/language/show/tex_expr.c", "one kind of term after the other"},
};

static void files_stay_short(void **state)
{
    enum {
        KNOWN = sizeof long_file / sizeof *long_file
    };
    int wrong = 0;
    bool used[KNOWN] = {false};
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        size_t lines = 0, k = 0;
        if (!house_is_c(house_file[i], true))
            continue;
        char *text = house_slurp(house_file[i], NULL);
        for (const char *c = text; (c = strchr(c, '\n')) != NULL; c++)
            lines++;
        free(text);
        if (lines <= MAX_LINES)
            continue;
        while (k < KNOWN && strcmp(long_file[k].path, house_file[i]) != 0)
            k++;
        if (k < KNOWN && strlen(long_file[k].reason) > 10)
            used[k] = true;
        else
            wrong += complain(house_file[i], "is too long");
    }
    for (size_t k = 0; k < KNOWN; k++)
        if (!used[k])
            wrong += complain(long_file[k].path, "need not be listed");
    assert_int_equal(wrong, 0);
}

/* ---- parameters --------------------------------------------------------------- */

/* Kept as they are, each for a reason. */
static const struct {
    const char *name, *reason;
} many_parameters[] = {
    {"square_from_norm", "the parts of one identity"},
};

/* The parameters between the parenthesis at `open` and its partner, whose
 * place is *after; commas within inner parentheses do not count. */
static int count_parameters(const char *open, const char **after)
{
    int depth = 0, n = 1;
    for (*after = open; **after != '\0'; ++*after) {
        depth += **after == '(';
        depth -= **after == ')';
        n += **after == ',' && depth == 1;
        if (depth == 0)
            break;
    }
    return n;
}

/* The next function definition at or behind *at: its name, and how many
 * parameters it has.  A definition starts its line with a letter, and its
 * parameters are followed by an opening brace. */
static bool next_definition(const char **at, char *name, int *parameters)
{
    for (const char *line = *at; line != NULL; line = strchr(line, '\n')) {
        const char *after, *open;
        line += *line == '\n';
        if (!isalpha((unsigned char)*line))
            continue;
        open = line + strcspn(line, "(;={#\"");
        if (*open != '(')
            continue;
        *parameters = count_parameters(open, &after);
        if (*after != ')' || after[1 + strspn(after + 1, " \n")] != '{')
            continue;
        size_t n = 0;
        while (open - n > line && (isalnum((unsigned char)open[-1 - (long)n]) ||
                                   open[-1 - (long)n] == '_'))
            n++;
        snprintf(name, 100, "%.*s", (int)n, open - n);
        *at = after;
        return true;
    }
    return false;
}

static void functions_take_few_parameters(void **state)
{
    enum {
        KNOWN = sizeof many_parameters / sizeof *many_parameters
    };
    size_t seen = 0;
    int wrong = 0;
    bool used[KNOWN] = {false};
    (void)state;
    for (size_t i = 0; i < house_count; i++) {
        char name[100];
        int parameters;
        if (!house_is_c(house_file[i], true))
            continue;
        char *code = house_code(house_file[i]);
        for (const char *at = code; next_definition(&at, name, &parameters);) {
            size_t k = 0;
            seen++;
            if (parameters <= MAX_PARAMETERS)
                continue;
            while (k < KNOWN && strcmp(many_parameters[k].name, name) != 0)
                k++;
            if (k < KNOWN && strlen(many_parameters[k].reason) > 10) {
                used[k] = true;
                continue;
            }
            print_error("%s: %s has %d parameters\n", house_file[i], name,
                        parameters);
            wrong++;
        }
        free(code);
    }
    for (size_t k = 0; k < KNOWN; k++)
        if (!used[k])
            wrong += complain(many_parameters[k].name, "need not be listed");
    assert_true(seen > 2000);
    assert_int_equal(wrong, 0);
}

/* ---- the top, words ------------------------------------------------------------ */

static void top_level_is_as_designed(void **state)
{
    static const char *const there[] = {
        "Makefile", "README.md",  "LICENSE",       "CITATION.cff",
        "numerics", "theory",     "figures",       "reports",
        "tests",    "paper_refs", ".clang-format", "cli",
        ".ci/run",  ".gitignore", "docs",          "CONTRIBUTING.md",
        "library",  "include",    "examples",      "python"};
    (void)state;
    for (size_t i = 0; i < sizeof there / sizeof there[0]; i++)
        if (access(there[i], R_OK) != 0)
            fail_msg("no %s", there[i]);
}

/* The patterns are written in two halves so that they do not find
 * themselves. */
static void no_word_is_out_of_place(void **state)
{
    static const char *const pattern[] = {"/(wo"
                                          "rk|fa"
                                          "rm|ro"
                                          "ot)/",
                                          "\\bsub"
                                          "agent",
                                          "\\b(cod"
                                          "ing|lang"
                                          "uage) (agent|mo"
                                          "del)\\b",
                                          "\\bfa"
                                          "rm-[a-z]",
                                          "snapshot\\.deb"
                                          "ian|registry\\.npm",
                                          "\\b(T"
                                          "ODO|FIX"
                                          "ME|XX"
                                          "X)\\b"};
    int wrong = 0;
    (void)state;
    for (size_t k = 0; k < sizeof pattern / sizeof pattern[0]; k++) {
        regex_t re;
        assert_int_equal(
            regcomp(&re, pattern[k], REG_EXTENDED | REG_ICASE | REG_NOSUB), 0);
        for (size_t i = 0; i < house_count; i++) {
            size_t len;
            char *text = house_slurp(house_file[i], &len);
            if (strlen(text) == len && regexec(&re, text, 0, NULL, 0) == 0) {
                print_error("%s has /%s/\n", house_file[i], pattern[k]);
                wrong++;
            }
            free(text);
        }
        regfree(&re);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wing_says_what_it_is_for),
        cmocka_unit_test(every_wing_is_known),
        cmocka_unit_test(every_file_opens_with_a_sentence),
        cmocka_unit_test(headers_know_where_they_are),
        cmocka_unit_test(files_stay_short),
        cmocka_unit_test(functions_take_few_parameters),
        cmocka_unit_test(top_level_is_as_designed),
        cmocka_unit_test(no_word_is_out_of_place),
    };
    return cmocka_run_group_tests(tests, house_find, NULL) != 0;
}
