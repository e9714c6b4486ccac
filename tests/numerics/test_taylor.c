/* Taylor coefficients: Arb's power series, known series, smoothness. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "iv_support.h"

enum {
    NVARS = 2,
    MAX_ORDER = 9,
    JUDGE_BITS = 500
};

typedef struct {
    expr_pool *pool;
    eval *e;
    range box[NVARS];
    mpq_t q[NVARS];
    expr x, y;
    iv_struct out[MAX_ORDER + 1];
} bench;

static void bench_init(bench *b, mpfr_prec_t prec)
{
    b->pool = expr_pool_new(0);
    b->e = eval_new(b->pool, prec);
    b->x = expr_var(b->pool, 0);
    b->y = expr_var(b->pool, 1);
    for (int i = 0; i < NVARS; i++) {
        range_init(&b->box[i]);
        mpq_init(b->q[i]);
    }
    for (int k = 0; k <= MAX_ORDER; k++)
        iv_init(&b->out[k], prec);
}

static void bench_clear(bench *b)
{
    for (int i = 0; i < NVARS; i++) {
        range_clear(&b->box[i]);
        mpq_clear(b->q[i]);
    }
    for (int k = 0; k <= MAX_ORDER; k++)
        iv_clear(&b->out[k]);
    eval_free(b->e);
    expr_pool_free(b->pool);
}

/* x in [a, b], y in [c, d], closed. */
static void set_box(bench *b, long a, long c, long d, long e)
{
    const long end[4] = {a, c, d, e};
    for (int i = 0; i < NVARS; i++) {
        mpq_set_si(b->box[i].lo, end[2 * i], 1);
        mpq_set_si(b->box[i].hi, end[2 * i + 1], 1);
        b->box[i].lo_open = b->box[i].hi_open = false;
    }
    eval_set_box(b->e, b->box, NVARS);
}

static void assert_all_undefined(const bench *b, int order)
{
    for (int k = 0; k <= order; k++)
        assert_false(iv_is_defined(&b->out[k]));
}

/* ---- against Arb --------------------------------------------------------- */

/* Coefficients at random points of the box; how many were compared. */
static long judge(bench *b, expr f, int var, int order)
{
    long judged = 0;
    arb_poly_t p;
    arb_t c;
    arb_poly_init(p);
    arb_init(c);
    for (int j = 0; j < 3; j++) {
        for (int i = 0; i < NVARS; i++)
            random_point(b->q[i], &b->box[i]);
        if (!arb_series(p, b->pool, f, b->q, var, order + 1, JUDGE_BITS))
            continue;
        for (int k = 0; k <= order; k++) {
            assert_true(iv_is_defined(&b->out[k]));
            arb_poly_get_coeff_arb(c, p, k);
            assert_may_hold(&b->out[k], c, "Taylor coefficient");
            judged++;
        }
    }
    arb_poly_clear(p);
    arb_clear(c);
    return judged;
}

static void small_box(bench *b)
{
    for (int i = 0; i < NVARS; i++)
        random_range(&b->box[i], false);
    eval_set_box(b->e, b->box, NVARS);
}

static void coefficients_land_inside(void **state)
{
    long judged = 0;
    (void)state;
    for (long t = test_count(2500); t > 0; t--) {
        bench b;
        bench_init(&b, random_in(20, 150));
        expr f = random_expr(b.pool, NVARS, (int)random_in(1, 8), true);
        for (int k = 0; f != EXPR_NONE && k < 4; k++) {
            int var = (int)random_in(0, NVARS - 1);
            int order = (int)random_in(0, MAX_ORDER);
            small_box(&b);
            if (random_chance(20))
                eval_set_prec(b.e, random_in(20, 150));
            eval_taylor(b.e, f, var, order, b.out);
            if (iv_is_defined(&b.out[0]))
                judged += judge(&b, f, var, order);
        }
        bench_clear(&b);
    }
    assert_true(judged > 1000);
}

