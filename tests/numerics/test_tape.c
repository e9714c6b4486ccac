/* tests/numerics/test_tape.c: tapes against MPFI: what lies in a box has its
 * value in the tape's enclosure; what a tape calls defined is; and the same
 * bits come out of every vector width, lane and evaluation order. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "iv_support.h"

#include "../../numerics/search/tape_internal.h"

enum {
    L = TAPE_LANES,
    VARS = 3
};

/* Boxes as a tape takes them. */
typedef struct {
    double lo[VARS * L], hi[VARS * L];
    uint8_t lo_open[VARS], hi_open[VARS];
} boxes;

static void random_boxes(boxes *b, bool wild)
{
    range r;
    range_init(&r);
    memset(b, 0, sizeof *b);
    for (int v = 0; v < VARS; v++)
        for (int i = 0; i < L; i++) {
            random_range(&r, wild);
            double lo = r.lo_inf ? -(double)INFINITY : mpq_get_d(r.lo);
            double hi = r.hi_inf ? (double)INFINITY : mpq_get_d(r.hi);
            if (lo == hi)
                r.lo_open = r.hi_open = false;
            b->lo[v * L + i] = lo;
            b->hi[v * L + i] = hi;
            b->lo_open[v] |= (uint8_t)(r.lo_open << i);
            b->hi_open[v] |= (uint8_t)(r.hi_open << i);
        }
    range_clear(&r);
}

/* Lane i, exactly. */
static void range_of_lane(range *r, const boxes *b, int v, int i)
{
    double lo = b->lo[v * L + i], hi = b->hi[v * L + i];
    r->lo_inf = isinf(lo) != 0;
    r->hi_inf = isinf(hi) != 0;
    if (!r->lo_inf)
        mpq_set_d(r->lo, lo);
    if (!r->hi_inf)
        mpq_set_d(r->hi, hi);
    r->lo_open = r->lo_inf || (b->lo_open[v] >> i & 1) != 0;
    r->hi_open = r->hi_inf || (b->hi_open[v] >> i & 1) != 0;
}

static void evaluate(const tape *t, tape_scratch *s, const boxes *b,
                     tape_out *out)
{
    tape_eval(t, s, &(tape_boxes){b->lo, b->hi, b->lo_open, b->hi_open}, 0,
              tape_roots(t), out);
}

static bool bit(uint8_t mask, int i)
{
    return (mask >> i & 1) != 0;
}

/* ---- enclosures --------------------------------------------------------- */

/* v, the enclosure of f at one point of lane i, must meet out. */
static void assert_in_lane(iv_srcptr v, const tape_out *out, int i)
{
    int lo = mpfr_cmp_d(iv_upper(v), out->lo[i]);
    int hi = mpfr_cmp_d(iv_lower(v), out->hi[i]);
    if (lo < 0 || hi > 0 || (lo == 0 && bit(out->lo_open, i)) ||
        (hi == 0 && bit(out->hi_open, i))) {
        mpfr_printf(
            "value in [%.20Rg, %.20Rg], but enclosure %c%.17g, %.17g%c\n",
            iv_lower(v), iv_upper(v), bit(out->lo_open, i) ? '(' : '[',
            out->lo[i], out->hi[i], bit(out->hi_open, i) ? ')' : ']');
        fail();
    }
}

/* f at a point: defined, if need be after a second look. */
static iv_srcptr value_at(eval *e, expr f, const range *at)
{
    iv_srcptr v = NULL;
    for (mpfr_prec_t prec = 160; prec <= 2560; prec *= 4) {
        eval_set_prec(e, prec);
        eval_set_box(e, at, VARS);
        v = eval_enclose(e, f);
        if (iv_is_defined(v))
            break;
    }
    return v;
}

static void check_points(eval *e, expr f, const boxes *b, const tape_out *out,
                         int i, long *checked)
{
    range box[VARS], at[VARS];
    for (int v = 0; v < VARS; v++) {
        range_init(&box[v]);
        range_init(&at[v]);
        range_of_lane(&box[v], b, v, i);
    }
    for (int k = 0; k < 3 && !bit(out->bad, i); k++) {
        for (int v = 0; v < VARS; v++) {
            random_point(at[v].lo, &box[v]);
            mpq_set(at[v].hi, at[v].lo);
        }
        iv_srcptr v = value_at(e, f, at);
        assert_true(iv_is_defined(v));
        assert_in_lane(v, out, i);
        (*checked)++;
    }
    for (int v = 0; v < VARS; v++) {
        range_clear(&box[v]);
        range_clear(&at[v]);
    }
}

