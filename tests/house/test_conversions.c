/* tests/house/test_conversions.c: numbers change their kind in one place.
 *
 * GMP's and MPFR's conversions from and to doubles, and their readers of
 * text, end the process or leave the result to the system where a number does
 * not fit or a text is none.  numerics/base/rational.c alone calls them.  And the
 * bounds of what may be asked for stand in numerics/base/limits.h alone.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../numerics/base/limits.h"

static const char *const places[] = {"numerics/*.[ch]",        "theory/*.[ch]",
                                     "theory/language/*.[ch]", "figures/*.[ch]",
                                     "reports/*.[ch]",         "cli/*.[ch]"};

static char *slurp(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *s = calloc(1, 1 << 20);
    assert_non_null(f);
    assert_non_null(s);
    assert_true(fread(s, 1, (1 << 20) - 1, f) > 0);
    fclose(f);
    return s;
}

/* How often the pattern occurs outside the one file; each is told. */
static size_t elsewhere(const char *pattern, const char *home, size_t *at_home)
{
    regex_t re;
    size_t wrong = 0, seen = 0;
    assert_int_equal(regcomp(&re, pattern, REG_EXTENDED), 0);
    *at_home = 0;
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        glob_t g;
        assert_int_equal(glob(places[k], 0, NULL, &g), 0);
        for (size_t i = 0; i < g.gl_pathc; i++, seen++) {
            regmatch_t m;
            char *s = slurp(g.gl_pathv[i]);
            for (const char *at = s; regexec(&re, at, 1, &m, 0) == 0;
                 at += m.rm_eo) {
                if (strcmp(g.gl_pathv[i], home) == 0) {
                    ++*at_home;
                    continue;
                }
                print_error("%s: %.*s\n", g.gl_pathv[i],
                            (int)(m.rm_eo - m.rm_so), at + m.rm_so);
                wrong++;
            }
            free(s);
        }
        globfree(&g);
    }
    regfree(&re);
    assert_true(seen > 100);
    return wrong;
}

static int go_to_top(void **state)
{
    const char *top = getenv("ASSAY_SOURCE");
    (void)state;
    return top != NULL && chdir(top) != 0;
}

static void one_module_converts(void **state)
{
    static const char *const raw[] = {
        "\\bmp[qzf]_(get|set|init_set)_d\\b", "\\bmpz_get_d_2exp\\b",
        "\\bmpfr_(get|set|init_set)_(d|ld|flt)\\b",
        "\\bmp[qzf]_(init_)?set_str\\b",
        "\\bmpfr_((init_)?set_str|strtofr)\\b"};
    size_t wrong = 0, all = 0, here;
    (void)state;
    for (size_t k = 0; k < sizeof raw / sizeof *raw; k++) {
        wrong += elsewhere(raw[k], "numerics/base/rational.c", &here);
        all += here;
    }
    assert_int_equal(wrong, 0);
    assert_true(all >= 6); /* the patterns do find what they look for */
}

static void one_header_bounds(void **state)
{
    char most[64];
    size_t here;
    (void)state;
    snprintf(most, sizeof most, "[^0-9]%d[^0-9]", LIMIT_PREC_MAX);
    assert_int_equal(elsewhere(most, "numerics/base/limits.h", &here), 0);
    assert_int_equal(here, 1);
    assert_int_equal(elsewhere("(MIN|MAX|LEAST|MOST|DEFAULT)_PREC *= *[0-9]",
                               "numerics/base/limits.h", &here),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_module_converts),
        cmocka_unit_test(one_header_bounds),
    };
    return cmocka_run_group_tests(tests, go_to_top, NULL) != 0;
}