/* Each operation of a simple argument, on boxes where it is smooth. */
static void every_operation(void **state)
{
    static const expr_op op[] = {EXPR_NEG, EXPR_SQRT, EXPR_EXP, EXPR_LOG,
                                 EXPR_SIN, EXPR_COS,  EXPR_TAN, EXPR_ATAN,
                                 EXPR_ERF, EXPR_ABS,  EXPR_POW, EXPR_ROOT,
                                 EXPR_DIV, EXPR_MIN,  EXPR_MAX};
    (void)state;
    bench b;
    bench_init(&b, 128);
    expr_pool *p = b.pool;
    /* between 1/2 and 3/2 for x, y in [0, 1] */
    expr u = expr_div(
        p, expr_add(p, expr_add(p, expr_mul(p, b.x, b.y), b.x), expr_si(p, 1)),
        expr_si(p, 2));
    for (size_t k = 0; k < sizeof op / sizeof *op; k++) {
        const expr arg[3] = {u, expr_sub(p, u, expr_si(p, 2)), EXPR_NONE};
        expr f = expr_make(p, op[k], arg, op[k] == EXPR_POW ? 7 : 5, 3, false);
        assert_true(f != EXPR_NONE);
        set_box(&b, 0, 1, 0, 1);
        for (int var = 0; var < NVARS; var++) {
            eval_taylor(b.e, f, var, MAX_ORDER, b.out);
            assert_true(iv_is_defined(&b.out[0]));
            assert_true(judge(&b, f, var, MAX_ORDER) > 0);
        }
    }
    bench_clear(&b);
}

/* The value is the enclosure of the expression (no hypotheses, no kinks). */
static void order_zero_overlaps_the_enclosure(void **state)
{
    long both = 0;
    (void)state;
    for (long t = test_count(500); t > 0; t--) {
        bench b;
        bench_init(&b, 64);
        expr f = random_expr(b.pool, NVARS, (int)random_in(1, 8), false);
        small_box(&b);
        eval_taylor(b.e, f, 0, 2, b.out);
        iv_srcptr v = eval_enclose(b.e, f);
        if (iv_is_defined(&b.out[0])) {
            assert_true(iv_is_defined(v));
            assert_true(mpfr_lessequal_p(iv_lower(v), iv_upper(b.out)) &&
                        mpfr_lessequal_p(iv_lower(b.out), iv_upper(v)));
            both++;
        }
        bench_clear(&b);
    }
    assert_true(both > 50);
}

/* ---- known series -------------------------------------------------------- */

static void known_series_at_zero(void **state)
{
    bench b;
    bench_init(&b, 128);
    (void)state;
    expr_pool *p = b.pool;
    expr one = expr_si(p, 1), s = expr_add(p, b.x, one);
    set_box(&b, 0, 0, 0, 0);
    long sign = 1;
    eval_taylor(b.e, expr_div(p, one, s), 0, MAX_ORDER, b.out);
    for (int k = 0; k <= MAX_ORDER; k++, sign = -sign)
        assert_is_ratio(&b.out[k], sign, 1); /* 1 - x + x^2 - ... */
    eval_taylor(b.e, expr_unary(p, EXPR_SQRT, s), 0, 5, b.out);
    static const long half[6][2] = {{1, 1},  {1, 2},    {-1, 8},
                                    {1, 16}, {-5, 128}, {7, 256}};
    for (int k = 0; k <= 5; k++)
        assert_is_ratio(&b.out[k], half[k][0], half[k][1]);
    eval_taylor(b.e, expr_pow_si(p, s, 5), 0, 7, b.out);
    static const long row[8] = {1, 5, 10, 10, 5, 1, 0, 0};
    for (int k = 0; k <= 7; k++)
        assert_is_ratio(&b.out[k], row[k], 1);
    eval_taylor(b.e, expr_unary(p, EXPR_COS, b.x), 0, 2, b.out);
    assert_is_ratio(&b.out[0], 1, 1);
    assert_is_ratio(&b.out[1], 0, 1);
    assert_is_ratio(&b.out[2], -1, 2);
    bench_clear(&b);
}

