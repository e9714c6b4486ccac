/* tests/numerics/test_gamma.c: Gamma and its relatives where they are hardest.
 *
 * At and between poles, across the places where they turn, at huge and tiny
 * arguments: against Arb's values, known values (DLMF 5.4, 5.15), and the
 * second engine's ranges.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "iv_support.h"

#include "../../numerics/enclose/iv_function.h"
#include "../../numerics/expr/expr_function.h"
#include "../../numerics/recheck/rrange.h"
#include "../../numerics/recheck/rrange_function.h"

#include <acb.h>
#include <stdlib.h>

typedef struct {
    expr_op op;
    long n;
} call;
static const call all[] = {{EXPR_GAMMA, 0},     {EXPR_LGAMMA, 0},
                           {EXPR_DIGAMMA, 0},   {EXPR_POLYGAMMA, 1},
                           {EXPR_POLYGAMMA, 2}, {EXPR_POLYGAMMA, 3},
                           {EXPR_POLYGAMMA, 8}};
enum {
    CALLS = sizeof all / sizeof *all
};

/* Arb's value at a rational point, by functions that neither engine uses for
 * polygamma. */
static void value(arb_t r, call f, mpq_srcptr x, slong prec)
{
    fmpq_t q;
    acb_t s, z;
    fmpq_init(q);
    acb_init(s);
    acb_init(z);
    fmpq_set_mpq(q, x);
    arb_set_fmpq(acb_realref(z), q, prec);
    switch (f.op) {
    case EXPR_GAMMA:
        arb_gamma(r, acb_realref(z), prec);
        break;
    case EXPR_LGAMMA:
        arb_lgamma(r, acb_realref(z), prec);
        break;
    case EXPR_DIGAMMA:
        arb_digamma(r, acb_realref(z), prec);
        break;
    default:
        acb_set_si(s, f.n);
        acb_polygamma(z, s, z, prec);
        arb_set(r, acb_realref(z));
        break;
    }
    fmpq_clear(q);
    acb_clear(s);
    acb_clear(z);
}

static void enclose(iv_ptr v, call f, mpq_srcptr lo, bool lo_open,
                    mpq_srcptr hi, bool hi_open)
{
    iv_t a;
    iv_init(a, 200);
    iv_set_ends(a, lo, lo_open, hi, hi_open);
    iv_function_range(v, f.op, f.n, a);
    iv_clear(a);
}

/* The second engine's range meets v, or says nothing. */
static void second_meets(iv_srcptr v, call f, mpq_srcptr lo, bool lo_open,
                         mpq_srcptr hi, bool hi_open)
{
    rrange a, r, w;
    mpq_t p, q;
    mpq_init(p);
    mpq_init(q);
    rrange_init(&a);
    rrange_init(&r);
    rrange_init(&w);
    rrange_set_q(&a, lo, lo_open, hi, hi_open, 200);
    rrange_function_range(&r, f.op, f.n, &a, 100);
    assert_int_equal(r.ok, iv_is_defined(v));
    bool inf[2] = {mpfr_inf_p(iv_lower(v)) != 0, mpfr_inf_p(iv_upper(v)) != 0};
    if (r.ok) {
        if (!inf[0])
            mpfr_get_q(p, iv_lower(v));
        if (!inf[1])
            mpfr_get_q(q, iv_upper(v));
        rrange_set_q(&w, inf[0] ? NULL : p, v->lo_open, inf[1] ? NULL : q,
                     v->hi_open, 1000);
        assert_true(rrange_meets(&w, &r));
    }
    rrange_clear(&a);
    rrange_clear(&r);
    rrange_clear(&w);
    mpq_clear(p);
    mpq_clear(q);
}

static void poles_are_excluded(void **state)
{
    static const struct {
        long lo, hi, den; /* of an interval */
        bool lo_open, hi_open, defined;
    } row[] = {
        {-1, 0, 1, true, true, true},     {-1, 0, 1, false, true, false},
        {-1, 0, 1, true, false, false},   {-2, -1, 1, true, true, true},
        {-3, -1, 2, false, false, false}, {-1, 1, 2, false, false, false},
        {0, 1, 1, true, false, true},     {0, 1, 1, false, false, false},
        {-5, -5, 1, false, false, false}, {-3, -2, 1, true, false, false},
        {-7, -7, 2, false, false, true},  {-4, -2, 1, true, true, false},
    };
    mpq_t lo, hi;
    iv_t v;
    (void)state;
    mpq_init(lo);
    mpq_init(hi);
    iv_init(v, 80);
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        for (size_t k = 0; k < CALLS; k++) {
            mpq_set_si(lo, row[i].lo, (unsigned long)row[i].den);
            mpq_set_si(hi, row[i].hi, (unsigned long)row[i].den);
            mpq_canonicalize(lo);
            mpq_canonicalize(hi);
            enclose(v, all[k], lo, row[i].lo_open, hi, row[i].hi_open);
            bool positive = row[i].lo >= 0;
            assert_int_equal(iv_is_defined(v),
                             row[i].defined &&
                                 (positive || all[k].op != EXPR_LGAMMA));
            second_meets(v, all[k], lo, row[i].lo_open, hi, row[i].hi_open);
        }
    mpq_clear(lo);
    mpq_clear(hi);
    iv_clear(v);
}

