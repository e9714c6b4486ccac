/* Text from strangers: no crash, no hang, an error that says why. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

/* n copies of s. */
static void repeat(text_buf *b, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        text_put(b, s);
}

static void check_error(const char *text, size_t n, const char *part)
{
    program *p = program_new();
    lang_errors errs = {0};
    assert_false(program_parse(p, "test", 1, text, n, &errs));
    assert_true(errs.n >= 1 && errs.n <= 20);
    if (!strstr(errs.v[0].message, part))
        fail_msg("%s, not %s", errs.v[0].message, part);
    for (size_t i = 0; i < errs.n; i++)
        if (errs.v[i].excerpt)
            assert_true(strlen(errs.v[i].excerpt) < 300);
    lang_errors_clear(&errs);
    program_free(p);
}

static void check_repeated(const char *head, const char *s, size_t n,
                           const char *tail, const char *part)
{
    text_buf b = {0};
    text_put(&b, head);
    repeat(&b, s, n);
    text_put(&b, tail);
    check_error(b.s, b.len, part);
    text_clear(&b);
}

static void test_nesting(void **state)
{
    (void)state;
    enum {
        MANY = 1000000
    };
    check_repeated("let a = ", "(", MANY, "1", "nested more than 500");
    check_repeated("let a = ", "-", MANY, "1", "nested more than 500");
    check_repeated("let a = ", "2^", MANY, "1", "nested more than 500");
    check_repeated("let a = ", "exp(", MANY, "1", "nested more than 500");
    check_repeated("let a = ", "if 1 > 0 then ", MANY, "1",
                   "nested more than 500");
    check_repeated("let a = ", "if 1 > 0 then 1 else ", MANY, "1",
                   "nested more than 500");
    check_repeated("let a = ", "sum(i in 1..", MANY, "1",
                   "nested more than 500");
    check_repeated("let a = ", "1 + ", MANY, "1", "more than 4000 operations");
    check_repeated("let a = ", "1*", MANY, "1", "more than 4000 operations");
    check_repeated("let a = if 1 > 0", " and 1 > 0", MANY, " then 1 else 0",
                   "more than 4000 operations");
    check_repeated("claim a \"A\" for x in ", "(", MANY, "", "nested more");
}

static void test_sizes(void **state)
{
    (void)state;
    check_repeated("let ", "a", 65, " = 1", "longer than 64");
    check_repeated("claim ", "a", 65, " \"A\" show 1 > 0", "longer than 64");
    check_repeated("claim a", ".a", 60, " \"A\" show 1 > 0", "longer than 100");
    check_repeated("let a = ", "1", 10001, "", "more than 10000 digits");
    check_repeated("let a = 0.", "1", 10001, "", "more than 10000 digits");
    check_repeated("claim a \"", "b", 1001, "\" show 1 > 0",
                   "longer than 1000");
    check_repeated("let f(", "a, ", 100, "b) = 1", "");
    check_repeated("claim a \"A\" for ", "x in [0, 1], ", 100, "", "");
    check_repeated("", "let a =\n", 100000, "", "expected");
    check_repeated("", "foo\n", 100000, "", "expected an item");
    check_repeated("let a = 1 ", "\nlet b = zz", 100000, "", "unknown name");
    check_repeated("claim a \"A\" ", "cites b ", 2000, "show 1 > 0",
                   "more than 1000");
    check_repeated("claim a \"A\" for n in {1", ", 1e10000", 20000,
                   "} show n > 0", "numbers of this paper are too long");
    check_repeated("claim a \"A\" for n in {1", ", 1+1+1+1+1+1", 100000,
                   "} show n > 0", "more than 1000000 operations");
}

static void test_bytes(void **state)
{
    (void)state;
    check_error("let a = 1\0", 10, "NUL");
    check_error("let a = \xff", 9, "UTF-8");
    check_error("let a = 1 # \x1b[2J", 16, "control character");
    check_error("let a = 1 # \xe2\x80\xae", 15, "reorders");
}

/* The deepest allowed trees go through every pass. */
static void test_deep_but_allowed(void **state)
{
    (void)state;
    text_buf b = {0};
    text_put(&b, "claim a \"A\" for x in [0, 1] show x");
    repeat(&b, " + x*x", 3900);
    text_put(&b, " >= ");
    repeat(&b, "(1 + ", 240);
    text_put(&b, "x");
    repeat(&b, ")", 240);
    program *p = lang_program(b.s);
    elab *e = elab_new(p, NULL);
    const item *it = program_find(p, "a");
    assert_int_equal(lang_count(e, it), 1);
    char *tex = typeset_item(it), *plain = plain_item(it);
    assert_true(strlen(tex) > 20000);
    assert_true(strlen(plain) > 20000);
    free(tex);
    free(plain);
    elab_free(e);
    program_free(p);
    text_clear(&b);
}

