/* Text from documents, made harmless for gnuplot and XML. */
#include "../../figures/label.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void check(void (*f)(text_buf *, const char *, size_t), const char *in,
                  size_t max, const char *want)
{
    text_buf b = {0};
    f(&b, in, max);
    assert_string_equal(b.s, want);
    text_clear(&b);
}

static void cleans(void **state)
{
    (void)state;
    check(label_clean, "", 0, "");
    check(label_clean, "plain σ² text", 0, "plain σ² text");
    check(label_clean, " a\n\r\t b\x01" "c ", 0, "a b c");
    check(label_clean, "line\u2028end\xc2\x85" "x", 0, "line end x");
    check(label_clean, "a\u202e" "b\u2066" "c\ufeff" "d", 0, "a?b?c?d");
}

static void rejects_malformed_utf8(void **state)
{
    (void)state;
    check(label_clean, "a\xff" "b", 0, "a?b");
    check(label_clean, "a\xc3", 0, "a?");             /* cut off */
    check(label_clean, "\xc0\xaf", 0, "??");          /* overlong slash */
    check(label_clean, "\xed\xa0\x80", 0, "???");     /* a surrogate */
    check(label_clean, "\xf4\x90\x80\x80", 0, "????"); /* above U+10FFFF */
    check(label_clean, "\xef\xbf\xbf", 0, "?");       /* U+FFFF: not XML */
}

static void shortens_whole_characters(void **state)
{
    (void)state;
    check(label_clean, "αβγδ", 2, "αβ…");
    check(label_clean, "αβ", 2, "αβ");
    check(label_clean, "αβ  ", 2, "αβ");
}

static void quotes_for_gnuplot(void **state)
{
    (void)state;
    check(label_gnuplot, "it's `date`", 0, "'it’s `date`'");
    check(label_gnuplot, "'", 0, "'’'");
    check(label_gnuplot, "a\nset output 'x'", 0, "'a set output ’x’'");
    check(label_gnuplot, "back\\", 0, "'back\\'");
    check(label_gnuplot, "&#0;", 0, "'& #0;'");
    check(label_gnuplot, "a]]>b", 0, "'a]] >b'");
}

static void quotes_for_xml(void **state)
{
    (void)state;
    check(label_xml, "<script>\"a\" & 'b'</script>", 0,
          "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
}

static void counts_characters(void **state)
{
    (void)state;
    assert_int_equal(label_length(""), 0);
    assert_int_equal(label_length("aβ≐"), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleans),
        cmocka_unit_test(rejects_malformed_utf8),
        cmocka_unit_test(shortens_whole_characters),
        cmocka_unit_test(quotes_for_gnuplot),
        cmocka_unit_test(quotes_for_xml),
        cmocka_unit_test(counts_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
