/* How much of a paper's inventory its documents cover. */
#include "references.h"

#include "../theory/language/encoding.h"
#include "markdown.h"
#include "outcome.h"
#include "prose.h"
#include "sentence.h"
#include "weave.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_CELLS = 16
};

typedef struct {
    char *cell[MAX_CELLS];
    size_t n;
} row;

/* The file's text in *text, or NULL when there is no such file. */
static bool read_text(char **text, const char *path, text_buf *err)
{
    FILE *f;
    text_buf b = {0};
    char buf[8192];
    const char *why;
    size_t k, at;
    *text = NULL;
    if (!references_open(&f, path, err))
        return false;
    if (f == NULL)
        return true;
    while ((k = fread(buf, 1, sizeof buf, f)) > 0)
        text_put_n(&b, buf, k);
    bool ok = !ferror(f);
    fclose(f);
    size_t n = b.len;
    *text = text_take(&b);
    if (!ok)
        text_printf(err, "%s: this file cannot be read\n", path);
    else if (!encoding_validate(*text, n, &at, &why)) {
        size_t line = 1;
        for (size_t i = 0; i < at; i++)
            line += (*text)[i] == '\n';
        text_printf(err, "%s:%zu: %s\n", path, line, why);
        ok = false;
    }
    return ok;
}

static char *trim(char *s)
{
    s += strspn(s, " \t\r");
    for (size_t n = strlen(s); n > 0 && strchr(" \t\r", s[n - 1]) != NULL;)
        s[--n] = '\0';
    return s;
}

/* Splits a table line in place; no cells for any other line. */
static void split(row *r, char *line)
{
    r->n = 0;
    line = trim(line);
    if (*line != '|')
        return;
    char *start = ++line;
    for (; r->n < MAX_CELLS; line++) {
        bool end = *line == '\0';
        if (*line == '\\' && line[1] != '\0') {
            line++;
            continue;
        }
        if (*line != '|' && !end)
            continue;
        *line = '\0';
        if (!end || *trim(start) != '\0')
            r->cell[r->n++] = trim(start);
        if (end)
            return;
        start = line + 1;
    }
}

static bool same_word(const char *a, const char *b)
{
    for (; *a != '\0' && tolower((unsigned char)*a) == *b; a++)
        b++;
    return *a == '\0' && *b == '\0';
}

static bool find_column(const row *r, const char *name, size_t *k)
{
    for (*k = 0; *k < r->n; ++*k)
        if (same_word(r->cell[*k], name))
            return true;
    return false;
}

/* One id of the list, ticks and blanks taken off; NULL at the end. */
static char *next_id(char **list)
{
    static const char skip[] = " \t,`";
    *list += strspn(*list, skip);
    if (**list == '\0')
        return NULL;
    char *id = *list;
    *list += strcspn(*list, skip);
    if (**list != '\0')
        *(*list)++ = '\0';
    return id;
}

/* What the rows amount to. */
typedef struct {
    size_t rows, audited, drawn, tabulated;
} coverage;

/* What is assumed or defined is named, too, but audits nothing. */
static bool audits(const result *r)
{
    return r->it->kind != ITEM_LET && r->verdict != VERDICT_ASSUMED &&
           outcome_has_verdict(r);
}

/* Certified values, but of no statement: "drawn", "tabulated"; else NULL. */
static const char *shows(const result *r)
{
    if (outcome_has_verdict(r))
        return NULL;
    return r->it->kind == ITEM_FIGURE  ? "drawn"
           : r->it->kind == ITEM_TABLE ? "tabulated"
                                       : NULL;
}

/* The verdict, and how far it goes: "✔ PROVED (finite: 12 instances)". */
static void put_verdict(text_buf *b, const result *r)
{
    if (!outcome_has_verdict(r)) {
        const char *how = shows(r);
        text_put(b, how != NULL ? how : item_kind_name(r->it->kind));
        return;
    }
    weave_badge(b, r->verdict);
    if (r->verdict == VERDICT_PROVED && !r->uniform) {
        text_put(b, " (finite: ");
        sentence_count(b, r->instances, "instance", "instances");
        text_put(b, ")");
    }
}

/* Without its Markdown, a label is what items cite. */
static bool cites_label(const item *it, const char *label)
{
    for (size_t i = 0; i < it->ncites; i++)
        if (it->cite[i].label != NULL && strcmp(it->cite[i].label, label) == 0)
            return true;
    return it->kind == ITEM_LET; /* cannot cite */
}

