/* floor and ceil: claims that are false because of a jump, with certificates that
 * would prove them if the jump, or a hypothesis of `cut` or `rounded`, were
 * not minded; beside each a true one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

/* ---- derivatives say nothing across a jump ------------------------------- */

static const attack false_slopes[] = {
    {"mean value across a jump, at 2", "x [ 0 2 ]", NULL, "(sub 1 (floor x))",
     "meanvalue\n"},
    {"mean value across ceil's, at 2", "x [ 0 2 ]", NULL, "(sub 1 (ceil x))",
     "meanvalue\n"},
    {"mean value, a jump at the upper end, at 1", "x [ 0 1 ]", NULL,
     "(neg (floor x))", "meanvalue\n"},
    {"mean value, a jump at the lower end, at 1/2", "x [ 0 1 ]", NULL,
     "(sub 1/2 (ceil x))", "meanvalue\n"},
    {"mean value in one of two variables, at (0, 2)", "x [ 0 1 ]; y [ 0 2 ]",
     NULL, "(sub 1 (floor (add (mul 1/4 x) y)))", "meanvalue\n"},
    {"monotone across a jump, at 2", "x [ 0 2 ]", NULL,
     "(sub (mul 1/4 x) (floor x))", "monotone x +\n natural\n natural\n"},
    {"monotone down across a jump, at 0", "x [ 0 2 ]", NULL,
     "(sub (floor x) (add 1 (mul 1/4 x)))",
     "monotone x -\n natural\n natural\n"},
    {"monotone to an end that is open, at 1/2", "x [ 0 1 )", NULL,
     "(sub (floor x) (mul 1/4 x))", "monotone x -\n natural\n natural\n"},
    {"monotone from an end that is open, at 1/2", "x ( 0 1 ]", NULL,
     "(sub (mul 1/4 x) (ceil x))", "monotone x +\n natural\n natural\n"},
    {"monotone, strong, from an end that is open, at 1/2", "x ( 0 1 ]", NULL,
     "> (sub (mul 1/4 x) (ceil x))", "monotone x ++\n natural\n natural\n"},
    {"Taylor across a jump, at 1", "x [ 0 1 ]", NULL, "(neg (floor x))",
     "taylor x 1 0\n"},
    {"Taylor across a jump, order 3, at 1", "x [ 0 1 ]", NULL,
     "(sub (mul 1/2 x) (floor x))", "taylor x 3 0\n"},
    {"Taylor about the open end, at 1/2", "x [ 0 1 )", NULL,
     "(sub (floor x) (sub 1 (mul 1/4 x)))", "taylor x 1 1\n"},
    {"contact at the open end, at 1/2", "x [ 0 1 )", NULL,
     "(sub (floor x) x)", "contact x 1 1\n"},
    {"contact across a jump, at 1", "x [ 0 1 ]", NULL, "(sub (mul 1/2 x) (floor x))",
     "contact x 1 0\n"},
    {"contact at a jump, from the left, at -1/2", "x [ -1 0 ]", NULL,
     "(sub (floor x) x)", "contact x 1 0\n"},
    {"contact, order 2, across a jump, at -1/2", "x [ -1 1 ]", NULL,
     "(add (floor x) (pow x 2))", "contact x 2 0\n"},
    {"tangent across a jump, at 1", "x [ 0 1 ]", NULL,
     "(sub (mul 1/2 x) (floor x))", "tangent x 1 0\n natural\n"},
    {"tangent at the open end, at 1/2", "x [ 0 1 )", NULL,
     "(sub (floor x) x)", "tangent x 1 1\n natural\n"},
    {"convex across a jump, at 1", "x [ 0 1 ]", NULL,
     "(sub (mul 1/2 x) (floor x))", "convex 0\n"},
    {"convex, the plane at the open end, at 1/2", "x [ 0 1 )", NULL,
     "(sub (floor x) (sub 1 (mul 1/4 x)))", "convex 1\n"},
    {"convex, a plane beyond a jump, at 1/2", "x [ 0 1/2 ]", NULL,
     "(sub (floor x) 1/2)", "convex 3/2\n"},
    {"natural, a jump at the closed end, at 1", "x [ 0 1 ]", NULL,
     "(neg (floor x))", "natural\n"},
    {"natural, ceil, a jump at the closed end, at 0", "x [ 0 1 ]", NULL,
     "(sub (ceil x) 1)", "natural\n"},
    {"natural, strict, the open end, at 1/2", "x [ 0 1 )", NULL,
     "> (floor x)", "natural\n"},
    {"a jump of a quotient, at 1/2", "x [ 1/4 1/2 ]", NULL,
     "(sub (mul 4 x) (floor (div 1 x)))", "meanvalue\n"},
    {"floor x taken for x, at 1/2", "x [ 0 1 ]", NULL, "(sub (floor x) x)",
     "product 0 (sub x x)\n natural\n"},
    {"floor -x taken for -floor x, at 1/2", "x [ 0 1 ]", NULL,
     "(add (floor x) (floor (neg x)))", "product 0 0\n natural\n"},
    {"floor taken for ceil, at 1/2", "x [ 0 1 ]", NULL,
     "(sub (floor x) (ceil x))", "product 0 0\n natural\n"},
};

