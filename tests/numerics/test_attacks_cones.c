/* Polynomials on cones: false claims that would be "proved" if one hypothesis
 * of a rule were not tested, beside true ones. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

static const attack false_coefficients[] = {
    {"a negative variable, at -1", "x [ -1 inf )", NULL, "x",
     "coefficients\n"},
    {"a variable without a lower end, at -1", "x ( -inf inf )", NULL,
     "(add 1 x)", "coefficients\n"},
    {"a negative coefficient, at 1/2", "x [ 0 inf )", NULL,
     "(add (sub (pow x 2) x) 1/8)", "coefficients\n"},
    {"a coefficient that is negative by a hair, at 10^40", "x [ 0 inf )", NULL,
     "(sub 1 (div x 10000000000000000000000000000000000000000))",
     "coefficients\n"},
    {"the coefficients only after a cancellation, at 1", "x [ 0 inf )", NULL,
     "(sub (pow (sub x 2) 2) (mul 4 1))", "coefficients\n"},
    {"undefined on a face, at 0", "x [ 0 inf )", NULL, "(div x x)",
     "coefficients\n"},
    {"undefined everywhere", "x [ 0 inf )", NULL, "(mul 0 (div 1 (sub x x)))",
     "coefficients\n"},
    {"a root that is 0 minus 1", "x [ 0 inf )", NULL, "(sub (sqrt x) 1)",
     "coefficients\n"},
    {"f is 0, strict", "x [ 1 inf )", NULL, "> (sub x x)", "coefficients\n"},
    {"strict, 0 at a closed end", "x [ 0 inf ); y ( 0 inf )", NULL,
     "> (mul x y)", "coefficients\n"},
    {"strict, 0 in one corner", "x [ 0 inf ); y [ 0 inf )", NULL, "> (add x y)",
     "coefficients\n"},
    {"strict, the hypothesis is not, at 0", "x [ 0 inf ); y [ 0 inf )",
     "(add x y)", "> (add x y)", "coefficients\n"},
    {"strict, the hypothesis leaves an edge, at (0, 1)",
     "x [ 0 inf ); y [ 0 inf )", "> (add x y)", "> (add x (mul x y))",
     "coefficients\n"},
    {"strict, by another variable's hypothesis, at (0, 1)",
     "x [ 0 inf ); y [ 0 inf )", "> y", "> x", "coefficients\n"},
    {"strict, a hypothesis with a constant, at 0", "x [ 0 inf )", "> (add x 1)",
     "> x", "coefficients\n"},
};

static const attack true_coefficients[] = {
    {"without a negative one", "x [ 0 inf ); y [ 0 1 ]", NULL,
     "(sub (pow (add x y) 2) (mul 2 (mul x y)))", "coefficients\n"},
    {"f is 0", "x [ 0 inf )", NULL, "(sub x x)", "coefficients\n"},
    {"strict, a constant", "x [ 0 inf )", NULL, "> (add x 1/7)",
     "coefficients\n"},
    {"strict, a variable that is positive", "x ( 0 inf ); y [ 0 inf )", NULL,
     "> (add x y)", "coefficients\n"},
    {"strict, by a hypothesis", "x [ 0 inf ); y [ 0 inf )", "> (add x y)",
     "> (add (pow x 2) (mul 3 y))", "coefficients\n"},
    {"strict, by a difference", "x [ 0 inf ); y [ 0 inf )", "> (sub x y)",
     "> (add (pow x 2) (mul 3 y))", "coefficients\n"},
    {"a variable that cancels may be negative", "x [ 0 inf ); y ( -inf inf )",
     NULL, "(sub (add x y) y)", "coefficients\n"},
};

/* x^2 - 3xy + y^2 is -1 at (1, 1); (x - y)^2 is 0 there. */
#define FALSE_FORM "(add (sub (pow x 2) (mul 3 (mul x y))) (pow y 2))"
#define SQUARE "(pow (sub x y) 2)"
#define TWO "x [ 0 inf ); y [ 0 inf )"

