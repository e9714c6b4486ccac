/* tests/theory/test_threshold.c: from which number on a statement holds.
 *
 * Expected numbers: arithmetic at the number and at the one below, as the
 * comments say.  What an answer says is asked again, as claims. */
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

/* ---- answers ------------------------------------------------------------- */

static const struct {
    const char *domain, *find; /* "for ..." and the chain */
    long least, last;          /* last 0: false nowhere */
    const char *says;
} answers[] = {
    /* 9 > 8, 16 = 16 */
    {"for n in 1..inf", "n^2 <= 2^n", 4, 3,
     "proved for every n >= 4; false at n = 3"},
    /* log(8099)^2/8099 = 0.0100001, log(8100)^2/8100 = 0.0099999 */
    {"for n in 2..inf", "log(n)^2/n <= 1/100", 8100, 8099,
     "proved for every n >= 8100; false at n = 8099"},
    /* k = 3: 9 > 8, 12 < 16 */
    {"for k in 1..3, n in 1..inf", "k*n <= 2^n", 4, 3,
     "proved for every n >= 4; false at k = 3, n = 3"},
    /* |sin 8| = 0.989, |sin 9| = 0.412 */
    {"for n in 1..inf", "abs(sin(n)) < n/10", 9, 8,
     "proved for every n >= 9; false at n = 8"},
    /* true at 1, false from 2 to 9: 729 > 512, 1000 < 1024 */
    {"for n in 1..inf", "n^3 <= 2^n", 10, 9,
     "proved for every n >= 10; false at n = 9"},
    {"for n in 1..inf", "n >= 1", 1, 0,
     "proved for every n >= 1, which is all of its range"},
    /* at n = 4, x = 0: 5 > 4; 5 + x^2 <= 5 + 5 x */
    {"for x in [0, 1], n in 1..inf", "x^2 + 5 <= n*(1 + x)", 5, 4, NULL},
    /* below 0 between 5 and 6 alone, where no whole number is */
    {"for n in 1..inf", "(n - 5)*(n - 6) >= 0", 1, 0,
     "proved for every n >= 1, which is all of its range, at once from 8 on "
     "and one by one below"},
    /* undefined below 5, which is not shown */
    {"for n in 1..inf", "sqrt(n - 5) >= 0", 5, 0,
     "proved for every n >= 5; no n is known at which it is false; of every "
     "n from 1 to before 5 nothing is shown"},
    /* H(10) = 2.928968, H(11) = 3.019877 */
    {"for n in 1..inf by induction on n", "sum(k in 1..n, 1/k) >= 3", 11, 10,
     "proved for every n >= 11; false at n = 10"},
    /* 6! = 720 < 729, 7! = 5040 > 2187 */
    {"for n in 1..inf by induction on n", "prod(k in 1..n, k) >= 3^n", 7, 6,
     "proved for every n >= 7; false at n = 6"},
    /* n (n + 1)/2 >= x n + 10 for all x up to 2: at 6 21 < 22, at 7 28 > 24 */
    {"for x in [0, 2], n in 1..inf by induction on n",
     "sum(k in 1..n, k) >= x*n + 10", 7, 6, NULL},
};

static char *item_text(size_t i, const char *tail)
{
    text_buf b = {0};
    text_printf(&b, "threshold it \"\" %s find n with %s%s\n",
                answers[i].domain, answers[i].find, tail);
    return text_take(&b);
}

static void thresholds_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        audited a;
        char *s = item_text(i, "");
        audited_run(&a, s, NULL);
        const result *r = audited_find(&a, "it");
        const evidence_threshold *e = evidence_from(&r->found);
        if (e == NULL)
            fail_msg("%s: %s", s, why(r));
        assert_int_equal(mpq_cmp_si(e->least, answers[i].least, 1), 0);
        assert_int_equal(e->fails, answers[i].last > 0);
        if (e->fails)
            assert_int_equal(mpq_cmp_si(e->last, answers[i].last, 1), 0);
        if (answers[i].says != NULL)
            assert_string_equal(why(r), answers[i].says);
        assert_true(r->fully_proved);
        free(s);
        audited_clear(&a);
    }
}

