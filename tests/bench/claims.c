/* tests/bench/claims.c: see claims.h.
 *
 * A claim is "for x in [lo, hi), ... where condition, ...: left <= right", a
 * condition or the statement a chain of relations; without "for" it is about
 * numbers.  Whatever does not fit is not put to the other prover.
 */
#include "claims.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "translate.h"

enum {
    MAX_LINKS = 8
};

/* Left of, and behind, a relation of a chain. */
typedef struct {
    term *side[MAX_LINKS + 1];
    char rel[MAX_LINKS][3];
    int links;
} chain;

typedef struct {
    FILE *out;
    forest *woods;
    int roots;
} writer;

/* Where the first of these characters stands outside brackets, or the end.  A
 * bracket of an interval need not be closed by its own kind. */
static const char *find(const char *s, const char *set)
{
    int depth = 0;
    for (; *s != '\0'; s++) {
        if (depth == 0 && strchr(set, *s) != NULL)
            break;
        depth += *s == '(' || *s == '[';
        depth -= *s == ')' || *s == ']';
    }
    return s;
}

static bool skip_word(const char **s, const char *word)
{
    size_t n = strlen(word);
    *s += strspn(*s, " ");
    if (strncmp(*s, word, n) != 0 || isalnum((unsigned char)(*s)[n]))
        return false;
    *s += n;
    return true;
}

static term *parse_part(forest *woods, const char *from, const char *to)
{
    char *text = strndup(from, (size_t)(to - from));
    term *t = text == NULL ? NULL : term_parse(woods, text);
    free(text);
    return t;
}

static bool read_chain(forest *woods, const char *s, const char *end, chain *c)
{
    c->links = 0;
    for (;;) {
        const char *at = find(s, "<>=!");
        at = at < end ? at : end;
        term *t = parse_part(woods, s, at);
        if (t == NULL)
            return false;
        c->side[c->links] = t;
        if (at == end)
            return c->links > 0;
        size_t n = at[1] == '=' ? 2 : 1;
        if (c->links == MAX_LINKS || (n == 1 && *at != '<' && *at != '>'))
            return false;
        snprintf(c->rel[c->links++], 3, "%.*s", (int)n, at);
        s = at + n;
    }
}

/* ---- writing ------------------------------------------------------------------ */

static bool define_chain(writer *w, chain *c)
{
    bool good = true;
    for (int i = 0; i <= c->links; i++)
        good = term_define_smt(w->out, c->side[i], &w->roots) && good;
    return good;
}

static bool put_chain(writer *w, const chain *c)
{
    bool good = true;
    fputs("(and", w->out);
    for (int i = 0; i < c->links; i++) {
        const char *rel = c->rel[i];
        bool not = rel[0] == '!';
        fprintf(w->out, " %s(%s ", not ? "(not " : "",
                not || rel[0] == '=' ? "=" : rel);
        good = term_print_smt(w->out, c->side[i]) && good;
        fputs(" ", w->out);
        good = term_print_smt(w->out, c->side[i + 1]) && good;
        fputs(not ? "))" : ")", w->out);
    }
    fputs(")", w->out);
    return good;
}

/* An end of a variable's range; nothing when it is infinite. */
static bool put_end(writer *w, const char *x, const char *rel, const char *from,
                    const char *to)
{
    from += strspn(from, " ");
    if (strncmp(from, "inf", 3) == 0 || strncmp(from, "-inf", 4) == 0)
        return true;
    term *t = parse_part(w->woods, from, to);
    if (t == NULL || !term_define_smt(w->out, t, &w->roots))
        return false;
    fprintf(w->out, "(assert (%s %s ", rel, x);
    bool good = term_print_smt(w->out, t);
    fputs("))\n", w->out);
    return good;
}

/* "x in [lo, hi)"; what is behind it. */
static bool put_variable(writer *w, const char **s)
{
    char x[40];
    size_t n = 0;
    *s += strspn(*s, " ");
    while (isalnum((unsigned char)(*s)[n]) || (*s)[n] == '_')
        n++;
    if (n == 0 || n >= sizeof x)
        return false;
    snprintf(x, sizeof x, "%.*s", (int)n, *s);
    *s += n;
    if (!skip_word(s, "in"))
        return false;
    *s += strspn(*s, " ");
    char open = **s;
    if (open != '[' && open != '(')
        return false;
    const char *lo = *s + 1, *comma = find(lo, ","), *hi = comma + 1;
    if (*comma == '\0')
        return false;
    const char *close = find(hi, ")]");
    if (*close == '\0')
        return false;
    fprintf(w->out, "(declare-const %s Real)\n", x);
    *s = close + 1;
    return put_end(w, x, open == '[' ? ">=" : ">", lo, comma) &&
           put_end(w, x, *close == ']' ? "<=" : "<", hi, close);
}

/* "a < b, ..." up to the colon. */
static bool put_conditions(writer *w, const char **s)
{
    do {
        const char *end = find(*s, ",:");
        chain c;
        if (!read_chain(w->woods, *s, end, &c) || !define_chain(w, &c))
            return false;
        fputs("(assert ", w->out);
        if (!put_chain(w, &c))
            return false;
        fputs(")\n", w->out);
        *s = end + (*end == ',');
        if (*end == ':')
            return true;
    } while (**s != '\0');
    return false;
}

static bool put_domain(writer *w, const char **s)
{
    do {
        if (!put_variable(w, s))
            return false;
        *s += strspn(*s, " ");
    } while (**s == ',' && ++*s);
    if (skip_word(s, "where") && !put_conditions(w, s))
        return false;
    return *(*s)++ == ':';
}

static bool put_claim(writer *w, const char *s)
{
    chain c;
    if (skip_word(&s, "for") && !put_domain(w, &s))
        return false;
    if (!read_chain(w->woods, s, s + strlen(s), &c) || !define_chain(w, &c))
        return false;
    fputs("(assert (not ", w->out);
    bool good = put_chain(w, &c);
    fputs("))\n(check-sat)\n", w->out);
    return good;
}

bool claim_write_smt(FILE *out, const char *claim)
{
    writer w = {.out = out, .woods = forest_new()};
    bool good = put_claim(&w, claim);
    forest_free(w.woods);
    return good;
}
