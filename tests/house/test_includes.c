/* tests/house/test_includes.c: the structure of the source tree.
 *
 * Dependencies point one way (numerics <- theory <- figures, reports <- cli),
 * the checker stands on nothing but expressions, evaluation and the reader of
 * certificates, every folder has a header that says what it is for, files
 * stay readable, and no text names a place or a tool that a reader has not.
 *
 * Runs from the top of the tree, or finds it in ASSAY_SOURCE.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <ftw.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MAX_FILES = 4000,
    MAX_PATH = 512,
    MAX_CODE_LINES = 900
};

static char files[MAX_FILES][MAX_PATH];
static size_t file_count;

/* ---- walking and reading -------------------------------------------------- */

static bool skipped_folder(const char *path)
{
    return strcmp(path, ".git") == 0 || strncmp(path, ".git/", 5) == 0 ||
           strncmp(path, "build", 5) == 0 ||
           strncmp(path, "tests/bench/results/", 20) == 0;
}

static int visit(const char *path, const struct stat *st, int type,
                 struct FTW *ftw)
{
    (void)st;
    (void)ftw;
    if (strncmp(path, "./", 2) == 0)
        path += 2;
    if (type != FTW_F || skipped_folder(path) || strcmp(path, "assay") == 0)
        return 0;
    if (file_count == MAX_FILES || strlen(path) >= MAX_PATH)
        return 1;
    strcpy(files[file_count++], path);
    return 0;
}

static int find_files(void **state)
{
    const char *top = getenv("ASSAY_SOURCE");
    (void)state;
    if (top != NULL && chdir(top) != 0)
        return 1;
    file_count = 0;
    return nftw(".", visit, 16, FTW_PHYS);
}

/* The whole file with a NUL after it; the caller frees. */
static char *slurp(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    size_t cap = 1 << 16, n = 0, got;
    char *s = malloc(cap + 1);
    assert_non_null(f);
    assert_non_null(s);
    while ((got = fread(s + n, 1, cap - n, f)) > 0) {
        n += got;
        if (n == cap) {
            cap *= 2;
            s = realloc(s, cap + 1);
            assert_non_null(s);
        }
    }
    fclose(f);
    s[n] = '\0';
    *len = n;
    return s;
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static bool is_c(const char *path)
{
    return ends_with(path, ".c") || ends_with(path, ".h");
}

/* ---- includes ------------------------------------------------------------- */

static void folder_of(const char *path, char *out)
{
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path);
    memcpy(out, path, n);
    out[n] = '\0';
}

/* The path, from the top, of what `path` includes as "name". */
static void resolve(const char *path, const char *name, char *out)
{
    folder_of(path, out);
    while (strncmp(name, "../", 3) == 0) {
        char up[MAX_PATH];
        assert_true(out[0] != '\0'); /* above the top */
        folder_of(out, up);
        strcpy(out, up);
        name += 3;
    }
    assert_true(strlen(out) + strlen(name) + 2 < MAX_PATH);
    if (out[0] != '\0')
        strcat(out, "/");
    strcat(out, name);
}

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
        assert_true(n < MAX_PATH);
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
    {"theory/replay",
     {JUDGE, "numerics/recheck", "theory/second", AUDIT}},
    {"theory", {AUDIT}},
    {"figures", {BASE, AUDIT}},
    {"reports", {BASE, "numerics/enclose", AUDIT, "figures"}},
    {"cli", {BASE, AUDIT, "theory/replay", "figures", "reports"}},
};

static bool allowed(const char *folder, const char *target)
{
    char from[MAX_PATH];
    folder_of(target, from);
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
    for (size_t i = 0; i < file_count; i++) {
        char folder[MAX_PATH], name[MAX_PATH], target[MAX_PATH];
        const char *path = files[i];
        bool quoted;
        size_t len;
        folder_of(path, folder);
        if (!is_c(path) || strncmp(path, "tests/", 6) == 0)
            continue;
        char *text = slurp(path, &len);
        const char *at = text;
        while (next_include(&at, name, &quoted)) {
            if (!quoted)
                continue;
            seen++;
            if (strcmp(name, "version.h") == 0 && /* made by the build */
                strncmp(folder, "numerics", 8) != 0)
                continue;
            resolve(path, name, target);
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
    };
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < file_count; i++) {
        char folder[MAX_PATH], name[MAX_PATH];
        bool quoted;
        size_t len;
        folder_of(files[i], folder);
        if (!is_c(files[i]))
            continue;
        char *text = slurp(files[i], &len);
        const char *at = text;
        while (next_include(&at, name, &quoted))
            for (size_t k = 0; k < sizeof never / sizeof never[0]; k++)
                if (strncmp(folder, never[k].folder,
                            strlen(never[k].folder)) == 0 &&
                    strncmp(name, never[k].header, strlen(never[k].header)) ==
                        0) {
                    print_error("%s includes <%s>\n", files[i], name);
                    wrong++;
                }
        free(text);
    }
    assert_int_equal(wrong, 0);
}

/* ---- the checker ---------------------------------------------------------- */

