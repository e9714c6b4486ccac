/* tests/torture/test_mutate_proof.c: proofs by induction, from other statements
 * and about every sequence, each mutated: a number off by one, an index, a
 * relation, a sign, a hypothesis left out, a lemma elsewhere.  The proof as it
 * stands goes through.  A mutant that is proved must be true: the second
 * reading finds it true at numbers, or, of a sequence, Arb at points for the
 * first numbers.  (What is not proved may be anything.) */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/second/second.h"
#include "../numerics/iv_support.h"
#include "../theory/theory_support.h"
#include "torture.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEW_BOXES = 120, /* a goal */
    POINTS = 3000    /* of a sequence's instance */
};

static const char lets[] =
    "let H(n) = sum(k in 1..n, 1/k)\n"
    "let S(n) = sum(k in 1..n, k)\n"
    "let F(n) = if n <= 1 then n else F(n - 1) + F(n - 2)\n"
    "let G(n) = if n == 1 then 4 else (1 - 2/n)*G(n - 1) + 2/n^2\n"
    "claim ten \"\" for y in [0, 10] show y^2 <= 100\n"
    "claim even \"\" for m in 1..inf show m*(m - 1) >= 0\n"
    "claim apart \"\" for y in [1, 2], z in [3, 4] where y <= z - 1\n"
    "  show y*z <= 8\n"
    "claim small \"\" for y in [0, 1] show y^2 <= y\n"
    "constant tip \"\" for y in [0, 1] largest c with 2 - y^2 >= c*y\n"
    "claim line \"\" for y in (0, inf) show log(y) <= y - 1\n";

/* What is mutated stands behind the bar. */
static const char *const proofs[] = {
    "for n in 1..inf by induction on n show |log(n + 1) <= H(n)",
    "for n in 1..inf by induction on n show |H(n) <= 1 + log(n)",
    "for n in 1..inf by induction on n show |S(n) == n*(n + 1)/2",
    "for n in 1..inf by induction on n show |sum(k in 1..n, k^2) == "
    "n*(n + 1)*(2*n + 1)/6",
    "for n in 2..inf by induction on n show |prod(k in 2..n, 1 - 1/k^2) == "
    "(n + 1)/(2*n)",
    "for n in 1..inf by induction on n |depth 2 show 1 <= F(n) <= 2^(n - 1)",
    "for n in 1..inf by induction on n show |0 <= G(n) <= 4/n",
    "for n in 1..inf by induction on n show |sum(k in 1..2*n, k) == "
    "n*(2*n + 1)",
    "for n in 0..inf by induction on n |from 6 show sum(j in 5..n, 1) <= n",
    "for n in 1..inf, x in [0, 5] where |x*n <= 4 by induction on n show x <= 4",
    "for n in 1..inf, k in 1..3 by induction on n show |sum(j in 1..n, j*k) == "
    "k*n*(n + 1)/2",
    "for n in 1..inf, x in [0, 1] by induction on n show |sum(k in 1..n, x^2) "
    "<= n",
    "for x in [0, 5] by |ten(2*x) show 4*x^2 <= 100",
    "for x in [1, 2], w in [1, 2] by |apart(x, w + 2) show x*(w + 2) <= 8",
    "for n in 1..inf by |even(2*n) show 2*n*(2*n - 1) >= 0",
    "for x in [-1, 1] by |cases x <= 0 show abs(x) >= x",
    "for x in [0, 5] by |small(x) if x <= 1 show min(x^2, 1) <= x",
    "for x in [0, 2] by |tip(x/2) show 2 - x^2/4 >= x/2",
    "for x in [0, 2] by |small(x - 1) if x > 1, small(x) if x <= 1 show "
    "min(x^2, 1) <= x",
    "for n in 1..inf by induction on n by |line((n - 1)/n) in step show H(n) <= "
    "1 + log(n)",
    "for n in 1..inf, x in [0, 5] by induction on n by |small(x) in step if "
    "x <= 1 show min(x^2, 1)*n <= x*n",
    "for n in 1..inf, u(k in 1..n) where |u(1) <= 4, u(k) >= 0, u(k + 1) <= "
    "(1 - 2/(k + 1))*u(k) + 2/(k + 1)^2 by induction on n show u(n) <= 4/n",
    "for n in 1..inf, u(k in 1..n) where |u(k) >= 0, u(k) <= 1/k^2 by "
    "induction on n show sum(j in 1..n, u(j)) <= 2 - 1/n",
    "for n in 1..inf, u(k in 1..n), v(j in 1..n) where |u(1) <= 0, u(k + 1) <= "
    "u(k) + v(k), v(j) <= 1/(j + 1)^2 by induction on n show u(n) <= 1 - 1/n",
    "for n in 1..inf, u(k in 1..n) where |u(1) <= 1, u(k + 1) <= u(k)/2 by "
    "induction on n show u(n) <= 2^(1 - n)",
};

