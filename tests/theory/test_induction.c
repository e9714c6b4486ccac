/* tests/theory/test_induction.c: proofs by induction and from other statements:
 * what is true goes through with both engines; its false neighbours, and what
 * would follow if a hypothesis were dropped, do not. */
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

static const char lets[] =
    "let H(n) = sum(k in 1..n, 1/k)\n"
    "let R(n) = sum(k in 1..n, 1/sqrt(k))\n"
    "let S(n) = sum(k in 1..n, k)\n"
    "let fact(n) = if n == 0 then 1 else n*fact(n - 1)\n"
    "let fib(n) = if n <= 1 then n else fib(n - 1) + fib(n - 2)\n"
    "let u(n) = if n == 1 then 4 else (1 - 2/n)*u(n - 1) + 2/n^2\n"
    "let two(n) = if n < 2 then 1 else two(n - 2)\n"
    "let bump(n) = if n < 4 then 1 else if n < 5 then -1 "
    "else 2*bump(n - 1) + 2\n"
    "let p = 1\nlet q = 2\n"
    "let left(p, n) = sum(k in 1..n, p*k + q)\n"
    "let right(q, n) = sum(k in 1..n, p*k + q)\n"
    "claim right.bound \"\" for n in 1..inf, z in [1, 2] by induction on n\n"
    "  show right(z, n) <= n*(n + 1)/2 + 2*n\n"
    "let grow(c, n) = if n == 0 then 1 else c*grow(c, n - 1)\n"
    "claim grow.less \"\" for c in [0, 1], n in 0..inf by induction on n\n"
    "  show grow(c, n + 1) <= grow(c, n)\n"
    "claim fact.base \"\" for n in 1..inf by induction on n\n"
    "  show fact(n) >= (n/exp(1))^n\n"
    "claim fact.one \"\" for n in 1..inf by induction on n show fact(n) >= 1\n"
    "claim power.top \"\" for n in 1..inf, x in [0, inf)\n"
    "  show x^n <= (n/exp(1))^n*exp(x)\n"
    "claim power.fact \"\" for n in 1..inf, x in [0, inf)\n"
    "  by fact.base(n), power.top(n, x) show x^n <= fact(n)*exp(x)\n"
    "claim square \"\" for y in (-inf, inf) show y^2 >= 0\n"
    "claim ten \"\" for y in [0, 10] show y^2 <= 100\n"
    "claim even \"\" for n in 1..inf show n*(n - 1) >= 0\n"
    "claim false.one \"\" for y in (-inf, inf) show y >= 0\n"
    "claim apart \"\" for y in [1, 2] show y != 0\n";

/* ---- what goes through --------------------------------------------------- */

typedef struct {
    const char *yes, *no; /* a claim behind its title; the false neighbour */
} neighbours;