static bool in_list(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

static char *without_comments(const char *path);

/* The second reading sees of the first one the trees alone: what it includes
 * from elsewhere is this, and what that includes it may not use. */
static void second_reading_stands_alone(void **state)
{
    static const char *const may_see[] = {"theory/language/language.h",
                                          "numerics/base/memory.h", NULL};
    static const char *const never[] = {"expr_", "eval_", "iv_", "exact_",
                                        "elab_", "problem_", "range_"};
    int parts = 0;
    (void)state;
    for (size_t i = 0; i < file_count; i++) {
        char name[MAX_PATH], target[MAX_PATH];
        bool quoted;
        size_t len;
        if (strncmp(files[i], "theory/second/", 14) != 0 || !is_c(files[i]))
            continue;
        char *text = slurp(files[i], &len);
        const char *at = text;
        while (next_include(&at, name, &quoted)) {
            if (!quoted)
                continue;
            resolve(files[i], name, target);
            if (strncmp(target, "theory/second/", 14) != 0 &&
                !in_list(target, may_see))
                fail_msg("the second reading sees %s", target);
        }
        free(text);
        text = without_comments(files[i]);
        for (size_t k = 0; k < sizeof never / sizeof *never; k++)
            for (char *c = text; (c = strstr(c, never[k])) != NULL; c++)
                if (c == text || !(isalnum((unsigned char)c[-1]) ||
                                   c[-1] == '_'))
                    fail_msg("%s uses %s...", files[i], never[k]);
        free(text);
        parts++;
    }
    assert_true(parts > 5);
}

/* The text without its comments; the caller frees. */
static char *without_comments(const char *path)
{
    size_t len, n = 0;
    bool comment = false, string = false;
    char *text = slurp(path, &len), *code = malloc(len + 1);
    assert_non_null(code);
    for (size_t j = 0; j < len; j++) {
        if (!string && strncmp(text + j, "/*", 2) == 0)
            comment = true;
        if (!comment && text[j] == '"' && (j == 0 || text[j - 1] != '\\'))
            string = !string;
        if (!comment)
            code[n++] = text[j];
        if (comment && j > 0 && strncmp(text + j - 1, "*/", 2) == 0)
            comment = false;
    }
    code[n] = '\0';
    free(text);
    return code;
}

/* Lines that hold more than blanks and comments. */
static size_t count_code_lines(const char *path)
{
    size_t n = 0;
    bool blank = true;
    char *code = without_comments(path);
    for (const char *s = code; *s != '\0'; s++) {
        if (*s == '\n') {
            n += !blank;
            blank = true;
        } else if (*s != ' ') {
            blank = false;
        }
    }
    free(code);
    return n;
}

/* What must be believed is short enough to be read. */
static void checker_is_short(void **state)
{
    size_t lines = 0;
    (void)state;
    for (size_t i = 0; i < file_count; i++)
        if (strncmp(files[i], "numerics/check/", 15) == 0)
            lines += count_code_lines(files[i]);
    assert_true(lines > 0);
    assert_in_range(lines, 1, MAX_CODE_LINES);
}

/* ---- folders, files, words ------------------------------------------------ */

static void every_folder_says_what_it_is_for(void **state)
{
    static const char *const header[] = {
        "numerics/numerics.h",        "theory/theory.h",
        "theory/language/language.h", "theory/second/second.h",
        "figures/figures.h",
        "reports/reports.h",          "cli/cli.h"};
    (void)state;
    for (size_t i = 0; i < sizeof header / sizeof header[0]; i++) {
        char start[MAX_PATH];
        size_t len;
        snprintf(start, sizeof start, "/* %s: ", header[i]);
        if (access(header[i], R_OK) != 0)
            fail_msg("no %s", header[i]);
        char *text = slurp(header[i], &len);
        if (strncmp(text, start, strlen(start)) != 0)
            fail_msg("%s does not begin with \"%s...\"", header[i], start);
        free(text);
    }
}

/* A backstop, far above what a file should be. */
static void files_stay_readable(void **state)
{
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < file_count; i++) {
        size_t lines;
        if (!is_c(files[i]))
            continue;
        lines = count_code_lines(files[i]);
        if (lines > MAX_CODE_LINES) {
            print_error("%s has %zu lines of code\n", files[i], lines);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void top_level_is_as_designed(void **state)
{
    static const char *const there[] = {
        "Makefile",      "README.md", "LICENSE", "CITATION.cff", "numerics",
        "theory",        "figures",   "reports", "tests",        "paper_refs",
        ".clang-format", "cli",       ".ci/run", ".gitignore"};
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
        for (size_t i = 0; i < file_count; i++) {
            size_t len;
            char *text = slurp(files[i], &len);
            if (strlen(text) == len && regexec(&re, text, 0, NULL, 0) == 0) {
                print_error("%s has /%s/\n", files[i], pattern[k]);
                wrong++;
            }
            free(text);
        }
        regfree(&re);
    }
    assert_int_equal(wrong, 0);
}

static void no_double_tolerance_in_the_checker(void **state)
{
    /* A decimal or exponent literal outside comments and strings. */
    regex_t re;
    (void)state;
    assert_int_equal(regcomp(&re, "[^A-Za-z_0-9.\"][0-9]+(\\.[0-9]|[eE][-0-9])",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    for (size_t i = 0; i < file_count; i++) {
        if (strncmp(files[i], "numerics/check/", 15) != 0)
            continue;
        char *code = without_comments(files[i]);
        for (char *q = code; (q = strchr(q, '"')) != NULL;) {
            char *end = strchr(q + 1, '"'); /* strings do not count */
            if (end == NULL)
                break;
            memset(q, ' ', (size_t)(end - q) + 1);
        }
        if (regexec(&re, code, 0, NULL, 0) == 0)
            fail_msg("%s has a decimal literal", files[i]);
        if (strstr(code, "double") != NULL || strstr(code, "float") != NULL)
            fail_msg("%s uses hardware floating point", files[i]);
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
        cmocka_unit_test(every_folder_says_what_it_is_for),
        cmocka_unit_test(files_stay_readable),
        cmocka_unit_test(top_level_is_as_designed),
        cmocka_unit_test(no_word_is_out_of_place),
    };
    return cmocka_run_group_tests(tests, find_files, NULL) != 0;
}