static const attack false_rays[] = {
    {"one chart alone", TWO, NULL, "(sub x y)",
     "ray 1 0 1 1\n coefficients\n"},
    {"charts in the wrong order", TWO, NULL, "(mul x (sub x y))",
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"a false form", TWO, NULL, FALSE_FORM,
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"a negative weight", TWO, NULL, "(sub x y)",
     "ray 2 0 1 -1\n coefficients\n coefficients\n"},
    {"no weight", TWO, NULL, "-1", "ray 0 0 0 0\n"},
    {"a weight that is no number", TWO, NULL, FALSE_FORM,
     "ray 2 0 x y\n coefficients\n coefficients\n"},
    {"not the whole line, beyond 0, at -1", "x ( -inf inf ); y [ 0 inf )",
     NULL, "(add x y)", "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"a bounded range, false at 0", "x [ 0 1 ]", NULL, "(sub x 1)",
     "ray 1 0 1\n coefficients\n"},
    {"the constant's chart left out, at 0", "x [ 0 inf )", NULL, "(sub x 1)",
     "ray 1 0 1\n coefficients\n"},
    {"the constant's chart alone, at 0", "x [ 0 inf )", NULL, "(sub x 1)",
     "ray 1 1 0\n coefficients\n"},
    {"beyond the ray only, at 1/2", "x [ 0 inf )", NULL,
     "(mul (sub x 1) x)", "ray 2 1 1\n coefficients\n coefficients\n"},
    {"another variable with both ends, at (0, 1)", "x [ 0 inf ); y [ 0 1 ]",
     NULL, "(sub x y)", "ray 2 1 1 0\n coefficients\n coefficients\n"},
    {"an end that is not 0, at 0", "x [ 0 inf )", NULL, "(sub x 1)",
     "ray 1 0 2\n coefficients\n"},
    {"downwards, at -2", "x ( -inf 0 ]", NULL, "(add x 1)",
     "ray 1 0 1\n coefficients\n"},
    {"a quotient", TWO, NULL, "(sub (div (add x 1) (add y 1)) 1)",
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"strict, 0 on the ray", "x ( 0 inf ); y ( 0 inf )", NULL, "> " SQUARE,
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"strict, 0 at a closed end", "x [ 0 inf ); y ( 0 inf )", NULL,
     "> (mul x y)", "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"strict, 0 in the corner", TWO, NULL, "> (add x y)",
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"strict, f is 0", "x ( 0 inf )", NULL, "> (sub x x)",
     "ray 1 0 1\n coefficients\n"},
    {"a hypothesis as it was before, at (3, 1)", TWO, "(sub y x)",
     "(sub y (div x 2))",
     "ray 1 0 1 0\n split y 1\n  void 0\n  coefficients\n"},
    {"strict, by a hypothesis that is none, at (1, 1)", TWO,
     "> (add (add x y) 1)", "> (sub (add x y) 2)",
     "ray 3 1 1 1\n coefficients\n coefficients\n coefficients\n"},
};

static const attack true_rays[] = {
    {"a square", TWO, NULL, SQUARE,
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"a shift", "x [ 1 inf ); y [ 0 inf )", NULL, "(sub (mul x (add y 1)) y)",
     "ray 1 0 1 0\n coefficients\n"},
    {"downwards", "x ( -inf -1 ]", NULL, "(sub (pow x 2) 1)",
     "ray 1 0 1\n coefficients\n"},
    {"at a point inside", "x [ 0 inf )", NULL, "(pow (sub x 3) 2)",
     "ray 2 1/3 1\n coefficients\n coefficients\n"},
    {"at a point inside, three charts", TWO, NULL,
     "(sub (add (pow x 2) (add (pow y 2) 1)) (add (mul x y) (add x y)))",
     "ray 3 1 1 1\n"
     " ray 2 1 0 1\n  coefficients\n  coefficients\n"
     " ray 2 1 1 0\n  coefficients\n  coefficients\n"
     " ray 2 0 1 1\n  coefficients\n  coefficients\n"},
    {"weights that differ", TWO, NULL, "(pow (sub x (mul 2 y)) 2)",
     "ray 2 0 2 1\n coefficients\n coefficients\n"},
    {"strict, one end open", "x ( 0 inf ); y [ 0 inf )", NULL,
     "> (add (sub (pow x 2) (mul x y)) (pow y 2))",
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"strict, both ends open, twice", "x ( 0 inf ); y ( 0 inf )", NULL,
     "> (add (sub (pow x 2) (mul x y)) (pow y 2))",
     "ray 2 0 1 1\n ray 2 0 1 1\n  coefficients\n  coefficients\n"
     " coefficients\n"},
    {"a hypothesis goes along", TWO, "> (add x y)",
     "> (add (sub (pow x 2) (mul x y)) (pow y 2))",
     "ray 2 0 1 1\n coefficients\n coefficients\n"},
    {"a third variable stays", "x [ 0 inf ); y [ 0 inf ); z [ 1 2 ]", NULL,
     "(mul z " SQUARE ")",
     "ray 2 0 1 1 0\n coefficients\n coefficients\n"},
};

