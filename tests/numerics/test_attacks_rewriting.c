/* Rules that put another expression in the place of the goal's: false claims
 * that the new goal does not show, beside true ones. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

static const attack false_products[] = {
    {"a factor undefined on a part, at -1", "x [ -1 1 ]", NULL, "x",
     "product 1 (sqrt x) 2 1\n natural\n"},
    {"a factor undefined at an end, at 0, strict", "x [ 0 1 ]", NULL,
     "> (pow x 2)", "product 1 (div x (sqrt x)) 4 1\n natural\n"},
    {"the second factor's sign, at (0, 1)", "x [ 0 3 ]; y [ 0 1 ]", NULL,
     "(mul y (mul (sub x 1) (sub 4 x)))",
     "product 2 y 1 (sub x 1) 1 (sub 4 x)\n natural\n"},
    {"an odd negative power, at -1", "x [ -2 -1 ]", NULL, "(div 1 x)",
     "product 1 x -1 1\n natural\n"},
    {"a factor that is 0 under a negative power, at 0", "x [ 0 1 ]", NULL,
     "(sub x 1/2)", "product 1 x -1 (mul x (sub x 1/2))\n natural\n"},
    {"strict, the factor 0 at one end, at 1", "x [ 0 1 ]", NULL, "> (sub 1 x)",
     "product 1 (sub 1 x) 1 1\n natural\n"},
    {"strict, the rest 0 at one end, at 1", "x [ 0 1 ]", NULL,
     "> (mul (add x 1) (sub 1 x))",
     "product 1 (add x 1) 1 (sub 1 x)\n natural\n"},
    {"the sign of -f, at 1", "x [ 0 1 ]", NULL, "(neg x)",
     "product 1 x 1 1\n natural\n"},
    {"equal at a range that is a point only, at (1, 2)", "x [ 1 1 ]; y [ 1 2 ]",
     NULL, "(sub x y)", "product 0 0\n natural\n"},
    {"the second of two equal but for a term, at (1, 1, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub (pow (sub x y) 2) (mul x (mul y z)))",
     "product 1 (sub x y) 2 1\n natural\n"},
};

static const attack true_products[] = {
    {"a factor >= 0", "x [ 0 1 ]", NULL, "(mul x (sub 1 x))",
     "product 1 x 1 (sub 1 x)\n natural\n"},
    {"a factor > 0", "x ( 0 1 ]", NULL, "> (pow x 3)",
     "product 1 x 1 (pow x 2)\n natural\n"},
    {"a negative power", "x [ 1 2 ]", NULL, "> (div 1 x)",
     "product 1 x -1 1\n natural\n"},
    {"a negative even power", "x [ -2 -1 ]", NULL, "(div 1 (pow x 2))",
     "product 1 x -2 1\n natural\n"},
    {"two factors", "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(mul (mul x y) (sub 1 z))", "product 2 x 1 y 1 (sub 1 z)\n natural\n"},
    {"another range is a point", "x [ 1 1 ]; y [ 1 2 ]", NULL,
     "(sub (mul x y) 1)", "product 0 (sub y 1)\n natural\n"},
};

static const attack false_cases[] = {
    {"false in the first branch, at 1", "x [ -1 1 ]", NULL, "(if>= x -1 1)",
     "cases 0\n natural\n natural\n"},
    {"false in the second branch, at -1", "x [ -1 1 ]", NULL, "(if>= x 1 -1)",
     "cases 0\n natural\n natural\n"},
    {"strict, false at the seam, at 0", "x [ -1 1 ]", NULL,
     "> (if>= x x (neg x))", "cases 0\n natural\n natural\n"},
    {"void at the seam of >=, at 0", "x [ -1 0 ]", NULL, "(if>= x -1 1)",
     "cases 0\n void 0\n natural\n"},
    {"void at the seam of >, at 0", "x [ 0 1 ]", NULL, "(if> x 1 -1)",
     "cases 0\n natural\n void 0\n"},
    {"the branches of the other of two kinks, at (-1, 1)",
     "x [ -1 1 ]; y [ -1 1 ]", NULL, "(sub (if>= x 1 0) (if>= y 1 0))",
     "cases 0\n natural\n void 0\n"},
    {"void by the outer hypothesis, at (-1, 1)", "x [ -1 1 ]; y [ -1 1 ]", "y",
     "(if>= x 1 -1)", "cases 0\n natural\n void 0\n"},
    {"void by the branch before, at -1", "x [ -1 1 ]", NULL, "(if>= x 1 -1)",
     "cases 0\n natural\n void 1\n"},
};

static const attack true_cases[] = {
    {"void beyond the seam of >", "x [ -1 0 ]", NULL, "(if> x -1 1)",
     "cases 0\n void 0\n natural\n"},
    {"void beyond the seam of >=", "x [ 0 1 ]", NULL, "(if>= x 1 -1)",
     "cases 0\n natural\n void 0\n"},
    {"under a hypothesis, which stays the first", "x [ -1 1 ]; y [ -1 1 ]",
     "(sub x y)", "(if>= y (add 1 x) (sub x y))",
     "cases 0\n natural\n natural\n"},
    {"the second kink", "x [ -1 1 ]; y [ -1 1 ]", NULL, "(add (abs x) (abs y))",
     "cases 1\n cases 0\n  natural\n  natural\n natural\n"},
};

static const attack false_inversions[] = {
    {"without an end, at -1", "x ( -inf 2 ]", NULL, "x",
     "invert x\n natural\n"},
    {"across 0, nothing left, at 0", "x [ -1 2 ]", NULL, "-1",
     "invert x\n empty\n"},
    {"below 0, at -1", "x [ -2 -1 ]", NULL, "x", "invert x\n natural\n"},
    {"a closed end at 0, at 0", "x [ 0 1 ]", NULL, "(sub x 1/4)",
     "invert x\n empty\n"},
    {"a half line's end lost, at 3", "x [ 1 inf )", NULL, "(sub 2 x)",
     "invert x\n natural\n"},
    {"from 0, an end lost, at 1/4", "x ( 0 1 ]", NULL, "(sub x 1/2)",
     "invert x\n natural\n"},
    {"the upper end closed, the lower not, at 2", "x ( 1 2 ]", NULL,
     "> (sub 2 x)", "invert x\n natural\n"},
    {"the lower end closed, the upper not, at 1", "x [ 1 2 )", NULL,
     "> (sub x 1)", "invert x\n natural\n"},
    {"the hypothesis holds at one point, at 1", "x [ 1 2 ]", "(sub 1 x)", "-1",
     "invert x\n void 0\n"},
    {"the hypothesis inverted, at 2", "x [ 1/2 2 ]", "> (sub x 1)", "(sub 1 x)",
     "invert x\n natural\n"},
    {"another variable inverted, at (1, 2)", "x [ 1 2 ]; y [ 1 2 ]", NULL,
     "(sub 1 (mul 1/2 (mul y y)))", "invert x\n natural\n"},
};

static const attack true_inversions[] = {
    {"from 0", "x ( 0 1 ]", NULL, "(sub 1 x)", "invert x\n natural\n"},
    {"to infinity", "x [ 1 inf )", NULL, "(sub x 1)", "invert x\n natural\n"},
    {"all x > 0", "x ( 0 inf )", NULL, "> x", "invert x\n natural\n"},
    {"open ends", "x ( 1 2 )", NULL, "> (mul (sub x 1) (sub 2 x))",
     "invert x\n natural\n"},
    {"under a hypothesis", "x [ 1 2 ]; y [ 0 1 ]", "(sub y 1/2)",
     "(mul x (sub y 1/2))", "invert x\n natural\n"},
    {"a hypothesis that fails", "x [ 1 2 ]", "> (sub 1 x)", "-1",
     "invert x\n void 0\n"},
};

/* True, for there is nothing there; but 1/0 is no end of a range. */
static const attack nothing_to_invert[] = {
    {"an empty range at 0", "x ( 0 0 ]", NULL, "-1", "invert x\n empty\n"},
    {"an empty range from 0 to below", "x ( 0 -1 ]", NULL, "-1",
     "invert x\n empty\n"},
};

static void products(void **state)
{
    (void)state;
    MUST_FAIL(false_products);
    MUST_HOLD(true_products);
}

static void cases(void **state)
{
    (void)state;
    MUST_FAIL(false_cases);
    MUST_HOLD(true_cases);
}

static void inversions(void **state)
{
    (void)state;
    MUST_FAIL(false_inversions);
    MUST_FAIL(nothing_to_invert);
    MUST_HOLD(true_inversions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products),
        cmocka_unit_test(cases),
        cmocka_unit_test(inversions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