/* Exact zeros are what contact proofs live on. */
static void exact_zeros_stay_exact(void **state)
{
    static const struct {
        expr_op op;
        int zero[4]; /* orders that vanish at 0, ended by -1 */
    } cases[] = {{EXPR_SIN, {0, 2, 4, -1}},
                 {EXPR_ATAN, {0, 2, 4, -1}},
                 {EXPR_TAN, {0, 2, 4, -1}},
                 {EXPR_ERF, {0, 2, 4, -1}},
                 {EXPR_COS, {1, 3, 5, -1}}};
    bench b;
    bench_init(&b, 128);
    (void)state;
    set_box(&b, 0, 0, 0, 0);
    for (size_t j = 0; j < sizeof cases / sizeof *cases; j++) {
        eval_taylor(b.e, expr_unary(b.pool, cases[j].op, b.x), 0, 5, b.out);
        for (int k = 0; cases[j].zero[k] >= 0; k++)
            assert_is_ratio(&b.out[cases[j].zero[k]], 0, 1);
    }
    /* r - 1 - log r at 1: 0, 0, 1/2 */
    expr r1 = expr_sub(b.pool, b.x, expr_si(b.pool, 1));
    expr f = expr_sub(b.pool, r1, expr_unary(b.pool, EXPR_LOG, b.x));
    set_box(&b, 1, 1, 0, 0);
    eval_taylor(b.e, f, 0, 2, b.out);
    assert_is_ratio(&b.out[0], 0, 1);
    assert_is_ratio(&b.out[1], 0, 1);
    assert_is_ratio(&b.out[2], 1, 2);
    bench_clear(&b);
}

/* x^n over a box around 0: the coefficients C(n, k) x^(n-k) and no wider. */
static void powers_around_zero_are_tight(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    set_box(&b, -1, 2, 0, 0);
    eval_taylor(b.e, expr_pow_si(b.pool, b.x, 4), 0, 5, b.out);
    static const long want[6][2] = {{0, 16}, {-4, 32}, {0, 24},
                                    {-4, 8}, {1, 1},   {0, 0}};
    for (int k = 0; k <= 5; k++) {
        assert_int_equal(mpfr_cmp_si(iv_lower(&b.out[k]), want[k][0]), 0);
        assert_int_equal(mpfr_cmp_si(iv_upper(&b.out[k]), want[k][1]), 0);
    }
    bench_clear(&b);
}

static void other_variables_are_constants(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    set_box(&b, 1, 2, -1, 4);
    /* |y| sqrt(4 - y) x^2: no kink and no root hurts in x */
    expr_pool *p = b.pool;
    expr g =
        expr_mul(p, expr_unary(p, EXPR_ABS, b.y),
                 expr_unary(p, EXPR_SQRT, expr_sub(p, expr_si(p, 4), b.y)));
    expr f = expr_mul(p, g, expr_pow_si(p, b.x, 2));
    eval_taylor(b.e, f, 0, 3, b.out);
    for (int k = 0; k <= 3; k++)
        assert_true(iv_is_defined(&b.out[k]));
    assert_is_ratio(&b.out[3], 0, 1);
    eval_taylor(b.e, f, 1, 3, b.out);
    assert_all_undefined(&b, 3);
    eval_taylor(b.e, g, 0, 3, b.out);
    for (int k = 1; k <= 3; k++)
        assert_is_ratio(&b.out[k], 0, 1);
    bench_clear(&b);
}

/* ---- smoothness ---------------------------------------------------------- */

static void roots_at_zero_are_not_smooth(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr root = expr_unary(b.pool, EXPR_SQRT, b.x);
    expr five = expr_pow_ratio(b.pool, b.x, 5, 2);
    set_box(&b, 0, 1, 0, 1);
    eval_taylor(b.e, root, 0, 0, b.out); /* continuous, but not C^1 */
    assert_all_undefined(&b, 0);
    eval_taylor(b.e, root, 0, 1, b.out);
    assert_all_undefined(&b, 1);
    eval_taylor(b.e, five, 0, 4, b.out); /* x^(5/2): twice, not 5 times */
    assert_all_undefined(&b, 4);
    eval_taylor(b.e, expr_unary(b.pool, EXPR_LOG, b.x), 0, 1, b.out);
    assert_all_undefined(&b, 1);
    b.box[0].lo_open = true;
    eval_set_box(b.e, b.box, NVARS);
    eval_taylor(b.e, root, 0, 1, b.out);
    assert_true(iv_is_defined(&b.out[1]) && mpfr_inf_p(iv_upper(&b.out[1])));
    assert_true(iv_certainly_pos(&b.out[1]));
    bench_clear(&b);
}

