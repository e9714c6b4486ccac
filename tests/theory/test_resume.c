/* tests/theory/test_resume.c: partial certificates, and going on from them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../theory/evidence/certfile.h"
#include "theory_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* sin u cos u <= 1/2: boxes are needed, and none of them is hard. */
#define LONG "claim c \"long\" for x in [0, 3], y in [0, 3]\n" \
             "  show sin(7*x + y^2)*cos(7*x + y^2 + x*y/1000) <= 0.51\n"
/* several instances, two relations */
#define FAMILY "claim c \"family\" for n in {5, 6}, x in [0, 3], y in [0, 2]\n" \
               "  show -0.52 <= sin(n*x + y^2)*cos(n*x + y^2 + x*y/1000) <= 0.51\n"
#define FALSE "claim c \"false\" for x in [0, 1] show x^2 - x + 1/5 >= 0\n"

static int open_folder(void **state)
{
    *state = make_folder();
    return 0;
}

static int close_folder(void **state)
{
    remove_folder(*state);
    return 0;
}

/* One run with so many boxes; *text, what was resumed, is replaced by the
 * certificate that is now there (NULL: none). */
static verdict_kind go_on(const char *claim, const char *dir, size_t boxes,
                          char **text)
{
    audit_options o = {.cert_dir = dir, .fresh = true, .keep_partial = true,
                       .search.max_boxes = boxes, .resume = *text};
    audited a;
    audited_run_with(&a, claim, &o);
    assert_true(a.ok);
    const result *r = audited_find(&a, "c");
    verdict_kind v = r->verdict;
    free(*text);
    *text = r->cert_file != NULL ? certfile_read(dir, "c") : NULL;
    audited_clear(&a);
    return v;
}

static size_t count(const char *text, const char *line)
{
    size_t n = 0;
    for (const char *s = text; (s = strstr(s, line)) != NULL; s++)
        n++;
    return n;
}

/* Small budgets in a row come to an end; each goes on from the last. */
static void in_steps(const char *claim, const char *dir, size_t boxes)
{
    char *text = NULL;
    size_t steps = 0;
    verdict_kind v;
    while ((v = go_on(claim, dir, boxes, &text)) == VERDICT_UNDECIDED) {
        assert_non_null(text);
        assert_true(count(text, "open\n") > 0);
        assert_true(++steps < 60);
    }
    assert_int_equal(v, VERDICT_PROVED);
    assert_true(steps > 1);
    assert_non_null(text);
    assert_int_equal(count(text, "open\n"), 0);
    free(text);

    /* and the last one proves without any search */
    audit_options o = {.cert_dir = dir, .search.max_boxes = 1};
    audited a;
    audited_run_with(&a, claim, &o);
    assert_int_equal(audited_find(&a, "c")->verdict, VERDICT_PROVED);
    assert_int_equal(audited_find(&a, "c")->boxes, 0);
    audited_clear(&a);
}

static void one_claim(void **state)
{
    in_steps(LONG, *state, 3000);
}

static void a_family(void **state)
{
    in_steps(FAMILY, *state, 1500);
}

/* A partial certificate is not one: it proves nothing. */
static void not_a_proof(void **state)
{
    char *text = NULL;
    assert_int_equal(go_on(LONG, *state, 300, &text), VERDICT_UNDECIDED);
    assert_non_null(text);
    free(text);
    audit_options o = {.cert_dir = *state, .search.max_boxes = 1};
    audited a;
    audited_run_with(&a, LONG, &o);
    assert_int_equal(audited_find(&a, "c")->verdict, VERDICT_UNDECIDED);
    audited_clear(&a);
}

static void none_unless_asked_for(void **state)
{
    audit_options o = {.cert_dir = *state, .search.max_boxes = 300};
    audited a;
    audited_run_with(&a, LONG, &o);
    assert_int_equal(audited_find(&a, "c")->verdict, VERDICT_UNDECIDED);
    assert_null(audited_find(&a, "c")->cert_file);
    assert_null(certfile_read(*state, "c"));
    audited_clear(&a);
}

