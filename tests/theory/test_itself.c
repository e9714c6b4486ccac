/* tests/theory/test_itself.c: claims at the prompt whose induction, which nobody
 * asked for, does not apply; and claims with opaque values in their conditions,
 * which are about something where they are so at a number. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/text.h"
#include "../../theory/replay/replay.h"
#include "theory_support.h"

#include <string.h>

/* What is said is why; of what has no meaning at any number, an error. */
static const struct {
    const char *claim;
    verdict_kind verdict; /* NONE: an error */
    const char *said;
} prompts[] = {
    {"for n in 1..inf where n != 2: sum(k in 1..n, k) >= n", VERDICT_UNDECIDED,
     "does not apply: a proof by induction takes no conditions with `!=`"},
    {"for n in 1..inf where n != 2: sum(k in 1..n, k) >= n + 1",
     VERDICT_REFUTED, "false at n = 1"},
    /* false at the number that is left out, and nowhere else */
    {"for n in 1..inf where n != 2: sum(k in 1..n, k) != 3", VERDICT_UNDECIDED,
     "does not apply"},
    {"for n in 1..inf where n^2 >= 4: sum(k in 1..n, k) >= n + 1",
     VERDICT_UNDECIDED, "does not apply: this needs a value"},
    {"for n in 1..inf where n^2 >= 4: sum(k in 1..n, k) >= 2*n",
     VERDICT_REFUTED, "false at n = 2"},
    {"for n in 1..inf, u(k in 1..n) where u(k) <= n: sum(j in 1..n, u(j)) <= "
     "n^2",
     VERDICT_UNDECIDED, "a condition for every `k` cannot depend on `n`"},
    {"for n in 1..inf, u(k in 1..n) where u(k) <= n: u(n) <= n - 1",
     VERDICT_REFUTED, "false at n"},
    {"for n in 1..inf: sum(k in n..2*n, 1/k) <= 2", VERDICT_UNDECIDED,
     "does not apply: the ends of `sum`"},
    {"for n in 1..inf: sum(k in n..2*n, 1/k) <= 1", VERDICT_REFUTED,
     "false at n = 1"},
    {"for n in 1..inf where sum(k in 1..n, 1/k) >= 2: n >= 4",
     VERDICT_UNDECIDED, NULL},
    {"for n in 1..inf where sum(k in 1..n, 1/k) >= 2: n >= 5", VERDICT_REFUTED,
     "false at n = 4"},
    {"for n in 1..inf: sum(k in 1..n + 1/2, k) <= 1", VERDICT_NONE,
     "the ends of `sum` must be whole"},
    {"for n in 1..inf by induction on n: sum(k in n..2*n, 1/k) <= 2",
     VERDICT_NONE, ""},
    {"for n in 1..inf: sum(k in 1..n, k) == n*(n + 1)/2", VERDICT_PROVED, NULL},
};

static void inductions_that_do_not_apply(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof prompts / sizeof *prompts; i++) {
        audited a;
        audited_claim(&a, prompts[i].claim);
        const char *text = a.errs.n > 0 ? a.errs.v[0].message : "";
        const result *r = a.n > 0 && a.errs.n == 0 ? &a.res[0] : NULL;
        if (r != NULL)
            text = why(r);
        verdict_kind v = r != NULL ? r->verdict : VERDICT_NONE;
        if (v != prompts[i].verdict ||
            (prompts[i].said != NULL && strstr(text, prompts[i].said) == NULL))
            fail_msg("%s: %s: %s", prompts[i].claim, verdict_name(v), text);
        audited_clear(&a);
    }
}

/* ---- about something ----------------------------------------------------- */

static const char lets[] =
    "let fact(n) = if n == 0 then 1 else n*fact(n - 1)\n"
    "let H(n) = sum(k in 1..n, 1/k)\n"
    "claim one \"\" for n in 1..inf by induction on n show fact(n) >= 1\n";

/* An opaque value may be 3, or 1/2; n! is neither. */
static const struct {
    const char *claim;
    verdict_kind verdict;
} domains[] = {
    {"for n in 1..inf where fact(n) >= 3 by one(n) show n*fact(n) >= 3",
     VERDICT_PROVED},
    {"for n in 1..inf where fact(n) >= 3 by induction on n show n*fact(n) >= 3",
     VERDICT_PROVED},
    {"for n in 1..inf, x in [0, 1] where x*H(n) >= 2 by induction on n show x "
     ">= 0",
     VERDICT_PROVED},
    {"for n in 1..inf where fact(n) == 3 by one(n) show n*fact(n) >= 3",
     VERDICT_UNDECIDED},
    {"for n in 1..inf where fact(n) <= 1/2 by one(n) show n*fact(n) >= 3",
     VERDICT_UNDECIDED},
    {"for n in 1..inf where fact(n) <= 1/2 by induction on n show fact(n) >= 3",
     VERDICT_UNDECIDED},
    {"for n in 1..inf where fact(n) >= 3 by one(n) show n*fact(n) >= 24",
     VERDICT_UNDECIDED},
};

static void conditions_with_opaque_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
        audited a;
        text_buf b = {0};
        replay *again = NULL;
        lang_errors errs = {0};
        audit_options o = {.fresh = true};
        text_printf(&b, "%sclaim it \"\" %s\n", lets, domains[i].claim);
        audited_run(&a, b.s, NULL);
        assert_true(a.ok);
        verdict_kind v = audited_find(&a, "it")->verdict;
        if (v != domains[i].verdict)
            fail_msg("%s: %s", domains[i].claim, verdict_name(v));
        assert_true(replay_program(a.prog, a.e, &o, &again, &errs));
        size_t n = program_count(a.prog);
        if (v == VERDICT_PROVED && again[n - 1].state != REPLAY_AGREE)
            fail_msg("%s: %s", domains[i].claim,
                     replay_state_name(again[n - 1].state));
        replay_free(again, n);
        lang_errors_clear(&errs);
        audited_clear(&a);
        text_clear(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inductions_that_do_not_apply),
        cmocka_unit_test(conditions_with_opaque_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
