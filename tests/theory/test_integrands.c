/* tests/theory/test_integrands.c: integrals that have the sign of their
 * integrand, as it stands, folded, or after integration by parts; families in the
 * exponent.  Truth is known from the integrands, pointwise. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <string.h>

#define MEAN "normal_mean(z, tanh(r + sqrt(r)*z))"
#define MEAN_AT_S "normal_mean(z, tanh(s + sqrt(s)*z))"
/* the derivative of MEAN in r; E of sech^2 (1 - tanh), by parts */
#define SLOPE                                                                  \
    "normal_mean(z, (1 - tanh(r + sqrt(r)*z)^2)*(1 + z/(2*sqrt(r))))"
#define QUADRATIC(power) "integral(t in 0..1, (t^2 + a*t + b)^(" power "))"

enum {
    SOME_BOXES = 20000
};

typedef struct {
    const char *claim;
    verdict_kind verdict;
} expectation;

static const expectation known[] = {
    {"for r in (0, 10]: " MEAN " > 0", VERDICT_PROVED},
    {"for r in [1/10, 10]: " MEAN " <= 0", VERDICT_REFUTED},
    {"for r in (0, 10]: " SLOPE " > 0", VERDICT_PROVED},
    {"for r in [1, 2]: " SLOPE " <= 0", VERDICT_REFUTED},
    {"for r in (0, 10], s in (0, 10] where r < s: " MEAN " < " MEAN_AT_S,
     VERDICT_PROVED},
    {"for r in [1, 10], s in [1, 10] where r < s: " MEAN " >= " MEAN_AT_S,
     VERDICT_REFUTED},
    {"for a in [0, 1], b in [1/2, 1]: " QUADRATIC("-100 - 1/2")
     " <= b^(-100 - 1/2)", VERDICT_PROVED},
    {"for a in [0, 1], b in [1/2, 1]: " QUADRATIC("-100 - 1/2")
     " <= b^(-100 - 1/2)/1000", VERDICT_REFUTED},
    {"for a in [0, 1], b in [1/2, 1]: " QUADRATIC("-3/2") " <= b^(-3/2)",
     VERDICT_PROVED},
    {"for x in [-1/2, 1/2], y in [1, 2]: integral(t in -1..1, (y - 2*x*t + "
     "t^2)^(-50)) <= 2*(y - x^2)^(-50)", VERDICT_PROVED},
    {"for n in {2, 100}, a in [0, 1], b in (0, inf): " QUADRATIC("-n - 1/2")
     " >= (1 + a + b)^(-n - 1/2)", VERDICT_PROVED},
    {"for a in [0, 1], b in (0, inf): " QUADRATIC("-100 - 1/2")
     " >= (a + b)^(-100 - 1/2)", VERDICT_REFUTED},
    {"for x in [-1/2, 1/2], y in [1, 2]: integral(t in -1..1, (y - 2*x*t + "
     "t^2)^(-100 - 1/2)) <= 2*(y - x^2)^(-100 - 1/2)", VERDICT_PROVED},
    {"for x in [-1/2, 1/2], y in [1, 2]: integral(t in -1..1, (y - 2*x*t + "
     "t^2)^(-100 - 1/2)) >= 2*(1 + y + 2*abs(x))^(-100 - 1/2)",
     VERDICT_PROVED},
    {"for n in {1, 100}, x in [0, inf), y in [0, inf): integral(t in 0..1, "
     "(1 + x*t + y*t^2)^(-n - 1/2)) <= 1", VERDICT_PROVED},
    {"for x in [0, 1], y in [0, 1]: integral(t in 0..1, (1 + x*t + "
     "y*t^2)^(100 + 1/2)) <= (1 + x + y)^(100 + 1/2)", VERDICT_PROVED},
};

/* The integrands' comparisons by themselves, without a power written out. */
static const expectation powers[] = {
    {"for t in (0, 1), x in [0, 1], y in (0, inf): (t^2 + x*t + y)^(-201/2) "
     ">= (1 + x + y)^(-201/2)", VERDICT_PROVED},
    {"for t in (0, 1), x in [0, 1], y in (0, inf): (t^2 + x*t + y)^(-201/2) "
     "> (1 + x + y)^(-201/2)", VERDICT_PROVED},
    {"for t in (0, 1), x in [0, 1], y in (0, inf): (t^2 + x*t + y)^(-201/2) "
     "<= (1 + x + y)^(-201/2)", VERDICT_REFUTED},
    {"for t in (0, 1), x in [0, 1], y in [1/10, 1]: (t^2 + x*t + y)^(-201/2) "
     "<= 1.01*y^(-201/2)", VERDICT_PROVED},
    {"for t in [0, 1], x in [0, 1], y in [1/10, 1]: (t^2 + x*t + y)^(-201/2) "
     "<= 0.99*y^(-201/2)", VERDICT_REFUTED},
    {"for t in (-1, 1), x in [-1/2, 1/2], y in [1, 2]: (y - 2*x*t + "
     "t^2)^(-201/2) >= (y + 2*abs(x) + 1)^(-201/2)", VERDICT_PROVED},
    {"for t in [0, 1], x in [0, 1], y in [0, 1]: (1 + x*t + y*t^2)^(201/2) "
     "<= (1 + x + y)^(201/2)", VERDICT_PROVED},
    {"for t in [0, 1], x in [1, 2], y in [1, 2]: (t + x)^(201/2) - "
     "y^(201/2) >= 201/2*y^(199/2)*(t + x - y)", VERDICT_PROVED},
    {"for t in [0, 1], x in [1, 2], y in [1, 2]: (t + x)^(201/2) - "
     "y^(201/2) >= 203/2*y^(199/2)*(t + x - y)", VERDICT_REFUTED},
};

static void are_as_expected(const expectation *e, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        audited a;
        audit_options o = {.search.max_boxes = SOME_BOXES};
        audited_claim_with(&a, e[i].claim, &o);
        if (!a.ok)
            fail_msg("%s: %s", e[i].claim, a.errs.v[0].message);
        if (a.res[0].verdict != e[i].verdict)
            fail_msg("%s: %s", e[i].claim, verdict_name(a.res[0].verdict));
        audited_clear(&a);
    }
}

static void verdicts(void **state)
{
    (void)state;
    are_as_expected(known, sizeof known / sizeof *known);
}

static void verdicts_of_powers(void **state)
{
    (void)state;
    are_as_expected(powers, sizeof powers / sizeof *powers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_of_powers),
        cmocka_unit_test(verdicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