static void kinks_must_be_decided(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr_pool *p = b.pool;
    expr abs = expr_unary(p, EXPR_ABS, b.x);
    expr max = expr_max(p, b.x, expr_si(p, 1));
    expr jump = expr_if(p, b.x, false, b.x, expr_si(p, 5));
    set_box(&b, -1, 1, 0, 0);
    eval_taylor(b.e, abs, 0, 1, b.out);
    assert_all_undefined(&b, 1);
    eval_taylor(b.e, jump, 0, 1, b.out);
    assert_all_undefined(&b, 1);
    set_box(&b, 0, 2, 0, 0);
    eval_taylor(b.e, max, 0, 1, b.out);
    assert_all_undefined(&b, 1);
    eval_taylor(b.e, abs, 0, 1, b.out); /* touches the seam, decided */
    assert_is_ratio(&b.out[1], 1, 1);
    eval_taylor(b.e, jump, 0, 1, b.out);
    assert_is_ratio(&b.out[1], 1, 1);
    set_box(&b, -2, 0, 0, 0);
    eval_taylor(b.e, abs, 0, 1, b.out);
    assert_is_ratio(&b.out[1], -1, 1);
    eval_taylor(b.e, jump, 0, 1, b.out); /* at 0 the branch changes */
    assert_all_undefined(&b, 1);
    set_box(&b, 1, 2, 0, 0);
    eval_taylor(b.e, max, 0, 1, b.out);
    assert_is_ratio(&b.out[1], 1, 1);
    set_box(&b, -3, 1, 0, 0);
    eval_taylor(b.e, max, 0, 1, b.out);
    assert_is_ratio(&b.out[0], 1, 1);
    assert_is_ratio(&b.out[1], 0, 1);
    bench_clear(&b);
}

/* For each y one branch holds along all of x: the hull of both. */
static void conditions_on_other_variables(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr_pool *p = b.pool;
    expr f = expr_if(p, b.y, true, expr_mul(p, expr_si(p, 3), b.x),
                     expr_mul(p, expr_si(p, 5), b.x));
    set_box(&b, 1, 1, -1, 1);
    eval_taylor(b.e, f, 0, 2, b.out);
    assert_int_equal(mpfr_cmp_ui(iv_lower(&b.out[1]), 3), 0);
    assert_int_equal(mpfr_cmp_ui(iv_upper(&b.out[1]), 5), 0);
    assert_is_ratio(&b.out[2], 0, 1);
    eval_taylor(b.e, f, 1, 2, b.out);
    assert_all_undefined(&b, 2);
    bench_clear(&b);
}

static void hypotheses_do_not_narrow(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    sign_condition h = {b.x, true};
    expr f = expr_unary(b.pool, EXPR_LOG, b.x);
    set_box(&b, -1, 4, 0, 0);
    eval_set_hyps(b.e, &h, 1);
    assert_true(iv_is_defined(eval_enclose(b.e, f)));
    eval_taylor(b.e, f, 0, 1, b.out);
    assert_all_undefined(&b, 1);
    eval_taylor(b.e, b.x, 0, 1, b.out);
    assert_int_equal(mpfr_cmp_si(iv_lower(&b.out[0]), -1), 0);
    bench_clear(&b);
}

static void no_series_of_nothing(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    set_box(&b, 1, 2, 0, 1);
    eval_taylor(b.e, EXPR_NONE, 0, 2, b.out);
    assert_all_undefined(&b, 2);
    eval_taylor(b.e, expr_var(b.pool, 7), 7, 2, b.out);
    assert_all_undefined(&b, 2);
    expr bad = expr_div(b.pool, expr_si(b.pool, 1), expr_si(b.pool, 0));
    eval_taylor(b.e, expr_add(b.pool, b.x, bad), 0, 2, b.out);
    assert_all_undefined(&b, 2);
    bench_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coefficients_land_inside),
        cmocka_unit_test(every_operation),
        cmocka_unit_test(order_zero_overlaps_the_enclosure),
        cmocka_unit_test(known_series_at_zero),
        cmocka_unit_test(exact_zeros_stay_exact),
        cmocka_unit_test(powers_around_zero_are_tight),
        cmocka_unit_test(other_variables_are_constants),
        cmocka_unit_test(roots_at_zero_are_not_smooth),
        cmocka_unit_test(kinks_must_be_decided),
        cmocka_unit_test(conditions_on_other_variables),
        cmocka_unit_test(hypotheses_do_not_narrow),
        cmocka_unit_test(no_series_of_nothing),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
