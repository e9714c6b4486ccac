/* tests/theory/test_reference.c: the documents' values against an independent
 * computation (reference.json says which; for each paper of `papers`). */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "theory_support.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *in_source(const char *path)
{
    const char *top = getenv("ASSAY_SOURCE");
    size_t n = strlen(path) + (top != NULL ? strlen(top) : 1) + 2;
    char *s = malloc(n);
    snprintf(s, n, "%s/%s", top != NULL ? top : ".", path);
    return s;
}

static size_t decimals_of(const char *s)
{
    const char *point = strchr(s, '.');
    return point == NULL ? 0 : strspn(point + 1, "0123456789");
}

static size_t digits_of(const char *s)
{
    s += strspn(s, "-0.");
    size_t n = 0;
    for (; *s != '\0' && *s != 'e'; s++)
        n += *s != '.';
    return n;
}

/* The enclosure widened by two units of the printed value's last digit meets
 * it; few digits mean an exact value. */
static bool agrees(const enclosure *e, const char *printed)
{
    mpq_t v, lo, hi, unit;
    mpq_init(v);
    mpq_init(lo);
    mpq_init(hi);
    mpq_init(unit);
    decimal_to_q(v, printed);
    decimal_to_q(lo, e->lo);
    decimal_to_q(hi, e->hi);
    if (digits_of(printed) >= 7) {
        const char *exponent = strchr(printed, 'e');
        char text[64];
        snprintf(text, sizeof text, "2e%ld",
                 (exponent != NULL ? strtol(exponent + 1, NULL, 10) : 0) -
                     (long)decimals_of(printed));
        decimal_to_q(unit, text);
    }
    mpq_sub(lo, lo, unit);
    mpq_add(hi, hi, unit);
    bool ok = mpq_cmp(lo, v) <= 0 && mpq_cmp(v, hi) <= 0;
    mpq_clear(v);
    mpq_clear(lo);
    mpq_clear(hi);
    mpq_clear(unit);
    return ok;
}

static const struct paper {
    const char *folder, *values;
} papers[] = {
    {"theory/li-yan-2024", "tests/theory/reference.json"},
    {"theory/lu-wang-bal-2023", "tests/theory/reference-lu-wang-bal-2023.json"},
};

static void values_agree(void **state)
{
    const struct paper *of = *state;
    char *paper = in_source(of->folder);
    char *file = in_source(of->values);
    json_error_t err;
    json_t *root = json_load_file(file, 0, &err), *values, *v;
    assert_non_null(root);
    values = json_object_get(root, "values");
    assert_true(json_array_size(values) > 0);
    program *p = program_new();
    lang_errors errs = {0};
    size_t ndocs, i;
    document **docs = document_read_paper(p, paper, &ndocs, &errs);
    assert_non_null(docs);
    size_t first = program_count(p);
    json_array_foreach (values, i, v) {
        char item[400];
        const char *e = json_string_value(json_object_get(v, "expr"));
        assert_non_null(e);
        snprintf(item, sizeof item, "let reference_%zu = %s", i, e);
        if (!program_parse(p, "reference", 1, item, strlen(item), &errs))
            fail_msg("%s: %s", e, errs.v[0].message);
    }
    elab *el = elab_new(p, NULL);
    json_array_foreach (values, i, v) {
        const item *it = program_item(p, first + i);
        const char *want = json_string_value(json_object_get(v, "value"));
        enclosure e = {NULL, NULL};
        expr f = elab_closed(el, it->body, &errs);
        assert_true(f != EXPR_NONE);
        if (!audit_value(el, f, 30, 0, &e))
            fail_msg("%s: no value", json_string_value(json_object_get(v, "expr")));
        if (!agrees(&e, want))
            fail_msg("%s: [%s, %s], not %s",
                     json_string_value(json_object_get(v, "expr")), e.lo, e.hi,
                     want);
        free(e.lo);
        free(e.hi);
    }
    elab_free(el);
    for (i = 0; i < ndocs; i++)
        document_free(docs[i]);
    free(docs);
    program_free(p);
    json_decref(root);
    lang_errors_clear(&errs);
    free(paper);
    free(file);
}

/* The comparison itself can fail. */
static void comparison_can_fail(void **state)
{
    (void)state;
    char lo[] = "0.33333333333333333333", hi[] = "0.33333333333333333334";
    enclosure e = {lo, hi};
    assert_true(agrees(&e, "0.333333333333333333"));
    assert_false(agrees(&e, "0.333333333333333330"));
    assert_false(agrees(&e, "0.3"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(values_agree, (void *)(uintptr_t)&papers[0]),
        cmocka_unit_test_prestate(values_agree, (void *)(uintptr_t)&papers[1]),
        cmocka_unit_test(comparison_can_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
