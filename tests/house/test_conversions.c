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

#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../numerics/base/limits.h"
#include "house.h"

/* How often the pattern occurs outside the one file; each is told. */
static size_t elsewhere(const char *pattern, const char *home, size_t *at_home)
{
    regex_t re;
    size_t wrong = 0, seen = 0;
    assert_int_equal(regcomp(&re, pattern, REG_EXTENDED), 0);
    *at_home = 0;
    for (size_t i = 0; i < house_count; i++) {
        regmatch_t m;
        if (!house_is_c(house_file[i], true))
            continue;
        char *s = house_slurp(house_file[i], NULL);
        for (const char *at = s; regexec(&re, at, 1, &m, 0) == 0;
             at += m.rm_eo) {
            if (strcmp(house_file[i], home) == 0) {
                ++*at_home;
                continue;
            }
            print_error("%s: %.*s\n", house_file[i], (int)(m.rm_eo - m.rm_so),
                        at + m.rm_so);
            wrong++;
        }
        free(s);
        seen++;
    }
    regfree(&re);
    assert_true(seen > 300);
    return wrong;
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
    assert_true(here >= 1);
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
    return cmocka_run_group_tests(tests, house_find, NULL) != 0;
}
