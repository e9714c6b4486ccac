/* tests/theory/test_numbers.c: constants, roots, regions.
 *
 * Expected numbers: closed forms of calculus, or published tables (named). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include "../../reports/sentence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(const audited *a, const char *id, const char *value,
                  const char *width)
{
    const result *r = audited_find(a, id);
    if (r->verdict != VERDICT_ENCLOSED)
        fail_msg("%s: %s (%s)", id, verdict_name(r->verdict),
                 why(r));
    if (!encloses(&r->value, value) || !narrower(&r->value, width))
        fail_msg("%s: [%s, %s]", id, r->value.lo, r->value.hi);
}

static void constants(void **state)
{
    (void)state;
    audited a;
    audited_run(
        &a,
        /* x - x^2 has its maximum 1/4 at 1/2 */
        "constant quarter \"\" for x in [0, 1] smallest c with x*(1 - x) <= c\n"
        "  paper 1/3\n"
        /* x^n (1 - x): maxima 1/4, 4/27, 27/256 */
        "constant family \"\" for n in {2, 3}, x in [0, 1]\n"
        "  smallest c with x^n*(1 - x) <= c\n"
        /* convex, so the chord decides: (e - 1) at x = 1 */
        "constant chord \"\" for x in (0, 1] smallest c with exp(x) <= 1 + c*x\n"
        /* Jordan: sin x >= 2x/pi; the constant is 2/pi at x = pi/2; on
         * [0, 1] it is sin 1 = 0.84147098480789650665... (any table) */
        "constant jordan \"\" for x in (0, 1] largest c with sin(x) >= c*x\n"
        /* approached, not attained: 1/2 as u goes to 0 */
        "constant limit \"\" for u in (0, 1)\n"
        "  smallest c with -log(1 - u) - u <= c*u^2/(1 - u)\n"
        "  paper 1/2\n"
        /* (r - 1 - log r)/(r - 1)^2 decreases: (7 - log 8)/49 at r = 8,
         * log 8 = 2.07944154167983592825... */
        "constant gap \"\" for r in (0, 8]\n"
        "  largest c with r - 1 - log(r) >= c*(r - 1)^2\n"
        "  paper 1/10\n"
        /* log(n)/n over whole n: log(3)/3 = 0.36620409622270322...  */
        "constant whole \"\" for n in 1..100 smallest c with log(n)/n <= c\n"
        /* a chain: c is bounded by its second relation */
        "constant chain \"\" for x in [0, 1] largest c with c - 5 <= x + c\n"
        "  <= x + 2\n",
        NULL);
    for (size_t i = 0; i < a.errs.n; i++)
        print_message("%s\n", a.errs.v[i].message);
    assert_true(a.ok);
    check(&a, "quarter", "0.25", "0.0000000001");
    check(&a, "family", "0.148148148148148148", "0.0000000001");
    check(&a, "chord", "1.718281828459045235", "0.000000001");
    check(&a, "jordan", "0.84147098480789650665", "0.0000000001");
    check(&a, "limit", "0.5", "0.0000000001");
    check(&a, "gap", "0.100419560373880899", "0.0000000001");
    check(&a, "whole", "0.36620409622270322", "0.0000000001");
    check(&a, "chain", "2", "0");
    const result *q = audited_find(&a, "quarter");
    assert_true(encloses(&best(q)->paper.ends, "0.333333333333333333333"));
    assert_true(encloses(&best(q)->paper.slack, "0.75"));
    /* 1/3 holds, being more than 1/4; 1/12 too much */
    assert_int_equal(best(q)->paper.standing, PAPER_PROVED);
    assert_string_equal(best(q)->paper.text, "1/3");
    assert_non_null(strstr(placed(&best(q)->at), "x = 1/2"));
    assert_non_null(strstr(placed(&best(audited_find(&a, "gap"))->at), "r = 8"));
    assert_true(encloses(&best(audited_find(&a, "gap"))->paper.slack,
                         "1.00419560373880899"));
    audited_clear(&a);
}

static void papers_too_bold(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "constant bold \"\" for x in [0, 1]\n"
                "  smallest c with x*(1 - x) <= c paper 1/5\n"
                "constant bold2 \"\" for x in [1, 2]\n"
                "  largest c with x^2 >= c*x paper 2\n",
                NULL);
    assert_non_null(strstr(said(audited_find(&a, "bold"), "paper"), "not valid"));
    assert_non_null(strstr(said(audited_find(&a, "bold2"), "paper"), "not valid"));
    check(&a, "bold2", "1", "0");
    audited_clear(&a);
}

