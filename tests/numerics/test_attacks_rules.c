/* Rule by rule: false claims whose certificates lack just one hypothesis of
 * the rule's theorem, beside true claims that have them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

/* ---- Taylor and mean value forms ---------------------------------------- */

static const attack false_forms[] = {
    {"Taylor, no lower end, at -1", "x ( -inf 1 ]", NULL, "x",
     "taylor x 1 0\n"},
    {"Taylor, no upper end, at 1", "x [ 0 inf )", NULL, "(neg x)",
     "taylor x 1 0\n"},
    {"Taylor, no upper end, centre inside, at 5", "x [ -1 inf )", NULL,
     "(sub 2 x)", "taylor x 1 0\n"},
    {"Taylor about a point below the range, at 0", "x [ 0 1 ]", NULL,
     "(sub (pow x 2) 1/2)", "taylor x 1 -1\n"},
    {"Taylor about a point above the range, at 0", "x [ -1 0 ]", NULL,
     "(sub (pow x 2) 1/2)", "taylor x 1 1\n"},
    {"Taylor, strict, 0 at its centre, the lower end", "x [ 0 1 ]", NULL, "> x",
     "taylor x 1 0\n"},
    {"Taylor, strict, 0 at its centre, the upper end", "x [ 0 1 ]", NULL,
     "> (sub 1 x)", "taylor x 1 1\n"},
    {"Taylor, x for x - q, at 1", "x [ 1 2 ]", NULL, "(sub x 3/2)",
     "taylor x 1 1\n"},
    {"Taylor, the last coefficient at the centre, at 1", "x [ 0 1 ]", NULL,
     "(sub 1/2 (pow x 2))", "taylor x 1 0\n"},
    {"Taylor, one branch in another variable, at (0, 1)",
     "x [ 0 1 ]; y [ -1 1 ]", NULL, "(if>= y -1 1)", "taylor x 1 0\n"},
    {"Taylor, the other branch, at (0, -1)", "x [ 0 1 ]; y [ -1 1 ]", NULL,
     "(if>= y 1 -1)", "taylor x 1 0\n"},
    {"Taylor, a seam at the lower end of y, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]",
     NULL, "(if> y -1 1)", "taylor x 1 0\n"},
    {"Taylor, a seam at the upper end of y, at (0, 0)", "x [ 0 1 ]; y [ -1 0 ]",
     NULL, "(if>= y -1 1)", "taylor x 1 0\n"},
    {"Taylor, the value at the centre twice, at 1", "x [ 0 1 ]", NULL,
     "(sub 3/4 x)", "taylor x 1 0\n"},
    {"Taylor, undefined at the end, at 0", "x [ 0 1 ]", NULL, "(sub 1 (log x))",
     "taylor x 1 1\n"},
    {"mean value, no lower end, at -1", "x ( -inf 1 ]", NULL, "x",
     "meanvalue\n"},
    {"mean value, no upper end, at 1", "x [ -1 inf )", NULL, "(neg x)",
     "meanvalue\n"},
    {"mean value, no end of the second range, at (0, -1)",
     "x [ 0 1 ]; y ( -inf 1 ]", NULL, "(add x y)", "meanvalue\n"},
    {"Taylor about the seam of two kinks, at -1", "x [ -1 0 ]", NULL,
     "(neg (add (abs x) (abs (mul 2 x))))", "taylor x 2 0\n"},
    {"mean value, strict, 0 at the lower end", "x [ 0 1 ]", NULL, "> x",
     "meanvalue\n"},
    {"mean value, strict, 0 at the upper end", "x [ 0 1 ]", NULL, "> (sub 1 x)",
     "meanvalue\n"},
    {"mean value, strict, 0 at the one point", "x [ 0 0 ]", NULL,
     "> (sub (mul 2 x) x)", "meanvalue\n"},
    {"mean value, strict, 0 at the midpoint, half open", "x [ -1 1 )", NULL,
     "> (pow x 2)", "meanvalue\n"},
    {"mean value on a half of the range, at 0", "x [ 0 1 ]", NULL,
     "(sub x 1/4)", "meanvalue\n"},
    {"mean value on the other half, at 1", "x [ 0 1 ]", NULL, "(sub 3/4 x)",
     "meanvalue\n"},
    {"mean value about half the width, at 5", "x [ 3 5 ]", NULL, "(sub 2 x)",
     "meanvalue\n"},
    {"mean value about the upper end, at 0", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "meanvalue\n"},
    {"mean value about the lower end, at 1", "x [ 0 1 ]", NULL, "(sub 1/2 x)",
     "meanvalue\n"},
    {"mean value, the third slope forgotten, at (0, 0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub 3/4 (add (mul 1/8 x) (add (mul 1/8 y) z)))", "meanvalue\n"},
};

