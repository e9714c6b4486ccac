/* What a caller may have left behind: a rounding mode, a narrow range of
 * MPFR's exponents, its flags.  The library, called without the program
 * around it, must give the same results, and give these things back. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fenv.h>
#include <mpfr.h>
#include <stdlib.h>
#include <string.h>

#include "../../reports/reports.h"
#include "../../theory/theory.h"

static const char text[] =
    "let g(r) = (r - 1 - log(r))/2\n"
    "claim true \"A\" for r in (0, 8] show g(r) >= (r - 1)^2/20\n"
    "claim two \"A\" for x in [0, 1], y in [0, 2]"
    " show exp(x*y) >= 1 + x*y\n"
    "claim false \"A\" for r in (0, 9] show g(r) >= (r - 1)^2/20\n"
    "claim touch \"A\" for x in [0, 2] show x^2 > 2*x - 1\n"
    "claim tiny \"A\" for x in [0, 1e-300] show exp(x) <= 1 + x + x^2\n"
    "claim huge \"A\" for x in [1e300, 1e400] show log(x) < x/1e290\n"
    "claim list \"A\" for n in 1..40 show sum(i in 1..n, 1/i) <= 1 + log(n)\n"
    "identity square \"A\" for x in (-inf, inf), y in (-inf, inf)"
    " show (x + y)^2 == x^2 + 2*x*y + y^2\n"
    "constant best \"A\" for r in (0, 8] largest c with g(r) >= c*(r - 1)^2\n"
    "root end \"A\" for r in [2, 20] solve g(r) == (r - 1)^2/20 digits 12\n"
    "table values \"A\" for x in {1/3, 2, 1000} columns a = exp(x),"
    " b = exp(-x^2), c = sin(1e30*x)\n";

/* Everything that is found out, as JSON. */
static char *find_all(void)
{
    lang_errors errs = {0};
    program *p = program_new();
    assert_true(program_parse(p, "text", 1, text, strlen(text), &errs));
    elab *el = elab_new(p, NULL);
    audit_options opt = {.search = {.max_boxes = 20000, .threads = 2}};
    result *r = NULL;
    assert_true(audit_program(p, el, &opt, &r, &errs));
    text_buf b = {0};
    report_json_results(&b, r, program_count(p));
    result_free(r, program_count(p));
    lang_errors_clear(&errs);
    elab_free(el);
    program_free(p);
    return text_take(&b);
}

static char *wanted;

static int setup(void **state)
{
    (void)state;
    wanted = find_all();
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    free(wanted);
    return 0;
}

/* The verdicts themselves, which are known. */
static void the_usual_case(void **state)
{
    static const char *const part[] = {
        "\"id\": \"true\"", "\"id\": \"false\"", "PROVED", "REFUTED",
        "8.0388932"}; /* the root, bisected by hand in double precision */
    (void)state;
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++)
        assert_non_null(strstr(wanted, part[i]));
}

static void any_rounding_mode(void **state)
{
    static const int mode[] = {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    (void)state;
    for (size_t i = 0; i < sizeof mode / sizeof mode[0]; i++) {
        assert_int_equal(fesetround(mode[i]), 0);
        char *got = find_all();
        int after = fegetround();
        fesetround(FE_TONEAREST);
        assert_int_equal(after, mode[i]);
        assert_string_equal(got, wanted);
        free(got);
    }
}

static void any_exponent_range(void **state)
{
    static const long range[][2] = {{-50, 50}, {-1, 2}, {-1073, 1024},
                                    {100, 200}};
    mpfr_exp_t low = mpfr_get_emin(), high = mpfr_get_emax();
    (void)state;
    for (size_t i = 0; i < sizeof range / sizeof range[0]; i++) {
        assert_int_equal(mpfr_set_emin(range[i][0]), 0);
        assert_int_equal(mpfr_set_emax(range[i][1]), 0);
        char *got = find_all();
        mpfr_exp_t l = mpfr_get_emin(), h = mpfr_get_emax();
        mpfr_set_emin(low);
        mpfr_set_emax(high);
        assert_int_equal(l, range[i][0]);
        assert_int_equal(h, range[i][1]);
        assert_string_equal(got, wanted);
        free(got);
    }
}

static void any_default_precision(void **state)
{
    mpfr_prec_t prec = mpfr_get_default_prec();
    mpfr_rnd_t rnd = mpfr_get_default_rounding_mode();
    (void)state;
    mpfr_set_default_prec(2);
    mpfr_set_default_rounding_mode(MPFR_RNDU);
    char *got = find_all();
    mpfr_prec_t p = mpfr_get_default_prec();
    mpfr_set_default_prec(prec);
    mpfr_set_default_rounding_mode(rnd);
    assert_int_equal(p, 2);
    assert_string_equal(got, wanted);
    free(got);
}

/* Flags that are up stay up, and confuse nothing. */
static void any_flags(void **state)
{
    (void)state;
    mpfr_set_nanflag();
    mpfr_set_overflow();
    mpfr_set_underflow();
    mpfr_set_divby0();
    mpfr_set_erangeflag();
    mpfr_set_inexflag();
    char *got = find_all();
    mpfr_clear_flags();
    assert_string_equal(got, wanted);
    free(got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_case),
        cmocka_unit_test(any_rounding_mode),
        cmocka_unit_test(any_exponent_range),
        cmocka_unit_test(any_default_precision),
        cmocka_unit_test(any_flags),
    };
    return cmocka_run_group_tests(tests, setup, teardown) != 0;
}
