/* Statements to problems: variables, conditions, goals, vacuity. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

static void check(const char *text, const char *want)
{
    char *got = lang_instances(text, "a");
    if (strcmp(got, want))
        fail_msg("%s\n  gives\n%s\n  not\n%s", text, got, want);
    free(got);
}

static void check_part(const char *text, const char *part)
{
    char *got = lang_instances(text, "a");
    if (!strstr(got, part))
        fail_msg("%s\n  gives\n%s\n  without\n%s", text, got, part);
    free(got);
}

static void test_boxes(void **state)
{
    (void)state;
    check("claim a \"A\" for x in (0, 1.5], y in (-inf, 2) show x > y",
          " x in (0, 3/2] y in (-inf, 2) show (sub x y) > 0");
    check("claim a \"A\" for n in 3..inf show 1 <= n",
          " n in [3, inf) show (sub n 1) >= 0");
    check("claim a \"A\" for T in {2, 1/2}, x in [0, T] show x <= T",
          "T=2 x in [0, 2] show (sub 2 x) >= 0\n"
          "T=1/2 x in [0, 1/2] show (sub 1/2 x) >= 0");
    check("claim a \"A\" show 1 < 2 <= 3", " show 1 > 0; 1 >= 0");
}

/* A list with a name is the list written out, in its order, with the values
 * that its members have where they are defined. */
static void test_named_lists(void **state)
{
    (void)state;
    check("let Ts = {2, 1/2}\n"
          "claim a \"A\" for T in Ts, x in [0, T] show x <= T",
          "T=2 x in [0, 2] show (sub 2 x) >= 0\n"
          "T=1/2 x in [0, 1/2] show (sub 1/2 x) >= 0");
    check("let n = 3\nlet f(x) = x^2\nlet A = {n, f(n), 7}\n"
          "claim a \"A\" for s in A where s < 8 show s > 0",
          "s=3 show 3 > 0\n"
          "s=7 show 7 > 0");
    check("let A = {sum(k in 1..3, k)}\n"
          "claim a \"A\" for k in 1..2, s in A show s > k",
          "k=1 s=6 show 5 > 0\n"
          "k=2 s=6 show 4 > 0");
    check("let A = 4\nclaim a \"A\" for s in A..5 show s > 0",
          "s=4 show 4 > 0\n"
          "s=5 show 5 > 0");
}

static void test_relations(void **state)
{
    (void)state;
    check("claim a \"A\" for x in [0, 1], y in [0, 1] show x < y <= 2*x",
          " x in [0, 1] y in [0, 1] show (sub y x) > 0; "
          "(sub (mul 2 x) y) >= 0");
    check("claim a \"A\" for x in [0, 1], y in [0, 1] show x >= y > 0",
          " x in [0, 1] y in [0, 1] show (sub x y) >= 0; y > 0");
    check("identity a \"A\" for x in [0, 1], y in [0, 1] show x == y",
          " x in [0, 1] y in [0, 1] show (sub x y) >= 0; (sub y x) >= 0");
    check("constant a \"A\" for x in [0, 1] largest c with x >= c*x^2",
          " x in [0, 1] c in (-inf, inf) show (sub x (mul c (pow x 2))) >= 0");
    check("root a \"A\" for x in [0, 4] solve x^2 == 2",
          " x in [0, 4] show (sub (pow x 2) 2) >= 0; "
          "(sub 2 (pow x 2)) >= 0");
}

static void test_order(void **state)
{
    (void)state;
    check_part("claim a \"A\" for s in {5, 7}, T in 1..2, t in 1..T "
               "show s > t",
               "s=5 T=1 t=1 show 4 > 0\n"
               "s=5 T=2 t=1 show 4 > 0\n"
               "s=5 T=2 t=2 show 3 > 0\n"
               "s=7 T=1 t=1 show 6 > 0");
}

