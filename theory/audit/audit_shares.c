/* Whose an item is where several runs share a paper, and whose a part of it.
 * Believed: nothing; the run over the whole judges whatever it finds.
 *
 * Items that are no definitions take turns.  The parts of one that is divided
 * go to the shards from the item's own on, one each, and to no more of them
 * than can pay: the others need not look at it at all.  All depends on the
 * document's words alone, so that it costs nothing to know. */
#include "audit_shares.h"

enum {
    MANY_VARIABLES = 3, /* a search that may be long */
    SEARCH_PARTS = 16,  /* fixed ones, of a search or a map */
    FAMILY_PARTS = 64   /* each has to put all instances together */
};

typedef struct {
    size_t lists, ranges, reals;
} binders;

static binders count(const item *it)
{
    binders c = {0};
    for (size_t k = 0; k < it->nbind; k++) {
        const binder *b = &it->bind[k];
        bool ends = b->lo != NULL && b->hi != NULL;
        c.lists += b->kind == DOM_LIST || (b->kind == DOM_INTEGERS && ends);
        c.ranges += b->kind == DOM_INTERVAL && ends;
        c.reals += b->kind == DOM_INTERVAL ||
                   (b->kind == DOM_INTEGERS && b->hi == NULL);
    }
    return c;
}

/* Instances without variables are values of numbers that they share: computed
 * once, by one. */
bool audit_divides(const item *it)
{
    binders c = count(it);
    return it->kind == ITEM_REGION ||
           (it->kind == ITEM_CLAIM && it->nby == 0 && it->ncases == 0 &&
            it->nlinks == 0 && it->nseq == 0 && it->induction.var == NULL &&
            ((c.lists > 0 && c.reals > 0) || c.ranges >= MANY_VARIABLES));
}

size_t audit_share_team(const item *it, size_t of)
{
    bool family = it->kind == ITEM_CLAIM && count(it).lists > 0;
    size_t most = of > SHARES_MOST ? 1 : family ? FAMILY_PARTS : SEARCH_PARTS;
    return of < most ? of : most;
}

size_t audit_share_parts(const item *it, size_t instances, size_t of)
{
    size_t most = instances > 1 ? instances : SEARCH_PARTS;
    size_t team = audit_share_team(it, of);
    return team < most ? team : most;
}

size_t audit_share_turn(const program *p, const item *it)
{
    size_t turn = 0;
    for (size_t i = 0; i < it->index; i++)
        turn += program_item(p, i)->kind != ITEM_LET;
    return turn;
}

size_t audit_share_part_of(size_t turn, size_t share, size_t of)
{
    return (share + of - turn % of) % of;
}

bool audit_shares(const item *it, size_t turn, bool divided, size_t share,
                  size_t of)
{
    size_t team = divided && audit_divides(it) ? audit_share_team(it, of) : 1;
    return audit_share_part_of(turn, share, of) < team;
}
