/* The last resort: branch and bound with all that is left of the budget, keeping
 * what was done.  Believed: nothing. */
#include "tactics.h"

cert_node *tactic_last(searcher *s, const goal *g, const tactic_view *v)
{
    tactic_view w = *v;
    if (s->limits->share_alone)
        return NULL;
    w.nspots = 0;
    s->keeps_parts = true;
    if (!search_out_of_budget(s) && tactics_is_tight(s, g, v->q))
        tactics_find_spots(&w);
    return search_boxes_prove(s, g, &w, s->max_boxes, true);
}