static void test_where(void **state)
{
    (void)state;
    check("claim a \"A\" for b in (0, 1), a1 in (0, 1) where 0 < b < a1 "
          "show b < a1",
          " b in (0, 1) a1 in (0, 1) given b > 0; (sub a1 b) > 0 "
          "show (sub a1 b) > 0");
    check("claim a \"A\" for n in 1..4, m in 1..4 where m < n, n - m >= 3 "
          "show n > m",
          "n=4 m=1 show 3 > 0");
    check("claim a \"A\" for x in [0, 1], y in [0, 1] where x == y "
          "show x <= y",
          " x in [0, 1] y in [0, 1] given (sub x y) >= 0; (sub y x) >= 0 "
          "show (sub y x) >= 0");
    /* decided by enclosures: log(2) = 0.693..., log(3) = 1.098... */
    check("claim a \"A\" for n in 2..3 where log(n) < 1 show n > 0",
          "n=2 show 2 > 0");
    /* where a condition without real variables is undefined, it is in error;
     * one of real variables selects nothing there */
    check("claim a \"A\" for n in -1..2 where n >= 1, log(n) < 1 show n > 0",
          "n=1 show 1 > 0\nn=2 show 2 > 0");
    check("claim a \"A\" for n in -1..1, x in [0, 1] where 1/n <= x show n > 0",
          "n=-1 x in [0, 1] given (sub x -1) >= 0 show -1 > 0\n"
          "n=1 x in [0, 1] given (sub x 1) >= 0 show 1 > 0");
}

/* a != b is a < b or a > b; on a variable and a number, a cut of its range. */
static void test_different(void **state)
{
    (void)state;
    check("claim a \"A\" for x in [-1, 2) where x != 0 show x > 0",
          " x in [-1, 0) show x > 0\n x in (0, 2) show x > 0");
    check("claim a \"A\" for x in [-1, 2) where 1/2 != x show x > 0",
          " x in (1/2, 2) show x > 0\n x in [-1, 1/2) show x > 0");
    /* an end, a number outside, and several */
    check("claim a \"A\" for x in [0, 1] where x != 0, x != 3 show x > 0",
          " x in (0, 1] show x > 0");
    check("claim a \"A\" for x in (-inf, inf) where x != 0, x != 1, x != 0 "
          "show x > 2",
          " x in (-inf, 0) show (sub x 2) > 0\n"
          " x in (0, 1) show (sub x 2) > 0\n"
          " x in (1, inf) show (sub x 2) > 0");
    check("claim a \"A\" for x in [0, 1], y in [0, 1] where x != y, x > 0 "
          "show x > 0",
          " x in [0, 1] y in [0, 1] given x > 0; (sub y x) > 0 show x > 0\n"
          " x in [0, 1] y in [0, 1] given x > 0; (sub x y) > 0 show x > 0");
    /* finite variables select, exactly */
    check("claim a \"A\" for n in 1..3 where n != 2, sqrt(2)^2 != n^2 "
          "show n > 0",
          "n=1 show 1 > 0\nn=3 show 3 > 0");
    check("claim a \"A\" for n in 0..1, x in [n, 1] where x != 1 show x > n",
          "n=0 x in [0, 1) show x > 0");
    /* proved of reals, as all statements over m..inf are */
    check("claim a \"A\" for n in 1..inf where n != 3 show n > 0",
          " n in [1, 3) show n > 0\n n in (3, inf) show n > 0");
    check("claim a \"A\" for x in [0, 0] where x != 0 show x > 0",
          "1:1 vacuous: no value of the variables satisfies the conditions");
    check("region a \"A\" over c, r for c in [0, 1], r in [0, 1] "
          "where c != r show c >= r",
          "1:64 a region takes no `!=` between real variables: it would leave "
          "out what has no area");
    check("claim a \"A\" for u in [0, 1], v in [0, 1], w in [0, 1], "
          "x in [0, 1] where u != v, u != w, u != x, v != w, v != x, w != x, "
          "u + v != w + x show u >= 0",
          "1:79 the conditions with `!=` make more than 64 cases");
}

/* A condition without real variables that has no value is an error, with the
 * instance and the part. */
