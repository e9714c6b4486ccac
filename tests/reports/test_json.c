/* JSON: bounds are strings, keys are sorted, text is only ever text. */
#include "fixture.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char simple[] =
    "# T\n\n```assay\nlet g(x) = x\n"
    "claim a \"A & <b>\"\n cites K2000 \"L 1\"\n for x in [0, 1]\n"
    " show g(x) >= 0\n"
    "claim b \"B\"\n uses a\n for x in [0, 1]\n show g(x) >= 1/2\n"
    " expect refuted\n```\n";

static json_t *load(const text_buf *b)
{
    json_error_t e;
    json_t *o = json_loads(b->s, JSON_REJECT_DUPLICATES, &e);
    if (o == NULL)
        fail_msg("%s", e.text);
    return o;
}

static const char *str(const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    assert_true(json_is_string(v));
    return json_string_value(v);
}

static bool is_true(const json_t *o, const char *key)
{
    return json_is_true(json_object_get(o, key));
}

static void results_carry_the_facts(void **state)
{
    fixture f;
    text_buf b = {0};
    (void)state;
    fixture_build(&f, simple, NULL);
    result *a = fixture_result(&f, "a"), *r = fixture_result(&f, "b");
    a->verdict = VERDICT_PROVED;
    a->leaves = 12;
    a->margin.known = true;
    a->margin.ends = (enclosure){"0.1000000000000000000001", "0.2"};
    r->verdict = VERDICT_REFUTED;
    evidence_start(&r->found, EVIDENCE_REFUTATION);
    fixture_point(&r->found.u.refutation.at, "x", 1, 3);
    report_json_results(&b, f.res, f.rep.nres);
    json_t *o = load(&b), *items = json_object_get(o, "items");
    assert_int_equal(json_array_size(items), 2); /* no lets */
    json_t *ja = json_array_get(items, 0), *jb = json_array_get(items, 1);
    assert_string_equal(str(ja, "id"), "a");
    assert_string_equal(str(ja, "title"), "A & <b>");
    assert_string_equal(str(ja, "verdict"), "PROVED");
    assert_string_equal(str(json_object_get(ja, "margin"), "lo"),
                        "0.1000000000000000000001");
    assert_int_equal(json_integer_value(json_object_get(ja, "leaves")), 12);
    assert_true(json_is_null(json_object_get(ja, "expected")));
    assert_true(json_is_null(json_object_get(ja, "witness")));
    assert_string_equal(str(jb, "expected"), "REFUTED");
    assert_string_equal(str(jb, "witness"), "x = 1/3");
    assert_true(is_true(jb, "as_expected"));
    json_t *sum = json_object_get(o, "summary");
    assert_int_equal(json_integer_value(json_object_get(sum, "total")), 2);
    assert_int_equal(
        json_integer_value(json_object_get(sum, "not_as_expected")), 0);
    json_decref(o);
    text_clear(&b);
    fixture_clear(&f);
}

static void keys_are_sorted(void **state)
{
    fixture f;
    text_buf b = {0};
    char last[100] = "", key[100];
    (void)state;
    fixture_build(&f, simple, NULL);
    report_json_result(&b, fixture_result(&f, "a"));
    size_t seen = 0;
    for (char *line = b.s; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (sscanf(line, "  \"%99[^\"]\":", key) == 1 && line[2] == '"') {
            assert_true(strcmp(last, key) < 0);
            strcpy(last, key);
            seen++;
        }
    }
    assert_true(seen > 20);
    text_clear(&b);
    fixture_clear(&f);
}

static void broken_text_becomes_null(void **state)
{
    fixture f;
    text_buf b = {0};
    (void)state;
    fixture_build(&f, simple, NULL);
    result *a = fixture_result(&f, "a");
    a->verdict = VERDICT_UNDECIDED;
    evidence_start(&a->found, EVIDENCE_UNDECIDED);
    a->found.u.undecided.reason = REASON_NOT_LINEAR;
    evidence_text(&a->found.u.undecided.part, "\xff");
    report_json_result(&b, fixture_result(&f, "a"));
    json_t *o = load(&b);
    assert_true(json_is_null(json_object_get(o, "why")));
    json_decref(o);
    text_clear(&b);
    fixture_clear(&f);
}

static void values_are_strings(void **state)
{
    text_buf b = {0};
    const enclosure v = {(char[]){"0.33"}, (char[]){"0.34"}};
    (void)state;
    report_json_value(&b, "1/3", &v, "1/3", 2);
    json_t *o = load(&b);
    assert_string_equal(str(o, "lo"), "0.33");
    assert_string_equal(str(o, "hi"), "0.34");
    assert_string_equal(str(o, "exact"), "1/3");
    assert_string_equal(str(o, "expression"), "1/3");
    json_decref(o);
    text_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_carry_the_facts),
        cmocka_unit_test(keys_are_sorted),
        cmocka_unit_test(broken_text_becomes_null),
        cmocka_unit_test(values_are_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
