/* Certificate trees and their text.  See cert.h. */
#include "cert.h"

#include "../base/memory.h"
#include "../base/limits.h"
#include "../base/rational.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rules in the order of cert_rule. */
static const struct {
    const char *name;
    int arity;
} rules[CERT_RULE_COUNT] = {
    {"natural", 0}, {"void", 0},     {"empty", 0},    {"meanvalue", 0},
    {"taylor", 0},  {"split", 2},    {"monotone", 2}, {"contact", 0},
    {"tangent", 1}, {"convex", 0},   {"product", 1},  {"cases", 2},    {"invert", 1},
    {"open", 0},
};

cert_node *cert_new(cert_rule rule)
{
    cert_node *c = xcalloc(1, sizeof *c);
    c->rule = rule;
    mpq_init(c->q);
    return c;
}

/* Iterative: the tree is unlinked into a list through child[0]. */
void cert_free(cert_node *c)
{
    while (c != NULL) {
        cert_node *l = c->child[0], *r = c->child[1], *next;
        if (l != NULL && r != NULL) { /* hang r below l's rightmost spine */
            cert_node *t = l;
            while (t->child[1] != NULL)
                t = t->child[1];
            t->child[1] = r;
        }
        next = l != NULL ? l : r;
        mpq_clear(c->q);
        free(c->expr);
        free(c->power);
        free(c);
        c = next;
    }
}

int cert_arity(cert_rule rule)
{
    return rules[rule].arity;
}

const char *cert_rule_name(cert_rule rule)
{
    return rules[rule].name;
}

/* Depth is bounded by CERT_MAX_DEPTH wherever trees are made. */
size_t cert_leaves(const cert_node *c)
{
    if (c == NULL)
        return 0;
    if (rules[c->rule].arity == 0)
        return 1;
    return cert_leaves(c->child[0]) + cert_leaves(c->child[1]);
}

size_t cert_depth(const cert_node *c)
{
    if (c == NULL)
        return 0;
    size_t a = cert_depth(c->child[0]), b = cert_depth(c->child[1]);
    return 1 + (a > b ? a : b);
}

void cert_count_rules(const cert_node *c, size_t count[CERT_RULE_COUNT])
{
    if (c == NULL)
        return;
    count[c->rule]++;
    cert_count_rules(c->child[0], count);
    cert_count_rules(c->child[1], count);
}

bool cert_is_complete(const cert_node *c)
{
    if (c == NULL || c->rule == CERT_OPEN)
        return false;
    for (int k = 0; k < rules[c->rule].arity; k++)
        if (!cert_is_complete(c->child[k]))
            return false;
    return true;
}

/* ---- writing ----------------------------------------------------------- */

static void put_expr(text_buf *b, const problem *p, expr e)
{
    char *s = expr_to_text(p->pool, e, p->names, LIMIT_CERT_TEXT);
    text_put(b, " ");
    text_put(b, s != NULL ? s : "(too long)"); /* the reader then refuses */
    free(s);
}

static void put_q(text_buf *b, mpq_srcptr q)
{
    char *s = mpq_get_str(NULL, 10, q);
    text_printf(b, " %s", s);
    free(s);
}

static void put_args(text_buf *b, const cert_node *c, const problem *p)
{
    switch (c->rule) {
    case CERT_VOID:
    case CERT_CASES:
        text_printf(b, " %d", c->order);
        break;
    case CERT_TAYLOR:
        text_printf(b, " %s %d", p->names[c->var], c->order);
        put_q(b, c->q);
        break;
    case CERT_SPLIT:
        text_printf(b, " %s", p->names[c->var]);
        put_q(b, c->q);
        break;
    case CERT_MONOTONE:
        text_printf(b, " %s %s", p->names[c->var],
                    c->order == 1    ? "+"
                    : c->order == 2  ? "++"
                    : c->order == -1 ? "-"
                                     : "--");
        break;
    case CERT_CONTACT:
    case CERT_TANGENT:
        text_printf(b, " %s %d", p->names[c->var], c->order);
        put_expr(b, p, c->expr[0]);
        break;
    case CERT_CONVEX:
        for (size_t i = 0; i < c->nexpr; i++)
            put_expr(b, p, c->expr[i]);
        break;
    case CERT_PRODUCT:
        text_printf(b, " %zu", c->nexpr - 1);
        for (size_t i = 0; i < c->nexpr; i++) {
            put_expr(b, p, c->expr[i]);
            if (i + 1 < c->nexpr)
                text_printf(b, " %ld", c->power[i]);
        }
        break;
    case CERT_INVERT:
        text_printf(b, " %s", p->names[c->var]);
        break;
    default:
        break;
    }
    if (c->prec != 0)
        text_printf(b, " @%ld", c->prec);
}

