/* Sine, cosine and tangent up to a multiple of pi/2 that a hypothesis names:
 * each sign in each quarter turn from either side, beside its opposite, and
 * hypotheses that do not say it. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include <math.h>
#include <stdio.h>

static const attack false_ends[] = {
    {"cos, the end itself, at pi/2", "x [ 0 8/5 ]", "(sub (div pi 2) x)",
     "> (cos x)", "natural\n"},
    {"tan, the end itself, at pi/2", "x [ 0 8/5 ]", "(sub (div pi 2) x)",
     "(add 1 (pow (tan x) 2))", "natural\n"},
    {"cos, another end, at 8/5", "x [ 0 8/5 ]", "> (sub 9/5 x)", "> (cos x)",
     "natural\n"},
    {"cos up to pi, at 2", "x [ 0 3 ]", "> (sub pi x)", "> (cos x)",
     "natural\n"},
    {"cos up to 3 pi/7, from a range beyond it, as up to pi/2, at 3/2",
     "x [ 0 8/5 ]", "> (sub (mul 3/7 pi) x)", "> (sub (cos x) 1/4)",
     "natural\n"},
    {"cos, the end of another variable, at (8/5, 0)",
     "x [ 0 8/5 ]; y [ 0 8/5 ]", "> (sub (div pi 2) y)", "> (cos x)",
     "natural\n"},
    {"cos of twice what is bounded, at 1", "x [ 0 8/5 ]",
     "> (sub (div pi 2) x)", "> (cos (mul 2 x))", "natural\n"},
    {"the lower end, too, at -8/5", "x [ -8/5 8/5 ]", "> (sub (div pi 2) x)",
     "> (cos x)", "natural\n"},
    {"a sum for a difference, at 8/5", "x [ 0 8/5 ]", "> (add (div pi 2) x)",
     "> (cos x)", "natural\n"},
    {"pi/2 + 1/100, at 63/40", "x [ 0 8/5 ]",
     "> (sub (add (div pi 2) 1/100) x)", "> (cos x)", "natural\n"},
    {"tan over two poles, at 3", "x [ 0 5 ]", "> (sub (mul 3/2 pi) x)",
     "(add 1 (pow (tan x) 2))", "natural\n"},
};

static const attack true_ends[] = {
    {"cos, the end itself", "x [ 0 8/5 ]", "(sub (div pi 2) x)", "(cos x)",
     "natural\n"},
    {"tan below its pole", "x [ 1 8/5 ]", "> (sub (div pi 2) x)",
     "> (sub (tan x) 3/2)", "natural\n"},
    {"tan above its pole", "x [ -8/5 -1 ]", "> (add x (div pi 2))",
     "> (sub -3/2 (tan x))", "natural\n"},
    {"of a compound argument", "x [ 0 8/5 ]; y [ 0 1/2 ]",
     "> (sub (div pi 2) (add x y))", "> (cos (add x y))",
     "split x 1\n natural\n natural\n"},
};

static void ends(void **state)
{
    (void)state;
    MUST_FAIL(false_ends);
    MUST_HOLD(true_ends);
}

/* The value of op a hair from k pi/2, on that side. */
static double value(const char *op, int k, int side)
{
    double u = k * 1.5707963267948966 + side * 1e-4;
    return op[0] == 's' ? sin(u) : op[0] == 'c' ? cos(u) : tan(u);
}

static void quarter_turns(void **state)
{
    static const char *const op[] = {"sin", "cos", "tan"};
    (void)state;
    for (int o = 0; o < 3; o++) /* 0 is no multiple to speak of */
        for (int k = -6; k <= 6; k++)
            for (int side = -1; k != 0 && side <= 1; side += 2) {
                char vars[80], hyp[80], yes[80], no[80];
                double c = k * 1570.7963267948966;
                snprintf(vars, sizeof vars, "x [ %.0f/1000 %.0f/1000 ]",
                         floor(c) - 20, ceil(c) + 20);
                if (side < 0) /* one end far beyond the other side */
                    snprintf(hyp, sizeof hyp, "> (sub (mul %d/2 pi) x)", k);
                else
                    snprintf(hyp, sizeof hyp, "> (sub x (mul %d/2 pi))", k);
                if (k % 2 == 0) /* as fractions are written */
                    snprintf(hyp, sizeof hyp,
                             side < 0 ? "> (sub (mul %d pi) x)"
                                      : "> (sub x (mul %d pi))",
                             k / 2);
                bool up = value(op[o], k, side) > 0;
                snprintf(yes, sizeof yes, up ? "> (%s x)" : "> (neg (%s x))",
                         op[o]);
                snprintf(no, sizeof no, up ? "> (neg (%s x))" : "> (%s x)",
                         op[o]);
                attack a = {yes, vars, hyp, yes, "natural\n"};
                attack_judge(&a, 1, true);
                a.name = a.goal = no;
                attack_judge(&a, 1, false);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends),
        cmocka_unit_test(quarter_turns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