/* ---- mutants --------------------------------------------------------------- */

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

/* The text with `old`, at `at`, as `new`. */
static char *changed(const char *s, size_t at, size_t old, const char *new)
{
    text_buf b = {0};
    text_put_n(&b, s, at);
    text_put(&b, new);
    text_put(&b, s + at + old);
    return text_take(&b);
}

/* One change at `at`, or NULL where there is nothing to change. */
static char *mutant_at(const char *s, size_t at)
{
    char text[40];
    char before = at > 0 ? s[at - 1] : ' ', c = s[at];
    if (isdigit((unsigned char)c) && !is_word(before)) {
        size_t len = strspn(s + at, "0123456789");
        long v = strtol(s + at, NULL, 10);
        snprintf(text, sizeof text, "%ld",
                 random_chance(50) ? v + 1 : v > 0 ? v - 1 : 2);
        return changed(s, at, len, text);
    }
    if ((c == 'n' || c == 'k' || c == 'x' || c == 'j') && !is_word(before) &&
        !is_word(s[at + 1]) && strncmp(s + at + 1, " in", 3) != 0) {
        snprintf(text, sizeof text, "(%c %c 1)", c,
                 random_chance(50) ? '+' : '-');
        bool bare = strncmp(s + at - 3, "on ", 3) == 0;
        return bare ? NULL : changed(s, at, 1, text);
    }
    if (c == '<' && s[at + 1] == '=')
        return changed(s, at, 2, random_chance(50) ? ">=" : "<");
    if (c == '>' && s[at + 1] == '=')
        return changed(s, at, 2, random_chance(50) ? "<=" : ">");
    if (c == '=' && s[at + 1] == '=')
        return changed(s, at, 2, random_chance(50) ? "<" : ">");
    if ((c == '+' || c == '-') && before == ' ')
        return changed(s, at, 1, c == '+' ? "-" : "+");
    return NULL;
}

/* A condition of `where` that is left out. */
static char *without_condition(const char *s, size_t from)
{
    const char *where = strstr(s, "where "), *comma;
    if (where == NULL || (size_t)(where - s) + 6 != from ||
        (comma = strstr(s + from, ", ")) == NULL)
        return NULL;
    return changed(s, from, (size_t)(comma - s) + 2 - from, "");
}

static char *mutant_of(const char *proof)
{
    size_t bar = strcspn(proof, "|");
    char *s = changed(proof, bar, 1, ""), *m = NULL;
    size_t n = strlen(s);
    if (random_chance(5))
        m = without_condition(s, bar);
    for (int tries = 0; tries < 1000 && m == NULL; tries++)
        m = mutant_at(s, (size_t)random_in((long)bar, (long)n - 1));
    free(s);
    assert_non_null(m);
    return m;
}

/* ---- truth ------------------------------------------------------------------ */

static bool look_at(void *ctx, const binding *binding, problem *p,
                    const expr *chain_e, size_t n)
{
    bool *fails = ctx;
    mpq_t *x = xcalloc((size_t)p->nvars + 1, sizeof *x);
    (void)chain_e;
    (void)n;
    points_init(x, p->nvars);
    for (long i = 0; i < POINTS && !*fails && !binding->step; i++) {
        random_box_point(x, p);
        /* mostly halves: relations that hold with equality are met there */
        for (int k = 0; k < p->nvars; k++)
            if (random_chance(80))
                mpq_set_si(x[k], random_in(-4, 8), random_chance(70) ? 1 : 2);
        for (int k = 0; k < p->nvars; k++)
            mpq_canonicalize(x[k]);
        for (size_t g = 0; g < p->ngoals && !*fails; g++)
            *fails = point_fails(p, g, x);
    }
    points_clear(x, p->nvars);
    free(x);
    return !*fails;
}

