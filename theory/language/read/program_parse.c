/* The entry points of parsing: blocks of a document, and the texts of the
 * command line. */
#include "../encoding.h"
#include "parser.h"

#include <string.h>

/* Checks an item and gives it its place in the program. */
static void keep_item(parser *p, item *it)
{
    program *g = p->prog;
    const definition *d = program_lookup(g, it->id);
    bool ok = check_item(g, it, p->errs);
    if (d) {
        if (d->index >= 0)
            program_error(g, p->errs, it->pos, "`%s` is already taken (%s:%d)",
                          it->id, d->pos.file, d->pos.line);
        ok = false;
    }
    if (ok) {
        g->item = arena_push(&g->mem, g->item, g->nitems, sizeof *g->item);
        g->item[g->nitems] = it;
        it->index = g->nitems;
        program_define(g, it->id, it->pos, (long)g->nitems++);
    } else {
        program_define(g, it->id, it->pos, -1);
        p->ok = false;
    }
}

/* A name whose definition is in error: it may be used without further ado. */
static void define_broken(parser *p, token keyword)
{
    lexer x = p->lx;
    x.at = keyword.stop;
    token t = lexer_enter_item(&x);
    if (t.kind != TOK_NAME)
        return;
    t = lexer_id(&x, t, false);
    if (t.kind != TOK_NAME)
        return;
    const char *word = p->lx.text + keyword.start;
    if (item_kind_find(word, keyword.len) == ITEM_LET)
        for (size_t i = 0; i < t.len; i++)
            if (p->lx.text[t.start + i] == '.' ||
                p->lx.text[t.start + i] == '-')
                t.len = i;
    program_define(p->prog, parse_text(p, t), parse_pos(p, t), -1);
}

typedef void parse_step(parser *p);

static void step_item(parser *p)
{
    p->tok = lexer_enter_item(&p->lx);
    if (p->tok.kind == TOK_BAD)
        parse_fail(p, p->tok, "%s", p->lx.message);
    if (p->tok.kind != TOK_END)
        keep_item(p, parse_item(p));
}

/* Runs one step; false when it ended in an error. */
static bool attempt(parser *p, parse_step *step)
{
    p->depth = 0;
    if (setjmp(p->jump))
        return false;
    step(p);
    return true;
}

/* The text is copied, so that excerpts can be shown later. */
static bool start(parser *p, program *g, const char *file, int first_line,
                  const char *text, size_t n, lang_errors *errs)
{
    *p = (parser){.prog = g, .errs = errs, .ok = true};
    p->file = program_file(g, file);
    char *copy = arena_strndup(&g->mem, text, n);
    g->source = arena_push(&g->mem, g->source, g->nsources, sizeof(source));
    g->source[g->nsources++] = (source){p->file, first_line, copy, n};
    size_t at;
    const char *msg;
    if (!encoding_validate(copy, n, &at, &msg)) {
        lang_pos pos = {p->file, first_line, 1};
        for (size_t i = 0; i < at; i++) {
            pos.line += copy[i] == '\n';
            pos.col = copy[i] == '\n' ? 1 : pos.col + 1;
        }
        /* no excerpt: the line holds what no terminal should be given */
        lang_errors_add(errs, pos, NULL, "%s", msg);
        return false;
    }
    lexer_init(&p->lx, copy, n, first_line);
    return true;
}

bool program_parse(program *g, const char *file, int first_line,
                   const char *text, size_t n, lang_errors *errs)
{
    parser p;
    if (!start(&p, g, file, first_line, text, n, errs))
        return false;
    for (;;) {
        lexer before = p.lx;
        token keyword = lexer_enter_item(&before);
        if (keyword.kind == TOK_END)
            return p.ok;
        if (!attempt(&p, step_item)) {
            if (keyword.kind == TOK_NAME)
                define_broken(&p, keyword);
            /* Where the error itself is the next item's keyword, that item
             * has not been touched. */
            if (!(p.tok.kind == TOK_END && p.lx.fresh))
                lexer_skip_to_item(&p.lx);
        }
    }
}

/* The text ends here, too: an item that begins on a further line would be
 * passed over in silence. */
