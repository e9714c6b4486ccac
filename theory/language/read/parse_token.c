/* Tokens, as the parser sees them. */
#include "parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

lang_pos parse_pos(const parser *p, token t)
{
    return (lang_pos){p->file, t.line, t.col};
}

/* Where something is missing: right behind what is there. */
static lang_pos error_pos(const parser *p, token t)
{
    const token *l = &p->last;
    if (t.kind != TOK_END || !l->line)
        return parse_pos(p, t);
    size_t start = l->kind == TOK_STRING ? l->start - 1 : l->start;
    return (lang_pos){p->file, l->line, l->col + (int)(l->stop - start)};
}

void parse_fail(parser *p, token at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *message = lang_format(fmt, ap);
    va_end(ap);
    program_error(p->prog, p->errs, error_pos(p, at), "%s", message);
    free(message);
    p->ok = false;
    longjmp(p->jump, 1);
}

void parse_advance(parser *p)
{
    p->last = p->tok;
    p->tok = lexer_next(&p->lx);
    if (p->tok.kind == TOK_BAD)
        parse_fail(p, p->tok, "%s", p->lx.message);
}

bool parse_is(const parser *p, int kind)
{
    return p->tok.kind == kind;
}

bool parse_is_word(const parser *p, const char *word)
{
    return p->tok.kind == TOK_NAME && strlen(word) == p->tok.len &&
           !memcmp(p->lx.text + p->tok.start, word, p->tok.len);
}

bool parse_accept(parser *p, int kind)
{
    if (!parse_is(p, kind))
        return false;
    parse_advance(p);
    return true;
}

bool parse_accept_word(parser *p, const char *word)
{
    if (!parse_is_word(p, word))
        return false;
    parse_advance(p);
    return true;
}

const char *parse_show(const parser *p, token t, char *buf, size_t size)
{
    if (t.kind == TOK_END)
        snprintf(buf, size, "the end of the item");
    else if (t.kind == TOK_STRING)
        snprintf(buf, size, "a string");
    else if (t.len > 40)
        snprintf(buf, size, "`%.37s...`", p->lx.text + t.start);
    else
        snprintf(buf, size, "`%.*s`", (int)t.len, p->lx.text + t.start);
    return buf;
}

void parse_expected(parser *p, const char *what)
{
    char buf[80];
    parse_slip(p);
    parse_fail(p, p->tok, "expected %s, found %s", what,
               parse_show(p, p->tok, buf, sizeof buf));
}

void parse_expect(parser *p, int kind, const char *what)
{
    if (!parse_is(p, kind))
        parse_expected(p, what);
    parse_advance(p);
}

char *parse_text(parser *p, token t)
{
    return arena_strndup(&p->prog->mem, p->lx.text + t.start, t.len);
}

char *parse_name(parser *p, const char *what)
{
    if (!parse_is(p, TOK_NAME))
        parse_expected(p, what);
    char *name = parse_text(p, p->tok);
    if (builtin_is_reserved(name))
        parse_fail(p, p->tok,
                   "`%s` is a word of the language and cannot be "
                   "a name",
                   name);
    parse_advance(p);
    return name;
}

/* A variable that stands in reach may be called as a function is: public
 * statements have a Gamma or a Phi that is a number. */
char *parse_bound_name(parser *p, const char *what)
{
    if (parse_is(p, TOK_NAME)) {
        char *name = parse_text(p, p->tok);
        const builtin *b = builtin_find(name);
        if (b != NULL && b->nargs == 1) {
            parse_advance(p);
            return name;
        }
    }
    return parse_name(p, what);
}

bool parse_is_bound(const parser *p, const char *name)
{
    for (size_t i = 0; i < p->it->nbind; i++)
        if (!strcmp(p->it->bind[i].name, name))
            return true;
    for (size_t i = 0; i < p->it->nparams; i++)
        if (!strcmp(p->it->param[i], name))
            return true;
    return false;
}

char *parse_string(parser *p, const char *what)
{
    if (!parse_is(p, TOK_STRING))
        parse_expected(p, what);
    char *s = parse_text(p, p->tok);
    parse_advance(p);
    return s;
}

char *parse_id(parser *p, bool key, const char *what)
{
    if (!parse_is(p, TOK_NAME))
        parse_expected(p, what);
    p->tok = lexer_id(&p->lx, p->tok, key);
    if (p->tok.kind == TOK_BAD)
        parse_fail(p, p->tok, "%s", p->lx.message);
    char *id = parse_text(p, p->tok);
    parse_advance(p);
    return id;
}

long parse_integer(parser *p, long lo, long hi, const char *what)
{
    if (!parse_is(p, TOK_NUMBER))
        parse_expected(p, what);
    const char *s = p->lx.text + p->tok.start;
    long v = 0;
    for (size_t i = 0; i < p->tok.len; i++) {
        if (s[i] < '0' || s[i] > '9' || v > (hi - (s[i] - '0')) / 10)
            parse_fail(p, p->tok, "expected %s from %ld to %ld", what, lo, hi);
        v = 10 * v + (s[i] - '0');
    }
    if (v < lo)
        parse_fail(p, p->tok, "expected %s from %ld to %ld", what, lo, hi);
    parse_advance(p);
    return v;
}
