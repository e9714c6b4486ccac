/* tests/theory/test_claims.c: verdicts of claims and identities. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *claim;
    verdict_kind verdict;
} expectation;

/* Truth known from calculus, by hand. */
static const expectation known[] = {
    {"for x in [0, 1]: x^2 <= x", VERDICT_PROVED},
    {"for x in [0, 1]: x^2 < x", VERDICT_REFUTED},
    {"for x in (0, 1): x^2 < x", VERDICT_PROVED},
    {"for x in [0, 1]: 0 <= x^3 <= x^2 <= x", VERDICT_PROVED},
    {"for x in [0, 1]: 0 <= x^2 <= x^3 <= x", VERDICT_REFUTED},
    {"for x in [0, 2]: x^2 <= x", VERDICT_REFUTED},
    {"for r in (0, 8]: r - 1 - log(r) >= (r - 1)^2/10", VERDICT_PROVED},
    {"for r in (0, 9]: r - 1 - log(r) >= (r - 1)^2/10", VERDICT_REFUTED},
    {"for x in [-1, 1]: exp(x) >= 1 + x", VERDICT_PROVED},
    {"for x in [0, 10], y in [0, 10]: (x + y)^2 >= 4*x*y", VERDICT_PROVED},
    {"1 + 1 == 2", VERDICT_PROVED},
    {"1 + 1 == 3", VERDICT_REFUTED},
    {"1 < 1", VERDICT_REFUTED},
    {"sqrt(2)^2 == 2", VERDICT_PROVED},
    {"sqrt(2) + sqrt(3) == sqrt(5 + 2*sqrt(6))", VERDICT_PROVED},
    {"exp(log(3)) <= 3", VERDICT_PROVED},
    {"exp(log(3)) < 3", VERDICT_REFUTED},
    {"pi < 22/7", VERDICT_PROVED},
    {"355/113 < pi", VERDICT_REFUTED},
    /* off by one unit in the 60th digit (digits of e: any table) */
    {"exp(1) > 2.71828182845904523536028747135266249775724709369995957496696",
     VERDICT_PROVED},
    {"exp(1) > 2.71828182845904523536028747135266249775724709369995957496697",
     VERDICT_REFUTED},
    /* undefined at a point or everywhere: false, for a claim speaks of every
     * point of its domain */
    {"for x in [0, 1]: log(x) <= 0", VERDICT_REFUTED},
    {"for x in (0, 1]: log(x) <= 0", VERDICT_PROVED},
    {"for x in [-1, 1]: log(x) <= 1", VERDICT_REFUTED},
    {"for x in [0, 1]: 1/x >= 1", VERDICT_REFUTED},
    {"for x in [0, 1] where x != 0: 1/x >= 1", VERDICT_PROVED},
    {"for x in [0, 1]: 1/(2*x - 1)^2 >= 1", VERDICT_REFUTED},
    {"for x in [0, 1]: 1/(x^2 - 3/2*x + 9/16) >= 1", VERDICT_REFUTED},
    {"for x in [1, 2], y in [0, 3]: 1/(x + y - 7/3)^4 >= 1/100",
     VERDICT_REFUTED},
    {"for x in [0, 1]: 1/sin(pi*x) >= 1", VERDICT_REFUTED},
    {"for x in [-1, 1]: (if x > 0 then sqrt(x) else 0) >= 0", VERDICT_PROVED},
    {"for x in [-1, 1]: (if x > 0 then 0 else sqrt(x)) >= 0", VERDICT_REFUTED},
    {"for n in 0..inf: 1/(n + 1) <= 1", VERDICT_PROVED},
    {"for n in 0..inf: 1/n <= 1", VERDICT_REFUTED},
    /* undefined between whole numbers only, and at negative bases, which have
     * whole powers: never a point */
    {"for n in 1..inf: 1/(2*n - 1)^2 <= 1", VERDICT_PROVED},
    {"for n in {0, 1}: 1/n >= 1", VERDICT_REFUTED},
    {"log(0) <= 1", VERDICT_REFUTED},
    {"sqrt(-1) == sqrt(-1)", VERDICT_REFUTED},
    {"1/(1 - 1) >= 0", VERDICT_REFUTED},
    {"1/(sqrt(2)^2 - 2) >= 0", VERDICT_REFUTED},
};

