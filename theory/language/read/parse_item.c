/* Items: definitions, and statements with their clauses. */
#include "parser.h"

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

/* The start of the line before `at`, which is a line's start, if that line is
 * a comment and nothing else; otherwise `at`. */
static size_t comment_line_above(const char *text, size_t at)
{
    size_t from = at > 0 ? at - 1 : 0;
    while (from > 0 && text[from - 1] != '\n')
        from--;
    size_t i = from + strspn(text + from, " \t");
    return i < at && text[i] == '#' ? from : at;
}

/* Where the comments of a let begin that starts at `at`: on the lines right
 * above it, if it is the first on its own. */
static size_t comment_start(const char *text, size_t at)
{
    size_t line = at, above;
    while (line > 0 && (text[line - 1] == ' ' || text[line - 1] == '\t'))
        line--;
    if (line > 0 && text[line - 1] != '\n')
        return at;
    while ((above = comment_line_above(text, line)) < line)
        line = above;
    return line;
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
            it->param[it->nparams] = parse_bound_name(p, "a parameter");
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
        parse_slip_behind(p);
        suggest_start(&s, p->lx.text + p->tok.start, p->tok.len);
        if (parse_is(p, TOK_NAME))
            item_kind_offer(&s);
        parse_fail(p, p->tok, "%s cannot follow this definition%s",
                   parse_show(p, p->tok, found, sizeof found),
                   suggest_text(&s, near, sizeof near));
    }
    it->comment = collect_comment(p, comment_start(p->lx.text, start),
                                  p->last.stop);
    it->title = it->comment;
}

item *parse_new_item(parser *p, item_kind kind, token at)
{
    item *it = arena_alloc(&p->prog->mem, sizeof *it);
    it->kind = kind;
    it->pos = parse_pos(p, at);
    it->text = p->lx.text + at.start;
    p->it = it;
    return it;
}

void parse_end_item(parser *p, item *it)
{
    const token *t = &p->last;
    parse_sequence_conditions(p, it);
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
        item_kind_offer(&s);
        parse_fail(p, keyword,
                   "expected an item (let, claim, identity, constant, root, "
                   "table, figure, region, assumed), found %s%s",
                   parse_show(p, keyword, found, sizeof found),
                   suggest_text(&s, near, sizeof near));
    }
    item *it = parse_new_item(p, (item_kind)kind, keyword);
    parse_advance(p);
    if (kind == ITEM_LET) {
        parse_let(p, it, keyword.start);
    } else {
        it->id = parse_id(p, false, "the item's id");
        it->title = parse_string(p, "the item's title, in quotes");
        parse_clauses(p, it);
    }
    parse_end_item(p, it);
    return it;
}