/* "n in 1..inf" with another end. */
static char *domain_with(const char *domain, const char *range)
{
    const char *at = strstr(domain, "n in ");
    text_buf b = {0};
    text_put_n(&b, domain, (size_t)(at - domain));
    /* at a number there is no induction */
    const char *end = strstr(range, "..inf") ? strstr(at, "..inf") + 5 : "";
    text_printf(&b, "n in %s%s", range, end);
    return text_take(&b);
}

static verdict_kind asked(const char *domain, const char *range,
                          const char *show)
{
    audited a;
    text_buf b = {0};
    char *d = domain_with(domain, range);
    text_printf(&b, "claim it \"\" %s show %s\n", d, show);
    audited_run(&a, b.s, NULL);
    verdict_kind v = audited_find(&a, "it")->verdict;
    audited_clear(&a);
    text_clear(&b);
    free(d);
    return v;
}

/* What is said, as claims: from the number on, and at the one below. */
static void answers_hold_as_claims(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        text_buf b = {0};
        text_printf(&b, "%ld..inf", answers[i].least);
        /* of a number alone a claim would have to be true of all reals */
        if (answers[i].says == NULL || !strstr(answers[i].says, "one by one"))
            assert_int_equal(asked(answers[i].domain, b.s, answers[i].find),
                             VERDICT_PROVED);
        text_clear(&b);
        if (answers[i].last == 0)
            continue;
        text_printf(&b, "%ld..%ld", answers[i].last, answers[i].last);
        assert_int_equal(asked(answers[i].domain, b.s, answers[i].find),
                         VERDICT_REFUTED);
        text_clear(&b);
    }
}

/* ---- the paper's value ---------------------------------------------------- */

static void the_papers_value_is_placed(void **state)
{
    (void)state;
    static const struct {
        size_t answer;
        const char *tail;
        paper_standing standing;
    } papers[] = {
        {0, " paper 4", PAPER_BEST},        {0, " paper 3", PAPER_FAILS},
        {0, " paper 100", PAPER_PROVED},    {0, " paper 7/2", PAPER_UNKNOWN},
        {8, " paper 3", PAPER_INSIDE},      {8, " paper 5", PAPER_PROVED},
        {0, " paper sqrt(16)", PAPER_BEST},
    };
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        audited a;
        char *s = item_text(papers[i].answer, papers[i].tail);
        audited_run(&a, s, NULL);
        const evidence_threshold *e =
            evidence_from(&audited_find(&a, "it")->found);
        assert_non_null(e);
        if (e->paper.standing != papers[i].standing)
            fail_msg("%s: %s", s, said(audited_find(&a, "it"), "paper"));
        free(s);
        audited_clear(&a);
    }
}

/* ---- what is none --------------------------------------------------------- */

static void none_is_made_up(void **state)
{
    (void)state;
    static const char *const never[] = {
        "for n in 1..inf find n with n <= 5",
        "for n in 1..inf find n with sin(n) <= 1/2",
        "for x in [0, 1], n in 1..inf find n with x*n >= 1",
        "for n in 1..inf find n with n <= 1000000",
        "for n in 1..inf by induction on n find n with sum(k in 1..n, 1/k) <= "
        "2",
        /* Euler's constant is 0.577 */
        "for n in 1..inf by induction on n find n with sum(k in 1..n, 1/k) <= "
        "1/2 + log(n)",
        /* true, and no step from it */
        "for n in 1..inf by induction on n find n with sum(k in 1..n, 1/k^2) "
        "<= 2",
    };
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        audited a;
        text_buf b = {0};
        text_printf(&b, "threshold it \"\" %s boxes 200\n", never[i]);
        audited_run(&a, b.s, NULL);
        assert_int_equal(audited_find(&a, "it")->verdict, VERDICT_UNDECIDED);
        assert_string_equal(why(audited_find(&a, "it")),
                            "no number was found from which on a proof goes "
                            "through");
        text_clear(&b);
        audited_clear(&a);
    }
}

