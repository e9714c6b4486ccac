/* `by`: how a claim is to be proved. */
#include "parser.h"
#include "../../../numerics/base/limits.h"

#include <string.h>

/* by induction on n from m depth r */
static void by_induction(parser *p, item *it)
{
    if (it->induction.var != NULL)
        parse_fail(p, p->last, "a second induction");
    it->induction.pos = parse_pos(p, p->last);
    if (!parse_accept_word(p, "on"))
        parse_expected(p, "`on` and a variable");
    it->induction.var = parse_bound_name(p, "a variable over `m..inf`");
    it->induction.depth = 1;
    if (parse_accept_word(p, "from")) {
        it->induction.has_from = true;
        it->induction.from =
            parse_integer(p, 0, LIMIT_INDUCTION_FROM, "a whole number");
    }
    if (parse_accept_word(p, "depth"))
        it->induction.depth =
            parse_integer(p, 1, LIMIT_INDUCTION_DEPTH, "a depth");
}

static void by_cases(parser *p, item *it)
{
    do {
        if (it->ncases == MAX_BY)
            parse_fail(p, p->tok, "more than %d conditions", MAX_BY);
        it->cases = arena_push(&p->prog->mem, it->cases, it->ncases,
                               sizeof *it->cases);
        ast_chain c = parse_chain(p, false);
        it->cases[it->ncases++] = c;
    } while (parse_accept(p, ','));
}

/* What a claim is proved by, it uses. */
static void add_use(parser *p, item *it, char *id, lang_pos pos)
{
    arena *mem = &p->prog->mem;
    for (size_t i = 0; i < it->nuses; i++)
        if (!strcmp(it->uses[i], id))
            return;
    it->uses = arena_push(mem, it->uses, it->nuses, sizeof *it->uses);
    it->uses_pos = arena_push(mem, it->uses_pos, it->nuses, sizeof(lang_pos));
    it->uses_pos[it->nuses] = pos;
    it->uses[it->nuses++] = id;
}

static void by_lemma(parser *p, item *it)
{
    lemma_use l = {.pos = parse_pos(p, p->tok)};
    if (it->nby == MAX_BY)
        parse_fail(p, p->tok, "more than %d statements", MAX_BY);
    l.id = parse_id(p, false, "`induction`, `cases` or the id of a statement");
    l.at = parse_accept(p, '(');
    if (l.at && !parse_accept(p, ')')) {
        do {
            l.arg = arena_push(&p->prog->mem, l.arg, l.nargs, sizeof *l.arg);
            ast *a = parse_expr(p);
            l.arg[l.nargs++] = a;
        } while (parse_accept(p, ','));
        parse_expect(p, ')', "`)` behind the statement's arguments");
    }
    it->by = arena_push(&p->prog->mem, it->by, it->nby, sizeof *it->by);
    it->by[it->nby++] = l;
    add_use(p, it, l.id, l.pos);
}

void parse_by(parser *p, item *it)
{
    if (parse_accept_word(p, "induction")) {
        by_induction(p, it);
    } else if (parse_accept_word(p, "cases")) {
        by_cases(p, it);
    } else {
        do
            by_lemma(p, it);
        while (parse_accept(p, ','));
    }
}
