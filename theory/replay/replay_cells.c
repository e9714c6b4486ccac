/* A table's or figure's decimals: the second engine's enclosures have to meet
 * them. */
#include "replay_internal.h"
#include "../../numerics/base/limits.h"
#include "../../numerics/base/rational.h"

#include <stdlib.h>
#include <string.h>

/* "-12.5", "1.25e-7"; false for "inf". */
static bool decimal(mpq_ptr q, const char *s)
{
    return rational_read_decimal(q, s, strlen(s), LIMIT_PRINTED_EXPONENT);
}

typedef struct {
    replayer *w;
    const result *r;
    size_t row, done;
    bool ok;
} sheet;

static void decimals_of(rrange *v, const enclosure *e, slong prec)
{
    mpq_t lo, hi;
    mpq_init(lo);
    mpq_init(hi);
    bool l = e->lo != NULL && decimal(lo, e->lo);
    bool h = e->hi != NULL && decimal(hi, e->hi);
    rrange_set_q(v, l ? lo : NULL, false, h ? hi : NULL, false, prec);
    mpq_clear(lo);
    mpq_clear(hi);
}

/* At rising precision until the second engine's enclosure is inside the
 * decimals, or beside them. */
static bool cell_agrees(sheet *s, expr f, const enclosure *e)
{
    rrange v, d;
    bool meets = true, inside = false;
    rrange_init(&v);
    rrange_init(&d);
    for (long prec = 64; prec <= 1024 && meets && !inside; prec *= 2) {
        decimals_of(&d, e, 4096);
        recheck_enclose(s->w->second, f, NULL, 0, prec, &v);
        inside =
            v.ok && arf_cmp(&d.lo, &v.lo) <= 0 && arf_cmp(&v.hi, &d.hi) <= 0;
        meets = !v.ok || rrange_meets(&v, &d);
    }
    meets = meets && v.ok; /* what ends at a decimal can only meet it */
    if (!meets) {
        char text[160];
        text_buf b = {0};
        rrange_text(text, sizeof text, &v);
        text_printf(&b, "[%s, %s]", e->lo, e->hi);
        audit_set(&s->w->r->first, text_take(&b));
        audit_set(&s->w->r->second, xstrdup(text));
    }
    rrange_clear(&v);
    rrange_clear(&d);
    return meets;
}

static bool row(void *ctx, const binding *binding, const expr *cells,
                size_t ncells)
{
    sheet *s = ctx;
    (void)binding;
    for (size_t i = 0; i < ncells && s->ok; i++) {
        size_t k = s->row * ncells + i;
        if (cells[i] == EXPR_NONE || s->row >= s->r->nrows ||
            !s->r->cells[k].defined)
            continue;
        s->ok = cell_agrees(s, cells[i], &s->r->cells[k].v);
        s->done += s->ok;
        if (!s->ok) {
            text_buf b = {0};
            text_printf(&b, "row %zu, cell %zu", s->row + 1, i + 1);
            s->w->r->state = REPLAY_DISAGREE;
            audit_set(&s->w->r->where, text_take(&b));
        }
    }
    s->row++;
    return s->ok;
}

bool replay_cells(replayer *w, const result *r)
{
    sheet s = {.w = w, .r = r, .ok = true};
    size_t count;
    bool ok = elab_rows(w->e, w->it, row, &s, &count, w->errs);
    w->r->goals = s.done;
    w->r->what = REPLAY_VALUES;
    return ok && s.ok;
}
