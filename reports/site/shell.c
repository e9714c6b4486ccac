/* What stands around each page: head, bar, chapters, foot. */
#include "parts.h"

#include "../markdown.h"
#include "../outcome.h"
#include "../provenance.h"
#include "../weave.h"

#include <string.h>

static void put_head(text_buf *b, const page *p, const char *title)
{
    text_put(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
                "<meta charset=\"utf-8\" />\n"
                "<meta name=\"viewport\" content=\"width=device-width, "
                "initial-scale=1\" />\n"
                /* nothing is loaded from elsewhere, whatever a document says */
                "<meta http-equiv=\"Content-Security-Policy\" "
                "content=\"default-src 'none'; script-src 'self' file:; "
                "style-src 'self' file: 'unsafe-inline'; "
                "img-src 'self' file: data:; font-src 'self' file:; "
                "base-uri 'none'; form-action 'none'\" />\n<title>");
    html_author(b, title);
    text_put(b, " · audit of ");
    html_author(b, p->s->title);
    text_put(b, "</title>\n");
    if (p->s->typeset)
        text_printf(b, "<link rel=\"stylesheet\" "
                       "href=\"%skatex/katex.min.css\" />\n", p->up);
    text_printf(b, "<link rel=\"stylesheet\" href=\"%ssite.css\" />\n"
                   "<script src=\"%ssite.js\"></script>\n", p->up, p->up);
    if (p->s->typeset && !p->set)
        text_printf(b, "<script defer=\"defer\" "
                       "src=\"%skatex/katex.min.js\"></script>\n", p->up);
    text_put(b, "</head>\n");
}

static void put_bar(text_buf *b, const page *p)
{
    const site *s = p->s;
    text_printf(b, "<body data-up=\"%s\"%s>\n"
                   "<a class=\"skip\" href=\"#a:main\">Skip to the text</a>\n"
                   "<header class=\"bar\">\n<a class=\"home\" "
                   "href=\"%sindex.html\">",
                p->up, s->typeset ? " data-katex=\"katex/katex.min.js\"" : "",
                p->up);
    html_author(b, s->title);
    text_put(b, "</a>\n<nav aria-label=\"Indexes\"><ul>\n");
    if (s->has_above)
        text_printf(b, "<li><a href=\"%s../index.html\">All papers</a></li>\n",
                    p->up);
    text_printf(b, "<li><a href=\"%sindex.html\">Findings</a></li>\n"
                   "<li><a href=\"%slists/verdicts.html\">Verdicts</a></li>\n"
                   "<li><a href=\"%slists/labels.html\">Labels</a></li>\n"
                   "<li><a href=\"%slists/constants.html\">Constants</a></li>\n",
                p->up, p->up, p->up, p->up);
    if (s->has_graph)
        text_printf(b, "<li><a href=\"%slists/graph.html\">Graph</a></li>\n",
                    p->up);
    text_put(b, "<li><a href=\"#a:contents\">Chapters</a></li>\n</ul></nav>\n"
                "<div class=\"search\" role=\"search\" hidden=\"hidden\">"
                "<input type=\"search\" id=\"a:query\" "
                "aria-label=\"Search the statements\" "
                "placeholder=\"Search ( / )\" autocomplete=\"off\" "
                "spellcheck=\"false\" role=\"combobox\" "
                "aria-expanded=\"false\" aria-autocomplete=\"list\" "
                "aria-controls=\"a:hits\" />"
                "<ul id=\"a:hits\" role=\"listbox\" "
                "aria-label=\"Statements found\" hidden=\"hidden\"></ul>"
                "</div>\n<button type=\"button\" id=\"a:theme\" "
                "aria-label=\"Dark colours\" aria-pressed=\"false\" "
                "hidden=\"hidden\">◐</button>\n</header>\n");
}

/* "✔ 12 ✘ 3" of one chapter. */
static void put_tally(text_buf *b, const report *r, const document *d)
{
    size_t n[VERDICT_ASSUMED + 1] = {0};
    for (size_t s = 0; s < d->nseg; s++)
        for (size_t i = d->seg[s].first_item;
             i < d->seg[s].first_item + d->seg[s].item_count && i < r->nres;
             i++)
            if (outcome_has_verdict(&r->res[i]))
                n[r->res[i].verdict]++;
    text_put(b, "<span class=\"tally\">");
    for (verdict_kind v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++)
        if (n[v] > 0)
            text_printf(b, " <span class=\"mark %s\" title=\"%s\">%s %zu"
                           "</span>", html_class(v), verdict_name(v),
                        outcome_mark(v), n[v]);
    text_put(b, "</span>");
}

static void put_contents(text_buf *b, const page *p)
{
    const report *r = p->s->rep;
    text_put(b, "<nav class=\"contents\" id=\"a:contents\" "
                "aria-label=\"Chapters\">\n<ol>\n");
    for (size_t d = 0; d < r->ndocs; d++) {
        bool here = r->doc[d] == p->doc && p->up[0] == '\0';
        text_printf(b, "<li><a href=\"%s", p->up);
        markdown_target(b, r->doc[d]->stem);
        text_printf(b, ".html\"%s>", here ? " aria-current=\"page\"" : "");
        html_author(b, r->doc[d]->title);
        text_put(b, "</a>");
        put_tally(b, r, r->doc[d]);
        if (here && p->toc.len > 0)
            text_printf(b, "\n<ol class=\"sections\">\n%s</ol>\n", p->toc.s);
        text_put(b, "</li>\n");
    }
    text_put(b, "</ol>\n</nav>\n");
}

void shell_put(text_buf *b, const page *p, const char *title)
{
    put_head(b, p, title);
    put_bar(b, p);
    text_put(b, "<div class=\"frame\">\n<main id=\"a:main\">\n");
    text_put(b, p->body.s != NULL ? p->body.s : "");
    text_put(b, "</main>\n");
    put_contents(b, p);
    text_printf(b, "</div>\n<footer><p>Made by assay %s. Verdicts are "
                   "computed from evidence; prose is the documents'."
                   "</p></footer>\n</body>\n</html>\n", provenance_version());
}
