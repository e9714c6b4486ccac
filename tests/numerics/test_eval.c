/* Enclosures of expressions: inclusion, conditionals, hypotheses, caches. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "iv_support.h"

enum {
    NVARS = 2,
    JUDGE_BITS = 400
};

/* A pool with x, y, an evaluator and a box, as most tests want them. */
typedef struct {
    expr_pool *pool;
    eval *e;
    range box[NVARS];
    mpq_t q[NVARS];
    expr x, y;
} bench;

static void bench_init(bench *b, mpfr_prec_t prec)
{
    b->pool = expr_pool_new(0);
    b->e = eval_new(b->pool, prec);
    b->x = expr_var(b->pool, 0);
    b->y = expr_var(b->pool, 1);
    for (int i = 0; i < NVARS; i++) {
        range_init(&b->box[i]);
        mpq_init(b->q[i]);
    }
}

static void bench_clear(bench *b)
{
    for (int i = 0; i < NVARS; i++) {
        range_clear(&b->box[i]);
        mpq_clear(b->q[i]);
    }
    eval_free(b->e);
    expr_pool_free(b->pool);
}

static void set_side(bench *b, int i, long lo, long hi, const char *p)
{
    mpq_set_si(b->box[i].lo, lo, 1);
    mpq_set_si(b->box[i].hi, hi, 1);
    b->box[i].lo_open = p[0] == '(';
    b->box[i].hi_open = p[1] == ')';
}

/* x in [a, b], y in [c, d], closed. */
static void set_box(bench *b, long lo, long hi, long lo2, long hi2)
{
    set_side(b, 0, lo, hi, "[]");
    set_side(b, 1, lo2, hi2, "[]");
    eval_set_box(b->e, b->box, NVARS);
}

static void assert_ends(iv_srcptr v, long lo, long hi)
{
    assert_true(iv_is_defined(v));
    assert_int_equal(mpfr_cmp_si(iv_lower(v), lo), 0);
    assert_int_equal(mpfr_cmp_si(iv_upper(v), hi), 0);
}

/* ---- random expressions ------------------------------------------------- */

static bool value_at(arb_t out, bench *b, expr f)
{
    arb_poly_t p;
    arb_poly_init(p);
    bool found = arb_series(p, b->pool, f, b->q, 0, 1, JUDGE_BITS);
    arb_poly_get_coeff_arb(out, p, 0);
    arb_poly_clear(p);
    return found;
}

static void random_box(bench *b)
{
    for (int i = 0; i < NVARS; i++)
        random_range(&b->box[i], false);
    eval_set_box(b->e, b->box, NVARS);
}

static void random_point_of_box(bench *b)
{
    for (int i = 0; i < NVARS; i++)
        random_point(b->q[i], &b->box[i]);
}

static void values_land_inside(void **state)
{
    long judged = 0;
    arb_t v;
    arb_init(v);
    (void)state;
    for (long t = test_count(2500); t > 0; t--) {
        bench b;
        bench_init(&b, random_in(10, 200));
        expr f = random_expr(b.pool, NVARS, (int)random_in(1, 12), true);
        for (int k = 0; f != EXPR_NONE && k < 3; k++) {
            random_box(&b);
            iv_srcptr r = eval_enclose(b.e, f);
            for (int j = 0; iv_is_defined(r) && j < 4; j++) {
                random_point_of_box(&b);
                if (!value_at(v, &b, f))
                    continue;
                assert_may_hold(r, v, "value");
                judged++;
            }
        }
        bench_clear(&b);
    }
    arb_clear(v);
    assert_true(judged > 100);
}

static void precisions_overlap(void **state)
{
    (void)state;
    long both = 0;
    for (long t = test_count(1000); t > 0; t--) {
        bench b;
        bench_init(&b, 30);
        iv_t low;
        iv_init(low, 30);
        expr f = random_expr(b.pool, NVARS, (int)random_in(2, 12), true);
        random_box(&b);
        iv_set(low, eval_enclose(b.e, f));
        eval_set_prec(b.e, 300);
        assert_int_equal(eval_prec(b.e), 300);
        iv_srcptr high = eval_enclose(b.e, f);
        if (iv_is_defined(low) && iv_is_defined(high)) {
            assert_true(mpfr_lessequal_p(iv_lower(low), iv_upper(high)) &&
                        mpfr_lessequal_p(iv_lower(high), iv_upper(low)));
            both++;
        }
        iv_clear(low);
        bench_clear(&b);
    }
    assert_true(both > 100);
}

/* Whatever was evaluated before, and in whichever order, a fresh evaluator
 * gives the same. */