static void write_node(text_buf *b, const cert_node *c, const problem *p,
                       int indent)
{
    /* deep trees would make quadratic text: the indent stops at 40 */
    text_printf(b, "%*s%s", indent < 40 ? indent : 40, "",
                c != NULL ? rules[c->rule].name : "open");
    if (c != NULL)
        put_args(b, c, p);
    text_put(b, "\n");
    for (int k = 0; c != NULL && k < rules[c->rule].arity; k++)
        write_node(b, c->child[k], p, indent + 1);
}

void cert_write(text_buf *b, const cert_node *c, const problem *p)
{
    write_node(b, c, p, 0);
}

/* ---- reading ----------------------------------------------------------- */

typedef struct {
    const char *s;
    int *line;
    problem *p;
    char *err;
    size_t err_size;
} reader;

static bool fail(reader *r, const char *why)
{
    if (r->err_size > 0 && r->err[0] == '\0')
        snprintf(r->err, r->err_size, "line %d: %s", *r->line, why);
    return false;
}

static void blanks(reader *r)
{
    while (*r->s == ' ')
        r->s++;
}

/* The next word on this line; length 0 at the end of the line. */
static size_t word(reader *r, const char **w)
{
    blanks(r);
    *w = r->s;
    size_t n = strcspn(r->s, " \n");
    r->s += n;
    return n;
}

static bool read_int(reader *r, long lo, long hi, long *out)
{
    const char *w;
    size_t n = word(r, &w);
    if (n == 0 || n > 12)
        return fail(r, "a whole number is missing");
    char copy[16], *end;
    memcpy(copy, w, n);
    copy[n] = '\0';
    const char *digits = copy + (copy[0] == '-');
    bool zeros = digits[0] == '0' && (digits[1] != '\0' || digits != copy);
    if (!isdigit((unsigned char)digits[0]) || zeros)
        return fail(r, "not a whole number");
    *out = strtol(copy, &end, 10);
    if (*end != '\0' || *out < lo || *out > hi)
        return fail(r, "not a whole number, or out of range");
    return true;
}

static bool read_var(reader *r, int *var)
{
    const char *w;
    size_t n = word(r, &w);
    for (int i = 0; i < r->p->nvars; i++)
        if (strlen(r->p->names[i]) == n &&
            memcmp(w, r->p->names[i], n) == 0) {
            *var = i;
            return true;
        }
    return fail(r, "unknown variable");
}

static bool read_q(reader *r, cert_node *c)
{
    const char *w;
    size_t n = word(r, &w);
    if (n == 0 || n > LIMIT_CERT_TEXT)
        return fail(r, "a rational number is missing");
    c->has_q = rational_read(c->q, w, n);
    return c->has_q ? true : fail(r, "this is no fraction in lowest terms");
}

static bool read_expr(reader *r, cert_node *c)
{
    const char *end;
    blanks(r);
    expr e = expr_from_text(r->p->pool, r->s, &end, r->p->names, r->p->nvars);
    if (e == EXPR_NONE)
        return fail(r, "malformed expression");
    r->s = end;
    c->expr = xrealloc(c->expr, (c->nexpr + 1) * sizeof *c->expr);
    c->expr[c->nexpr++] = e;
    return true;
}

