/* Chains with a reason a link: show a <= b by lemma(x), b <= c by other(y). */
#include "parser.h"
#include "../vocabulary.h"

#include <stdlib.h>
#include <string.h>

static bool is_relation(token t)
{
    return t.kind == '<' || t.kind == TOK_LE || t.kind == TOK_EQEQ ||
           t.kind == TOK_GE || t.kind == '>' || t.kind == TOK_NE;
}

static bool is_operand(token t)
{
    return t.kind == TOK_NAME || t.kind == TOK_NUMBER || t.kind == ')' ||
           t.kind == TOK_STRING;
}

static bool is_word(const lexer *x, token t, const char *word)
{
    return t.kind == TOK_NAME && t.len == strlen(word) &&
           !memcmp(x->text + t.start, word, t.len);
}

/* Passes over what stands up to a comma, a relation, the end, or a word that
 * follows an operand, as the next clause's does: what ends it.  A name at the
 * beginning may be an id.  Behind a statement `in step` and `if x <= 1` belong
 * to it. */
static token pass_over(lexer *x)
{
    token before = {.kind = ','};
    bool begins = true, condition = false;
    for (int depth = 0;;) {
        token t = lexer_next(x);
        if (begins && t.kind == TOK_NAME)
            t = lexer_id(x, t, false);
        begins = false;
        if (depth == 0 && is_operand(before) &&
            (is_word(x, t, "in") || is_word(x, t, "if"))) {
            condition = is_word(x, t, "if");
            before = (token){.kind = ','};
            continue;
        }
        if (depth == 0 && condition && is_relation(t)) {
            condition = false;
            before = t;
            continue;
        }
        bool end = t.kind == TOK_END || t.kind == TOK_BAD;
        if (end || (depth == 0 && (t.kind == ',' || is_relation(t) ||
                                   (t.kind == TOK_NAME && is_operand(before)))))
            return t;
        depth += (t.kind == '(') - (t.kind == ')');
        if (depth < 0)
            return t;
        before = t;
    }
}

/* Does a relation follow, behind the comma that is the current token? */
static bool link_follows(const parser *p)
{
    lexer x = p->lx;
    return parse_is(p, ',') && is_relation(pass_over(&x));
}

/* `by` and a statement, neither `cases` nor `induction`. */
static bool reason_follows(const parser *p)
{
    lexer x = p->lx;
    token t = lexer_next(&x);
    const char *word = x.text + t.start;
    return parse_is_word(p, "by") &&
           !(t.kind == TOK_NAME &&
             ((t.len == 5 && !memcmp(word, "cases", 5)) ||
              (t.len == 9 && !memcmp(word, "induction", 9))));
}

/* Is the reason that follows a link's, of several? */
static bool reason_is_of_link(const parser *p)
{
    lexer x = p->lx;
    token t;
    if (!reason_follows(p))
        return false;
    while ((t = pass_over(&x)).kind == ',') {
        lexer y = x;
        if (is_relation(pass_over(&y)))
            return true;
    }
    return false;
}

/* The next link begins with what the one before ends with. */
static void add_chain(parser *p, item *it)
{
    arena *mem = &p->prog->mem;
    ast_chain *c = &it->show, more;
    token at = p->tok;
    more = parse_chain(p, true);
    char *end = plain_expr(c->e[c->n]), *begin = plain_expr(more.e[0]);
    bool same = strcmp(end, begin) == 0;
    free(end);
    free(begin);
    if (!same)
        parse_fail(p, at, "this link does not begin with what the one before "
                          "it ends with");
    for (size_t i = 0; i < more.n; i++) {
        c->rel = arena_push(mem, c->rel, c->n, sizeof *c->rel);
        c->rel[c->n] = more.rel[i];
        c->e = arena_push(mem, c->e, c->n + 1, sizeof *c->e);
        c->e[c->n + 1] = more.e[i + 1];
        c->n++;
    }
}

static void end_link(parser *p, item *it)
{
    if (it->nlinks == MAX_BY)
        parse_fail(p, p->tok, "more than %d links", MAX_BY);
    it->link = arena_push(&p->prog->mem, it->link, it->nlinks,
                          sizeof *it->link);
    it->link[it->nlinks++] = it->show.n;
}

void parse_links(parser *p, item *it)
{
    token at = p->tok;
    if (!link_follows(p) && !reason_is_of_link(p))
        return;
    for (;;) {
        if (reason_follows(p)) {
            parse_advance(p);
            do
                parse_by_statement(p, it, it->nlinks + 1);
            while (!link_follows(p) && parse_accept(p, ','));
        }
        end_link(p, it);
        if (!parse_accept(p, ','))
            break;
        add_chain(p, it);
    }
    for (size_t i = 0; i < it->nby; i++)
        if (it->by[i].link > 0)
            return;
    parse_fail(p, at, "no link of this chain has a reason, `by ...`: write it "
                      "in one, a <= b <= c");
}