static void caches_do_not_show(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    for (long t = test_count(300); t > 0; t--) {
        expr f = random_expr(b.pool, NVARS, (int)random_in(1, 12), true);
        random_box(&b);
        if (random_chance(20))
            eval_set_prec(b.e, random_in(20, 90));
        iv_srcptr r = eval_enclose(b.e, f);
        eval *fresh = eval_new(b.pool, eval_prec(b.e));
        eval_set_box(fresh, b.box, NVARS);
        bool d1, c1, d2, c2;
        assert_true(same_iv(r, eval_enclose(fresh, f)));
        assert_ptr_equal(r, eval_enclose_smooth(b.e, f, &d1, &c1));
        eval_enclose_smooth(fresh, f, &d2, &c2);
        assert_true(d1 == d2 && c1 == c2);
        eval_free(fresh);
    }
    bench_clear(&b);
}

/* ---- conditionals and kinks --------------------------------------------- */

static void certain_branch_only(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    /* if x >= 1 then sqrt(x - 1) else sqrt(1 - x): only one is defined */
    expr h = expr_sub(b.pool, b.x, expr_si(b.pool, 1));
    expr f = expr_if(b.pool, h, false, expr_unary(b.pool, EXPR_SQRT, h),
                     expr_unary(b.pool, EXPR_SQRT, expr_neg(b.pool, h)));
    bool decided, continuous;
    set_box(&b, 1, 5, 0, 0);
    assert_ends(eval_enclose_smooth(b.e, f, &decided, &continuous), 0, 2);
    assert_true(decided && continuous);
    set_box(&b, -3, 0, 0, 0);
    assert_ends(eval_enclose_smooth(b.e, f, &decided, &continuous), 1, 2);
    assert_true(decided && continuous);
    set_box(&b, -3, 1, 0, 0); /* at x = 1 the other branch counts */
    assert_false(iv_is_defined(eval_enclose(b.e, f)));
    set_box(&b, 0, 5, 0, 0);
    assert_false(
        iv_is_defined(eval_enclose_smooth(b.e, f, &decided, &continuous)));
    assert_false(decided || continuous);
    bench_clear(&b);
}

static void strictness_of_conditions(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr two = expr_si(b.pool, 2), three = expr_si(b.pool, 3);
    expr weak = expr_if(b.pool, b.x, false, two, three);
    expr strict = expr_if(b.pool, b.x, true, two, three);
    set_box(&b, 0, 1, 0, 0);
    assert_ends(eval_enclose(b.e, weak), 2, 2);
    assert_ends(eval_enclose(b.e, strict), 2, 3);
    set_box(&b, -1, 0, 0, 0);
    assert_ends(eval_enclose(b.e, weak), 2, 3);
    assert_ends(eval_enclose(b.e, strict), 3, 3);
    set_box(&b, 0, 0, 0, 0);
    assert_ends(eval_enclose(b.e, weak), 2, 2);
    assert_ends(eval_enclose(b.e, strict), 3, 3);
    set_side(&b, 0, 0, 1, "(]");
    eval_set_box(b.e, b.box, NVARS);
    assert_ends(eval_enclose(b.e, strict), 2, 2);
    /* an undefined condition decides nothing */
    expr bad =
        expr_if(b.pool, expr_unary(b.pool, EXPR_LOG, b.y), false, two, two);
    if (bad != two)
        assert_false(iv_is_defined(eval_enclose(b.e, bad)));
    bench_clear(&b);
}

static void kinks_are_decided_or_not(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr abs = expr_unary(b.pool, EXPR_ABS, b.x);
    expr min = expr_min(b.pool, b.x, b.y), max = expr_max(b.pool, b.x, b.y);
    bool d, c;
    set_box(&b, 0, 2, 2, 3);
    assert_ends(eval_enclose_smooth(b.e, abs, &d, &c), 0, 2);
    assert_true(d && c);
    assert_ends(eval_enclose_smooth(b.e, min, &d, &c), 0, 2);
    assert_true(d && c);
    assert_ends(eval_enclose_smooth(b.e, max, &d, &c), 2, 3);
    assert_true(d && c);
    set_box(&b, -1, 2, 1, 3);
    assert_ends(eval_enclose_smooth(b.e, abs, &d, &c), 0, 2);
    assert_true(!d && c);
    assert_ends(eval_enclose_smooth(b.e, min, &d, &c), -1, 2);
    assert_true(!d && c);
    assert_ends(eval_enclose_smooth(b.e, max, &d, &c), 1, 3);
    assert_true(!d && c);
    /* max(5, |x|) is 5 on this box, however |x| behaves */
    expr out = expr_max(b.pool, expr_si(b.pool, 5), abs);
    assert_ends(eval_enclose_smooth(b.e, out, &d, &c), 5, 5);
    assert_true(d && c);
    /* a jump shows through what is built on it */
    expr jump = expr_if(b.pool, b.x, false, b.y, abs);
    expr sum = expr_unary(b.pool, EXPR_EXP, expr_add(b.pool, jump, b.x));
    eval_enclose_smooth(b.e, sum, &d, &c);
    assert_true(!d && !c);
    bench_clear(&b);
}

