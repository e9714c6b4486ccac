/* Attacks by integrals of integrals, and by quotients of exponentials over wide
 * panels: kinks, jumps and poles of the inner integrand that depend on the outer
 * variable, what has no value at one outer point, halves that cancel, narrow peaks;
 * beside each a true one, and the twelfth digit of known values. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define OUTER(a, b, f) "(integral @57 " a " " b " " f ")"
#define INNER(a, b, f) "(integral @56 " a " " b " " f ")"
#define NATURAL "natural\n"
/* int_0^1 int_0^1 e^(-xt) dt dx = sum (-1)^k/((k+1) (k+1)!): 0.7965995992970531. */
#define DECAY                                                                  \
    OUTER("0", "1", INNER("0", "1", "(exp (neg (mul @57 @56)))"))

static void test_values(void **state)
{
    (void)state;
    static const attack no[] = {
        {"too large in the 12th digit", "x [ 0 1 ]", NULL,
         "(sub " DECAY " 796599599298/1000000000000)", NATURAL},
        {"too small in the 12th digit", "x [ 0 1 ]", NULL,
         "(sub 796599599296/1000000000000 " DECAY ")", NATURAL},
        {"halves that cancel", "x [ 0 1 ]", NULL,
         "(sub " OUTER("-1", "1",
                       "(mul @57 " INNER("0", "1", "(exp (mul @56 (pow @57 2)))")
                       ")") " 1/1000000000)", NATURAL},
        {"a narrow peak, left out", "x [ 0 1 ]", NULL,
         "(sub 1/10 " OUTER("0", "1",
               INNER("-1", "1", "(div 1/100 (add 1/10000 "
                     "(pow (sub @56 (div @57 3)) 2)))")) ")", NATURAL},
    };
    static const attack yes[] = {
        {"from above", "x [ 0 1 ]", NULL,
         "(sub 79659960/100000000 " DECAY ")", NATURAL},
        {"from below", "x [ 0 1 ]", NULL,
         "(sub " DECAY " 79659959/100000000)", NATURAL},
        {"halves that cancel, nearly", "x [ 0 1 ]", NULL,
         "(add 1/100000 " OUTER("-1", "1",
               "(mul @57 " INNER("0", "1", "(exp (mul @56 (pow @57 2)))") ")")
         ")", NATURAL},
        {"a narrow peak", "x [ 0 1 ]", NULL,
         "(sub " OUTER("0", "1", INNER("-1", "1",
               "(div 1/100 (add 1/10000 (pow (sub @56 (div @57 3)) 2)))"))
         " 3)", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

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

/* Kinks and jumps: the derivative under the integral is not the integral's. */
static void test_kinks(void **state)
{
    (void)state;
    static const attack no[] = {
        {"a kink that moves", "x [ 0 1 ]", NULL,
         "(sub " OUTER("0", "1", INNER("0", "1", "(abs (sub @56 @57))"))
         " 334/1000)", NATURAL},
        {"a kink that moves, above", "x [ 0 1 ]", NULL,
         "(sub 333/1000 " OUTER("0", "1",
               INNER("0", "1", "(abs (sub @56 @57))")) ")", NATURAL},
        {"a jump that moves", "x [ 0 1 ]", NULL,
         "(sub 49/100 " OUTER("0", "1",
               INNER("0", "1", "(if> (sub @57 @56) 1 0)")) ")", NATURAL},
    };
    static const attack yes[] = {
        {"a kink of the inner one alone", "x [ 0 1 ]", NULL,
         "(sub " OUTER("0", "1", INNER("-1", "1",
               "(exp (mul @57 (abs @56)))")) " 26/10)", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Coefficients over the value, where the value has no sign, or is 0 somewhere. */
static void test_signs(void **state)
{
    (void)state;
    static const attack no[] = {
        {"an integrand of both signs", "x [ 0 1 ]", NULL,
         "(sub " OUTER("0", "2", INNER("-1", "1",
               "(mul (sub @56 1/10) (exp (mul @57 @56)))")) " 113/100)", NATURAL},
        {"cosh less 1 in a divisor", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", "(div (pow @57 2) (sub (cosh @57) 1))") ")",
         NATURAL},
        {"exp less 1 in a divisor", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "2", "(div (exp @57) (sub (exp @57) 1))") ")",
         NATURAL},
    };
    static const attack yes[] = {
        {"an integrand of both signs, below", "x [ 0 1 ]", NULL,
         "(sub 3 " OUTER("0", "2", INNER("-1", "1",
               "(mul (sub @56 1/10) (exp (mul @57 @56)))")) ")", NATURAL},
        {"roots and products of exponentials", "x [ 0 1 ]", NULL,
         "(sub 1/2 " OUTER("0", "8", "(div (sqrt (mul (exp @57) (exp @57))) "
               "(pow (add 1 (exp @57)) 2))") ")", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_kinks),
        cmocka_unit_test(test_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
