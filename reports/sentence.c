/* Evidence in English.  See sentence.h. */
#include "sentence.h"

#include "../numerics/base/memory.h"
#include "../theory/document/author.h"
#include "decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MARGIN_DIGITS = 8
};

/* ---- lists -------------------------------------------------------------- */

/* What b holds, if anything, becomes the next sentence; b is empty again. */
void sentence_add(sentences *s, const char *label, text_buf *b)
{
    if (b->len == 0)
        return;
    s->v = xrealloc(s->v, (s->n + 1) * sizeof *s->v);
    s->v[s->n].label = label;
    s->v[s->n++].text = text_take(b);
}

void sentence_clear(sentences *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->v[i].text);
    free(s->v);
    *s = (sentences){NULL, 0};
}

const char *sentence_find(const sentences *s, const char *label)
{
    for (size_t i = 0; i < s->n; i++)
        if (strcmp(s->v[i].label, label) == 0)
            return s->v[i].text;
    return NULL;
}

/* An equation has two goals, left minus right and right minus left; any other
 * relation one, the side that is to be larger minus the other. */
size_t sentence_relation(const result *r, size_t goal, bool *left_first)
{
    const ast_chain *c = &r->it->show;
    *left_first = false;
    if (goal == 0)
        return 0;
    for (size_t i = 0; i < c->n; i++) {
        rel_kind k = c->rel[i];
        size_t goals = k == REL_EQ ? 2 : 1;
        *left_first = k == REL_GE || k == REL_GT || (goals == 2 && goal == 1);
        if (goal <= goals)
            return i + 1;
        goal -= goals;
    }
    return 0;
}

/* ---- proved ------------------------------------------------------------- */

static void put_proved(text_buf *b, const result *r)
{
    text_put(b, r->it->kind == ITEM_IDENTITY ? "equal" : "true");
    if (r->real_vars > 0)
        text_put(b, " at every point of the domain");
    if (!r->uniform) {
        text_put(b, r->real_vars > 0 ? ", in " : " in ");
        if (r->instances == 1) {
            text_put(b, "the one instance");
        } else {
            text_put(b, "all ");
            sentence_count(b, r->instances, "instance", "instances");
        }
    }
    if (r->leaves > 0) {
        text_put(b, ": the checker replayed ");
        sentence_count(b, r->leaves, "leaf", "leaves");
    }
    if (r->no_witness)
        text_put(b, "; the domain was not shown non-empty");
}

static void add_scope(sentences *s, const result *r)
{
    text_buf b = {0};
    if (r->uniform)
        return;
    sentence_count(&b, r->instances, "instance", "instances");
    text_put(&b, r->real_vars > 0 ? " listed, at every real point of each"
                                  : " listed; nothing is said about others");
    sentence_add(s, "holds for", &b);
}

bool sentence_is_finite(const char *s)
{
    return s != NULL && *s != '\0' && strstr(s, "inf") == NULL;
}

/* " at x = 1/2", " near x = 1" where the point itself is no help to a reader;
 * nothing without one. */
static void put_tightest(text_buf *b, const result *r, const evidence_point *p)
{
    text_buf at = {0};
    bool exact = sentence_near(&at, r, p);
    if (p->n > 0)
        text_printf(b, exact ? " at %s" : " near %s", at.s);
    text_clear(&at);
}

/* The lower end is certified over the whole domain, the upper at a point. */
static void put_margin(text_buf *b, const result *r)
{
    const evidence_margin *m = &r->margin;
    if (!m->known)
        return;
    if (m->contact)
        text_put(b, "0, attained");
    else if (sentence_is_finite(m->ends.lo))
        text_printf(b, "at least %s", m->ends.lo);
    if (!m->contact && sentence_is_finite(m->ends.hi))
        text_printf(b, "%sat most %s",
                    sentence_is_finite(m->ends.lo) ? ", " : "", m->ends.hi);
    if (m->contact || sentence_is_finite(m->ends.hi))
        put_tightest(b, r, &m->at);
}

static void of_proof(sentences *s, const result *r)
{
    text_buf b = {0};
    put_proved(&b, r);
    sentence_add(s, "evidence", &b);
    sentence_of_argument(s, r);
    add_scope(s, r);
    put_margin(&b, r);
    sentence_add(s, "margin", &b);
}

/* Whatever is left out is said. */
static void of_domain(sentences *s, const result *r)
{
    text_buf b = {0};
    if (r->excluded > 0)
        sentence_count(&b, r->excluded,
                       "combination of the values listed does "
                       "not satisfy `where`",
                       "combinations of the values "
                       "listed do not satisfy `where`");
    sentence_add(s, "excluded", &b);
    if (r->empty > 0)
        sentence_count(&b, r->empty,
                       "instance has no point that satisfies the "
                       "conditions",
                       "instances have no point that satisfies "
                       "the conditions");
    sentence_add(s, "empty", &b);
    /* said where it is a question: a box without conditions has points */
    if (r->witnessed > 0) {
        sentence_count(&b, r->admitting, "instance has a point",
                       "instances have a point");
        text_put(&b, r->witnessed == 1 ? ", as a witness shows"
                                       : ", as witnesses show");
        if (r->unknown > 0) {
            text_put(&b, "; of ");
            sentence_count(&b, r->unknown, "other it is not known",
                           "others it is not known");
        }
    }
    sentence_add(s, "not empty", &b);
    if (r->partial)
        text_put(&b, "points at which a condition is undefined lie outside "
                     "the domain");
    sentence_add(s, "conditions", &b);
}

/* ---- refuted ------------------------------------------------------------ */

