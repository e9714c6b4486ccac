/* Random enclosures contain what Arb computes at points. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../numerics/iv_support.h"
#include "fuzz_enclosure.h"

#include <stdio.h>

static void enclosures_contain(void **state)
{
    enclosure_tally t = {0};
    (void)state;
    fuzz_enclosures(&t, torture_count(40000, 4000000));
    printf("%ld evaluations, %ld values compared, %ld of them where "
           "hypotheses hold, %ld exact zeros; wrong: %ld\n",
           t.evaluations, t.points, t.narrowed, t.zeros, t.wrong);
    assert_true(t.points > t.evaluations / 4);
    assert_true(t.narrowed > t.evaluations / 20);
    assert_true(t.zeros > 0);
    assert_int_equal(t.wrong, 0);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(enclosures_contain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
