/* tests/theory/test_run.c: audits of several items: what rests on what, signals,
 * progress, cost, threads. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <string.h>
#include <time.h>

static void what_uses_what(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "assumed a \"\" because \"textbook\"\n"
                "claim b \"\" for x in [0, 1] show x >= 0\n"
                "claim c \"\" uses a for x in [0, 1] show x >= 0\n"
                "claim d \"\" uses b for x in [0, 1] show x >= 0\n"
                "claim f \"\" uses c, d for x in [0, 1] show x >= 0\n"
                "claim g \"\" for x in [0, 1] show x >= 1 expect refuted\n"
                "claim h \"\" uses g for x in [0, 1] show x >= 0\n"
                "table t \"\" for n in {1, 2} columns y = 1/n\n"
                "claim j \"\" uses t for x in [0, 1] show x >= 0\n"
                "table u \"\" for n in {0, 1} columns y = 1/n\n"
                "claim k \"\" uses u for x in [0, 1] show x >= 0\n",
                NULL);
    assert_true(a.ok);
    static const struct {
        const char *id;
        bool full;
    } want[] = {{"a", false}, {"b", true},  {"c", false}, {"d", true},
                {"f", false}, {"g", false}, {"h", false}, {"t", true},
                {"j", true},  {"u", false}, {"k", false}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        if (audited_find(&a, want[i].id)->fully_proved != want[i].full)
            fail_msg("%s", want[i].id);
    assert_int_equal(audited_find(&a, "a")->verdict, VERDICT_ASSUMED);
    assert_non_null(strstr(why(audited_find(&a, "a")), "“textbook”"));
    audited_clear(&a);
    audited_run(&a,
                "claim x \"\" uses y for t in [0, 1] show t >= 0\n"
                "claim y \"\" uses x for t in [0, 1] show t >= 0\n",
                NULL);
    assert_false(a.ok);
    audited_clear(&a);
}

static void interrupted(void **state)
{
    (void)state;
    static const char text[] = "claim a \"\" for x in [0, 1] show x >= 0\n"
                               "claim b \"\" for n in 1..5 show n >= 0\n"
                               "table t \"\" for n in 1..5 columns v = n\n";
    volatile const int stop = 1;
    audit_options o = {.stop = &stop};
    audited a;
    audited_run_with(&a, text, &o);
    for (size_t i = 0; i < a.n; i++)
        assert_int_equal(a.res[i].verdict, VERDICT_UNDECIDED);
    audited_clear(&a);
}

typedef struct {
    size_t calls, last, total;
} progress;

static void count_progress(void *ctx, const char *id, size_t done, size_t total)
{
    progress *p = ctx;
    (void)id;
    p->calls++;
    p->last = done;
    p->total = total;
    assert_true(done <= total);
}

static void tells_progress(void **state)
{
    (void)state;
    progress p = {0};
    audit_options o = {.progress = count_progress, .progress_ctx = &p};
    audited a;
    audited_run_with(&a, "claim b \"\" for n in 1..500 show n >= 0", &o);
    assert_true(p.calls > 0);
    assert_int_equal(p.total, 500);
    assert_int_equal(p.last, 500);
    audited_clear(&a);
}

/* A recursion of 100,000 steps and 4,000 instances over shared chains: the
 * cost is that of the distinct nodes, or this would take hours. */
static void many_instances(void **state)
{
    (void)state;
    struct timespec from, to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    audited a;
    audited_run(&a,
                "let s(n) = if n == 0 then 1 else s(n - 1)*(1 - 1/(n + 1)^2)\n"
                "claim long \"\" for n in {100000} show s(n) > 1/2\n"
                "claim many \"\" for n in 1..4000 show s(n) > 1/2\n",
                NULL); /* s(n) = (n + 2)/(2 (n + 1)), telescoping */
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    assert_true(a.ok);
    assert_int_equal(audited_find(&a, "long")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&a, "many")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&a, "many")->instances, 4000);
    /* s(4000) - 1/2 = 1/8002 = 0.00012496875781... */
    assert_true(
        encloses(&audited_find(&a, "many")->margin.ends, "0.00012496875781"));
    assert_string_equal(placed(&audited_find(&a, "many")->margin.at),
                        "n = 4000");
    assert_true(to.tv_sec - from.tv_sec < 120);
    audited_clear(&a);
}

/* The same for any number of threads. */
static void any_threads(void **state)
{
    static const char text[] = "claim a \"\" for x in [0, 3], y in [0, 3]\n"
                               "  show x^4 + y^4 + 1 >= 2*x*y - x/10\n"
                               "constant c \"\" for x in [-2, 2] largest c "
                               "with x^4 - 3*x^2 + x >= c\n";
    (void)state;
    audited a[2];
    for (int k = 0; k < 2; k++) {
        audit_options o = {.search = {.threads = 1 + 2 * k}};
        audited_run_with(&a[k], text, &o);
    }
    for (size_t i = 0; i < a[0].n; i++) {
        const result *r = &a[0].res[i], *s = &a[1].res[i];
        assert_int_equal(r->verdict, s->verdict);
        assert_int_equal(r->leaves, s->leaves);
        assert_int_equal(r->depth, s->depth);
        assert_string_equal(r->hash, s->hash);
        assert_string_equal(r->rules, s->rules);
        if (r->value.lo != NULL)
            assert_string_equal(r->value.lo, s->value.lo);
    }
    audited_clear(&a[0]);
    audited_clear(&a[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_uses_what), cmocka_unit_test(interrupted),
        cmocka_unit_test(tells_progress), cmocka_unit_test(many_instances),
        cmocka_unit_test(any_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
