/* Text to tokens, one at a time. */
#include "lexer.h"
#include "foreign.h"
#include "../vocabulary.h"

#include <stdio.h>
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static char byte_at(const lexer *x, size_t i)
{
    return i < x->n ? x->text[i] : 0;
}

void lexer_init(lexer *x, const char *text, size_t n, int first_line)
{
    *x = (lexer){.text = text, .n = n, .line = first_line, .fresh = true};
}

static void skip_space(lexer *x)
{
    while (x->at < x->n) {
        char c = x->text[x->at];
        if (c == '#') {
            while (x->at < x->n && x->text[x->at] != '\n')
                x->at++;
        } else if (c == '\n') {
            x->at++;
            x->line++;
            x->line_start = x->at;
            x->fresh = true;
        } else if (is_blank(c)) {
            x->at++;
        } else {
            return;
        }
    }
}

bool lexer_at_item(const lexer *x, size_t at)
{
    size_t i = at;
    while (is_word(byte_at(x, i)))
        i++;
    if (item_kind_find(x->text + at, i - at) < 0)
        return false;
    size_t j = i;
    while (is_blank(byte_at(x, j)))
        j++;
    return j > i && (is_letter(byte_at(x, j)) || byte_at(x, j) == '"');
}

void lexer_skip_to_item(lexer *x)
{
    for (;;) {
        while (x->at < x->n && x->text[x->at] != '\n')
            x->at++;
        if (x->at >= x->n)
            return;
        x->at++;
        x->line++;
        x->line_start = x->at;
        x->fresh = true;
        size_t i = x->at;
        while (is_blank(byte_at(x, i)))
            i++;
        if (lexer_at_item(x, i))
            return;
    }
}

static token bad(lexer *x, token t, const char *msg)
{
    snprintf(x->message, sizeof x->message, "%s", msg);
    t.kind = TOK_BAD;
    return t;
}

static token foreign_character(lexer *x, token t)
{
    size_t n = 1;
    while (t.start + n < x->n &&
           ((unsigned char)x->text[t.start + n] & 0xc0) == 0x80)
        n++;
    const char *advice = foreign_find(FOREIGN_CHARACTER, x->text + t.start, n);
    t.kind = TOK_BAD;
    if (advice != NULL) {
        snprintf(x->message, sizeof x->message,
                 "formulas are written in ASCII: for `%.*s` %s", (int)n,
                 x->text + t.start, advice);
        return t;
    }
    snprintf(x->message, sizeof x->message,
             "formulas are written in ASCII, but here is `%.*s`", (int)n,
             x->text + t.start);
    return t;
}

static token lex_number(lexer *x, token t)
{
    size_t i = t.start, digits = 0;
    while (is_digit(byte_at(x, i)))
        i++, digits++;
    if (byte_at(x, i) == '.' && is_digit(byte_at(x, i + 1))) {
        i++;
        while (is_digit(byte_at(x, i)))
            i++, digits++;
    }
    char c = byte_at(x, i);
    if (c == 'e' || c == 'E') {
        size_t j = i + 1;
        if (byte_at(x, j) == '+' || byte_at(x, j) == '-')
            j++;
        if (is_digit(byte_at(x, j))) {
            while (is_digit(byte_at(x, j)))
                j++;
            i = j;
        }
    }
    t.kind = TOK_NUMBER;
    t.len = i - t.start;
    t.stop = x->at = i;
    if (digits > MAX_DIGITS)
        return bad(x, t, "this number has more than 10000 digits");
    if (is_word(byte_at(x, i))) {
        size_t j = i;
        while (is_word(byte_at(x, j)) && j - i < 20)
            j++;
        snprintf(x->message, sizeof x->message,
                 "a number runs into a name; write `%.*s*%.*s` for a product",
                 (int)(t.len < 20 ? t.len : 20), x->text + t.start,
                 (int)(j - i), x->text + i);
        t.kind = TOK_BAD;
        return t;
    }
    if (byte_at(x, i) == '.' && byte_at(x, i + 1) != '.')
        return bad(x, t, "a decimal point needs digits on both sides");
    return t;
}

static token lex_name(lexer *x, token t)
{
    size_t i = t.start;
    while (is_word(byte_at(x, i)))
        i++;
    t.kind = TOK_NAME;
    t.len = i - t.start;
    t.stop = x->at = i;
    if (t.len > MAX_NAME)
        return bad(x, t, "this name is longer than 64 characters");
    return t;
}

static token lex_string(lexer *x, token t)
{
    size_t i = t.start + 1;
    while (i < x->n && x->text[i] != '"' && x->text[i] != '\n')
        i++;
    t.kind = TOK_STRING;
    t.start++;
    t.len = i - t.start;
    if (byte_at(x, i) != '"') {
        x->at = i;
        return bad(x, t, "this string does not end on its line");
    }
    t.stop = x->at = i + 1;
    if (t.len > MAX_STRING)
        return bad(x, t, "this string is longer than 1000 bytes");
    return t;
}

