/* A sum of two terms with the sign: false claims that lack just one hypothesis of
 * the theorem, beside true ones that have them all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

static const attack false_sums[] = {
    {"the first term is negative, at 0", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "slack -1/2\n natural\n natural\n"},
    {"the second term is negative, at 0", "x [ 0 1 ]", NULL, "(sub x 1/2)",
     "slack 1\n natural\n natural\n"},
    {"strict, both terms 0 at 0", "x [ 0 1 ]", NULL, "> x",
     "slack (mul 1/2 x)\n natural\n natural\n"},
    {"strict, the first term is 0", "x [ 0 1 ]", NULL, "> x",
     "slack 0\n natural\n natural\n"},
    {"strict only in the second term", "x [ 0 1 ]", NULL, "> (sub x 1/2)",
     "slack (sub x 1)\n natural\n natural\n"},
    {"the first term undefined at 0, and f", "x [ 0 1 ]", NULL,
     "(add x (sqrt (sub x 1/2)))",
     "slack (sqrt (sub x 1/2))\n natural\n"
     " natural\n"},
    {"f undefined at 0", "x [ 0 1 ]", NULL, "(add 1 (div 1 x))",
     "slack 1\n natural\n natural\n"},
    {"f undefined in what cancels", "x [ 0 1 ]", NULL, "(div 1 x)",
     "slack (div 1 x)\n natural\n natural\n"},
};

static const attack true_sums[] = {
    {"both terms >= 0", "x [ 0 1 ]", NULL, "(add x (pow x 2))",
     "slack x\n natural\n product 0 (pow x 2)\n  natural\n"},
    {"strict, a positive number and the rest", "x [ 0 1 ]", NULL,
     "> (add x 1/2)", "slack 1/2\n natural\n natural\n"},
    {"defined on the open range", "x ( 0 1 ]", NULL, "> (div 1 x)",
     "slack (div 1 x)\n natural\n product 0 0\n  natural\n"},
    {"with a hypothesis", "x [ -1 1 ]", "x", "(add x 1)",
     "slack 1\n natural\n natural\n"},
};

static void terms_and_signs(void **state)
{
    (void)state;
    MUST_FAIL(false_sums);
    MUST_HOLD(true_sums);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_and_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