/* Digits that agree do not make the paper's number the constant. */
static void papers_too_close(void **state)
{
    (void)state;
    char text[20000];
    size_t n = 0;
    for (int k = 50; k < 64; k++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "constant near%d \"\" for x in [0, 1]\n"
                              "  smallest c with sqrt(%d)*x <= c\n"
                              "  paper sqrt(%d %c 1e-60)\n",
                              k, k, k, k % 2 == 0 ? '+' : '-');
    snprintf(text + n, sizeof text - n,
             "constant equal \"\" for x in [0, 1]\n"
             "  smallest c with sqrt(6)*x <= c paper sqrt(2)*sqrt(3)\n"
             "constant rational \"\" for x in [0, 1]\n"
             "  smallest c with x*(1 - x) <= c paper sqrt(3)^2/12\n");
    audited a;
    audited_run(&a, text, NULL);
    assert_true(a.ok);
    for (size_t i = 0; i + 2 < a.n; i++) {
        assert_int_equal(a.res[i].verdict, VERDICT_ENCLOSED);
        assert_int_not_equal(best(&a.res[i])->paper.standing, PAPER_BEST);
    }
    assert_int_equal(best(audited_find(&a, "equal"))->paper.standing,
                     PAPER_BEST);
    assert_int_equal(best(audited_find(&a, "rational"))->paper.standing,
                     PAPER_BEST);
    audited_clear(&a);
}

/* The ends of ranges may have names, pi among them. */
static void named_ends(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "let two = 2\n"
                "constant named \"\" for n in 2..3, x in [0, two*n]\n"
                "  smallest c with x <= c\n"
                "constant circle \"\" for x in [0, pi]\n"
                "  smallest c with sin(x) <= c\n",
                NULL);
    assert_true(a.ok);
    check(&a, "named", "6", "0");
    check(&a, "circle", "1", "1e-5");
    audited_clear(&a);
}

/* n^2 - 7n is least at 7/2, over whole n at 3 and 4. */
static void whole_numbers_without_end(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "constant least \"\" for n in 1..inf\n"
                "  largest c with n^2 - 7*n >= c\n"
                "constant square \"\" for n in 1..inf\n"
                "  largest c with n^2 - 6*n >= c\n",
                NULL);
    assert_true(a.ok);
    check(&a, "least", "-12", "1");
    check(&a, "square", "-9", "0");
    audited_clear(&a);
}

/* Limits, which no point attains. */
static void approached_far_out(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "constant zero \"\" for x in [1, inf)\n"
                "  largest c with 1/x >= c\n"
                "constant below \"\" for x in [0, inf)\n"
                "  smallest c with -exp(-x) <= c\n"
                "constant one \"\" for x in (0, inf)\n"
                "  smallest c with x*log(1 + 1/x) <= c\n"
                "constant right \"\" for x in [0, inf)\n"
                "  smallest c with atan(x) <= c\n",
                NULL);
    assert_true(a.ok);
    check(&a, "zero", "0", "1e-6");
    check(&a, "below", "0", "1e-6");
    check(&a, "one", "1", "1e-6");
    check(&a, "right", "1.57079632679489661923132169163975144", "1e-5");
    audited_clear(&a);
}

static void no_constant(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "constant none \"\" for x in (0, 1]\n"
                "  smallest c with 1/x <= c\n"
                "constant any \"\" for x in [0, 1]\n"
                "  largest c with x + c >= 0\n"
                "constant square \"\" for x in [0, 1]\n"
                "  largest c with c^2 <= x + 1\n"
                /* holds up to c = 100, though it has the slope -x in c */
                "constant jump \"\" for x in [0, 1]\n"
                "  largest c with x*c <= (if c <= 1 then 1 else 100)\n"
                /* of slope 1 throughout, but true at 7 again */
                "constant again \"\" for x in [0, 1]\n"
                "  largest c with (if c >= 1 then c - 5 else c) <= 3 + x\n"
                "constant fall \"\" for x in [0, 1]\n"
                "  largest c with c + (if c > 1 then 0 else 5) <= 5 + x\n",
                NULL);
    for (size_t i = 0; i < a.n; i++)
        if (a.res[i].verdict != VERDICT_UNDECIDED)
            fail_msg("%s: %s", a.res[i].it->id,
                     verdict_name(a.res[i].verdict));
    audited_clear(&a);
}