/* xorshift64, so that a failure can be repeated. */
static uint64_t next_random(uint64_t *s)
{
    *s ^= *s << 13;
    *s ^= *s >> 7;
    *s ^= *s << 17;
    return *s;
}

static const char seed_text[] =
    "let g(r) = (r - 1 - log(r))/2 # divergence\n"
    "let f(n) = if n <= 0 and 1 < 2 then 1 else n*f(n - 1)\n"
    "claim a.b \"A\" cites K:1 \"Thm 2\" for r in (0, 8], n in 1..3\n"
    "  where r < n, 0 <= r show g(r) >= (r - 1)^2/20 - 1e-4 expect proved\n"
    "  equality at r = 1\n"
    "constant c \"C\" uses a.b for x in [0, inf) largest k with x >= k*x^2\n"
    "  paper 1/20 digits 12\n"
    "table t \"T\" for n in {1, 2/3} columns u \"U\" = sum(i in 1..4, i*n)\n"
    "figure p \"P\" for x in [1, 2] curves y = x to 2*x as band samples 9\n"
    "region q \"Q\" over x, y for x in [0, 1], y in [0, 1] show x <= y\n"
    "assumed z \"Z\" because \"W\"\n";

static bool ignore(void *ctx, const binding *binding, problem *p,
                   const expr *chain_e, size_t n)
{
    (void)ctx;
    (void)binding;
    (void)p;
    (void)chain_e;
    (void)n;
    return true;
}

static bool ignore_row(void *ctx, const binding *binding, const expr *cells,
                       size_t n)
{
    (void)ctx;
    (void)binding;
    (void)cells;
    (void)n;
    return true;
}

/* Every pass over whatever parsed. */
static void run_all(const char *text, size_t n)
{
    program *p = program_new();
    lang_errors errs = {0};
    bool ok = program_parse(p, "test", 1, text, n, &errs);
    assert_true(ok == !errs.n);
    elab_limits limit = {.max_nodes = 10000,
                         .max_steps = 20000,
                         .max_instances = 500,
                         .max_call_depth = 500};
    elab *e = elab_new(p, &limit);
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        char *tex = typeset_item(it), *plain = plain_item(it);
        assert_non_null(tex);
        assert_non_null(plain);
        free(tex);
        free(plain);
        if (it->kind == ITEM_TABLE || it->kind == ITEM_FIGURE)
            elab_rows(e, it, ignore_row, NULL, NULL, &errs);
        else if (it->kind != ITEM_LET && it->kind != ITEM_ASSUMED)
            elab_instances(e, it, ignore, NULL, NULL, &errs);
    }
    elab_free(e);
    lang_errors_clear(&errs);
    program_free(p);
}

static void test_mutations(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "(",      ")",   "..",          "for",  "show", "1e9",
        "if",     "inf", "\n",          "\"",   "^",    "-",
        ",",      "in",  "{",           "}",    "#",    "let ",
        "x",      "==",  "\xce\xb1",    "sum(", "0",    "/",
        "claim ", "\0",  "99999999999", "e",    ".",    "expect"};
    const char *factor = getenv("ASSAY_TEST_FACTOR");
    const char *given = getenv("ASSAY_TEST_SEED");
    uint64_t s = given ? strtoull(given, NULL, 10) | 1 : 20240521;
    long rounds = 2000 * (factor ? strtol(factor, NULL, 10) : 1);
    print_message("seed %llu\n", (unsigned long long)s);
    for (long r = 0; r < rounds; r++) {
        text_buf b = {0};
        size_t at = 0, n = sizeof seed_text - 1;
        for (uint64_t k = 1 + next_random(&s) % 4; k > 0; k--) {
            size_t cut = at + next_random(&s) % (n - at + 1);
            text_put_n(&b, seed_text + at, cut - at);
            at = cut + next_random(&s) % 6; /* a few bytes are lost */
            at = at < n ? at : n;
            const char *piece =
                pieces[next_random(&s) % (sizeof pieces / sizeof *pieces)];
            text_put_n(&b, piece, strlen(piece) ? strlen(piece) : 1);
        }
        text_put_n(&b, seed_text + at, n - at);
        run_all(b.s, b.len);
        text_clear(&b);
    }
    run_all(seed_text, sizeof seed_text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_deep_but_allowed),
        cmocka_unit_test(test_mutations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
