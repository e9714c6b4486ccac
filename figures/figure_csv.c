/* A result's data as CSV, beside its picture. */
#include "figures.h"

#include "../numerics/base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Names are identifiers and values numbers; quotes only if ever needed. */
static void put_field(text_buf *b, const char *s)
{
    if (s == NULL)
        return;
    if (strpbrk(s, ",\"\r\n") == NULL) {
        text_put(b, s);
        return;
    }
    text_put(b, "\"");
    for (; *s != '\0'; s++)
        text_printf(b, *s == '"' ? "\"%c" : "%c", *s);
    text_put(b, "\"");
}

static void put_pair(text_buf *b, const char **sep, const char *name,
                     const char *what)
{
    static const char *const end[] = {"lo", "hi"};
    for (int i = 0; i < 2; i++) {
        text_put(b, *sep);
        put_field(b, name);
        text_printf(b, "%s_%s", what, end[i]);
        *sep = ",";
    }
}

/* Which of the cells' three parts (value, second edge, paper's value) has
 * anything in column c. */
static bool part_is_used(const result *r, size_t part, size_t c)
{
    size_t k = part * r->it->ncols + c;
    if (part == 0)
        return true;
    for (size_t row = 0; k < r->ncells && row < r->nrows; row++)
        if (r->cells[row * r->ncells + k].defined)
            return true;
    return false;
}

static void put_rows(text_buf *b, const result *r)
{
    static const char *const what[] = {"", "_to", "_paper"};
    size_t n = r->it->ncols;
    const char *sep = "";
    bool *used = xcalloc(3 * n, sizeof *used);
    for (size_t k = 0; k < 3 * n; k++)
        used[k] = part_is_used(r, k % 3, k / 3);
    for (size_t i = 0; i < r->nlabels; i++, sep = ",") {
        text_put(b, sep);
        put_field(b, r->label_name[i]);
    }
    for (size_t c = 0; c < n; c++)
        for (size_t part = 0; part < 3; part++)
            if (used[3 * c + part])
                put_pair(b, &sep, r->it->col[c].name, what[part]);
    text_put(b, "\n");
    for (size_t row = 0; row < r->nrows; row++) {
        sep = "";
        for (size_t i = 0; i < r->nlabels; i++, sep = ",") {
            text_put(b, sep);
            put_field(b, r->row_label[row * r->nlabels + i]);
        }
        for (size_t k = 0; k < 3 * n; k++) {
            size_t c = k / 3, part = k % 3, at = part * n + c;
            if (!used[k])
                continue;
            const cell *v = at < r->ncells ? &r->cells[row * r->ncells + at]
                                           : NULL;
            bool ok = v != NULL && v->defined;
            text_put(b, sep);
            put_field(b, ok ? v->v.lo : NULL);
            text_put(b, ",");
            put_field(b, ok ? v->v.hi : NULL);
            sep = ",";
        }
        text_put(b, "\n");
    }
    free(used);
}

void figure_csv(text_buf *b, const result *r)
{
    if (r->it->kind != ITEM_REGION) {
        put_rows(b, r);
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        const char *sep = i == 0 ? "" : ",";
        put_pair(b, &sep, i < r->it->nover ? r->it->over[i] : "?", "");
    }
    text_put(b, ",state\n");
    /* 17 digits give a double back exactly */
    for (size_t i = 0; i < r->nbox; i++)
        text_printf(b, "%.17g,%.17g,%.17g,%.17g,%s\n", r->box[i].x0,
                    r->box[i].x1, r->box[i].y0, r->box[i].y1,
                    r->box[i].state == '+' ? "proved"
                    : r->box[i].state == '-' ? "refuted"
                    : r->box[i].state == '/' ? "outside" : "open");
}
