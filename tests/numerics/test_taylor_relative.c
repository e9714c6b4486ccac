/* Taylor coefficients over wide boxes, by the value (taylor_relative.c) and of
 * integrals (taylor_sweep.c, quad_joint.c), and the second engine's: at random
 * points of the box each must enclose what Arb finds there. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "iv_support.h"

#include "../../numerics/enclose/eval_internal.h"
#include "../../numerics/recheck/recheck_jet.h"

enum {
    NVARS = 2,
    T = 57,
    MAX_ORDER = 6,
    JUDGE_BITS = 200
};

typedef struct {
    expr_pool *pool;
    eval *e;
    reval *second;
    range box[NVARS];
    mpq_t q[EXPR_MAX_VARS];
    iv_struct out[MAX_ORDER + 1], over[MAX_ORDER + 1];
    rrange back[MAX_ORDER + 1];
    long judged, by_value, slopes; /* points */
} bench;

/* An evaluator as it is of integrands. */
static void begin(bench *b, mpfr_prec_t prec)
{
    b->pool = expr_pool_new(0);
    b->e = eval_new(b->pool, prec);
    b->e->relative = true;
    b->second = reval_new(b->pool, prec);
    reval_depth_of(b->second)->within = true;
}

static void end(bench *b)
{
    eval_free(b->e);
    reval_free(b->second);
    expr_pool_free(b->pool);
}

static void bench_init(bench *b)
{
    *b = (bench){.judged = 0};
    for (int i = 0; i < NVARS; i++)
        range_init(&b->box[i]);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        mpq_init(b->q[i]);
    for (int k = 0; k <= MAX_ORDER; k++) {
        iv_init(&b->out[k], 160);
        iv_init(&b->over[k], 160);
        rrange_init(&b->back[k]);
    }
}

static void bench_clear(bench *b)
{
    for (int i = 0; i < NVARS; i++)
        range_clear(&b->box[i]);
    for (int i = 0; i < EXPR_MAX_VARS; i++)
        mpq_clear(b->q[i]);
    for (int k = 0; k <= MAX_ORDER; k++) {
        iv_clear(&b->out[k]);
        iv_clear(&b->over[k]);
        rrange_clear(&b->back[k]);
    }
}

/* ---- the judge ---------------------------------------------------------- */

static void assert_in(const rrange *v, const arb_t x, const char *what)
{
    arb_t d;
    arb_init(d);
    bool ok = v->ok;
    if (ok && arf_is_finite(&v->lo)) {
        arb_sub_arf(d, x, &v->lo, 400);
        ok = !arb_is_negative(d);
    }
    if (ok && arf_is_finite(&v->hi)) {
        arb_sub_arf(d, x, &v->hi, 400);
        ok = !arb_is_positive(d);
    }
    if (!ok) {
        char text[120];
        rrange_text(text, sizeof text, v);
        arb_printn(x, 30, 0);
        printf(" is not in the second engine's %s of %s\n", text, what);
        fail();
    }
    arb_clear(d);
}

/* Both engines' coefficients, and over the value, and the slopes, against p. */
static void judge_at(bench *b, expr f, int order, const arb_poly_t p,
                     bool first, bool relative, bool second)
{
    arb_t c, v;
    arb_poly_t slope;
    const recheck_series *s = second ? recheck_jet_of(b->second, f) : NULL;
    arb_init(c);
    arb_init(v);
    arb_poly_init(slope);
    arb_poly_get_coeff_arb(v, p, 0);
    for (int k = 0; k <= order; k++) {
        arb_poly_get_coeff_arb(c, p, k);
        if (first)
            assert_may_hold(&b->out[k], c, "coefficient");
        if (second)
            assert_in(&b->back[k], c, "coefficient");
        arb_div(c, c, v, JUDGE_BITS);
        if (first && relative && k > 0)
            assert_may_hold(&b->over[k], c, "coefficient over the value");
    }
    if (second && s->steady) {
        arb_poly_derivative(slope, p, JUDGE_BITS);
        arb_poly_div_series(slope, slope, p, order, JUDGE_BITS);
        for (int k = 0; k < order; k++) {
            arb_poly_get_coeff_arb(c, slope, k);
            if (arb_is_finite(c))
                assert_in(&s->l[k], c, "slope over the value");
        }
    }
    b->judged++;
    b->by_value += first && relative;
    b->slopes += second && s->steady;
    arb_poly_clear(slope);
    arb_clear(c);
    arb_clear(v);
}

static void judge(bench *b, expr f, int order, int points)
{
    eval_set_box(b->e, b->box, NVARS);
    reval_set_box(b->second, b->box, NVARS);
    bool relative = eval_taylor_relative(b->e, f, 0, order, b->out, b->over);
    bool first = iv_is_defined(&b->out[0]);
    bool second = recheck_jet(b->second, f, 0, order, b->back);
    arb_poly_t p;
    arb_poly_init(p);
    for (int j = 0; j < points && (first || second); j++) {
        for (int i = 0; i < NVARS; i++)
            random_point(b->q[i], &b->box[i]);
        if (arb_series(p, b->pool, f, b->q, 0, order + 1, JUDGE_BITS))
            judge_at(b, f, order, p, first, relative, second);
    }
    arb_poly_clear(p);
}

