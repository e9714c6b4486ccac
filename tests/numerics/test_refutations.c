/* Points that are said to refute: only where the claim fails for certain, or
 * its two sides are equal though it is strict; by both engines. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"

#include <string.h>

enum {
    PREC = 1024,
    MOST_VARS = 3
};

typedef struct {
    attack claim;      /* its cert is the point: "1/2 3" */
    const char *bound; /* for a refutation: f there is at most so much */
} point;

static void read_point(const char *s, mpq_t *x, int n)
{
    char word[64];
    for (int i = 0; i < n; i++) {
        size_t len = strcspn(s, " ");
        assert_true(len > 0 && len < sizeof word);
        memcpy(word, s, len);
        word[len] = '\0';
        assert_int_equal(mpq_set_str(x[i], word, 10), 0);
        s += len + (s[len] == ' ');
    }
    assert_true(*s == '\0');
}

/* 1 by the checker, 2 by the second engine, 3 by both. */
static int refuted(const point *a, size_t goal, mpfr_prec_t prec)
{
    problem p;
    mpq_t x[MOST_VARS], bound;
    iv_t margin;
    rrange value;
    attack_open(&p, &a->claim);
    for (int i = 0; i < MOST_VARS; i++)
        mpq_init(x[i]);
    mpq_init(bound);
    iv_init(margin, 64);
    rrange_init(&value);
    read_point(a->claim.cert, x, p.nvars);
    int by = checker_refutes(&p, goal, x, prec, margin);
    if (by != 0) {
        assert_int_equal(mpq_set_str(bound, a->bound, 10), 0);
        assert_true(mpfr_cmp_q(iv_upper(margin), bound) <= 0);
    }
    recheck *second = recheck_new(p.pool);
    by += recheck_refutes(second, &p, goal, x, (long)prec, &value) ? 2 : 0;
    recheck_free(second);
    rrange_clear(&value);
    iv_clear(margin);
    mpq_clear(bound);
    for (int i = 0; i < MOST_VARS; i++)
        mpq_clear(x[i]);
    attack_close(&p);
    return by;
}

/* 0 at x = 2, and no enclosure of it is exact. */
#define ZERO "(sub (pow (sqrt x) 2) x)"
/* 1024 bits do not show it beside 2. */
#define TINY "(exp -900)"

static const point refuting[] = {
    {{"below 0", "x [ 0 3 ]", NULL, "(sub 1 x)", "2"}, "-1"},
    {{"0, strict", "x [ 0 3 ]", NULL, "> (sub 2 x)", "2"}, "0"},
    {{"0, strict, by normal forms", "x [ 0 3 ]", NULL, "> " ZERO, "2"}, "0"},
    {{"0, strict, by normal forms, there only", "x [ 0 3 ]", NULL,
      "> (sub (pow (sqrt (add x 1)) 2) (sub (pow x 2) 1))", "2"},
     "0"},
    {{"0, strict, of two variables", "x [ 0 3 ]; y [ 0 3 ]", NULL,
      "> (sub (sqrt (mul x y)) (mul (sqrt x) (sqrt y)))", "2 3"},
     "0"},
    {{"below 0 by 10^-100", "x [ 0 3 ]", NULL, "(sub " ZERO " (exp -231))",
      "2"},
     "0"},
    {{"under a hypothesis", "x [ 0 3 ]; y [ 0 3 ]", "> (sub x y)", "(sub y x)",
      "2 1"},
     "-1"},
    {{"at a closed end", "x [ 0 3 ]", NULL, "(sub 2 x)", "3"}, "-1"},
};

static const point not_refuting[] = {
    {{"0, not strict", "x [ 0 3 ]", NULL, "(sub 2 x)", "2"}, NULL},
    {{"0, not strict, as a root", "x [ 0 3 ]", NULL, ZERO, "2"}, NULL},
    {{"above 0 by less than can be seen", "x [ 0 3 ]", NULL,
      "> (add " ZERO " " TINY ")", "2"},
     NULL},
    {{"the root of 0, not shown defined", "x [ 0 3 ]", NULL, "(sqrt " ZERO ")",
      "2"},
     NULL},
    {{"below 0 elsewhere", "x [ 0 3 ]", NULL, "(sub 1 x)", "1/2"}, NULL},
    {{"outside in the first", "x [ 0 1 ]; y [ 0 3 ]", NULL, "(sub 1 (mul x y))",
      "2 2"},
     NULL},
    {{"outside in the second", "x [ 0 3 ]; y [ 0 1 ]", NULL,
      "(sub 1 (mul x y))", "2 2"},
     NULL},
    {{"outside in the second of three", "x [ 0 3 ]; y [ 0 1 ]; z [ 0 3 ]", NULL,
      "(sub 1 (mul x (mul y z)))", "2 2 2"},
     NULL},
    {{"an open lower end", "x ( 0 3 ]", NULL, "> x", "0"}, NULL},
    {{"an open upper end", "x [ 0 3 )", NULL, "(sub 2 x)", "3"}, NULL},
    {{"the hypothesis is strict and 0", "x [ 0 3 ]; y [ 0 3 ]", "> (sub x y)",
      "-1", "1 1"},
     NULL},
    {{"the hypothesis is strict and 0, as a root", "x [ 0 3 ]", "> " ZERO, "-1",
      "2"},
     NULL},
    {{"the hypothesis fails by less than can be seen", "x [ 0 3 ]",
      "(sub " ZERO " " TINY ")", "-1", "2"},
     NULL},
};

static void points_that_refute(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof refuting / sizeof refuting[0]; k++)
        if (refuted(&refuting[k], 0, PREC) != 3)
            fail_msg("%s", refuting[k].claim.name);
}

static void points_that_do_not(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof not_refuting / sizeof not_refuting[0]; k++)
        if (refuted(&not_refuting[k], 0, PREC) != 0)
            fail_msg("%s", not_refuting[k].claim.name);
}

/* No such goal; no precision to look at it; just one. */
static void nothing_looked_at(void **state)
{
    (void)state;
    assert_int_equal(refuted(&refuting[0], 1, PREC), 0);
    assert_int_equal(refuted(&refuting[0], 2, PREC), 0);
    assert_int_equal(refuted(&refuting[0], 0, 63), 0);
    assert_int_equal(refuted(&refuting[0], 0, 64), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_that_refute),
        cmocka_unit_test(points_that_do_not),
        cmocka_unit_test(nothing_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
