/* Random identities, true and doubtful; Arb judges every "zero".
 *
 * An expression f is paired with a rewriting g of it by identities of which
 * some hold only on part of the box (sqrt(a^2) = a, log(a b) = log a + log b,
 * ...).  Whenever the engine says that f - g = 0, Arb must find 0, to many
 * digits, at every point of the box where f - g is defined. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>

#include "exact_support.h"
#include "iv_support.h"

enum {
    NVARS = 2,
    POINTS = 12,
    BITS = 600,
    MAX_ORDER = 4
};

static void random_box(exact_bench *b)
{
    static const long ends[][2] = {{-1, 1}, {0, 1},   {0, 2}, {-2, 0},
                                   {1, 2},  {-3, -1}, {-2, 3}};
    exact_bench_init(b, "");
    for (int i = 0; i < NVARS; i++) {
        long k = random_in(0, 6);
        mpq_set_si(b->box[i].lo, ends[k][0], 1);
        mpq_set_si(b->box[i].hi, ends[k][1], 1);
        b->box[i].lo_open = random_chance(40);
        b->box[i].hi_open = random_chance(40);
    }
    exact_bench_restart(b);
}

/* ---- expressions that invite rewriting ---------------------------------- */

static expr leaf(expr_pool *p)
{
    switch (random_in(0, 6)) {
    case 0:
        return expr_si(p, random_in(-3, 3));
    case 1:
        return expr_ratio(p, random_in(-4, 4), 2);
    case 2:
        return expr_pi(p);
    default:
        return expr_var(p, (int)random_in(0, NVARS - 1));
    }
}

static expr some(expr_pool *p, int size);

static expr some_unary(expr_pool *p, expr a)
{
    static const expr_op op[] = {EXPR_SQRT, EXPR_EXP, EXPR_LOG,  EXPR_ABS,
                                 EXPR_SQRT, EXPR_LOG, EXPR_ATAN, EXPR_SIN,
                                 EXPR_COS,  EXPR_EXP, EXPR_NEG,  EXPR_NEG};
    switch (random_in(0, 5)) {
    case 0:
        return expr_pow_si(p, a, random_in(2, 4));
    case 1:
        return expr_pow_ratio(p, a, random_in(1, 5),
                              (unsigned long)random_in(2, 4));
    default:
        return expr_unary(p, op[random_in(0, 11)], a);
    }
}

static expr some(expr_pool *p, int size)
{
    if (size <= 1)
        return leaf(p);
    if (random_chance(35))
        return some_unary(p, some(p, size - 1));
    expr a = some(p, size / 2), b = some(p, size - size / 2);
    switch (random_in(0, 6)) {
    case 0:
        return expr_add(p, a, b);
    case 1:
        return expr_sub(p, a, b);
    case 2:
        return expr_div(p, a, b);
    case 3:
        return random_chance(50) ? expr_min(p, a, b) : expr_max(p, a, b);
    case 4:
        return expr_if(p, a, random_chance(50), b, leaf(p));
    default:
        return expr_mul(p, a, b);
    }
}

/* ---- rewriting ----------------------------------------------------------- */

static expr half(expr_pool *p, expr a)
{
    return expr_mul(p, expr_ratio(p, 1, 2), a);
}

/* op(a b), a power or a logarithm, taken apart as if a, b > 0. */
static expr apart(expr_pool *p, expr_op op, expr u)
{
    expr_node n = *expr_get(p, u);
    if (n.op == EXPR_MUL || n.op == EXPR_DIV) {
        expr a = expr_unary(p, op, n.arg[0]);
        expr b = expr_unary(p, op, n.arg[1]);
        if (op == EXPR_LOG)
            return n.op == EXPR_MUL ? expr_add(p, a, b) : expr_sub(p, a, b);
        return n.op == EXPR_MUL ? expr_mul(p, a, b) : expr_div(p, a, b);
    }
    if (n.op == EXPR_POW && op == EXPR_LOG)
        return expr_mul(p, expr_si(p, n.p), expr_unary(p, EXPR_LOG, n.arg[0]));
    if (n.op == EXPR_POW) /* sqrt(a^n) as sqrt(a)^n or a^(n/2) */
        return n.p % 2 == 0 && random_chance(60)
                   ? expr_pow_si(p, n.arg[0], n.p / 2)
                   : expr_pow_si(p, expr_unary(p, EXPR_SQRT, n.arg[0]), n.p);
    return expr_unary(p, op, u);
}

