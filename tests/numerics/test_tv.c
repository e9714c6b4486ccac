/* Total variation between centred normal laws. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/iv_tv.h"

#include <stdlib.h>

/* a and b as decimal strings. */
static void tv(iv_ptr r, long k, const char *a, long m, const char *b)
{
    mpq_t q;
    iv_t x, y;
    mpq_init(q);
    iv_init(x, 256);
    iv_init(y, 256);
    mpfr_t f;
    mpfr_init2(f, 200);
    mpfr_set_str(f, a, 10, MPFR_RNDN);
    mpfr_get_q(q, f);
    iv_set_q(x, q);
    mpfr_set_str(f, b, 10, MPFR_RNDN);
    mpfr_get_q(q, f);
    iv_set_q(y, q);
    iv_tv_normal(r, x, y, k, m);
    mpfr_clear(f);
    iv_clear(x);
    iv_clear(y);
    mpq_clear(q);
}

static void assert_near(iv_srcptr r, const char *value, double tolerance)
{
    mpfr_t v;
    assert_true(iv_is_defined(r));
    mpfr_init2(v, 128);
    mpfr_set_str(v, value, 10, MPFR_RNDN);
    mpfr_sub(v, v, iv_lower(r), MPFR_RNDN);
    assert_true(mpfr_get_d(v, MPFR_RNDN) < tolerance &&
                mpfr_get_d(v, MPFR_RNDN) > -tolerance);
    mpfr_sub(v, iv_upper(r), iv_lower(r), MPFR_RNDU);
    assert_true(mpfr_get_d(v, MPFR_RNDU) < 1e-25);
    mpfr_clear(v);
}

static void assert_overlap(iv_srcptr a, iv_srcptr b)
{
    assert_true(iv_is_defined(a) && iv_is_defined(b));
    assert_true(mpfr_lessequal_p(iv_lower(a), iv_upper(b)));
    assert_true(mpfr_lessequal_p(iv_lower(b), iv_upper(a)));
}

/* One coordinate: the densities cross at z with z^2 = v log v/(v - 1), and
 * TV = |erf(z/sqrt 2) - erf(z/sqrt(2 v))|. */
static void one_coordinate(void **state)
{
    static const char *const variance[] = {"0.5", "2", "10", "1.001", "0.01"};
    (void)state;
    for (size_t i = 0; i < sizeof variance / sizeof *variance; i++) {
        iv_t r, z, v, w, one;
        iv_struct *all[] = {r, z, v, w, one};
        for (size_t k = 0; k < 5; k++)
            iv_init(all[k], 200);
        mpfr_t f;
        mpq_t q;
        mpfr_init2(f, 200);
        mpq_init(q);
        mpfr_set_str(f, variance[i], 10, MPFR_RNDN);
        mpfr_get_q(q, f);
        iv_set_q(v, q);
        iv_set_si(one, 1);
        iv_log(z, v);
        iv_mul(z, z, v);
        iv_sub(w, v, one);
        iv_div(z, z, w); /* z^2 */
        iv_set_si(w, 2);
        iv_div(z, z, w); /* z^2/2 */
        iv_div(w, z, v);
        iv_sqrt(z, z);
        iv_sqrt(w, w);
        iv_erf(z, z);
        iv_erf(w, w);
        iv_sub(z, z, w);
        iv_abs(z, z);
        tv(r, 1, variance[i], 0, "1");
        assert_overlap(r, z);
        tv(r, 0, "1", 1, variance[i]);
        assert_overlap(r, z);
        tv(r, 1, variance[i], 5, "1"); /* the same: a block with variance 1 */
        assert_overlap(r, z);
        for (size_t k = 0; k < 5; k++)
            iv_clear(all[k]);
        mpfr_clear(f);
        mpq_clear(q);
    }
}

/* Values by mpmath, from the reference rows of the audited paper's notes
 * (8 digits): k = 8. */
