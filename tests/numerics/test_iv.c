/* Intervals: inclusion and outward rounding at random; nothing undefined passes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "iv_support.h"

#include <arb_hypgeom.h>

enum {
    JUDGE_BITS = 600,
    NUNARY = 15,
    NBINARY = 7
};

typedef void (*unary_fn)(iv_ptr, iv_srcptr);
typedef void (*binary_fn)(iv_ptr, iv_srcptr, iv_srcptr);

static mpfr_prec_t random_prec(void)
{
    static const mpfr_prec_t prec[] = {2, 3, 24, 53, 64, 128, 200};
    return prec[random_in(0, 6)];
}

/* ---- the operations under test, and Arb's ------------------------------- */

static void arb_square(arb_t r, const arb_t a, slong prec)
{
    arb_pow_ui(r, a, 2, prec);
}

static void arb_cube(arb_t r, const arb_t a, slong prec)
{
    arb_pow_ui(r, a, 3, prec);
}

static void arb_sixth(arb_t r, const arb_t a, slong prec)
{
    arb_pow_ui(r, a, 6, prec);
}

static void arb_root_2_3(arb_t r, const arb_t a, slong prec)
{
    arb_root_ui(r, a, 3, prec);
    arb_pow_ui(r, r, 2, prec);
}

static void arb_root_5_2(arb_t r, const arb_t a, slong prec)
{
    arb_sqrt(r, a, prec);
    arb_pow_ui(r, r, 5, prec);
}

static void arb_minus(arb_t r, const arb_t a, slong prec)
{
    (void)prec;
    arb_neg(r, a);
}

static void arb_modulus(arb_t r, const arb_t a, slong prec)
{
    (void)prec;
    arb_abs(r, a);
}

static void arb_error_function(arb_t r, const arb_t a, slong prec)
{
    arb_hypgeom_erf(r, a, prec);
}

typedef enum {
    ALL,
    NONNEG,
    POS,
    POLES
} domain;

static const struct {
    const char *name;
    unary_fn fn;
    void (*arb)(arb_t, const arb_t, slong);
    domain where;
    bool correctly_rounded;
} UNARY[NUNARY] = {
    {"neg", iv_neg, arb_minus, ALL, true},
    {"abs", iv_abs, arb_modulus, ALL, true},
    {"square", pow_2, arb_square, ALL, true},
    {"cube", pow_3, arb_cube, ALL, true},
    {"sixth", pow_6, arb_sixth, ALL, true},
    {"sqrt", iv_sqrt, arb_sqrt, NONNEG, true},
    {"x^(2/3)", root_2_3, arb_root_2_3, NONNEG, false},
    {"x^(5/2)", root_5_2, arb_root_5_2, NONNEG, false},
    {"exp", iv_exp, arb_exp, ALL, true},
    {"log", iv_log, arb_log, POS, true},
    {"sin", iv_sin, arb_sin, ALL, true},
    {"cos", iv_cos, arb_cos, ALL, true},
    {"tan", iv_tan, arb_tan, POLES, true},
    {"atan", iv_atan, arb_atan, ALL, true},
    {"erf", iv_erf, arb_error_function, ALL, true},
};

static const struct {
    const char *name;
    binary_fn fn;
} BINARY[NBINARY] = {
    {"add", iv_add}, {"sub", iv_sub}, {"mul", iv_mul},   {"div", iv_div},
    {"min", iv_min}, {"max", iv_max}, {"hull", iv_hull},
};

/* The exact value; for hull, either argument. */
static void exact(mpq_ptr r, int op, mpq_srcptr x, mpq_srcptr y)
{
    switch (op) {
    case 0:
        mpq_add(r, x, y);
        break;
    case 1:
        mpq_sub(r, x, y);
        break;
    case 2:
        mpq_mul(r, x, y);
        break;
    case 3:
        mpq_div(r, x, y);
        break;
    case 4:
        mpq_set(r, mpq_cmp(x, y) <= 0 ? x : y);
        break;
    case 5:
        mpq_set(r, mpq_cmp(x, y) >= 0 ? x : y);
        break;
    default:
        mpq_set(r, random_chance(50) ? x : y);
        break;
    }
}

/* ---- random tests ------------------------------------------------------- */

static bool inside_domain(const range *a, domain d)
{
    int s = a->lo_inf ? -1 : mpq_sgn(a->lo);
    return d == ALL || (d == NONNEG && s >= 0) ||
           (d == POS && (s > 0 || (s == 0 && a->lo_open)));
}

static void judge_unary(int op, iv_srcptr r, mpq_srcptr q)
{
    arb_t x;
    fmpq_t f;
    arb_init(x);
    fmpq_init(f);
    fmpq_set_mpq(f, q);
    arb_set_fmpq(x, f, JUDGE_BITS);
    UNARY[op].arb(x, x, JUDGE_BITS);
    assert_may_hold(r, x, UNARY[op].name);
    arb_clear(x);
    fmpq_clear(f);
}

