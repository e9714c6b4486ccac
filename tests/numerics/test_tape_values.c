/* tests/numerics/test_tape_values.c: tapes on single boxes: exact values,
 * domains, kinks, hypotheses, and what the compiler makes of odd input. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "../../numerics/search/tape_internal.h"

enum {
    L = TAPE_LANES
};

/* Boxes in x and y as a tape takes them. */
typedef struct {
    double lo[2 * L], hi[2 * L];
    uint8_t lo_open[2], hi_open[2];
} boxes;

static void evaluate(const tape *t, tape_scratch *s, const boxes *b,
                     tape_out *out)
{
    tape_eval(t, s, &(tape_boxes){b->lo, b->hi, b->lo_open, b->hi_open}, 0,
              tape_roots(t), out);
}

/* ---- single values ------------------------------------------------------ */

/* One expression of x and y over one box. */
typedef struct {
    expr_pool *p;
    expr x, y;
} fixture;

static fixture fixture_new(void)
{
    expr_pool *p = expr_pool_new(0);
    return (fixture){p, expr_var(p, 0), expr_var(p, 1)};
}

static tape_out over(const fixture *w, expr f, double lo, bool lo_open,
                     double hi, bool hi_open)
{
    boxes b;
    tape_out out;
    tape *t = tape_new(w->p, &f, 1, 2, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    for (int i = 0; i < 2 * L; i++) {
        b.lo[i] = lo;
        b.hi[i] = hi;
    }
    for (int v = 0; v < 2; v++) {
        b.lo_open[v] = lo_open ? 0xff : 0;
        b.hi_open[v] = hi_open ? 0xff : 0;
    }
    evaluate(t, s, &b, &out);
    tape_scratch_free(s);
    tape_free(t);
    return out;
}

static expr u(const fixture *w, expr_op op, expr a)
{
    return expr_unary(w->p, op, a);
}

static expr c(const fixture *w, long n)
{
    return expr_si(w->p, n);
}

static void assert_exactly(const fixture *w, expr f, double x, double value)
{
    tape_out out = over(w, f, x, false, x, false);
    assert_int_equal(out.bad, 0);
    assert_true(out.lo[3] == value);
    assert_true(out.hi[3] == value);
}

static void exact_values_survive(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr_pool *p = w.p;
    expr d = expr_sub(p, w.x, c(&w, 1)), lg = u(&w, EXPR_LOG, w.x);
    assert_exactly(&w, lg, 1, 0);
    assert_exactly(&w, u(&w, EXPR_EXP, w.x), 0, 1);
    assert_exactly(&w, u(&w, EXPR_SIN, w.x), 0, 0);
    assert_exactly(&w, u(&w, EXPR_COS, w.x), 0, 1);
    assert_exactly(&w, u(&w, EXPR_TAN, w.x), 0, 0);
    assert_exactly(&w, u(&w, EXPR_ATAN, w.x), 0, 0);
    assert_exactly(&w, u(&w, EXPR_ERF, w.x), 0, 0);
    assert_exactly(&w, u(&w, EXPR_SQRT, w.x), 2.25, 1.5);
    assert_exactly(&w, expr_pow_ratio(p, w.x, 2, 3), 8, 4);
    assert_exactly(&w, expr_pow_ratio(p, w.x, 2, 3), 0, 0);
    assert_exactly(&w, expr_pow_si(p, w.x, 7), -2, -128);
    expr tenth = expr_div(p, expr_pow_si(p, d, 2), c(&w, 10));
    assert_exactly(&w, expr_sub(p, expr_sub(p, d, lg), tenth), 1, 0);
    expr_pool_free(p);
}

static void assert_is(tape_out out, bool lo_open, double lo, double hi,
                      bool hi_open)
{
    assert_int_equal(out.bad, 0);
    for (int i = 0; i < L; i++) {
        assert_true(out.lo[i] == lo);
        assert_true(out.hi[i] == hi);
    }
    assert_int_equal(out.lo_open, lo_open ? 0xff : 0);
    assert_int_equal(out.hi_open, hi_open ? 0xff : 0);
}

static void assert_bad(tape_out out)
{
    assert_int_equal(out.bad, 0xff);
    assert_true(out.lo[0] == -(double)INFINITY);
    assert_true(out.hi[0] == (double)INFINITY);
}

static void domains_are_watched(void **unused)
{
    (void)unused;
    const double inf = (double)INFINITY;
    fixture w = fixture_new();
    expr_pool *p = w.p;
    expr lg = u(&w, EXPR_LOG, w.x), inv = expr_div(p, c(&w, 1), w.x);
    assert_is(over(&w, lg, 0, true, 1, false), true, -inf, 0, false);
    assert_bad(over(&w, lg, 0, false, 1, false));
    assert_bad(over(&w, lg, -1, false, 1, false));
    assert_bad(over(&w, lg, -2, false, -1, false));
    assert_is(over(&w, inv, 0, true, 1, false), false, 1, inf, true);
    assert_is(over(&w, inv, -1, false, 0, true), true, -inf, -1, false);
    assert_is(over(&w, inv, 1, false, inf, true), true, 0, 1, false);
    assert_bad(over(&w, inv, 0, false, 1, false));
    assert_bad(over(&w, inv, -1, false, 1, false));
    assert_bad(over(&w, inv, 0, false, 0, false));
    assert_is(over(&w, u(&w, EXPR_LOG, inv), 1, false, inf, true), true, -inf,
              0, false);
    expr r = u(&w, EXPR_SQRT, w.x);
    assert_is(over(&w, r, 0, false, 4, false), false, 0, 2, false);
    assert_bad(over(&w, r, -0x1p-1000, false, 4, false));
    assert_bad(over(&w, expr_pow_ratio(p, w.x, 1, 3), -1, false, 1, false));
    /* log(1 - x) on [0, 1): the open end travels through a difference */
    expr l1 = u(&w, EXPR_LOG, expr_sub(p, c(&w, 1), w.x));
    assert_is(over(&w, l1, 0, false, 1, true), true, -inf, 0, false);
    assert_bad(over(&w, l1, 0, false, 1, false));
    expr tg = u(&w, EXPR_TAN, w.x);
    assert_int_equal(over(&w, tg, -1.5, false, 1.5, false).bad, 0);
    assert_bad(over(&w, tg, 1.5, false, 1.6, false));
    assert_bad(over(&w, tg, 0, false, 100, false));
    assert_bad(over(&w, tg, 0x1p30, false, 0x1p30, false));
    /* 0 times infinity */
    expr e = expr_mul(p, expr_sub(p, w.y, w.y), w.x);
    tape_out o = over(&w, e, 0, false, inf, true);
    assert_int_equal(o.bad, 0);
    assert_true(o.lo[0] <= 0 && o.hi[0] >= 0);
    expr_pool_free(p);
}

static void trigonometric_extrema(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr s = u(&w, EXPR_SIN, w.x), k = u(&w, EXPR_COS, w.x);
    assert_is(over(&w, s, 0, true, 2, false), true, 0, 1, false);
    assert_is(over(&w, k, -1, false, 4, false), false, -1, 1, false);
    assert_is(over(&w, s, 0, false, 100, false), false, -1, 1, false);
    assert_is(over(&w, s, 1e300, false, 1e300, false), false, -1, 1, false);
    tape_out o = over(&w, s, 0, false, 1, false);
    assert_true(o.lo[0] == 0 && fabs(o.hi[0] - 0.8414709848) < 1e-9);
    o = over(&w, k, 2, false, 4, false);
    assert_true(o.lo[0] == -1 && fabs(o.hi[0] + 0.4161468365) < 1e-9);
    o = over(&w, s, 4, false, 5, false);
    assert_true(o.lo[0] == -1 && fabs(o.hi[0] + 0.7568024953) < 1e-9);
    expr_pool_free(w.p);
}

/* An extremum so near an open end that it is taken to lie outside is not kept
 * out by that end. */
static void extrema_beside_open_ends(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr s = u(&w, EXPR_SIN, w.x), k = u(&w, EXPR_COS, w.x);
    const double tiny = 0x1p-1074, peak = 0x1.921fb54442d18p0; /* < pi/2 */
    assert_true(over(&w, k, -tiny, true, 3, false).hi_open == 0);
    assert_true(over(&w, k, -3, false, tiny, true).hi_open == 0);
    assert_true(over(&w, k, -tiny, true, tiny, true).hi_open == 0);
    assert_true(over(&w, k, -tiny, true, 4, false).hi_open == 0);
    assert_true(over(&w, s, peak, true, 4, false).hi_open == 0);
    assert_true(over(&w, s, 0, false, nextafter(peak, 2), true).hi_open == 0);
    assert_true(over(&w, s, -4, false, -peak, true).lo_open == 0);
    assert_true(over(&w, s, -nextafter(peak, 2), true, 0, false).lo_open == 0);
    /* at 0 itself it is known where the extremum lies */
    assert_int_equal(over(&w, k, 0, true, 3, false).hi_open, 0xff);
    assert_int_equal(over(&w, k, -3, false, 0, true).hi_open, 0xff);
    expr_pool_free(w.p);
}

static void kinks_are_reported(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr_pool *p = w.p;
    expr a = u(&w, EXPR_ABS, w.x);
    tape_out o = over(&w, a, -1, false, 2, true);
    assert_is(o, false, 0, 2, true);
    assert_int_equal(o.kink, 0xff);
    assert_int_equal(o.jump, 0);
    o = over(&w, a, -3, true, 0, false);
    assert_is(o, false, 0, 3, true);
    assert_int_equal(o.kink, 0);
    expr step = expr_if(p, w.x, true, c(&w, 5), u(&w, EXPR_SQRT, w.x));
    o = over(&w, step, 0, true, 1, false);
    assert_is(o, false, 5, 5, false);
    assert_int_equal(o.kink | o.jump, 0);
    o = over(&w, step, 0, false, 1, false);
    assert_is(o, false, 0, 5, false);
    assert_int_equal(o.kink & o.jump, 0xff);
    assert_bad(over(&w, step, -1, false, 1, false)); /* sqrt */
    /* the branch not taken may be undefined */
    expr safe = expr_if(p, w.x, true, w.x, u(&w, EXPR_SQRT, expr_neg(p, w.x)));
    assert_is(over(&w, safe, 1, false, 2, false), false, 1, 2, false);
    /* max(x, |x|) where x > 0: no kink left */
    expr m = expr_max(p, expr_sub(p, w.x, c(&w, 4)), a);
    o = over(&w, m, 1, false, 2, false);
    assert_is(o, false, 1, 2, false);
    assert_int_equal(o.kink, 0);
    expr_pool_free(p);
}

/* ---- hypotheses --------------------------------------------------------- */

static void hypotheses_narrow(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr_pool *p = w.p;
    expr d = expr_sub(p, w.x, w.y), e = expr_sub(p, w.y, w.x);
    expr root[3] = {u(&w, EXPR_SQRT, d), u(&w, EXPR_LOG, expr_neg(p, e)), e};
    sign_condition h = {d, false};
    boxes b;
    tape_out out[3];
    memset(&b, 0, sizeof b);
    for (int i = 0; i < L; i++) {
        b.lo[i] = i == 5 ? -4 : 0; /* lane 5: x < y, void */
        b.hi[i] = i == 5 ? -3 : 1;
        b.hi[L + i] = i == 6 ? 0 : 1;
    }
    for (int strict = 0; strict < 2; strict++) {
        h.strict = strict != 0;
        tape *t = tape_new(p, root, 3, 2, &h, 1);
        tape_scratch *s = tape_scratch_new(t);
        evaluate(t, s, &b, out);
        for (int i = 0; i < L; i++)
            assert_int_equal(tape_void(s)[i], i == 5 ? 0 : -1);
        assert_int_equal(out[0].bad & ~0x20, 0);
        assert_true(out[0].lo[0] == 0 && out[0].hi[0] == 1);
        assert_int_equal(out[0].lo_open & ~0x20, strict ? 0xdf : 0);
        /* -(y - x) is the hypothesis, too */
        assert_int_equal(out[1].bad & ~0x20, strict ? 0 : 0xdf);
        assert_true(out[2].lo[0] == -1 && out[2].hi[0] == 0);
        assert_int_equal(out[2].hi_open & ~0x20, strict ? 0xdf : 0);
        tape_scratch_free(s);
        tape_free(t);
    }
    expr_pool_free(p);
}

/* A closed hypothesis that fails makes every lane void; a variable can be a
 * hypothesis. */
static void hypotheses_of_any_kind(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr_pool *p = w.p;
    sign_condition h[3] = {
        {expr_sub(p, u(&w, EXPR_EXP, c(&w, 1)), c(&w, 2)), true},
        {w.x, true},
        {expr_sub(p, u(&w, EXPR_EXP, c(&w, 1)), c(&w, 3)), false}};
    expr root = u(&w, EXPR_LOG, w.x);
    boxes b;
    memset(&b, 0, sizeof b);
    for (int i = 0; i < 2 * L; i++) {
        b.lo[i] = -1;
        b.hi[i] = 1;
    }
    for (size_t nhyps = 2; nhyps <= 3; nhyps++) {
        tape_out out;
        tape *t = tape_new(p, &root, 1, 2, h, nhyps);
        tape_scratch *s = tape_scratch_new(t);
        for (int again = 0; again < 2; again++) {
            evaluate(t, s, &b, &out);
            assert_int_equal(tape_void(s)[7], nhyps == 3 ? 2 : -1);
            assert_int_equal(out.bad, 0);
            assert_true(out.hi[0] == 0);
        }
        tape_scratch_free(s);
        tape_free(t);
    }
    expr_pool_free(p);
}

/* ---- the compiler ------------------------------------------------------- */

/* 100,000 nodes in a row use few registers and no recursion. */
static void long_chains_are_no_trouble(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr f = w.x;
    for (int i = 0; i < 50000; i++)
        f = expr_add(w.p, expr_pow_si(w.p, f, 2),
                     expr_ratio(w.p, 1, (unsigned long)(i + 5)));
    tape *t = tape_new(w.p, &f, 1, 2, NULL, 0);
    assert_int_equal(tape_size(t), 100001);
    assert_true(t->nregs < 2 + 50000 + 10); /* variables, constants */
    tape_free(t);
    tape_free(NULL);
    tape_scratch_free(NULL);
    expr_pool_free(w.p);
}

static void odd_roots_are_allowed(void **unused)
{
    (void)unused;
    fixture w = fixture_new();
    expr undefined = u(&w, EXPR_LOG, c(&w, -1));
    expr root[4] = {EXPR_NONE, undefined, w.y, c(&w, 3)};
    tape *t = tape_new(w.p, root, 4, 2, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    tape_out out[4];
    boxes b;
    double x[2] = {1, 2}, y[4];
    memset(&b, 0, sizeof b);
    evaluate(t, s, &b, out);
    assert_int_equal(out[0].bad, 0xff);
    assert_int_equal(out[1].bad, 0xff);
    assert_is(out[2], false, 0, 0, false);
    assert_is(out[3], false, 3, 3, false);
    tape_point(t, s, x, y);
    assert_true(isnan(y[0]) && isnan(y[1]) && y[2] == 2 && y[3] == 3);
    tape_scratch_free(s);
    tape_free(t);
    expr_pool_free(w.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_values_survive),
        cmocka_unit_test(domains_are_watched),
        cmocka_unit_test(trigonometric_extrema),
        cmocka_unit_test(extrema_beside_open_ends),
        cmocka_unit_test(kinks_are_reported),
        cmocka_unit_test(hypotheses_narrow),
        cmocka_unit_test(hypotheses_of_any_kind),
        cmocka_unit_test(long_chains_are_no_trouble),
        cmocka_unit_test(odd_roots_are_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
