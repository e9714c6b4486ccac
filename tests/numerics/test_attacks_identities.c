/* Attacks on the rules that use hypotheses as summands: fact, modulo, combine,
 * identity.  Each hypothesis of their theorems is dropped by a false claim that
 * would be "proved" without it (it fails at the point named beside it); beside
 * each stands a true one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"


static const attack wrong[] = {
    /* fact */
    {"a fact that is false, at x = -1", "x [ -1 1 ]", NULL, "x",
     "fact >= x\n natural\n combine 0 1\n  natural\n  product 0 0\n"
     "   natural\n"},
    {"a fact proved >= 0 and used as > 0, at x = 0", "x [ 0 1 ]", NULL, "> x",
     "fact > x\n natural\n identity 1 1 1 1 1 0\n  natural\n"},
    {"a fact proved >= 0 and used as > 0 later, at x = 0", "x [ 0 1 ]", NULL,
     "> x", "fact >= x\n natural\n identity 1 1 1 1 1 0\n  natural\n"},
    {"a fact that is undefined in places, at x = 0", "x [ 0 1 ]", NULL,
     "(sub x 1)",
     "fact >= (div (pow x 2) x)\n natural\n void 0\n"},
    {"a fact that assumes itself, at x = -1", "x [ -1 1 ]", NULL, "x",
     "fact >= x\n combine 0 1\n  natural\n  product 0 0\n   natural\n"
     " natural\n"},
    /* modulo */
    {"modulo what is only >= 0, at x = 1", "x [ 0 1 ]", "x", "(neg x)",
     "modulo 0 1\n product 0 0\n  natural\n"},
    {"modulo an inequality and another, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub y x)", "(sub x y)",
     "fact >= (add (sub x y) 1)\n natural\n modulo 0 1\n  product 0 0\n"
     "   natural\n"},
    {"modulo, the multiplier undefined, at x = y = 0",
     "x [ 0 1 ]; y [ 0 1 ]", "(neg (pow (sub x y) 2))", "(sub x 1)",
     "fact >= (pow (sub x y) 2)\n natural\n"
     " modulo 0 (div (sub 1 x) (pow (sub x y) 2))\n  product 0 0\n"
     "   natural\n"},
    {"modulo an equation twice to a strict claim, at x = y",
     "x [ 0 1 ]; y [ 0 1 ]", "(neg (pow (sub x y) 2))", "> (pow (sub x y) 2)",
     "fact >= (pow (sub x y) 2)\n natural\n modulo 0 1\n  natural\n"},
    {"modulo a hypothesis that is not there", "x [ 0 1 ]", "x", "-1",
     "modulo 1 1\n natural\n"},
    /* combine */
    {"a multiplier that is negative, at x = 1", "x [ 0 1 ]", "x", "(neg x)",
     "combine 0 -1\n natural\n product 0 0\n  natural\n"},
    {"a multiplier that is negative in places, at x = -1", "x [ -1 1 ]",
     "(add 2 x)", "(mul x (add 2 x))",
     "combine 0 x\n natural\n product 0 0\n  natural\n"},
    {"a multiplier of a hypothesis that is not there, at -1", "x [ -1 1 ]",
     NULL, "x", "combine 0 1\n natural\n natural\n"},
    {"a strict claim from a hypothesis >= 0, at 0", "x [ 0 1 ]", "x", "> x",
     "combine 0 1\n natural\n product 0 0\n  natural\n"},
    {"a strict claim from a strict hypothesis and a multiplier 0, at 0",
     "x [ 0 1 ]", "> (add x 1)", "> (mul x (add x 1))",
     "combine 0 x\n natural\n product 0 0\n  natural\n"},
    {"a rest that is negative, at x = 0", "x [ 0 1 ]", "x", "(sub x 1/9)",
     "combine 0 1\n natural\n natural\n"},
    {"a multiplier that is undefined, at x = 0", "x [ 0 1 ]", "x",
     "(div x x)", "combine 0 (div 1 x)\n natural\n product 0 0\n  natural\n"},
    /* identity */
    {"an identity that does not hold, at x = 0", "x [ -1 1 ]", NULL,
     "(sub (pow x 2) 1)", "identity 1 1 1 x 0\n natural\n"},
    {"an identity that nearly holds, at x = 0", "x [ -1 1 ]", NULL,
     "(sub (pow x 2) 1/1000000000000000000000000000000)",
     "identity 1 1 1 x 0\n natural\n"},
    {"a negative coefficient, at x = 1", "x [ -1 1 ]", NULL, "(neg (pow x 2))",
     "identity 1 1 -1 x 0\n natural\n"},
    {"a multiplier m that is negative, at x = 1", "x [ -1 1 ]", NULL,
     "(neg (pow x 2))", "identity -1 1 1 x 0\n natural\n"},
    {"a multiplier m that is negative in places, at x = -1/2", "x [ -1 1 ]",
     NULL, "x", "identity x 1 1 x 0\n natural\n"},
    {"a multiplier m that is 0 somewhere, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]",
     "(neg x)", "(neg y)", "identity x 1 1 (sqrt y) 1 0\n natural\n"},
    {"m = 0 everywhere, at x = 1", "x [ 0 1 ]", NULL, "(neg x)",
     "identity 0 0\n natural\n"},
    {"a hypothesis that is not there, at x = -1", "x [ -1 1 ]", "(add x 1)",
     "x", "identity 1 1 1 1 1 1\n natural\n"},
    {"a hypothesis's negative, at x = 1", "x [ 0 1 ]", "x", "(neg x)",
     "identity 1 1 1 1 1 0\n natural\n"},
    {"a strict claim from a square that vanishes, at x = 0", "x [ -1 1 ]",
     NULL, "> (pow x 2)", "identity 1 1 1 x 0\n natural\n"},
    {"a strict claim from a hypothesis >= 0, at x = 0", "x [ -1 1 ]", "x",
     "> x", "identity 1 1 1 1 1 0\n natural\n"},
    {"a strict claim from a strict hypothesis times a square, at x = 0",
     "x [ -1 1 ]", "> (add x 2)", "> (mul (add x 2) (pow x 2))",
     "identity 1 1 1 x 1 0\n natural\n"},
    {"a strict claim from no term at all", "x [ -1 1 ]", NULL, "> (sub x x)",
     "identity 1 0\n natural\n"},
    {"f undefined, at x = 0", "x [ -1 1 ]", NULL, "(div (pow x 3) x)",
     "identity 1 1 1 x 0\n natural\n"},
    {"f undefined, m f seems not to be, at x = 0", "x [ 0 1 ]", NULL,
     "(mul x (div 1 x))", "identity 1 1 1 1 0\n natural\n"},
    {"a square root that is undefined, at x = -1", "x [ -1 1 ]", NULL, "x",
     "identity 1 1 1 (sqrt x) 0\n natural\n"},
    {"the square of the square root of x^2 is not x, at x = -1", "x [ -1 1 ]",
     NULL, "x", "identity 1 1 1 (sqrt (sqrt (pow x 2))) 0\n natural\n"},
};

