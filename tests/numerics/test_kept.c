/* tests/numerics/test_kept.c: what an evaluator has kept of integrals does not
 * show: each value is, bit by bit, that of an evaluator without a past. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/eval.h"
#include "../numerics/iv_support.h"

enum {
    NVARS = 3,
    ROUNDS = 300
};

/* Integrals of x alone, of y alone by an end, of both, with a kink, nested, and
 * that have no value for all x. */
static const char *const texts[] = {
    "(integral @57 0 1 (exp (mul x @57)))",
    "(integral @57 0 y (cos @57))",
    "(integral @57 y 4 (div x (add x @57)))",
    "(integral @57 0 1 (abs (sub @57 x)))",
    "(integral @57 0 1 (integral @56 0 @57 (exp (mul x @56))))",
    "(integral @57 0 1 (log (sub (add @57 x) 1)))",
    "(integral @57 x inf (exp (neg @57)))",
    "(mul z (integral @57 0 1 (exp (mul x @57))))",
    "(integral @57 1 inf (div 1 (exp (mul (add 1 x) (log (floor @57))))))",
};

enum {
    TEXTS = sizeof texts / sizeof *texts
};

typedef struct {
    expr_pool *pool;
    expr f[TEXTS];
    range box[NVARS];
} bench;

static void bench_init(bench *b)
{
    char x[] = "x", y[] = "y", z[] = "z", *names[] = {x, y, z};
    const char *end;
    b->pool = expr_pool_new(0);
    for (int k = 0; k < TEXTS; k++) {
        b->f[k] = expr_from_text(b->pool, texts[k], &end, names, NVARS);
        assert_true(b->f[k] != EXPR_NONE && *end == '\0');
    }
    for (int i = 0; i < NVARS; i++)
        range_init(&b->box[i]);
}

static void bench_clear(bench *b)
{
    for (int i = 0; i < NVARS; i++)
        range_clear(&b->box[i]);
    expr_pool_free(b->pool);
}

/* One of few ranges, so that they come back: ends in eighths, open or not. */
static void one_of_few(range *r)
{
    long lo = random_in(1, 3), hi = lo + random_in(0, 2);
    mpq_set_si(r->lo, 4 + lo, 8);
    mpq_set_si(r->hi, 4 + hi, 8);
    mpq_canonicalize(r->lo);
    mpq_canonicalize(r->hi);
    r->lo_inf = r->hi_inf = false;
    r->lo_open = lo < hi && random_chance(20);
    r->hi_open = lo < hi && random_chance(20);
}

static void assert_same(iv_srcptr a, iv_srcptr b)
{
    assert_int_equal(iv_is_defined(a), iv_is_defined(b));
    if (!iv_is_defined(a))
        return;
    assert_true(mpfr_equal_p(iv_lower(a), iv_lower(b)));
    assert_true(mpfr_equal_p(iv_upper(a), iv_upper(b)));
    assert_int_equal(a->lo_open, b->lo_open);
    assert_int_equal(a->hi_open, b->hi_open);
}

static void what_is_kept_does_not_show(void **state)
{
    static const mpfr_prec_t precs[] = {53, 64, 80};
    (void)state;
    bench b;
    long values = 0;
    bench_init(&b);
    eval *old = eval_new(b.pool, 64);
    for (long k = 0; k < ROUNDS; k++) {
        int moved = (int)random_in(0, NVARS - 1);
        for (int i = 0; i < NVARS; i++)
            if (k == 0 || i == moved)
                one_of_few(&b.box[i]);
        mpfr_prec_t prec = precs[random_in(0, 2)];
        expr f = b.f[random_in(0, TEXTS - 1)];
        bool was[2], is[2];
        eval *fresh = eval_new(b.pool, prec);
        eval_set_prec(old, prec);
        eval_set_box(old, b.box, NVARS);
        eval_set_box(fresh, b.box, NVARS);
        iv_srcptr v = eval_enclose_smooth(old, f, &was[0], &was[1]);
        assert_same(v, eval_enclose_smooth(fresh, f, &is[0], &is[1]));
        assert_int_equal(was[0], is[0]);
        assert_int_equal(was[1], is[1]);
        values += iv_is_defined(v);
        eval_free(fresh);
    }
    assert_in_range(values, ROUNDS / 2, ROUNDS - 1);
    eval_free(old);
    bench_clear(&b);
}

/* A hypothesis narrows the value of the node on that box, for that call alone. */
static void hypotheses_are_not_kept(void **state)
{
    (void)state;
    bench b;
    bench_init(&b);
    one_of_few(&b.box[0]);
    one_of_few(&b.box[1]);
    one_of_few(&b.box[2]);
    mpq_set_si(b.box[0].lo, 1, 2);
    mpq_set_si(b.box[0].hi, 3, 2);
    eval *e = eval_new(b.pool, 64), *fresh = eval_new(b.pool, 64);
    /* 2 - (the integral) >= 0 is false on half of the box */
    expr h = expr_sub(b.pool, expr_si(b.pool, 2), b.f[0]);
    expr f = expr_neg(b.pool, expr_sub(b.pool, b.f[0], expr_si(b.pool, 2)));
    sign_condition c = {h, false};
    eval_set_box(fresh, b.box, NVARS);
    eval_set_box(e, b.box, NVARS);
    eval_set_hyps(e, &c, 1);
    assert_true(iv_certainly_nonneg(eval_enclose(e, h)));
    eval_set_hyps(e, NULL, 0);
    assert_same(eval_enclose(e, b.f[0]), eval_enclose(fresh, b.f[0]));
    assert_same(eval_enclose(e, h), eval_enclose(fresh, h));
    assert_same(eval_enclose(e, f), eval_enclose(fresh, f));
    assert_false(iv_certainly_nonneg(eval_enclose(e, h)));
    eval_free(e);
    eval_free(fresh);
    bench_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_does_not_show),
        cmocka_unit_test(hypotheses_are_not_kept),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