/* ---- domains and boxes --------------------------------------------------- */

static void domains(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr one = expr_si(b.pool, 1);
    expr inv = expr_div(b.pool, one, b.x);
    expr square = expr_mul(b.pool, inv, inv); /* the same node twice */
    expr log = expr_unary(b.pool, EXPR_LOG, b.x);
    set_box(&b, -1, 1, 0, 0);
    assert_false(iv_is_defined(eval_enclose(b.e, inv)));
    assert_false(iv_is_defined(eval_enclose(b.e, square)));
    set_box(&b, 0, 1, 0, 0);
    assert_false(iv_is_defined(eval_enclose(b.e, inv)));
    assert_false(iv_is_defined(eval_enclose(b.e, log)));
    set_side(&b, 0, 0, 1, "(]");
    eval_set_box(b.e, b.box, NVARS);
    assert_true(mpfr_cmp_ui(iv_lower(eval_enclose(b.e, inv)), 1) == 0);
    assert_true(mpfr_inf_p(iv_upper(eval_enclose(b.e, inv))));
    assert_true(iv_is_defined(eval_enclose(b.e, log)));
    b.box[0].hi_inf = b.box[0].hi_open = true;
    eval_set_box(b.e, b.box, NVARS);
    assert_true(iv_certainly_pos(eval_enclose(b.e, inv)));
    /* beyond the box's dimension, and no expression at all */
    assert_false(iv_is_defined(eval_enclose(b.e, expr_var(b.pool, 5))));
    assert_false(iv_is_defined(eval_enclose(b.e, EXPR_NONE)));
    eval_set_box(b.e, b.box, 1);
    assert_false(iv_is_defined(eval_enclose(b.e, b.y)));
    bench_clear(&b);
}

static void products_of_equals_are_squares(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    const expr args[3] = {b.x, b.x, EXPR_NONE};
    expr f = expr_make(b.pool, EXPR_MUL, args, 0, 0, false);
    set_box(&b, -2, 3, 0, 0);
    assert_ends(eval_enclose(b.e, f), 0, 9);
    bench_clear(&b);
}

static void one_coordinate_as_an_interval(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    iv_t v;
    iv_init(v, 40);
    iv_set_si(v, 7);
    set_box(&b, 1, 2, 3, 4);
    expr f = expr_add(b.pool, b.x, b.y);
    assert_ends(eval_enclose(b.e, f), 4, 6);
    eval_set_var(b.e, 0, v);
    assert_ends(eval_enclose(b.e, f), 10, 11);
    eval_set_prec(b.e, 90);
    assert_ends(eval_enclose(b.e, f), 10, 11);
    iv_set_undefined(v);
    eval_set_var(b.e, 1, v);
    assert_false(iv_is_defined(eval_enclose(b.e, f)));
    set_box(&b, 1, 2, 3, 4);
    assert_ends(eval_enclose(b.e, f), 4, 6);
    iv_clear(v);
    bench_clear(&b);
}

/* A range that no double holds is tightened when the precision rises. */
static void ranges_stay_exact(void **state)
{
    bench b;
    bench_init(&b, 10);
    (void)state;
    mpq_set_si(b.box[0].lo, 1, 10);
    mpq_set_si(b.box[0].hi, 1, 10);
    eval_set_box(b.e, b.box, 1);
    iv_srcptr r = eval_enclose(b.e, b.x);
    mpfr_t w;
    mpfr_init2(w, 20);
    assert_holds_q(r, b.box[0].lo, "0.1");
    mpfr_sub(w, iv_upper(r), iv_lower(r), MPFR_RNDU);
    assert_true(mpfr_get_exp(w) > -20);
    eval_set_prec(b.e, 200);
    r = eval_enclose(b.e, b.x);
    assert_holds_q(r, b.box[0].lo, "0.1");
    mpfr_sub(w, iv_upper(r), iv_lower(r), MPFR_RNDU);
    assert_true(mpfr_get_exp(w) < -190);
    mpfr_clear(w);
    bench_clear(&b);
}