static const attack true_forms[] = {
    {"Taylor about the upper end", "x [ 0 1 ]", NULL, "(sub 1 x)",
     "taylor x 1 1\n"},
    {"Taylor about the lower end", "x [ 1 2 ]", NULL, "(sub x 1)",
     "taylor x 1 1\n"},
    {"Taylor, strict", "x ( 0 1 )", NULL, "> (add x 1)", "taylor x 1 0\n"},
    {"Taylor, both branches", "x [ 0 1 ]; y [ -1 1 ]", NULL, "(if>= y x 1)",
     "split y 0\n taylor x 1 0\n taylor x 1 0\n"},
    {"Taylor, of order 64", "x [ 0 1 ]", NULL, "(add x 1)", "taylor x 64 0\n"},
    {"mean value in three variables", "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub 5/4 (add (mul 1/8 x) (add (mul 1/8 y) z)))", "meanvalue\n"},
    {"mean value, an empty width", "x [ 1 1 ]", NULL, "(sub x 1)",
     "meanvalue\n"},
};

/* ---- contacts: sides and ends ------------------------------------------- */

static const attack false_sides[] = {
    {"a hypothesis about other things, at (1, 0)", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub 1 x)", "(sub y x)", "contact x 1 y\n"},
    {"a hypothesis about other things, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub 1 x)", "(sub x y)", "contact x 1 y\n"},
    {"x >= y taken for x <= y, at (1, 0)", "x [ 0 1 ]; y [ 0 1 ]", "(sub x y)",
     "(sub y x)", "contact x 1 y\n"},
    {"x <= y taken for x >= y, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", "(sub y x)",
     "(sub x y)", "contact x 1 y\n"},
    {"no lower end, p = 0, at -1", "x ( -inf 1 ]", NULL, "x",
     "contact x 1 0\n"},
    {"no lower end, p < 0, at -2", "x ( -inf 1 ]", NULL, "(add x 1)",
     "contact x 1 -1\n"},
    {"no upper end, p > 0, at 2", "x [ -1 inf )", NULL, "(sub 1 x)",
     "contact x 1 1\n"},
    {"no upper end, p = 0, at 1", "x [ -1 inf )", NULL, "(neg x)",
     "contact x 1 0\n"},
    {"p inside, from the right, at -1", "x [ -1 1 ]", NULL, "x",
     "contact x 1 0\n"},
    {"p inside, from the left, at 1", "x [ -1 1 ]", NULL, "(neg x)",
     "contact x 1 0\n"},
    {"p inside, odd order, tangent, at -1", "x [ -1 1 ]", NULL, "(pow x 3)",
     "tangent x 3 0\n natural\n"},
    {"p inside, order 1 of 3, tangent, at -1", "x [ -1 1 ]", NULL, "(pow x 3)",
     "tangent x 1 0\n natural\n"},
    {"strict, p the closed upper end, at 1", "x [ 0 1 ]", NULL, "> (sub 1 x)",
     "contact x 1 1\n"},
    {"strict, p the closed upper end of (0, 1], at 1", "x ( 0 1 ]", NULL,
     "> (sub 1 x)", "contact x 1 1\n"},
    {"strict, p the closed lower end of [0, 1), at 0", "x [ 0 1 )", NULL, "> x",
     "contact x 1 0\n"},
    {"strict, p in a range without ends, at 0", "x ( -inf inf )", NULL,
     "> (pow x 2)", "contact x 2 0\n"},
    {"e inside, from the right, at 2", "x [ 2 3 ]", NULL, "(sub x (exp 1))",
     "contact x 1 (exp 1)\n"},
    {"e inside, from the left, at 3", "x [ 2 3 ]", NULL, "(sub (exp 1) x)",
     "contact x 1 (exp 1)\n"},
    {"-e, no lower end, at -4", "x ( -inf 3 ]", NULL, "(add x (exp 1))",
     "contact x 1 (neg (exp 1))\n"},
    {"e, no upper end, at 3", "x [ -1 inf )", NULL, "(sub (exp 1) x)",
     "contact x 1 (exp 1)\n"},
    {"strict, e inside, at e", "x [ 2 3 ]", NULL, "> (pow (sub x (exp 1)) 2)",
     "contact x 2 (exp 1)\n"},
    {"strict, the ranges meet in closed ends, at (1, 1)",
     "x [ 1 2 ); y [ 0 1 ]", NULL, "> (sub x y)", "contact x 1 y\n"},
    {"strict, the ranges meet in closed ends, at (1, 1), from the left",
     "x ( 0 1 ]; y [ 1 2 ]", NULL, "> (sub y x)", "contact x 1 y\n"},
    {"the ranges overlap, at (1, 3/2)", "x [ 1 2 ]; y [ 0 3/2 ]", NULL,
     "(sub x y)", "contact x 1 y\n"},
    {"strict, the hypothesis not, tangent, at (1, 1)", "x [ 0 2 ]; y [ 0 2 ]",
     "(sub x y)", "> (sub x y)", "tangent x 1 y\n natural\n"},
};

