/* What a threshold asks of its variable. */
#include "check.h"

#include <string.h>

/* An induction is on the threshold's variable: it begins where the threshold is
 * sought.  What `where` leaves out could hide where the range begins. */
static void check_argument(checker *c, const binder *b)
{
    const item *it = c->it;
    if (it->induction.var && strcmp(it->induction.var, it->unknown) != 0)
        check_complain(c, it->induction.pos,
                       "an induction in a threshold is on its variable, `%s`",
                       it->unknown);
    if (it->induction.has_from)
        check_complain(c, it->induction.pos,
                       "where this induction begins is what is sought: no "
                       "`from`");
    bool argued = it->induction.var || it->nby > 0 || it->ncases > 0;
    for (size_t i = 0; argued && i < it->nwhere; i++)
        for (size_t j = 0; j <= it->where[i].n; j++)
            if (check_mentions(it->where[i].e[j], b->name))
                check_complain(c, it->where[i].e[j]->pos,
                               "in a threshold with `by` no condition depends "
                               "on `%s`",
                               b->name);
}

/* Its variable begins at a number, which depends on no other variable. */
void check_threshold(checker *c)
{
    const item *it = c->it;
    const binder *b = NULL;
    for (size_t i = 0; i < it->nbind; i++)
        if (!strcmp(it->bind[i].name, it->unknown))
            b = &it->bind[i];
    if (!b || b->kind != DOM_INTEGERS || b->hi) {
        check_complain(c, it->unknown_pos,
                       "a threshold is one of a variable over `m..inf`; `%s` "
                       "is none",
                       it->unknown);
        return;
    }
    for (size_t i = 0; i < it->nbind; i++)
        if (check_mentions(b->lo, it->bind[i].name))
            check_complain(c, b->lo->pos,
                           "the range of a threshold's variable begins at a "
                           "number, here at one that depends on `%s`",
                           it->bind[i].name);
    check_argument(c, b);
    if (it->nseq > 0)
        check_complain(c, it->seq[0].pos,
                       "a threshold is not about every sequence; write a "
                       "claim");
}
