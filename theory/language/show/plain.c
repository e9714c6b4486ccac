/* Items back to their own syntax, on one line.  What is written here parses
 * to the same trees. */
#include "plain.h"
#include "../vocabulary.h"

#include <string.h>

/* Binding strength, weakest first. */
enum {
    EXPR,
    SUM,
    TERM,
    UNARY,
    POWER,
    ATOM
};

static void put(text_buf *b, const ast *a, int need);

static int strength(const ast *a)
{
    switch (a->kind) {
    case AST_IF:
    case AST_AND:
    case AST_REL:
        return EXPR;
    case AST_ADD:
    case AST_SUB:
        return SUM;
    case AST_MUL:
    case AST_DIV:
        return TERM;
    case AST_NEG:
        return UNARY;
    case AST_POW:
        return POWER;
    default:
        return ATOM;
    }
}

static void put_args(text_buf *b, const ast *a)
{
    text_put(b, "(");
    for (size_t i = 0; i < a->nargs; i++) {
        text_put(b, i ? ", " : "");
        put(b, a->arg[i], EXPR);
    }
    text_put(b, ")");
}

static void put_infix(text_buf *b, const ast *a, int left, const char *op,
                      int right)
{
    put(b, a->arg[0], left);
    text_put(b, op);
    put(b, a->arg[1], right);
}

static void put_list(text_buf *b, ast *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text_put(b, i ? ", " : "{");
        put(b, list[i], EXPR);
    }
    text_put(b, "}");
}

/* (a, b), p, q), behind `total_variation(x in ` */
static void put_distance(text_buf *b, const ast *a)
{
    text_put(b, "(");
    put_infix(b, a, EXPR, ", ", EXPR);
    text_put(b, "), ");
    put_infix(b, a->arg[2], EXPR, ", ", EXPR);
    text_put(b, ")");
}

static void put_fold(text_buf *b, const ast *a)
{
    bool mean = !strcmp(a->name, "normal_mean");
    text_printf(b, "%s(%s", a->name, a->index);
    text_put(b, mean ? ", " : " in ");
    if (builtin_is_distance(a)) {
        put_distance(b, a);
        return;
    }
    if (a->list)
        put_list(b, a->arg, a->nargs - 1);
    else if (!mean)
        put_infix(b, a, EXPR, "..", EXPR);
    text_put(b, mean ? "" : ", ");
    put(b, a->arg[a->nargs - 1], EXPR);
    text_put(b, ")");
}

static void put_bare(text_buf *b, const ast *a)
{
    switch (a->kind) {
    case AST_NUMBER:
        text_put(b, a->text);
        break;
    case AST_NAME:
        text_put(b, a->name);
        break;
    case AST_CALL:
        text_put(b, a->name);
        put_args(b, a);
        break;
    case AST_NEG:
        text_put(b, "-");
        put(b, a->arg[0], UNARY);
        break;
    case AST_ADD:
        put_infix(b, a, SUM, " + ", TERM);
        break;
    case AST_SUB:
        put_infix(b, a, SUM, " - ", TERM);
        break;
    case AST_MUL:
        put_infix(b, a, TERM, "*", UNARY);
        break;
    case AST_DIV:
        put_infix(b, a, TERM, "/", UNARY);
        break;
    case AST_POW:
        put_infix(b, a, ATOM, "^", UNARY);
        break;
    case AST_REL:
        put(b, a->arg[0], EXPR);
        text_printf(b, " %s ", rel_text(a->rel));
        put(b, a->arg[1], EXPR);
        break;
    case AST_AND:
        put_infix(b, a, EXPR, " and ", EXPR);
        break;
    case AST_FOLD:
        put_fold(b, a);
        break;
    case AST_IF:
        text_put(b, "if ");
        put(b, a->arg[0], EXPR);
        text_put(b, " then ");
        put(b, a->arg[1], EXPR);
        text_put(b, " else ");
        put(b, a->arg[2], EXPR);
    }
}

static void put(text_buf *b, const ast *a, int need)
{
    bool bare = strength(a) >= need;
    text_put(b, bare ? "" : "(");
    put_bare(b, a);
    text_put(b, bare ? "" : ")");
}

char *plain_expr(const ast *a)
{
    text_buf b = {0};
    put(&b, a, 0);
    return text_take(&b);
}

/* An operand of a relation: an `if` would swallow what follows. */
static void put_side(text_buf *b, const ast *a)
{
    put(b, a, SUM);
}

void plain_put_chain(text_buf *b, const ast_chain *c)
{
    for (size_t i = 0; c->e && i <= c->n; i++) {
        if (i)
            text_printf(b, " %s ", rel_text(c->rel[i - 1]));
        put_side(b, c->e[i]);
    }
}

static void put_domain(text_buf *b, const binder *d)
{
    if (d->kind == DOM_INTEGERS) {
        put(b, d->lo, SUM);
        text_put(b, "..");
        if (d->hi)
            put(b, d->hi, SUM);
        else
            text_put(b, "inf");
    } else if (d->list_name) {
        text_put(b, d->list_name);
    } else if (d->kind == DOM_LIST) {
        put_list(b, d->list, d->nlist);
    } else {
        text_put(b, d->lo && !d->lo_open ? "[" : "(");
        if (d->lo)
            put(b, d->lo, EXPR);
        text_put(b, d->lo ? ", " : "-inf, ");
        if (d->hi)
            put(b, d->hi, EXPR);
        text_put(b, d->hi ? "" : "inf");
        text_put(b, d->hi && !d->hi_open ? "]" : ")");
    }
}

