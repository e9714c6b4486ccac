/* tests/numerics/test_dmath.c: the error bounds that dmath.h states, against
 * MPFR; special values; and that a lane's bits do not depend on the others. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "iv_support.h"

#include "../../numerics/search/dmath.h"

enum {
    LANES = LANES_WIDTH
};

typedef enum {
    EXP,
    LOG,
    SIN,
    COS,
    TAN,
    ATAN,
    ERF,
    FUNCTIONS
} function;

static const struct {
    const char *name;
    int (*exact)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
    double relative, absolute;
} about[FUNCTIONS] = {
    [EXP] = {"exp", mpfr_exp, DM_EXP_ERROR, 0},
    [LOG] = {"log", mpfr_log, DM_LOG_ERROR, 0},
    [SIN] = {"sin", mpfr_sin, DM_TRIG_ERROR, DM_TRIG_REDUCTION},
    [COS] = {"cos", mpfr_cos, DM_TRIG_ERROR, DM_TRIG_REDUCTION},
    [TAN] = {"tan", mpfr_tan, DM_TAN_ERROR, DM_TRIG_REDUCTION},
    [ATAN] = {"atan", mpfr_atan, DM_ATAN_ERROR, 0},
    [ERF] = {"erf", mpfr_erf, DM_ERF_ERROR, 0},
};

LANES_INLINE vd apply(function f, vd x)
{
    switch (f) {
    case EXP:
        return dm_exp(x);
    case LOG:
        return dm_log(x);
    case SIN:
        return dm_sin(x);
    case COS:
        return dm_cos(x);
    case TAN:
        return dm_tan(x);
    case ATAN:
        return dm_atan(x);
    default:
        return dm_erf(x);
    }
}

/* What runs between two changes of the rounding mode is kept in functions of
 * its own, or the compiler might move it out. */
#define APART static __attribute__((noinline))

APART void inside(function f, double x[LANES])
{
    v_store(x, apply(f, v_load(x)));
}

/* x = f(x), lane by lane, rounding upward. */
static void call(function f, double x[LANES])
{
    lanes_mode mode = lanes_round_up();
    inside(f, x);
    lanes_restore(mode);
}

static double call_one(function f, double x)
{
    double v[LANES];
    for (int i = 0; i < LANES; i++)
        v[i] = x;
    call(f, v);
    return v[LANES - 1];
}

/* ---- arguments ---------------------------------------------------------- */

static double uniform(double lo, double hi)
{
    return lo + (hi - lo) * ((double)(random_bits() >> 11) * 0x1p-53);
}

/* Any magnitude between 2^lo and 2^hi. */
static double spread(int lo, int hi)
{
    return ldexp(uniform(1, 2), (int)random_in(lo, hi));
}

static double either_sign(double x)
{
    return random_chance(50) ? -x : x;
}

static double argument(function f)
{
    long kind = random_in(0, 3);
    switch (f) {
    case EXP:
        return kind == 0   ? either_sign(spread(-1070, 9))
               : kind == 1 ? uniform(-708, 709)
                           : uniform(-3, 3);
    case LOG:
        return kind == 0   ? spread(-1074, 1023)
               : kind == 1 ? 1 + either_sign(spread(-53, -1))
                           : uniform(0.3, 3);
    case ATAN:
        return either_sign(kind == 0 ? spread(-1022, 1023) : spread(-6, 6));
    case ERF:
        return either_sign(kind == 0 ? spread(-1000, 4) : uniform(0, 7));
    default: /* near multiples of pi/2, too */
        return kind == 0   ? either_sign(spread(-1000, 19))
               : kind == 1 ? (double)random_in(-600000, 600000) * acos(0) +
                                 either_sign(spread(-60, -1))
                           : uniform(-20, 20);
    }
}

/* |got - want| / (relative |want| + absolute), where want is the value at
 * 200 bits. */
static double share(double got, mpfr_srcptr want, double relative,
                    double absolute)
{
    mpfr_t d, b;
    mpfr_inits2(200, d, b, (mpfr_ptr)NULL);
    mpfr_set_d(d, got, MPFR_RNDN);
    mpfr_sub(d, d, want, MPFR_RNDA);
    mpfr_abs(d, d, MPFR_RNDA);
    mpfr_abs(b, want, MPFR_RNDD);
    mpfr_mul_d(b, b, relative, MPFR_RNDD);
    mpfr_add_d(b, b, absolute, MPFR_RNDD);
    double r = mpfr_zero_p(d)
                   ? 0
                   : (mpfr_div(d, d, b, MPFR_RNDU), mpfr_get_d(d, MPFR_RNDU));
    mpfr_clears(d, b, (mpfr_ptr)NULL);
    return r;
}

/* ---- tests -------------------------------------------------------------- */

/* At most half of what is stated: the padding also has to cover the rounding
 * of its own computation. */
