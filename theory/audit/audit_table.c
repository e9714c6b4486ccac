/* Tables, figures, and single values: certified decimals. */
#include "audit_internal.h"

#include "../../numerics/base/entry.h"

#include <stdlib.h>
#include <string.h>

/* Digits are asked of the decimals, so a few bits more of the enclosure:
 * 10^d < 2^(10 d / 3 + 1), and a guard for the rounding of both ends. */
static long bits_for(long digits)
{
    return digits * 10 / 3 + 8;
}

/* Sharp enough for `bits`, relative to the larger end; an enclosure of 0
 * alone counts. */
static bool sharp(iv_srcptr v, long bits)
{
    if (!iv_is_bounded(v))
        return false;
    mpfr_t w, s;
    mpfr_init2(w, 64);
    mpfr_init2(s, 64);
    mpfr_sub(w, iv_upper(v), iv_lower(v), MPFR_RNDU);
    if (mpfr_cmpabs(iv_lower(v), iv_upper(v)) > 0)
        mpfr_abs(s, iv_lower(v), MPFR_RNDD);
    else
        mpfr_abs(s, iv_upper(v), MPFR_RNDD);
    mpfr_mul_2si(s, s, -bits, MPFR_RNDD);
    bool ok = mpfr_cmp(w, s) <= 0;
    mpfr_clear(w);
    mpfr_clear(s);
    return ok;
}

/* Is the closed f, whose enclosure contains 0, exactly 0? */
static bool exactly_zero(expr_pool *pool, eval *ev, expr f)
{
    exact *x = eval_exact(pool, ev);
    bool zero = exact_is_zero(x, f);
    exact_free(x);
    return zero;
}

/* A value at one precision: true when it is as good as wanted. */
static bool try_value(expr_pool *pool, eval *ev, expr f, long digits,
                      bool first, iv_ptr out)
{
    iv_set_prec(out, eval_prec(ev));
    iv_set(out, eval_enclose(ev, f));
    if (sharp(out, bits_for(digits)))
        return true;
    if (first && iv_is_defined(out) && !iv_certainly_nonzero(out) &&
        exactly_zero(pool, ev, f)) {
        iv_set_si(out, 0);
        return true;
    }
    return false;
}

static bool value(elab *e, expr f, long digits, long max_prec, enclosure *out)
{
    expr_pool *pool = elab_pool(e);
    long last = max_prec > 0 ? max_prec : DEFAULT_MAX_PREC;
    if (digits < 1)
        digits = 1;
    if (f == EXPR_NONE || expr_vars(pool, f) != 0)
        return false;
    eval *ev = eval_new(pool, 64);
    iv_t v;
    iv_init(v, 64);
    bool good = false;
    for (long prec = 64; !good && prec <= last; prec *= 2) {
        eval_set_prec(ev, prec);
        eval_set_box(ev, NULL, 0);
        good = try_value(pool, ev, f, digits, prec == 64, v);
    }
    bool defined = iv_is_defined(v);
    if (defined)
        audit_enclosure(out, v, digits);
    iv_clear(v);
    eval_free(ev);
    return defined;
}

bool audit_value(elab *e, expr f, long digits, long max_prec, enclosure *out)
{
    entry_state old;
    entry_begin(&old);
    bool r = value(e, f, digits, max_prec, out);
    entry_end(&old);
    return r;
}

/* ---- rows --------------------------------------------------------------- */

typedef struct {
    audit *a;
    expr *value; /* nrows x ncells */
    size_t nrows, ncells, cap;
} sheet;

static void keep_labels(audit *a, const instance *inst, size_t row)
{
    result *r = a->r;
    if (row == 0) {
        r->nlabels = inst->n;
        r->label_name = xcalloc(inst->n + 1, sizeof *r->label_name);
        for (size_t i = 0; i < inst->n; i++)
            r->label_name[i] = xstrdup(inst->name[i]);
    }
    size_t n = r->nlabels;
    for (size_t i = 0; i < n; i++)
        r->row_label[row * n + i] = outward_exact(inst->value[i], 12);
}

static bool keep_row(void *ctx, const instance *inst, const expr *cells,
                     size_t ncells)
{
    sheet *s = ctx;
    s->ncells = ncells;
    if (s->nrows == s->cap) {
        s->cap = s->cap != 0 ? 2 * s->cap : 32;
        s->value = xrealloc(s->value, s->cap * (ncells + 1) *
                                          sizeof *s->value);
        s->a->r->row_label =
            xrealloc(s->a->r->row_label, s->cap * (inst->n + 1) *
                                             sizeof *s->a->r->row_label);
    }
    if (ncells > 0)
        memcpy(s->value + s->nrows * ncells, cells, ncells * sizeof *cells);
    keep_labels(s->a, inst, s->nrows);
    s->a->r->nrows = ++s->nrows; /* as many labels are to be freed */
    return !audit_stopped(s->a);
}

/* All cells at one precision before any at the next: what rows share is then
 * evaluated once a precision. */
static void fill(audit *a, const sheet *s, long digits)
{
    result *r = a->r;
    size_t n = s->nrows * s->ncells;
    bool *done = xcalloc(n + 1, sizeof *done);
    size_t open = 0;
    for (size_t i = 0; i < n; i++) {
        done[i] = s->value[i] == EXPR_NONE;
        open += !done[i];
    }
    iv_t v;
    iv_init(v, 64);
    for (int level = 0; level <= a->top && open > 0; level++) {
        eval *ev = judge_eval(a->judge, level);
        eval_set_box(ev, NULL, 0);
        for (size_t i = 0; i < n && !audit_stopped(a); i++) {
            if (done[i])
                continue;
            done[i] = try_value(a->pool, ev, s->value[i], digits, level == 0,
                                v);
            open -= done[i];
            if (done[i] || (level == a->top && iv_is_bounded(v)))
                audit_enclosure(&r->cells[i].v, v, digits);
            if (level == 0)
                audit_progress(a, i + 1, n);
        }
    }
    for (size_t i = 0; i < n; i++) /* an interruption leaves some unfilled */
        r->cells[i].defined = r->cells[i].v.lo != NULL;
    iv_clear(v);
    free(done);
}

bool table_audit(audit *a)
{
    sheet s = {.a = a};
    size_t count;
    result *r = a->r;
    long digits = a->it->digits;
    if (digits <= 0)
        digits = a->it->kind == ITEM_TABLE ? TABLE_DIGITS : FIGURE_DIGITS;
    bool ok = elab_rows(a->e, a->it, keep_row, &s, &count, a->errs);
    if (ok && s.nrows == 0)
        ok = audit_error(a, "`%s` has no rows", a->it->id);
    if (ok) {
        r->ncells = s.ncells;
        r->cells = xcalloc(s.nrows * s.ncells + 1, sizeof *r->cells);
        r->instances = s.nrows;
        fill(a, &s, digits);
        r->undefined = 0;
        for (size_t i = 0; i < s.nrows * s.ncells; i++)
            r->undefined += s.value[i] != EXPR_NONE && !r->cells[i].defined;
    }
    r->verdict = VERDICT_NONE;
    free(s.value);
    return ok;
}
