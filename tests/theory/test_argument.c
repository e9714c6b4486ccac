/* tests/theory/test_argument.c: what is said of how a claim was proved, and of
 * what it rests on, is what was asked for and decided. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../reports/rests.h"
#include "../../reports/sentence.h"
#include "../../theory/second/second.h"
#include "theory_support.h"

#include <stdlib.h>
#include <string.h>

static const char text[] =
    "assumed ax \"\" because \"x\"\n"
    "claim base \"\" for y in [0, 4] show y^2 <= 16\n"
    "claim wrong \"\" for y in [0, 5] show y^2 <= 16\n"
    "claim lem \"\" for x in [0, 2] by base(2*x) show 4*x^2 <= 16\n"
    "claim all \"\" for n in 1..inf, x in [0, 1] by induction on n by lem(x)\n"
    "  by cases x <= 1/2 show sum(k in 1..n, x^2) <= n\n"
    "claim some \"\" uses ax for x in [0, 2] by lem(x), base(x) show x^2 <= 16\n"
    "claim bad \"\" for x in [0, 2] by wrong(x) show x^2 <= 16\n"
    "claim deep \"\" for n in 2..inf, u(k in 1..n)\n"
    "  where u(1) == 1, u(2) == 1, u(k + 2) == u(k + 1) + u(k)\n"
    "  by induction on n depth 2 show 1 <= u(n)\n"
    "claim late \"\" for n in 0..inf by induction on n from 6\n"
    "  show sum(j in 5..n, 1) <= n\n"
    "claim part \"\" for n in 1..inf, x in [0, 1] by induction on n\n"
    "  by lem(x) in step if x <= 1, base(x) in base\n"
    "  show sum(k in 1..n, x^2) <= n\n"
    "claim open \"\" for n in 1..inf by induction on n\n"
    "  show sum(k in 1..n, k) <= 20\n";

#define ANY                                                                    \
    ", for all values that sums, products and recursions at the indices "      \
    "before might have by it"

/* NULL: nothing is said. */
static const struct {
    const char *id, *by, *rests;
} told[] = {
    {"base", NULL, NULL},
    {"lem", "base(2*x), whose hypotheses were proved there",
     "rests on 1 statement, proved; assumed: nothing"},
    {"all",
     "induction on n: the base n = 1; the step, for every real n from 2 on, "
     "from the claim at n - 1" ANY
     "; by lem(x), whose hypotheses were proved there; in cases, x <= 1/2 or "
     "not",
     "rests on 2 statements, all proved; assumed: nothing"},
    {"some", "lem(x), base(x), the hypotheses of which were proved there",
     "rests on 3 statements, 2 proved; assumed: ax"},
    {"bad", "wrong(x), whose hypotheses were proved there",
     "rests on 1 statement, 0 proved; assumed: nothing; not proved: wrong"},
    {"deep",
     "induction on n: the bases n = 2 to 3; the step, for every real n from 4 "
     "on, from the claim at n - 1 to n - 2" ANY,
     NULL},
    {"late",
     "induction on n: the bases n = 0 to 6; the step, for every real n from 7 "
     "on, from the claim at n - 1" ANY,
     NULL},
    {"part",
     "induction on n: the base n = 1; the step, for every real n from 2 on, "
     "from the claim at n - 1" ANY
     "; by lem(x) in the step where x <= 1, base(x) in the bases, the "
     "hypotheses of which were proved there",
     "rests on 2 statements, all proved; assumed: nothing"},
    {"open", NULL, NULL}, /* refuted: no argument is told of */
};

static void arguments_are_told(void **state)
{
    (void)state;
    audited a;
    audited_run(&a, text, NULL);
    assert_true(a.ok);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const result *r = audited_find(&a, told[i].id);
        sentences s;
        text_buf b = {0};
        sentence_make(&s, r);
        const char *by = sentence_find(&s, "by");
        if ((by == NULL) != (told[i].by == NULL) ||
            (by != NULL && strcmp(by, told[i].by) != 0))
            fail_msg("%s: %s", told[i].id, by != NULL ? by : "nothing");
        rests_sentence(&b, a.prog, a.res, r->it->index);
        if ((b.len == 0) != (told[i].rests == NULL) ||
            (b.len > 0 && strcmp(b.s, told[i].rests) != 0))
            fail_msg("%s: %s", told[i].id, b.len > 0 ? b.s : "nothing");
        sentence_clear(&s);
        text_clear(&b);
    }
    audited_clear(&a);
}

/* The second reading finds false, or without a value, what is so at a number
 * (as arithmetic says where), and true what is true; whatever the elaboration
 * of the argument made of it. */