static void test_undefined_where(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"for n in -1..2 where log(n) < 1",
         "1:34 this condition is undefined at n = -1, because `log(n)` is"},
        {"for n in {4, -4} where sqrt(n)^0 == 1",
         "1:36 this condition is undefined at n = -4, because `sqrt(n)` is"},
        {"for n in {-4, 4} where (if pi*n < 0 then n else log(n - 4)) < 1",
         "undefined at n = 4, because `if"},
        {"where 1/(sqrt(2)^2 - 2) < 1", "because `1/(sqrt(2)^2 - 2)` is"},
        {"for n in 1..5 where log(n - 3) >= 0, 1/(n - 4) > 0",
         "at n = 1, because `log(n - 3)` is"},
        {"for m in {7}, n in 1..5 where n > 3, 2 + 1/(n - 4) > 0",
         "at m = 7, n = 4, because `1/(n - 4)` is"},
        {"for n in 1..2 where 1/(n - n) > 0", "at n = 1, because `1/(n - n)`"},
        {"for n in 2..3 where 2 < n + sqrt(1 - n^2) < 7",
         "at n = 2, because `sqrt(1 - n^2)` is"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_buf b = {0};
        text_printf(&b, "claim a \"A\" %s show 2 > 1", cases[i][0]);
        check_part(b.s, cases[i][1]);
        text_clear(&b);
    }
    /* conditions are looked at in order, until one is false */
    check("claim a \"A\" for n in 1..5 where n > 4, 1/(n - 4) > 0 "
          "show n > 0",
          "n=5 show 5 > 0");
    /* of a conditional, the branch that is taken counts */
    check("claim a \"A\" for n in 1..2 where (if n <= 1 then 1 "
          "else log(n - 1) + 1) > 0 show n > 0",
          "n=1 show 1 > 0\nn=2 show 2 > 0");
    check("claim a \"A\" for n in 1..1 where (if sqrt(2)*sqrt(3) < sqrt(6) "
          "then log(n - 1) else n) > 0 show n > 0",
          "n=1 show 1 > 0");
}

static void test_hints(void **state)
{
    (void)state;
    check("claim a \"A\" for n in 1..1, x in [0, 1], y in [0, 1] show x >= 0 "
          "equality at y = x^2 equality at x = n/2",
          "n=1 x in [0, 1] y in [0, 1] show x >= 0 at y = (pow x 2) "
          "at x = 1/2");
}

/* An irrational end: an outer rational one, and a hypothesis. */
static void test_irrational_ends(void **state)
{
    (void)state;
    char *got = lang_instances("claim a \"A\" for x in (-sqrt(2), pi/2] "
                               "show x < 2",
                               "a");
    assert_non_null(strstr(got, "given (add x (sqrt 2)) > 0; "
                                "(sub (div pi 2) x) >= 0 show"));
    /* the outer ends: pi/2 = 1.57079632679489661923132169163975144...,
     * sqrt 2 = 1.41421356237309504880168872420969807... */
    mpq_t lo, hi, q, eps;
    mpq_inits(lo, hi, q, eps, NULL);
    mpq_set_str(eps, "1/9223372036854775808", 10); /* 2^-63 > 1.6*2^-64 */
    char *at = strchr(got, '[');
    assert_non_null(at);
    char *comma = strchr(at, ','), *end = strchr(at, ']');
    *comma = *end = 0;
    assert_int_equal(mpq_set_str(lo, at + 1, 10), 0);
    assert_int_equal(mpq_set_str(hi, comma + 2, 10), 0);
    mpq_set_str(q,
                "157079632679489661923132169163975145/"
                "100000000000000000000000000000000000",
                10);
    mpq_canonicalize(q);
    mpq_sub(q, hi, q);
    mpq_abs(q, q);
    assert_true(mpq_cmp(q, eps) < 0);
    mpq_mul(q, lo, lo); /* beyond -sqrt 2: its square is above 2 */
    assert_true(mpq_cmp_si(q, 2, 1) > 0 && mpq_sgn(lo) < 0);
    mpq_set_str(q,
                "157079632679489661923132169163975144/"
                "100000000000000000000000000000000000",
                10);
    mpq_canonicalize(q);
    assert_true(mpq_cmp(hi, q) > 0);
    mpq_clears(lo, hi, q, eps, NULL);
    free(got);
    /* a rational value in disguise is exact, without hypothesis */
    check("claim a \"A\" for x in [0, 8^(1/3)] show x >= 0",
          " x in [0, 2] show x >= 0");
}

