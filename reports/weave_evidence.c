/* The bullets under a verdict: sentences of reports/sentence.c, with links. */
#include "weave.h"

#include "../numerics/base/memory.h"
#include "../theory/document/author.h"
#include "decimal.h"
#include "markdown.h"
#include "outcome.h"
#include "rests.h"
#include "sentence.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_TREE = 20 /* levels that are shown of what rests on what */
};

bool weave_is_known(const enclosure *e)
{
    return e->lo != NULL && e->hi != NULL && *e->lo != '\0' && *e->hi != '\0';
}

/* A region's value repeats its areas, which are shown by themselves. */
bool weave_is_number(const result *r)
{
    return r->verdict == VERDICT_ENCLOSED && r->it->kind != ITEM_REGION &&
           weave_is_known(&r->value);
}

static bool is_set(const char *s)
{
    return s != NULL && *s != '\0';
}

static void put_expectation(text_buf *b, const result *r)
{
    outcome o = outcome_of(r);
    if (o == OUTCOME_UNEXPECTED)
        text_printf(b, "- **Not as expected:** %s was expected.\n",
                    r->it->has_expect ? verdict_name(r->it->expect)
                                      : verdict_name(VERDICT_PROVED));
    else if (r->it->has_expect && r->verdict != VERDICT_PROVED)
        text_put(b, "- This verdict is the expected finding.\n");
}

/* "- Margin: at least 0.1." */
static void put_bullet(text_buf *b, const sentence *s)
{
    text_printf(b, "- %c%s: ", toupper((unsigned char)s->label[0]),
                s->label + 1);
    markdown_text(b, s->text);
    text_put(b, ".\n");
}

/* That a domain is not empty is an answer where part of it is, or may be;
 * elsewhere it is a matter for the record. */
static bool folds_witness(const result *r)
{
    return r->admitting > 0 && r->empty + r->unknown == 0;
}

/* The first sentence stands beside the verdict, where there is one. */
static void put_sentences(text_buf *b, const result *r)
{
    sentences s;
    sentence_make(&s, r);
    for (size_t i = 0; i < s.n; i++)
        if (strcmp(s.v[i].label, "evidence") == 0 ? !outcome_has_verdict(r)
            : strcmp(s.v[i].label, "not empty") == 0 ? !folds_witness(r)
                                                      : true)
            put_bullet(b, &s.v[i]);
    sentence_clear(&s);
}

static void put_sources(text_buf *b, const result *r)
{
    for (size_t i = 0; i < r->it->ncites; i++) {
        const citation *c = &r->it->cite[i];
        if (i == 0)
            text_printf(b, "- %s: [", outcome_of_sources(r->it));
        else
            text_put(b, "; [");
        markdown_text(b, c->key);
        text_put(b, "](README.md#ref-");
        markdown_target(b, c->key);
        text_put(b, ")");
        if (is_set(c->label)) {
            text_put(b, ", ");
            markdown_author(b, c->label);
        }
    }
    if (r->it->ncites > 0)
        text_put(b, ".\n");
}

static void put_uses(text_buf *b, const report *rep, const document *from,
                     const result *r)
{
    if (r->it->nuses == 0)
        return;
    for (size_t i = 0; i < r->it->nuses; i++) {
        size_t k;
        text_put(b, i == 0 ? "- Uses: " : ", ");
        if (weave_find(rep, r->it->uses[i], &k)) {
            if (outcome_has_verdict(&rep->res[k]))
                text_printf(b, "%s ", outcome_mark(rep->res[k].verdict));
            weave_link(b, rep, from, k);
        } else {
            markdown_code(b, r->it->uses[i]);
        }
    }
    text_buf standing = {0};
    sentence_standing(&standing, r);
    if (standing.len > 0)
        text_printf(b, "; %s", standing.s);
    text_clear(&standing);
    text_put(b, ".\n");
}

/* Does the proof of one of the statements that item i uses use others? */
static bool is_deep(const report *rep, size_t i)
{
    const item *it = rep->res[i].it;
    for (size_t u = 0; u < it->nuses; u++) {
        size_t k;
        if (weave_find(rep, it->uses[u], &k) && rep->res[k].it->nuses > 0)
            return true;
    }
    return false;
}