static expr rewrite_function(expr_pool *p, const expr_node *n, expr a)
{
    expr two = expr_si(p, 2);
    switch ((expr_op)n->op) {
    case EXPR_SQRT:
    case EXPR_LOG:
        return apart(p, (expr_op)n->op, a);
    case EXPR_EXP:
        return expr_pow_si(p, expr_unary(p, EXPR_EXP, half(p, a)), 2);
    case EXPR_ABS: /* doubtful half the time */
        return random_chance(50)
                   ? a
                   : expr_unary(p, EXPR_SQRT, expr_pow_si(p, a, 2));
    case EXPR_SIN: /* 2 sin(a/2) cos(a/2) */
        return expr_mul(p, two,
                        expr_mul(p, expr_unary(p, EXPR_SIN, half(p, a)),
                                 expr_unary(p, EXPR_COS, half(p, a))));
    case EXPR_COS: /* 1 - 2 sin(a/2)^2 */
        return expr_sub(
            p, expr_si(p, 1),
            expr_mul(p, two,
                     expr_pow_si(p, expr_unary(p, EXPR_SIN, half(p, a)), 2)));
    case EXPR_ATAN: /* doubtful: pi/2 - atan(1/a) */
        return expr_sub(
            p, half(p, expr_pi(p)),
            expr_unary(p, EXPR_ATAN, expr_div(p, expr_si(p, 1), a)));
    default:
        return expr_unary(p, (expr_op)n->op, a);
    }
}

static expr rewrite_operation(expr_pool *p, const expr_node *n, expr a, expr b)
{
    switch ((expr_op)n->op) {
    case EXPR_ADD:
        return expr_add(p, b, a);
    case EXPR_SUB:
        return expr_neg(p, expr_sub(p, b, a));
    case EXPR_MUL: /* exp(log a + log b), doubtful, or b a */
        if (random_chance(30))
            return expr_unary(p, EXPR_EXP,
                              expr_add(p, expr_unary(p, EXPR_LOG, a),
                                       expr_unary(p, EXPR_LOG, b)));
        return expr_mul(p, b, a);
    case EXPR_DIV:
        return expr_mul(p, a, expr_div(p, expr_si(p, 1), b));
    case EXPR_MIN: /* doubtful, or (a + b - |a - b|)/2 */
    case EXPR_MAX: {
        if (random_chance(40))
            return a;
        expr d = expr_unary(p, EXPR_ABS, expr_sub(p, a, b));
        expr s = expr_add(p, a, b);
        return half(p,
                    n->op == EXPR_MIN ? expr_sub(p, s, d) : expr_add(p, s, d));
    }
    default:
        return EXPR_NONE;
    }
}

/* f with some of its nodes rewritten, bottom up. */
static expr rewrite(expr_pool *p, expr f, int chance)
{
    expr_node n = *expr_get(p, f);
    expr arg[3] = {0};
    if (n.nargs == 0)
        return f;
    for (int i = 0; i < n.nargs; i++)
        if ((arg[i] = rewrite(p, n.arg[i], chance)) == EXPR_NONE)
            return EXPR_NONE;
    if (random_chance(chance)) {
        if (n.op == EXPR_POW && n.p % 2 == 0) /* doubtful */
            return expr_pow_si(p, expr_unary(p, EXPR_ABS, arg[0]), n.p);
        if (n.op == EXPR_ROOT)
            return expr_unary(p, EXPR_EXP,
                              expr_mul(p,
                                       expr_ratio(p, n.p, (unsigned long)n.q),
                                       expr_unary(p, EXPR_LOG, arg[0])));
        if (n.op == EXPR_IF) /* doubtful */
            return arg[random_in(1, 2)];
        if (n.nargs == 1 && n.op != EXPR_POW && n.op != EXPR_NEG)
            return rewrite_function(p, &n, arg[0]);
        if (n.nargs == 2)
            return rewrite_operation(p, &n, arg[0], arg[1]);
    }
    return expr_make(p, (expr_op)n.op, arg, n.p, n.q, n.strict);
}

/* ---- Arb's judgement ------------------------------------------------------ */

/* Far too wide to tell 0 from something else (huge or nearly singular). */
static bool is_vague(const arb_t v)
{
    mag_t m;
    mag_init(m);
    mag_set(m, arb_radref(v));
    bool vague = mag_cmp_2exp_si(m, -80) > 0;
    mag_clear(m);
    return vague;
}

static void complain(const expr_pool *p, expr f, mpq_t *point, const char *what)
{
    char *const names[] = {"x", "y"};
    char *text = expr_to_text(p, f, names, 4000);
    gmp_printf("%s at x = %Qd, y = %Qd: %s\n", what, point[0], point[1],
               text != NULL ? text : "(long)");
    free(text);
    fail();
}

/* MPFI's view of the point: is f defined there? */
static bool defined_at(eval *ev, expr f, mpq_t *point)
{
    range r[NVARS];
    for (int i = 0; i < NVARS; i++) {
        range_init(&r[i]);
        mpq_set(r[i].lo, point[i]);
        mpq_set(r[i].hi, point[i]);
    }
    eval_set_box(ev, r, NVARS);
    bool defined = iv_is_defined(eval_enclose(ev, f));
    for (int i = 0; i < NVARS; i++)
        range_clear(&r[i]);
    return defined;
}