/* DLMF table 5.4.1: Gamma's extremes between poles, to ten digits. */
static void extremes_are_tight(void **state)
{
    static const char *const extreme[] = {"8856031944", "-35446436112",
                                          "23024072583", "-8881363584",
                                          "2451275398"};
    mpq_t lo, hi, x;
    iv_t v;
    (void)state;
    mpq_inits(lo, hi, x, (mpq_ptr)0);
    iv_init(v, 100);
    for (long m = 0; m < 5; m++) {
        mpq_set_si(lo, -m, 1);
        mpq_set_si(hi, 1 - m, 1);
        mpz_set_str(mpq_numref(x), extreme[m], 10);
        mpz_ui_pow_ui(mpq_denref(x), 10, 10);
        mpq_canonicalize(x);
        enclose(v, all[0], lo, true, m == 0 ? NULL : hi, true);
        mpfr_srcptr e = m % 2 == 0 ? iv_lower(v) : iv_upper(v);
        mpfr_t d;
        mpfr_init2(d, 100);
        mpfr_sub_q(d, e, x, MPFR_RNDA);
        assert_true(mpfr_cmp_si_2exp(d, 1, -33) < 0 && /* 10^-10 */
                    mpfr_cmp_si_2exp(d, -1, -33) > 0);
        mpfr_clear(d);
        assert_true(mpfr_inf_p(m % 2 == 0 ? iv_upper(v) : iv_lower(v)) != 0);
    }
    mpq_clears(lo, hi, x, (mpq_ptr)0);
    iv_clear(v);
}

/* A random place between m and m + 1; for m = 0, also further out. */
static void place(mpq_ptr x, long m)
{
    mpq_set_si(x, random_in(1, 9999), 10000);
    if (m == 0 && random_chance(50))
        mpq_mul_2exp(x, x, (mp_bitcnt_t)random_in(1, 6));
    mpq_t t;
    mpq_init(t);
    mpq_set_si(t, m, 1);
    mpq_add(x, x, t);
    mpq_clear(t);
    mpq_canonicalize(x);
}

/* Random intervals on a branch hold all of Arb's values, and end where they
 * end: the least and the greatest of many are near the ends. */
static void ranges_are_tight(void **state)
{
    enum {
        SAMPLES = 40
    };
    mpq_t lo, hi, x, w;
    iv_t v;
    arb_t y, best[2], t;
    (void)state;
    mpq_inits(lo, hi, x, w, (mpq_ptr)0);
    iv_init(v, 100);
    arb_init(y);
    arb_init(t);
    arb_init(best[0]);
    arb_init(best[1]);
    for (long i = test_count(150); i > 0; i--) {
        call f = all[random_in(0, CALLS - 1)];
        long m = f.op == EXPR_LGAMMA ? 0 : random_in(-6, 0);
        place(lo, m);
        place(hi, m);
        if (mpq_cmp(lo, hi) > 0)
            mpq_swap(lo, hi);
        enclose(v, f, lo, false, hi, false);
        assert_true(iv_is_bounded(v));
        second_meets(v, f, lo, false, hi, false);
        for (long k = 0; k <= SAMPLES; k++) {
            mpq_sub(w, hi, lo);
            mpq_set_si(x, k, SAMPLES);
            mpq_canonicalize(x);
            mpq_mul(w, w, x);
            mpq_add(x, lo, w);
            value(y, f, x, 200);
            assert_true(arb_is_finite(y));
            assert_may_hold(v, y, "Arb's value");
            if (k == 0)
                arb_set(best[0], y), arb_set(best[1], y);
            arb_min(best[0], best[0], y, 200);
            arb_max(best[1], best[1], y, 200);
        }
        for (int k = 0; k < 2; k++) { /* up to what 40 places leave out */
            mpq_t q;
            mpq_init(q);
            mpfr_get_q(q, k == 0 ? iv_lower(v) : iv_upper(v));
            fmpq_t e;
            fmpq_init(e);
            fmpq_set_mpq(e, q);
            arb_set_fmpq(y, e, 200);
            arb_sub(y, y, best[k], 200);
            arb_sub(t, best[1], best[0], 200);
            arb_mul_2exp_si(t, t, -3);
            arb_add_error_2exp_si(t, -80);
            arb_abs(y, y);
            assert_false(arb_gt(y, t) && mpq_cmp(lo, hi) < 0);
            fmpq_clear(e);
            mpq_clear(q);
        }
    }
    mpq_clears(lo, hi, x, w, (mpq_ptr)0);
    iv_clear(v);
    arb_clear(y);
    arb_clear(t);
    arb_clear(best[0]);
    arb_clear(best[1]);
}

