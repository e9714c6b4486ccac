/* tests/cli/test_doubles.c: with hardware doubles and without (--no-doubles) the
 * checker says the same, byte by byte, of what is true and of what is not; and
 * certificates made with them are replayed without. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Boxes by the hundred, of each function that doubles know; margins that are
 * shown; conditions; and statements that are false or undefined in a corner. */
static const char *const statements[] = {
    "for x in [-2, 2], y in [-2, 2]: (1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y"
    "+3*y^2))*(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2)) > 2.9",
    "for x in [1/2, 10]: abs(sin(x)/x + 4*cos(x)/x^2 - 12*sin(x)/x^3 - "
    "24*cos(x)/x^4 + 24*sin(x)/x^5) <= 1/5",
    "for x in [-3, 3], y in [-3, 3]: exp(x - y) + atan(x*y) + log(2 + x^2) > "
    "-0.3",
    "for x in [0.1, 3], y in [0.1, 3]: x*log(x/y) - x + y + tanh(x - y)^2 >= "
    "-1/100",
    "for x in [-1, 1], y in [-1, 1]: sqrt(2 + x + y^3)*tan(x*y) > -2.2",
    "for x in [0, 1], y in [0, 1] where x + y >= 1: x^2 + y^2 + sin(x*y)/9 > "
    "0.49",
    "for x in [-2, 2], y in [-2, 2]: (1-x)^2 + 100*(y - x^2)^2 >= 0.001",
    "for x in [0, 3]: sin(x) >= -1/1000000000",
    "for x in [-1, 1]: log(x + 1) <= x",
    "for x in [0, 4], y in [0, 4]: cos(x + y) + sinh(x)/30 > -1.001",
    /* leaves by Taylor forms, on either side of a kink; and false */
    "for p in [0, 715/512]: 23/16777216 >= abs(((6378137/sqrt(1 + (1 - 10"
    "00000000/298257223563)^2*tan(p)^2)) - (4439091/4 + ((715/512)^2 - p^"
    "2)*(9023647/4 + ((715/512)^2 - p^2)*(13868737/64 + ((715/512)^2 - p^"
    "2)*(13233647/2048 + ((715/512)^2 - p^2)*(-1898597/16384 + ((715/512)"
    "^2 - p^2)*(-6661427/131072)))))))/(6378137/sqrt(1 + (1 - 1000000000/"
    "298257223563)^2*tan(p)^2)))",
    "for x in [0, 1]: abs(asin(x/2) - x/2 - x^3/48) <= 1/400"};

enum {
    STATEMENTS = sizeof statements / sizeof *statements
};

static void doubles_change_no_byte(void **state)
{
    size_t proved = 0, refuted = 0, large = 0;
    (void)state;
    for (size_t i = 0; i < STATEMENTS; i++) {
        outcome a = cli_run("prove", "--max-boxes", "60000", "--cert",
                            "with.cert", statements[i], NULL);
        outcome b = cli_run("prove", "--max-boxes", "60000", "--no-doubles",
                            "--cert", "without.cert", statements[i], NULL);
        assert_string_equal(a.err, "");
        assert_string_equal(b.err, "");
        char *with = cli_read("with.cert"), *without = cli_read("without.cert");
        assert_int_equal(a.status, b.status);
        if (with != NULL) { /* the files' names apart */
            assert_non_null(without);
            assert_string_equal(with, without);
            large += strlen(with) > 2000;
        }
        proved += strncmp(a.out, "PROVED", 6) == 0;
        refuted += strncmp(a.out, "REFUTED", 7) == 0;
        const char *end_a = strstr(a.out, "with.cert");
        const char *end_b = strstr(b.out, "without.cert");
        if (end_a == NULL || end_b == NULL) {
            assert_string_equal(a.out, b.out);
        } else {
            assert_int_equal(end_a - a.out, end_b - b.out);
            assert_memory_equal(a.out, b.out, (size_t)(end_a - a.out));
        }
        free(with);
        free(without);
        outcome_clear(&a);
        outcome_clear(&b);
    }
    assert_true(proved >= 5);
    assert_true(refuted >= 1);
    assert_true(large >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(doubles_change_no_byte, cli_setup,
                                        cli_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