/* FALSE is below 0 between (1 - sqrt(1/5))/2 and (1 + sqrt(1/5))/2. */
static void lies_are_not_believed(void **state)
{
    static const char *const trees[] = {
        "natural\n", "split x 1/2\n natural\n natural\n",
        "split x 1/2\n natural\n open\n", "split x 1/2\n open\n natural\n",
        "monotone x +\n natural\n open\n", "void 0\n", "open\n", "empty\n",
        "cases 0\n open\n open\n", "cases 900\n open\n open\n",
        "invert x\n open\n", "split x 7\n open\n open\n",
        "product 1 (x 2) x\n open\n", "tangent x 2 1/2\n open\n",
        "tangent x 900 1/2\n open\n", "contact x 2 1/2\n"};
    audited a;
    (void)state;
    audited_run(&a, FALSE, NULL);
    char hash[65];
    memcpy(hash, audited_find(&a, "c")->hash, sizeof hash);
    assert_int_equal(audited_find(&a, "c")->verdict, VERDICT_REFUTED);
    audited_clear(&a);
    size_t read = 0;
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        char text[600];
        snprintf(text, sizeof text,
                 "assay-certificate 1\nitem c\nstatement %s\nprecision 128\n"
                 "instances 1-1 goals 1\n%send\n", hash, trees[i]);
        audit_options o = {.resume = text, .search.max_boxes = 3000};
        audited_run_with(&a, FALSE, &o);
        read += a.ok;
        assert_int_not_equal(audited_find(&a, "c")->verdict, VERDICT_PROVED);
        audited_clear(&a);
    }
    assert_true(read >= 8);
}

static void misfits_are_errors(void **state)
{
    char *text = NULL;
    audited a;
    assert_int_equal(go_on(LONG, *state, 300, &text), VERDICT_UNDECIDED);
    audit_options o = {.resume = text};
    audited_run_with(&a, FALSE, &o);
    assert_false(a.ok);
    assert_int_equal(a.errs.n, 1);
    assert_non_null(strstr(a.errs.v[0].message, "another statement"));
    audited_clear(&a);
    o.search.prec = 200;
    audited_run_with(&a, LONG, &o);
    assert_false(a.ok);
    assert_non_null(strstr(a.errs.v[0].message, "128 bits"));
    audited_clear(&a);
    o.search.prec = 0;
    text[strlen(text) - 2] = '\0';
    audited_run_with(&a, LONG, &o);
    assert_false(a.ok);
    audited_clear(&a);
    free(text);
}

/* Any line of a partial certificate may be damaged: an error, or a search
 * that goes another way, and in the end the truth. */
static void damaged(void **state)
{
    char *text = NULL;
    audited a;
    assert_int_equal(go_on(LONG, *state, 40, &text), VERDICT_UNDECIDED);
    size_t n = strlen(text), from = (size_t)(strstr(text, "\nseen") - text);
    for (size_t k = from; k < n; k += 1 + (n - from) / 300) {
        char old = text[k];
        for (const char *c = "0-o/ \n"; *c != '\0'; c++) {
            text[k] = *c;
            audit_options o = {.resume = text, .search.max_boxes = 100};
            audited_run_with(&a, LONG, &o);
            assert_int_not_equal(audited_find(&a, "c")->verdict,
                                 VERDICT_REFUTED);
            audited_clear(&a);
        }
        text[k] = old;
    }
    free(text);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_folder, close_folder)
    const struct CMUnitTest tests[] = {
        TEST(one_claim),
        TEST(a_family),
        TEST(not_a_proof),
        TEST(none_unless_asked_for),
        TEST(lies_are_not_believed),
        TEST(misfits_are_errors),
        TEST(damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