/* Slips with a likely meaning. */
static const struct {
    const char *text, *advice;
} slips[] = {
    {"=<", "write `<=` for \"at most\""},
    {"=>", "write `>=` for \"at least\""},
    {"**", "write `^` for a power"},
    {"&&", "`and` stands in the condition of an `if`; elsewhere write `,` "
           "between conditions"},
    {"<>", "write `!=` for \"different\""},
    {"||", "there is no `or`: that one of a and b is positive is "
           "max(a, b) > 0"},
    {"&", "`and` stands in the condition of an `if`; elsewhere write `,` "
          "between conditions"},
    {"|", "for an absolute value |x| write abs(x)"},
    {".", "a decimal point needs digits on both sides"},
    {"_", "a name begins with a letter"},
    {";", "write `,` to separate"},
    {"$", "formulas are not written in LaTeX here"},
};

/* The last character before t that is not blank, on t's line; 0: none. */
static char before(const lexer *x, token t)
{
    size_t i = t.start;
    while (i > x->line_start && is_blank(x->text[i - 1]))
        i--;
    return i > x->line_start ? x->text[i - 1] : 0;
}

/* Slips that mean one thing behind an operand and another elsewhere. */
static const char *slip_by_place(const lexer *x, token t)
{
    char c = x->text[t.start], b = before(x, t);
    bool behind = is_word(b) || b == ')';
    if (c == '!')
        return behind ? "n! is written factorial(n)"
                      : "there is no `!`; turn the relation around, `<` "
                        "into `>=`";
    if (c == '\'')
        return behind ? "there are no primes, in names or for derivatives; "
                        "call it x_1 or x1"
                      : "strings stand in double quotes";
    return NULL;
}

/* A command of LaTeX. */
static token latex_command(lexer *x, token t)
{
    size_t i = t.start + 1;
    while (is_letter(byte_at(x, i)))
        i++;
    int n = (int)(i - t.start - 1 < 40 ? i - t.start - 1 : 40);
    const char *word = x->text + t.start + 1;
    const char *advice = foreign_find(FOREIGN_LATEX, word, (size_t)n);
    if (advice != NULL)
        snprintf(x->message, sizeof x->message,
                 "formulas are not written in LaTeX here: %s", advice);
    else if (n > 0)
        snprintf(x->message, sizeof x->message,
                 "formulas are not written in LaTeX here: for `\\%.*s` "
                 "write `%.*s`",
                 n, word, n, word);
    else
        snprintf(x->message, sizeof x->message,
                 "formulas are not written in LaTeX here");
    t.kind = TOK_BAD;
    return t;
}

static token lex_symbol(lexer *x, token t)
{
    static const struct {
        char text[3];
        int kind;
    } pairs[] = {{"<=", TOK_LE},
                 {">=", TOK_GE},
                 {"==", TOK_EQEQ},
                 {"!=", TOK_NE},
                 {"..", TOK_DOTS}};
    char c = x->text[t.start], d = byte_at(x, t.start + 1);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (c == pairs[i].text[0] && d == pairs[i].text[1]) {
            t.kind = pairs[i].kind;
            t.len = 2;
            t.stop = x->at = t.start + 2;
            return t;
        }
    if (c == '\\')
        return latex_command(x, t);
    const char *placed = slip_by_place(x, t);
    if (placed != NULL)
        return bad(x, t, placed);
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        if (c == slips[i].text[0] &&
            (!slips[i].text[1] || d == slips[i].text[1]))
            return bad(x, t, slips[i].advice);
    if (!strchr("()[]{},+-*/^=<>:", c)) {
        snprintf(x->message, sizeof x->message, "unexpected character `%c`", c);
        t.kind = TOK_BAD;
        return t;
    }
    t.kind = c;
    return t;
}

static token lex_any(lexer *x)
{
    token t = {.start = x->at,
               .len = 1,
               .line = x->line,
               .col = (int)(x->at - x->line_start) + 1,
               .stop = x->at + 1};
    if (x->at >= x->n) {
        t.kind = TOK_END;
        t.len = 0;
        t.stop = t.start;
        return t;
    }
    x->fresh = false;
    char c = x->text[x->at];
    if (is_letter(c))
        return lex_name(x, t);
    if (is_digit(c))
        return lex_number(x, t);
    if (c == '"')
        return lex_string(x, t);
    x->at++;
    if ((unsigned char)c >= 0x80)
        return foreign_character(x, t);
    return lex_symbol(x, t);
}

token lexer_next(lexer *x)
{
    skip_space(x);
    if (x->fresh && x->at < x->n && lexer_at_item(x, x->at))
        return (token){.kind = TOK_END,
                       .start = x->at,
                       .line = x->line,
                       .col = (int)(x->at - x->line_start) + 1,
                       .stop = x->at};
    return lex_any(x);
}

token lexer_enter_item(lexer *x)
{
    skip_space(x);
    return lex_any(x);
}

token lexer_id(lexer *x, token t, bool key)
{
    size_t i = t.start;
    while (is_word(byte_at(x, i)) ||
           ((byte_at(x, i) == '.' || byte_at(x, i) == '-' ||
             (key && byte_at(x, i) == ':')) &&
            i > t.start && is_word(byte_at(x, i + 1))))
        i++;
    t.kind = TOK_NAME;
    t.len = i - t.start;
    t.stop = x->at = i;
    if (t.len > MAX_ID)
        return bad(x, t, "this id is longer than 100 characters");
    return t;
}
