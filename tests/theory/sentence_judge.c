/* tests/theory/sentence_judge.c: see sentence_judge.h. */
#include "sentence_judge.h"

#include "../../numerics/base/text.h"

#include <gmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *words(const char *fmt, ...)
{
    va_list ap;
    char *s = NULL;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    assert_true(n >= 0);
    s = malloc((size_t)n + 1);
    assert_non_null(s);
    va_start(ap, fmt);
    vsnprintf(s, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return s;
}

char *side_of(const subject *s, size_t k)
{
    return plain_expr(s->it->show.e[k]);
}

char *difference_of(const subject *s, size_t relation)
{
    rel_kind k = s->it->show.rel[relation - 1];
    bool left = k == REL_GE || k == REL_GT;
    char *a = side_of(s, relation - 1), *b = side_of(s, relation);
    char *d = k == REL_NE ? words("abs((%s) - (%s))", b, a)
              : left      ? words("(%s) - (%s)", a, b)
                          : words("(%s) - (%s)", b, a);
    free(a);
    free(b);
    return d;
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

char *with_value(const char *text, const char *name, const char *value)
{
    text_buf b = {0};
    size_t n = strlen(name);
    for (const char *s = text; *s != '\0';) {
        bool here = strncmp(s, name, n) == 0 && !in_word(s[n]) &&
                    (s == text || !in_word(s[-1]));
        if (here)
            text_printf(&b, "(%s)", value);
        else
            text_put_n(&b, s, 1);
        s += here ? n : 1;
    }
    return text_take(&b);
}

/* ---- numbers ------------------------------------------------------------ */

/* One unit in the last place of a decimal's digits, in its exponent. */
static char *unit_of(const char *mantissa, const char *exponent)
{
    text_buf b = {0};
    const char *digits = mantissa + (*mantissa == '-');
    for (size_t i = 0; digits[i] != '\0'; i++)
        text_put_n(&b,
                   digits[i] == '.'        ? "."
                   : digits[i + 1] == '\0' ? "1"
                                           : "0",
                   1);
    text_put(&b, exponent);
    return text_take(&b);
}

void number_ends(const char *s, char **lo, char **hi)
{
    const char *open = strchr(s, '('), *comma = strchr(s, ',');
    if (*s == '[' && comma != NULL) {
        *lo = words("%.*s", (int)(comma - s) - 1, s + 1);
        *hi = words("%.*s", (int)strlen(comma + 2) - 1, comma + 2);
    } else if (open == NULL) {
        *lo = words("%s", s);
        *hi = words("%s", s);
    } else {
        assert_memory_equal(open, "(1)", 3);
        char *mantissa = words("%.*s", (int)(open - s), s);
        char *unit = unit_of(mantissa, open + 3);
        *lo = words("%s%s - %s", mantissa, open + 3, unit);
        *hi = words("%s%s + %s", mantissa, open + 3, unit);
        free(mantissa);
        free(unit);
    }
}

/* ---- statements --------------------------------------------------------- */

char *coordinate(const char *at, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = at; p != NULL && *p != '\0'; p = strstr(p, ", ")) {
        p += strncmp(p, ", ", 2) == 0 ? 2 : 0;
        if (strncmp(p, name, n) == 0 && strncmp(p + n, " = ", 3) == 0)
            return words("%.*s", (int)strcspn(p + n + 3, ","), p + n + 3);
    }
    return NULL;
}

static void put_side(text_buf *b, const ast *a)
{
    char *s = plain_expr(a);
    text_put(b, s);
    free(s);
}

static void put_domain(text_buf *b, const binder *d)
{
    if (d->kind == DOM_LIST) {
        for (size_t i = 0; i < d->nlist; i++) {
            text_put(b, i > 0 ? ", " : "{");
            put_side(b, d->list[i]);
        }
        text_put(b, "}");
        return;
    }
    bool whole = d->kind == DOM_INTEGERS;
    text_put(b, whole ? "" : d->lo == NULL || d->lo_open ? "(" : "[");
    if (d->lo != NULL)
        put_side(b, d->lo);
    else
        text_put(b, "-inf");
    text_put(b, whole ? ".." : ", ");
    if (d->hi != NULL)
        put_side(b, d->hi);
    else
        text_put(b, "inf");
    text_put(b, whole ? "" : d->hi == NULL || d->hi_open ? ")" : "]");
}

/* That the value lies in the domain that it stands for. */
static void put_membership(text_buf *b, const binder *d, const char *value,
                           const char **sep)
{
    if (d->kind == DOM_LIST) {
        text_printf(b, "%sabs(", *sep);
        for (size_t i = 0; i < d->nlist; i++) {
            text_printf(b, "%s(%s - (", i > 0 ? "*" : "", value);
            put_side(b, d->list[i]);
            text_put(b, "))");
        }
        text_put(b, ") <= 0");
        *sep = ", ";
        return;
    }
    if (d->kind == DOM_INTEGERS)
        assert_null(strpbrk(value, "./"));
    for (int end = 0; end < 2; end++) {
        const ast *e = end == 0 ? d->lo : d->hi;
        bool open = end == 0 ? d->lo_open : d->hi_open;
        if (e == NULL)
            continue;
        text_printf(b, "%s%s %s ", *sep, d->name,
                    end == 0 ? open ? ">" : ">="
                    : open   ? "<"
                             : "<=");
        put_side(b, e);
        *sep = ", ";
    }
}

static void put_chain(text_buf *b, const ast_chain *c)
{
    for (size_t i = 0; i <= c->n; i++) {
        if (i > 0)
            text_printf(b, " %s ", rel_text(c->rel[i - 1]));
        put_side(b, c->e[i]);
    }
}

static void put_binders(text_buf *b, const item *it, const char *at)
{
    for (size_t i = 0; i < it->nbind; i++) {
        char *v = coordinate(at, it->bind[i].name);
        text_printf(b, "%s %s in ", i > 0 ? "," : " for", it->bind[i].name);
        if (v != NULL)
            text_printf(b, "{%s}", v);
        else
            put_domain(b, &it->bind[i]);
        free(v);
    }
    for (size_t i = 0; i < it->nseq; i++) {
        char *lo = plain_expr(it->seq[i].lo), *hi = plain_expr(it->seq[i].hi);
        text_printf(b, ", %s(%s in %s..%s)", it->seq[i].name, it->seq[i].index,
                    lo, hi);
        free(lo);
        free(hi);
    }
    const char *sep = " where ";
    for (size_t i = 0; i < it->nbind; i++) {
        char *v = coordinate(at, it->bind[i].name);
        if (v != NULL)
            put_membership(b, &it->bind[i], v, &sep);
        free(v);
    }
    for (size_t i = 0; i < it->nwhere; i++) {
        text_put(b, sep);
        put_chain(b, &it->where[i]);
        sep = ", ";
    }
    for (size_t i = 0; i < it->nabout; i++) {
        text_put(b, sep);
        put_chain(b, &it->about[i].chain);
        sep = ", ";
    }
}

static void put_definitions(text_buf *b, const program *p)
{
    for (size_t i = 0; i < program_count(p); i++) {
        const item *it = program_item(p, i);
        if (it->kind != ITEM_LET)
            continue;
        char *s = plain_item(it);
        text_printf(b, "%s\n", s);
        free(s);
    }
}

/* The only statement of text; its instances, when asked for. */
static verdict_kind judge_text(const char *text, size_t *instances)
{
    program *p = program_new();
    lang_errors errs = {0};
    result *res = NULL;
    verdict_kind v = VERDICT_NONE;
    audit_options o = {.cert_dir = NULL};
    bool ok = program_parse(p, "sentence", 1, text, strlen(text), &errs);
    elab *e = elab_new(p, NULL);
    size_t n = program_count(p);
    if (ok && audit_program(p, e, &o, &res, &errs)) {
        v = res[n - 1].verdict;
        if (instances != NULL)
            *instances = res[n - 1].instances;
    }
    for (size_t i = 0; i < errs.n; i++)
        print_error("%s\nin %s\n", errs.v[i].message, text);
    result_free(res, res != NULL ? n : 0);
    elab_free(e);
    program_free(p);
    lang_errors_clear(&errs);
    return v;
}

static void put_induction(text_buf *b, const induction_clause *in)
{
    if (!in->var)
        return;
    text_printf(b, " by induction on %s", in->var);
    if (in->has_from)
        text_printf(b, " from %ld", in->from);
    text_printf(b, " depth %ld", in->depth);
}

static char *text_of(const subject *s, const question *q)
{
    text_buf b = {0};
    put_definitions(&b, s->prog);
    if (q->value != NULL)
        text_printf(&b, "let %s = %s\n", s->it->unknown, q->value);
    text_printf(&b, "%s asked \"\"", q->kind != NULL ? q->kind : "claim");
    put_binders(&b, s->it, q->at);
    /* of a sequence a base has all values, which show that there is one */
    if ((q->show == NULL || s->it->nseq > 0) &&
        (q->at == NULL || *q->at == '\0'))
        put_induction(&b, &s->it->induction);
    text_put(&b, q->kind != NULL && strcmp(q->kind, "root") == 0 ? " solve "
                                                                 : " show ");
    if (q->show != NULL)
        text_put(&b, q->show);
    else
        put_chain(&b, &s->it->show);
    for (size_t i = 0; i < s->it->nhints && q->show == NULL &&
                       (q->at == NULL || *q->at == '\0');
         i++) {
        text_printf(&b, " equality at %s = ", s->it->hint[i].var);
        put_side(&b, s->it->hint[i].at);
    }
    if (s->it->precision > 0)
        text_printf(&b, " precision %ld", s->it->precision);
    return text_take(&b);
}

verdict_kind ask(const subject *s, question q)
{
    char *text = text_of(s, &q);
    verdict_kind v = judge_text(text, NULL);
    free(text);
    return v;
}

verdict_kind ask_closed(const subject *s, const char *show)
{
    text_buf b = {0};
    put_definitions(&b, s->prog);
    text_printf(&b, "claim asked \"\" show %s", show);
    verdict_kind v = judge_text(b.s, NULL);
    text_clear(&b);
    return v;
}

size_t ask_instances(const subject *s)
{
    size_t n = 0;
    question q = {.show = "0 <= 1"};
    char *text = text_of(s, &q);
    assert_int_equal(judge_text(text, &n), VERDICT_PROVED);
    free(text);
    return n;
}