static void values_lie_inside(bool wild, bool kinks)
{
    long checked = 0;
    for (long n = test_count(600); n > 0; n--) {
        expr_pool *p = expr_pool_new(0);
        expr f = random_expr(p, VARS, (int)random_in(1, 14), kinks);
        tape *t = tape_new(p, &f, 1, VARS, NULL, 0);
        tape_scratch *s = tape_scratch_new(t);
        eval *e = eval_new(p, 160);
        boxes b;
        tape_out out;
        random_boxes(&b, wild);
        evaluate(t, s, &b, &out);
        for (int i = 0; i < L; i++)
            check_points(e, f, &b, &out, i, &checked);
        eval_free(e);
        tape_scratch_free(s);
        tape_free(t);
        expr_pool_free(p);
    }
    printf("%ld points\n", checked);
    assert_true(checked > 500);
}

static void values_lie_inside_enclosures(void **unused)
{
    (void)unused;
    random_start();
    values_lie_inside(false, false);
    values_lie_inside(true, false);
    values_lie_inside(false, true);
    values_lie_inside(true, true);
}

/* ---- sharpness ---------------------------------------------------------- */

typedef struct {
    long defined, bad, wide, undecided, lanes;
} tally;

static double width(iv_srcptr v)
{
    return mpfr_get_d(iv_upper(v), MPFR_RNDU) -
           mpfr_get_d(iv_lower(v), MPFR_RNDD);
}

static void compare_lane(tally *c, eval *e, expr f, const boxes *b,
                         const tape_out *out, int i)
{
    range box[VARS];
    bool decided, continuous;
    for (int v = 0; v < VARS; v++) {
        range_init(&box[v]);
        range_of_lane(&box[v], b, v, i);
    }
    eval_set_box(e, box, VARS);
    iv_srcptr v = eval_enclose_smooth(e, f, &decided, &continuous);
    c->lanes++;
    if (iv_is_defined(v)) {
        c->defined++;
        c->bad += bit(out->bad, i);
        double w = width(v);
        double size = fmax(fabs(out->lo[i]), fabs(out->hi[i]));
        if (!bit(out->bad, i) && isfinite(w))
            c->wide += !(out->hi[i] - out->lo[i] <=
                         w * 1.000001 + 1e-12 * fmax(1, size));
        c->undecided += decided && bit(out->kink, i);
    }
    for (int k = 0; k < VARS; k++)
        range_clear(&box[k]);
}

/* Nearly as sharp as MPFI at 53 bits: cancellation in unlucky places may
 * cost a few lanes definedness or width, but not many. */
static void enclosures_are_sharp(void **unused)
{
    (void)unused;
    random_start();
    tally c = {0, 0, 0, 0, 0};
    for (long n = test_count(600); n > 0; n--) {
        expr_pool *p = expr_pool_new(0);
        expr f = random_expr(p, VARS, (int)random_in(1, 14), true);
        tape *t = tape_new(p, &f, 1, VARS, NULL, 0);
        tape_scratch *s = tape_scratch_new(t);
        eval *e = eval_new(p, 53);
        boxes b;
        tape_out out;
        random_boxes(&b, false);
        evaluate(t, s, &b, &out);
        for (int i = 0; i < L; i++)
            compare_lane(&c, e, f, &b, &out, i);
        eval_free(e);
        tape_scratch_free(s);
        tape_free(t);
        expr_pool_free(p);
    }
    printf("%ld lanes, %ld defined: %ld lost, %ld wide, %ld undecided\n",
           c.lanes, c.defined, c.bad, c.wide, c.undecided);
    assert_true(c.defined > c.lanes / 4);
    assert_true(c.bad * 100 <= c.defined);
    assert_true(c.wide * 50 <= c.defined);
    assert_true(c.undecided * 100 <= c.defined);
}

/* Sums, products, quotients, squares and square roots are rounded as well as
 * can be: to the very ends that MPFI finds with 53 bits. */