static void claims_are_read_at_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *claim, *fails; /* NULL: it holds */
    } read[] = {
        {"for n in 1..inf by induction on n show S(n) <= 20", "n = 6"},
        {"for n in 1..inf by induction on n show S(n) == n*(n + 1)/2", NULL},
        {"for n in 2..inf by induction on n show S(n) == n*(n + 1)/2 + 1",
         "n = 2"},
        {"for n in 1..inf by induction on n show 0*sum(k in 1..n, 1/(k - 3)) "
         "== 0",
         "n = 3"},
        {"for n in 1..inf by induction on n depth 2 show F(n) <= 2^(n - 1)",
         NULL},
        {"for n in 1..inf by induction on n depth 2 show F(n) <= n", "n = 6"},
        {"for n in 1..inf, x in [0, 5] where x*n <= 4 by induction on n\n"
         "  show x <= 4",
         NULL},
        {"for x in [-1, 1] by cases x <= 0 show abs(x) > x", "x = 0"},
        {"for k in 1..3, n in 1..inf by induction on n\n"
         "  show sum(j in 1..n, j*k) == n*(n + 1)/2",
         "k = 2, n = 1"},
    };
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        text_buf b = {0};
        lang_errors errs = {0};
        second_points at;
        text_printf(&b,
                    "let S(n) = sum(k in 1..n, k)\n"
                    "let F(n) = if n <= 1 then n else F(n - 1) + F(n - 2)\n"
                    "claim it \"\" %s\n",
                    read[i].claim);
        program *p = program_new();
        assert_true(program_parse(p, "test", 1, b.s, b.len, &errs));
        second *s = second_new(p);
        second_check(s, program_find(p, "it"), &at);
        bool fails = read[i].fails != NULL;
        if (at.open > 0 || (at.failed > 0) != fails || (!fails && at.held < 9))
            fail_msg("%s: %zu hold, %zu fail, %zu open", read[i].claim,
                     at.held, at.failed, at.open);
        if (fails)
            assert_string_equal(at.first, read[i].fails);
        second_free(s);
        program_free(p);
        lang_errors_clear(&errs);
        text_clear(&b);
    }
}

/* ---- a reason a link ------------------------------------------------------ */

static const char lemmas[] =
    "let S(n) = sum(k in 1..n, 1/k)\n"
    "claim h \"\" for n in 1..inf by induction on n show S(n) <= 1 + log(n)\n"
    "claim lg \"\" for x in (0, inf) show log(x) <= x - 1\n"
    "claim a.sq-2 \"\" for y in [0, 4] show y^2 <= 16\n"
    "claim sq \"\" for y in [0, 4] show y^2 <= 16\n"
    "assumed far \"\" because \"x\"\n"
    "claim odd \"\" for x in [0, 1], y in [0, 1] show x + y <= 3\n";

static const struct {
    const char *claim;
    verdict_kind verdict;  /* NONE: an error */
    const char *complaint; /* the error's */
    long n;                /* REFUTED: the relation that fails, from 1 */
} chains[] = {
    {"for n in 1..inf show S(n) <= 1 + log(n) by h(n), 1 + log(n) <= n by "
     "lg(n)",
     VERDICT_PROVED, NULL, 0},
    {"for n in 1..inf by induction on n show S(n) <= 1 + log(n), 1 + log(n) "
     "<= n by lg(n)",
     VERDICT_PROVED, NULL, 0},
    {"for x in [0, 2] show x^2 <= 16 by sq(x), lg(x + 1), 16 < 20 by cases x "
     "<= 1",
     VERDICT_PROVED, NULL, 0},
    {"for x in [0, 2] show x^2 <= 16 by a.sq-2(x), a.sq-2(x), 16 <= 15 + 2",
     VERDICT_PROVED, NULL, 0},
    {"for x in [0, 2] show x^2 <= 16 by sq(x), 16 <= 15 + x by lg(x + 1)",
     VERDICT_REFUTED, NULL, 2},
    {"for x in [0, 4] show x^2 == 17 by sq(x), 17 <= 18, 18 <= 19",
     VERDICT_REFUTED, NULL, 1},
    /* a link's reason is no other's: in the second S(n) is any number */
    {"for n in 1..inf show 0 <= 1 + log(n) by h(n), 1 + log(n) <= S(n) + n",
     VERDICT_NONE, "no hypothesis says", 0},
    {"for x in [0, 5] show x^2 <= 16 by sq(x), 16 <= 17", VERDICT_UNDECIDED,
     NULL, 0},
    {"for x in [0, 2] show x^2 <= 16 by sq(x), 17 <= 18", VERDICT_NONE,
     "does not begin with what", 0},
    {"for x in [0, 2] show x^2 <= 16, 16 <= 18", VERDICT_NONE,
     "no link of this chain has a reason", 0},
    {"for x in [0, 2] show x^2 <= 16 by sq(x), 16 >= 5", VERDICT_NONE,
     "goes up and down", 0},
};