static const attack false_maps[] = {
    {"not onto: x = z^2, at -1", "x ( -inf inf )", NULL, "x",
     "map 0 (pow x 2) x 0\n coefficients\n"},
    {"onto where the way back is undefined, at -1", "x ( -inf inf )", NULL, "x",
     "map 0 (pow x 2) (sqrt x) 0\n coefficients\n"},
    {"the way back has no sign, at -1", "x [ -1 inf )", NULL, "x",
     "map 0 x x 0\n coefficients\n"},
    {"a half of the line, at 0", "x [ 0 1 ]", NULL, "(sub x 1)",
     "map 0 (add x 1) (sub x 1) 0\n coefficients\n"},
    {"strict, 0 at the end", "x [ 0 inf )", NULL, "> x",
     "map 0 x x 0\n coefficients\n"},
    {"two variables exchanged one after the other, at (0, 1)",
     "x [ 0 1 ]; y [ 1 2 ]", NULL, "(sub x 1/2)",
     "map 0 y y 0 x x 0\n natural\n"},
    {"a wrong matrix, at (0, 1)", "x [ 0 inf ); y [ 0 inf )", NULL,
     "(sub x y)", "map 0 (add x y) (sub x y) 0 y y 0\n coefficients\n"},
    {"a side that may be negative, at (0, 1)", "x [ 0 inf ); y [ 0 inf )", NULL,
     "(add (sub x y) (div y 2))",
     "map 0 (add x y) (sub x y) 0 y y 0\n coefficients\n"},
    {"a cofactor of what is no equation, at 2", "x [ 0 inf )", "(sub x 1)",
     "(sub 1 x)", "map 0 1 1 1\n natural\n"},
    {"a cofactor of no hypothesis, at 2", "x [ 0 inf )", NULL, "(sub 1 x)",
     "map 0 1 1 (sub x 1)\n natural\n"},
    {"an equation's wrong cofactor, at (1/2, 2)",
     "x ( 0 inf ); y ( 0 inf )", "(sub (mul x y) 1); (sub 1 (mul x y))",
     "(sub x 1)",
     "map 0 1 1 0 (div 1 x) 1 1\n natural\n"},
    {"a hypothesis not carried along, at (3, 1)", "x [ 0 inf ); y [ 0 inf )",
     "(sub (mul 2 y) x)", "(sub y (div x 4))",
     "map 0 y y 0 x x 0\n split x 1\n  void 0\n  natural\n"},
    {"f undefined at 0", "x [ 0 inf )", NULL, "(div x x)",
     "map 0 x x 0\n coefficients\n"},
    {"a cube and one more, at 0", "x [ 0 inf )", NULL, "(sub x 1)",
     "map 0 (add 1 (pow x 3)) (root x 1/3) 0\n natural\n"},
    {"a cube and another root, at 0", "x [ 0 inf )", NULL, "(sub x 1)",
     "map 0 (add 1 (pow x 3)) (add 1 (root x 2/3)) 0\n natural\n"},
};

