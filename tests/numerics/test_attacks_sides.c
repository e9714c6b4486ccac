/* Above a graph and below it, and what a tangent's child is told of the side: false
 * claims that lack just one hypothesis of the theorem, beside true ones that have
 * them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define SQUARE "x [ -1 1 ]; y [ -1 1 ]"
/* exp(x - y) - 1 - (x - y) */
#define TOUCHES "(sub (sub (exp (sub x y)) 1) (sub x y))"

static const attack false_sides[] = {
    {"the graph is undefined somewhere", SQUARE, NULL, "1",
     "sides y (sqrt x)\n natural\n natural\n"},
    {"the graph runs through a pole", SQUARE, NULL, "1",
     "sides y (div 1 x)\n natural\n natural\n"},
    {"negative below the graph", SQUARE, NULL, "(sub x y)",
     "sides x y\n natural\n natural\n"},
    {"negative above the graph", SQUARE, NULL, "(sub y x)",
     "sides x y\n natural\n natural\n"},
    {"strict, zero on the graph", SQUARE, NULL, "> (mul (sub x y) (sub x y))",
     "sides x y\n natural\n natural\n"},
    {"f undefined above the graph", SQUARE, NULL, "(sqrt (sub y x))",
     "sides x y\n natural\n natural\n"},
};

static const attack true_sides[] = {
    {"a product of one sign on either side", SQUARE, NULL,
     "(mul (sub x y) (sub x y))", "sides x y\n natural\n natural\n"},
    {"defined where a condition says so", SQUARE, "x", "1",
     "sides y (sqrt x)\n natural\n natural\n"},
    {"touching along the graph", SQUARE, NULL, TOUCHES,
     "sides x y\n tangent x 1 y\n  natural\n tangent x 1 y\n  natural\n"},
};

static const attack false_tangents[] = {
    {"no side is known", SQUARE, NULL, TOUCHES, "tangent x 1 y\n natural\n"},
    {"a condition that the segment leaves", SQUARE,
     "(sub x y); (sub x 1/2)",
     "(sub (pow (sub x 1/2) 2) (pow (sub y 1/2) 2))",
     "tangent x 1 y\n natural\n"},
    {"the same, the other way round", SQUARE, "(sub x 1/2); (sub x y)",
     "(sub (pow (sub x 1/2) 2) (pow (sub y 1/2) 2))",
     "tangent x 1 y\n natural\n"},
    {"strict, though the graph is not left out", SQUARE, "(sub x y)",
     "> " TOUCHES, "tangent x 1 y\n natural\n"},
    {"falls from the graph", SQUARE, "(sub y x)", "(sub x y)",
     "tangent x 1 y\n natural\n"},
    {"not 0 on the graph", SQUARE, "(sub x y)",
     "(sub (sub (exp (sub x y)) 2) (sub x y))", "tangent x 1 y\n natural\n"},
    {"the side of another graph", SQUARE, "(add x y)", TOUCHES,
     "tangent x 1 y\n natural\n"},
};

static const attack true_tangents[] = {
    {"above the graph", SQUARE, "(sub x y)", TOUCHES,
     "tangent x 1 y\n natural\n"},
    {"below it", SQUARE, "(sub y x)", TOUCHES, "tangent x 1 y\n natural\n"},
    {"in the other variable", SQUARE, "(sub x y)", TOUCHES,
     "tangent y 1 x\n natural\n"},
};

static void sides(void **state)
{
    (void)state;
    MUST_FAIL(false_sides);
    MUST_HOLD(true_sides);
}

static void tangents(void **state)
{
    (void)state;
    MUST_FAIL(false_tangents);
    MUST_HOLD(true_tangents);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sides),
        cmocka_unit_test(tangents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