static void chains_have_reasons(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        audited a;
        text_buf b = {0};
        text_printf(&b, "%sclaim it \"\" %s\n", lemmas, chains[i].claim);
        audited_run(&a, b.s, NULL);
        const char *first = a.errs.n > 0 ? a.errs.v[0].message : NULL;
        if ((first == NULL) != (chains[i].complaint == NULL) ||
            (first != NULL && strstr(first, chains[i].complaint) == NULL))
            fail_msg("%s: %s", chains[i].claim, first ? first : "no error");
        const result *r = first == NULL ? audited_find(&a, "it") : NULL;
        if (r != NULL && r->verdict != chains[i].verdict)
            fail_msg("%s: %s", chains[i].claim, verdict_name(r->verdict));
        if (r != NULL && chains[i].n > 0) {
            bool left;
            size_t g = evidence_refuted(&r->found)->relation;
            assert_int_equal(sentence_relation(r, g, &left), chains[i].n);
        }
        if (r != NULL) /* the goals that are filled in have no margin */
            assert_false(r->margin.known);
        audited_clear(&a);
        text_clear(&b);
    }
}

static void links_are_written_out(void **state)
{
    (void)state;
    static const char *const text[] = {
        "claim it \"\" uses sq, lg for x in [0, 2] by cases x <= 1 show x^2 <= "
        "16 by sq(x), lg(x + 1), 16 < 20",
        "claim it \"\" uses sq, lg for x in [0, 2] by sq(x) show x^2 <= 16, 16 "
        "< 20 by lg(x + 1)",
        "claim it \"\" uses sq, lg for x in [0, 2] by sq(x), lg(x + 1) show "
        "x^2 <= 16",
        "claim it \"\" uses sq, lg for n in 1..inf, x in [0, 2] by induction on n "
        "by sq(x) in base show x^2 <= 16 by sq(x) in step if x <= 1, 16 < 20 by "
        "lg(x + 1) if x > 1/2",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        text_buf b = {0};
        lang_errors errs = {0};
        text_printf(&b, "%s%s\n", lemmas, text[i]);
        program *p = program_new();
        if (!program_parse(p, "test", 1, b.s, b.len, &errs))
            fail_msg("%s", errs.v[0].message);
        char *s = plain_item(program_find(p, "it"));
        assert_string_equal(s, text[i]);
        free(s);
        program_free(p);
        lang_errors_clear(&errs);
        text_clear(&b);
    }
}

/* Each reason stands beside its link, in the formula that is shown. */
static void links_are_typeset(void **state)
{
    (void)state;
    static const struct {
        const char *claim, *tex;
    } set[] = {
        {"for x in [0, 2] show x^2 <= 16 by sq(x), 16 < 20 by lg(x + 1)",
         "x^{2} \\le 16\\quad (\\text{by }\\text{sq}(x)) \\quad \\lt 20\\quad "
         "(\\text{by }\\text{lg}(x + 1))"},
        {"for n in 1..inf, x in [0, 2] by induction on n show x^2 <= 16 by "
         "a.sq-2(x) in step if x <= 1, 16 <= 18",
         "\\text{by }\\text{a.sq-2}(x)\\text{ in the step}\\text{ where } x "
         "\\le 1)"},
    };
    for (size_t i = 0; i < sizeof set / sizeof *set; i++) {
        text_buf b = {0};
        lang_errors errs = {0};
        text_printf(&b, "%sclaim it \"\" %s\n", lemmas, set[i].claim);
        program *p = program_new();
        assert_true(program_parse(p, "test", 1, b.s, b.len, &errs));
        char *s = typeset_item(program_find(p, "it"));
        if (strstr(s, set[i].tex) == NULL)
            fail_msg("%s", s);
        free(s);
        program_free(p);
        lang_errors_clear(&errs);
        text_clear(&b);
    }
}

/* ---- statements in one part, or in one case ---------------------------------- */

static const char few[] =
    "let H(n) = sum(k in 1..n, 1/k)\n"
    "claim lg \"\" for x in (0, inf) show log(x) <= x - 1\n"
    "claim small \"\" for x in [0, 1] show x^2 <= x\n"
    "claim one \"\" for n in 1..1 show n <= 1\n";

/* What a statement says in a case, or in a part, holds nowhere else; what it
 * asks for is asked there, and that the case is defined, everywhere. */
