/* Tables and figures: decimals in every cell, rounded outward from enclosures:
 * believed as the evaluator is. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    audit *a;
    expr *value; /* nrows x ncells */
    size_t nrows, ncells, cap;
} sheet;

static void keep_labels(audit *a, const binding *binding, size_t row)
{
    result *r = a->r;
    if (row == 0) {
        r->nlabels = binding->n;
        r->label_name = xcalloc(binding->n + 1, sizeof *r->label_name);
        for (size_t i = 0; i < binding->n; i++)
            r->label_name[i] = xstrdup(binding->name[i]);
    }
    size_t n = r->nlabels;
    for (size_t i = 0; i < n; i++)
        r->row_label[row * n + i] = outward_exact(binding->value[i], 12);
}

static bool keep_row(void *ctx, const binding *binding, const expr *cells,
                     size_t ncells)
{
    sheet *s = ctx;
    s->ncells = ncells;
    if (s->nrows == s->cap) {
        s->cap = s->cap != 0 ? 2 * s->cap : 32;
        s->value = xrealloc(s->value, s->cap * (ncells + 1) *
                                          sizeof *s->value);
        s->a->r->row_label =
            xrealloc(s->a->r->row_label,
                     s->cap * (binding->n + 1) * sizeof *s->a->r->row_label);
    }
    if (ncells > 0)
        memcpy(s->value + s->nrows * ncells, cells, ncells * sizeof *cells);
    keep_labels(s->a, binding, s->nrows);
    s->a->r->nrows = ++s->nrows; /* as many labels are to be freed */
    return !audit_stopped(s->a);
}

/* All cells at one precision before any at the next: what they share is then
 * evaluated once a precision. */
void table_fill(audit *a, const table_cells *c)
{
    bool *done = xcalloc(c->n + 1, sizeof *done);
    size_t open = 0;
    for (size_t i = 0; i < c->n; i++) {
        done[i] = c->value[i] == EXPR_NONE;
        open += !done[i];
    }
    iv_t v;
    iv_init(v, 64);
    for (int level = 0; level <= a->top && open > 0; level++) {
        eval *ev = engines_eval(a->engines, level);
        eval_set_box(ev, NULL, 0);
        for (size_t i = 0; i < c->n && !audit_stopped(a); i++) {
            if (done[i])
                continue;
            done[i] = audit_value_at(a->pool, ev, c->value[i], c->digits,
                                     level == 0, v);
            open -= done[i];
            if (done[i] || (level == a->top && iv_is_bounded(v)))
                enclosure_from_iv(&c->out[i].v, v, c->digits);
            if (level == 0)
                audit_progress(a, i + 1, c->n);
        }
    }
    for (size_t i = 0; i < c->n; i++) /* an interruption leaves some unfilled */
        c->out[i].defined = c->out[i].v.lo != NULL;
    iv_clear(v);
    free(done);
}

bool table_audit(audit *a)
{
    sheet s = {.a = a};
    size_t count;
    result *r = a->r;
    long digits = audit_kind_digits(a->it);
    bool ok = elab_rows(a->e, a->it, keep_row, &s, &count, a->errs);
    if (ok && s.nrows == 0)
        ok = audit_error(a, "`%s` has no rows", a->it->id);
    if (ok) {
        r->ncells = s.ncells;
        r->cells = xcalloc(s.nrows * s.ncells + 1, sizeof *r->cells);
        r->instances = s.nrows;
        const table_cells c = {s.value, r->cells, s.nrows * s.ncells,
                               s.ncells, digits};
        if (!table_parts_fill(a, &c))
            table_fill(a, &c);
        r->undefined = 0;
        for (size_t i = 0; i < s.nrows * s.ncells; i++)
            r->undefined += s.value[i] != EXPR_NONE && !r->cells[i].defined;
    }
    r->verdict = VERDICT_NONE;
    free(s.value);
    return ok;
}
