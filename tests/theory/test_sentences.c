/* tests/theory/test_sentences.c: what a sentence says is what holds.
 *
 * Every sentence of an answer is read back by templates, made into a statement
 * and put to the judge; one that no template fits fails the test.  The
 * templates and the statements know nothing of the records that the sentences
 * were made from.  Documents and random items; ASSAY_TORTURE=1 takes all of
 * them.
 */
#include "../../reports/sentence.h"
#include "sentence_checks.h"
#include "theory_support.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool torture(void)
{
    const char *s = getenv("ASSAY_TORTURE");
    return s != NULL && *s != '\0' && *s != '0';
}

static size_t check_result(const program *p, const result *r)
{
    subject s = {p, r->it, r};
    sentences all;
    sentence_make(&all, r);
    for (size_t i = 0; i < all.n; i++)
        if (!check_sentence(&s, all.v[i].label, all.v[i].text))
            fail_msg("%s (%s), %s: %s", r->it->id, verdict_name(r->verdict),
                     all.v[i].label, all.v[i].text);
    size_t n = all.n;
    sentence_clear(&all);
    return n;
}

static size_t check_all(const audited *a)
{
    size_t n = 0;
    for (size_t i = 0; i < a->errs.n; i++)
        print_error("%s\n", a->errs.v[i].message);
    assert_true(a->ok);
    for (size_t i = 0; i < a->n; i++)
        if (a->res[i].it->kind != ITEM_LET)
            n += check_result(a->prog, &a->res[i]);
    return n;
}

/* ---- documents ---------------------------------------------------------- */

static void check_paper(const char *path, const char *certificates)
{
    const char *top = getenv("ASSAY_SOURCE");
    char *full = words("%s/%s", top != NULL ? top : ".", path);
    char *certs = certificates != NULL
                      ? words("%s/%s", top != NULL ? top : ".", certificates)
                      : NULL;
    audit_options o = {.cert_dir = certs};
    size_t ndocs = 0;
    audited a = {.prog = program_new()};
    document **d = document_read_paper(a.prog, full, &ndocs, &a.errs);
    assert_non_null(d);
    a.e = elab_new(a.prog, NULL);
    a.n = program_count(a.prog);
    a.ok = audit_program(a.prog, a.e, &o, &a.res, &a.errs);
    size_t n = check_all(&a);
    print_message("%s: %zu sentences of %zu items\n", path, n, a.n);
    assert_true(n > 0);
    audited_clear(&a);
    for (size_t i = 0; i < ndocs; i++)
        document_free(d[i]);
    free(d);
    free(full);
    free(certs);
}

static void documents(void **state)
{
    (void)state;
    check_paper("README.md", NULL);
    check_paper("docs/LANGUAGE.md", NULL);
    if (torture())
        check_paper("theory/li-yan-2024", "reports/li-yan-2024/certificates");
}

/* ---- cases -------------------------------------------------------------- */

