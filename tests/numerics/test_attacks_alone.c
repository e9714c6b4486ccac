/* Hypotheses that stand alone: false claims at which one test of a rule, and no
 * other, stops the certificate.  Each was seen to pass when that test was taken
 * out of the checker (or its twin out of the second engine), so that none of
 * them is there for nothing. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

/* Continuous, or of one slope, only where a condition on the variable holds. */
static const attack conditions_on_the_way[] = {
    {"monotone: a jump where the condition does not hold, at 0", "x [ -1 3/4 ]",
     "x", "(sub -1/2 (floor x))", "monotone x +\n natural\n natural\n"},
    {"monotone: falling where it does not hold, at 0", "x [ -1 1 ]", "x",
     "(sub (pow x 2) 1/2)", "monotone x +\n natural\n natural\n"},
    {"concave: a jump where it does not hold, at 0", "x [ -1 3/4 ]", "x",
     "(if>= x (sub x 3/4) 1)", "concave x +\n natural\n natural\n natural\n"},
    {"tail: a jump where it does not hold, at 1", "x [ 1 inf )", "(sub 3 x)",
     "(if>= (sub 3 x) -1 (div 1 x))",
     "tail x + (div 3 x)\n natural\n cases 0\n"
     "  product 1 (div 1 x) 1 (sub 3 x)\n   natural\n  natural\n"},
    {"tail: rising where it does not hold, at 1", "x [ 0 inf )", "(sub 1 x)",
     "(mul (neg x) (exp (neg x)))",
     "tail x + (mul x (exp (neg x)))\n product 1 (exp (neg x)) 1 (sub 1 x)\n"
     "  natural\n product 0 0\n  natural\n"},
    {"increasing: falling where it does not hold, at (-2, 1)",
     "x [ -2 -2 ]; y [ 1 1 ]; z [ -2 1 ]", "z", "(sub x y)",
     "increasing z [-2,1] (add (pow z 2) (div z 2))\n natural\n natural\n"},
};

static const attack comparisons[] = {
    {"a step down in a function that rises elsewhere, at (-1, 1)",
     "x [ -1 -1 ]; y [ 1 1 ]", NULL, "(sub x y)",
     "increasing x [-1,1] (sub x (mul 4 (floor x)))\n natural\n natural\n"},
    {"a sum taken for a difference, at (-1, -2)", "x [ -1 -1 ]; y [ -2 -2 ]",
     NULL, "(add x y)", "increasing x [-2,0] x\n natural\n natural\n"},
};

/* -(x - y)^2 where x <= y and y <= x. */
#define BOTH_WAYS                                                              \
    " combine 0 (sub x y)\n  combine 1 1\n   natural\n   product 0 0\n"        \
    "    natural\n  product 0 0\n   natural\n"

static const attack cones[] = {
    {"symmetry: ranges that differ, at (0, 2)", "x [ 0 1 ]; y [ 0 2 ]", NULL,
     "(sub 5/4 (max x y))",
     "symmetry 1 2\n split y 5/4\n  natural\n  void 0\n"},
    {"symmetry: a condition that the exchange changes, at (0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]", "(sub y x)", "(neg (pow (sub x y) 2))",
     "symmetry 1 2\n" BOTH_WAYS},
    {"map: no way back from the negative numbers, at -1", "x [ -1 1 ]", NULL,
     "x", "map 0 (pow x 2) (sqrt x) 0\n natural\n"},
};

#define SECTOR "(mul y (add y x))" /* false for -x < y < 0 */
#define SECTOR_CHARTS                                                          \
    "blowup 3 0 1 0 1\n natural\n natural\n product 1 y 2 (sub 1 x)\n"         \
    "  natural\n"

