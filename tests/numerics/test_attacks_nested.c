/* Attacks by integrals of integrals: poles of the inner integrand that the outer
 * variable moves, and what has no value at one outer point. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define OUTER(a, b, f) "(integral @57 " a " " b " " f ")"
#define INNER(a, b, f) "(integral @56 " a " " b " " f ")"
#define NATURAL "natural\n"
static void test_undefined(void **state)
{
    (void)state;
    static const attack no[] = {
        {"a pole that the outer variable moves in", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("0", "1", INNER("0", "1",
               "(div 1 (sub @56 (div @57 2)))")) ")", NATURAL},
        {"a pole at one outer point", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", INNER("1", "2",
               "(div (mul @57 @56) @57)")) ")", NATURAL},
        {"no inner value at one outer point", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", INNER("0", "1",
               "(exp (div @56 @57))")) ")", NATURAL},
        {"a divisor that vanishes once", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", "(div 1 " INNER("0", "1",
               "(mul @57 (exp @56))") ")") ")", NATURAL},
        {"an inner end without a value", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", INNER("0", "(sqrt @57)", "(exp @56)"))
         ")", NATURAL},
    };
    MUST_FAIL(no);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undefined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