static const attack true_sides[] = {
    {"by the hypothesis x >= y", "x [ 0 1 ]; y [ 0 1 ]", "(sub x y)",
     "(pow (sub x y) 3)", "contact x 3 y\n"},
    {"by the hypothesis x <= y", "x [ 0 1 ]; y [ 0 1 ]", "(sub y x)",
     "(pow (sub y x) 3)", "contact x 3 y\n"},
    {"by the hypothesis x > y", "x [ 0 1 ]; y [ 0 1 ]", "> (sub x y)",
     "> (sub x y)", "contact x 1 y\n"},
    {"by the hypothesis x < y, tangent", "x [ 0 1 ]; y [ 0 1 ]", "> (sub y x)",
     "> (sub y x)", "tangent x 1 y\n natural\n"},
    {"p below the range", "x [ 1 2 ]", NULL, "> x", "contact x 1 0\n"},
    {"p above the range", "x [ -2 -1 ]", NULL, "> (neg x)", "contact x 1 0\n"},
    {"p the open upper end", "x [ 0 1 )", NULL, "> (sub 1 x)",
     "contact x 1 1\n"},
    {"p the open lower end", "x ( 0 1 ]", NULL, "> x", "contact x 1 0\n"},
    {"p the closed upper end", "x [ 0 1 ]", NULL, "(sub 1 x)",
     "contact x 1 1\n"},
    {"p the end of a half line", "x [ 0 inf )", NULL, "x", "contact x 1 0\n"},
    {"p the end of the other half line", "x ( -inf 0 ]", NULL, "(neg x)",
     "contact x 1 0\n"},
    {"p in a range without ends", "x ( -inf inf )", NULL, "(pow x 2)",
     "contact x 2 0\n"},
    {"e below", "x [ 3 4 ]", NULL, "> (sub (log x) 1)",
     "contact x 1 (exp 1)\n"},
    {"e above", "x [ 1 2 ]", NULL, "> (sub 1 (log x))",
     "contact x 1 (exp 1)\n"},
    {"-e below a half line", "x [ -2 inf )", NULL, "> (add x (exp 1))",
     "contact x 1 (neg (exp 1))\n"},
    {"e above a half line", "x ( -inf 2 ]", NULL, "> (sub (exp 1) x)",
     "contact x 1 (exp 1)\n"},
    {"the ranges meet in an end", "x [ 1 2 ]; y [ 0 1 ]", NULL, "(sub x y)",
     "contact x 1 y\n"},
    {"the ranges meet in an end, from the left", "x [ 0 1 ]; y [ 1 2 ]", NULL,
     "(sub y x)", "contact x 1 y\n"},
    {"the ranges meet in an open end", "x ( 1 2 ]; y [ 0 1 ]", NULL,
     "> (sub x y)", "contact x 1 y\n"},
    {"another range is a point", "x [ 1/2 2 ]; y [ 1 1 ]", NULL,
     "(sub (sub (sub x 1) (log x)) (sub y 1))", "contact x 2 y\n"},
};

