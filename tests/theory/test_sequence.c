/* tests/theory/test_sequence.c: claims about every sequence: what is true goes
 * through with both engines; false neighbours, and what would follow if one
 * hypothesis of the theorems in sequence.h and induction.c were dropped, do
 * not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/text.h"
#include "../../theory/replay/replay_internal.h"
#include "theory_support.h"

#include <stdlib.h>
#include <string.h>

enum {
    FEW_BOXES = 300 /* a goal, where no proof is expected */
};

#define DESCENT                                                                \
    "for t in 1..inf, u(k in 1..t) where u(1) <= 4, u(k) >= 0,\n"              \
    "  u(k + 1) <= (1 - 2/(k + 1))*u(k) + 2/(k + 1)^2 by induction on t\n"

static const char lets[] =
    "claim every \"\" for n in 1..inf, u(k in 1..n) where u(k) <= 1\n"
    "  by induction on n show u(n) <= 2\n";

/* ---- what goes through --------------------------------------------------- */

static const struct {
    const char *yes, *no;
} accepted[] = {
    {DESCENT "show u(t) <= 4/t", DESCENT "show u(t) <= 3/t"},
    {DESCENT "show u(t) <= 4/t",
     /* the recursion runs the other way */
     "for t in 1..inf, u(k in 1..t) where u(1) <= 4, u(k) >= 0,\n"
     "  u(k) <= (1 - 2/(k + 1))*u(k + 1) + 2/(k + 1)^2 by induction on t\n"
     "  show u(t) <= 4/t"},
    {DESCENT "show 0 <= u(t)",
     /* nothing keeps u from below */
     "for t in 1..inf, u(k in 1..t) where u(1) <= 4,\n"
     "  u(k + 1) <= (1 - 2/(k + 1))*u(k) + 2/(k + 1)^2 by induction on t\n"
     "  show 0 <= u(t)"},
    {"for n in 1..inf, u(k in 1..n) where 0 <= u(k) <= 1/k^2\n"
     "  by induction on n show sum(j in 1..n, u(j)) <= 2 - 1/n",
     "for n in 1..inf, u(k in 1..n) where 0 <= u(k) <= 1/k^2\n"
     "  by induction on n show sum(j in 1..n, u(j)) <= 3/2 - 1/n"},
    {"for n in 0..inf, c in [0, 10], u(k in 0..n)\n"
     "  where u(0) <= 1, u(k + 1) <= (1 + c)*u(k) by induction on n\n"
     "  show u(n) <= exp(c*n)",
     "for n in 0..inf, c in [0, 10], u(k in 0..n)\n"
     "  where u(0) <= 1, u(k + 1) <= (1 + c)*u(k) by induction on n\n"
     "  show u(n) <= exp(c*n/2)"},
    {"for n in 1..inf, u(k in 1..n), v(j in 1..n)\n"
     "  where u(1) <= 0, u(k + 1) <= u(k) + v(k), v(j) <= 1/(j + 1)^2\n"
     "  by induction on n show u(n) <= 1 - 1/n",
     "for n in 1..inf, u(k in 1..n), v(j in 1..n)\n"
     "  where u(1) <= 0, u(k + 1) <= u(k) + v(k), v(j) <= 1/(j + 1)^2\n"
     "  by induction on n show u(n) <= 1/2 - 1/n"},
    {"for n in 2..inf, u(k in 1..n)\n"
     "  where u(1) == 1, u(2) == 1, u(k + 2) == u(k + 1) + u(k)\n"
     "  by induction on n depth 2 show 1 <= u(n) <= 2^(n - 1)",
     "for n in 2..inf, u(k in 1..n)\n"
     "  where u(1) == 1, u(2) == 1, u(k + 2) == u(k + 1) + u(k)\n"
     "  by induction on n depth 2 show 1 <= u(n) <= 2^(n - 2) - 1/10"},
    {"for n in 1..4, u(k in 1..n) where u(k + 1) == u(k) + 1, u(1) == 0\n"
     "  show u(n) == n - 1",
     "for n in 1..4, u(k in 1..n) where u(k + 1) == u(k) + 1, u(1) == 0\n"
     "  show u(n) == n"},
};

/* ---- attacks ------------------------------------------------------------- */

