/* Results as JSON: numbers are strings, evidence is sentences by label. */
#include "reports.h"

#include "../theory/document/author.h"
#include "outcome.h"
#include "provenance.h"
#include "sentence.h"
#include "weave.h"

#include <jansson.h>
#include <stdio.h>
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

/* A document's words, which are not to look like a verdict. */
static json_t *author(const char *s)
{
    text_buf b = {0};
    author_put(&b, s);
    json_t *j = s != NULL && b.s == NULL ? text("") : text(b.s);
    text_clear(&b);
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
    json_object_set_new(o, "title", author(it->title));
    json_object_set_new(o, "statement", owned(plain_item(it)));
    json_object_set_new(o, "latex", owned(typeset_item(it)));
    json_object_set_new(o, "file", text(it->pos.file));
    json_object_set_new(o, "line", json_integer(it->pos.line));
    json_object_set_new(o, "column", json_integer(it->pos.col));
    json_object_set_new(o, "uses", uses);
    json_object_set_new(o, "cites", cites);
    json_object_set_new(o, "expected",
                        it->has_expect ? text(verdict_name(it->expect))
                                       : json_null());
}

/* "x = 1/2, n = 3", values alone; null without coordinates. */
static json_t *place(const evidence_point *p)
{
    text_buf b = {0};
    sentence_point(&b, NULL, p);
    json_t *j = text(b.s);
    text_clear(&b);
    return j;
}

static json_t *rational(mpq_srcptr q)
{
    return owned(mpq_get_str(NULL, 10, q));
}

static void set_refutation(json_t *o, const result *r)
{
    const evidence_refutation *e = evidence_refuted(&r->found);
    bool differs = e != NULL && r->it->kind == ITEM_IDENTITY;
    json_object_set_new(o, "witness", e != NULL ? place(&e->at) : json_null());
    json_object_set_new(o, "witness_margin",
                        e != NULL ? ends(&e->margin) : json_null());
    json_object_set_new(o, "witness_undefined",
                        text(e != NULL ? e->undefined : NULL));
    if (e != NULL && e->is_mass)
        json_object_set_new(o, "witness_not_one", json_true());
    json_object_set_new(o, "difference_at",
                        differs ? place(&e->at) : json_null());
    json_object_set_new(o, "failing", count(e != NULL ? e->failing : 0));
}

static void set_constant(json_t *o, const result *r)
{
    const evidence_constant *c = evidence_best(&r->found);
    bool ends = c != NULL && !c->sharp;
    json_object_set_new(o, "attained", c != NULL && c->sharp ? place(&c->at)
                                                             : json_null());
    json_object_set_new(o, "proved_with",
                        ends ? rational(c->near) : json_null());
    json_object_set_new(o, "fails_beyond",
                        ends ? rational(c->far) : json_null());
    json_object_set_new(o, "fails_at",
                        c != NULL ? place(&c->at) : json_null());
    json_object_set_new(o, "exact", text(c != NULL ? c->form : NULL));
}

static void set_threshold(json_t *o, const result *r)
{
    const evidence_threshold *t = evidence_from(&r->found);
    if (r->it->kind != ITEM_THRESHOLD)
        return;
    json_object_set_new(o, "holds_from",
                        t != NULL ? rational(t->least) : json_null());
    json_object_set_new(o, "holds_at_once_from",
                        t != NULL ? rational(t->from) : json_null());
    json_object_set_new(o, "false_at_number", t != NULL && t->fails
                                                  ? rational(t->last)
                                                  : json_null());
    json_object_set_new(o, "false_at", t != NULL && t->fails ? place(&t->at)
                                                             : json_null());
}

static void set_paper(json_t *o, const evidence_paper *p)
{
    static const char *const standing[] = {
        [PAPER_NONE] = NULL,       [PAPER_UNKNOWN] = "unknown",
        [PAPER_BEST] = "best",     [PAPER_PROVED] = "proved",
        [PAPER_SHORT] = "not best", [PAPER_INSIDE] = "inside",
        [PAPER_FAILS] = "fails",   [PAPER_APART] = "not the root"};
    bool any = p != NULL;
    json_object_set_new(o, "paper", any ? ends(&p->ends) : json_null());
    json_object_set_new(o, "paper_written", text(any ? p->text : NULL));
    json_object_set_new(o, "paper_standing",
                        text(any ? standing[p->standing] : NULL));
    json_object_set_new(o, "slack", any ? ends(&p->slack) : json_null());
    json_object_set_new(o, "slack_exact", any && p->ratio_exact
                                              ? rational(p->ratio)
                                              : json_null());
}

