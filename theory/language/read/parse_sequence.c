/* Sequences among an item's variables, and the conditions on them. */
#include "parser.h"
#include "../vocabulary.h"

#include <string.h>

static bool at_sequence(const parser *p)
{
    lexer x = p->lx;
    return parse_is(p, TOK_NAME) && lexer_next(&x).kind == '(';
}

bool parse_sequence(parser *p, item *it)
{
    if (!at_sequence(p))
        return false;
    if (it->nseq == MAX_SEQUENCES)
        parse_fail(p, p->tok, "more than %d sequences", MAX_SEQUENCES);
    sequence s = {.pos = parse_pos(p, p->tok)};
    s.name = parse_name(p, "a sequence");
    parse_advance(p);
    s.index = parse_name(p, "the sequence's index, as in u(k in 1..n)");
    if (!parse_accept_word(p, "in"))
        parse_expected(p, "`in`, as in u(k in 1..n)");
    s.lo = parse_expr(p);
    parse_expect(p, TOK_DOTS, "`..` between the first and the last index");
    if (parse_is_word(p, "inf"))
        parse_fail(p, p->tok,
                   "a sequence ends at a number or at a variable over "
                   "`m..inf`: for n in 1..inf, u(k in 1..n)");
    s.hi = parse_expr(p);
    parse_expect(p, ')', "`)` behind the indices of the sequence");
    it->seq = arena_push(&p->prog->mem, it->seq, it->nseq, sizeof *it->seq);
    it->seq[it->nseq++] = s;
    return true;
}

/* Does a value of a sequence of the item stand in a? */
static bool has_value(const item *it, const ast *a)
{
    bool found = false;
    for (size_t i = 0; a->kind == AST_CALL && i < it->nseq; i++)
        found = found || !strcmp(a->name, it->seq[i].name);
    for (size_t i = 0; !found && i < a->nargs; i++)
        found = has_value(it, a->arg[i]);
    return found;
}

static bool mentions(const ast *a, const char *name)
{
    bool found = a->kind == AST_NAME && !strcmp(a->name, name);
    for (size_t i = 0; !found && i < a->nargs; i++)
        found = mentions(a->arg[i], name);
    return found;
}

/* The sequences' index that stands in the chain, or NULL. */
static char *index_in(const item *it, const ast_chain *c)
{
    for (size_t i = 0; i < it->nseq; i++)
        for (size_t k = 0; k <= c->n; k++)
            if (mentions(c->e[k], it->seq[i].index))
                return it->seq[i].index;
    return NULL;
}

void parse_sequence_conditions(parser *p, item *it)
{
    size_t kept = 0;
    for (size_t i = 0; it->nseq > 0 && i < it->nwhere; i++) {
        sequence_relation r = {.chain = it->where[i]};
        bool about = false;
        for (size_t k = 0; k <= r.chain.n; k++)
            about = about || has_value(it, r.chain.e[k]);
        r.index = index_in(it, &r.chain);
        if (!about && r.index == NULL) {
            it->where[kept++] = r.chain;
            continue;
        }
        it->about = arena_push(&p->prog->mem, it->about, it->nabout,
                               sizeof *it->about);
        it->about[it->nabout++] = r;
    }
    if (it->nseq > 0)
        it->nwhere = kept;
}
