/* Markdown as HTML: cmark-gfm's renderer, after the tree has been gone
 * through.  Raw HTML of an author is shown as it was written, formulas are
 * marked for KaTeX, links lead to pages, pictures from elsewhere are links,
 * headings follow one another, blocks of items become cards. */
#include "parts.h"

#include "../../numerics/base/memory.h"
#include "../../theory/document/author.h"
#include "../../theory/document/unread.h"
#include "../prose.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    page *p;
    void (*card)(page *p, const segment *g); /* NULL: our own Markdown */
    cmark_node **node;                       /* of the tree as parsed */
    size_t n;
    size_t seg; /* those before it have their cards */
} passage;

static const char disown[] =
    "<p class=\"disown\">What follows are words of the document, not of "
    "assay, whose verdicts stand in the cards and in the <a "
    "href=\"lists/verdicts.html\">list of verdicts</a>.</p>\n";

static cmark_mem mem = {xcalloc, xrealloc, free};

static cmark_node *parse(const char *s, size_t n)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *p = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &mem);
    cmark_parser_attach_syntax_extension(p,
                                         cmark_find_syntax_extension("table"));
    cmark_parser_feed(p, s, n);
    cmark_node *root = cmark_parser_finish(p);
    cmark_parser_free(p);
    cmark_consolidate_text_nodes(root);
    return root;
}

static void list_nodes(passage *a, cmark_node *root)
{
    size_t cap = 0;
    cmark_iter *it = cmark_iter_new(root);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        if (ev != CMARK_EVENT_ENTER)
            continue;
        if (a->n == cap)
            a->node = xrealloc(a->node, (cap = 2 * cap + 64) * sizeof *a->node);
        a->node[a->n++] = cmark_iter_get_node(it);
    }
    cmark_iter_free(it);
}

/* ---- nodes ------------------------------------------------------------------ */

/* HTML of ours, which is rendered as it stands. */
static cmark_node *ours(bool block, text_buf *html)
{
    cmark_node *k = cmark_node_new_with_mem(
        block ? CMARK_NODE_HTML_BLOCK : CMARK_NODE_HTML_INLINE, &mem);
    cmark_node_set_literal(k, html->s != NULL ? html->s : "");
    text_clear(html);
    return k;
}

/* In the place of `old`, which is left for the end: it may be in the list. */
static void replace(cmark_node *old, bool block, text_buf *html)
{
    cmark_node *k = ours(block, html);
    if (cmark_node_insert_before(old, k))
        cmark_node_unlink(old);
    else
        cmark_node_free(k);
}