static const attack true_maps[] = {
    {"a shift", "x [ 1 inf )", NULL, "(sub (pow x 2) 1)",
     "map 0 (add x 1) (sub x 1) 0\n coefficients\n"},
    {"an order of two", "x ( 0 inf ); y ( 0 inf )", "(sub x y)",
     "(sub (pow x 2) (pow y 2))",
     "map 0 (add x y) (sub x y) 0 y y 0\n coefficients\n"},
    {"strict", "x ( 0 inf ); y ( 0 inf )", "> (sub x y)",
     "> (sub (pow x 2) (pow y 2))",
     "map 0 (add x y) (sub x y) 0 y y 0\n coefficients\n"},
    {"exchanged", "x [ 0 1 ]; y [ 1 2 ]", NULL, "(add y x)",
     "map 0 y y 0 x x 0\n coefficients\n"},
    {"by an equation", "x ( 0 inf ); y ( 0 inf )",
     "(sub (mul x y) 1); (sub 1 (mul x y))", "> (sub (add x y) 1)",
     "map 1 (div x y) x 0 (div y x) 1 (div -1 x)\n"
     " product 2 x -1 y -1 (sub (add (pow x 2) (pow y 2)) (mul x y))\n"
     "  ray 2 0 1 1\n   coefficients\n   coefficients\n"},
    {"a cube and its root", "x [ 0 inf )", NULL, "x",
     "map 0 (pow x 3) (root x 1/3) 0\n natural\n"},
    {"a hypothesis goes along", "x [ 0 inf ); y [ 0 inf )", "(sub y x)",
     "(sub (pow y 2) (mul x y))",
     "map 0 y y 0 x x 0\n product 1 x 1 (sub x y)\n  natural\n"},
};

static const attack false_blowups[] = {
    {"the centre left out, at 0", "x [ 0 1 ]", NULL, "(if> x 1 -1)",
     "blowup 1 0 1\n natural\n"},
    {"strict, 0 at the centre", "x [ 0 1 ]; y [ 0 1 ]", NULL, "> (add x y)",
     "blowup 3 0 1 0 1\n product 1 x 1 (add 1 y)\n  natural\n"
     " product 1 y 1 (add x 1)\n  natural\n natural\n"},
    {"one side of an interior centre, at -1", "x [ -1 1 ]", NULL, "x",
     "blowup 2 0 1\n natural\n natural\n"},
    {"both sides as one, at -1", "x [ -1 1 ]", NULL, "x",
     "blowup 3 0 1\n natural\n natural\n natural\n"},
    {"the other variable's sign, at (1, -1)", "x [ 0 1 ]; y [ -1 1 ]", NULL,
     "(add (mul 2 y) x)",
     "blowup 4 0 1 0 1\n natural\n natural\n natural\n natural\n"},
    {"a chart missing, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(sub x y)",
     "blowup 2 0 1 0 1\n product 1 x 1 (sub 1 y)\n  natural\n natural\n"},
    {"a scale of 0, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(sub x y)",
     "blowup 2 0 1 0 0\n product 1 x 1 (sub 1 y)\n  natural\n natural\n"},
    {"all scales 0, at 0", "x [ 0 1 ]", NULL, "(sub x 1)",
     "blowup 1 0 0\n natural\n"},
    {"a negative scale", "x [ 0 1 ]", NULL, "(sub x 1)",
     "blowup 2 0 -1\n natural\n natural\n"},
    {"scales that differ, at (2/3, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(sub (mul 3/2 x) y)",
     "blowup 3 0 2 0 1\n product 1 x 1 (sub 3 y)\n  natural\n"
     " product 1 y 1 (sub (mul 3 x) 1)\n  natural\n natural\n"},
    {"undefined at the centre", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(div (mul x y) (add x y))",
     "blowup 3 0 1 0 1\n product 1 x 1 (div y (add 1 y))\n  natural\n"
     " product 1 y 1 (div x (add x 1))\n  natural\n natural\n"},
    {"a hypothesis not carried along, at (1, 1)", "x ( 0 1 ]; y [ 0 1 ]",
     "(sub (div 1 2) y)", "(sub (mul 2 x) (mul 3 y))",
     "blowup 2 0 1 0 1\n natural\n natural\n"},
    {"a centre outside, at 1", "x [ 1 2 ]", NULL, "(sub x 3/2)",
     "blowup 1 0 1\n natural\n"},
};