/* What the charts of a blow-up have to cover. */
static const attack charts[] = {
    {"a ratio below 0 where there is no lower end, at (1, -1/2)",
     "x [ 1 2 ]; y ( -inf inf )", NULL, SECTOR, SECTOR_CHARTS},
    {"a ratio below 0 where the lower end is below the centre, at (1, -1/2)",
     "x [ 1 2 ]; y [ -3 3 ]", NULL, SECTOR, SECTOR_CHARTS},
    {"the ratio -1, at (-3/2, -3/2)", "x ( -2 -1 ]; y ( -2 -1 ]", NULL,
     "> (pow (sub x y) 2)",
     "blowup 2 0 1 0 1\n product 1 x 2 (pow (add 1 y) 2)\n  natural\n"
     " product 1 y 2 (pow (add 1 x) 2)\n  natural\n"},
    {"the ratio 1, at (3/2, 3/2)", "x [ 1 2 ); y [ 1 2 )", NULL,
     "> (pow (sub x y) 2)",
     "blowup 2 0 1 0 1\n product 1 x 2 (pow (sub 1 y) 2)\n  natural\n"
     " product 1 y 2 (pow (sub 1 x) 2)\n  natural\n"},
    {"the ratio 0, from below, at (1, 0)", "x [ 1 2 ]; y [ 0 1 ]", NULL, "> y",
     "blowup 2 0 1 0 1\n natural\n natural\n"},
    {"the ratio 0, from above, at (1, 0)", "x [ 1 2 ]; y [ -1 0 ]", NULL,
     "> (neg y)", "blowup 2 0 1 0 1\n natural\n natural\n"},
    {"a variable that takes no part, at (1, 1)", "x [ -1 1 ]; y [ 0 1 ]", NULL,
     "(mul (pow x 2) (sub 1 (mul 5 y)))",
     "blowup 3 0 1 0 0\n natural\n natural\n natural\n"},
    {"a centre that is no fraction", "x [ -1 1 ]", NULL, "(sub x 2)",
     "blowup 3 pi 1\n natural\n natural\n natural\n"},
    {"a unit that is no fraction", "x [ -1 1 ]", NULL, "(sub x 2)",
     "blowup 3 0 pi\n natural\n natural\n natural\n"},
};

/* Ranges and conditions that an exchange of x and y changes, each in one thing. */
#define LEAST "symmetry 2 1\n split y -1/4\n  void 0\n  natural\n"
#define X_TIMES_Y(j)                                                           \
    "symmetry 2 1\n combine " j " x\n  natural\n  product 1 x 2 1\n   natural\n"
static const attack exchanges[] = {
    {"another upper end, at (1, 2)", "x [ 0 1 ]; y [ 0 2 ]", NULL,
     "(sub 9/4 (add x y))", "symmetry 1 2\n split y 5/4\n  natural\n  void 0\n"},
    {"another lower end, at (0, -2)", "x [ 0 1 ]; y [ -2 1 ]", NULL,
     "(add 1/4 (add x y))", LEAST},
    {"no lower end, at (1, -2)", "x ( 0 1 ]; y ( -inf 1 ]", NULL,
     "(add 1/4 (add x y))", LEAST},
    {"an open lower end, at (1, 0)", "x ( 0 1 ]; y [ 0 1 ]", NULL,
     "> (mul x y)", X_TIMES_Y("0")},
    {"an open upper end, at (0, 1)", "x [ 0 1 ); y [ 0 1 ]", NULL,
     "> (mul (sub 1 x) (sub 1 y))",
     "symmetry 1 2\n combine 0 (sub 1 x)\n  natural\n"
     "  product 1 (sub 1 x) 2 1\n   natural\n"},
    {"a strict condition, at (1, 0)", "x [ 0 1 ]; y [ 0 1 ]",
     "> (mul 1 x); (mul 1 y)", "> (mul x y)", X_TIMES_Y("2")},
};

/* The same where nothing is changed. */
static const attack fair_exchanges[] = {
    {"the same upper end", "x [ 0 2 ]; y [ 0 2 ]", NULL, "(sub 5 (add x y))",
     "symmetry 1 2\n split y 5/4\n  natural\n  natural\n"},
    {"both open", "x ( 0 1 ]; y ( 0 1 ]", NULL, "> (mul x y)", X_TIMES_Y("0")},
    {"both open above", "x [ 0 1 ); y [ 0 1 )", NULL,
     "> (mul (sub 1 x) (sub 1 y))",
     "symmetry 1 2\n combine 0 (sub 1 x)\n  natural\n"
     "  product 1 (sub 1 x) 2 1\n   natural\n"},
    {"both strict", "x [ 0 1 ]; y [ 0 1 ]", "> (mul 1 x); > (mul 1 y)",
     "> (mul x y)", X_TIMES_Y("2")},
};

static void on_exchanges(void **state)
{
    (void)state;
    MUST_FAIL(exchanges);
    MUST_HOLD(fair_exchanges);
}

static void on_the_charts(void **state)
{
    (void)state;
    MUST_FAIL(charts);
}

static void on_the_way(void **state)
{
    (void)state;
    MUST_FAIL(conditions_on_the_way);
}

static void alone(void **state)
{
    (void)state;
    MUST_FAIL(comparisons);
    MUST_FAIL(cones);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_the_way),
        cmocka_unit_test(on_the_charts),
        cmocka_unit_test(on_exchanges),
        cmocka_unit_test(alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
