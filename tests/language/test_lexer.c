/* Tokens, and which bytes may be there at all. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../numerics/base/text.h"
#include "../../theory/language/encoding.h"
#include "../../theory/language/read/lexer.h"

#include <stdlib.h>
#include <string.h>

static const char *kind_name(int kind)
{
    static char one[2];
    switch (kind) {
    case TOK_END:
        return "end";
    case TOK_NAME:
        return "name";
    case TOK_NUMBER:
        return "number";
    case TOK_STRING:
        return "string";
    case TOK_BAD:
        return "bad";
    case TOK_LE:
        return "<=";
    case TOK_GE:
        return ">=";
    case TOK_EQEQ:
        return "==";
    case TOK_NE:
        return "!=";
    case TOK_DOTS:
        return "..";
    default:
        one[0] = (char)kind;
        return one;
    }
}

/* "name x 1:1, ..." up to the end. */
static void check_tokens(const char *text, const char *want)
{
    lexer x;
    text_buf b = {0};
    lexer_init(&x, text, strlen(text), 1);
    for (;;) {
        token t = lexer_next(&x);
        if (t.kind == TOK_END)
            break;
        text_printf(&b, "%s%s", b.len ? " " : "", kind_name(t.kind));
        if (t.kind == TOK_NAME || t.kind == TOK_NUMBER || t.kind == TOK_STRING)
            text_printf(&b, ":%.*s", (int)t.len, text + t.start);
        text_printf(&b, "@%d.%d", t.line, t.col);
        if (t.kind == TOK_BAD)
            break;
    }
    assert_string_equal(b.s ? b.s : "", want);
    text_clear(&b);
}

static void test_tokens(void **state)
{
    (void)state;
    check_tokens("a1_b<=2.50e-3", "name:a1_b@1.1 <=@1.5 number:2.50e-3@1.7");
    check_tokens("2..T", "number:2@1.1 ..@1.2 name:T@1.4");
    check_tokens("1.5..2.5", "number:1.5@1.1 ..@1.4 number:2.5@1.6");
    check_tokens("x # \"no\" \n\t\"a # b\"", "name:x@1.1 string:a # b@2.2");
    check_tokens("2e5 2E+5", "number:2e5@1.1 number:2E+5@1.5");
    check_tokens("a==b!=c>d", "name:a@1.1 ==@1.2 name:b@1.4 !=@1.5 "
                              "name:c@1.7 >@1.8 name:d@1.9");
    check_tokens("\r\n  \xce\xb1", "bad@2.3");
    check_tokens("2x", "bad@1.1");
    check_tokens("2e", "bad@1.1");
    check_tokens("1.", "bad@1.1");
    check_tokens("\"open", "bad@1.1");
    check_tokens("a ! b", "name:a@1.1 bad@1.3");
}

static void test_item_ends(void **state)
{
    (void)state;
    /* A keyword that begins a line, with a name after it, ends the item. */
    check_tokens("x\nlet y", "name:x@1.1");
    check_tokens("x\n  claim a", "name:x@1.1");
    check_tokens("x let y", "name:x@1.1 name:let@1.3 name:y@1.7");
    check_tokens("x\nroot + 1", "name:x@1.1 name:root@2.1 +@2.6 number:1@2.8");
    check_tokens("x\nletter y", "name:x@1.1 name:letter@2.1 name:y@2.8");
}

static void test_ids(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool key;
        size_t len;
    } cases[] = {{"thm2.best-gap x", false, 13},
                 {"a..b", false, 1},
                 {"a-", false, 1},
                 {"ho:2020", false, 2},
                 {"ho:2020", true, 7},
                 {"a.1-2.c", false, 7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lexer x;
        lexer_init(&x, cases[i].text, strlen(cases[i].text), 1);
        token t = lexer_id(&x, lexer_next(&x), cases[i].key);
        assert_int_equal(t.kind, TOK_NAME);
        assert_int_equal(t.len, cases[i].len);
    }
}

static void test_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t n;
        long bad; /* -1: fine */
    } cases[] = {
        {"plain\ttext\r\n", 12, -1},
        {"\xc3\xa9 \xe2\x89\xa4 \xf0\x9f\x98\x80", 11, -1},
        {"a\0b", 3, 1},
        {"a\x1b[31m", 6, 1},
        {"\x7f", 1, 0},
        {"ab\xc3", 3, 2},           /* cut short */
        {"\xc0\xaf", 2, 0},         /* overlong */
        {"\xe0\x80\xaf", 3, 0},     /* overlong */
        {"\xed\xa0\x80", 3, 0},     /* surrogate */
        {"\xf4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
        {"\xff", 1, 0},
        {"x\xe2\x80\xae", 4, 1}, /* right-to-left override */
        {"x\xc2\x85", 3, 1},     /* C1 control */
        {"\xe2\x80\xa8", 3, 0},  /* line separator */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 99;
        const char *msg = NULL;
        bool ok = encoding_validate(cases[i].text, cases[i].n, &at, &msg);
        assert_int_equal(ok, cases[i].bad < 0);
        if (!ok) {
            assert_int_equal(at, cases[i].bad);
            assert_non_null(msg);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_item_ends),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