static void roots(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "root two \"\" for x in [0, 2] solve x^2 == 2 digits 40\n"
                "root dottie \"\" for x in [0, 3] solve cos(x) == x digits 25\n"
                "root omega \"\" for x in (-1, inf) solve x*exp(x) == 1\n"
                "  digits 30\n"
                "root whole \"\" for x in (0, inf) solve x^3 == 8\n"
                "root e \"\" for x in (0, inf) solve log(x) == 1 digits 30\n"
                "root down \"\" for x in (0, 10] solve 1/x == 3\n"
                "root far \"\" for x in [1/3 + 1e-30, 2] solve x == 1\n",
                NULL);
    assert_true(a.ok);
    assert_non_null(strstr(why(audited_find(&a, "far")),
                           "exactly one root in "
                           "[1000000000000000000000000000003/"
                           "3000000000000000000000000000000, 2], "));
    /* OEIS A002193, A003957, A030178, A001113 */
    check(&a, "two", "1.41421356237309504880168872420969807856967188",
          "1e-39");
    check(&a, "dottie", "0.73908513321516064165531208767387340401341",
          "1e-25");
    check(&a, "omega", "0.56714329040978387299996866221035554975381", "1e-30");
    check(&a, "whole", "2", "0");
    check(&a, "e", "2.71828182845904523536028747135266249775724", "1e-29");
    check(&a, "down", "0.33333333333333333333333", "1e-9");
    audited_clear(&a);
}

