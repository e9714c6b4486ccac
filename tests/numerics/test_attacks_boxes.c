/* Rules that look at a part of the box, at an end, or beyond an end: false
 * claims that hold wherever a slip would look, beside true claims. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

/* ---- convexity ---------------------------------------------------------- */

static const attack false_planes[] = {
    {"convex on a part of a half line, at -2", "x ( -inf 1 ]", NULL,
     "(add (pow x 2) (pow x 3))", "convex 0\n"},
    {"convex on a part of the other half line, at 2", "x [ -1 inf )", NULL,
     "(sub (pow x 2) (pow x 3))", "convex 0\n"},
    {"convex on the line but for a part, at 1/2", "x ( -inf inf )", NULL,
     "(sub (pow x 4) (pow x 2))", "convex 0\n"},
    {"convex near the lower end only, at 2", "x [ 0 2 ]", NULL,
     "(sub (pow x 2) (pow x 3))", "convex 0\n"},
    {"convex near the upper end only, at -2", "x [ -2 0 ]", NULL,
     "(add (pow x 2) (pow x 3))", "convex 0\n"},
    {"concave, far from 0, at 1", "x [ 1 2 ]", NULL, "(neg (pow x 2))",
     "convex 3/2\n"},
    {"a slope down a half line, at -1", "x ( -inf 1 ]", NULL, "x",
     "convex 0\n"},
    {"a slope down the other half line, at 1", "x [ -1 inf )", NULL, "(neg x)",
     "convex 0\n"},
    {"a slope at -e, down a half line, at -4", "x ( -inf 1 ]", NULL,
     "(add x (exp 1))", "convex (neg (exp 1))\n"},
    {"a slope at e, down the other half line, at 3", "x [ -1 inf )", NULL,
     "(sub (exp 1) x)", "convex (exp 1)\n"},
    {"a slope at e, at 2", "x [ 2 3 ]", NULL, "(sub x (exp 1))",
     "convex (exp 1)\n"},
    {"off by 10^-40 at e", "x [ 2 3 ]", NULL,
     "(sub (sub (div x (exp 1)) (log x)) "
     "1/10000000000000000000000000000000000000000)",
     "convex (exp 1)\n"},
    {"strict, 0 at the lower end", "x [ 0 1 ]", NULL, "> x", "convex 0\n"},
    {"strict, 0 at the upper end", "x [ 0 1 ]", NULL, "> (sub 1 x)",
     "convex 1\n"},
    {"undefined at the lower end", "x [ 0 2 ]", NULL, "(sub (sub x 1) (log x))",
     "convex 1\n"},
    {"undefined at the upper end", "x [ -1 1 ]", NULL,
     "(sub (neg x) (log (sub 1 x)))", "convex 0\n"},
    {"undefined where no derivative shows it, at -1", "x [ -1 1 ]", NULL,
     "(add (pow x 2) (mul 0 (log x)))", "convex 1/2\n"},
    {"the slope along y forgotten, at (0, 1)", "x [ 0 1 ]; y [ 0 1 ]", NULL,
     "(sub (add (pow x 2) (pow y 2)) (mul 3/2 y))", "convex 0 0\n"},
    {"the slope along z forgotten, at (0, 0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub (add (pow x 2) (pow y 2)) z)", "convex 0 0 0\n"},
    {"concave along z, at (0, 0, 1)", "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub (add (pow x 2) (pow y 2)) (pow z 2))", "convex 0 0 0\n"},
    {"coupled, the second row's square for its product, at (-2, 1, -1)",
     "x [ -2 2 ]; y [ -2 2 ]; z [ -2 2 ]", NULL,
     "(add (add (div (pow x 2) 2) (add (pow y 2) (pow z 2)))"
     " (add (mul x y) (sub (mul y z) (mul x z))))",
     "convex 0 0 0\n"},
    {"coupled, one range a point, at (-2, 1, -1)",
     "x [ -2 2 ]; y [ -2 2 ]; z [ -1 -1 ]", NULL,
     "(add (add (div (pow x 2) 2) (add (pow y 2) (pow z 2)))"
     " (add (mul x y) (sub (mul y z) (mul x z))))",
     "convex 0 0 0\n"},
    {"coupled, the third row's, at (-2, -1, 1)",
     "x [ -2 2 ]; y [ -2 2 ]; z [ -2 2 ]", NULL,
     "(add (add (div (pow x 2) 2) (add (pow y 2) (pow z 2)))"
     " (add (mul x z) (sub (mul y z) (mul x y))))",
     "convex 0 0 0\n"},
    {"a saddle with a zero on the diagonal, at (-1/2, 1)",
     "x [ -1 1 ]; y [ -1 1 ]", NULL, "(add (pow x 2) (mul x y))",
     "convex 0 0\n"},
    {"a saddle beside a square, at (0, 1, -1)",
     "x [ -1 1 ]; y [ -1 1 ]; z [ -1 1 ]", NULL,
     "(add (pow x 2) (add (mul 2 (mul y z)) (pow z 2)))", "convex 0 0 0\n"},
    {"concave along z beside zeros, at (0, 0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL, "(sub (add x y) (pow z 2))",
     "convex 0 0 0\n"},
};