static void errors_are_as_stated(void **unused)
{
    (void)unused;
    random_start();
    mpfr_t want;
    mpfr_init2(want, 200);
    for (function f = 0; f < FUNCTIONS; f++) {
        double worst = 0, at = 0;
        for (long n = test_count(4000); n > 0; n--) {
            double x[LANES], y[LANES];
            for (int i = 0; i < LANES; i++)
                x[i] = y[i] = argument(f);
            call(f, y);
            for (int i = 0; i < LANES; i++) {
                mpfr_set_d(want, x[i], MPFR_RNDN);
                about[f].exact(want, want, MPFR_RNDN);
                if (mpfr_zero_p(want) == 0 &&
                    (mpfr_get_exp(want) < -1020 || mpfr_get_exp(want) > 1024))
                    continue; /* no normal double */
                double s =
                    share(y[i], want, about[f].relative, about[f].absolute);
                if (!(s <= worst)) {
                    worst = s;
                    at = x[i];
                }
            }
        }
        printf("%s: %.2f of the bound at %a\n", about[f].name, worst, at);
        assert_true(worst <= 0.5);
    }
    mpfr_clear(want);
}

APART vi root_inside(double x[LANES], uint32_t q)
{
    vi exact;
    v_store(x, dm_root(v_load(x), q, &exact));
    return exact;
}

/* For roots: also that exact ones are found. */
static void roots_are_as_stated(void **unused)
{
    (void)unused;
    random_start();
    mpfr_t want;
    mpfr_init2(want, 200);
    double worst = 0;
    for (long n = test_count(4000); n > 0; n--) {
        unsigned long q =
            (unsigned long)random_in(2, random_chance(90) ? 9 : 900);
        bool far = random_chance(20), perfect = !far && random_chance(30);
        double x = far ? spread(-1074, 1023) : spread(-100, 100);
        double base = (double)random_in(1, 12), y[LANES];
        if (perfect) {
            q = q % 8 + 2;
            x = pow(base, (double)q); /* below 2^53: exact */
            if (x > 0x1p52)
                continue;
            x = rint(x);
        }
        lanes_mode mode = lanes_round_up();
        v_store(y, v_set(x));
        vi exact = root_inside(y, (uint32_t)q);
        lanes_restore(mode);
        if (perfect) {
            assert_true(y[0] == base);
            assert_true(exact[0] != 0);
        }
        mpfr_set_d(want, x, MPFR_RNDN);
        mpfr_rootn_ui(want, want, q, MPFR_RNDN);
        double s = share(
            y[0], want,
            x < 0x1p-900 || x > 0x1p900 ? DM_ROOT_ERROR_FAR : DM_ROOT_ERROR, 0);
        worst = s > worst ? s : worst;
        assert_true(s <= 0.5);
        if (exact[0] != 0)
            assert_true(s == 0);
    }
    printf("root: %.2f of the bound\n", worst);
    mpfr_clear(want);
}

static void exact_values_are_hit(void **unused)
{
    (void)unused;
    assert_true(call_one(LOG, 1) == 0);
    assert_true(call_one(EXP, 0) == 1);
    assert_true(call_one(SIN, 0) == 0);
    assert_true(call_one(COS, 0) == 1);
    assert_true(call_one(TAN, 0) == 0);
    assert_true(call_one(ATAN, 0) == 0);
    assert_true(call_one(ERF, 0) == 0);
    assert_true(call_one(LOG, 0) == -(double)INFINITY);
    assert_true(call_one(LOG, (double)INFINITY) == (double)INFINITY);
    assert_true(call_one(EXP, 711) == (double)INFINITY);
    assert_true(call_one(EXP, (double)INFINITY) == (double)INFINITY);
    assert_true(call_one(EXP, -(double)INFINITY) == 0x1p-1074); /* upward */
    assert_true(call_one(ERF, 7) == 1);
    assert_true(call_one(ERF, -(double)INFINITY) == -1);
}

APART void power_inside(double x[LANES], uint32_t n)
{
    v_store(x, dm_power_up(v_load(x), n));
}

static void powers_round_upward(void **unused)
{
    (void)unused;
    random_start();
    mpfr_t x;
    mpfr_init2(x, 53);
    for (long n = test_count(20000); n > 0; n--) {
        uint32_t p = (uint32_t)random_in(1, random_chance(90) ? 12 : 5000);
        double a = either_sign(random_chance(50) ? uniform(0.9, 1.1)
                                                 : spread(-20, 20));
        double y[LANES];
        lanes_mode mode = lanes_round_up();
        v_store(y, v_set(a));
        power_inside(y, p);
        lanes_restore(mode);
        /* sign(a) |a|^p, the least double above it */
        mpfr_set_d(x, fabs(a), MPFR_RNDN);
        mpfr_pow_ui(x, x, p, a > 0 ? MPFR_RNDU : MPFR_RNDD);
        double least =
            a > 0 ? mpfr_get_d(x, MPFR_RNDU) : -mpfr_get_d(x, MPFR_RNDD);
        assert_true(y[0] >= least);
        if (isfinite(least) && fabs(least) > 0x1p-900)
            assert_true(y[0] - least <= fabs(least) * p * 0x1p-52);
    }
    mpfr_clear(x);
}

