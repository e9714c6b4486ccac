/* tests/cli/test_threads.c: with any number of threads the same is said, byte
 * by byte, and the same certificates are written: of what is proved on tens of
 * thousands of boxes, of what is refuted by one of them, and of what stays
 * open. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* The first two are of one of Flyspeck's (monadius/formal_ineqs, constant
 * -0.46), 29,121 leaves.  The others: Taylor leaves; conditions and contacts; a
 * hole that is small and not where the middle of anything is; too few boxes;
 * a slope of no sign; a family; parts that all ask for Taylor forms in doubles. */
#define EDGES                                                                  \
    "for x1 in [4, 6.3504], x2 in [4, 6.3504], x3 in [4, 6.3504], "            \
    "x4 in [4, 4], x5 in [9.0601, 10.4976], x6 in [9.0601, 10.4976]: "
#define ANGLE                                                                  \
    " > atan(-(-x2*x3 - x1*x4 + x2*x5 + x3*x6 - x5*x6 + x1*(-x1 + x2 + x3 - "  \
    "x4 + x5 + x6))/sqrt(4*x1*(x1*x4*(-x1 + x2 + x3 - x4 + x5 + x6) + "        \
    "x2*x5*(x1 - x2 + x3 + x4 - x5 + x6) + x3*x6*(x1 + x2 - x3 + x4 + x5 - "   \
    "x6) - x2*x3*x4 - x1*x3*x5 - x1*x2*x6 - x4*x5*x6)))"

static const char *const statements[] = {
    EDGES "-0.463" ANGLE,
    EDGES "-0.46" ANGLE,
    "for x in [1/2, 10]: abs(sin(x)/x + 4*cos(x)/x^2 - 12*sin(x)/x^3 - "
    "24*cos(x)/x^4 + 24*sin(x)/x^5) <= 1/5",
    "for x in [-2, 2], y in [-2, 2]: (1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y"
    "+3*y^2))*(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2)) > 2.99",
    "for x in [-2, 2], y in [-2, 2]: (1-x)^2 + 100*(y - x^2)^2 >= 0.00001",
    "for x in [-2, 2], y in [-2, 2] where x*y <= 3: (1-x)^2 + "
    "100*(y - x^2)^2 + 1/100000 > 0",
    "for x in [0, 10], y in [0, 10]: sin(3*x)*cos(7*y) + sin(11*x + 5*y) + "
    "cos(13*x - y) + 2.9 > 0",
    "for x in [0, 10], y in [0, 10]: sin(3*x)*cos(7*y) + sin(11*x + 5*y) + "
    "cos(13*x - y) + 3 > 0",
    "for k in (0, inf): 1/k^2 - 1/sinh(k)^2 <= 1/3",
    /* families: proved; false from some instance on; one is not decided on few
     * boxes, and one not at all; two goals; contacts */
    "for n in 2..150, x in [0, 1]: x*cos(n*x) <= x",
    "for n in 2..100, x in [0, 1]: n*x^n <= 90",
    "for n in 1..6, x in [-2, 2], y in [-2, 2]: (1+(x+y+1)^2*(19-14*x+3*x^2"
    "-14*y+6*x*y+3*y^2))*(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2)) "
    "> 3 - 1/4^n",
    "for n in 1..5, x in [0, 10], y in [0, 10]: sin(3*x)*cos(7*y) + "
    "sin(11*x + 5*y) + cos(13*x - y) + 3 + 1/n > 0",
    "for n in 2..90, x in [0, 3]: 1 - n <= exp(x/n) - 1 - x/n + cos(n*x) <= 2*n",
};

enum {
    STATEMENTS = sizeof statements / sizeof *statements
};

static const char *const threads[] = {"1", "2", "3", "8"};

enum {
    COUNTS = sizeof threads / sizeof *threads
};

