/* The parts of an argument, compiled once for all combinations.  Believed. */
#include "statement.h"

#include <stdlib.h>

bool argument_is_given(const item *it)
{
    return it->nby > 0 || it->ncases > 0 || it->induction.var != NULL ||
           it->nseq > 0;
}

void argument_init(statement *s, expansion *f)
{
    const item *it = f->it;
    s->by = xcalloc(it->nby + 1, sizeof *s->by);
    s->cases = xcalloc(it->ncases + 1, sizeof *s->cases);
    s->by_when = xcalloc(it->nby + 1, sizeof *s->by_when);
    for (size_t i = 0; i < it->nby; i++) {
        s->by[i] = lemma_new(f, &it->by[i]);
        if (it->by[i].when.n > 0)
            s->by_when[i] = expansion_compile_chain(f, &it->by[i].when);
    }
    for (size_t i = 0; i < it->ncases; i++)
        s->cases[i] = expansion_compile_chain(f, &it->cases[i]);
}

void argument_clear(statement *s, expansion *f)
{
    for (size_t i = 0; i < f->it->nby; i++) {
        lemma_free(s->by[i]);
        if (f->it->by[i].when.n > 0)
            expansion_free_chain(&s->by_when[i]);
    }
    for (size_t i = 0; i < f->it->ncases; i++)
        expansion_free_chain(&s->cases[i]);
    free(s->by);
    free(s->by_when);
    free(s->cases);
}
