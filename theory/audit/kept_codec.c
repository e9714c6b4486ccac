/* A result's evidence to text and back.  One function names the fields, for
 * both ways.  Believed as kept.c is. */
#include "kept_codec.h"

#include "../../numerics/base/memory.h"
#include "../../numerics/base/text.h"
#include "kept.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whoever adds a field to `result` adds it to fields() below (`it`, `prog`,
 * `source`, `rests_unseen` are where the result stands, and no evidence; what tells
 * of shares is about one run). */
#if SIZE_MAX == 0xffffffffffffffff && defined __x86_64__
_Static_assert(sizeof(result) == 856, "a new field is to be kept too");
#endif

/* Reading: s, or failure. */
static bool literal(codec *c, const char *s)
{
    size_t n = strlen(s);
    c->ok = c->ok && strncmp(c->in, s, n) == 0;
    if (c->ok)
        c->in += n;
    return c->ok;
}

static bool name(codec *c, const char *s)
{
    if (c->out != NULL) {
        text_printf(c->out, "%s ", s);
        return true;
    }
    return literal(c, s) && literal(c, " ");
}

void kept_count(codec *c, const char *field, size_t *v)
{
    if (!name(c, field))
        return;
    if (c->out != NULL) {
        text_printf(c->out, "%zu\n", *v);
        return;
    }
    size_t n = 0, x = 0;
    for (; c->in[n] >= '0' && c->in[n] <= '9'; n++) {
        size_t d = (size_t)(c->in[n] - '0');
        c->ok = c->ok && x <= (SIZE_MAX - d) / 10;
        x = x * 10 + d;
    }
    c->ok = c->ok && n > 0;
    if (c->ok)
        c->in += n;
    if (literal(c, "\n"))
        *v = x;
}

void kept_flag(codec *c, const char *field, bool *v)
{
    size_t x = *v;
    kept_count(c, field, &x);
    c->ok = c->ok && x <= 1;
    *v = c->ok && x == 1;
}

/* Hexadecimal: exact. */
static void number(codec *c, const char *field, double *v)
{
    if (!name(c, field))
        return;
    if (c->out != NULL) {
        text_printf(c->out, "%a\n", *v);
        return;
    }
    char *end;
    double x = strtod(c->in, &end);
    c->ok = c->ok && end != c->in;
    c->in = end;
    if (literal(c, "\n"))
        *v = x;
}

/* With its length before it, so that any text may stand there. */
void kept_string(codec *c, const char *field, char **s)
{
    if (c->out != NULL) {
        name(c, field);
        if (*s == NULL)
            text_put(c->out, "-\n");
        else
            text_printf(c->out, "%zu %s\n", strlen(*s), *s);
        return;
    }
    size_t n;
    char *end;
    if (!name(c, field))
        return;
    if (*c->in == '-') {
        literal(c, "-\n");
        return;
    }
    n = *c->in >= '0' && *c->in <= '9' ? strtoul(c->in, &end, 10) : SIZE_MAX;
    c->ok = n != SIZE_MAX && *end == ' ' && memchr(end + 1, '\0', n) == NULL;
    if (!c->ok)
        return;
    char *t = xmalloc(n + 1);
    memcpy(t, end + 1, n);
    t[n] = '\0';
    c->in = end + 1 + n;
    free(*s);
    *s = t;
    literal(c, "\n");
}

void kept_ends(codec *c, const char *field, enclosure *e)
{
    kept_string(c, field, &e->lo);
    kept_string(c, "to", &e->hi);
}

/* How many things follow, each at least a byte of text. */
bool kept_length(codec *c, const char *field, size_t *n)
{
    size_t x = *n;
    kept_count(c, field, &x);
    if (c->out == NULL && (!c->ok || x > strlen(c->in))) {
        c->ok = false;
        return false;
    }
    *n = x;
    return true;
}

static void strings(codec *c, const char *field, char ***v, size_t n)
{
    if (c->out == NULL)
        *v = xcalloc(n + 1, sizeof **v);
    for (size_t i = 0; i < n && c->ok; i++)
        kept_string(c, field, &(*v)[i]);
}

