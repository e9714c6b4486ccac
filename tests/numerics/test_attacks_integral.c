/* Attacks by integrals: what is not defined, what only seems to be integrable,
 * what jumps under the integral, ends that cross; beside each a true one. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define OVER(a, b, f) "(integral @57 " a " " b " " f ")"
#define NATURAL "natural\n"

/* Defined: f is at every point strictly between the ends, and |f| has a finite
 * integral. */
static void test_undefined(void **state)
{
    (void)state;
    static const attack no[] = {
        {"a pole inside", "x [ 0 1 ]", NULL,
         "(add 9 " OVER("-1", "1", "(div 1 (pow @57 2))") ")", NATURAL},
        {"an odd pole inside", "x [ 0 1 ]", NULL,
         "(add 9 " OVER("-1", "1", "(div 1 @57)") ")", NATURAL},
        {"a pole at an end", "x [ 0 1 ]", NULL,
         OVER("0", "1", "(div 1 @57)"), NATURAL},
        {"a pole at the other end", "x [ 0 1 ]", NULL,
         OVER("0", "1", "(div 1 (sub 1 @57))"), NATURAL},
        {"a pole at an end, of order 1 with a logarithm", "x [ 0 1 ]", NULL,
         "(add 9 " OVER("0", "1", "(div (log @57) @57)") ")", NATURAL},
        {"no value at one point", "x [ 0 1 ]", NULL,
         OVER("-1", "1", "(div @57 @57)"), NATURAL},
        {"integrable, but without a value inside", "x [ 0 1 ]", NULL,
         OVER("-1", "1", "(div 1 (sqrt (abs @57)))"), NATURAL},
        {"1/t at infinity", "x [ 0 1 ]", NULL,
         OVER("1", "inf", "(div 1 @57)"), NATURAL},
        {"1 at infinity", "x [ 0 1 ]", NULL,
         OVER("-inf", "0", "(exp (neg @57))"), NATURAL},
        {"sine at infinity", "x [ 0 1 ]", NULL,
         "(add 9 " OVER("0", "inf", "(sin @57)") ")", NATURAL},
        {"not absolutely integrable", "x [ 0 1 ]", NULL,
         "(add 9 " OVER("1", "inf", "(div (sin @57) @57)") ")", NATURAL},
        {"a root of what is negative on a part", "x [ 0 1 ]", NULL,
         "(add 9 " OVER("-1/1000000", "1", "(sqrt @57)") ")", NATURAL},
        {"an end without a value", "x [ -1 1 ]", NULL,
         "(add 9 " OVER("0", "(sqrt x)", "(exp @57)") ")", NATURAL},
    };
    static const attack yes[] = {
        {"a root at its end", "x [ 0 1 ]", NULL,
         OVER("0", "1", "(div 1 (sqrt @57))"), NATURAL},
        {"a removable one at its end", "x [ 0 1 ]", NULL,
         "(sub " OVER("0", "1", "(div (sin @57) @57)") " 47/50)", NATURAL},
        {"a logarithm", "x [ 0 1 ]", NULL,
         "(add 11/10 " OVER("0", "1", "(log @57)") ")", NATURAL},
        {"1/t^2 at infinity", "x [ 0 1 ]", NULL,
         "(sub 11/10 " OVER("1", "inf", "(div 1 (pow @57 2))") ")", NATURAL},
        {"exponential at minus infinity", "x [ 0 1 ]", NULL,
         "(sub 11/10 " OVER("-inf", "0", "(exp @57)") ")", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* A majorant has to hold for every value of the parameter. */
static void test_parameter(void **state)
{
    (void)state;
#define POWER "(exp (mul (sub x 1) (log @57)))"
    static const attack no[] = {
        {"t^(x-1) at 0, for x = 0 too", "x [ 0 1 ]", NULL,
         OVER("0", "1", POWER), NATURAL},
        {"t^(x-1) at infinity, for x = 0 too", "x [ -1 0 ]", NULL,
         OVER("1", "inf", POWER), NATURAL},
        {"e^(-xt), for x = 0 too", "x [ 0 1 ]", NULL,
         OVER("0", "inf", "(exp (neg (mul x @57)))"), NATURAL},
        {"a pole that a parameter moves in", "x [ 0 1 ]", NULL,
         OVER("0", "1", "(div 1 (pow (sub @57 (sub x 1)) 2))"), NATURAL},
    };
    static const attack yes[] = {
        {"t^(x-1) at 0", "x [ 1/2 1 ]", NULL,
         "(sub 3 " OVER("0", "1", POWER) ")", NATURAL},
        {"t^(x-1) at infinity", "x [ -2 -1 ]", NULL,
         "(sub 3 " OVER("1", "inf", POWER) ")", NATURAL},
        {"e^(-xt)", "x [ 1 3/2 ]", NULL,
         "(sub 2 " OVER("0", "inf", "(exp (neg (mul x @57)))") ")", NATURAL},
        {"a pole outside", "x [ 0 1/2 ]", NULL,
         OVER("0", "1", "(div 1 (pow (sub @57 (sub x 1)) 2))"), NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Halves that cancel, kinks, peaks between any points, nested integrals. */
static void test_values(void **state)
{
    (void)state;
#define PEAK "(div 1 (add 1 (mul 10000 (pow (sub @57 7/10) 2))))"
#define NESTED OVER("0", "1", "(integral @56 0 @57 (exp @56))")
    static const attack no[] = {
        {"halves that cancel", "x [ 0 1 ]", NULL,
         "(sub " OVER("-1", "1", "(mul @57 (exp (pow @57 2)))")
         " 1/1000000000000)", NATURAL},
        {"a kink inside", "x [ 0 1 ]", NULL,
         "(sub " OVER("0", "1", "(abs (sub @57 1/3))")
         " 138888889/500000000)", NATURAL},
        {"a peak", "x [ 0 1 ]", NULL,
         "(sub 3/100 " OVER("0", "1", PEAK) ")", NATURAL},
        {"backwards", "x [ 0 1 ]", NULL, OVER("1", "0", "(exp @57)"), NATURAL},
        {"nested", "x [ 0 1 ]", NULL, "(sub " NESTED " 18/25)", NATURAL},
        {"ends that cross", "x [ -1 1 ]", NULL, OVER("0", "x", "(exp @57)"),
         NATURAL},
        {"ends that cross, the other way", "x [ -1 1 ]", NULL,
         OVER("x", "0", "(exp @57)"), NATURAL},
    };
    static const attack yes[] = {
        {"halves that cancel", "x [ 0 1 ]", NULL,
         "(add " OVER("-1", "1", "(mul @57 (exp (pow @57 2)))")
         " 1/1000)", NATURAL},
        {"a kink inside", "x [ 0 1 ]", NULL,
         "(sub " OVER("0", "1", "(abs (sub @57 1/3))") " 27777/100000)",
         NATURAL},
        {"a peak", "x [ 0 1 ]", NULL,
         "(sub " OVER("0", "1", PEAK) " 3/100)", NATURAL},
        {"backwards", "x [ 0 1 ]", NULL,
         "(neg " OVER("1", "0", "(exp @57)") ")", NATURAL},
        {"nested", "x [ 0 1 ]", NULL, "(sub " NESTED " 3/5)", NATURAL},
        {"ends that cross", "x [ -1 1 ]", NULL,
         "(add 6 " OVER("0", "x", "(exp @57)") ")", NATURAL},
        {"equal ends, whatever the integrand", "x [ 0 1 ]", NULL,
         OVER("x", "x", "(div 1 @57)"), NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* A jump at a number that ends a panel, and panels so short that no number lies
 * between their ends: what the integrand does at the end that is no point of the
 * panel must not count, not even by rounding. */
static void test_jumps_at_ends(void **state)
{
    (void)state;
#define BELOW(a) OVER("0", "1", "(if> (sub " a " @57) 1 0)")
#define SPIKE                                                                  \
    OVER("0", "1", "(if> (sub 5/8 @57) 1 (if>= (sub 5/8 @57) " HUGE " 0))")
#define HUGE "1000000000000000000000000000000000000000000000000000000000000"
    static const attack no[] = {
        {"1 below 5/8, more", "x [ 1/2 1 ]", NULL,
         "> (sub " BELOW("5/8") " 5/8)", NATURAL},
        {"1 below 5/8, less", "x [ 1/2 1 ]", NULL,
         "> (sub 5/8 " BELOW("5/8") ")", NATURAL},
        {"1 below x, at one number, less", "x [ 5/8 5/8 ]", NULL,
         "> (sub 5/8 " BELOW("x") ")", NATURAL},
        {"1 from 5/8 on, more", "x [ 1/2 1 ]", NULL,
         "> (sub " OVER("0", "1", "(if> (sub 5/8 @57) 0 1)") " 3/8)", NATURAL},
        {"1 up to 11/16, more", "x [ 1/2 1 ]", NULL,
         "> (sub " OVER("0", "1", "(if>= (sub 11/16 @57) 1 0)") " 11/16)",
         NATURAL},
        {"1 beyond 11/16, less", "x [ 1/2 1 ]", NULL,
         "> (sub 5/16 " OVER("0", "1", "(if> (sub @57 11/16) 1 0)") ")",
         NATURAL},
        {"1 below 3, backwards", "x [ 1/2 1 ]", NULL,
         "> (add 3 " OVER("4", "0", "(if> (sub 3 @57) 1 0)") ")", NATURAL},
        {"a stair at 5/8, more", "x [ 1/2 1 ]", NULL,
         "> (sub " OVER("0", "1", "(floor (add @57 3/8))") " 3/8)", NATURAL},
        {"a stair at 5/8, less", "x [ 1/2 1 ]", NULL,
         "> (sub 3/8 " OVER("0", "1", "(floor (add @57 3/8))") ")", NATURAL},
        {"a jump at the first end, more", "x [ 1/2 1 ]", NULL,
         "> (sub " OVER("1/4", "1/2", "(if> (sub @57 1/4) 1 100)") " 1/4)",
         NATURAL},
        {"a jump at the last end, less", "x [ 1/2 1 ]", NULL,
         "> (sub 1/4 " OVER("1/4", "1/2", "(if>= (sub @57 1/2) 100 1)") ")",
         NATURAL},
        {"two jumps, less", "x [ 1/2 1 ]", NULL,
         "> (sub 9/4 " OVER("0", "1", "(if> (sub 1/4 @57) 1 (if> (sub 3/4 "
         "@57) 2 4))") ")", NATURAL},
        {"a density of one jump that has another integral", "x [ 5/8 5/8 ]",
         NULL, "(sqrt (neg (pow (sub " OVER("0", "1", "(if> (sub x @57) 8/5 "
         "1/1000)") " 1) 2)))", NATURAL},
        {"a spike of width 0, more", "x [ 1/2 1 ]", NULL,
         "(sub " SPIKE " 21/32)", NATURAL},
    };
    static const attack yes[] = {
        {"1 below 5/8", "x [ 1/2 1 ]", NULL,
         "(sub " BELOW("5/8") " 39/64)", NATURAL},
        {"1 below 5/8, from above", "x [ 1/2 1 ]", NULL,
         "(sub 41/64 " BELOW("5/8") ")", NATURAL},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Derivatives: under the integral only where the integrand is continuous in
 * the parameter.  The integral of [t < x] over (0, 1) is x, but its integrand
 * has derivative 0 wherever it has one. */
static void test_derivatives(void **state)
{
    (void)state;
#define STEP OVER("0", "1", "(if> (sub x @57) 1 0)")
#define FLOOR OVER("0", "1", "(floor (add x @57))")
#define ROOT OVER("0", "x", "(div 1 (sqrt @57))")
#define STAIR OVER("0", "1", "(floor (add x @57))")
#define FLIGHT OVER("0", "1", "(mul @57 (floor x))")
    static const attack no[] = {
        {"a stair under the integral, by its mean value", "x [ 0 1 ]", NULL,
         "(sub 3/5 " STAIR ")", "meanvalue\n"},
        {"a stair, grows", "x [ 0 1 ]", NULL, "(sub 1/10 " STAIR ")",
         "monotone x +\n natural\n natural\n"},
        {"a stair, falls", "x [ 0 1 ]", NULL, "(sub " STAIR " 9/10)",
         "monotone x -\n natural\n natural\n"},
        {"a step beside the bound variable", "x [ 1/2 3/2 ]", NULL,
         "(sub 1/10 " FLIGHT ")", "monotone x +\n natural\n natural\n"},
        {"a step beside the bound variable, down", "x [ 1/2 3/2 ]", NULL,
         "(sub " FLIGHT " 1/10)", "monotone x -\n natural\n natural\n"},
        {"a step beside the bound variable, mean value", "x [ 1/2 3/2 ]", NULL,
         "(sub 2/5 " FLIGHT ")", "meanvalue\n"},
        {"a jump, by its mean value", "x [ 0 1 ]", NULL,
         "(sub 3/5 " STEP ")", "meanvalue\n"},
        {"a jump, grows", "x [ 0 1 ]", NULL, "(sub 1/10 " STEP ")",
         "monotone x +\n natural\n natural\n"},
        {"a jump, falls", "x [ 0 1 ]", NULL, "(sub " STEP " 9/10)",
         "monotone x -\n natural\n natural\n"},
        {"a floor, by its mean value", "x [ 0 1 ]", NULL,
         "(sub 3/5 " FLOOR ")", "meanvalue\n"},
        {"a floor, grows", "x [ 0 1 ]", NULL, "(sub 1/10 " FLOOR ")",
         "monotone x +\n natural\n natural\n"},
        {"a floor, falls", "x [ 0 1 ]", NULL, "(sub " FLOOR " 9/10)",
         "monotone x -\n natural\n natural\n"},
        {"a floor's jet", "x [ 0 1 ]", NULL, "(sub 1/10 " FLOOR ")",
         "contact x 1 0\n"},
        {"a floor's Taylor form", "x [ 0 1 ]", NULL, "(sub 3/5 " FLOOR ")",
         "taylor x 1 1/2\n"},
        {"a moving end, forgotten", "x [ 0 1 ]", NULL,
         "(sub 1 " OVER("0", "x", "(exp @57)") ")",
         "monotone x +\n natural\n natural\n"},
        {"the lower end's sign", "x [ 0 1 ]", NULL,
         "(sub 1 " OVER("x", "2", "(exp @57)") ")", "meanvalue\n"},
        {"a parameter's slope", "x [ 0 1 ]", NULL,
         "(sub 11/10 " OVER("0", "1", "(exp (mul x @57))") ")",
         "monotone x +\n natural\n natural\n"},
        {"a second derivative that is not there", "x [ -1 1 ]", NULL,
         "(neg " OVER("0", "1", "(abs (sub x @57))") ")", "convex 0 0\n"},
        {"a singular integrand at its moving end", "x [ 0 1 ]", NULL,
         "(sub 1 " ROOT ")", "meanvalue\n"},
    };
    static const attack yes[] = {
        {"a jump, by its range", "x [ 0 1 ]", NULL, "(sub 2 " STEP ")",
         NATURAL},
        {"a moving end", "x [ 0 1 ]", NULL, OVER("0", "x", "(exp @57)"),
         "monotone x +\n natural\n natural\n"},
        {"a parameter's slope", "x [ 0 1 ]", NULL,
         "(sub " OVER("0", "1", "(exp (mul x @57))") " 1)",
         "monotone x +\n natural\n natural\n"},
        {"a kink in the parameter", "x [ 2/5 3/5 ]", NULL,
         "(sub 3/5 " OVER("0", "1", "(abs (sub x @57))") ")", "meanvalue\n"},
        {"the mean value", "x [ 0 1/2 ]", NULL,
         "(sub 1 " OVER("0", "x", "(exp @57)") ")", "meanvalue\n"},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Contact: to what order an integral vanishes where its ends meet. */
static void test_contact(void **state)
{
    (void)state;
#define GAUSS OVER("0", "x", "(exp (neg (pow @57 2)))")
#define BEND OVER("0", "x", "(abs @57)")
#define STEPS OVER("0", "x", "(floor @57)")
    static const attack no[] = {
        {"an order too many", "x [ 0 1 ]", NULL, "(sub x " GAUSS ")",
         "contact x 4 0\n"},
        {"the wrong side", "x [ -1 1 ]", NULL, "(sub x " GAUSS ")",
         "contact x 3 0\n"},
        {"not quite", "x [ 0 1 ]", NULL,
         "(sub (sub x (div (pow x 3) 2)) " GAUSS ")", "contact x 3 0\n"},
        {"not at that place", "x [ 0 1 ]", NULL, "(sub 1/2 " GAUSS ")",
         "contact x 1 1/2\n"},
        {"the other branch of a kink under the integral", "x [ -1 0 ]", NULL,
         "(sub " BEND " (div (pow x 2) 2))", "contact x 3 0\n"},
        {"the same, to order 2", "x [ -1 0 ]", NULL,
         "(sub " BEND " (div (pow x 2) 2))", "contact x 2 0\n"},
        {"steps up to a moving end", "x [ 0 2 ]", NULL, "(neg " STEPS ")",
         "contact x 2 0\n"},
        {"the same, by Taylor", "x [ 0 2 ]", NULL, "(neg " STEPS ")",
         "taylor x 2 0\n"},
        {"the same, convex", "x [ 0 2 ]", NULL, "(neg " STEPS ")",
         "convex 0 0\n"},
        {"the same, concave, at 1", "x [ 0 2 ]", NULL,
         "(sub " STEPS " (div x 4))",
         "concave x +\n natural\n natural\n natural\n"},
        {"the same, from the jump on", "x [ 0 1 ]", NULL,
         "(add x " OVER("x", "1", "(floor @57)") ")", "contact x 2 1\n"},
    };
    static const attack yes[] = {
        {"order 3", "x [ 0 1/4 ]", NULL,
         "(sub (sub x (div (pow x 3) 20)) " GAUSS ")", "contact x 3 0\n"},
        {"order 1", "x [ 0 1/2 ]", NULL, GAUSS, "contact x 1 0\n"},
        {"order 1 at a moving lower end", "x [ 0 1/2 ]", NULL,
         "(sub 0 " OVER("x", "0", "(exp @57)") ")", "contact x 1 0\n"},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Taylor coefficients in a variable of the integrand. */
static void test_under(void **state)
{
    (void)state;
#define DISTANCE OVER("0", "1", "(abs (sub x @57))") /* x^2 - x + 1/2 */
#define GROWTH OVER("0", "1", "(exp (mul x @57))")
#define BOTH OVER("0", "x", "(exp (mul x @57))")
#define SWING(a) OVER(a, "1", "(tanh (add (pow x 2) (mul x @57)))")
    static const attack no[] = {
        {"a kink under the integral", "x [ 0 1 ]", NULL,
         "(sub 2/5 " DISTANCE ")", "taylor x 2 1/2\n"},
        {"the same, by contact", "x [ 0 1 ]", NULL, "(sub 1/4 " DISTANCE ")",
         "contact x 2 1/2\n"},
        {"a jump under it", "x [ 0 1 ]", NULL, "(sub 3/5 " STEP ")",
         "taylor x 2 1/2\n"},
        {"a jump inside a nested one", "x [ 0 1 ]", NULL,
         "(sub 3/5 " OVER("0", "1", "(integral @56 0 1 (if> (sub x @56) 1 0))")
         ")", "taylor x 2 1/2\n"},
        {"a coefficient that does not vanish", "x [ 0 1/4 ]", NULL,
         "(sub (sub (sub " GROWTH " 1) (div x 2)) (div (pow x 2) 5))",
         "contact x 3 0\n"},
        {"the wrong side", "x [ 0 1/4 ]", NULL,
         "(sub (add 1 (div x 2)) " GROWTH ")", "contact x 2 0\n"},
        {"the end's share, forgotten", "x [ 0 1 ]", NULL,
         "(sub 11/10 " BOTH ")", "taylor x 2 1/2\n"},
        {"odd but for its range", "x [ 0 1/4 ]", NULL,
         "(neg " SWING("-999/1000") ")", "contact x 2 0\n"},
        {"a derivative without a bound", "x [ 0 1 ]", NULL,
         "(sub " OVER("0", "1", "(sqrt (mul x @57))") " 1/100)",
         "taylor x 2 1/2\n"},
        {"a derivative that is not integrable", "x [ 0 1 ]", NULL,
         "(sub 9/10 " OVER("0", "1", "(exp (mul x (log @57)))") ")",
         "taylor x 2 1/2\n"},
    };
    static const attack yes[] = {
        {"order 3", "x [ 0 1/4 ]", NULL,
         "(sub (sub (sub " GROWTH " 1) (div x 2)) (div (pow x 2) 6))",
         "contact x 3 0\n"},
        {"an odd coefficient", "x [ 0 1/4 ]", NULL, SWING("-1"),
         "contact x 2 0\n"},
        {"a Taylor form", "x [ 0 1/2 ]", NULL, "(sub 6/5 (sub " GROWTH
         " (div x 2)))", "taylor x 3 1/4\n"},
        {"to infinity", "x [ 1 5/4 ]", NULL,
         "(sub 101/100 (mul x " OVER("0", "inf", "(exp (neg (mul x @57)))")
         "))", "taylor x 4 9/8\n"},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

/* Sums to infinity, which are integrals of floor; and closed forms. */
static void test_series(void **state)
{
    (void)state;
#define SUM(a, f) OVER(a, "inf", f)
#define N "(floor @57)"
#define BASEL SUM("1", "(div 1 (pow " N " 2))") /* 1.6449.. */
#define HALVES SUM("0", "(exp (neg (mul " N " (log 2))))")
#define POWERS SUM("1", "(exp (mul " N " (log x)))")
#define NORMAL(f) "(integral @57 -inf inf (exp " f "))"
    static const attack no[] = {
        {"a sum less than it is", "x [ 0 1 ]", NULL, "(sub 8/5 " BASEL ")",
         NATURAL},
        {"a sum more than it is", "x [ 0 1 ]", NULL, "(sub " BASEL " 83/50)",
         NATURAL},
        {"the first term, forgotten", "x [ 0 1 ]", NULL,
         "(sub 19999/10000 " HALVES ")", NATURAL},
        {"the integral instead", "x [ 0 1 ]", NULL,
         "(sub 3/2 " HALVES ")", NATURAL},
        {"the harmonic series", "x [ 0 1 ]", NULL,
         "(add 9 " SUM("1", "(div 1 " N ")") ")", NATURAL},
        {"terms that do not tend to 0", "x [ 0 1 ]", NULL,
         "(add 9 " SUM("1", "(div " N " (add 1 " N "))") ")", NATURAL},
        {"not absolutely", "x [ 0 1 ]", NULL,
         "(add 9 " SUM("1", "(div (sin " N ") " N ")") ")", NATURAL},
        {"a term without a value", "x [ 0 1 ]", NULL,
         "(add 9 " SUM("1", "(div 1 (pow (sub " N " 7) 2))") ")", NATURAL},
        {"the first term without a value", "x [ 0 1 ]", NULL,
         "(add 9 " SUM("0", "(div 1 (pow " N " 2))") ")", NATURAL},
        {"for x = 1, too", "x [ 1/2 1 ]", NULL, "(add 9 " POWERS ")", NATURAL},
        {"at x = 9/10 it is 9", "x [ 1/2 9/10 ]", NULL,
         "(sub 89/10 " POWERS ")", NATURAL},
        {"growth, not density", "x [ 0 1 ]", NULL,
         NORMAL("(pow @57 2)"), "product 0 (sqrt pi)\n natural\n"},
        {"a density's wrong value", "x [ 0 1 ]", NULL,
         "(sub (sqrt pi) " NORMAL("(sub (mul x @57) (pow @57 2))") ")",
         "product 0 0\n natural\n"},
        {"a factor that moves", "x [ 0 1 ]", NULL,
         "(integral @57 -inf inf (mul (sub @57 1) (exp (neg (pow @57 2)))))",
         "product 0 0\n natural\n"},
        {"odd, but for a bit", "x [ 0 1 ]", NULL,
         "(neg " OVER("-1", "1", "(add (pow @57 3) 1/1000000000000)") ")",
         "product 0 0\n natural\n"},
        {"odd, but not there", "x [ 0 1 ]", NULL,
         OVER("-1", "1", "(div 1 @57)"), "product 0 0\n natural\n"},
        {"no polynomial", "x [ 0 1 ]", NULL,
         "(neg " OVER("0", "2", "(add @57 (floor @57))") ")",
         "product 0 -2\n natural\n"},
        {"another polynomial", "x [ 0 1 ]", NULL,
         "(neg " OVER("0", "1", "(pow @57 2)") ")",
         "product 0 -1/4\n natural\n"},
    };
    static const attack yes[] = {
        {"a sum from above", "x [ 0 1 ]", NULL, "(sub 83/50 " BASEL ")",
         NATURAL},
        {"a sum from below", "x [ 0 1 ]", NULL, "(sub " BASEL " 8/5)",
         NATURAL},
        {"halves", "x [ 0 1 ]", NULL, "(sub 2000001/1000000 " HALVES ")",
         NATURAL},
        {"halves from below", "x [ 0 1 ]", NULL,
         "(sub " HALVES " 1999999/1000000)", NATURAL},
        {"a parameter", "x [ 1/2 9/10 ]", NULL, "(sub 46/5 " POWERS ")",
         NATURAL},
        {"a density", "x [ 0 1 ]", NULL,
         "(sub " NORMAL("(sub (mul x @57) (pow @57 2))")
         " (mul (sqrt pi) (exp (div (pow x 2) 4))))",
         "product 0 0\n natural\n"},
        {"odd", "x [ 0 1 ]", NULL,
         OVER("-1", "1", "(mul (pow @57 3) (cosh (mul x @57)))"),
         "product 0 0\n natural\n"},
        {"a polynomial", "x [ 0 1 ]", NULL,
         OVER("0", "1", "(pow (add x @57) 2)"),
         "product 0 (div (sub (pow (add 1 x) 3) (pow x 3)) 3)\n natural\n"},
    };
    MUST_FAIL(no);
    MUST_HOLD(yes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_parameter),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_jumps_at_ends),
        cmocka_unit_test(test_derivatives),
        cmocka_unit_test(test_contact),
        cmocka_unit_test(test_under),
        cmocka_unit_test(test_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