static void what_has_no_meaning_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *item, *complaint;
    } wrong[] = {
        {"for x in [0, 1] find x with x >= 0", "variable over `m..inf`"},
        {"for n in 1..9 find n with n >= 2", "variable over `m..inf`"},
        {"for n in 1..inf find m with n >= 2", "variable over `m..inf`"},
        {"for k in 1..3, n in k..inf find n with n >= 2", "depends on `k`"},
        {"for n in 1..inf, u(k in 1..n) find n with u(n) >= 2",
         "every sequence"},
        {"for n in 1..inf by induction on n from 3 find n with n >= 2",
         "is what is sought"},
        {"for n in 1..inf, m in 1..inf by induction on m find n with n >= 2",
         "is on its variable"},
        {"for n in 1..inf, x in [0, 1] where x*n <= 1 by induction on n find n "
         "with n >= x",
         "no condition depends on `n`"},
        {"for n in 1..inf by no.lemma(n) find n with n >= 2", "no item above"},
        {"for n in 1..inf", "needs a `find` clause"},
        {"for n in 1..inf, x in [0, 1] where x > 2 find n with n >= x",
         "vacuous"},
        {"for n in 1..inf find n with n >= 4 paper 1/0", ""},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        audited a;
        text_buf b = {0};
        text_printf(&b, "threshold it \"\" %s\n", wrong[i].item);
        audited_run(&a, b.s, NULL);
        if (a.errs.n == 0 ||
            strstr(a.errs.v[0].message, wrong[i].complaint) == NULL)
            fail_msg("%s: %s", wrong[i].item,
                     a.errs.n > 0 ? a.errs.v[0].message : "no complaint");
        text_clear(&b);
        audited_clear(&a);
    }
}

/* ---- evidence ------------------------------------------------------------- */

/* Both engines on what lies in dir. */
static replay_state replayed(const char *text, const char *dir)
{
    lang_errors errs = {0};
    audit_options o = {.cert_dir = dir};
    replay *r = NULL;
    program *p = program_new();
    assert_true(program_parse(p, "test", 1, text, strlen(text), &errs));
    elab *e = elab_new(p, NULL);
    (void)!replay_program(p, e, &o, &r, &errs);
    replay_state state = r[0].state;
    replay_free(r, program_count(p));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    return state;
}

static char *replaced(const char *s, const char *from, const char *to)
{
    const char *at = strstr(s, from);
    text_buf b = {0};
    if (at == NULL)
        fail_msg("no `%s` in\n%s", from, s);
    text_put_n(&b, s, (size_t)(at - s));
    text_printf(&b, "%s%s", to, at + strlen(from));
    return text_take(&b);
}

static void engines_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        char *s = item_text(i, "");
        assert_int_equal(replayed(s, NULL), REPLAY_AGREE);
        free(s);
    }
}

/* A file that says more than it proves is refused by both, and an audit that
 * finds it does not believe it. */