static const neighbours accepted[] = {
    {"for n in 1..inf by induction on n show H(n) <= 1 + log(n)",
     "for n in 1..inf by induction on n show H(n) <= 9/10 + log(n)"},
    {"for n in 1..inf by induction on n show log(n + 1) <= H(n)",
     "for n in 1..inf by induction on n show log(n + 2) <= H(n)"},
    {"for n in 1..inf by induction on n show R(n) <= 2*sqrt(n)",
     "for n in 1..inf by induction on n show R(n) <= 19/10*sqrt(n)"},
    {"for n in 1..inf by induction on n show 2*(sqrt(n + 1) - 1) < R(n)",
     "for n in 1..inf by induction on n show 2*sqrt(n + 1) - 1 < R(n)"},
    {"for n in 2..inf by induction on n\n"
     "  show prod(k in 2..n, 1 - 1/k^2) == (n + 1)/(2*n)",
     "for n in 2..inf by induction on n\n"
     "  show prod(k in 2..n, 1 - 1/k^2) == (n + 2)/(2*n)"},
    {"for n in 1..inf by induction on n show fact(n) >= (n/exp(1))^n",
     "for n in 1..inf by induction on n show fact(n) >= (n/2)^n"},
    {"for n in 1..inf, x in [0, inf) by fact.one(n), power.fact(n, x)\n"
     "  show x^n/fact(n) <= exp(x)",
     "for n in 1..inf, x in [0, inf) by fact.one(n), power.fact(n, x)\n"
     "  show x^n/fact(n) <= exp(x)/3"},
    {"for n in 1..inf, x in [0, inf) by fact.base(n), power.top(n, x)\n"
     "  show x^n <= fact(n)*exp(x)",
     /* below 0 the second statement says nothing */
     "for n in 1..inf, x in [-9, inf) by fact.base(n), power.top(n, x)\n"
     "  show x^n <= fact(n)*exp(x)"},
    {"for n in 1..inf show (1 + 1/n)^n < exp(1)",
     "for n in 1..inf show (1 + 1/n)^n < 27/10"},
    {"for n in 1..inf by induction on n depth 2\n"
     "  show 1 <= fib(n) <= 2^(n - 1)",
     "for n in 1..inf by induction on n depth 2\n"
     "  show 1 <= fib(n) <= (3/2)^(n - 1) - 1/10"},
    {"for n in 0..inf by induction on n\n"
     "  show sum(k in 1..n, k^2) == n*(n + 1)*(2*n + 1)/6",
     "for n in 0..inf by induction on n\n"
     "  show sum(k in 1..n, k^2) == n*(n + 1)*(2*n + 2)/6"},
    {"for n in 0..inf, z in (0, 1) by induction on n\n"
     "  show sum(k in 0..n, z^k) == (1 - z^(n + 1))/(1 - z)",
     "for n in 0..inf, z in (0, 1) by induction on n\n"
     "  show sum(k in 0..n, z^k) == (1 - z^n)/(1 - z)"},
    {"for n in 1..inf by induction on n show 0 <= u(n) <= 4/n",
     "for n in 1..inf by induction on n show 0 <= u(n) <= 3/n"},
    {"for n in 1..inf by induction on n show sum(k in 1..2*n, k) == n*(2*n + "
     "1)",
     "for n in 1..inf by induction on n\n"
     "  show sum(k in 1..2*n, k) == n*(2*n + 1) + (n - 1)/10"},
    {"for n in 1..inf, k in 1..3 by induction on n\n"
     "  show sum(j in 1..n, j*k) == k*n*(n + 1)/2",
     "for n in 1..inf, k in 1..3 by induction on n\n"
     "  show sum(j in 1..n, j*k) == n*(n + 1)/2"},
    {"for n in 0..inf by induction on n from 6 show sum(j in 5..n, 1) <= n",
     "for n in 0..inf by induction on n from 6 show sum(j in 5..n, 1) <= n - "
     "5"},
    {"for n in 0..inf by induction on n depth 2 show two(n) == 1",
     "for n in 0..inf by induction on n depth 2 show two(n) == 2"},
    {"for n in 1..inf, x in [0, 5] where x*n <= 4 by induction on n show x <= "
     "4",
     "for n in 1..inf, x in [0, 5] where x*n >= 4 by induction on n show x >= "
     "4"},
    /* a statement that is used, and outside its domain */
    {"for x in [0, 10] by ten(x) show x^2 <= 100",
     "for x in [0, 11] by ten(x) show x^2 <= 100"},
    {"for n in 1..inf by even(2*n) show 2*n*(2*n - 1) >= 0",
     "for n in 1..inf by even(2*n - 2) show (2*n - 2)*(2*n - 3) >= 1"},
    {"for x in [0, 1] by square(sqrt(x)) show x^2 >= 0",
     "for x in [-1, 1] by square(sqrt(x)) show x^2 >= 0"},
    /* arguments that are equal once they are written out */
    {"for c in [0, 1], n in 1..inf by grow.less(c, n - 1)\n"
     "  show grow(c, n) <= grow(c, n - 1)",
     "for c in [0, 1], n in 1..inf by grow.less(c, n - 1)\n"
     "  show grow(c, n) < grow(c, n - 1)"},
    {"for c in [0, 1], n in 0..inf, m in 0..inf\n"
     "  by grow.less(1 - (1 - c), n - m + m)\n"
     "  show grow(c, n + 1) <= grow(c, n)",
     "for c in [0, 1], n in 0..inf, m in 0..inf\n"
     "  by grow.less(1 - (1 - c), n - m + m)\n"
     "  show grow(c, n + 1) <= grow(c, n)/2"},
    {"for x in [1, 2] by apart(x) show x > 0",
     "for x in [0, 2] by apart(x) show x > 0"},
    {"for x in [-1, 1] by cases x <= 0 show abs(x) >= x",
     "for x in [-1, 1] by cases x <= 0 show abs(x) > x"},
};