static void arithmetic_is_correctly_rounded(void **unused)
{
    (void)unused;
    random_start();
    long checked = 0;
    expr_pool *p = expr_pool_new(0);
    expr x = expr_var(p, 0), y = expr_var(p, 1);
    expr f[] = {expr_add(p, x, y),          expr_sub(p, x, y),
                expr_mul(p, x, y),          expr_div(p, x, y),
                expr_pow_si(p, x, 2),       expr_unary(p, EXPR_SQRT, x),
                expr_unary(p, EXPR_ABS, x), expr_min(p, x, y)};
    enum {
        N = sizeof f / sizeof f[0]
    };
    tape *t = tape_new(p, f, N, VARS, NULL, 0);
    tape_scratch *s = tape_scratch_new(t);
    eval *e = eval_new(p, 53);
    for (long n = test_count(1000); n > 0; n--) {
        boxes b;
        tape_out out[N];
        range box[VARS];
        random_boxes(&b, random_chance(30));
        evaluate(t, s, &b, out);
        int i = (int)random_in(0, L - 1);
        for (int v = 0; v < VARS; v++) {
            range_init(&box[v]);
            range_of_lane(&box[v], &b, v, i);
        }
        eval_set_box(e, box, VARS);
        for (size_t k = 0; k < N; k++) {
            iv_srcptr v = eval_enclose(e, f[k]);
            assert_int_equal(iv_is_defined(v), !bit(out[k].bad, i));
            if (!iv_is_defined(v))
                continue;
            /* further rounding only where doubles under- or overflow */
            assert_true(out[k].lo[i] == mpfr_get_d(iv_lower(v), MPFR_RNDD));
            assert_true(out[k].hi[i] == mpfr_get_d(iv_upper(v), MPFR_RNDU));
            checked++;
        }
        for (int v = 0; v < VARS; v++)
            range_clear(&box[v]);
    }
    printf("%ld enclosures\n", checked);
    assert_true(checked > 4000);
    eval_free(e);
    tape_scratch_free(s);
    tape_free(t);
    expr_pool_free(p);
}

/* ---- the same bits ------------------------------------------------------ */

static void assert_same_out(const tape_out *a, const tape_out *b)
{
    assert_memory_equal(a->lo, b->lo, sizeof a->lo);
    assert_memory_equal(a->hi, b->hi, sizeof a->hi);
    assert_int_equal(a->lo_open, b->lo_open);
    assert_int_equal(a->hi_open, b->hi_open);
    assert_int_equal(a->bad, b->bad);
    assert_int_equal(a->kink, b->kink);
    assert_int_equal(a->jump, b->jump);
}

/* All lanes are copies of lane i of b. */
static void copies_of_lane(boxes *c, const boxes *b, int i)
{
    memset(c, 0, sizeof *c);
    for (int v = 0; v < VARS; v++) {
        for (int k = 0; k < L; k++) {
            c->lo[v * L + k] = b->lo[v * L + i];
            c->hi[v * L + k] = b->hi[v * L + i];
        }
        c->lo_open[v] = bit(b->lo_open[v], i) ? 0xff : 0;
        c->hi_open[v] = bit(b->hi_open[v], i) ? 0xff : 0;
    }
}

static void assert_lane_alone(const tape *t, tape_scratch *s, const boxes *b,
                              const tape_out *out, size_t nroots, int i)
{
    boxes c;
    tape_out alone[VARS + 1];
    copies_of_lane(&c, b, i);
    evaluate(t, s, &c, alone);
    for (size_t k = 0; k < nroots; k++)
        for (int j = 0; j < L; j++) {
            assert_memory_equal(&alone[k].lo[j], &out[k].lo[i], 8);
            assert_memory_equal(&alone[k].hi[j], &out[k].hi[i], 8);
            assert_int_equal(bit(alone[k].bad, j), bit(out[k].bad, i));
            assert_int_equal(bit(alone[k].kink, j), bit(out[k].kink, i));
            assert_int_equal(bit(alone[k].lo_open, j), bit(out[k].lo_open, i));
            assert_int_equal(bit(alone[k].hi_open, j), bit(out[k].hi_open, i));
        }
}

static void check_kernels(const tape *t, tape_scratch *s, const boxes *b,
                          const tape_out *out, size_t nroots)
{
    const tape_kernel *k[2];
    size_t n = tape_kernels(k);
    double value[2][(VARS + 1) * L];
    for (size_t j = 0; j < n; j++) {
        tape_out other[VARS + 1];
        tape_eval_by(k[j], t, s,
                     &(tape_boxes){b->lo, b->hi, b->lo_open, b->hi_open}, 0,
                     nroots, other);
        for (size_t r = 0; r < nroots; r++)
            assert_same_out(&other[r], &out[r]);
        tape_point8_by(k[j], t, s, b->lo, nroots, value[j]);
        for (size_t r = 0; r < nroots * L; r++)
            if (!isnan(value[0][r]) || !isnan(value[j][r]))
                assert_memory_equal(&value[0][r], &value[j][r], 8);
    }
}