/* Number k of all non-empty ranges with ends among -inf, 0, 1, 2, inf. */
static bool nth_range(range *r, int k)
{
    int lo = k % 4, hi = k / 4 % 4; /* 3: infinite */
    r->lo_open = (k / 16 & 1) != 0;
    r->hi_open = (k / 32 & 1) != 0;
    r->lo_inf = lo == 3;
    r->hi_inf = hi == 3;
    mpq_set_si(r->lo, lo, 1);
    mpq_set_si(r->hi, hi, 1);
    if ((r->lo_inf && !r->lo_open) || (r->hi_inf && !r->hi_open))
        return false;
    return !range_is_empty(r);
}

/* q is in the hull when something of b or p is at or below it, and something
 * at or above; the ends are among -1/2, 0, ..., 5/2. */
static bool between(const range *b, const range *p, mpq_srcptr q)
{
    bool below = false, above = false;
    mpq_t t;
    mpq_init(t);
    for (int k = -1; k <= 5; k++) {
        mpq_set_si(t, k, 2);
        mpq_canonicalize(t);
        if (!range_contains_q(b, t) && !range_contains_q(p, t))
            continue;
        below = below || mpq_cmp(t, q) <= 0;
        above = above || mpq_cmp(t, q) >= 0;
    }
    mpq_clear(t);
    return below && above;
}

static void hulls_of_ranges(void **state)
{
    range b, p, h;
    iv_t v;
    mpq_t q;
    (void)state;
    range_init(&b);
    range_init(&p);
    range_init(&h);
    iv_init(v, 53);
    mpq_init(q);
    for (int i = 0; i < 64 * 64; i++) {
        if (!nth_range(&b, i % 64) || !nth_range(&p, i / 64))
            continue;
        set_from_range(v, &p);
        eval_range_hull(&h, &b, v);
        for (int k = -1; k <= 5; k++) {
            mpq_set_si(q, k, 2);
            mpq_canonicalize(q);
            assert_int_equal(range_contains_q(&h, q), between(&b, &p, q));
        }
    }
    range_clear(&b);
    range_clear(&p);
    range_clear(&h);
    iv_clear(v);
    mpq_clear(q);
}

/* ---- long chains and growing pools --------------------------------------- */

static void chains_of_100000_nodes(void **state)
{
    enum {
        LENGTH = 100000
    };
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr f = b.x, g = expr_pi(b.pool);
    for (int k = 0; k < LENGTH; k++) {
        f = expr_add(b.pool, f, b.y);
        g = expr_add(b.pool, g, expr_pi(b.pool));
    }
    set_box(&b, 1, 2, -1, 3);
    assert_ends(eval_enclose(b.e, f), 1 - LENGTH, 2 + 3L * LENGTH);
    iv_srcptr closed = eval_enclose(b.e, g);
    assert_true(mpfr_cmp_ui(iv_lower(closed), 314162) > 0);
    assert_true(mpfr_cmp_ui(iv_upper(closed), 314163) < 0);
    /* a taylor series through the same chain */
    iv_struct out[2];
    iv_init(&out[0], 64);
    iv_init(&out[1], 64);
    eval_taylor(b.e, f, 1, 1, out);
    assert_ends(&out[1], LENGTH, LENGTH);
    iv_clear(&out[0]);
    iv_clear(&out[1]);
    bench_clear(&b);
}

static void results_survive_growth(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    set_box(&b, 1, 2, 3, 4);
    expr f = expr_mul(b.pool, b.x, b.y);
    iv_srcptr r = eval_enclose(b.e, f);
    for (long k = 0; k < 5000; k++) {
        expr g = expr_add(b.pool, f, expr_si(b.pool, k + 10));
        assert_ends(eval_enclose(b.e, g), 3 + k + 10, 8 + k + 10);
    }
    assert_ptr_equal(eval_enclose(b.e, f), r);
    assert_ends(r, 3, 8);
    bench_clear(&b);
}

/* ---- hypotheses ---------------------------------------------------------- */

