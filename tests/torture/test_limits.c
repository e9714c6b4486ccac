/* Limits at infinity of random functions, steps among them: where three far points
 * agree on a value, what either engine says has to hold it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/eval.h"
#include "../../numerics/recheck/reval.h"
#include "../numerics/iv_support.h"
#include "torture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    FAR = 3,
    BITS = 64,
    POINT_BITS = 600
};

typedef struct {
    long functions, settled, known, wrong;
} tally;

static expr a_function(expr_pool *pool)
{
    static const expr_op op[] = {EXPR_FLOOR, EXPR_CEIL, EXPR_EXP, EXPR_ERFC,
                                 EXPR_LOG,   EXPR_SQRT, EXPR_ERF, EXPR_ABS};
    expr f = random_expr(pool, 1, (int)random_in(2, 6), false);
    for (long k = random_in(0, 2); k > 0; k--)
        f = expr_unary(pool, op[random_in(0, 7)], f);
    if (random_chance(40)) {
        expr g = random_expr(pool, 1, (int)random_in(1, 4), false);
        if (random_chance(30))
            g = expr_unary(pool, op[random_in(0, 7)], g);
        f = random_chance(50)   ? expr_add(pool, f, g)
            : random_chance(50) ? expr_mul(pool, f, g)
                                : expr_div(pool, f, g);
    }
    return f;
}

/* May far points show f's limit: without a logarithm, which takes too long to get
 * anywhere, and numbers that these points are not far beyond. */
static bool is_plain(const expr_pool *pool, expr f)
{
    size_t n;
    bool ok = true;
    arb_t y;
    arb_init(y);
    expr *order = expr_postorder(pool, f, &n);
    for (size_t k = 0; k < n && ok; k++) {
        const expr_node *x = expr_get(pool, order[k]);
        ok = x->op != EXPR_LOG;
        if (ok && x->vars == 0)
            ok = point_value(y, pool, order[k], NULL, BITS) != POINT_VALUE ||
                 fabs(arf_get_d(arb_midref(y), ARF_RND_NEAR)) < 1e4;
    }
    free(order);
    arb_clear(y);
    return ok;
}

/* The value that f has at t = 2^30, 2^60 and 2^90 times `dir`, if it is one. */
static bool settles(double *value, const expr_pool *pool, expr f, int dir)
{
    double v[FAR];
    mpq_t x[1];
    arb_t y;
    bool ok = true;
    points_init(x, 1);
    arb_init(y);
    for (int k = 0; k < FAR && ok; k++) {
        mpq_set_si(x[0], dir, 1);
        mpq_mul_2exp(x[0], x[0], (mp_bitcnt_t)(30 * (k + 1)));
        ok = point_value(y, pool, f, x, POINT_BITS) == POINT_VALUE &&
             arb_rel_accuracy_bits(y) > 40;
        v[k] = ok ? arf_get_d(arb_midref(y), ARF_RND_NEAR) : 0;
        ok = ok && fabs(v[k]) < 1e9;
    }
    *value = v[FAR - 1];
    arb_clear(y);
    points_clear(x, 1);
    return ok && fabs(v[0] - v[1]) < 1e-7 && fabs(v[1] - v[2]) < 1e-7;
}

static void judge(tally *t, const problem *p, expr f, int dir, double value,
                  bool known, double lo, double hi, const char *who)
{
    t->known += known;
    if (!known || (lo - 1e-3 <= value && value <= hi + 1e-3))
        return;
    char *text = expr_to_text(p->pool, f, p->names, 4000);
    print_error("%s: %s, %d: [%g, %g], but %g\n", who, text, dir, lo, hi,
                value);
    free(text);
    t->wrong++;
}

static void look_once(tally *t)
{
    problem p;
    iv_t v;
    rrange r;
    double value;
    int dir = random_chance(50) ? 1 : -1;
    problem_init(&p, expr_pool_new(0), 1);
    problem_set_name(&p, 0, "x");
    p.box[0].lo_inf = p.box[0].hi_inf = true;
    p.box[0].lo_open = p.box[0].hi_open = true;
    expr f = a_function(p.pool);
    iv_init(v, BITS);
    rrange_init(&r);
    t->functions++;
    if (f != EXPR_NONE && is_plain(p.pool, f) &&
        settles(&value, p.pool, f, dir)) {
        eval *e = eval_new(p.pool, BITS);
        reval *w = reval_new(p.pool, BITS);
        t->settled++;
        eval_set_box(e, p.box, 1);
        reval_set_box(w, p.box, 1);
        eval_limit(e, f, 0, dir, v);
        reval_limit(w, f, 0, dir > 0, &r);
        bool d = iv_is_defined(v);
        judge(t, &p, f, dir, value, d,
              d ? mpfr_get_d(iv_lower(v), MPFR_RNDD) : 0,
              d ? mpfr_get_d(iv_upper(v), MPFR_RNDU) : 0, "the first engine");
        judge(t, &p, f, dir, value, r.ok,
              r.ok ? arf_get_d(&r.lo, ARF_RND_FLOOR) : 0,
              r.ok ? arf_get_d(&r.hi, ARF_RND_CEIL) : 0, "the second engine");
        eval_free(e);
        reval_free(w);
    }
    iv_clear(v);
    rrange_clear(&r);
    expr_pool *pool = p.pool;
    problem_clear(&p);
    expr_pool_free(pool);
}

static void limits_hold_what_far_points_show(void **state)
{
    tally t = {0};
    (void)state;
    for (long n = torture_count(6000, 2000000); n > 0; n--)
        look_once(&t);
    printf("%ld functions, %ld with a value far out; known to an engine: %ld; "
           "wrong: %ld\n",
           t.functions, t.settled, t.known, t.wrong);
    assert_true(t.known > t.settled / 2 && t.settled > 100);
    assert_int_equal(t.wrong, 0);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_hold_what_far_points_show),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