static const attack true_planes[] = {
    {"on a half line", "x ( -inf 1 ]", NULL, "(sub (exp x) (add 1 x))",
     "convex 0\n"},
    {"on the other half line", "x [ -1 inf )", NULL, "(pow x 2)", "convex 0\n"},
    {"on the line", "x ( -inf inf )", NULL, "(pow (sub x 1) 2)", "convex 1\n"},
    {"at e", "x [ 2 3 ]", NULL, "(sub (div x (exp 1)) (log x))",
     "convex (exp 1)\n"},
    {"at e, outside the box", "x [ 3 4 ]", NULL, "> (sub x (exp 1))",
     "convex (exp 1)\n"},
    {"strict at an open end", "x [ 1 2 ]", NULL, "> x", "convex 0\n"},
    {"in three variables", "x [ -1 1 ]; y [ -1 1 ]; z [ -1 1 ]", NULL,
     "(add (pow (sub x y) 2) (pow (sub y z) 2))", "convex 0 0 0\n"},
    {"flat along x", "x [ 0 1 ]; y [ -1 1 ]; z [ -1 1 ]", NULL,
     "(add x (add (pow y 2) (pow z 2)))", "convex 0 0 0\n"},
};

/* ---- monotone ----------------------------------------------------------- */

#define TWICE(a) "(sub (mul 2 " a ") " a ")" /* encloses by more than a */

static const attack false_faces[] = {
    {"downwards on a half line without a face, at 2", "x [ 0 inf )", NULL,
     "(sub 1 x)", "monotone x -\n natural\n natural\n"},
    {"upwards on a half line without a face, at -2", "x ( -inf 0 ]", NULL,
     "(add 1 x)", "monotone x +\n natural\n natural\n"},
    {"downwards, the upper face closed, at 1", "x ( 0 1 ]", NULL, "> (sub 1 x)",
     "monotone x --\n natural\n natural\n"},
    {"upwards, the lower face closed, at 0", "x [ 0 1 )", NULL, "> x",
     "monotone x ++\n natural\n natural\n"},
    {"the face at 0, not at the end, at 1", "x [ 1 2 ]", NULL,
     "(sub (pow (sub x 1) 2) 1/4)",
     "monotone x +\n product 1 (sub x 1) 1 2\n  natural\n natural\n"},
    {"downwards, the lower face, at 1", "x [ 0 1 ]", NULL, "(sub 1/2 x)",
     "monotone x -\n natural\n natural\n"},
    {"upwards, the upper face, at 0", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "monotone x +\n natural\n natural\n"},
    {"a jump at the upper face, at 0", "x [ 0 1 )", NULL,
     "(if> (sub 1 x) -1 1)", "monotone x -\n natural\n natural\n"},
    {"a jump at the lower face, at 1", "x ( 0 1 ]", NULL, "(if> x -1 1)",
     "monotone x +\n natural\n natural\n"},
    {"the lower face with the upper end's openness, at 0", "x [ 0 1 )", NULL,
     "> " TWICE("x"), "monotone x +\n natural\n natural\n"},
    {"the upper face with the lower end's openness, at 1", "x ( 0 1 ]", NULL,
     "> " TWICE("(sub 1 x)"), "monotone x -\n natural\n natural\n"},
    {"a slope in one of three variables only, at (0, 0, 1)",
     "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL, "(sub (add x y) (mul 1/2 z))",
     "monotone x +\n natural\n monotone y +\n  natural\n  natural\n"},
};

static const attack true_faces[] = {
    {"downwards, strongly", "x [ 0 1 )", NULL, "> (sub 1 x)",
     "monotone x --\n natural\n natural\n"},
    {"upwards, strongly, a half line", "x ( 0 inf )", NULL, "> x",
     "monotone x ++\n natural\n natural\n"},
    {"downwards on a half line", "x ( -inf 1 ]", NULL, "(sub 1 x)",
     "monotone x -\n natural\n natural\n"},
    {"upwards on a half line", "x [ 1 inf )", NULL, "(sub x 1)",
     "monotone x +\n natural\n natural\n"},
    {"under a hypothesis about the other", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub y 1/2)", "(add x (sub y 1/2))",
     "monotone x +\n natural\n natural\n"},
    {"in three variables", "x [ 0 1 ]; y [ 0 1 ]; z [ 0 1 ]", NULL,
     "(sub (add x y) (sub z 1))",
     "monotone x +\n natural\n monotone y +\n  natural\n"
     "  monotone z -\n   natural\n   natural\n"},
    {"an infinite slope at the face", "x [ 0 1 ]", NULL, "(sqrt x)",
     "monotone x +\n natural\n natural\n"},
};