static const attack right[] = {
    {"a fact that is true", "x [ 0 1 ]", NULL, "x",
     "fact >= x\n natural\n combine 0 1\n  natural\n  product 0 0\n"
     "   natural\n"},
    {"a fact that is strict at an open end", "x ( 0 1 ]", NULL, "> x",
     "fact > x\n natural\n identity 1 1 1 1 1 0\n  natural\n"},
    {"a fact that is a quotient", "x ( 0 1 ]", NULL, "x",
     "fact >= (div (pow x 2) x)\n product 0 x\n  natural\n combine 0 1\n"
     "  natural\n  product 0 0\n   natural\n"},
    {"modulo an equation", "x [ 0 1 ]; y [ 0 1 ]", "(neg (pow (sub x y) 2))",
     "(neg (pow (sub x y) 2))",
     "fact >= (pow (sub x y) 2)\n natural\n modulo 0 -1\n  product 0 0\n"
     "   natural\n"},
    {"a multiplier that is positive", "x [ 0 1 ]", "(sub x 1/2)",
     "(sub (mul 3 x) 1)", "combine 0 3\n natural\n product 0 1/2\n  natural\n"},
    {"a strict claim with a rest that is positive", "x [ 0 1 ]", "(sub x 1/2)",
     "> (sub (mul 3 x) 1)",
     "combine 0 3\n natural\n product 0 1/2\n  natural\n"},
    {"a square", "x [ -1 1 ]", NULL, "(add (mul -2 x) (add 1 (pow x 2)))",
     "identity 1 1 1 (sub x 1) 0\n natural\n"},
    {"a square and a positive number", "x ( -inf inf )", NULL,
     "> (add (mul -2 x) (add 2 (pow x 2)))",
     "identity 1 2 1 (sub x 1) 0 1 1 0\n natural\n"},
    {"a multiplier", "x ( -inf inf ); y ( -inf inf )", NULL,
     "(add (sub (add (mul (pow x 4) (pow y 2)) (mul (pow x 2) (pow y 4))) "
     "(mul 3 (mul (pow x 2) (pow y 2)))) 1)",
     "identity (add (add (pow x 2) (pow y 2)) 1) 6"
     " 1 (sub (mul (pow x 2) y) y) 0 1 (sub (mul x (pow y 2)) x) 0"
     " 1 (sub (mul (pow x 2) (pow y 2)) 1) 0"
     " 1/4 (mul (mul x y) (sub (pow x 2) (pow y 2))) 0"
     " 3/4 (mul (mul x y) (sub (add (pow x 2) (pow y 2)) 2)) 0"
     " 1 0 0\n natural\n"},
    {"a strict hypothesis times a strict fact", "x ( 1 2 ]; y ( 1 2 ]",
     "> (sub x 1)", "> (add (sub (mul x y) (add x y)) 1)",
     "fact > (sub y 1)\n natural\n identity 1 1 1 1 2 0 1\n  natural\n"},
    {"square roots", "x [ 0 inf ); y [ 0 inf )", NULL,
     "(sub (add x y) (mul 2 (mul (sqrt x) (sqrt y))))",
     "identity 1 1 1 (sub (sqrt x) (sqrt y)) 0\n natural\n"},
};

static void hypotheses_dropped(void **state)
{
    (void)state;
    MUST_FAIL(wrong);
}

static void hypotheses_held(void **state)
{
    (void)state;
    MUST_HOLD(right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hypotheses_dropped),
        cmocka_unit_test(hypotheses_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