/* How many there are, and what is said of each. */
static void counted_roots(void **state)
{
    static const struct {
        const char *id, *count, *first, *last;
    } is[] = {
        {"pair", "exactly 2 roots in [-2, 2]", "-1, where the sides cross",
         "1, where the sides cross"},
        {"three", "exactly 3 roots in [-2, 2]",
         "between -0.7071067812 and -0.7071067811, where the sides cross",
         "between 0.7071067811 and 0.7071067812, where the sides cross"},
        {"none", "no root in [-2, 2]", NULL, NULL},
        {"touch", "exactly one root in [-2, 2], and it is 0",
         "0, where the sides touch", NULL},
        {"mixed", "exactly 2 roots in (0, 2]", "1/3, where the sides touch",
         "2, at an end of the range"},
        {"end", "exactly one root in [0, 2], and it is 0",
         "0, at an end of the range", NULL},
        {"far", "exactly one root in (-inf, inf), and it is 0",
         "0, where the sides touch", NULL},
        /* sqrt(2) = 1.41421356237..., log(2) = 0.69314718055... */
        {"double", "exactly 2 roots in [-2, 2]",
         "between -1.414213563 and -1.414213562, where the sides touch",
         "between 1.414213562 and 1.414213563, where the sides touch"},
        {"triple", "exactly one root in [0, 2], between 1.414213562",
         "between 1.414213562 and 1.414213563, where the sides cross", NULL},
        {"log", "exactly one root in [0, 2], between 0.6931471805",
         "between 0.6931471805 and 0.6931471806, where the sides touch", NULL},
        {"both", "exactly 2 roots in [0, 2]", "1, where the sides cross",
         "between 1.414213562 and 1.414213563, where the sides touch"},
        {"sine", "exactly 2 roots in [0, pi]", "0, at an end of the range",
         "pi, between 3.141592653 and 3.141592654, at an end of the range"},
        {"open", "no root in (0, pi)", NULL, NULL},
        {"half", "exactly one root in [0, pi), and it is 0",
         "0, at an end of the range", NULL},
        {"peak", "exactly one root in [0, 7], and it is pi/2",
         "pi/2, between 1.570796326 and 1.570796327, where the sides touch",
         NULL},
        {"foot", "exactly 2 roots in [-pi, 2*pi]",
         "-pi, between -3.141592654 and -3.141592653, at an end of the range",
         "pi, between 3.141592653 and 3.141592654, where the sides touch"},
        {"edge", "exactly one root in [0, sqrt(2)], and it is sqrt(2)",
         "sqrt(2), between 1.414213562 and 1.414213563, at an end of the "
         "range", NULL},
        {"inner", "exactly one root in [0.5, sqrt(2)], and it is 1",
         "1, where the sides cross", NULL},
        {"beyond", "no root in (sqrt(2), 3]", NULL, NULL},
    };
    (void)state;
    audited a;
    audited_run(&a,
                "root pair \"\" for x in [-2, 2] solve x^2 == 1\n"
                "root three \"\" for x in [-2, 2] solve x^3 == x/2\n"
                "root none \"\" for x in [-2, 2] solve x^2 == -1\n"
                "root touch \"\" for x in [-2, 2] solve x^2 == 0\n"
                "root mixed \"\" for x in (0, 2]\n"
                "  solve (3*x - 1)^2*(x - 2) == 0\n"
                "root end \"\" for x in [0, 2] solve x*(x + 3) == 0\n"
                "root far \"\" for x in (-inf, inf) solve exp(x) == 1 + x\n"
                "root double \"\" for x in [-2, 2] solve (x^2 - 2)^2 == 0\n"
                "root triple \"\" for x in [0, 2] solve (x^2 - 2)^3 == 0\n"
                "root log \"\" for x in [0, 2]\n"
                "  solve exp(2*x) + 4 == 4*exp(x)\n"
                "root both \"\" for x in [0, 2]\n"
                "  solve (x^2 - 2)^2*(x - 1) == 0\n"
                "root sine \"\" for x in [0, pi] solve sin(x) == 0\n"
                "root open \"\" for x in (0, pi) solve sin(x) == 0\n"
                "root half \"\" for x in [0, pi) solve sin(x) == 0\n"
                "root peak \"\" for x in [0, 7] solve sin(x) == 1\n"
                "root foot \"\" for x in [-pi, 2*pi] solve cos(x) == -1\n"
                "root edge \"\" for x in [0, sqrt(2)] solve x^2 == 2\n"
                "root inner \"\" for x in [1/2, sqrt(2)] solve x^2 == 1\n"
                "root beyond \"\" for x in (sqrt(2), 3] solve x^2 == 2\n",
                NULL);
    for (size_t k = 0; k < sizeof is / sizeof *is; k++) {
        const result *r = audited_find(&a, is[k].id);
        const evidence_root *e = evidence_rooted(&r->found);
        sentences s = {.n = 0};
        sentence_make(&s, r);
        const char *said = sentence_find(&s, "evidence");
        if (r->verdict != VERDICT_ENCLOSED || e == NULL || !e->counted ||
            strstr(said, is[k].count) == NULL)
            fail_msg("%s: %s", is[k].id, said);
        if (is[k].first != NULL)
            assert_string_equal(sentence_find(&s, "root 1"), is[k].first);
        if (is[k].last != NULL)
            assert_string_equal(sentence_find(&s, e->n == 2 ? "root 2"
                                                            : "root 3"),
                                is[k].last);
        sentence_clear(&s);
    }
    audited_clear(&a);
}

static void uncounted_roots(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                "root jump \"\" for x in [-1, 2] solve 1/x == 0\n"
                "root step \"\" for x in [-1, 2]\n"
                "  solve (if x >= 1 then 1 else -1) == 0\n"
                "root dense \"\" for x in (0, 1] solve sin(1/x) == 0\n"
                "root same \"\" for x in [0, 1] solve x - x == 0\n"
                "root tail \"\" for x in [0, pi] solve max(x, 1) == 1\n",
                NULL);
    for (size_t i = 0; i < a.n; i++)
        if (a.res[i].verdict != VERDICT_UNDECIDED)
            fail_msg("%s: %s", a.res[i].it->id,
                     verdict_name(a.res[i].verdict));
    audited_clear(&a);
}

