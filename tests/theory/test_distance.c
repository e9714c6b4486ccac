/* tests/theory/test_distance.c: total variation between two densities: its
 * values, from textbooks, and that it has none for what are no densities. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <string.h>

#define N(m, v) "exp(-(x - " m ")^2/(2*" v "))/sqrt(2*pi*" v ")"
#define TV(range, p, q) "total_variation(x in " range ", " p ", " q ")"
#define LINE "(-inf, inf)"
#define LAPLACE(m) "exp(-abs(x - " m "))/2"
#define UNIFORM(b, h) "(if 0 <= x and x <= " b " then " h " else 0)"

enum {
    FEW_BOXES = 20
};

typedef struct {
    const char *claim;
    verdict_kind verdict;
} expectation;

static const expectation known[] = {
    /* values */
    {TV("[0, 1]", "1", "2*x") " == 1/4", VERDICT_PROVED},
    {TV("[0, 1]", "1", "2*x") " <= 249/1000", VERDICT_REFUTED},
    {TV("(0, inf)", "exp(-x)", "2*exp(-2*x)") " == 1/4", VERDICT_PROVED},
    {"for m in [1, 2]: " TV(LINE, N("0", "1"),
                            N("m", "1")) " == erf(m/(2*sqrt(2)))",
     VERDICT_PROVED},
    {"for m in [1, 2]: " TV(LINE, N("0", "1"),
                            N("m", "1")) " <= erf(m/(2*sqrt(2))) - 1/10^9",
     VERDICT_REFUTED},
    {"for m in [0, 1]: " TV(LINE, N("m", "1"), N("m", "1")) " == 0",
     VERDICT_PROVED},
    {"for s in [1, 2]: " TV("(0, inf)", "s*exp(-s*x)", "s*exp(-s*x)") " == 0",
     VERDICT_PROVED},
    /* no densities: of integral 2, 1/2 */
    {TV("[0, 1]", "1", "4*x") " >= 0", VERDICT_REFUTED},
    {TV("[0, 1]", "x", "1") " >= 0", VERDICT_REFUTED},
    {TV("[0, 1]", "2", "2") " == 0", VERDICT_REFUTED},
    {TV(LINE, N("0", "1"), "2*" N("1", "1")) " >= 0", VERDICT_REFUTED},
    /* the same for one value of a parameter only */
    {"for s in [1, 2]: " TV("(0, inf)", "exp(-s*x)", "exp(-x)") " >= 0",
     VERDICT_REFUTED},
    /* of integral 1, or nearly, and below 0 somewhere */
    {TV("[0, 1]", "4*x - 1", "1") " >= 0", VERDICT_REFUTED},
    {TV("[0, 1]", "1 + 1/10^9", "1") " >= 0", VERDICT_REFUTED},
    /* backwards, of integral -1 */
    {TV("(1, 0)", "1", "1") " >= 0", VERDICT_REFUTED},
    /* without an integral */
    {TV("(0, 1)", "1/x", "1") " >= 0", VERDICT_REFUTED},
    /* with kinks: Laplace's laws, 1 - e^(-1/2) apart; uniform against normal,
     * 1 - (Phi(1) - Phi(0)) = 0.658655..; a triangle's */
    {TV(LINE, LAPLACE("0"), LAPLACE("1")) " <= 0.39346935",
     VERDICT_PROVED},
    {TV(LINE, LAPLACE("0"), LAPLACE("1")) " <= 0.39346934",
     VERDICT_REFUTED},
    {"for m in [1, 2]: " TV(LINE, LAPLACE("0"), LAPLACE("m")) " <= 4/5",
     VERDICT_PROVED},
    {TV(LINE, UNIFORM("1", "1"), N("0", "1")) " <= 0.65866", VERDICT_PROVED},
    {TV(LINE, UNIFORM("1", "1"), N("0", "1")) " <= 0.65865", VERDICT_REFUTED},
    {TV("[0, 2]", "max(0, 1 - abs(x - 1))", "1/2") " <= 0.250001",
     VERDICT_PROVED},
    /* with kinks, and no densities: of integral 2, 1/2, 0, s */
    {TV(LINE, "exp(-abs(x))", LAPLACE("1")) " >= 0", VERDICT_REFUTED},
    {TV(LINE, UNIFORM("1", "1/2"), LAPLACE("1")) " >= 0", VERDICT_REFUTED},
    {TV("[0, 2]", "max(0, abs(x - 1) - 1)", "1/2") " >= 0", VERDICT_REFUTED},
    {"for s in [1, 2]: " TV(LINE, "s*exp(-abs(x))/2", LAPLACE("0")) " >= 0",
     VERDICT_REFUTED},
    /* the branches the wrong way round; below 0 at both ends */
    {TV("[0, 2]", "if x <= 1 then 2 - x else x", "1/2") " >= 0",
     VERDICT_REFUTED},
    {TV("[0, 2]", "3/2 - 2*abs(x - 1)", "1/2") " >= 0", VERDICT_REFUTED},
};

