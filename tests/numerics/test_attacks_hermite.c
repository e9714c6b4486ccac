/* Several contacts along one variable: false claims that lack just one hypothesis of
 * the theorem, beside true ones that have them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define UNIT "x [ 0 1 ]"
#define WIDE "x [ -1 2 ]"
/* x^2 (x - 1)^2, and times x - c */
#define QUARTIC "(mul (pow x 2) (pow (sub x 1) 2))"
#define QUINTIC(c) "(mul " QUARTIC " (sub x " c "))"
#define BOTH "hermite x 2 1 0 2 1\n natural\n"

static const attack false_hermite[] = {
    {"the same place twice", WIDE, NULL, "(neg (pow x 2))",
     "hermite x 2 1 0 2 0\n natural\n"},
    {"the same curve twice, in other words", WIDE "; y [ 0 1 ]", NULL,
     "(neg (pow (sub x y) 2))",
     "hermite x 2 1 y 2 (sqrt (pow y 2))\n natural\n"},
    {"not 0 at the places", WIDE, NULL, "(sub " QUARTIC " 1/1000)", BOTH},
    {"not 0 at the first", WIDE, NULL, "(add " QUARTIC " (mul 1/10 (sub x 1)))",
     "hermite x 1 1 0 2 1\n natural\n"},
    {"not 0 at the last", UNIT, NULL, "(sub (mul x 1/10) (pow x 2))",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"of lower order at the first", WIDE, NULL, "(mul x (pow (sub x 1) 2))",
     BOTH},
    {"of lower order at the last", WIDE, NULL, "(mul (pow x 2) (sub x 1))",
     BOTH},
    {"a change of sign at the first", WIDE, NULL, "(mul x (pow (sub x 1) 2))",
     "hermite x 2 1 0 1 1\n natural\n"},
    {"a change of sign at the last", WIDE, NULL, "(mul (pow x 2) (sub x 1))",
     "hermite x 1 1 0 2 1\n natural\n"},
    {"two changes of sign", WIDE, NULL, "(mul x (sub x 1))",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"negative between two changes of sign", UNIT, NULL, "(mul x (sub x 1))",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"strict, though the places are in the box", WIDE, NULL, "> " QUARTIC,
     BOTH},
    {"strict, one place is an end", "x [ 0 1 )", NULL, "> (mul x (sub 1 x))",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"strict, the derivative is not", "x ( 0 1 )", NULL, "> 0",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"the derivative has the other sign", WIDE, NULL, "(neg " QUARTIC ")",
     BOTH},
    {"it has the sign on the box only", "x [ 2 3 ]", NULL, QUINTIC("5/2"),
     BOTH},
    {"it has the sign where a condition holds", WIDE, "(sub x 3/5)",
     QUINTIC("3/4"), BOTH},
    {"the very condition", WIDE, "(sub x 11/20)", QUINTIC("3/4"),
     "hermite x 2 1 0 2 1\n product 1 120 1 (sub x 11/20)\n  natural\n"},
    {"the same, a condition from above", WIDE, "(sub 2/5 x)",
     "(neg " QUINTIC("1/4") ")", BOTH},
    {"a kink between the places", UNIT, NULL, "(sub (abs (sub x 1/2)) 1/2)",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"a jump between the places", "x [ 0 1/4 ]", NULL,
     "(if>= (sub 1/2 x) (neg x) (sub 1 x))", "hermite x 1 1 0 1 1\n natural\n"},
    {"a step between the places", "x [ 0 1/4 ]", NULL,
     "(sub (floor (add x 1/2)) x)", "hermite x 1 1 0 1 1\n natural\n"},
    {"a pole between the places", "x [ 0 1/4 ]", NULL,
     "(div (sub (pow x 2) x) (pow (sub (mul 2 x) 1) 2))",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"an order that is none", WIDE, NULL, "(mul x (pow (sub x 1) 2))",
     "hermite x 2 1 0 0 1\n natural\n"},
    {"an order below 0", "x [ 0 1/2 ]", NULL, "(neg x)",
     "hermite x 1 1 1 -1 0\n natural\n"},
    {"orders beyond all limits", WIDE, NULL, "(neg (pow x 2))",
     "hermite x 64 1 1 2 0\n natural\n"},
    {"a place that moves with its variable", WIDE, NULL, "(neg (pow x 2))",
     "hermite x 1 1 x 1 0\n natural\n"},
    {"a place that is undefined somewhere", "x [ 0 1 ]; y [ -1 1 ]", NULL,
     "(neg (pow (sub x y) 2))", "hermite x 2 1 (sqrt y) 2 y\n natural\n"},
};

static const attack true_hermite[] = {
    {"two contacts", WIDE, NULL, QUARTIC, BOTH},
    {"one alone", WIDE, NULL, "(pow x 2)", "hermite x 2 0 0\n natural\n"},
    {"one, and an end", "x [ 0 2 ]", NULL, "(mul x (pow (sub x 1) 2))",
     "hermite x 2 1 0 1 1\n natural\n"},
    {"between two ends", UNIT, NULL, "(mul x (sub 1 x))",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"strictly between them", "x ( 0 1 )", NULL, "> (mul x (sub 1 x))",
     "hermite x 1 1 0 1 1\n natural\n"},
    {"three", UNIT, NULL, "(mul (mul x (sub 1 x)) (pow (sub x 1/2) 2))",
     "hermite x 2 2 0 1 1 1 1/2\n natural\n"},
    {"outside the box", "x [ 3 4 ]", NULL, QUINTIC("0"),
     "hermite x 2 1 0 3 1\n natural\n"},
    {"along two curves", "x [ -3 3 ]; y [ 1 2 ]", NULL,
     "(pow (sub (pow x 2) (pow y 2)) 2)",
     "hermite x 2 1 y 2 (neg y)\n product 0 24\n  natural\n"},
    {"on a side that a condition names", "x [ 0 2 ]; y [ 0 1 ]", "(sub x y)",
     "(mul (sub x y) (pow (sub x 3) 2))",
     "hermite x 2 1 y 1 3\n product 0 6\n  natural\n"},
    /* sum of p log(p/q) against the chord between its two contacts */
    {"relative entropy (Ordentlich, Weinberger 2005)", "p ( 0 1 ); q ( 0 1/2 )",
     NULL,
     "(sub (add (mul p (log (div p q)))"
     " (mul (sub 1 p) (log (div (sub 1 p) (sub 1 q)))))"
     " (mul (div (log (div (sub 1 q) q)) (sub 1 (mul 2 q))) (pow (sub p q) "
     "2)))",
     "hermite p 2 1 q 2 (sub 1 q)\n product 0"
     " (add (div 2 (pow p 3)) (div 2 (pow (sub 1 p) 3)))\n  natural\n"},
};

static void contacts(void **state)
{
    (void)state;
    MUST_FAIL(false_hermite);
    MUST_HOLD(true_hermite);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contacts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