static void any_number_of_threads(void **state)
{
    size_t long_ones = 0, decided = 0;
    (void)state;
    for (size_t i = 0; i < STATEMENTS; i++) {
        char *first = NULL, *cert = NULL;
        for (int k = 0; k < COUNTS; k++) {
            outcome o = cli_run("prove", "--max-boxes", "40000",
                                "--max-seconds", "600", "-j", threads[k],
                                "--cert", "a.cert", statements[i], NULL);
            char *now = cli_read("a.cert");
            assert_string_equal(o.err, "");
            if (first == NULL) {
                first = o.out;
                cert = now;
                o.out = NULL;
                decided += o.status != CLI_UNDECIDED;
                long_ones += now != NULL && strlen(now) > 100000;
            } else {
                assert_string_equal(o.out, first);
                assert_true((now == NULL) == (cert == NULL));
                if (now != NULL)
                    assert_string_equal(now, cert);
                free(now);
            }
            outcome_clear(&o);
        }
        free(first);
        free(cert);
    }
    print_message("%zu decided, %zu long\n", decided, long_ones);
    assert_true(decided >= 5);
    assert_true(long_ones >= 3);
}

/* A map with all four states, a witness, and more tiles than a batch has. */
#define MAP                                                                    \
    "# A map\n\n```assay\nregion m.map \"M\"\n  over a, b\n"                   \
    "  for a in [0, 3], b in [0, 3], x in [0, 1] where a + b <= 5\n"           \
    "  show exp(a*x) - 1 - b*x >= -1/10\n  share 1/100 boxes 900\n```\n"

static void a_map_is_the_same(void **state)
{
    char *first = NULL, *cert = NULL;
    (void)state;
    cli_write("paper/1.md", MAP);
    for (int k = 0; k < COUNTS; k++) {
        outcome o = cli_run("check", "-j", threads[k], "--fresh",
                            "--certificates", "certs", "paper", NULL);
        cli_expect_status(&o, CLI_OK);
        char *now = cli_read("certs/m.map.cert");
        char *end = strstr(o.out, "certificates in certs");
        assert_non_null(now);
        assert_non_null(end);
        *end = '\0'; /* the first finds none there */
        if (first == NULL) {
            first = o.out;
            cert = now;
            o.out = NULL;
            assert_true(strstr(cert, "\ntile +") != NULL);
            assert_true(strstr(cert, "\ntile -") != NULL);
            assert_true(strstr(cert, "\ntile /") != NULL);
            assert_true(strstr(cert, "\ntile ?") != NULL);
        } else {
            assert_string_equal(o.out, first);
            assert_string_equal(now, cert);
            free(now);
        }
        outcome_clear(&o);
    }
    free(first);
    free(cert);
}

/* A table and a figure, of which rows are worth threads; what they are drawn
 * from. */
#define TABLE                                                                  \
    "# A table\n\n```assay\n"                                                 \
    "let v(n, t) = if t == 0 then 1/n else v(n, t - 1)*(1 + v(n, t - 1)/9)\n"  \
    "table m.table \"T\"\n  for n in 2..40\n"                                 \
    "  columns a \"a\" = tv_normal(n, v(n, 9), 3, 2),\n"                       \
    "          z \"z\" = (sqrt(2) + 1)*(sqrt(2) - 1) - 1,\n"                   \
    "          c \"c\" = integral(x in 0..1, exp(-n*x^2))\n  digits 12\n"      \
    "figure m.figure \"F\"\n  for k in {1, 2}, n in 2..30\n"                  \
    "  curves one \"one\" = tv_normal(n, 1 + k/n, 2, 1/2) as line\n"           \
    "  xlabel \"n\" ylabel \"TV\"\n```\n"

static void a_table_is_the_same(void **state)
{
    (void)state;
    cli_write("paper/1.md", TABLE);
    for (int k = 0; k < COUNTS; k++) {
        char out[20];
        snprintf(out, sizeof out, "out%s", threads[k]);
        outcome o = cli_run("report", "-j", threads[k], "--out", out, "paper",
                            NULL);
        cli_expect_status(&o, CLI_OK);
        outcome_clear(&o);
        char *const argv[] = {"diff", "-r", "out1", out, NULL};
        run_options there = {.folder = cli_folder(), .limit = 100};
        assert_true(run_process(argv, &there, &o));
        if (o.status != 0)
            fail_msg("-j %s: %.2000s", threads[k], o.out);
        outcome_clear(&o);
    }
    char *page = cli_read("out1/1.md");
    assert_non_null(page);
    cli_expect_in(page, "m.table");
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_number_of_threads, cli_setup,
                                        cli_teardown),
        cmocka_unit_test_setup_teardown(a_map_is_the_same, cli_setup,
                                        cli_teardown),
        cmocka_unit_test_setup_teardown(a_table_is_the_same, cli_setup,
                                        cli_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
