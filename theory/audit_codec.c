/* A result's evidence to text and back.  One function names the fields, for
 * both ways. */
#include "../numerics/memory.h"
#include "../numerics/text.h"
#include "audit_cache.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whoever adds a field to `result` adds it to fields() below. */
#if SIZE_MAX == 0xffffffffffffffff && defined __x86_64__
_Static_assert(sizeof(result) == 440, "a new field is to be kept too");
#endif

typedef struct {
    text_buf *out;  /* writing; NULL: reading */
    const char *in; /* NUL-terminated */
    bool ok;
} codec;

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

static void count(codec *c, const char *field, size_t *v)
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

static void flag(codec *c, const char *field, bool *v)
{
    size_t x = *v;
    count(c, field, &x);
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
static void string(codec *c, const char *field, char **s)
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

static void ends(codec *c, const char *field, enclosure *e)
{
    string(c, field, &e->lo);
    string(c, "to", &e->hi);
}

/* How many things follow, each at least a byte of text. */
static bool length(codec *c, const char *field, size_t *n)
{
    size_t x = *n;
    count(c, field, &x);
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
        string(c, field, &(*v)[i]);
}

static void sheet(codec *c, result *r)
{
    size_t left = c->out != NULL ? SIZE_MAX : strlen(c->in);
    if (!length(c, "rows", &r->nrows) || !length(c, "columns", &r->ncells) ||
        !length(c, "labels", &r->nlabels))
        return;
    c->ok = r->nrows == 0 || (r->ncells <= left / r->nrows &&
                              r->nlabels <= left / r->nrows);
    if (!c->ok) { /* as many would be freed */
        r->nrows = r->ncells = r->nlabels = 0;
        return;
    }
    bool any = r->cells != NULL, named = r->label_name != NULL;
    flag(c, "cells", &any);
    if (any && c->out == NULL)
        r->cells = xcalloc(r->nrows * r->ncells + 1, sizeof *r->cells);
    for (size_t i = 0; any && i < r->nrows * r->ncells && c->ok; i++) {
        flag(c, "cell", &r->cells[i].defined);
        ends(c, "from", &r->cells[i].v);
    }
    flag(c, "named", &named);
    if (named && c->ok) {
        strings(c, "name", &r->label_name, r->nlabels);
        strings(c, "label", &r->row_label, r->nrows * r->nlabels);
    }
}

static void boxes(codec *c, result *r)
{
    bool any = r->box != NULL;
    if (!length(c, "tiles", &r->nbox))
        return;
    flag(c, "drawn", &any);
    if (any && c->out == NULL)
        r->box = xcalloc(r->nbox + 1, sizeof *r->box);
    for (size_t i = 0; any && i < r->nbox && c->ok; i++) {
        size_t state = (unsigned char)r->box[i].state;
        number(c, "x0", &r->box[i].x0);
        number(c, "x1", &r->box[i].x1);
        number(c, "y0", &r->box[i].y0);
        number(c, "y1", &r->box[i].y1);
        count(c, "state", &state);
        c->ok = c->ok && (state == '+' || state == '-' || state == '/' ||
                         state == '?');
        r->box[i].state = c->ok ? (char)state : '?';
    }
}

static void verdict(codec *c, result *r)
{
    size_t v = (size_t)r->verdict;
    char *hash = xstrdup(r->hash);
    count(c, "verdict", &v);
    c->ok = c->ok && v <= VERDICT_ASSUMED;
    if (c->ok)
        r->verdict = (verdict_kind)v;
    string(c, "hash", &hash);
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
    string(c, "why", &r->why);
    count(c, "instances", &r->instances);
    flag(c, "uniform", &r->uniform);
    flag(c, "integers_as_reals", &r->integers_as_reals);
    count(c, "real_vars", &r->real_vars);
    count(c, "leaves", &r->leaves);
    count(c, "depth", &r->depth);
    string(c, "cert_file", &r->cert_file);
    string(c, "rules", &r->rules);
    flag(c, "has_margin", &r->has_margin);
    ends(c, "margin", &r->margin);
    string(c, "margin_at", &r->margin_at);
    flag(c, "contact", &r->contact);
    string(c, "witness", &r->witness);
    ends(c, "witness_margin", &r->witness_margin);
    count(c, "failing", &r->failing);
    count(c, "boxes", &r->boxes);
    count(c, "open", &r->open);
    number(c, "open_share", &r->open_share);
    string(c, "worst", &r->worst);
    ends(c, "value", &r->value);
    string(c, "attained", &r->attained);
    ends(c, "paper", &r->paper);
    ends(c, "slack", &r->slack);
    string(c, "difference_at", &r->difference_at);
    ends(c, "area_true", &r->area_true);
    ends(c, "area_false", &r->area_false);
    ends(c, "area_outside", &r->area_outside);
    ends(c, "area_open", &r->area_open);
    boxes(c, r);
    sheet(c, r);
}

char *audit_encode(const result *r)
{
    text_buf b = {0};
    codec c = {.out = &b, .ok = true};
    fields(&c, (result *)(uintptr_t)r); /* writing changes nothing */
    return text_take(&b);
}

bool audit_decode(result *r, const char *text)
{
    const item *it = r->it;
    codec c = {.in = text, .ok = true};
    result_init(r);
    r->it = it;
    fields(&c, r);
    if (c.ok && *c.in == '\0')
        return true;
    result_clear(r);
    r->it = it;
    return false;
}
