/* Items, and the entry points of parsing. */
#include "parser.h"

#include "../encoding.h"

#include <string.h>

/* The comments on the lines of a let, joined: its description. */
static char *collect_comment(parser *p, size_t from, size_t to)
{
    const char *text = p->lx.text;
    text_buf b = {0};
    bool quoted = false;
    while (to < p->lx.n && text[to] != '\n')
        to++;
    for (size_t i = from; i < to; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        if (text[i] == '\n')
            quoted = false;
        if (quoted || text[i] != '#')
            continue;
        size_t start = i + 1, end;
        while (i < to && text[i] != '\n')
            i++;
        for (end = i;
             end > start && (text[end - 1] == ' ' || text[end - 1] == '\t' ||
                             text[end - 1] == '\r');)
            end--;
        while (start < end && (text[start] == ' ' || text[start] == '\t' ||
                               text[start] == '#'))
            start++;
        if (b.len && start < end)
            text_put(&b, " ");
        text_put_n(&b, text + start, end - start);
    }
    char *s = b.len ? arena_strndup(&p->prog->mem, b.s, b.len) : NULL;
    text_clear(&b);
    return s;
}

static void parse_let(parser *p, item *it, size_t start)
{
    it->id = parse_name(p, "the name of a definition");
    if (parse_accept(p, '(')) {
        do {
            if (it->nparams == MAX_PARAMS)
                parse_fail(p, p->tok, "more than %d parameters", MAX_PARAMS);
            it->param = arena_push(&p->prog->mem, it->param, it->nparams,
                                   sizeof *it->param);
            it->param[it->nparams] = parse_name(p, "a parameter");
            it->nparams++;
        } while (parse_accept(p, ','));
        parse_expect(p, ')', "`,` or `)`");
    }
    if (parse_is(p, TOK_EQEQ))
        parse_fail(p, p->tok, "a definition is written with a single `=`");
    parse_expect(p, '=', "`=`");
    if (parse_is(p, '{') && it->nparams)
        parse_fail(p, p->tok, "a list has no parameters");
    if (parse_is(p, '{'))
        parse_list(p, &it->list, &it->nlist);
    else
        it->body = parse_expr(p);
    if (!parse_is(p, TOK_END)) {
        char found[80], near[160];
        suggestion s;
        suggest_start(&s, p->lx.text + p->tok.start, p->tok.len);
        if (parse_is(p, TOK_NAME))
            offer_item_kinds(&s);
        parse_fail(p, p->tok, "%s cannot follow this definition%s",
                   parse_show(p, p->tok, found, sizeof found),
                   suggest_text(&s, near, sizeof near));
    }
    it->comment = collect_comment(p, start, p->last.stop);
    it->title = it->comment;
}

static item *new_item(parser *p, item_kind kind, token at)
{
    item *it = arena_alloc(&p->prog->mem, sizeof *it);
    it->kind = kind;
    it->pos = parse_pos(p, at);
    it->text = p->lx.text + at.start;
    return it;
}

static void end_item(parser *p, item *it)
{
    const token *t = &p->last;
    it->end = (lang_pos){p->file, t->line, t->col};
    it->text_len = (size_t)(p->lx.text + t->stop - it->text);
    if (t->len > 1 || t->kind == TOK_STRING)
        it->end.col += (int)t->len + (t->kind == TOK_STRING ? 1 : -1);
}

item *parse_item(parser *p)
{
    token keyword = p->tok;
    const char *word = p->lx.text + keyword.start;
    int kind = parse_is(p, TOK_NAME) ? item_kind_find(word, keyword.len) : -1;
    if (kind < 0) {
        char found[80], near[160];
        suggestion s;
        suggest_start(&s, word, keyword.len);
        offer_item_kinds(&s);
        parse_fail(p, keyword,
                   "expected an item (let, claim, identity, constant, root, "
                   "table, figure, region, assumed), found %s%s",
                   parse_show(p, keyword, found, sizeof found),
                   suggest_text(&s, near, sizeof near));
    }
    item *it = new_item(p, (item_kind)kind, keyword);
    parse_advance(p);
    if (kind == ITEM_LET) {
        parse_let(p, it, keyword.start);
    } else {
        it->id = parse_id(p, false, "the item's id");
        it->title = parse_string(p, "the item's title, in quotes");
        parse_clauses(p, it);
    }
    end_item(p, it);
    return it;
}

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

/* [ "for" binders ] [ "where" chains ] [ ":" ] chain { tail } */
static void step_claim(parser *p)
{
    token at = p->tok = lexer_enter_item(&p->lx);
    if (at.kind == TOK_BAD)
        parse_fail(p, at, "%s", p->lx.message);
    item *it = new_item(p, ITEM_CLAIM, at);
    it->id = arena_strndup(&p->prog->mem, "claim", 5);
    it->title = arena_strndup(&p->prog->mem, "", 0);
    if (parse_accept_word(p, "for"))
        parse_for(p, it);
    if (parse_accept_word(p, "where"))
        parse_where(p, it);
    if (it->nbind || it->nwhere)
        parse_expect(p, ':', "`:` and the statement");
    else
        parse_accept(p, ':');
    it->show = parse_chain(p, false);
    parse_tail(p, it);
    expect_nothing_more(p, "one statement");
    end_item(p, it);
    keep_item(p, it);
}

static void step_expr(parser *p)
{
    token at = p->tok = lexer_enter_item(&p->lx);
    if (at.kind == TOK_BAD)
        parse_fail(p, at, "%s", p->lx.message);
    item *it = new_item(p, ITEM_LET, at);
    it->id = arena_strndup(&p->prog->mem, "it", 2);
    it->body = parse_expr(p);
    if (!parse_is(p, TOK_END))
        parse_expected(p, "an operator or the end");
    expect_nothing_more(p, "one expression");
    end_item(p, it);
    keep_item(p, it);
}

bool program_parse_claim(program *g, const char *text, lang_errors *errs)
{
    parser p;
    return start(&p, g, "claim", 1, text, strlen(text), errs) &&
           attempt(&p, step_claim) && p.ok;
}

bool program_parse_expr(program *g, const char *text, lang_errors *errs)
{
    parser p;
    return start(&p, g, "expression", 1, text, strlen(text), errs) &&
           attempt(&p, step_expr) && p.ok;
}
