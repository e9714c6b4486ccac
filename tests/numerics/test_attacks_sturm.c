/* Rational functions decided by counting roots: false claims that lack just one
 * hypothesis of the theorem, beside true ones that have them all; and random
 * ones against signs taken at many points. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include <stdio.h>
#include <stdlib.h>

/* x^2 - 2 has a root of multiplicity 1 inside, 2 where squared */
#define ROOT "(sub (pow x 2) 2)"

static const attack false_signs[] = {
    {"negative in between, at 0", "x ( -inf inf )", NULL, ROOT, "sturm x\n"},
    {"negative up to the end, at 0", "x [ 0 1 ]", NULL, ROOT, "sturm x\n"},
    {"a change of sign close to the end, at 1", "x [ 1 inf )", NULL,
     "(sub x 1000001/1000000)", "sturm x\n"},
    {"the other end, at 1", "x ( -inf 1 ]", NULL, "(sub 999999/1000000 x)",
     "sturm x\n"},
    {"a hair below 0 between two roots", "x ( -inf inf )", NULL,
     "(sub (pow " ROOT " 2) 1/1000000000000000000000000000000)", "sturm x\n"},
    {"strict, a double root inside, at sqrt 2", "x [ 0 2 ]", NULL,
     "> (pow (sub x 1) 2)", "sturm x\n"},
    {"strict, an irrational double root", "x [ 0 2 ]", NULL,
     "> (pow " ROOT " 2)", "sturm x\n"},
    {"strict, 0 at the lower end, which belongs to the range", "x [ 0 1 ]",
     NULL, "> x", "sturm x\n"},
    {"strict, 0 at the upper end", "x ( 0 1 ]", NULL, "> (sub 1 x)",
     "sturm x\n"},
    {"strict, 0 everywhere", "x ( 0 1 )", NULL, "> (sub x x)", "sturm x\n"},
    {"a triple root is a change of sign, at -1", "x ( -inf inf )", NULL,
     "(pow x 3)", "sturm x\n"},
    {"odd and even factors, at -3", "x ( -inf inf )", NULL,
     "(mul (pow (sub x 1) 2) (pow (add x 2) 3))", "sturm x\n"},
    {"minus a square", "x ( -inf inf )", NULL, "(neg (pow x 2))", "sturm x\n"},
    {"minus a number", "x ( -inf inf )", NULL, "(sub (mul 0 x) 1)",
     "sturm x\n"},
    {"another variable, at y = -1", "x [ 1 2 ]; y [ -1 1 ]", NULL, "(mul x y)",
     "sturm x\n"},
    {"the wrong variable, at x = -1", "x [ -1 1 ]; y [ 1 2 ]", NULL, "x",
     "sturm y\n"},
    {"a root, not rational, at -1", "x [ -1 1 ]", NULL, "(sqrt x)",
     "sturm x\n"},
    {"a function", "x [ -1 1 ]", NULL, "(sub (exp x) 1)", "sturm x\n"},
    {"no inside: a point", "x [ -1 -1 ]", NULL, "x", "sturm x\n"},
};

static const attack false_domains[] = {
    {"undefined at 0, inside", "x [ -1 1 ]", NULL, "(div 1 (pow x 2))",
     "sturm x\n"},
    {"undefined at the lower end", "x [ 0 1 ]", NULL, "(div 1 x)", "sturm x\n"},
    {"undefined at the upper end", "x [ 0 1 ]", NULL, "(div 1 (sub 1 x))",
     "sturm x\n"},
    {"undefined at an irrational point", "x [ 0 2 ]", NULL,
     "(div 1 (pow " ROOT " 2))", "sturm x\n"},
    {"what cancels is undefined all the same", "x [ -1 1 ]", NULL, "(div x x)",
     "sturm x\n"},
    {"undefined, times 0", "x [ -1 1 ]", NULL, "(mul 0 (div 1 x))",
     "sturm x\n"},
    {"undefined, less itself", "x [ -1 1 ]", NULL, "(sub (div 1 x) (div 1 x))",
     "sturm x\n"},
    {"undefined inside what is divided by", "x [ -1 1 ]", NULL,
     "(div 1 (add 1 (div 1 (pow x 2))))", "sturm x\n"},
    {"divided by 0", "x [ 0 1 ]", NULL, "(div 1 (sub x x))", "sturm x\n"},
    {"negative between two poles, at 0", "x ( -1 1 )", NULL,
     "(div 1 (sub (pow x 2) 1))", "sturm x\n"},
};

