/* Total variation between centred normal laws. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/enclose/iv_tv.h"
#include "../../numerics/exact/tv_half_space.h"

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
        {"0.95870288941511487334", 92, "1.00000000000045985964", "0.032947884"},
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

/* Sums and the quadrature say the same, whatever the dimensions and variances. */
static void sums_and_quadrature(void **state)
{
    static const double variance[] = {0.02,   0.3, 0.9, 0.9999,
                                      1.0625, 1.5, 7,   60};
    static const long dim[] = {1, 2, 3, 6, 16, 33, 250};
    enum {
        PREC = 128,
        VARIANCES = sizeof variance / sizeof *variance,
        DIMS = sizeof dim / sizeof *dim
    };
    arb_t a, b, by_sums, by_quadrature;
    (void)state;
    arb_init(a);
    arb_init(b);
    arb_init(by_sums);
    arb_init(by_quadrature);
    for (size_t i = 0; i < VARIANCES; i++) {
        for (size_t j = 0; j < VARIANCES; j++) {
            long k = dim[(3 * i + j) % DIMS], m = dim[(i + 5 * j) % DIMS];
            arb_set_d(a, variance[i]);
            arb_set_d(b, variance[j]);
            assert_true(tv_arb(by_sums, a, b, k, m, 1, PREC));
            assert_true(tv_arb(by_quadrature, a, b, k, m, 0, PREC));
            assert_true(arb_overlaps(by_sums, by_quadrature));
            assert_true(arb_rel_accuracy_bits(by_sums) > PREC / 2);
        }
    }
    arb_clear(a);
    arb_clear(b);
    arb_clear(by_sums);
    arb_clear(by_quadrature);
}

/* A probability of each kind (tv_sum.c), as mpmath's quadrature has it:
 * {u S + w N < c}. */
static void kinds_of_sums(void **state)
{
    static const struct {
        long k, m;
        double u, w, c, value;
    } p[] = {
        {2, 1, 1.0, 0.5, 3.0, 0.69641484910820016},
        {4, 5, 0.5, 0.25, 4.0, 0.72892146347705672},
        {6, 4, 0.25, 1.0, 5.0, 0.51308779408645776},
        {4, 3, -0.5, -0.25, -3.0, 0.36124569996570212},
        {2, 4, -0.5, -0.25, 2.0, 1.0},
        {4, 6, 1.0, -0.5, -1.0, 0.26569070751270834},
        {2, 2, 0.5, -1.5, -0.5, 0.63486129366796056},
        {6, 8, -1.0, 0.5, 2.0, 0.86317955590482366},
        {4, 3, 1.0, -0.5, 2.0, 0.49937949014985803},
        {2, 5, -0.5, 0.25, -1.0, 0.13349880262670453},
        {8, 7, 0.5, -0.75, 1.0, 0.75124816068703937},
    };
    (void)state;
    for (size_t i = 0; i < sizeof p / sizeof *p; i++) {
        half_space h = {.k = p[i].k, .m = p[i].m, .prec = 128};
        arb_t r, value;
        arb_init(r);
        arb_init(value);
        arb_init(h.c);
        arb_init(h.u);
        arb_init(h.w);
        arb_set_d(h.u, p[i].u);
        arb_set_d(h.w, p[i].w);
        arb_set_d(h.c, p[i].c);
        assert_true(tv_sum_probability(r, &h));
        arb_set_d(value, p[i].value);
        mag_set_d(arb_radref(value), 1e-12);
        assert_true(arb_contains(value, r));
        arb_clear(h.c);
        arb_clear(h.u);
        arb_clear(h.w);
        arb_clear(r);
        arb_clear(value);
    }
}

/* Odd dimensions, too many terms, and signs that are not certain are left to the
 * quadrature. */
static void no_sums(void **state)
{
    static const struct {
        long k, m;
        double r, c, radius;
    } p[] = {
        {3, 4, 0.25, 1, 0},   /* k odd */
        {34, 4, 0.25, 1, 0},  /* too many terms */
        {4, 5, -0.25, -1, 0}, /* rises beyond a cut, m odd */
        {4, 4, 0.25, 0, 0.5}, /* is c positive? */
    };
    (void)state;
    for (size_t i = 0; i < sizeof p / sizeof *p; i++) {
        half_space h = {.k = p[i].k, .m = p[i].m, .prec = 128};
        arb_t r;
        arb_init(r);
        arb_init(h.c);
        arb_init(h.u);
        arb_init(h.w);
        arb_one(h.u);
        arb_set_d(h.w, p[i].r);
        arb_set_d(h.c, p[i].c);
        mag_set_d(arb_radref(h.c), p[i].radius);
        assert_false(tv_sum_probability(r, &h));
        arb_clear(h.c);
        arb_clear(h.u);
        arb_clear(h.w);
        arb_clear(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_coordinate),
        cmocka_unit_test(reference_values),
        cmocka_unit_test(independent_routes),
        cmocka_unit_test(degenerate),
        cmocka_unit_test(wide_argument),
        cmocka_unit_test(sums_and_quadrature),
        cmocka_unit_test(kinds_of_sums),
        cmocka_unit_test(no_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
