/* Branch and bound on the whole question, which is not broken off while each
 * level of boxes leaves less open than the one before: what is nearly done is
 * not begun anew in the next round.  Believed: nothing; the checker replays the
 * tree. */
#include "tactics.h"

enum {
    PERSISTENT = 100000 /* boxes, as the next round would allow */
};

cert_node *tactic_persist(searcher *s, const goal *g, const tactic_view *v)
{
    if (g->f != s->p->goal[s->g].e || g->box != s->p->box)
        return NULL; /* that would be no part of the question's own tree */
    s->persisted = true;
    return search_boxes_persist(s, g, v, v->boxes, PERSISTENT);
}