static const attack true_slopes[] = {
    {"mean value between jumps", "x [ 0 1 )", NULL,
     "(sub 1/2 (floor x))", "meanvalue\n"},
    {"monotone between jumps", "x [ 1 3/2 ]", NULL,
     "(sub (pow x 2) (floor x))", "monotone x +\n natural\n natural\n"},
    {"Taylor between jumps", "x [ 1 3/2 ]", NULL,
     "(sub (pow x 2) (floor x))", "taylor x 1 1\n"},
    {"contact at a jump, from the right", "x [ 0 1/2 ]", NULL,
     "(sub x (floor x))", "contact x 1 0\n"},
    {"tangent between jumps", "x [ 0 1/2 ]", NULL, "(sub x (floor x))",
     "tangent x 1 0\n natural\n"},
    {"convex between jumps", "x [ 0 1/2 ]", NULL,
     "(sub (pow x 2) (floor x))", "convex 0\n"},
    {"natural below the open end", "x [ 0 1 )", NULL, "(neg (floor x))",
     "natural\n"},
    {"natural above the open end", "x ( 0 1 ]", NULL, "(sub (ceil x) 1)",
     "natural\n"},
    {"smooth in x, whatever y does", "x [ 0 1 ]; y [ 0 2 ]", NULL,
     "(add x (floor y))", "taylor x 1 0\n"},
};

/* ---- cut ------------------------------------------------------------------ */

static const attack false_cuts[] = {
    {"a cut below the range, at 0", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "cut x -1 +\n natural\n natural\n"},
    {"a cut above the range, at 0", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "cut x 2 -\n natural\n natural\n"},
    {"q in the part that does not have it, +, at 1", "x [ 0 2 ]", NULL,
     "(sub (ceil x) (floor x))",
     "cut x 1 +\n natural\n cut x 2 -\n  meanvalue\n  natural\n"},
    {"q left out, floor, at 1", "x [ 0 3/2 ]", NULL,
     "> (sub 1 (mul 2 (floor x)))", "cut x 1 +\n natural\n natural\n"},
    {"q in the wrong part, floor, at 1", "x [ 0 1 ]", NULL, "(neg (floor x))",
     "cut x 1 -\n natural\n natural\n"},
    {"q in the wrong part, ceil, at 0", "x [ 0 1 ]", NULL, "(sub (ceil x) 1)",
     "cut x 0 +\n natural\n natural\n"},
    {"nothing below a closed end, +, at 0", "x [ 0 1 ]", NULL,
     "(sub (ceil x) 1)", "cut x 0 +\n natural\n meanvalue\n"},
    {"doubled sign, at 1", "x [ 0 1 ]", NULL, "(neg (floor x))",
     "cut x 1 ++\n natural\n natural\n"},
    {"a cut of a point, at 0", "x [ 0 0 ]", NULL, "(sub x 1)",
     "cut x 0 +\n natural\n natural\n"},
    {"the lower part's goal fails, at 0", "x [ 0 2 ]", NULL, "(sub x 1/2)",
     "cut x 1 +\n natural\n natural\n"},
    {"the upper part's goal fails, at 2", "x [ 0 2 ]", NULL, "(sub 3/2 x)",
     "cut x 1 +\n natural\n natural\n"},
};

static const attack true_cuts[] = {
    {"floor below and from 1 on", "x [ 0 3/2 ]", NULL, "(sub 1 (floor x))",
     "cut x 1 +\n natural\n natural\n"},
    {"ceil up to 1 and above", "x [ 1/2 2 ]", NULL,
     "(sub (ceil x) x)", "cut x 1 -\n natural\n natural\n"},
    {"the closed upper end by itself", "x [ 0 1 ]", NULL,
     "(sub (mul 2 x) (floor x))", "cut x 1 +\n natural\n natural\n"},
    {"the closed lower end by itself", "x [ 0 1 ]", NULL,
     "(sub (ceil x) x)", "cut x 0 -\n natural\n natural\n"},
    {"no end at all", "x ( -inf inf )", NULL, "(pow x 2)",
     "cut x 0 +\n natural\n natural\n"},
};

/* ---- rounded -------------------------------------------------------------- */