/* FNV-1a, so that builds by different compilers can be compared. */
static void add_to_hash(uint64_t *h, const void *data, size_t n)
{
    const unsigned char *p = data;
    for (size_t i = 0; i < n; i++)
        *h = (*h ^ p[i]) * UINT64_C(1099511628211);
}

/* f and its gradient: all kernels, every lane by itself, root after root,
 * and another scratch agree. */
static void the_same_bits_come_out(void **unused)
{
    (void)unused;
    random_start();
    const tape_kernel *kernel[2];
    size_t nkernels = tape_kernels(kernel);
    for (size_t j = 0; j < nkernels; j++)
        printf("kernel %s\n", kernel[j]->name);
    uint64_t hash = UINT64_C(14695981039346656037);
    for (long n = test_count(300); n > 0; n--) {
        expr_pool *p = expr_pool_new(0);
        expr f[VARS + 1];
        f[0] = random_expr(p, VARS, (int)random_in(1, 14), true);
        for (int v = 0; v < VARS; v++)
            f[v + 1] = expr_diff(p, f[0], v);
        tape *t = tape_new(p, f, VARS + 1, VARS, NULL, 0);
        tape_scratch *s = tape_scratch_new(t), *s2 = tape_scratch_new(t);
        boxes b;
        tape_out out[VARS + 1], part[VARS + 1];
        random_boxes(&b, random_chance(50));
        evaluate(t, s, &b, out);
        check_kernels(t, s, &b, out, VARS + 1);
        for (int k = 0; k <= VARS; k++) {
            add_to_hash(&hash, out[k].lo, sizeof out[k].lo);
            add_to_hash(&hash, out[k].hi, sizeof out[k].hi);
            add_to_hash(&hash, &out[k].bad, 1);
        }
        for (int i = 0; i < L; i++)
            assert_lane_alone(t, s, &b, out, VARS + 1, i);
        tape_eval(t, s2, &(tape_boxes){b.lo, b.hi, b.lo_open, b.hi_open}, 0, 1,
                  part);
        for (size_t k = 1; k <= VARS; k++)
            tape_eval(t, s2, NULL, k, k + 1, part);
        for (size_t k = 0; k <= VARS; k++)
            assert_same_out(&out[k], &part[k]);
        tape_scratch_free(s);
        tape_scratch_free(s2);
        tape_free(t);
        expr_pool_free(p);
    }
    printf("hash %016llx\n", (unsigned long long)hash);
}

/* ---- points ------------------------------------------------------------- */

/* The approximate value is made of steps whose errors the enclosure of the
 * one-point box allows for: it must lie inside; and be NaN where f is
 * undefined for sure. */
static void points_lie_in_their_enclosures(void **unused)
{
    (void)unused;
    random_start();
    long checked = 0;
    for (long n = test_count(1000); n > 0; n--) {
        expr_pool *p = expr_pool_new(0);
        expr f = random_expr(p, VARS, (int)random_in(1, 14), true);
        tape *t = tape_new(p, &f, 1, VARS, NULL, 0);
        tape_scratch *s = tape_scratch_new(t);
        boxes b;
        tape_out out;
        double y[L];
        random_boxes(&b, false);
        memcpy(b.hi, b.lo, sizeof b.hi);
        memset(b.lo_open, 0, sizeof b.lo_open);
        memset(b.hi_open, 0, sizeof b.hi_open);
        evaluate(t, s, &b, &out);
        tape_point8(t, s, b.lo, 1, y);
        for (int i = 0; i < L; i++) {
            double x[VARS], one;
            for (int v = 0; v < VARS; v++)
                x[v] = b.lo[v * L + i];
            tape_point(t, s, x, &one);
            assert_true(isnan(y[i]) ? isnan(one) : y[i] == one);
            if (bit(out.bad, i) || isnan(y[i]))
                continue;
            assert_true(out.lo[i] <= y[i] && y[i] <= out.hi[i]);
            checked++;
        }
        tape_scratch_free(s);
        tape_free(t);
        expr_pool_free(p);
    }
    printf("%ld points\n", checked);
    assert_true(checked > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_lie_inside_enclosures),
        cmocka_unit_test(enclosures_are_sharp),
        cmocka_unit_test(arithmetic_is_correctly_rounded),
        cmocka_unit_test(the_same_bits_come_out),
        cmocka_unit_test(points_lie_in_their_enclosures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
