/* tests/theory/test_constant_use.c: constants behind `by`: the statement with the
 * number for which it is proved, and nothing more. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/text.h"
#include "../../theory/replay/replay.h"
#include "theory_support.h"

#include <stdlib.h>
#include <string.h>

/* best: (7 - log 8)/98 = 0.0502; two: 2 at x = 1; root: sqrt 2; near: the
 * minimum of x + 3/x^2 is 1.5 6^(1/3) + ... = 2.7257, at no rational point;
 * part: 1/2 at k = 1 and x = 2; none: there is no such constant. */
static const char lets[] =
    "let g(r) = (r - 1 - log(r))/2\n"
    "constant best \"\" for r in (0, 8] largest c with g(r) >= c*(r - 1)^2\n"
    "constant two \"\" for x in [1, 2] largest c with x^2 + x >= c*x\n"
    "constant root \"\" for x in [0, 2] smallest c with x*sqrt(2) <= c*x\n"
    "constant near \"\" for x in [1, 4] largest c with x + 3/x^2 >= c\n"
    "constant part \"\" for k in 1..3, x in [1, 2] where x*k >= 2\n"
    "  largest c with k*x >= c*x^2\n"
    "constant none \"\" for x in [0, 1] largest c with x - 1/2 >= 0*c\n";

static const struct {
    const char *claim;
    verdict_kind verdict; /* NONE: an error */
    const char *said;     /* the error, or why it is not decided */
} uses[] = {
    {"for s in [1, 2] by best(s^2) show g(s^2) >= (s^2 - 1)^2/20",
     VERDICT_PROVED, NULL},
    /* 1/19 = 0.0526: the constant says less, and the claim is false at 8 */
    {"for r in [7, 8] by best(r) show g(r) >= (r - 1)^2/19", VERDICT_REFUTED,
     NULL},
    {"for s in [1, 3] by best(s^2) show g(s^2) >= (s^2 - 1)^2/30",
     VERDICT_UNDECIDED, "a part of it is false"},
    {"for x in [1, 2] by two show x^2 + x >= 2*x", VERDICT_PROVED, NULL},
    {"for x in [1, 2] by root(x) show x*sqrt(2) <= 2*x", VERDICT_PROVED, NULL},
    {"for x in [2, 3] by near(x) show x + 3/x^2 >= 27/10", VERDICT_PROVED,
     NULL},
    {"for x in [2, 3] by near(x) if x <= 5/2 show x + 3/x^2 >= 2",
     VERDICT_PROVED, NULL},
    {"for x in [1, 2] by part(2, x) show 2*x >= x^2/2", VERDICT_PROVED, NULL},
    /* what `where` of the constant asks for is asked for */
    {"for x in [1, 2] by part(1, x) show 2*x >= x^2/2", VERDICT_UNDECIDED,
     NULL},
    {"for x in [0, 1] by none(x) show x >= 0", VERDICT_UNDECIDED,
     "it uses the constant `none`, and no number is known"},
    {"for x in [1, 2] by part(4, x) show 2*x >= x^2/2", VERDICT_UNDECIDED,
     NULL},
    {"for x in [1, 2] by part(x, x) show 2*x >= x^2/2", VERDICT_NONE,
     "is not known to be one of them"},
    {"for x in [1, 2] by two(x, 1) show x^2 + x >= 2*x", VERDICT_NONE,
     "`two` has 1 variable, here it has 2 arguments"},
    /* the unknown has no name here */
    {"for x in [1, 2] by two(c) show x^2 + x >= 2*x", VERDICT_NONE, "`c`"},
};

static char *text_of(const char *claim)
{
    text_buf b = {0};
    text_printf(&b, "%sclaim it \"\" %s\n", lets, claim);
    return text_take(&b);
}

static void constants_are_used(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        audited a;
        char *s = text_of(uses[i].claim);
        audited_run(&a, s, NULL);
        const result *r =
            a.errs.n == 0 ? audited_find(&a, "it") : NULL;
        verdict_kind v = r != NULL ? r->verdict : VERDICT_NONE;
        const char *said = r == NULL ? a.errs.v[0].message : why(r);
        if (v != uses[i].verdict ||
            (uses[i].said != NULL && strstr(said, uses[i].said) == NULL))
            fail_msg("%s: %s: %s", uses[i].claim, verdict_name(v), said);
        free(s);
        audited_clear(&a);
    }
}

/* ---- the second engine ----------------------------------------------------- */

static replay_state replayed(const char *text, const char *dir, bool *settled)
{
    lang_errors errs = {0};
    audit_options o = {.cert_dir = dir};
    replay *r = NULL;
    program *p = program_new();
    assert_true(program_parse(p, "test", 1, text, strlen(text), &errs));
    elab *e = elab_new(p, NULL);
    (void)!replay_program(p, e, &o, &r, &errs);
    size_t n = program_count(p);
    replay_state state = r[n - 1].state;
    *settled = r[n - 1].what == REPLAY_PROOF && r[n - 1].unfolded > 0;
    replay_free(r, n);
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    return state;
}

static void engines_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        bool settled;
        if (uses[i].verdict != VERDICT_PROVED)
            continue;
        char *s = text_of(uses[i].claim);
        if (replayed(s, NULL, &settled) != REPLAY_AGREE || !settled)
            fail_msg("%s", uses[i].claim);
        free(s);
    }
}

/* A constant's file with a number that is too large proves nothing, and nothing
 * that is proved by it is confirmed. */
static void tampered_constants_carry_nothing(void **state)
{
    (void)state;
    char *dir = make_folder(), *path = path_of(dir, "near.cert");
    char *s = text_of("for x in [2, 3] by near(x) show x + 3/x^2 >= 27/10");
    audited a;
    bool settled;
    audited_run(&a, s, dir);
    assert_int_equal(audited_find(&a, "it")->verdict, VERDICT_PROVED);
    audited_clear(&a);
    assert_int_equal(replayed(s, dir, &settled), REPLAY_AGREE);
    char *good = slurp(path);
    char *at = strstr(good, "number proved ");
    assert_non_null(at);
    text_buf b = {0};
    text_put_n(&b, good, (size_t)(at - good));
    text_printf(&b, "number proved 3%s", strchr(at, '\n'));
    spit(path, b.s);
    if (replayed(s, dir, &settled) == REPLAY_AGREE)
        fail_msg("confirmed by a constant that is not");
    free(good);
    free(path);
    free(s);
    text_clear(&b);
    remove_folder(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants_are_used),
        cmocka_unit_test(engines_agree),
        cmocka_unit_test(tampered_constants_carry_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
