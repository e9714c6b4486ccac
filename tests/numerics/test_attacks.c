/* False claims with certificates written to fool the checkers, both engines:
 * each must be refused.  Every goal here fails at a point that is named beside it (or is
 * undefined there), so acceptance of any would be unsound. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

/* A hypothesis shows a factor's sign, but not that of its negative. */
static void signs_asked_twice(void **state)
{
    static const attack a[] = {
        {"log of a product, (0, 0, 2)",
         "x [ 0 3 ]; y [ 0 3 ]; z [ 0 2 ]", "> (sub 1 (mul x y))",
         "(sub (sub (log (mul (sub 1 (mul x y)) (add (pow (sub z 1/2) 2) "
         "3/4))) (log (sub 1 (mul x y)))) (mul 2 (log (add (pow (sub z 1/2) "
         "2) 3/4))))",
         "product 0 0\n natural\n"},
    };
    (void)state;
    MUST_FAIL(a);
}

/* A kink whose seam is an end of the box: the branch taken at the end alone
 * need not be the one taken on the box. */
static const attack kinks_at_ends[] = {
    {"Taylor about the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "taylor x 2 0\n"},
    {"Taylor of order 1 about the seam, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "taylor x 1 0\n"},
    {"Taylor about the seam of min, at x = 1", "x [ 0 1 ]", NULL,
     "(sub (mul 2 (min x (neg x))) (mul -1 x))", "taylor x 2 0\n"},
    {"Taylor about the seam of max, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (max x (neg x)))", "taylor x 2 0\n"},
    {"Taylor about a seam in two variables, at (-1, 1)",
     "x [ -1 0 ]; y [ 0 1 ]", NULL, "(neg (abs (mul x y)))", "taylor x 2 0\n"},
    {"Taylor about the seam of a nest, at x = -1", "x [ -1 0 ]", NULL,
     "(sub 1 (exp (abs x)))", "taylor x 1 0\n"},
    {"supporting plane at the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "convex 0\n"},
    {"supporting plane at the seam of max, at x = -1", "x [ -1 0 ]", NULL,
     "(sub (pow x 4) (max x (neg x)))", "convex 0\n"},
    {"supporting plane at a seam in two variables, at (-1, -1)",
     "x [ -1 0 ]; y [ -1 0 ]", NULL, "(sub (pow (sub x y) 2) (abs (add x y)))",
     "convex 0 0\n"},
    {"supporting plane at the seam of if, at x = -1", "x [ -1 0 ]", NULL,
     "(if> (neg x) (mul 2 x) 0)", "convex 0\n"},
    {"contact at the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "contact x 1 0\n"},
    {"tangent at the seam of |x|, at x = -1", "x [ -1 0 ]", NULL,
     "(neg (abs x))", "tangent x 1 0\n natural\n"},
};

static void seams_at_ends(void **state)
{
    (void)state;
    MUST_FAIL(kinks_at_ends);
}

/* Moving along a variable must not rely on a hypothesis or on a jump. */
static const attack paths[] = {
    {"mean value across a jump, at x = 1", "x [ -1 1 ]", NULL, "(if>= x -1 1)",
     "meanvalue\n"},
    {"mean value of equal branches' slopes, at x = 1", "x [ -1 1 ]", NULL,
     "(if>= (neg x) (add x 2) (sub x 2))", "meanvalue\n"},
    {"monotone across a jump, at x = 1", "x [ -1 1 ]", NULL,
     "(if>= x (sub x 5) (add x 5))", "monotone x +\n natural\n natural\n"},
    {"monotone with a jump at the face, at x = 1", "x ( 0 1 ]", NULL,
     "(if> x -1 1)", "monotone x +\n natural\n natural\n"},
    {"monotone with the hypothesis x <= 0 on the way, at (-1, 1)",
     "x [ -1 1 ]; y [ -1 1 ]", "(sub y x)", "(sub x y)",
     "monotone x -\n natural\n natural\n"},
    {"convex, the hypothesis used for the slope, at (0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]", "(sub y x)", "(sub x y)", "convex 0 0\n"},
    {"Taylor, hypothesis used, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", "(sub y x)",
     "(sub x y)", "taylor x 1 0\n"},
    {"mean value, hypothesis used, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub y x)", "(sub x y)", "meanvalue\n"},
    {"mean value, the slope small only where the hypothesis holds, at 3",
     "x [ -8 4 ]", "(sub x 3)", "(sub (div (pow (sub x 3) 2) 2) 1)",
     "meanvalue\n"},
    {"convex only where the hypothesis holds, at 0", "x [ -1 1 ]", "x",
     "(sub (sub (div (pow x 3) 6) (div x 8)) 1/30)", "convex -1/2\n"},
    {"tangent, the slope only where the hypothesis holds, at 1", "x [ 0 2 ]",
     "(sub x 1)", "(add (pow (sub x 1) 2) (sub (mul 1/2 (sub x 1)) 1/2))",
     "tangent x 1 0\n natural\n"},
    {"tangent, the slope on the box and not on the way to it, at 1",
     "x [ 1 2 ]", NULL, "(sub (pow x 2) (mul 3/2 x))",
     "tangent x 1 0\n natural\n"},
    {"inversion with the hypothesis left as it was, at 1/4", "x [ 1/4 1 ]",
     "(sub 1/2 x)", "-1", "invert x\n void 0\n"},
    {"a hypothesis void only where it is assumed, at x = 1", "x [ -1 1 ]", "x",
     "(neg (add x 1))", "void 0\n"},
    {"a hypothesis that still holds at one point, at 0", "x [ -1 1 ]",
     "(neg (pow x 2))", "-1", "void 0\n"},
    {"a strict hypothesis that holds but for one point, at 1", "x [ 0 1 ]",
     "> x", "-1", "void 0\n"},
    {"cases, the second branch voided by the first's sign, at x = -1",
     "x [ -1 1 ]", NULL, "(sub x (abs x))",
     "cases 0\n product 0 0\n  natural\n void 0\n"},
    {"strong monotonicity with slope 0 on a part, at x = 1", "x ( 0 2 ]", NULL,
     "> (max 0 (sub x 1))", "monotone x ++\n natural\n natural\n"},
    {"slope undefined at one end inside, at x = 0", "x [ -1 1 ]", NULL,
     "(sub (sqrt (abs x)) 1/2)", "monotone x +\n natural\n natural\n"},
    {"monotone on a half line without a face, at x = -10", "x ( -inf 0 ]", NULL,
     "(add x 1)", "monotone x +\n natural\n natural\n"},
};

/* Undefined at a point of the box is false, whatever is seen elsewhere. */
static const attack undefined[] = {
    {"0 times log x, at x = -1", "x [ -1 1 ]", NULL, "(mul 0 (log x))",
     "product 0 0\n natural\n"},
    {"x/x, at x = 0", "x [ -1 1 ]", NULL, "(div x x)",
     "product 0 1\n natural\n"},
    {"sqrt(x)^2, at x = -1", "x [ -1 1 ]", NULL, "(pow (sqrt x) 2)",
     "natural\n"},
    {"x^2/x^2 as a product of powers, at x = 0", "x [ -1 1 ]", NULL, "1/2",
     "product 2 x 2 x -2 -1\n natural\n"},
    {"a condition that is undefined, at x = -1", "x [ -1 1 ]", NULL,
     "(if>= (log x) 1 1)", "natural\n"},
    {"cases on a condition that is undefined, at x = -1", "x [ -1 1 ]", NULL,
     "(max (log x) 1)", "cases 0\n natural\n natural\n"},
    {"cases of an if whose condition is undefined, at x = -1", "x [ -1 1 ]",
     NULL, "(if>= (log x) 1 2)", "cases 0\n natural\n natural\n"},
    {"the branch not covered, at x = 0", "x [ 0 1 ]", NULL, "(if> x 1 (log x))",
     "natural\n"},
    {"log at a closed end, at x = 0", "x [ 0 1 ]", NULL, "(sub 1 (log x))",
     "natural\n"},
    {"monotone to a face where it is undefined, at x = -1", "x [ -1 1 ]", NULL,
     "(add 9 (log (add x 1)))", "monotone x +\n natural\n natural\n"},
    {"tan over its pole", "x [ 1 2 ]", NULL, "(pow (tan x) 2)", "natural\n"},
    {"log of a rewritten square, at x = 0", "x [ -1 1 ]", NULL,
     "(pow (log (pow x 2)) 2)",
     "product 0 (pow (log (pow x 2)) 2)\n"
     " natural\n"},
    {"a root of a negative, simplified, at x = -1", "x [ -1 1 ]", NULL,
     "(sub (pow (root x 3/2) 2) (sub (pow x 3) 1))", "product 0 1\n natural\n"},
    {"inversion of a range that holds 0, at x = 0", "x [ 0 1 ]", NULL,
     "(div 1 x)", "invert x\n natural\n"},
    {"inversion across 0, at x = -1", "x [ -1 1 ]", NULL, "x",
     "invert x\n natural\n"},
    {"contact with a hull over the pole, at x = -1/2", "x [ -1 -1/4 ]", NULL,
     "(div (pow (sub x 1) 2) x)", "contact x 2 1\n"},
    {"contact on the far side of a pole, at -1", "x [ -2 -1 ]", NULL,
     "(div (sub x 1) (pow x 2))", "contact x 1 1\n"},
    {"tangent on the far side of a pole, at -1", "x [ -2 -1 ]", NULL,
     "(div (sub x 1) (pow x 2))", "tangent x 1 1\n natural\n"},
    {"contact point undefined for some y, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]",
     NULL, "(sub (pow (sub x y) 2) 1/9)",
     "contact x 2 (add y (sub (log y) (log y)))\n"},
};

/* A strict claim fails where equality is attained. */
static const attack strict[] = {
    {"x y > 0, at (1, 0)", "x ( 0 1 ]; y [ 0 1 ]", NULL, "> (mul x y)",
     "natural\n"},
    {"min(x, y) > 0, at (1, 0)", "x ( 0 1 ]; y [ 0 1 ]", NULL, "> (min x y)",
     "natural\n"},
    {"x/y > 0, at (0, 1)", "x [ 0 1 ]; y ( 0 1 ]", NULL, "> (div x y)",
     "natural\n"},
    {"x^2 > 0, at 0", "x ( -1 1 )", NULL, "> (pow x 2)", "natural\n"},
    {"x x > 0, at 0", "x ( -1 1 )", NULL, "> (mul x x)", "natural\n"},
    {"|x| > 0, at 0", "x ( -1 1 )", NULL, "> (abs x)", "natural\n"},
    {"1 - cos x > 0, at 0", "x ( -1 1 )", NULL, "> (sub 1 (cos x))",
     "natural\n"},
    {"1 - cos x > 0 past a period, at 0", "x ( -1 7 )", NULL,
     "> (sub 1 (cos x))", "natural\n"},
    {"contact inside, at 1", "x ( 0 2 )", NULL, "> (pow (sub x 1) 2)",
     "contact x 2 1\n"},
    {"contact at a closed end, at 0", "x [ 0 1 )", NULL, "> (sub (exp x) 1)",
     "contact x 1 0\n"},
    {"contact along y = x, x >= y not strict, at (1, 1)",
     "x [ 0 2 ]; y [ 0 2 ]", "(sub x y)", "> (sub x y)", "contact x 1 y\n"},
    {"square as a product, at 1", "x [ 0 2 ]", NULL, "> (pow (sub x 1) 2)",
     "product 1 (sub x 1) 2 1\n natural\n"},
    {"max of a hull, at 0", "x [ 0 1 ]; y ( 0 1 ]", NULL,
     "> (if>= (sub x 1/2) y x)", "natural\n"},
    {"sum of open and closed, at (0, 0)", "x [ 0 1 ]; y [ 0 1 )", NULL,
     "> (add x y)", "natural\n"},
    {"supporting plane at its point, at 0", "x ( -1 1 )", NULL, "> (pow x 2)",
     "convex 0\n"},
    {"Taylor at its centre, at 0", "x ( -1 1 )", NULL, "> (pow x 2)",
     "taylor x 2 0\n"},
    {"strong monotonicity from a closed end, at 0", "x [ 0 1 )", NULL, "> x",
     "monotone x ++\n natural\n natural\n"},
    {"contact with a coefficient that may vanish, at (1, 0)",
     "x ( 0 1 ]; y [ 0 1 ]", NULL, "> (mul x y)", "contact x 1 0\n"},
    {"contact seen at a point range only, at 1", "x [ 1 1 ]", NULL,
     "> (sub x 1)", "contact x 1 0\n"},
    {"both branches' seam, at 0", "x [ -1 1 ]", NULL, "> (abs x)",
     "cases 0\n natural\n natural\n"},
    {"the seam of an if, at 0", "x [ -1 1 ]", NULL, "> (if>= x x 1)",
     "cases 0\n natural\n natural\n"},
    {"the upper end of an inverted range, at 2", "x [ 1 2 ]", NULL,
     "> (sub 2 x)", "invert x\n natural\n"},
    {"the lower end of an inverted range, at 1", "x [ 1 2 ]", NULL,
     "> (sub x 1)", "invert x\n natural\n"},
    {"strict on the face kept weak, at 0", "x [ 0 1 )", NULL, "> x",
     "monotone x +\n natural\n natural\n"},
};

/* Identities that hold on a part only. */
static const attack identities[] = {
    {"sqrt(x^2) = x, at -1", "x [ -2 1 ]", NULL, "(sub x (sqrt (pow x 2)))",
     "product 0 0\n natural\n"},
    {"atan(tan x) = x, at 2", "x [ 9/5 2 ]", NULL, "(sub (atan (tan x)) x)",
     "product 0 0\n natural\n"},
    {"atan x + atan(1/x) = pi/2, at -1", "x [ -2 -1 ]", NULL,
     "(sub (add (atan x) (atan (div 1 x))) (div pi 2))",
     "product 0 0\n natural\n"},
    {"sqrt(x y) = sqrt(-x) sqrt(-y) with a sign, at (-1, -1)",
     "x [ -2 -1 ]; y [ -2 -1 ]", NULL, "(neg (sqrt (mul x y)))",
     "product 0 (mul (sqrt (neg x)) (sqrt (neg y)))\n natural\n"},
    {"log(x^2) = 2 log(-x), minus 1, at -1", "x [ -2 -1/2 ]", NULL,
     "(sub (sub (log (pow x 2)) (mul 2 (log (neg x)))) 1)",
     "product 0 0\n natural\n"},
    {"x^(2/3) squared root, at 1/8", "x [ 0 1 ]", NULL,
     "(sub (root (pow x 2) 1/3) (root x 1/3))", "product 0 0\n natural\n"},
    {"|x| = x through min, at -1", "x [ -1 1 ]", NULL,
     "(sub x (max x (neg x)))", "product 0 0\n natural\n"},
    {"sin^2 + cos^2 of different angles, at (1, 2)", "x [ 0 3 ]; y [ 0 3 ]",
     NULL, "(sub (add (pow (sin x) 2) (pow (cos y) 2)) 1)",
     "product 0 0\n natural\n"},
    {"pi is not 355/113", "x [ 0 1 ]", NULL,
     "(sub (pow (sub pi 355/113) 2) "
     "1/1000000)",
     "product 0 0\n natural\n"},
    {"exp of a sum off by one, at 0", "x [ 0 1 ]", NULL,
     "(sub (mul (exp x) (exp 1)) (exp (add x 2)))", "product 0 0\n natural\n"},
    {"a factor of the wrong sign, at 0", "x [ 0 3 ]", NULL,
     "(mul (sub x 1) (sub x 2))",
     "product 1 (sub x 1) 1 (sub x 2)\n natural\n"},
    {"an odd power of a factor, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(pow (sub x y) 3)", "product 1 (sub x y) 3 1\n natural\n"},
    {"a logarithm counted for two factors, at (0, 1, 3)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 3 ]", "> (sub y x)",
     "(sub (log (mul (sub x y) (neg (add (pow (sub z 1) 2) 1)))) "
     "(add (log (sub y x)) (mul 2 (log (add (pow (sub z 1) 2) 1)))))",
     "product 0 0\n natural\n"},
    {"a point range pins too much, at (0, 1)", "x [ 0 0 ]; y [ 0 1 ]", NULL,
     "(sub x y)", "product 0 0\n natural\n"},
};

/* Contacts on the wrong side, of the wrong order, at almost the point. */
static const attack contacts[] = {
    {"odd order, x <= p by hypothesis, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub y x)", "(pow (sub x y) 3)", "contact x 3 y\n"},
    {"odd order, the hypothesis about another pair, at (0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]", "(sub x (mul 2 y))",
     "(sub (pow (sub x (div y 3)) 3) 1/100)", "contact x 3 (div y 3)\n"},
    {"off by 10^-40 at the contact", "x [ -1 1 ]", NULL,
     "(sub (pow x 2) 1/10000000000000000000000000000000000000000)",
     "contact x 2 0\n"},
    {"e to thirty digits", "x [ 2 3 ]", NULL,
     "(sub (sub (div x (exp 1)) (log x)) "
     "1/10000000000000000000000000000000000000000000000000000000000000)",
     "contact x 2 (exp 1)\n"},
    {"not zero at the point, order 1, at 0", "x [ 0 1/2 ]", NULL, "(sub x 1)",
     "contact x 1 0\n"},
    {"of order 1, not 2, at 1/4", "x [ 0 1/2 ]", NULL, "(sub (pow x 2) x)",
     "contact x 2 0\n"},
    {"even order from the left, contact, at 0", "x [ 0 1 ]", NULL,
     "(neg (pow (sub x 1) 2))", "contact x 2 1\n"},
    {"even order from the left, tangent, at 0", "x [ 0 1 ]", NULL,
     "(neg (pow (sub x 1) 2))", "tangent x 2 1\n natural\n"},
    {"odd order from the left, contact, at 0", "x [ 0 1 ]", NULL, "(sub x 1)",
     "contact x 1 1\n"},
    {"odd order from the left, tangent, at 0", "x [ 0 1 ]", NULL, "(sub x 1)",
     "tangent x 1 1\n natural\n"},
    {"tangent whose derivative is asked inside the hypothesis, at (0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]", "(sub y x)", "(mul (sub x y) (add 1 x))",
     "tangent x 1 y\n natural\n"},
    {"fourth order claimed for a saddle, at 1", "x [ -1 1 ]", NULL,
     "(sub (pow x 4) (pow x 2))", "contact x 4 0\n"},
    {"a flat if with unequal branches, at (1, -1)", "x [ -1 1 ]; y [ -1 1 ]",
     NULL, "(if>= y (pow x 2) (neg (pow x 2)))", "contact x 2 0\n"},
    {"a flat jump in the value, at (1, -1)", "x [ -1 1 ]; y [ -1 1 ]", NULL,
     "(if>= y (pow x 2) (sub (pow x 2) 2))", "contact x 2 0\n"},
    {"an empty sum of boxes: q is an end", "x [ 0 1 ]", NULL, "(neg x)",
     "split x 0\n natural\n natural\n"},
    {"the box is not empty", "x [ 0 0 ]", NULL, "-1", "empty\n"},
    {"no points inside, one at the end", "x [ 0 0 ]", NULL, "(sub x 1)",
     "monotone x +\n natural\n natural\n"},
};

/* Hessians that are not semidefinite, points from which D is not convex. */
static const attack convexities[] = {
    {"a saddle by its cross term, at (1, -1)", "x [ -1 1 ]; y [ -1 1 ]", NULL,
     "(add (add (pow x 2) (pow y 2)) (mul 4 (mul x y)))", "convex 0 0\n"},
    {"a saddle by the cross term of x and z, at (1, 0, -1)",
     "x [ -1 1 ]; y [ -1 1 ]; z [ -1 1 ]", NULL,
     "(add (add (pow x 2) (pow y 2)) (add (pow z 2) (mul 4 (mul x z))))",
     "convex 0 0 0\n"},
    {"a saddle by the cross term of y and z, at (0, 1, -1)",
     "x [ -1 1 ]; y [ -1 1 ]; z [ -1 1 ]", NULL,
     "(add (add (pow x 2) (pow y 2)) (add (pow z 2) (mul 4 (mul y z))))",
     "convex 0 0 0\n"},
    {"all three coupled, at (1, -1, -1)", "x [ -1 1 ]; y [ -1 1 ]; z [ -1 1 ]",
     NULL,
     "(add (add (pow x 2) (add (pow y 2) (pow z 2)))"
     " (mul 3/2 (add (mul x y) (add (mul x z) (mul -1 (mul y z))))))",
     "convex 0 0 0\n"},
    {"a zero pivot beside a slope, at (1, -1)", "x [ -1 1 ]; y [ -1 1 ]", NULL,
     "(mul x y)", "convex 0 0\n"},
    {"convex on the box, not from the point, at 1", "x [ 1 2 ]", NULL,
     "(sub (div (pow x 3) 3) 1)", "convex -1\n"},
    {"a slope at the point forgotten, at -1/2", "x [ -1 1 ]", NULL,
     "(add (pow x 2) x)", "convex 0\n"},
    {"concave in a part of the box, at 1", "x [ -1 1 ]", NULL,
     "(sub (pow x 2) (mul 2 (pow x 4)))", "convex 0\n"},
};

/* Sizes at the edge of what MPFR holds; 0 times infinity; rounding. */
static const attack extremes[] = {
    {"exp overflows, twice", "x [ 1 2 ]", NULL,
     "(sub (div (exp (exp (mul 60 x))) (exp (exp (mul 60 x)))) 2)",
     "natural\n"},
    {"exp underflows to 0, strict", "x [ 0 1 ]", NULL,
     "> (mul x (exp (neg (exp 60))))", "natural\n"},
    {"0 times infinity", "x [ 0 1 ]; y ( 0 1 ]", NULL,
     "(sub (mul x (div 1 y)) 1/2)", "natural\n"},
    {"infinite slope times an empty width", "x [ 0 0 ]; y ( 0 1 ]", NULL,
     "(sub (add x (sqrt y)) 1/2)", "meanvalue\n"},
    {"a power past all exponents", "x [ 0 1 ]", NULL,
     "(sub (pow (pow x 100000) 100000) 1/2)", "natural\n"},
    {"sin of a huge number", "x [ 0 1 ]", NULL,
     "(sub (sin (exp (mul 40 x))) 1/2)", "natural\n"},
    {"1 + tiny is 1", "x [ 0 1 ]", NULL,
     "(sub (sub (add 1 (exp -10000)) 1) (mul 2 (exp -10000)))", "natural\n"},
    {"the logarithm of a huge number", "x [ 1 2 ]", NULL,
     "(sub (log (exp (exp (mul 50 x)))) (mul 2 (exp (mul 50 x))))",
     "natural\n"},
};

static void walking(void **state)
{
    (void)state;
    MUST_FAIL(paths);
}

static void undefinedness(void **state)
{
    (void)state;
    MUST_FAIL(undefined);
}

static void strictness(void **state)
{
    (void)state;
    MUST_FAIL(strict);
}

static void partial_identities(void **state)
{
    (void)state;
    MUST_FAIL(identities);
}

static void false_contacts(void **state)
{
    (void)state;
    MUST_FAIL(contacts);
}

static void not_convex(void **state)
{
    (void)state;
    MUST_FAIL(convexities);
}

static void extreme_sizes(void **state)
{
    (void)state;
    MUST_FAIL(extremes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_asked_twice),
        cmocka_unit_test(seams_at_ends),      cmocka_unit_test(walking),
        cmocka_unit_test(undefinedness),      cmocka_unit_test(strictness),
        cmocka_unit_test(partial_identities), cmocka_unit_test(false_contacts),
        cmocka_unit_test(not_convex),         cmocka_unit_test(extreme_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
