/* A document's own words: as they are, but neither HTML nor verdicts. */
#include "../../reports/prose.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

static char *put(const char *s)
{
    text_buf b = {0};
    prose_put(&b, s, strlen(s), prose_has_html(s, strlen(s)));
    return text_take(&b);
}

/* HTML as a reader's program finds it, with GitHub's extensions. */
static int count_html(const char *s)
{
    static const char *const ext[] = {"table", "strikethrough", "autolink",
                                      "tagfilter", "tasklist"};
    int n = 0;
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *p = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    for (size_t i = 0; i < sizeof ext / sizeof ext[0]; i++)
        cmark_parser_attach_syntax_extension(
            p, cmark_find_syntax_extension(ext[i]));
    cmark_parser_feed(p, s, strlen(s));
    cmark_node *root = cmark_parser_finish(p);
    cmark_iter *it = cmark_iter_new(root);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        cmark_node_type t = cmark_node_get_type(cmark_iter_get_node(it));
        n += t == CMARK_NODE_HTML_BLOCK || t == CMARK_NODE_HTML_INLINE;
    }
    cmark_iter_free(it);
    cmark_node_free(root);
    cmark_parser_free(p);
    return n;
}

static void most_prose_is_kept(void **state)
{
    static const char *const same[] = {
        "", "\n", "no end of line", "# A title\n\nWords & \"words\", a < b.\n",
        "$`a <b`$ and `vector<int>`, <https://example.org/a>, <a@b.c>\n",
        "```c\n#include <stdio.h>\nvector<int> v;\n```\n",
        "```math\n\\sigma <a\n```\n", "    <b>code</b>\n",
        "| a | b |\n|---|---|\n| `<x>` | 2 |\n", "We proved what was assumed.\n",
        "\xef\xbb\xbf# A\r\n\r\nB\r\n", "[a]: <b>\n", "\\<b>\n", "a <1> <- <= b\n"};
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        char *got = put(same[i]);
        assert_string_equal(got, same[i]);
        free(got);
    }
}

static void html_is_shown(void **state)
{
    static const char *const html[] = {
        "<b>bold</b>\n", "<!-- hidden\n", "a <!-- b --> c\n", "<details>\n",
        "<details><summary>Source, lines 1\u20132 of a.md</summary>\n",
        "</details>\n", "<DIV\n", "<div\n hidden>\n", "<script>\nx\n</script>\n",
        "<style>*{display:none}</style>\n", "<?php x ?>\n", "<!DOCTYPE x>\n",
        "<![CDATA[ x ]]>\n", "> <table>\n", "- <p\n", "1. </p>\n", "a <br/> b\n",
        "a <x-y z=1> b\n", "a <b\tc> d\n", "<textarea>\n", "# <h1>\n",
        "*<b>*\n", "[<b>](c)\n", "![<b>](c)\n", "~~<s>~~\n",
        /* code only where tables are not known */
        "| ` | <b>x</b> | ` |\n|---|---|---|\n| ` | <i>x</i> | ` |\n",
        /* a link's address only where footnotes are not */
        "a[^1]\n\n[^1]: <b>\n", "a[^1]\n\n[^1]: x\n\n    <div>\n"};
    (void)state;
    for (size_t i = 0; i < sizeof html / sizeof html[0]; i++) {
        if (count_html(html[i]) == 0)
            fail_msg("no HTML in %s", html[i]);
        char *got = put(html[i]);
        if (count_html(got) != 0)
            fail_msg("HTML in %s", got);
        free(got);
        text_buf b = {0};
        prose_put_cell(&b, html[i]);
        assert_int_equal(count_html(b.s), 0);
        text_clear(&b);
    }
}

static void verdicts_are_disowned(void **state)
{
    static const char *const like[] = {
        "**\u2714 PROVED** \u2014 true at every point.\n", "PRO**VED**\n",
        "PRO*V*`ED`\n", "&#10004; true\n", "> \u2718 false\n", "# REFUTED\n",
        "| a |\n|---|\n| ENCLOSED |\n", "\\P\\ROVED? UNDECIDED\n",
        "[\u2705](b)\n", "PRO<b></b>VED\n",
        "```\n\u2714 PROVED by assay\n```\n", "    ENCLOSED\n",
        "\u2250 0.5\n", "\u25cb assumed\n"};
    (void)state;
    for (size_t i = 0; i < sizeof like / sizeof like[0]; i++) {
        char *got = put(like[i]);
        const char *note = strstr(got, "words of the document");
        if (note == NULL)
            fail_msg("nothing said of %s", like[i]);
        assert_non_null(strstr(note, "\n\n"));
        free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(most_prose_is_kept),
        cmocka_unit_test(html_is_shown),
        cmocka_unit_test(verdicts_are_disowned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