/* ---- contacts: orders --------------------------------------------------- */

#define CHILD "\n natural\n"

/* x^m about 0, with the sign that it has not. */
static const attack false_orders[] = {
    {"order 1 from the left, at -1", "x [ -1 0 ]", NULL, "x",
     "tangent x 1 0" CHILD},
    {"order 2 from the left, at -1", "x [ -1 0 ]", NULL, "(neg (pow x 2))",
     "tangent x 2 0" CHILD},
    {"order 3 from the left, at -1", "x [ -1 0 ]", NULL, "(pow x 3)",
     "tangent x 3 0" CHILD},
    {"order 4 from the left, at -1", "x [ -1 0 ]", NULL, "(neg (pow x 4))",
     "tangent x 4 0" CHILD},
    {"order 5 from the left, at -1", "x [ -1 0 ]", NULL, "(pow x 5)",
     "tangent x 5 0" CHILD},
    {"order 7 from the left, at -1", "x [ -1 0 ]", NULL, "(pow x 7)",
     "tangent x 7 0" CHILD},
    {"order 3 from the right, at 1", "x [ 0 1 ]", NULL, "(neg (pow x 3))",
     "tangent x 3 0" CHILD},
    {"order 4 from the right, at 1", "x [ 0 1 ]", NULL, "(neg (pow x 4))",
     "tangent x 4 0" CHILD},
    {"contact of order 3 from the left, at -1", "x [ -1 0 ]", NULL, "(pow x 3)",
     "contact x 3 0\n"},
    {"contact of order 4 from the left, at -1", "x [ -1 0 ]", NULL,
     "(neg (pow x 4))", "contact x 4 0\n"},
    {"contact of order 5 from the left, at -1", "x [ -1 0 ]", NULL, "(pow x 5)",
     "contact x 5 0\n"},
    {"contact of order 3 from the right, at 1", "x [ 0 1 ]", NULL,
     "(neg (pow x 3))", "contact x 3 0\n"},
};

static const attack true_orders[] = {
    {"order 3 from the left", "x [ -1 0 ]", NULL, "(neg (pow x 3))",
     "tangent x 3 0" CHILD},
    {"order 4 from the left", "x [ -1 0 ]", NULL, "(pow x 4)",
     "tangent x 4 0" CHILD},
    {"order 5 from the left", "x [ -1 0 ]", NULL, "(neg (pow x 5))",
     "tangent x 5 0" CHILD},
    {"order 4, open at 0", "x [ -1 0 )", NULL, "> (pow x 4)",
     "tangent x 4 0" CHILD},
    {"contact of order 5 from the left", "x [ -1 0 ]", NULL, "(neg (pow x 5))",
     "contact x 5 0\n"},
    {"contact of order 64", "x [ -1 1 ]", NULL, "(pow x 64)",
     "contact x 64 0\n"},
};