static void verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        audited a;
        audit_options o = {.search.max_boxes = FEW_BOXES};
        audited_claim_with(&a, known[i].claim, &o);
        if (!a.ok)
            fail_msg("%s: %s", known[i].claim, a.errs.v[0].message);
        if (a.res[0].verdict != known[i].verdict)
            fail_msg("%s: %s", known[i].claim, verdict_name(a.res[0].verdict));
        audited_clear(&a);
    }
}

/* A density, but that is not seen: nothing is said of it. */
static void unseen(void **state)
{
    (void)state;
    audited a;
    audit_options o = {.search.max_boxes = FEW_BOXES, .max_prec = 128};
    audited_claim_with(&a, TV("(0, 1)", "pi/2*sin(pi*x)", "1") " >= 0", &o);
    assert_true(a.ok);
    assert_int_equal(a.res[0].verdict, VERDICT_UNDECIDED);
    audited_clear(&a);
}

/* Which integral is not 1 is said, in the language's own words. */
static void what_is_said(void **state)
{
    static const char *const said[][2] = {
        {TV("[0, 1]", "1", "4*x") " >= 0",
         "undefined: `integral(t in 0..1, 4*t)` is not 1"},
        {"for m in (0, 1]: " TV("[0, m]", "2*x", "1") " <= 1",
         "undefined at m = 1/2: `integral(t in 0..m, 2*t)` is not 1 there"},
        {"for t in [2, 3]: " TV(LINE, "exp(-t*x^2)", N("0", "1")) " <= 1",
         "undefined at t = 2: `integral(s in -inf..inf, exp(-t*s^2))` is not 1 "
         "there"},
        {TV("[0, 1]", "4/(pi*(1 + x^2))", "1") " <= 1",
         "`integral(t in 0..1, 4/(pi*(1 + t^2)))` is not shown to be 1"},
    };
    audit_options o = {.search.max_boxes = FEW_BOXES, .max_prec = 128};
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        audited a;
        audited_claim_with(&a, said[i][0], &o);
        assert_true(a.ok);
        assert_string_equal(why(&a.res[0]), said[i][1]);
        audited_clear(&a);
    }
}

/* What a call gave under one box is not taken for its value under another. */
static void boxes(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "let d(s) = total_variation(x in (0, inf), s*exp(-s*x), "
                "s*exp(-s*x))\n"
                "claim a \"A\" for s in [1, 2] show d(s) == 0\n"
                "claim b \"B\" for s in [-2, -1] show d(s) == 0\n"
                "claim c \"C\" for s in [1, 2] show d(s) == 0\n",
                NULL);
    assert_true(a.ok);
    assert_int_equal(audited_find(&a, "a")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&a, "b")->verdict, VERDICT_REFUTED);
    assert_int_equal(audited_find(&a, "c")->verdict, VERDICT_PROVED);
    audited_clear(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts),
        cmocka_unit_test(boxes),
        cmocka_unit_test(unseen),
        cmocka_unit_test(what_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
