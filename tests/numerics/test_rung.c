/* tests/numerics/test_rung.c: intervals of hardware doubles hold what MPFR's do.
 *
 * The judge is MPFR at other precisions: exact sums, products and quotients of
 * the ends to 2,200 bits and more, enclosures of functions to 128 bits.
 * What a rung says must hold all of that; where it says nothing there is
 * nothing to test, so the shares of cases that it decides are tested, too. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fenv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../numerics/base/rational.h"
#include "../../numerics/enclose/iv_function.h"
#include "../../numerics/enclose/rung.h"
#include "../../numerics/enclose/rung_function.h"
#include "iv_support.h"

enum {
    OPERATIONS = 1000000,
    FUNCTIONS = 60000,
    EXPRESSIONS = 6000,
    WIDE = 4400 /* bits: any sum or product of doubles, exactly */
};

/* Zeros, subnormals, neighbours of powers of two, huge and plain numbers. */
static double random_double(void)
{
    static const double edge[] = {0,
                                  -0.0,
                                  1,
                                  -1,
                                  DBL_MIN,
                                  -DBL_MIN,
                                  0x1p-1074,
                                  -0x1p-1074,
                                  DBL_MAX,
                                  -DBL_MAX,
                                  0x1p-537,
                                  0x1p512,
                                  0x1.fffffffffffffp-1,
                                  0x1p53};
    long kind = random_in(0, 9);
    double x;
    if (kind == 0)
        return edge[random_in(0, (long)(sizeof edge / sizeof *edge) - 1)];
    if (kind == 1) { /* any bits */
        uint64_t bits = random_bits();
        memcpy(&x, &bits, sizeof x);
        return isfinite(x) ? x : 2;
    }
    x = (double)random_in(-1000000, 1000000);
    if (kind == 2)
        return x / 1024;
    if (kind == 3)
        return ldexp(x, (int)random_in(-1100, 990));
    return x / (double)random_in(1, 1000000);
}

static rung_interval random_interval(void)
{
    double a = random_double(), b = random_double();
    if (random_chance(25))
        b = a;
    else if (random_chance(50) && fabs(a) < 1e300)
        b = a + fabs(a) * ldexp(1, (int)-random_in(1, 52));
    return a <= b ? (rung_interval){a, b} : (rung_interval){b, a};
}

static double inside(rung_interval a)
{
    double m = a.lo + (a.hi - a.lo) * ((double)random_in(0, 64) / 64);
    return m >= a.lo && m <= a.hi ? m : random_chance(50) ? a.lo : a.hi;
}

/* lo <= v <= hi, v exact or rounded to v's many bits downward and upward. */
static void holds(rung_interval r, mpfr_srcptr down, mpfr_srcptr up,
                  const char *what)
{
    mpfr_t e;
    mpfr_init2(e, 53);
    rational_to_fr(e, r.lo);
    bool ok = mpfr_lessequal_p(e, down) != 0;
    rational_to_fr(e, r.hi);
    ok = ok && mpfr_lessequal_p(up, e) != 0;
    mpfr_clear(e);
    if (!ok) {
        mpfr_printf("%s: [%a, %a] does not hold %Ra\n", what, r.lo, r.hi, down);
        fail();
    }
}

typedef int mpfr_binary(mpfr_ptr, mpfr_srcptr, mpfr_srcptr, mpfr_rnd_t);

typedef struct {
    const char *name;
    rung_interval (*run)(rung_interval, rung_interval);
    mpfr_binary *judge;
} operation;

static rung_interval square(rung_interval a, rung_interval b)
{
    (void)b;
    return rung_sqr(a);
}

static rung_interval cube(rung_interval a, rung_interval b)
{
    (void)b;
    return rung_pow(a, 3);
}

static rung_interval fourth(rung_interval a, rung_interval b)
{
    (void)b;
    return rung_pow(a, 4);
}

static rung_interval root(rung_interval a, rung_interval b)
{
    (void)b;
    return rung_sqrt(a);
}

static rung_interval absolute(rung_interval a, rung_interval b)
{
    (void)b;
    return rung_abs(a);
}

#define POWER(NAME, CALL)                                                      \
    static int NAME(mpfr_ptr r, mpfr_srcptr a, mpfr_srcptr b, mpfr_rnd_t rnd)  \
    {                                                                          \
        (void)b;                                                               \
        return CALL;                                                           \
    }
