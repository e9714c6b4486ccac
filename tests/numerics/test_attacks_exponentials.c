/* Attacks by closed forms of integrals of exponentials: each hypothesis of
 * exact_exponentials.c dropped once; beside them true ones.  Each costs a second
 * or so: integrals are enclosed at points by both engines. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define OVER(a, b, f) "(integral @57 " a " " b " " f ")"
#define LINE(f) OVER("-inf", "inf", f)
#define ZERO "product 0 0\n natural\n"
#define E(u) "(exp " u ")"
#define MINUS(k) E("(neg (mul " k " @57))")
/* e^(-(t - m)^2/(2 v)), and sqrt(2 pi v) */
#define BELL(m, v) E("(neg (div (pow (sub @57 " m ") 2) (mul 2 " v ")))")
#define NORM(v) "(sqrt (mul (mul 2 pi) " v "))"
#define N(m, v) "(div " BELL(m, v) " " NORM(v) ")"
#define TV(p, q) LINE("(abs (sub " p " " q "))")
#define SHIFT "(mul 2 (erf (div x (mul 2 (sqrt 2)))))"

/* e^-t - e^-2t is 0 at t = 0. */
#define GAP "(abs (sub " MINUS("1") " " MINUS("2") "))"

static void test_one(void **state)
{
    (void)state;
    static const attack no[] = {
        {"growth to infinity", "x [ 0 1 ]", NULL,
         "(sub (neg " OVER("0", "inf", E("@57")) ") 1)", ZERO},
        {"growth for negative x", "x [ -1 1 ]", NULL,
         "(sub (mul x " OVER("0", "inf", MINUS("x")) ") 1)", ZERO},
        {"for x = 0, too", "x [ 0 1 ]", NULL,
         "(sub (mul x " OVER("0", "inf", MINUS("x")) ") 1)", ZERO},
        {"decay, but from minus infinity", "x [ 1 2 ]", NULL,
         "(add " OVER("-inf", "0", MINUS("1")) " 1)", ZERO},
        {"a square that grows", "x [ -1 1 ]", NULL,
         "(sub " LINE(E("(neg (mul x (pow @57 2)))")) " (sqrt (div pi x)))",
         ZERO},
        {"the wrong half", "x [ 0 1 ]", NULL,
         "(sub " OVER("x", "inf", N("0", "1"))
         " (div (add 1 (erf (div x (sqrt 2)))) 2))", ZERO},
        {"a factor that moves", "x [ 1 2 ]", NULL,
         "(sub " OVER("0", "inf", "(mul @57 " MINUS("2") ")")
         " (div 1 2))", ZERO},
        {"one term of two", "x [ 1 2 ]", NULL,
         "(sub " OVER("0", "inf", "(add " MINUS("1") " " MINUS("2") ")")
         " 1)", ZERO},
        {"the sign of the second", "x [ 1 2 ]", NULL,
         "(sub " OVER("0", "inf", "(sub " MINUS("1") " " MINUS("2") ")")
         " 3/2)", ZERO},
        {"a cube above", "x [ 1 2 ]", NULL,
         "(sub " OVER("0", "inf", E("(neg (add @57 (pow @57 3)))")) " 1)",
         ZERO},
    };
    static const attack yes[] = {
        {"decay", "x [ 1 2 ]", NULL,
         "(sub (mul x " OVER("0", "inf", MINUS("x")) ") 1)", ZERO},
        {"growth from minus infinity", "x [ 1 2 ]", NULL,
         "(sub (mul x " OVER("-inf", "0", E("(mul x @57)")) ") 1)", ZERO},
        {"half a normal law", "x [ 0 1 ]", NULL,
         "(sub " OVER("x", "inf", N("0", "1"))
         " (div (sub 1 (erf (div x (sqrt 2)))) 2))", ZERO},
        {"a mixture", "x [ 0 1 ]", NULL,
         "(sub " LINE("(div (add " N("x", "1") " " N("(neg x)", "1")
         ") 2)") " 1)", ZERO},
        {"a difference", "x [ 1 2 ]", NULL,
         "(sub " OVER("0", "inf", "(sub " MINUS("1") " " MINUS("2") ")")
         " 1/2)", ZERO},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

static void test_two(void **state)
{
    (void)state;
    static const attack no[] = {
        {"no zero in the range", "x [ 0 1 ]", NULL,
         /* as if 0 were in (1, inf) */
         "(sub " OVER("1", "inf", GAP)
         " (sub (sub 1 (exp -1)) (div (neg (exp -2)) 2)))", ZERO},
        {"a sum", "x [ 1 2 ]", NULL,
         "(sub " TV(N("0", "1"), "(neg " N("x", "1") ")") " " SHIFT ")", ZERO},
        {"either way, without a sign", "x [ -1 1 ]", NULL,
         "(sub " SHIFT " " TV(N("0", "1"), N("x", "1")) ")", ZERO},
        {"the other way", "x [ 1 2 ]", NULL,
         "(sub (neg " SHIFT ") " TV(N("0", "1"), N("x", "1")) ")", ZERO},
        {"without bars", "x [ 1 2 ]", NULL,
         "(sub " LINE("(sub " N("0", "1") " " N("x", "1") ")") " " SHIFT ")",
         ZERO},
        {"three terms", "x [ 1 2 ]", NULL,
         "(sub " TV("(sub " N("0", "1") " " N("0", "2") ")", N("x", "1"))
         " " SHIFT ")", ZERO},
        {"factors that are not the same", "x [ 1 2 ]", NULL,
         "(sub " TV("(mul 2 " N("0", "1") ")", N("x", "1")) " " SHIFT ")",
         ZERO},
        {"two zeros, inside and outside", "x [ 1 2 ]", NULL,
         "(add " TV(N("0", "1"), N("0", "4")) " (mul 2 (sub (erf (sqrt (mul "
         "4/3 (log 2)))) (erf (sqrt (mul 1/3 (log 2)))))))", ZERO},
        {"no zeros at all", "x [ 1 2 ]", NULL,
         "(sub " TV("(mul 4 " BELL("0", "1") ")", BELL("0", "1/2"))
         " (sub (sqrt pi) (mul 4 (sqrt (mul 2 pi)))))", ZERO},
        {"a zero too many", "x [ 0 1 ]", NULL,
         /* one of the two zeros is not in (0, inf) */
         "(sub " OVER("0", "inf", "(abs (sub " N("0", "1") " " N("0", "4") "))")
         " (mul 2 (sub (erf (sqrt (mul 4/3 (log 2)))) (erf (sqrt (mul 1/3 "
         "(log 2)))))))", ZERO},
    };
    static const attack yes[] = {
        {"two means", "x [ 1 2 ]", NULL,
         "(sub " TV(N("0", "1"), N("x", "1")) " " SHIFT ")", ZERO},
        {"two means, the other way", "x [ -2 -1 ]", NULL,
         "(add " TV(N("0", "1"), N("x", "1")) " " SHIFT ")", ZERO},
        {"two variances", "x [ 1 2 ]", NULL,
         "(sub " TV(N("0", "1"), N("0", "4")) " (mul 2 (sub (erf (sqrt (mul "
         "4/3 (log 2)))) (erf (sqrt (mul 1/3 (log 2)))))))", ZERO},
        {"two exponential laws", "x [ 0 1 ]", NULL,
         "(sub " OVER("0", "inf", "(abs (sub " MINUS("1") " (mul 2 "
                                  MINUS("2") ")))") " 1/2)", ZERO},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one),
        cmocka_unit_test(test_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
