/* What search and previews know of each statement: a script that a page loads
 * when it is first asked for, because pages from a disk cannot fetch. */
#include "parts.h"

#include "../../figures/label.h"
#include "../../theory/document/author.h"
#include "../outcome.h"
#include "../sentence.h"
#include "../weave.h"

#include <jansson.h>
#include <stdlib.h>

static void put(json_t *o, const char *key, const text_buf *b)
{
    json_object_set_new(o, key, json_string(b->s != NULL ? b->s : ""));
}

static void put_author(json_t *o, const char *key, const char *s)
{
    text_buf t = {0}, clean = {0};
    author_put(&t, s != NULL ? s : "");
    label_clean(&clean, t.s != NULL ? t.s : "", 0);
    put(o, key, &clean);
    text_clear(&t);
    text_clear(&clean);
}

/* "LiYan2024, Theorem 2; ..." */
static void put_citations(json_t *o, const item *it)
{
    text_buf b = {0};
    for (size_t i = 0; i < it->ncites; i++)
        text_printf(&b, "%s%s%s%s", i > 0 ? "; " : "", it->cite[i].key,
                    it->cite[i].label != NULL ? ", " : "",
                    it->cite[i].label != NULL ? it->cite[i].label : "");
    put_author(o, "cites", b.s);
    text_clear(&b);
}

static json_t *describe(const site *s, size_t i)
{
    const result *r = &s->rep->res[i];
    page top = {.s = s, .up = ""};
    text_buf href = {0}, why = {0};
    json_t *o = json_object();
    html_address(&href, &top, i);
    put(o, "to", &href);
    json_object_set_new(o, "id", json_string(r->it->id));
    json_object_set_new(o, "kind", json_string(item_kind_name(r->it->kind)));
    put_author(o, "title", r->it->kind == ITEM_LET ? r->it->comment
                                                   : r->it->title);
    put_citations(o, r->it);
    if (r->it->kind != ITEM_FIGURE) {
        char *tex = typeset_item(r->it);
        json_object_set_new(o, "tex", json_string(tex != NULL ? tex : ""));
        free(tex);
    }
    if (outcome_has_verdict(r)) {
        json_object_set_new(o, "verdict",
                            json_string(verdict_name(r->verdict)));
        json_object_set_new(o, "mark", json_string(outcome_mark(r->verdict)));
        sentence_brief(&why, r);
        put(o, "why", &why);
    }
    text_clear(&href);
    text_clear(&why);
    return o;
}

void statements_put(text_buf *b, const site *s)
{
    text_put(b, "window.assayStatements = [\n");
    for (size_t i = 0; i < s->rep->nres; i++) {
        json_t *o = describe(s, i);
        char *line = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS |
                                       JSON_ENSURE_ASCII);
        if (line != NULL)
            text_printf(b, "%s%s", i > 0 ? ",\n" : "", line);
        free(line);
        json_decref(o);
    }
    text_put(b, "\n];\n");
}
