/* tests/numerics/test_rung_taylor.c: Taylor forms of hardware doubles hold what
 * they are of, and what MPFR makes of them; and what is not smooth has none.
 *
 * Judges: enclosures at single points with 200 bits, which share no recurrence
 * with the forms; the coefficients of eval_taylor; for single cases, calculus. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "../../numerics/base/rational.h"
#include "../../numerics/check/checker.h"
#include "../../numerics/enclose/rung.h"
#include "attack_support.h"
#include "iv_support.h"

enum {
    NVARS = 2,
    EXPRESSIONS = 8000,
    POINTS = 6,
    MOST = 9 /* orders */
};

static void holds(rung_interval r, iv_srcptr v, const char *what)
{
    mpfr_t e;
    mpfr_init2(e, 53);
    rational_to_fr(e, r.lo);
    bool ok = mpfr_lessequal_p(e, iv_lower(v)) != 0;
    rational_to_fr(e, r.hi);
    ok = ok && mpfr_lessequal_p(iv_upper(v), e) != 0;
    mpfr_clear(e);
    if (!ok) {
        mpfr_printf("%s: [%a, %a] does not hold [%Ra, %Ra]\n", what, r.lo, r.hi,
                    iv_lower(v), iv_upper(v));
        fail();
    }
}

/* lo <= the number in v <= hi is not certainly false. */
static void may_hold(rung_interval r, iv_srcptr v, const char *what)
{
    mpfr_t e;
    mpfr_init2(e, 53);
    rational_to_fr(e, r.lo);
    bool ok = mpfr_lessequal_p(e, iv_upper(v)) != 0;
    rational_to_fr(e, r.hi);
    ok = ok && mpfr_lessequal_p(iv_lower(v), e) != 0;
    mpfr_clear(e);
    if (!ok) {
        mpfr_printf("%s: [%a, %a] is not about [%Ra, %Ra]\n", what, r.lo, r.hi,
                    iv_lower(v), iv_upper(v));
        fail();
    }
}

typedef struct {
    expr_pool *pool;
    expr f;
    rung *r;
    range box[NVARS];
    mpq_t q, x[NVARS];
    int order;
    rung_interval form, at;
} sample;

static bool form_of(sample *s)
{
    rung_about t = {0, s->q, s->order};
    return rung_taylor_form(s->r, s->box, NVARS, &t, &s->form, &s->at);
}

/* f at points of the box, its ends among them. */
static void points_lie_inside(sample *s)
{
    eval *e = eval_new(s->pool, 200);
    range point[NVARS];
    for (int i = 0; i < NVARS; i++)
        range_init(&point[i]);
    for (int k = 0; k < POINTS; k++) {
        for (int i = 0; i < NVARS; i++) {
            random_point(point[i].lo, &s->box[i]);
            if (k == 0 && i == 0)
                mpq_set(point[i].lo, s->q);
            mpq_set(point[i].hi, point[i].lo);
        }
        eval_set_box(e, point, NVARS);
        iv_srcptr v = eval_enclose(e, s->f);
        assert_true(iv_is_defined(v));
        may_hold(s->form, v, "a value");
        if (k == 0)
            may_hold(s->at, v, "the value at the centre");
    }
    for (int i = 0; i < NVARS; i++)
        range_clear(&point[i]);
    eval_free(e);
}

/* The same form of eval_taylor's coefficients, to prec bits. */
static void mpfr_lies_inside(sample *s, mpfr_prec_t prec)
{
    iv_struct a[2 * (MOST + 1)], *at = a + MOST + 1;
    iv_t h, p, t;
    int m = s->order;
    eval *e = eval_new(s->pool, prec);
    for (int j = 0; j < 2 * (MOST + 1); j++)
        iv_init(&a[j], prec);
    iv_init(h, prec);
    iv_init(p, prec);
    iv_init(t, prec);
    eval_set_box(e, s->box, NVARS);
    eval_taylor(e, s->f, 0, m, a);
    set_from_range(h, &s->box[0]);
    iv_set_q(p, s->q);
    eval_set_var(e, 0, p);
    iv_sub(h, h, p);
    eval_taylor(e, s->f, 0, m, at);
    iv_set(t, &at[0]);
    for (int j = 1; j <= m; j++) {
        iv_pow_ui(p, h, (unsigned long)j);
        iv_mul(p, p, j < m ? &at[j] : &a[m]);
        iv_add(t, t, p);
    }
    assert_true(iv_is_defined(t));
    holds(s->form, t, "a form");
    holds(s->at, &at[0], "a centre");
    for (int j = 0; j < 2 * (MOST + 1); j++)
        iv_clear(&a[j]);
    iv_clear(h);
    iv_clear(p);
    iv_clear(t);
    eval_free(e);
}

static bool is_about(sample *s)
{
    random_range(&s->box[0], false);
    random_range(&s->box[1], false);
    random_point(s->q, &s->box[0]);
    s->order = (int)random_in(1, MOST);
    return form_of(s);
}