POWER(judge_square, mpfr_sqr(r, a, rnd))
POWER(judge_cube, mpfr_pow_ui(r, a, 3, rnd))
POWER(judge_fourth, mpfr_pow_ui(r, a, 4, rnd))
POWER(judge_root, mpfr_sqrt(r, a, rnd))
POWER(judge_abs, mpfr_abs(r, a, rnd))

static const operation operations[] = {
    {"+", rung_add, mpfr_add},    {"-", rung_sub, mpfr_sub},
    {"*", rung_mul, mpfr_mul},    {"/", rung_div, mpfr_div},
    {"min", rung_min, mpfr_min},  {"max", rung_max, mpfr_max},
    {"^2", square, judge_square}, {"^3", cube, judge_cube},
    {"^4", fourth, judge_fourth}, {"sqrt", root, judge_root},
    {"abs", absolute, judge_abs}};

enum {
    NOPERATIONS = sizeof operations / sizeof *operations
};

/* A million: values at points of the operands lie in the result. */
static void operations_enclose(void **state)
{
    long told[NOPERATIONS] = {0}, tried[NOPERATIONS] = {0};
    mpfr_t x, y, down, up;
    (void)state;
    mpfr_inits2(WIDE, x, y, down, up, (mpfr_ptr)0);
    for (long k = test_count(OPERATIONS); k > 0; k--) {
        long i = k % NOPERATIONS;
        const operation *o = &operations[i];
        rung_interval a = random_interval(), b = random_interval();
        if (o->run == rung_div && a.lo <= 0 && random_chance(50))
            b = rung_add(rung_abs(b), rung_point(1));
        if (o->run == root)
            a = rung_abs(a);
        rung_interval r = o->run(a, b);
        tried[i]++;
        if (!rung_is_there(r))
            continue;
        told[i]++;
        rational_to_fr(x, inside(a));
        rational_to_fr(y, inside(b));
        o->judge(down, x, y, MPFR_RNDD);
        o->judge(up, x, y, MPFR_RNDU);
        holds(r, down, up, o->name);
    }
    for (int i = 0; i < NOPERATIONS; i++)
        assert_true(told[i] > tried[i] / 4);
    mpfr_clears(x, y, down, up, (mpfr_ptr)0);
}

static void what_is_not_there_stays_so(void **state)
{
    rung_interval none = RUNG_NOTHING, big = {1, DBL_MAX}, zero = {0, 0};
    (void)state;
    assert_false(rung_is_there(none));
    assert_false(rung_is_there((rung_interval){-INFINITY, 0}));
    assert_false(rung_is_there((rung_interval){0, INFINITY}));
    assert_false(rung_is_there(rung_add(big, big)));
    assert_false(rung_is_there(rung_mul(big, big)));
    assert_false(rung_is_there(rung_sqr(big)));
    assert_false(rung_is_there(rung_pow(big, 3)));
    assert_false(rung_is_there(rung_pow(rung_neg(big), 7)));
    assert_false(rung_is_there(rung_pow(big, 64)));
    assert_false(rung_is_there(rung_div(big, zero)));
    assert_false(rung_is_there(rung_div(big, (rung_interval){-1, 1})));
    assert_false(rung_is_there(rung_div(big, (rung_interval){0, 1})));
    assert_false(rung_is_there(rung_div(big, rung_point(0x1p-1074))));
    assert_false(rung_is_there(rung_sqrt((rung_interval){-0x1p-1074, 1})));
    assert_false(rung_is_there(rung_sqrt(none)));
    assert_false(rung_is_there(rung_div(none, big)));
    assert_false(rung_is_there(rung_div(big, none)));
    /* 0 is not lost where it is sure */
    assert_true(rung_sub(rung_point(3), rung_point(3)).lo == 0);
    assert_true(rung_mul((rung_interval){0, 1}, big).lo == 0);
    assert_true(rung_sqrt((rung_interval){0, 1}).lo == 0);
    assert_true(rung_sqr((rung_interval){-1, 1}).lo == 0);
    assert_true(rung_point(0x1p-1074).lo > 0);
}

