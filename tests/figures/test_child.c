/* Programs run to their end, and those that do not end. */
#include "../../figures/child.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const size_t big = (size_t)1 << 20;

static void passes_input_through(void **state)
{
    const char *argv[] = {"cat", NULL};
    size_t n = 300000; /* more than a pipe holds, both ways */
    char *in = malloc(n);
    child c;
    (void)state;
    assert_non_null(in);
    for (size_t i = 0; i < n; i++)
        in[i] = (char)('a' + i % 26);
    assert_true(child_run(&c, argv, in, n, 20, big));
    assert_int_equal(c.out.len, n);
    assert_memory_equal(c.out.s, in, n);
    assert_int_equal(c.err.len, 0);
    child_clear(&c);
    free(in);
}

static void gives_status_and_errors(void **state)
{
    const char *argv[] = {"sh", "-c", "echo no >&2; exit 7", NULL};
    child c;
    (void)state;
    assert_false(child_run(&c, argv, "", 0, 20, big));
    assert_true(c.started);
    assert_int_equal(c.status, 7);
    assert_string_equal(c.err.s, "no\n");
    child_clear(&c);
}

static void names_the_signal(void **state)
{
    const char *argv[] = {"sh", "-c", "kill -TERM $$", NULL};
    child c;
    (void)state;
    assert_false(child_run(&c, argv, "", 0, 20, big));
    assert_int_equal(c.status, 128 + 15);
    child_clear(&c);
}

static void says_that_there_is_none(void **state)
{
    const char *argv[] = {"assay-no-such-program", NULL};
    child c;
    (void)state;
    assert_false(child_run(&c, argv, "", 0, 20, big));
    assert_false(c.started);
    child_clear(&c);
}

static void arguments_reach_no_shell(void **state)
{
    const char *argv[] = {"printf", "%s", "$(id) `id` ; id", NULL};
    child c;
    (void)state;
    assert_true(child_run(&c, argv, "", 0, 20, big));
    assert_string_equal(c.out.s, "$(id) `id` ; id");
    child_clear(&c);
}

static void kills_what_hangs(void **state)
{
    const char *argv[] = {"sleep", "60", NULL};
    /* closes its streams and stays */
    const char *quiet[] = {"sh", "-c", "exec >&- 2>&- <&-; sleep 60", NULL};
    child c;
    (void)state;
    assert_false(child_run(&c, argv, "", 0, 0.2, big));
    assert_true(c.timed_out);
    child_clear(&c);
    assert_false(child_run(&c, quiet, "", 0, 0.2, big));
    assert_true(c.timed_out);
    child_clear(&c);
}

static void kills_what_floods(void **state)
{
    const char *argv[] = {"yes", NULL};
    child c;
    (void)state;
    assert_false(child_run(&c, argv, "", 0, 20, 100000));
    assert_true(c.too_big);
    child_clear(&c);
}

static void survives_unread_input(void **state)
{
    const char *argv[] = {"true", NULL};
    char *in = calloc(1, 300000);
    child c;
    (void)state;
    assert_true(child_run(&c, argv, in, 300000, 20, big));
    child_clear(&c);
    free(in);
}

static void environment_is_bare(void **state)
{
    const char *argv[] = {"env", NULL};
    child c;
    (void)state;
    setenv("GNUTERM", "x11", 1);
    setenv("LC_NUMERIC", "de_DE.UTF-8", 1);
    assert_true(child_run(&c, argv, "", 0, 20, big));
    assert_null(strstr(c.out.s, "GNUTERM"));
    assert_null(strstr(c.out.s, "LC_NUMERIC"));
    assert_non_null(strstr(c.out.s, "LC_ALL=C.UTF-8\n"));
    child_clear(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_input_through),
        cmocka_unit_test(gives_status_and_errors),
        cmocka_unit_test(names_the_signal),
        cmocka_unit_test(says_that_there_is_none),
        cmocka_unit_test(arguments_reach_no_shell),
        cmocka_unit_test(kills_what_hangs),
        cmocka_unit_test(kills_what_floods),
        cmocka_unit_test(survives_unread_input),
        cmocka_unit_test(environment_is_bare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
