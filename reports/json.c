#include "reports.h"

#include "outcome.h"
#include "provenance.h"
#include "weave.h"

#include <jansson.h>
#include <stdlib.h>

/* Every string of ours is UTF-8; one that is not becomes null, not a crash. */
static json_t *text(const char *s)
{
    json_t *j = s != NULL ? json_string(s) : NULL;
    return j != NULL ? j : json_null();
}

static json_t *count(size_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *ends(const enclosure *e)
{
    if (!weave_is_known(e))
        return json_null();
    json_t *o = json_object();
    json_object_set_new(o, "lo", text(e->lo));
    json_object_set_new(o, "hi", text(e->hi));
    return o;
}

static json_t *owned(char *s)
{
    json_t *j = text(s);
    free(s);
    return j;
}

static void set_item(json_t *o, const item *it)
{
    json_t *uses = json_array(), *cites = json_array();
    for (size_t i = 0; i < it->nuses; i++)
        json_array_append_new(uses, text(it->uses[i]));
    for (size_t i = 0; i < it->ncites; i++) {
        json_t *c = json_object();
        json_object_set_new(c, "key", text(it->cite[i].key));
        json_object_set_new(c, "label", text(it->cite[i].label));
        json_array_append_new(cites, c);
    }
    json_object_set_new(o, "id", text(it->id));
    json_object_set_new(o, "kind", text(item_kind_name(it->kind)));
    json_object_set_new(o, "title", text(it->title));
    json_object_set_new(o, "statement", owned(plain_item(it)));
    json_object_set_new(o, "latex", owned(typeset_item(it)));
    json_object_set_new(o, "file", text(it->pos.file));
    json_object_set_new(o, "line", json_integer(it->pos.line));
    json_object_set_new(o, "uses", uses);
    json_object_set_new(o, "cites", cites);
    json_object_set_new(o, "expected",
                        it->has_expect ? text(verdict_name(it->expect))
                                       : json_null());
}

static void set_evidence(json_t *o, const result *r)
{
    char share[32];
    json_object_set_new(o, "instances", count(r->instances));
    json_object_set_new(o, "uniform", json_boolean(r->uniform));
    json_object_set_new(o, "integers_as_reals",
                        json_boolean(r->integers_as_reals));
    json_object_set_new(o, "leaves", count(r->leaves));
    json_object_set_new(o, "depth", count(r->depth));
    json_object_set_new(o, "rules", text(r->rules));
    json_object_set_new(o, "certificate", text(r->cert_file));
    json_object_set_new(o, "hash", text(r->hash[0] != '\0' ? r->hash : NULL));
    json_object_set_new(o, "margin",
                        r->has_margin ? ends(&r->margin) : json_null());
    json_object_set_new(o, "margin_at", text(r->margin_at));
    json_object_set_new(o, "contact", json_boolean(r->contact));
    json_object_set_new(o, "witness", text(r->witness));
    json_object_set_new(o, "witness_margin", ends(&r->witness_margin));
    json_object_set_new(o, "difference_at", text(r->difference_at));
    json_object_set_new(o, "failing", count(r->failing));
    json_object_set_new(o, "boxes", count(r->boxes));
    json_object_set_new(o, "open", count(r->open));
    snprintf(share, sizeof share, "%.3g", r->open_share);
    json_object_set_new(o, "open_share", text(share));
    json_object_set_new(o, "worst", text(r->worst));
    json_object_set_new(o, "value", ends(&r->value));
    json_object_set_new(o, "attained", text(r->attained));
    json_object_set_new(o, "paper", ends(&r->paper));
    json_object_set_new(o, "slack", ends(&r->slack));
}

static json_t *row_of(const result *r, size_t row)
{
    json_t *o = json_object(), *labels = json_object(), *cells = json_array();
    for (size_t i = 0; i < r->nlabels; i++)
        json_object_set_new(labels, r->label_name[i],
                            text(r->row_label[row * r->nlabels + i]));
    for (size_t c = 0; c < r->ncells; c++) {
        const cell *k = &r->cells[row * r->ncells + c];
        json_array_append_new(cells, k->defined ? ends(&k->v) : json_null());
    }
    json_object_set_new(o, "at", labels);
    json_object_set_new(o, "cells", cells);
    return o;
}

static void set_rows(json_t *o, const result *r)
{
    item_kind k = r->it->kind;
    if (k == ITEM_TABLE || k == ITEM_FIGURE) {
        json_t *names = json_array(), *rows = json_array();
        for (size_t c = 0; c < r->it->ncols; c++)
            json_array_append_new(names, text(r->it->col[c].name));
        for (size_t row = 0; row < r->nrows; row++)
            json_array_append_new(rows, row_of(r, row));
        json_object_set_new(o, "columns", names);
        json_object_set_new(o, "rows", rows);
    } else if (k == ITEM_REGION) {
        json_object_set_new(o, "area_true", ends(&r->area_true));
        json_object_set_new(o, "area_false", ends(&r->area_false));
        json_object_set_new(o, "area_outside", ends(&r->area_outside));
        json_object_set_new(o, "area_open", ends(&r->area_open));
    }
}

static json_t *result_object(const result *r)
{
    json_t *o = json_object();
    set_item(o, r->it);
    json_object_set_new(o, "verdict", outcome_has_verdict(r)
                                          ? text(verdict_name(r->verdict))
                                          : json_null());
    json_object_set_new(o, "as_expected",
                        json_boolean(outcome_of(r) == OUTCOME_FINE));
    json_object_set_new(o, "fully_proved", json_boolean(r->fully_proved));
    json_object_set_new(o, "why", text(r->why));
    set_evidence(o, r);
    set_rows(o, r);
    return o;
}

static void put(text_buf *b, json_t *o)
{
    json_object_set_new(o, "assay", text(provenance_version()));
    char *s = json_dumps(o, JSON_SORT_KEYS | JSON_INDENT(2));
    text_put(b, s != NULL ? s : "null");
    text_put(b, "\n");
    free(s);
    json_decref(o);
}

void report_json_result(text_buf *b, const result *r)
{
    put(b, result_object(r));
}

void report_json_results(text_buf *b, const result *res, size_t n)
{
    static const char *const key[] = {
        [VERDICT_PROVED] = "proved",       [VERDICT_REFUTED] = "refuted",
        [VERDICT_UNDECIDED] = "undecided", [VERDICT_ENCLOSED] = "enclosed",
        [VERDICT_ASSUMED] = "assumed"};
    json_t *o = json_object(), *items = json_array(), *sum = json_object();
    outcome_counts c = outcome_count(res, n);
    for (size_t i = 0; i < n; i++)
        if (res[i].it->kind != ITEM_LET)
            json_array_append_new(items, result_object(&res[i]));
    for (int v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++)
        json_object_set_new(sum, key[v], count(c.by_verdict[v]));
    json_object_set_new(sum, "total", count(c.total));
    json_object_set_new(sum, "not_as_expected", count(c.unexpected));
    json_object_set_new(sum, "to_be_decided", count(c.undecided));
    json_object_set_new(o, "items", items);
    json_object_set_new(o, "summary", sum);
    put(b, o);
}

void report_json_value(text_buf *b, const char *expression,
                       const enclosure *v, const char *exact, long digits)
{
    json_t *o = json_object();
    json_object_set_new(o, "expression", text(expression));
    json_object_set_new(o, "lo", text(v->lo));
    json_object_set_new(o, "hi", text(v->hi));
    json_object_set_new(o, "exact", text(exact));
    json_object_set_new(o, "digits", json_integer(digits));
    put(b, o);
}
