/* One statement: what it says, its verdict, and, folded, why. */
#include "parts.h"

#include "../../numerics/base/memory.h"
#include "../../figures/figures.h"
#include "../../figures/label.h"
#include "../markdown.h"
#include "../outcome.h"
#include "../sentence.h"
#include "../weave.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_LISTED = 60 /* of what a statement rests on; the graph has all */
};

static void put_math(text_buf *b, const item *it)
{
    char *tex = typeset_item(it);
    if (tex != NULL && *tex != '\0') {
        text_put(b, "<div class=\"math\">");
        html_lines(b, tex, strlen(tex));
        text_put(b, "</div>\n");
    }
    free(tex);
}

static void put_let(text_buf *b, const item *it)
{
    const char *note = it->comment != NULL ? it->comment : it->title;
    text_put(b, "<div class=\"let\" id=\"");
    html_text(b, it->id);
    text_put(b, "\"><p><span class=\"kind\">Definition</span> <a class=\"self\" "
                "href=\"#");
    markdown_target(b, it->id);
    text_put(b, "\"><code>");
    html_text(b, it->id);
    text_put(b, "</code></a> ");
    html_author(b, note);
    text_put(b, "</p>\n");
    put_math(b, it);
    text_put(b, "</div>\n");
}

static void put_heading(page *p, const item *it)
{
    text_buf *b = &p->body;
    const char *kind = item_kind_name(it->kind);
    int level = p->level < 6 ? p->level + 1 : 6;
    text_printf(b, "<header><p><span class=\"kind\">%c%s</span> <a "
                "class=\"self\" href=\"#", toupper((unsigned char)kind[0]),
                kind + 1);
    markdown_target(b, it->id);
    text_put(b, "\"><code>");
    html_text(b, it->id);
    text_printf(b, "</code></a></p>\n<h%d id=\"t:", level);
    html_text(b, it->id);
    text_put(b, "\">");
    html_author(b, it->title != NULL ? it->title : it->id);
    text_printf(b, "</h%d></header>\n", level);
}

/* ---- the verdict ------------------------------------------------------------- */

static void put_value(text_buf *b, const result *r)
{
    text_buf t = {0};
    if (!weave_is_number(r))
        return;
    text_put(b, " <b>");
    if (r->it->unknown != NULL) {
        html_text(b, r->it->unknown);
        text_put(b, " = ");
    }
    weave_number(&t, r);
    html_text(b, t.s);
    text_put(b, "</b>");
    text_clear(&t);
}

static void put_verdict(text_buf *b, const result *r, const sentences *s)
{
    const char *why = sentence_find(s, "evidence");
    text_put(b, "<p class=\"verdict\">");
    html_badge(b, r->verdict);
    put_value(b, r);
    if (why != NULL) {
        text_put(b, " ");
        html_text(b, why);
        text_put(b, ".");
    }
    text_put(b, "</p>\n");
    if (outcome_of(r) == OUTCOME_UNEXPECTED)
        text_printf(b, "<p class=\"alarm\"><strong>Not as expected:</strong> "
                    "%s was expected.</p>\n",
                    verdict_name(r->it->has_expect ? r->it->expect
                                                   : VERDICT_PROVED));
    else if (r->it->has_expect && r->verdict != VERDICT_PROVED)
        text_put(b, "<p class=\"quiet\">This verdict is the expected "
                    "finding.</p>\n");
}

/* ---- what it rests on ---------------------------------------------------------- */

static void put_list(page *p, const char *words, const bool *in, size_t n)
{
    text_buf *b = &p->body;
    size_t shown = 0;
    text_printf(b, "<p class=\"net\">%s ", words);
    for (size_t k = 0; k < p->s->rep->nres && shown < MAX_LISTED; k++)
        if (in[k]) {
            text_put(b, shown++ > 0 ? ", " : "");
            html_link(b, p, k);
        }
    if (shown < n)
        text_printf(b, ", and %zu more", n - shown);
    text_put(b, ".</p>\n");
}

/* First what stands in its own `uses`, then what these bring with them. */
static void put_net(page *p, size_t i)
{
    const site *s = p->s;
    size_t n = s->rep->nres, direct = 0;
    bool *in = xcalloc(n + 1, sizeof *in), *own = xcalloc(n + 1, sizeof *own);
    size_t all = net_reach(&s->uses, n, i, in);
    for (size_t k = 0; k < n; k++)
        if (in[k] && net_has(&s->uses, i, k)) {
            own[k] = true;
            in[k] = false;
            direct++;
        }
    if (direct > 0)
        put_list(p, "Uses", own, direct);
    if (all > direct)
        put_list(p, "Rests, through these, on", in, all - direct);
    all = net_reach(&s->used_by, n, i, in);
    if (all > 0)
        put_list(p, "On it rest", in, all);
    free(own);
    free(in);
}

/* ---- evidence, folded ------------------------------------------------------------ */

static void put_term(text_buf *b, const char *label, const char *text)
{
    text_printf(b, "<dt>%c%s</dt><dd>", toupper((unsigned char)label[0]),
                label + 1);
    html_text(b, text);
    text_put(b, ".</dd>\n");
}