/* ---- split, void, empty ------------------------------------------------- */

static const attack false_parts[] = {
    {"false in the upper part, at 2", "x [ 0 2 ]", NULL, "(sub 1 x)",
     "split x 1\n natural\n natural\n"},
    {"false in the lower part, at 0", "x [ 0 2 ]", NULL, "(sub x 1)",
     "split x 1\n natural\n natural\n"},
    {"false in the lower part of a half line, at -5", "x ( -inf 2 ]", NULL,
     "(add x 1)", "split x 1\n natural\n natural\n"},
    {"false in the upper part of a half line, at 5", "x [ -2 inf )", NULL,
     "(sub 1 x)", "split x -1\n natural\n natural\n"},
    {"strict, false where the parts meet, at 1", "x ( 0 2 )", NULL,
     "> (abs (sub x 1))", "split x 1\n natural\n natural\n"},
    {"void in the lower part only, at 1", "x [ 0 1 ]", "> (sub x 1/2)", "-1",
     "split x 1/2\n void 0\n void 0\n"},
    {"void in the upper part only, at 0", "x [ 0 1 ]", "> (sub 1/2 x)", "-1",
     "split x 1/2\n void 0\n void 0\n"},
    {"void where it holds, at (0, 0)", "x [ 0 1 ]; y [ 0 1 ]", "(sub 1/2 x)",
     "(sub y 1/2)", "split x 1/2\n void 0\n natural\n"},
    {"empty in another variable's range, at (0, 0)", "x [ 0 0 ]; y [ 0 1 ]",
     NULL, "-1", "empty\n"},
    {"empty for a half line", "x ( -inf 0 )", NULL, "-1", "empty\n"},
};

static const attack true_parts[] = {
    {"an empty range", "x ( 0 0 ]", NULL, "-1", "empty\n"},
    {"one empty range of three", "x [ 0 1 ]; y [ 0 1 ]; z [ 1 0 ]", NULL, "-1",
     "empty\n"},
    {"void in the lower part", "x [ 0 1 ]", "> (sub x 1/2)", "(sub x 1/2)",
     "split x 1/2\n void 0\n natural\n"},
    {"void, not strict", "x [ 0 1 )", "(sub x 1)", "-1", "void 0\n"},
    {"a split line", "x ( -inf inf )", NULL, "(pow x 2)",
     "split x 1\n natural\n natural\n"},
};

/* ---- the box after a rule ----------------------------------------------- */

/* The first branch is true where y >= 0, and a rule looked at some part of
 * the box to prove it; the second is false on the rest. */
static const attack left_behind[] = {
    {"by a split, at (0, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub x 1))",
     "cases 0\n split x 1\n  natural\n  natural\n"
     " natural\n"},
    {"by a split, at (2, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub 1 x))",
     "cases 0\n split x 1\n  natural\n  natural\n"
     " natural\n"},
    {"by monotonicity, at (2, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub 1 x))",
     "cases 0\n monotone x +\n  natural\n  natural\n natural\n"},
    {"by monotonicity, its ends open, at (0, -1)", "x [ 0 2 ]; y [ -1 1 ]",
     NULL, "> (if>= y (add 1 x) x)",
     "cases 0\n monotone x +\n  natural\n  natural\n natural\n"},
    {"by an inversion, at (2, -1)", "x [ 1 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub 1 x))", "cases 0\n invert x\n  natural\n natural\n"},
    {"by a Taylor form, at (2, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub 1 x))", "cases 0\n taylor x 1 0\n natural\n"},
    {"by a tangent, at (2, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub 1 x))", "cases 0\n tangent x 1 0\n  natural\n natural\n"},
    {"by a contact, at (2, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub 1 x))", "cases 0\n contact x 1 0\n natural\n"},
    {"by a plane, at (2, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y x (sub 1 x))", "cases 0\n convex 0 0\n natural\n"},
    {"by a mean value form, at (2, -1)", "x [ 0 2 ]; y [ -1 1 ]", NULL,
     "(if>= y (add x 1) (sub 1 x))", "cases 0\n meanvalue\n natural\n"},
};

static void planes(void **state)
{
    (void)state;
    MUST_FAIL(false_planes);
    MUST_HOLD(true_planes);
}

static void faces(void **state)
{
    (void)state;
    MUST_FAIL(false_faces);
    MUST_HOLD(true_faces);
}

static void parts(void **state)
{
    (void)state;
    MUST_FAIL(false_parts);
    MUST_HOLD(true_parts);
}

static void box_is_put_back(void **state)
{
    (void)state;
    MUST_FAIL(left_behind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(planes),
        cmocka_unit_test(faces),
        cmocka_unit_test(parts),
        cmocka_unit_test(box_is_put_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