static const char cases[] =
    /* the largest c is pi/4, and not proved with it */
    "threshold begun \"\" for n in 1..inf find n with n^2 <= 2^n paper 3\n"
    "threshold beyond \"\" for k in 1..3, n in 1..inf find n with k*n <= 2^n\n"
    "  paper 100\n"
    "threshold always \"\" for n in 5..inf find n with n^2 <= 2^n\n"
    "constant open \"\" for x in (0, 1) largest c with atan(x)/x >= c\n"
    "  paper 0.785\n"
    "constant limit \"\" for x in (0, 1] largest c with\n"
    "  (exp(x) - 1 - x)/x^2 >= c paper 0.5\n"
    "constant third \"\" for x in [0, 1] largest c with 1/3 >= c\n"
    "  paper 0.33331 digits 4\n"
    "constant bold \"\" for x in [0, 1] largest c with exp(x) >= 1 + c*x\n"
    "  paper 1.1\n"
    "constant best \"\" for x in [1/7, 1] smallest c with x*(1 - x) <= c\n"
    "  paper 1/4\n"
    "constant chained \"\" for x in [0, 1] largest c with c - 5 <= x + c\n"
    "  <= x + 2\n"
    "constant listed \"\" for n in {2, 3, 7} largest c with n^2 >= c*n\n"
    "  paper sqrt(3)\n"
    "constant both \"\" for x in [-1, 1] largest c with 1 + c*x >= 0 paper -2\n"
    "constant inside \"\" for x in (0, 1) largest c with atan(x)/x >= c\n"
    "  paper pi/4\n"
    "constant bent \"\" for x in [0, 2] smallest c with\n"
    "  (if x < 1 then x else 2 - x) <= c\n"
    "root two \"\" for x in (0, 2) solve x^2 == 2 paper 1.4142135629\n"
    "root whole \"\" for x in (0, inf) solve x^3 == 8 paper 2\n"
    "root close \"\" for x in (0, 2) solve x^2 == 2 paper sqrt(2)\n"
    "root none \"\" for x in (0, 2) solve x^2 == -1\n"
    "root pair \"\" for x in [-2, 2] solve x^2 == 1 paper 1\n"
    "root three \"\" for x in [-2, 2] solve x^3 == x/2 paper 1/2\n"
    "root twice \"\" for x in [-1, 2] solve (x^2 - 2)^2 == 0\n"
    "root thrice \"\" for x in [0, 2] solve (x^2 - 2)^3*x == 0\n"
    "root arch \"\" for x in [0, pi] solve sin(x) == 0\n"
    "root peak \"\" for x in (-1, 2] solve sin(x) == 1\n"
    "root touching \"\" for x in [0, 1] solve x*(2*x - 1)^2 == 0\n"
    "claim touch \"\" for x in [0, 1] show x^2 <= x\n"
    "claim chain \"\" for x in [0, 1/2] show x^3 <= x^2 <= x\n"
    "claim false1 \"\" for x in [0, 1], n in {1, 2, 3} show x^n < n - 1\n"
    "claim false2 \"\" for x in [0, 1] show x <= 1 < 1 + x\n"
    "claim false3 \"\" for x in [0, 1] show x == x^2\n"
    "claim some \"\" for n in 1..4 show log(n - 1) < 0\n"
    "claim closed \"\" show exp(1) < 3\n"
    "let wide = 2\nlet narrow = 1/3\n"
    "claim named \"\" for S in {narrow, wide} show S^2 <= 1\n"
    "claim edge \"\" for x in (0, 1) show x < 1\n"
    "claim closed2 \"\" show exp(1) > 3\n"
    "claim finite \"\" for n in 1..12 where n > 3 show n^2 >= n\n"
    "claim partial \"\" for x in [-1, 1] where log(x) <= 0 show x <= 1\n"
    "claim undefined \"\" for x in [0, 2] show log(x) <= x\n"
    "claim pole \"\" for x in [0, 2] show 1/(x^2 - 2)^2 >= 0\n"
    "claim endless \"\" for n in 1..inf show n/(n + 1) < 1\n"
    "claim hard \"\" for x in [0, 1] show x*sin(50*x)^2 <= 1 - 1e-9*x\n"
    "  boxes 5\n"
    "claim unbounded \"\" for x in [0, inf) show sin(x)^2 <= 1 + 1e-9/(1 + x)\n"
    "  boxes 5\n"
    "identity same \"\" for x in [1, 2] show (x - 1)*(x + 1) == x^2 - 1\n"
    "identity other \"\" for x in [-2, 2] show sqrt(x^2) == x\n"
    "identity lists \"\" for n in {1, 2} show (n + 1)^2 == n^2 + 2*n + 1\n"
    "region map \"\" over a, b for a in [0, 1], b in [0, 1] show a <= b\n"
    "  share 1/10\n"
    "table values \"\" for n in {1, 2} columns v = 1/n\n"
    "assumed textbook \"\" because \"PROVED by “assay”\"\n";

