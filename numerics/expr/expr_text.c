/* Expressions as exact prefix text, written and read. */
#include "expr_function.h"
#include "expr_internal.h"
#include "../base/text.h"
#include "../base/limits.h"
#include "../base/rational.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_NESTING = 1000 };

static const struct {
    const char *name;
    expr_op op;
    int nargs;
} op_table[] = {
    {"neg", EXPR_NEG, 1},   {"add", EXPR_ADD, 2},   {"sub", EXPR_SUB, 2},
    {"mul", EXPR_MUL, 2},   {"div", EXPR_DIV, 2},   {"pow", EXPR_POW, 1},
    {"root", EXPR_ROOT, 1}, {"sqrt", EXPR_SQRT, 1}, {"abs", EXPR_ABS, 1},
    {"min", EXPR_MIN, 2},   {"max", EXPR_MAX, 2},   {"if>", EXPR_IF, 3},
    {"if>=", EXPR_IF, 3},
#define FUNCTION(NAME, name, total, latex, width, laws) {#name, EXPR_##NAME, 1},
#include "functions.def"
#undef FUNCTION
};

enum { OPS = sizeof op_table / sizeof op_table[0] };

const char *expr_node_name(const expr_node *x)
{
    if (x->op == EXPR_IF)
        return x->strict ? "if>" : "if>=";
    if (x->op == EXPR_INTEGRAL)
        return "integral";
    if (x->op == EXPR_VAR || x->op == EXPR_PI || x->op == EXPR_TV)
        return x->op == EXPR_VAR ? "var" : x->op == EXPR_PI ? "pi" : "tv";
    for (size_t i = 0; i < OPS; i++)
        if (op_table[i].op == (expr_op)x->op)
            return op_table[i].name;
    return "?";
}

static bool put(text_buf *b, const expr_pool *pool, expr f, char *const *names,
                size_t max, int depth);

/* (integral @57 a b f), where @57 stands for the bound variable in f. */
static bool put_integral(text_buf *b, const expr_pool *pool,
                         const expr_node *x, char *const *names, size_t max,
                         int depth)
{
    text_printf(b, "(integral @%d ", (int)x->p);
    if ((x->q & EXPR_FROM_INF) != 0)
        text_put(b, "-inf");
    else if (!put(b, pool, x->arg[0], names, max, depth + 1))
        return false;
    text_put(b, " ");
    if ((x->q & EXPR_TO_INF) != 0)
        text_put(b, "inf");
    else if (!put(b, pool, x->arg[1], names, max, depth + 1))
        return false;
    text_put(b, " ");
    if (!put(b, pool, x->arg[2], names, max, depth + 1))
        return false;
    text_put(b, ")");
    return true;
}

/* Depth is bounded by the reader's own limit: deeper expressions are not
 * written.  False when the text would be too long or too deep. */
static bool put(text_buf *b, const expr_pool *pool, expr f, char *const *names,
                size_t max, int depth)
{
    const expr_node *x = expr_get(pool, f);
    if (b->len > max || depth > MAX_NESTING)
        return false;
    if (x->op == EXPR_CONST) {
        char *q = mpq_get_str(NULL, 10, expr_const_value(pool, f));
        text_put(b, q);
        free(q);
        return true;
    }
    if (x->op == EXPR_VAR && x->p >= EXPR_BOUND_FIRST) {
        text_printf(b, "@%d", (int)x->p);
        return true;
    }
    if (x->op == EXPR_VAR || x->op == EXPR_PI) {
        text_put(b, x->op == EXPR_PI ? "pi" : names[x->p]);
        return true;
    }
    if (x->op == EXPR_INTEGRAL)
        return put_integral(b, pool, x, names, max, depth);
    text_printf(b, "(%s", expr_node_name(x));
    if (expr_function_has_whole((expr_op)x->op))
        text_printf(b, " %d", (int)x->p);
    for (int i = 0; i < x->nargs; i++) {
        text_put(b, " ");
        if (!put(b, pool, x->arg[i], names, max, depth + 1))
            return false;
    }
    if (x->op == EXPR_POW)
        text_printf(b, " %d", (int)x->p);
    if (x->op == EXPR_ROOT)
        text_printf(b, " %d/%d", (int)x->p, (int)x->q);
    text_put(b, ")");
    return true;
}

char *expr_to_text(const expr_pool *pool, expr f, char *const *names,
                   size_t max_bytes)
{
    text_buf b = {0};
    if (!put(&b, pool, f, names, max_bytes, 0) || b.len > max_bytes) {
        text_clear(&b);
        return NULL;
    }
    return text_take(&b);
}

/* ---- reader ------------------------------------------------------------ */

typedef struct {
    expr_pool *pool;
    const char *s;
    char *const *names;
    int nvars, depth;
    uint64_t bound; /* by the integrals around */
} reader;

static void skip(reader *r)
{
    while (*r->s == ' ')
        r->s++;
}

static size_t word(reader *r)
{
    size_t n = strcspn(r->s, " ()\n\r\t");
    return n <= LIMIT_CERT_TEXT ? n : 0;
}

static expr read_number(expr_pool *pool, const char *s, size_t n)
{
    mpq_t q;
    mpq_init(q);
    expr e = rational_read(q, s, n) ? expr_q(pool, q) : EXPR_NONE;
    mpq_clear(q);
    return e;
}

