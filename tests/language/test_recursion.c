/* Long recursions, many instances, and where the limits cut. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Time limits are generous: sanitizers are slow, quadratic time is slower. */
#if defined(__SANITIZE_ADDRESS__) || defined(__OPTIMIZE__) == 0
enum {
    SLOW = 10
};
#else
enum {
    SLOW = 1
};
#endif

static const char chain[] =
    "let beta(T, t) = if t == 1 then T^-2\n"
    "  else log(T)/T*min(T^-2*(1 + log(T)/T)^(t - 1), 1)\n"
    "let alphabar(T, t) = if t == 0 then 1\n"
    "  else alphabar(T, t - 1)*(1 - beta(T, t))\n"
    "let count(n) = if n == 0 then 0 else 1 + count(n - 1)\n"
    "let odd(n) = if n == 0 then 0 else 1 - odd(n - 1)\n"
    "claim c \"C\" for T in {100000} show alphabar(T, T) > 0\n"
    "claim many \"M\" for T in {1000}, t in 1..T, k in 1..100\n"
    "  show alphabar(T, t) + k > 0\n"
    "claim d \"D\" show count(100000) + odd(100001) == 100001\n";

/* The stack is cut to 512 KiB: recursion in C would need more. */
static void test_chain(void **state)
{
    (void)state;
    struct rlimit old, small;
    assert_int_equal(getrlimit(RLIMIT_STACK, &old), 0);
    small = old;
    small.rlim_cur = 512 * 1024;
    assert_int_equal(setrlimit(RLIMIT_STACK, &small), 0);
    program *p = lang_program(chain);
    elab *e = elab_new(p, NULL);
    double start = seconds();
    assert_int_equal(lang_count(e, program_find(p, "c")), 1);
    double once = seconds() - start;
    size_t size = expr_pool_size(elab_pool(e));
    print_message("chain of 100000: %.3f s, %zu nodes\n", once, size);
    assert_true(once < 2 * SLOW);
    assert_true(size < 2000000);
    elab_free(e);
    program_free(p);
    assert_int_equal(setrlimit(RLIMIT_STACK, &old), 0);
}

static void test_exact_chain(void **state)
{
    (void)state;
    char *s = lang_instances(chain, "d");
    assert_string_equal(s, " show 0 >= 0; 0 >= 0");
    free(s);
}

static void test_family(void **state)
{
    (void)state;
    program *p = lang_program(chain);
    elab *e = elab_new(p, NULL);
    double start = seconds();
    assert_int_equal(lang_count(e, program_find(p, "many")), 100000);
    double once = seconds() - start;
    print_message("100000 instances: %.3f s\n", once);
    assert_true(once < 2 * SLOW);
    elab_free(e);
    program_free(p);
}

/* Elaborates `SHOW > 0` under limits; the error's message. */
static char *limited(const char *lets, const char *show, elab_limits limit)
{
    char text[2000];
    snprintf(text, sizeof text, "%s\nclaim a \"A\" %s > 0", lets, show);
    program *p = lang_program(text);
    elab *e = elab_new(p, &limit);
    lang_errors errs = {0};
    expr x = elab_closed(e, program_find(p, "a")->show.e[0], &errs);
    assert_true((x == EXPR_NONE) == (errs.n > 0));
    char *s = strdup(errs.n ? errs.v[0].message : "fine");
    lang_errors_clear(&errs);
    /* and once more: nothing is left behind by the failure */
    expr y = elab_closed(e, program_find(p, "a")->show.e[0], &errs);
    assert_true((x == EXPR_NONE) == (y == EXPR_NONE));
    if (errs.n)
        assert_string_equal(errs.v[0].message, s);
    lang_errors_clear(&errs);
    elab_free(e);
    program_free(p);
    return s;
}

static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *lets, *show, *part;
        elab_limits limit;
    } cases[] = {
        {"let f(n) = f(n + 1)",
         "show f(1)",
         "`f` is called more than 1000",
         {.max_call_depth = 1000}},
        {"let f(n) = f(n + 1)", "show f(1)", "while computing `f(", {0}},
        {"let f(n) = f(n)",
         "show f(1)",
         "`f` calls itself with the same arguments",
         {0}},
        {"let f(n) = if n > 0 then 1 else f(n - 1)",
         "show f(1) + f(2)",
         "fine",
         {.max_call_depth = 3}},
        {"let f(n) = if n <= 0 then 1 else 2*f(n - 1)",
         "show f(900)",
         "fine",
         {.max_call_depth = 1000}},
        {"",
         "show sum(i in 1..1000000000, i^2)",
         "more than 10000 steps",
         {.max_steps = 10000}},
        {"",
         "show sum(i in 1..10000, log(i))",
         "more than 1000 nodes",
         {.max_nodes = 1000}},
        {"let f(n) = if n == 0 then 1 else f(n - 1) + f(n - 2)",
         "show f(3)",
         "is called more than",
         {.max_call_depth = 100}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *s = limited(cases[i].lets, cases[i].show, cases[i].limit);
        if (!strstr(s, cases[i].part))
            fail_msg("%s; %s: %s", cases[i].lets, cases[i].show, s);
        free(s);
    }
}

static bool never(void *ctx, const binding *binding, problem *p,
                  const expr *chain_e, size_t n)
{
    (void)ctx;
    (void)binding;
    (void)p;
    (void)chain_e;
    (void)n;
    return true;
}

static bool stop(void *ctx, const binding *binding, problem *p,
                 const expr *chain_e, size_t n)
{
    (void)binding;
    (void)p;
    (void)chain_e;
    (void)n;
    return ++*(int *)ctx < 3;
}

static void test_instances(void **state)
{
    (void)state;
    program *p = lang_program("claim a \"A\" for n in 1..1000000000000 "
                              "show n > 0");
    elab_limits limit = {.max_instances = 1000};
    elab *e = elab_new(p, &limit);
    lang_errors errs = {0};
    size_t count = 0;
    const item *it = program_find(p, "a");
    assert_false(elab_instances(e, it, never, NULL, &count, &errs));
    assert_int_equal(errs.n, 1);
    assert_string_equal(errs.v[0].message, "more than 1000 instances");
    assert_int_equal(errs.v[0].pos.col, 17);
    lang_errors_clear(&errs);
    /* a callback that wants no more is no error */
    int seen = 0;
    assert_true(elab_instances(e, it, stop, &seen, &count, &errs));
    assert_int_equal(seen, 3);
    assert_int_equal(count, 3);
    assert_int_equal(errs.n, 0);
    elab_free(e);
    program_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain),     cmocka_unit_test(test_exact_chain),
        cmocka_unit_test(test_family),    cmocka_unit_test(test_limits),
        cmocka_unit_test(test_instances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
