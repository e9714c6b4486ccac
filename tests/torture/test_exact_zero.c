/* What normal forms say of random expressions under random hypotheses. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../numerics/iv_support.h"
#include "fuzz_exact.h"

#include <stdio.h>

static void tell(const exact_tally *t)
{
    printf("%ld tries: %ld zeros and %ld forms compared at %ld points; "
           "wrong: %ld\n",
           t->tries, t->zeros, t->forms, t->points, t->wrong);
    fflush(stdout);
    assert_true(t->zeros > t->tries / 10);
    assert_true(t->points > t->zeros);
    assert_int_equal(t->wrong, 0);
}

static void forms_are_equal_and_zeros_are_zero(void **state)
{
    exact_tally t = {0};
    (void)state;
    fuzz_exact_values(&t, torture_count(1500, 300000));
    assert_true(t.forms > t.tries / 5);
    tell(&t);
}

static void jets_said_to_vanish_do(void **state)
{
    exact_tally t = {0};
    (void)state;
    fuzz_exact_jets(&t, torture_count(800, 100000));
    tell(&t);
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_equal_and_zeros_are_zero),
        cmocka_unit_test(jets_said_to_vanish_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
