/* Attacks by poles at an end that seem to take each other away, and logarithms that
 * seem to keep a sign; beside each a true one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define OVER(a, b, f) "(integral @57 " a " " b " " f ")"
#define NATURAL "natural\n"
#define BOX "x [ 0 1 ]"
/* Euler's constant, 0.57721566.. */
#define EULER                                                                  \
    OVER("0", "1", "(add (div 1 (sub 1 @57)) (div 1 (log @57)))")

static void test_poles(void **state)
{
    (void)state;
    static const attack no[] = {
        {"poles of one sign", BOX, NULL,
         "(add 9 " OVER("0", "1", "(add (div 1 (sin @57)) (div 1 @57))") ")",
         NATURAL},
        {"twice as much", BOX, NULL,
         "(add 9 " OVER("0", "1", "(sub (div 1 @57) (div 2 @57))") ")", NATURAL},
        {"almost as much", BOX, NULL, "(add 9 " OVER("0", "1",
         "(sub (div 1 @57) (div 1000000000001/1000000000000 (sin @57)))") ")",
         NATURAL},
        {"a pole of order 1 is left of two of order 2", BOX, NULL,
         "(add 9 " OVER("0", "1", "(sub (div 1 (pow @57 2)) (div 1 (add (pow "
         "@57 2) (pow @57 3))))") ")", NATURAL},
        {"the second is beside the end", BOX, NULL, "(add 9 " OVER("0", "1",
         "(sub (div 1 @57) (div 1 (add @57 1/1000000000000)))") ")", NATURAL},
        {"another pole inside", BOX, NULL, "(add 9 " OVER("0", "1",
         "(sub (div 1 @57) (div 1 (mul @57 (sub 1 (mul 2 @57)))))") ")",
         NATURAL},
        {"a numerator with a root", BOX, NULL, "(add 9 " OVER("0", "1",
         "(sub (div 1 @57) (div (add 1 (sqrt @57)) (pow @57 2)))") ")",
         NATURAL},
        {"for one value of a parameter only", "x [ 1 1000001/1000000 ]", NULL,
         "(add 9 " OVER("0", "1", "(sub (div 1 @57) (div x (sin @57)))") ")",
         NATURAL},
        {"Euler's constant, too large", BOX, NULL, "(sub " EULER
         " 9019/15625)", NATURAL},
        {"Euler's constant, too small", BOX, NULL, "(sub 1443/2500 " EULER
         ")", NATURAL},
        {"the sign at an upper end", BOX, NULL, "(neg " EULER ")", NATURAL},
        {"the sign of what is subtracted", BOX, NULL, "(neg " OVER("0", "1",
         "(sub (div 1 (sin @57)) (div 1 @57))") ")", NATURAL},
    };
    static const attack yes[] = {
        {"Euler's constant, from below", BOX, NULL, "(sub " EULER " 57/100)",
         NATURAL},
        {"Euler's constant, from above", BOX, NULL, "(sub 29/50 " EULER ")",
         NATURAL},
        {"a sine", BOX, NULL, "(sub 1/10 " OVER("0", "1",
         "(sub (div 1 (sin @57)) (div 1 @57))") ")", NATURAL},
        {"with a sign before it", BOX, NULL, "(sub 1/10 " OVER("0", "1",
         "(sub (neg (div 1 @57)) (neg (div 1 (sin @57))))") ")", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* A logarithm is at least its value at the edge, and below any power. */
static void test_logarithms(void **state)
{
    (void)state;
    static const attack no[] = {
        {"1/(t log t)", BOX, NULL, "(add 9 " OVER("2", "inf",
         "(div 1 (mul @57 (log @57)))") ")", NATURAL},
        {"1/log t, at its pole", BOX, NULL,
         "(add 9 " OVER("1", "2", "(div 1 (log @57))") ")", NATURAL},
        {"1/log(t - 1/2), whose sign changes", BOX, NULL, "(add 9 "
         OVER("1", "2", "(div 1 (log (sub @57 1/2)))") ")", NATURAL},
        {"log t/t^2, less than it is", BOX, NULL, "(sub 99/100 "
         OVER("1", "inf", "(div (log @57) (pow @57 2))") ")", NATURAL},
        {"at 0, the sign", BOX, NULL,
         OVER("0", "1/2", "(div 1 (log @57))"), NATURAL},
    };
    static const attack yes[] = {
        {"log t/t^2", BOX, NULL, "(sub 101/100 " OVER("1", "inf",
         "(div (log @57) (pow @57 2))") ")", NATURAL},
        {"1/log t at 0: li(1/2) = -0.378671..", BOX, NULL, "(sub 19/50 (neg "
         OVER("0", "1/2", "(div 1 (log @57))") "))", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_poles),
        cmocka_unit_test(test_logarithms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
