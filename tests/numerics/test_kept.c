/* tests/numerics/test_kept.c: what an evaluator has kept of integrals does not
 * show: each value is, bit by bit, that of an evaluator without a past. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/eval_internal.h"
#include "../../numerics/recheck/reval.h"
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
    "(integral @57 0 1 (exp (mul x (mul @57 (integral @56 0 1 (exp (pow @56 2)))))))",
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

/* Coefficients, as integrands have them. */
static void assert_same_series(eval *old, eval *fresh, expr f, int i)
{
    enum {
        ORDER = 2
    };
    iv_struct c[ORDER + 1], d[ORDER + 1];
    for (int k = 0; k <= ORDER; k++) {
        iv_init(&c[k], 80);
        iv_init(&d[k], 80);
    }
    old->relative = fresh->relative = true;
    eval_taylor(old, f, i, ORDER, c);
    eval_taylor(fresh, f, i, ORDER, d);
    old->relative = fresh->relative = false;
    for (int k = 0; k <= ORDER; k++) {
        assert_same(&c[k], &d[k]);
        iv_clear(&c[k]);
        iv_clear(&d[k]);
    }
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
        if (k % 8 == 0)
            assert_same_series(old, fresh, f, moved);
        eval_free(fresh);
    }
    assert_in_range(values, ROUNDS / 2, ROUNDS - 1);
    eval_free(old);
    bench_clear(&b);
}

static void assert_same_ranges(const rrange *a, const rrange *b)
{
    assert_int_equal(a->ok, b->ok);
    if (!a->ok)
        return;
    assert_true(arf_equal(&a->lo, &b->lo) && arf_equal(&a->hi, &b->hi));
    assert_true(a->lo_open == b->lo_open && a->hi_open == b->hi_open);
}

