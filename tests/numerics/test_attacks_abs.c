/* `abs`: an absolute value whose inside does not keep the sign that the rule
 * names, beside those that do. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "attack_support.h"

static const attack false_claims[] = {
    {"0 inside, at 1/2", "x [ 0 1 ]", NULL, "> (abs (sub x 1/2))",
     "abs +\n natural\n"},
    {"0 inside, the other sign, at 1/2", "x [ 0 1 ]", NULL,
     "> (abs (sub x 1/2))", "abs -\n natural\n"},
    {"0 at a closed end, at 0", "x [ 0 1 ]", NULL, "> (abs x)",
     "abs +\n natural\n"},
    {"no absolute value, at -1", "x [ -1 1 ]", NULL, "x",
     "abs +\n natural\n"},
    {"an absolute value within a sum, at 0", "x [ 0 1 ]", NULL,
     "(sub (abs x) 1)", "abs +\n natural\n"},
    {"minus an absolute value, at 1", "x [ 1 2 ]", NULL, "(neg (abs x))",
     "abs +\n natural\n"},
    {"undefined, at 0", "x [ 0 1 ]", NULL, "(abs (log (add x 0)))",
     "abs -\n natural\n"},
    {"doubled, at 0", "x [ 0 1 ]", NULL, "> (abs x)", "abs ++\n natural\n"},
};

static const attack true_claims[] = {
    {"positive", "x ( 0 1 ]", NULL, "> (abs x)", "abs +\n natural\n"},
    {"negative", "x [ -2 -1 ]", NULL, "> (abs x)", "abs -\n natural\n"},
    {"at least 0", "x [ 0 1 ]", NULL, "(abs x)", "abs +\n natural\n"},
    {"one sign on either side", "x [ -2 2 ]", "(sub (pow x 2) 1)",
     "> (abs x)",
     "split x 0\n"
     " split x -1/2\n  abs -\n   natural\n  void 0\n"
     " split x 1/2\n  void 0\n  abs +\n   natural\n"},
    {"by a contact at an open end", "x ( 0 1 ]", NULL,
     "> (abs (sub (sub (exp x) 1) x))", "abs +\n contact x 2 0\n"},
};

/* What is refused as it stands. */
static const attack refused[] = {
    {"doubled", "x ( 0 1 ]", NULL, "> (abs x)", "abs ++\n natural\n"},
    {"the wrong sign", "x ( 0 1 ]", NULL, "> (abs x)", "abs -\n natural\n"},
};

static void attacks(void **state)
{
    (void)state;
    MUST_FAIL(false_claims);
    MUST_FAIL(refused);
    MUST_HOLD(true_claims);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(attacks)};
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
