/* What is said to vanish is looked at in points. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/eval.h"

#include <stdlib.h>

static char *const names[] = {"x", "y"};

typedef struct {
    expr_pool *pool;
    eval *ev;
    range box[2];
} setting;

static expr parse(setting *s, const char *text)
{
    const char *end;
    expr e = expr_from_text(s->pool, text, &end, names, 2);
    assert_true(e != EXPR_NONE && *end == '\0');
    return e;
}

static void open_setting(setting *s)
{
    s->pool = expr_pool_new(0);
    s->ev = eval_new(s->pool, 64);
    for (int i = 0; i < 2; i++) {
        range_init(&s->box[i]);
        mpq_set_si(s->box[i].lo, -1, 1);
        mpq_set_si(s->box[i].hi, 2, 1);
    }
    eval_set_box(s->ev, s->box, 2);
}

static void close_setting(setting *s)
{
    for (int i = 0; i < 2; i++)
        range_clear(&s->box[i]);
    eval_free(s->ev);
    expr_pool_free(s->pool);
}

static void zeros(void **state)
{
    static const struct {
        const char *f;
        bool contradicted;
    } cases[] = {
        {"(sub (mul (add x y) (sub x y)) (sub (pow x 2) (pow y 2)))", false},
        {"(sub (add (pow (sin x) 2) (pow (cos x) 2)) 1)", false},
        {"(sub (sqrt (pow x 2)) x)", true},
        {"(mul x 1/1000000000000)", true},
        {"(sub (log (pow x 2)) (mul 2 (log x)))", false}, /* where defined */
        {"(log (sub -5 (pow x 2)))", false},              /* nowhere */
        {"pi", true},
        {"(sub (mul (sqrt 2) (sqrt 3)) (sqrt 6))", false},
        {"(sub (sqrt (add 9 "
         "1/1000000000000000000000000000000000000000000000000000000000000)) 3)",
         true}, /* seen in more bits only */
    };
    setting s;
    (void)state;
    open_setting(&s);
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
        if (eval_contradicts_zero(s.ev, parse(&s, cases[k].f)) !=
            cases[k].contradicted)
            fail_msg("%s", cases[k].f);
    for (int i = 0; i < 2; i++) /* no ends to go by */
        s.box[i].hi_inf = s.box[i].hi_open = true;
    eval_set_box(s.ev, s.box, 2);
    assert_true(eval_contradicts_zero(s.ev, parse(&s, "(sub (abs x) x)")) ||
                eval_contradicts_zero(s.ev, parse(&s, "(sub x y)")));
    s.box[0].lo_inf = s.box[0].lo_open = true;
    eval_set_box(s.ev, s.box, 2);
    assert_true(eval_contradicts_zero(s.ev, parse(&s, "(sub (abs x) x)")));
    assert_false(eval_contradicts_zero(
        s.ev, parse(&s, "(sub (pow (abs x) 3) (abs (pow x 3)))")));
    close_setting(&s);
}

/* Only where the hypotheses hold, and asked without their help. */
static void under_hypotheses(void **state)
{
    setting s;
    (void)state;
    open_setting(&s);
    sign_condition h = {parse(&s, "(sub (mul x y) 1/2)"), false};
    expr f = parse(&s, "(sub (abs (mul x y)) (mul x y))");
    assert_true(eval_contradicts_zero(s.ev, f));
    eval_set_hyps(s.ev, &h, 1);
    assert_false(eval_contradicts_zero(s.ev, f));
    assert_true(eval_contradicts_zero(s.ev, parse(&s, "(sub (abs x) y)")));
    /* the hypothesis and the box are as before */
    iv_srcptr v = eval_enclose(s.ev, h.e);
    assert_true(iv_is_defined(v));
    assert_int_equal(mpfr_sgn(iv_lower(v)), 0);
    assert_int_equal(mpfr_cmp_d(iv_upper(v), 3.5), 0);
    close_setting(&s);
}

static void jets(void **state)
{
    setting s;
    (void)state;
    open_setting(&s);
    expr y = parse(&s, "y"), one = parse(&s, "1");
    expr cube = parse(&s, "(pow (sub x y) 3)");
    assert_false(eval_contradicts_jet(s.ev, cube, 0, y, 3));
    assert_true(eval_contradicts_jet(s.ev, cube, 0, y, 4));
    assert_true(eval_contradicts_jet(s.ev, cube, 0, one, 1));
    expr gap = parse(&s, "(sub (sub x 1) (log x))");
    assert_false(eval_contradicts_jet(s.ev, gap, 0, one, 2));
    assert_true(eval_contradicts_jet(s.ev, gap, 0, one, 3));
    close_setting(&s);
}

/* A variable that is given as an interval comes back as it was. */
static void given_values_return(void **state)
{
    setting s;
    iv_t v;
    (void)state;
    open_setting(&s);
    iv_init(v, 64);
    iv_set_si(v, 7);
    eval_set_var(s.ev, 1, v);
    expr y = parse(&s, "y");
    assert_false(eval_contradicts_zero(s.ev, y)); /* not asked */
    assert_true(eval_contradicts_jet(s.ev, parse(&s, "x"), 0, y, 1));
    iv_srcptr w = eval_enclose(s.ev, y);
    assert_int_equal(mpfr_cmp_si(iv_lower(w), 7), 0);
    assert_int_equal(mpfr_cmp_si(iv_upper(w), 7), 0);
    iv_clear(v);
    close_setting(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zeros),
        cmocka_unit_test(under_hypotheses),
        cmocka_unit_test(jets),
        cmocka_unit_test(given_values_return),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