static void put_failing(text_buf *b, const result *r,
                        const evidence_refutation *e)
{
    if (e->failing == 0)
        return;
    if (e->at_least)
        text_put(b, "at least ");
    text_printf(b, "%zu of ", e->failing);
    sentence_count(b, r->instances, "instance", "instances");
    text_printf(b, ", %s at ", e->at_least ? "the first known" : "the first");
    sentence_point(b, r, &e->first);
}

static void put_undefined(text_buf *b, const result *r,
                          const evidence_refutation *e)
{
    text_put(b, e->at.n > 0 ? "undefined at " : "undefined");
    sentence_point(b, r, &e->at);
    text_printf(b, ": `%s` %s%s", e->undefined,
                e->is_mass ? "is not 1"
                           : "has no value",
                e->at.n > 0 ? " there" : "");
}

static void of_refutation(sentences *s, const result *r)
{
    const evidence_refutation *e = evidence_refuted(&r->found);
    text_buf b = {0};
    if (e != NULL && e->undefined != NULL) {
        put_undefined(&b, r, e);
        sentence_add(s, "evidence", &b);
        return;
    }
    text_put(&b, "false");
    if (e == NULL) {
        sentence_add(s, "evidence", &b);
        return;
    }
    text_put(&b, e->at.n > 0 ? " at " : " as it stands");
    sentence_point(&b, r, &e->at);
    if (e->margin.lo != NULL) {
        bool left;
        size_t k = sentence_relation(r, e->relation, &left);
        text_put(&b, left ? ": the left side minus the right"
                          : ": the right side minus the left");
        if (r->it->show.n > 1)
            text_printf(&b, " of relation %zu", k);
        text_put(&b, " is ");
        decimal_show(&b, &e->margin, MARGIN_DIGITS, DECIMAL_PLAIN);
    }
    sentence_add(s, "evidence", &b);
    put_failing(&b, r, e);
    sentence_add(s, "fails in", &b);
}

/* ---- maps, tables, assumptions ------------------------------------------ */

static size_t count_tiles(const result *r, char state)
{
    size_t n = 0;
    for (size_t i = 0; i < r->nbox && r->box != NULL; i++)
        n += r->box[i].state == state;
    return n;
}

static void add_share(sentences *s, const char *label, const enclosure *e)
{
    text_buf b = {0};
    if (e->lo == NULL)
        return;
    decimal_show(&b, e, 5, DECIMAL_PLAIN);
    text_put(&b, " of the rectangle");
    sentence_add(s, label, &b);
}

/* Tiles of the state as a clause, none as nothing. */
static void add_tiles(text_buf *b, const result *r, char state,
                      const char *what)
{
    size_t n = count_tiles(r, state);
    if (n == 0)
        return;
    text_put(b, b->len > 0 ? ", " : "the checker decided ");
    sentence_count(b, n, "box", "boxes");
    text_printf(b, " to be %s", what);
}

static void of_map(sentences *s, const result *r)
{
    text_buf b = {0}, tiles = {0};
    const char *where = r->it->nwhere > 0
                            ? "at every point that the conditions admit"
                            : "on the whole rectangle";
    add_tiles(&tiles, r, '+', "true");
    add_tiles(&tiles, r, '-', "false");
    add_tiles(&tiles, r, '/', "outside the conditions");
    if (tiles.len == 0)
        text_put(&tiles, "no box was decided");
    if (r->verdict == VERDICT_PROVED || r->verdict == VERDICT_REFUTED)
        text_printf(&b, "%s %s: ",
                    r->verdict == VERDICT_PROVED ? "true" : "false", where);
    text_put(&b, tiles.s);
    text_clear(&tiles);
    sentence_add(s, "evidence", &b);
    add_share(s, "true on", &r->area_true);
    add_share(s, "false on", &r->area_false);
    if (r->it->nwhere > 0)
        add_share(s, "outside on", &r->area_outside);
    add_share(s, "left open", &r->area_open);
}

static void of_assumption(sentences *s, const result *r)
{
    text_buf b = {0};
    text_put(&b, "not checked here");
    if (r->it->reason != NULL && *r->it->reason != '\0') {
        text_put(&b, "; the document says: ");
        author_quote(&b, r->it->reason);
    }
    sentence_add(s, "evidence", &b);
}

static void of_table(sentences *s, const result *r)
{
    text_buf b = {0};
    if (r->undefined > 0) {
        sentence_count(&b, r->undefined, "value is", "values are");
        text_put(&b, " not shown to be defined");
    }
    sentence_add(s, "evidence", &b);
}

static void of_number(sentences *s, const result *r)
{
    sentence_of_number(s, r);
    if (r->it->kind == ITEM_CONSTANT || r->it->kind == ITEM_THRESHOLD)
        add_scope(s, r);
}

/* ---- all of them -------------------------------------------------------- */

void sentence_make(sentences *s, const result *r)
{
    text_buf b = {0};
    *s = (sentences){NULL, 0};
    if (r->it->kind == ITEM_REGION && r->area_open.lo != NULL)
        of_map(s, r);
    else if (r->verdict == VERDICT_PROVED)
        of_proof(s, r);
    else if (r->verdict == VERDICT_REFUTED)
        of_refutation(s, r);
    else if (r->verdict == VERDICT_ENCLOSED)
        of_number(s, r);
    else if (r->verdict == VERDICT_UNDECIDED)
        sentence_of_reason(s, r);
    else if (r->verdict == VERDICT_ASSUMED)
        of_assumption(s, r);
    else
        of_table(s, r);
    of_domain(s, r);
    if (r->integers_as_reals && r->verdict == VERDICT_PROVED) {
        text_put(&b, "integer ranges without end were treated as ranges of "
                     "reals, which is stronger");
        sentence_add(s, "reals", &b);
    }
}