static void sheet(codec *c, result *r)
{
    size_t left = c->out != NULL ? SIZE_MAX : strlen(c->in);
    if (!kept_length(c, "rows", &r->nrows) ||
        !kept_length(c, "columns", &r->ncells) ||
        !kept_length(c, "labels", &r->nlabels))
        return;
    c->ok = r->nrows == 0 ||
            (r->ncells <= left / r->nrows && r->nlabels <= left / r->nrows);
    if (!c->ok) { /* as many would be freed */
        r->nrows = r->ncells = r->nlabels = 0;
        return;
    }
    bool any = r->cells != NULL, named = r->label_name != NULL;
    kept_flag(c, "cells", &any);
    if (any && c->out == NULL)
        r->cells = xcalloc(r->nrows * r->ncells + 1, sizeof *r->cells);
    for (size_t i = 0; any && i < r->nrows * r->ncells && c->ok; i++) {
        kept_flag(c, "cell", &r->cells[i].defined);
        kept_ends(c, "from", &r->cells[i].v);
    }
    kept_flag(c, "named", &named);
    if (named && c->ok) {
        strings(c, "name", &r->label_name, r->nlabels);
        strings(c, "label", &r->row_label, r->nrows * r->nlabels);
    }
}

static void boxes(codec *c, result *r)
{
    bool any = r->box != NULL;
    if (!kept_length(c, "tiles", &r->nbox))
        return;
    kept_flag(c, "drawn", &any);
    if (any && c->out == NULL)
        r->box = xcalloc(r->nbox + 1, sizeof *r->box);
    for (size_t i = 0; any && i < r->nbox && c->ok; i++) {
        size_t state = (unsigned char)r->box[i].state;
        number(c, "x0", &r->box[i].x0);
        number(c, "x1", &r->box[i].x1);
        number(c, "y0", &r->box[i].y0);
        number(c, "y1", &r->box[i].y1);
        kept_count(c, "state", &state);
        c->ok = c->ok && (state == '+' || state == '-' || state == '/' ||
                          state == '?');
        r->box[i].state = c->ok ? (char)state : '?';
    }
}

static void verdict(codec *c, result *r)
{
    size_t v = (size_t)r->verdict;
    char *hash = xstrdup(r->hash);
    kept_count(c, "verdict", &v);
    c->ok = c->ok && v <= VERDICT_ASSUMED;
    if (c->ok)
        r->verdict = (verdict_kind)v;
    kept_string(c, "hash", &hash);
    c->ok = c->ok && strlen(hash) < sizeof r->hash;
    if (c->ok)
        memcpy(r->hash, hash, strlen(hash) + 1);
    free(hash);
}

/* All but the item and what is found out afterwards: as_expected,
 * fully_proved. */
static void fields(codec *c, result *r)
{
    verdict(c, r);
    kept_evidence(c, &r->found);
    kept_count(c, "instances", &r->instances);
    kept_flag(c, "uniform", &r->uniform);
    kept_flag(c, "integers_as_reals", &r->integers_as_reals);
    kept_count(c, "real_vars", &r->real_vars);
    kept_count(c, "leaves", &r->leaves);
    kept_count(c, "depth", &r->depth);
    kept_string(c, "cert_file", &r->cert_file);
    kept_string(c, "rules", &r->rules);
    kept_count(c, "excluded", &r->excluded);
    kept_count(c, "admitting", &r->admitting);
    kept_count(c, "empty", &r->empty);
    kept_count(c, "unknown", &r->unknown);
    kept_count(c, "witnessed", &r->witnessed);
    kept_flag(c, "no_witness", &r->no_witness);
    kept_flag(c, "partial", &r->partial);
    kept_margin(c, &r->margin);
    kept_count(c, "boxes", &r->boxes);
    kept_count(c, "open", &r->open);
    number(c, "open_share", &r->open_share);
    kept_ends(c, "value", &r->value);
    kept_ends(c, "area_true", &r->area_true);
    kept_ends(c, "area_false", &r->area_false);
    kept_ends(c, "area_outside", &r->area_outside);
    kept_ends(c, "area_open", &r->area_open);
    boxes(c, r);
    sheet(c, r);
    kept_count(c, "undefined", &r->undefined);
}

char *kept_encode(const result *r)
{
    text_buf b = {0};
    codec c = {.out = &b, .ok = true};
    fields(&c, (result *)(uintptr_t)r); /* writing changes nothing */
    return text_take(&b);
}

bool kept_decode(result *r, const char *text)
{
    const item *it = r->it;
    const program *prog = r->prog;
    codec c = {.in = text, .ok = true};
    result_init(r);
    r->it = it;
    r->prog = prog;
    fields(&c, r);
    if (c.ok && *c.in == '\0')
        return true;
    result_clear(r);
    r->it = it;
    r->prog = prog;
    return false;
}