static void tampered_files_are_refused(void **state)
{
    (void)state;
    static const struct {
        size_t answer;
        const char *from, *to;
    } broken[] = {
        {0, "number least 4\n", "number least 3\n"},
        {0, "number least 4\nnumber from 4\n",
         "number least 3\nnumber from 3\n"},
        {0, "number least 4\n", "number least 5\n"},
        {0, "number least 4\n", "number least 7/2\n"},
        {0, "number fails 3\n", "number fails 2\n"}, /* 4 <= 4 */
        {0, "number fails 3\n", "number fails 4\n"},
        {0, "number fails 3\n", "number fails 0\n"},
        {0, "number x0 3\n", "number x0 2\n"},
        {0, "number x0 3\n", ""},
        {0, "number goal 0\n", "number goal 1\n"},
        {0, "number instance 0\n", "number instance 1\n"},
        {2, "number instance 2\n", "number instance 0\n"}, /* k = 1 */
        {7, "number from 8\n", "number from 5\n"},
        {8, "number least 5\nnumber from 5\n",
         "number least 4\nnumber from 4\n"},
        {9, "number least 11\nnumber from 11\n",
         "number least 10\nnumber from 10\n"},
        {9, "number least 11\n", "number least 10\n"},
        {9, "number from 11\n", "number from 12\n"},
        {9, "number fails 10\n", "number fails 11\n"},
        {11, "number fails 6\n", "number fails 7\n"},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        char *dir = make_folder(), *path = path_of(dir, "it.cert");
        char *s = item_text(broken[i].answer, "");
        audited a;
        audited_run(&a, s, dir);
        assert_int_equal(audited_find(&a, "it")->verdict, VERDICT_ENCLOSED);
        audited_clear(&a);
        assert_int_equal(replayed(s, dir), REPLAY_AGREE);
        char *good = slurp(path);
        char *bad = replaced(good, broken[i].from, broken[i].to);
        spit(path, bad);
        if (replayed(s, dir) == REPLAY_AGREE)
            fail_msg("accepted: %s", broken[i].to);
        audited_run(&a, s, dir);
        const evidence_threshold *e =
            evidence_from(&audited_find(&a, "it")->found);
        assert_non_null(e);
        assert_int_equal(
            mpq_cmp_si(e->least, answers[broken[i].answer].least, 1), 0);
        audited_clear(&a);
        free(good);
        free(bad);
        free(path);
        free(s);
        remove_folder(dir);
    }
}

/* ---- text ------------------------------------------------------------------ */

static void thresholds_are_written_out(void **state)
{
    (void)state;
    static const char text[] = "threshold it \"\" for n in 1..inf find n with "
                               "n^2 <= 2^n paper 7 expect enclosed";
    audited a;
    audited_run(&a, text, NULL);
    assert_true(a.ok && a.errs.n == 0);
    char *plain = plain_item(program_find(a.prog, "it"));
    char *tex = typeset_item(program_find(a.prog, "it"));
    assert_string_equal(plain, text);
    assert_non_null(strstr(tex, "\\text{the least } n \\text{ from which on}"));
    free(plain);
    free(tex);
    audited_clear(&a);
}

/* What a threshold is proved by is used where it may be. */
static void statements_are_used(void **state)
{
    (void)state;
    static const struct {
        const char *item;
        long least; /* 0: none */
    } used[] = {
        {"for n in 1..inf by line(n/100) find n with log(n/100) <= n/100 - 1",
         1},
        {"for n in 1..inf by line(5 - n) find n with log(n) <= n - 1", 0},
        {"for n in 1..inf by line(n) in step by induction on n find n with "
         "sum(k in 1..n, log(k)) <= n*(n - 1)/2",
         1},
    };
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        audited a;
        text_buf b = {0};
        text_printf(&b,
                    "claim line \"\" for x in (0, inf) show log(x) <= x - 1\n"
                    "threshold it \"\" %s\n",
                    used[i].item);
        audited_run(&a, b.s, NULL);
        const evidence_threshold *e =
            evidence_from(&audited_find(&a, "it")->found);
        if ((e == NULL) != (used[i].least == 0))
            fail_msg("%s: %s", used[i].item, why(audited_find(&a, "it")));
        if (e != NULL)
            assert_int_equal(mpq_cmp_si(e->least, used[i].least, 1), 0);
        text_clear(&b);
        audited_clear(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thresholds_are_found),
        cmocka_unit_test(answers_hold_as_claims),
        cmocka_unit_test(the_papers_value_is_placed),
        cmocka_unit_test(none_is_made_up),
        cmocka_unit_test(what_has_no_meaning_is_refused),
        cmocka_unit_test(engines_agree),
        cmocka_unit_test(tampered_files_are_refused),
        cmocka_unit_test(thresholds_are_written_out),
        cmocka_unit_test(statements_are_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