/* ---- attacks ------------------------------------------------------------- */

/* False, or without a meaning, and proved if one hypothesis were dropped. */
static const struct {
    const char *claim, *complaint; /* NULL: it has a meaning */
} attacks[] = {
    /* the claim at n - 1 says nothing where its condition does not hold */
    {"for n in 1..inf, x in [0, inf) where x <= n by induction on n show x <= "
     "1",
     NULL},
    {"for n in 1..inf, x in (0, 5] where x*n >= 4 by induction on n show x >= "
     "4",
     NULL},
    {"for n in 1..inf, x in [0, n] by induction on n show x <= 1",
     "ends of a domain"},
    {"for n in 1..inf, x in [0, 5] where x != n by induction on n show x <= 4",
     "no conditions with `!=`"},
    /* bases */
    {"for n in 1..inf by induction on n show S(n) >= n + 1", NULL},
    {"for n in 1..inf by induction on n from 3 show S(n) >= 2*n - 1/2", NULL},
    {"for n in 0..inf by induction on n show two(n) == 1", "depends on real"},
    {"for n in 1..inf by induction on n from 0 show S(n) >= 1",
     "below the range"},
    /* steps */
    {"for n in 1..inf by induction on n show S(n) <= 100", NULL},
    {"for n in 1..inf by induction on n show bump(n) >= 0", "depends on real"},
    {"for n in 1..inf by induction on n from 3 show S(n) <= 6", NULL},
    {"for n in 1..inf by induction on n show sum(k in 1..2*n, k) <= 2*n + 1",
     NULL},
    {"for n in 0..inf by induction on n show sum(j in 5..n, 1) <= n - 4",
     "range is empty"},
    {"for n in 1..inf, x in [-3, -2] by induction on n\n"
     "  show sum(k in 1..n, x^k) <= 0",
     NULL},
    {"for n in 0..inf by induction on n\n"
     "  show (-1)^n*prod(k in 1..n, -1) >= 2",
     NULL},
    /* a value that is none */
    {"for n in 1..inf by induction on n\n"
     "  show 0*sum(k in 1..n, 1/(k - 3)) == 0",
     NULL},
    {"for n in 1..inf by induction on n\n"
     "  show 0*sum(k in 1..n, log(2 - k)) == 0",
     NULL},
    /* sums of the same text whose names mean other things */
    {"for n in 1..inf, z in [1, 2] by right.bound(n, z)\n"
     "  show left(z, n) <= n*(n + 1)/2 + 2*n",
     "no hypothesis says"},
    {"for n in 0..inf, z in [1, 2] by induction on n\n"
     "  show left(z, n) == right(z, n)",
     NULL},
    /* arguments that are not equal, or not where one has no value */
    {"for c in [0, 1], n in 0..inf by grow.less(c, n + 1)\n"
     "  show grow(c, n + 1) <= grow(c, n)",
     "no hypothesis says"},
    {"for c in [0, 1], n in 0..inf by grow.less(c^2, n)\n"
     "  show grow(c, n + 1) <= grow(c, n)",
     "no hypothesis says"},
    {"for x in [0, 1], c in [0, 1], n in 0..inf by grow.less(c*x/x, n)\n"
     "  show grow(c, n + 1) <= grow(c, n)",
     "no hypothesis says"},
    /* a statement used where it says nothing */
    {"for x in [1, 2] by even(x) show x*(x - 1) >= 1/10", "whole numbers"},
    {"for n in 2..inf by even(n/2) show n/2*(n/2 - 1) >= 1", "whole numbers"},
    {"for x in [0, 2] by ten(10*x) show x <= 1", NULL},
    {"for x in [-1, 1] by square(1/x) show 1/x^2 >= 0", NULL},
    /* circles */
    {"for y in [-1, 1] by it(y) show y >= 0", "no item above"},
    {"for y in [-1, 1] by later(y) show y >= 0", "no item above"},
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

/* It is answered, and not with PROVED; or, with a complaint, it is refused with
 * this one. */
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

/* All that is true, in one paper, and by both engines. */
static void both_engines_agree(void **state)
{
    (void)state;
    text_buf b = {0};
    lang_errors errs = {0};
    audit_options o = {.cert_dir = NULL};
    replay *r = NULL;
    size_t agree = 0, want = sizeof accepted / sizeof *accepted;
    text_put(&b, lets);
    for (size_t i = 0; i < want; i++)
        text_printf(&b, "claim yes%zu \"\" %s\n", i, accepted[i].yes);
    program *p = program_new();
    if (!program_parse(p, "test", 1, b.s, strlen(b.s), &errs))
        fail_msg("%s", errs.v[0].message);
    elab *e = elab_new(p, NULL);
    if (!replay_program(p, e, &o, &r, &errs))
        print_error("%s\n", errs.n > 0 ? errs.v[0].message : "no agreement");
    for (size_t k = 0; k < program_count(p); k++) {
        if (strncmp(r[k].it->id, "yes", 3) != 0)
            continue;
        if (r[k].state != REPLAY_AGREE || r[k].leaves == 0)
            fail_msg("%s: %s", accepted[agree].yes,
                     replay_state_name(r[k].state));
        agree++;
    }
    assert_int_equal(agree, want);
    replay_free(r, program_count(p));
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    text_clear(&b);
}

/* An item's plain text says how it is proved, and is read back as it was. */
static void by_is_written_out(void **state)
{
    (void)state;
    static const char text[] =
        "claim a \"\" for n in 1..inf by induction on n from 2 depth 2 show "
        "n >= 1\n"
        "claim b \"\" uses a for n in 1..inf by cases n <= 3, 2*n > 9 by "
        "a(2*n), a show n >= 1\n";
    audited a;
    audit_options o = {.wanted = is_it};
    audited_run_with(&a, text, &o);
    assert_true(a.ok);
    text_buf b = {0};
    for (size_t i = 0; i < program_count(a.prog); i++) {
        char *s = plain_item(program_item(a.prog, i));
        text_printf(&b, "%s\n", s);
        free(s);
    }
    assert_string_equal(b.s, text);
    text_clear(&b);
    audited_clear(&a);
}

/* A sum behind `by` alone: its domain has points. */
static void sums_need_no_induction(void **state)
{
    (void)state;
    audited a;
    text_buf b = {0};
    text_printf(&b,
                "%sclaim it \"\" for n in 1..inf, z in [1, 2]\n"
                "  by right.bound(2*n, z)\n"
                "  show right(z, 2*n) <= 2*n*(2*n + 1)/2 + 4*n\n",
                lets);
    audited_run(&a, b.s, NULL);
    assert_int_equal(audited_find(&a, "it")->verdict, VERDICT_PROVED);
    audited_clear(&a);
    text_clear(&b);
}

/* That a part of the argument has no value for some value of a sum refutes
 * nothing. */
static void steps_refute_nothing(void **state)
{
    (void)state;
    audited a;
    audit_one(&a, "for n in 1..inf by induction on n show sqrt(S(n)) >= 0");
    assert_true(a.ok);
    assert_int_not_equal(audited_find(&a, "it")->verdict, VERDICT_REFUTED);
    audited_clear(&a);
}

/* What is false far behind the bases is refuted there: at the first number, as
 * arithmetic says (14*15/2 > 100, 447*448/2 > 10^5), and by both engines. */
static void numbers_behind_the_bases_refute(void **state)
{
    (void)state;
    static const struct {
        const char *claim;
        long at;
    } wrong[] = {
        {"for n in 1..inf by induction on n show S(n) <= 100", 14},
        {"for n in 1..inf by induction on n show S(n) <= 100000", 447},
        {"for x in [0, 1], n in 1..inf by induction on n show x*S(n) <= 9", 4},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        text_buf b = {0};
        lang_errors errs = {0};
        audit_options o = {.search = {.max_boxes = FEW_BOXES}};
        replay *r = NULL;
        audited a;
        audit_one(&a, wrong[i].claim);
        const result *found = audited_find(&a, "it");
        assert_int_equal(found->verdict, VERDICT_REFUTED);
        const evidence_refutation *e = evidence_refuted(&found->found);
        size_t k = 0;
        while (k < e->at.n && strcmp(e->at.v[k].name, "n") != 0)
            k++;
        assert_true(k < e->at.n);
        assert_int_equal(mpq_cmp_si(e->at.v[k].value, wrong[i].at, 1), 0);
        audited_clear(&a);
        text_printf(&b, "let S(n) = sum(k in 1..n, k)\nclaim it \"\" %s\n",
                    wrong[i].claim);
        program *p = program_new();
        assert_true(program_parse(p, "test", 1, b.s, b.len, &errs));
        elab *el = elab_new(p, NULL);
        assert_true(replay_program(p, el, &o, &r, &errs));
        assert_int_equal(r[1].state, REPLAY_AGREE);
        assert_int_equal(r[1].what, REPLAY_DIFFERENCE);
        replay_free(r, program_count(p));
        elab_free(el);
        program_free(p);
        lang_errors_clear(&errs);
        text_clear(&b);
    }
}

/* At the prompt, a sum up to a variable is reason enough for an induction. */
static void prompts_try_induction(void **state)
{
    (void)state;
    static const struct {
        const char *claim;
        verdict_kind verdict;
    } prompt[] = {
        {"for n in 1..inf: log(n + 1) <= sum(k in 1..n, 1/k) <= 1 + log(n)",
         VERDICT_PROVED},
        {"for n in 2..inf: prod(k in 2..n, 1 - 1/k^2) == (n + 1)/(2*n)",
         VERDICT_PROVED},
        {"for n in 1..inf: sum(k in 1..n, k) <= 100", VERDICT_REFUTED},
        {"for n in 1..inf, u(k in 1..n) where u(k + 1) <= u(k), u(1) <= 1: "
         "u(n) <= 1",
         VERDICT_PROVED},
    };
    for (size_t i = 0; i < sizeof prompt / sizeof *prompt; i++) {
        lang_errors errs = {0};
        result r;
        audit_options o = {.fresh = true};
        program *p = program_new();
        elab *e = elab_new(p, NULL);
        result_init(&r);
        assert_true(program_parse_claim(p, prompt[i].claim, &errs));
        assert_true(audit_item(p, e, program_find(p, "claim"), &o, &r, &errs));
        assert_int_equal(r.verdict, prompt[i].verdict);
        result_clear(&r);
        elab_free(e);
        program_free(p);
        lang_errors_clear(&errs);
    }
}

/* What rests on a statement that is false is not fully proved. */
static void false_statements_carry_nothing(void **state)
{
    (void)state;
    text_buf b = {0};
    audited a;
    text_printf(&b,
                "%sclaim it \"\" for y in [-1, 1] by false.one(y)\n"
                "  show y >= -2\n",
                lets);
    audited_run(&a, b.s, NULL);
    assert_int_equal(audited_find(&a, "false.one")->verdict, VERDICT_REFUTED);
    assert_false(audited_find(&a, "it")->fully_proved);
    audited_clear(&a);
    text_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_engines_agree),
        cmocka_unit_test(false_neighbours_are_not_proved),
        cmocka_unit_test(no_attack_goes_through),
        cmocka_unit_test(by_is_written_out),
        cmocka_unit_test(sums_need_no_induction),
        cmocka_unit_test(steps_refute_nothing),
        cmocka_unit_test(false_statements_carry_nothing),
        cmocka_unit_test(numbers_behind_the_bases_refute),
        cmocka_unit_test(prompts_try_induction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