/* The second engine keeps what is closed alone. */
static void nor_of_the_second_engine(void **state)
{
    (void)state;
    bench b;
    bench_init(&b);
    reval *old = reval_new(b.pool, 200);
    for (long k = 0; k < ROUNDS / 5; k++) {
        for (int i = 0; i < NVARS; i++)
            one_of_few(&b.box[i]);
        expr f = b.f[random_chance(50) ? TEXTS - 1 : random_in(0, TEXTS - 1)];
        reval *fresh = reval_new(b.pool, 200);
        reval_set_box(old, b.box, NVARS);
        reval_set_box(fresh, b.box, NVARS);
        assert_same_ranges(reval_enclose(old, f), reval_enclose(fresh, f));
        assert_int_equal(reval_decided(old, f), reval_decided(fresh, f));
        reval_free(fresh);
    }
    reval_free(old);
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

/* ---- the key, part by part ------------------------------------------------- */

/* What is asked for: an integral with x and y in its integrand, z outside. */
typedef struct {
    bench b;
    eval *e;
    const expr_node *n;
    iv_t a, z, mark;
} question;

static void question_init(question *k)
{
    char x[] = "x", y[] = "y", z[] = "z", *names[] = {x, y, z};
    const char *end;
    bench_init(&k->b);
    k->n = expr_get(k->b.pool,
                    expr_from_text(k->b.pool,
                                   "(integral @57 0 z (exp (mul x (add y @57))))",
                                   &end, names, NVARS));
    assert_int_equal(k->n->op, EXPR_INTEGRAL);
    for (int i = 0; i < NVARS; i++) {
        mpq_set_si(k->b.box[i].lo, i, 1);
        mpq_set_si(k->b.box[i].hi, i + 3, 1);
    }
    k->e = eval_new(k->b.pool, 64);
    eval_set_box(k->e, k->b.box, NVARS);
    iv_init(k->a, 64);
    iv_init(k->z, 64);
    iv_init(k->mark, 64);
    set_from_ratios(k->a, 1, 2, 1, "[]");
    set_from_ratios(k->z, 4, 5, 1, "[]");
    set_from_ratios(k->mark, 41, 42, 1, "(]");
}

static void question_clear(question *k)
{
    iv_clear(k->a);
    iv_clear(k->z);
    iv_clear(k->mark);
    eval_free(k->e);
    bench_clear(&k->b);
}

static void put(question *k)
{
    eval_cell c = {.decided = true, .continuous = false};
    iv_init(&c.v, 64);
    iv_set(&c.v, k->mark);
    eval_kept_put(k->e, &c, k->n, k->a, k->z);
    iv_clear(&c.v);
}

/* Is it there, and if so with all that was put? */
static bool is_there(const question *k, const expr_node *n)
{
    eval_cell c = {.decided = false, .continuous = true};
    iv_init(&c.v, 64);
    bool yes = eval_kept_get(k->e, &c, n, k->a, k->z);
    if (yes) {
        assert_same(&c.v, k->mark);
        assert_true(c.decided && !c.continuous);
    }
    iv_clear(&c.v);
    return yes;
}

static void parts_of_the_evaluator(void **state)
{
    (void)state;
    question k;
    question_init(&k);
    assert_false(is_there(&k, k.n));
    put(&k);
    assert_true(is_there(&k, k.n));
    k.e->aim = 20;
    assert_false(is_there(&k, k.n));
    k.e->aim = 0;
    eval_set_prec(k.e, 65);
    assert_false(is_there(&k, k.n));
    eval_set_prec(k.e, 64);
    assert_true(is_there(&k, k.n));
    question_clear(&k);
}

static void parts_of_the_node(void **state)
{
    (void)state;
    question k;
    question_init(&k);
    put(&k);
    for (int i = 0; i < 5; i++) {
        expr_node other = *k.n;
        if (i < 3)
            other.arg[i] = k.b.f[0];
        else if (i == 3)
            other.p = 56;
        else
            other.q = EXPR_TO_INF;
        assert_false(is_there(&k, &other));
    }
    assert_true(is_there(&k, k.n));
    question_clear(&k);
}

/* Each of them is near [1, 2], and not [1, 2]. */
static const struct {
    long lo, hi;
    const char *ends;
} near[] = {{0, 4, "[]"}, {2, 3, "[]"}, {2, 5, "[]"}, {1, 4, "[]"},
            {2, 4, "(]"}, {2, 4, "[)"}, {2, 4, "()"}, {2, 2, "[]"}};

static void ends_of_the_range(void **state)
{
    (void)state;
    question k;
    iv_t was;
    question_init(&k);
    iv_init(was, 64);
    for (int i = 0; i < 2; i++) {
        iv_ptr end = i == 0 ? k.a : k.z;
        iv_set(was, end);
        set_from_ratios(end, 2, 4, 2, "[]");
        put(&k);
        for (size_t j = 0; j < sizeof near / sizeof *near; j++) {
            set_from_ratios(end, near[j].lo, near[j].hi, 2, near[j].ends);
            assert_false(is_there(&k, k.n));
        }
        iv_set_undefined(end);
        assert_false(is_there(&k, k.n));
        put(&k);
        assert_true(is_there(&k, k.n));
        set_from_ratios(end, 14, 16, 2, "[]"); /* undefined is no such end */
        assert_false(is_there(&k, k.n));
        set_from_ratios(end, 2, 4, 2, "[]");
        assert_true(is_there(&k, k.n));
        iv_set(end, was);
    }
    iv_clear(was);
    question_clear(&k);
}

static void variables_of_the_integrand(void **state)
{
    (void)state;
    question k;
    iv_t v;
    question_init(&k);
    iv_init(v, 64);
    put(&k);
    for (int i = 0; i < 2; i++) { /* each for the other */
        set_from_range(v, &k.b.box[1 - i]);
        eval_set_var(k.e, i, v);
    }
    assert_false(is_there(&k, k.n));
    for (int i = 0; i < NVARS; i++) {
        eval_set_box(k.e, k.b.box, NVARS);
        set_from_ratios(v, 2, 4, 2, "[]");
        eval_set_var(k.e, i, v);
        put(&k);
        for (size_t j = 0; j < sizeof near / sizeof *near; j++) {
            set_from_ratios(v, near[j].lo, near[j].hi, 2, near[j].ends);
            eval_set_var(k.e, i, v);
            /* z stands at an end alone, which has its own place */
            assert_int_equal(is_there(&k, k.n), i == 2);
        }
        iv_set_undefined(v);
        eval_set_var(k.e, i, v);
        assert_int_equal(is_there(&k, k.n), i == 2);
    }
    iv_clear(v);
    question_clear(&k);
}

/* The last few are there, and none of those that had their places. */
static void old_ones_go(void **state)
{
    (void)state;
    enum {
        MANY = 100,
        KEPT = 32
    };
    question k;
    question_init(&k);
    for (int j = 0; j < MANY; j++) {
        set_from_ratios(k.a, j, j, 1, "[]");
        set_from_ratios(k.mark, j, j + 1, 1, "[]");
        put(&k);
    }
    for (int j = 0; j < MANY; j++) {
        set_from_ratios(k.a, j, j, 1, "[]");
        set_from_ratios(k.mark, j, j + 1, 1, "[]");
        assert_int_equal(is_there(&k, k.n), j >= MANY - KEPT);
    }
    question_clear(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_does_not_show),
        cmocka_unit_test(nor_of_the_second_engine),
        cmocka_unit_test(hypotheses_are_not_kept),
        cmocka_unit_test(parts_of_the_evaluator),
        cmocka_unit_test(parts_of_the_node),
        cmocka_unit_test(ends_of_the_range),
        cmocka_unit_test(variables_of_the_integrand),
        cmocka_unit_test(old_ones_go),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