static void of_every_kind(void **state)
{
    (void)state;
    audited a;
    audited_run(&a, cases, NULL);
    size_t n = check_all(&a);
    assert_true(n > 60);
    /* an author's words are not assay's */
    assert_null(strstr(why(audited_find(&a, "textbook")), "PROVED"));
    /* of an unbounded domain there is no share */
    assert_null(strchr(said(audited_find(&a, "unbounded"), "open"), '%'));
    assert_non_null(strchr(said(audited_find(&a, "hard"), "open"), '%'));
    audited_clear(&a);
}

static void undefined_papers_are_errors(void **state)
{
    (void)state;
    audited a;
    audited_run(&a, "constant c \"\" for x in [0, 1] largest c with x >= c\n"
                    "  paper 1/0\n", NULL);
    assert_false(a.ok);
    audited_clear(&a);
    audited_run(&a, "root r \"\" for x in [0, 2] solve x == 1\n"
                    "  paper log(-1)\n", NULL);
    assert_false(a.ok);
    audited_clear(&a);
}

/* ---- random items ------------------------------------------------------- */

static uint64_t seed;

static int draw(int n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)n);
}

/* A term in x that is defined on [0, 2]. */
static const char *term(void)
{
    static const char *const t[] = {"x", "x^2", "x^3", "exp(x)", "sin(x)",
                                    "sqrt(x)", "1/(1 + x)", "log(1 + x)",
                                    "atan(x)", "abs(x - 1)"};
    return t[draw(10)];
}

static char *random_claim(int k)
{
    static const char *const rel[] = {"<=", "<", ">=", ">"};
    bool listed = draw(3) == 0;
    return words("claim r%d \"\" for x in %s0, %d/%d]%s show %s + %d/%d*%s %s "
                 "%d*%s + %d/%d\n",
                 k, draw(2) ? "[" : "(", 1 + draw(5), 1 + draw(3) * 2,
                 listed ? ", n in {1, 2, 5}" : "", term(), draw(9),
                 1 + draw(7), term(), rel[draw(4)], draw(4),
                 listed ? "n" : "1", draw(20), 1 + draw(7));
}

static char *random_constant(int k)
{
    bool up = draw(2) == 0;
    char *paper = draw(3) == 0 ? words("%s", "")
                               : words(" paper %d/%d", draw(12), 1 + draw(9));
    char *s = words("constant r%d \"\" for x in %s%d/4, %d/2] %s c with %s + "
                    "%d/%d %s c*(1 + %d*%s)%s digits %d\n",
                    k, draw(2) ? "[" : "(", draw(3), 2 + draw(3),
                    up ? "largest" : "smallest", term(), draw(9), 1 + draw(7),
                    up ? ">=" : "<=", draw(3), term(), paper, 4 + draw(8));
    free(paper);
    return s;
}

static char *random_root(int k)
{
    return words("root r%d \"\" for x in (0, %d] solve %d*x + %s == %d/%d "
                 "paper %d.%d digits %d\n",
                 k, 1 + draw(4), 1 + draw(3), term(), draw(9), 1 + draw(5),
                 draw(3), draw(100), 3 + draw(12));
}

static char *random_identity(int k)
{
    int a = draw(5), b = draw(5), c = draw(6);
    return words("identity r%d \"\" for x in [1, 2]%s show (x + %d)*(x - %d) "
                 "== x^2 + %d*x - %d\n",
                 k, draw(2) ? ", n in {1, 2}" : "", a, b, a - b,
                 c == 0 ? a * b + 1 : a * b);
}

static char *random_finite(int k)
{
    return words("claim r%d \"\" for n in %d..%d, m in {1, 3/2, 4}%s show "
                 "n^2 + %d*m >= %d*n + %d\n",
                 k, draw(3), 4 + draw(8), draw(2) ? " where n < 7" : "",
                 draw(4), draw(4), draw(3));
}

