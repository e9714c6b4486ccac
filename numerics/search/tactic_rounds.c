/* The other tactics with more and more effort.  Believed: nothing. */
#include "tactics.h"

enum {
    FIRST_ROUND = 60000, /* effort; see search_internal.h */
    LAST_ROUND = 2000000,
    GROWTH = 8
};

/* The effort of the round after one of n; more than `most`: none.  Where f comes
 * down to 0, the last resort is a poor one, and all that is allowed goes to a
 * last round. */
static size_t next(size_t n, size_t most, bool tight)
{
    return tight && n < most && n * GROWTH > most ? most : n * GROWTH;
}

/* The tactics with more and more effort: what is easy for one of them is found
 * before another spends long in vain. */
cert_node *tactic_rounds(searcher *s, const goal *g, const tactic_view *v)
{
    cert_node *c = NULL;
    size_t most =
        s->max_boxes < LAST_ROUND / 32 ? 32 * s->max_boxes : LAST_ROUND;
    most = most < FIRST_ROUND ? FIRST_ROUND : most;
    size_t all = s->max_boxes; /* some of which the last resort needs */
    if (s->r->boxes < all)
        s->max_boxes -= (all - s->r->boxes) / 2;
    bool tight = tactics_is_tight(s, g, v->q);
    for (size_t n = FIRST_ROUND; n <= most && c == NULL;
         n = next(n, most, tight)) {
        s->effort_end = s->effort + n;
        if (s->r->witness == NULL)
            c = tactics_try(s, g, v->q);
        s->round++;
        if (s->limits->share_alone)
            break; /* the run that may be divided is in the first round */
    }
    s->effort_end = SIZE_MAX;
    s->max_boxes = all;
    s->r->out_of_boxes = false;
    return c;
}
