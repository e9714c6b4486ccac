/* The indexes: by verdict, by the paper's label, constants, the graph, the
 * bibliography. */
#include "parts.h"

#include "../../numerics/base/memory.h"
#include "../graph.h"
#include "../markdown.h"
#include "../outcome.h"
#include "../references.h"
#include "../sentence.h"
#include "../weave.h"

#include <stdlib.h>
#include <string.h>

static void begin(page *p, const char *title)
{
    text_printf(&p->body, "<h1>%s</h1>\n", title);
    p->level = 1;
    p->titled = true;
}

/* What stands below a part's own heading, in place of which is the page's. */
static const char *below_heading(const char *markdown)
{
    const char *s = strncmp(markdown, "## ", 3) == 0 ? strchr(markdown, '\n')
                                                     : NULL;
    return s != NULL ? s : markdown;
}

static void put_entry(page *p, size_t i, bool badge)
{
    const result *r = &p->s->rep->res[i];
    text_buf *b = &p->body, words = {0};
    text_put(b, "<li>");
    if (badge) {
        html_badge(b, r->verdict);
        text_put(b, " ");
    }
    html_link(b, p, i);
    text_put(b, " ");
    html_author(b, r->it->title);
    sentence_brief(&words, r);
    if (words.len > 0) {
        text_put(b, " <span class=\"quiet\">");
        html_text(b, words.s);
        text_put(b, "</span>");
    }
    text_clear(&words);
    text_put(b, "</li>\n");
}

/* ---- by verdict ------------------------------------------------------------- */

void lists_verdicts(page *p)
{
    static const verdict_kind order[] = {
        VERDICT_REFUTED, VERDICT_UNDECIDED, VERDICT_ENCLOSED, VERDICT_ASSUMED,
        VERDICT_PROVED};
    const report *r = p->s->rep;
    begin(p, "All statements, by verdict");
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        bool any = false;
        for (size_t i = 0; i < r->nres; i++) {
            if (!outcome_has_verdict(&r->res[i]) ||
                r->res[i].verdict != order[k])
                continue;
            if (!any) {
                text_printf(&p->body, "<h2 id=\"v:%s\">",
                            html_class(order[k]));
                html_badge(&p->body, order[k]);
                text_put(&p->body, "</h2>\n<ul class=\"index\">\n");
            }
            any = true;
            put_entry(p, i, false);
        }
        text_put(&p->body, any ? "</ul>\n" : "");
    }
}

/* ---- by label --------------------------------------------------------------- */

typedef struct {
    const citation *cite;
    size_t item;
} cited;

static const char *label_of(const cited *c)
{
    return c->cite->label != NULL ? c->cite->label : "";
}

static int by_label(const void *a, const void *b)
{
    const cited *x = a, *y = b;
    int order = strcmp(x->cite->key, y->cite->key);
    if (order == 0)
        order = strcmp(label_of(x), label_of(y));
    return order != 0 ? order : x->item < y->item ? -1 : x->item > y->item;
}

static void put_label(page *p, const cited *c)
{
    text_put(&p->body, "<h2><a href=\"references.html#ref-");
    markdown_target(&p->body, c->cite->key);
    text_put(&p->body, "\">");
    html_text(&p->body, c->cite->key);
    text_put(&p->body, "</a>");
    if (label_of(c)[0] != '\0') {
        text_put(&p->body, ", ");
        html_author(&p->body, label_of(c));
    }
    text_put(&p->body, "</h2>\n<ul class=\"index\">\n");
}

static void put_labels(page *p)
{
    const report *r = p->s->rep;
    size_t n = 0;
    for (size_t i = 0; i < r->nres; i++)
        n += r->res[i].it->ncites;
    cited *all = xcalloc(n + 1, sizeof *all);
    n = 0;
    for (size_t i = 0; i < r->nres; i++)
        for (size_t k = 0; k < r->res[i].it->ncites; k++)
            all[n++] = (cited){&r->res[i].it->cite[k], i};
    qsort(all, n, sizeof *all, by_label);
    for (size_t k = 0; k < n; k++) {
        bool first = k == 0 || strcmp(all[k - 1].cite->key,
                                      all[k].cite->key) != 0 ||
                     strcmp(label_of(&all[k - 1]), label_of(&all[k])) != 0;
        if (first) {
            text_put(&p->body, k > 0 ? "</ul>\n" : "");
            put_label(p, &all[k]);
        }
        put_entry(p, all[k].item, outcome_has_verdict(&r->res[all[k].item]));
    }
    text_put(&p->body, n > 0 ? "</ul>\n" : "<p>No statement cites a "
                                           "paper.</p>\n");
    free(all);
}

/* The report has given the warnings; here only what fails is news. */
static bool put_part(page *p, text_buf *part, text_buf *said, bool ok,
                     text_buf *err)
{
    if (ok && part->s != NULL)
        passage_put(p, below_heading(part->s));
    if (!ok && said->s != NULL)
        text_put(err, said->s);
    text_clear(part);
    text_clear(said);
    return ok;
}

bool lists_labels(page *p, text_buf *err)
{
    text_buf t = {0}, said = {0};
    begin(p, "Coverage, and the paper’s labels");
    bool ok = references_coverage(&t, p->s->rep, &said);
    text_put(&p->body, "<div class=\"labels\">\n");
    ok = put_part(p, &t, &said, ok, err);
    text_put(&p->body, "</div>\n");
    put_labels(p);
    return ok;
}

/* ---- constants -------------------------------------------------------------- */

void lists_constants(page *p)
{
    text_buf t = {0};
    begin(p, "Audit of the constants");
    report_summary_constants(&t, p->s->rep);
    text_put(&p->body, "<div class=\"constants\">\n");
    if (t.s != NULL)
        passage_put(p, below_heading(t.s));
    else
        text_put(&p->body, "<p>No constant and no root is asked for.</p>\n");
    text_put(&p->body, "</div>\n");
    text_clear(&t);
}

/* ---- the graph --------------------------------------------------------------- */

bool lists_graph(page *p, text_buf *err)
{
    const report *r = p->s->rep;
    char **href = xcalloc(r->nres + 1, sizeof *href);
    text_buf svg = {0};
    begin(p, "What rests on what");
    for (size_t i = 0; i < r->nres; i++) {
        text_buf to = {0};
        html_address(&to, p, i);
        href[i] = text_take(&to);
    }
    figure_status st = graph_draw(&svg, r, (const char *const *)href, err);
    const char *from = svg.s != NULL ? strstr(svg.s, "<svg") : NULL;
    if (st == FIGURE_DRAWN && from != NULL)
        text_printf(&p->body, "<p>An arrow goes from a statement to those that "
                    "use it; a box leads to its statement. Shape, mark and "
                    "colour give the verdict. Items that neither use nor are "
                    "used are left out.</p>\n<div class=\"scroll graph\" "
                    "role=\"group\" tabindex=\"0\" aria-label=\"Graph of the "
                    "statements\">%s</div>\n", from);
    else
        text_put(&p->body, "<p>The graph could not be drawn.</p>\n");
    for (size_t i = 0; i < r->nres; i++)
        free(href[i]);
    free(href);
    text_clear(&svg);
    return st != FIGURE_NO_PROGRAM;
}

/* ---- the bibliography ---------------------------------------------------------- */

bool lists_references(page *p, text_buf *err)
{
    text_buf t = {0}, said = {0};
    size_t warnings;
    begin(p, "Bibliography");
    bool ok = references_bibliography(&t, p->s->rep, &warnings, &said);
    return put_part(p, &t, &said, ok, err);
}