static void unary_values_land_inside(void **state)
{
    range a;
    mpq_t q;
    range_init(&a);
    mpq_init(q);
    long defined = 0;
    (void)state;
    for (long t = test_count(6000); t > 0; t--) {
        iv_t x, r;
        int op = (int)(t % NUNARY);
        mpfr_prec_t prec = random_prec();
        iv_init(x, prec);
        iv_init(r, random_chance(80) ? prec : random_prec());
        random_range(&a, random_chance(50));
        set_from_range(x, &a);
        UNARY[op].fn(r, x);
        if (UNARY[op].where != POLES)
            assert_int_equal(iv_is_defined(r),
                             inside_domain(&a, UNARY[op].where));
        defined += iv_is_defined(r);
        for (int k = 0; k < 4 && iv_is_defined(r); k++) {
            random_point(q, &a);
            judge_unary(op, r, q);
        }
        iv_clear(x);
        iv_clear(r);
    }
    assert_true(defined > 0);
    range_clear(&a);
    mpq_clear(q);
}

static bool may_vanish(const range *b)
{
    mpq_t zero;
    mpq_init(zero);
    bool vanish = range_contains_q(b, zero);
    mpq_clear(zero);
    return vanish;
}

static void binary_values_land_inside(void **state)
{
    range a, b;
    mpq_t p, q, v;
    range_init(&a);
    range_init(&b);
    mpq_inits(p, q, v, NULL);
    (void)state;
    for (long t = test_count(20000); t > 0; t--) {
        iv_t x, y, r;
        int op = (int)(t % NBINARY);
        mpfr_prec_t prec = random_prec();
        iv_init(x, prec);
        iv_init(y, prec);
        iv_init(r, random_chance(80) ? prec : random_prec());
        random_range(&a, random_chance(50));
        random_range(&b, random_chance(50));
        if (op == 3 && random_chance(50)) /* a divisor on one side */
            mpq_set_si(random_chance(50) ? b.lo : b.hi, 0, 1);
        if (range_is_empty(&b))
            range_set(&b, &a);
        set_from_range(x, &a);
        set_from_range(y, &b);
        BINARY[op].fn(r, x, y);
        assert_int_equal(iv_is_defined(r), op != 3 || !may_vanish(&b));
        for (int k = 0; k < 4 && iv_is_defined(r); k++) {
            random_point(p, &a);
            random_point(q, &b);
            exact(v, op, p, q);
            assert_holds_q(r, v, BINARY[op].name);
        }
        iv_clear(x);
        iv_clear(y);
        iv_clear(r);
    }
    range_clear(&a);
    range_clear(&b);
    mpq_clears(p, q, v, NULL);
}

/* The four corners decide sums, differences, products and quotients of
 * closed bounded intervals: exact extremes, rounded, are the only right
 * answer. */
static void arithmetic_is_optimal(void **state)
{
    range a, b;
    mpq_t v, lo, hi, e[2], f[2];
    range_init(&a);
    range_init(&b);
    mpq_inits(v, lo, hi, e[0], e[1], f[0], f[1], NULL);
    (void)state;
    for (long t = test_count(8000); t > 0; t--) {
        iv_t x, y, r, w;
        int op = (int)(t % 4);
        mpfr_prec_t prec = random_prec();
        iv_init(x, prec);
        iv_init(y, prec);
        iv_init(r, prec);
        iv_init(w, prec);
        random_range(&a, false);
        random_range(&b, false);
        set_from_range(x, &a);
        set_from_range(y, &b);
        mpfr_get_q(e[0], iv_lower(x));
        mpfr_get_q(e[1], iv_upper(x));
        mpfr_get_q(f[0], iv_lower(y));
        mpfr_get_q(f[1], iv_upper(y));
        if (op != 3 || mpq_sgn(f[0]) * mpq_sgn(f[1]) > 0) {
            for (int k = 0; k < 4; k++) {
                exact(v, op, e[k / 2], f[k % 2]);
                if (k == 0 || mpq_cmp(v, lo) < 0)
                    mpq_set(lo, v);
                if (k == 0 || mpq_cmp(v, hi) > 0)
                    mpq_set(hi, v);
            }
            BINARY[op].fn(r, x, y);
            iv_set_ends(w, lo, false, hi, false);
            assert_true(iv_within(r, w) && iv_within(w, r));
        }
        iv_clear(x);
        iv_clear(y);
        iv_clear(r);
        iv_clear(w);
    }
    range_clear(&a);
    range_clear(&b);
    mpq_clears(v, lo, hi, e[0], e[1], f[0], f[1], NULL);
}

/* Rounding outward at 600 bits and then at few is rounding outward at few;
 * this also tells two code paths inside MPFR apart. */
