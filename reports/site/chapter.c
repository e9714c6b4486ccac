/* A document's page, and the same document as it was written. */
#include "parts.h"

#include "../../theory/document/author.h"
#include "../markdown.h"

#include <string.h>

static void put_block(page *p, const segment *g)
{
    for (size_t i = g->first_item;
         i < g->first_item + g->item_count && i < p->s->rep->nres; i++)
        card_put(p, i);
}

/* The chapters before and behind this one. */
static void put_neighbours(page *p)
{
    const report *r = p->s->rep;
    text_buf *b = &p->body;
    size_t d = 0;
    while (d < r->ndocs && r->doc[d] != p->doc)
        d++;
    text_put(b, "<nav class=\"turn\" aria-label=\"Neighbouring chapters\">");
    for (int step = -1; step <= 1; step += 2) {
        if (step < 0 ? d == 0 : d + 1 >= r->ndocs)
            continue;
        const document *to = step < 0 ? r->doc[d - 1] : r->doc[d + 1];
        text_printf(b, "<a rel=\"%s\" href=\"", step < 0 ? "prev" : "next");
        markdown_target(b, to->stem);
        text_printf(b, ".html\"><span>%s</span> ",
                    step < 0 ? "Previous chapter" : "Next chapter");
        html_author(b, to->title);
        text_put(b, "</a>\n");
    }
    text_put(b, "</nav>\n");
}

void chapter_put(page *p)
{
    bool titled = strcmp(p->doc->title, p->doc->stem) != 0;
    p->level = 1;
    if (!titled) { /* no heading of the first level */
        text_put(&p->body, "<h1>");
        html_author(&p->body, p->doc->title);
        text_put(&p->body, "</h1>\n");
        p->titled = true;
    }
    passage_document(p, put_block);
    put_neighbours(p);
}

void chapter_source(page *p)
{
    text_buf *b = &p->body;
    const char *s = p->doc->source;
    text_put(b, "<h1>Source of <a href=\"../");
    markdown_target(b, p->doc->stem);
    text_put(b, ".html\">");
    html_path(b, p->doc);
    text_put(b, "</a></h1>\n");
    if (author_claims(s))
        text_put(b, "<p class=\"disown\">These are words of the document, not "
                    "of assay.</p>\n");
    text_put(b, "<pre class=\"source\" tabindex=\"0\" role=\"group\" "
                "aria-label=\"Lines of the source\">");
    for (size_t line = 1; *s != '\0'; line++) {
        size_t n = strcspn(s, "\n");
        text_printf(b, "<a id=\"L%zu\" href=\"#L%zu\">%zu</a> ", line, line,
                    line);
        html_lines(b, s, n);
        text_put(b, "\n");
        s += n + (s[n] == '\n');
    }
    text_put(b, "</pre>\n");
}
