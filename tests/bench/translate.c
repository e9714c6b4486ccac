/* tests/bench/translate.c: see translate.h. */
#include "translate_tree.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct forest {
    term *all;
};

forest *forest_new(void)
{
    forest *f = calloc(1, sizeof *f);
    if (f == NULL)
        abort();
    return f;
}

void forest_free(forest *f)
{
    if (f == NULL)
        return;
    while (f->all != NULL) {
        term *t = f->all;
        f->all = t->next;
        free(t->text);
        free(t);
    }
    free(f);
}

static term *grow(forest *f, kind k, const char *text, size_t n, term *a,
                  term *b)
{
    term *t = calloc(1, sizeof *t);
    if (t == NULL)
        abort();
    t->kind = k;
    t->text = text == NULL ? NULL : strndup(text, n);
    t->a = a;
    t->b = b;
    t->next = f->all;
    f->all = t;
    return t;
}

static term *number(forest *f, const char *text)
{
    return grow(f, NUM, text, strlen(text), NULL, NULL);
}

static term *call(forest *f, const char *name, term *a)
{
    return grow(f, CALL, name, strlen(name), a, NULL);
}

static term *join(forest *f, kind k, term *a, term *b)
{
    return grow(f, k, NULL, 0, a, b);
}

/* ---- reading: sum > term > unary > power > atom ---------------------------- */

static term *read_sum(forest *f, const char **s);

static void blank(const char **s)
{
    *s += strspn(*s, " ");
}

static bool skip_char(const char **s, char c)
{
    blank(s);
    if (**s != c)
        return false;
    ++*s;
    return true;
}

static term *read_atom(forest *f, const char **s)
{
    size_t n;
    blank(s);
    const char *at = *s;
    if (skip_char(s, '(')) {
        term *t = read_sum(f, s);
        return t != NULL && skip_char(s, ')') ? t : NULL;
    }
    if ((n = strspn(at, "0123456789.")) > 0) {
        *s += n;
        return grow(f, NUM, at, n, NULL, NULL);
    }
    for (n = 0; isalnum((unsigned char)at[n]) || at[n] == '_'; n++)
        ;
    *s += n;
    if (n == 0)
        return NULL;
    if (!skip_char(s, '('))
        return grow(f, NAME, at, n, NULL, NULL);
    term *a = read_sum(f, s);
    if (a == NULL || !skip_char(s, ')'))
        return NULL;
    return grow(f, CALL, at, n, a, NULL);
}

/* Powers have integer exponents in these problems. */
static term *read_power(forest *f, const char **s)
{
    term *t = read_atom(f, s);
    if (t == NULL || !skip_char(s, '^'))
        return t;
    blank(s);
    size_t n = strspn(*s, "0123456789");
    t = n == 0 ? NULL : grow(f, POW, *s, n, t, NULL);
    *s += n;
    return t;
}

static term *read_unary(forest *f, const char **s)
{
    if (!skip_char(s, '-'))
        return read_power(f, s);
    term *t = read_unary(f, s);
    return t == NULL ? NULL : join(f, NEG, t, NULL);
}

static term *read_chain(forest *f, const char **s, const char *ops,
                        const kind *kinds, term *(*next)(forest *,
                                                         const char **))
{
    term *t = next(f, s);
    while (t != NULL) {
        blank(s);
        const char *op = **s == '\0' ? NULL : strchr(ops, **s);
        if (op == NULL)
            return t;
        ++*s;
        term *b = next(f, s);
        t = b == NULL ? NULL : join(f, kinds[op - ops], t, b);
    }
    return NULL;
}

static term *read_product(forest *f, const char **s)
{
    return read_chain(f, s, "*/", (const kind[]){MUL, DIV}, read_unary);
}

static term *read_sum(forest *f, const char **s)
{
    return read_chain(f, s, "+-", (const kind[]){ADD, SUB}, read_product);
}

term *term_parse(forest *f, const char *text)
{
    term *t = read_sum(f, &text);
    blank(&text);
    return *text == '\0' ? t : NULL;
}

term *term_minus(forest *f, term *a, term *b)
{
    if (b->kind == NUM && strcmp(b->text, "0") == 0)
        return a;
    return join(f, SUB, a, b);
}

/* ---- derivatives ------------------------------------------------------------ */

static bool is_number(const term *t, const char *text)
{
    return t->kind == NUM && strcmp(t->text, text) == 0;
}

/* Products and sums without the noise of 0 and 1. */
static term *times(forest *f, term *a, term *b)
{
    if (is_number(a, "0") || is_number(b, "0"))
        return number(f, "0");
    if (is_number(a, "1"))
        return b;
    return is_number(b, "1") ? a : join(f, MUL, a, b);
}

static term *plus(forest *f, term *a, term *b)
{
    if (is_number(a, "0"))
        return b;
    return is_number(b, "0") ? a : join(f, ADD, a, b);
}

static term *minus(forest *f, term *a, term *b)
{
    if (is_number(b, "0"))
        return a;
    return is_number(a, "0") ? join(f, NEG, b, NULL) : join(f, SUB, a, b);
}

static term *over(forest *f, term *a, term *b)
{
    return is_number(a, "0") ? a : join(f, DIV, a, b);
}

/* The derivative of the function itself, at t's argument u. */
static term *outer(forest *f, term *t)
{
    term *u = t->a, *one = number(f, "1");
    if (strcmp(t->text, "exp") == 0)
        return t;
    if (strcmp(t->text, "log") == 0)
        return over(f, one, u);
    if (strcmp(t->text, "sqrt") == 0)
        return over(f, one, times(f, number(f, "2"), t));
    if (strcmp(t->text, "sin") == 0)
        return call(f, "cos", u);
    if (strcmp(t->text, "cos") == 0)
        return minus(f, number(f, "0"), call(f, "sin", u));
    if (strcmp(t->text, "atan") == 0)
        return over(f, one, plus(f, one, grow(f, POW, "2", 1, u, NULL)));
    return strcmp(t->text, "abs") == 0 ? call(f, "sign", u) : NULL;
}