static void test_vacuous(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"for x in [1, 0]", "1:17 vacuous"},
        {"for x in (1, 1]", "1:17 vacuous"},
        {"for x in [pi, 3]", "1:17 vacuous"},
        {"for n in 2..1", "1:1 vacuous"},
        {"for n in 1..5 where n > 5", "1:1 vacuous"},
        {"for x in [0, 1] where 2 < 1", "1:1 vacuous"},
        {"for x in [0, 1] where log(0 - 1) < 0", "1:35 this condition is undef"},
        {"for n in 1..5/2", "1:26 the ends of the integer range"},
        {"for n in 1..exp(1)", "1:25 the ends of the integer range"},
        {"for n in {1, pi}", "1:26 the members of the list"},
        {"for x in [0, log(0 - 1)]", "1:26 this end"},
        {"for x in [0, exp(exp(exp(9)))]", "1:26 this end"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_buf b = {0};
        text_printf(&b, "claim a \"A\" %s show 1 > 0", cases[i][0]);
        char *got = lang_instances(b.s, "a");
        if (strncmp(got, cases[i][1], strlen(cases[i][1])))
            fail_msg("%s: %s", cases[i][0], got);
        free(got);
        text_clear(&b);
    }
    /* not vacuous: one point */
    check("claim a \"A\" for x in [1, 1] show x > 0",
          " x in [1, 1] show x > 0");
}

typedef struct {
    size_t rows;
    expr first[6]; /* cells of the first row */
    bool four[6];  /* which of them are 4 */
    mpq_t value[3];
} rows;

static bool take_row(void *ctx, const binding *binding, const expr *cells,
                     size_t n)
{
    rows *r = ctx;
    assert_int_equal(binding->n, 1);
    if (!r->rows)
        for (size_t i = 0; i < n && i < 6; i++)
            r->first[i] = cells[i];
    if (r->rows < 3)
        mpq_set(r->value[r->rows], binding->value[0]);
    r->rows++;
    return true;
}

static void run_rows(const char *text, rows *r, size_t want)
{
    program *p = lang_program(text);
    elab *e = elab_new(p, NULL);
    lang_errors errs = {0};
    size_t count = 0;
    *r = (rows){0};
    for (int i = 0; i < 3; i++)
        mpq_init(r->value[i]);
    bool ok = elab_rows(e, program_find(p, "a"), take_row, r, &count, &errs);
    assert_int_equal(ok, want > 0);
    assert_int_equal(errs.n, want > 0 ? 0 : 1);
    assert_int_equal(count, want);
    assert_int_equal(r->rows, want);
    for (size_t i = 0; i < 6; i++)
        r->four[i] = r->first[i] && expr_is_si(elab_pool(e), r->first[i], 4);
    lang_errors_clear(&errs);
    elab_free(e);
    program_free(p);
}

static void clear_rows(rows *r)
{
    for (int i = 0; i < 3; i++)
        mpq_clear(r->value[i]);
}

static void test_table(void **state)
{
    (void)state;
    rows r;
    run_rows("table a \"A\" for n in 2..9 where n < 5 "
             "columns u = 3*n, v = n^2 paper n + 2",
             &r, 3);
    assert_int_equal(mpq_cmp_si(r.value[2], 4, 1), 0);
    assert_true(r.first[4] == EXPR_NONE); /* no paper value of u */
    assert_true(r.four[1] && r.four[5]);  /* n^2 and n + 2 at n = 2 */
    clear_rows(&r);
    run_rows("table a \"A\" for n in 2..9 where n < 2 columns u = n", &r, 0);
    clear_rows(&r);
}

static void test_samples(void **state)
{
    (void)state;
    rows r;
    run_rows("figure a \"A\" for x in [1, 2] curves u = x samples 5", &r, 5);
    assert_int_equal(mpq_cmp_si(r.value[1], 5, 4), 0);
    clear_rows(&r);
    run_rows("figure a \"A\" for x in (1, 2) curves u = x samples 5", &r, 3);
    assert_int_equal(mpq_cmp_si(r.value[0], 5, 4), 0);
    clear_rows(&r);
    run_rows("figure a \"A\" for x in [1, 100] curves u = x samples 3 "
             "xscale log",
             &r, 3);
    mpq_sub(r.value[1], r.value[1], r.value[0]); /* about 10 - 1 */
    assert_true(mpq_cmp_si(r.value[1], 899999, 100000) > 0);
    assert_true(mpq_cmp_si(r.value[1], 900001, 100000) < 0);
    clear_rows(&r);
    run_rows("figure a \"A\" for x in [0, 1] curves u = x xscale log", &r, 0);
    clear_rows(&r);
    run_rows("figure a \"A\" for x in [0, 1] curves u = x", &r, 201);
    clear_rows(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_named_lists),
        cmocka_unit_test(test_relations),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_where),
        cmocka_unit_test(test_different),
        cmocka_unit_test(test_undefined_where),
        cmocka_unit_test(test_hints),
        cmocka_unit_test(test_irrational_ends),
        cmocka_unit_test(test_vacuous),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
