/* tests/theory/test_map_verdicts.c: what is said of a whole map, and of its
 * clauses. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <stdio.h>
#include <string.h>

static const result *verdict_of(audited *a, const char *text,
                                verdict_kind verdict)
{
    audited_run(a, text, NULL);
    assert_true(a->ok);
    const result *r = audited_find(a, "m");
    assert_int_equal(r->verdict, verdict);
    return r;
}

static void verdicts(void **state)
{
    static const char square[] = "region m \"a map\" over x, y\n"
                                 "  for x in [0, 1], y in [0, 1]";
    char text[300];
    audited a;
    (void)state;
    snprintf(text, sizeof text,
             "%s show x + y >= 0\n"
             "claim c \"uses it\" uses m show 1 >= 0\n",
             square);
    verdict_of(&a, text, VERDICT_PROVED);
    assert_true(audited_find(&a, "c")->fully_proved);
    audited_clear(&a);
    snprintf(text, sizeof text,
             "%s show x + y >= 3\n"
             "claim c \"uses it\" uses m show 1 >= 0\n",
             square);
    const result *r = verdict_of(&a, text, VERDICT_REFUTED);
    assert_string_equal(placed(&refuted(r)->at), "x = 1/2, y = 1/2");
    assert_string_equal(refuted(r)->margin.lo, "-2"); /* 1/2 + 1/2 - 3 */
    assert_false(audited_find(&a, "c")->fully_proved);
    audited_clear(&a);
    snprintf(text, sizeof text,
             "%s show x >= y share 1/10\n"
             "claim c \"uses it\" uses m show 1 >= 0\n",
             square);
    verdict_of(&a, text, VERDICT_ENCLOSED);
    assert_false(audited_find(&a, "m")->fully_proved);
    assert_int_equal(audited_find(&a, "c")->verdict, VERDICT_PROVED);
    assert_false(audited_find(&a, "c")->fully_proved);
    audited_clear(&a);
    snprintf(text, sizeof text, "%s where x + y > 2 show x >= y\n", square);
    audited_run(&a, text, NULL);
    assert_false(a.ok);
    assert_int_equal(a.errs.n, 1);
    assert_non_null(strstr(a.errs.v[0].message, "vacuous"));
    audited_clear(&a);
}

/* Where the edge of what is admitted runs along tiles, what is admitted on it
 * counts for the verdict. */

#define HALF(where, show)                                                      \
    "region m \"a map\" over x, y\n"                                           \
    "  for x in [0, 1], y in [0, 1] where " where " show " show "\n"

static void edges_count(void **state)
{
    static const struct {
        const char *text;
        verdict_kind verdict;
        const char *yes, *no;
    } half[] = {
        {HALF("x <= 1/2", "x + y <= 2"), VERDICT_PROVED, "0.5", "0"},
        {HALF("x >= 1/2", "x + y >= 1/2"), VERDICT_PROVED, "0.5", "0"},
        {HALF("x <= 1/2", "x + y >= 2"), VERDICT_REFUTED, "0", "0.5"},
        /* false in the half, true at (1/2, 1) */
        {HALF("x <= 1/2", "x + y >= 3/2"), VERDICT_ENCLOSED, NULL, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof half / sizeof *half; i++) {
        audited a;
        const result *r = verdict_of(&a, half[i].text, half[i].verdict);
        if (half[i].yes != NULL) {
            assert_string_equal(r->area_true.lo, half[i].yes);
            assert_string_equal(r->area_false.lo, half[i].no);
            assert_string_equal(r->area_outside.lo, "0.5");
            assert_string_equal(r->area_open.hi, "0");
        }
        audited_clear(&a);
    }
}

static void shares(void **state)
{
    static const char *const bad[] = {"0",    "1",  "2",
                                      "-1/3", "pi", "sqrt(2)/10"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[200];
        audited a;
        snprintf(text, sizeof text,
                 "region m \"a map\" over x, y for x in [0, 1], y in [0, 1]\n"
                 "  show x <= y\n  share %s\n",
                 bad[i]);
        audited_run(&a, text, NULL);
        assert_false(a.ok);
        assert_int_equal(a.errs.n, 1);
        assert_int_equal(a.errs.v[0].pos.line, 3);
        assert_non_null(strstr(a.errs.v[0].message, "rational"));
        audited_clear(&a);
    }
}

/* A label that nobody would see, or whose place is no number, is an error;
 * an expectation is not. */
static void labels_and_expectations(void **state)
{
    static const struct {
        const char *clause, *complaint; /* NULL: none */
    } is[] = {
        {"label \"here\" at 1/4, 3/4", NULL},
        {"label \"here\" at 1, 0 label \"there\" at 0, 1/2", NULL},
        {"label \"here\" at 5/4, 1/2", "outside the map"},
        {"label \"here\" at 1/2, -1", "outside the map"},
        {"label \"here\" at pi/4, 1/2", "numbers alone"},
        {"label \"here\" at x, 1/2", ""},
        {"expect enclosed", NULL},
        {"expect proved", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof is / sizeof *is; i++) {
        char text[200];
        audited a;
        snprintf(text, sizeof text,
                 "region m \"a map\" over x, y for x in [0, 1], y in [0, 1]\n"
                 "  show x <= y share 1/4\n  %s\n",
                 is[i].clause);
        audited_run(&a, text, NULL);
        assert_int_equal(a.ok, is[i].complaint == NULL);
        if (is[i].complaint != NULL) {
            assert_true(a.errs.n > 0);
            assert_int_equal(a.errs.v[0].pos.line, 3);
            assert_non_null(strstr(a.errs.v[0].message, is[i].complaint));
        } else {
            const result *r = audited_find(&a, "m");
            assert_int_equal(r->verdict, VERDICT_ENCLOSED);
            assert_int_equal(r->as_expected,
                             strcmp(is[i].clause, "expect proved") != 0);
        }
        audited_clear(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts),
        cmocka_unit_test(edges_count),
        cmocka_unit_test(shares),
        cmocka_unit_test(labels_and_expectations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