/* ---- random functions --------------------------------------------------- */

static expr leaf(expr_pool *pool, const int *var, int n)
{
    if (random_chance(75))
        return expr_var(pool, var[random_in(0, n - 1)]);
    mpq_t q;
    mpq_init(q);
    mpq_set_si(q, random_in(-8, 8), (unsigned long)random_in(1, 4));
    mpq_canonicalize(q);
    expr e = expr_q(pool, q);
    mpq_clear(q);
    return e;
}

static expr tame(expr_pool *pool, const int *var, int n, int size)
{
    if (size <= 1)
        return leaf(pool, var, n);
    if (random_chance(50)) {
        expr u = tame(pool, var, n, size - 1);
        switch (random_in(0, 8)) {
        case 0:
            return expr_neg(pool, u);
        case 1:
            return expr_unary(pool, EXPR_SQRT, u);
        case 2:
            return expr_pow_si(pool, u, random_in(-3, 4));
        case 3:
            return expr_pow_ratio(pool, u, random_in(-3, 5),
                                  (unsigned long)random_in(2, 3));
        case 4:
        case 5:
            return expr_unary(pool, EXPR_COSH, u);
        default:
            return expr_unary(pool, EXPR_EXP, u);
        }
    }
    expr u = tame(pool, var, n, size / 2);
    expr v = tame(pool, var, n, size - size / 2);
    static expr (*const op[])(expr_pool *, expr, expr) = {expr_add, expr_sub,
                                                          expr_mul, expr_div};
    return op[random_in(0, 3)](pool, u, v);
}

/* Wide, narrow, around 0, beside it, and y often one number. */
static void random_box(bench *b)
{
    for (int i = 0; i < NVARS; i++) {
        range *r = &b->box[i];
        long d = random_chance(25) ? 1000 : 8;
        long lo = random_in(-12, 12), w = random_in(1, 16);
        if (i == 1 && random_chance(60))
            w = 0;
        if (random_chance(15))
            lo = 0;
        if (random_chance(10))
            lo = -w;
        mpq_set_si(r->lo, lo, (unsigned long)d);
        mpq_set_si(r->hi, lo + w, (unsigned long)d);
        mpq_canonicalize(r->lo);
        mpq_canonicalize(r->hi);
        r->lo_open = w > 0 && random_chance(20);
        r->hi_open = w > 0 && random_chance(20);
    }
}

static void functions(void **state)
{
    static const int xy[] = {0, 0, 1};
    (void)state;
    bench b;
    bench_init(&b);
    for (long k = test_count(4000); k > 0; k--) {
        begin(&b, random_in(24, 120));
        expr f = tame(b.pool, xy, 3, (int)random_in(2, 9));
        for (int j = 0; f != EXPR_NONE && j < 2; j++) {
            random_box(&b);
            judge(&b, f, (int)random_in(2, MAX_ORDER), 3);
        }
        end(&b);
    }
    printf("%ld points, %ld by the value, %ld by slopes\n", b.judged,
           b.by_value, b.slopes);
    assert_true(b.judged > 4000 && b.by_value > 1000 && b.slopes > 1000);
    bench_clear(&b);
}

/* ---- integrals with a parameter ----------------------------------------- */

/* Ends that are numbers, that y moves, that may meet, the wrong way round. */
static expr integral(expr_pool *pool, expr f)
{
    static const char *const ends[][2] = {
        {"0", "1"}, {"-1", "1"}, {"1/2", "2"}, {"0", "(add 2 y)"},
        {"(div y 2)", "3"}, {"(sub y 1)", "(add y 1)"}, {"0", "y"}, {"1", "0"}};
    char x[] = "x", y[] = "y", *names[] = {x, y};
    const char *rest;
    const char *const *s = ends[random_in(0, 7)];
    expr a = expr_from_text(pool, s[0], &rest, names, NVARS);
    expr z = expr_from_text(pool, s[1], &rest, names, NVARS);
    return f == EXPR_NONE ? f : expr_integral(pool, T, a, z, 0, f);
}

static expr of_integral(expr_pool *pool, expr f)
{
    static const int x[] = {0};
    expr g = tame(pool, x, 1, 2);
    switch (random_in(0, 5)) {
    case 0:
        return expr_div(pool, g, f);
    case 1:
        return expr_mul(pool, g, f);
    case 2:
        return expr_unary(pool, EXPR_EXP, expr_neg(pool, f));
    default:
        return f;
    }
}

