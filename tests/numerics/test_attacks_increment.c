/* The rule that tells an increment's sign from a slope's: false claims whose
 * certificates lack one hypothesis of the theorem, beside true ones that have
 * them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

static const attack false_increments[] = {
    {"-1/x on both sides of 0, at (1, -1)", "x [ 1 1 ]; y [ -1 -1 ]", NULL,
     "(sub (neg (div 1 x)) (neg (div 1 y)))",
     "increment x + [-1,1] y\n natural\n natural\n"},
    {"the other place's range left out", "x [ 1 1 ]; y [ -1 -1 ]", NULL,
     "(sub (neg (div 1 x)) (neg (div 1 y)))",
     "increment x + (0,inf) y\n natural\n natural\n"},
    {"the variable's own range left out", "x [ 1 1 ]; y [ -1 -1 ]", NULL,
     "(sub (neg (div 1 x)) (neg (div 1 y)))",
     "increment x + (-inf,0) y\n natural\n natural\n"},
    {"an end of the variable's range left out, at (0, 1)",
     "x [ 0 1/2 ]; y [ 1 1 ]", NULL,
     "(sub (if>= (neg x) 0 (neg x)) (if>= (neg y) 0 (neg y)))",
     "increment x - (0,1] y\n natural\n natural\n"},
    {"a hole in the domain, at (2, -2)", "x [ 2 2 ]; y [ -2 -2 ]", NULL,
     "(sub (div x (sub (pow x 2) 1)) (add 1 (div y (sub (pow y 2) 1))))",
     "increment x + [-2,2] y\n natural\n natural\n"},
    {"tan across a pole, at (2, 1)", "x [ 2 2 ]; y [ 1 1 ]", NULL,
     "(sub (tan x) (tan y))", "increment x + [1,2] y\n natural\n natural\n"},
    {"a step down inside, at (1, 1/2)", "x [ 1 1 ]; y [ 1/2 1/2 ]", NULL,
     "(sub (sub x (mul 4 (floor x))) (sub y (mul 4 (floor y))))",
     "increment x + [1/2,1] y\n natural\n natural\n"},
    {"a jump down inside, at (1, -1)", "x [ 1 1 ]; y [ -1 -1 ]", NULL,
     "(sub (if>= x (sub x 4) x) (if>= y (sub y 4) y))",
     "increment x + [-1,1] y\n"
     " cases 0\n  natural\n  natural\n natural\n"},
    {"a jump at the end alone, at (1, 0)", "x [ 1 1 ]; y [ 0 0 ]", NULL,
     "(sub (if>= (neg x) 5 x) (if>= (neg y) 5 y))",
     "increment x + [0,1] y\n natural\n natural\n"},
    {"a kink that turns, at (1, -2)", "x [ 1 1 ]; y [ -2 -2 ]", NULL,
     "(sub (abs x) (abs y))",
     "increment x + [-2,1] y\n cases 0\n  natural\n  natural\n natural\n"},
    {"places in no order, at (-1, 1)", "x [ -1 1 ]; y [ -1 1 ]", NULL,
     "(sub (exp x) (exp y))",
     "increment x + [-1,1] y\n natural\n natural\n"},
    {"places in the other order, at (-1, 1)", "x [ -1 1 ]; y [ -1 1 ]",
     "(sub y x)", "(sub (exp x) (exp y))",
     "increment x + [-1,1] y\n natural\n natural\n"},
    {"the direction turned, at (-1, 1)", "x [ -1 1 ]; y [ -1 1 ]", "(sub y x)",
     "(sub (exp x) (exp y))",
     "increment x - [-1,1] y\n natural\n natural\n"},
    {"the subtrahend's variable, at (-1, 1)", "x [ -1 1 ]; y [ -1 1 ]",
     "(sub y x)", "(sub (exp x) (exp y))",
     "increment y + [-1,1] x\n natural\n natural\n"},
    {"a falling function, at (2, 1)", "x [ 2 2 ]; y [ 1 1 ]", NULL,
     "(sub (exp (neg x)) (exp (neg y)))",
     "increment x + [1,2] y\n natural\n natural\n"},
    {"two functions, at (2, 1)", "x [ 2 2 ]; y [ 1 1 ]", NULL,
     "(sub (exp x) (exp (mul 3 y)))",
     "increment x + [1,2] y\n natural\n natural\n"},
    {"another place than that, at (2, 1)", "x [ 2 2 ]; y [ 1 1 ]; z [ 3 3 ]",
     NULL, "(sub (exp x) (exp z))",
     "increment x + [1,3] y\n natural\n natural\n"},
    {"no difference, at -1", "x [ -1 1 ]; y [ -2 -2 ]", NULL, "x",
     "increment x + [-2,1] y\n natural\n natural\n"},
    {"strict, from an order that is not, at (0, 0)", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub x y)", "> (sub (exp x) (exp y))",
     "increment x + [0,1] y\n natural\n natural\n"},
    {"strict, from a slope that may vanish, at z = 0",
     "x [ 2 3 ]; y [ 0 1 ]; z [ 0 1 ]", NULL, "> (sub (mul x z) (mul y z))",
     "increment x + [0,3] y\n natural\n natural\n"},
    {"rising where a hypothesis holds only, at (1, -2)",
     "x [ -2 1 ]; y [ -2 1 ]", "(sub x y); x", "(sub (pow x 2) (pow y 2))",
     "increment x + [-2,1] y\n natural\n natural\n"},
    {"the same with another variable in it, at (3/2, 0, 1)",
     "x [ 0 2 ]; y [ 0 2 ]; z [ 1 1 ]", "(sub x z); (sub x y)",
     "(sub (pow (sub x z) 2) (pow (sub y z) 2))",
     "increment x + [0,2] y\n product 1 (sub x z) 1 2\n  natural\n natural\n"},
    {"a place without a value, at z = -1", "x [ 2 3 ]; z [ -1 1 ]", NULL,
     "(sub (exp x) (exp (sqrt z)))",
     "increment x + [-1,4] (sqrt z)\n natural\n natural\n"},
    {"an empty range, at (1, 2)", "x [ 1 1 ]; y [ 2 2 ]", NULL,
     "(sub (exp x) (exp y))", "increment x + (1,1) y\n natural\n natural\n"},
    {"an order doubled, at (1, 2)", "x [ 1 1 ]; y [ 2 2 ]", NULL,
     "(sub (exp x) (exp y))", "increment x ++ [1,2] y\n natural\n natural\n"},
    {"an integral that has no value on all of the range, at (1, -2)",
     "x [ 1 1 ]; y [ -2 -2 ]", NULL,
     "(sub (integral @57 0 1 (exp (mul x (log @57)))) "
     "(integral @57 0 1 (exp (mul y (log @57)))))",
     "increment x - [-2,1] y\n natural\n natural\n"},
};

static const attack true_increments[] = {
    {"an exponential, in order", "x [ -1 1 ]; y [ -1 1 ]", "(sub x y)",
     "(sub (exp x) (exp y))",
     "increment x + [-1,1] y\n natural\n natural\n"},
    {"strict", "x ( -inf inf ); y ( -inf inf )", "> (sub x y)",
     "> (sub (atan x) (atan y))",
     "increment x + (-inf,inf) y\n natural\n natural\n"},
    {"a falling function", "x ( 0 inf ); y ( 0 inf )", "(sub x y)",
     "(sub (div 1 y) (div 1 x))",
     "increment y - (0,inf) x\n natural\n natural\n"},
    {"a place that is an expression", "x [ 2 3 ]; z [ 0 1 ]", NULL,
     "> (sub (exp x) (exp (sqrt z)))",
     "increment x + [-1,4] (sqrt z)\n natural\n natural\n"},
    {"the place in terms of the variable", "x ( 0 1 )", NULL,
     "> (sub (exp x) (exp (neg x)))",
     "increment x + [-1,1] (neg x)\n natural\n natural\n"},
    {"a slope without bound at the end, and ends that are no binary fractions",
     "x [ 0 1/10 ]; y [ 0 1/10 ]", "> (sub x y)", "> (sub (sqrt x) (sqrt y))",
     "increment x + [0,1/10] y\n natural\n natural\n"},
    {"where the other variable's hypothesis says so",
     "x [ 2 3 ]; y [ 0 1 ]; z [ -1 1 ]", "z", "(sub (mul x z) (mul y z))",
     "increment x + [0,3] y\n natural\n natural\n"},
    {"a range of one place", "x [ 1 1 ]; y [ 1 1 ]", NULL,
     "(sub (exp x) (exp y))", "increment x + [1,1] y\n empty\n natural\n"},
    {"an integral", "x [ 0 1 ]; y [ 0 1 ]", "> (sub x y)",
     "> (sub (integral @57 0 1 (exp (mul x @57))) "
     "(integral @57 0 1 (exp (mul y @57))))",
     "increment x + [0,1] y\n natural\n natural\n"},
};

static void increments(void **state)
{
    (void)state;
    MUST_FAIL(false_increments);
    MUST_HOLD(true_increments);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(increments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