static void brackets_hold(void **state)
{
    mpq_t q, lo, hi;
    (void)state;
    mpq_inits(q, lo, hi, (mpq_ptr)0);
    for (long k = test_count(20000); k > 0; k--) {
        double a, b;
        random_q(q);
        if (random_chance(30))
            mpq_set_si(q, random_in(-100000, 100000),
                       (unsigned long)random_in(1, 1000));
        mpq_canonicalize(q);
        rational_bracket(q, &a, &b);
        assert_true(a <= b);
        if (rational_from_double(lo, a))
            assert_true(mpq_cmp(lo, q) <= 0);
        else
            assert_true(a < 0);
        if (rational_from_double(hi, b))
            assert_true(mpq_cmp(hi, q) >= 0);
        else
            assert_true(b > 0);
    }
    mpq_clears(q, lo, hi, (mpq_ptr)0);
}

/* ---- functions ------------------------------------------------------------ */

static rung_interval argument_of(expr_op op)
{
    double a, w = random_chance(20) ? 0 : ldexp(1, (int)-random_in(0, 50));
    switch (random_in(0, 3)) {
    case 0:
        a = ldexp((double)random_in(-1000, 1000), (int)random_in(-60, 0));
        break;
    case 1:
        a = (double)random_in(-1000000, 1000000) / 1000;
        break;
    case 2: /* near a multiple of pi/4, of 1/16, of log 2 */
        a = (double)random_in(-40, 40) *
            (random_chance(50)   ? 0x1.921fb54442d18p-1
             : random_chance(50) ? 0x1p-5
                                 : 0x1.62e42fefa39efp-1);
        break;
    default:
        a = random_double();
    }
    if (op == EXPR_LOG)
        a = fabs(a);
    if ((op == EXPR_ASIN || op == EXPR_ATANH) && fabs(a) > 1)
        a = fmod(a, 1);
    double b = a + w * (random_chance(50) ? 1 : fabs(a));
    return a <= b ? (rung_interval){a, b} : (rung_interval){a, a};
}

/* The enclosures of eval.h, at 53 bits and at 128, lie inside. */
static void functions_enclose(void **state)
{
    (void)state;
    int known = 0;
    rung_tables t;
    rung_tables_init(&t);
    for (expr_op op = EXPR_CONST; op < EXPR_OP_COUNT; op++) {
        if (!rung_function_knows(op))
            continue;
        known++;
        long told = 0, n = test_count(FUNCTIONS), tight = 0;
        for (long k = 0; k < n; k++) {
            rung_interval a = argument_of(op);
            rung_interval r = rung_function_range(&t, op, a);
            if (!rung_is_there(r))
                continue;
            told++;
            if (a.lo == a.hi)
                tight += r.hi - r.lo <= 0x1p-48 * (fabs(r.lo) + 0x1p-40);
            for (mpfr_prec_t prec = 53; prec <= 128; prec += 75) {
                iv_t x, y;
                iv_init(x, prec);
                iv_init(y, prec);
                rational_to_fr(iv_lower_end(x), a.lo);
                rational_to_fr(iv_upper_end(x), a.hi);
                iv_finish(x, false, false);
                iv_function_range(y, op, 0, x);
                assert_true(iv_is_defined(y));
                holds(r, iv_lower(y), iv_upper(y), "a function");
                iv_clear(x);
                iv_clear(y);
            }
        }
        if (told <= n / 4 || tight <= n / 40)
            print_error("operation %d: %ld of %ld, %ld tight\n", (int)op, told,
                        n, tight);
        assert_true(told > n / 4);
        assert_true(tight > n / 40);
    }
    assert_true(known >= 8);
    rung_tables_clear(&t);
}

/* ---- expressions ---------------------------------------------------------- */