static bool put_status(text_buf *b, const report *r, const char *label,
                       char *items, coverage *sum, text_buf *err)
{
    bool ok = true, any = false, audited = false;
    bool drawn = false, tabulated = false;
    if (strcmp(items, "-") == 0 || strcmp(items, "—") == 0)
        items = items + strlen(items);
    for (char *id; (id = next_id(&items)) != NULL; any = true) {
        size_t i;
        if (!weave_find(r, id, &i)) {
            text_printf(err,
                        "%s/%s.md: the inventory names an item that does "
                        "not exist: `%s`\n",
                        r->refs_dir, r->name, id);
            ok = false;
            continue;
        }
        if (!cites_label(r->res[i].it, label))
            text_printf(err,
                        "%s/%s.md: warning: `%s` is said to audit `%s`, "
                        "but does not cite it\n",
                        r->refs_dir, r->name, id, label);
        audited = audited || audits(&r->res[i]);
        drawn = drawn || r->res[i].it->kind == ITEM_FIGURE;
        tabulated = tabulated || r->res[i].it->kind == ITEM_TABLE;
        text_put(b, any ? "<br>" : " ");
        put_verdict(b, &r->res[i]);
        text_put(b, " ");
        weave_link(b, r, NULL, i);
    }
    text_put(b, any ? " |\n" : " not audited |\n");
    sum->audited += audited;
    sum->drawn += drawn && !audited;
    sum->tabulated += tabulated && !drawn && !audited;
    return ok;
}

static void put_cell(text_buf *b, const char *s)
{
    text_put(b, " ");
    prose_put_cell(b, s);
    text_put(b, " |");
}

static void put_head(text_buf *b, const row *head, size_t items)
{
    text_put(b, "\n|");
    for (size_t k = 0; k < head->n; k++)
        if (k != items)
            put_cell(b, head->cell[k]);
    text_put(b, " audited by |\n|");
    for (size_t k = 0; k < head->n; k++)
        text_put(b, "---|");
    text_put(b, "\n");
}

static bool is_ruler(const row *r)
{
    const char *s = r->cell[0];
    return *s != '\0' && s[strspn(s, "-: ")] == '\0';
}

/* A table of the inventory: how many columns, and the two that are read. */
typedef struct {
    size_t n, items, label;
} columns;

/* All but the last column as they stand; that one computed. */
static bool put_row(text_buf *b, const report *r, const columns *head,
                    row *line, coverage *sum, text_buf *err)
{
    char none[] = "";
    text_put(b, "|");
    for (size_t k = 0; k < head->n; k++)
        if (k != head->items)
            put_cell(b, k < line->n ? line->cell[k] : "");
    sum->rows++;
    return put_status(
        b, r, head->label < line->n ? line->cell[head->label] : none,
        head->items < line->n ? line->cell[head->items] : none, sum, err);
}

/* The tables of the text (cut up on the way) with their status. */
static bool put_tables(text_buf *b, const report *r, char *rest, coverage *sum,
                       text_buf *err)
{
    bool ok = true, inside = false;
    columns head = {.n = 0};
    row line;
    while (rest != NULL) {
        char *here = rest;
        rest = strchr(rest, '\n');
        if (rest != NULL)
            *rest++ = '\0';
        split(&line, here);
        if (line.n == 0) {
            inside = false;
        } else if (!inside) {
            inside = find_column(&line, "items", &head.items) &&
                     find_column(&line, "label", &head.label);
            head.n = line.n;
            if (inside)
                put_head(b, &line, head.items);
        } else if (!is_ruler(&line)) {
            ok = put_row(b, r, &head, &line, sum, err) && ok;
        }
    }
    return ok;
}

/* "; 2 more are drawn, which decides nothing"; nothing for none. */
static void put_more(text_buf *b, size_t n, const char *how)
{
    if (n > 0)
        text_printf(b, "; %zu %s %s, which decides nothing", n,
                    n == 1 ? "more is" : "more are", how);
}

static void put_coverage(text_buf *b, const coverage *sum, const char *table)
{
    text_printf(b,
                "## Coverage of the paper's statements\n\n%zu of %zu "
                "statements are audited by at least one item",
                sum->audited, sum->rows);
    put_more(b, sum->drawn, "drawn");
    put_more(b, sum->tabulated, "tabulated");
    text_printf(b,
                ". The wording and its source stand in the inventory; the "
                "last column is computed. \"Finite\" is what holds for the "
                "instances listed, and says nothing of others.\n%s\n",
                table);
}

bool references_coverage(text_buf *b, const report *r, text_buf *err)
{
    text_buf path = {0}, table = {0};
    coverage sum = {0};
    text_printf(&path, "%s/%s.md", r->refs_dir != NULL ? r->refs_dir : "",
                r->name);
    char *text = NULL;
    bool ok = r->refs_dir == NULL || read_text(&text, path.s, err);
    if (ok)
        ok = put_tables(&table, r, text, &sum, err);
    if (sum.rows > 0)
        put_coverage(b, &sum, table.s);
    free(text);
    text_clear(&path);
    text_clear(&table);
    return ok;
}