/* Of every sequence: the claim for n = 1, ..., 4, without its induction. */
static bool sequence_fails(const char *claim)
{
    const char *range = strstr(claim, "..inf"), *by;
    bool fails = false;
    lang_errors errs = {0};
    size_t count;
    assert_non_null(range);
    char *few = changed(claim, (size_t)(range - claim), 5, "..4");
    by = strstr(few, "by induction on n");
    assert_non_null(by);
    char *plain = changed(few, (size_t)(by - few), 17, "");
    text_buf b = {0};
    text_printf(&b, "%sclaim it \"\" %s\n", lets, plain);
    program *p = program_new();
    if (program_parse(p, "test", 1, b.s, b.len, &errs)) {
        elab *e = elab_new(p, NULL);
        (void)!elab_instances(e, program_find(p, "it"), look_at, &fails, &count,
                              &errs);
        elab_free(e);
    }
    program_free(p);
    lang_errors_clear(&errs);
    text_clear(&b);
    free(few);
    free(plain);
    return fails;
}

static bool is_false(const audited *a, const char *claim)
{
    const item *it = program_find(a->prog, "it");
    second_points at;
    if (it->nseq > 0)
        return sequence_fails(claim);
    second *s = second_new(a->prog);
    second_check(s, it, &at);
    second_free(s);
    return at.failed > 0;
}

/* ---- the campaign ----------------------------------------------------------- */

typedef struct {
    long mutants, refused, proved, refuted, open, wrong;
} tally;

static bool is_it(void *ctx, const item *it)
{
    (void)ctx;
    return strcmp(it->id, "it") == 0;
}

/* *v: VERDICT_NONE where it has no meaning. */
static bool decide(const char *claim, size_t boxes, verdict_kind *v)
{
    audited a;
    text_buf b = {0};
    audit_options o = {.search = {.max_boxes = boxes}, .wanted = is_it};
    text_printf(&b, "%sclaim it \"\" %s\n", lets, claim);
    audited_run_with(&a, b.s, &o);
    *v = a.ok && a.errs.n == 0 ? audited_find(&a, "it")->verdict : VERDICT_NONE;
    bool wrong = *v == VERDICT_PROVED && is_false(&a, claim);
    audited_clear(&a);
    text_clear(&b);
    return !wrong;
}

static void proofs_stand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof proofs / sizeof *proofs; i++) {
        verdict_kind v;
        char *s = changed(proofs[i], strcspn(proofs[i], "|"), 1, "");
        bool right = decide(s, 0, &v);
        if (v != VERDICT_PROVED || !right)
            fail_msg("%s: %s", s, verdict_name(v));
        free(s);
    }
}

static void no_false_mutant_is_proved(void **state)
{
    (void)state;
    tally t = {0};
    size_t n = sizeof proofs / sizeof *proofs;
    for (long i = 0; i < torture_count(100, 500); i++) {
        verdict_kind v;
        char *s = mutant_of(proofs[(size_t)i % n]);
        if (!decide(s, FEW_BOXES, &v)) {
            print_error("proved, and false: %s\n", s);
            t.wrong++;
        }
        t.mutants++;
        t.refused += v == VERDICT_NONE;
        t.proved += v == VERDICT_PROVED;
        t.refuted += v == VERDICT_REFUTED;
        t.open += v == VERDICT_UNDECIDED;
        free(s);
    }
    printf("%ld mutants: %ld without a meaning, %ld proved and true where it "
           "was looked, %ld refuted, %ld undecided; wrong: %ld\n",
           t.mutants, t.refused, t.proved - t.wrong, t.refuted, t.open,
           t.wrong);
    fflush(stdout);
    assert_int_equal(t.wrong, 0);
    assert_true(t.refuted * 5 > t.mutants && t.proved > 0);
}

/* The truth that mutants are held against knows what is false. */
static void false_claims_are_known(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "for n in 1..inf by induction on n show S(n) <= n",
        "for n in 1..inf, u(k in 1..n) where u(1) <= 1, u(k + 1) <= u(k) + 1 "
        "by induction on n show u(n) <= 2",
        "for n in 1..inf, u(k in 1..n) where u(k + 1) <= 1 by induction on n "
        "show u(n) <= 1",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        audited a;
        text_buf b = {0};
        audit_options o = {.search = {.max_boxes = FEW_BOXES}, .wanted = is_it};
        text_printf(&b, "%sclaim it \"\" %s\n", lets, wrong[i]);
        audited_run_with(&a, b.s, &o);
        if (!is_false(&a, wrong[i]))
            fail_msg("taken for true: %s", wrong[i]);
        audited_clear(&a);
        text_clear(&b);
    }
}

int main(void)
{
    random_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proofs_stand),
        cmocka_unit_test(false_claims_are_known),
        cmocka_unit_test(no_false_mutant_is_proved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
