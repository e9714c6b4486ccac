/* Points at which a goal is said to have no value: only points of the domain,
 * and only where that is certain; by both engines. */
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
    SHORT = 128,
    MOST_VARS = 3
};

static void read_point(const char *s, mpq_t *x, int n)
{
    char word[64];
    for (int i = 0; i < n; i++) {
        size_t len = strcspn(s, " ");
        assert_true(len > 0 && len < sizeof word);
        memcpy(word, s, len);
        word[len] = '\0';
        assert_int_equal(mpq_set_str(x[i], word, 10), 0);
        s += len + (s[len] == ' ');
    }
    assert_true(*s == '\0');
}

/* The attack's cert is the point.  1 by the checker, 2 by the second engine,
 * 3 by both. */
static int no_value(const attack *a, long prec)
{
    problem p;
    mpq_t x[MOST_VARS];
    attack_open(&p, a);
    for (int i = 0; i < MOST_VARS; i++)
        mpq_init(x[i]);
    read_point(a->cert, x, p.nvars);
    int by = checker_undefined(&p, 0, x, prec) != EXPR_NONE;
    recheck *second = recheck_new(p.pool);
    by += recheck_undefined(second, &p, 0, x, prec) ? 2 : 0;
    recheck_free(second);
    for (int i = 0; i < MOST_VARS; i++)
        mpq_clear(x[i]);
    attack_close(&p);
    return by;
}

static int has_no_value(const attack *a)
{
    return no_value(a, PREC);
}

/* 0 at x = 2, and no enclosure of it is exact. */
#define ZERO "(sub (pow (sqrt x) 2) x)"
/* 1024 bits do not show it beside 2. */
#define TINY "(exp -900)"

static const attack without[] = {
    {"a quotient", "x [ 0 3 ]", NULL, "(div 1 x)", "0"},
    {"times 0", "x [ 0 3 ]", NULL, "(mul 0 (div 1 x))", "0"},
    {"less itself", "x [ 0 3 ]", NULL, "(sub (log x) (log x))", "0"},
    {"a zero by normal forms", "x [ 0 3 ]", NULL, "(div 1 " ZERO ")", "2"},
    {"log of a zero by normal forms", "x [ 0 3 ]", NULL, "(log " ZERO ")", "2"},
    {"log of 0", "x [ 0 3 ]", NULL, "(log x)", "0"},
    {"log below 0", "x [ -1 3 ]", NULL, "(log x)", "-1/7"},
    {"a square root", "x [ -1 3 ]", NULL, "(sqrt x)", "-1/7"},
    {"a root", "x [ -1 3 ]", NULL, "(root x 2/3)", "-1"},
    {"log1p", "x [ -1 3 ]", NULL, "(log1p x)", "-1"},
    {"asin", "x [ 0 3 ]", NULL, "(asin x)", "2"},
    {"acos", "x [ -3 3 ]", NULL, "(acos x)", "-3"},
    {"acosh", "x [ 0 3 ]", NULL, "(acosh x)", "1/2"},
    {"atanh", "x [ 0 1 ]", NULL, "(atanh x)", "1"},
    {"xlogx", "x [ -1 1 ]", NULL, "(xlogx x)", "-1"},
    {"Gamma", "x [ -3 1 ]", NULL, "(Gamma x)", "-2"},
    {"lgamma", "x [ -3 1 ]", NULL, "(lgamma x)", "-5/2"},
    {"digamma", "x [ -3 1 ]", NULL, "(digamma x)", "0"},
    {"polygamma", "x [ -3 1 ]", NULL, "(polygamma 1 x)", "-1"},
    {"inside", "x [ -3 1 ]", NULL, "(exp (neg (pow (log x) 2)))", "0"},
    {"the condition", "x [ 0 3 ]", NULL, "(if> (log x) 1 2)", "0"},
    {"the branch taken", "x [ 0 3 ]", NULL, "(if> x 1 (log x))", "0"},
    {"the branch taken, closed", "x [ 0 3 ]", NULL, "(if>= x (log x) 1)", "0"},
    {"under a hypothesis", "x [ 0 3 ]; y [ 0 3 ]", "> (sub y x)",
     "(div y x)", "0 1"},
    {"of two variables", "x [ 0 3 ]; y [ 0 3 ]", NULL, "(div 1 (sub x y))",
     "1/3 1/3"},
};

#define TO_INF(f) "(integral @57 1 inf " f ")"
#define FROM_0(f) "(integral @57 0 1 " f ")"

