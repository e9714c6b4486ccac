/* Binders: NAME "in" domain. */
#include "parser.h"

#include <string.h>

/* Is this `-inf`, with the sign as the current token? */
static bool at_minus_inf(const parser *p)
{
    lexer x = p->lx;
    if (!parse_is(p, '-'))
        return false;
    token t = lexer_next(&x);
    return t.kind == TOK_NAME && t.len == 3 &&
           !memcmp(x.text + t.start, "inf", 3);
}

static void parse_interval(parser *p, binder *b)
{
    b->kind = DOM_INTERVAL;
    b->lo_open = parse_is(p, '(');
    parse_advance(p);
    if (at_minus_inf(p)) {
        if (!b->lo_open)
            parse_fail(p, p->tok, "an infinite end is open: write (-inf, ...");
        parse_advance(p);
        parse_advance(p);
    } else if (parse_is_word(p, "inf")) {
        parse_fail(p, p->tok, "a domain cannot begin at inf");
    } else {
        b->lo = parse_expr(p);
    }
    parse_expect(p, ',', "`,` between the ends of the interval");
    token hi = p->tok;
    if (at_minus_inf(p))
        parse_fail(p, p->tok, "a domain cannot end at -inf");
    bool inf = parse_accept_word(p, "inf");
    if (!inf)
        b->hi = parse_expr(p);
    b->hi_open = parse_is(p, ')');
    if (inf && parse_is(p, ']'))
        parse_fail(p, hi, "an infinite end is open: write ..., inf)");
    if (!parse_accept(p, ')'))
        parse_expect(p, ']', "`]` or `)`");
}

void parse_list(parser *p, ast ***list, size_t *n)
{
    parse_advance(p);
    do {
        *list = arena_push(&p->prog->mem, *list, *n, sizeof **list);
        (*list)[(*n)++] = parse_expr(p);
    } while (parse_accept(p, ','));
    parse_expect(p, '}', "`,` or `}`");
}

/* The list that a definition above gives this name.  Without one the binder
 * stays empty, and check.c says why. */
static void take_list(parser *p, binder *b, char *name)
{
    const item *let = program_find(p->prog, name);
    b->kind = DOM_LIST;
    b->list_name = name;
    if (let && let->kind == ITEM_LET) {
        b->list = let->list;
        b->nlist = let->nlist;
    }
}

/* m..n, or the name of a list. */
static void parse_range(parser *p, binder *b)
{
    bool named = parse_is(p, TOK_NAME);
    b->kind = DOM_INTEGERS;
    b->lo = parse_expr(p);
    if (named && b->lo->kind == AST_NAME && !parse_is(p, TOK_DOTS)) {
        take_list(p, b, b->lo->name);
        b->lo = NULL;
        return;
    }
    parse_expect(p, TOK_DOTS,
                 "`..` (a domain is [a, b], m..n, "
                 "{a, b, ...} or a list's name)");
    if (parse_accept_word(p, "inf"))
        b->hi_open = true;
    else
        b->hi = parse_expr(p);
}

/* `(` opens an interval, unless what it holds is followed by `..`: then it
 * belongs to an expression, as in (a + 1)*2..T. */
static bool at_interval(const parser *p)
{
    if (parse_is(p, '['))
        return true;
    if (!parse_is(p, '('))
        return false;
    lexer x = p->lx;
    for (int depth = 1;;) {
        token t = lexer_next(&x);
        if (t.kind == TOK_END || t.kind == TOK_BAD)
            return true;
        if (t.kind == '(')
            depth++;
        else if (t.kind == ',' && depth == 1)
            return true;
        else if (t.kind == ')' && --depth == 0)
            return false;
    }
}

binder parse_binder(parser *p)
{
    binder b = {.pos = parse_pos(p, p->tok)};
    b.name = parse_bound_name(p, "a variable");
    if (!parse_is_word(p, "in"))
        parse_slip_domain(p, b.name);
    if (!parse_accept_word(p, "in"))
        parse_expected(p, "`in`");
    if (at_interval(p)) {
        parse_interval(p, &b);
    } else if (parse_is(p, '{')) {
        b.kind = DOM_LIST;
        parse_list(p, &b.list, &b.nlist);
    } else {
        parse_range(p, &b);
    }
    return b;
}