static const attack false_bounds[] = {
    {"floor's lower bound with a falling slope, at 0", "x [ 0 1 ]", NULL,
     "(sub (sub x 1/2) (floor x))", "rounded + (floor x) -1\n natural\n"},
    {"floor's upper bound with a rising slope, at 1/2", "x [ 0 1 ]", NULL,
     "(sub (floor x) x)", "rounded - (floor x) 1\n natural\n"},
    {"ceil's lower bound with a falling slope, at 1/2", "x [ 0 1 ]", NULL,
     "(sub x (ceil x))", "rounded + (ceil x) -1\n natural\n"},
    {"ceil's upper bound with a rising slope, at 0", "x [ 0 1 ]", NULL,
     "(sub (ceil x) (add x 1))", "rounded - (ceil x) 1\n natural\n"},
    {"a slope of another sign than f's, at 1/2", "x [ 0 1 ]", NULL,
     "(sub (floor x) x)", "rounded - (floor x) -1\n natural\n"},
    {"a slope that f has not, at 1/2", "x [ 0 1 ]", NULL,
     "(sub (mul 2 (floor x)) x)", "rounded - (floor x) -2\n natural\n"},
    {"a slope of both signs, at 0", "x [ -1 1 ]", NULL,
     "(sub (mul x (floor x)) 1/2)",
     "rounded - (floor x) x\n product 0 (sub (pow x 2) 1/2)\n  natural\n"},
    {"a slope of both signs, the other way, at -1/2", "x [ -1 0 ]", NULL,
     "(mul (add x 1/4) (floor x))",
     "rounded + (floor x) (add x 1/4)\n natural\n"},
    {"not linear: a square, at 1/2", "x [ 0 1 ]", NULL,
     "(sub (pow (floor x) 2) (pow x 2))",
     "rounded - (floor x) (neg (add x (floor x)))\n natural\n"},
    {"strict where the bound is attained, floor, at 0", "x [ 0 1 ]", NULL,
     "> (sub x (floor x))", "rounded -- (floor x) -1\n natural\n"},
    {"strict where the bound is attained, ceil, at 0", "x [ 0 1 ]", NULL,
     "> (sub (ceil x) x)", "rounded ++ (ceil x) 1\n natural\n"},
    {"strict, a slope that may be 0, at 0", "x [ 0 1 ]", NULL,
     "> (mul x (sub (floor x) (sub x 1)))",
     "rounded ++ (floor x) x\n natural\n"},
    {"strict, single sign, at 0", "x [ 0 1 ]", NULL,
     "> (sub x (floor x))", "rounded - (floor x) -1\n natural\n"},
    {"undefined slope, at 0", "x [ 0 1 ]", NULL,
     "(sub (sub x 1/2) (floor x))",
     "rounded + (floor x) (log x)\n natural\n"},
    {"f undefined at 0", "x [ 0 1 ]", NULL,
     "(add (sub x (floor x)) (mul 0 (div 1 (floor x))))",
     "rounded - (floor x) -1\n natural\n"},
    {"no rounding at all, at 0", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "rounded + x 1\n natural\n"},
    {"abs is no rounding, at -1", "x [ -1 0 ]", NULL, "(sub x (abs x))",
     "rounded - (abs x) -1\n natural\n"},
    {"its child fails, at 0", "x [ 0 1 ]", NULL, "(sub (floor x) 1)",
     "rounded + (floor x) 1\n natural\n"},
};

static const attack true_bounds[] = {
    {"floor is at most x", "x ( -inf inf )", NULL, "(sub x (floor x))",
     "rounded - (floor x) -1\n natural\n"},
    {"floor is above x - 1", "x ( -inf inf )", NULL,
     "> (sub (floor x) (sub x 1))",
     "rounded ++ (floor x) 1\n natural\n"},
    {"ceil is at least x", "x ( -inf inf )", NULL, "(sub (ceil x) x)",
     "rounded + (ceil x) 1\n natural\n"},
    {"ceil is below x + 1", "x ( -inf inf )", NULL,
     "> (sub (add x 1) (ceil x))",
     "rounded -- (ceil x) -1\n natural\n"},
    {"with a slope of its own", "x [ 0 9 ]", NULL,
     "(sub (pow x 2) (mul x (floor x)))",
     "rounded - (floor x) (neg x)\n natural\n"},
};

static void slopes(void **state)
{
    (void)state;
    MUST_FAIL(false_slopes);
    MUST_HOLD(true_slopes);
}

static void cuts(void **state)
{
    (void)state;
    MUST_FAIL(false_cuts);
    MUST_HOLD(true_cuts);
}

static void bounds(void **state)
{
    (void)state;
    MUST_FAIL(false_bounds);
    MUST_HOLD(true_bounds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slopes),
        cmocka_unit_test(cuts),
        cmocka_unit_test(bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
