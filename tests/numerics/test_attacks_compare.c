/* Rules that compare both sides by an increasing function, or take f for an
 * instance of a fact: false claims whose certificates lack one hypothesis of
 * the theorem, beside true ones that have them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

static const attack false_comparisons[] = {
    {"-1/x on both sides of 0, at (-1, 1)", "x [ 1 2 ]; y [ -2 -1 ]", NULL,
     "(sub y x)",
     "increasing x (-inf,inf) (neg (div 1 x))\n natural\n natural\n"},
    {"-1/x, the right sides' range left out, at (-1, 1)",
     "x [ 1 2 ]; y [ -2 -1 ]", NULL, "(sub y x)",
     "increasing x (0,inf) (neg (div 1 x))\n natural\n natural\n"},
    {"-1/x, the left side's range left out, at (1, -1)",
     "x [ 1 2 ]; y [ -2 -1 ]", NULL, "(sub y x)",
     "increasing x (-inf,0) (neg (div 1 x))\n natural\n natural\n"},
    {"tan across a pole, at (1, 2)", "x [ 1 5/4 ]; y [ 2 9/4 ]", NULL,
     "(sub x y)", "increasing x [1,9/4] (tan x)\n natural\n natural\n"},
    {"a square, one side negative, at (-2, 1)", "x [ -2 -2 ]; y [ 1 1 ]", NULL,
     "(sub x y)", "increasing x [0,inf) (pow x 2)\n natural\n natural\n"},
    {"a square on a range where it falls, at (-2, 1)", "x [ -2 -2 ]; y [ 1 1 ]",
     NULL, "(sub x y)", "increasing x [-2,1] (pow x 2)\n natural\n natural\n"},
    {"a falling function, at (1, 2)", "x [ 1 1 ]; y [ 2 2 ]", NULL, "(sub x y)",
     "increasing x (-inf,inf) (neg x)\n natural\n natural\n"},
    {"a constant, at (1, 2)", "x [ 1 1 ]; y [ 2 2 ]", NULL, "(sub x y)",
     "increasing x (-inf,inf) 0\n natural\n natural\n"},
    {"a jump down inside, at (-1, 1)", "x [ -1 -1 ]; y [ 1 1 ]", NULL,
     "(sub x y)",
     "increasing x [-1,1] (if>= x (sub x 4) x)\n"
     " cases 0\n  natural\n  natural\n natural\n"},
    {"a kink that turns, at (-2, 1)", "x [ -2 -2 ]; y [ 1 1 ]", NULL,
     "(sub x y)",
     "increasing x [-2,1] (abs x)\n cases 0\n  natural\n  natural\n natural\n"},
    {"increasing where a hypothesis holds only, at (-2, 1)",
     "x [ -2 -2 ]; y [ 1 1 ]; z [ -2 1 ]", "z", "(sub x y)",
     "increasing z [-2,1] (pow z 2)\n natural\n natural\n"},
    {"strict, from >=, at (1, 1)", "x [ 1 1 ]; y [ 1 1 ]", NULL, "> (sub x y)",
     "increasing x (-inf,inf) x\n natural\n natural\n"},
    {"no difference, at -1", "x [ -1 1 ]", NULL, "x",
     "increasing x (-inf,inf) (exp x)\n natural\n natural\n"},
    {"a side that is not defined everywhere, at -1", "x [ -1 1 ]", NULL,
     "(sub (add 2 (sqrt x)) (sqrt x))",
     "increasing x (-inf,inf) x\n natural\n natural\n"},
    {"a function of another variable, at (-2, 1)", "x [ -2 -2 ]; y [ 1 1 ]",
     NULL, "(sub x y)", "increasing y [-2,1] (mul y x)\n natural\n natural\n"},
};

static const attack true_comparisons[] = {
    {"-1/x on one side of 0", "x [ 2 3 ]; y [ 1 2 ]", NULL, "(sub x y)",
     "increasing x (0,inf) (neg (div 1 x))\n natural\n natural\n"},
    {"the same, strict, on the other", "x [ -1 -1 ]; y [ -3 -2 ]", NULL,
     "> (sub x y)",
     "increasing x (-inf,0) (neg (div 1 x))\n natural\n natural\n"},
    {"tan between two poles", "x [ 1 5/4 ]; y [ 0 1/2 ]", NULL, "(sub x y)",
     "increasing x [0,5/4] (tan x)\n natural\n natural\n"},
    {"squares of what is not negative", "x [ 0 3 ]", NULL,
     "(sub (add 1 (sqrt x)) (sqrt (add x 1)))",
     "increasing x [0,inf) (pow x 2)\n natural\n"
     " product 0 (mul 2 (sqrt x))\n  natural\n"},
    {"logarithms", "x [ 1 2 ]", NULL, "> (sub (exp (mul 2 x)) (exp x))",
     "increasing x (0,inf) (log x)\n natural\n product 0 x\n  natural\n"},
    {"where the other variable says so", "x [ 1 1 ]; y [ -1 0 ]; z [ 1 2 ]",
     NULL, "(sub x y)", "increasing x [-1,1] (mul x z)\n natural\n natural\n"},
    {"by a hypothesis, which stays in the comparison", "x [ -1 1 ]; y [ -1 1 ]",
     "(sub x y)", "(sub x y)", "increasing x [-1,1] x\n natural\n natural\n"},
};

static const attack false_instances[] = {
    {"an argument that leaves the range, at 2", "x [ 0 2 ]", NULL,
     "(sub 1 (pow x 2))", "instance x [0,1] (pow x 2)\n natural\n"},
    {"an argument that leaves it below, at 0", "x [ 0 2 ]", NULL,
     "(sub (pow x 2) 1)", "instance x [1,4] (pow x 2)\n natural\n"},
    {"an open end that is reached, at 0", "x [ 0 2 ]", NULL, "> (pow x 2)",
     "instance x (0,4] (pow x 2)\n natural\n"},
    {"an open upper end that is reached, at 1", "x [ 0 1 ]", NULL,
     "> (sub 1 (pow x 2))", "instance x [0,1) (pow x 2)\n natural\n"},
    {"the variable left beside its stand-in, at 2", "x [ 0 2 ]", NULL,
     "(sub x (pow x 2))", "instance x [0,0] (pow x 2)\n natural\n"},
    {"the variable left beside, in one range, at 1", "x [ 1 1 ]", NULL,
     "(sub (sub (pow x 2) x) 1/2)",
     "instance x [1,1] (pow x 2)\n product 0 -1/2\n  natural\n"},
    {"a hypothesis on the variable kept for its stand-in, at 1/2", "x [ 0 1 ]",
     "(sub 1/2 x)", "(sub (mul 1/2 1/2) (pow x 2))",
     "instance x [0,1] (pow x 2)\n void 0\n"},
    {"narrowed by such a hypothesis, at (2, 0)", "x [ 0 2 ]; y [ 0 2 ]",
     "(sub x y)", "(sub (sub x y) 1)",
     "instance x [1,2] (sub x y)\n natural\n"},
    {"a hypothesis on the variable that becomes the stand-in, at (1, 0)",
     "x [ 0 1 ]; y [ 0 1 ]", "(sub y 1/4)", "(sub (mul 2 x) 1/4)",
     "instance y [0,2] (mul 2 x)\n natural\n"},
    {"an argument that is not defined everywhere, at -1", "x [ -1 1 ]", NULL,
     "(sqrt x)", "instance x [0,inf) (sqrt x)\n natural\n"},
    {"a fact about a part of the range, at -1", "x [ -1 1 ]", NULL, "(pow x 3)",
     "instance x [-1,1] (pow x 3)\n split x 0\n  void 0\n"
     "  natural\n"},
};

static const attack true_instances[] = {
    {"a square for the variable", "x [ -1 1 ]", NULL, "(sub 1 (pow x 2))",
     "instance x [0,1] (pow x 2)\n natural\n"},
    {"an open end that is not reached", "x ( 0 2 ]", NULL, "> (pow x 2)",
     "instance x (0,4] (pow x 2)\n natural\n"},
    {"a product of two variables for one", "x [ 0 1 ]; y ( -inf inf )", NULL,
     "(add 1 (pow (mul x y) 2))",
     "instance x (-inf,inf) (mul x y)\n natural\n"},
    {"another variable's name", "x [ 0 1 ]; y [ 5 6 ]", NULL,
     "(sub 1 (pow x 2))", "instance y [0,1] (pow x 2)\n natural\n"},
    {"under a hypothesis on the argument", "x [ 0 2 ]; y [ 0 2 ]", "(sub x y)",
     "(add (sub x y) 1)", "instance x [0,2] (sub x y)\n natural\n"},
    {"the hypothesis goes with it", "x [ 0 2 ]; y [ 0 2 ]", "(sub (mul x y) 1)",
     "(sub (mul x y) 1)", "instance x [0,4] (mul x y)\n natural\n"},
};

static const attack false_tails[] = {
    {"a step at the limit: ceil(1/x) is 1 all the way", "x [ 1 inf )", NULL,
     "-1", "tail x + (ceil (div 1 x))\n natural\n natural\n"},
    {"the same, floor", "x [ 1 inf )", NULL, "(sub (div 1 x) 1)",
     "tail x + (neg (floor (neg (div 1 x))))\n natural\n natural\n"},
    {"the same, from below", "x ( -inf -1 ]", NULL, "-1",
     "tail x - (ceil (neg (div 1 x)))\n natural\n natural\n"},
    {"a negative limit, at 2", "x [ 1 inf )", NULL, "(sub (div 1 x) 1)",
     "tail x + 1\n natural\n natural\n"},
    {"a negative limit, the rest 0, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (sub 1 (div 1 x))\n natural\n product 0 0\n  natural\n"},
    {"a limit that inf - inf hides, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (sub (add x 1) x)\n natural\n product 0 (div 1 x)\n  natural\n"},
    {"a limit that inf 0 hides, at 2", "x [ 1 inf )", NULL, "(sub (div 1 x) 1)",
     "tail x + (mul x (div 1 x))\n natural\n product 0 (div 1 x)\n  natural\n"},
    {"a limit that inf / inf hides, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (div x x)\n natural\n product 0 (div 1 x)\n  natural\n"},
    {"a limit that 0 / 0 hides, at 2", "x [ 1 inf )", NULL, "(sub (div 1 x) 1)",
     "tail x + (div (div 1 x) (div 1 x))\n natural\n product 0 (div 1 x)\n"
     "  natural\n"},
    {"a power that outgrows the other, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (div (pow x 3) (add (pow x 2) 1))\n natural\n natural\n"},
    {"equal powers, at 2", "x [ 1 inf )", NULL, "(sub (div 1 x) 1)",
     "tail x + (div (add x 1) (sqrt (pow x 2)))\n natural\n"
     " product 0 (div 2 x)\n  natural\n"},
    {"a power against a very high one, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (mul (pow x 100000) (pow (div 1 x) 99999))\n natural\n "
     "natural\n"},
    {"very high powers that cancel, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (mul (mul (pow x 99999) (pow x 99999)) (mul (div 1 (pow x "
     "99999))"
     " (div 1 (pow x 99999))))\n natural\n natural\n"},
    {"exponentials that cancel, at 2", "x [ 1 inf )", NULL, "(sub (div 1 x) 1)",
     "tail x + (mul (exp x) (exp (neg x)))\n natural\n"
     " product 0 (div 1 x)\n  natural\n"},
    {"an exponential of a logarithm, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (mul x (exp (neg (log x))))\n natural\n"
     " product 0 (div 1 x)\n  natural\n"},
    {"a logarithm against a logarithm, at 2", "x [ 2 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (div (log (mul 3 x)) (log x))\n natural\n natural\n"},
    {"a small power of an exponential, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)",
     "tail x + (mul (exp (neg x)) (pow (exp (div x 2)) 2))\n natural\n"
     " product 0 (div 1 x)\n  natural\n"},
    {"a bound that grows, at 2", "x [ 1 inf )", NULL, "(sub (div 1 x) 1)",
     "tail x + x\n natural\n product 0 (add (div 1 x) (sub x 1))\n  natural\n"},
    {"the limit on the other side, at 2", "x [ 1 inf )", NULL,
     "(sub (div 1 x) 1)", "tail x + (exp x)\n natural\n natural\n"},
    {"the limit on the other side, at -2", "x ( -inf -1 ]", NULL,
     "(neg (add (div 1 x) 1))", "tail x - (exp (neg x))\n natural\n natural\n"},
    {"a sine has no limit, at 3", "x [ 1 inf )", NULL, "(sub (div 1 x) 1/2)",
     "tail x + (div (add 1 (sin x)) 2)\n natural\n natural\n"},
    {"rising towards its limit 0, at 1", "x [ 1 inf )", NULL, "(neg (div 1 x))",
     "tail x + (div 1 x)\n natural\n product 0 0\n  natural\n"},
    {"a range that ends, at 2", "x [ 1 2 ]", NULL, "(sub (div 1 x) 3/4)",
     "tail x + (div 1 x)\n natural\n natural\n"},
    {"to the other end, at 1", "x [ 1 inf )", NULL, "(neg (div 1 x))",
     "tail x - (div 1 x)\n natural\n natural\n"},
    {"a jump down below 0, at 2", "x [ 0 inf )", NULL,
     "(if>= (sub 1 x) 1 (neg (exp (neg x))))",
     "tail x + (exp (neg x))\n natural\n natural\n"},
    {"falling where a hypothesis holds only, at -3/2", "x ( -inf inf )",
     "(neg (add x 1))", "(sub (exp x) (exp (neg (mul 2 (add x 1)))))",
     "tail x + (exp (neg x))\n natural\n natural\n"},
    {"bounded where a hypothesis holds only, at 3", "x [ 1 inf )", "(sub 3 x)",
     "(sub 2 x)", "tail x + 1\n natural\n natural\n"},
    {"strict, from a slope that may be 0, at 1", "x [ 1 inf )", NULL,
     "> (mul 0 (log x))", "tail x + 0\n natural\n natural\n"},
    {"strict, the slope 0, at 1", "x [ 1 inf )", NULL, "> (mul 0 (log x))",
     "tail x ++ 0\n natural\n natural\n"},
    {"not defined everywhere, at 0", "x [ 0 inf )", NULL, "(exp (neg (log x)))",
     "tail x + 0\n natural\n natural\n"},
    {"the limit for some of the other variable, at (9, 1)",
     "x [ 1 inf ); y [ 0 1 ]", NULL, "(sub (div 1 x) y)",
     "tail x + y\n natural\n natural\n"},
};

static const attack true_tails[] = {
    {"to 0", "x [ 1 inf )", NULL, "> (exp (neg x))",
     "tail x ++ 0\n natural\n natural\n"},
    {"to 0, the whole difference by its limit", "x [ 1 inf )", NULL,
     "> (sub (exp (neg x)) (exp (neg (mul 2 x))))",
     "tail x ++ (neg (sub (exp (neg x)) (exp (neg (mul 2 x)))))\n"
     " product 1 (exp (neg x)) 1 (sub 1 (mul 2 (exp (neg x))))\n  natural\n"
     " product 0 0\n  natural\n"},
    {"to a positive limit, in the other direction", "x ( -inf -1 ]", NULL,
     "> (sub 1 (div 1 x))", "tail x -- 0\n natural\n natural\n"},
    {"a bound with another variable", "x [ 1 inf ); y [ 0 3 ]", NULL,
     "(div y x)",
     "tail x + (div y x)\n product 1 y 1 (div 1 (pow x 2))\n  natural\n"
     " natural\n"},
    {"a power above another, times an exponential", "x [ 1 inf )", NULL,
     "> (exp (neg x))",
     "tail x ++ (mul (exp (neg x)) (div (pow x 5) (add (sqrt x) 1)))\n "
     "natural\n"
     " natural\n"},
    {"a logarithm by a power", "x [ 1 inf )", NULL, "> (exp (neg x))",
     "tail x ++ (div (log x) (root x 1/3))\n natural\n natural\n"},
    {"from 1 on only", "x ( 0 inf )", NULL, "(sub (add 1 (div 1 x)) 1)",
     "tail x + (sub 1 1)\n natural\n natural\n"},
    {"an error function", "x [ 0 inf )", NULL, "> (erfc x)",
     "tail x ++ (sub (erf x) 1)\n natural\n product 0 0\n  natural\n"},
};

static void comparisons(void **state)
{
    (void)state;
    MUST_FAIL(false_comparisons);
    MUST_HOLD(true_comparisons);
}

static void instances(void **state)
{
    (void)state;
    MUST_FAIL(false_instances);
    MUST_HOLD(true_instances);
}

static void tails(void **state)
{
    (void)state;
    MUST_FAIL(false_tails);
    MUST_HOLD(true_tails);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comparisons),
        cmocka_unit_test(instances),
        cmocka_unit_test(tails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