/* False, or without a meaning, and proved if one hypothesis were dropped. */
static const struct {
    const char *claim, *complaint; /* NULL: it has a meaning */
} attacks[] = {
    /* a condition for every k that is another one at n - 1 */
    {"for n in 1..inf, u(k in 1..n) where u(k) <= k/n, u(1) <= 1/2\n"
     "  by induction on n show u(n) <= 1/2",
     "cannot depend on `n`"},
    /* values beyond the ends */
    {"for n in 1..inf, u(k in 1..n) where u(k) <= 1 by induction on n\n"
     "  show u(n + 1) <= 1",
     "no value at this index"},
    {"for n in 1..inf, u(k in 1..n) where u(k) <= 1 by induction on n\n"
     "  show u(n - 1) <= 1",
     "no value at this index"},
    {"for n in 1..inf, u(k in 1..n) where u(2) <= 1 by induction on n\n"
     "  show u(n) <= 1",
     "no value at this index"},
    {"for n in 1..inf, m in 1..inf, u(k in 1..n) where u(k) <= 1\n"
     "  show u(m) <= 1",
     "no value at this index"},
    {"for n in 1..inf, u(k in 1..n) where u(k) <= 1 by induction on n\n"
     "  show sum(j in 1..n + 1, u(j)) <= n + 1",
     "no value at this index"},
    {"for n in 1..inf, m in 1..inf, u(k in 1..n) by induction on n\n"
     "  show 0*sum(j in 1..m, u(j)) == 0",
     "no hypothesis says"},
    /* a relation that is not there at the last index */
    {"for n in 1..inf, u(k in 1..n) where u(k) <= u(k + 1) - 1, u(1) == 0\n"
     "  by induction on n show u(n) <= 0",
     NULL},
    {"for n in 1..inf, u(k in 1..n) where u(k + 1) <= 0\n"
     "  by induction on n show u(n) <= 0",
     NULL},
    {"for n in 1..3, u(k in 1..n) where u(k + 1) <= 0 show u(n) <= 0", NULL},
    /* the claim at n - 1 is about u only where its own condition holds */
    {"for n in 1..inf, u(k in 1..n) where u(n) <= 1, u(1) <= 1\n"
     "  by induction on n show sum(j in 1..n, u(j)) <= n",
     "no hypothesis says"},
    /* bases and steps */
    {"for n in 1..inf, u(k in 1..n) where u(k + 1) <= u(k)\n"
     "  by induction on n show u(n) <= 1",
     NULL},
    {"for n in 1..inf, u(k in 1..n) where u(1) <= 1, u(k + 1) <= 2*u(k)\n"
     "  by induction on n show u(n) <= 1",
     NULL},
    {"for n in 1..inf, u(k in 1..n)\n"
     "  where u(1) <= 1, u(2*k) <= u(k), u(k + 1) <= u(k) + 1\n"
     "  by induction on n show u(n) <= 2",
     "u(k + 1)"},
    /* values of two sequences are not one another's */
    {"for n in 1..inf, u(k in 1..n), v(k in 1..n) show u(n) <= v(n)",
     "choose another"},
    {"for n in 1..inf, u(k in 1..n), v(j in 1..n) where u(k) <= 1\n"
     "  by induction on n show v(n) <= 1",
     NULL},
    {"for n in 1..inf, u(k in 1..n), v(j in 1..n) by induction on n\n"
     "  show sum(i in 1..n, u(i)) == sum(i in 1..n, v(i))",
     NULL},
    /* a sequence is no function of reals, and no statement's argument */
    {"for x in [1, 2], u(k in 1..3) where u(k) <= 1 show u(x) <= 1",
     "must be a whole number"},
    {"for x in [1, 2], u(k in 1..x) where u(k) <= 1 show u(1) <= 1",
     "begins at a whole number"},
    {"for n in 1..inf by every(n) show n >= 1", "no argument can stand for"},
    /* nothing satisfies the conditions */
    {"for n in 1..inf, u(k in 1..n) where u(k) >= 1, u(k) <= 0\n"
     "  by induction on n show u(n) <= -5",
     "vacuous"},
};

/* ---- one claim ------------------------------------------------------------ */

static bool is_it(void *ctx, const item *it)
{
    (void)ctx;
    return strcmp(it->id, "it") == 0;
}

static void audit_one(audited *a, const char *claim)
{
    text_buf b = {0};
    audit_options o = {.search = {.max_boxes = FEW_BOXES}, .wanted = is_it};
    text_printf(&b, "%sclaim it \"\" %s\n", lets, claim);
    audited_run_with(a, b.s, &o);
    text_clear(&b);
}