static void verdicts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        audited a;
        audited_claim(&a, known[i].claim);
        if (!a.ok)
            fail_msg("%s: %s", known[i].claim, a.errs.v[0].message);
        if (a.res[0].verdict != known[i].verdict)
            fail_msg("%s: %s", known[i].claim,
                     verdict_name(a.res[0].verdict));
        audited_clear(&a);
    }
}

static void vacuous(void **state)
{
    static const char *const text[] = {
        "claim v \"\" for x in [0, 1] where x > 2 show x < 0",
        "claim v \"\" for x in [0, 1], y in [0, 1] where x + y > 2 show x < 0",
        "claim v \"\" for x in [0, 1] where x^2 + 1 < 0 show x < 0",
        "claim v \"\" for n in {1, 2, 3} where n > 3 show n < 0",
        "claim v \"\" for n in 3..2 show n < 0",
        "identity v \"\" for x in [0, 1] where x > 2 show x == 1",
        "constant v \"\" for x in [0, 1] where x > 2 largest c with x >= c",
    };
    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        audited a;
        audited_run(&a, text[i], NULL);
        if (a.ok || a.errs.n == 0)
            fail_msg("not an error: %s", text[i]);
        assert_int_equal(a.res[0].verdict, VERDICT_NONE);
        audited_clear(&a);
    }
}

static void not_vacuous(void **state)
{
    static const char *const text[] = {
        /* thin, but there: a line, a corner, a point */
        "claim v \"\" for x in [0, 1], y in [0, 1] where x + y == 1 show x >= 0",
        "claim v \"\" for x in [0, 1], y in [0, 1] where x + y >= 2 show x >= 1/2",
        "claim v \"\" for x in [0, 1] where 2*x >= 2 show x >= 0",
        "claim v \"\" for x in (0, inf) where x > 1000000 show x >= 1",
    };
    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        audited a;
        audited_run(&a, text[i], NULL);
        if (!a.ok)
            fail_msg("%s: %s", text[i], a.errs.v[0].message);
        if (a.res[0].verdict != VERDICT_PROVED)
            fail_msg("%s: %s", text[i], verdict_name(a.res[0].verdict));
        assert_int_equal(a.res[0].admitting, 1);
        audited_clear(&a);
    }
}

/* f(1, 1/x) is no number at x = 0, though f never looks at 1/x. */
static void arguments_must_be_defined(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "let f(x, y) = x\n"
                "let g(x, y) = if x > 0 then y else 0\n"
                "claim u \"\" for x in [-1, 1] show f(1, 1/x) >= 1\n"
                "claim v \"\" for x in [0, 1] show g(x, log(x)) <= 1\n"
                "claim w \"\" for x in (0, 1] show f(1, 1/x) >= 1\n"
                "claim y \"\" for x in (0, 1] show g(x, log(x)) <= 1\n",
                NULL);
    assert_true(a.ok);
    assert_int_equal(audited_find(&a, "u")->verdict, VERDICT_REFUTED);
    /* at 0 the branch is not taken, but the argument is looked at */
    assert_int_equal(audited_find(&a, "v")->verdict, VERDICT_REFUTED);
    assert_int_equal(audited_find(&a, "w")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&a, "y")->verdict, VERDICT_PROVED);
    audited_clear(&a);
}

static void undefined_is_named(void **state)
{
    (void)state;
    audited a;
    audited_claim(&a, "for x in [-1, 1]: sqrt(x) >= 0");
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_string_equal(why(&a.res[0]),
                        "undefined at x = -1: `sqrt(x)` has no value there");
    audited_clear(&a);
    audited_claim(&a, "for x in [0, 1]: x*log(x) <= 0");
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_string_equal(why(&a.res[0]),
                        "undefined at x = 0: `log(x)` has no value there");
    audited_clear(&a);
    /* one name for each bound variable, none of them the statement's */
    audited_claim(&a, "for t in [0, 1]: integral(x in 0..1, "
                      "integral(y in 0..x, 1/(y - 1/2 + t))) <= 0");
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_string_equal(why(&a.res[0]),
                        "undefined at t = 0: `integral(s in 0..1, integral(u "
                        "in 0..s, 1/(u - 0.5 + t)))` has no value there");
    audited_clear(&a);
}

