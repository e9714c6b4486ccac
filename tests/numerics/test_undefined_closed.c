/* Points that are no fractions, at which a goal is said to have no value: closed
 * expressions take the variables' places (problem_at).  By both engines, and
 * only where all is certain. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"

#include <string.h>

enum {
    PREC = 1024,
    MOST_VARS = 3
};

/* The attack's cert is the point: expressions, with a ; between them.  1 by the
 * checker, 2 by the second engine, 3 by both. */
static int has_no_value(const attack *a)
{
    problem p, d;
    mpq_t near[MOST_VARS];
    expr c[MOST_VARS];
    const char *s = a->cert;
    attack_open(&p, a);
    for (int i = 0; i < MOST_VARS; i++)
        mpq_init(near[i]);
    for (int i = 0; i < p.nvars; i++) {
        c[i] = expr_from_text(p.pool, s, &s, p.names, 0);
        assert_true(c[i] != EXPR_NONE && expr_vars(p.pool, c[i]) == 0);
        s += strspn(s, "; ");
    }
    assert_true(*s == '\0');
    problem_at(&d, &p, c, near);
    int by = checker_undefined(&d, 0, near, PREC) != EXPR_NONE;
    recheck *second = recheck_new(p.pool);
    by += recheck_undefined(second, &d, 0, near, PREC) ? 2 : 0;
    recheck_free(second);
    problem_clear(&d);
    for (int i = 0; i < MOST_VARS; i++)
        mpq_clear(near[i]);
    attack_close(&p);
    return by;
}

#define ROOT2 "(sqrt 2)"
#define HALF_PI "(mul 1/2 pi)"
#define CIRCLE                                                                 \
    "(sub 1 (add (pow x 2) (pow y 2))); (sub (add (pow x 2) (pow y 2)) 1)"
#define DIAGONAL "(sqrt 1/2); (sqrt 1/2)"

static const attack without[] = {
    {"a divisor", "x [ 0 3 ]", NULL, "(div 1 (sub (pow x 2) 2))", ROOT2},
    {"a divisor squared", "x [ 0 3 ]", NULL, "(div 1 (pow (sub x (sqrt 2)) 2))",
     ROOT2},
    {"an exponential less 2", "x [ 0 3 ]", NULL, "(div 1 (sub (exp x) 2))",
     "(log 2)"},
    {"a tangent", "x [ 0 3 ]", NULL, "(pow (tan x) 2)", HALF_PI},
    {"a tangent's argument", "x [ 0 3 ]", NULL, "(tan (mul x pi))", "1/2"},
    {"a logarithm", "x [ 0 3 ]", NULL, "(log (abs (sub (pow x 2) 3)))",
     "(sqrt 3)"},
    {"at an end that is a hypothesis", "x [ 0 4 ]", "(sub " HALF_PI " x)",
     "(tan x)", HALF_PI},
    {"where an equation holds", "x [ 0 2 ]; y [ 0 2 ]", CIRCLE,
     "(div 1 (sub x y))", DIAGONAL},
    {"no end on that side", "x ( -inf inf )", NULL, "(div 1 (sub (pow x 2) 2))",
     "(neg (sqrt 2))"},
};

static const attack with[] = {
    /* each time one thing of an attack above is not so */
    {"a divisor that is not 0", "x [ 0 3 ]", NULL,
     "(div 1 (sub (pow x 2) 2))", "(sqrt 3)"},
    {"nearly 0", "x [ 0 3 ]", NULL,
     "(div 1 (sub (add (pow x 2) (exp -900)) 2))", ROOT2},
    {"not in the range", "x [ 0 1 ]", NULL, "(div 1 (sub (pow x 2) 2))", ROOT2},
    {"below the range", "x [ 0 3 ]", NULL, "(div 1 (sub (pow x 2) 2))",
     "(neg (sqrt 2))"},
    {"at an open end", "x ( 2 3 ]", NULL, "(div 1 (sub x 2))",
     "(pow (sqrt 2) 2)"},
    {"a tangent beside its pole", "x [ 0 3 ]", NULL, "(tan x)",
     "(mul 1/3 pi)"},
    {"a tangent next to its pole", "x [ 0 3 ]", NULL, "(tan x)",
     "(add " HALF_PI " (exp -900))"},
    {"a cosine is no tangent", "x [ 0 3 ]", NULL, "(cos x)", HALF_PI},
    {"a hypothesis that fails", "x [ 0 4 ]", "(sub 1 x)", "(tan x)", HALF_PI},
    {"a strict hypothesis at its seam", "x [ 0 4 ]", "> (sub " HALF_PI " x)",
     "(tan x)", HALF_PI},
    {"a hypothesis that is not seen to hold", "x [ 0 4 ]",
     "(sub (sub " HALF_PI " (exp -900)) x)", "(tan x)", HALF_PI},
    {"off the equation", "x [ 0 2 ]; y [ 0 2 ]", CIRCLE, "(div 1 (sub x y))",
     "(sqrt 1/3); (sqrt 1/3)"},
    {"a point that is none", "x ( -inf inf )", NULL, "(add 1 (pow x 2))",
     "(log -1)"},
    {"a point that is none, of a pole", "x ( -inf inf )", NULL,
     "(div 1 (sub x x))", "(div 1 0)"},
};

static void no_value_there(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof without / sizeof *without; k++)
        if (has_no_value(&without[k]) != 3)
            fail_msg("%s: %d", without[k].name, has_no_value(&without[k]));
}

static void not_said_elsewhere(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof with / sizeof *with; k++)
        if (has_no_value(&with[k]) != 0)
            fail_msg("%s: %d", with[k].name, has_no_value(&with[k]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_value_there),
        cmocka_unit_test(not_said_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