static void precisions_agree(void **state)
{
    range a;
    range_init(&a);
    (void)state;
    for (long t = test_count(3000); t > 0; t--) {
        iv_t x, r, big, s;
        int op = (int)(t % NUNARY);
        mpfr_prec_t prec = random_prec();
        iv_init(x, prec);
        iv_init(r, prec);
        iv_init(s, prec);
        iv_init(big, JUDGE_BITS);
        random_range(&a, false);
        set_from_range(x, &a);
        UNARY[op].fn(r, x);
        UNARY[op].fn(big, x);
        iv_set(s, big);
        if (UNARY[op].correctly_rounded)
            assert_true(same_iv(r, s));
        else if (iv_is_defined(r))
            assert_true(iv_within(big, r) && iv_within(s, r));
        iv_clear(x);
        iv_clear(r);
        iv_clear(s);
        iv_clear(big);
    }
    range_clear(&a);
}

static void outputs_may_alias(void **state)
{
    range a, b;
    range_init(&a);
    range_init(&b);
    (void)state;
    for (long t = test_count(4000); t > 0; t--) {
        iv_t x, y, z, r;
        mpfr_prec_t prec = random_prec();
        iv_init(x, prec);
        iv_init(y, prec);
        iv_init(z, prec);
        iv_init(r, prec);
        random_range(&a, random_chance(50));
        random_range(&b, random_chance(50));
        set_from_range(x, &a);
        set_from_range(y, &b);
        int op = (int)(t % NUNARY);
        UNARY[op].fn(r, x);
        iv_set(z, x);
        UNARY[op].fn(z, z);
        assert_true(same_iv(z, r));

        op = (int)(t % NBINARY);
        BINARY[op].fn(r, x, y);
        iv_set(z, x);
        BINARY[op].fn(z, z, y);
        assert_true(same_iv(z, r));
        iv_set(z, y);
        BINARY[op].fn(z, x, z);
        assert_true(same_iv(z, r));
        BINARY[op].fn(r, x, x);
        BINARY[op].fn(x, x, x);
        assert_true(same_iv(x, r));
        iv_clear(x);
        iv_clear(y);
        iv_clear(z);
        iv_clear(r);
    }
    range_clear(&a);
    range_clear(&b);
}

/* ---- undefined arguments ------------------------------------------------- */

static void undefined_answers_no_question(void **state)
{
    iv_t u, r, one;
    iv_init(u, 64);
    iv_init(r, 64);
    iv_init(one, 64);
    iv_set_si(one, 1);
    (void)state;
    assert_false(iv_is_defined(u));
    assert_false(iv_certainly_pos(u) || iv_certainly_nonneg(u) ||
                 iv_certainly_neg(u) || iv_certainly_nonpos(u) ||
                 iv_certainly_nonzero(u) || iv_is_bounded(u) || iv_is_empty(u));
    for (int op = 0; op < NUNARY; op++) {
        iv_set_si(r, 1);
        UNARY[op].fn(r, u);
        assert_false(iv_is_defined(r));
    }
    for (int op = 0; op < NBINARY; op++) {
        iv_set_si(r, 1);
        BINARY[op].fn(r, u, one);
        assert_false(iv_is_defined(r));
        iv_set_si(r, 1);
        BINARY[op].fn(r, one, u);
        assert_false(iv_is_defined(r));
    }
    iv_set_si(r, 1);
    iv_meet_nonneg(r, u, true);
    assert_false(iv_is_defined(r));
    iv_set_si(r, 1);
    iv_pow_ui(r, u, 0);
    assert_false(iv_is_defined(r));
    iv_set_si(r, 1);
    iv_set(r, u);
    assert_false(iv_is_defined(r));
    iv_clear(u);
    iv_clear(r);
    iv_clear(one);
}

/* Intervals that no operation yields, forced: what comes out is undefined
 * and not a certain falsehood. */
static void nan_never_gets_through(void **state)
{
    iv_t a, r;
    iv_init(a, 64);
    iv_init(r, 64);
    (void)state;
    iv_set_si(a, 1);
    mpfr_set_nan(&a->v->left);
    assert_false(iv_certainly_pos(a) && iv_certainly_neg(a));
    for (int op = 0; op < NUNARY; op++) {
        UNARY[op].fn(r, a);
        assert_false(iv_certainly_pos(r) || iv_certainly_neg(r));
    }
    mpfr_set_nan(&a->v->right);
    iv_add(r, a, a);
    assert_false(iv_is_defined(r));
    iv_set_si(a, 1);
    mpfr_set_inf(&a->v->left, 1);
    mpfr_set_inf(&a->v->right, 1);
    iv_sub(r, a, a);
    assert_false(iv_is_defined(r));
    iv_clear(a);
    iv_clear(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(unary_values_land_inside),
        cmocka_unit_test(binary_values_land_inside),
        cmocka_unit_test(arithmetic_is_optimal),
        cmocka_unit_test(precisions_agree),
        cmocka_unit_test(outputs_may_alias),
        cmocka_unit_test(undefined_answers_no_question),
        cmocka_unit_test(nan_never_gets_through),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
