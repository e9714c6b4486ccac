/* Expressions, conditions, chains and domains. */
#include "parser.h"

#include <string.h>

/* The height of a tree is kept beside it: every later pass recurses on
 * trees, so this bounds their use of the C stack. */
typedef struct {
    ast a;
    int height;
} tall_ast;

static int height(const ast *a)
{
    return ((const tall_ast *)a)->height;
}

ast *parse_expr_node(parser *p, ast_kind kind, token at)
{
    tall_ast *t = arena_alloc(&p->prog->mem, sizeof *t);
    t->a.kind = kind;
    t->a.pos = parse_pos(p, at);
    t->height = 1;
    if (++p->prog->nasts > MAX_ASTS)
        parse_fail(p, at,
                   "the formulas of this paper hold more than %d "
                   "operations",
                   MAX_ASTS);
    return &t->a;
}

void parse_expr_add(parser *p, ast *a, ast *arg)
{
    a->arg = arena_push(&p->prog->mem, a->arg, a->nargs, sizeof *a->arg);
    a->arg[a->nargs++] = arg;
    tall_ast *t = (tall_ast *)a;
    if (height(arg) >= t->height)
        t->height = height(arg) + 1;
    if (t->height > MAX_HEIGHT)
        parse_fail(p, p->last,
                   "this expression has more than %d operations "
                   "on top of each other (a long sum counts); "
                   "split it with `let`",
                   MAX_HEIGHT);
}

static ast *binary(parser *p, ast_kind kind, token at, ast *x, ast *y)
{
    ast *a = parse_expr_node(p, kind, at);
    parse_expr_add(p, a, x);
    parse_expr_add(p, a, y);
    return a;
}

static void deeper(parser *p)
{
    if (++p->depth > MAX_NESTING)
        parse_fail(p, p->tok, "this expression is nested more than %d deep",
                   MAX_NESTING);
}

static ast *parse_number(parser *p)
{
    ast *a = parse_expr_node(p, AST_NUMBER, p->tok);
    program *g = p->prog;
    a->text = parse_text(p, p->tok);
    g->number = arena_push(&g->mem, g->number, g->nnumbers, sizeof(ast *));
    mpq_init(a->q);
    g->number[g->nnumbers++] = a;
    if (!parse_decimal(a->q, a->text, p->tok.len))
        parse_fail(p, p->tok, "the exponent of this number is beyond %d",
                   MAX_EXPONENT);
    g->number_bytes +=
        (mpz_size(mpq_numref(a->q)) + mpz_size(mpq_denref(a->q))) *
        sizeof(mp_limb_t);
    if (g->number_bytes > MAX_NUMBER_BYTES)
        parse_fail(p, p->tok,
                   "the numbers of this paper are too long: more "
                   "than %d bytes",
                   MAX_NUMBER_BYTES);
    parse_advance(p);
    return a;
}

static rel_kind relation(const parser *p)
{
    switch (p->tok.kind) {
    case '<':
        return REL_LT;
    case TOK_LE:
        return REL_LE;
    case TOK_EQEQ:
        return REL_EQ;
    case TOK_GE:
        return REL_GE;
    case TOK_NE:
        return REL_NE;
    default:
        return REL_GT;
    }
}

static bool at_relation(const parser *p)
{
    return parse_is(p, '<') || parse_is(p, TOK_LE) || parse_is(p, TOK_EQEQ) ||
           parse_is(p, TOK_GE) || parse_is(p, '>') || parse_is(p, TOK_NE);
}

