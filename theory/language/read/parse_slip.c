/* Slips of grammar: what stands where nothing of its kind can, and the
 * sentence that teaches.  All of it makes messages only. */
#include "parser.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word_char(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '_';
}

static char char_at(const parser *p, size_t i)
{
    return i < p->lx.n ? p->lx.text[i] : 0;
}

void parse_slip_comma(parser *p, token t)
{
    size_t lo = t.start, hi = t.stop;
    if (t.kind != ',' || lo == 0 || !is_digit(char_at(p, lo - 1)) ||
        !is_digit(char_at(p, hi)))
        return;
    while (lo > 0 && is_digit(char_at(p, lo - 1)))
        lo--;
    while (is_digit(char_at(p, hi)))
        hi++;
    if ((lo > 0 && is_word_char(char_at(p, lo - 1))) || hi - lo > 60 ||
        is_word_char(char_at(p, hi)))
        return;
    const char *s = p->lx.text;
    parse_fail(p, t,
               "a number has a decimal point: for `%.*s` write `%.*s.%.*s`",
               (int)(hi - lo), s + lo, (int)(t.start - lo), s + lo,
               (int)(hi - t.stop), s + t.stop);
}

static bool is_known(const parser *p, const char *name)
{
    const item *let = program_find(p->prog, name);
    return parse_is_bound(p, name) || builtin_find(name) != NULL ||
           !strcmp(name, "pi") || (let != NULL && let->kind == ITEM_LET);
}

void parse_slip_product(parser *p)
{
    const token *l = &p->last;
    int n = (int)(l->len < 40 ? l->len : 40);
    bool operand = l->kind == TOK_NUMBER || l->kind == ')';
    if (parse_is(p, '(') && operand)
        parse_fail(p, p->tok, "a product is written with `*`: `%.*s*(`", n,
                   p->lx.text + l->start);
    if (!parse_is(p, TOK_NAME) || (!operand && l->kind != TOK_NAME))
        return;
    const char *name = parse_text(p, p->tok);
    if (is_known(p, name))
        parse_fail(p, p->tok, "a product is written with `*`: `%.*s*%s`", n,
                   p->lx.text + l->start, name);
}

void parse_slip(parser *p)
{
    parse_slip_comma(p, p->tok);
    if (parse_is(p, '('))
        parse_slip_product(p);
    if (parse_is_word(p, "and"))
        parse_fail(p, p->tok,
                   "`and` stands in the condition of an `if`; variables and "
                   "conditions are separated by `,`, and two statements are "
                   "two claims");
    if (parse_is_word(p, "or"))
        parse_fail(p, p->tok,
                   "there is no `or`: that one of a and b is positive is "
                   "max(a, b) > 0");
    if (parse_is(p, '{') && p->last.kind == '^')
        parse_fail(p, p->tok, "an exponent stands in parentheses: x^(2)");
    if (parse_is(p, '{'))
        parse_fail(p, p->tok,
                   "braces hold the members of a list; an expression is "
                   "grouped by ( and )");
    if (parse_is(p, '[') && p->last.line != 0 && p->last.kind != TOK_NAME)
        parse_fail(p, p->tok,
                   "brackets hold the ends of an interval; an expression is "
                   "grouped by ( and )");
}

void parse_slip_behind(parser *p)
{
    parse_slip(p);
    if (parse_is(p, ')') || parse_is(p, ']') || parse_is(p, '}'))
        parse_fail(p, p->tok, "nothing is open that this `%c` could close",
                   p->tok.kind);
    if (parse_is(p, ':'))
        parse_fail(p, p->tok,
                   "a colon stands on the command line only; in a document "
                   "`show` begins the statement");
    parse_slip_product(p);
}

static bool is_order(const parser *p)
{
    return parse_is(p, '<') || parse_is(p, TOK_LE) || parse_is(p, '>') ||
           parse_is(p, TOK_GE);
}

/* The domain of `x > 2`, with the relation as the current token, when a
 * number alone follows; else the generic one. */