static void expressions_enclose(void **state)
{
    enum {
        NVARS = 3
    };
    long told = 0, lists = 0, n = test_count(EXPRESSIONS);
    range box[NVARS];
    (void)state;
    for (int i = 0; i < NVARS; i++)
        range_init(&box[i]);
    for (long k = 0; k < n; k++) {
        expr_pool *pool = expr_pool_new(0);
        bool kinks = random_chance(50);
        expr f[2] = {random_expr(pool, NVARS, (int)random_in(3, 40), kinks)};
        f[1] = expr_diff(pool, f[0], 0);
        rung *r = f[1] != EXPR_NONE ? rung_new(pool, f, 2, kinks) : NULL;
        eval *e = eval_new(pool, random_chance(50) ? 53 : 128);
        lists += r != NULL;
        for (int j = 0; j < 12 && r != NULL; j++) {
            rung_interval x[NVARS], v[2];
            for (int i = 0; i < NVARS; i++)
                random_range(&box[i], false);
            eval_set_box(e, box, NVARS);
            if (!rung_set_box(x, box, NVARS) || !rung_enclose(r, x, NVARS, v))
                continue;
            told++;
            for (int i = 0; i < 2; i++) {
                bool decided, continuous;
                iv_srcptr y =
                    eval_enclose_smooth(e, f[i], &decided, &continuous);
                assert_true(iv_is_defined(y) && (continuous || kinks));
                holds(v[i], iv_lower(y), iv_upper(y), "an expression");
            }
        }
        rung_free(r);
        eval_free(e);
        expr_pool_free(pool);
    }
    for (int i = 0; i < NVARS; i++)
        range_clear(&box[i]);
    assert_true(lists > n / 10);
    assert_true(told > n / 4);
}

/* What it does not know it does not compile, and a list is no wiser than its
 * weakest node. */
static void the_unknown_is_refused(void **state)
{
    (void)state;
    expr_pool *pool = expr_pool_new(0);
    expr x = expr_var(pool, 0), none = EXPR_NONE;
    expr h = expr_if(pool, x, true, x, expr_neg(pool, x));
    expr s = expr_call(pool, EXPR_FLOOR, 0, x),
         g = expr_div(pool, expr_si(pool, 1), x);
    assert_null(rung_new(pool, &h, 1, false));
    assert_null(rung_new(pool, &s, 1, true));
    assert_null(rung_new(pool, &none, 1, true));
    rung *jump = rung_new(pool, &h, 1, true); /* both branches of |x| */
    rung_interval v, at = {-1, 2};
    assert_non_null(jump);
    assert_true(rung_enclose(jump, &at, 1, &v) && v.lo == -2 && v.hi == 2);
    at.lo = 0; /* 0 > 0 is not sure, nor is it false everywhere */
    assert_true(rung_enclose(jump, &at, 1, &v) && v.lo == -2);
    at.lo = 1;
    assert_true(rung_enclose(jump, &at, 1, &v) && v.lo == 1 && v.hi == 2);
    at = (rung_interval){-2, 0};
    assert_true(rung_enclose(jump, &at, 1, &v) && v.lo == 0 && v.hi == 2);
    rung_free(jump);
    rung *r = rung_new(pool, &g, 1, false);
    at = (rung_interval){-1, 1};
    assert_non_null(r);
    assert_false(rung_enclose(r, &at, 1, &v));
    at.lo = 0;
    assert_false(rung_enclose(r, &at, 1, &v));
    at.lo = 0.5;
    assert_true(rung_enclose(r, &at, 1, &v));
    assert_true(v.lo <= 1 && v.hi >= 2 && v.hi < 2.001);
    assert_false(rung_enclose(r, &at, 0, &v)); /* no such variable */
    rung_free(r);
    rung_free(NULL);
    range open;
    range_init(&open);
    open.hi_inf = true;
    assert_false(rung_set_box(&at, &open, 1));
    range_clear(&open);
    expr_pool_free(pool);
}

/* Other rounding modes are seen. */
static void the_state_is_looked_at(void **state)
{
    (void)state;
    assert_true(rung_usable());
    fesetround(FE_UPWARD);
    bool up = rung_usable();
    fesetround(FE_TOWARDZERO);
    bool zero = rung_usable();
    fesetround(FE_TONEAREST);
    assert_false(up);
    assert_false(zero);
#if defined __x86_64__
    unsigned old = __builtin_ia32_stmxcsr();
    __builtin_ia32_ldmxcsr(old | 0x8000); /* results flushed to zero */
    bool flushed = rung_usable();
    __builtin_ia32_ldmxcsr(old | 0x0040); /* operands taken for zero */
    bool taken = rung_usable();
    __builtin_ia32_ldmxcsr(old);
    assert_false(flushed);
    assert_false(taken);
#endif
    assert_true(rung_usable());
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operations_enclose),
        cmocka_unit_test(what_is_not_there_stays_so),
        cmocka_unit_test(brackets_hold),
        cmocka_unit_test(functions_enclose),
        cmocka_unit_test(expressions_enclose),
        cmocka_unit_test(the_unknown_is_refused),
        cmocka_unit_test(the_state_is_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
