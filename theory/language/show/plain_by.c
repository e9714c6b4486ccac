/* How a claim is proved, back in its own syntax. */
#include "plain.h"

#include <stdlib.h>

/* " by a(x), b": those of a link, or of the whole chain. */
static void put_statements(text_buf *b, const item *it, size_t link)
{
    const char *sep = " by ";
    for (size_t i = 0; i < it->nby; i++) {
        const lemma_use *l = &it->by[i];
        if (l->link != link)
            continue;
        text_printf(b, "%s%s", sep, l->id);
        sep = ", ";
        for (size_t k = 0; k < l->nargs; k++) {
            text_put(b, k ? ", " : "(");
            char *s = plain_expr(l->arg[k]);
            text_put(b, s);
            free(s);
        }
        text_put(b, !l->at ? "" : l->nargs ? ")" : "()");
        text_put(b, l->part == BY_BASE   ? " in base"
                    : l->part == BY_STEP ? " in step"
                                         : "");
        text_put(b, l->when.n > 0 ? " if " : "");
        if (l->when.n > 0)
            plain_put_chain(b, &l->when);
    }
}

/* How a claim is proved.  Each clause of its own: they may be in any order. */
void plain_by_put(text_buf *b, const item *it)
{
    const induction_clause *in = &it->induction;
    if (in->var)
        text_printf(b, " by induction on %s", in->var);
    if (in->var && in->has_from)
        text_printf(b, " from %ld", in->from);
    if (in->var && in->depth != 1)
        text_printf(b, " depth %ld", in->depth);
    for (size_t i = 0; i < it->ncases; i++) {
        text_put(b, i ? ", " : " by cases ");
        plain_put_chain(b, &it->cases[i]);
    }
    put_statements(b, it, 0);
}

/* a <= b by lemma(x), b <= c: each link with its reason. */
void plain_by_put_links(text_buf *b, const item *it)
{
    size_t first = 0;
    for (size_t k = 0; k < it->nlinks; k++) {
        ast_chain c = {it->show.e + first, it->show.rel + first,
                       it->link[k] - first};
        text_put(b, k ? ", " : "");
        plain_put_chain(b, &c);
        put_statements(b, it, k + 1);
        first = it->link[k];
    }
    if (it->nlinks == 0)
        plain_put_chain(b, &it->show);
}