static bool read_monotone(reader *r, cert_node *c)
{
    static const char *const dir[] = {"--", "-", "+", "++"};
    static const int order[] = {-2, -1, 1, 2};
    const char *w;
    if (!read_var(r, &c->var))
        return false;
    size_t n = word(r, &w);
    for (int i = 0; i < 4; i++)
        if (strlen(dir[i]) == n && memcmp(w, dir[i], n) == 0) {
            c->order = order[i];
            return true;
        }
    return fail(r, "a direction (+, -, ++ or --) is missing");
}

static bool read_product(reader *r, cert_node *c)
{
    long n;
    if (!read_int(r, 0, LIMIT_CERT_EXPRS, &n))
        return false;
    c->power = xcalloc((size_t)n, sizeof *c->power);
    for (long i = 0; i < n; i++)
        if (!read_expr(r, c) || !read_int(r, -EXPR_MAX_POWER, EXPR_MAX_POWER,
                                          &c->power[i]))
            return false;
    return read_expr(r, c);
}

static bool read_args(reader *r, cert_node *c)
{
    long n = 0;
    bool ok = true;
    switch (c->rule) {
    case CERT_VOID:
    case CERT_CASES:
        ok = read_int(r, 0, LIMIT_INDEX_MAX, &n);
        break;
    case CERT_TAYLOR:
        ok = read_var(r, &c->var) && read_int(r, 1, LIMIT_ORDER_MAX, &n) && read_q(r, c);
        break;
    case CERT_SPLIT:
        ok = read_var(r, &c->var) && read_q(r, c);
        break;
    case CERT_MONOTONE:
        return read_monotone(r, c);
    case CERT_CONTACT:
    case CERT_TANGENT:
        ok = read_var(r, &c->var) && read_int(r, 1, LIMIT_ORDER_MAX, &n) && read_expr(r, c);
        break;
    case CERT_CONVEX:
        for (int i = 0; i < r->p->nvars && ok; i++)
            ok = read_expr(r, c);
        break;
    case CERT_PRODUCT:
        ok = read_product(r, c);
        break;
    case CERT_INVERT:
        ok = read_var(r, &c->var);
        break;
    default:
        break;
    }
    c->order = (int)n;
    return ok;
}

static cert_rule find_rule(const char *w, size_t n)
{
    for (int k = 0; k < CERT_RULE_COUNT; k++)
        if (strlen(rules[k].name) == n && memcmp(rules[k].name, w, n) == 0)
            return (cert_rule)k;
    return CERT_RULE_COUNT;
}

static bool read_line(reader *r, cert_node **out)
{
    const char *w;
    size_t n = word(r, &w);
    cert_rule rule = find_rule(w, n);
    if (rule == CERT_RULE_COUNT)
        return fail(r, n == 0 ? "a rule is missing" : "unknown rule");
    cert_node *c = *out = cert_new(rule);
    if (!read_args(r, c))
        return false;
    blanks(r);
    if (*r->s == '@') {
        r->s++;
        if (!read_int(r, LIMIT_PREC_MIN, LIMIT_PREC_MAX, &c->prec))
            return false;
        blanks(r);
    }
    if (*r->s != '\n')
        return fail(r, "unexpected text at the end of the line");
    r->s++;
    ++*r->line;
    return true;
}

static cert_node *read_tree(reader *r, int depth)
{
    cert_node *c = NULL;
    if (depth > CERT_MAX_DEPTH) {
        fail(r, "nested too deeply");
        return NULL;
    }
    bool ok = read_line(r, &c);
    for (int k = 0; ok && k < rules[c->rule].arity; k++)
        ok = (c->child[k] = read_tree(r, depth + 1)) != NULL;
    if (ok)
        return c;
    cert_free(c);
    return NULL;
}

cert_node *cert_read(const char **text, int *line, problem *p, char *err,
                     size_t err_size)
{
    reader r = {*text, line, p, err, err_size};
    if (err_size > 0)
        err[0] = '\0';
    cert_node *c = read_tree(&r, 1);
    *text = r.s;
    return c;
}
