/* Tables and figures of a woven page. */
#include "weave.h"

#include "../figures/figures.h"
#include "../figures/names.h"
#include "../numerics/base/memory.h"
#include "../theory/document/author.h"
#include "decimal.h"
#include "markdown.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_ROWS = 200
};

static const cell *cell_at(const result *r, size_t row, size_t c)
{
    const cell *k = c < r->ncells ? &r->cells[row * r->ncells + c] : NULL;
    return k != NULL && k->defined ? k : NULL;
}

static bool has_paper(const result *r, size_t c)
{
    for (size_t row = 0; row < r->nrows; row++)
        if (cell_at(r, row, 2 * r->it->ncols + c) != NULL)
            return true;
    return false;
}

static void put_name(text_buf *b, const column *c)
{
    if (c->title != NULL)
        markdown_author(b, c->title);
    else
        markdown_code(b, c->name);
}

static void put_head(text_buf *b, const result *r, const bool *paper)
{
    size_t n = r->nlabels;
    text_put(b, "|");
    for (size_t i = 0; i < r->nlabels; i++) {
        text_put(b, " ");
        markdown_code(b, r->label_name[i]);
        text_put(b, " |");
    }
    for (size_t c = 0; c < r->it->ncols; c++) {
        text_put(b, " ");
        put_name(b, &r->it->col[c]);
        text_put(b, " |");
        n++;
        if (paper[c]) {
            text_put(b, " ");
            put_name(b, &r->it->col[c]);
            text_put(b, ", paper |");
            n++;
        }
    }
    text_put(b, "\n|");
    while (n-- > 0)
        text_put(b, "---:|");
    text_put(b, "\n");
}

/* A column has one format: where one number needs a power of ten, all have
 * one, so that they can be compared down the column. */
static decimal_style column_style(const result *r, size_t c, size_t shown,
                                  long digits)
{
    for (size_t row = 0; row < shown; row++) {
        const cell *k = cell_at(r, row, c);
        if (k != NULL && decimal_has_power(&k->v, digits))
            return DECIMAL_POWER;
    }
    return DECIMAL_MARKDOWN;
}

static void put_cell(text_buf *b, const cell *k, long digits,
                     decimal_style style)
{
    text_put(b, " ");
    if (k == NULL)
        text_put(b, "—");
    else
        decimal_show(b, &k->v, digits, style);
    text_put(b, " |");
}

static void put_data_link(text_buf *b, const result *r, const char *what)
{
    text_printf(b, "[%s](figures/", what);
    markdown_target(b, r->it->id);
    text_put(b, ".csv)");
}

void weave_table(text_buf *b, const program *prog, const result *r)
{
    size_t shown = r->nrows < MAX_ROWS ? r->nrows : MAX_ROWS;
    size_t n = r->it->ncols;
    bool *paper = xcalloc(n, sizeof *paper);
    decimal_style *style = xcalloc(n, sizeof *style);
    for (size_t c = 0; c < n; c++) {
        paper[c] = has_paper(r, c);
        style[c] = column_style(r, c, shown, r->it->digits);
    }
    put_head(b, r, paper);
    for (size_t row = 0; row < shown; row++) {
        text_put(b, "|");
        for (size_t i = 0; i < r->nlabels; i++) {
            text_put(b, " ");
            markdown_text(b, names_show_label(prog, r, row, i));
            text_put(b, " |");
        }
        for (size_t c = 0; c < n; c++) {
            put_cell(b, cell_at(r, row, c), r->it->digits, style[c]);
            if (paper[c])
                put_cell(b, cell_at(r, row, 2 * n + c), 0, DECIMAL_MARKDOWN);
        }
        text_put(b, "\n");
    }
    free(style);
    free(paper);
    text_put(b, "\n");
    if (shown < r->nrows) {
        text_put(b, "The first ");
        markdown_count(b, shown);
        text_put(b, " of ");
        markdown_count(b, r->nrows);
        text_put(b, " rows. ");
    }
    put_data_link(b, r, "Both ends of every enclosure (CSV)");
    text_put(b, "\n\n");
}

void weave_figure(text_buf *b, const result *r)
{
    const char *title = r->it->title != NULL ? r->it->title : r->it->id;
    bool map = r->it->kind == ITEM_REGION;
    if (figure_is_empty(r)) {
        text_put(b, "Nothing to draw: no value of this figure is defined, or "
                    "none fits its axes.\n\n");
        return;
    }
    text_put(b, "![");
    markdown_author(b, title);
    text_put(b, "](figures/");
    markdown_target(b, r->it->id);
    text_put(b, ".svg)\n\n*");
    markdown_author(b, title);
    text_put(b, map ? ". Hatched areas are certified; what is open may go "
                      "either way.* "
                    : ". Drawn from certified values.* ");
    put_data_link(b, r, "Data (CSV)");
    text_put(b, "\n\n");
}
