/* Programs from texts, for the tests of the language. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "language_support.h"

#include "../../numerics/base/text.h"

#include <stdlib.h>
#include <string.h>

static void put_errors(text_buf *b, const lang_errors *errs)
{
    for (size_t i = 0; i < errs->n; i++)
        text_printf(b, "%s%d:%d %s", i ? "\n" : "", errs->v[i].pos.line,
                    errs->v[i].pos.col, errs->v[i].message);
}

program *lang_program(const char *text)
{
    program *p = program_new();
    lang_errors errs = {0};
    bool ok = program_parse(p, "test", 1, text, strlen(text), &errs);
    text_buf b = {0};
    put_errors(&b, &errs);
    if (!ok)
        fail_msg("%s\n%s", text, b.s ? b.s : "(no error given)");
    assert_int_equal(errs.n, 0);
    text_clear(&b);
    return p;
}

char *lang_complaints(const char *text)
{
    program *p = program_new();
    lang_errors errs = {0};
    text_buf b = {0};
    bool ok = program_parse(p, "test", 1, text, strlen(text), &errs);
    if (ok || !errs.n)
        fail_msg("no error in\n%s", text);
    put_errors(&b, &errs);
    lang_errors_clear(&errs);
    program_free(p);
    return text_take(&b);
}

/* A node as text; a rational as such. */
static void put_expr(text_buf *b, const expr_pool *pool, expr x,
                     char *const *names)
{
    char *s = expr_to_text(pool, x, names, 100000);
    text_put(b, s ? s : "(too long)");
    free(s);
}

char *lang_value(const char *lets, const char *expression)
{
    program *p = lang_program(lets);
    lang_errors errs = {0};
    text_buf b = {0};
    if (program_parse_expr(p, expression, &errs)) {
        elab *e = elab_new(p, NULL);
        const item *it = program_find(p, "it");
        assert_non_null(it);
        expr x = elab_closed(e, it->body, &errs);
        assert_true((x == EXPR_NONE) == (errs.n > 0));
        if (x != EXPR_NONE)
            put_expr(&b, elab_pool(e), x, NULL);
        elab_free(e);
    }
    put_errors(&b, &errs);
    lang_errors_clear(&errs);
    program_free(p);
    return text_take(&b);
}

void lang_assert_value(const char *lets, const char *expression,
                       const char *want)
{
    char *got = lang_value(lets, expression);
    if (strcmp(got, want))
        fail_msg("%s: got %s, want %s", expression, got, want);
    free(got);
}

static void put_range(text_buf *b, const range *r)
{
    char *lo = mpq_get_str(NULL, 10, r->lo), *hi = mpq_get_str(NULL, 10, r->hi);
    text_printf(b, "%c%s, %s%c", r->lo_open ? '(' : '[',
                r->lo_inf ? "-inf" : lo, r->hi_inf ? "inf" : hi,
                r->hi_open ? ')' : ']');
    free(lo);
    free(hi);
}

static void put_signs(text_buf *b, const problem *p, const char *head,
                      const sign_condition *c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text_printf(b, "%s", i ? "; " : head);
        put_expr(b, p->pool, c[i].e, p->names);
        text_put(b, c[i].strict ? " > 0" : " >= 0");
    }
}

static bool show_instance(void *ctx, const binding *binding, problem *p,
                          const expr *chain_e, size_t n)
{
    text_buf *b = ctx;
    assert_true(n >= 2);
    assert_true(chain_e[0] != EXPR_NONE && chain_e[n - 1] != EXPR_NONE);
    text_put(b, b->len ? "\n" : "");
    for (size_t i = 0; i < binding->n; i++) {
        char *v = mpq_get_str(NULL, 10, binding->value[i]);
        text_printf(b, "%s%s=%s", i ? " " : "", binding->name[i], v);
        free(v);
    }
    for (int i = 0; i < p->nvars; i++) {
        text_printf(b, " %s in ", p->names[i]);
        put_range(b, &p->box[i]);
    }
    put_signs(b, p, " given ", p->hyp, p->nhyps);
    put_signs(b, p, " show ", p->goal, p->ngoals);
    for (size_t i = 0; i < p->nhints; i++) {
        text_printf(b, " at %s = ", p->names[p->hint[i].var]);
        put_expr(b, p->pool, p->hint[i].at, p->names);
    }
    return true;
}

char *lang_instances(const char *text, const char *id)
{
    program *p = lang_program(text);
    elab *e = elab_new(p, NULL);
    lang_errors errs = {0};
    text_buf b = {0};
    size_t count = 0;
    const item *it = program_find(p, id);
    assert_non_null(it);
    bool ok = elab_instances(e, it, show_instance, &b, &count, &errs);
    assert_true(ok == !errs.n);
    if (!ok) {
        text_clear(&b);
        put_errors(&b, &errs);
    }
    lang_errors_clear(&errs);
    elab_free(e);
    program_free(p);
    return text_take(&b);
}

static bool just_count(void *ctx, const binding *binding, problem *p,
                       const expr *chain_e, size_t n)
{
    (void)p;
    (void)chain_e;
    (void)n;
    *(size_t *)ctx += binding->part == 0; /* its cases are no instances */
    return true;
}

size_t lang_count(elab *e, const item *it)
{
    lang_errors errs = {0};
    size_t seen = 0, count = 0;
    if (!elab_instances(e, it, just_count, &seen, &count, &errs))
        fail_msg("%s", errs.n ? errs.v[0].message : "(no error given)");
    assert_int_equal(seen, count);
    return count;
}

char *lang_source_path(const char *relative)
{
    const char *root = getenv("ASSAY_SOURCE");
    text_buf b = {0};
    text_printf(&b, "%s/%s", root ? root : ".", relative);
    return text_take(&b);
}