/* The tree behind item i, each statement's own branch once. */
static void put_branch(text_buf *b, const report *rep, const document *from,
                       size_t i, bool *shown, int depth)
{
    const item *it = rep->res[i].it;
    for (size_t u = 0; u < it->nuses; u++) {
        size_t k;
        if (!weave_find(rep, it->uses[u], &k))
            continue;
        text_printf(b, "%*s- ", 2 * depth, "");
        if (outcome_has_verdict(&rep->res[k]))
            text_printf(b, "%s ", outcome_mark(rep->res[k].verdict));
        weave_link(b, rep, from, k);
        bool more = rep->res[k].it->nuses > 0;
        text_put(b, more && shown[k] ? ", as above\n" : "\n");
        if (more && !shown[k] && depth < MAX_TREE)
            put_branch(b, rep, from, k, shown, depth + 1);
        shown[k] = true;
    }
}

/* "- Rests on 7 statements, all proved; assumed: nothing.", and the tree of a
 * proof that says what it uses. */
static void put_rests(text_buf *b, const report *rep, const document *from,
                      size_t i)
{
    text_buf line = {0};
    if (rep->res[i].it->nby > 0)
        rests_sentence(&line, rep->prog, rep->res, i);
    if (line.len > 0) {
        text_printf(b, "- %c", toupper((unsigned char)line.s[0]));
        markdown_text(b, line.s + 1);
        text_put(b, is_deep(rep, i) ? ":\n" : ".\n");
    }
    if (line.len > 0 && is_deep(rep, i)) {
        bool *shown = xcalloc(rep->nres + 1, sizeof *shown);
        put_branch(b, rep, from, i, shown, 1);
        free(shown);
    }
    text_clear(&line);
}

void weave_evidence(text_buf *b, const report *rep, const document *from,
                    size_t i)
{
    const result *r = &rep->res[i];
    size_t before = b->len;
    put_expectation(b, r);
    put_sentences(b, r);
    put_sources(b, r);
    put_uses(b, rep, from, r);
    put_rests(b, rep, from, i);
    if (b->len > before)
        text_put(b, "\n");
}

bool weave_folds_reason(const result *r)
{
    return r->it->kind == ITEM_IDENTITY && r->verdict == VERDICT_PROVED;
}

static void put_certificate(text_buf *b, const result *r, const char *words)
{
    text_put(b, "certificate ");
    if (is_set(r->cert_file)) {
        text_put(b, "[");
        markdown_code(b, r->cert_file);
        text_put(b, "](certificates/");
        markdown_target(b, r->cert_file);
        text_put(b, is_set(words) ? "), " : ")");
    }
    if (is_set(words))
        markdown_text(b, words);
    text_put(b, ".");
}

/* ": one; other", of those that are not NULL. */
static void put_clauses(text_buf *b, const char *const *s, size_t n)
{
    const char *sep = ": ";
    for (size_t i = 0; i < n; i++) {
        if (s[i] == NULL)
            continue;
        text_put(b, sep);
        markdown_text(b, s[i]);
        sep = "; ";
    }
}

void weave_folded(text_buf *b, const report *rep, size_t i)
{
    const result *r = &rep->res[i];
    text_buf words = {0};
    sentences s;
    sentence_make(&s, r);
    const char *why[] = {
        weave_folds_reason(r) ? sentence_find(&s, "evidence") : NULL,
        folds_witness(r) ? sentence_find(&s, "not empty") : NULL};
    sentence_certificate(&words, r);
    bool certificate = words.len > 0 || is_set(r->cert_file);
    if (why[0] != NULL || why[1] != NULL || certificate) {
        text_put(b, "- ");
        markdown_code(b, r->it->id);
        put_clauses(b, why, 2);
        text_put(b, certificate ? "" : ".");
        if (certificate) {
            text_put(b, why[0] != NULL || why[1] != NULL ? "; " : ": ");
            put_certificate(b, r, words.s);
        }
        text_put(b, "\n");
    }
    sentence_clear(&s);
    text_clear(&words);
}

void weave_brief(text_buf *b, const result *r)
{
    text_buf words = {0};
    sentence_brief(&words, r);
    if (words.len > 0)
        markdown_text(b, words.s);
    text_clear(&words);
}
