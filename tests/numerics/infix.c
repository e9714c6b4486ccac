/* Expressions from infix text, for tests alone. */
#include "infix.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    expr_pool *pool;
    const char *text, *s;
} reader;

static expr sum(reader *r);

static void fail(const reader *r, const char *what)
{
    fprintf(stderr, "infix: %s at \"%s\" in \"%s\"\n", what, r->s, r->text);
    abort();
}

static bool accept(reader *r, char c)
{
    while (*r->s == ' ')
        r->s++;
    if (*r->s != c)
        return false;
    r->s++;
    return true;
}

static void expect(reader *r, char c)
{
    if (!accept(r, c))
        fail(r, "unexpected character");
}

static expr number(reader *r)
{
    char digits[200];
    size_t n = 0;
    unsigned long decimals = 0;
    bool point = false;
    for (; isdigit((unsigned char)*r->s) || *r->s == '.'; r->s++) {
        if (*r->s == '.') {
            point = true;
            continue;
        }
        decimals += point;
        if (n + 1 < sizeof digits)
            digits[n++] = *r->s;
    }
    digits[n] = '\0';
    mpq_t q;
    mpq_init(q);
    mpz_set_str(mpq_numref(q), digits, 10);
    mpz_ui_pow_ui(mpq_denref(q), 10, decimals);
    mpq_canonicalize(q);
    expr e = expr_q(r->pool, q);
    mpq_clear(q);
    return e;
}

static expr call(reader *r, const char *name)
{
    static const struct {
        const char *name;
        expr_op op;
    } unary[] = {{"sqrt", EXPR_SQRT}, {"exp", EXPR_EXP}, {"log", EXPR_LOG},
                 {"sin", EXPR_SIN},   {"cos", EXPR_COS}, {"tan", EXPR_TAN},
                 {"atan", EXPR_ATAN}, {"erf", EXPR_ERF}, {"abs", EXPR_ABS}};
    expr arg[3] = {0};
    int n = 0;
    do {
        if (n == 3)
            fail(r, "too many arguments");
        arg[n++] = sum(r);
    } while (accept(r, ','));
    expect(r, ')');
    for (size_t i = 0; i < sizeof unary / sizeof *unary; i++)
        if (n == 1 && strcmp(name, unary[i].name) == 0)
            return expr_unary(r->pool, unary[i].op, arg[0]);
    if (n == 2 && strcmp(name, "min") == 0)
        return expr_min(r->pool, arg[0], arg[1]);
    if (n == 2 && strcmp(name, "max") == 0)
        return expr_max(r->pool, arg[0], arg[1]);
    if (n == 3 && strcmp(name, "if") == 0)
        return expr_if(r->pool, arg[0], false, arg[1], arg[2]);
    fail(r, "unknown function");
    return EXPR_NONE;
}

static expr atom(reader *r)
{
    static const char vars[] = "xyzuvwrsth";
    if (accept(r, '(')) {
        expr e = sum(r);
        expect(r, ')');
        return e;
    }
    if (isdigit((unsigned char)*r->s))
        return number(r);
    char name[16];
    size_t n = 0;
    while (isalpha((unsigned char)*r->s) && n + 1 < sizeof name)
        name[n++] = *r->s++;
    name[n] = '\0';
    if (n > 0 && accept(r, '('))
        return call(r, name);
    if (strcmp(name, "pi") == 0)
        return expr_pi(r->pool);
    const char *v = n == 1 ? strchr(vars, name[0]) : NULL;
    if (v == NULL)
        fail(r, "unknown name");
    return expr_var(r->pool, (int)(v - vars));
}

static expr signed_power(reader *r);

static expr power(reader *r)
{
    expr a = atom(r);
    if (!accept(r, '^'))
        return a;
    expr b = signed_power(r);
    if (!expr_is_const(r->pool, b))
        return expr_unary(
            r->pool, EXPR_EXP,
            expr_mul(r->pool, b, expr_unary(r->pool, EXPR_LOG, a)));
    mpq_srcptr q = expr_const_value(r->pool, b);
    long p = mpz_get_si(mpq_numref(q));
    unsigned long d = mpz_get_ui(mpq_denref(q));
    if (p >= 0 || d == 1)
        return expr_pow_ratio(r->pool, a, p, d);
    return expr_div(r->pool, expr_si(r->pool, 1),
                    expr_pow_ratio(r->pool, a, -p, d));
}

static expr signed_power(reader *r)
{
    if (accept(r, '-'))
        return expr_neg(r->pool, signed_power(r));
    return power(r);
}

static expr term(reader *r)
{
    expr a = signed_power(r);
    for (;;) {
        if (accept(r, '*'))
            a = expr_mul(r->pool, a, signed_power(r));
        else if (accept(r, '/'))
            a = expr_div(r->pool, a, signed_power(r));
        else
            return a;
    }
}

static expr sum(reader *r)
{
    expr a = term(r);
    for (;;) {
        if (accept(r, '+'))
            a = expr_add(r->pool, a, term(r));
        else if (accept(r, '-'))
            a = expr_sub(r->pool, a, term(r));
        else
            return a;
    }
}

expr infix(expr_pool *pool, const char *text)
{
    reader r = {.pool = pool, .text = text, .s = text};
    expr e = sum(&r);
    accept(&r, ' ');
    if (*r.s != '\0' || e == EXPR_NONE)
        fail(&r, "trailing text");
    return e;
}