static void witnesses(void **state)
{
    (void)state;
    audited a;
    /* the difference at r = 9 is 8 - log 9 - 6.4 = -0.59722457733621938...
     * (log 9 = 2.19722457733621938279..., any table) */
    audited_claim(&a, "for r in (0, 9]: r - 1 - log(r) >= (r - 1)^2/10");
    assert_string_equal(placed(&refuted(&a.res[0])->at), "r = 9");
    assert_true(encloses(&refuted(&a.res[0])->margin, "-0.59722457733621938"));
    assert_true(narrower(&refuted(&a.res[0])->margin, "0.00001"));
    audited_clear(&a);
    audited_run(&a,
                "claim f \"\" for n in 1..10, m in {1, 2} show n*m <= 18",
                NULL); /* fails for (10, 2) alone */
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_string_equal(placed(&refuted(&a.res[0])->at), "n = 10, m = 2");
    assert_int_equal(refuted(&a.res[0])->failing, 1);
    assert_int_equal(a.res[0].instances, 20);
    assert_true(encloses(&refuted(&a.res[0])->margin, "-2"));
    audited_clear(&a);
    audited_run(&a, "claim f \"\" for n in 1..10 show n^2 <= 50", NULL);
    assert_int_equal(refuted(&a.res[0])->failing, 3); /* 8, 9, 10; worst last */
    assert_string_equal(placed(&refuted(&a.res[0])->at), "n = 10");
    assert_string_equal(said(&a.res[0], "fails in"),
                        "3 of 10 instances, the first at n = 8");
    audited_clear(&a);
    /* of the first nothing is known, so three may not be all */
    audited_run(&a, "claim f \"\" for n in 1..4 show log(n - 1) < 0", NULL);
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_true(refuted(&a.res[0])->at_least);
    assert_non_null(
        strstr(said(&a.res[0], "fails in"), "at least 3 of 4 instances"));
    audited_clear(&a);
    audited_run(&a,
                "claim f \"\" for n in {1, 2, 3}, x in [0, 1] show n*x <= 2",
                NULL);
    assert_int_equal(a.res[0].verdict, VERDICT_REFUTED);
    assert_string_equal(placed(&refuted(&a.res[0])->at), "n = 3, x = 1");
    assert_int_equal(refuted(&a.res[0])->failing, 1);
    audited_clear(&a);
}

static void families(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "claim f \"\" for n in {1, 2, 3}, x in [0, 1] show x^n <= 1\n"
                "claim g \"\" for n in 1..100 show n < n^2 + 1\n"
                "claim h \"\" for n in 1..inf show n^2 >= n\n"
                "claim e \"\" for n in 1..50 show n^2 >= 60\n"
                "  expect refuted\n"
                "claim m \"\" for n in 1..50 show n^2 >= 60\n",
                NULL);
    assert_true(a.ok);
    const result *f = audited_find(&a, "f"), *g = audited_find(&a, "g");
    const result *h = audited_find(&a, "h");
    assert_int_equal(f->verdict, VERDICT_PROVED);
    assert_false(f->uniform);
    assert_int_equal(f->instances, 3);
    assert_int_equal(f->real_vars, 1);
    assert_int_equal(g->verdict, VERDICT_PROVED);
    assert_int_equal(g->instances, 100);
    assert_int_equal(g->real_vars, 0);
    assert_true(encloses(&g->margin.ends, "1")); /* 1 - 1 + 1, at n = 1 */
    assert_string_equal(placed(&g->margin.at), "n = 1");
    assert_int_equal(h->verdict, VERDICT_PROVED);
    assert_true(h->uniform);
    assert_true(h->integers_as_reals);
    assert_true(audited_find(&a, "e")->as_expected);
    assert_int_equal(refuted(audited_find(&a, "e"))->failing, 7);
    assert_int_equal(audited_find(&a, "m")->verdict, VERDICT_REFUTED);
    audited_clear(&a);
}