/* The words below a node as they look. */
static void put_words(text_buf *b, cmark_node *node)
{
    cmark_iter *it = cmark_iter_new(node);
    for (cmark_event_type ev; (ev = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        cmark_node *k = cmark_iter_get_node(it);
        cmark_node_type type = cmark_node_get_type(k);
        if (ev != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            text_put(b, cmark_node_get_literal(k));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            text_put(b, " ");
    }
    cmark_iter_free(it);
    text_put(b, "");
}

/* ---- headings --------------------------------------------------------------- */

/* No level is skipped, and the page has one heading of the first. */
static void fix_level(page *p, cmark_node *k)
{
    int level = cmark_node_get_heading_level(k);
    if (level > p->level + 1)
        level = p->level + 1;
    if (level == 1 && p->titled)
        level = 2;
    p->titled |= level == 1;
    p->level = level;
    cmark_node_set_heading_level(k, level);
}

/* An anchor that no other heading of the page has. */
static void put_slug(page *p, text_buf *slug, const char *title)
{
    text_buf base = {0};
    html_slug(&base, title);
    for (size_t n = 0;; n++) {
        text_buf line = {0};
        text_clear(slug);
        text_put(slug, base.s);
        if (n > 0)
            text_printf(slug, "-%zu", n);
        text_printf(&line, "\n%s\n", slug->s);
        bool taken = p->slugs.s != NULL && strstr(p->slugs.s, line.s) != NULL;
        if (!taken)
            text_put(&p->slugs, line.s);
        text_clear(&line);
        if (!taken)
            break;
    }
    text_clear(&base);
}

static void mark_heading(page *p, cmark_node *k)
{
    text_buf words = {0}, slug = {0}, html = {0};
    put_words(&words, k);
    put_slug(p, &slug, words.s);
    if (cmark_node_get_heading_level(k) == 2) {
        text_printf(&p->toc, "<li><a href=\"#%s\">", slug.s);
        html_text(&p->toc, words.s);
        text_put(&p->toc, "</a></li>\n");
    }
    text_printf(&html, " <a class=\"anchor\" id=\"%s\" href=\"#%s\" "
                "aria-label=\"Link to this section\">#</a>", slug.s, slug.s);
    cmark_node *a = ours(false, &html);
    if (!cmark_node_append_child(k, a))
        cmark_node_free(a);
    text_clear(&words);
    text_clear(&slug);
}

/* ---- formulas, HTML, links, pictures ------------------------------------------ */

/* GitHub's $`...`$: a dollar ends the text before, one begins that behind. */
static void mark_formula(cmark_node *k)
{
    cmark_node *before = cmark_node_previous(k), *after = cmark_node_next(k);
    if (before == NULL || after == NULL ||
        cmark_node_get_type(before) != CMARK_NODE_TEXT ||
        cmark_node_get_type(after) != CMARK_NODE_TEXT)
        return;
    char *left = xstrdup(cmark_node_get_literal(before));
    char *right = xstrdup(cmark_node_get_literal(after));
    size_t n = strlen(left);
    if (n > 0 && left[n - 1] == '$' && right[0] == '$') {
        text_buf html = {0};
        left[n - 1] = '\0';
        text_put(&html, "<span class=\"math\">");
        html_text(&html, cmark_node_get_literal(k));
        text_put(&html, "</span>");
        cmark_node_set_literal(before, left);
        cmark_node_set_literal(after, right + 1);
        replace(k, false, &html);
    }
    free(left);
    free(right);
}

/* What reports/markdown.c writes of its own accord. */
static bool is_ours(const char *s)
{
    static const char *const tags[] = {"<span>", "</span>", "<br>", "</a>"};
    static const char name[] = "abcdefghijklmnopqrstuvwxyz"
                               "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._%";
    size_t n = strlen(s);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strcmp(s, tags[i]) == 0)
            return true;
    return n > 11 && strncmp(s, "<a name=\"", 9) == 0 &&
           strspn(s + 9, name) == n - 11;
}

static void show_html(const passage *a, cmark_node *k, bool block)
{
    text_buf html = {0};
    const char *s = cmark_node_get_literal(k);
    if (a->card == NULL && !block && is_ours(s)) {
        if (strncmp(s, "<a name=", 8) == 0)
            text_printf(&html, "<a id=%s", s + 8); /* "name" is of old */
        else
            text_put(&html, strcmp(s, "<br>") == 0 ? "<br />" : s);
        cmark_node_set_literal(k, html.s);
        text_clear(&html);
        return;
    }
    if (a->card == NULL && block) /* a comment at the head of a page */
        s = "";
    else if (block)
        text_put(&html, "<pre class=\"raw\">");
    html_lines(&html, s, strlen(s));
    if (a->card != NULL && block)
        text_put(&html, "</pre>\n");
    cmark_node_set_literal(k, html.s);
    text_clear(&html);
}

static void fix_link(const page *p, cmark_node *k)
{
    char *to = passage_link(p, cmark_node_get_url(k));
    if (to != NULL) {
        cmark_node_set_url(k, to);
        free(to);
        return;
    }
    for (cmark_node *c; (c = cmark_node_first_child(k)) != NULL;) {
        cmark_node_unlink(c);
        if (!cmark_node_insert_before(k, c))
            break;
    }
    cmark_node_unlink(k);
}

/* A picture of ours, or else a link to it, or else its words. */
static void fix_picture(const page *p, cmark_node *k)
{
    text_buf html = {0}, words = {0};
    const char *url = cmark_node_get_url(k);
    char *to = passage_link(p, url);
    size_t n = strlen(url);
    put_words(&words, k);
    bool shown = to != NULL && strncmp(url, "figures/", 8) == 0 && n > 4 &&
                 strcmp(url + n - 4, ".svg") == 0;
    if (to != NULL)
        text_put(&html, shown ? "<img loading=\"lazy\" src=\"" : "<a href=\"");
    if (to != NULL)
        html_text(&html, to);
    text_put(&html, shown ? "\" alt=\"" : to != NULL ? "\">" : "");
    html_text(&html, words.s);
    text_put(&html, shown ? "\" />" : to != NULL ? "</a>" : "");
    replace(k, false, &html);
    text_clear(&words);
    free(to);
}

/* ---- blocks -------------------------------------------------------------------- */

/* The cards of a block of items, and, where the prose behind it has words of
 * verdicts, a line that says whose they are. */
static void put_cards(passage *a, text_buf *html, size_t k)
{
    const document *d = a->p->doc;
    text_buf body = a->p->body;
    if (d->seg[k].kind != SEG_ITEMS)
        return;
    a->p->body = *html;
    a->card(a->p, &d->seg[k]);
    *html = a->p->body;
    a->p->body = body;
    if (k + 1 < d->nseg && d->seg[k + 1].kind == SEG_PROSE &&
        prose_claims(d->seg[k + 1].text, d->seg[k + 1].len))
        text_put(html, disown);
}

/* The cards of the block of items that begins at this line; and of those
 * before it that were not met, were there any: none is left out. */
static bool put_items(passage *a, text_buf *html, int line)
{
    const document *d = a->p->doc;
    size_t k = a->seg;
    while (k < d->nseg && (d->seg[k].kind != SEG_ITEMS ||
                           d->seg[k].first_line != line))
        k++;
    if (k == d->nseg)
        return false;
    for (; a->seg <= k; a->seg++)
        put_cards(a, html, a->seg);
    return true;
}

static void fix_code(passage *a, cmark_node *k)
{
    text_buf html = {0};
    const char *info = cmark_node_get_fence_info(k);
    if (strcmp(info, "math") == 0) {
        const char *tex = cmark_node_get_literal(k);
        text_put(&html, "<div class=\"math\">");
        html_lines(&html, tex, strlen(tex));
        text_put(&html, "</div>\n");
        replace(k, true, &html);
    } else if (a->card != NULL && unread_is_assay(info)) {
        if (put_items(a, &html, cmark_node_get_start_line(k)))
            replace(k, true, &html);
    }
}

/* A wide table is scrolled by itself. */
static void frame_table(cmark_node *k)
{
    text_buf open = {0}, close = {0};
    text_put(&open, "<div class=\"scroll\" role=\"group\" "
                    "aria-label=\"Table\" tabindex=\"0\">\n");
    text_put(&close, "</div>\n");
    cmark_node *a = ours(true, &open), *b = ours(true, &close);
    if (!cmark_node_insert_before(k, a) || !cmark_node_insert_after(k, b)) {
        cmark_node_unlink(a);
        cmark_node_free(a);
        cmark_node_free(b);
    }
}

static void fix_block(passage *a, cmark_node *k)
{
    cmark_node_type type = cmark_node_get_type(k);
    if (type == CMARK_NODE_HEADING) {
        fix_level(a->p, k);
        mark_heading(a->p, k);
    } else if (type == CMARK_NODE_CODE_BLOCK) {
        fix_code(a, k);
    } else if (type == CMARK_NODE_HTML_BLOCK) {
        show_html(a, k, true);
    } else if (strcmp(cmark_node_get_type_string(k), "table") == 0) {
        frame_table(k);
    }
}

static void fix_inline(passage *a, cmark_node *k)
{
    cmark_node_type type = cmark_node_get_type(k);
    if (type == CMARK_NODE_CODE)
        mark_formula(k);
    else if (type == CMARK_NODE_HTML_INLINE)
        show_html(a, k, false);
    else if (type == CMARK_NODE_LINK)
        fix_link(a->p, k);
    else if (type == CMARK_NODE_IMAGE)
        fix_picture(a->p, k);
}

/* Two passes: links are to know the sections, and these what is in them.
 * Formulas before headings, whose words they are. */
static void render(passage *a, const char *s, size_t n)
{
    cmark_node *root = parse(s, n);
    list_nodes(a, root);
    for (size_t i = 0; i < a->n; i++)
        fix_block(a, a->node[i]);
    for (size_t i = 0; i < a->n; i++)
        fix_inline(a, a->node[i]);
    char *html = cmark_render_html_with_mem(
        root, CMARK_OPT_UNSAFE | CMARK_OPT_FOOTNOTES, NULL, &mem);
    text_put(&a->p->body, html);
    free(html);
    size_t tops = 0; /* what was taken out */
    for (size_t i = 0; i < a->n; i++)
        if (a->node[i] != root && cmark_node_parent(a->node[i]) == NULL)
            a->node[tops++] = a->node[i];
    for (size_t i = 0; i < tops; i++)
        cmark_node_free(a->node[i]);
    cmark_node_free(root);
    free(a->node);
}

void passage_put(page *p, const char *markdown)
{
    passage a = {.p = p};
    render(&a, markdown, strlen(markdown));
}

void passage_document(page *p, void (*card)(page *p, const segment *g))
{
    const document *d = p->doc;
    passage a = {.p = p, .card = card};
    text_buf rest = {0};
    if (d->nseg > 0 && d->seg[0].kind == SEG_PROSE &&
        prose_claims(d->seg[0].text, d->seg[0].len))
        text_put(&p->body, disown);
    render(&a, d->source, strlen(d->source));
    for (; a.seg < d->nseg; a.seg++)
        put_cards(&a, &rest, a.seg);
    if (rest.s != NULL)
        text_put(&p->body, rest.s);
    text_clear(&rest);
}