static void domain_of(parser *p, const char *name)
{
    int rel = p->tok.kind;
    bool below = rel == '<' || rel == TOK_LE, open = rel == '<' || rel == '>';
    const char *text = p->lx.text;
    parse_advance(p);
    token from = p->tok;
    parse_accept(p, '-');
    token end = p->tok;
    bool number = parse_accept(p, TOK_NUMBER) && end.stop - from.start < 40 &&
                  (parse_is(p, TOK_END) || parse_is(p, ',') ||
                   parse_is(p, ':') || parse_is(p, TOK_NAME));
    int n = number ? (int)(end.stop - from.start) : 1;
    const char *v = number ? text + from.start : "0";
    if (below)
        parse_fail(p, from,
                   "a variable gets its domain by `in`: for %s in "
                   "(-inf, %.*s%c",
                   name, n, v, open ? ')' : ']');
    parse_fail(p, from,
               "a variable gets its domain by `in`: for %s in %c%.*s, inf)",
               name, open ? '(' : '[', n, v);
}

void parse_slip_domain(parser *p, const char *name)
{
    bool order = is_order(p);
    if (order && parse_is_bound(p, name))
        parse_fail(p, p->tok,
                   "`%s` has its domain already; conditions stand behind "
                   "`where`",
                   name);
    if (order)
        domain_of(p, name);
    if (parse_is(p, ','))
        parse_fail(p, p->tok,
                   "each variable has a domain of its own: for %s in [0, 1], "
                   "y in [0, 1]",
                   name);
}

void parse_slip_for_all(parser *p)
{
    lexer x = p->lx;
    token t = lexer_next(&x);
    bool all = parse_is_word(p, "all") || parse_is_word(p, "every") ||
               parse_is_word(p, "each") || parse_is_word(p, "any");
    if (!all || t.kind != TOK_NAME ||
        (t.len == 2 && !memcmp(x.text + t.start, "in", 2)))
        return;
    token at = p->tok;
    parse_advance(p);
    const char *name = parse_bound_name(p, "a variable");
    if (is_order(p))
        domain_of(p, name);
    parse_fail(p, at, "`for` alone says \"for all\": for %s in [0, 1]", name);
}

void parse_slip_unclosed(parser *p, token open, const char *what)
{
    if (parse_is(p, TOK_END))
        parse_fail(p, p->tok,
                   "expected %s, found the end of the item: `(` in line %d, "
                   "column %d is not closed",
                   what, open.line, open.col);
    if (is_order(p))
        parse_fail(p, p->tok,
                   "expected %s, found a relation: either `(` in line %d, "
                   "column %d is not closed, or the relation stands in "
                   "parentheses, which it cannot",
                   what, open.line, open.col);
    parse_expected(p, what);
}

void parse_slip_no_colon(parser *p)
{
    if (parse_is_word(p, "show"))
        parse_fail(p, p->tok,
                   "on the command line a colon stands in place of `show`");
    bool bracket = p->last.kind == ')' && p->it->nwhere == 0;
    if (!bracket)
        parse_slip(p);
    if (p->it->nwhere > 0)
        parse_slip_product(p);
    if (parse_is(p, TOK_NAME) || parse_is(p, TOK_NUMBER) || parse_is(p, '-') ||
        parse_is(p, '('))
        parse_fail(p, p->tok,
                   "a colon stands between the variables and the statement: "
                   "for x in [0, 1]: x >= 0");
}

void parse_slip_behind_colon(parser *p)
{
    lexer x = p->lx;
    bool where = parse_is_word(p, "where");
    if (!where && !parse_is_word(p, "for"))
        return;
    token t = lexer_next(&x);
    if (t.kind == TOK_NAME || t.kind == TOK_NUMBER || t.kind == '(')
        parse_fail(p, p->tok,
                   where ? "`where` stands before the colon: for x in [0, 1] "
                           "where x > 0: x >= 0"
                         : "`for` begins the claim: for x in [0, 1]: x >= 0");
}