ast_chain parse_chain(parser *p, bool with_ne)
{
    ast_chain c = {0};
    arena *mem = &p->prog->mem;
    token before = p->last, at = p->tok;
    bool different = false;
    c.e = arena_push(mem, c.e, 0, sizeof *c.e);
    c.e[0] = parse_expr(p);
    if (parse_is(p, '='))
        parse_fail(p, p->tok, "equality is written `==`");
    if (!at_relation(p) && at.kind == TOK_NUMBER)
        parse_slip_comma(p, before);
    if (parse_is_word(p, "in"))
        parse_fail(p, at, "variables stand behind `for`: for x in [0, 1]");
    if (!at_relation(p))
        parse_slip_behind(p);
    if (!at_relation(p))
        parse_expected(p, "a relation (<, <=, ==, >=, >)");
    while (at_relation(p)) {
        if (parse_is(p, TOK_NE) && !with_ne)
            parse_fail(p, p->tok,
                       "`!=` can stand only in a claim, in the condition of "
                       "an `if` and behind `where`");
        if (parse_is(p, TOK_NE) && different)
            parse_fail(p, p->tok,
                       "`!=` stands once in a chain: a != b != c does not say "
                       "that a and c differ; write `a != b, b != c, a != c`");
        different |= parse_is(p, TOK_NE);
        c.rel = arena_push(mem, c.rel, c.n, sizeof *c.rel);
        c.rel[c.n] = relation(p);
        parse_advance(p);
        c.e = arena_push(mem, c.e, c.n + 1, sizeof *c.e);
        c.e[c.n + 1] = parse_expr(p);
        c.n++;
        if (parse_is(p, '='))
            parse_fail(p, p->tok, "equality is written `==`");
    }
    return c;
}

/* expr relation expr { "and" ... }, as RELs joined by ANDs.  No longer chains:
 * their middle would be in two places of the tree, which nested would
 * take exponential time. */
static ast *parse_condition(parser *p)
{
    ast *all = NULL;
    do {
        token at = p->tok;
        ast_chain c = parse_chain(p, true);
        if (c.n > 1)
            parse_fail(p, at,
                       "a condition has one relation; join two by "
                       "`and`");
        ast *r = binary(p, AST_REL, at, c.e[0], c.e[1]);
        r->rel = c.rel[0];
        all = all ? binary(p, AST_AND, at, all, r) : r;
    } while (parse_accept_word(p, "and"));
    return all;
}

static ast *parse_if(parser *p)
{
    ast *a = parse_expr_node(p, AST_IF, p->tok);
    parse_advance(p);
    parse_expr_add(p, a, parse_condition(p));
    if (!parse_accept_word(p, "then"))
        parse_expected(p, "`then`");
    parse_expr_add(p, a, parse_expr(p));
    if (!parse_accept_word(p, "else"))
        parse_expected(p, "`else` (every `if` has one)");
    parse_expr_add(p, a, parse_expr(p));
    return a;
}

/* Is this `sum(t in`, with the name as the current token? */
static bool at_fold(const parser *p)
{
    if (!parse_is_word(p, "sum") && !parse_is_word(p, "prod") &&
        !parse_is_word(p, "min") && !parse_is_word(p, "max") &&
        !parse_is_word(p, "integral") && !parse_is_word(p, "total_variation"))
        return false;
    lexer x = p->lx;
    if (lexer_next(&x).kind != '(' || lexer_next(&x).kind != TOK_NAME)
        return false;
    token t = lexer_next(&x);
    return t.kind == TOK_NAME && t.len == 2 &&
           !memcmp(x.text + t.start, "in", 2);
}

static void parse_fold_range(parser *p, ast *a)
{
    if (builtin_is_distance(a)) {
        parse_integral_domain(p, a);
        return;
    }
    parse_expr_add(p, a, parse_integral_end(p, a));
    parse_expect(p, TOK_DOTS, "`..`");
    if (parse_is_word(p, "inf") && !builtin_is_integral(a) &&
        strcmp(a->name, "sum") != 0)
        parse_fail(p, p->tok, "`%s` runs over finitely many integers",
                   a->name);
    parse_expr_add(p, a, parse_integral_end(p, a));
}

static ast *parse_fold(parser *p)
{
    ast *a = parse_expr_node(p, AST_FOLD, p->tok);
    a->name = parse_text(p, p->tok);
    parse_advance(p);
    parse_advance(p);
    a->index = parse_name(p, "an index");
    parse_advance(p); /* in */
    a->list = !builtin_is_integral(a) && parse_is(p, '{');
    if (a->list)
        parse_list(p, &a->arg, &a->nargs);
    else
        parse_fold_range(p, a);
    parse_expect(p, ',', builtin_is_distance(a)   ? "`,` and two densities"
                         : builtin_is_integral(a) ? "`,` and the integrand"
                                                  : "`,` and the terms");
    token at = p->tok;
    ast *f = parse_expr(p);
    if (builtin_is_distance(a)) {
        parse_expect(p, ',', "`,` and the other density");
        f = binary(p, AST_SUB, at, f, parse_expr(p));
    }
    parse_expr_add(p, a, f);
    parse_expect(p, ')', "`)`");
    return a;
}