static const struct {
    const char *claim;
    verdict_kind verdict; /* NONE: an error */
    const char *complaint;
} parts[] = {
    {"for x in [0, 5] by small(x) if x <= 1 show min(x^2, 1) <= x",
     VERDICT_PROVED, NULL},
    {"for x in [0, 5] by small(x) show min(x^2, 1) <= x", VERDICT_UNDECIDED,
     NULL},
    {"for x in [0, 5] by small(x) if x <= 2 show min(x^2, 1) <= x",
     VERDICT_UNDECIDED, NULL},
    {"for x in [0, 5] by small(x) if x > 1 show min(x^2, 1) <= x",
     VERDICT_UNDECIDED, NULL},
    {"for x in [0, 5] by small(x) if x <= 1 show x^2 <= x", VERDICT_REFUTED,
     NULL},
    {"for x in [0, 5] by small(x) if 1/(1 - x) > 0 show min(x^2, 1) <= x",
     VERDICT_UNDECIDED, NULL},
    {"for x in [0, 2] by cases x <= 1 by small(x - 1) if x > 1, small(x) if x "
     "<= 1 show min(x^2, 1) <= x",
     VERDICT_PROVED, NULL},
    {"for x in [0, 5] show min(x^2, 1) <= x by small(x) if x <= 1, x <= x + 1 "
     "by lg(x + 1)",
     VERDICT_PROVED, NULL},
    {"for x in [0, 5] show min(x^2, 1) <= x by lg(x + 1), x <= x + 1 by "
     "small(x) if x <= 2",
     VERDICT_UNDECIDED, NULL},
    {"for n in 1..inf by induction on n by lg((n - 1)/n) in step show H(n) <= "
     "1 + log(n)",
     VERDICT_PROVED, NULL},
    {"for n in 1..inf by induction on n by lg((n - 1)/n) show H(n) <= 1 + "
     "log(n)",
     VERDICT_UNDECIDED, NULL},
    {"for n in 1..inf by induction on n by lg((n - 1)/n) in base show H(n) <= "
     "1 + log(n)",
     VERDICT_UNDECIDED, NULL},
    {"for n in 1..inf, x in [0, 5] by induction on n by small(x) in step if x "
     "<= 1 show min(x^2, 1)*n <= x*n",
     VERDICT_PROVED, NULL},
    {"for n in 1..inf, x in [0, 5] by induction on n by small(x) in step if x "
     "<= 1 show x^2*n <= x*n",
     VERDICT_REFUTED, NULL},
    {"for n in 1..inf, x in [0, 5] by induction on n by small(x) in step show "
     "min(x^2, 1)*n <= x*n",
     VERDICT_UNDECIDED, NULL},
    {"for x in [0, 5] by small(x) in step show x^2 <= 25", VERDICT_NONE,
     "`in step` is of a proof by induction"},
    {"for x in [0, 5] by small(x) in middle show x^2 <= 25", VERDICT_NONE,
     "expected `base` or `step`"},
    {"for x in [0, 5] by small(x) if x == 1 show x^2 <= 25", VERDICT_NONE,
     "either it holds, or it does not"},
    {"for x in [0, 5] by small(x) if 0 <= x <= 1 show x^2 <= 25", VERDICT_NONE,
     "either it holds, or it does not"},
    {"for x in [0, 5] by cases x < 1, x < 2, x < 3, x < 4 by lg(x + 1) if x < "
     "3/2, lg(x + 2) if x < 5/2, lg(x + 3) if x < 7/2 show x^2 <= 25",
     VERDICT_NONE, "more than 6 conditions"},
    {"for n in 1..inf by induction on n by lg(1) if H(n) <= 2 show H(n) <= n",
     VERDICT_NONE, "no hypothesis says"},
    {"for n in 1..inf by induction on n by one(n) in base show H(n) <= n",
     VERDICT_PROVED, NULL},
    {"for n in 1..inf by induction on n by one(n) in step show H(n) <= n",
     VERDICT_UNDECIDED, NULL},
};

static void statements_keep_to_their_part(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        audited a;
        text_buf b = {0};
        text_printf(&b, "%sclaim it \"\" %s\n", few, parts[i].claim);
        audited_run(&a, b.s, NULL);
        const char *first = a.errs.n > 0 ? a.errs.v[0].message : NULL;
        if ((first == NULL) != (parts[i].complaint == NULL) ||
            (first != NULL && strstr(first, parts[i].complaint) == NULL))
            fail_msg("%s: %s", parts[i].claim, first ? first : "no error");
        const result *r = first == NULL ? audited_find(&a, "it") : NULL;
        if (r != NULL && r->verdict != parts[i].verdict)
            fail_msg("%s: %s", parts[i].claim, verdict_name(r->verdict));
        audited_clear(&a);
        text_clear(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_told),
        cmocka_unit_test(claims_are_read_at_numbers),
        cmocka_unit_test(chains_have_reasons),
        cmocka_unit_test(links_are_typeset),
        cmocka_unit_test(statements_keep_to_their_part),
        cmocka_unit_test(links_are_written_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