/* Integrals that are none: |f|'s is infinite. */
static const attack divergent[] = {
    {"1/t at 0", "x [ 0 1 ]", NULL, FROM_0("(div 1 @57)"), "0"},
    {"1/t at the other end", "x [ 0 1 ]", NULL,
     "(integral @57 -1 0 (div 1 @57))", "0"},
    {"backwards", "x [ 0 1 ]", NULL, "(integral @57 1 0 (div 1 @57))", "0"},
    {"a power by its parameter", "x [ 0 1 ]", NULL,
     FROM_0("(exp (mul (sub x 2) (log @57)))"), "1"},
    {"a number", "x [ 0 1 ]", NULL, TO_INF("1/1000"), "0"},
    {"1/t at infinity", "x [ 0 1 ]", NULL, TO_INF("(div 1 @57)"), "0"},
    {"growth", "x [ 0 1 ]", NULL, TO_INF("(exp (mul x @57))"), "1"},
    {"sine", "x [ 0 1 ]", NULL, TO_INF("(sin @57)"), "0"},
    {"sine at minus infinity", "x [ 0 1 ]", NULL,
     "(integral @57 -inf 0 (sin @57))", "0"},
    {"sine over its argument", "x [ 0 1 ]", NULL,
     TO_INF("(div (sin @57) @57)"), "0"},
    {"a power of a cosine", "x [ 1 2 ]", NULL,
     TO_INF("(neg (mul (pow (cos (mul x @57)) 3) 2))"), "1"},
    {"a cosine twice", "x [ 0 1 ]", NULL,
     TO_INF("(mul (cos @57) (div (cos @57) (sqrt @57)))"), "0"},
};

static const attack convergent[] = {
    {"a root", "x [ 0 1 ]", NULL, FROM_0("(div 1 (sqrt @57))"), "0"},
    {"1/t^2", "x [ 0 1 ]", NULL, TO_INF("(div 1 (pow @57 2))"), "0"},
    {"sine over a square", "x [ 0 1 ]", NULL,
     TO_INF("(div (sin @57) (pow @57 2))"), "0"},
    {"sine over a power above 1", "x [ 0 1 ]", NULL,
     TO_INF("(div (sin @57) (root @57 101/100))"), "0"},
    {"a wave that stands still", "x [ 0 1 ]", NULL,
     TO_INF("(mul (sin (mul x @57)) (exp @57))"), "0"},
    {"a wave that comes to rest at 0", "x [ 0 1 ]", NULL,
     TO_INF("(sin (div 1 (pow @57 2)))"), "0"},
    {"no factor at all", "x [ 0 1 ]", NULL, TO_INF("(mul 0 (sin @57))"), "0"},
    {"a wave against an exponential", "x [ 0 1 ]", NULL,
     TO_INF("(mul (sin @57) (exp (neg @57)))"), "0"},
    {"equal ends", "x [ 0 1 ]", NULL, "(integral @57 x x (div 1 @57))", "0"},
    {"a branch that is left in time", "x [ 0 1 ]", NULL,
     TO_INF("(if> (sub 10 @57) (sin @57) (exp (neg @57)))"), "0"},
};

#define OVER(a, b, f) "(integral @57 " a " " b " " f ")"

/* Integrals that are none: f has no value somewhere inside. */
static const attack holed[] = {
    {"a pole at 0", "x [ 0 1 ]", NULL, OVER("-1", "1", "(div 1 @57)"), "0"},
    {"of even order", "x [ 0 1 ]", NULL,
     OVER("-1", "1", "(div 1 (pow @57 2))"), "0"},
    {"integrable, but no value at 0", "x [ 0 1 ]", NULL,
     OVER("-1", "1", "(div 1 (sqrt (abs @57)))"), "0"},
    {"nowhere large", "x [ 0 1 ]", NULL, OVER("-1", "1", "(div @57 @57)"),
     "0"},
    {"a pole at no fraction", "x [ 0 1 ]", NULL,
     OVER("0", "2", "(div 1 (sub (pow @57 2) 2))"), "0"},
    {"of even order there", "x [ 0 1 ]", NULL,
     OVER("0", "2", "(div (exp @57) (mul 3 (pow (sub (pow @57 2) 2) 4)))"),
     "0"},
    {"backwards", "x [ 0 1 ]", NULL,
     OVER("2", "0", "(div 1 (sub (pow @57 2) 2))"), "0"},
    {"where the parameter says", "x [ 0 1 ]", NULL,
     OVER("0", "1", "(div 1 (sub @57 x))"), "1/3"},
    {"far out", "x [ 0 1 ]", NULL,
     OVER("-inf", "inf", "(div (exp (neg (abs @57))) (sub @57 30))"), "0"},
    {"a logarithm", "x [ 0 1 ]", NULL, OVER("-1", "1", "(log (add @57 x))"),
     "0"},
    {"a root, times 0", "x [ 0 1 ]", NULL,
     OVER("0", "1", "(mul 0 (sqrt (sub @57 1/2)))"), "0"},
    {"in the branch that is taken", "x [ 0 1 ]", NULL,
     OVER("0", "2", "(if> (sub @57 1/2) (div 1 (sub @57 1)) 1)"), "0"},
};