static const attack true_blowups[] = {
    {"a cone", "x ( 0 inf ); y ( 0 inf )", NULL,
     "> (sub (add (pow x 2) (pow y 2)) (mul x y))",
     "blowup 2 0 1 0 1\n product 1 x 2 (sub (add 1 (pow y 2)) y)\n"
     "  split y 1/2\n   natural\n   natural\n"
     " product 1 y 2 (sub (add 1 (pow x 2)) x)\n"
     "  split x 1/2\n   natural\n   natural\n"},
    {"a corner, and the corner itself", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(add (pow x 2) (mul x y))",
     "blowup 3 0 1 0 1\n natural\n natural\n natural\n"},
    {"an interior point", "x [ -1 1 ]", NULL, "(abs x)",
     "blowup 3 0 1\n natural\n natural\n natural\n"},
    {"scales, and a box that is no cube", "x [ 0 2 ]; y [ 0 1 ]", NULL,
     "(sub (add x 4) (mul 2 y))",
     "blowup 3 0 2 0 1\n natural\n natural\n natural\n"},
    {"an end of the box as a hypothesis", "x [ 0 1 ]; y [ 0 4 ]", NULL,
     "(sub 1 x)",
     "blowup 3 0 1 0 1\n natural\n natural\n natural\n"},
    {"a hypothesis carried along", "x ( 0 1 ]; y ( 0 1 ]", "(sub x y)",
     "(sub x y)", "blowup 2 0 1 0 1\n natural\n natural\n"},
};

static const attack false_symmetries[] = {
    {"f changes, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(sub x y)",
     "symmetry 1 2\n natural\n"},
    {"the ranges differ, at (0, 2)", "x [ 0 1 ]; y [ 0 2 ]", NULL,
     "(sub 5/4 (max x y))", "symmetry 1 2\n natural\n"},
    {"an end that is open on one side, at (0, 1)", "x [ 0 1 ]; y [ 0 1 )", NULL,
     "> (sub 1 (max x y))", "symmetry 2 1\n natural\n"},
    {"the hypothesis changes, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", "(sub y x)",
     "(sub (mul 2 (mul x y)) (add x y))", "symmetry 1 2\n void 0\n"},
    {"strict on one side only", "x [ 0 1 ]; y [ 0 1 ]", "(mul 1 y); > x",
     "(sub (mul x y) 1/2)", "symmetry 1 2\n natural\n"},
    {"undefined on one side, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(add (mul 0 (sqrt (sub x y))) 1)", "symmetry 1 2\n natural\n"},
    {"two exchanges of three, one missing, at (0, 0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub (mul 2 (add x y)) z)", "symmetry 1 2 3\n natural\n"},
    {"a rank left out", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(sub (add x y) 1)",
     "symmetry 1 3\n natural\n"},
    {"a rank twice", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(sub (add x y) 1)",
     "symmetry 1 1\n natural\n"},
};

static const attack true_symmetries[] = {
    {"two", "x [ 0 1 ]; y [ 0 1 ]", NULL, "(pow (sub x y) 2)",
     "symmetry 1 2\n natural\n"},
    {"three, in the order they give", "x [ 0 inf ); y [ 0 inf ); z [ 0 inf )",
     NULL,
     "(sub (add (pow x 2) (add (pow y 2) (pow z 2)))"
     " (add (mul x y) (add (mul y z) (mul z x))))",
     "symmetry 1 2 3\n map 0 (add x (add y z)) (sub x y) 0"
     " (add y z) (sub y z) 0 z z 0\n  coefficients\n"},
    {"with hypotheses that change places", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub 1/2 x); (sub 1/2 y)", "(sub 3 (add x y))",
     "symmetry 2 1\n natural\n"},
    {"a third stays", "x [ 0 1 ]; y [ 0 1 ]; z [ 1 2 ]", NULL,
     "(sub (add x (add y z)) 1)", "symmetry 1 2 0\n natural\n"},
};

static void coefficients(void **state)
{
    (void)state;
    MUST_FAIL(false_coefficients);
    MUST_HOLD(true_coefficients);
}

static void rays(void **state)
{
    (void)state;
    MUST_FAIL(false_rays);
    MUST_HOLD(true_rays);
}

static void maps(void **state)
{
    (void)state;
    MUST_FAIL(false_maps);
    MUST_HOLD(true_maps);
}

static void blowups(void **state)
{
    (void)state;
    MUST_FAIL(false_blowups);
    MUST_HOLD(true_blowups);
}

static void symmetries(void **state)
{
    (void)state;
    MUST_FAIL(false_symmetries);
    MUST_HOLD(true_symmetries);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(coefficients),
        cmocka_unit_test(rays),
        cmocka_unit_test(maps),
        cmocka_unit_test(blowups),
        cmocka_unit_test(symmetries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