static ast *parse_call(parser *p)
{
    ast *a = parse_expr_node(p, AST_CALL, p->tok);
    a->name = parse_text(p, p->tok);
    const builtin *b = builtin_find(a->name);
    parse_advance(p);
    token open = p->tok;
    parse_advance(p);
    if (parse_is(p, ')'))
        parse_fail(p, p->tok,
                   "a call needs at least one argument; a constant "
                   "is written without parentheses");
    do {
        parse_expr_add(p, a, parse_expr(p));
        if (b != NULL && b->nargs == 1)
            parse_slip_comma(p, p->tok);
    } while (parse_accept(p, ','));
    if (parse_is(p, '=') && (b == NULL || b->nargs < 0))
        parse_fail(p, p->tok,
                   "an index is bound by `in`: sum(i in 1..n, term)");
    if (!parse_accept(p, ')'))
        parse_slip_unclosed(p, open, "`,` or `)`");
    return a;
}

static bool next_is(const parser *p, int kind)
{
    lexer x = p->lx;
    return lexer_next(&x).kind == kind;
}

/* A word where an operand should be.  `show a >= expect proved`: the word is
 * a clause, not a name, when another word, number or string follows it. */
static ast *parse_word(parser *p)
{
    if (at_fold(p))
        return parse_fold(p);
    if (parse_integral_at_mean(p))
        return parse_integral_mean(p);
    if (next_is(p, '('))
        return parse_call(p);
    ast *a = parse_expr_node(p, AST_NAME, p->tok);
    a->name = parse_text(p, p->tok);
    if (!strcmp(a->name, "inf"))
        parse_fail(p, p->tok, "`inf` is no number; it can only end a domain");
    if (!strcmp(a->name, "if"))
        parse_fail(p, p->tok,
                   "an `if` inside an expression stands in "
                   "parentheses");
    if (strcmp(a->name, "pi") && strcmp(a->name, "euler_gamma") &&
        builtin_is_reserved(a->name) &&
        !parse_is_bound(p, a->name)) {
        if (builtin_find(a->name))
            parse_fail(p, p->tok, "`%s` is a function; write %s(...)", a->name,
                       a->name);
        parse_expected(p, "an expression");
    }
    lexer x = p->lx;
    token t = lexer_next(&x);
    if (t.kind == TOK_NUMBER || t.kind == TOK_STRING)
        parse_expected(p, "an expression");
    parse_advance(p);
    return a;
}

static ast *parse_atom(parser *p)
{
    if (parse_is(p, TOK_NUMBER))
        return parse_number(p);
    if (parse_is(p, TOK_NAME))
        return parse_word(p);
    if (!parse_is(p, '('))
        parse_expected(p, "an expression");
    token open = p->tok;
    parse_advance(p);
    ast *a = parse_expr(p);
    if (!parse_accept(p, ')'))
        parse_slip_unclosed(p, open, "`)`");
    return a;
}

static ast *parse_unary(parser *p)
{
    deeper(p);
    token at = p->tok;
    ast *a;
    if (parse_accept(p, '-')) {
        a = parse_expr_node(p, AST_NEG, at);
        parse_expr_add(p, a, parse_unary(p));
    } else {
        a = parse_atom(p);
        at = p->tok;
        if (parse_accept(p, '^'))
            a = binary(p, AST_POW, at, a, parse_unary(p));
    }
    p->depth--;
    return a;
}

static ast *parse_term(parser *p)
{
    ast *a = parse_unary(p);
    for (;;) {
        token at = p->tok;
        if (parse_accept(p, '*'))
            a = binary(p, AST_MUL, at, a, parse_unary(p));
        else if (parse_accept(p, '/'))
            a = binary(p, AST_DIV, at, a, parse_unary(p));
        else
            return a;
    }
}

static ast *parse_sum(parser *p)
{
    ast *a = parse_term(p);
    for (;;) {
        token at = p->tok;
        if (parse_accept(p, '+'))
            a = binary(p, AST_ADD, at, a, parse_term(p));
        else if (parse_accept(p, '-'))
            a = binary(p, AST_SUB, at, a, parse_term(p));
        else
            return a;
    }
}

ast *parse_expr(parser *p)
{
    deeper(p);
    ast *a = parse_is_word(p, "if") ? parse_if(p) : parse_sum(p);
    p->depth--;
    return a;
}
