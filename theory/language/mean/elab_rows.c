/* Tables and figures to cells. */
#include "condition.h"

#include <stdlib.h>

typedef struct {
    elab_row_fn fn;
    void *ctx;
    function **cell; /* NULL: absent */
    expr *value;
    size_t n;
} row_maker;

static bool leaf(expansion *f)
{
    row_maker *m = f->ctx;
    bool wanted;
    if (!condition_all(f, NULL, NULL, &wanted))
        return false;
    if (!wanted)
        return true;
    for (size_t i = 0; i < m->n; i++) {
        m->value[i] = m->cell[i] ? expansion_value(f, m->cell[i]) : EXPR_NONE;
        if (m->cell[i] && m->value[i] == EXPR_NONE)
            return false;
    }
    f->count++;
    bool go_on = m->fn(m->ctx, &f->binding, m->value, m->n);
    return go_on;
}

static function *compile_cell(expansion *f, const ast *a)
{
    return a ? compile_expr(f->e, a, f->name, f->nlocals) : NULL;
}

static bool run(elab *e, const item *it, elab_row_fn fn, void *ctx,
                size_t *count, lang_errors *errs)
{
    expansion f;
    elab_start(e, errs);
    expansion_init(&f, e, it, true);
    row_maker m = {.fn = fn, .ctx = ctx, .n = 3 * it->ncols};
    m.cell = xcalloc(m.n + 1, sizeof *m.cell);
    m.value = xcalloc(m.n + 1, sizeof *m.value);
    for (size_t i = 0; i < it->ncols; i++) {
        m.cell[i] = compile_cell(&f, it->col[i].value);
        m.cell[it->ncols + i] = compile_cell(&f, it->col[i].value2);
        m.cell[2 * it->ncols + i] = compile_cell(&f, it->col[i].paper);
    }
    f.leaf = leaf;
    f.ctx = &m;
    bool ok = expansion_run(&f);
    if (count)
        *count = f.count;
    for (size_t i = 0; i < m.n; i++)
        compile_free(m.cell[i]);
    free(m.cell);
    free(m.value);
    expansion_clear(&f);
    return ok;
}

bool elab_rows(elab *e, const item *it, elab_row_fn fn, void *ctx,
               size_t *count, lang_errors *errs)
{
    elab_entry old;
    elab_begin(&old);
    bool r = run(e, it, fn, ctx, count, errs);
    elab_end(&old);
    return r;
}