/* ---- contacts: the way from the point ----------------------------------- */

/* f = (x^2 + 1)^2 (x^2 - 1/4) is convex, and vanishes twice at i. */
#define AT_I "(mul (pow (add (pow x 2) 1) 2) (sub (pow x 2) 1/4))"

/* x^3 less its tangent at y is (x - y)^2 (x + 2 y), and convex where x >= 0. */
#define CUBIC                                                                  \
    "(sub (sub (pow x 3) (pow y 3)) (mul (mul 3 (pow y 2)) (sub x y)))"

static const attack false_ways[] = {
    {"the point below the box, at (0, -1)", "x [ 0 1 ]; y [ -1 1 ]", NULL,
     CUBIC, "contact x 2 y\n"},
    {"the point below the box, a half line, at (0, -1)",
     "x [ 0 1 ]; y ( -inf 1 ]", NULL, CUBIC, "contact x 2 y\n"},
    {"the point above the box, at (0, 1)", "x [ -1 0 ]; y [ -1 1 ]", NULL,
     "(neg " CUBIC ")", "contact x 2 y\n"},
    {"the point above the box, a half line, at (0, 1)",
     "x [ -1 0 ]; y [ -1 inf )", NULL, "(neg " CUBIC ")", "contact x 2 y\n"},
    {"the same below, tangent, at (0, -1)", "x [ 0 1 ]; y ( -inf 1 ]", NULL,
     CUBIC, "tangent x 2 y\n natural\n"},
    {"the same above, tangent, at (0, 1)", "x [ -1 0 ]; y [ -1 inf )", NULL,
     "(neg " CUBIC ")", "tangent x 2 y\n natural\n"},
    {"the coefficient on a half line, at -2", "x ( -inf 1 ]", NULL,
     "(add (pow x 2) (pow x 3))", "contact x 2 0\n"},
    {"the coefficient on the other half line, at 2", "x [ -1 inf )", NULL,
     "(sub (pow x 2) (pow x 3))", "contact x 2 0\n"},
    {"the same, tangent, at -2", "x ( -inf 1 ]", NULL,
     "(add (pow x 2) (pow x 3))", "tangent x 2 0\n natural\n"},
    {"the same, tangent, at 2", "x [ -1 inf )", NULL,
     "(sub (pow x 2) (pow x 3))", "tangent x 2 0\n natural\n"},
    {"undefined at a closed lower end, at 0", "x [ 0 2 )", NULL,
     "(sub (sub x 1) (log x))", "contact x 2 1\n"},
    {"undefined at a closed upper end, at 1", "x ( -1 1 ]", NULL,
     "(sub (neg x) (log (sub 1 x)))", "contact x 2 0\n"},
    {"undefined everywhere, its derivative nowhere", "x [ 1 2 ]", NULL,
     "(sub (log (neg (add 1 (pow x 2)))) (log (neg 2)))",
     "tangent x 1 1\n natural\n"},
    {"undefined on a part, its derivatives defined, at -1", "x [ -1 2 ]", NULL,
     "(add (pow (sub x 1) 2) (mul 0 (log x)))", "tangent x 2 1\n natural\n"},
    {"a contact at i, at 0", "x [ -1 1 ]", NULL, AT_I,
     "contact x 2 (sqrt -1)\n"},
    {"a contact at i, by a range that is a point, at 0",
     "x [ -1 1 ]; y [ -1 -1 ]", NULL, AT_I, "contact x 2 (sqrt y)\n"},
    {"a tangent at i, at 0", "x [ -1 1 ]", NULL, AT_I,
     "tangent x 2 (sqrt -1)\n natural\n"},
    {"a plane at i, at 0", "x [ -1 1 ]", NULL, AT_I, "convex (sqrt -1)\n"},
    {"of order 2, not 3, at -1", "x [ -1 1 ]", NULL,
     "(add (pow x 2) (mul 2 (pow x 3)))", "contact x 3 0\n"},
    {"of order 0, at 0", "x [ 0 1 ]", NULL, "(sub (exp x) 3/2)",
     "contact x 1 0\n"},
    {"of order 2, the 4th derivative taken, at 1/2", "x [ 0 1 ]", NULL,
     "(sub (pow x 4) (pow x 2))", "tangent x 4 0\n natural\n"},
    {"the second coefficient forgotten, at 1", "x [ -1 1 ]", NULL,
     "(sub (pow x 4) (mul 2 (pow x 2)))", "tangent x 4 0\n natural\n"},
    {"the first derivative for the second, at -1", "x [ -1 1 ]", NULL,
     "(neg (pow x 2))", "tangent x 2 0\n product 1 x 1 -2\n  natural\n"},
    {"the coefficient's sign on one branch, at (1, 1)", "x [ 0 1 ]; y [ -1 1 ]",
     NULL, "(if>= y (neg x) x)", "tangent x 1 0\n natural\n"},
    {"the coefficient's sign on the other, at (1, -1)", "x [ 0 1 ]; y [ -1 1 ]",
     NULL, "(if>= y x (neg x))", "tangent x 1 0\n natural\n"},
    {"along a curve, one that is too low, at (3/4, 1)", "x [ 0 2 ]; y [ 0 1 ]",
     NULL, "(mul (sub x y) (sub x (mul y 1/2)))", "contact x 2 (mul y 1/2)\n"},
    {"along a plane in three variables, at (0, 1, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub (pow (sub x (add y z)) 2) (mul 5 (mul y z)))",
     "contact x 2 (add y z)\n"},
    {"along a plane, x above it nowhere shown, at (0, 1, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL, "(sub x (add y z))",
     "contact x 1 (add y z)\n"},
};

