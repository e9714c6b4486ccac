/* Ranges that may be infinite, and `normal_mean(z, f)`; of `total_variation(x in
 * (a, b), p, q)` the range. */
#include "parser.h"

#include <string.h>

static ast *infinity(parser *p)
{
    ast *a = parse_expr_node(p, AST_NAME, p->tok);
    a->name = parse_text(p, p->tok);
    parse_advance(p);
    return a;
}

/* `inf` behind the token at hand? */
static bool before_inf(const parser *p)
{
    lexer x = p->lx;
    token t = lexer_next(&x);
    return t.kind == TOK_NAME && t.len == 3 &&
           !memcmp(x.text + t.start, "inf", 3);
}

/* An end of a range; of an integral's, it may be infinite, and so may the upper
 * one of a sum's. */
ast *parse_integral_end(parser *p, const ast *fold)
{
    token at = p->tok;
    bool sum = !strcmp(fold->name, "sum") && fold->nargs == 1;
    if (!builtin_is_integral(fold) && !(sum && parse_is_word(p, "inf")))
        return parse_expr(p);
    if (parse_is_word(p, "inf"))
        return infinity(p);
    if (parse_is(p, '-') && before_inf(p)) {
        parse_advance(p);
        ast *a = parse_expr_node(p, AST_NEG, at);
        parse_expr_add(p, a, infinity(p));
        return a;
    }
    return parse_expr(p);
}

static void bracket(parser *p, const ast *end, int closed, int open)
{
    if (parse_is(p, closed) && end != NULL && builtin_infinite_end(end))
        parse_fail(p, p->tok, "an infinite end is open: write (-inf, inf)");
    if (!parse_accept(p, closed))
        parse_expect(p, open, open == '(' ? "a range, as (-inf, inf) or [0, 1]"
                                          : "`)` or `]`");
}

/* Whether an end belongs to the range makes no difference. */
void parse_integral_domain(parser *p, ast *a)
{
    token begin = p->tok;
    bracket(p, NULL, '[', '(');
    parse_expr_add(p, a, parse_integral_end(p, a));
    if (begin.kind == '[' && builtin_infinite_end(a->arg[0]))
        parse_fail(p, begin, "an infinite end is open: write (-inf, inf)");
    parse_expect(p, ',', "`,` between the ends of the range");
    parse_expr_add(p, a, parse_integral_end(p, a));
    bracket(p, a->arg[1], ']', ')');
}

/* Is this `normal_mean(z,`, with the name as the current token? */
bool parse_integral_at_mean(const parser *p)
{
    lexer x = p->lx;
    return parse_is_word(p, "normal_mean") && lexer_next(&x).kind == '(' &&
           lexer_next(&x).kind == TOK_NAME && lexer_next(&x).kind == ',';
}

/* An integral from -inf to inf, but for its density. */
ast *parse_integral_mean(parser *p)
{
    ast *a = parse_expr_node(p, AST_FOLD, p->tok), *minus;
    token at = p->tok;
    a->name = parse_text(p, p->tok);
    parse_advance(p);
    parse_advance(p);
    a->index = parse_name(p, "a variable");
    minus = parse_expr_node(p, AST_NEG, at);
    for (int k = 0; k < 2; k++) {
        ast *inf = parse_expr_node(p, AST_NAME, at);
        inf->name = arena_strndup(&p->prog->mem, "inf", 3);
        parse_expr_add(p, k == 0 ? minus : a, inf);
        if (k == 0)
            parse_expr_add(p, a, minus);
    }
    parse_expect(p, ',', "`,` and the function");
    parse_expr_add(p, a, parse_expr(p));
    parse_expect(p, ')', "`)`");
    return a;
}