/* The number in "@57", of a variable that integrals may bind; or -1. */
static int bound_number(const char *s, size_t n)
{
    if (n != 3 || s[0] != '@' || !isdigit((unsigned char)s[1]) ||
        !isdigit((unsigned char)s[2]))
        return -1;
    int t = 10 * (s[1] - '0') + (s[2] - '0');
    return t >= EXPR_BOUND_FIRST && t < EXPR_BOUND_FIRST + EXPR_BOUND_COUNT
               ? t
               : -1;
}

static expr read_atom(reader *r)
{
    size_t n = word(r);
    const char *s = r->s;
    r->s += n;
    if (n == 0)
        return EXPR_NONE;
    /* variables first: one may be called pi */
    for (int i = 0; i < r->nvars; i++)
        if (strlen(r->names[i]) == n && memcmp(r->names[i], s, n) == 0)
            return expr_var(r->pool, i);
    if (n == 2 && memcmp(s, "pi", 2) == 0)
        return expr_pi(r->pool);
    int t = bound_number(s, n);
    if (t >= 0)
        return (r->bound >> t & 1) != 0 ? expr_var(r->pool, t) : EXPR_NONE;
    return read_number(r->pool, s, n);
}

/* "3" or, with a denominator, "3/2"; false unless 1 <= p <= the power limit
 * (and the same for q). */
static bool read_power(reader *r, bool ratio, int32_t *p, int32_t *q)
{
    char *end;
    skip(r);
    if (!isdigit((unsigned char)*r->s))
        return false;
    long num = strtol(r->s, &end, 10), den = 1;
    if (ratio) {
        if (*end != '/' || !isdigit((unsigned char)end[1]))
            return false;
        den = strtol(end + 1, &end, 10);
    }
    r->s = end;
    *p = (int32_t)num;
    *q = (int32_t)den;
    return num >= 1 && num <= EXPR_MAX_POWER && den >= 1 &&
           den <= EXPR_MAX_POWER;
}

/* A function's whole parameter. */
static bool read_whole(reader *r, int32_t *p)
{
    char *end;
    skip(r);
    if (!isdigit((unsigned char)*r->s))
        return false;
    long n = strtol(r->s, &end, 10);
    r->s = end;
    *p = (int32_t)n;
    return n <= EXPR_MAX_WHOLE && *end == ' ';
}

static expr read_expr(reader *r);

/* An end, or the word for an infinite one, whose bit is set. */
static expr read_end(reader *r, const char *inf, int bit, int *infinite)
{
    skip(r);
    size_t n = strlen(inf);
    if (word(r) != n || memcmp(r->s, inf, n) != 0)
        return read_expr(r);
    r->s += n;
    *infinite |= bit;
    return expr_si(r->pool, 0);
}

/* Behind "(integral". */
static expr read_integral(reader *r)
{
    skip(r);
    size_t n = word(r);
    int t = bound_number(r->s, n), infinite = 0;
    if (t < 0)
        return EXPR_NONE;
    r->s += n;
    expr a = read_end(r, "-inf", EXPR_FROM_INF, &infinite);
    expr b = a != EXPR_NONE ? read_end(r, "inf", EXPR_TO_INF, &infinite)
                            : EXPR_NONE;
    uint64_t outside = r->bound;
    r->bound |= UINT64_C(1) << t;
    expr f = b != EXPR_NONE ? read_expr(r) : EXPR_NONE;
    r->bound = outside;
    skip(r);
    if (f == EXPR_NONE || *r->s != ')')
        return EXPR_NONE;
    r->s++;
    r->depth--;
    return expr_integral(r->pool, t, a, b, infinite, f);
}

static expr read_expr(reader *r)
{
    skip(r);
    if (*r->s != '(')
        return read_atom(r);
    if (++r->depth > MAX_NESTING)
        return EXPR_NONE;
    r->s++;
    size_t n = word(r), k = 0;
    if (n == 8 && memcmp(r->s, "integral", n) == 0) {
        r->s += n;
        return read_integral(r);
    }
    while (k < OPS && (strlen(op_table[k].name) != n ||
                       memcmp(op_table[k].name, r->s, n) != 0))
        k++;
    if (n == 0 || k == OPS)
        return EXPR_NONE;
    bool strict = op_table[k].op == EXPR_IF && n == 3; /* "if>" */
    r->s += n;
    expr arg[3] = {EXPR_NONE, EXPR_NONE, EXPR_NONE};
    int32_t p = 0, q = 1;
    if (expr_function_has_whole(op_table[k].op) && !read_whole(r, &p))
        return EXPR_NONE;
    for (int i = 0; i < op_table[k].nargs; i++)
        if ((arg[i] = read_expr(r)) == EXPR_NONE)
            return EXPR_NONE;
    if ((op_table[k].op == EXPR_POW || op_table[k].op == EXPR_ROOT) &&
        !read_power(r, op_table[k].op == EXPR_ROOT, &p, &q))
        return EXPR_NONE;
    skip(r);
    if (*r->s != ')')
        return EXPR_NONE;
    r->s++;
    r->depth--;
    return expr_make(r->pool, op_table[k].op, arg, p, q, strict);
}

expr expr_from_text(expr_pool *pool, const char *text, const char **end,
                    char *const *names, int nvars)
{
    reader r = {pool, text, names, nvars, 0, 0};
    expr e = read_expr(&r);
    *end = r.s;
    return e;
}
