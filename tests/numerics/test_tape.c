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

#include "../../numerics/tape_internal.h"

enum { L = TAPE_LANES, VARS = 3 };

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
    tape_eval(t, s, b->lo, b->hi, b->lo_open, b->hi_open, 0, tape_roots(t),
              out);
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
        mpfr_printf("value in [%.20Rg, %.20Rg], but enclosure %c%.17g, %.17g%c\n",
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
    expr f[] = {expr_add(p, x, y),    expr_sub(p, x, y),
                expr_mul(p, x, y),    expr_div(p, x, y),
                expr_pow_si(p, x, 2), expr_unary(p, EXPR_SQRT, x),
                expr_unary(p, EXPR_ABS, x), expr_min(p, x, y)};
    enum { N = sizeof f / sizeof f[0] };
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
            assert_int_equal(bit(alone[k].lo_open, j),
                             bit(out[k].lo_open, i));
            assert_int_equal(bit(alone[k].hi_open, j),
                             bit(out[k].hi_open, i));
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
        tape_eval_by(k[j], t, s, b->lo, b->hi, b->lo_open, b->hi_open, 0,
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
        tape_eval(t, s2, b.lo, b.hi, b.lo_open, b.hi_open, 0, 1, part);
        for (size_t k = 1; k <= VARS; k++)
            tape_eval(t, s2, NULL, NULL, NULL, NULL, k, k + 1, part);
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
    expr safe = expr_if(p, w.x, true, w.x, u(&w, EXPR_SQRT,
                                             expr_neg(p, w.x)));
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
        cmocka_unit_test(values_lie_inside_enclosures),
        cmocka_unit_test(enclosures_are_sharp),
        cmocka_unit_test(arithmetic_is_correctly_rounded),
        cmocka_unit_test(the_same_bits_come_out),
        cmocka_unit_test(points_lie_in_their_enclosures),
        cmocka_unit_test(exact_values_survive),
        cmocka_unit_test(domains_are_watched),
        cmocka_unit_test(trigonometric_extrema),
        cmocka_unit_test(kinks_are_reported),
        cmocka_unit_test(hypotheses_narrow),
        cmocka_unit_test(hypotheses_of_any_kind),
        cmocka_unit_test(long_chains_are_no_trouble),
        cmocka_unit_test(odd_roots_are_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