static void put_sentences(text_buf *b, const result *r, const sentences *s)
{
    text_buf words = {0};
    bool any = false;
    sentence_certificate(&words, r);
    for (size_t i = 0; i < s->n; i++) {
        if (strcmp(s->v[i].label, "evidence") == 0 && outcome_has_verdict(r))
            continue;
        text_put(b, any ? "" : "<dl>\n");
        any = true;
        put_term(b, s->v[i].label, s->v[i].text);
    }
    if (words.len > 0) {
        text_put(b, any ? "" : "<dl>\n");
        any = true;
        put_term(b, "certificate", words.s);
    }
    text_put(b, any ? "</dl>\n" : "");
    text_clear(&words);
}

static void put_source(text_buf *b, const item *it)
{
    text_put(b, "<pre class=\"code\" tabindex=\"0\" role=\"group\" "
                "aria-label=\"Source\"><code>");
    html_lines(b, it->text, it->text_len);
    text_put(b, "</code></pre>\n");
}

static void put_fold(page *p, size_t i, const sentences *s)
{
    const result *r = &p->s->rep->res[i];
    text_buf *b = &p->body, standing = {0};
    text_put(b, "<details><summary>Evidence and source</summary>\n");
    put_sentences(b, r, s);
    sentence_standing(&standing, r);
    if (standing.len > 0) {
        text_put(b, "<p class=\"net\">Of what it uses: ");
        html_text(b, standing.s);
        text_put(b, ".</p>\n");
    }
    text_clear(&standing);
    put_net(p, i);
    put_source(b, r->it);
    text_put(b, "</details>\n");
}

/* ---- one click away ------------------------------------------------------------- */

static void put_citations(page *p, const item *it)
{
    text_buf *b = &p->body;
    for (size_t i = 0; i < it->ncites; i++) {
        const citation *c = &it->cite[i];
        if (i == 0)
            text_printf(b, "<li>%s ", outcome_of_sources(it));
        else
            text_put(b, "; ");
        text_put(b, "<a href=\"lists/references.html#ref-");
        markdown_target(b, c->key);
        text_put(b, "\">");
        html_text(b, c->key);
        text_put(b, "</a>");
        if (c->label != NULL && c->label[0] != '\0') {
            text_put(b, ", ");
            html_author(b, c->label);
        }
    }
    text_put(b, it->ncites > 0 ? "</li>\n" : "");
}

static void put_links(page *p, const result *r)
{
    text_buf *b = &p->body;
    text_put(b, "<ul class=\"links\">\n");
    put_citations(p, r->it);
    if (p->doc != NULL) {
        text_put(b, "<li><a href=\"source/");
        markdown_target(b, p->doc->stem);
        text_printf(b, ".html#L%d\">Source, line %d</a></li>\n",
                    r->it->pos.line, r->it->pos.line);
    }
    if (r->cert_file != NULL && r->cert_file[0] != '\0') {
        text_put(b, "<li><a href=\"certificates/");
        markdown_target(b, r->cert_file);
        text_put(b, ".txt\">Certificate</a></li>\n");
    }
    text_put(b, "</ul>\n");
}

/* ---- pictures and tables --------------------------------------------------------- */

static void put_picture(page *p, size_t i)
{
    const result *r = &p->s->rep->res[i];
    text_buf *b = &p->body;
    if (figure_is_empty(r)) {
        text_put(b, "<p>Nothing to draw: no value of this figure is defined, "
                    "or none fits its axes.</p>\n");
        return;
    }
    text_put(b, "<figure>");
    if (p->s->drawn[i]) {
        text_put(b, "<div class=\"scroll picture\" role=\"group\" "
                    "tabindex=\"0\" aria-label=\"Picture\"><img "
                    "loading=\"lazy\" src=\"figures/");
        markdown_target(b, r->it->id);
        text_put(b, ".svg\" alt=\"");
        html_author(b, r->it->title != NULL ? r->it->title : r->it->id);
        text_put(b, "\" /></div>\n");
    }
    text_put(b, "<figcaption>");
    text_put(b, r->it->kind == ITEM_REGION
                    ? "Hatched areas are certified; what is open may go "
                      "either way. "
                    : "Drawn from certified values. ");
    text_put(b, "<a href=\"figures/");
    markdown_target(b, r->it->id);
    text_put(b, ".csv\">Data (CSV)</a></figcaption></figure>\n");
}

static void put_table(page *p, const result *r)
{
    text_buf t = {0};
    weave_table(&t, p->s->rep->prog, r);
    passage_put(p, t.s);
    text_clear(&t);
}

void card_put(page *p, size_t i)
{
    const result *r = &p->s->rep->res[i];
    text_buf *b = &p->body;
    sentences s = {NULL, 0};
    if (r->it->kind == ITEM_LET) {
        put_let(b, r->it);
        return;
    }
    sentence_make(&s, r);
    text_printf(b, "<article class=\"card %s\" id=\"", html_class(r->verdict));
    html_text(b, r->it->id);
    text_put(b, "\" aria-labelledby=\"t:");
    html_text(b, r->it->id);
    text_put(b, "\">\n");
    put_heading(p, r->it);
    if (r->it->kind != ITEM_FIGURE)
        put_math(b, r->it);
    if (outcome_has_verdict(r))
        put_verdict(b, r, &s);
    if (r->it->kind == ITEM_TABLE)
        put_table(p, r);
    if (r->it->kind == ITEM_FIGURE || r->it->kind == ITEM_REGION)
        put_picture(p, i);
    put_links(p, r);
    put_fold(p, i, &s);
    text_put(b, "</article>\n");
    sentence_clear(&s);
}
