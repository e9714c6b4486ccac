/* Data in Markdown: rendered by cmark-gfm, it must come back as plain text. */
#include "../../reports/markdown.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>
#include <string.h>

static char *render(const char *md)
{
    static const char *const ext[] = {"table", "strikethrough", "autolink"};
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *p = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof ext / sizeof *ext; i++)
        cmark_parser_attach_syntax_extension(
            p, cmark_find_syntax_extension(ext[i]));
    cmark_parser_feed(p, md, strlen(md));
    cmark_node *doc = cmark_parser_finish(p);
    char *html = cmark_render_html(doc, CMARK_OPT_UNSAFE,
                                   cmark_parser_get_syntax_extensions(p));
    cmark_node_free(doc);
    cmark_parser_free(p);
    return html;
}

static void check(const char *in, const char *html)
{
    text_buf b = {0};
    markdown_text(&b, in);
    text_put(&b, "\n");
    char *got = render(b.s);
    assert_string_equal(got, html);
    free(got);
    text_clear(&b);
}

static void stays_text(void **state)
{
    (void)state;
    check("plain", "<p>plain</p>\n");
    check("*a* _b_ `c` ~d~ [e](f) ![g](h)",
          "<p>*a* _b_ `c` ~d~ [e](f) ![g](h)</p>\n");
    check("<script>&amp; \"x\"", "<p>&lt;script&gt;&amp;amp; &quot;x&quot;</p>\n");
    check("# no heading", "<p># no heading</p>\n");
    check("- no list", "<p>- no list</p>\n");
    check("12. no list", "<p>12. no list</p>\n");
    check("12) no list", "<p>12) no list</p>\n");
    check("> no quote", "<p>&gt; no quote</p>\n");
    check("---", "<p>---</p>\n");
    check("===", "<p>===</p>\n");
    check("a\nb\n\nc", "<p>a b c</p>\n");
    check("    no code", "<p>no code</p>\n");
    check("back\\slash\\", "<p>back\\slash\\</p>\n");
    check("a|b", "<p>a|b</p>\n");
    check("$x$", "<p><span>$</span>x<span>$</span></p>\n");
    check("0.5 + 1.5", "<p>0.5 + 1.5</p>\n");
}

static void cells_stay_cells(void **state)
{
    text_buf b = {0};
    (void)state;
    text_put(&b, "| a | b |\n|---|---|\n| ");
    markdown_text(&b, "x | y \\| z");
    text_put(&b, " | ");
    markdown_code(&b, "p | q");
    text_put(&b, " |\n");
    char *got = render(b.s);
    assert_non_null(strstr(got, "<td>x | y \\| z</td>"));
    assert_non_null(strstr(got, "<td><code>p | q</code></td>"));
    free(got);
    text_clear(&b);
}

static void code_keeps_its_ticks(void **state)
{
    text_buf b = {0};
    (void)state;
    markdown_code(&b, "a``b`<i>");
    char *got = render(b.s);
    assert_string_equal(got, "<p><code>a``b`&lt;i&gt;</code></p>\n");
    free(got);
    text_clear(&b);
}

static void fences_hold(void **state)
{
    static const char in[] = "a\n```\nb\n````\n<i>";
    text_buf b = {0};
    (void)state;
    markdown_fence(&b, "text", in, strlen(in));
    char *got = render(b.s);
    assert_string_equal(got, "<pre><code class=\"language-text\">a\n```\nb\n"
                             "````\n&lt;i&gt;\n</code></pre>\n");
    free(got);
    text_clear(&b);
}

static void targets_are_encoded(void **state)
{
    text_buf b = {0};
    (void)state;
    markdown_target(&b, "a b/ü(1).md#x:y");
    assert_string_equal(b.s, "a%20b/%C3%BC%281%29.md#x%3Ay");
    text_clear(&b);
}

static void counts_have_commas(void **state)
{
    text_buf b = {0};
    (void)state;
    markdown_count(&b, 0);
    text_put(&b, " ");
    markdown_count(&b, 999);
    text_put(&b, " ");
    markdown_count(&b, 3996);
    text_put(&b, " ");
    markdown_count(&b, 1000000);
    assert_string_equal(b.s, "0 999 3,996 1,000,000");
    text_clear(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_text),
        cmocka_unit_test(cells_stay_cells),
        cmocka_unit_test(code_keeps_its_ticks),
        cmocka_unit_test(fences_hold),
        cmocka_unit_test(targets_are_encoded),
        cmocka_unit_test(counts_have_commas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
