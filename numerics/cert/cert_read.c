/* A certificate's tree, from its text.  Believed to give the tree that the text
 * says, or an error; strict, so that one tree has one text. */
#include "cert_internal.h"

#include "../base/memory.h"
#include "../base/limits.h"
#include "../base/rational.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static bool read_var(reader *r, cert_node *c)
{
    const char *w;
    size_t n = word(r, &w);
    for (int i = 0; i < r->p->nvars; i++)
        if (strlen(r->p->names[i]) == n && memcmp(w, r->p->names[i], n) == 0) {
            c->var = i;
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

static bool read_direction(reader *r, cert_node *c)
{
    static const char *const dir[] = {"--", "-", "+", "++"};
    static const int order[] = {-2, -1, 1, 2};
    const char *w;
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
        if (!read_expr(r, c) ||
            !read_int(r, -EXPR_MAX_POWER, EXPR_MAX_POWER, &c->power[i]))
            return false;
    return read_expr(r, c);
}

static bool read_relation(reader *r, cert_node *c)
{
    const char *w;
    size_t n = word(r, &w);
    bool strict = n == 1 && w[0] == '>';
    c->order = strict;
    return strict || (n == 2 && memcmp(w, ">=", 2) == 0) ||
           fail(r, "a relation (>= or >) is missing");
}

static void put_index(cert_node *c, long k)
{
    c->index = xrealloc(c->index, (c->nindex + 1) * sizeof *c->index);
    c->index[c->nindex++] = k;
}

/* One term: C, S, and which hypotheses stand beside them. */
static bool read_term(reader *r, cert_node *c)
{
    long n, k;
    if (!read_q(r, c))
        return false;
    c->expr = xrealloc(c->expr, (c->nexpr + 1) * sizeof *c->expr);
    c->expr[c->nexpr++] = expr_q(r->p->pool, c->q);
    if (!read_expr(r, c) || !read_int(r, 0, LIMIT_CERT_FACTORS, &n))
        return false;
    put_index(c, n);
    for (long i = 0; i < n; i++) {
        if (!read_int(r, 0, LIMIT_INDEX_MAX, &k))
            return false;
        put_index(c, k);
    }
    return true;
}

static bool read_sum(reader *r, cert_node *c)
{
    long n;
    bool ok = read_int(r, 0, LIMIT_CERT_EXPRS, &n);
    for (long i = 0; i < n && ok; i++)
        ok = read_term(r, c);
    mpq_set_si(c->q, 0, 1);
    c->has_q = false;
    return ok;
}

static bool read_order(reader *r, cert_node *c)
{
    long n;
    if (!read_int(r, 1, LIMIT_ORDER_MAX, &n))
        return false;
    c->order = (int)n;
    return true;
}

static bool read_index(reader *r, cert_node *c)
{
    long n;
    if (!read_int(r, 0, LIMIT_INDEX_MAX, &n))
        return false;
    c->order = (int)n;
    return true;
}

/* An end of a range, n bytes: a rational or, where it is open, `infinite`. */
static bool read_end(const char *w, size_t n, const char *infinite, mpq_ptr q,
                     bool *inf, bool open)
{
    *inf = strlen(infinite) == n && memcmp(w, infinite, n) == 0;
    return *inf ? open : rational_read(q, w, n);
}

static bool read_range(reader *r, cert_node *c)
{
    const char *w;
    size_t n = word(r, &w), lo = 0;
    if (n > LIMIT_CERT_TEXT)
        return fail(r, "a range is too long");
    while (lo < n && w[lo] != ',')
        lo++;
    if (lo + 2 > n || (w[0] != '(' && w[0] != '[') ||
        (w[n - 1] != ')' && w[n - 1] != ']'))
        return fail(r, "a range is missing");
    range t;
    range_init(&t);
    t.lo_open = w[0] == '(';
    t.hi_open = w[n - 1] == ')';
    bool ok =
        read_end(w + 1, lo - 1, "-inf", t.lo, &t.lo_inf, t.lo_open) &&
        read_end(w + lo + 1, n - lo - 2, "inf", t.hi, &t.hi_inf, t.hi_open);
    if (ok)
        cert_set_range(c, &t);
    range_clear(&t);
    return ok || fail(r, "malformed range");
}

static bool read_point(reader *r, cert_node *c)
{
    bool ok = true;
    for (int i = 0; i < r->p->nvars && ok; i++)
        ok = read_expr(r, c);
    return ok;
}

static bool read_pairs(reader *r, cert_node *c)
{
    return read_point(r, c) && read_point(r, c);
}

static bool read_map(reader *r, cert_node *c)
{
    return read_point(r, c) && read_point(r, c) && read_point(r, c);
}

static bool read_children(reader *r, cert_node *c)
{
    long n;
    if (!read_int(r, 0, LIMIT_CERT_CHILDREN, &n))
        return false;
    cert_set_children(c, (size_t)n);
    return true;
}

static bool read_slope(reader *r, cert_node *c)
{
    return read_expr(r, c) && read_expr(r, c);
}

static const struct {
    char letter;
    bool (*read)(reader *r, cert_node *c);
} parts[] = {
    {'v', read_var},   {'q', read_q},         {'m', read_order},
    {'j', read_index}, {'d', read_direction}, {'e', read_expr},
    {'E', read_point}, {'p', read_product},   {'r', read_relation},
    {'t', read_sum},   {'n', read_children},
    {'R', read_range},  {'s', read_slope},
    {'M', read_map},   {'D', read_pairs},
};

static bool read_args(reader *r, cert_node *c)
{
    bool ok = true;
    for (const char *l = cert_rows[c->rule].line; *l != '\0' && ok; l++) {
        size_t k = 0;
        while (k + 1 < sizeof parts / sizeof parts[0] && parts[k].letter != *l)
            k++;
        assert(parts[k].letter == *l); /* else rules.def has a new letter */
        ok = parts[k].read(r, c);
    }
    return ok;
}

/* ---- nodes -------------------------------------------------------------- */

static cert_rule find_rule(const char *w, size_t n)
{
    for (int k = 0; k < CERT_RULE_COUNT; k++)
        if (strlen(cert_rows[k].word) == n &&
            memcmp(cert_rows[k].word, w, n) == 0)
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
    for (size_t k = 0; ok && k < c->nchild; k++)
        ok = (c->child[k] = read_tree(r, depth + 1)) != NULL;
    if (ok)
        return c;
    cert_free(c);
    return NULL;
}

cert_node *cert_read(const char **text, int *line, problem *p, char *err,
                     size_t err_size)
{
    problem wide; /* whose further variables a proof may name */
    problem_copy_with_room(&wide, p);
    reader r = {*text, line, &wide, err, err_size};
    if (err_size > 0)
        err[0] = '\0';
    cert_node *c = read_tree(&r, 1);
    *text = r.s;
    problem_clear(&wide);
    return c;
}