/* psi_n(1) = (-1)^(n+1) n! zeta(n + 1) (DLMF 5.15.2), in all the digits. */
static void values_at_one(void **state)
{
    static const slong prec[] = {24, 53, 200, 1000};
    mpq_t one;
    arb_t z, t;
    (void)state;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    arb_init(z);
    arb_init(t);
    for (size_t i = 0; i < 4; i++)
        for (long n = 0; n < 40; n += n < 6 ? 1 : 11) {
            iv_t v;
            mpfr_t w;
            iv_init(v, prec[i]);
            mpfr_init2(w, 32);
            call f = {n == 0 ? EXPR_DIGAMMA : EXPR_POLYGAMMA, n};
            enclose(v, f, one, false, one, false);
            if (n == 0) {
                arb_const_euler(z, prec[i] + 50);
            } else {
                arb_zeta_ui(z, (ulong)n + 1, prec[i] + 50);
                arb_fac_ui(t, (ulong)n, prec[i] + 50);
                arb_mul(z, z, t, prec[i] + 50);
            }
            if (n % 2 == 0)
                arb_neg(z, z);
            assert_may_hold(v, z, "psi_n(1)");
            mpfr_sub(w, iv_upper(v), iv_lower(v), MPFR_RNDU);
            mpfr_div(w, w, iv_upper(v), MPFR_RNDA);
            assert_true(mpfr_get_exp(w) <= 3 - prec[i]);
            mpfr_clear(w);
            iv_clear(v);
        }
    mpq_clear(one);
    arb_clear(z);
    arb_clear(t);
}

/* Sizes beyond all use: an answer, soon, that holds what the other says. */
static void sizes_are_bounded(void **state)
{
    static const unsigned long size[] = {5, 30, 62, 100, 1000, 40000};
    mpq_t x;
    iv_t v;
    (void)state;
    mpq_init(x);
    iv_init(v, 64);
    for (size_t i = 0; i < 6; i++)
        for (int kind = 0; kind < 4; kind++)
            for (size_t k = 0; k < CALLS; k++) {
                mpq_set_si(x, kind % 2 == 0 ? 3 : -3, 1);
                if (kind < 2)
                    mpq_mul_2exp(x, x, size[i]);
                else
                    mpq_div_2exp(x, x, size[i]);
                enclose(v, all[k], x, false, x, false);
                bool pole = kind == 1 || (kind == 3 && all[k].op == EXPR_LGAMMA);
                assert_int_equal(iv_is_defined(v), !pole);
                if (size[i] < 40000)
                    second_meets(v, all[k], x, false, x, false);
            }
    mpq_clear(x);
    iv_clear(v);
}

static void texts_are_strict(void **state)
{
    static const char *const bad[] = {"(polygamma x)", "(polygamma -1 x)",
                                      "(polygamma 1001 x)", "(polygamma 1)",
                                      "(polygamma 1x)", "(polygamma 1 x 2)",
                                      "(polygamma 1/2 x)", "(digamma 1 x)",
                                      "(polygamma 99999999999999999999 x)"};
    char *names[] = {"x"};
    const char *end;
    (void)state;
    expr_pool *pool = expr_pool_new(0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(expr_from_text(pool, bad[i], &end, names, 1),
                         EXPR_NONE);
    expr x = expr_var(pool, 0);
    assert_int_equal(expr_call(pool, EXPR_POLYGAMMA, 0, x),
                     expr_unary(pool, EXPR_DIGAMMA, x));
    assert_int_not_equal(expr_call(pool, EXPR_POLYGAMMA, 1, x),
                         expr_call(pool, EXPR_POLYGAMMA, 2, x));
    assert_int_equal(expr_call(pool, EXPR_POLYGAMMA, 1001, x), EXPR_NONE);
    assert_int_equal(expr_call(pool, EXPR_DIGAMMA, 1, x), EXPR_NONE);
    assert_int_equal(expr_from_text(pool, "(polygamma 7 x)", &end, names, 1),
                     expr_call(pool, EXPR_POLYGAMMA, 7, x));
    assert_true(expr_is_si(pool, expr_unary(pool, EXPR_GAMMA,
                                            expr_si(pool, 6)), 120));
    expr_pool_free(pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(poles_are_excluded),
        cmocka_unit_test(extremes_are_tight),
        cmocka_unit_test(ranges_are_tight),
        cmocka_unit_test(values_at_one),
        cmocka_unit_test(sizes_are_bounded),
        cmocka_unit_test(texts_are_strict),
    };
    random_start();
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
