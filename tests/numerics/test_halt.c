/* tests/numerics/test_halt.c: quadrature that is left off has no value, and
 * nothing of it is kept. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/halt.h"
#include "../../numerics/base/parallel.h"
#include "../../numerics/enclose/eval.h"

enum {
    BITS = 128,
    T = EXPR_BOUND_FIRST
};

/* The integrals of e^(-t^2) and e^(x t) over [0, 1]. */
typedef struct {
    expr_pool *pool;
    eval *e;
    range box;
    expr closed, moving;
} bench;

static expr over_unit(expr_pool *pool, expr f)
{
    return expr_integral(pool, T, expr_si(pool, 0), expr_si(pool, 1), 0,
                         expr_unary(pool, EXPR_EXP, f));
}

static void bench_init(bench *b)
{
    b->pool = expr_pool_new(0);
    b->e = eval_new(b->pool, BITS);
    expr t = expr_var(b->pool, T);
    b->closed = over_unit(b->pool, expr_neg(b->pool, expr_pow_si(b->pool, t, 2)));
    b->moving = over_unit(b->pool, expr_mul(b->pool, expr_var(b->pool, 0), t));
    range_init(&b->box);
    mpq_set_si(b->box.lo, 1, 1);
    mpq_set_si(b->box.hi, 2, 1);
    b->box.lo_inf = b->box.hi_inf = false;
    eval_set_box(b->e, &b->box, 1);
}

static void bench_clear(bench *b)
{
    range_clear(&b->box);
    eval_free(b->e);
    expr_pool_free(b->pool);
}

static bool has_value(bench *b, expr f)
{
    return iv_is_defined(eval_enclose(b->e, f));
}

static bool has_slope(bench *b)
{
    iv_struct c[2];
    iv_init(&c[0], BITS);
    iv_init(&c[1], BITS);
    eval_taylor(b->e, b->moving, 0, 1, c);
    bool yes = iv_is_defined(&c[0]) && iv_is_defined(&c[1]);
    iv_clear(&c[0]);
    iv_clear(&c[1]);
    return yes;
}

/* For one box, at one precision: nothing but the halt changes. */
static void left_off_and_taken_up(void **state)
{
    (void)state;
    volatile int stop = 1;
    halt old;
    bench b;
    bench_init(&b);
    expr sum = expr_add(b.pool, b.closed, expr_si(b.pool, 1));
    halt_begin(&old, &stop, 0);
    assert_false(has_value(&b, b.closed));
    assert_false(has_value(&b, sum));
    assert_false(has_value(&b, b.moving));
    assert_false(has_slope(&b));
    assert_false(eval_outside_domain(b.e, b.closed));
    stop = 0;
    assert_true(has_value(&b, b.closed));
    assert_true(has_value(&b, sum));
    assert_true(has_value(&b, b.moving));
    assert_true(has_slope(&b));
    stop = 1; /* what is known is not forgotten */
    assert_true(has_value(&b, sum));
    halt_end(&old);
    bench_clear(&b);
}

static void deadlines(void **state)
{
    (void)state;
    halt old, inner;
    bench b;
    bench_init(&b);
    halt_begin(&old, NULL, halt_clock() - 1);
    assert_false(has_value(&b, b.closed));
    halt_begin(&inner, NULL, 0); /* work that is wanted whatever happens */
    assert_true(has_value(&b, b.moving));
    halt_end(&inner);
    assert_true(halt_now());
    halt_end(&old);
    assert_false(halt_now());
    halt_begin(&old, NULL, halt_clock() + 1000);
    assert_true(has_value(&b, b.closed));
    halt_end(&old);
    bench_clear(&b);
}

static void note(void *ctx, size_t k)
{
    bool *seen = ctx;
    seen[k] = halt_now();
}

static void threads_take_it_over(void **state)
{
    enum {
        STEPS = 64
    };
    (void)state;
    volatile int stop = 1;
    bool seen[STEPS] = {false};
    halt old;
    halt_begin(&old, &stop, 0);
    parallel_run(STEPS, 4, note, seen);
    halt_end(&old);
    for (int k = 0; k < STEPS; k++)
        assert_true(seen[k]);
    parallel_run(STEPS, 4, note, seen);
    for (int k = 0; k < STEPS; k++)
        assert_false(seen[k]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(left_off_and_taken_up),
        cmocka_unit_test(deadlines),
        cmocka_unit_test(threads_take_it_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
