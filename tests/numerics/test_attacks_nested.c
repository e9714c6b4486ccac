/* Attacks by integrals of integrals: poles of the inner integrand that the outer
 * variable moves, and what has no value at one outer point. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#include "../../numerics/check/checker.h"
#include "../../numerics/recheck/recheck.h"

#define OUTER(a, b, f) "(integral @57 " a " " b " " f ")"
#define INNER(a, b, f) "(integral @56 " a " " b " " f ")"
#define NATURAL "natural\n"

/* Put once to each engine: does each answer `holds`? */
static int wrong_answers(const attack *a, size_t n, bool holds)
{
    int wrong = 0;
    for (size_t i = 0; i < n; i++) {
        problem p;
        char err[200];
        int line = 1;
        const char *s = a[i].cert;
        attack_open(&p, &a[i]);
        cert_node *c = cert_read(&s, &line, &p, err, sizeof err);
        assert_non_null(c);
        recheck *second = recheck_new(p.pool);
        if (checker_accepts(&p, 0, c, 24, NULL) != holds ||
            recheck_accepts(second, &p, 0, c, 24, NULL) != holds) {
            print_error("%s: wrong\n", a[i].name);
            wrong++;
        }
        recheck_free(second);
        cert_free(c);
        attack_close(&p);
    }
    return wrong;
}

static void test_undefined(void **state)
{
    (void)state;
    static const attack no[] = {
        {"a pole at one outer point", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", INNER("1", "2",
               "(div (mul @57 @56) @57)")) ")", NATURAL},
        {"no inner value at one outer point", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", INNER("0", "1",
               "(exp (div @56 @57))")) ")", NATURAL},
        {"a divisor that vanishes once", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", "(div 1 " INNER("0", "1",
               "(mul @57 (exp @56))") ")") ")", NATURAL},
        {"an inner end without a value", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("-1", "1", INNER("0", "(sqrt @57)", "(exp @56)"))
         ")", NATURAL},
    };
    MUST_FAIL(no);
}

/* A number between what is claimed falsely and what is true, a few hundredths
 * from both: computed by hand, as said beside it. */
#define ABOVE(f, c) "(sub " f " " c ")"
#define BELOW(f, c) "(sub " c " " f ")"
#define BOTH(name, f, less, more)                                              \
    {name, "x [ 1 1 ]", NULL, ABOVE(f, more), NATURAL},                        \
    {name, "x [ 1 1 ]", NULL, BELOW(f, less), NATURAL}
#define BETWEEN(name, f, less, more)                                           \
    {name, "x [ 1 1 ]", NULL, ABOVE(f, less), NATURAL},                        \
    {name, "x [ 1 1 ]", NULL, BELOW(f, more), NATURAL}

/* t cosh(s - 1/2) (t - 1/2): the inner one changes sign with t; 2 sinh(1/2)/12 =
 * 0.08684 */
#define SIGNS OUTER("0", "1", INNER("0", "1",                                  \
    "(mul (mul @57 (sub @57 1/2)) (cosh (sub @56 1/2)))"))
/* s e^(s^2 t): odd in s, so 0 */
#define HALVES OUTER("0", "1", INNER("-1", "1",                                \
    "(mul @56 (exp (mul @57 (pow @56 2))))"))
/* (e^(s t) - e^(-s t)), s from -1 to 1: 0, and the outer value is that of 1/2 */
#define ODD OUTER("0", "1", "(add 1/2 " INNER("-1", "1",                       \
    "(sub (exp (mul @56 @57)) (exp (neg (mul @56 @57))))") ")")
/* int_0^t e^s = e^t - 1: e - 2 = 0.71828 */
#define MOVING OUTER("0", "1", INNER("0", "@57", "(exp @56)"))
/* int_t^(2t) t/s = t log 2; over [1, 2] 3 log(2)/2 = 1.0397 */
#define BOTH_ENDS OUTER("1", "2", INNER("@57", "(mul 2 @57)", "(div @57 @56)"))
/* 1 over int_0^1 t e^(s t) = e^t - 1: over [1, 2], log(1 - e^-t) = 0.31326 */
#define QUOTIENT OUTER("1", "2", "(div 1 " INNER("0", "1",                     \
    "(mul @57 (exp (mul @56 @57)))") ")")

static void test_values(void **state)
{
    (void)state;
    static const attack no[] = {
        BOTH("an integrand of both signs", SIGNS, "43/500", "11/125"),
        BOTH("a difference that cancels", ODD, "49/100", "51/100"),
        BOTH("an end that moves", MOVING, "71/100", "18/25"),
        {"equal ends, above 0", "x [ 0 1 ]", NULL,
         "> " OUTER("0", "1", INNER("@57", "@57", "(exp @56)")), NATURAL},
        {"ends that may be equal, above 0", "x [ 0 1 ]", NULL,
         "> " OUTER("0", "x", INNER("0", "1", "(exp (mul @56 @57))")),
         NATURAL},
        {"ends the other way round", "x [ 1 1 ]", NULL,
         OUTER("0", "1", INNER("1", "@57", "(exp @56)")), NATURAL},
    };
    static const attack yes[] = {
        BETWEEN("an integrand of both signs", SIGNS, "2/25", "9/100"),
        BETWEEN("a difference that cancels", ODD, "2/5", "3/5"),
        BETWEEN("a quotient by an integral", QUOTIENT, "3/10", "33/100"),
        BETWEEN("an end that moves", MOVING, "7/10", "73/100"),
    };
    assert_int_equal(wrong_answers(no, sizeof no / sizeof *no, false), 0);
    assert_int_equal(wrong_answers(yes, sizeof yes / sizeof *yes, true), 0);
}

/* int |s - t| = 1/3 over the square */
#define KINK OUTER("0", "1", INNER("0", "1", "(abs (sub @56 @57))"))

/* These take both engines tenths of a second to seconds a question, so each is put
 * once: where no outer piece has a value each is cut 80 times and asks for an inner
 * integral, whose pieces are cut as often. */
static void test_costly(void **state)
{
    (void)state;
    static const attack no[] = {
        {"a pole that the outer variable moves", "x [ 0 1 ]", NULL,
         "(add 9 " OUTER("0", "1", INNER("0", "1",
               "(div 1 (sub @56 @57))")) ")", NATURAL},
        BOTH("a kink that the outer variable moves", KINK, "8/25", "7/20"),
        BOTH("halves that cancel", HALVES, "-1/100", "1/100"),
        BOTH("both ends move", BOTH_ENDS, "103/100", "26/25"),
        BOTH("a quotient by an integral", QUOTIENT, "31/100", "8/25"),
    };
    assert_int_equal(wrong_answers(no, sizeof no / sizeof *no, false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_costly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