static void forms_enclose(void **state)
{
    long told = 0, lists = 0, high = 0, n = test_count(EXPRESSIONS);
    sample s;
    (void)state;
    mpq_init(s.q);
    for (int i = 0; i < NVARS; i++)
        range_init(&s.box[i]);
    for (long k = 0; k < n; k++) {
        bool kinks = random_chance(30);
        s.pool = expr_pool_new(0);
        s.f = random_expr(s.pool, NVARS, (int)random_in(2, 24), kinks);
        s.r = rung_new(s.pool, &s.f, 1, false);
        lists += s.r != NULL;
        for (int j = 0; j < 8 && s.r != NULL; j++) {
            if (!is_about(&s))
                continue;
            told++;
            high += s.order >= 4 && (expr_vars(s.pool, s.f) & 1) != 0;
            points_lie_inside(&s);
            if (!kinks) {
                mpfr_lies_inside(&s, 53);
                mpfr_lies_inside(&s, 128);
            }
        }
        rung_free(s.r);
        expr_pool_free(s.pool);
    }
    for (int i = 0; i < NVARS; i++)
        range_clear(&s.box[i]);
    mpq_clear(s.q);
    assert_true(lists > n / 10);
    assert_true(told > n / 2);
    assert_true(high > n / 10);
}

/* Each operation by itself, smooth on the box about which it is asked. */
static void every_operation_is_there(void **state)
{
    static const expr_op op[] = {EXPR_EXP,  EXPR_LOG,   EXPR_SIN,  EXPR_COS,
                                 EXPR_TAN,  EXPR_ATAN,  EXPR_SINH, EXPR_COSH,
                                 EXPR_TANH, EXPR_SQRT,  EXPR_ABS,  EXPR_EXPM1,
                                 EXPR_ASIN, EXPR_ASINH, EXPR_ATANH};
    sample s;
    (void)state;
    mpq_init(s.q);
    for (int i = 0; i < NVARS; i++)
        range_init(&s.box[i]);
    for (size_t k = 0; k < sizeof op / sizeof *op; k++) {
        s.pool = expr_pool_new(0);
        expr x = expr_var(s.pool, 0), y = expr_var(s.pool, 1);
        expr u = expr_add(s.pool, expr_mul(s.pool, x, x), y);
        s.f = expr_div(s.pool, expr_unary(s.pool, op[k], u),
                       expr_add(s.pool, x, expr_si(s.pool, 3)));
        s.r = rung_new(s.pool, &s.f, 1, false);
        assert_non_null(s.r);
        mpq_set_si(s.box[0].lo, 1, 4);
        mpq_set_si(s.box[0].hi, 3, 8);
        mpq_set_si(s.box[1].lo, 1, 8);
        mpq_set_si(s.box[1].hi, 1, 4);
        mpq_set_si(s.q, 1, 3);
        for (s.order = 1; s.order <= MOST; s.order++) {
            assert_true(form_of(&s));
            assert_true(s.form.hi - s.form.lo < 4);
            points_lie_inside(&s);
            mpfr_lies_inside(&s, 53);
            mpfr_lies_inside(&s, 128);
        }
        rung_free(s.r);
        expr_pool_free(s.pool);
    }
    for (int i = 0; i < NVARS; i++)
        range_clear(&s.box[i]);
    mpq_clear(s.q);
}

typedef struct {
    const char *f, *range, *q;
    int order;
} refusal;

/* Not smooth, not defined, or too large, somewhere on the box. */
static const refusal refusals[] = {
    {"(sqrt x)", "x [ 0 1 ]", "1/2", 2},
    {"(sqrt (sub x 1/8))", "x [ 0 1 ]", "1/2", 2},
    {"(abs x)", "x [ -1 1 ]", "1/2", 2},
    {"(abs x)", "x [ -1 0 ]", "0", 2},
    {"(abs (sub (pow x 2) 1/4))", "x [ 0 1 ]", "1", 1},
    {"(min x (pow x 2))", "x [ 0 1/2 ]", "1/4", 2},
    {"(max x 1/2)", "x [ 0 1 ]", "1", 1},
    {"(log x)", "x [ 0 1 ]", "1", 3},
    {"(log x)", "x ( 0 1 ]", "1", 3},
    {"(div 1 x)", "x [ -1 1 ]", "1", 3},
    {"(div 1 x)", "x ( 0 1 ]", "1", 3},
    {"(tan x)", "x [ 1 2 ]", "1", 3},
    {"(exp x)", "x [ 0 800 ]", "1", 3},
    {"(pow x 40)", "x [ 1 100000000000000000000 ]", "1", 3},
    {"x", "x [ 0 inf )", "1", 1},
    {"x", "x [ 0 1 ]", "1", 0},
    {"x", "x [ 0 1 ]", "1", 65},
};