static void reference_values(void **state)
{
    static const struct {
        const char *a;
        long m;
        const char *b, *value;
    } row[] = {
        {"1.0288992533257915415", 2, "2.582295002905445506", "0.33700765"},
        {"1.0288992533257915415", 92, "2.582295002905445506", "0.99858574"},
        {"1.0056280007244931711", 92, "1.8487224714529554322", "0.96198408"},
        {"1.0094216631454000648", 2, "2.5802506009661352935", "0.33623226"},
        {"0.95870288941511487334", 92, "1.00000000000045985964",
         "0.032947884"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        iv_t r;
        iv_init(r, 128);
        tv(r, 8, row[i].a, row[i].m, row[i].b);
        assert_near(r, row[i].value, 1e-8);
        iv_clear(r);
    }
}

/* Splitting a group in two of the same variance changes nothing; the two
 * routes condition on different groups, odd and even ones. */
static void independent_routes(void **state)
{
    (void)state;
    iv_t r, s;
    iv_init(r, 128);
    iv_init(s, 192);
    tv(r, 3, "0.7", 4, "0.7");
    tv(s, 7, "0.7", 0, "1");
    assert_overlap(r, s);
    tv(r, 3, "0.7", 5, "1.4");
    tv(s, 5, "1.4", 3, "0.7");
    assert_overlap(r, s);
    tv(r, 8, "1.03", 92, "0.98");
    tv(s, 92, "0.98", 8, "1.03");
    assert_overlap(r, s);
    /* inverse variances: the same two laws with their roles exchanged */
    tv(r, 2, "0.5", 3, "4");
    tv(s, 2, "2", 3, "0.25");
    assert_overlap(r, s);
    iv_clear(r);
    iv_clear(s);
}

static void degenerate(void **state)
{
    (void)state;
    iv_t r, s;
    iv_init(r, 128);
    iv_init(s, 128);
    tv(r, 5, "1", 7, "1");
    assert_true(iv_certainly_nonneg(r) && iv_certainly_nonpos(r));
    /* within 1e-15 of 1 */
    tv(r, 8, "0.95", 992, "1.000000000000001");
    tv(s, 8, "0.95", 992, "1");
    assert_near(r, "0.0402", 1e-3);
    mpfr_t d;
    mpfr_init2(d, 64);
    mpfr_sub(d, iv_upper(r), iv_lower(s), MPFR_RNDU);
    assert_true(mpfr_get_d(d, MPFR_RNDU) < 1e-13);
    mpfr_clear(d);
    tv(r, 3, "-1", 2, "1");
    assert_false(iv_is_defined(r));
    tv(r, 3, "0", 2, "1");
    assert_false(iv_is_defined(r));
    iv_clear(r);
    iv_clear(s);
}

/* An interval that holds 1 encloses the answers for all its points. */
static void wide_argument(void **state)
{
    (void)state;
    iv_t r, a, b, inner;
    iv_init(r, 128);
    iv_init(a, 128);
    iv_init(b, 128);
    iv_init(inner, 128);
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    mpq_set_str(lo, "999999/1000000", 10);
    mpq_set_str(hi, "1000001/1000000", 10);
    iv_set_ends(b, lo, false, hi, false);
    mpq_set_str(lo, "4/5", 10);
    iv_set_q(a, lo);
    iv_tv_normal(r, a, b, 4, 6);
    tv(inner, 4, "0.8", 6, "1.000001");
    assert_true(iv_is_defined(r));
    assert_true(mpfr_lessequal_p(iv_lower(r), iv_lower(inner)));
    assert_true(mpfr_lessequal_p(iv_upper(inner), iv_upper(r)));
    mpq_clear(lo);
    mpq_clear(hi);
    iv_clear(r);
    iv_clear(a);
    iv_clear(b);
    iv_clear(inner);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_coordinate),
        cmocka_unit_test(reference_values),
        cmocka_unit_test(independent_routes),
        cmocka_unit_test(degenerate),
        cmocka_unit_test(wide_argument),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
