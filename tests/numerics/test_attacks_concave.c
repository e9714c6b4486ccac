/* Concave between two faces: false claims that lack just one hypothesis of the
 * theorem, beside true ones that have them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define NATURALS " natural\n natural\n natural\n"

static const attack false_arches[] = {
    {"convex", "x [ 0 1 ]", NULL, "(sub (pow x 2) x)", "concave x +\n" NATURALS},
    {"a kink, flat on either side", "x [ -1 1 ]", NULL, "(sub (abs x) 1)",
     "concave x +\n" NATURALS},
    {"a kink of max", "x [ -1 1 ]", NULL, "(sub (max x (neg x)) 1)",
     "concave x +\n" NATURALS},
    {"a branch that jumps", "x [ 0 1 ]", NULL,
     "(if>= (sub x 1/2) (sub x 1) (neg x))", "concave x +\n" NATURALS},
    {"steps", "x [ 0 2 ]", NULL, "(mul (floor x) (sub (floor x) 2))",
     "concave x +\n" NATURALS},
    {"a pole inside", "x [ -1 1 ]", NULL, "(sub 3 (div 1 (pow x 2)))",
     "concave x +\n" NATURALS},
    {"undefined at a face", "x ( 0 1 ]", NULL, "(log x)",
     "concave x +\n" NATURALS},
    {"the lower face is negative", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "concave x +\n" NATURALS},
    {"the upper face is negative", "x [ 0 1 ]", NULL, "(sub 1/2 x)",
     "concave x +\n" NATURALS},
    {"no upper face", "x [ 0 inf )", NULL, "(sub 1 x)", "concave x +\n" NATURALS},
    {"no lower face", "x ( -inf 0 ]", NULL, "(add 1 x)",
     "concave x +\n" NATURALS},
    {"strict, 0 at its faces", "x [ 0 1 ]", NULL, "> (sub x (pow x 2))",
     "concave x ++\n" NATURALS},
    {"strict, 0 at a face that is there", "x ( 0 1 ]", NULL,
     "> (sub x (pow x 2))", "concave x ++\n" NATURALS},
    {"strict, flat", "x ( 0 1 )", NULL, "> (mul 0 x)", "concave x +\n" NATURALS},
    {"strict, flat, said to bend", "x ( 0 1 )", NULL, "> (mul 0 x)",
     "concave x ++\n" NATURALS},
    {"a face outside the conditions", "x [ 0 1 ]", "(sub x 1/2)",
     "(sub x 3/4)", "concave x +\n natural\n void 0\n natural\n"},
    {"bends only under a condition on x", "x [ -1 1 ]", "(sub x 0)",
     "(sub x (pow x 3))", "concave x +\n natural\n void 0\n natural\n"},
    {"concave in the other variable", "x [ -1 1 ]; y [ -1 1 ]", NULL,
     "(sub (sub (pow x 2) (pow y 2)) 0)", "concave x +\n" NATURALS},
    {"another direction", "x [ 0 1 ]", NULL, "(sub x (pow x 2))",
     "concave x -\n" NATURALS},
};

static const attack true_arches[] = {
    {"an arch", "x [ 0 1 ]", NULL, "(sub x (pow x 2))",
     "concave x +\n" NATURALS},
    {"a line", "x [ 0 1 ]", NULL, "(add x 1)", "concave x +\n" NATURALS},
    {"strict, its feet left out", "x ( 0 1 )", NULL, "> (sub x (pow x 2))",
     "concave x ++\n" NATURALS},
    {"strict, one foot left out, one above 0", "x ( 0 1 ]", NULL,
     "> (sub (mul 2 x) (pow x 2))", "concave x ++\n" NATURALS},
    {"strict at both faces", "x [ 0 1 ]", NULL,
     "> (sub (add x 1) (pow x 2))", "concave x +\n" NATURALS},
    {"under a condition on another variable", "x [ 0 1 ]; y [ -1 1 ]", "y",
     "(mul y (sub x (pow x 2)))",
     "concave x +\n product 0 (mul 2 y)\n  natural\n natural\n natural\n"},
};

static void arches(void **state)
{
    (void)state;
    MUST_FAIL(false_arches);
    MUST_HOLD(true_arches);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