static void random_items(void **state)
{
    static char *(*const make[])(int) = {random_claim, random_constant,
                                         random_root, random_identity,
                                         random_finite};
    (void)state;
    const char *given = getenv("ASSAY_SEED");
    seed = given != NULL ? strtoull(given, NULL, 10) : 2024;
    print_message("seed %llu\n", (unsigned long long)seed);
    int each = torture() ? 120 : 6;
    size_t n = 0;
    for (size_t k = 0; k < sizeof make / sizeof *make; k++)
        for (int i = 0; i < each; i++) {
            audited a;
            char *text = make[k](i);
            audited_run(&a, text, NULL);
            if (!a.ok)
                fail_msg("%s", text);
            n += check_all(&a);
            audited_clear(&a);
            free(text);
        }
    print_message("%zu sentences\n", n);
    assert_true(n > (size_t)each * 5);
}

/* ---- the test itself ---------------------------------------------------- */

/* Sentences that say too much are found out. */
static void false_sentences_fail(void **state)
{
    static const struct {
        const char *id, *label, *text;
    } lie[] = {
        {"open", "evidence", "proved with c = 0.7853981635; every c > "
                             "0.7853981636 fails at x = 1/2; between them "
                             "nothing is shown"},
        {"open", "evidence", "proved with c = 0.7853981633; every c > "
                             "0.7853981633 fails at x = 1/2"},
        {"open", "paper", "0.786 is proved as it stands"},
        {"open", "paper", "0.785 is exactly the best possible"},
        {"limit", "paper", "0.5 is proved as it stands; every c that is "
                           "larger by more than 1e-25 fails"},
        {"bold", "paper", "1 is not valid: with it the statement fails at "
                          "x = 1/1000000"},
        {"two", "evidence", "there is exactly one root in (-2, 2), between "
                            "1.41 and 1.42"},
        {"two", "paper", "1.4142135629 is not the root, which is larger by "
                         "at most 1"},
        {"touch", "evidence", "false at x = 1/2: the right side minus the "
                              "left is -1"},
        {"false1", "evidence", "true at every point of the domain, in all 3 "
                               "instances"},
        {"touch", "margin", "at least 0.1"},
        {"touch", "margin", "0, attained at x = 1/2"},
        {"touch", "evidence", "obviously true"},
        {"named", "evidence", "false at S = narrow: the right side minus the "
                              "left is -3"},
        {"edge", "margin", "at least 0, at most 1e-5 near x = 1/2"},
        {"edge", "margin", "at least 0.1, at most 1 near x = 1"},
        {"finite", "evidence", "true in all 12 instances"},
    };
    (void)state;
    audited a;
    audited_run(&a, cases, NULL);
    for (size_t i = 0; i < sizeof lie / sizeof *lie; i++) {
        const result *r = audited_find(&a, lie[i].id);
        subject s = {a.prog, r->it, r};
        if (check_sentence(&s, lie[i].label, lie[i].text))
            fail_msg("believed: %s", lie[i].text);
    }
    audited_clear(&a);
}

/* A member of a list is called by its name, and a point that is no help to a
 * reader by a short number near it. */
static void points_are_for_readers(void **state)
{
    (void)state;
    audited a;
    audited_run(&a, cases, NULL);
    assert_non_null(strstr(why(audited_find(&a, "named")), "S = wide: "));
    const char *edge = said(audited_find(&a, "edge"), "margin");
    assert_non_null(strstr(edge, " near x = 1"));
    assert_null(strchr(edge, '/'));
    /* (e^x - 1 - x)/x^2 tends to 1/2 and is above it; x(1 - x) is 1/4 once */
    text_buf limit = {0}, best = {0};
    sentence_brief(&limit, audited_find(&a, "limit"));
    sentence_brief(&best, audited_find(&a, "best"));
    assert_true(strncmp(limit.s, "0.5 to 0.5", 10) == 0);
    assert_string_equal(best.s, "0.25");
    text_clear(&limit);
    text_clear(&best);
    audited_clear(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_every_kind),
        cmocka_unit_test(false_sentences_fail),
        cmocka_unit_test(points_are_for_readers),
        cmocka_unit_test(undefined_papers_are_errors),
        cmocka_unit_test(random_items),
        cmocka_unit_test(documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