static term *derive_power(forest *f, term *t, term *da)
{
    char n[24];
    long power = atol(t->text);
    if (power < 2)
        return power == 1 ? da : number(f, "0");
    snprintf(n, sizeof n, "%ld", power - 1);
    term *lower = power == 2 ? t->a
                             : grow(f, POW, n, strlen(n), t->a, NULL);
    return times(f, times(f, number(f, t->text), lower), da);
}

term *term_derive(forest *f, term *t, const char *var)
{
    term *da = t->a == NULL ? NULL : term_derive(f, t->a, var);
    term *db = t->b == NULL ? NULL : term_derive(f, t->b, var);
    if ((t->a != NULL && da == NULL) || (t->b != NULL && db == NULL))
        return NULL;
    switch (t->kind) {
    case NUM:
        return number(f, "0");
    case NAME:
        return number(f, strcmp(t->text, var) == 0 ? "1" : "0");
    case NEG:
        return minus(f, number(f, "0"), da);
    case ADD:
        return plus(f, da, db);
    case SUB:
        return minus(f, da, db);
    case MUL:
        return plus(f, times(f, da, t->b), times(f, t->a, db));
    case DIV: /* (a/b)' = a'/b - a b'/b^2 */
        return minus(f, over(f, da, t->b),
                     over(f, times(f, t->a, db),
                          grow(f, POW, "2", 1, t->b, NULL)));
    case POW:
        return derive_power(f, t, da);
    case CALL:
        break;
    }
    if (is_number(da, "0"))
        return da;
    term *o = outer(f, t);
    return o == NULL ? NULL : times(f, o, da);
}

/* ---- writing ------------------------------------------------------------------ */

/* 0.25 as 25/100: exact where a tool has fractions but rounds decimals. */
static void print_fraction(FILE *out, const char *text)
{
    const char *dot = strchr(text, '.');
    bool leading = true;
    fputc('(', out);
    for (const char *s = text; *s != '\0'; s++) {
        if (*s == '.' || (leading && *s == '0' && s[1] != '\0'))
            continue;
        leading = false;
        fputc(*s, out);
    }
    if (dot != NULL) {
        fputs("/1", out);
        for (size_t n = strlen(dot + 1); n > 0; n--)
            fputc('0', out);
    }
    fputc(')', out);
}

static void print_number(FILE *out, const char *text, dialect d)
{
    if (d == AS_COQ || d == AS_SOLLYA) {
        if (strchr(text, '.') == NULL)
            fputs(text, out);
        else
            print_fraction(out, text);
        return;
    }
    fputc('n', out);
    for (const char *s = text; *s != '\0'; s++)
        fputc(*s == '.' ? 'd' : *s, out);
}

void term_declare(FILE *out, const term *t, dialect d)
{
    if (t->a != NULL)
        term_declare(out, t->a, d);
    if (t->b != NULL)
        term_declare(out, t->b, d);
    if (t->kind != NUM)
        return;
    print_number(out, t->text, d);
    fprintf(out, " = num(\"%s\")%s\n", t->text, d == AS_OCTAVE ? ";" : "");
}

/* Names of functions by dialect; NULL: the tool has it not. */
static const char *function_name(const char *name, dialect d)
{
    static const struct {
        const char *name, *in[4]; /* SMT-LIB has none: term_print_smt */
    } known[] = {
        {"exp", {"exp", "exp", "exp", "iv.exp"}},
        {"log", {"ln", "log", "log", "log"}},
        {"sqrt", {"sqrt", "sqrt", "sqrt", "sqrt"}},
        {"sin", {"sin", "sin", "sin", "iv.sin"}},
        {"cos", {"cos", "cos", "cos", "iv.cos"}},
        {"atan", {"atan", "atan", "atan", "atan"}},
        {"abs", {"Rabs", "abs", "abs", "abs"}},
        {"sign", {NULL, NULL, "sign", "sign"}},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0)
            return d == AS_SMT ? NULL : known[i].in[d];
    return NULL;
}

static bool print_binary(FILE *out, const term *t, dialect d)
{
    static const char *const sign[] = {
        [ADD] = " + ", [SUB] = " - ", [MUL] = " * ", [DIV] = " / "};
    static const char *const octave[] = {
        [ADD] = " + ", [SUB] = " - ", [MUL] = " .* ", [DIV] = " ./ "};
    fputc('(', out);
    bool good = term_print(out, t->a, d);
    fputs((d == AS_OCTAVE ? octave : sign)[t->kind], out);
    good = term_print(out, t->b, d) && good;
    fputc(')', out);
    return good;
}

bool term_print(FILE *out, const term *t, dialect d)
{
    static const char *const power[] = {"^", "^", " .^ ", "**"};
    bool good;
    switch (t->kind) {
    case NUM:
        print_number(out, t->text, d);
        return true;
    case NAME:
        fputs(t->text, out);
        return true;
    case NEG:
        fputs("(-", out);
        good = term_print(out, t->a, d);
        fputc(')', out);
        return good;
    case POW:
        fputc('(', out);
        good = term_print(out, t->a, d);
        fprintf(out, "%s%s)", power[d], t->text);
        return good;
    case CALL: {
        const char *name = function_name(t->text, d);
        if (name == NULL)
            return false;
        fprintf(out, d == AS_COQ ? "(%s (" : "(%s(", name);
        good = term_print(out, t->a, d);
        fputs("))", out);
        return good;
    }
    default:
        return print_binary(out, t, d);
    }
}