static const attack true_signs[] = {
    {"a double root inside", "x ( -inf inf )", NULL, "(pow " ROOT " 2)",
     "sturm x\n"},
    {"strict beside it", "x [ 0 7/5 ]", NULL, "> (pow " ROOT " 2)",
     "sturm x\n"},
    {"a hair above 0", "x ( -inf inf )", NULL,
     "> (add (pow " ROOT " 2) 1/1000000000000000000000000000000)", "sturm x\n"},
    {"0 at an end that belongs to the range", "x [ 0 1 ]", NULL, "x",
     "sturm x\n"},
    {"strict, 0 at an open end", "x ( 0 1 ]", NULL, "> x", "sturm x\n"},
    {"strict, 0 at both open ends", "x ( 0 1 )", NULL, "> (mul x (sub 1 x))",
     "sturm x\n"},
    {"0 everywhere", "x ( 0 1 )", NULL, "(sub x x)", "sturm x\n"},
    {"a triple root at the end", "x [ 0 inf )", NULL, "(pow x 3)", "sturm x\n"},
    {"down to minus infinity", "x ( -inf -2 ]", NULL, "> (sub (pow x 2) 3)",
     "sturm x\n"},
    {"a pinned variable", "x [ 1 2 ]; y [ 1 1 ]", NULL, "(mul x y)",
     "sturm x\n"},
    {"a pole at the open end", "x ( 0 1 ]", NULL, "> (div 1 x)", "sturm x\n"},
    {"a pole outside", "x [ 0 1 ]", NULL, "(div 1 (sub 2 x))", "sturm x\n"},
    {"what cancels, off the pole", "x ( 0 1 ]", NULL, "> (div x x)",
     "sturm x\n"},
    {"a divisor without a root", "x ( -inf inf )", NULL,
     "> (div 1 (add (pow (sub x 1) 2) 1/10000))", "sturm x\n"},
};

static void signs_and_ends(void **state)
{
    (void)state;
    MUST_FAIL(false_signs);
    MUST_FAIL(false_domains);
    MUST_HOLD(true_signs);
}

/* ---- at random ---------------------------------------------------------- */

enum {
    ROOTS = 4,
    TRIES = 300
};

/* prod (x - root)^power > 0 or >= 0 on an interval, decided by the roots
 * themselves. */
typedef struct {
    int root[ROOTS], power[ROOTS], lo, hi;
    bool lo_open, hi_open, strict, lo_inf, hi_inf;
} instance;

static instance draw(unsigned *seed)
{
    instance t;
    for (int k = 0; k < ROOTS; k++) {
        t.root[k] = rand_r(seed) % 9 - 4;
        t.power[k] = rand_r(seed) % 4;
    }
    t.lo = rand_r(seed) % 7 - 4;
    t.hi = t.lo + 1 + rand_r(seed) % 4;
    t.lo_open = rand_r(seed) % 2 != 0;
    t.hi_open = rand_r(seed) % 2 != 0;
    t.lo_inf = rand_r(seed) % 4 == 0;
    t.hi_inf = rand_r(seed) % 4 == 0;
    t.strict = rand_r(seed) % 2 != 0;
    return t;
}

/* The sign at x/4. */
static int sign_at(const instance *t, int x)
{
    int sign = 1;
    for (int k = 0; k < ROOTS; k++) {
        int d = x - 4 * t->root[k];
        if (t->power[k] > 0 && d == 0)
            return 0;
        if (t->power[k] % 2 != 0 && d < 0)
            sign = -sign;
    }
    return sign;
}

/* Roots are whole: quarters, and far out, show every sign there is. */
static bool holds(const instance *t)
{
    int lo = t->lo_inf ? -40 : 4 * t->lo + t->lo_open;
    int hi = t->hi_inf ? 40 : 4 * t->hi - t->hi_open;
    for (int x = lo; x <= hi; x++)
        if (sign_at(t, x) < (t->strict ? 1 : 0))
            return false;
    return true;
}

static void products_at_random(void **state)
{
    (void)state;
    unsigned seed = 20240613, true_ones = 0;
    for (int n = 0; n < TRIES; n++) {
        instance t = draw(&seed);
        char goal[400], vars[80];
        size_t w = (size_t)snprintf(goal, sizeof goal, "%s(mul 1",
                                    t.strict ? "> " : "");
        int open = 1;
        for (int k = 0; k < ROOTS; k++)
            if (t.power[k] > 0) {
                w += (size_t)snprintf(goal + w, sizeof goal - w,
                                      " (mul (pow (sub x %d) %d)", t.root[k],
                                      t.power[k] + 2);
                open++;
                t.power[k] += 2;
            }
        w += (size_t)snprintf(goal + w, sizeof goal - w, " (add 1 (mul 0 x))");
        for (; open > 0; open--)
            w += (size_t)snprintf(goal + w, sizeof goal - w, ")");
        char lo[12], hi[12];
        snprintf(lo, sizeof lo, "%d", t.lo);
        snprintf(hi, sizeof hi, "%d", t.hi);
        snprintf(vars, sizeof vars, "x %s %s %s %s",
                 t.lo_open || t.lo_inf ? "(" : "[", t.lo_inf ? "-inf" : lo,
                 t.hi_inf ? "inf" : hi, t.hi_open || t.hi_inf ? ")" : "]");
        attack a = {goal, vars, NULL, goal, "sturm x\n"};
        bool truth = holds(&t);
        attack_judge(&a, 1, truth);
        true_ones += truth;
    }
    assert_true(true_ones > TRIES / 10 && true_ones < 9 * TRIES / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_and_ends),
        cmocka_unit_test(products_at_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