/* dm_poly step by step in MPFR: compilers that assume rounding to nearest
 * must not have rearranged it.  (Clang turns c + x*(-d) into c - x*d in
 * dm_erf of all places, unless it is kept from it.) */
static double poly_in_mpfr(double x0, const double *c, int n)
{
    mpfr_t x, t[9], p;
    mpfr_inits2(53, x, p, (mpfr_ptr)NULL);
    mpfr_set_d(x, x0, MPFR_RNDU);
    int m = (n + 1) / 2;
    for (int i = 0; i < m; i++) {
        mpfr_init2(t[i], 53);
        mpfr_set_d(t[i], c[2 * i], MPFR_RNDU); /* exact */
        if (2 * i + 1 == n)
            continue;
        mpfr_mul_d(p, x, c[2 * i + 1], MPFR_RNDU);
        mpfr_add(t[i], p, t[i], MPFR_RNDU);
    }
    for (int k = m; k > 1; k = (k + 1) / 2) {
        mpfr_sqr(x, x, MPFR_RNDU);
        for (int i = 0; i < k / 2; i++) {
            mpfr_mul(p, t[2 * i + 1], x, MPFR_RNDU);
            mpfr_add(t[i], p, t[2 * i], MPFR_RNDU);
        }
        if (k % 2 != 0)
            mpfr_set(t[k / 2], t[k - 1], MPFR_RNDU);
    }
    double y = mpfr_get_d(t[0], MPFR_RNDU);
    for (int i = 0; i < m; i++)
        mpfr_clear(t[i]);
    mpfr_clears(x, p, (mpfr_ptr)NULL);
    return y;
}

/* As tapes use it: two in a loop. */
APART void erf_inside(double neg[8], double pos[8])
{
    for (int j = 0; j < 8; j += LANES) {
        vd l = dm_erf(v_neg(v_load(neg + j))), h = dm_erf(v_load(pos + j));
        v_store(neg + j, v_min(v_abs(l) * DM_ERF_ERROR - l, v_set(1)));
        v_store(pos + j, v_min(h + v_abs(h) * DM_ERF_ERROR, v_set(1)));
    }
}

/* For |x| < 1, with the padding. */
static void erf_is_rounded_as_written(void **unused)
{
    (void)unused;
    random_start();
    mpfr_t y, p;
    mpfr_inits2(53, y, p, (mpfr_ptr)NULL);
    for (long n = test_count(2000); n > 0; n--) {
        double x = uniform(0, 1), neg[8], pos[8];
        for (int i = 0; i < 8; i++)
            neg[i] = -(pos[i] = x);
        lanes_mode mode = lanes_round_up();
        erf_inside(neg, pos);
        lanes_restore(mode);
        mpfr_set_d(y, x, MPFR_RNDU);
        mpfr_sqr(y, y, MPFR_RNDU);
        mpfr_set_d(p, poly_in_mpfr(mpfr_get_d(y, MPFR_RNDU), dm_erf_small, 13),
                   MPFR_RNDU);
        mpfr_mul_d(p, p, x, MPFR_RNDU);
        mpfr_add_d(y, p, x, MPFR_RNDU);
        mpfr_mul_d(p, y, DM_ERF_ERROR, MPFR_RNDU);
        mpfr_sub(p, p, y, MPFR_RNDU);
        assert_true(neg[7] == mpfr_get_d(p, MPFR_RNDU));
        mpfr_mul_d(p, y, DM_ERF_ERROR, MPFR_RNDU);
        mpfr_add(p, p, y, MPFR_RNDU);
        assert_true(pos[0] == mpfr_get_d(p, MPFR_RNDU));
    }
    mpfr_clears(y, p, (mpfr_ptr)NULL);
}

APART void integers_inside(double up[LANES], double down[LANES])
{
    vd x = v_load(up);
    v_store(up, v_ceil(x));
    v_store(down, v_floor(x));
}

static void integers_round_as_they_should(void **unused)
{
    (void)unused;
    static const double x[] = {0,   0.5,  -0.5,   1,       -1,     2.0000001,
                               1e9, -1e9, 1e-300, -1e-300, 123.75, -7.25};
    for (size_t i = 0; i < sizeof x / sizeof x[0]; i++) {
        double up[LANES], down[LANES];
        lanes_mode mode = lanes_round_up();
        v_store(up, v_set(x[i]));
        integers_inside(up, down);
        lanes_restore(mode);
        assert_true(up[0] == ceil(x[i]));
        assert_true(down[0] == floor(x[i]));
    }
}

/* The caller's rounding mode is what it was. */
static void mode_is_restored(void **unused)
{
    (void)unused;
    volatile double tiny = 0x1p-80;
    (void)call_one(EXP, 0.5);
    assert_true(1 + tiny == 1);
    assert_true(-1 - tiny == -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_as_stated),
        cmocka_unit_test(roots_are_as_stated),
        cmocka_unit_test(exact_values_are_hit),
        cmocka_unit_test(powers_round_upward),
        cmocka_unit_test(erf_is_rounded_as_written),
        cmocka_unit_test(integers_round_as_they_should),
        cmocka_unit_test(mode_is_restored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