/* What is searched over all reals says nothing false of whole numbers. */
static void whole_numbers_without_end(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                /* true; over the reals false between 3 and 4 */
                "claim t \"\" for n in 1..inf show n^2 - 7*n >= -12\n"
                "identity i \"\" for n in 1..inf show sin(pi*n) == 0\n"
                /* false at 3 and 4 too */
                "claim f \"\" for n in 1..inf show n^2 - 7*n >= -11\n"
                "claim g \"\" for n in 2..inf, x in [0, 1]\n"
                "  show (n - 5/2)^2 >= x/3\n"
                /* equality at 7/2 and at 3 */
                "claim c \"\" for n in 1..inf show n^2 - 7*n >= -49/4\n"
                "claim d \"\" for n in 1..inf show n^2 - 6*n >= -9\n"
                /* not vacuous over the reals, but no whole number */
                "claim v \"\" for n in 1..inf where 2*n == 3 show n >= 1\n",
                NULL);
    assert_true(a.ok);
    assert_int_equal(audited_find(&a, "t")->verdict, VERDICT_UNDECIDED);
    assert_int_equal(audited_find(&a, "i")->verdict, VERDICT_UNDECIDED);
    const result *f = audited_find(&a, "f"), *g = audited_find(&a, "g");
    assert_int_equal(f->verdict, VERDICT_REFUTED);
    const char *at = placed(&refuted(f)->at);
    assert_true(!strcmp(at, "n = 3") || !strcmp(at, "n = 4"));
    assert_int_equal(g->verdict, VERDICT_REFUTED);
    assert_string_equal(placed(&refuted(g)->at), "n = 2, x = 1");
    const result *c = audited_find(&a, "c"), *d = audited_find(&a, "d");
    assert_int_equal(c->verdict, VERDICT_PROVED);
    assert_false(c->margin.contact);
    assert_null(strchr(placed(&c->margin.at), '/'));
    assert_true(d->margin.contact);
    assert_string_equal(placed(&d->margin.at), "n = 3");
    const result *v = audited_find(&a, "v");
    assert_int_equal(v->verdict, VERDICT_UNDECIDED);
    assert_true(v->no_witness);
    audited_clear(&a);
}

/* Of one instance a point is open (irrational, so that it refutes nothing), of
 * the other everything: both sides agree, which normal forms do not know. */
static void open_shares(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "claim f \"\" for n in {1, 2}, x in [-1, 1]\n"
                "  show (if n == 1 then 1/(x - 1/pi)^2\n"
                "        else Gamma(x + 5) - (x + 4)*Gamma(x + 4)) >= 0\n"
                "  boxes 1000\n",
                NULL);
    const result *f = audited_find(&a, "f");
    assert_int_equal(f->verdict, VERDICT_UNDECIDED);
    assert_true(f->open_share >= 0.5 && f->open_share < 0.6);
    assert_non_null(strstr(said(f, "worst box"), "n = 1"));
    audited_clear(&a);
}

static void margins(void **state)
{
    (void)state;
    audited a;
    audited_claim(&a, "for x in [0, 1]: x*(1 - x) <= 1/3");
    assert_int_equal(a.res[0].verdict, VERDICT_PROVED);
    assert_true(a.res[0].margin.known); /* 1/12, at x = 1/2 */
    assert_true(encloses(&a.res[0].margin.ends, "0.083333333333"));
    assert_string_equal(placed(&a.res[0].margin.at), "x = 1/2");
    assert_false(a.res[0].margin.contact);
    audited_clear(&a);
    audited_claim(&a, "for x in [0, 1]: x*(1 - x) <= 1/4");
    assert_true(a.res[0].margin.contact);
    assert_string_equal(a.res[0].margin.ends.lo, "0");
    assert_string_equal(a.res[0].margin.ends.hi, "0");
    assert_string_equal(placed(&a.res[0].margin.at), "x = 1/2");
    audited_clear(&a);
    /* that the power is defined is a case of its own, which shows 0 >= 0 */
    audited_claim(&a, "for n in 1..inf, y in [0, 2] where y >= 1: "
                      "y^(1/n) > 0");
    assert_int_equal(a.res[0].verdict, VERDICT_PROVED);
    assert_true(a.res[0].margin.known);
    assert_false(a.res[0].margin.contact);
    assert_string_equal(a.res[0].margin.ends.hi, "1");
    assert_string_equal(placed(&a.res[0].margin.at), "n = 1, y = 1");
    audited_clear(&a);
}