/* At random points: all coefficients below m in x_var at the point, m = 1 for
 * the value; *defined counts the points that said it to many digits. */
static void judge(exact_bench *b, expr f, int var, mpq_srcptr at, int m,
                  const char *what, long *defined)
{
    mpq_t point[NVARS];
    arb_poly_t series;
    arb_t c;
    eval *ev = eval_new(b->pool, BITS);
    arb_poly_init(series);
    arb_init(c);
    for (int i = 0; i < NVARS; i++)
        mpq_init(point[i]);
    for (int k = 0; k < POINTS; k++) {
        for (int i = 0; i < NVARS; i++)
            random_point(point[i], &b->box[i]);
        if (at != NULL)
            mpq_set(point[var], at);
        if (!defined_at(ev, f, point) ||
            !arb_series(series, b->pool, f, point, var, m, BITS))
            continue;
        bool vague = false;
        for (int j = 0; j < m; j++) {
            arb_poly_get_coeff_arb(c, series, j);
            vague = vague || is_vague(c);
            if (!arb_contains_zero(c))
                complain(b->pool, f, point, what);
        }
        *defined += !vague;
    }
    eval_free(ev);
    arb_poly_clear(series);
    arb_clear(c);
    for (int i = 0; i < NVARS; i++)
        mpq_clear(point[i]);
}

/* ---- the tests ------------------------------------------------------------ */

static void zeros_are_zeros(void **state)
{
    (void)state;
    long zeros = 0, defined = 0, n = test_count(1500);
    for (long i = 0; i < n; i++) {
        exact_bench b;
        random_box(&b);
        expr f = some(b.pool, (int)random_in(2, 9));
        expr g = f != EXPR_NONE ? rewrite(b.pool, f, 60) : EXPR_NONE;
        if (g != EXPR_NONE && g != f) {
            expr d = expr_sub(b.pool, f, g);
            if (exact_is_zero(b.x, d)) {
                zeros++;
                judge(&b, d, 0, NULL, 1, "not zero", &defined);
            }
        }
        exact_bench_clear(&b);
    }
    printf("%ld of %ld pairs are equal; %ld points\n", zeros, n, defined);
    assert_true(zeros > n / 10 && defined > zeros);
}

/* The same engine for many expressions: what one leaves behind must not
 * mislead the next. */
static void shared_engines_stay_sound(void **state)
{
    (void)state;
    long zeros = 0, defined = 0, n = test_count(150);
    for (long i = 0; i < n; i++) {
        exact_bench b;
        random_box(&b);
        for (int k = 0; k < 10; k++) {
            expr f = some(b.pool, (int)random_in(2, 6));
            expr g = f != EXPR_NONE ? rewrite(b.pool, f, 60) : EXPR_NONE;
            if (g == EXPR_NONE || g == f)
                continue;
            expr d = expr_sub(b.pool, f, g);
            if (exact_is_zero(b.x, d)) {
                zeros++;
                judge(&b, d, 0, NULL, 1, "not zero", &defined);
            }
        }
        exact_bench_clear(&b);
    }
    printf("%ld zeros, %ld points\n", zeros, defined);
    assert_true(zeros > n / 2 && defined > zeros);
}

/* The rewritings below hold wherever both sides are defined, and stay within
 * what normal forms can see: nearly all must be seen. */
static expr lawful(expr_pool *p, int size)
{
    if (size <= 1)
        return random_chance(40) ? expr_ratio(p, random_in(-9, 9), 4)
                                 : expr_var(p, (int)random_in(0, NVARS - 1));
    if (random_chance(20))
        return expr_unary(p, EXPR_EXP, expr_var(p, (int)random_in(0, 1)));
    expr a = lawful(p, size / 2), b = lawful(p, size - size / 2);
    switch (random_in(0, 3)) {
    case 0:
        return expr_add(p, a, b);
    case 1:
        return expr_sub(p, a, b);
    case 2:
        return expr_mul(p, a, b);
    default:
        return expr_div(p, a, expr_add(p, expr_mul(p, b, b), expr_si(p, 1)));
    }
}

/* a b = ((a + b)^2 - a^2 - b^2)/2 */
static expr polarised(expr_pool *p, expr a, expr b)
{
    expr squares = expr_add(p, expr_pow_si(p, a, 2), expr_pow_si(p, b, 2));
    expr all = expr_pow_si(p, expr_add(p, a, b), 2);
    return half(p, expr_sub(p, all, squares));
}