static void hypotheses_narrow(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr d = expr_sub(b.pool, b.x, b.y), back = expr_sub(b.pool, b.y, b.x);
    expr root = expr_unary(b.pool, EXPR_SQRT, d);
    expr log = expr_unary(b.pool, EXPR_LOG, d);
    sign_condition weak = {d, false}, strict = {d, true};
    set_box(&b, 0, 4, 0, 4);
    assert_false(iv_is_defined(eval_enclose(b.e, root)));
    eval_set_hyps(b.e, &weak, 1);
    assert_ends(eval_enclose(b.e, root), 0, 2);
    assert_ends(eval_enclose(b.e, back), -4, 0);
    assert_false(iv_is_defined(eval_enclose(b.e, log)));
    eval_set_hyps(b.e, &strict, 1);
    assert_true(iv_is_defined(eval_enclose(b.e, log)));
    assert_true(iv_certainly_neg(eval_enclose(b.e, back)));
    assert_ends(eval_enclose(b.e, expr_neg(b.pool, d)), -4, 0);
    eval_set_hyps(b.e, NULL, 0);
    assert_false(iv_is_defined(eval_enclose(b.e, root)));
    /* h = -g bounds g */
    const expr arg[3] = {b.x, EXPR_NONE, EXPR_NONE};
    sign_condition minus = {expr_make(b.pool, EXPR_NEG, arg, 0, 0, false),
                            true};
    eval_set_hyps(b.e, &minus, 1);
    set_box(&b, -1, 4, 0, 4);
    assert_ends(eval_enclose(b.e, b.x), -1, 0);
    assert_true(iv_certainly_neg(eval_enclose(b.e, b.x)));
    bench_clear(&b);
}

static void failed_hypotheses_show(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    expr d = expr_sub(b.pool, b.x, b.y);
    sign_condition h = {d, false};
    set_box(&b, 0, 1, 2, 3);
    eval_set_hyps(b.e, &h, 1);
    assert_ends(eval_enclose(b.e, d), -3, -1);
    bench_clear(&b);
}

/* What holds where the hypotheses hold must be inside. */
static void narrowed_values_land_inside(void **state)
{
    long judged = 0;
    arb_t v, s;
    arb_init(v);
    arb_init(s);
    (void)state;
    for (long t = test_count(3000); t > 0; t--) {
        bench b;
        bench_init(&b, 60);
        expr g = random_expr(b.pool, NVARS, (int)random_in(1, 4), true);
        expr h = random_chance(50) ? g : expr_neg(b.pool, g);
        expr f = random_expr(b.pool, NVARS, 3, true);
        f = expr_add(b.pool, expr_unary(b.pool, EXPR_ATAN, g), f);
        sign_condition hyp = {h, random_chance(50)};
        random_box(&b);
        eval_set_hyps(b.e, &hyp, 1);
        iv_srcptr r = eval_enclose(b.e, f);
        for (int j = 0; iv_is_defined(r) && j < 4; j++) {
            random_point_of_box(&b);
            if (!value_at(s, &b, h) || !arb_is_positive(s) ||
                !value_at(v, &b, f))
                continue;
            assert_may_hold(r, v, "narrowed");
            judged++;
        }
        bench_clear(&b);
    }
    arb_clear(v);
    arb_clear(s);
    assert_true(judged > 100);
}

static void mpfr_state_is_left_alone(void **state)
{
    bench b;
    bench_init(&b, 64);
    (void)state;
    mpfr_prec_t prec = mpfr_get_default_prec();
    mpfr_clear_flags();
    set_box(&b, 1, 3, 0, 1);
    expr f = expr_unary(b.pool, EXPR_LOG, b.x);
    eval_enclose(b.e, f);
    iv_struct out[3];
    for (int k = 0; k < 3; k++)
        iv_init(&out[k], 64);
    eval_taylor(b.e, f, 0, 2, out);
    assert_false(mpfr_inexflag_p());
    assert_true(mpfr_get_default_prec() == prec);
    for (int k = 0; k < 3; k++)
        iv_clear(&out[k]);
    eval_free(NULL);
    bench_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_land_inside),
        cmocka_unit_test(precisions_overlap),
        cmocka_unit_test(caches_do_not_show),
        cmocka_unit_test(certain_branch_only),
        cmocka_unit_test(strictness_of_conditions),
        cmocka_unit_test(kinks_are_decided_or_not),
        cmocka_unit_test(domains),
        cmocka_unit_test(products_of_equals_are_squares),
        cmocka_unit_test(one_coordinate_as_an_interval),
        cmocka_unit_test(ranges_stay_exact),
        cmocka_unit_test(hulls_of_ranges),
        cmocka_unit_test(chains_of_100000_nodes),
        cmocka_unit_test(results_survive_growth),
        cmocka_unit_test(hypotheses_narrow),
        cmocka_unit_test(failed_hypotheses_show),
        cmocka_unit_test(narrowed_values_land_inside),
        cmocka_unit_test(mpfr_state_is_left_alone),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