static const attack true_ways[] = {
    {"the point a half line", "x [ 0 1 ]; y [ 0 inf )", NULL, CUBIC,
     "contact x 2 y\n"},
    {"the point another half line", "x [ -1 0 ]; y ( -inf 0 ]", NULL,
     "(neg " CUBIC ")", "tangent x 2 y\n natural\n"},
    {"log, open at 0", "x ( 0 2 )", NULL, "(sub (sub x 1) (log x))",
     "contact x 2 1\n"},
    {"log, open at 1", "x ( -1 1 )", NULL, "(sub (neg x) (log (sub 1 x)))",
     "contact x 2 0\n"},
    {"along a plane in three variables", "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]",
     NULL, "(pow (sub x (add y z)) 2)", "contact x 2 (add y z)\n"},
    {"along a plane, by a hypothesis", "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]",
     "(sub x (add y z))", "(sub (exp x) (exp (add y z)))",
     "contact x 1 (add y z)\n"},
    {"along a curve", "x [ 0 1 ]; y [ 0 1 ]", "(sub x (pow y 2))",
     "(sub (exp x) (exp (pow y 2)))", "contact x 1 (pow y 2)\n"},
    {"a fourth derivative", "x [ -1 1 ]", NULL, "(pow x 4)",
     "tangent x 4 0\n natural\n"},
};

static void forms(void **state)
{
    (void)state;
    MUST_FAIL(false_forms);
    MUST_HOLD(true_forms);
}

static void sides_of_contacts(void **state)
{
    (void)state;
    MUST_FAIL(false_sides);
    MUST_HOLD(true_sides);
}

static void orders_of_contacts(void **state)
{
    (void)state;
    MUST_FAIL(false_orders);
    MUST_HOLD(true_orders);
}

static void ways_from_contacts(void **state)
{
    (void)state;
    MUST_FAIL(false_ways);
    MUST_HOLD(true_ways);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),
        cmocka_unit_test(sides_of_contacts),
        cmocka_unit_test(orders_of_contacts),
        cmocka_unit_test(ways_from_contacts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
