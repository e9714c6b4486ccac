/* The sign of an integral by that of its integrand: false claims that lack just
 * one hypothesis of the theorem, beside true ones that have them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

#define NATURALS " natural\n natural\n"
#define BELL "(exp (neg (div (pow @57 2) 2)))"
#define BELL1 "(exp (neg (div (pow _1 2) 2)))"

static const attack false_signs[] = {
    {"the integrand is negative", "x [ 0 1 ]", NULL,
     "(integral @57 0 1 (sub (mul x @57) 1))", "integrand _1 + 0\n" NATURALS},
    {"the ends are the other way round", "x [ 0 1 ]", NULL,
     "(integral @57 1 0 (add 1 (mul x @57)))", "integrand _1 + 0\n" NATURALS},
    {"the ends may change places", "x [ -1 1 ]", NULL,
     "(integral @57 0 x (add 2 (mul x @57)))", "integrand _1 + 0\n" NATURALS},
    {"strict, over a range that may be a point", "x [ 0 1 ]", NULL,
     "> (integral @57 0 x (add 2 (mul x @57)))",
     "integrand _1 + 0\n" NATURALS},
    {"strict, the integrand is 0", "x [ 0 1 ]", NULL,
     "> (integral @57 0 1 (mul x (sub (abs @57) @57)))",
     "integrand _1 + 0\n" NATURALS},
    {"what is outside is left out", "x [ 0 1 ]", NULL,
     "(sub (integral @57 0 1 (exp (mul x @57))) 2)",
     "integrand _1 + 0\n" NATURALS},
    {"what is outside, taken inside the other way", "x [ 0 1 ]", NULL,
     "(sub (integral @57 0 1 (exp (mul x @57))) 2)",
     "integrand _1 + (neg (mul 2 _1))\n" NATURALS},
    {"over the line, what is outside counts", "x [ 0 1 ]", NULL,
     "(sub (integral @57 -inf inf (div (mul x " BELL
     ") (sqrt (mul 2 pi)))) 1/2)",
     "integrand _1 + 0\n" NATURALS},
    {"a minus before the integral", "x [ 0 1 ]", NULL,
     "(neg (integral @57 0 1 (exp (mul x @57))))",
     "integrand _1 + 0\n" NATURALS},
    {"two ranges", "x [ 0 1 ]", NULL,
     "(sub (integral @57 0 1 (exp (mul x @57))) (integral @57 0 2 (exp (mul x "
     "@57))))",
     "integrand _1 + 0\n product 0 0\n  natural\n natural\n"},
    {"one over an infinite range", "x [ 0 1 ]", NULL,
     "(sub (integral @57 -1 0 (exp (neg @57))) (integral @57 -1 inf (exp (neg "
     "@57))))",
     "integrand _1 + 0\n product 0 0\n  natural\n natural\n"},
    {"the integral diverges at an end", "x [ 1 2 ]", NULL,
     "(integral @57 0 1 (div x @57))", "integrand _1 + 0\n" NATURALS},
    {"the integral diverges at infinity", "x [ 0 1 ]", NULL,
     "(integral @57 0 inf (exp (mul x @57)))",
     "integrand _1 + 0\n" NATURALS},
    {"undefined inside", "x [ 1 2 ]", NULL,
     "(integral @57 -1 1 (div x (pow @57 2)))",
     "integrand _1 + 0\n" NATURALS},
    {"a factor that is undefined", "x [ 0 1 ]", NULL,
     "(mul (div 1 x) (integral @57 0 1 (exp (mul x @57))))",
     "integrand _1 + 0\n" NATURALS},
    {"a square is no multiple", "x [ -1 1 ]", NULL,
     "(sub (pow (integral @57 0 1 (exp (mul x @57))) 2) 1)",
     "integrand _1 + 0\n" NATURALS},
    {"a product of two integrals", "x [ 0 1 ]", NULL,
     "(mul (integral @57 0 1 (sub @57 x)) (integral @57 0 1 (sub x @57)))",
     "integrand _1 + 0\n" NATURALS},
    {"by parts: what is left at the end", "x [ 0 1 ]", NULL,
     "(integral @57 0 1 (neg (exp (mul x @57))))",
     "integrand _1 + (neg (mul 4 _1))\n natural\n natural\n"},
    {"by parts: a jump", "x [ 0 1 ]", NULL,
     "(neg (integral @57 0 1 (div (add 1 (mul x @57)) 4)))",
     "integrand _1 + (if>= (sub _1 1/2) (sub 1/2 (div _1 2)) (neg (div _1 "
     "2)))\n natural\n natural\n"},
    {"by parts: steps", "x [ 0 1 ]", NULL,
     "(neg (integral @57 0 2 (div (add 1 (mul x @57)) 4)))",
     "integrand _1 + (sub (floor _1) _1)\n natural\n natural\n"},
    {"by parts: undefined inside", "x [ 0 1 ]", NULL,
     "(neg (integral @57 -1 1 (div (add 2 (mul x @57)) 4)))",
     "integrand _1 + (div 1 _1)\n natural\n natural\n"},
    {"by parts: no limit 0 at infinity", "x [ 1 2 ]", NULL,
     "(neg (integral @57 0 inf (exp (neg (mul x @57)))))",
     "integrand _1 + (add -2 (mul 2 (exp (neg (mul x _1)))))\n product 1 (exp "
     "(neg (mul x _1))) 1 (sub (mul 2 x) 1)\n  natural\n natural\n"},
    {"by parts: no limit 0 on the line", "x [ 0 1 ]", NULL,
     "(neg (mul x (integral @57 -inf inf " BELL ")))",
     "integrand _1 + (neg (mul 3 (erf (div _1 (sqrt 2)))))\n product 1 " BELL1
     " 1 (sub (div (mul 3 (sqrt 2)) (sqrt pi)) x)\n  natural\n natural\n"},
    {"the variable stands in the difference", "x [ 0 1 ]", NULL,
     "(integral @57 0 1 (sub @57 x))",
     "integrand x + 0\n product 0 0\n  natural\n natural\n"},
    {"a condition on the variable that is bound", "x [ 0 1 ]; y [ 0 1 ]",
     "(sub y 3/4)", "(mul (add 1 x) (integral @57 0 1 (sub @57 3/4)))",
     "integrand y + 0\n" NATURALS},
    {"folded: the integrand is negative on the whole", "x [ 0 1 ]", NULL,
     "(integral @57 -1 1 (sub (mul x @57) 1))",
     "integrand _1 ++ 0\n" NATURALS},
    {"folded at another place", "x [ 0 1 ]", NULL,
     "(mul (add 1 x) (integral @57 0 1 (sub 1/4 @57)))",
     "integrand _1 ++ 0\n" NATURALS},
    {"folded, an end moves", "x [ 1 2 ]", NULL,
     "(integral @57 0 x (sub 1/4 @57))", "integrand _1 ++ 0\n" NATURALS},
    {"folded, one infinite end", "x [ 1 2 ]", NULL,
     "(integral @57 0 inf (sub (exp (neg (mul 4 @57))) (mul x (exp (neg "
     "@57)))))",
     "integrand _1 ++ 0\n" NATURALS},
    {"another direction", "x [ 0 1 ]", NULL,
     "(integral @57 0 1 (exp (mul x @57)))", "integrand _1 - 0\n" NATURALS},
    {"no integral", "x [ 0 1 ]", "(integral @57 0 1 (exp (mul x @57)))",
     "(sub x 2)", "integrand _1 + 0\n" NATURALS},
};

static const attack true_signs[] = {
    {"a positive integrand", "x [ 0 1 ]", NULL,
     "> (integral @57 0 1 (exp (mul x @57)))", "integrand _1 + 0\n" NATURALS},
    {"an end that moves", "x [ 0 1 ]", NULL,
     "(integral @57 0 x (add 2 (mul x @57)))", "integrand _1 + 0\n" NATURALS},
    {"a condition between the variable and the end", "x [ 0 1 ]", NULL,
     "(integral @57 0 x (sub x @57))",
     "integrand _1 + 0\n product 0 (sub x _1)\n  natural\n natural\n"},
    {"what is outside, taken inside", "x [ 0 1 ]", NULL,
     "(sub (integral @57 0 1 (add 2 (mul x @57))) 2)",
     "integrand _1 + (mul 2 _1)\n product 0 (mul x _1)\n  natural\n "
     "natural\n"},
    {"two integrals over one range", "x [ 0 1 ]", NULL,
     "(sub (integral @57 0 1 (exp (mul x @57))) (integral @56 0 1 (div (sin "
     "@56) 2)))",
     "integrand _1 + 0\n" NATURALS},
    {"integrable at an end", "x [ 1 2 ]", NULL,
     "(integral @57 0 1 (div x (sqrt @57)))", "integrand _1 + 0\n" NATURALS},
    {"over the line", "x [ 0 1 ]", NULL,
     "> (integral @57 -inf inf (mul " BELL " (add 1 x)))",
     "integrand _1 + 0\n" NATURALS},
    {"by parts at an infinite end", "x [ 1 2 ]", NULL,
     "(sub 2 (integral @57 0 inf (exp (neg (mul x @57)))))",
     "integrand _1 + (mul 2 (exp (neg (mul x _1))))\n product 1 (exp (neg (mul "
     "x _1))) 1 (sub (mul 2 x) 1)\n  natural\n natural\n"},
    {"folded: odd but for a little", "x [ 0 1 ]", NULL,
     "(integral @57 -1 1 (add @57 (mul x (pow @57 2))))",
     "integrand _1 ++ 0\n product 0 (mul 2 (mul x (pow _1 2)))\n  natural\n "
     "natural\n"},
    {"folded on the line, by parts", "x [ 1 2 ]", NULL,
     "(integral @57 -inf inf (mul " BELL " (sub (mul @57 (add x @57)) 1/2)))",
     "integrand _1 ++ (neg (mul _1 " BELL1 "))\n product 1 " BELL1
     " 1 1\n  natural\n natural\n"},
};

static void signs(void **state)
{
    (void)state;
    MUST_FAIL(false_signs);
    MUST_HOLD(true_signs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