static const attack whole[] = {
    {"a pole in the other branch", "x [ 0 1 ]", NULL,
     OVER("0", "2", "(if> (sub @57 3/2) (div 1 (sub @57 1)) 1)"), "0"},
    {"a pole at the end", "x [ 0 1 ]", NULL,
     OVER("0", "1", "(div 1 (sqrt @57))"), "0"},
    {"a pole just outside", "x [ 0 1 ]", NULL,
     OVER("0", "1", "(div 1 (sub @57 1000001/1000000))"), "0"},
    {"a divisor that jumps over 0", "x [ 0 1 ]", NULL,
     OVER("0", "2", "(div 1 (sub (floor @57) 1/2))"), "0"},
    {"the same by a condition", "x [ 0 1 ]", NULL,
     OVER("0", "2", "(div 1 (if> (sub @57 1/3) 1 -1))"), "0"},
    {"equal ends", "x [ 0 1 ]", NULL, OVER("x", "x", "(div 1 (sub @57 x))"),
     "1/2"},
    {"a divisor that touches 0 at the end alone", "x [ 0 1 ]", NULL,
     OVER("0", "1", "(div 1 (root (sub 1 @57) 2/3))"), "0"},
    {"a root of what is above 0 inside", "x [ 0 1 ]", NULL,
     OVER("0", "1", "(sqrt @57)"), "0"},
};

static const attack with[] = {
    {"a value", "x [ 0 3 ]", NULL, "(div 1 x)", "1"},
    {"a root of 0", "x [ 0 3 ]", NULL, "(sqrt x)", "0"},
    {"a root of 0 by normal forms", "x [ 0 3 ]", NULL, "(sqrt " ZERO ")", "2"},
    {"xlogx at 0", "x [ 0 3 ]", NULL, "(xlogx x)", "0"},
    {"asin at 1", "x [ 0 1 ]", NULL, "(asin x)", "1"},
    {"acosh at 1", "x [ 0 1 ]", NULL, "(acosh x)", "1"},
    {"Gamma between its poles", "x [ -3 1 ]", NULL, "(Gamma x)", "-5/2"},
    {"a divisor that is 0 but for what is not seen", "x [ 0 3 ]", NULL,
     "(div 1 (add " ZERO " " TINY "))", "2"},
    {"a logarithm of what is above 0 by less than is seen", "x [ 0 3 ]", NULL,
     "(log (add " ZERO " " TINY "))", "2"},
    {"the other branch", "x [ 0 3 ]", NULL, "(if> x (log x) 1)", "0"},
    {"the other branch, closed", "x [ 0 3 ]", NULL, "(if>= x 1 (log x))", "0"},
    {"outside", "x [ 1 3 ]", NULL, "(div 1 x)", "0"},
    {"an open end", "x ( 0 3 ]", NULL, "(div 1 x)", "0"},
    {"a strict hypothesis that is 0", "x [ 0 3 ]; y [ 0 3 ]", "> (sub y x)",
     "(div y x)", "0 0"},
    {"a hypothesis that fails", "x [ 0 3 ]; y [ 0 3 ]", "(sub x y)",
     "(div y x)", "0 1"},
    {"a hypothesis that has no value", "x [ 0 3 ]", "(log x)", "(div 1 x)",
     "0"},
};

static void points_without(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof without / sizeof without[0]; k++)
        if (has_no_value(&without[k]) != 3)
            fail_msg("%s", without[k].name);
}

static void points_with(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof with / sizeof with[0]; k++)
        if (has_no_value(&with[k]) != 0)
            fail_msg("%s", with[k].name);
}

static void integrals(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof divergent / sizeof divergent[0]; k++)
        if (has_no_value(&divergent[k]) != 3)
            fail_msg("%s: %d", divergent[k].name, has_no_value(&divergent[k]));
    for (size_t k = 0; k < sizeof convergent / sizeof convergent[0]; k++)
        if (has_no_value(&convergent[k]) != 0)
            fail_msg("%s", convergent[k].name);
}

static void integrands(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof holed / sizeof holed[0]; k++)
        if (no_value(&holed[k], SHORT) != 3)
            fail_msg("%s: %d", holed[k].name, no_value(&holed[k], SHORT));
    for (size_t k = 0; k < sizeof whole / sizeof whole[0]; k++)
        if (no_value(&whole[k], SHORT) != 0)
            fail_msg("%s", whole[k].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integrands),
        cmocka_unit_test(points_without),
        cmocka_unit_test(points_with),
        cmocka_unit_test(integrals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