static void regions(void **state)
{
    (void)state;
    audited a;
    audited_run(&a,
                /* pi/4 of the square */
                "region disc \"\" over x, y for x in [-1, 1], y in [-1, 1]\n"
                "  show x^2 + y^2 <= 1 share 0.05\n"
                "region quad \"\" over a, b for a in [0, 1], b in [0, 4],\n"
                "  t in [0, 1] show a*t^2 - b*t + 1 >= 0 share 0.05\n"
                "region all \"\" over x, y for x in (0, 1], y in [0, 1]\n"
                "  show x + y > 0\n"
                "region none \"\" over x, y for x in [0, 1), y in [0, 1]\n"
                "  show x*y >= 1\n",
                NULL);
    for (size_t i = 0; i < a.errs.n; i++)
        print_message("%s\n", a.errs.v[i].message);
    assert_true(a.ok);
    const result *d = audited_find(&a, "disc"), *q = audited_find(&a, "quad");
    assert_int_equal(d->verdict, VERDICT_ENCLOSED);
    /* pi/4 = 0.785398163397448309615660845819875721 */
    assert_true(encloses(&d->value, "0.785398163397448309615"));
    assert_true(narrower(&d->value, "0.0501"));
    /* at t = 1: b <= 1 + a; and that is enough, for if the vertex b/(2a) lies
     * before 1, then b < 2a <= 2 sqrt(a); area 3/2 of 4 */
    assert_true(encloses(&q->value, "0.375"));
    assert_true(narrower(&q->value, "0.0501"));
    for (size_t k = 0; k < d->nbox; k++) {
        double far = 0, near = 0;
        double x0 = d->box[k].x0, x1 = d->box[k].x1;
        double y0 = d->box[k].y0, y1 = d->box[k].y1;
        double ax = x0 < 0 ? -x0 : x0, bx = x1 < 0 ? -x1 : x1;
        double ay = y0 < 0 ? -y0 : y0, by = y1 < 0 ? -y1 : y1;
        double fx = ax > bx ? ax : bx, fy = ay > by ? ay : by;
        double nx = x0 < 0 && x1 > 0 ? 0 : ax < bx ? ax : bx;
        double ny = y0 < 0 && y1 > 0 ? 0 : ay < by ? ay : by;
        far = fx * fx + fy * fy; /* exact: dyadic and short */
        near = nx * nx + ny * ny;
        if (d->box[k].state == '+')
            assert_true(far <= 1);
        else if (d->box[k].state == '-')
            assert_true(near > 1);
    }
    assert_int_equal(audited_find(&a, "all")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&a, "none")->verdict, VERDICT_REFUTED);
    assert_string_equal(audited_find(&a, "all")->area_true.lo, "1");
    assert_string_equal(audited_find(&a, "all")->area_open.hi, "0");
    assert_string_equal(audited_find(&a, "none")->area_false.lo, "1");
    audited_clear(&a);
}

/* What a constant or a root says from its certificate is what it said when it
 * was found. */
static void from_certificates(void **state)
{
    static const char text[] =
        "constant gap \"\" for r in (0, 8]\n"
        "  largest c with r - 1 - log(r) >= c*(r - 1)^2 paper 1/10\n"
        "constant inner \"\" for x in [-2, 2]\n"
        "  largest c with x^4 - 3*x^2 + x >= c\n"
        "root two \"\" for x in [0, 2] solve x^2 == 2 digits 40\n";
    (void)state;
    char *dir = make_folder();
    audited a[2];
    for (int k = 0; k < 2; k++)
        audited_run(&a[k], text, dir);
    for (size_t i = 0; i < a[0].n; i++) {
        const result *r = &a[0].res[i], *s = &a[1].res[i];
        assert_int_equal(r->verdict, VERDICT_ENCLOSED);
        assert_int_equal(s->verdict, VERDICT_ENCLOSED);
        assert_string_equal(r->value.lo, s->value.lo);
        assert_string_equal(r->value.hi, s->value.hi);
        assert_string_equal(why(r), why(s));
        assert_string_equal(r->rules, s->rules);
        assert_non_null(s->cert_file);
        if (evidence_best(&r->found) != NULL)
            assert_true(evidence_point_equal(&best(r)->at, &best(s)->at));
    }
    audited_clear(&a[0]);
    audited_clear(&a[1]);
    remove_folder(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants),
        cmocka_unit_test(papers_too_bold),
        cmocka_unit_test(papers_too_close),
        cmocka_unit_test(named_ends),
        cmocka_unit_test(whole_numbers_without_end),
        cmocka_unit_test(approached_far_out),
        cmocka_unit_test(no_constant),
        cmocka_unit_test(roots),
        cmocka_unit_test(counted_roots),
        cmocka_unit_test(uncounted_roots),
        cmocka_unit_test(regions),
        cmocka_unit_test(from_certificates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
