/* The first page: what was found, before anything else. */
#include "parts.h"

#include "../markdown.h"
#include "../outcome.h"
#include "../provenance.h"
#include "../weave.h"

static void put_counts(text_buf *b, const report *r)
{
    outcome_counts c = outcome_count(r->res, r->nres);
    text_put(b, "<p class=\"sum\">");
    text_buf t = {0};
    outcome_say_counts(&t, &c);
    html_text(b, t.s);
    text_clear(&t);
    text_put(b, ".</p>\n<ul class=\"counts\">\n");
    for (verdict_kind v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++)
        if (c.by_verdict[v] > 0) {
            text_printf(b, "<li><a href=\"lists/verdicts.html#v:%s\">"
                           "<span class=\"number\">",
                        html_class(v));
            markdown_count(b, c.by_verdict[v]);
            text_put(b, "</span> ");
            html_badge(b, v);
            text_put(b, "</a></li>\n");
        }
    text_put(b, "</ul>\n");
}

static void put_unexpected(page *p)
{
    const report *r = p->s->rep;
    bool any = false;
    for (size_t i = 0; i < r->nres; i++) {
        if (outcome_of(&r->res[i]) == OUTCOME_FINE)
            continue;
        text_put(&p->body, any ? "" : "<h2>Not decided, or not as expected"
                                      "</h2>\n<ul class=\"alarm\">\n");
        any = true;
        text_put(&p->body, "<li>");
        html_badge(&p->body, r->res[i].verdict);
        text_put(&p->body, " ");
        html_link(&p->body, p, i);
        text_put(&p->body, " ");
        html_author(&p->body, r->res[i].it->title);
        text_put(&p->body, "</li>\n");
    }
    text_put(&p->body, any ? "</ul>\n" : "");
}

static void put_meanings(text_buf *b)
{
    static const struct {
        verdict_kind v;
        const char *means;
    } rows[] = {
        {VERDICT_PROVED, "true at every point of the stated domain; a "
                         "certificate was replayed by the checker"},
        {VERDICT_REFUTED, "false, or without a value, at the exact point "
                          "given"},
        {VERDICT_UNDECIDED, "neither, within the budget"},
        {VERDICT_ENCLOSED, "a number certified to lie between the ends given"},
        {VERDICT_ASSUMED, "used, but not checked here"},
    };
    text_put(b, "<h2>What the verdicts mean</h2>\n<dl class=\"meanings\">\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text_put(b, "<dt>");
        html_badge(b, rows[i].v);
        text_printf(b, "</dt><dd>%s</dd>\n", rows[i].means);
    }
    text_put(b, "</dl>\n<p>A number such as 0.10042(1) lies within one unit "
                "of its last digit; one without brackets is exact. "
                "“Margin” is by how much the claimed side wins, at "
                "the tightest place.</p>\n");
}

static void put_passage(page *p, void (*make)(text_buf *b, const report *r))
{
    text_buf t = {0};
    make(&t, p->s->rep);
    if (t.s != NULL)
        passage_put(p, t.s);
    text_clear(&t);
}

void overview_put(page *p)
{
    text_put(&p->body, "<h1>Audit of ");
    html_author(&p->body, p->s->title);
    text_put(&p->body, "</h1>\n");
    p->level = 1;
    p->titled = true;
    put_counts(&p->body, p->s->rep);
    put_unexpected(p);
    text_put(&p->body, "<section class=\"findings\">\n");
    put_passage(p, findings_put);
    text_put(&p->body, "</section>\n");
    put_meanings(&p->body);
    put_passage(p, provenance_put);
}