static void identities(void **state)
{
    (void)state;
    audited a;
    audited_run(
        &a,
        "identity i1 \"\" for x in [-3, 3] show (x + 1)^2 == x^2 + 2*x + 1\n"
        "identity i2 \"\" for x in (0, inf) show log(x^2) == 2*log(x)\n"
        "identity i3 \"\" for x in [-1, 1]\n"
        "  show sin(x)^2 + cos(x)^2 == 1 == exp(0)\n"
        "identity i4 \"\" for x in [0, 1], y in [0, 1] where x < y\n"
        "  show (x^2 - y^2)/(x - y) == x + y\n"
        "identity n1 \"\" for x in [-3, 3] show (x + 1)^2 == x^2 + 1\n"
        "identity n2 \"\" for x in [-3, 3] show sqrt(x^2) == x\n"
        "identity n3 \"\" for x in [0, 1] show x == x + 10^(-30)\n"
        "identity c \"\" for n in 1..20\n"
        "  show sum(k in 1..n, k^3) == (n*(n + 1)/2)^2\n"
        "identity cf \"\" for n in 1..20 show sum(k in 1..n, k) == n^2\n",
        NULL);
    assert_true(a.ok);
    static const char *const yes[] = {"i1", "i2", "i3", "i4", "c"};
    static const char *const no[] = {"n1", "n2", "n3", "cf"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (audited_find(&a, yes[i])->verdict != VERDICT_PROVED)
            fail_msg("%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        const result *r = audited_find(&a, no[i]);
        if (r->verdict != VERDICT_REFUTED)
            fail_msg("%s: %s", no[i], verdict_name(r->verdict));
        assert_true(refuted(r)->at.n > 0);
    }
    /* sqrt(x^2) = x fails at negative x only */
    assert_non_null(
        strstr(placed(&refuted(audited_find(&a, "n2"))->at), "x = -"));
    audited_clear(&a);
}

/* Equal wherever defined is said to be just that. */
static void identities_with_holes(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "identity h \"\" for x in [-1, 1] show x/x == 1\n"
                "identity e \"\" for x in [-1, 1]\n"
                "  show log(-1 - x^2) == log(-1 - x^2)\n",
                NULL);
    const result *h = audited_find(&a, "h"), *e = audited_find(&a, "e");
    if (h->verdict == VERDICT_PROVED)
        assert_non_null(strstr(why(h), "wherever both are defined"));
    assert_int_not_equal(h->verdict, VERDICT_REFUTED);
    assert_int_equal(e->verdict, VERDICT_UNDECIDED); /* defined nowhere */
    audited_clear(&a);
    /* there is no such x */
    audited_run(&a,
                "identity v \"\" for x in [0, 1]\n"
                "  where sin(x)^2 + cos(x)^2 > 1, x >= x\n"
                "  show (x + 1)^2 == x^2 + 2*x + 1\n",
                NULL);
    assert_false(a.ok);
    assert_non_null(strstr(a.errs.v[0].message, "vacuous"));
    audited_clear(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts),
        cmocka_unit_test(vacuous),
        cmocka_unit_test(not_vacuous),
        cmocka_unit_test(arguments_must_be_defined),
        cmocka_unit_test(undefined_is_named),
        cmocka_unit_test(witnesses),
        cmocka_unit_test(families),
        cmocka_unit_test(whole_numbers_without_end),
        cmocka_unit_test(open_shares),
        cmocka_unit_test(margins),
        cmocka_unit_test(identities),
        cmocka_unit_test(identities_with_holes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
