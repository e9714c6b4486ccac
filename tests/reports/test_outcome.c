/* Expectations: an unannounced refutation is never fine. */
#include "../../reports/outcome.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static outcome judge(verdict_kind v, bool has, verdict_kind want)
{
    item it = {.kind = ITEM_CLAIM, .has_expect = has, .expect = want};
    /* whatever the flag says: the verdict decides */
    result r = {.it = &it, .verdict = v, .as_expected = true};
    return outcome_of(&r);
}

static void judges(void **state)
{
    (void)state;
    assert_int_equal(judge(VERDICT_PROVED, false, 0), OUTCOME_FINE);
    assert_int_equal(judge(VERDICT_ENCLOSED, false, 0), OUTCOME_FINE);
    assert_int_equal(judge(VERDICT_ASSUMED, false, 0), OUTCOME_FINE);
    assert_int_equal(judge(VERDICT_NONE, false, 0), OUTCOME_FINE);
    assert_int_equal(judge(VERDICT_REFUTED, false, 0), OUTCOME_UNEXPECTED);
    assert_int_equal(judge(VERDICT_UNDECIDED, false, 0), OUTCOME_UNDECIDED);
    for (int v = VERDICT_PROVED; v <= VERDICT_UNDECIDED; v++)
        for (int w = VERDICT_PROVED; w <= VERDICT_UNDECIDED; w++)
            assert_int_equal(judge((verdict_kind)v, true, (verdict_kind)w),
                             v == w ? OUTCOME_FINE : OUTCOME_UNEXPECTED);
}

static void gravest_wins(void **state)
{
    item plain = {.kind = ITEM_CLAIM};
    result r[] = {{.it = &plain, .verdict = VERDICT_PROVED},
                  {.it = &plain, .verdict = VERDICT_UNDECIDED},
                  {.it = &plain, .verdict = VERDICT_REFUTED},
                  {.it = &plain, .verdict = VERDICT_NONE}};
    text_buf b = {0};
    (void)state;
    assert_int_equal(outcome_of_all(r, 1), OUTCOME_FINE);
    assert_int_equal(outcome_of_all(r, 2), OUTCOME_UNDECIDED);
    assert_int_equal(outcome_of_all(r, 3), OUTCOME_UNEXPECTED);
    assert_int_equal(outcome_of_all(r, 0), OUTCOME_FINE);
    outcome_counts c = outcome_count(r, 4);
    assert_int_equal(c.total, 3);
    outcome_say_counts(&b, &c);
    assert_string_equal(b.s, "3 items: 1 proved, 1 refuted, 1 undecided; "
                             "1 not as expected");
    text_clear(&b);
}

static void marks_differ(void **state)
{
    (void)state;
    for (int v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++)
        for (int w = VERDICT_NONE; w < v; w++)
            assert_string_not_equal(outcome_mark((verdict_kind)v),
                                    outcome_mark((verdict_kind)w));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges),
        cmocka_unit_test(gravest_wins),
        cmocka_unit_test(marks_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
