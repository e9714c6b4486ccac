/* The words of a document, made unable to pass for ours. */
#include "prose.h"

#include "../numerics/base/memory.h"
#include "../theory/document/author.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

/* As GitHub reads it, tables and footnotes included: what is code, and what
 * is HTML, depends on them. */
static cmark_node *parse(const char *s, size_t n)
{
    static cmark_mem mem = {xcalloc, xrealloc, free};
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *p = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &mem);
    cmark_parser_attach_syntax_extension(p,
                                         cmark_find_syntax_extension("table"));
    cmark_parser_feed(p, s, n);
    cmark_node *root = cmark_parser_finish(p);
    cmark_parser_free(p);
    return root;
}

/* The words as they look, "PRO**VED**" without its markup; true when there is
 * raw HTML between them. */
static bool read_words(text_buf *words, const char *s, size_t n)
{
    bool html = false;
    cmark_node *root = parse(s, n);
    cmark_iter *it = cmark_iter_new(root);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        cmark_node *k = cmark_iter_get_node(it);
        cmark_node_type type = cmark_node_get_type(k);
        if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
            html = true;
        else if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE ||
                 type == CMARK_NODE_CODE_BLOCK)
            text_put(words, cmark_node_get_literal(k));
        else if ((type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK ||
                 type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            text_put(words, "\n");
    }
    cmark_iter_free(it);
    cmark_node_free(root);
    return html;
}

/* s begins with `<`: may this be a tag, a comment, or the like?  Not where a
 * name is followed by `:` or `@`, as in <https://...>. */
static bool opens_tag(const char *s, const char *end)
{
    static const char letter[] = "abcdefghijklmnopqrstuvwxyz"
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789";
    enum { FIRST = 52 }; /* those that begin a name */
    if (++s == end)
        return false;
    if (strchr("/!?", *s) != NULL)
        return true;
    if (memchr(letter, *s, FIRST) == NULL)
        return false;
    while (s < end && memchr(letter, *s, sizeof letter - 1) != NULL)
        s++;
    return s == end || strchr(" \t\r\n/>", *s) != NULL;
}

/* A blank after `<` makes it a character like others, in code and formulas
 * too. */
static void put_without_tags(text_buf *b, const char *s, size_t n)
{
    for (const char *end = s + n; s < end; s++) {
        text_put_n(b, s, 1);
        if (*s == '<' && opens_tag(s, end))
            text_put(b, " ");
    }
}

bool prose_has_html(const char *s, size_t n)
{
    text_buf words = {0};
    bool html = read_words(&words, s, n);
    text_clear(&words);
    return html;
}

bool prose_claims(const char *s, size_t n)
{
    text_buf words = {0};
    (void)read_words(&words, s, n);
    bool claims = words.s != NULL && author_claims(words.s);
    text_clear(&words);
    return claims;
}

void prose_disown(text_buf *b)
{
    text_put(b, "\n> *What follows are words of the document, not of assay, "
                "whose verdicts stand in the [summary](README.md).*\n\n");
}

void prose_put(text_buf *b, const char *s, size_t n, bool html)
{
    text_buf words = {0};
    (void)read_words(&words, s, n);
    if (words.s != NULL && author_claims(words.s))
        prose_disown(b);
    if (html)
        put_without_tags(b, s, n);
    else
        text_put_n(b, s, n);
    text_clear(&words);
}

void prose_put_cell(text_buf *b, const char *s)
{
    text_buf t = {0};
    author_put(&t, s);
    if (t.s != NULL)
        put_without_tags(b, t.s, t.len);
    text_clear(&t);
}