static void expect_nothing_more(parser *p, const char *what)
{
    if (p->lx.at < p->lx.n)
        parse_fail(p, p->tok, "%s only, but here an item begins", what);
}

/* [ "for" binders ] [ "where" chains ] [ ":" ]; the id is the kind's name. */
static item *enter_prompt(parser *p, item_kind kind)
{
    token at = p->tok = lexer_enter_item(&p->lx);
    const char *id = item_kind_name(kind);
    if (at.kind == TOK_BAD)
        parse_fail(p, at, "%s", p->lx.message);
    item *it = parse_new_item(p, kind, at);
    it->id = arena_strndup(&p->prog->mem, id, strlen(id));
    it->title = arena_strndup(&p->prog->mem, "", 0);
    if (parse_accept_word(p, "for"))
        parse_for(p, it);
    if (parse_accept_word(p, "where"))
        parse_where(p, it);
    if ((it->nbind || it->nwhere) && !parse_is(p, ':'))
        parse_slip_no_colon(p);
    if (it->nbind || it->nwhere)
        parse_expect(p, ':', "`:` and the statement");
    else
        parse_accept(p, ':');
    return it;
}

static void leave_prompt(parser *p, item *it)
{
    expect_nothing_more(p, "one statement");
    parse_end_item(p, it);
    keep_item(p, it);
}

/* ... chain { tail } */
static void step_claim(parser *p)
{
    item *it = enter_prompt(p, ITEM_CLAIM);
    parse_slip_behind_colon(p);
    it->show = parse_chain(p, true);
    parse_slip_behind_colon(p);
    parse_tail(p, it);
    parse_by_itself(p, it);
    leave_prompt(p, it);
}

/* ... ( "largest" | "smallest" ) NAME "with" chain { tail } */
static void step_constant(parser *p)
{
    item *it = enter_prompt(p, ITEM_CONSTANT);
    if (!parse_is_word(p, "largest") && !parse_is_word(p, "smallest"))
        parse_expected(p, "`largest` or `smallest`: largest c with ...");
    parse_tail(p, it);
    leave_prompt(p, it);
}

/* ... "find" NAME "with" chain { tail } */
static void step_threshold(parser *p)
{
    item *it = enter_prompt(p, ITEM_THRESHOLD);
    if (!parse_is_word(p, "find"))
        parse_expected(p, "`find`: find n with ...");
    parse_tail(p, it);
    parse_by_itself(p, it);
    leave_prompt(p, it);
}

/* ... [ "solve" ] expr "==" expr { tail } */
static void step_root(parser *p)
{
    item *it = enter_prompt(p, ITEM_ROOT);
    parse_accept_word(p, "solve");
    it->show = parse_chain(p, false);
    parse_tail(p, it);
    leave_prompt(p, it);
}

static void step_expr(parser *p)
{
    token at = p->tok = lexer_enter_item(&p->lx);
    if (at.kind == TOK_BAD)
        parse_fail(p, at, "%s", p->lx.message);
    item *it = parse_new_item(p, ITEM_LET, at);
    it->id = arena_strndup(&p->prog->mem, "it", 2);
    it->body = parse_expr(p);
    if (!parse_is(p, TOK_END))
        parse_expected(p, "an operator or the end");
    expect_nothing_more(p, "one expression");
    parse_end_item(p, it);
    keep_item(p, it);
}

bool program_parse_claim(program *g, const char *text, lang_errors *errs)
{
    parser p;
    return start(&p, g, "claim", 1, text, strlen(text), errs) &&
           attempt(&p, step_claim) && p.ok;
}

bool program_parse_number(program *g, item_kind kind, const char *text,
                          lang_errors *errs)
{
    parser p;
    void (*step)(parser *p) = kind == ITEM_CONSTANT    ? step_constant
                              : kind == ITEM_THRESHOLD ? step_threshold
                                                       : step_root;
    return start(&p, g, item_kind_name(kind), 1, text, strlen(text), errs) &&
           attempt(&p, step) && p.ok;
}

bool program_parse_expr(program *g, const char *text, lang_errors *errs)
{
    parser p;
    return start(&p, g, "expression", 1, text, strlen(text), errs) &&
           attempt(&p, step_expr) && p.ok;
}