static void is_not_proved(const char *claim, const char *complaint)
{
    audited a;
    audit_one(&a, claim);
    const char *first = a.errs.n > 0 ? a.errs.v[0].message : NULL;
    if (first == NULL && audited_find(&a, "it")->verdict == VERDICT_PROVED)
        fail_msg("proved: %s", claim);
    if ((first == NULL) != (complaint == NULL) ||
        (first != NULL && strstr(first, complaint) == NULL))
        fail_msg("%s: %s", claim, first != NULL ? first : "no complaint");
    audited_clear(&a);
}

static void false_neighbours_are_not_proved(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++)
        is_not_proved(accepted[i].no, NULL);
}

static void no_attack_goes_through(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
        is_not_proved(attacks[i].claim, attacks[i].complaint);
}

/* What is false for a sequence as short as a base is refuted by one, which
 * satisfies all conditions: here u(1) = 4 with 4 > 3, and at n = 2 u(2) > 0,
 * as u(1) is free. */
static void short_sequences_refute(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        DESCENT "show u(t) <= 3/t",
        "for n in 1..3, u(k in 1..n) where u(k + 1) <= u(k) show u(n) <= 0",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        audited a;
        audit_one(&a, wrong[i]);
        assert_true(a.ok);
        assert_int_equal(audited_find(&a, "it")->verdict, VERDICT_REFUTED);
        audited_clear(&a);
    }
}

/* Where not all values are in the problem, a point of it need not be one of the
 * statement: u(40) is 0 for every sequence of this kind. */
static void long_sequences_refute_nothing(void **state)
{
    (void)state;
    audited a;
    audit_one(&a, "for n in 40..40, u(k in 1..n) where u(1) == 0, "
                  "u(k + 1) == u(k) show u(n) <= 1");
    assert_true(a.ok);
    assert_int_not_equal(audited_find(&a, "it")->verdict, VERDICT_REFUTED);
    audited_clear(&a);
}

/* All that is true, in one paper, and by both engines. */
static void both_engines_agree(void **state)
{
    (void)state;
    text_buf b = {0};
    lang_errors errs = {0};
    audit_options o = {.cert_dir = NULL};
    replay *r = NULL;
    size_t agree = 0, want = sizeof accepted / sizeof *accepted;
    for (size_t i = 0; i < want; i++)
        text_printf(&b, "claim yes%zu \"\" %s\n", i, accepted[i].yes);
    program *p = program_new();
    if (!program_parse(p, "test", 1, b.s, strlen(b.s), &errs))
        fail_msg("%s", errs.v[0].message);
    elab *e = elab_new(p, NULL);
    if (!replay_program(p, e, &o, &r, &errs))
        print_error("%s\n", errs.n > 0 ? errs.v[0].message : "no agreement");
    for (size_t k = 0; k < program_count(p); k++) {
        if (r[k].state != REPLAY_AGREE || r[k].leaves == 0)
            fail_msg("%s: %s", accepted[k].yes, replay_state_name(r[k].state));
        agree++;
    }
    assert_int_equal(agree, want);
    replay_free(r, program_count(p));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    text_clear(&b);
}

/* Plain text reads back as it was; the formula names the sequence. */
static void sequences_are_written_out(void **state)
{
    (void)state;
    static const char text[] =
        "claim a \"\" for n in 1..inf, u(k in 1..n) where n <= 9, u(k + 1) <= "
        "u(k), u(1) <= 1 by induction on n show u(n) <= 1\n";
    static const char formula[] =
        "u(1), \\ldots, u(n) \\in \\mathbb{R} \\; \\text{with } n \\le 9, \\, "
        "u(k + 1) \\le u(k) \\text{ for every } k";
    audited a;
    audit_options o = {.wanted = is_it};
    audited_run_with(&a, text, &o);
    assert_true(a.ok);
    char *s = plain_item(program_item(a.prog, 0));
    char *t = typeset_binders(program_item(a.prog, 0));
    assert_memory_equal(s, text, strlen(s));
    if (strstr(t, formula) == NULL)
        fail_msg("%s", t);
    free(s);
    free(t);
    audited_clear(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_engines_agree),
        cmocka_unit_test(false_neighbours_are_not_proved),
        cmocka_unit_test(no_attack_goes_through),
        cmocka_unit_test(short_sequences_refute),
        cmocka_unit_test(long_sequences_refute_nothing),
        cmocka_unit_test(sequences_are_written_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