/* The sentences by their labels, and the first of them as `why`. */
static void set_sentences(json_t *o, const result *r)
{
    sentences s;
    json_t *all = json_object();
    sentence_make(&s, r);
    for (size_t i = 0; i < s.n; i++)
        json_object_set_new(all, s.v[i].label, text(s.v[i].text));
    json_object_set_new(o, "why", text(sentence_find(&s, "evidence")));
    const char *worst = sentence_find(&s, "worst box");
    json_object_set_new(
        o, "worst",
        text(worst != NULL ? worst : sentence_find(&s, "first open")));
    json_object_set_new(o, "evidence", all);
    sentence_clear(&s);
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
    json_object_set_new(o, "excluded", count(r->excluded));
    json_object_set_new(o, "admitting", count(r->admitting));
    json_object_set_new(o, "empty", count(r->empty));
    json_object_set_new(o, "unknown", count(r->unknown));
    json_object_set_new(o, "margin", r->margin.known ? ends(&r->margin.ends)
                                                     : json_null());
    json_object_set_new(o, "margin_at",
                        r->margin.known ? place(&r->margin.at) : json_null());
    json_object_set_new(o, "contact", json_boolean(r->margin.contact));
    set_refutation(o, r);
    json_object_set_new(o, "boxes", count(r->boxes));
    json_object_set_new(o, "open", count(r->open));
    snprintf(share, sizeof share, "%.3g", r->open_share);
    json_object_set_new(o, "open_share", text(share));
    json_object_set_new(o, "value", ends(&r->value));
    set_constant(o, r);
    set_threshold(o, r);
    set_paper(o, evidence_of_paper(&r->found));
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

/* A string, as all numbers are that are not whole. */
static json_t *duration(double seconds)
{
    char s[40];
    snprintf(s, sizeof s, "%.3f", seconds);
    return json_string(s);
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
    json_object_set_new(o, "source",
                        text(r->source[0] != '\0' ? r->source : NULL));
    set_sentences(o, r);
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

/* One line, without its end. */
static void put_line(text_buf *b, json_t *o)
{
    char *s = json_dumps(o, JSON_SORT_KEYS);
    text_put(b, s != NULL ? s : "null");
    free(s);
    json_decref(o);
}

void report_json_item(text_buf *b, const result *r, double seconds,
                      const char *warning)
{
    json_t *o = result_object(r);
    json_object_set_new(o, "seconds", duration(seconds));
    json_object_set_new(o, "warning", text(warning));
    put_line(b, o);
}

static json_t *summary_of(const result *res, size_t n)
{
    static const char *const key[] = {
        [VERDICT_PROVED] = "proved",       [VERDICT_REFUTED] = "refuted",
        [VERDICT_UNDECIDED] = "undecided", [VERDICT_ENCLOSED] = "enclosed",
        [VERDICT_ASSUMED] = "assumed"};
    json_t *sum = json_object();
    outcome_counts c = outcome_count(res, n);
    for (int v = VERDICT_PROVED; v <= VERDICT_ASSUMED; v++)
        json_object_set_new(sum, key[v], count(c.by_verdict[v]));
    json_object_set_new(sum, "total", count(c.total));
    json_object_set_new(sum, "not_as_expected", count(c.unexpected));
    json_object_set_new(sum, "to_be_decided", count(c.undecided));
    return sum;
}

void report_json_summary(text_buf *b, const result *res, size_t n)
{
    put_line(b, summary_of(res, n));
}

void report_json_results(text_buf *b, const result *res, size_t n)
{
    json_t *o = json_object(), *items = json_array();
    for (size_t i = 0; i < n; i++)
        if (res[i].it->kind != ITEM_LET)
            json_array_append_new(items, result_object(&res[i]));
    json_object_set_new(o, "items", items);
    json_object_set_new(o, "summary", summary_of(res, n));
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