static void put_domains(text_buf *b, const item *it)
{
    for (size_t i = 0; i < it->nbind; i++) {
        text_printf(b, "%s %s in ", i ? "," : " for", it->bind[i].name);
        put_domain(b, &it->bind[i]);
    }
    for (size_t i = 0; i < it->nseq; i++) {
        const sequence *s = &it->seq[i];
        text_printf(b, "%s %s(%s in ", i + it->nbind ? "," : " for", s->name,
                    s->index);
        put(b, s->lo, EXPR);
        text_put(b, "..");
        put(b, s->hi, EXPR);
        text_put(b, ")");
    }
    for (size_t i = 0; i < it->nwhere; i++) {
        text_put(b, i ? ", " : " where ");
        plain_put_chain(b, &it->where[i]);
    }
    for (size_t i = 0; i < it->nabout; i++) {
        text_put(b, i + it->nwhere ? ", " : " where ");
        plain_put_chain(b, &it->about[i].chain);
    }
}

static void put_head(text_buf *b, const item *it)
{
    for (size_t i = 0; i < it->ncites; i++) {
        text_printf(b, " cites %s", it->cite[i].key);
        if (it->cite[i].label)
            text_printf(b, " \"%s\"", it->cite[i].label);
    }
    for (size_t i = 0; i < it->nuses; i++)
        text_printf(b, "%s %s", i ? "," : " uses", it->uses[i]);
    put_domains(b, it);
}

static void put_columns(text_buf *b, const item *it)
{
    text_put(b, it->kind == ITEM_TABLE ? " columns " : " curves ");
    for (size_t i = 0; i < it->ncols; i++) {
        const column *c = &it->col[i];
        text_printf(b, "%s%s", i ? ", " : "", c->name);
        if (c->title)
            text_printf(b, " \"%s\"", c->title);
        text_put(b, " = ");
        put(b, c->value, EXPR);
        if (c->paper) {
            text_put(b, " paper ");
            put(b, c->paper, EXPR);
        }
        if (c->value2) {
            text_put(b, " to ");
            put(b, c->value2, EXPR);
        }
        if (c->style)
            text_printf(b, " as %s", c->style);
    }
}

static void put_main(text_buf *b, const item *it)
{
    for (size_t i = 0; i < it->nover; i++)
        text_printf(b, "%s %s", i ? "," : " over", it->over[i]);
    if (it->kind == ITEM_CONSTANT)
        text_printf(b, " %s %s with ", it->largest ? "largest" : "smallest",
                    it->unknown);
    else if (it->kind == ITEM_THRESHOLD)
        text_printf(b, " find %s with ", it->unknown);
    else if (it->show.e)
        text_put(b, it->kind == ITEM_ROOT ? " solve " : " show ");
    plain_by_put_links(b, it);
    if (it->ncols)
        put_columns(b, it);
    if (it->reason)
        text_printf(b, " because \"%s\"", it->reason);
}

static void put_option(text_buf *b, const item *it, size_t i)
{
    const option *o = &it->opt[i];
    const char *k = o->key;
    if (!strcmp(k + 1, "min") || !strcmp(k + 1, "max")) {
        bool low = k[2] == 'i'; /* xmin, then xmax: xrange [a, b] */
        if (low)
            text_printf(b, " %crange [", k[0]);
        else
            text_put(b, ", ");
        put(b, o->value, EXPR);
        text_put(b, low ? "" : "]");
    } else if (o->value) {
        text_printf(b, " %s ", k);
        put(b, o->value, EXPR);
    } else {
        bool word = !strcmp(k + 1, "scale");
        text_printf(b, word ? " %s %s" : " %s \"%s\"", k, o->text);
    }
}

static void put_tail(text_buf *b, const item *it)
{
    static const char *const words[] = {
        [VERDICT_PROVED] = "proved",
        [VERDICT_REFUTED] = "refuted",
        [VERDICT_UNDECIDED] = "undecided",
        [VERDICT_ENCLOSED] = "enclosed",
    };
    for (size_t i = 0; i < it->nhints; i++) {
        text_printf(b, " equality at %s = ", it->hint[i].var);
        put(b, it->hint[i].at, EXPR);
    }
    if (it->paper) {
        text_put(b, " paper ");
        put(b, it->paper, EXPR);
    }
    if (it->digits)
        text_printf(b, " digits %ld", it->digits);
    if (it->precision)
        text_printf(b, " precision %ld", it->precision);
    if (it->boxes)
        text_printf(b, " boxes %ld", it->boxes);
    for (size_t i = 0; i < it->nopts; i++)
        put_option(b, it, i);
    if (it->has_expect)
        text_printf(b, " expect %s", words[it->expect]);
}

static void put_let(text_buf *b, const item *it)
{
    text_printf(b, "let %s", it->id);
    for (size_t i = 0; i < it->nparams; i++)
        text_printf(b, "%s%s", i ? ", " : "(", it->param[i]);
    text_put(b, it->nparams ? ") = " : " = ");
    if (it->nlist)
        put_list(b, it->list, it->nlist);
    else
        put(b, it->body, EXPR);
}

char *plain_claim(const item *it)
{
    item bare = *it;
    text_buf b = {0};
    bare.has_expect = false;
    put_domains(&b, it);
    text_put(&b, b.len > 0 ? ": " : "");
    plain_put_chain(&b, &it->show);
    put_tail(&b, &bare);
    char *s = text_take(&b);
    if (s[0] == ' ')
        memmove(s, s + 1, strlen(s));
    return s;
}

char *plain_item(const item *it)
{
    text_buf b = {0};
    if (it->kind == ITEM_LET) {
        put_let(&b, it);
    } else {
        text_printf(&b, "%s %s \"%s\"", item_kind_name(it->kind), it->id,
                    it->title);
        put_head(&b, it);
        plain_by_put(&b, it);
        put_main(&b, it);
        put_tail(&b, it);
    }
    return text_take(&b);
}