static expr lawful_rewrite(expr_pool *p, expr f)
{
    expr_node n = *expr_get(p, f);
    if (n.nargs == 0)
        return f;
    expr a = lawful_rewrite(p, n.arg[0]);
    expr b = n.nargs > 1 ? lawful_rewrite(p, n.arg[1]) : EXPR_NONE;
    switch ((expr_op)n.op) {
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
        if (n.op == EXPR_MUL && random_chance(30))
            return polarised(p, a, b);
        return rewrite_operation(p, &n, a, b);
    case EXPR_EXP:
        return rewrite_function(p, &n, a);
    default:
        return expr_make(p, (expr_op)n.op, (expr[3]){a, b, 0}, n.p, n.q,
                         n.strict);
    }
}

static void lawful_identities_are_seen(void **state)
{
    (void)state;
    long seen = 0, n = test_count(300);
    for (long i = 0; i < n; i++) {
        exact_bench b;
        random_box(&b);
        for (int k = 0; k < NVARS; k++) { /* so that logarithms exist */
            mpq_set_si(b.box[k].lo, 1, 1);
            mpq_set_si(b.box[k].hi, 2, 1);
        }
        exact_bench_restart(&b);
        expr f = lawful(b.pool, (int)random_in(2, 8));
        expr g = lawful_rewrite(b.pool, f);
        seen += g != EXPR_NONE && exact_is_zero(b.x, expr_sub(b.pool, f, g));
        exact_bench_clear(&b);
    }
    printf("%ld of %ld lawful identities seen\n", seen, n);
    assert_true(100 * seen >= 95 * n);
}

static void jets_are_zero(void **state)
{
    (void)state;
    long zeros = 0, defined = 0, n = test_count(1500);
    mpq_t at;
    mpq_init(at);
    for (long i = 0; i < n; i++) {
        exact_bench b;
        random_box(&b);
        int var = (int)random_in(0, NVARS - 1);
        int m = (int)random_in(1, MAX_ORDER);
        random_point(at, &b.box[var]);
        expr x = expr_var(b.pool, var), p = expr_q(b.pool, at);
        expr f = some(b.pool, (int)random_in(2, 6));
        expr g = f != EXPR_NONE ? rewrite(b.pool, f, 60) : EXPR_NONE;
        if (g != EXPR_NONE) {
            /* a doubtful zero, or something times (x - p)^m */
            expr d =
                random_chance(50)
                    ? expr_sub(b.pool, f, g)
                    : expr_mul(b.pool,
                               expr_pow_si(b.pool, expr_sub(b.pool, x, p), m),
                               f);
            if (d != EXPR_NONE && exact_jet_is_zero(b.x, d, var, p, m)) {
                zeros++;
                judge(&b, d, var, at, m, "jet not zero", &defined);
            }
        }
        exact_bench_clear(&b);
    }
    mpq_clear(at);
    printf("%ld of %ld jets vanish; %ld points\n", zeros, n, defined);
    assert_true(zeros > n / 10 && defined > zeros);
}

static expr product(exact_bench *b, mpq_srcptr unit, const expr *factor,
                    const long *power, size_t n)
{
    expr e = expr_q(b->pool, unit);
    for (size_t i = 0; i < n && e != EXPR_NONE; i++)
        e = expr_mul(b->pool, e, expr_pow_si(b->pool, factor[i], power[i]));
    return e;
}

static void factors_multiply_back(void **state)
{
    (void)state;
    long factored = 0, defined = 0, n = test_count(800);
    mpq_t unit;
    mpq_init(unit);
    for (long i = 0; i < n; i++) {
        exact_bench b;
        random_box(&b);
        expr f = some(b.pool, (int)random_in(2, 9)), *factor;
        long *power;
        size_t k;
        if (f != EXPR_NONE && exact_factor(b.x, f, unit, &factor, &power, &k)) {
            expr g = product(&b, unit, factor, power, k);
            expr h = exact_simplify(b.x, f, random_chance(50));
            free(factor);
            free(power);
            factored++;
            if (g != EXPR_NONE)
                judge(&b, expr_sub(b.pool, f, g), 0, NULL, 1, "factors differ",
                      &defined);
            if (h != EXPR_NONE)
                judge(&b, expr_sub(b.pool, f, h), 0, NULL, 1,
                      "simplified form differs", &defined);
        }
        exact_bench_clear(&b);
    }
    mpq_clear(unit);
    printf("%ld of %ld factored; %ld points\n", factored, n, defined);
    assert_true(factored > n / 3 && defined > factored);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zeros_are_zeros),
        cmocka_unit_test(shared_engines_stay_sound),
        cmocka_unit_test(lawful_identities_are_seen),
        cmocka_unit_test(jets_are_zero),
        cmocka_unit_test(factors_multiply_back),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
