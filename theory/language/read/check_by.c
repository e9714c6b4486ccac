/* What `by` asks for. */
#include "check.h"
#include "../vocabulary.h"

#include <string.h>

static const binder *find_binder(const item *it, const char *name)
{
    for (size_t i = 0; i < it->nbind; i++)
        if (!strcmp(it->bind[i].name, name))
            return &it->bind[i];
    return NULL;
}

static void check_induction(checker *c)
{
    const induction_clause *in = &c->it->induction;
    const binder *b = find_binder(c->it, in->var);
    if (!b || b->kind != DOM_INTEGERS || b->hi)
        check_complain(c, in->pos,
                       "induction is on a variable over `m..inf`; `%s` is none",
                       in->var);
}

/* The statement behind an id, when it exists and is of a kind that can be
 * used; `uses` has complained of names that are not there. */
static const item *statement(checker *c, const lemma_use *l)
{
    const definition *d = program_lookup(c->prog, l->id);
    if (!d || d->index < 0)
        return NULL;
    const item *it = c->prog->item[d->index];
    if (it->kind == ITEM_CLAIM || it->kind == ITEM_IDENTITY ||
        it->kind == ITEM_CONSTANT)
        return it;
    if (it->kind != ITEM_LET && it->kind != ITEM_FIGURE)
        check_complain(c, l->pos,
                       "`by` takes claims, identities and constants; `%s` is %s", l->id,
                       item_kind_article(it->kind));
    return NULL;
}

static void check_case(checker *c, const ast_chain *ch, const char *what)
{
    check_chain(c, ch);
    if (ch->n != 1 || ch->rel[0] == REL_EQ || ch->rel[0] == REL_NE)
        check_complain(c, ch->e[0]->pos,
                       "%s takes conditions with one <, <=, >= or >: either "
                       "it holds, or it does not",
                       what);
}

static void check_lemma(checker *c, const lemma_use *l)
{
    for (size_t i = 0; i < l->nargs; i++)
        check_expr(c, l->arg[i]);
    if (l->part != BY_ALWAYS && !c->it->induction.var)
        check_complain(c, l->pos,
                       "`in %s` is of a proof by induction, and this is none",
                       l->part == BY_BASE ? "base" : "step");
    if (l->when.n > 0)
        check_case(c, &l->when, "`if` behind a statement");
    const item *it = statement(c, l);
    if (!it)
        return;
    if (it->nseq > 0)
        check_complain(c, l->pos,
                       "`%s` is about every sequence, which no argument can "
                       "stand for",
                       l->id);
    if (l->at && l->nargs != it->nbind)
        check_complain(c, l->pos,
                       "`%s` has %zu variable%s, here it has %zu argument%s",
                       l->id, it->nbind, it->nbind == 1 ? "" : "s", l->nargs,
                       l->nargs == 1 ? "" : "s");
    for (size_t i = 0; !l->at && i < it->nbind; i++)
        if (!find_binder(c->it, it->bind[i].name))
            check_complain(c, l->pos,
                           "this statement has no variable `%s` that could "
                           "stand for the one of `%s`; write the arguments, "
                           "%s(...)",
                           it->bind[i].name, l->id, l->id);
}

void check_by(checker *c)
{
    const item *it = c->it;
    if (it->induction.var)
        check_induction(c);
    for (size_t i = 0; i < it->nby; i++)
        check_lemma(c, &it->by[i]);
    for (size_t i = 0; i < it->ncases; i++)
        check_case(c, &it->cases[i], "`by cases`");
}
