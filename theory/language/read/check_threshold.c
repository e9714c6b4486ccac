/* What a threshold asks of its variable. */
#include "check.h"

#include <string.h>

/* Its variable begins at a number, which depends on no other variable. */
void check_threshold(checker *c)
{
    const item *it = c->it;
    const binder *b = NULL;
    for (size_t i = 0; i < it->nbind; i++)
        if (!strcmp(it->bind[i].name, it->unknown))
            b = &it->bind[i];
    if (!b || b->kind != DOM_INTEGERS || b->hi) {
        check_complain(c, it->show.e[0]->pos,
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
    if (it->nseq > 0)
        check_complain(c, it->seq[0].pos,
                       "a threshold is not about every sequence; write a "
                       "claim");
}
