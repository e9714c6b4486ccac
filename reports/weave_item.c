/* One item of a woven page: title, formula, verdict. */
#include "weave.h"

#include "../theory/document/author.h"
#include "decimal.h"
#include "markdown.h"
#include "outcome.h"
#include "sentence.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void weave_badge(text_buf *b, verdict_kind v)
{
    text_printf(b, "%s %s", outcome_mark(v), verdict_name(v));
}

static void put_math(text_buf *b, const item *it)
{
    char *tex = typeset_item(it);
    if (tex != NULL && *tex != '\0') {
        markdown_fence(b, "math", tex, strlen(tex));
        text_put(b, "\n");
    }
    free(tex);
}

/* Definitions are short: the anchor, the comment, the formula.  Of several
 * in a row only the first says what they are. */
static void put_let(text_buf *b, const item *it, bool first)
{
    text_put(b, "<a name=\"");
    markdown_target(b, it->id);
    text_put(b, "\"></a>\n");
    const char *note = it->comment != NULL ? it->comment : it->title;
    if (note != NULL && *note != '\0') {
        text_put(b, first ? "**Definition** (" : "(");
        markdown_author(b, note);
        text_put(b, first ? ").\n\n" : ")\n\n");
    } else {
        text_put(b, first ? "**Definition.**\n\n" : "\n");
    }
    put_math(b, it);
}

static void put_heading(text_buf *b, const item *it)
{
    const char *kind = item_kind_name(it->kind);
    text_put(b, "<a name=\"");
    markdown_target(b, it->id);
    text_printf(b, "\"></a>\n#### %c%s: ", toupper((unsigned char)kind[0]),
                kind + 1);
    markdown_author(b, it->title != NULL ? it->title : it->id);
    text_put(b, " · ");
    markdown_code(b, it->id);
    text_put(b, "\n\n");
}

void weave_number(text_buf *b, const result *r)
{
    if (!sentence_ends(b, r))
        decimal_show(b, &r->value, r->it->digits, DECIMAL_MARKDOWN);
}

static void put_verdict(text_buf *b, const result *r)
{
    text_put(b, "**");
    weave_badge(b, r->verdict);
    text_put(b, "**");
    if (weave_is_number(r)) {
        text_put(b, " **");
        if (r->it->unknown != NULL) {
            markdown_text(b, r->it->unknown);
            text_put(b, " = ");
        }
        weave_number(b, r);
        text_put(b, "**");
    }
    sentences s;
    sentence_make(&s, r);
    const char *why = sentence_find(&s, "evidence");
    if (why != NULL && !weave_folds_reason(r)) {
        text_put(b, " — ");
        markdown_text(b, why);
        text_put(b, ".");
    }
    sentence_clear(&s);
    text_put(b, "\n\n");
}

void weave_item(text_buf *b, const report *r, const document *from, size_t i,
                bool first)
{
    const result *res = &r->res[i];
    const item *it = res->it;
    if (it->kind == ITEM_LET) {
        put_let(b, it, first);
        return;
    }
    put_heading(b, it);
    if (it->kind != ITEM_FIGURE)
        put_math(b, it);
    if (outcome_has_verdict(res))
        put_verdict(b, res);
    weave_evidence(b, r, from, i);
    if (it->kind == ITEM_TABLE)
        weave_table(b, r->prog, res);
    if (it->kind == ITEM_FIGURE || it->kind == ITEM_REGION)
        weave_figure(b, res);
}
