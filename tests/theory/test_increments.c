/* tests/theory/test_increments.c: that a function rises, or falls, as a claim about
 * two places of which one is the larger.  Truth is known from slopes; without
 * the order, with it turned, or where there is a hole, each is false. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#define TWO "for r in (0, 10], s in (0, 10] where "
#define LINE "for r in (-inf, inf), s in (-inf, inf), y in [1, 2] where "
#define LOGISTIC(x) "1/(1 + exp(-y*" x "))"
#define MEAN(x) "integral(t in 0..1, tanh(" x "*t))"

enum {
    SOME_BOXES = 20000
};

typedef struct {
    const char *claim;
    verdict_kind verdict;
} expectation;

static const expectation known[] = {
    {TWO "r < s: log(1 + r) < log(1 + s)", VERDICT_PROVED},
    {TWO "r <= s: log(1 + r) <= log(1 + s)", VERDICT_PROVED},
    {TWO "r <= s: log(1 + r) < log(1 + s)", VERDICT_REFUTED},
    {TWO "r > s: log(1 + r) < log(1 + s)", VERDICT_REFUTED},
    {TWO "r < s: 1/(1 + s^3) < 1/(1 + r^3)", VERDICT_PROVED},
    {TWO "r < s: sqrt(r) < sqrt(s)", VERDICT_PROVED},
    {TWO "r + 1/10 <= s: exp(r) < exp(s)", VERDICT_PROVED},
    {TWO "r < s: exp(r) < exp(s + 1)", VERDICT_PROVED},
    {LINE "r < s: " LOGISTIC("r") " < " LOGISTIC("s"), VERDICT_PROVED},
    {LINE "r < s: 1/r > 1/s", VERDICT_REFUTED},
    {TWO "r < s: " MEAN("r") " < " MEAN("s"), VERDICT_PROVED},
    {TWO "r < s: " MEAN("r") " > " MEAN("s"), VERDICT_REFUTED},
    {TWO "r < s: r*exp(-r) < s*exp(-s)", VERDICT_REFUTED},
};

static void verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        audited a;
        audit_options o = {.search.max_boxes = SOME_BOXES};
        audited_claim_with(&a, known[i].claim, &o);
        if (!a.ok)
            fail_msg("%s: %s", known[i].claim, a.errs.v[0].message);
        if (a.res[0].verdict != known[i].verdict)
            fail_msg("%s: %s", known[i].claim, verdict_name(a.res[0].verdict));
        audited_clear(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