static void the_rough_is_refused(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof refusals / sizeof *refusals; k++) {
        const refusal *t = &refusals[k];
        problem p;
        attack a = {t->f, t->range, NULL, t->f, NULL};
        rung_interval form, at;
        mpq_t q;
        attack_open(&p, &a);
        mpq_init(q);
        assert_int_equal(mpq_set_str(q, t->q, 10), 0);
        rung *r = rung_new(p.pool, &p.goal[0].e, 1, false);
        rung_about about = {0, q, t->order};
        assert_non_null(r);
        if (rung_taylor_form(r, p.box, 1, &about, &form, &at)) {
            print_error("%s has a form\n", t->f);
            fail();
        }
        rung_free(r);
        mpq_clear(q);
        attack_close(&p);
    }
}

/* Kinks: on either side, and flat ones, of which nothing is asked. */
static void kinks_that_do_no_harm(void **state)
{
    static const refusal fine[] = {
        {"(abs x)", "x [ 0 1 ]; y [ -1 1 ]", "0", 3},
        {"(abs x)", "x [ -2 -1 ]; y [ -1 1 ]", "-1", 3},
        {"(mul x (abs y))", "x [ 0 1 ]; y [ -1 1 ]", "0", 3},
        {"(add x (sqrt (abs y)))", "x [ 0 1 ]; y [ -1 1 ]", "1", 3},
        {"(mul x (min y 0))", "x [ 0 1 ]; y [ -1 1 ]", "1/2", 2}};
    (void)state;
    for (size_t k = 0; k < sizeof fine / sizeof *fine; k++) {
        attack a = {fine[k].f, fine[k].range, NULL, fine[k].f, NULL};
        problem p;
        sample s = {.order = fine[k].order};
        attack_open(&p, &a);
        s.pool = p.pool;
        s.f = p.goal[0].e;
        mpq_init(s.q);
        assert_int_equal(mpq_set_str(s.q, fine[k].q, 10), 0);
        for (int i = 0; i < NVARS; i++) {
            range_init(&s.box[i]);
            range_set(&s.box[i], &p.box[i]);
        }
        s.r = rung_new(p.pool, &s.f, 1, false);
        assert_non_null(s.r);
        assert_true(form_of(&s));
        points_lie_inside(&s);
        rung_free(s.r);
        for (int i = 0; i < NVARS; i++)
            range_clear(&s.box[i]);
        mpq_clear(s.q);
        attack_close(&p);
    }
}

/* Through the checker, often enough for doubles to be asked. */
static const attack false_claims[] = {
    {"a kink in the middle", "x [ -1 1 ]", NULL, "(sub (div x 2) (abs x))",
     "taylor x 1 1\n"},
    {"a kink at the centre", "x [ -1 1 ]", NULL, "(sub 1/10 (abs x))",
     "taylor x 1 0\n"},
    {"a kink at the centre's end", "x [ -1 0 ]", NULL, "(sub 1/10 (abs x))",
     "taylor x 1 0\n"},
    {"by a hair", "x [ 0 1 ]", NULL,
     "(sub (sub (exp x) (add 1 x)) 1/1000000000000000)", "taylor x 3 0\n"},
    {"the remainder's sign", "x [ 0 1 ]", NULL,
     "(sub (sub x (div (pow x 3) 6)) (sin x))", "taylor x 5 0\n"},
    {"outside the domain of a root", "x [ 0 1 ]", NULL,
     "(add 1 (sqrt (sub x 1/4)))", "taylor x 2 1\n"},
    {"a pole between", "x [ 0 2 ]", NULL, "(add 100 (div 1 (sub x 1)))",
     "taylor x 3 2\n"},
    {"a centre outside", "x [ 0 1 ]", NULL, "(sub x 1/2)", "taylor x 1 2\n"},
    {"a face of the other variable", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(sub (add x y) 1/100)", "taylor x 2 1/2\n"},
};

static const attack true_claims[] = {
    {"plain", "x [ 0 1 ]", NULL, "(sub (exp x) x)", "taylor x 4 1/2\n"},
    {"on one side of a kink", "x [ -2 -1 ]", NULL, "(sub (abs x) 1/2)",
     "taylor x 2 -3/2\n"},
    {"more variables", "x [ 0 1 ]; y [ 1 11/10 ]", NULL,
     "(sub (mul (exp x) y) (mul 3/4 x))", "taylor x 4 1/2\n"},
    {"sines", "x [ 0 1 ]", NULL, "(sub 1 (sub (pow (sin x) 2) (div 1 10000)))",
     "taylor x 7 1/2\n"},
};

static void attacks(void **state)
{
    (void)state;
    MUST_FAIL(false_claims);
    MUST_HOLD(true_claims);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_enclose),
        cmocka_unit_test(every_operation_is_there),
        cmocka_unit_test(the_rough_is_refused),
        cmocka_unit_test(kinks_that_do_no_harm),
        cmocka_unit_test(attacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) == 0 ? 0 : 1;
}