static void integrals(void **state)
{
    static const int xyt[] = {0, 0, 1, T, T};
    (void)state;
    bench b;
    bench_init(&b);
    for (long k = test_count(600); k > 0; k--) {
        begin(&b, random_in(24, 80));
        expr f = tame(b.pool, xyt, 5, (int)random_in(3, 6));
        f = of_integral(b.pool, integral(b.pool, f));
        random_box(&b);
        if (f != EXPR_NONE)
            judge(&b, f, (int)random_in(2, 4), 3);
        end(&b);
    }
    printf("%ld points, %ld by the value, %ld by slopes\n", b.judged,
           b.by_value, b.slopes);
    assert_true(b.judged > 500 && b.by_value > 400 && b.slopes > 200);
    bench_clear(&b);
}

/* ---- kinks and jumps that the parameter moves ------------------------------ */

/* What is smooth outside is not so under the integral: either engine may say
 * nothing, or what is true.  Of x in [lo, hi] the coefficients of orders 1 and 2
 * take these values at lo and at hi. */
static const struct {
    const char *text, *lo, *hi;
    long first[2], second;
} moved[] = {
    /* (x^2 + (1 - x)^2)/2 */
    {"(abs (sub @57 x))", "0", "1", {-1, 1}, 1},
    {"(if>= (sub @57 x) 1 0)", "0", "1", {-1, -1}, 0}, /* 1 - x */
    {"(floor (add @57 x))", "0", "1", {1, 1}, 0},      /* x, below 1 */
};

static void kinks_that_move(void **state)
{
    (void)state;
    bench b;
    bench_init(&b);
    for (size_t j = 0; j < sizeof moved / sizeof *moved; j++) {
        char x[] = "x", *names[] = {x}, whole[120];
        const char *rest;
        begin(&b, 64);
        snprintf(whole, sizeof whole, "(integral @57 0 1 %s)", moved[j].text);
        expr f = expr_from_text(b.pool, whole, &rest, names, 1);
        assert_true(f != EXPR_NONE);
        mpq_set_str(b.box[0].lo, moved[j].lo, 10);
        mpq_set_str(b.box[0].hi, moved[j].hi, 10);
        b.box[0].lo_open = b.box[0].hi_open = false;
        eval_set_box(b.e, b.box, 1);
        reval_set_box(b.second, b.box, 1);
        eval_taylor(b.e, f, 0, 2, b.out);
        bool ok = recheck_jet(b.second, f, 0, 2, b.back);
        mpq_t q;
        arb_t c;
        mpq_init(q);
        arb_init(c);
        for (int i = 0; i < 3; i++) {
            long v = i < 2 ? moved[j].first[i] : moved[j].second;
            mpq_set_si(q, v, 1);
            assert_holds_q(&b.out[i < 2 ? 1 : 2], q, "behind a kink");
            arb_set_si(c, v);
            if (ok)
                assert_in(&b.back[i < 2 ? 1 : 2], c, "behind a kink");
        }
        mpq_clear(q);
        arb_clear(c);
        end(&b);
    }
    bench_clear(&b);
}

/* An integrand whose sign jumps where strips may meet: each strip has one sign, and
 * the mean of f_1/f = t says nothing.  With m = e^(1/2) - 1, I(1) = m^2 and
 * I_1(1) = m, so I_1/I = 1/m = 1.54.. there. */
static void signs_that_jump(void **state)
{
    static const char text[] = "(integral @57 0 1 (mul (if>= (sub @57 1/2) 1 -1) "
                               "(exp (mul x @57))))";
    char x[] = "x", *names[] = {x};
    const char *rest;
    (void)state;
    bench b;
    bench_init(&b);
    begin(&b, 64);
    expr f = expr_from_text(b.pool, text, &rest, names, 1);
    assert_true(f != EXPR_NONE);
    mpq_set_si(b.box[0].lo, 1, 1);
    mpq_set_si(b.box[0].hi, 17, 16);
    eval_set_box(b.e, b.box, 1);
    reval_set_box(b.second, b.box, 1);
    bool relative = eval_taylor_relative(b.e, f, 0, 2, b.out, b.over);
    bool ok = recheck_jet(b.second, f, 0, 2, b.back);
    assert_true(iv_is_defined(&b.out[0]) && ok);
    arb_t m;
    arb_init(m);
    arb_set_d(m, 0.5);
    arb_expm1(m, m, JUDGE_BITS);
    assert_may_hold(&b.out[1], m, "coefficient");
    assert_in(&b.back[1], m, "coefficient");
    arb_inv(m, m, JUDGE_BITS);
    if (relative)
        assert_may_hold(&b.over[1], m, "coefficient over the value");
    const recheck_series *s = recheck_jet_of(b.second, f);
    if (s->steady)
        assert_in(&s->l[0], m, "slope over the value");
    arb_clear(m);
    end(&b);
    bench_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions),
        cmocka_unit_test(integrals),
        cmocka_unit_test(kinks_that_move),
        cmocka_unit_test(signs_that_jump),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
