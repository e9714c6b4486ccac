/* Attacks by sums to infinity: terms that behave only beyond the cut, that rise once
 * more, that have a pole at a whole number; remainders left out; sums that have no
 * limit, or none for one value of a parameter.  Beside each a true one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define N "(floor @57)"
#define SUM(m, f) "(integral @57 " m " inf " f ")"
#define POWER(s) "(exp (neg (mul " s " (log " N "))))"
#define BASEL SUM("1", "(div 1 (pow " N " 2))")
#define ZETA SUM("1", POWER("x"))
#define NATURAL "natural\n"
#define BOX "x [ 0 1 ]"

/* zeta(2) = pi^2/6, to 30 digits. */
static void test_remainder(void **state)
{
    (void)state;
#define TWO "(div (pow pi 2) 6)"
#define TINY "1/1000000000000000000000000000000"
#define SMALL "1/1000000"
    static const attack no[] = {
        {"more than it is", BOX, NULL, "(sub (sub " BASEL " " TWO ") " TINY ")",
         NATURAL},
        {"less than it is", BOX, NULL, "(sub (sub " TWO " " TINY ") " BASEL ")",
         NATURAL},
        {"the first term, forgotten", BOX, NULL,
         "(sub (sub " TWO " 1/10) " BASEL ")", NATURAL},
        {"the integral instead", BOX, NULL, "(sub 3/2 " BASEL ")", NATURAL},
        {"half a term too many", BOX, NULL,
         "(sub " SUM("100", "(div 1 (pow " N " 2))") " 10051/1000000)", NATURAL},
        {"half a term too few", BOX, NULL,
         "(sub 10049/1000000 " SUM("100", "(div 1 (pow " N " 2))") ")", NATURAL},
        {"e, too small", BOX, NULL, "(sub (sub (exp 1) " TINY ") "
         SUM("0", "(div 1 (Gamma (add " N " 1)))") ")", NATURAL},
        {"e, too large", BOX, NULL, "(sub " SUM("0", "(div 1 (Gamma (add "
         N " 1)))") " (add (exp 1) " TINY "))", NATURAL},
    };
    static const attack yes[] = {
        {"from below", BOX, NULL, "(sub (add " BASEL " " SMALL ") " TWO ")",
         NATURAL},
        {"from above", BOX, NULL, "(sub (add " TWO " " SMALL ") " BASEL ")",
         NATURAL},
        {"a later first term", BOX, NULL,
         "(sub " SUM("100", "(div 1 (pow " N " 2))") " 201/20000)", NATURAL},
        {"e from below", BOX, NULL, "(sub (add " SUM("0", "(div 1 (Gamma (add "
         N " 1)))") " " SMALL ") (exp 1))", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Not smooth, or not small, where the rest begins. */
static void test_beyond(void **state)
{
    (void)state;
#define BUMP(h) "(mul " h " (exp (neg (pow (sub " N " 500) 2))))"
#define WITH(f) SUM("1", "(add (div 1 (pow " N " 2)) " f ")")
    static const attack no[] = {
        {"a bump beyond the cut", BOX, NULL, "(sub 2 " WITH(BUMP("10")) ")",
         NATURAL},
        {"a bump beyond the cut, downward", BOX, NULL,
         "(add " WITH(BUMP("-10")) " 2)", NATURAL},
        {"a kink beyond the cut", BOX, NULL, "(sub 2 "
         WITH("(max 0 (sub 1 (abs (sub " N " 500))))") ")", NATURAL},
        {"a step beyond the cut", BOX, NULL, "(sub 2 "
         WITH("(if> (sub 499 " N ") 0 (div 1000 (pow " N " 2)))") ")", NATURAL},
        {"terms that rise once more", BOX, NULL, "(sub 1000 "
         SUM("0", "(div (exp (mul " N " (log 100))) (Gamma (add " N " 1)))")
         ")", NATURAL},
        {"a ratio above 1 from 300 on", BOX, NULL, "(add 9 "
         SUM("0", "(exp (sub (div (pow " N " 2) 300) " N "))") ")", NATURAL},
        {"the ratio 1", BOX, NULL, "(add 9 "
         SUM("0", "(exp (mul " N " (sub 1 (exp 0))))") ")", NATURAL},
        {"factorials upstairs", BOX, NULL, "(add 9 "
         SUM("0", "(div (Gamma (add " N " 1)) (exp (mul " N " (log 100))))")
         ")", NATURAL},
        {"waves between whole numbers", BOX, NULL, "(sub 3/2 "
         SUM("1", "(div (cos (mul (mul 2 pi) " N ")) (pow " N " 2))") ")",
         NATURAL},
        {"a pole at a whole number", BOX, NULL, "(add 9 "
         SUM("1", "(div 1 (pow (sub " N " 500) 2))") ")", NATURAL},
        {"an odd pole at a whole number", BOX, NULL, "(add 9 "
         SUM("1", "(div 1 (pow (sub " N " 500) 3))") ")", NATURAL},
        {"a pole at the first", BOX, NULL, "(add 9 "
         SUM("0", "(div 1 (pow " N " 2))") ")", NATURAL},
        {"a factorial's pole", BOX, NULL, "(add 9 "
         SUM("-3", "(div (Gamma (add " N " 1)) (exp (pow " N " 2)))") ")",
         NATURAL},
        {"a slope beyond the domain", BOX, NULL, "(add 9 "
         SUM("0", "(exp (sub (log (sub 5/2 " N ")) " N "))") ")", NATURAL},
        {"a root of what is negative at the first", BOX, NULL, "(add 9 "
         SUM("1", "(div (sqrt (sub " N " 2)) (pow " N " 3))") ")", NATURAL},
        {"a logarithm of what is negative in the middle", BOX, NULL, "(add 9 "
         SUM("1", "(div (log (sub (pow (sub " N " 9) 2) 1/2)) (pow " N " 3))")
         ")", NATURAL},
    };
    static const attack yes[] = {
        {"a pole between", BOX, NULL, "(sub 47/5 "
         SUM("0", "(div 1 (pow (sub " N " 3/2) 2))") ")", NATURAL},
        {"a bump at the beginning", BOX, NULL, "(sub 9/5 "
         SUM("1", "(exp (neg (pow (sub " N " 3) 2)))") ")", NATURAL},
        {"terms that rise at first", BOX, NULL, "(sub 22027 "
         SUM("0", "(div (exp (mul " N " (log 10))) (Gamma (add " N " 1)))")
         ")", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* No limit. */
static void test_divergent(void **state)
{
    (void)state;
    static const attack no[] = {
        {"1/n", BOX, NULL, "(add 9 " SUM("1", "(div 1 " N ")") ")", NATURAL},
        {"1/(n log n)", BOX, NULL, "(add 9 "
         SUM("2", "(div 1 (mul " N " (log " N ")))") ")", NATURAL},
        {"1/(n log n log log n)", BOX, NULL, "(add 9 "
         SUM("3", "(div 1 (mul (mul " N " (log " N ")) (log (log " N "))))")
         ")", NATURAL},
        {"1/n^x, x = 1, too", "x [ 1 2 ]", NULL, "(add 9 " ZETA ")", NATURAL},
        {"1/n^x, x above 1", "x ( 1 2 ]", NULL, "(sub 1000000 " ZETA ")",
         NATURAL},
        {"log n/n", BOX, NULL, "(add 9 " SUM("1", "(div (log " N ") " N ")")
         ")", NATURAL},
        {"sin(1/n)", BOX, NULL, "(add 9 " SUM("1", "(sin (div 1 " N "))") ")",
         NATURAL},
        {"cos(pi n)/n", BOX, NULL, "(add 9 "
         SUM("1", "(div (cos (mul pi " N ")) " N ")") ")", NATURAL},
        {"terms that tend to 1", BOX, NULL, "(add 9 "
         SUM("1", "(exp (div 1 " N "))") ")", NATURAL},
        {"binomials, not summable", BOX, NULL, "(add 9 " SUM("1",
         "(div (Gamma (add (mul 2 " N ") 1)) (mul (pow (Gamma (add " N
         " 1)) 2) (exp (mul " N " (log 4)))))") ")", NATURAL},
    };
    static const attack yes[] = {
        {"1/n^(11/10)", BOX, NULL, "(sub 2117/200 " SUM("1", POWER("11/10"))
         ")", NATURAL},
        {"log n/n^2", BOX, NULL, "(sub 469/500 "
         SUM("1", "(div (log " N ") (pow " N " 2))") ")", NATURAL},
        {"sin(1/n)/n", BOX, NULL, "(sub 1473/1000 "
         SUM("1", "(div (sin (div 1 " N ")) " N ")") ")", NATURAL},
        {"binomials", BOX, NULL, "(sub 2 " SUM("0",
         "(div (Gamma (add (mul 2 " N ") 1)) (mul (pow (Gamma (add " N
         " 1)) 2) (exp (mul " N " (log 8)))))") ")", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Derivatives in a parameter of the terms. */
static void test_parameter(void **state)
{
    (void)state;
#define STEPS SUM("1", "(div (floor (add x " N ")) (pow " N " 3))")
    static const attack no[] = {
        {"falls, not grows", "x [ 2 3 ]", NULL, "(sub " ZETA " 3/2)",
         "monotone x +\n natural\n natural\n"},
        {"a slope that is not there", "x [ 2 3 ]", NULL,
         "(sub 161/100 " ZETA ")", "monotone x -\n natural\n natural\n"},
        {"a Taylor form, too far", "x [ 2 3 ]", NULL, "(sub 8/5 " ZETA ")",
         "taylor x 4 5/2\n"},
        {"a step in the parameter", "x [ 0 1 ]", NULL,
         "(sub 33/20 " STEPS ")", "meanvalue\n"},
        {"a step in the parameter, grows", "x [ 0 1 ]", NULL,
         "(sub 33/20 " STEPS ")", "monotone x +\n natural\n natural\n"},
        {"a kink in the parameter", "x [ 2 4 ]", NULL, "(sub 1/2 "
         SUM("1", "(div (abs (sub x 3)) (pow " N " 2))") ")",
         "taylor x 2 3\n"},
        {"convex, not concave", "x [ 2 3 ]", NULL, "(sub (sub " ZETA
         " 6/5) (mul 4/9 (sub 3 x)))",
         "concave x +\n natural\n natural\n natural\n"},
        {"no derivative at the end", "x [ 1 2 ]", NULL, "(sub " ZETA " 1)",
         "monotone x -\n natural\n natural\n"},
    };
    static const attack yes[] = {
        {"falls", "x [ 2 3 ]", NULL, "(sub " ZETA " 6/5)",
         "monotone x -\n natural\n natural\n"},
        {"falls, from above", "x [ 2 3 ]", NULL, "(sub 329/200 " ZETA ")",
         "monotone x +\n natural\n natural\n"},
        {"a Taylor form", "x [ 2 9/4 ]", NULL, "(sub 5/3 " ZETA ")",
         "taylor x 4 17/8\n"},
        {"its mean value", "x [ 2 17/8 ]", NULL, "(sub 5/3 " ZETA ")",
         "meanvalue\n"},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_remainder),
        cmocka_unit_test(test_beyond),
        cmocka_unit_test(test_divergent),
        cmocka_unit_test(test_parameter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
